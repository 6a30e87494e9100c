"""A provision that sets another one aside by its number ("irrespective of article 3", "notwithstanding paragraph 1") -> what that takes from it (R8)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.assess.judge import read
from pipeline.assess.judgement import Judgement
from pipeline.assess.places import Placed, Places
from pipeline.assess.reading import Reading, Standing
from pipeline.assess.references import RENVOI
from pipeline.assess.remnants import standings
from pipeline.assess.rules import Rules
from pipeline.assess.ruling import THERE_OR_NOT
from pipeline.assess.wording import Span
from pipeline.model import Change, Effect
from pipeline.references import find

_EXCEPTION = "R8"
_MANY = 4
"""From so many safeguards on an article is set aside as a whole, which the references tell (R17)."""
_NEAR, _AT_ONCE = 7, 4
"""How many words may stand between what sets aside and the reference, and between the reference and "shall not apply"."""
_BETWEEN = frozenset("of the this present article paragraph above also a b c d e f i ii iii iv".split())
"""Words that may stand between the reference and "shall not apply"; with others something else does not apply."""
_PARTS = frozenset({"chapter", "part", "section", "annex"})
"""What is too large to be set aside by a clause for what single provisions of it give."""
_GROUNDS = frozenset({"ground", "grounds", "reason", "reasons"})
_NOT, _BUT = frozenset({"not", "no", "nor", "never", "neither"}), frozenset({"except", "unless", "other", "save", "only"})


class _Aside(NamedTuple):
    """The eId of a provision that holds a safeguard, and the clause that sets it aside with the words by which it does."""

    target: str
    reading: Reading
    span: Span


def with_set_aside(found: list[Placed], places: Places, changes: tuple[Change, ...], rules: Rules) -> list[Placed]:
    """The same, with what a provision that only one draft has, or that was changed, takes from a safeguard given elsewhere in both."""
    cut = _cut(found, places, changes)
    homes = ({(side, places.article(side, eid)) for side, eids in enumerate((each.before, each.after)) for eid in eids} for each in changes)
    more = [each for change, home in zip(changes, homes, strict=True) if not home & cut for each in _told(change, places, changes, rules)]
    said = {(side, eid) for each in more for side in (1 if each.judgement.words[1] else 0,) for eid in each.eids[side]}
    return [each for each in found if not _is_said(each, said)] + more


def _cut(found: list[Placed], places: Places, changes: tuple[Change, ...]) -> set[tuple[int, str]]:
    """The articles, before and after, of which it is told that they are tied, or no longer tied, to the article of safeguards as a whole (R17)."""
    told = [each for each in found if each.judgement.safeguard.id == RENVOI]
    homes = {(side, places.article(side, eid)) for each in told for side in (0, 1) for eid in each.eids[side]}
    pairs = {(places.article(0, old), places.article(1, new)) for change in changes for old in change.before for new in change.after}
    return homes | {(1, new) for old, new in pairs if (0, old) in homes} | {(0, old) for old, new in pairs if (1, new) in homes}


def _is_said(placed: Placed, said: set[tuple[int, str]]) -> bool:
    """Whether a safeguard only seemed to come, or go, in a provision that sets another aside."""
    judged = placed.judgement
    side = 0 if judged.after is None else 1
    lone = judged.rule == THERE_OR_NOT and (judged.before is None) != (judged.after is None)
    return lone and any((side, eid) in said for eid in placed.eids[side])


def _told(change: Change, places: Places, changes: tuple[Change, ...], rules: Rules) -> Iterator[Placed]:
    asides = [_asides(places, side, eids, rules) for side, eids in enumerate((change.before, change.after))]
    for side in (1, 0):
        for key, aside in asides[side].items():
            home = _in_both(aside.target, side, changes)
            given = [_held(places, at, eids, key, rules) for at, eids in enumerate((home.before, home.after))] if home else []
            if key not in asides[1 - side] and home and all(given):
                eids = (home.before, change.after) if side else (change.before, home.after)
                yield Placed(_judgement(aside, side, given), eids, places)


def _judgement(aside: _Aside, side: int, given: Sequence[Standing | None]) -> Judgement:
    """What a clause of one side takes from a safeguard that both give: it is weaker where the later draft has the clause, stronger where it dropped it."""
    safeguard = next(each.safeguard for each in given if each)
    own, quote = Standing(safeguard, aside.reading, (aside.span,)), _closed(aside.reading.clause.quote(aside.span))
    if side:
        return Judgement(safeguard, Effect.WEAKENED, _EXCEPTION, given[0], own, ("", quote), settled=False)
    return Judgement(safeguard, Effect.STRENGTHENED, _EXCEPTION, own, given[1], (quote, ""), settled=False)


def _closed(quote: str) -> str:
    """The words with the parenthesis that closes them: "irrespective of article 3 (b)"."""
    return f"{quote})" if quote.count("(") > quote.count(")") else quote


def _in_both(target: str, side: int, changes: tuple[Change, ...]) -> Change | None:
    return next((each for each in changes if each.before and each.after and target in (each.before, each.after)[side]), None)


def _held(places: Places, side: int, eids: tuple[str, ...], key: str, rules: Rules) -> Standing | None:
    return next((each for each in standings(places, side, eids, rules) if each.safeguard.id == key), None)


def _asides(places: Places, side: int, eids: tuple[str, ...], rules: Rules) -> dict[str, _Aside]:
    """By safeguard where it is given that these provisions set aside."""
    found: dict[str, _Aside] = {}
    for each in places.provisions(side, eids):
        for reading in read(places.text(side, (each.eid,)), places.chapeau(side, (each.eid,)), rules):
            for reference in find(reading.clause.text):
                span = _sets_aside(reading, _in_words(reading, (reference.start, reference.end)))
                target = places.targets[side].resolve(reference, each.eid)[0] if span and reference.level not in _PARTS else ""
                held = _given(places, side, target, each.eid, rules) if target else {}
                held = {key: eid for key, eid in held.items() if key in reading.standings} or held
                if span and len(held) < _MANY:
                    found |= {key: _Aside(eid, reading, span) for key, eid in held.items() if key not in found}
    return found


def _given(places: Places, side: int, target: str, own: str, rules: Rules) -> dict[str, str]:
    """By safeguard the provision in `target` that gives it; nothing where it is the provision's own article."""
    inside = [eid for eid in places.by_eid[side] if places.is_within(side, eid, target)]
    if own in inside:
        return {}
    return {each.safeguard.id: eid for eid in reversed(inside) for each in standings(places, side, (eid,), rules)}


