"""What one place of a treaty lost and another gained -> the same safeguard, moved: compared, not lost (R14, R15)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline.assess.judge import read
from pipeline.assess.judgement import Judgement
from pipeline.assess.places import Placed, Places
from pipeline.assess.reading import Standing
from pipeline.assess.restated import SMALL
from pipeline.assess.rules import Rules, Safeguard
from pipeline.assess.ruling import THERE_OR_NOT, compared
from pipeline.assess.stems import stem
from pipeline.assess.weighed import is_beside
from pipeline.model import Basis, Change, Effect

_ALIKE = 0.55
"""Share of common words from which two clauses that hold one safeguard are the same clause restated."""
_ALIKE_ALONE = 0.46
"""The same where no other clause that came or went holds the safeguard."""
_ALIKE_NEAR = 0.2
"""The same within one article, and, by stems, between the preamble and an article: a recital says it in a few words."""
_SMALL = SMALL | {"may", "should"}
"""Words that any two clauses share."""


def restated(found: list[Placed], places: Places, changes: tuple[Change, ...], rules: Rules) -> list[Placed]:
    """Join what one place lost to what another gained: the same safeguard in like words, or in the same article, is compared, not lost.

    Of options side by side one is joined; the others fall, or come, with it.
    """
    articles = {(places.article(0, old), places.article(1, new)) for change in changes for old in change.before for new in change.after}
    gone = [each for each in found if each.judgement.after is None and each.judgement.before is not None]
    come = [each for each in found if each.judgement.before is None and each.judgement.after is not None]
    joined: dict[int, Placed | None] = {}
    taken: set[int] = set()
    for i, j in _links(gone, come, places, articles):
        old, new = gone[i], come[j]
        free = id(old) not in joined, id(new) not in taken
        if all(free):
            joined[id(old)] = _joined(old, new, places)
            taken.add(id(new))
        elif free[0] and _in_option(old, 0):
            joined[id(old)] = None
        elif free[1] and _in_option(new, 1):
            taken.add(id(new))
    for side, lone in ((0, [each for each in gone if id(each) not in joined]), (1, [each for each in come if id(each) not in taken])):
        for each in lone:
            if other := _untold(each, side, places, changes, rules):
                pair = (each, other) if side == 0 else (other, each)
                joined[id(each)] = _joined(*pair, places)
    kept = [joined.get(id(each), each) for each in found if id(each) not in taken]
    return [each for each in kept if each is not None]


def _links(gone: list[Placed], come: list[Placed], places: Places, articles: set[tuple[str, str]]) -> list[tuple[int, int]]:
    """Which of the lost and which of the gained are alike enough, the most alike first."""
    found = []
    for i, old in enumerate(gone):
        for j, new in enumerate(come):
            if old.judgement.safeguard != new.judgement.safeguard:
                continue
            near = any((places.article(0, one), places.article(1, other)) in articles for one in old.eids[0] for other in new.eids[1])
            crosses = places.in_preamble(0, old.eids[0]) != places.in_preamble(1, new.eids[1])
            likeness = _likeness(old, new)
            alone = sum(each.judgement.safeguard == old.judgement.safeguard for each in (*gone, *come)) == 2
            if likeness >= (_ALIKE_NEAR if near or crosses else _ALIKE_ALONE if alone else _ALIKE):
                found.append((-likeness, i, j))
    return [(i, j) for _, i, j in sorted(found)]


def _untold(placed: Placed, side: int, places: Places, changes: tuple[Change, ...], rules: Rules) -> Placed | None:
    """The provision only in the other draft that says much the same and may well hold the safeguard, though its words alone did not tell."""
    judged = placed.judgement
    if judged.rule != THERE_OR_NOT:
        return None
    found = []
    for change in changes:
        sides = change.before, change.after
        if sides[side] or not sides[1 - side]:
            continue
        for standing in _may_hold(places, 1 - side, sides[1 - side], judged.safeguard, rules):
            at = (judged.before, standing) if side == 0 else (standing, judged.after)
            other = Placed(replace(judged, before=at[0] if side else None, after=at[1] if side == 0 else None), sides, places)
            likeness = _likeness(*((placed, other) if side == 0 else (other, placed)))
            if likeness >= _ALIKE:
                found.append((likeness, other))
    return max(found, key=lambda each: each[0])[1] if found else None


def _may_hold(places: Places, side: int, eids: tuple[str, ...], safeguard: Safeguard, rules: Rules) -> Iterator[Standing]:
    """How the safeguard stands in the clauses of these provisions that are not about something else."""
    for reading in read(places.text(side, eids), places.chapeau(side, eids), rules):
        standing = reading.standings.get(safeguard.id)
        if standing and not standing.denied and not is_beside(standing):
            yield standing


def _in_option(placed: Placed, side: int) -> bool:
    return any(placed.places.option(side, eid) for eid in placed.eids[side])


def _likeness(old: Placed, new: Placed) -> float:
    """The share of the smaller clause's words, by their stems, that the other has, without small words."""
    words = [
        Counter(stem(word) for word in each.reading.plain()[each.reading.clause.chapeau :] if word and word not in _SMALL)
        for each in (old.judgement.before, new.judgement.after)
        if each
    ]
    return (words[0] & words[1]).total() / max(min(words[0].total(), words[1].total()), 1)


def _joined(old: Placed, new: Placed, places: Places) -> Placed | None:
    before, after = old.judgement.before, new.judgement.after
    if before is None or after is None:
        return None
    eids = old.eids[0], new.eids[1]
    sides = places.in_preamble(0, eids[0]), places.in_preamble(1, eids[1])
    if sides[0] != sides[1]:
        effect = Effect.STRENGTHENED if sides[0] else Effect.WEAKENED
        return Placed(Judgement(before.safeguard, effect, "R14", before, after, basis=Basis.PREAMBLE), eids, places)
    if before.denied != after.denied:
        effect = Effect.ADDED if before.denied else Effect.REMOVED
        return Placed(Judgement(before.safeguard, effect, "R16", before, after), eids, places)
    judged = compared((before,), (after,), alike=False) or reaches_elsewhere(before, after)
    return Placed(judged, eids, places) if judged else None


def reaches_elsewhere(before: Standing, after: Standing) -> Judgement | None:
    """What moving to another article does that says the same of more, or less, of the treaty: "measures under this Convention", "they" (R14)."""
    wide = [standing.reading.grammar("treaty_wide") for standing in (before, after)]
    if bool(wide[0]) == bool(wide[1]):
        return None
    side, span = (1, wide[1][0]) if wide[1] else (0, wide[0][0])
    words = (before, after)[side].reading.clause.quote(span)
    effect = Effect.STRENGTHENED if side else Effect.WEAKENED
    return Judgement(before.safeguard, effect, "R14", before, after, ("", words) if side else (words, ""), settled=False)
