"""Judgements on the readings that square brackets leave open -> findings of status: put in brackets, taken out of them (R18)."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.assess.judgement import Judgement
from pipeline.model import Basis, Effect

_BY_NAME = "R16"
"""What excludes a safeguard by name was in question and now stands."""
_UP = frozenset({Effect.ADDED, Effect.STRENGTHENED})


def by_status(content: tuple[Judgement, ...], opened: Iterable[Judgement], closed: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements on the content, and for other safeguards those on what is, or was, left open.

    `opened` compares with the other readings of the later text, `closed` those of the earlier one with the later. A safeguard on which both
    speak, in opposite directions, stood in brackets before and after.
    """
    left = [_once(opened), _once(closed)]
    found = [judged for judged in content if not any(_outdoes(side.get(judged.safeguard.id), judged) for side in left)]
    told = {judged.safeguard.id for judged in found}
    both = set(left[0]) & set(left[1])
    for side, judge in ((left[0], _opened), (left[1], _closed)):
        found += [judge(judged) for key, judged in side.items() if key not in told and key not in both]
    return tuple(found)


def _outdoes(left: Judgement | None, judged: Judgement) -> bool:
    """Whether what became of a passage left open is settled, and speaks against what is only for review."""
    return left is not None and left.settled and not judged.settled and (left.effect in _UP) != (judged.effect in _UP)


def _once(judged: Iterable[Judgement]) -> dict[str, Judgement]:
    """By safeguard the gravest: a loss before a gain."""
    found: dict[str, Judgement] = {}
    for each in judged:
        known = found.get(each.safeguard.id)
        if known is None or (known.effect in _UP and each.effect not in _UP):
            found[each.safeguard.id] = each
    return found


def _opened(judged: Judgement) -> Judgement:
    """The later text leaves it open whether this happens."""
    effect = Effect.WEAKENED if judged.effect is Effect.REMOVED else judged.effect
    return replace(judged, effect=effect, rule="R18", basis=Basis.STATUS, settled=judged.effect is not Effect.STRENGTHENED)


def _closed(judged: Judgement) -> Judgement:
    """The earlier text left it open; the later one has decided it."""
    effect = Effect.STRENGTHENED if judged.effect is Effect.ADDED else judged.effect
    return replace(judged, effect=effect, rule=judged.rule if judged.rule == _BY_NAME else "R18", basis=Basis.STATUS)
