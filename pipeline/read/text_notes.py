"""Footnotes of a plain text: gathered at its end ("[1] See annex A."), or under a rule at a page's foot ("1/ See annex A.")."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from pipeline.model import Line, Mark, Note, Style

_NOTE = regex.compile(r"\[(\d{1,3})\]\s+(?=\S)")
_REFERENCE = regex.compile(r"(?<=\S)\[(\d{1,3})\]")

_FOOT = regex.compile(r"(?P<mark>\d{1,3})\s?/\s+(?=\S)|(?P<bare>(?P<mark>\d{1,3}))\s+(?=[\p{Lu}“\"])|(?P<mark>\*{1,3})\s+(?=\S)")
_SLASHED = regex.compile(r"(?<=[\p{L}\p{P}])\s?(\d{1,3})/(?=[\s\p{P}]|$)")


def take_foot_notes(lines: Sequence[Line], rules: Sequence[int]) -> tuple[list[Line], list[Note]]:
    """(the lines without footnotes, the footnotes): those right below a rule, up to the page's end or other text.

    ``rules`` are the places in ``lines`` before which a rule was printed. References such as "law, 1/" become marks.
    """
    notes: list[Note] = []
    taken: set[int] = set()
    for start in rules:
        for at in range(start, len(lines)):
            match = _FOOT.match(lines[at].text)
            if match is not None and match["bare"] and not lines[at].page:
                break  # a rule between paragraphs, not at a page's foot
            if match is None and (at == start or lines[at].gap or lines[at].page != lines[start].page):
                break
            if match:
                notes.append(Note(match["mark"], lines[at].text[match.end() :]))
            else:
                notes[-1] = Note(notes[-1].mark, f"{notes[-1].text} {lines[at].text}")
            taken.add(at)
    known = {note.mark for note in notes}
    return [_marked(line, known, _SLASHED) for at, line in enumerate(lines) if at not in taken], notes


def take_notes(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Note, ...]]:
    """(the lines without footnotes, the footnotes): they are the end of the file, count from 1, and each is referred to before.

    Where one of this does not hold, the numbers in brackets are text that is not agreed, and nothing is taken.
    """
    start = _first_note(lines)
    if start is None:
        return tuple(lines), ()
    notes: list[Note] = []
    for line in lines[start:]:
        match = _NOTE.match(line.text)
        if match:
            notes.append(Note(match[1], line.text[match.end() :]))
        else:
            notes[-1] = Note(notes[-1].mark, f"{notes[-1].text} {line.text}")
    referred = {mark for line in lines[:start] for mark in _REFERENCE.findall(line.text)}
    numbers = [note.mark for note in notes]
    if numbers != [str(at) for at in range(1, len(notes) + 1)] or not referred >= set(numbers):
        return tuple(lines), ()
    return tuple(_marked(line, set(numbers), _REFERENCE) for line in lines[:start]), tuple(notes)


def _first_note(lines: Sequence[Line]) -> int | None:
    """The line that begins note 1, if only notes and their further lines follow it."""
    start = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].text.startswith("[1] ")), None)
    if start is None or any(line.gap and not _NOTE.match(line.text) for line in lines[start:]):
        return None
    return start


def _marked(line: Line, known: set[str], reference: regex.Pattern[str]) -> Line:
    if not known:
        return line
    text, marks, end = "", [], 0
    for match in (each for each in reference.finditer(line.text) if each[1] in known):
        text += line.text[end : match.start()]
        marks.append(Mark(len(text), len(text), Style.NOTE, match[1]))
        end = match.end()
    return replace(line, text=text + line.text[end:], marks=tuple(sorted((*line.marks, *marks)))) if marks else line
