"""What moved: texts that are alike enough to be the same provision wherever they stand now."""

from pipeline.align.inside import likeness_of
from pipeline.align.matching import Matching

_LONG_ENOUGH = 5
"""Words; two shorter texts are alike by chance."""
_NEAR = 0.08
"""What it counts that the parents are paired."""
_TELLING = 0.4
"""Share of its rare runs of words that a text must have in common with another: formulas that many clauses have say nothing."""
_MORE_THAN_OTHERS, _FAR_MORE = 0.1, 0.2
"""How much more alike than any other text of the draft: of texts that share rare runs of words, and of texts that share none."""
_NEARLY_SAME = 0.78
"""Likeness from which one of the two, rare words or the distance to others, is enough."""


def pair_anywhere(found: Matching, least: float, *, doubles: bool) -> None:
    """Pair what is left and at least so much alike; among equals the assignment keeps the order.

    Without ``doubles`` texts that stand word for word in several places are left for later, when fewer places are open.
    """
    own, repeated = found.before.own, found.texts.repeated
    scores = {}
    for left in range(len(own)):
        if (
            left in found.forth
            or len(own[left]) < _LONG_ENOUGH
            or not found.before.is_text(left)
            or (own[left] in repeated and not doubles)
        ):
            continue
        others = [at for at in found.index_after.nearest(found.runs.of(own[left]), left) if len(found.after.own[at]) >= _LONG_ENOUGH]
        alike = {right: likeness_of(found, left, right, least - _NEAR - _FAR_MORE) for right in others}
        for right, value in alike.items():
            if right not in found.back:
                score = value + _NEAR * found.paired(found.before.parent[left], found.after.parent[right])
                if score >= least and _is_honest(found, left, right, alike):
                    scores[left, right] = score
    found.join_best(scores, "alike elsewhere")


def _is_honest(found: Matching, left: int, right: int, alike: dict[int, float]) -> bool:
    """Whether more than a common formula speaks for the pair."""
    own, other = found.before.own[left], found.after.own[right]
    if own == other:
        return True
    ahead = alike[right] - max((value for rival, value in alike.items() if rival != right), default=0.0)
    telling = found.runs.rare_in_common(own, other) >= _TELLING
    if alike[right] >= _NEARLY_SAME:
        return telling or ahead >= _FAR_MORE
    return telling and ahead >= _MORE_THAN_OTHERS
