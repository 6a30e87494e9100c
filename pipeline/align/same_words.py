"""The safest evidence: texts of some length that stand once in each draft, word for word."""

from collections import defaultdict
from collections.abc import Container

from pipeline.align.matching import Matching
from pipeline.align.texts import HOLDING, Side
from pipeline.model import Level

_LONG_ENOUGH = 4
"""Words; shorter texts ("Deleted", "Not used") say too little."""


def pair_same_words(found: Matching) -> None:
    """Pair what has the same words and no double."""
    old, new = _by_words(found.before), _by_words(found.after)
    for words, places in old.items():
        others = new.get(words, ())
        if len(places) == len(others) == 1:
            found.join(places[0], others[0], "same words")


def pair_doubles(found: Matching) -> None:
    """Pair what is left with the same words in the order it stands, however often they stand in the drafts: none of it was removed."""
    old, new = _by_words(found.before, found.forth), _by_words(found.after, found.back)
    for words, places in old.items():
        for left, right in zip(places, new.get(words, ()), strict=False):
            found.join(left, right, "same words elsewhere")


def _by_words(side: Side, taken: Container[int] = ()) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, provision in enumerate(side.provisions):
        if place in taken:
            continue
        if len(side.own[place]) >= _LONG_ENOUGH and provision.level not in HOLDING and provision.level is not Level.ARTICLE:
            places[side.own[place]].append(place)
    return places
