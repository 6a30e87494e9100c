"""One page of a PDF -> its printed lines, from pdfium's characters: text, place, size, weight, raised marks."""

from dataclasses import dataclass
from typing import Any

import regex

from pipeline.model import Mark, Style
from pipeline.read.pdf_chars import Row, baseline, font_name, rows_of
from pipeline.read.pdf_columns import in_reading_order

_SPACES = regex.compile(r"\s+")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\ufffe": "-", "\u0002": "-", "\u00ad": "-", "\u00a0": " "}
)
_GLYPHS = {glyph: glyph + 29 for glyph in range(3, 98)} | {0xB6: "’", 0x0BD7: " "}
"""By their number in fonts that follow the Macintosh order: 3 is the space, 36 the letter A."""
RAISED, SMALL = 0.15, 0.82
"""A note mark is raised by this share of the line's size, and smaller than this share of it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed. Places in points from the page's lower left corner."""

    text: str
    page: int
    y: float
    left: float
    right: float
    size: float
    height: float
    """Of the page."""
    bold: bool = False
    italic: bool = False
    marks: tuple[Mark, ...] = ()

    def in_band(self, share: float) -> bool:
        """Whether it stands in the top or bottom `share` of the page."""
        return self.y > self.height * (1 - share) or self.y < self.height * share


def printed_lines(page: Any, number: int) -> list[Printed]:  # noqa: ANN401 - pypdfium2 has no types
    """The lines of a pdfium page in reading order, lines of one baseline joined."""
    textpage = page.get_textpage()
    try:
        height = page.get_height()
        rows = in_reading_order(rows_of(textpage.raw, height))
        return [_printed(row, textpage.raw, number, height) for row in rows if any(char.text.strip() for char in row)]
    finally:
        textpage.close()
        page.close()


def _printed(row: Row, raw: Any, number: int, height: float) -> Printed:  # noqa: ANN401
    sizes = sorted(char.size for char in row if char.text.strip())
    size, foot = sizes[len(sizes) // 2], baseline(row)
    text, marks = "", []
    for char in row:
        printed = char.text.translate(_LIGATURES)
        if not printed.strip():
            text += " " if text and not text.endswith(" ") else ""
            continue
        if char.size < SMALL * size and char.y - foot > RAISED * size * 0.8:
            marks.append(Mark(len(text), len(text) + len(printed), Style.SUPERSCRIPT))
        text += printed
    text = _unshifted(text.rstrip())
    bold, italic = _weight(row, raw)
    visible = [char for char in row if char.text.strip()]
    return Printed(text, number, foot, visible[0].x, visible[-1].x + size / 2, round(size, 1), height, bold, italic, _runs(marks))


def _unshifted(text: str) -> str:
    """The words of a line whose font says no letters, only the numbers of its glyphs: in the usual fonts those are 29 less."""
    return " ".join(text.translate(_GLYPHS).split()) if "\x03" in text else text


def _runs(marks: list[Mark]) -> tuple[Mark, ...]:
    """Adjoining marks as one."""
    found: list[Mark] = []
    for mark in marks:
        if found and found[-1].end == mark.start:
            found[-1] = Mark(found[-1].start, mark.end, mark.style)
        else:
            found.append(mark)
    return tuple(found)


def _weight(row: Row, raw: Any) -> tuple[bool, bool]:  # noqa: ANN401
    """(bold, italic) of a whole line, told by the fonts of its first, middle and last letters."""
    letters = [char.index for char in row if char.text.isalnum() and char.index >= 0]
    if not letters:
        return False, False
    names = [font_name(raw, index) for index in (letters[0], letters[len(letters) // 2], letters[-1])]
    return all("bold" in name or "black" in name for name in names), all("ital" in name or "obli" in name for name in names)
