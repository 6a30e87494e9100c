"""Preamble, parts, chapters, sections, annexes and options: paired by what they hold and by their headings."""

from collections import Counter

from pipeline.align.likeness import nearly_equal
from pipeline.align.matching import Matching
from pipeline.align.texts import Side
from pipeline.model import Level

_FAMILIES = ((Level.PREAMBLE,), (Level.PART, Level.CHAPTER, Level.SECTION), (Level.ANNEX,), (Level.OPTION,))
"""Levels that may become one another when the scheme changes."""
_LEAST = 0.3


def pair_containers(found: Matching) -> None:
    """Pair what is not paired yet; each family by itself."""
    votes = _votes(found)
    for family in _FAMILIES:
        old, new = _free(found.before, family, found.forth), _free(found.after, family, found.back)
        scores = {(left, right): _score(found, left, right, votes) for left in old for right in new}
        found.join_best({pair: score for pair, score in scores.items() if score >= _LEAST}, "same heading or contents")


def _free(side: Side, family: tuple[Level, ...], taken: dict[int, int]) -> list[int]:
    return [at for at, provision in enumerate(side.provisions) if provision.level in family and at not in taken]


def _score(found: Matching, old: int, new: int, votes: Counter[tuple[int, int]]) -> float:
    left, right = found.before.provisions[old], found.after.provisions[new]
    held = votes[old, new] / max(1, min(found.before.end[old] - old, found.after.end[new] - new) - 1)
    own = found.likeness.alike(found.before.own[old], found.after.own[new])
    heading = nearly_equal(found.before.heading[old], found.after.heading[new])
    same_label = left.label.lower() == right.label.lower()
    only_label = same_label and not (left.heading and right.heading)
    option = left.level is Level.OPTION
    same_place = option and found.paired(found.before.parent[old], found.after.parent[new])
    return (
        0.6 * min(1.0, max(held, own))
        + 0.3 * heading + 0.05 * same_label + 0.05 * (left.level is right.level)
        + 0.3 * (left.level is Level.PREAMBLE or (only_label and not option) or same_place)
    )  # fmt: skip


def _votes(found: Matching) -> Counter[tuple[int, int]]:
    """How many provisions below two places are paired with one another."""
    votes: Counter[tuple[int, int]] = Counter()
    for old, new in found.forth.items():
        left = found.before.parent[old]
        while left >= 0:
            right = found.after.parent[new]
            while right >= 0:
                votes[left, right] += 1
                right = found.after.parent[right]
            left = found.before.parent[left]
    return votes
