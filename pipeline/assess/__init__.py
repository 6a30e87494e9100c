"""Changes -> Findings: what the changed words do to the safeguards, by the numbered rules of safeguards.toml.

Only wordings that the rules know are judged. A safeguard that is found elsewhere in the other draft is never called removed or added.
"""

import hashlib
from collections.abc import Iterable

import regex

from pipeline.assess.judge import Judgement, Standing, judge
from pipeline.assess.rules import Rules, load_rules
from pipeline.model import Basis, Certainty, Change, Draft, Evidence, Finding, Kind, Level, Provision

__all__ = ["assess", "assess_change"]

_NOT_WORD = regex.compile(r"\W+")
_QUIET = {Kind.UNCHANGED, Kind.EDITORIAL, Kind.RENUMBERED, Kind.MOVED}
_ASSESSED = ("en", "fr", "es")


def assess_change(before: str, after: str) -> tuple[Finding, ...]:
    """The findings on one provision's text, before and after ("" for none), without the rest of the drafts."""
    rules = load_rules()
    return tuple(_finding(judged, "", "", (None, None), rules) for judged in judge(before, after, rules))


def assess(before: Draft, after: Draft, changes: tuple[Change, ...]) -> tuple[Finding, ...]:
    """The findings on every change, in their order; drafts in languages that the rules do not know give none."""
    if before.language not in _ASSESSED or after.language not in _ASSESSED:
        return ()
    rules = load_rules()
    sides = {p.eid: p for p in before.provisions}, {p.eid: p for p in after.provisions}
    counts = _counts(before, rules), _counts(after, rules)
    found: list[Finding] = []
    for change in changes:
        if set(change.kinds) <= _QUIET:
            continue
        old, new = [sides[0][eid] for eid in change.before], [sides[1][eid] for eid in change.after]
        for judged in judge(_words(old), _words(new), rules):
            if (judged.before and judged.after) or counts[0][judged.safeguard.id] != counts[1][judged.safeguard.id]:
                if _elsewhere(judged, counts):
                    continue
                found.append(_finding(judged, change.before[0] if old else "", change.after[0] if new else "", (old, new), rules))
    return tuple(found)


def _words(provisions: Iterable[Provision]) -> str:
    return "\n".join(f"{p.text} {p.closing}".strip() for p in provisions)


def _counts(draft: Draft, rules: Rules) -> dict[str, int]:
    """In how many provisions each safeguard stands."""
    texts = [f"{p.text} {p.closing}" for p in draft.provisions]
    return {safeguard.id: sum(bool(safeguard.pattern.search(text)) for text in texts) for safeguard in rules.safeguards}


def _elsewhere(judged: Judgement, counts: tuple[dict[str, int], dict[str, int]]) -> bool:
    """Whether what one place lost another gained: then it moved, and is neither removed nor added."""
    before, after = counts[0][judged.safeguard.id], counts[1][judged.safeguard.id]
    return (judged.after is None and after >= before) or (judged.before is None and before >= after)


def _finding(
    judged: Judgement, old: str, new: str, provisions: tuple[list[Provision] | None, list[Provision] | None], rules: Rules
) -> Finding:
    rule = rules.rules[judged.rule]
    before, after = _evidence(judged.before, old, provisions[0]), _evidence(judged.after, new, provisions[1])
    place = [p for side in provisions for p in side or ()]
    in_preamble = bool(place) and all(p.level in (Level.PREAMBLE, Level.RECITAL) for p in place)
    quotes = "\0".join(_NOT_WORD.sub(" ", side.quote).lower() if side else "" for side in (judged.before, judged.after))
    return Finding(
        judged.safeguard.id,
        rule.effect,
        rule.id,
        rule.reason.format(before=judged.detail[0], after=judged.detail[1]),
        before,
        after,
        Basis.PREAMBLE if in_preamble else Basis.TEXT,
        Certainty.TO_REVIEW,
        judged.safeguard.weight,
        hashlib.sha256(f"{judged.safeguard.id}\0{rule.effect}\0{quotes}".encode()).hexdigest()[:12],
    )


def _evidence(standing: Standing | None, eid: str, provisions: list[Provision] | None) -> Evidence | None:
    if standing is None:
        return None
    citation = provisions[0].citation if provisions else ""
    return Evidence(eid, citation, standing.quote, (*standing.triggers, *standing.hedges))
