"""Whether, and which way, changed words turn a safeguard: what the words, the grammar and the rules say together, weighed.

The rules of safeguards.toml each tell of one thing: a hedge, an exception, a number. Where none tells, or several speak against one another, all that
changed is weighed, by what was learned from amendments whose effect is known (tests/gold, bench/learn_turning.py) and is kept in turning.json: a
logistic regression tells up from down (turned round it says the opposite), boosted decision trees something from nothing.
"""

from dataclasses import dataclass

from pipeline.assess.measured import Measured, Side
from pipeline.assess.reading import Reading, Standing
from pipeline.assess.rules import Safeguard
from pipeline.assess.stems import stem
from pipeline.assess.turning_weights import Turning


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
