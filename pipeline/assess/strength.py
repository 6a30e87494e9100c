"""A safeguard that stands on both sides -> what made it stronger or weaker: duty, hedges, exceptions, amounts, parts, conditions."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.assess.duty import governing
from pipeline.assess.fallback import leftover
from pipeline.assess.reading import Standing
from pipeline.assess.wording import Span

_NEAR = {"thresholds": 6, "firm": 8, "restrictive": 8, "soft": 10, "hedges": 14, "conditions": 14, "exceptions": 30}
"""Words from the evidence within which words of a kind are taken to speak of it."""

Standings = tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """One reason why the protection is up (1) or down (-1): the rule, and the words on both sides."""

    sign: int
    rule: str
    before: str = ""
    after: str = ""
    settled: bool = True
    """Whether the rule settles it; else a person must look."""


def shifts(before: Standings, after: Standings) -> list[Shift]:
    """What changed in the strength of one safeguard, the weightiest first. Both sides hold it; the first of each is the pair compared."""
    old, new = before[0], after[0]
    return [
        *_modal(old, new),
        *_amount(old, new),
        *_scope(old, new),
        *_loosened(before, after),
        *_parts(before, after),
        *_counted("exceptions", old, new),
        *_counted("hedges", old, new),
        *_conditions(old, new),
        *(shift for name in ("soft", "thresholds", "firm", "restrictive") for shift in _counted(name, old, new)),
    ]


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


def _modal(old: Standing, new: Standing) -> Iterator[Shift]:
    steps, words = zip(*(_duty(standing) for standing in (old, new)), strict=True)
    if all(steps) and steps[0] != steps[1]:
        yield Shift(1 if steps[1] > steps[0] else -1, "R2", words[0], words[1])


def _duty(standing: Standing) -> tuple[int, str]:
    """The step of the duty that the safeguard hangs on, 0 for none, and its word."""
    modal = governing(standing)
    if modal:
        return modal.step, standing.reading.clause.quote(modal.span)
    return (0 if standing.reading.modals() else standing.reading.rules.unmarked), ""


def _amount(old: Standing, new: Standing) -> Iterator[Shift]:
    safeguard = old.safeguard
    if not safeguard.less:
        return
    sides = [[each for each in standing.reading.amounts(safeguard.units) if _owns(standing, each[1])] for standing in (old, new)]
    if sides[0] and sides[1]:
        (before, at), (after, to) = max(sides[0]), max(sides[1])
        if before != after:
            sign = -safeguard.less if after > before else safeguard.less
            yield Shift(sign, "R13", _around(old, at), _around(new, to))
    elif safeguard.less == 1 and any(sides):
        standing, ((_, place), *_) = (old, sides[0]) if sides[0] else (new, sides[1])
        if not _loose(standing, place):
            yield Shift(-1, "R8", _around(old, place), "") if sides[0] else Shift(1, "R8", "", _around(new, place))


def _loose(standing: Standing, place: int) -> bool:
    """Whether a word belongs to what loosens the safeguard ("or, in urgent cases, within two days")."""
    return any(start <= place < end for _, term in standing.safeguard.loosens.values() for start, end in standing.reading.spans(term))


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
    words = standing.reading.clause.words
    return standing.reading.clause.quote((place, min(place + 5, len(words))))


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
            if _owns(standing, span[0]) and not any(start < span[0] and span[1] <= end for start, end in loose):
                return standing.reading.clause.quote(span)
    return ""


def _owns(standing: Standing, place: int) -> bool:
    """Whether a word of the clause is this safeguard's: no other safeguard of the clause has evidence nearer to it."""
    others = [each.distance(place) for each in standing.reading.standings.values() if each.safeguard.id != standing.safeguard.id]
    return not others or standing.distance(place) <= min(others) or place < min(each.first for each in standing.reading.standings.values())


@dataclass(frozen=True, slots=True)
class _Kind:
    """How words of a kind turn the protection where they come in: a shield, a limit on a power; the rule; whether that settles it."""

    rule: str
    shield: int
    limit: int
    settled: bool = True


