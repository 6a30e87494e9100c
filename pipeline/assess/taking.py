"""A clause that speaks of a safeguard only to take from it: bars it (R16), carves something out of it (R8), loosens it."""

from dataclasses import replace

from pipeline.assess.judgement import Judgement
from pipeline.assess.reading import Reading, Standing
from pipeline.assess.wording import Span
from pipeline.model import Effect

_GROUNDS = frozenset({"ground", "grounds", "reason", "reasons", "want", "lack", "absence", "account"})


def taken(held: list[tuple[Standing, ...]], sides: list[tuple[Reading, ...]]) -> Judgement | None:
    """What a clause takes from the safeguard that it speaks of and the other side does not: one that was only put in or taken out, or that bars it."""
    told = _barred(held[0] + held[1]) if sides[0] and sides[1] else _alone(held[0] + held[1])
    return _turned_round(told) if told and held[0] else told


def _alone(held: tuple[Standing, ...]) -> Judgement | None:
    """What a clause that was only put in does, if it takes from the safeguard that it speaks of: excludes it (R16), or carves something out of it (R8)."""
    barred = _barred(held)
    if barred or not held:
        return barred
    standing, reading = held[0], held[0].reading
    carves = [span for span in reading.grammar("carves_off") if standing.hints or not any(_meet(span, own) for own in standing.spans)]
    of_power = reading.grammar("of_power")
    carves = [span for span in carves if not any(end <= span[0] for _, end in of_power)]
    if carves and reading.grammar("elsewhere") and standing.safeguard.list not in ("permits", "exempts"):
        return Judgement(standing.safeguard, Effect.WEAKENED, "R8", None, standing, ("", reading.clause.quote(carves[0])), settled=False)
    return None


def _barred(held: tuple[Standing, ...]) -> Judgement | None:
    """A safeguard of which a clause speaks only to exclude it (R16): "no claim shall lie", "a request shall not be set aside because …"."""
    if not held:
        return None
    reading = held[0].reading
    bars = reading.grammar("bars") or (reading.grammar("bars_refusal") and reading.grammar("requests"))
    return Judgement(held[0].safeguard, Effect.REMOVED, "R16", None, held[0], settled=False) if bars else None


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


_OPPOSITE = {Effect.REMOVED: Effect.ADDED, Effect.WEAKENED: Effect.STRENGTHENED}


def _turned_round(judged: Judgement) -> Judgement:
    """The same for a clause that was only taken out."""
    return replace(judged, effect=_OPPOSITE[judged.effect], before=judged.after, after=judged.before, words=judged.words[::-1])


def is_partial(denied: Standing) -> bool:
    """Whether a safeguard is excluded in some cases only: "… shall not be declined for want of it where no coercive measure is asked for"."""
    words = denied.reading.clause.words
    grounds = [at for at, word in enumerate(words) if word in _GROUNDS]
    return bool(grounds) and any(start > max(grounds[0], denied.last) for start, _ in denied.reading.grammar("conditions"))


def loosens(standing: Standing) -> bool:
    """Whether a further clause takes from the safeguard rather than gives it: "in urgent cases a prosecutor may …", "… shall be deemed to serve it"."""
    loose = any(standing.reading.spans(term) for _, term in standing.safeguard.loosens.values()) and not standing.safeguard.list
    return loose or (bool(standing.reading.grammar("carves")) and standing.safeguard.list != "exempts")
