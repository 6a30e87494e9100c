"""A safeguard that stands on both sides -> what made it stronger or weaker: duty, hedges, exceptions, amounts, parts, conditions."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from pipeline.assess.amounts import is_unit
from pipeline.assess.duty_shifts import duty_shifts
from pipeline.assess.fallback import leftover
from pipeline.assess.insertion import refers_back, single_run
from pipeline.assess.judgement import Shift
from pipeline.assess.qualifiers import conditions, counted
from pipeline.assess.reach import reach
from pipeline.assess.reading import Standing
from pipeline.assess.runs import worth

Standings = tuple[Standing, ...]
_AT_LEAST = {("at", "least"), ("less", "than"), ("fewer", "than"), ("minimum", "of")}
_FURTHER = frozenset({"nor", "total", "altogether", "event", "overall", "aggregate", "all"})
"""Words by which a number bounds once more what another bounds already."""


@lru_cache(maxsize=64)
def shifts(before: Standings, after: Standings) -> list[Shift] | None:
    """What changed in the strength of one safeguard that both sides hold, the weightiest first; None where no rule tells.

    The first of each side is the pair compared. It is asked for the rules and for the weights, one soon after the other.
    """
    old, new = before[0], after[0]
    told = _by_run(old, new) if len(before) == len(after) == 1 else None
    if told is not None:
        return told or list(reach(old, new))
    found = [
        *duty_shifts(old, new),
        *_amount(old, new),
        *reach(old, new),
        *_scope(old, new),
        *_loosened(before, after),
        *_parts(before, after),
        *counted("exceptions", old, new),
        *counted("hedges", old, new),
        *conditions(old, new),
        *(shift for name in ("soft", "thresholds", "firm", "restrictive") for shift in counted(name, old, new)),
    ]
    return found or None


def _by_run(old: Standing, new: Standing) -> list[Shift] | None:
    """What one run of words put in or taken out does, where the word it begins with tells; None where it does not."""
    if refers_back(old, new):
        return []
    run = single_run(old, new)
    turns = worth(run) if run else None
    if run is None or turns is None:
        return None
    sign, rule = turns
    if sign == 0:
        return []
    return [Shift(sign, rule, "", run.quote) if run.sign > 0 else Shift(-sign, rule, run.quote, "")]


def leftovers(old: Standing, new: Standing) -> list[Shift]:
    """What the other rules do not tell: words only added or only taken beside the safeguard; always for review."""
    rest = leftover(old, new)
    return [Shift(rest.sign, "R7" if rest.sign < 0 else "R8", rest.before, rest.after, settled=False)] if rest else []


def net(found: list[Shift]) -> tuple[int, Shift] | None:
    """Whether all in all the protection went up or down (rule R1), and the reason that tells it best; None where it is even."""
    if not found:
        return None
    total = sum(shift.sign for shift in found) or found[0].sign
    sign = 1 if total > 0 else -1
    return sign, next(shift for shift in found if shift.sign == sign)


def _amount(old: Standing, new: Standing) -> Iterator[Shift]:
    safeguard = old.safeguard
    if not safeguard.less:
        return
    sides = [
        [
            each
            for each in standing.reading.amounts(safeguard.units)
            if _owns(standing, each[1]) and not _of_looser(standing, each[1]) and not (safeguard.less == 1 and _is_least(standing, each[1]))
        ]
        for standing in (old, new)
    ]
    added, dropped = _further(standing=new, here=sides[1], there=sides[0]), _further(standing=old, here=sides[0], there=sides[1])
    if safeguard.less == 1 and (added or dropped):
        yield Shift(1, "R13", "", _around(new, added[0])) if added else Shift(-1, "R13", _around(old, dropped[0]), "")
    elif sides[0] and sides[1]:
        (before, at), (after, to) = max(sides[0]), max(sides[1])
        if before != after:
            sign = -safeguard.less if after > before else safeguard.less
            yield Shift(sign, "R13", _around(old, at), _around(new, to))
    elif "ages" in safeguard.units and any(sides):
        yield Shift(1, "R7", _around(old, sides[0][0][1]), "") if sides[0] else Shift(-1, "R7", "", _around(new, sides[1][0][1]))
    elif safeguard.less == 1 and any(sides):
        standing, ((_, place), *_) = (old, sides[0]) if sides[0] else (new, sides[1])
        if not _loose(standing, place):
            yield Shift(-1, "R13", _around(old, place), "") if sides[0] else Shift(1, "R13", "", _around(new, place))


def _further(standing: Standing, here: list[tuple[float, int]], there: list[tuple[float, int]]) -> list[int]:
    """The numbers that bound a safeguard once more beside all those that the other side has too: "nor beyond thirty days in all"."""
    values = [value for value, _ in there]
    if not there or not set(values) < {value for value, _ in here}:
        return []
    words = standing.reading.clause.words
    more = [place for value, place in here if value not in values]
    return [place for place in more if _FURTHER.intersection(words[max(0, place - 6) : place + 6])]


def _owns(standing: Standing, place: int) -> bool:
    """Whether a number is this safeguard's, of all to which numbers matter; what is due at least is none of a safeguard's that bounds."""
    others = standing.reading.standings.items()
    bounded = [key for key, each in others if each.safeguard.less == 1 and key != standing.safeguard.id]
    if bounded and _is_least(standing, place):
        return all(key in bounded or each.distance(place) >= standing.distance(place) for key, each in others)
    counting = [each.distance(place) for key, each in others if each.safeguard.less and key != standing.safeguard.id]
    return not counting or standing.distance(place) <= min(counting) or standing.owns(place)


def _is_least(standing: Standing, place: int) -> bool:
    """Whether a number says how much is due at least: no bound, of which a smaller one would protect more."""
    before = standing.reading.clause.words[max(0, place - 2) : place]
    return before in _AT_LEAST


def _loose(standing: Standing, place: int) -> bool:
    """Whether a word belongs to what loosens the safeguard ("or, in urgent cases, within two days")."""
    return any(start <= place < end for _, term in standing.safeguard.loosens.values() for start, end in standing.reading.spans(term))


def _of_looser(standing: Standing, place: int) -> bool:
    """Whether a number belongs to what loosens another safeguard of the clause."""
    others = [each.safeguard for key, each in standing.reading.standings.items() if key != standing.safeguard.id]
    looser = [term for each in others for _, term in each.loosens.values()]
    return any(start <= place < end for term in looser for start, end in standing.reading.spans(term))


def _scope(old: Standing, new: Standing) -> Iterator[Shift]:
    """From all powers or persons to some of them, or back (R7)."""
    wide, slim = (tuple(len(standing.reading.grammar(name)) for standing in (old, new)) for name in ("broad", "narrow"))
    if wide[0] > wide[1] and slim[0] < slim[1]:
        yield Shift(-1, "R7", _said("broad", old), _said("narrow", new))
    elif wide[0] < wide[1] and slim[0] > slim[1]:
        yield Shift(1, "R7", _said("narrow", old), _said("broad", new))


def _said(name: str, standing: Standing) -> str:
    return standing.reading.clause.quote(standing.reading.grammar(name)[0])


def _around(standing: Standing, place: int) -> str:
    """The amount that begins at a word, with its unit; of articles that are counted their numbers."""
    words = standing.reading.clause.words
    if words[place] in {"article", "articles"}:
        named = takewhile(lambda at: words[at][:1].isdigit() or words[at] in {"and", "to", "or"}, range(place + 1, len(words)))
        numbers = [at for at in named if words[at][:1].isdigit()]
        return standing.reading.clause.quote((place, max(numbers, default=place) + 1))
    last = next((at for at in range(place, min(place + 6, len(words))) if is_unit(words[at])), place)
    return standing.reading.clause.quote((place, last + 1))


def _parts(before: Standings, after: Standings) -> Iterator[Shift]:
    """Parts that came or went; what only belongs to a weaker alternative ("or another independent body") is no part."""
    every = [term for name, term in before[0].safeguard.parts.items() if name in ("any", "all")]
    turned = [shift for term in every for shift in _turned(_first(before, term), _first(after, term), 1, "R7")]
    if turned:
        yield from turned
        return
    looser = tuple(number for _, term in before[0].safeguard.loosens.values() for number in term)
    for term in before[0].safeguard.parts.values():
        yield from _turned(_first(before, term, looser), _first(after, term, looser), 1, "R9")


def _loosened(before: Standings, after: Standings) -> Iterator[Shift]:
    for rule, term in before[0].safeguard.loosens.values():
        yield from _turned(_first(before, term), _first(after, term), -1, rule)


def _turned(had: str, has: str, sign: int, rule: str) -> Iterator[Shift]:
    if bool(had) != bool(has):
        yield Shift(sign if has else -sign, rule, had, has)


def _first(standings: Standings, term: tuple[int, ...], looser: tuple[int, ...] = ()) -> str:
    """The words of the first of these wordings that belongs to the safeguard and to none of the looser ones, or ""."""
    for standing in standings:
        loose = standing.reading.spans(looser)
        for span in standing.reading.spans(term):
            if standing.owns(span[0]) and not any(start < span[0] and span[1] <= end for start, end in loose):
                return standing.reading.clause.quote(span)
    return ""
