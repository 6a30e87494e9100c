"""A provision that went (or came) with a safeguard of which the rest of its article keeps something -> weaker (or stronger), not gone (or new)."""

from dataclasses import replace

from pipeline.assess.judge import read
from pipeline.assess.judgement import PARTLY, Judgement
from pipeline.assess.places import Placed, Places
from pipeline.assess.reading import Standing
from pipeline.assess.rules import Rules
from pipeline.assess.ruling import THERE_OR_NOT
from pipeline.assess.taking import loosens
from pipeline.assess.weighed import held
from pipeline.model import Change, Effect

_EXCEPTION = "R8"
_TAKES = {Effect.REMOVED: Effect.STRENGTHENED, Effect.ADDED: Effect.WEAKENED}
"""The same where what went (or came) takes from the safeguard: "in urgent cases an officer may order …" beside "a judge orders …"."""


def with_remnants(found: list[Placed], places: Places, changes: tuple[Change, ...], rules: Rules) -> list[Placed]:
    """The same, but that a safeguard is only weaker (stronger) where another provision of the article holds it before and after.

    One item fell out of the list of what data protection asks for: the safeguard stands, with less in it (R9). Where the article holds it in as many
    clauses as before, two paragraphs were merged, or one was split, and nothing happened (R15).
    """
    judged = ((each, _remnant(each, places, changes, rules)) for each in found)
    return [
        replace(each, judgement=remnant) if remnant else each
        for each, remnant in judged
        if not _is_kept(each, remnant, places, changes, rules)
    ]


def _remnant(placed: Placed, places: Places, changes: tuple[Change, ...], rules: Rules) -> Judgement | None:
    """What is told instead of a whole provision that went or came where its article holds something of the safeguard; None where it does not."""
    judged = placed.judgement
    if judged.rule != THERE_OR_NOT or judged.effect not in PARTLY or (judged.before is None) == (judged.after is None):
        return None
    key = judged.safeguard.id
    if any(
        _holds(places, 0, each.before, key, rules) and _holds(places, 1, each.after, key, rules)
        for each in _beside(placed, places, changes)
    ):
        standing = judged.after or judged.before
        if standing is not None and loosens(standing):
            return replace(judged, effect=_TAKES[judged.effect], rule=_EXCEPTION, settled=False)
        return replace(judged, effect=PARTLY[judged.effect], settled=False)
    return None


def _is_kept(placed: Placed, remnant: Judgement | None, places: Places, changes: tuple[Change, ...], rules: Rules) -> bool:
    """Whether the article holds the safeguard in as many clauses as before, although a provision that held it went (or came)."""
    if remnant is None:
        return False
    beside, key = _beside(placed, places, changes), remnant.safeguard.id
    side = 0 if remnant.before else 1
    counts = [sum(_holds(places, at, (each.before, each.after)[at], key, rules) for each in beside) for at in (0, 1)]
    counts[side] += _holds(places, side, placed.eids[side], key, rules)
    return counts[1 - side] >= counts[side]


def _beside(placed: Placed, places: Places, changes: tuple[Change, ...]) -> list[Change]:
    """The changes of provisions of its article that both drafts have."""
    side = 0 if placed.judgement.before else 1
    home = {places.article(side, eid) for eid in placed.eids[side]}
    both = (each for each in changes if each.before and each.after)
    return [each for each in both if {places.article(side, eid) for eid in (each.before, each.after)[side]} <= home]


def _holds(places: Places, side: int, eids: tuple[str, ...], key: str, rules: Rules) -> int:
    """In how many of their clauses these provisions hold the safeguard."""
    return sum(each.safeguard.id == key for each in standings(places, side, eids, rules))


def standings(places: Places, side: int, eids: tuple[str, ...], rules: Rules) -> list[Standing]:
    """The safeguards that these provisions hold, clause by clause."""
    return [each for reading in read(places.text(side, eids), places.chapeau(side, eids), rules) for each in held(reading)]
