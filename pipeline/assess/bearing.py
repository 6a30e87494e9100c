"""How strongly the words of a clause bear on a safeguard: the likeness to clauses that hold it, against all others.

The wordings of safeguards.toml say what shows a safeguard, but the same words stand in clauses about arbitration, staff, ships or costs too (R22), and
a safeguard can be said in words that no list has. So every word, and every group of safeguards.toml ("@court": any word for one), has a weight for every
safeguard, learned by logistic regression from some thousand labelled clauses (tests/gold, bench/learn_bearing.py) and kept, by name, in bearing.json.
What tells clauses that hold any safeguard from those that hold none (ships, staff, costs) is learned once more from all of them and counts too.
"""

import math
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import msgspec

ANY = "any"
"""The row of weights that speak for a safeguard of whatever kind."""
_FOR_ANY = 0.4
"""How much of the log odds that a clause holds any safeguard is added to those of each."""
_LONG, _SHORT = 0.6, 0.3
"""How far the length of a longer (a shorter) clause is taken for the usual one: of a long clause every word counts less, but not so much less that several
safeguards in one sentence would hide each other (pivoted normalization: Singhal, Buckley and Mitra, SIGIR 1996)."""


class BearingWeights(msgspec.Struct, frozen=True):
    """What was learned, as bearing.json has it."""

    learned_from: str
    """A mark of the labelled clauses as they were."""
    telling: dict[str, float]
    """By feature how seldom it occurs in clauses (the idf of tf-idf)."""
    usual: float
    """The usual length of a clause."""
    rest: dict[str, float]
    """By safeguard what stands before any word is read: how rare it is."""
    words: dict[str, dict[str, float]]
    """By feature the safeguards that it speaks for (above 0) or against."""


@dataclass(slots=True, eq=False)
class Bearing:
    """The weights, ready to weigh clauses; a feature is the stem of a word, or "@" and the name of a group."""

    weights: BearingWeights
    _known: dict[tuple[str, ...], dict[str, float]] = field(default_factory=dict)
    _rows: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)
    _evidence: dict[tuple[tuple[str, ...], str], frozenset[str]] = field(default_factory=dict)

    def of(self, features: tuple[str, ...]) -> dict[str, float]:
        """How likely a clause with these features holds each safeguard that was learned, from 0 to 1; a clause is weighed once."""
        known = self._known.get(features)
        if known is None:
            known = self._known[features] = self._weighed(features)
        return known

    def of_one(self, features: tuple[str, ...], safeguard: str) -> float:
        """The same for one safeguard; 0 for one that was not learned."""
        if safeguard not in self.weights.rest:
            return 0.0
        words, shares = self.weights.words, self._shares(features)
        odds, any_of_them = (
            self.weights.rest[key] + sum(share * words.get(each, {}).get(key, 0.0) for each, share in shares.items())
            for key in (safeguard, ANY)
        )
        return 1 / (1 + math.exp(-odds - _FOR_ANY * any_of_them))

    def _weighed(self, features: tuple[str, ...]) -> dict[str, float]:
        odds = list(self.weights.rest.values())
        for each, share in self._shares(features).items():
            for at, weight in self._row(each):
                odds[at] += share * weight
        named = dict(zip(self.weights.rest, odds, strict=True))
        any_of_them = _FOR_ANY * named.pop(ANY)
        return {safeguard: 1 / (1 + math.exp(-value - any_of_them)) for safeguard, value in named.items()}

    def _row(self, feature: str) -> tuple[tuple[int, float], ...]:
        """The weights of a feature, each with the place of its safeguard."""
        row = self._rows.get(feature)
        if row is None:
            words = self.weights.words.get(feature, {})
            row = self._rows[feature] = tuple((at, words[key]) for at, key in enumerate(self.weights.rest) if key in words)
        return row

    def telling(self, features: tuple[str, ...], safeguard: str) -> frozenset[str]:
        """The stems that speak most for the safeguard; those that say less than a third of the strongest are left out."""
        known = self._evidence.get((features, safeguard))
        if known is None:
            known = self._evidence[features, safeguard] = self._strongest(features, safeguard)
        return known

    def _strongest(self, features: tuple[str, ...], safeguard: str) -> frozenset[str]:
        words = self.weights.words
        speaks = {
            each: share * words.get(each, {}).get(safeguard, 0.0)
            for each, share in self._shares(features).items()
            if not each.startswith("@")
        }
        strongest = max(speaks.values(), default=0.0)
        return frozenset(each for each, value in speaks.items() if value > 0 and 3 * value >= strongest)

    def _shares(self, features: tuple[str, ...]) -> dict[str, float]:
        """The features that are known, each with its share in what the clause says (tf-idf, sublinear)."""
        known = self.weights.telling
        counts = Counter(each for each in features if each in known)
        values = {each: (1 + math.log(count)) * known[each] for each, count in counts.items()}
        length = evened(math.sqrt(sum(value * value for value in values.values())), self.weights.usual)
        return {each: value / length for each, value in values.items()}


def evened(length: float, usual: float) -> float:
    """The length by which a clause's words are divided: between its own and the usual one."""
    share = _LONG if length > usual else _SHORT
    return share * usual + (1 - share) * length


@cache
def learned_bearing() -> Bearing:
    """What bearing.json says."""
    return Bearing(msgspec.json.decode(files("pipeline.assess").joinpath("bearing.json").read_bytes(), type=BearingWeights))
