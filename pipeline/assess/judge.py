"""Two texts of one provision -> what happened to each safeguard in it (CHANGE_TYPES: added, removed, strengthened, weakened)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel

from pipeline.assess.amounts import number_words
from pipeline.assess.brackets import readings
from pipeline.assess.clauses import clauses
from pipeline.assess.excerpt import excerpts
from pipeline.assess.judgement import Judgement
from pipeline.assess.opinion import WEIGHED, Sides, weighed_up
from pipeline.assess.reading import Reading, Standing
from pipeline.assess.restated import RANKS, SMALL, say_the_same
from pipeline.assess.rules import Rules
from pipeline.assess.ruling import REWORDED, THERE_OR_NOT, ruled
from pipeline.assess.status import by_status
from pipeline.assess.stems import stem
from pipeline.assess.weighed import bears_out, brought, differs_by_duty, held, is_beside, leaned_to, spoken_for
from pipeline.model import Effect

_POINTS_BACK = frozenset({"it", "they", "this", "these", "such", "that", "those", "he", "she", "its", "their"})
_EXCEPTION = "R8"
_SHARED = 2
"""How many words that say something a clause shares with the one before it, with which it goes on."""
_DENIES, _AHEAD = frozenset({"no", "not", "nor", "never", "without", "neither", "nobody", "nothing"}), 6
"""Words by which so many words further on nothing is allowed."""


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
    anew = _said_anew([tuple(reading for reading in side if _said(reading) not in kept) for side in (old, new)])
    stay = [reading for reading in old if not any(reading is each for each in anew[0])]
    stays = {key for reading in stay for key, standing in reading.standings.items() if not standing.denied}
    sides = _believed(anew)
    items = changed(before, after, rules) if any(chapeaux) else sides
    judged = _judged(sides, items, stays) or _closely(anew)
    told = tuple(_doubted(judged, sides))
    carved = tuple(_carved((old, new), anew, {each.safeguard.id for each in told}))
    return told + carved or tuple(_carried_on((old, new), anew))


def _judged(sides: Sides, items: Sides, stays: AbstractSet[str]) -> list[Judgement]:
    """What happened to each safeguard of these clauses; `items` are they without chapeaux, `stays` the safeguards of those that both texts have."""
    readings = [reading for side in sides for reading in side]
    if not readings:
        return []
    come = brought(sides)
    heard = {*map(spoken_for, readings), come, leaned_to(sides), *(key for reading in readings for key in reading.standings)}
    safeguards = readings[0].rules.safeguards
    ids = [key for key in safeguards if key in heard]
    judged = [each for key in ids if (each := weighed_up(ruled(key, sides, kept=key in stays), sides, items, safeguards[key]))]
    judged = [each for each in judged if not any(_is_in_exception(each, other) for other in judged)]
    return [each for each in judged if each.rule != WEIGHED] or sorted(judged, key=lambda each: each.safeguard.id != come)[:1]


def _is_in_exception(judged: Judgement, other: Judgement) -> bool:
    """Whether a safeguard only seemed to come (or go) with the words of an exception to another: "…, unless a court so orders"."""
    standing = judged.after or judged.before
    if other.rule != _EXCEPTION or other.safeguard.list or judged.rule != THERE_OR_NOT or standing is None:
        return False
    words = other.words[1 if judged.after else 0]
    return bool(words) and all(standing.reading.clause.quote(span) in words for span in standing.spans)


def _closely(sides: Sides) -> list[Judgement]:
    """What happened where few words of a long clause changed, read closely; always for review."""
    close = excerpts(sides)
    if close is None or close[0][0].rules.bearing is None:
        return []
    close = _believed(close)
    return [replace(each, settled=False) for each in _judged(close, close, frozenset())]


def changed(before: str, after: str, rules: Rules) -> list[tuple[Reading, ...]]:
    """The clauses of both texts that the other does not have, in the same words or in others."""
    old, new = read(before, "", rules), read(after, "", rules)
    kept = _kept(old, new)
    return _said_anew([tuple(reading for reading in side if _said(reading) not in kept) for side in (old, new)])


def _doubted(judged: list[Judgement], sides: list[tuple[Reading, ...]]) -> Iterator[Judgement]:
    """The judgements; that a safeguard came or went is for review where one change brings several, or where its clause may only be said anew."""
    plain = [each for each in judged if each.rule == THERE_OR_NOT]
    for each in judged:
        standing, others = (each.before, sides[1]) if each.before else (each.after, sides[0])
        if each not in plain or standing is None:
            yield each
            continue
        nearest = max((Indel.normalized_similarity(standing.reading.plain(), other.plain()) for other in others), default=1.0)
        yield replace(each, settled=each.settled and len(plain) == 1 and nearest >= REWORDED)


def _believed(sides: list[tuple[Reading, ...]]) -> list[tuple[Reading, ...]]:
    """The clauses without the safeguards whose wordings stand there although no clause is about them: they must not claim words that are another's."""
    standings = [standing for side in sides for reading in side for standing in reading.standings.values()]
    borne_out = [each for each in standings if each.denied or bears_out(each)]
    believed = {each.safeguard.id for each in borne_out}
    shown = {(each.safeguard.id, word) for each in borne_out for word in _shown_by(each)}

    same = _differ_by_figures(sides)

    def is_held(each: Standing) -> bool:
        """Whether it is believed here: what is said in the same words is, whatever stands round them."""
        said = {(each.safeguard.id, word) for word in _shown_by(each)}
        return each.safeguard.id in believed and (each.denied or same or not is_beside(each) or bool(said & shown))

    if all(is_held(each) for each in standings):
        return sides
    return [tuple(reading.only({key for key, each in reading.standings.items() if is_held(each)}) for reading in side) for side in sides]


