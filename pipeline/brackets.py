"""Square brackets in a text as passages: where each stands, and the options that may take its place."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

_OPTIONS = regex.compile(r"\]\s*(?:/|or)?\s*\[")


@dataclass(frozen=True, slots=True)
class Passage:
    """A bracketed passage: where it stands, and the texts that may take its place, the empty one last where it may go."""

    start: int
    end: int
    options: tuple[str, ...]
    spans: tuple[tuple[int, int], ...] = ()
    """Where each option stands, its brackets included."""


def passages(text: str) -> tuple[Passage, ...]:
    """The bracketed passages of `text`, outermost ones; an unbalanced bracket reaches to the end or from the start."""
    if "[" not in text and "]" not in text:
        return ()
    spans = list(_outermost(text))
    found: list[Passage] = []
    at = 0
    while at < len(spans):
        last = at
        while last + 1 < len(spans) and _OPTIONS.fullmatch(text[spans[last][1] - 1 : spans[last + 1][0] + 1]):
            last += 1
        own = tuple(spans[at : last + 1])
        options = tuple(" ".join(text[start:end].replace("[", " ").replace("]", " ").split()) for start, end in own)
        found.append(Passage(own[0][0], own[-1][1], options if len(options) > 1 else (*options, ""), own))
        at = last + 1
    return tuple(found)


def _outermost(text: str) -> Iterator[tuple[int, int]]:
    depth, start = 0, 0
    if text.count("]") > text.count("[") or (0 <= text.find("]") < (text.find("[") if "[" in text else len(text))):
        depth = 1
    for place, sign in enumerate(text):
        if sign == "[":
            start = place if depth == 0 else start
            depth += 1
        elif sign == "]" and depth:
            depth -= 1
            if depth == 0:
                yield start, place + 1
    if depth:
        yield start, len(text)
