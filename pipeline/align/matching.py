"""Who is paired with whom so far, and why: what the steps of the alignment read and add to."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from pipeline.align.assignment import best_assignment
from pipeline.align.likeness import Likeness
from pipeline.align.runs import Index, Runs
from pipeline.align.texts import Side, Texts
from pipeline.model import Pair

SPLIT, MERGED = "split: its words stand in several", "merged: the words of several stand in it"
TURNED = {SPLIT: MERGED, MERGED: SPLIT}
_STEP = 1e-7
"""Of equal scores, the pair that keeps its place is the better one; far below any difference of words."""


class Matching:
    """The pairs by the places of their provisions in the two drafts."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.before, self.after = texts.before, texts.after
        self.likeness = Likeness(texts)
        self.runs = Runs(texts)
        self.forth: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self.why: dict[int, str] = {}
        self.more_after: dict[int, list[int]] = {}
        """Further provisions that the pair of this old place was split into."""
        self.more_before: dict[int, list[int]] = {}
        """Further provisions that were merged into the pair of this new place."""

    @cached_property
    def index_before(self) -> Index:
        """The runs of words of all provisions of the earlier draft."""
        return self._index(self.before)

    @cached_property
    def index_after(self) -> Index:
        """The runs of words of all provisions of the later draft."""
        return self._index(self.after)

    def _index(self, side: Side) -> Index:
        return self.runs.index({at: self.runs.of(words) for at, words in enumerate(side.own) if side.is_text(at)})

    def join(self, old: int, new: int, why: str) -> None:
        """Pair two provisions, unless one of them is paired already."""
        if old not in self.forth and new not in self.back:
            self.forth[old] = new
            self.back[new] = old
            self.why[old] = why

    def join_best(self, scores: Mapping[tuple[int, int], float], why: str) -> None:
        """Pair by the assignment whose scores add up to most."""
        nudged = {(old, new): score - _STEP * abs(old - new) / (1 + max(old, new)) for (old, new), score in scores.items()}
        for old, new in sorted(best_assignment(nudged).items()):
            self.join(old, new, why)

    def paired(self, old: int, new: int) -> bool:
        """Whether these two are each other's counterpart; the outside of both drafts (-1) is."""
        return old == new == -1 or (old >= 0 and self.forth.get(old) == new)

    def split(self, old: int, new: int, why: str) -> None:
        """Add ``new`` to what the paired provision ``old`` became."""
        self.more_after.setdefault(old, []).append(new)
        self.back[new] = old
        self.why[old] = why

    def merge(self, old: int, new: int, why: str) -> None:
        """Add ``old`` to what became the paired provision ``new``."""
        self.more_before.setdefault(new, []).append(old)
        self.forth[old] = new
        self.why[self.back[new]] = why

    def turn(self) -> None:
        """Look at the pairs from the other draft: what was split there was merged here."""
        self.why = {self.forth[old]: TURNED.get(why, why) for old, why in self.why.items()}
        self.before, self.after = self.after, self.before
        self.forth, self.back = self.back, self.forth
        self.more_after, self.more_before = self.more_before, self.more_after

    def pairs(self) -> tuple[Pair, ...]:
        """All pairs in the order of the later draft; removed provisions where they stood."""
        return tuple(self._ordered())

    def _ordered(self) -> Iterator[Pair]:
        old_ids = [provision.eid for provision in self.before.provisions]
        gone = [place for place in range(len(old_ids)) if place not in self.forth]
        for new, provision in enumerate(self.after.provisions):
            old = self.back.get(new)
            if old is None:
                yield Pair((), (provision.eid,), "no counterpart")
            elif self.forth[old] == new:
                while gone and gone[0] < old:
                    yield Pair((old_ids[gone.pop(0)],), (), "no counterpart")
                yield self._pair(old, new)
        yield from (Pair((old_ids[place],), (), "no counterpart") for place in gone)

    def _pair(self, old: int, new: int) -> Pair:
        olds = sorted([old, *self.more_before.get(new, ())])
        news = sorted([new, *self.more_after.get(old, ())])
        return Pair(
            tuple(self.before.provisions[place].eid for place in olds),
            tuple(self.after.provisions[place].eid for place in news),
            self.why[old],
        )
