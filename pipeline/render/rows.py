"""Model objects -> what the templates walk over: no markup, no judgement, only order and counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from pipeline.model import Change, Changelog, Draft, Finding, Kind, Level, Provision, RunKind

_SLUG = regex.compile(r"[^a-z0-9]+")
HEADED = (Level.PREAMBLE, Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE, Level.ANNEX)
NAMES = {
    Level.PREAMBLE: "Preamble",
    Level.PART: "Part",
    Level.CHAPTER: "Chapter",
    Level.SECTION: "Section",
    Level.ARTICLE: "Article",
    Level.ANNEX: "Annex",
}
EFFECTS = (("removed", "−"), ("weakened", "↓"), ("strengthened", "↑"), ("added", "+"))


@dataclass(frozen=True, slots=True)
class Row:
    """One provision of a changelog with its change and its findings."""

    anchor: str
    provision: Provision
    before: tuple[Provision, ...]
    after: tuple[Provision, ...]
    change: Change
    findings: tuple[Finding, ...]
    depth: int
    name: str
    quiet: bool
    """Unchanged in its words: folded away."""


@dataclass(frozen=True, slots=True)
class Group:
    """An article (or preamble, chapter, annex) and what stands in it."""

    head: Row
    rows: tuple[Row, ...]
    marks: tuple[tuple[str, str, int], ...]
    """(effect, sign, count) of its findings."""
    changed: bool


@dataclass(frozen=True, slots=True)
class ChangelogView:
    """A changelog as its page shows it."""

    before: Draft
    after: Draft
    groups: tuple[Group, ...]
    effects: tuple[tuple[str, str, tuple[Finding, ...]], ...]
    counts: dict[str, int]
    brackets: tuple[int, int]
    to_review: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One article in one draft; `share` of its words changed since the draft before."""

    label: str
    share: float
    link: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An article over all drafts, by its latest name."""

    name: str
    cells: tuple[Cell | None, ...]


def draft_slug(draft: Draft, file: str) -> str:
    """The draft's name in paths: its symbol, else its file's name."""
    return _SLUG.sub("-", (draft.symbol or file.rpartition(".")[0]).lower()).strip("-") or "draft"


def words_in(draft: Draft) -> int:
    """How many words the provisions hold."""
    return sum(len(f"{p.heading} {p.text} {p.closing}".split()) for p in draft.provisions)


def provision_name(provision: Provision) -> str:
    """What stands before the text: "Article 5", "1.", "(a)"."""
    return f"{NAMES.get(provision.level, '')} {provision.label}".strip()


def changelog_view(changelog: Changelog) -> ChangelogView:
    """Groups in the order of the later draft, each with its findings beside the clause."""
    sides = {p.eid: p for p in changelog.before.provisions}, {p.eid: p for p in changelog.after.provisions}
    rows = [_row(change, sides, changelog.findings) for change in changelog.changes]
    effects = tuple((name, sign, tuple(f for f in changelog.findings if f.effect == name)) for name, sign in EFFECTS)
    counts = Counter(str(kind) for change in changelog.changes for kind in change.kinds)
    brackets = tuple(sum(p.text.count("[") for p in draft.provisions) for draft in (changelog.before, changelog.after))
    review = sum(finding.certainty == "to review" for finding in changelog.findings)
    return ChangelogView(
        changelog.before, changelog.after, _groups(rows), effects, dict(sorted(counts.items())), (brackets[0], brackets[1]), review
    )


def _row(change: Change, sides: tuple[dict[str, Provision], dict[str, Provision]], findings: Iterable[Finding]) -> Row:
    before, after = tuple(sides[0][eid] for eid in change.before), tuple(sides[1][eid] for eid in change.after)
    provision = (after or before)[0]
    own = tuple(f for f in findings if (f.after and f.after.eid in change.after) or (f.before and f.before.eid in change.before))
    anchor = provision.eid if after else f"was-{provision.eid}"
    quiet = not ({Kind.AMENDED, Kind.ADDED, Kind.REMOVED, Kind.SPLIT, Kind.MERGED, Kind.MOVED} & set(change.kinds)) and not own
    depth = provision.eid.count("__") if provision.level not in HEADED else 0
    return Row(anchor, provision, before, after, change, own, depth, provision_name(provision), quiet)


def _groups(rows: list[Row]) -> tuple[Group, ...]:
    found: list[list[Row]] = []
    for row in rows:
        if row.provision.level in HEADED or not found:
            found.append([row])
        else:
            found[-1].append(row)
    return tuple(_group(group[0], group[1:]) for group in found)


def _group(head: Row, rows: list[Row]) -> Group:
    counts = Counter(str(finding.effect) for row in (head, *rows) for finding in row.findings)
    marks = tuple((name, sign, counts[name]) for name, sign in EFFECTS if counts[name])
    return Group(head, tuple(rows), marks, any(not row.quiet for row in (head, *rows)))


def reader_rows(draft: Draft) -> tuple[tuple[Provision, int, str], ...]:
    """(provision, depth, name) of every provision."""
    return tuple((p, p.eid.count("__") if p.level not in HEADED else 0, provision_name(p)) for p in draft.provisions)


def matrix(drafts: list[Draft], changelogs: list[Changelog], pages: dict[tuple[str, str], str]) -> tuple[MatrixRow, ...]:
    """Articles over all drafts in the latest order, those that were dropped after them; renumbering is followed from pair to pair."""
    steps = {(log.before.name, log.after.name): log for log in changelogs}
    rows: list[dict[int, str]] = []
    at_last: dict[str, dict[int, str]] = {}
    shares: dict[tuple[int, str], float] = {}
    for at, draft in enumerate(drafts):
        log = steps.get((drafts[at - 1].name, draft.name)) if at else None
        origin = {change.after[0]: change for change in log.changes if change.after} if log else {}
        now: dict[str, dict[int, str]] = {}
        for provision in draft.provisions:
            if provision.level is not Level.ARTICLE:
                continue
            change = origin.get(provision.eid)
            row = at_last.get(change.before[0]) if change and change.before else None
            if row is None:
                row = {}
                rows.append(row)
            row[at] = provision.eid
            now[provision.eid] = row
            shares[at, provision.eid] = _share(provision.eid, log) if log else 0.0
        at_last = now
    order = {id(row): place for place, row in enumerate(at_last.values())}
    ordered = sorted(rows, key=lambda row: (order.get(id(row), len(order)), -max(row), list(row.values())[-1]))
    return tuple(_matrix_row(row, drafts, shares, pages) for row in ordered)


def _share(eid: str, log: Changelog) -> float:
    """The share of an article's words that were inserted or deleted."""
    changed = total = 0
    for change in log.changes:
        if any(each == eid or each.startswith(f"{eid}__") for each in change.after):
            for run in (*change.heading, *change.redline, *change.closing):
                count = len(run.text.split())
                total += count
                changed += count if run.kind in (RunKind.DELETE, RunKind.INSERT) else 0
    return round(changed / total, 2) if total else 0.0


def _matrix_row(
    row: dict[int, str], drafts: list[Draft], shares: dict[tuple[int, str], float], pages: dict[tuple[str, str], str]
) -> MatrixRow:
    last = max(row)
    provision = next(p for p in drafts[last].provisions if p.eid == row[last])
    cells: list[Cell | None] = []
    for at, draft in enumerate(drafts):
        eid = row.get(at)
        if eid is None:
            cells.append(None)
            continue
        label = next(p.label for p in draft.provisions if p.eid == eid)
        page = pages.get((drafts[at - 1].name, draft.name)) if at else None
        cells.append(Cell(label, shares[at, eid], f"{page}#{eid}" if page else ""))
    return MatrixRow(f"{provision.label} {provision.heading}".strip(), tuple(cells))
