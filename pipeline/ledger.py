"""A treaty's changelogs -> the ledger: for each safeguard and draft whether it stands, is bracketed, weakened or gone, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.model import Changelog, Effect, Finding, Held


class State(StrEnum):
    """How a safeguard stands in a draft."""

    ABSENT = "absent"
    """It has not stood in any draft yet."""
    PRESENT = "present"
    BRACKETED = "bracketed"
    """Only in square brackets: not agreed."""
    WEAKENED = "weakened"
    """It stands, but this draft weakened it or removed it in places."""
    GONE = "gone"
    BACK = "back"
    """It stands again after it was gone."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A safeguard in a draft: its state and the citations of where it stands."""

    state: State
    places: tuple[tuple[str, str], ...]
    """(eId, citation), in document order."""


@dataclass(frozen=True, slots=True)
class Row:
    """A safeguard over the drafts."""

    safeguard: str
    cells: tuple[Cell, ...]


def ledger(steps: Sequence[Changelog]) -> tuple[Row, ...]:
    """One row for each safeguard that stands in any draft; `steps` are the changelogs of consecutive drafts, in order."""
    if not steps:
        return ()
    drafts = [steps[0].held[0], *(step.held[1] for step in steps)]
    findings: list[tuple[Finding, ...]] = [(), *(step.findings for step in steps)]
    keys = dict.fromkeys(each.safeguard for held in drafts for each in held)
    return tuple(Row(key, _cells(key, drafts, findings)) for key in sorted(keys))


def _cells(key: str, drafts: Sequence[tuple[Held, ...]], findings: Sequence[tuple[Finding, ...]]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for held, found in zip(drafts, findings, strict=True):
        places = [each for each in held if each.safeguard == key]
        own = {each.effect for each in found if each.safeguard == key and not each.dismissed}
        before = cells[-1].state if cells else State.ABSENT
        cells.append(Cell(_state(places, own, before), tuple((each.eid, each.citation) for each in places)))
    return tuple(cells)


def _state(places: list[Held], effects: set[Effect], before: State) -> State:
    if not places:
        return State.ABSENT if before is State.ABSENT else State.GONE
    if all(each.bracketed for each in places):
        return State.BRACKETED
    if before is State.GONE:
        return State.BACK
    return State.WEAKENED if effects & {Effect.WEAKENED, Effect.REMOVED} else State.PRESENT
