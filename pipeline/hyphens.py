"""A word at a line's end with a hyphen -> whether the hyphen is the word's own ("far-reaching") or the printer's ("accord-ing").

The file itself tells: it writes most of its words somewhere in one piece.
"""

from collections.abc import Iterable
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
    return Vocabulary(_whole_words(texts) if compounds else frozenset(), compounds)


def _whole_words(texts: list[str]) -> frozenset[str]:
    words: set[str] = set()
    cut = False
    for text in texts:
        found = text.split()
        words.update(found[1:] if cut else found)
        cut = text.endswith("-") and bool(_HYPHEN.search(text))
    return frozenset(words)


def seam(above: str, below: str, known: Vocabulary) -> tuple[int, str]:
    """(characters to drop at the end of the line above, what goes between it and the line below)."""
    if not above.endswith("-"):
        return 0, " "
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
