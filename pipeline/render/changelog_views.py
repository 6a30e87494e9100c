"""A Changelog -> what its page walks over: the summary, then articles with their rows, quiet ones folded together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.model import Change, Changelog, Kind, Level, Provision, Sweep
from pipeline.render.finding_views import FindingView, by_weight, finding_views
from pipeline.render.links import Counts, PairLink
from pipeline.render.power_views import PowerView, power_views
from pipeline.render.rows import Row, change_row, sides
from pipeline.render.words import EFFECTS, HEADED, Words, words_in


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that follow one another, all quiet or all not."""

    quiet: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """An article (or preamble, chapter, annex) and what stands in it."""

    head: Row
    blocks: tuple[Block, ...]
    effects: Counts
    changes: int
    """How many of its provisions were changed in substance."""
    kind: str
    """The one word that says most about it: "added", "removed", "amended"; "renumbered" or "unchanged" where it is quiet."""
    quiet: bool
    history: str
    """The page of the article's history; empty where there is none."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows below the head."""
        return tuple(row for block in self.blocks for row in block.rows)


@dataclass(frozen=True, slots=True)
class SweepView:
    """A house-style substitution: the words, and its places as (eId, citation)."""

    before: str
    after: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChangelogView:
    """A changelog as its pages show it."""

    pair: PairLink
    groups: tuple[Group, ...]
    effects: tuple[tuple[str, str, tuple[FindingView, ...]], ...]
    findings: tuple[FindingView, ...]
    elsewhere: tuple[FindingView, ...]
    """Findings that belong to no provision of either draft."""
    articles: tuple[tuple[str, int], ...]
    """How many articles are of each kind."""
    safeguards: tuple[tuple[str, str], ...]
    """(id, name) of those with findings."""
    to_review: int
    powers: tuple[PowerView, ...]
    sweeps: tuple[SweepView, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What a changelog's page knows of the rest of the treaty: other names of provisions, and pages of article histories."""

    aliases: Mapping[str, tuple[str, ...]]
    histories: Mapping[str, str]


ALONE = Neighbours({}, {})


def changelog_view(  # noqa: PLR0913, PLR0917 - what a page is made of
    changelog: Changelog,
    pair: PairLink,
    names: Mapping[str, str],
    words: Words,
    catalogue: Mapping[str, Mapping[str, str]],
    neighbours: Neighbours = ALONE,
) -> ChangelogView:
    """Groups in the order of the later draft, each finding beside its clause, once."""
    findings = finding_views(changelog.findings, pair, names, words)
    placed = _placed(changelog.changes, findings)
    known = sides(changelog.before, changelog.after, neighbours.aliases)
    levels = words_in(changelog.after.language, catalogue)
    rows = [change_row(change, known, placed.get(at, ()), pair, words, levels) for at, change in enumerate(changelog.changes)]
    groups = _groups(_once(rows, findings), neighbours.histories)
    beside = {finding.id for some in placed.values() for finding in some}
    weighed = by_weight(findings)
    heads = Counter(group.kind for group in groups if group.head.level is Level.ARTICLE)
    return ChangelogView(
        pair=pair,
        groups=groups,
        effects=tuple((effect, sign, tuple(f for f in weighed if f.effect == effect and not f.dismissed)) for effect, sign in EFFECTS),
        findings=weighed,
        elsewhere=tuple(finding for finding in findings if finding.id not in beside),
        articles=tuple((str(kind), heads[kind]) for kind in _PRECEDENCE if heads[kind]),
        safeguards=tuple(sorted({(f.safeguard, f.name) for f in findings}, key=lambda pair: (pair[1], pair[0]))),
        to_review=sum(finding.certainty == "to review" and not finding.dismissed for finding in findings),
        powers=power_views(changelog.powers, pair, names, words),
        sweeps=tuple(_sweep(sweep, known.after) for sweep in changelog.sweeps),
    )


_PRECEDENCE = (Kind.ADDED, Kind.REMOVED, Kind.SPLIT, Kind.MERGED, Kind.MOVED, Kind.AMENDED, Kind.RENUMBERED, Kind.EDITORIAL, Kind.UNCHANGED)


def _sweep(sweep: Sweep, after: Mapping[str, Provision]) -> SweepView:
    return SweepView(sweep.before, sweep.after, tuple((eid, after[eid].citation or eid) for eid in sweep.places))


def _placed(changes: tuple[Change, ...], findings: tuple[FindingView, ...]) -> dict[int, tuple[FindingView, ...]]:
    """Findings by the change they stand beside: where the words stand now, else where they stood."""
    now = {eid: at for at, change in enumerate(changes) for eid in change.after}
    then = {eid: at for at, change in enumerate(changes) for eid in change.before}
    placed: dict[int, tuple[FindingView, ...]] = {}
    for finding in findings:
        at = now.get(finding.after.eid) if finding.after else None
        if at is None and finding.before:
            at = then.get(finding.before.eid)
        if at is not None:
            placed[at] = (*placed.get(at, ()), finding)
    return placed


def _once(rows: list[Row], findings: tuple[FindingView, ...]) -> list[Row]:
    """An anchor is one place: an alias that another row has already is dropped."""
    taken = {row.anchor for row in rows} | {finding.id for finding in findings}
    single = []
    for row in rows:
        own = tuple(alias for alias in row.aliases if alias not in taken)
        taken.update(own)
        single.append(replace(row, aliases=own))
    return single


def _groups(rows: list[Row], histories: Mapping[str, str]) -> tuple[Group, ...]:
    found: list[list[Row]] = []
    for row in rows:
        if row.level in HEADED or not found:
            found.append([row])
        else:
            found[-1].append(row)
    return tuple(_group(group, histories) for group in found)


def _group(rows: list[Row], histories: Mapping[str, str]) -> Group:
    head = rows[0]
    counts = Counter(finding.effect for row in rows for finding in row.findings if not finding.dismissed)
    loud = [row for row in rows if not row.quiet]
    kinds = set(head.kinds)
    if loud and not kinds & {Kind.ADDED, Kind.REMOVED, Kind.SPLIT, Kind.MERGED}:
        kinds.add(Kind.AMENDED)
    blocks = tuple(Block(quiet, tuple(some)) for quiet, some in groupby(rows[1:], key=lambda row: row.quiet))
    effects = tuple((effect, sign, counts[effect]) for effect, sign in EFFECTS if counts[effect])
    kind = next((str(kind) for kind in _PRECEDENCE if kind in kinds), "unchanged")
    return Group(head, blocks, effects, len(loud), kind, not loud, histories.get(head.anchor, ""))
