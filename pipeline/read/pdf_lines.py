"""One page of a PDF -> its printed lines, from pdfium's characters: text, place, size, weight, raised marks."""

import ctypes
from dataclasses import dataclass
from typing import Any

import regex

from pipeline.model import Mark, Style

_SPACES = regex.compile(r"\s+")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\ufffe": "-", "\u0002": "-", "\u00ad": "-", "\u00a0": " "}
)
_BROKEN = ("\ufffe", "\u0002", "\u00ad", "-")
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


@dataclass(slots=True)
class _Char:
    text: str
    x: float
    y: float
    size: float
    index: int


def printed_lines(page: Any, number: int) -> list[Printed]:  # noqa: ANN401 - pypdfium2 has no types
    """The lines of a pdfium page in reading order as the file gives it, lines of one baseline joined."""
    textpage = page.get_textpage()
    try:
        rows = _rows(_characters(textpage.raw))
        height = page.get_height()
        return [_printed(row, textpage.raw, number, height) for row in rows if any(char.text.strip() for char in row)]
    finally:
        textpage.close()
        page.close()


def _characters(raw: Any) -> list[_Char]:  # noqa: ANN401
    from pypdfium2 import raw as pdfium  # noqa: PLC0415 - slow to load

    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for index in range(pdfium.FPDFText_CountChars(raw)):
        text = chr(pdfium.FPDFText_GetUnicode(raw, index))
        if text in "\r\n":
            found.append(_Char("\n", x.value, y.value, 0, index))
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        found.append(_Char(text, x.value, y.value, pdfium.FPDFText_GetFontSize(raw, index), index))
    return found


def _rows(chars: list[_Char]) -> list[list[_Char]]:
    """Characters of one baseline; a raised or lowered mark stays on its line."""
    rows: list[list[_Char]] = [[]]
    for char in chars:
        if char.text == "\n":
            rows.append([])
            continue
        # pdfium gives no line break after a hyphen at a line's end: the next character, below and to the left, begins a row
        last = rows[-1][-1] if rows[-1] else None
        if last is not None and last.text in _BROKEN and char.x < last.x and last.y - char.y > 0.45 * last.size:
            rows.append([])
        rows[-1].append(char)
    joined: list[list[_Char]] = []
    for row in filter(None, rows):
        if joined and _same_line(joined[-1], row):
            joined[-1] += [_Char(" ", row[0].x, row[0].y, row[0].size, -1), *row]
        else:
            joined.append(row)
    return joined


def _same_line(above: list[_Char], row: list[_Char]) -> bool:
    last = above[-1]
    size = max(last.size, row[0].size) or 10
    return abs(_baseline(above) - _baseline(row)) < 0.45 * size and row[0].x >= last.x


def _baseline(row: list[_Char]) -> float:
    largest = max(char.size for char in row)
    return next(char.y for char in row if char.size == largest)


def _printed(row: list[_Char], raw: Any, number: int, height: float) -> Printed:  # noqa: ANN401
    sizes = sorted(char.size for char in row if char.text.strip())
    size, baseline = sizes[len(sizes) // 2], _baseline(row)
    text, marks = "", []
    for char in row:
        printed = char.text.translate(_LIGATURES)
        if not printed.strip():
            text += " " if text and not text.endswith(" ") else ""
            continue
        if char.size < SMALL * size and char.y - baseline > RAISED * size * 0.8:
            marks.append(Mark(len(text), len(text) + len(printed), Style.SUPERSCRIPT))
        text += printed
    text = text.rstrip()
    bold, italic = _weight(row, raw)
    visible = [char for char in row if char.text.strip()]
    return Printed(text, number, baseline, visible[0].x, visible[-1].x + size / 2, round(size, 1), height, bold, italic, _runs(marks))


def _runs(marks: list[Mark]) -> tuple[Mark, ...]:
    """Adjoining marks as one."""
    found: list[Mark] = []
    for mark in marks:
        if found and found[-1].end == mark.start:
            found[-1] = Mark(found[-1].start, mark.end, mark.style)
        else:
            found.append(mark)
    return tuple(found)


def _weight(row: list[_Char], raw: Any) -> tuple[bool, bool]:  # noqa: ANN401
    """(bold, italic) of a whole line, told by the fonts of its first, middle and last letters."""
    letters = [char.index for char in row if char.text.isalnum() and char.index >= 0]
    if not letters:
        return False, False
    names = [_font(raw, index) for index in (letters[0], letters[len(letters) // 2], letters[-1])]
    return all("bold" in name or "black" in name for name in names), all("ital" in name or "obli" in name for name in names)


def _font(raw: Any, index: int) -> str:  # noqa: ANN401
    from pypdfium2 import raw as pdfium  # noqa: PLC0415 - slow to load

    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, buffer, 128, flags)
    return buffer.value.decode("latin-1").lower()
