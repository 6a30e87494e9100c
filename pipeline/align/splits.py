"""Texts split into several or merged from several: what is left over, and stands word for word in a text that is paired already."""

from collections.abc import Callable

from pipeline.align.matching import MERGED, SPLIT, Matching
from pipeline.align.texts import Side

_COVERED, _NEW_TO_IT, _RARE = 0.8, 0.4, 0.5
"""Share of the left-over words that must stand in the other draft's text, of which its counterpart may still have, and of its rare runs of
words that must stand there: a formula is no part of anything."""
_LONG_ENOUGH = 5


def join_splits(found: Matching) -> None:
    """Add left-over provisions to the pair whose words they hold."""
    _join(found, (found.before, found.after), (found.forth, found.back), found.split, SPLIT)
    _join(found, (found.after, found.before), (found.back, found.forth), _merge(found), MERGED)


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
    index = found.index_before if one is found.before else found.index_after
    taken = []
    for part, words in enumerate(other.own):
        if part in partners[1] or len(words) < _LONG_ENOUGH or not other.is_text(part):
            continue
        for whole in index.nearest(found.runs.of(words), part):
            if whole in partners[0] and _is_part(found, words, one.own[whole], other.own[partners[0][whole]]):
                taken.append((whole, part))
                break
    for whole, part in taken:
        add(whole, part, why)


def _is_part(found: Matching, words: str, whole: str, counterpart: str) -> bool:
    covered = found.likeness.covered
    return (
        found.runs.rare_in_common(words, whole) >= _RARE and covered(words, whole) >= _COVERED and covered(words, counterpart) <= _NEW_TO_IT
    )
