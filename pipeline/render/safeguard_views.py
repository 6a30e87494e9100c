"""One safeguard over all drafts: the provisions that held it, renumbering resolved, and every finding on it, step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Changelog, Draft, Held
from pipeline.render.changelog_views import ChangelogView
from pipeline.render.finding_views import FindingView
from pipeline.render.links import DraftName, PairName
from pipeline.render.overview import LedgerRow
from pipeline.render.threads import Identities, article_of


@dataclass(frozen=True, slots=True)
class PlaceCell:
    """A provision in a draft. `state`: "held", "bracketed", "without" (it is there and does not hold it), "none" (it is not there)."""

    state: str
    citation: str
    link: str
    findings: tuple[tuple[str, str, str], ...]
    """(effect, sign, link) of what the step to this draft did."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A provision that held the safeguard in some draft, with the heading of its article."""

    citation: str
    heading: str
    cells: tuple[PlaceCell, ...]


@dataclass(frozen=True, slots=True)
class SafeguardStep:
    """What the step to a draft did to it; no findings where it did nothing."""

    pair: PairName
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class SafeguardView:
    """A safeguard's life as its page shows it."""

    row: LedgerRow
    source: str
    places: tuple[PlaceRow, ...]
    steps: tuple[SafeguardStep, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A treaty's drafts, who is who in them, and what each step did, by the later draft's number."""

    drafts: Sequence[Draft]
    links: Sequence[DraftName]
    known: Identities
    steps: Mapping[int, Changelog]
    views: Mapping[int, ChangelogView]
    eids: tuple[Mapping[int, str], ...]
    """For each draft the eIds by the provisions' numbers."""
    citations: tuple[Mapping[str, str], ...]
    """For each draft the citations by eId."""


def course(
    drafts: Sequence[Draft],
    links: Sequence[DraftName],
    known: Identities,
    steps: Mapping[int, Changelog],
    views: Mapping[int, ChangelogView],
) -> Course:
    """The course of a treaty, ready for look-ups."""
    eids = tuple({number: eid for eid, number in own.items()} for own in known)
    citations = tuple({each.eid: each.citation or each.eid for each in draft.provisions} for draft in drafts)
    return Course(drafts, links, known, steps, views, eids, citations)


def safeguard_page(safeguard: str) -> str:
    """The name of its page; a draft's page has no dot before its ending, so they cannot meet."""
    return f"safeguard.{safeguard}.html"


def safeguard_views(rows: Sequence[LedgerRow], course: Course, sources: Mapping[str, str]) -> tuple[SafeguardView, ...]:
    """One a row of the ledger; `sources` gives by id where the law says so."""
    found = []
    for row in rows:
        steps = tuple(SafeguardStep(view.pair.named, _of(view, row.id)) for _, view in sorted(course.views.items()))
        found.append(SafeguardView(row, sources.get(row.id, ""), _places(row.id, course), steps))
    return tuple(found)


def held_in(steps: Mapping[int, Changelog], at: int) -> tuple[Held, ...]:
    """The safeguards that stand in the draft of this number."""
    return steps[at].held[1] if at in steps else steps[at + 1].held[0] if at + 1 in steps else ()


def _of(view: ChangelogView, safeguard: str) -> tuple[FindingView, ...]:
    return tuple(finding for finding in view.findings if finding.safeguard == safeguard)


def _places(safeguard: str, course: Course) -> tuple[PlaceRow, ...]:
    """A row for each provision, in the order of the last draft it stood in, those of the latest draft first."""
    held = [{each.eid: each for each in held_in(course.steps, at) if each.safeguard == safeguard} for at in range(len(course.drafts))]
    found = [_by_provision(safeguard, course, at) for at in range(len(course.drafts))]
    wanted = {course.known[at][eid] for at, own in enumerate(held) for eid in own} | {number for own in found for number in own}
    rows, told = [], set()
    for at in range(len(course.drafts) - 1, -1, -1):
        headings = {each.eid: each.heading for each in course.drafts[at].provisions}
        articles = article_of(course.drafts[at])
        for provision in course.drafts[at].provisions:
            number = course.known[at][provision.eid]
            if number in wanted and number not in told:
                told.add(number)
                cells = tuple(_cell(number, when, course, held[when], found[when]) for when in range(len(course.drafts)))
                heading = headings.get(articles.get(provision.eid, ""), "")
                rows.append(PlaceRow(course.citations[at][provision.eid], heading, cells))
    return tuple(rows)


def _by_provision(safeguard: str, course: Course, at: int) -> dict[int, list[tuple[str, str, str]]]:
    """What the step to a draft did, by the number of the provision."""
    found: dict[int, list[tuple[str, str, str]]] = {}
    view = course.views.get(at)
    if view is None:
        return found
    for finding in _of(view, safeguard):
        number = course.known[at].get(finding.after.eid) if finding.after else None
        if number is None and finding.before:
            number = course.known[at - 1].get(finding.before.eid)
        if number is not None and not finding.dismissed:
            found.setdefault(number, []).append((finding.effect, finding.sign, f"{view.pair.path}#{finding.id}"))
    return found


def _cell(number: int, at: int, course: Course, held: Mapping[str, Held], found: Mapping[int, list[tuple[str, str, str]]]) -> PlaceCell:
    eid = course.eids[at].get(number, "")
    findings = tuple(found.get(number, ()))
    if not eid:
        return PlaceCell("none", "", "", findings)
    state = "without" if eid not in held else "bracketed" if held[eid].bracketed else "held"
    return PlaceCell(state, course.citations[at][eid], f"{course.links[at].page}#{eid}", findings)
