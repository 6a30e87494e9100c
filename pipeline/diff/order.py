"""Which paired provisions moved: those with another parent now, and of siblings the fewest whose order changed."""

from collections import defaultdict
from itertools import pairwise
from zlib import crc32

from pipeline.model import Alignment, Draft, Level, Provision


def moved(alignment: Alignment) -> frozenset[str]:
    """The eIds (after) of the provisions that moved."""
    return _Order(alignment).moved()


class _Order:
    def __init__(self, alignment: Alignment) -> None:
        self._before = {p.eid: p for p in alignment.before.provisions}
        self._after = {p.eid: p for p in alignment.after.provisions}
        self._place = {eid: at for at, eid in enumerate(self._before)}
        self._main = {pair.after[0]: pair.before[0] for pair in alignment.pairs if pair.before and pair.after}
        self._together = {(old, new) for pair in alignment.pairs for old in pair.before for new in pair.after}
        self._old_paired = {old for old, _ in self._together}
        self._new_paired = {new for _, new in self._together}
        self._homes = _homes(alignment.before), _homes(alignment.after)
        self._sizes = _sizes(alignment.before), _sizes(alignment.after)

    def moved(self) -> frozenset[str]:
        found: set[str] = set()
        families: dict[tuple[str | None, str | None], list[tuple[str, str]]] = defaultdict(list)
        for new, old in self._main.items():
            above, below = self._parent(self._before[old], self._before), self._parent(self._after[new], self._after)
            if self._stayed(above, below, self._after[new].level) or self._same_article(old, new, above, below):
                families[above, below].append((old, new))
            else:
                found.add(new)
        for family in families.values():
            kept = _kept([(self._place[old], self._length(old, new)) for old, new in family])
            found |= {new for at, (_, new) in enumerate(family) if at not in kept}
        return frozenset(found)

    def _stayed(self, above: str | None, below: str | None, level: Level) -> bool:
        """Paired parents; an article whose draft has no chapters on one side has not moved."""
        if above is None or below is None:
            return above is below or level is Level.ARTICLE
        return (above, below) in self._together

    def _same_article(self, old: str, new: str, above: str | None, below: str | None) -> bool:
        """Within the same article under a new paragraph, or freed from one that is gone: renumbered rather than moved."""
        homes = self._homes[0].get(old), self._homes[1].get(new)
        return homes in self._together and (above not in self._old_paired or below not in self._new_paired)

    def _length(self, old: str, new: str) -> int:
        """The length of the shorter text; the checksum of both decides between equals, so that it does not matter which draft comes first."""
        (left, one), (right, other) = self._sizes[0][old], self._sizes[1][new]
        return (min(left, right) << 40) + one + other

    @staticmethod
    def _parent(provision: Provision, side: dict[str, Provision]) -> str | None:
        """The parent; options are looked through."""
        above = provision.parent
        while above is not None and side[above].level is Level.OPTION:
            above = side[above].parent
        return above


def _sizes(draft: Draft) -> dict[str, tuple[int, int]]:
    """For each provision with all below it: how many characters, and a checksum."""
    sizes: dict[str, tuple[int, int]] = {}
    parents = {provision.eid: provision.parent for provision in draft.provisions}
    for provision in draft.provisions:
        text = provision.heading + provision.text
        length, checksum = len(text), crc32(text.encode(errors="surrogatepass"))
        above: str | None = provision.eid
        while above is not None:
            sizes[above] = sizes.get(above, (0, 0))[0] + length, (sizes.get(above, (0, 0))[1] + checksum) & 0xFFFFFFFF
            above = parents.get(above)
    return sizes


def _homes(draft: Draft) -> dict[str, str]:
    """The article that each provision stands in."""
    homes: dict[str, str] = {}
    for provision in draft.provisions:
        if provision.level is Level.ARTICLE:
            homes[provision.eid] = provision.eid
        elif provision.parent in homes:
            homes[provision.eid] = homes[provision.parent]
    return homes


def _kept(family: list[tuple[int, int]]) -> set[int]:
    """The indices that keep their order: as many as can be, and of equally many those with the longer texts.

    ``family`` is (place before, length of the text) in the order after; a longest increasing subsequence with weights.
    """
    if all(left[0] < right[0] for left, right in pairwise(family)):
        return set(range(len(family)))
    best: list[tuple[int, int]] = []
    came: list[int] = []
    for at, (place, length) in enumerate(family):
        earlier = [before for before in range(at) if family[before][0] < place]
        last = max(earlier, key=lambda before: (*best[before], -before), default=-1)
        count, total = best[last] if last >= 0 else (0, 0)
        best.append((count + 1, total + length))
        came.append(last)
    at = max(range(len(family)), key=lambda place: (*best[place], -place))
    kept: set[int] = set()
    while at >= 0:
        kept.add(at)
        at = came[at]
    return kept
