"""What the words of a clause, weighed together, say of a safeguard that its wordings show, or that none of its wordings shows."""

import math
from collections.abc import Callable, Iterator

from pipeline.assess.ladder import Modal
from pipeline.assess.reading import Reading, Standing
from pipeline.assess.rules import Safeguard
from pipeline.assess.stems import root
from pipeline.assess.wording import Span

_BORNE_OUT = 0.5
"""How likely a clause must hold a safeguard for the wordings found in it to be believed."""
_PLAIN, _PLAINER = 0.9, 0.95
"""Below the first a wording is not believed where words speak for another safeguard from the second on."""
_BESIDE = 0.25
"""Below this it does not hold it even where the other side does."""
_HOLDS = 0.7
"""From this on a clause may hold a safeguard although no wording of it is known."""
_LEANS = 0.4
"""The same where clauses differ by their words of duty alone, so that whatever they are about became firmer or softer."""
_HEARD, _FAR = 0.03, 1.5
"""How likely one side must hold a safeguard to be heard of at all, and by how much the log odds of both sides must differ for words to have brought it."""
_TOO, _AS_MUCH = 0.3, 1.5
"""The same where the other side's clause holds it, if the log odds are not smaller by the second."""


def likely(reading: Reading, safeguard: Safeguard) -> float:
    """How likely a clause holds the safeguard; 1 for one that was not learned."""
    return reading.bearings().get(safeguard.id, 1.0)


def log_odds(likelihood: float) -> float:
    """A likelihood as the logarithm of its odds, bounded on both sides."""
    bounded = min(max(likelihood, 1e-3), 1 - 1e-3)
    return math.log(bounded / (1 - bounded))


def is_weighed(reading: Reading, safeguard: Safeguard) -> bool:
    """Whether words are weighed for this safeguard: it was learned, and the treaty's own file says nothing of it."""
    weights = reading.rules.bearing
    return safeguard.weighed and weights is not None and safeguard.id in weights.weights.rest


def bears_out(standing: Standing) -> bool:
    """Whether the clause in which wordings of the safeguard were found is about it (R22)."""
    if not is_weighed(standing.reading, standing.safeguard):
        return True
    return (likely(standing.reading, standing.safeguard) >= _BORNE_OUT and not _is_outshone(standing)) or _goes_on(standing)


def _is_outshone(standing: Standing) -> bool:
    """Whether the words of the clause speak plainly for another safeguard, that no wording shows, and less plainly for this one."""
    reading = standing.reading
    if likely(reading, standing.safeguard) >= _PLAIN:
        return False
    safeguards = reading.rules.safeguards
    others = (key for key, each in reading.bearings().items() if each >= _PLAINER and key not in reading.standings)
    return any(key in safeguards and safeguards[key].weighed and not reading.has(safeguards[key].never) for key in others)


def _goes_on(standing: Standing) -> bool:
    """Whether the clause goes on with the one before it, which is about the safeguard."""
    before = standing.reading.before
    held = before.standings.get(standing.safeguard.id) if before else None
    return held is not None and not held.denied and bears_out(held)


def is_beside(standing: Standing) -> bool:
    """Whether the clause speaks of something else, so that not even a clause of the other side that is about the safeguard bears this one out."""
    if not is_weighed(standing.reading, standing.safeguard) or _goes_on(standing):
        return False
    return likely(standing.reading, standing.safeguard) < _BESIDE


def spoken_for(reading: Reading) -> str | None:
    """The safeguard that the words of a clause speak for most, where no wording shows one that they bear out."""
    if any(bears_out(each) for each in reading.standings.values()):
        return None
    safeguards = reading.rules.safeguards
    bears = {key: each for key, each in reading.bearings().items() if key in safeguards and safeguards[key].weighed}
    key = max(bears, key=lambda each: bears[each], default=None)
    return key if key and bears[key] >= _HOLDS and not reading.has(safeguards[key].never) else None


