"""Text with square brackets -> the texts it may become: each bracketed passage kept or dropped, of options side by side one.

R18: brackets do not change what the words say but whether they are agreed. So content is compared between the two readings that are most alike,
and what the other readings would do to a safeguard is a matter of status.
"""

from collections import Counter

import regex

from pipeline.brackets import Passage, passages

_MOST = 8
"""So many bracketed passages of a text are looked at one by one; more are read as they stand."""


def readings(text: str, other: str) -> tuple[str, tuple[str, ...]]:
    """(The text as it may become that is most like `other`, the same with one passage read otherwise each time)."""
    found = passages(text)
    if not found:
        return text, ()
    theirs = Counter(_words(other))
    chosen = [_closest(text, passage, theirs) for passage in found]
    base = _filled(text, found, chosen)
    if len(found) > _MOST:
        return base, ()
    others = [
        _filled(text, found, [*chosen[:at], option, *chosen[at + 1 :]])
        for at, passage in enumerate(found)
        for option in passage.options
        if option != chosen[at]
    ]
    return base, tuple(others)


def _closest(text: str, passage: Passage, theirs: Counter[str]) -> str:
    """The option whose words the other text has, over those of the rest of this text."""
    rest = Counter(_words(text[: passage.start])) + Counter(_words(text[passage.end :]))
    free = theirs - rest

    def fit(option: str) -> float:
        words = Counter(_words(option))
        return (words & free).total() - 0.6 * (words - free).total()

    return max(passage.options, key=lambda option: (fit(option), bool(option)))


def _filled(text: str, found: tuple[Passage, ...], chosen: list[str]) -> str:
    parts, at = [], 0
    for passage, option in zip(found, chosen, strict=True):
        parts += [text[at : passage.start], option]
        at = passage.end
    return "\n".join(" ".join(line.split()) for line in "".join([*parts, text[at:]]).split("\n"))


def _words(text: str) -> list[str]:
    return regex.findall(r"\w+", text.lower())
