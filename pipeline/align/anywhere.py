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


def pair_anywhere(found: Matching, least: float) -> None:
    """Pair what is left and at least so much alike; among equals the assignment keeps the order."""
    old, new = _free(found.before, found.forth), _free(found.after, found.back)
    hits = candidates(own_words(found.before, old), own_words(found.after, new))
    scores = {}
    for left, others in hits.items():
        for right in others:
            near = _NEAR * found.paired(found.before.parent[left], found.after.parent[right])
            alike = likeness_of(found, left, right, least - near) + near
            if alike >= least and found.likeness.telling(found.before.own[left], found.after.own[right]):
                scores[left, right] = alike
    found.join_best(scores, "alike elsewhere")


def _free(side: Side, taken: dict[int, int]) -> list[int]:
    return [
        at
        for at, provision in enumerate(side.provisions)
        if at not in taken and len(side.own[at]) >= _LONG_ENOUGH and provision.level not in (*HOLDING, Level.OPTION)
    ]
