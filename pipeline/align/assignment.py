"""The globally best assignment: of all ways to pair, the one whose scores add up to most (Kuhn 1955, on a sparse graph).

Each left place is brought in along the best augmenting path, found by relaxing edges until none improves; places that share no
edge with one another are solved apart, so the work stays near linear for the sparse graphs that drafts give.
"""

from collections import defaultdict, deque
from collections.abc import Mapping

_TINY = 1e-12
Edges = Mapping[int, dict[int, float]]


def best_assignment(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Pair left with right places so that the sum of scores (all positive) is greatest; equal sums fall to the lower places."""
    edges: dict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), score in sorted(scores.items()):
        edges[left][right] = score
    found: dict[int, int] = {}
    for group in _groups(edges):
        found |= _solved(group, edges)
    return found


def _groups(edges: Edges) -> list[list[int]]:
    """Left places that hang together through common right places."""
    holders: dict[int, list[int]] = defaultdict(list)
    for left, row in edges.items():
        for right in row:
            holders[right].append(left)
    seen: set[int] = set()
    groups = []
    for first in edges:
        if first in seen:
            continue
        seen.add(first)
        group, waiting = [], [first]
        while waiting:
            left = waiting.pop()
            group.append(left)
            fresh = [other for right in edges[left] for other in holders[right] if other not in seen]
            seen.update(fresh)
            waiting += dict.fromkeys(fresh)
        groups.append(sorted(group))
    return groups


def _solved(group: list[int], edges: Edges) -> dict[int, int]:
    mate: dict[int, int] = {}
    for left in group:
        _augment(left, edges, mate)
    return {left: right for right, left in mate.items()}


def _augment(start: int, edges: Edges, mate: dict[int, int]) -> None:
    """Bring ``start`` in along the path that gains most; ``mate`` maps right to left places."""
    gain = {start: 0.0}
    came: dict[int, tuple[int, int]] = {}
    ends: dict[int, tuple[float, int]] = {}
    waiting = deque([start])
    while waiting:
        left = waiting.popleft()
        for right, score in edges[left].items():
            reached = gain[left] + score
            holder = mate.get(right)
            if holder is None:
                if right not in ends or reached > ends[right][0] + _TINY:
                    ends[right] = reached, left
            elif holder != left and reached - edges[holder][right] > gain.get(holder, float("-inf")) + _TINY:
                gain[holder] = reached - edges[holder][right]
                came[holder] = left, right
                waiting.append(holder)
    left_out, loss = max(((left, value) for left, value in gain.items()), key=lambda item: (item[1], -item[0]))
    free = max(ends, key=lambda right: (ends[right][0], -right), default=None)
    if free is not None and ends[free][0] > loss + _TINY:
        _turn(start, ends[free][1], free, came, mate)
    elif left_out != start and loss > _TINY:
        _turn(start, *came[left_out], came, mate)


def _turn(start: int, left: int, right: int, came: dict[int, tuple[int, int]], mate: dict[int, int]) -> None:
    """Give ``right`` to ``left``, what ``left`` held to the one before it on the path, and so on."""
    while True:
        mate[right] = left
        if left == start:
            return
        left, right = came[left]
