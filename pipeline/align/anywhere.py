"""What moved: texts that are alike enough to be the same provision wherever they stand now."""

from pipeline.align.inside import likeness_of
from pipeline.align.likeness import candidates, own_words
from pipeline.align.matching import Matching
from pipeline.align.texts import HOLDING, Side
from pipeline.model import Level

_LONG_ENOUGH = 5
"""Words; two shorter texts are alike by chance."""
_NEAR = 0.08
"""What it counts that the parents are paired."""
_CLEAR, _CLEAR_FROM = 0.08, 0.75
"""So much more alike than any other text of the draft, and at least so much: then it is no matter of a common formula."""


def pair_anywhere(found: Matching, least: float, *, doubles: bool) -> None:
    """Pair what is left and at least so much alike; among equals the assignment keeps the order.

    Without ``doubles`` texts that stand word for word in several places are left for later, when fewer places are open.
    """
    old = [at for at in _texts(found.before) if at not in found.forth]
    new = _texts(found.after)
    if not doubles:
        repeated = found.texts.repeated
        old = [at for at in old if found.before.own[at] not in repeated]
    scores = {}
    for left, others in candidates(own_words(found.before, old), own_words(found.after, new)).items():
        alike = {right: likeness_of(found, left, right, least - _NEAR - _CLEAR) for right in others}
        for right, value in alike.items():
            if right not in found.back:
                score = value + _NEAR * found.paired(found.before.parent[left], found.after.parent[right])
                if score >= least and (_clear(alike, right) or found.likeness.telling(found.before.own[left], found.after.own[right])):
                    scores[left, right] = score
    found.join_best(scores, "alike elsewhere")


def _clear(alike: dict[int, float], right: int) -> bool:
    return alike[right] >= _CLEAR_FROM and all(alike[right] - value >= _CLEAR for other, value in alike.items() if other != right)


def _texts(side: Side) -> list[int]:
    return [
        at
        for at, provision in enumerate(side.provisions)
        if len(side.own[at]) >= _LONG_ENOUGH and provision.level not in (*HOLDING, Level.OPTION)
    ]
