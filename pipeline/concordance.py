"""Changes -> the concordance: which article of one draft is which of the other."""

from collections.abc import Iterator

from pipeline.model import Change, Correspondence, Draft, Level, Provision


def concordance(before: Draft, after: Draft, changes: tuple[Change, ...]) -> tuple[Correspondence, ...]:
    """One row a pair of articles, in the order of `after`; articles without counterpart stand where they stood in their draft."""
    sides = _articles(before), _articles(after)
    return tuple(row for change in changes for row in _rows(change, *sides))


def _articles(draft: Draft) -> dict[str, Provision]:
    return {provision.eid: provision for provision in draft.provisions if provision.level is Level.ARTICLE}


def _rows(change: Change, before: dict[str, Provision], after: dict[str, Provision]) -> Iterator[Correspondence]:
    old: list[str | None] = [before[eid].label.replace(" ", "") for eid in change.before if eid in before]
    new: list[str | None] = [after[eid].label.replace(" ", "") for eid in change.after if eid in after]
    for left in old or [None]:
        for right in new or [None]:
            if left is not None or right is not None:
                yield Correspondence(left, right, change.kinds)
