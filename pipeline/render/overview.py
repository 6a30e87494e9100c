"""The treaty's drafts in one view: the safeguard ledger and the curves of brackets and safeguards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.ledger import ledger
from pipeline.model import Changelog
from pipeline.render.changelog_views import ChangelogView
from pipeline.render.finding_views import safeguard_name
from pipeline.render.links import DraftLink
from pipeline.render.words import EFFECTS

WIDTH, HEIGHT, LEFT, TOP = 720, 110, 40, 28


@dataclass(frozen=True, slots=True)
class Entry:
    """Findings of one effect in one cell: the first's place, and how many."""

    effect: str
    sign: str
    count: int
    link: str


@dataclass(frozen=True, slots=True)
class LedgerCell:
    """How a safeguard stands in a draft, where first and in how many places, and what the step to this draft did to it."""

    state: str
    places: int
    citation: str
    link: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A safeguard over the drafts."""

    id: str
    name: str
    weight: str
    cells: tuple[LedgerCell, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a curve, in the drawing's units."""

    x: int
    y: int
    value: int
    name: str


@dataclass(frozen=True, slots=True)
class Curve:
    """One series over the drafts; `line` is its path as SVG writes points."""

    key: str
    points: tuple[Point, ...]
    line: str
    base: int
    """Height of the zero line."""


def ledger_rows(
    steps: Mapping[int, Changelog], views: Mapping[int, ChangelogView], drafts: Sequence[DraftLink], names: Mapping[str, tuple[str, str]]
) -> tuple[LedgerRow, ...]:
    """One row a safeguard that stands in any draft, the heaviest first; `names` gives name and weight by id."""
    rows = []
    for row in ledger([steps[at] for at in sorted(steps)]):
        name, weight = names.get(row.safeguard, (safeguard_name(row.safeguard, {}), "C"))
        cells = tuple(
            LedgerCell(
                str(cell.state),
                len(cell.places),
                cell.places[0][1] if cell.places else "",
                f"{drafts[at].page}#{cell.places[0][0]}" if cell.places else "",
                _entries(views.get(at), row.safeguard),
            )
            for at, cell in enumerate(row.cells)
        )
        rows.append(LedgerRow(row.safeguard, name, weight, cells))
    return tuple(sorted(rows, key=lambda each: (each.weight, each.name)))


def _entries(view: ChangelogView | None, safeguard: str) -> tuple[Entry, ...]:
    if view is None:
        return ()
    entries = []
    for effect, sign in EFFECTS:
        some = [finding for finding in view.findings if finding.safeguard == safeguard and finding.effect == effect]
        if some:
            entries.append(Entry(effect, sign, len(some), f"{view.pair.path}#{some[0].id}"))
    return tuple(entries)


def curves(drafts: Sequence[DraftLink], steps: Mapping[int, Changelog]) -> tuple[Curve, ...]:
    """Square brackets in each draft; and the balance of safeguards since the first: findings added less findings removed."""
    balance = [0]
    for at in range(1, len(drafts)):
        effects = [str(finding.effect) for finding in steps[at].findings] if at in steps else []
        balance.append(balance[-1] + effects.count("added") - effects.count("removed"))
    return (_curve("brackets", [draft.brackets for draft in drafts], drafts), _curve("balance", balance, drafts))


def _curve(key: str, values: list[int], drafts: Sequence[DraftLink]) -> Curve:
    low, high = min(0, *values), max(1, *values)
    step = (WIDTH - 2 * LEFT) // max(len(values) - 1, 1)

    def height(value: int) -> int:
        return TOP + (high - value) * (HEIGHT - TOP - 12) // (high - low)

    points = tuple(Point(LEFT + at * step, height(value), value, drafts[at].name) for at, value in enumerate(values))
    return Curve(key, points, " ".join(f"{point.x},{point.y}" for point in points), height(0))
