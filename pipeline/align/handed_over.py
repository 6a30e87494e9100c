"""Articles without counterpart whose wording lives on in an article that is another one's counterpart, though no clause is left whole."""

from collections.abc import Mapping

from pipeline.align.matching import Matching
from pipeline.align.texts import Side
from pipeline.model import Level

_SHARE, _AHEAD = 0.25, 0.1
"""Share of an article's rare runs of words that must live on in one place and be new there, and how much more than in any other."""
_LONG_ENOUGH = 12
"""Rare runs of words."""


def handed_over(found: Matching) -> tuple[tuple[str, str], ...]:
    """(Article before, article after) by eIds, each with one side that has no counterpart, in the order of the drafts."""
    links = [(old, new) for old, new in _homes_of(found, (found.before, found.after), (found.forth, found.back))]
    links += [(old, new) for new, old in _homes_of(found, (found.after, found.before), (found.back, found.forth))]
    return tuple((found.before.provisions[old].eid, found.after.provisions[new].eid) for old, new in sorted(links))


def _homes_of(found: Matching, sides: tuple[Side, Side], partners: tuple[Mapping[int, int], Mapping[int, int]]) -> list[tuple[int, int]]:
    """(Article of the first side without counterpart, article of the second, with one, that has its wording and had it not before)."""
    alone = [at for at in _articles(sides[0]) if at not in partners[0]]
    paired = [at for at in _articles(sides[1]) if at in partners[1]] if alone else []
    others = [(at, _rare(found, sides[1], at) - _rare(found, sides[0], partners[1][at])) for at in paired]
    links = []
    for at in alone:
        rare = _rare(found, sides[0], at)
        shares = sorted((len(rare & other) / (len(rare) + 1), -place) for place, other in others)[-2:]
        if len(rare) >= _LONG_ENOUGH and shares:
            best, runner_up = shares[-1][0], shares[0][0] if len(shares) > 1 else 0.0
            if best >= _SHARE and best - runner_up >= _AHEAD:
                links.append((at, -shares[-1][1]))
    return links


def _rare(found: Matching, side: Side, at: int) -> frozenset[str]:
    return found.runs.rare(found.runs.inside(side, at))


def _articles(side: Side) -> list[int]:
    return [at for at, provision in enumerate(side.provisions) if provision.level is Level.ARTICLE]
