"""Runs of three words: where they stand in the two drafts, how rare they are, and which texts share them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from pipeline.align.texts import Side, Texts

_LENGTH = 3
_RARE = 4
"""A run of words is rare that stands in so few places of both drafts: no formula that many clauses have."""
_COMMON = 16
"""A run of words that stands in more places than this says nothing about which place is meant."""
_NEAREST = 5


class Runs:
    """The runs of words of both drafts."""

    def __init__(self, texts: Texts) -> None:
        self._of: dict[str, tuple[str, ...]] = {}
        self._places: Counter[str] = Counter()
        self._rare: dict[str, frozenset[str]] = {}
        for side in (texts.before, texts.after):
            for words in side.own:
                self._places.update(self.of(words))

    def of(self, words: str) -> tuple[str, ...]:
        """The runs of a text, each once, in order."""
        found = self._of.get(words)
        if found is None:
            last = len(words) - _LENGTH
            every = (words[at : at + _LENGTH] for at in range(last + 1)) if last >= 0 else (words,) if words else ()
            found = self._of[words] = tuple(dict.fromkeys(every))
        return found

    def inside(self, side: Side, at: int) -> tuple[str, ...]:
        """The runs of a provision and of all below it."""
        return tuple(dict.fromkeys(run for place in range(at, side.end[at]) for run in self.of(side.own[place])))

    def rare(self, runs: Iterable[str]) -> frozenset[str]:
        """Those of the runs that stand hardly anywhere."""
        places = self._places
        return frozenset(run for run in runs if places[run] <= _RARE)

    def rare_in_common(self, left: str, right: str) -> float:
        """Share of the rare runs of the one of two texts that has fewer which stand in both."""
        return in_common(self._rare_of(left), self._rare_of(right))

    def _rare_of(self, words: str) -> frozenset[str]:
        found = self._rare.get(words)
        if found is None:
            found = self._rare[words] = self.rare(self.of(words))
        return found

    def index(self, texts: Mapping[int, Iterable[str]]) -> "Index":
        """Index the runs of some places for look-up; those that stand everywhere are left out."""
        places, most = self._places, 2 * _COMMON
        index: dict[str, list[int]] = defaultdict(list)
        for place, runs in texts.items():
            for run in runs:
                if places[run] <= most:
                    index[run].append(place)
        return Index(index)


class Index:
    """From a run of words to the places of one draft that have it."""

    def __init__(self, places: dict[str, list[int]]) -> None:
        self._places = places

    def nearest(self, runs: Iterable[str], place: int) -> list[int]:
        """The few places that share the rarest of the runs, the most promising first; of equals those near ``place``."""
        votes: dict[int, float] = defaultdict(float)
        for run in runs:
            hits = self._places.get(run, ())
            if 0 < len(hits) <= _COMMON:
                share = 1 / len(hits)
                for hit in hits:
                    votes[hit] += share
        return [hit for hit, _ in sorted(votes.items(), key=lambda item: (-item[1], abs(item[0] - place), item[0]))[:_NEAREST]]


def in_common(own: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that is in both; of few runs a little less, for they may agree by chance."""
    return len(own & other) / (min(len(own), len(other)) + 1)
