"""Findings as pages show them: named, quoted with their triggers emphasised, and with a citation to copy."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model import Evidence, Finding
from pipeline.render.links import DraftLink, DraftName, PairLink
from pipeline.render.words import SIGNS, Pieces, Words, emphasised, excerpt

_WEIGHTS = "ABC"
_BASES = ("text", "reference", "status", "footnote", "preamble")
_ROOM = 110
"""Characters of a quote where only its heart is shown."""


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a finding; `page` is that of its draft, empty where there is none."""

    eid: str
    citation: str
    pieces: Pieces
    draft: DraftName

    @property
    def heart(self) -> Pieces:
        """The part of the quote that the finding turns on."""
        return excerpt(self.pieces, _ROOM)


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding on a page; `id` is its anchor there."""

    id: str
    effect: str
    sign: str
    safeguard: str
    name: str
    reason: str
    rule: str
    basis: str
    certainty: str
    weight: str
    review: str
    reviewed: str
    """"yes", "no", or "stale" where the words changed since."""
    dismissed: bool
    before: SideView | None
    after: SideView | None
    cite: str

    @property
    def side(self) -> SideView | None:
        """The side to show where there is room for one: what was lost of a removal, else what stands now."""
        return self.before or self.after if self.effect == "removed" else self.after or self.before


def finding_views(findings: tuple[Finding, ...], pair: PairLink, names: Mapping[str, str], words: Words) -> tuple[FindingView, ...]:
    """The findings in their order; anchors are their fingerprints, numbered where one comes twice."""
    seen: dict[str, int] = {}
    views = []
    for finding in findings:
        seen[finding.fingerprint] = times = seen.get(finding.fingerprint, 0) + 1
        anchor = finding.fingerprint if times == 1 else f"{finding.fingerprint}-{times}"
        views.append(_view(finding, anchor, pair, names, words))
    return tuple(views)


def by_weight(views: tuple[FindingView, ...]) -> tuple[FindingView, ...]:
    """The heaviest first, certain ones before those to review, operative words before brackets, notes and recitals; else in order."""
    return tuple(sorted(views, key=lambda view: (_WEIGHTS.find(view.weight), view.certainty != "certain", _BASES.index(view.basis))))


def safeguard_name(safeguard: str, names: Mapping[str, str]) -> str:
    """A safeguard's name for readers, from safeguards.toml; else from its id."""
    return names.get(safeguard) or safeguard.replace("-", " ").capitalize()


def _view(finding: Finding, anchor: str, pair: PairLink, names: Mapping[str, str], words: Words) -> FindingView:
    before, after = side_view(finding.before, pair.before), side_view(finding.after, pair.after)
    name = safeguard_name(finding.safeguard, names)
    quotes = [
        words("cite_side", draft=side.draft.name, place=evidence.citation, day=words.day(side.draft.date), quote=evidence.quote)
        for side, evidence in ((before, finding.before), (after, finding.after))
        if side and evidence
    ]
    cite = words("cite", name=name, effect=words.name("effect", finding.effect), quotes="; ".join(quotes), rule=finding.rule, id=anchor)
    return FindingView(
        id=anchor,
        effect=str(finding.effect),
        sign=SIGNS[finding.effect],
        safeguard=finding.safeguard,
        name=name,
        reason=finding.reason,
        rule=finding.rule,
        basis=str(finding.basis),
        certainty=str(finding.certainty),
        weight=finding.weight,
        review=_review(finding, words),
        reviewed="no" if finding.review is None else "stale" if finding.review.stale else "yes",
        dismissed=finding.dismissed,
        before=before,
        after=after,
        cite=cite,
    )


def _review(finding: Finding, words: Words) -> str:
    """Who decided what, and whether the words have changed since."""
    review = finding.review
    if review is None:
        return ""
    key = "review_stale" if review.stale else f"review_{review.decision}"
    return words(key, by=review.by, day=words.day(review.date), reason=review.reason)


def side_view(evidence: Evidence | None, draft: DraftLink) -> SideView | None:
    """One side as pages show it, with its triggers emphasised."""
    return SideView(evidence.eid, evidence.citation, emphasised(evidence.quote, evidence.triggers), draft.named) if evidence else None
