"""Two texts of one provision -> what happened to each safeguard in it (CHANGE_TYPES: added, removed, strengthened, weakened)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import Indel

from pipeline.assess.brackets import readings
from pipeline.assess.clauses import Clause, clauses
from pipeline.assess.duty import turned
from pipeline.assess.judgement import Judgement, Shift
from pipeline.assess.reading import Reading, Standing
from pipeline.assess.restated import RANKS, say_the_same
from pipeline.assess.rules import Rules
from pipeline.assess.status import by_status
from pipeline.assess.strength import leftovers, net, shifts
from pipeline.model import Effect


def judge(before: str, after: str, rules: Rules, chapeaux: tuple[str, str] = ("", "")) -> tuple[Judgement, ...]:
    """What happened to each safeguard from text `before` to text `after` ("" for none), each under its chapeau."""
    old, olds = readings(before, after)
    new, news = readings(after, before)
    over = readings(chapeaux[0], chapeaux[1])[0], readings(chapeaux[1], chapeaux[0])[0]
    content = judge_content(old, new, rules, over)
    if not olds and not news:
        return content
    opened = [judged for text in news for judged in judge_content(old, text, rules, over)]
    closed = [judged for text in olds for judged in judge_content(text, new, rules, over)]
    return by_status(content, opened, closed)


def judge_content(before: str, after: str, rules: Rules, chapeaux: tuple[str, str]) -> tuple[Judgement, ...]:
    """The same for texts without square brackets."""
    old, new = (read(text, chapeau, rules) for text, chapeau in zip((before, after), chapeaux, strict=True))
    kept = _kept(old, new)
    sides = _said_anew([tuple(reading for reading in side if _said(reading) not in kept) for side in (old, new)])
    held = {key for reading in old if _said(reading) in kept for key, standing in reading.standings.items() if not standing.denied}
    ids = [key for key in rules.safeguards if any(key in reading.standings for side in sides for reading in side)]
    judged = [each for key in ids if (each := _judge(key, sides, kept=key in held))]
    return tuple(_doubted(judged, sides)) or tuple(_carved(sides, [reading for reading in old if _said(reading) in kept]))


def _doubted(judged: list[Judgement], sides: list[tuple[Reading, ...]]) -> Iterator[Judgement]:
    """The judgements; that a safeguard came or went is for review where one change brings several, or where its clause may only be said anew."""
    plain = [each for each in judged if each.rule == _THERE_OR_NOT]
    for each in judged:
        standing, others = (each.before, sides[1]) if each.before else (each.after, sides[0])
        if each not in plain or standing is None:
            yield each
            continue
        nearest = max((Indel.normalized_similarity(standing.reading.plain(), other.plain()) for other in others), default=1.0)
        yield replace(each, settled=each.settled and len(plain) == 1 and nearest >= _REWORDED)


def _said_anew(sides: list[tuple[Reading, ...]]) -> list[tuple[Reading, ...]]:
    """The clauses of both sides without those that the other side says in other words: one by one, or all together where they were joined or split."""
    if say_the_same(*sides):
        return [(), ()]
    pairs = [(i, j) for i, old in enumerate(sides[0]) for j, new in enumerate(sides[1]) if say_the_same((old,), (new,))]
    return [tuple(each for at, each in enumerate(side) if at not in {pair[number] for pair in pairs}) for number, side in enumerate(sides)]


def _carved(sides: list[tuple[Reading, ...]], kept: list[Reading]) -> Iterator[Judgement]:
    """A clause that was only put in (or taken out) and takes something from the safeguard of the clause before it: "for …, it is enough that …"."""
    old, new = sides
    if len(old) + len(new) != 1 or not kept or not (old + new)[0].grammar("carves"):
        return
    effect = Effect.WEAKENED if new else Effect.STRENGTHENED
    clause = (old + new)[0].clause
    words = ("", clause.text) if new else (clause.text, "")
    for standing in kept[-1].standings.values():
        if not standing.denied:
            yield Judgement(standing.safeguard, effect, "R8", standing, standing, words, settled=False)


@lru_cache(maxsize=1 << 14)
def read(text: str, chapeau: str, rules: Rules) -> tuple[Reading, ...]:
    """The clauses of a text, as the rules read them; what was read before is known."""
    return tuple(Reading.of(clause, rules) for clause in clauses(text, chapeau))


def _kept(old: tuple[Reading, ...], new: tuple[Reading, ...]) -> set[tuple[str, ...]]:
    """The clauses that stand on both sides in the same words, or in words that mean the same, as often."""
    counts = [Counter(_said(reading) for reading in side) for side in (old, new)]
    return {words for words, count in counts[0].items() if counts[1][words] == count}


def _said(reading: Reading) -> tuple[str, ...]:
    """What the clause says, without articles and without the "in order" of "in order to"."""
    words, said = reading.plain(), reading.clause.words
    return tuple(
        said[at] if word == "a" else word
        for at, word in enumerate(words)
        if word and words[at + 1 : at + 2] != ("",) and (word != "a" or RANKS.intersection(said[at + 1 : at + 2]))
    )


def _judge(key: str, sides: list[tuple[Reading, ...]], *, kept: bool) -> Judgement | None:
    standings = [[reading.standings[key] for reading in side if key in reading.standings] for side in sides]
    held = [tuple(each for each in side if not each.denied) for side in standings]
    denied = [tuple(each for each in side if each.denied) for side in standings]
    if bool(held[0]) != bool(held[1]) and not (denied[0] or denied[1]) and _aside(key, sides[0 if held[1] else 1]):
        return None
    if held[0] and held[1]:
        sense = _sense_turned(held[0], held[1])
        return sense or compared(*_paired(held[0], held[1]), alike=len(sides[0]) == len(sides[1]))
    if (_words_stay(held[0], sides[1]) and not denied[1]) or (_words_stay(held[1], sides[0]) and not denied[0]):
        return None
    if held[0] or (denied[1] and not denied[0] and not held[1]):
        return _gone(held[0], denied[1], kept=kept, dropped=not sides[1])
    if held[1] or (denied[0] and not denied[1]):
        return _come(denied[0], held[1], kept=kept, new=not sides[0])
    return None


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
    if _in_order(before[0], after[0]) < _ANEW:
        return None
    if len(before) == len(after) == 1 and turned(before[0], after[0]):
        return Judgement(safeguard, Effect.REMOVED, "R3", before[0], after[0])
    if len(before) == len(after) == 1 and turned(after[0], before[0]):
        return Judgement(safeguard, Effect.ADDED, "R3", before[0], after[0])
    decides = [any(each.reading.spans(safeguard.core) for each in side) for side in (before, after)]
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
    if denied:
        return Judgement(safeguard, Effect.REMOVED, "R3" if held else "R16", held[0] if held else None, after)
    if kept and dropped and _loosens(held[0]):
        return Judgement(safeguard, Effect.STRENGTHENED, "R8", held[0], None, settled=False)
    return Judgement(safeguard, Effect.WEAKENED if kept else Effect.REMOVED, "R24", held[0], None, settled=not kept and not held[0].hints)


def _come(denied: tuple[Standing, ...], held: tuple[Standing, ...], *, kept: bool, new: bool) -> Judgement:
    before = denied[0] if denied else None
    safeguard = (held or denied)[0].safeguard
    if denied:
        return Judgement(safeguard, Effect.ADDED, "R3" if held else "R16", before, held[0] if held else None)
    if kept and new and _loosens(held[0]):
        return Judgement(safeguard, Effect.WEAKENED, "R8", None, held[0], settled=False)
    return Judgement(safeguard, Effect.STRENGTHENED if kept else Effect.ADDED, "R24", None, held[0], settled=not kept and not held[0].hints)


def _loosens(standing: Standing) -> bool:
    """Whether a further clause takes from the safeguard rather than gives it: "in urgent cases a prosecutor may …"."""
    return any(standing.reading.spans(term) for _, term in standing.safeguard.loosens.values()) and not standing.safeguard.list


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


_ANEW, _REWORDED = 0.5, 0.65
"""Shares of words in the same order below which a clause is written anew, or reworded."""
_BY_WORDS = frozenset({"R7", "R8", "R9", "R11"})
"""Rules that go by single words that came or went."""
_BY_PHRASE = frozenset({"R4", "R5", "R6"})
"""Rules that go by whole phrases, which mean the same in any clause: a hedge, somebody weaker, approval after the act."""


_THERE_OR_NOT = "R24"


def _in_order(old: Standing, new: Standing) -> float:
    """The share of words that both clauses have in the same order."""
    return Indel.normalized_similarity(old.reading.plain(), new.reading.plain())


def _trusted(found: list[Shift], in_order: float) -> list[Shift]:
    """What can be believed: in a clause that was reworded single words come and go without meaning anything, in one written anew only phrases tell."""
    if in_order < _ANEW:
        return [shift for shift in found if shift.rule in _BY_PHRASE]
    return [shift for shift in found if in_order >= _REWORDED or shift.rule not in _BY_WORDS]


def compared(before: tuple[Standing, ...], after: tuple[Standing, ...], *, alike: bool) -> Judgement | None:
    """What happened to a safeguard that both sides hold; `alike` where both have as many clauses, so that words added or taken can tell."""
    found = shifts(before, after)
    if found is None:
        found = leftovers(before[0], after[0]) if alike else []
    told = net(_trusted(found, _in_order(before[0], after[0])))
    if told is None:
        return None
    sign, shift = told
    effect = Effect.STRENGTHENED if sign > 0 else Effect.WEAKENED
    return Judgement(before[0].safeguard, effect, shift.rule, before[0], after[0], (shift.before, shift.after), _agreed(found))


def _agreed(found: list[Shift]) -> bool:
    return len({shift.sign for shift in found}) == 1 and any(shift.settled for shift in found)
