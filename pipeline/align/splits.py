"""Texts split into several or merged from several: what is left over, and stands word for word in a text that is paired already."""

from collections.abc import Callable

from pipeline.align.likeness import candidates, own_words
from pipeline.align.matching import Matching
from pipeline.align.texts import HOLDING, Side
from pipeline.model import Level

_COVERED, _NEW_TO_IT, _RARE = 0.8, 0.4, 0.5
"""Share of the left-over words that must stand in the other draft's text, of which its counterpart may still have, and of its rare runs of
words that must stand there: a formula is no part of anything."""
_LONG_ENOUGH = 5


def join_splits(found: Matching) -> None:
    """Add left-over provisions to the pair whose words they hold."""
    _join(found, (found.before, found.after), (found.forth, found.back), found.split, "split: its words stand in several")
    _join(found, (found.after, found.before), (found.back, found.forth), _merge(found), "merged: the words of several stand in it")


def _merge(found: Matching) -> Callable[[int, int, str], None]:
    return lambda new, old, why: found.merge(old, new, why)


def _join(
    found: Matching,
    sides: tuple[Side, Side],
    partners: tuple[dict[int, int], dict[int, int]],
    add: Callable[[int, int, str], None],
    why: str,
) -> None:
    """``sides``: the one whose texts were whole, then the one whose texts are their parts."""
    one, other = sides
    parts = [at for at in _texts(other) if at not in partners[1] and len(other.own[at]) >= _LONG_ENOUGH]
    wholes = [at for at in _texts(one) if at in partners[0] and one.own[at]]
    hits = candidates(own_words(other, parts), own_words(one, wholes))
    taken = []
    for part in parts:
        words = other.own[part]
        for whole in hits[part]:
            kept = found.likeness.covered(words, other.own[partners[0][whole]])
            covered = found.likeness.covered(words, one.own[whole])
            if covered >= _COVERED and kept <= _NEW_TO_IT and found.likeness.rare_in_common(words, one.own[whole]) >= _RARE:
                taken.append((whole, part))
                break
    for whole, part in taken:
        add(whole, part, why)


def _texts(side: Side) -> list[int]:
    return [at for at, provision in enumerate(side.provisions) if provision.level not in (*HOLDING, Level.OPTION)]
