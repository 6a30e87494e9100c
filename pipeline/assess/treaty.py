"""All changes of two drafts -> judgements with their places: what one place lost and another gained has moved (R14, R15)."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.assess.bars import with_bars
from pipeline.assess.definitions import with_definitions
from pipeline.assess.judge import judge, read
from pipeline.assess.judgement import Judgement
from pipeline.assess.moves import reaches_elsewhere, restated
from pipeline.assess.notes import judged_notes
from pipeline.assess.options import Options, judged_option
from pipeline.assess.places import Placed, Places
from pipeline.assess.references import is_no_tie, judged_references
from pipeline.assess.remnants import standings, with_remnants
from pipeline.assess.rules import Rules
from pipeline.assess.ruling import THERE_OR_NOT
from pipeline.assess.set_aside import with_set_aside
from pipeline.model import Basis, Change, Effect, Kind, RunKind

_QUIET = frozenset({Kind.UNCHANGED, Kind.EDITORIAL, Kind.RENUMBERED, Kind.MOVED})
_UP = frozenset({Effect.ADDED, Effect.STRENGTHENED})


def judged_changes(places: Places, changes: tuple[Change, ...], rules: Rules) -> list[Placed]:
    """The judgements on all changes, in their order, after a look at the whole of both drafts."""
    quiet = {
        (side, eid)
        for change in changes
        if set(change.kinds) <= _QUIET
        for side, eids in enumerate((change.before, change.after))
        for eid in eids
    }
    options = Options(places, changes)
    found: list[Placed] = []
    for change in changes:
        against = options.against(change)
        judged = judged_option(options, change, against, rules) if against else _judged(places, change, rules, quiet)
        eids = change.before or against, change.after or against
        found += [Placed(each, eids, places) for each in judged]
    whole = with_remnants(restated(found, places, changes, rules), places, changes, rules)
    whole = with_set_aside(with_bars(whole, places, changes, rules), places, changes, rules)
    return _once(with_definitions(whole, places, rules))


def _judged(places: Places, change: Change, rules: Rules, quiet: set[tuple[int, str]]) -> Iterator[Judgement]:
    eids = change.before, change.after
    above = [places.above(side, eids[side]) for side in (0, 1)]
    if _is_quiet(change) and all((side, eid) in quiet for side in (0, 1) for eid in above[side]):
        yield from judged_notes(places, change, rules)
        yield from _moved(places, change, rules)
        return
    texts = [places.text(side, eids[side]) for side in (0, 1)]
    chapeaux = [places.chapeau(side, eids[side]) for side in (0, 1)]
    moved = list(_moved(places, change, rules))
    yield from moved
    told = {each.safeguard.id for each in moved}
    judged = [
        each
        for each in judge(texts[0], texts[1], rules, (chapeaux[0], chapeaux[1]))
        if each.safeguard.id not in told and not is_no_tie(each, places, change, rules)
    ]
    tied = list(judged_references(places, change, judged, rules))
    judged = [each for each in judged if not _is_told_by(each, tied)] + tied
    judged += judged_notes(places, change, rules)
    judged += _for_other_articles(places, change, {each.safeguard.id for each in judged}, rules)
    above_alone = {key for chapeau in chapeaux for reading in read(chapeau, "", rules) for key in reading.standings}
    for each in judged:
        if each.safeguard.id not in above_alone or _is_the_items_own(each):
            yield replace(each, basis=Basis.PREAMBLE) if each.basis is Basis.TEXT and _is_preamble(places, change) else each


def _is_told_by(judged: Judgement, tied: list[Judgement]) -> bool:
    """Whether references tell it better: of the same safeguard, or of a provision that says little but what it is made subject to."""
    standing = judged.after or judged.before
    guessed = judged.rule == THERE_OR_NOT and standing is not None and bool(standing.hints)
    return any(each.safeguard == judged.safeguard or (guessed and (each.before is None) != (each.after is None)) for each in tied)


def _is_the_items_own(judged: Judgement) -> bool:
    """Whether the items of both sides show the safeguard by themselves, without the words above them."""
    return all(
        each is not None and any(start >= each.reading.clause.chapeau for start, _ in each.spans) for each in (judged.before, judged.after)
    )


def _is_quiet(change: Change) -> bool:
    """Whether no word changed, nor its being agreed: brackets are not only punctuation."""
    return set(change.kinds) <= _QUIET and not any(
        sign in run.text for run in change.redline if run.kind is not RunKind.KEEP for sign in "[]"
    )


def _is_preamble(places: Places, change: Change) -> bool:
    sides = [places.in_preamble(side, eids) for side, eids in enumerate((change.before, change.after)) if eids]
    return all(sides)


def _moved(places: Places, change: Change, rules: Rules) -> Iterator[Judgement]:
    """A safeguard that went from the operative part to the preamble binds nobody any more (R14)."""
    if not (change.before and change.after):
        return
    sides = [places.in_preamble(side, eids) for side, eids in enumerate((change.before, change.after))]
    if sides[0] == sides[1]:
        return
    effect = Effect.STRENGTHENED if sides[0] else Effect.WEAKENED
    texts = places.text(0, change.before), places.text(1, change.after)
    come = {each.safeguard.id: each.after for each in judge("", texts[1], rules)}
    for gone in judge(texts[0], "", rules):
        if gone.safeguard.id in come:
            yield Judgement(gone.safeguard, effect, "R14", gone.before, come[gone.safeguard.id], basis=Basis.PREAMBLE)


def _for_other_articles(places: Places, change: Change, told: set[str], rules: Rules) -> Iterator[Judgement]:
    """What a provision does that moved to another article and now speaks for more, or fewer, of them."""
    crosses = len({places.in_preamble(side, eids) for side, eids in enumerate((change.before, change.after))}) > 1
    if Kind.MOVED not in change.kinds or crosses:
        return
    sides = [
        {each.safeguard.id: each for each in standings(places, side, eids, rules)}
        for side, eids in enumerate((change.before, change.after))
    ]
    for key in sorted(sides[0].keys() & sides[1].keys() - told):
        judged = reaches_elsewhere(sides[0][key], sides[1][key])
        if judged and not _speaks_on(places, change, judged, rules):
            yield judged


def _speaks_on(places: Places, change: Change, judged: Judgement, rules: Rules) -> bool:
    """Whether the narrower of both clauses ("those powers") goes on with one of its article that speaks of many articles."""
    side = 1 if judged.effect is Effect.WEAKENED else 0
    eid = (change.before, change.after)[side][0]
    home = places.article(side, eid)
    before = (each for each, at in places.at[side].items() if at < places.at[side][eid] and places.article(side, each) == home)
    return any(reading.grammar("treaty_wide") for each in before for reading in read(places.by_eid[side][each].text, "", rules))


def _once(found: list[Placed]) -> list[Placed]:
    """One finding for several changes of one safeguard in the same direction in the same article (R1), the weightiest of them."""
    kept: dict[tuple[str, str, Effect, Basis], Placed] = {}
    for each in found:
        judged, places = each.judgement, each.places
        side = 0 if each.eids[0] and judged.before else 1
        home = f"{side}{places.article(side, each.eids[side][0])}" if each.eids[side] else ""
        key = judged.safeguard.id, home, judged.effect, judged.basis
        kept.setdefault(key, each)
    return list(kept.values())
