"""Plain text, pdftotext's output too -> lines as wrapped, with page furniture set apart."""

from collections import Counter

import regex

from pipeline.model import Furniture, Line, Source
from pipeline.read.furniture import furniture_kind, masthead_facts
from pipeline.read.text_notes import take_foot_notes, take_notes

_DIGITS = regex.compile(r"\d+")
_RULE = regex.compile(r"^[_=~–—\-*]{3,}$")
EDGE = 3
"""Lines at the top and bottom of a page among which running headers are looked for."""


def read_text(text: str, name: str) -> Source:
    """The lines of a plain text file; a form feed begins a page. Blank lines become the next line's `gap`."""
    pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
    running = _running_lines(pages)
    lines: list[Line] = []
    furniture: list[Furniture] = []
    rules: list[int] = []
    number = 0
    for page, content in enumerate(pages, 1 if len(pages) > 1 else 0):
        gap = False
        for raw in content.split("\n"):
            number += 1
            words = " ".join(raw.split())
            if not words:
                gap = True
                continue
            kind = _kind(words, running)
            if kind:
                rules += [len(lines)] if kind == "rule" else []
                furniture.append(Furniture(kind, words, page))
                continue
            lines.append(Line(words, gap=gap, indent=_indent(raw), page=page, number=number))
            gap = False
    symbol, day, language = masthead_facts((item.text for item in furniture), (line.text for line in lines))
    lines, feet = take_foot_notes(lines, rules)
    body, notes = take_notes(lines)
    return Source(name, "text", body, (*feet, *notes), tuple(furniture), symbol=symbol, date=day, language=language)


def _kind(words: str, running: frozenset[str]) -> str:
    if _RULE.match(words):
        return "rule"
    if running and _DIGITS.sub("#", words) in running:
        return "running line"
    return furniture_kind(words)


def _indent(raw: str) -> float:
    return (len(raw) - len(raw.lstrip())) / 2


def _running_lines(pages: list[str]) -> frozenset[str]:
    """Lines that stand at the edge of at least half of the pages (three or more), numbers apart."""
    if len(pages) < 4:
        return frozenset()
    seen: Counter[str] = Counter()
    for page in pages:
        lines = [" ".join(line.split()) for line in page.split("\n") if line.strip()]
        seen.update({_DIGITS.sub("#", line) for line in (*lines[:EDGE], *lines[-EDGE:])})
    return frozenset(line for line, count in seen.items() if count >= max(3, len(pages) / 2.5))
