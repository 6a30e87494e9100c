"""A long clause in which few words changed -> those words with the nearest ones, read as a clause of their own.

A few words ("under a warrant") in a sentence of fifty about a patrol's work do not make the sentence speak of courts; read closely they do.
"""

from itertools import takewhile

from pipeline.assess.clauses import Clause
from pipeline.assess.reading import Reading

_LONG = 20
"""From so many words on a clause is read closely."""
_FEW = 12
"""Up to so many words from the first that changed to the last."""
_BEFORE, _AFTER = 8, 6
"""How many of the nearest words are read with them."""


def excerpts(sides: list[tuple[Reading, ...]]) -> list[tuple[Reading, ...]] | None:
    """What changed on both sides, read closely; None where more than one clause changed, or one that is short, or much of it."""
    if not len(sides[0]) == len(sides[1]) == 1:
        return None
    old, new = sides[0][0], sides[1][0]
    words = old.plain(), new.plain()
    same = _same(*words)
    left = _same(*(tuple(reversed(each[same:])) for each in words))
    before, after = ((same, len(each) - left) for each in words)
    if min(map(len, words)) < _LONG or max(end - start for start, end in (before, after)) > _FEW:
        return None
    return [(_excerpt(old, before),), (_excerpt(new, after),)]


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many words both have in common from the first on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _excerpt(reading: Reading, changed: tuple[int, int]) -> Reading:
    clause, start = reading.clause, max(0, changed[0] - _BEFORE)
    read = slice(start, changed[1] + _AFTER)
    return Reading.of(Clause(clause.text, clause.words[read], clause.places[read], max(0, clause.chapeau - start)), reading.rules)
