"""The treaty's drafts in one view: the safeguard ledger, the curves over the drafts, and the bars of what a step won and lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.ledger import ledger
from pipeline.model import Changelog
from pipeline.render.changelog_views import ChangelogView
from pipeline.render.finding_views import safeguard_name
from pipeline.render.links import Counts, DraftLink, DraftName, PairLink
from pipeline.render.words import EFFECTS

WIDTH, HEIGHT, LEFT, TOP, FOOT = 480, 150, 24, 26, 28
HALF = 100
"""Width of either half of a step's bar."""
_LOST = ("removed", "weakened")


@dataclass(frozen=True, slots=True)
class Entry:
    """Findings of one effect in one cell: the first's place, and how many."""

    effect: str
    sign: str
    count: int
    link: str


@dataclass(frozen=True, slots=True)
class LedgerCell:
    """How a safeguard stands in a draft, where (citation, link), and what the step to this draft did to it."""

    state: str
    """A State, or "unknown" where only findings name the safeguard."""
    places: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A safeguard over the drafts."""

    id: str
    name: str
    weight: str
    cells: tuple[LedgerCell, ...]

    @property
    def latest(self) -> LedgerCell:
        """How it stands in the last draft."""
        return self.cells[-1]

    @property
    def effects(self) -> Counts:
        """All its findings, by effect."""
        entries = [entry for cell in self.cells for entry in cell.entries]
        totals = [(effect, sign, sum(entry.count for entry in entries if entry.effect == effect)) for effect, sign in EFFECTS]
        return tuple(each for each in totals if each[2])


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


@dataclass(frozen=True, slots=True)
class Chart:
    """Curves on one scale; `base` is the height of the zero line."""

    key: str
    curves: tuple[Curve, ...]
    base: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One effect's piece of a step's bar, in units of which each half has HALF."""

    effect: str
    x: int
    width: int


def ledger_rows(
    steps: Mapping[int, Changelog], views: Mapping[int, ChangelogView], drafts: Sequence[DraftName], names: Mapping[str, tuple[str, str]]
) -> tuple[LedgerRow, ...]:
    """One row a safeguard that stands in any draft or has a finding, the heaviest first; `names` gives name and weight by id."""
    found = {row.safeguard: row.cells for row in ledger([steps[at] for at in sorted(steps)])}
    keys = dict.fromkeys([*found, *(finding.safeguard for view in views.values() for finding in view.findings)])
    rows = []
    for key in keys:
        name, weight = names.get(key, (safeguard_name(key, {}), "C"))
        states = found.get(key)
        cells = []
        for at, link in enumerate(drafts):
            places = tuple((citation, f"{link.page}#{eid}") for eid, citation in states[at].places) if states else ()
            cells.append(LedgerCell(str(states[at].state) if states else "unknown", places, _entries(views.get(at), key)))
        rows.append(LedgerRow(key, name, weight, tuple(cells)))
    return tuple(sorted(rows, key=lambda each: (each.weight, each.name, each.id)))


def _entries(view: ChangelogView | None, safeguard: str) -> tuple[Entry, ...]:
    if view is None:
        return ()
    entries = []
    for effect, sign, findings in view.effects:
        some = [finding for finding in findings if finding.safeguard == safeguard]
        if some:
            entries.append(Entry(effect, sign, len(some), f"{view.pair.path}#{some[0].id}"))
    return tuple(entries)


def charts(drafts: Sequence[DraftLink], steps: Mapping[int, Changelog]) -> tuple[Chart, ...]:
    """Over the drafts: the places in which safeguards stand, agreed and in brackets; and all square brackets."""
    if not steps:
        return ()
    held = [steps[at + 1].held[0] if at + 1 in steps else steps[at].held[1] for at in range(len(drafts))]
    bracketed = [sum(each.bracketed for each in some) for some in held]
    agreed = [len(some) - open_ for some, open_ in zip(held, bracketed, strict=True)]
    safeguards = {"safeguards": {"agreed": agreed, "bracketed": bracketed}} if any(held) else {}
    series = {**safeguards, "brackets": {"brackets": [draft.brackets for draft in drafts]}}
    return tuple(_chart(key, values, drafts) for key, values in series.items())


def _chart(key: str, series: Mapping[str, list[int]], drafts: Sequence[DraftLink]) -> Chart:
    high = max(1, *(value for values in series.values() for value in values))
    step, base = (WIDTH - 2 * LEFT) // max(len(drafts) - 1, 1), HEIGHT - FOOT
    curves = []
    for name, values in series.items():
        heights = [base - value * (base - TOP) // high for value in values]
        points = tuple(Point(LEFT + at * step, heights[at], value, drafts[at].name) for at, value in enumerate(values))
        curves.append(Curve(name, points, " ".join(f"{point.x},{point.y}" for point in points)))
    return Chart(key, tuple(curves), base)


def tides(pairs: Sequence[PairLink]) -> dict[int, tuple[Bar, ...]]:
    """By the later draft's number the bar of each step: losses to the left of the middle, gains to the right, all on one scale."""
    counts = {pair.after.number: {effect: count for effect, _, count in pair.effects} for pair in pairs}
    sides = [
        sum(own.get(effect, 0) for effect, _ in EFFECTS if (effect in _LOST) is lost) for own in counts.values() for lost in (True, False)
    ]
    most = max(1, *sides, 1)
    return {number: _bars(own, most) for number, own in counts.items()}


def _bars(counts: Mapping[str, int], most: int) -> tuple[Bar, ...]:
    bars, left, right = [], HALF, HALF
    for effect, _ in (*EFFECTS[1::-1], *EFFECTS[2:]):
        width = -(-HALF * counts.get(effect, 0) // most)
        if effect in _LOST:
            left -= width
        bars.append(Bar(effect, left if effect in _LOST else right, width))
        right += 0 if effect in _LOST else width
    return tuple(bar for bar in bars if bar.width)
