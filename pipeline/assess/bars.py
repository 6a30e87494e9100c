"""A provision of its own that takes something from a safeguard given beside it -> weaker, not gone (R16: a partial bar; R8: an exception)."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.assess.judge import goes_round, read, takes_from
from pipeline.assess.judgement import PARTLY, Judgement
from pipeline.assess.places import Placed, Places
from pipeline.assess.reading import Reading, Standing
from pipeline.assess.remnants import standings
from pipeline.assess.rules import Rules
from pipeline.model import Change, Effect

_BAR, _EXCEPTION = "R16", "R8"
_NAMED = frozenset({"article", "articles"})
"""With what a provision begins that speaks of another one by its number, not of the one before it (set_aside)."""


def with_bars(found: list[Placed], places: Places, changes: tuple[Change, ...], rules: Rules) -> list[Placed]:
    """The same, but that a bar is partial where the safeguard stands elsewhere before and after, and with what new provisions take from those before them."""
    partial = [_partial(each, places, changes, rules) for each in found]
    told = {(side, eid) for each in found for side in (0, 1) for eid in each.eids[side]}
    return partial + [each for change in changes for each in _excepted(change, places, changes, rules, told)]


def _partial(placed: Placed, places: Places, changes: tuple[Change, ...], rules: Rules) -> Placed:
    judged = placed.judgement
    if judged.rule != _BAR or judged.effect not in PARTLY or (judged.before is None) == (judged.after is None):
        return placed
    both = (change for change in changes if change.before and change.after)
    if not any(all(_held(places, change, rules).get(judged.safeguard.id, (None, None))) for change in both):
        return placed
    return replace(placed, judgement=replace(judged, effect=PARTLY[judged.effect], settled=False))


def _excepted(change: Change, places: Places, changes: tuple[Change, ...], rules: Rules, told: set[tuple[int, str]]) -> Iterator[Placed]:
    """What a provision that only one draft has takes from the safeguards of the one before it: "consent shall be deemed to have been given …"."""
    if bool(change.before) == bool(change.after):
        return
    side = 0 if change.before else 1
    eids = (change.before, change.after)[side]
    readings = read(places.text(side, eids), places.chapeau(side, eids), rules)
    if any((side, eid) in told for eid in eids) or not readings or readings[0].clause.words[0] in _NAMED:
        return
    ahead = _ahead(side, eids, places, changes)
    said = readings[0].clause.text.rstrip(".;")
    effect, words = (Effect.STRENGTHENED, (said, "")) if change.before else (Effect.WEAKENED, ("", said))
    found = [(ahead, *both) for both in _of_both(places, ahead, rules) if takes_from(readings[0], both[0])] if ahead else []
    for at, before, after in found or _gone_round(readings[0], places, changes, rules):
        judged = Judgement(before.safeguard, effect, _EXCEPTION, before, after, words, settled=False)
        yield Placed(judged, (at.before if side else eids, eids if side else at.after), places)


def _gone_round(reading: Reading, places: Places, changes: tuple[Change, ...], rules: Rules) -> list[tuple[Change, Standing, Standing]]:
    """The first court's approval, in any article, that is gone round in urgent cases: the court is only told of it afterwards."""
    if not reading.grammar("urgent") or not reading.grammar("approves"):
        return []
    both = ((change, *each) for change in changes if change.before and change.after for each in _of_both(places, change, rules))
    return [each for each in both if goes_round(reading, each[1]) and reading.spans(each[1].safeguard.core)][:1]


def _of_both(places: Places, change: Change, rules: Rules) -> list[tuple[Standing, Standing]]:
    """The safeguards that both texts of a change hold."""
    return [(before, after) for before, after in _held(places, change, rules).values() if before and after]


def _ahead(side: int, eids: tuple[str, ...], places: Places, changes: tuple[Change, ...]) -> Change | None:
    """The change of the nearest provision before these in their article that both drafts have."""
    at, home = places.at[side][eids[0]], places.article(side, eids[0])
    before = {
        places.at[side][eid]: change
        for change in changes
        if change.before and change.after
        for eid in (change.before, change.after)[side]
        if places.at[side][eid] < at and places.article(side, eid) == home
    }
    return before[max(before)] if before else None


def _held(places: Places, change: Change, rules: Rules) -> dict[str, tuple[Standing | None, Standing | None]]:
    """By safeguard how it stands in the provisions of a change, before and after."""
    sides = [
        {each.safeguard.id: each for each in standings(places, side, eids, rules)}
        for side, eids in enumerate((change.before, change.after))
    ]
    return {key: (sides[0].get(key), sides[1].get(key)) for key in sides[0] | sides[1]}