def _differ_by_figures(sides: list[tuple[Reading, ...]]) -> bool:
    """Whether two clauses differ by a figure alone ("under eighteen", "under sixteen"): what the one holds the other holds too."""
    if not all(len(side) == 1 for side in sides):
        return False
    before, after = (tuple("" if word[:1].isdigit() or word in number_words() else word for word in side[0].clause.words) for side in sides)
    return before == after


def _shown_by(standing: Standing) -> set[str]:
    """The words that show the safeguard, if they do more than hint at it."""
    words = standing.reading.plain()
    return set() if standing.hints else {word for start, end in standing.spans for word in words[start:end]} - SMALL


def _said_anew(sides: list[tuple[Reading, ...]]) -> list[tuple[Reading, ...]]:
    """The clauses of both sides without those that the other side says in other words: one by one, or all together where they were joined or split."""
    if say_the_same(*sides):
        return [(), ()]
    pairs = [(i, j) for i, old in enumerate(sides[0]) for j, new in enumerate(sides[1]) if say_the_same((old,), (new,))]
    return [tuple(each for at, each in enumerate(side) if at not in {pair[number] for pair in pairs}) for number, side in enumerate(sides)]


def _carved(texts: Sequence[tuple[Reading, ...]], anew: Sides, told: set[str]) -> Iterator[Judgement]:
    """What a clause that was put in (or taken out) takes from the safeguards of the clause before it, which both texts hold: "for …, it is enough that …"."""
    for side, effect in ((1, Effect.WEAKENED), (0, Effect.STRENGTHENED)):
        there = {standing.safeguard.id for reading in texts[1 - side] for standing in held(reading)}
        for before, reading in pairwise(texts[side]):
            if not any(reading is each for each in anew[side]):
                continue
            said = reading.clause.text.rstrip(".;")
            words = ("", said) if side else (said, "")
            for standing in held(before):
                taken_before = any(takes_from(each, standing) for each in texts[1 - side])
                if standing.safeguard.id in there - told and takes_from(reading, standing) and not taken_before:
                    yield Judgement(standing.safeguard, effect, "R8", standing, standing, words, settled=False)


def _carried_on(texts: Sequence[tuple[Reading, ...]], anew: Sides) -> Iterator[Judgement]:
    """What a word of duty does in a clause that goes on with the safeguard of the one before it: "surrender shall be stayed until the court has ruled"."""
    if not differs_by_duty(anew):
        return
    (old,), (new,) = anew
    ahead = [
        next((before for before, reading in pairwise(text) if reading is own), None) for text, own in zip(texts, (old, new), strict=True)
    ]
    duties = next(((one, other) for one, other in zip(old.modals(), new.modals(), strict=False) if one.step != other.step), None)
    if not ahead[0] or not ahead[1] or not duties or _said(ahead[0]) != _said(ahead[1]) or not _speaks_of_the_same(ahead[0], old):
        return
    effect = Effect.STRENGTHENED if duties[1].step > duties[0].step else Effect.WEAKENED
    words = old.clause.quote(duties[0].span), new.clause.quote(duties[1].span)
    for standing in list(held(ahead[0]))[:1]:
        yield Judgement(standing.safeguard, effect, "R2", standing, standing, words, settled=False)


def _speaks_of_the_same(before: Reading, reading: Reading) -> bool:
    """Whether a clause shares words that say something with the one before it."""
    words = [{stem(word) for word in each.plain() if word} - SMALL for each in (before, reading)]
    return len(words[0] & words[1]) >= _SHARED


def takes_from(reading: Reading, standing: Standing) -> bool:
    """Whether a further clause takes something from the safeguard of the one before it.

    It does so by its words, by words that loosen this safeguard ("it may be prolonged"), or where a court's approval is urgent.
    """
    loosens = reading.before is not None and any(reading.spans(term) for _, term in standing.safeguard.loosens.values())
    return bool(reading.grammar("carves") or _derogates(reading) or loosens or goes_round(reading, standing))


def _derogates(reading: Reading) -> bool:
    """Whether a clause allows something other than the rule: "exceptions may be made", not "no exception may be made"."""
    words = reading.clause.words
    return any(not _DENIES.intersection(words[max(0, start - _AHEAD) : start]) for start, _ in reading.grammar("derogates"))


def goes_round(reading: Reading, standing: Standing) -> bool:
    """Whether a further clause lets somebody else act, in urgent cases, where by the safeguard a court approves."""
    asks = standing.reading.spans(standing.safeguard.core) and standing.reading.grammar("approves")
    return bool(asks and reading.grammar("urgent"))


@lru_cache(maxsize=1 << 14)
def read(text: str, chapeau: str, rules: Rules) -> tuple[Reading, ...]:
    """The clauses of a text, as the rules read them; what was read before is known."""
    found: list[Reading] = []
    for clause in clauses(text, chapeau):
        reading = Reading.of(clause, rules)
        reading.before = found[-1] if found and clause.words[0] in _POINTS_BACK else None
        found.append(reading)
    return tuple(found)


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
