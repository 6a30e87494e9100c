"""Footnotes of a printed page: the block in small print at its foot, and the raised marks in the text that refer to it."""

from dataclasses import replace
from itertools import chain

import regex

from pipeline.hyphens import Vocabulary, seam
from pipeline.model import Mark, Note, Style
from pipeline.read.pdf_lines import Printed

_START = regex.compile(r"^(?P<mark>\d{1,3}|\*{1,3}|[a-z])\s*(?:/|\.)?\s*(?=\S)")
SMALLER = 0.93
"""Footnotes are printed in at most this share of the size of the text."""


def footnotes(page: list[Printed], usual: float, known: Vocabulary) -> tuple[list[Printed], list[Note]]:
    """(the page without its footnotes, the footnotes): the lines at the foot in smaller print, from the first that begins with a mark.

    ``usual`` is the size of the text; ``known`` are the words of the file, by which hyphens at line ends are judged.
    """
    at = len(page)
    while at > 0 and page[at - 1].size <= SMALLER * usual:
        at -= 1
    first = next((index for index in range(at, len(page)) if _begins(page[index])), None)
    if first is None:
        return page, []
    notes: list[Note] = []
    for line in page[first:]:
        match = _START.match(line.text) if _begins(line) else None
        if match:
            notes.append(Note(match["mark"], line.text[match.end() :]))
        elif notes:
            above = notes[-1].text
            dropped, between = seam(above, line.text, known)
            notes[-1] = Note(notes[-1].mark, above[: len(above) - dropped] + between + line.text)
    return page[:first], notes


def _begins(line: Printed) -> bool:
    match = _START.match(line.text)
    if match is None:
        return False
    raised = any(mark.start == 0 for mark in line.marks)
    return raised or match["mark"].startswith("*") or "/" in match[0]


def usual_size(pages: list[list[Printed]]) -> float:
    """The size of the text, in points: the largest in which a fifth of the characters stand, as long notes may be more than the text."""
    sizes: dict[float, int] = {}
    for line in chain.from_iterable(pages):
        sizes[line.size] = sizes.get(line.size, 0) + len(line.text)
    fifth = sum(sizes.values()) / 5
    return max((size for size, count in sizes.items() if count >= fifth), default=max(sizes, key=lambda size: (sizes[size], size)))


def note_marks(page: list[Printed], known: frozenset[str]) -> list[Printed]:
    """The lines with raised marks of known footnotes taken out of the text; other raised characters stay (ordinals, units)."""
    return [_marked(line, known) if line.marks else line for line in page]


def _marked(line: Printed, known: frozenset[str]) -> Printed:
    text, marks, removed = line.text, [], 0
    for mark in line.marks:
        start, end = mark.start - removed, mark.end - removed
        value = text[start:end].strip(" ,")
        if value in known:
            text = text[:start] + text[end:]
            marks.append(Mark(start, start, Style.NOTE, value))
            removed += end - start
        else:
            marks.append(Mark(start, end, Style.SUPERSCRIPT))
    return replace(line, text=text, marks=tuple(marks))
