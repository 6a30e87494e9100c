"""Articles that share much of their text though they are not each other's counterpart: split, merged, or handed over in part."""

from collections import Counter
from dataclasses import dataclass

from pipeline.model import Alignment, Draft, Level

_SHARE = 0.5
"""Share of an article's words, from which its descent from another article is said."""


@dataclass(frozen=True, slots=True)
class Descent:
    """By eIds of articles: ``merged`` old -> new for articles without counterpart, ``split`` new -> old likewise, ``shared`` all such links."""

    merged: dict[str, str]
    split: dict[str, str]
    shared: tuple[tuple[str, str], ...]

    @property
    def merged_into(self) -> frozenset[str]:
        """The articles (after) that took another one in."""
        return frozenset(self.merged.values())

    @property
    def split_from(self) -> frozenset[str]:
        """The articles (before) that another one was split from."""
        return frozenset(self.split.values())


def descent(alignment: Alignment) -> Descent:
    """Find where the words of articles went that are no counterparts of one another."""
    before, after = alignment.before, alignment.after
    homes, sizes = _homes(before), {}
    homes_after = _homes(after)
    for side, draft in ((0, before), (1, after)):
        sizes[side] = _sizes(draft, (homes, homes_after)[side])
    words = {provision.eid: len(provision.text.split()) for provision in before.provisions}
    words_after = {provision.eid: len(provision.text.split()) for provision in after.provisions}
    shared: Counter[tuple[str, str]] = Counter()
    counterparts: set[tuple[str, str]] = set()
    for pair in alignment.pairs:
        counterparts |= {(old, new) for old in pair.before for new in pair.after if homes.get(old) == old and homes_after.get(new) == new}
        for old in pair.before:
            for new in pair.after:
                if old in homes and new in homes_after:
                    shared[homes[old], homes_after[new]] += min(words[old], words_after[new])
    links = tuple(
        sorted(
            link
            for link in {*shared, *alignment.handed_over}
            if link not in counterparts
            and (link in alignment.handed_over or 0 < shared[link] >= _SHARE * min(sizes[0][link[0]], sizes[1][link[1]]))
        )
    )
    old_paired, new_paired = {old for old, _ in counterparts}, {new for _, new in counterparts}
    ranked = sorted(links, key=lambda link: (-shared[link], link))
    merged = {old: new for old, new in reversed(ranked) if old not in old_paired and new in new_paired}
    split = {new: old for old, new in reversed(ranked) if new not in new_paired and old in old_paired}
    return Descent(merged, split, links)


def _homes(draft: Draft) -> dict[str, str]:
    homes: dict[str, str] = {}
    for provision in draft.provisions:
        if provision.level is Level.ARTICLE:
            homes[provision.eid] = provision.eid
        elif provision.parent in homes:
            homes[provision.eid] = homes[provision.parent]
    return homes


def _sizes(draft: Draft, homes: dict[str, str]) -> Counter[str]:
    sizes: Counter[str] = Counter()
    for provision in draft.provisions:
        if provision.eid in homes:
            sizes[homes[provision.eid]] += len(provision.text.split())
    return sizes
