"""Two sides of an amendment and a safeguard -> what differs between them, in numbers: what is weighed (turning.json) and learned (bench/learn_turning.py)."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.distance import Indel

from pipeline.assess.amounts import is_unit
from pipeline.assess.judgement import Shift
from pipeline.assess.reading import Reading, Standing
from pipeline.assess.restated import SMALL, without_pronouns
from pipeline.assess.rules import Safeguard
from pipeline.assess.stems import stem
from pipeline.assess.strength import leftovers, shifts
from pipeline.assess.weighed import evidence, likely, log_odds, weighed

Side = tuple[Reading, ...]
_SMALL = frozenset(map(stem, SMALL))
_JOINS = frozenset({"and", "or", "but", "nor", "which", "who"})
_GRAMMAR = (
    *("hedges", "exceptions", "conditions", "restrictive", "thresholds", "firm", "soft", "negators", "limiters"),
    *("broad", "narrow", "exempt", "carves"),
)


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
        return {**self._of_change(), **self._of_bearing(), **self._of_rules(), "way": min(abs(way), 4.0)}

    def _of_change(self) -> dict[str, float]:
        """How much changed, how, and how far from what shows the safeguard."""
        put, taken = self._put_and_taken()
        changed = [each for each, by in self.differ.items() if by]
        words = sum(1 for each in changed if not each.startswith("@") and each not in _SMALL)
        in_order = Indel.normalized_similarity(*self.words)
        in_any = Indel.normalized_similarity(*(sorted(each) for each in self.words))
        lost, kept = self._evidence()
        distance = self._distance()
        return {
            "words": min(words, 20) / 10,
            "groups": min(sum(each.startswith("@") for each in changed), 20) / 10,
            "more": min(max(put, taken), 15) / 10,
            "replaced": min(put, taken, 15) / 10,
            "runs": min(sum(each.tag != "equal" for each in Indel.opcodes(*sorted(self.words))), 10) / 10,
            "long": min(max(map(len, self.words)), 80) / 40,
            "same order": in_order,
            "same": in_any,
            "turned round": in_any - in_order,
            "evidence": lost / max(1, lost + kept),
            "far": min(distance, 15) / 10,
            "touched": float(distance == 0),
            "between the same commas": float(self._is_where_it_stands(_pieces)),
            "under the same duty": float(self._is_where_it_stands(_limbs)),
        }

    def _of_bearing(self) -> dict[str, float]:
        """How likely each side, and what only one side has, holds the safeguard or another one."""
        before, after = (likely(each.reading, self.safeguard) for each in self.standings)
        others = [
            {key: each for key, each in standing.reading.bearings().items() if key != self.safeguard.id} for standing in self.standings
        ]
        alone = self._alone()
        return {
            "bearing": min(abs(self._bearing()) / 2, 4.0),
            "most": max(before, after),
            "least": min(before, after),
            "most alone": max(alone) / 4,
            "least alone": min(alone) / 4,
            "other": min(max(each.values(), default=0.0) for each in others),
            "other moved": max((abs(log_odds(others[1][key]) - log_odds(value)) for key, value in others[0].items()), default=0.0) / 4,
        }

    def _of_rules(self) -> dict[str, float]:
        """What the rules and the grammar tell."""
        kinds = {name: 1.0 for name, by in self.grammar.items() if by}
        told = {f"rule {each.rule}": 1.0 for each in self.shifts}
        shown = sum(bool(each.spans) and not each.hints for each in self.standings)
        return {
            "rules": float(min(len(self.shifts), 3)),
            "any rule": float(bool(self.shifts)),
            "at last resort": float(self.left),
            "kinds": float(len(kinds)),
            "limit": float(self.safeguard.limits),
            "wordings": float(shown),
            **kinds,
            **told,
        }

    def _put_and_taken(self) -> tuple[int, int]:
        before, after = (Counter(each for each in side if each not in _SMALL) for side in self.words)
        return (after - before).total(), (before - after).total()

    def _distance(self) -> int:
        """How many words lie between the evidence and the nearest word that only one side has."""
        found = [99]
        for standing, others in zip(self.standings, reversed(self.words), strict=True):
            found += [standing.distance(at) for at in self._changed(standing, others) if standing.spans]
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

    def _is_where_it_stands(self, part: Callable[[Reading], list[int]]) -> bool:
        """Whether a word that only one side has stands in the same part of its clause as what shows the safeguard."""
        for standing, others in zip(self.standings, reversed(self.words), strict=True):
            parts = part(standing.reading)
            shown = {parts[at] for start, end in evidence(standing.reading, self.safeguard) for at in range(start, end)}
            if any(parts[at] in shown for at in self._changed(standing, others)):
                return True
        return False

    def _changed(self, standing: Standing, others: tuple[str, ...]) -> list[int]:
        """The words of a clause that the other side does not have, but for small ones and figures."""
        words = [stem(word) for word in standing.reading.plain()]
        return [at for at, word in enumerate(words) if word and not word[0].isdigit() and word not in _SMALL and word not in others]

    def _alone(self) -> tuple[float, float]:
        """The log odds that the words that only the old (only the new) side has, read alone, hold the safeguard."""
        weights = self.standings[0].reading.rules.bearing
        before, after = (Counter(each.reading.features()) for each in self.standings)
        alone = [tuple(only.elements()) for only in (before - after, after - before)]
        lost, gained = (log_odds(weights.of_one(each, self.safeguard.id)) if weights else 0.0 for each in alone)
        return lost, gained

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


def _pieces(reading: Reading) -> list[int]:
    """By word of a clause the number of the piece between commas or semicolons in which it stands."""
    ends = [0, *(end for _, end in reading.clause.places)]
    between = (reading.clause.text[end:start] for end, (start, _) in zip(ends, reading.clause.places, strict=False))
    return list(accumulate(bool({",", ";"}.intersection(each)) for each in between))


def _limbs(reading: Reading) -> list[int]:
    """By word of a clause the number of its limb: from the second word of duty on each begins one, at the comma or "and" before it."""
    words, pieces = reading.clause.words, _pieces(reading)
    starts, before = set(), 0
    for modal in reading.modals():
        at = modal.span[0]
        opens = [place for place in range(before + 1, at + 1) if words[place] in _JOINS or pieces[place] != pieces[place - 1]]
        if before and opens:
            starts.add(opens[-1])
        before = at
    return list(accumulate(at in starts for at in range(len(words))))
