"""Styled runs of characters, as markup gives them -> one line's text with single spaces, and its marks in place."""

import re
from collections.abc import Iterable

from pipeline.model import Mark, Style

_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and joints that print nothing; those that Arabic and Persian spell with (U+200C, U+200D) stay."""


def single_spaced(text: str) -> str:
    """Give the words of ``text`` with one plain space between them: no-break spaces and line ends become spaces."""
    return " ".join(_UNSEEN.sub("", text).split())


class Runs:
    """Gathers the runs of one line in order; a space at the end of one and at the start of the next is one space."""

    __slots__ = ("_length", "_marks", "_open", "_parts", "_pending")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pending = False
        self._marks: list[Mark] = []
        self._open: dict[Style, tuple[int, int]] = {}

    def add(self, text: str, styles: Iterable[Style] = ()) -> None:
        """Put ``text`` at the end, in these styles."""
        squeezed = _SPACES.sub(" ", _UNSEEN.sub("", text))
        words = squeezed.strip(" ")
        if not words:
            self._pending = self._pending or bool(squeezed)
            return
        if (self._pending or squeezed[0] == " ") and self._length:
            self._parts.append(" ")
            self._length += 1
        self._parts.append(words)
        end = self._length + len(words)
        for style in styles:
            self._extend(style, end)
        self._length = end
        self._pending = squeezed[-1] == " "

    def _extend(self, style: Style, end: int) -> None:
        """Mark the run just added: one mark for runs that touch, or that only a space divides."""
        start, stop = self._open.get(style, (self._length, -9))
        if self._length - stop > 1 or (self._length - stop == 1 and self._parts[-2:-1] != [" "]):
            if stop >= 0:
                self._marks.append(Mark(start, stop, style))
            start = self._length
        self._open[style] = (start, end)

    def point(self, style: Style, value: str) -> None:
        """Put a mark of no width here: a footnote reference, or words that were deleted."""
        self._marks.append(Mark(self._length, self._length, style, value))

    @property
    def empty(self) -> bool:
        """Whether there is neither a word nor a mark."""
        return not self._length and not self._marks

    def line(self) -> tuple[str, tuple[Mark, ...]]:
        """Give the text and its marks, in order."""
        still_open = [Mark(start, end, style) for style, (start, end) in self._open.items()]
        return "".join(self._parts), tuple(sorted(self._marks + still_open))
