"""A word at a line's end with a hyphen -> whether the hyphen is the word's own ("far-reaching") or the printer's ("accord-ing").

The file itself tells: it writes most of its words somewhere in one piece.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

_HYPHEN = regex.compile(r"(\p{L}+)-$")
_FIRST_WORD = regex.compile(r"\p{L}+")
_COMPOUND = regex.compile(r"[\p{L}-]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a file in lower case, and those written with a hyphen inside a line."""

    words: frozenset[str]
    compounds: frozenset[str]


def vocabulary(lines: Iterable[str]) -> Vocabulary:
    """The words of the lines, in order, without the parts of those that a line's end cuts in two; empty where no line has a hyphen."""
    texts = [line.lower() for line in lines]
    compounds = frozenset(word for text in texts if "-" in text for word in _COMPOUND.findall(text))
    return Vocabulary(frozenset(_whole_words(texts)) if compounds else frozenset(), compounds)


def _whole_words(texts: list[str]) -> Iterator[str]:
    cut = False
    for text in texts:
        words = text.split()
        yield from words[1:] if cut else words
        cut = bool(_HYPHEN.search(text))


def seam(above: str, below: str, known: Vocabulary) -> tuple[int, str]:
    """(characters to drop at the end of the line above, what goes between it and the line below)."""
    hyphen, follow = _HYPHEN.search(above), _FIRST_WORD.match(below)
    if hyphen is None or follow is None:
        return 0, " "
    if not follow[0][0].islower():
        return 0, ""
    return (1, "") if _is_printers(hyphen[1].lower(), follow[0].lower(), known) else (0, "")


def _is_printers(head: str, tail: str, known: Vocabulary) -> bool:
    if head + tail in known.words:
        return True
    if f"{head}-{tail}" in known.compounds:
        return False
    return not (head in known.words and tail in known.words)
