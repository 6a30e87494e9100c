"""One safeguard in the clauses of both sides -> what the rules say happened to it (CHANGE_TYPES: added, removed, strengthened, weakened)."""

from collections import Counter

from rapidfuzz.distance import Indel

from pipeline.assess.clauses import Clause
from pipeline.assess.duty import does_the_same, turned
from pipeline.assess.judgement import Judgement, Shift
from pipeline.assess.reading import Reading, Standing
from pipeline.assess.strength import leftovers, net, shifts
from pipeline.assess.taking import is_partial, loosens, taken
from pipeline.assess.weighed import speaks_too, spoken_for, weighed
from pipeline.model import Effect

ANEW, REWORDED = 0.5, 0.65
"""Shares of words in the same order below which a clause is written anew, or reworded."""
_BY_WORDS = frozenset({"R7", "R8", "R9", "R11"})
"""Rules that go by single words that came or went."""
_BY_PHRASE = frozenset({"R4", "R5", "R6"})
"""Rules that go by whole phrases, which mean the same in any clause: a hedge, somebody weaker, approval after the act."""
_AFTERWARDS, _SOFTER = "R6", "R10"
_SAME_MATTER = 0.4
"""Share of common words from which a clause that refuses nothing any more says what else is done with the same request."""
THERE_OR_NOT = "R24"
"""The rule by which a safeguard came or went with its words."""


def ruled(key: str, sides: list[tuple[Reading, ...]], *, kept: bool) -> Judgement | None:
    """What happened to the safeguard of this id between the clauses of both sides; `kept` where it stands in a clause that both have."""
    standings = [[reading.standings[key] for reading in side if key in reading.standings] for side in sides]
    held = [tuple(each for each in side if not each.denied) for side in standings]
    denied = [tuple(each for each in side if each.denied) for side in standings]
    named = bool(denied[0] or denied[1])
    if not named:
        held = _weighed(key, held, sides)
    if held[0] and held[1]:
        sense = _sense_turned(held[0], held[1])
        return sense or compared(*_paired(held[0], held[1]), alike=len(sides[0]) == len(sides[1]))
    if not named and (held[0] or held[1]) and _aside(key, sides[0 if held[1] else 1]):
        return None
    if (_words_stay(held[0], sides[1]) and not denied[1]) or (_words_stay(held[1], sides[0]) and not denied[0]):
        return None
    if not (sides[0] and sides[1]) and _only_of_new_offences(held[0] + held[1]):
        return None
    lost = taken(held, sides) if not named else None
    return lost or _come_or_gone(held, denied, sides, kept=kept)


def _come_or_gone(
    held: list[tuple[Standing, ...]], denied: list[tuple[Standing, ...]], sides: list[tuple[Reading, ...]], *, kept: bool
) -> Judgement | None:
    """A safeguard that at most one side holds, or that one bars by name."""
    if held[0] or (denied[1] and not denied[0] and not held[1]):
        return _gone(held[0], denied[1], kept=kept, dropped=not sides[1])
    if held[1] or (denied[0] and not denied[1]):
        return _come(denied[0], held[1], kept=kept, new=not sides[0])
    return None


def _only_of_new_offences(held: tuple[Standing, ...]) -> bool:
    """Whether this is only the intent that a whole new offence (or one that is dropped) requires: that belongs to the powers (R21)."""
    return bool(held) and all(each.safeguard.list == "elements" and _makes_an_offence(each.reading) for each in held)


def _makes_an_offence(reading: Reading) -> bool:
    crime = reading.rules.powers.get("power-criminalisation")
    return crime is not None and reading.has(crime.shows)


def _weighed(key: str, held: list[tuple[Standing, ...]], sides: list[tuple[Reading, ...]]) -> list[tuple[Standing, ...]]:
    """What both sides hold, with the clauses whose words alone speak for the safeguard where no wording shows it."""
    if held[0] and held[1]:
        return held
    found = [
        each or tuple(weighed(reading, reading.rules.safeguards[key]) for reading in side if spoken_for(reading) == key)
        for each, side in zip(held, sides, strict=True)
    ]
    for here, there in ((0, 1), (1, 0)):
        if found[here] and not found[there]:
            found[there] = tuple(too for reading in sides[there] if (too := speaks_too(found[here][0], reading)))
    return found


def _words_stay(held: tuple[Standing, ...], other: tuple[Reading, ...]) -> bool:
    """Whether all words that show the safeguard stand on the other side too: then nothing was given or taken that could be quoted (R23)."""
    there = {word for reading in other for word in reading.plain()}
    return bool(held) and all(word in there for each in held for start, end in each.related for word in each.reading.plain()[start:end])


def _aside(key: str, side: tuple[Reading, ...]) -> bool:
    """Whether the words of a safeguard still stand in a side that is taken for another's."""
    return any(reading.sets_aside(key) for reading in side)