_KINDS = {
    "exceptions": _Kind("R8", -1, -1),
    "hedges": _Kind("R4", -1, -1),
    "conditions": _Kind("R11", -1, -1),
    "soft": _Kind("R10", -1, -1),
    "thresholds": _Kind("R11", -1, 1, settled=False),
    "firm": _Kind("R8", 1, 1, settled=False),
    "restrictive": _Kind("R11", -1, 1, settled=False),
}


def _counted(name: str, old: Standing, new: Standing) -> Iterator[Shift]:
    """Words of a kind that came or went, more of them than went or came."""
    kind = _KINDS[name]
    sign = kind.limit if old.safeguard.limits else kind.shield
    before, after = _words(name, old), _words(name, new)
    lost, gained = before - after, after - before
    if lost.total() > gained.total():
        yield Shift(-sign, kind.rule, next(iter(lost)), "", kind.settled)
    elif gained.total() > lost.total():
        yield Shift(sign, kind.rule, "", next(iter(gained)), kind.settled)


def _always(_standing: Standing, _span: Span) -> bool:
    return True


_FILTERS: dict[str, Callable[[Standing, Span], bool]] = {
    "exceptions": lambda standing, span: not _opens(standing, span),
    "conditions": lambda standing, span: not any(start <= span[0] < end for start, end in standing.reading.grammar("hedges")),
    "hedges": lambda standing, span: not _on_power(standing, span) and not _excepted(standing, span),
}


def _words(name: str, standing: Standing) -> Counter[str]:
    keep = _FILTERS.get(name, _always)
    evidence = {place for start, end in standing.spans for place in range(start, end)}
    spans = [span for span in standing.reading.grammar(name) if _owns(standing, span[0]) and keep(standing, span)]
    if name != "exceptions":
        spans = [span for span in spans if span[0] not in evidence or name in ("firm", "thresholds", "restrictive")]
    if name == "restrictive" and not spans and _only_with(standing):
        return Counter(("only",))
    spans = [span for span in spans if _reaches(name, standing, span)]
    return Counter("" if name == "conditions" else " ".join(standing.reading.clause.words[start:end]) for start, end in spans)


def _reaches(name: str, standing: Standing, span: Span) -> bool:
    """Whether the words speak of the safeguard: near its evidence, in the chapeau, or beside the word of duty it hangs on."""
    if standing.distance(span[0]) <= _NEAR[name] or span[0] < standing.reading.clause.chapeau:
        return True
    modal = governing(standing) if name in ("hedges", "exceptions", "conditions") else None
    return modal is not None and (abs(span[0] - modal.span[1]) <= 3 or abs(modal.span[0] - span[1]) <= 3)


def _only_with(standing: Standing) -> bool:
    """Whether “no X without Y” is said, which is “X only with Y” (R3)."""
    words = standing.reading.clause.words[: standing.first]
    return bool({"without", "unless"}.intersection(words[-5:])) and bool({"no", "not", "never", "nobody", "none"}.intersection(words))


def _opens(standing: Standing, span: Span) -> bool:
    """Whether the safeguard itself is what this exception opens: "not … unless a court has authorised it"."""
    return span[0] <= standing.first and standing.last - span[1] < 14 and not any(start < span[0] for start, _ in standing.spans)


def _on_power(standing: Standing, span: Span) -> bool:
    """Whether a hedge stands beside the power that the safeguard limits, before the limit: "may, where appropriate, order … only if …"."""
    if not standing.safeguard.limits or governing(standing) or not standing.reading.modals():
        return False
    limits = [limit[0] for limit in standing.reading.grammar("limiters") if limit[0] <= standing.last and limit != span]
    return not limits or span[0] < limits[0]


def _excepted(standing: Standing, span: Span) -> bool:
    """Whether a hedge stands in an exception, which it does not widen."""
    return any(start < span[0] - 1 and standing.last < start for start, _ in standing.reading.grammar("exceptions"))


def _conditions(old: Standing, new: Standing) -> Iterator[Shift]:
    """Conditions on the protection weaken it (R11); on the power that it limits they are no safeguard's loss."""
    if governing(old) is None and governing(new) is None and old.reading.modals():
        return
    yield from _counted("conditions", old, new)
