"""A provision that went (or came) with a safeguard of which the rest of its article keeps something -> weaker (or stronger), not gone (or new)."""

from dataclasses import replace

from pipeline.assess.judge import read
from pipeline.assess.places import Placed, Places
from pipeline.assess.rules import Rules
from pipeline.assess.ruling import THERE_OR_NOT
from pipeline.assess.weighed import bears_out
from pipeline.model import Change, Effect

_PARTLY = {Effect.REMOVED: Effect.WEAKENED, Effect.ADDED: Effect.STRENGTHENED}


def with_remnants(found: list[Placed], places: Places, changes: tuple[Change, ...], rules: Rules) -> list[Placed]:
    """The same, but that a safeguard is only weaker (stronger) where another provision of the article holds it before and after.

    One item fell out of the list of what data protection asks for: the safeguard stands, with less in it (R9).
    """
    return [_with_remnant(each, places, changes, rules) for each in found]


def _with_remnant(placed: Placed, places: Places, changes: tuple[Change, ...], rules: Rules) -> Placed:
    judged = placed.judgement
    if judged.rule != THERE_OR_NOT or judged.effect not in _PARTLY or (judged.before is None) == (judged.after is None):
        return placed
    side = 0 if judged.before else 1
    home = {places.article(side, eid) for eid in placed.eids[side]}
    beside = [
        each
        for each in changes
        if each.before and each.after and {places.article(side, eid) for eid in (each.before, each.after)[side]} <= home
    ]
    key = judged.safeguard.id
    if any(_holds(places, 0, each.before, key, rules) and _holds(places, 1, each.after, key, rules) for each in beside):
        return replace(placed, judgement=replace(judged, effect=_PARTLY[judged.effect], settled=False))
    return placed


def _holds(places: Places, side: int, eids: tuple[str, ...], key: str, rules: Rules) -> bool:
    standings = (reading.standings.get(key) for reading in read(places.text(side, eids), places.chapeau(side, eids), rules))
    return any(each is not None and not each.denied and bears_out(each) for each in standings)
