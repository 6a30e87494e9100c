"""Articles: paired by all their words, their headings and what is paired below them; then by their neighbours."""

from collections import Counter

from pipeline.align.likeness import nearly_equal
from pipeline.align.matching import Matching
from pipeline.align.runs import in_common
from pipeline.align.texts import Side
from pipeline.model import Level
from pipeline.placeholders import is_placeholder

_LEAST, _LEAST_BETWEEN = 0.34, 0.2
"""Score (0 to 1) from which two articles are one: on their own evidence, and between neighbours that are paired."""
_SAME_NUMBER = 0.03
_UNLIKE_HEADINGS = 0.34
"""Headings less alike than this speak against the pair."""
_TELLING, _DESPITE_HEADINGS = 0.15, 0.3
"""Share of rare runs of words that two articles must have in common, to be paired far apart or under unlike headings."""


def pair_articles(found: Matching) -> None:
    """Pair the articles of both drafts."""
    old, new = _articles(found.before), _articles(found.after)
    wholes = {at: found.before.whole(at) for at in old}, {at: found.after.whole(at) for at in new}
    evidence = _Evidence(found, wholes)
    found.join_best(_good(evidence, evidence.worth_comparing(), _LEAST, _TELLING), "the article's words and heading")
    found.join_best(_good(evidence, _between_neighbours(found, old, new), _LEAST_BETWEEN, 0.0), "between paired neighbours")


def _articles(side: Side) -> list[int]:
    return [at for at, provision in enumerate(side.provisions) if provision.level is Level.ARTICLE]


def _good(evidence: "_Evidence", pairs: list[tuple[int, int]], least: float, telling: float) -> dict[tuple[int, int], float]:
    scores = {pair: evidence.score(*pair, telling) for pair in pairs}
    return {pair: score for pair, score in scores.items() if score >= least}


def _between_neighbours(found: Matching, old: list[int], new: list[int]) -> list[tuple[int, int]]:
    """Unpaired articles that stand beside the same paired ones."""
    rank = {at: place for place, at in enumerate(new)}
    pairs = set()
    for place, at in enumerate(old):
        if at in found.forth:
            continue
        for step in (-1, 1):
            neighbour = place + step
            while 0 <= neighbour < len(old) and old[neighbour] not in found.forth:
                neighbour += step
            if 0 <= neighbour < len(old) and found.forth[old[neighbour]] in rank:
                beside = rank[found.forth[old[neighbour]]] - step
                while 0 <= beside < len(new) and new[beside] not in found.back:
                    pairs.add((at, new[beside]))
                    beside -= step
    return sorted(pairs)


class _Evidence:
    """What speaks for two articles being one."""

    def __init__(self, found: Matching, wholes: tuple[dict[int, str], dict[int, str]]) -> None:
        self._found = found
        self._wholes = wholes
        self._runs = tuple(
            {at: found.runs.inside(side, at) for at in whole} for side, whole in zip((found.before, found.after), wholes, strict=True)
        )
        self._rare = tuple({at: found.runs.rare(runs) for at, runs in side.items()} for side in self._runs)
        self._anchored = self._votes()
        self._named_only = tuple(
            {at for at in whole if _only_named(side, at)} for side, whole in zip((found.before, found.after), wholes, strict=True)
        )

    def worth_comparing(self) -> list[tuple[int, int]]:
        """Pairs that share rare runs of words, paired provisions, a heading or a number."""
        index = self._found.runs.index(self._runs[1])
        pairs = {(old, new) for old, runs in self._runs[0].items() for new in index.nearest(runs, old)}
        pairs.update(self._anchored)
        for key in (self._heading, self._number):
            groups: dict[str, list[int]] = {}
            for new in self._wholes[1]:
                groups.setdefault(key(self._found.after, new), []).append(new)
            pairs.update((old, new) for old in self._wholes[0] if (name := key(self._found.before, old)) for new in groups.get(name, ()))
        return sorted(pairs)

    def score(self, old: int, new: int, telling: float) -> float:
        """From 0 to 1: likeness of the words, share of the words that are paired already, likeness of the headings.

        0 without so much of ``telling`` words in common.
        """
        heads = self._found.before.heading[old], self._found.after.heading[new]
        number = _SAME_NUMBER * (self._number(self._found.before, old) == self._number(self._found.after, new))
        if old in self._named_only[0] or new in self._named_only[1]:
            return number and float(old in self._named_only[0] and new in self._named_only[1])
        heading = nearly_equal(*heads)
        if all(heads) and heading < _UNLIKE_HEADINGS:
            telling = max(telling, _DESPITE_HEADINGS)
        common = self._in_common(old, new)
        if common < telling:
            return 0.0
        left, right = self._wholes[0][old], self._wholes[1][new]
        words = max(self._found.likeness.in_bag(left, right), 0.9 * common) if left != right else float(bool(left))
        if not all(heads):
            return words + number
        return (0.55 * words + 0.45 * heading if left and right else heading) + number

    def _in_common(self, old: int, new: int) -> float:
        """Share of the shorter article that is paired, or that stands hardly anywhere but in these two; 1 where one has no words."""
        if not self._wholes[0][old] or not self._wholes[1][new]:
            return 1.0
        return max(self._share(old, new), in_common(self._rare[0][old], self._rare[1][new]))

    def _share(self, old: int, new: int) -> float:
        likeness = self._found.likeness
        smaller = min(likeness.weight(self._wholes[0][old]), likeness.weight(self._wholes[1][new]))
        return min(1.0, self._anchored[old, new] / smaller) if smaller else 0.0

    @staticmethod
    def _heading(side: Side, at: int) -> str:
        return side.heading[at]

    @staticmethod
    def _number(side: Side, at: int) -> str:
        return side.provisions[at].label.replace(" ", "").lower()

    def _votes(self) -> Counter[tuple[int, int]]:
        """Weight of the words that are paired already, by the articles that they stand in."""
        homes = _homes(self._found.before), _homes(self._found.after)
        votes: Counter[tuple[int, int]] = Counter()
        for old, new in self._found.forth.items():
            pair = homes[0][old], homes[1][new]
            if -1 not in pair:
                votes[pair] += self._found.likeness.weight(self._found.before.own[old])  # type: ignore[assignment]  # typeshed knows whole counts only
        return votes


def _only_named(side: Side, at: int) -> bool:
    """Whether an article has no words but "Deleted" or the like."""
    inner = side.provisions[at : side.end[at]]
    return len(inner) <= 2 and is_placeholder(" ".join(each.text for each in inner).strip())


def _homes(side: Side) -> list[int]:
    """The article that each provision stands in, -1 for none."""
    homes: list[int] = []
    for at, provision in enumerate(side.provisions):
        above = side.parent[at]
        homes.append(at if provision.level is Level.ARTICLE else homes[above] if above >= 0 else -1)
    return homes