def _in_words(reading: Reading, span: Span) -> Span:
    """A span of characters of the clause as one of words."""
    at = [number for number, (start, end) in enumerate(reading.clause.places) if start >= span[0] and end <= span[1]]
    return (at[0], at[-1] + 1) if at else (0, 0)


def _sets_aside(reading: Reading, reference: Span) -> Span | None:
    """The words by which the clause sets aside what it refers to; None where it does not, or gives something itself."""
    words, (start, end) = reading.clause.words, reference
    ahead = [span for span in reading.grammar("sets_aside") if 0 <= start - span[1] <= _NEAR]
    after = [
        span for span in reading.grammar("not_applied") if 0 <= span[0] - end <= _AT_ONCE and _BETWEEN.issuperset(words[end : span[0]])
    ]
    powers = [span for span in reading.grammar("of_power") if 0 <= start - span[1] <= _AT_ONCE]
    if ahead and (_lets(reading) or not reading.standings):
        return ahead[-1][0], end
    if after and not powers:
        return start, after[0][1]
    near = [at for at in range(max(0, start - _NEAR), start) if words[at] in _GROUNDS]
    barred = near and _NOT.intersection(words[: near[0]]) and not _BUT.intersection(words[: near[0]])
    return (near[0], end) if barred else None


def _lets(reading: Reading) -> bool:
    """Whether the clause only lets somebody do something."""
    return any(modal.step == 1 for modal in reading.modals())
