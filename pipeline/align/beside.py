"""What stands beside paired provisions, whatever it stands in: the paragraphs of an article that was split or merged."""

from collections import Counter

from pipeline.align.inside import is_text, likeness_in_place
from pipeline.align.matching import Matching
from pipeline.align.texts import Side

_LEAST = (1.0, 0.4, 0.3, 0.3)
"""Likeness from which two texts are one provision, by how much speaks for their places: two neighbours, and what stands below."""
_SAME_PLACE = 0.06
_WITHIN = 6
"""So many unpaired provisions of a row are looked at from a paired one."""
_MORE_COMPARED = 3


def pair_beside(found: Matching) -> None:
    """Pair texts whose neighbours in their row, or whose parts, are paired with one another's."""
    places = _places(found)
    scores = {}
    for (old, new), agreeing in sorted(places.items()):
        alike = likeness_in_place(found, old, new, _LEAST[min(agreeing, _MORE_COMPARED)])
        if alike >= _LEAST[min(agreeing, _MORE_COMPARED)]:
            scores[old, new] = alike + _SAME_PLACE * agreeing
    found.join_best(scores, "between paired neighbours")


def _places(found: Matching) -> Counter[tuple[int, int]]:
    """For unpaired texts, how much speaks for their being one: the neighbour before, the one after, the parts."""
    counts: Counter[tuple[int, int]] = Counter()
    for old in range(len(found.before.provisions)):
        if old in found.forth or not is_text(found.before, old):
            continue
        for step in (-1, 1):
            counts.update((old, new) for new in _across(found, old, step))
        below = {found.after.parent[found.forth[child]] for child in found.before.children[old] if child in found.forth}
        counts.update((old, new) for new in below if new >= 0 and new not in found.back and is_text(found.after, new))
    return counts


def _across(found: Matching, old: int, step: int) -> list[int]:
    """The unpaired texts between the counterpart of the next paired neighbour and the next paired one there."""
    neighbour = _paired_neighbour(found.before, old, step, found.forth)
    if neighbour < 0:
        return []
    row, at = _row(found.after, found.forth[neighbour])
    places: list[int] = []
    for other in row[at + 1 :] if step < 0 else row[:at][::-1]:
        if other in found.back or len(places) == _WITHIN:
            break
        if is_text(found.after, other):
            places.append(other)
    return places


def _paired_neighbour(side: Side, place: int, step: int, partners: dict[int, int]) -> int:
    row, at = _row(side, place)
    near = row[:at][::-1] if step < 0 else row[at + 1 :]
    return next((other for other in near[:_WITHIN] if other in partners), -1)


def _row(side: Side, place: int) -> tuple[list[int], int]:
    """The provisions with the same parent, and where this one stands among them."""
    above = side.parent[place]
    row = side.children[above] if above >= 0 else side.top
    return row, row.index(place)