def _sense_turned(before: tuple[Standing, ...], after: tuple[Standing, ...]) -> Judgement | None:
    """Gone, or come, although its words stand on both sides: what was forbidden is allowed, or someone weaker decides."""
    safeguard = before[0].safeguard
    decides = [any(each.reading.spans(safeguard.core) for each in side) for side in (before, after)]
    if (
        safeguard.core_rule == _SOFTER
        and decides[0] != decides[1]
        and _shared(before[0].reading.clause, after[0].reading.clause) >= _SAME_MATTER
    ):
        return Judgement(safeguard, Effect.REMOVED if decides[0] else Effect.ADDED, _SOFTER, before[0], after[0], settled=False)
    if _in_order(before[0], after[0]) < ANEW:
        return None
    if len(before) == len(after) == 1 and turned(before[0], after[0]):
        return Judgement(safeguard, Effect.REMOVED, "R3", before[0], after[0])
    if len(before) == len(after) == 1 and turned(after[0], before[0]):
        return Judgement(safeguard, Effect.ADDED, "R3", before[0], after[0])
    weaker = [
        any(each.reading.spans(term) for each in side for rule, term in safeguard.loosens.values() if rule == "R5")
        for side in (before, after)
    ]
    if safeguard.core and decides[0] != decides[1] and weaker[decides[0]]:
        return Judgement(safeguard, Effect.REMOVED if decides[0] else Effect.ADDED, "R5", before[0], after[0])
    return None


def _gone(held: tuple[Standing, ...], denied: tuple[Standing, ...], *, kept: bool, dropped: bool) -> Judgement:
    after = denied[0] if denied else None
    safeguard = (held or denied)[0].safeguard
    if after and is_partial(after):
        return Judgement(safeguard, Effect.WEAKENED, "R16", held[0] if held else None, after, settled=False)
    if denied:
        return Judgement(safeguard, Effect.REMOVED, "R3" if held else "R16", held[0] if held else None, after)
    if kept and dropped and loosens(held[0]):
        return Judgement(safeguard, Effect.STRENGTHENED, "R8", held[0], None, settled=False)
    return Judgement(safeguard, Effect.WEAKENED if kept else Effect.REMOVED, "R24", held[0], None, settled=not kept and not held[0].hints)


def _come(denied: tuple[Standing, ...], held: tuple[Standing, ...], *, kept: bool, new: bool) -> Judgement:
    before = denied[0] if denied else None
    safeguard = (held or denied)[0].safeguard
    if before and is_partial(before):
        return Judgement(safeguard, Effect.STRENGTHENED, "R16", before, held[0] if held else None, settled=False)
    if denied:
        return Judgement(safeguard, Effect.ADDED, "R3" if held else "R16", before, held[0] if held else None)
    if kept and new and loosens(held[0]):
        return Judgement(safeguard, Effect.WEAKENED, "R8", None, held[0], settled=False)
    return Judgement(safeguard, Effect.STRENGTHENED if kept else Effect.ADDED, "R24", None, held[0], settled=not kept and not held[0].hints)


def _paired(before: tuple[Standing, ...], after: tuple[Standing, ...]) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """Both sides with the two standings first whose clauses share the most words."""
    i, j = max(
        ((i, j) for i in range(len(before)) for j in range(len(after))),
        key=lambda at: (_shared(before[at[0]].reading.clause, after[at[1]].reading.clause), -at[0], -at[1]),
    )
    return (before[i], *before[:i], *before[i + 1 :]), (after[j], *after[:j], *after[j + 1 :])


def _shared(one: Clause, other: Clause) -> float:
    common = (Counter(one.words) & Counter(other.words)).total()
    return 2 * common / (len(one.words) + len(other.words))


def _in_order(old: Standing, new: Standing) -> float:
    """The share of words that both clauses have in the same order."""
    return Indel.normalized_similarity(old.reading.plain(), new.reading.plain())


def _trusted(found: list[Shift], old: Standing, new: Standing) -> list[Shift]:
    """What can be believed: in a clause that was reworded single words come and go without meaning anything, in one written anew only phrases tell.

    So does the word of duty where the same is due: "shall be refused", "may be refused".
    """
    in_order = _in_order(old, new)
    if in_order < ANEW:
        phrases = _BY_PHRASE | {"R2"} if does_the_same(old, new) else _BY_PHRASE
        return [shift for shift in found if shift.rule in phrases]
    return [shift for shift in found if in_order >= REWORDED or shift.rule not in _BY_WORDS]


def compared(before: tuple[Standing, ...], after: tuple[Standing, ...], *, alike: bool) -> Judgement | None:
    """What happened to a safeguard that both sides hold; `alike` where both have as many clauses, so that words added or taken can tell."""
    found = shifts(before, after)
    if found is None:
        found = leftovers(before[0], after[0]) if alike else []
    told = net(_trusted(found, before[0], after[0]))
    if told is None:
        return None if alike else _by_duty(found, before[0], after[0])
    sign, shift = told
    effect = Effect.STRENGTHENED if sign > 0 else Effect.WEAKENED
    if shift.rule == _AFTERWARDS and [_approves(before), _approves(after)] == [sign < 0, sign > 0]:
        effect = Effect.ADDED if sign > 0 else Effect.REMOVED
    return Judgement(before[0].safeguard, effect, shift.rule, before[0], after[0], (shift.before, shift.after), _agreed(found))


def _by_duty(found: list[Shift], old: Standing, new: Standing) -> Judgement | None:
    """The word of duty alone, where a clause was split or moved: it tells ("may be refused", "shall be refused") though one clause says much besides."""
    told = next((shift for shift in found if shift.rule == "R2"), None)
    if told is None:
        return None
    effect = Effect.STRENGTHENED if told.sign > 0 else Effect.WEAKENED
    return Judgement(old.safeguard, effect, told.rule, old, new, (told.before, told.after), settled=False)


def _approves(standings: tuple[Standing, ...]) -> bool:
    """Whether anybody approves anything there: who is only told of it afterwards approves nothing (R6)."""
    return any(each.reading.grammar("approves") for each in standings)


def _agreed(found: list[Shift]) -> bool:
    return len({shift.sign for shift in found}) == 1 and any(shift.settled for shift in found)