def brought(sides: list[tuple[Reading, ...]]) -> str | None:
    """The safeguard for which the words of one side speak far more than those of the other, though neither may be about it as a whole.

    A few words put into a long clause ("without reprisal") bring one without making the clause speak of it.
    """
    if not all(sides) or sides[0][0].rules.bearing is None:
        return None
    safeguards = sides[0][0].rules.safeguards
    before, after = (_most(side) for side in sides)
    heard = [key for key in before if max(before[key], after[key]) >= _HEARD and key in safeguards and safeguards[key].weighed]
    far = {key: abs(log_odds(after[key]) - log_odds(before[key])) for key in heard}
    most = max(far, key=lambda key: far[key], default=None)
    return most if most and far[most] > _FAR else None


def leaned_to(sides: list[tuple[Reading, ...]]) -> str | None:
    """The safeguard that the words speak for most where two clauses differ by their words of duty alone: too little is known of it to tell more.

    Where wordings show one that limits a power, the rules know better: the word of duty may be the power's.
    """
    if not differs_by_duty(sides) or sides[0][0].rules.bearing is None:
        return None
    (before,), (after,) = sides
    safeguards = before.rules.safeguards
    bears = {
        key: min(each, after.bearings()[key]) for key, each in before.bearings().items() if key in safeguards and safeguards[key].weighed
    }
    key = max(bears, key=lambda each: bears[each], default=None)
    if key is None or bears[key] < _LEANS or (safeguards[key].limits and key in before.standings):
        return None
    return key


def differs_by_duty(sides: list[tuple[Reading, ...]]) -> bool:
    """Whether two clauses differ by their words of duty alone."""
    if not all(len(side) == 1 for side in sides):
        return False
    (before,), (after,) = sides
    steps = [[modal.step for modal in reading.modals()] for reading in (before, after)]
    return steps[0] != steps[1] and any(_without(before, span) == _without(after, span) for span in (_whole, _first_word))


def _without(reading: Reading, span: Callable[[Modal], Span]) -> tuple[str, ...]:
    """The words of a clause without these spans of its words of duty."""
    duty = {at for modal in reading.modals() for at in range(*span(modal))}
    return tuple(word for at, word in enumerate(reading.clause.words) if at not in duty)


def _whole(modal: Modal) -> Span:
    return modal.span


def _first_word(modal: Modal) -> Span:
    """That of "shall encourage", which became "may encourage"."""
    return modal.span[0], modal.span[0] + 1


def _most(side: tuple[Reading, ...]) -> dict[str, float]:
    """How likely each safeguard is held by the clause that bears most on it."""
    every = [reading.bearings() for reading in side]
    return {key: max(each[key] for each in every) for key in every[0]} if len(every) > 1 else every[0]


def speaks_too(standing: Standing, other: Reading) -> Standing | None:
    """The safeguard as another clause, in which no wording shows it, holds it all the same; None where it speaks for it far less."""
    if not is_weighed(other, standing.safeguard) or other.has(standing.safeguard.never):
        return None
    here, there = (likely(each, standing.safeguard) for each in (standing.reading, other))
    return weighed(other, standing.safeguard) if there >= _TOO and log_odds(here) - log_odds(there) < _AS_MUCH else None


def weighed(reading: Reading, safeguard: Safeguard) -> Standing:
    """The safeguard as it stands in a clause whose words speak for it; they are its evidence, for review."""
    spans = tuple(evidence(reading, safeguard))
    return Standing(safeguard, reading, spans, related=spans, hints=1)


def held(reading: Reading) -> Iterator[Standing]:
    """The safeguards that a clause holds, by its wordings or by its words alone."""
    yield from (each for each in reading.standings.values() if not each.denied and bears_out(each))
    if key := spoken_for(reading):
        yield weighed(reading, reading.rules.safeguards[key])


def evidence(reading: Reading, safeguard: Safeguard) -> list[tuple[int, int]]:
    """The words that speak most for the safeguard; all of them where none does."""
    weights = reading.rules.bearing
    tells = weights.telling(reading.features(), safeguard.id) if weights else frozenset()
    found = [(place, place + 1) for place, word in enumerate(reading.clause.words) if root(word) in tells]
    return found or [(0, len(reading.clause.words))]
