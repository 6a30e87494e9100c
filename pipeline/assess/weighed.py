"""What the words of a clause, weighed together, say of a safeguard that its wordings show, or that none of its wordings shows."""

import math

from pipeline.assess.reading import Reading, Standing
from pipeline.assess.rules import Safeguard
from pipeline.assess.stems import stem

_LEAST, _NEAR_BY = 0.4, 0.9
"""Below the first a clause that has a safeguard's wordings is about something else, if it is not about that safeguard before all others and the words
around the wordings reach the second."""
_HOLDS = 0.6
"""From this on a clause may hold a safeguard although no wording of it is known."""
_TOO, _AS_MUCH = 0.3, 1.5
"""The same where the other side's clause holds it, if the log odds are not smaller by the second."""
_ROUND = 8
"""In a long clause also the words that show the safeguard are weighed alone, with so many before and after."""


def features(reading: Reading, start: int = 0, end: int | None = None) -> tuple[str, ...]:
    """What is weighed of the clause, or of its words from `start` to before `end`: the stems of its words and the groups that stand in it."""
    last = len(reading.clause.words) if end is None else end
    groups = sorted({f"@{name}" for name, span in reading.groups() if start <= span[0] and span[1] <= last})
    return (*(stem(word) for word in reading.clause.words[start:last]), *groups)


def bearings(reading: Reading, start: int = 0, end: int | None = None) -> dict[str, float]:
    """How likely the clause, or a part of it, holds each of the safeguards that were learned."""
    weights = reading.rules.bearing
    return weights.of(features(reading, start, end)) if weights else {}


def likely(reading: Reading, safeguard: Safeguard, start: int = 0, end: int | None = None) -> float:
    """How likely a clause, or a part of it, holds the safeguard; 1 for one that was not learned."""
    return bearings(reading, start, end).get(safeguard.id, 1.0)


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
    bears = bearings(standing.reading)
    if bears[standing.safeguard.id] >= _LEAST:
        return True
    spans = standing.related or standing.spans
    first, last = max(0, min(start for start, _ in spans) - _ROUND), max(end for _, end in spans) + _ROUND
    return bears[standing.safeguard.id] == max(bears.values()) and likely(standing.reading, standing.safeguard, first, last) >= _NEAR_BY


def spoken_for(reading: Reading) -> str | None:
    """The safeguard that the words of a clause speak for most, where no wording shows one."""
    if reading.standings:
        return None
    safeguards = reading.rules.safeguards
    bears = {key: each for key, each in bearings(reading).items() if key in safeguards and safeguards[key].weighed}
    key = max(bears, key=lambda each: bears[each], default=None)
    return key if key and bears[key] >= _HOLDS else None


def speaks_too(standing: Standing, other: Reading) -> Standing | None:
    """The safeguard as another clause, in which no wording shows it, holds it all the same; None where it speaks for it far less."""
    if not is_weighed(other, standing.safeguard):
        return None
    here, there = (likely(each, standing.safeguard) for each in (standing.reading, other))
    return weighed(other, standing.safeguard) if there >= _TOO and log_odds(here) - log_odds(there) < _AS_MUCH else None


def weighed(reading: Reading, safeguard: Safeguard) -> Standing:
    """The safeguard as it stands in a clause whose words speak for it; they are its evidence, for review."""
    spans = tuple(sorted(evidence(reading, safeguard)))
    return Standing(safeguard, reading, spans, related=spans, hints=1)


def evidence(reading: Reading, safeguard: Safeguard) -> set[tuple[int, int]]:
    """Where the words and groups stand that speak most for the safeguard."""
    weights = reading.rules.bearing
    tells = weights.telling(features(reading), safeguard.id) if weights else frozenset()
    words = {(place, place + 1) for place, word in enumerate(reading.clause.words) if stem(word) in tells}
    return words | {span for name, span in reading.groups() if f"@{name}" in tells}
