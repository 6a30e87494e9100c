"""What the rules say of one safeguard, and what all that changed says together -> the judgement that is told, if any.

The rules give the reason. The weights (bearing.json, turning.json) take a finding away where the clauses are about something else or only say the same
anew, and where no rule tells they propose one, for review (R25).
"""

from collections import Counter
from dataclasses import replace

from pipeline.assess.judgement import Judgement
from pipeline.assess.reading import Reading
from pipeline.assess.restated import SMALL
from pipeline.assess.rules import Safeguard
from pipeline.assess.ruling import THERE_OR_NOT
from pipeline.assess.turning import Turn, telling_words, turn
from pipeline.assess.weighed import bears_out, brought, differs_by_duty, is_beside, is_weighed, leaned_to, likely, spoken_for
from pipeline.model import Effect

WEIGHED = "R25"
"""The rule by which no single rule tells, but all that changed together."""
_DUTY, _PART = "R2", "R9"
_HAPPENED = 0.5
"""How likely anything must have happened to the safeguard for what a rule tells to be told."""
_HAPPENED_BY = {**dict.fromkeys(("R2", "R4", "R5", "R6", "R10", "R11", "R13"), 0.3), "R14": 0.0}
"""The same for rules that go by a word of duty, a phrase or a figure, and by the part of the treaty that is named."""
_ALONE = 0.3
"""The same where nothing changed but the one word that the rule goes by."""
_PLAINLY_HAPPENED, _HARDLY, _HARDLY_NOT = 0.1, 0.05, 0.98
"""The same where a safeguard came or went and one side is likely to hold it at most so much, the other at least so much."""
_LEANS = 0.4
"""How likely a clause must hold the safeguard where nothing but words of duty changed."""
_LEANING = 0.3
"""How likely anything must have happened to be proposed where nothing but words of duty changed."""
_SURE, _SURER = 1.0, 1.3
"""How firmly all that changed must speak against what a rule says to be believed instead; more firmly where the rule settles it."""
_OVERRULED = frozenset({"R3", "R7", "R8", "R9", "R11"})
"""The rules that can be overruled so: those that go by single words. Phrases, figures and whole clauses tell more than weights do."""
_LIKELY = 0.7
"""How likely anything must have happened for what a rule settles to be certain."""
_CERTAIN = 0.5
"""How likely a clause must hold the safeguard for a finding to be certain."""
_THERE = 0.3
"""From which likelihood on a side still holds something of the safeguard."""
Sides = list[tuple[Reading, ...]]
_NEGATIONS = frozenset({"no", "not", "nor", "neither", "never"})
_CONDITIONS = frozenset({"if", "unless", "except", "save", "provided", "where", "when"})
_WHOLE = {Effect.WEAKENED: Effect.REMOVED, Effect.STRENGTHENED: Effect.ADDED}
_UP = frozenset({Effect.ADDED, Effect.STRENGTHENED})


def weighed_up(told: Judgement | None, sides: Sides, items: Sides, safeguard: Safeguard) -> Judgement | None:
    """The judgement on one safeguard: `told` by the rules or, where they tell nothing, by all that changed; `items` are the sides without chapeaux."""
    if told and not _names_it(told) and not _is_borne_out(told) and not _is_only_duty(told, sides):
        return None
    if told:
        told = replace(told, settled=told.settled and _is_about_it(told))
    if not sides[0] or not sides[1] or not is_weighed(sides[0][0], safeguard) or (told and _names_it(told)):
        return told
    if told is None and not _is_in_play(sides, safeguard):
        return None
    turned = turn(sides[0], sides[1], safeguard)
    leans = told is None and leaned_to(sides) == safeguard.id
    least = _least(told, sides) if told else _LEANING if leans else sides[0][0].rules.proposed_from
    if told and turned.whether < least and items != sides and items[0] and items[1]:
        turned = turn(items[0], items[1], safeguard)
    if turned.whether < least:
        return None
    if told is None or _is_overruled(told, turned):
        return _by_core(_proposed(turned, sides, safeguard), sides)
    agreed = (told.effect in _UP) == (turned.way > 0) and turned.whether >= _LIKELY
    return _by_core(replace(told, settled=told.settled and agreed), sides)


def _least(told: Judgement, sides: Sides) -> float:
    """How likely anything must have happened for what a rule tells to be told."""
    if _is_only_duty(told, sides):
        return 0.0
    changed = _came_or_went(sides) - SMALL
    alone = told.rule in (_PART, THERE_OR_NOT) and len(changed) == 1 and changed <= _goes_by(told)
    plain = told.rule == THERE_OR_NOT and _is_plain(told, sides)
    return min(_HAPPENED_BY.get(told.rule, _HAPPENED), _ALONE if alone else _HAPPENED, _PLAINLY_HAPPENED if plain else _HAPPENED)


def _is_only_duty(told: Judgement, sides: Sides) -> bool:
    """Whether nothing but words of duty changed: whatever the clauses are about became firmer or softer."""
    standings = [each for each in (told.before, told.after) if each is not None]
    return told.rule == _DUTY and differs_by_duty(sides) and max(likely(each.reading, told.safeguard) for each in standings) >= _LEANS


