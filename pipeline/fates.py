"""What became of every provision from each draft of a treaty to the next, kept compactly, so that a life is told at once."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise

from pipeline.align import align
from pipeline.cache import cache_folder, keep, key, prune, recall
from pipeline.descent import Descent, descent
from pipeline.diff import diff
from pipeline.entries import DraftEntry, Treaty
from pipeline.life import Fate, Step, Steps
from pipeline.model import Change, Kind, Provision, Redline, RunKind
from pipeline.remembered import draft_key, read_again
from pipeline.stamp import code_version

_AT_ONCE = 8
"""So many steps a process takes in one go, since neighbours share a draft; fewer are not worth a second process."""


def steps(treaty: Treaty, report: Callable[[int], None]) -> Steps:
    """The fates of each step; `report` is told how many steps are done at a time. Raises ReadError for a draft that cannot be read."""
    couples = list(pairwise(treaty.drafts))
    names = [key("fates", code_version(), *pair) for pair in pairwise([draft_key(entry) for entry in treaty.drafts])]
    found = [recall(cache_folder(), name, tuple[Fate, ...]) for name in names]
    missing = [at for at, known in enumerate(found) if known is None]
    report(len(found) - len(missing))
    chosen = [couples[at] for at in missing]
    if len(chosen) < _AT_ONCE:
        _take(found, missing, names, map(_fates, chosen), report)
    else:
        with ProcessPoolExecutor(os.cpu_count()) as executor:
            _take(found, missing, names, executor.map(_fates, chosen, chunksize=_AT_ONCE), report)
    if missing:
        prune(cache_folder())
    return (None, *(Step(fates or ()) for fates in found))


def _take(
    found: list[tuple[Fate, ...] | None],
    missing: list[int],
    names: list[str],
    made: Iterable[tuple[Fate, ...]],
    report: Callable[[int], None],
) -> None:
    for at, fates in zip(missing, made, strict=True):
        found[at] = fates
        keep(cache_folder(), names[at], fates)
        report(1)


def _fates(couple: tuple[DraftEntry, DraftEntry]) -> tuple[Fate, ...]:
    """Of the provisions that did not stay as they were under the eId they had."""
    before, after = (read_again(entry) for entry in couple)
    sides = {p.eid: p for p in before.provisions}, {p.eid: p for p in after.provisions}
    alignment = align(before, after)
    changes, found = diff(alignment), descent(alignment)
    return tuple(_fate(change, *sides, found) for change in changes if change.before != change.after or change.kinds != (Kind.UNCHANGED,))


def _fate(change: Change, before: dict[str, Provision], after: dict[str, Provision], found: Descent) -> Fate:
    olds, news = [before[eid] for eid in change.before], [after[eid] for eid in change.after]
    heir = found.split.get(change.after[0], "") if not olds else found.merged.get(change.before[0], "") if not news else ""
    first = olds[0].citation if olds else before[heir].citation if heir else ""
    second = news[0].citation if news else after[heir].citation if heir else ""
    heading, text, closing = (_changed(redline) for redline in (change.heading, change.redline, change.closing))
    return Fate(change.kinds, change.before, change.after, (first, second), heading, text, closing, (_sizes(olds), _sizes(news)), heir)


def _changed(redline: Redline) -> Redline:
    return redline if any(run.kind is not RunKind.KEEP for run in redline) else ()


def _sizes(provisions: list[Provision]) -> tuple[tuple[int, int, int], ...]:
    return tuple((len(each.heading), len(each.text), len(each.closing)) for each in provisions)
