"""drafts/<treaty>/reviews.toml: what reviewers decided on findings, kept by fingerprint, and findings made by hand."""

import datetime
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from pipeline.errors import DraftsError
from pipeline.model import Basis, Certainty, Decision, Draft, Effect, Evidence, Finding, Review

FILE = "reviews.toml"
_LIKE = 60.0
"""Share of common words, in percent, from which a clause is taken to be the reviewed one, changed since."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One [[review]]: the fingerprint it is on, the decision, and what it corrects; `quote` finds the clause again when its words changed."""

    fingerprint: str
    review: Review
    safeguard: str = ""
    effect: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class ByHand:
    """One [[finding]] made by hand, on the drafts of these symbols."""

    drafts: tuple[str, str]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Reviews:
    """All of a treaty's reviews.toml."""

    entries: tuple[Entry, ...] = ()
    by_hand: tuple[ByHand, ...] = ()


NONE = Reviews()


def load_reviews(folder: Path) -> Reviews:
    """The reviews in the treaty's folder, none without the file. Raises DraftsError with every mistake at once."""
    path = folder / FILE
    if not path.is_file():
        return NONE
    where = f"{folder.name}/{FILE}"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise DraftsError([f"{where}: cannot be read: {error}"]) from error
    mistakes = [
        f"{where}: unknown table `{key}`; known are [[review]] and [[finding]]" for key in table if key not in ("review", "finding")
    ]
    entries = [_entry(f"{where}, review {at}", row, mistakes) for at, row in enumerate(table.get("review", []), 1)]
    by_hand = [_by_hand(f"{where}, finding {at}", row, mistakes) for at, row in enumerate(table.get("finding", []), 1)]
    if mistakes:
        raise DraftsError(mistakes)
    return Reviews(tuple(entries), tuple(by_hand))


def _entry(where: str, row: dict[str, Any], mistakes: list[str]) -> Entry:
    decision = row.get("decision", "")
    if decision not in ("confirmed", "dismissed", "corrected"):
        mistakes.append(f"{where}: `decision` must be confirmed, dismissed or corrected")
        decision = "confirmed"
    mistakes += [f"{where}: has no `{key}`" for key in ("finding", "by", "reason") if not isinstance(row.get(key), str) or not row[key]]
    if decision == "corrected" and row.get("effect") not in set(Effect):
        mistakes.append(f"{where}: a corrected finding needs its `effect`: {', '.join(Effect)}")
    review = Review(Decision(decision), str(row.get("by", "")), _day(where, row, mistakes), str(row.get("reason", "")))
    return Entry(str(row.get("finding", "")), review, str(row.get("safeguard", "")), str(row.get("effect", "")), str(row.get("quote", "")))


def _by_hand(where: str, row: dict[str, Any], mistakes: list[str]) -> ByHand:
    drafts = row.get("drafts")
    if not isinstance(drafts, list) or len(drafts) != 2 or not all(isinstance(each, str) for each in drafts):
        mistakes.append(f"{where}: `drafts` must name two drafts by their symbols")
        drafts = ["", ""]
    if row.get("effect") not in set(Effect):
        mistakes.append(f"{where}: `effect` must be one of {', '.join(Effect)}")
    mistakes += [
        f"{where}: has no `{key}`" for key in ("id", "safeguard", "by", "reason") if not isinstance(row.get(key), str) or not row[key]
    ]
    review = Review(Decision.ADDED, str(row.get("by", "")), _day(where, row, mistakes), str(row.get("reason", "")))
    effect = Effect(row["effect"]) if row.get("effect") in set(Effect) else Effect.WEAKENED
    sides = [_place(row.get(side)) for side in ("before", "after")]
    finding = Finding(
        str(row.get("safeguard", "")),
        effect,
        "by hand",
        review.reason,
        sides[0],
        sides[1],
        Basis.TEXT,
        Certainty.CERTAIN,
        str(row.get("weight", "B")),
        str(row.get("id", "")),
        review,
    )
    return ByHand((drafts[0], drafts[1]), finding)


def _place(value: Any) -> Evidence | None:  # noqa: ANN401 - whatever the TOML holds
    return Evidence("", str(value.get("at", "")), str(value.get("quote", ""))) if isinstance(value, dict) else None


def _day(where: str, row: dict[str, Any], mistakes: list[str]) -> datetime.date | None:
    day = row.get("date")
    if isinstance(day, datetime.date):
        return day
    mistakes.append(f"{where}: has no `date`; write it as date = 2024-05-23")
    return None


def reviewed(findings: tuple[Finding, ...], reviews: Reviews, before: Draft, after: Draft) -> tuple[Finding, ...]:
    """The findings with the decisions on them, and those made by hand for these two drafts.

    A decision is found by the fingerprint, which does not change when the clause is renumbered. Where the words changed it is
    found by its `quote` and marked as stale.
    """
    exact = {entry.fingerprint: entry for entry in reviews.entries}
    known = {finding.fingerprint for finding in findings}
    lost = [entry for entry in reviews.entries if entry.fingerprint not in known and entry.quote]
    judged = [_decided(finding, exact.get(finding.fingerprint) or _stale(finding, lost)) for finding in findings]
    hand = [_at_home(each.finding, before, after) for each in reviews.by_hand if each.drafts == (before.symbol, after.symbol)]
    return (*judged, *hand)


def _stale(finding: Finding, entries: list[Entry]) -> Entry | None:
    quotes = [side.quote for side in (finding.before, finding.after) if side]
    for entry in entries:
        if entry.safeguard in ("", finding.safeguard) and any(fuzz.ratio(entry.quote, quote) >= _LIKE for quote in quotes):
            return replace(entry, review=replace(entry.review, stale=True))
    return None


def _decided(finding: Finding, entry: Entry | None) -> Finding:
    if entry is None:
        return finding
    if entry.review.decision is Decision.CORRECTED and not entry.review.stale:
        finding = replace(finding, effect=Effect(entry.effect), safeguard=entry.safeguard or finding.safeguard, certainty=Certainty.CERTAIN)
    if entry.review.decision is Decision.CONFIRMED and not entry.review.stale:
        finding = replace(finding, certainty=Certainty.CERTAIN)
    return replace(finding, review=entry.review)


def _at_home(finding: Finding, before: Draft, after: Draft) -> Finding:
    sides = [_located(side, draft) for side, draft in ((finding.before, before), (finding.after, after))]
    return replace(finding, before=sides[0], after=sides[1])


def _located(side: Evidence | None, draft: Draft) -> Evidence | None:
    """The provision cited, for the anchor."""
    if side is None:
        return None
    eid = next((each.eid for each in draft.provisions if each.citation == side.citation), "")
    return replace(side, eid=eid)
