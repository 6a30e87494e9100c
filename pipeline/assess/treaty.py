"""All changes of two drafts -> judgements with their places: what one place lost and another gained has moved (R14, R15)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline.assess.judge import compared, judge, read
from pipeline.assess.judgement import Judgement
from pipeline.assess.notes import judged_notes
from pipeline.assess.options import Options, judged_option
from pipeline.assess.places import Placed, Places
from pipeline.assess.references import judged_references
from pipeline.assess.rules import Rules
from pipeline.model import Basis, Change, Effect, Kind, RunKind

_QUIET = frozenset({Kind.UNCHANGED, Kind.EDITORIAL, Kind.RENUMBERED, Kind.MOVED})
_ALIKE = 0.5
"""Share of common words from which two clauses that hold one safeguard are the same clause restated."""
_ALIKE_NEAR = 0.2
"""The same within one article."""
_UP = frozenset({Effect.ADDED, Effect.STRENGTHENED})


def judged_changes(places: Places, changes: tuple[Change, ...], rules: Rules) -> list[Placed]:
    """The judgements on all changes, in their order, after a look at the whole of both drafts."""
    quiet = {
        (side, eid)
        for change in changes
        if set(change.kinds) <= _QUIET
        for side, eids in enumerate((change.before, change.after))
        for eid in eids
    }
    options = Options(places, changes)
    found: list[Placed] = []
    for change in changes:
        against = options.against(change)
        judged = _judged(places, change, rules, quiet) if against is None else judged_option(options, change, against, rules)
        found += [Placed(each, (change.before, change.after), places) for each in judged if not _is_new_offence(each, change, rules)]
    return _once(_restated(found, places, _articles(places, changes)))


def _is_new_offence(judged: Judgement, change: Change, rules: Rules) -> bool:
    """Whether this is only the intent that a whole new offence (or one that is dropped) requires: that belongs to the powers (R21)."""
    standing = judged.before or judged.after
    if (change.before and change.after) or judged.safeguard.list != "elements" or standing is None:
        return False
    crime = rules.powers.get("power-criminalisation")
    return crime is not None and any(standing.reading.shape(shape) for shape in crime.shows)


def _articles(places: Places, changes: tuple[Change, ...]) -> set[tuple[str, str]]:
    """The articles, before and after, that share a provision."""
    return {(places.article(0, old), places.article(1, new)) for change in changes for old in change.before for new in change.after}


def _judged(places: Places, change: Change, rules: Rules, quiet: set[tuple[int, str]]) -> Iterator[Judgement]:
    eids = change.before, change.after
    above = [places.above(side, eids[side]) for side in (0, 1)]
    if _is_quiet(change) and all((side, eid) in quiet for side in (0, 1) for eid in above[side]):
        yield from judged_notes(places, change, rules)
        yield from _moved(places, change, rules)
        return
    texts = [places.text(side, eids[side]) for side in (0, 1)]
    chapeaux = [places.chapeau(side, eids[side]) for side in (0, 1)]
    judged = list(judge(texts[0], texts[1], rules, (chapeaux[0], chapeaux[1])))
    judged += judged_references(places, change, judged, rules)
    judged += judged_notes(places, change, rules)
    above_alone = {key for chapeau in chapeaux for reading in read(chapeau, "", rules) for key in reading.standings}
    for each in judged:
        if each.safeguard.id not in above_alone:
            yield replace(each, basis=Basis.PREAMBLE) if each.basis is Basis.TEXT and _is_preamble(places, change) else each


def _is_quiet(change: Change) -> bool:
    """Whether no word changed, nor its being agreed: brackets are not only punctuation."""
    return set(change.kinds) <= _QUIET and not any(
        sign in run.text for run in change.redline if run.kind is not RunKind.KEEP for sign in "[]"
    )


def _is_preamble(places: Places, change: Change) -> bool:
    sides = [places.in_preamble(side, eids) for side, eids in enumerate((change.before, change.after)) if eids]
    return all(sides)


def _moved(places: Places, change: Change, rules: Rules) -> Iterator[Judgement]:
    """A safeguard that went from the operative part to the preamble binds nobody any more (R14)."""
    if not (change.before and change.after):
        return
    sides = [places.in_preamble(side, eids) for side, eids in enumerate((change.before, change.after))]
    if sides[0] == sides[1]:
        return
    effect = Effect.STRENGTHENED if sides[0] else Effect.WEAKENED
    texts = places.text(0, change.before), places.text(1, change.after)
    for gone, come in zip(judge(texts[0], "", rules), judge("", texts[1], rules), strict=False):
        yield Judgement(gone.safeguard, effect, "R14", gone.before, come.after, basis=Basis.PREAMBLE)


def _restated(found: list[Placed], places: Places, articles: set[tuple[str, str]]) -> list[Placed]:
    """Join what one place lost to what another gained: the same safeguard in like words, or in the same article, is compared, not lost."""
    gone = [each for each in found if each.judgement.after is None and each.judgement.before is not None]
    come = [each for each in found if each.judgement.before is None and each.judgement.after is not None]
    links = sorted(
        (
            (_likeness(old, new), i, j)
            for i, old in enumerate(gone)
            for j, new in enumerate(come)
            if old.judgement.safeguard == new.judgement.safeguard
        ),
        key=lambda link: (-link[0], link[1], link[2]),
    )
    joined: dict[int, Placed | None] = {}
    taken: set[int] = set()
    for likeness, i, j in links:
        if (
            likeness < (_ALIKE_NEAR if _same_article(gone[i], come[j], places, articles) else _ALIKE)
            or id(gone[i]) in joined
            or id(come[j]) in taken
        ):
            continue
        joined[id(gone[i])] = _joined(gone[i], come[j], places)
        taken.add(id(come[j]))
    kept = [joined.get(id(each), each) for each in found if id(each) not in taken]
    return [each for each in kept if each is not None]


def _same_article(old: Placed, new: Placed, places: Places, articles: set[tuple[str, str]]) -> bool:
    return any((places.article(0, one), places.article(1, other)) in articles for one in old.eids[0] for other in new.eids[1])


def _likeness(old: Placed, new: Placed) -> float:
    """The share of the smaller clause's words that the other has."""
    words = [
        Counter(each.reading.clause.words[each.reading.clause.chapeau :]) for each in (old.judgement.before, new.judgement.after) if each
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
    judged = compared((before,), (after,), alike=False)
    return Placed(judged, eids, places) if judged else None


def _once(found: list[Placed]) -> list[Placed]:
    """One finding for several changes of one safeguard in the same direction in the same article (R1), the weightiest of them."""
    kept: dict[tuple[str, str, Effect, Basis], Placed] = {}
    for each in found:
        judged, places = each.judgement, each.places
        side = 0 if each.eids[0] and judged.before else 1
        home = f"{side}{places.article(side, each.eids[side][0])}" if each.eids[side] else ""
        key = judged.safeguard.id, home, judged.effect, judged.basis
        kept.setdefault(key, each)
    return list(kept.values())
