"""Changes -> the concordance: which article of one draft is which of the other."""

from collections.abc import Iterator

from pipeline.descent import Descent, descent
from pipeline.model import Change, Correspondence, Draft, Kind, Level, Provision


def concordance(before: Draft, after: Draft, changes: tuple[Change, ...]) -> tuple[Correspondence, ...]:
    """One row a link of articles, in the order of ``after``; articles without counterpart stand where they stood in their draft.

    An article that was split off, merged in, or took half of its text from another one has a row for that link too.
    """
    sides = _articles(before), _articles(after)
    origins = descent(before, after, changes)
    return tuple(row for change in changes for row in _rows(change, *sides, origins))


def _articles(draft: Draft) -> dict[str, Provision]:
    return {provision.eid: provision for provision in draft.provisions if provision.level is Level.ARTICLE}


def _rows(change: Change, before: dict[str, Provision], after: dict[str, Provision], origins: Descent) -> Iterator[Correspondence]:
    old = [eid for eid in change.before if eid in before]
    new = [eid for eid in change.after if eid in after]
    merged, split = [eid for eid in old if eid in origins.merged], [eid for eid in new if eid in origins.split]
    if (merged and not new) or (split and not old):
        yield from (Correspondence(_label(before[eid]), _label(after[origins.merged[eid]]), (Kind.MERGED,)) for eid in merged)
        yield from (Correspondence(_label(before[origins.split[eid]]), _label(after[eid]), (Kind.SPLIT,)) for eid in split)
        return
    lefts: list[str | None] = [_label(before[eid]) for eid in old]
    rights: list[str | None] = [_label(after[eid]) for eid in new]
    for left in lefts or [None]:
        for right in rights or [None]:
            if left is not None or right is not None:
                yield Correspondence(left, right, change.kinds)
    told = {*origins.merged.items(), *((left, right) for right, left in origins.split.items())}
    for origin, eid in origins.shared:
        if eid in new and old and (origin, eid) not in told:
            yield Correspondence(_label(before[origin]), _label(after[eid]), (Kind.MOVED,))


def _label(article: Provision) -> str:
    return article.label.replace(" ", "")
