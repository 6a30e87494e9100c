"""Drafts and changelogs as JSON and CSV; the Markdown and plain-text forms are offered here too."""

import csv
import io
from collections import Counter

import msgspec

from pipeline.model import Change, Changelog, Draft, Evidence, Finding, Note, PowerNote, Provision, Redline, Review
from pipeline.render.markdown import changelog_markdown, draft_markdown
from pipeline.render.plain import changelog_text, draft_outline
from pipeline.render.schema import (
    BracketChangeJson,
    ChangeJson,
    ChangelogJson,
    CorrespondenceJson,
    EvidenceJson,
    FindingJson,
    FurnitureJson,
    NoteJson,
    PowerJson,
    ProvisionJson,
    ReviewJson,
    RunPair,
    SideJson,
    SweepJson,
)

__all__ = [
    "changelog_csv",
    "changelog_json",
    "changelog_markdown",
    "changelog_text",
    "draft_json",
    "draft_markdown",
    "draft_outline",
    "finding_json",
    "side_json",
]

CSV_COLUMNS = (
    *("row", "kinds_or_effect", "before_eid", "before_citation", "after_eid", "after_citation", "before", "after"),
    *("safeguard", "rule", "reason", "basis", "certainty", "weight", "fingerprint"),
)


def _notes(notes: tuple[Note, ...]) -> tuple[NoteJson, ...]:
    return tuple(NoteJson(note.mark, note.text) for note in notes)


def _brackets(draft: Draft) -> Counter[str]:
    """Opening square brackets by eId, those of a provision and of all below it."""
    parents = {provision.eid: provision.parent for provision in draft.provisions}
    counts: Counter[str] = Counter()
    for provision in draft.provisions:
        own = f"{provision.heading}{provision.text}{provision.closing}".count("[")
        above: str | None = provision.eid if own else None
        while above:
            counts[above] += own
            above = parents.get(above)
    return counts


def _provision(provision: Provision, brackets: int) -> ProvisionJson:
    return ProvisionJson(
        eid=provision.eid,
        parent=provision.parent,
        level=provision.level.value,
        label=provision.label,
        heading=provision.heading,
        text=provision.text,
        closing=provision.closing,
        citation=provision.citation,
        notes=_notes(provision.notes),
        status=provision.status,
        brackets=brackets,
    )


def side_json(draft: Draft) -> SideJson:
    """One draft as the struct that stands under "before" and "after"."""
    brackets = _brackets(draft)
    return SideJson(
        title=draft.title,
        symbol=draft.symbol,
        date=draft.date.isoformat() if draft.date else None,
        language=draft.language,
        provisions=tuple(_provision(provision, brackets[provision.eid]) for provision in draft.provisions),
        front=draft.front,
        back=draft.back,
        notes=_notes(draft.notes),
        furniture=tuple(FurnitureJson(item.kind, item.text, item.page) for item in draft.furniture),
        unplaced=draft.unplaced,
    )


def _runs(redline: Redline) -> tuple[RunPair, ...]:
    return tuple((run.kind.value, run.text) for run in redline)


def _change(change: Change) -> ChangeJson:
    return ChangeJson(
        kinds=tuple(kind.value for kind in change.kinds),
        before=change.before,
        after=change.after,
        redline=_runs(change.redline),
        fingerprint=change.fingerprint,
        heading_redline=_runs(change.heading),
        closing_redline=_runs(change.closing),
        matched_by=change.matched_by,
        swept=change.swept,
        brackets=tuple(BracketChangeJson(each.event.value, each.options, each.won, each.lost) for each in change.brackets),
        reordered=change.reordered,
    )


def _evidence(evidence: Evidence | None) -> EvidenceJson | None:
    return EvidenceJson(evidence.eid, evidence.citation, evidence.quote, evidence.triggers) if evidence else None


def finding_json(finding: Finding) -> FindingJson:
    """One finding as the struct that stands under "findings"."""
    return FindingJson(
        safeguard=finding.safeguard,
        effect=finding.effect.value,
        basis=finding.basis.value,
        certainty=finding.certainty.value,
        rule=finding.rule,
        reason=finding.reason,
        before=_evidence(finding.before),
        after=_evidence(finding.after),
        fingerprint=finding.fingerprint,
        weight=finding.weight,
        review=_review(finding.review),
    )


def _review(review: Review | None) -> ReviewJson | None:
    if review is None:
        return None
    return ReviewJson(review.decision.value, review.by, review.date.isoformat() if review.date else "", review.reason, review.stale)


def _power(note: PowerNote) -> PowerJson:
    return PowerJson(note.power, note.name, note.effect.value, _evidence(note.before), _evidence(note.after), note.safeguards)


def draft_json(draft: Draft) -> bytes:
    """One draft as indented UTF-8 JSON, with a line end."""
    return _indented(side_json(draft))


def changelog_json(changelog: Changelog) -> bytes:
    """Return a changelog as indented UTF-8 JSON, as ``compare.schema.json`` describes it, with a line end."""
    return _indented(
        ChangelogJson(
            before=side_json(changelog.before),
            after=side_json(changelog.after),
            changes=tuple(_change(change) for change in changelog.changes),
            findings=tuple(finding_json(finding) for finding in changelog.findings),
            concordance=tuple(
                CorrespondenceJson(row.before, row.after, tuple(kind.value for kind in row.kinds)) for row in changelog.concordance
            ),
            powers=tuple(_power(note) for note in changelog.powers),
            sweeps=tuple(SweepJson(sweep.before, sweep.after, sweep.places) for sweep in changelog.sweeps),
        )
    )


def _indented(value: msgspec.Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def changelog_csv(changelog: Changelog) -> str:
    """One row a finding, then one row a change; lines end in CR LF as RFC 4180 asks.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_COLUMNS)
    for finding in changelog.findings:
        writer.writerow([_inert(cell) for cell in _finding_cells(finding)])
    before = {provision.eid: provision for provision in changelog.before.provisions}
    after = {provision.eid: provision for provision in changelog.after.provisions}
    for change in changelog.changes:
        writer.writerow([_inert(cell) for cell in _change_cells(change, before, after)])
    return out.getvalue()


def _finding_cells(finding: Finding) -> list[str]:
    sides = (finding.before, finding.after)
    places = [cell for side in sides for cell in ((side.eid, side.citation) if side else ("", ""))]
    quotes = [side.quote if side else "" for side in sides]
    judged = [finding.safeguard, finding.rule, finding.reason, finding.basis.value, finding.certainty.value, finding.weight]
    return ["finding", finding.effect.value, *places, *quotes, *judged, finding.fingerprint]


def _change_cells(change: Change, before: dict[str, Provision], after: dict[str, Provision]) -> list[str]:
    sides = ([before[eid] for eid in change.before], [after[eid] for eid in change.after])
    places = [cell for side in sides for cell in (" ".join(p.eid for p in side), "; ".join(p.citation for p in side))]
    texts = ["\n".join(" ".join(filter(None, (p.heading, p.text, p.closing))) for p in side) for side in sides]
    return ["change", " ".join(change.kinds), *places, *texts, "", "", "", "", "", "", change.fingerprint]


def _inert(cell: str) -> str:
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
