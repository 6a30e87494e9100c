"""What stands in paired places: the paragraphs of paired articles, the subparagraphs of paired paragraphs, and so on down."""

from collections.abc import Sequence

from pipeline.align.likeness import same_ends
from pipeline.align.matching import Matching
from pipeline.align.texts import HOLDING, Side
from pipeline.model import Level

_LEAST, _LEAST_BETWEEN, _LEAST_DEEPER = 0.36, 0.26, 0.4
"""Likeness from which two texts are one provision: under paired parents, between paired neighbours there too, elsewhere in the article."""
_PLAIN = 0.46
"""Likeness below which two texts must share rare runs of words: formulas make strangers that much alike."""
_SAME_LABEL, _SAME_NEIGHBOUR = 0.03, 0.03
_TELLING = 0.2
"""Share of its rare runs of words that a text must share with one elsewhere in the article."""
_ALL_WITH_ALL = 3000
_ENDS = 0.8
"""What it counts, in the same place, that one text is all beginning and end of the other."""
_BOTH_EMPTY = 0.5
"""Likeness of two provisions without words, such as a label alone in an unfinished draft."""


def pair_inside(found: Matching, least: float = _LEAST) -> None:
    """Pair level by level what is at least so much alike, from the top; a pair made here lets what is below it be paired in turn."""
    _pair_rows(found, found.before.top, found.after.top, least)
    for old in range(len(found.before.provisions)):
        new = found.forth.get(old)
        if new is None or new in found.more_after.get(old, ()):
            continue
        _pair_rows(found, _children(found.before, old), _children(found.after, new), least)
        if least == _LEAST and found.before.provisions[old].level is Level.ARTICLE:
            _pair_deeper(found, old, new)


def _children(side: Side, at: int) -> list[int]:
    """The children, those of options as if they stood without."""
    row: list[int] = []
    for child in side.children[at]:
        row.append(child)
        if side.provisions[child].level is Level.OPTION:
            row += _children(side, child)
    return row


def _pair_rows(found: Matching, row: Sequence[int], other: Sequence[int], least: float) -> None:
    old = [at for at in row if at not in found.forth and is_text(found.before, at)]
    new = [at for at in other if at not in found.back and is_text(found.after, at)]
    if not old or not new:
        return
    beside = _beside(found, row, other)
    _join(found, _comparable(found, old, new), beside, least, "alike in the same place")
    old, new = [at for at in old if at not in found.forth], [at for at in new if at not in found.back]
    if old and new:
        beside = _beside(found, row, other)
        between = [pair for pair in _comparable(found, old, new) if beside.get(pair, 0) > 1]
        _join(found, between, beside, _LEAST_BETWEEN, "between paired neighbours")


def _pair_deeper(found: Matching, old: int, new: int) -> None:
    """What changed its depth within the article."""
    left = [at for at in range(old + 1, found.before.end[old]) if at not in found.forth and is_text(found.before, at)]
    right = [at for at in range(new + 1, found.after.end[new]) if at not in found.back and is_text(found.after, at)]
    if left and right:
        pairs = _comparable(found, left, right)
        telling = [(at, to) for at, to in pairs if found.runs.rare_in_common(found.before.own[at], found.after.own[to]) >= _TELLING]
        _join(found, telling, {}, _LEAST_DEEPER, "alike in the same article")


def is_text(side: Side, at: int) -> bool:
    """Whether a provision is neither an article nor anything that holds articles or options."""
    level = side.provisions[at].level
    return level not in HOLDING and level not in (Level.ARTICLE, Level.OPTION)


def _comparable(found: Matching, old: list[int], new: list[int]) -> list[tuple[int, int]]:
    """All with all where they are few."""
    if len(old) * len(new) <= _ALL_WITH_ALL:
        return [(left, right) for left in old for right in new]
    runs = found.runs
    index = runs.index({right: runs.of(found.after.own[right]) for right in new})
    return [(left, right) for left in old for right in index.nearest(runs.of(found.before.own[left]), left)]


def _join(found: Matching, pairs: list[tuple[int, int]], beside: dict[tuple[int, int], int], least: float, why: str) -> None:
    scores = {}
    for old, new in pairs:
        alike = likeness_in_place(found, old, new, least)
        if alike >= least and (alike >= _PLAIN or found.runs.rare_in_common(found.before.own[old], found.after.own[new])):
            label = found.before.provisions[old].label
            same = bool(label) and label == found.after.provisions[new].label
            scores[old, new] = alike + _SAME_LABEL * same + _SAME_NEIGHBOUR * beside.get((old, new), 0)
    found.join_best(scores, why)


def likeness_in_place(found: Matching, old: int, new: int, least: float) -> float:
    """How alike two provisions are that may be one by their places: then it counts too how both begin and end."""
    ends = _ENDS * same_ends(found.before.own[old], found.after.own[new])
    return max(ends, likeness_of(found, old, new, max(ends, least)))


def likeness_of(found: Matching, old: int, new: int, least: float = 0.0) -> float:
    """How alike two provisions are: their own words, and for short chapeaux what stands below them."""
    left, right = found.before.own[old], found.after.own[new]
    nested = found.before.end[old] - old > 1 and found.after.end[new] - new > 1
    if not left and not right and found.before.end[old] - old == found.after.end[new] - new == 1:
        return _BOTH_EMPTY
    if not nested:
        return found.likeness.alike(left, right, least)
    below = found.likeness.in_bag(found.before.whole(old)[len(left) :], found.after.whole(new)[len(right) :])
    return 0.6 * found.likeness.alike(left, right) + 0.4 * below if left and right else below


def _beside(found: Matching, row: Sequence[int], other: Sequence[int]) -> dict[tuple[int, int], int]:
    """For places of two rows, how many of their two neighbours are paired with one another; the rows' ends count as paired."""
    ranks = {at: rank for rank, at in enumerate(other)}
    counts: dict[tuple[int, int], int] = {}
    for step in (-1, 1):
        for rank, at in enumerate(row):
            neighbour = rank + step
            if 0 <= neighbour < len(row):
                partner = ranks.get(found.forth.get(row[neighbour], -1))
                meets = None if partner is None else partner - step
            else:
                meets = 0 if step < 0 else len(other) - 1
            if meets is not None and 0 <= meets < len(other):
                counts[at, other[meets]] = counts.get((at, other[meets]), 0) + 1
    return counts
