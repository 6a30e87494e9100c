"""Two texts that say the same in another order, in more or fewer sentences -> no change at all (R15)."""

from collections.abc import Iterable
from itertools import pairwise

from pipeline.assess.reading import Reading

_SENSE = {
    **dict.fromkeys(("no", "not", "never", "nobody", "none", "nothing", "neither", "nor", "cannot"), "not"),
    **dict.fromkeys(("unless", "except", "without", "save"), "unless"),
    **dict.fromkeys(("only", "solely", "exclusively", "merely", "alone"), "only"),
}
_SMALL = frozenset(
    "a an the this that these those such of to in by for with on at as and or is are be been being has have had which who it its they their he his her him"
    " whether each every one from under into there then thereof do does did so shall may must should will can also both upon".split()
)
RANKS = frozenset({"primary", "principal", "main", "sole", "only", "first", "paramount"})
"""Words before which "a" and "the" differ."""
_SHORTEST = 3
"""Letters that a word keeps when its ending goes."""
_LIGHT = frozenset("mak mad don tak taken carri exist subject giv given way mann well".split())
"""Stems of words that only carry others: "is made subject to …"."""
_ENDINGS = ("ness", "able", "ment", "ation", "ing", "ed", "es", "ly", "s", "e", "y")


def say_the_same(old: Iterable[Reading], new: Iterable[Reading]) -> bool:
    """Whether both texts have the same words, but for small ones and endings, the same duties and the same negations."""
    before, after = list(old), list(new)
    return bool(before and after) and all(of(before) == of(after) for of in (_content, _duties, _senses))


def _content(readings: list[Reading]) -> set[str]:
    words = (word for reading in readings for word in reading.plain())
    return {_stem(word) for word in words if word and word not in _SMALL and word not in _SENSE} - _LIGHT


def _stem(word: str) -> str:
    """The word without its ending: "authorises", "authorised", "authorisation" are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _stem(word.removesuffix(ending))
    return word


def _duties(readings: list[Reading]) -> set[int]:
    return {modal.step for reading in readings for modal in reading.modals()}


def _senses(readings: list[Reading]) -> set[str]:
    found = {_SENSE[word] for reading in readings for word in reading.clause.words if word in _SENSE}
    pairs = (pair for reading in readings for pair in pairwise(reading.clause.words))
    return found | {" ".join(pair) for pair in pairs if pair[1] in RANKS and pair[0] in ("a", "the")}
