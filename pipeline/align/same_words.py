"""The safest evidence: texts of some length that stand once in each draft, word for word."""

from collections import defaultdict

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


def _by_words(side: Side) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, provision in enumerate(side.provisions):
        if len(side.own[place]) >= _LONG_ENOUGH and provision.level not in HOLDING and provision.level is not Level.ARTICLE:
            places[side.own[place]].append(place)
    return places