def _is_plain(told: Judgement, sides: Sides) -> bool:
    """Whether one side's clauses are as plainly about the safeguard as the other's are about something else."""
    most = sorted(max(likely(reading, told.safeguard) for reading in side) for side in sides)
    return most[0] <= _HARDLY and most[1] >= _HARDLY_NOT


def _goes_by(told: Judgement) -> set[str]:
    """The words that the rule goes by, and those that show the safeguard."""
    standings = [each for each in (told.before, told.after) if each is not None]
    shown = {word for each in standings for start, end in each.spans for word in each.reading.clause.words[start:end]}
    return shown.union(*(each.lower().split() for each in told.words))


def _is_overruled(told: Judgement, turned: Turn) -> bool:
    """Whether all that changed speaks so firmly against a rule that goes by single words that it is believed instead."""
    agree = (told.effect in _UP) == (turned.way > 0)
    return (
        told.rule in _OVERRULED and not agree and not _is_plain_condition(told) and abs(turned.way) >= (_SURER if told.settled else _SURE)
    )


def _is_plain_condition(told: Judgement) -> bool:
    """Whether nothing but a condition or an exception was put in or taken out: that tells by its first word, whatever it is about."""
    words = [each.lower().split() for each in told.words if each]
    return told.settled and len(words) == 1 and len(words[0]) > 1 and words[0][0] in _CONDITIONS


def _by_core(judged: Judgement, sides: Sides) -> Judgement:
    """The same, but gone (or come) where its core did: nothing is left of a court's approval where no court is left to give it (`core_rule`)."""
    core = judged.safeguard.core
    there = [bool(core) and any(reading.spans(core) for reading in side) for side in sides]
    if judged.effect in _WHOLE and _is_turned_round(sides):
        return replace(judged, effect=_WHOLE[judged.effect])
    if judged.effect is Effect.WEAKENED and there == [True, False]:
        return replace(judged, effect=Effect.REMOVED, rule=judged.safeguard.core_rule, words=("", ""))
    if judged.effect is Effect.STRENGTHENED and there == [False, True]:
        return replace(judged, effect=Effect.ADDED, rule=judged.safeguard.core_rule, words=("", ""))
    return judged


def _is_turned_round(sides: Sides) -> bool:
    """Whether nothing but a negation came or went: nothing is left of "shall not be obliged" in "shall be obliged"."""
    changed = _came_or_went(sides)
    return bool(_NEGATIONS & changed) and changed <= _NEGATIONS | SMALL


def _came_or_went(sides: Sides) -> set[str]:
    """The words that one side has more often than the other."""
    before, after = (Counter(word for reading in side for word in reading.clause.words) for side in sides)
    return {*(before - after), *(after - before)}


def _is_about_it(told: Judgement) -> bool:
    """Whether a clause rather holds the safeguard than not; less is enough to tell of it, but not to be certain."""
    readings = [each.reading for each in (told.before, told.after) if each is not None]
    return any(not is_weighed(each, told.safeguard) or likely(each, told.safeguard) >= _CERTAIN for each in readings)


def _is_borne_out(told: Judgement) -> bool:
    """Whether either clause is about the safeguard; plainly so where it only came or went, and no second clause bears that out."""
    standings = [each for each in (told.before, told.after) if each is not None]
    if told.rule != THERE_OR_NOT or not is_weighed(standings[0].reading, told.safeguard):
        return any(bears_out(each) for each in standings)
    return max(likely(each.reading, told.safeguard) for each in standings) >= standings[0].reading.rules.plain_from


def _names_it(told: Judgement) -> bool:
    """Whether a clause bars the safeguard by name (R16), which needs no weighing."""
    return any(each is not None and each.denied for each in (told.before, told.after))


def _is_in_play(sides: Sides, safeguard: Safeguard) -> bool:
    """Whether any clause holds the safeguard, by its wordings or by its words."""
    readings = [reading for side in sides for reading in side]
    shown = (reading.standings.get(safeguard.id) for reading in readings)
    return (
        any(each and not each.denied and bears_out(each) for each in shown)
        or any(spoken_for(each) == safeguard.id for each in readings)
        or (safeguard.id in (brought(sides), leaned_to(sides)) and not any(each.has(safeguard.never) for each in readings))
    )


def _proposed(turned: Turn, sides: Sides, safeguard: Safeguard) -> Judgement:
    """What all that changed says, with the words that say most; always for review."""
    up = turned.way > 0
    there = [any(_holds(reading, safeguard) for reading in side) for side in sides]
    effect = Effect.STRENGTHENED if up else Effect.WEAKENED
    if up and not there[0]:
        effect = Effect.ADDED
    if not up and not there[1]:
        effect = Effect.REMOVED
    words = telling_words(turned, up=up)
    return Judgement(safeguard, effect, WEIGHED, turned.before, turned.after, words, settled=False)


def _holds(reading: Reading, safeguard: Safeguard) -> bool:
    standing = reading.standings.get(safeguard.id)
    if standing is not None and not standing.denied:
        return not is_beside(standing)
    return likely(reading, safeguard) >= _THERE
