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
    " each every one from under into there then thereof do does did so shall may must should will can also both upon".split()
)
RANKS = frozenset({"primary", "principal", "main", "sole", "only", "first", "paramount"})
"""Words before which "a" and "the" differ."""
_STEM = 7
"""As many letters tell a word from its endings: "authorises", "authorisation"."""


def say_the_same(old: Iterable[Reading], new: Iterable[Reading]) -> bool:
    """Whether both texts have the same words, but for small ones and endings, the same duties and the same negations."""
    before, after = list(old), list(new)
    return bool(before and after) and all(of(before) == of(after) for of in (_content, _duties, _senses))


def _content(readings: list[Reading]) -> set[str]:
    words = (word for reading in readings for word in reading.plain())
    return {word[:_STEM] for word in words if word and word not in _SMALL and word not in _SENSE}


def _duties(readings: list[Reading]) -> set[int]:
    return {modal.step for reading in readings for modal in reading.modals()}


def _senses(readings: list[Reading]) -> set[str]:
    found = {_SENSE[word] for reading in readings for word in reading.clause.words if word in _SENSE}
    pairs = (pair for reading in readings for pair in pairwise(reading.clause.words))
    return found | {" ".join(pair) for pair in pairs if pair[1] in RANKS and pair[0] in ("a", "the")}
