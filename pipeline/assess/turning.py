"""Whether, and which way, changed words turn a safeguard: what the words, the grammar and the rules say together, weighed.

The rules of safeguards.toml each tell of one thing: a hedge, an exception, a number. Where none tells, or several speak against one another, all that
changed is weighed, by what was learned from amendments whose effect is known (tests/gold, bench/learn_turning.py) and is kept in turning.json: a
logistic regression tells up from down (turned round it says the opposite), boosted decision trees something from nothing.
"""

import math
from collections import Counter
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from pipeline.assess.amounts import is_unit
from pipeline.assess.judgement import Shift
from pipeline.assess.reading import Reading, Standing
from pipeline.assess.restated import SMALL, without_pronouns
from pipeline.assess.rules import Safeguard
from pipeline.assess.stems import stem
from pipeline.assess.strength import leftovers, shifts
from pipeline.assess.turning_weights import Turning
from pipeline.assess.weighed import evidence, likely, log_odds, weighed

Side = tuple[Reading, ...]
_SMALL = frozenset(map(stem, SMALL))
_GRAMMAR = (
    *("hedges", "exceptions", "conditions", "restrictive", "thresholds", "firm", "soft", "negators", "limiters"),
    *("broad", "narrow", "exempt", "carves"),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What the weights say of a safeguard: up (above 0) or down, and how likely anything happened to it at all."""

    way: float
    whether: float
    before: Standing
    after: Standing


def turn(old: Side, new: Side, safeguard: Safeguard) -> Turn:
    """How the safeguard turned between the clauses of both sides, neither of them empty."""
    measured, weights = Measured.of(old, new, safeguard), old[0].rules.turning or Turning("", {}, 0.0, [])
    way = weights.way_of(measured.way())
    return Turn(way, weights.whether_of(measured.whether(way)), *measured.standings)


@dataclass(frozen=True, slots=True)
class Measured:
    """What differs between both sides for one safeguard, as it is weighed and learned."""

    safeguard: Safeguard
    standings: tuple[Standing, Standing]
    """In the clause of each side that bears most on it."""
    differ: Counter[str]
    """Stems and groups, with how many more of each the new side has."""
    words: tuple[tuple[str, ...], tuple[str, ...]]
    """The stems of each side, in order."""
    grammar: Counter[str]
    """By kind of words ("hedges" …) how many more the new side has."""
    shifts: tuple[Shift, ...]
    """What the rules on strength say, in their order, and what they say at last resort under "left"."""
    left: bool

    @classmethod
    def of(cls, old: Side, new: Side, safeguard: Safeguard) -> "Measured":
        """The measures of both sides."""
        standings = _standing(old, safeguard), _standing(new, safeguard)
        stems = [tuple(each for reading in side for each in _stems(reading)) for side in (old, new)]
        groups = [tuple(f"@{name}" for reading in side for name in reading.groups) for side in (old, new)]
        before, after = (Counter((*stems[at], *groups[at])) for at in (0, 1))
        differ = Counter({each: after[each] - before[each] for each in before | after})
        kinds = {name: _often(new, name) - _often(old, name) for name in _GRAMMAR}
        told, left = _told(*standings)
        return cls(safeguard, standings, differ, (stems[0], stems[1]), Counter(kinds), tuple(told), left)

    def way(self) -> dict[str, float]:
        """What speaks for up (above 0) or down."""
        role = "limit" if self.safeguard.limits else "shield"
        found = {f"word {each}": math.copysign(1.0, by) for each, by in self.differ.items() if by}
        for name, by in self.grammar.items():
            if by:
                found[name] = found[f"{role} {name}"] = math.copysign(1.0, by)
        put, taken = self._put_and_taken()
        found["length"] = (put - taken) / 10
        found["pure"] = found[f"{role} pure"] = float(put > 0 and not taken) - float(taken > 0 and not put)
        found["bearing"] = self._bearing() / 2
        for each in self.shifts:
            rule = f"rule {each.rule}{' left' if self.left else ''}"
            found[rule] = found.get(rule, 0.0) + each.sign
        for name, pick in (("firmest", max), ("softest", min)):
            steps = [[modal.step for modal in each.reading.modals()] for each in self.standings]
            if steps[0] and steps[1]:
                found[name] = found[f"{role} {name}"] = (pick(steps[1]) - pick(steps[0])) / 2
        return found

    def whether(self, way: float) -> dict[str, float]:
        """What speaks for or against that anything happened to the safeguard; `way` is the sum of what speaks for up or down."""
        put, taken = self._put_and_taken()
        words = sum(1 for each, by in self.differ.items() if by and not each.startswith("@") and each not in _SMALL)
        groups = sum(1 for each, by in self.differ.items() if by and each.startswith("@"))
        lost, kept = self._evidence()
        in_order = Indel.normalized_similarity(*self.words)
        in_any = Indel.normalized_similarity(*(sorted(each) for each in self.words))
        bears = [likely(each.reading, self.safeguard) for each in self.standings]
        return {
            "words": min(words, 20) / 10,
            "groups": min(groups, 20) / 10,
            "more": min(max(put, taken), 15) / 10,
            "replaced": min(put, taken, 15) / 10,
            "same order": in_order,
            "same": in_any,
            "turned round": in_any - in_order,
            "bearing": min(abs(self._bearing()) / 2, 4.0),
            "most": max(bears),
            "least": min(bears),
            "rules": min(len(self.shifts), 3),
            "any rule": float(bool(self.shifts)),
            "evidence": lost / max(1, lost + kept),
            "way": min(abs(way), 4.0),
            "far": min(self._distance(), 15) / 10,
            "touched": float(self._distance() == 0),
            "kinds": float(len([by for by in self.grammar.values() if by])),
            **{name: 1.0 for name, by in self.grammar.items() if by},
        }

    def _put_and_taken(self) -> tuple[int, int]:
        before, after = (Counter(each for each in side if each not in _SMALL) for side in self.words)
        return (after - before).total(), (before - after).total()

    def _distance(self) -> int:
        """How many words lie between the evidence and the nearest word that only one side has."""
        found = [99]
        for standing, others in zip(self.standings, reversed(self.words), strict=True):
            words = [stem(word) for word in standing.reading.plain()]
            changed = [at for at, word in enumerate(words) if word and not word[0].isdigit() and word not in _SMALL and word not in others]
            found += [standing.distance(at) for at in changed if standing.spans]
        return min(found)

    def _evidence(self) -> tuple[int, int]:
        """Of the words that speak most for the safeguard how many only one side has, and how many both."""
        found = {
            stem(standing.reading.clause.words[place])
            for standing in self.standings
            for start, end in evidence(standing.reading, self.safeguard)
            for place in range(start, end)
        }
        lost = sum(1 for each in found if self.differ[each])
        return lost, len(found) - lost

    def _bearing(self) -> float:
        """By how much the log odds that the safeguard is held have grown."""
        before, after = (log_odds(likely(each.reading, self.safeguard)) for each in self.standings)
        return after - before


def _standing(side: Side, safeguard: Safeguard) -> Standing:
    """The safeguard in the clause of this side that bears most on it."""
    reading = max(side, key=lambda each: likely(each, safeguard))
    return reading.standings.get(safeguard.id) or weighed(reading, safeguard)


def _stems(reading: Reading) -> list[str]:
    """The stems of the words of a clause, one for all that mean the same, without the numbers of articles."""
    words = without_pronouns(reading.plain())
    return [stem(word) for word, after in zip(words, [*words[1:], ""], strict=True) if word and (not word[0].isdigit() or is_unit(after))]


def _often(side: Side, name: str) -> int:
    return sum(len(reading.grammar(name)) for reading in side)


def _told(before: Standing, after: Standing) -> tuple[list[Shift], bool]:
    """What the rules say of the strength of both, and whether they do at last resort only."""
    if before.denied or after.denied or not before.spans or not after.spans:
        return [], False
    told = shifts((before,), (after,))
    return (leftovers(before, after), True) if told is None else (told, False)


def telling_words(turned: Turn, *, up: bool) -> tuple[str, str]:
    """Of the words that only one of both clauses has, those that speak most for up (or down), one run of each side as printed; "" where there are none."""
    readings = turned.before.reading, turned.after.reading
    return _run(readings[0], readings[1], -1.0 if up else 1.0), _run(readings[1], readings[0], 1.0 if up else -1.0)


def _run(here: Reading, there: Reading, sign: float) -> str:
    """The run of words that only `here` has that speaks most for `sign`."""
    weights, others = here.rules.turning, {stem(word) for word in there.clause.words}
    runs: list[list[int]] = []
    for place, word in enumerate(here.clause.words):
        if stem(word) not in others:
            runs = [*runs[:-1], [*runs[-1], place]] if runs and runs[-1][-1] == place - 1 else [*runs, [place]]
    if weights is None or not runs:
        return ""
    run = max(runs, key=lambda each: sign * weights.way_of({f"word {stem(here.clause.words[at])}": 1.0 for at in each}))
    return here.clause.quote((run[0], run[-1] + 1))
