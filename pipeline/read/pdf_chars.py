"""One page of a PDF -> its characters in rows of one baseline, as the file gives them; turned upright where the page is turned."""

import ctypes
import math
from dataclasses import dataclass
from typing import Any

_BROKEN = ("\ufffe", "\u0002", "\u00ad", "-")
_SAMPLE = 24
"""Characters whose direction is asked for: a page is turned as a whole."""


@dataclass(slots=True)
class Char:
    """A character and where it stands: points from the lower left corner, y on its baseline; index in pdfium's text, -1 for none."""

    text: str
    x: float
    y: float
    size: float
    index: int


Row = list[Char]


def rows_of(raw: Any, height: float) -> list[Row]:  # noqa: ANN401 - pypdfium2 has no types
    """The rows of a pdfium text page; ``height`` is the page's as shown, in points."""
    return _rows(_upright(_characters(raw), raw, height))


def _characters(raw: Any) -> list[Char]:  # noqa: ANN401
    from pypdfium2 import raw as pdfium  # noqa: PLC0415 - slow to load

    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for index in range(pdfium.FPDFText_CountChars(raw)):
        text = chr(pdfium.FPDFText_GetUnicode(raw, index))
        if text in "\r\n":
            found.append(Char("\n", x.value, y.value, 0, index))
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        found.append(Char(text, x.value, y.value, pdfium.FPDFText_GetFontSize(raw, index), index))
    return found


def _upright(chars: list[Char], raw: Any, height: float) -> list[Char]:  # noqa: ANN401
    """The characters with places as if their lines ran from left to right."""
    from pypdfium2 import raw as pdfium  # noqa: PLC0415 - slow to load

    letters = [char for char in chars if char.text.isalnum()]
    angles = [round(pdfium.FPDFText_GetCharAngle(raw, char.index) / (math.pi / 2)) % 4 for char in letters[:: len(letters) // _SAMPLE + 1]]
    turns = max(set(angles), key=angles.count, default=0)
    if turns == 0:
        return chars
    cosine, sine = (1, 0, -1, 0)[turns], (0, -1, 0, 1)[turns]  # pdfium counts clockwise
    turned = [Char(char.text, char.x * cosine + char.y * sine, char.y * cosine - char.x * sine, char.size, char.index) for char in chars]
    lowest = min((char.y for char in turned if char.text.strip()), default=0.0)
    for char in turned if lowest < 0 else ():
        char.y += height
    return turned


def _rows(chars: list[Char]) -> list[Row]:
    """Characters of one baseline; a raised or lowered mark stays on its line."""
    rows: list[Row] = [[]]
    for char in chars:
        if char.text == "\n":
            rows.append([])
            continue
        # pdfium gives no line break after a hyphen at a line's end: the next character, below and to the left, begins a row
        last = rows[-1][-1] if rows[-1] else None
        if last is not None and last.text in _BROKEN and char.x < last.x and last.y - char.y > 0.45 * last.size:
            rows.append([])
        rows[-1].append(char)
    joined: list[Row] = []
    for row in filter(None, rows):
        if joined and _same_line(joined[-1], row):
            joined[-1] += [Char(" ", row[0].x, row[0].y, row[0].size, -1), *row]
        else:
            joined.append(row)
    return joined


def _same_line(above: Row, row: Row) -> bool:
    last = above[-1]
    size = max(last.size, row[0].size) or 10
    return abs(baseline(above) - baseline(row)) < 0.45 * size and row[0].x >= last.x


def baseline(row: Row) -> float:
    """Where the row's largest characters stand, in points from below."""
    largest = max(char.size for char in row)
    return next(char.y for char in row if char.size == largest)


def font_name(raw: Any, index: int) -> str:  # noqa: ANN401
    """The name of a character's font in lower case."""
    from pypdfium2 import raw as pdfium  # noqa: PLC0415 - slow to load

    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, buffer, 128, flags)
    return buffer.value.decode("latin-1").lower()
