"""Two drafts -> who is who: `align(before, after)` pairs every provision with its counterpart, or with none where none is honest.

The steps go from the safest evidence to the weakest, and a provision that is paired stays so: the same words; articles by their
words, headings and neighbours; chapters by what they hold; then level by level what stands in paired places; what moved and is almost
the same; what stands beside paired provisions; what moved and changed; last what was split or merged. No step looks at numbers before
it has looked at words.
"""

from pipeline.align.anywhere import pair_anywhere
from pipeline.align.articles import pair_articles
from pipeline.align.beside import pair_beside
from pipeline.align.containers import pair_containers
from pipeline.align.handed_over import handed_over
from pipeline.align.inside import pair_inside
from pipeline.align.matching import Matching
from pipeline.align.same_words import pair_doubles, pair_same_words
from pipeline.align.splits import join_splits
from pipeline.align.texts import Texts
from pipeline.model import Alignment, Draft

__all__ = ["align"]
_ALMOST_THE_SAME, _ALIKE = 0.8, 0.64
"""Likeness (0 to 1) from which two texts are one provision wherever they stand: before the places are known, and after."""


def align(before: Draft, after: Draft) -> Alignment:
    """Pair the provisions: each of both drafts in exactly one pair, in the order of ``after``, what was removed where it stood.

    The pairs are the same when the drafts are turned round: of two drafts always the same one is looked at first.
    """
    turned = _words(after) < _words(before)
    found = _matched(*((after, before) if turned else (before, after)))
    if turned:
        found.turn()
    return Alignment(before, after, found.pairs(), handed_over(found))


def _words(draft: Draft) -> list[tuple[str, str]]:
    return [(provision.text, provision.eid) for provision in draft.provisions]


def _matched(one: Draft, other: Draft) -> Matching:
    found = Matching(Texts(one, other))
    pair_same_words(found)
    pair_articles(found)
    pair_containers(found)
    pair_inside(found, _ALIKE)
    pair_anywhere(found, _ALMOST_THE_SAME, doubles=False)
    pair_beside(found)
    pair_inside(found)
    pair_beside(found)
    pair_anywhere(found, _ALIKE, doubles=True)
    pair_doubles(found)
    pair_containers(found)
    pair_inside(found)
    join_splits(found)
    return found
