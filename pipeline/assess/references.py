"""References that were cut, tied or redirected -> what that does to the safeguards of the article they pointed to (R17)."""

from collections.abc import Iterator

from pipeline.assess.judge import read
from pipeline.assess.judgement import Judgement
from pipeline.assess.opinion import WEIGHED
from pipeline.assess.places import Places
from pipeline.assess.reading import Standing
from pipeline.assess.rules import Rules
from pipeline.model import Basis, Change, Effect
from pipeline.references import find

RENVOI = "safeguards-renvoi"
RESERVATION = "reservation-denunciation"
_SHORT = 24
"""Up to so many words a provision that only one draft has says little more than what it is made subject to."""
_MANY = 3
"""From so many safeguards on, an article is one that others are made subject to."""
_TIES = frozenset(
    {
        "subject",
        "accordance",
        "conformity",
        "pursuant",
        "governed",
        "compliance",
        "limits",
        "notwithstanding",
        "apply",
        "applies",
        "consistent",
        "respect",
        "breach",
        "violation",
        "contravention",
    }
)
_NEGATIONS = frozenset({"not", "no", "never", "cease", "ceases"})
_LASTS, _ON = frozenset({"year", "years", "months", "force", "until"}), 14
"""Words, so many behind the reference, by which "article 5 applies …" tells how long it does, not to what."""
_APPLIES = frozenset({"applies", "apply", "extends", "extend", "governs", "govern"})


def judged_references(places: Places, change: Change, judged: list[Judgement], rules: Rules) -> Iterator[Judgement]:
    """The references of this change that no longer, or newly, tie it to an article of safeguards, or keep that article safe from reservations."""
    told = {each.safeguard.id for each in judged if each.rule != WEIGHED}
    texts = [places.text(side, eids) for side, eids in enumerate((change.before, change.after))]
    key = RESERVATION if "reservation" in texts[1].lower() else RENVOI
    if key not in rules.safeguards or key in told:
        return
    named = [_named(places, side, eids, rules) for side, eids in enumerate((change.before, change.after))]
    tied = [any(_ties(texts[side], printed) for printed in named[side]) for side in (0, 1)]
    if key == RENVOI and all(tied):
        return
    if key == RENVOI and sum(map(bool, texts)) == 1 and any(tied):
        side = tied.index(True)
        if len(texts[side].split()) <= _SHORT:
            words = (named[0][0], "") if named[0] else ("", named[1][0])
            yield _judgement(key, texts, words, rules, tied=tied[1])
        return
    if key == RENVOI and all(named) and tied[0] != tied[1]:
        yield _judgement(key, texts, (named[0][0], named[1][0]), rules, tied=tied[1])
        return
    for reference in change.references:
        targets, words = (reference.target_before, reference.target_after), (reference.before, reference.after)
        holds = [_of_safeguards(places, side, target, rules) for side, target in enumerate(targets)]
        if holds[0] != holds[1] and (key == RESERVATION or _ties(texts[holds[1]], words[holds[1]])):
            yield _judgement(key, texts, words, rules, tied=holds[1])
            return


def is_no_tie(judged: Judgement, places: Places, change: Change, rules: Rules) -> bool:
    """Whether a clause that reads like a tie to the safeguards ("subject to article 5") names only articles, none of which is one of safeguards."""
    if judged.safeguard.id != RENVOI:
        return False
    side, standing = (0, judged.before) if judged.before else (1, judged.after)
    if standing is None or "safeguard" in standing.reading.clause.text.lower() or "guarantee" in standing.reading.clause.text.lower():
        return False
    eids = (change.before, change.after)[side]
    return bool(places.provisions(side, eids)) and not _tied(places, side, eids, rules)


def _tied(places: Places, side: int, eids: tuple[str, ...], rules: Rules) -> bool:
    """Whether the provision is made subject to an article of safeguards."""
    return any(_ties(places.text(side, eids), printed) for printed in _named(places, side, eids, rules))


def _named(places: Places, side: int, eids: tuple[str, ...], rules: Rules) -> list[str]:
    """The references of these provisions to articles of safeguards, as printed."""
    return [
        each.text[reference.start : reference.end]
        for each in places.provisions(side, eids)
        for reference in find(each.text)
        for target in places.targets[side].resolve(reference, each.eid)[:1]
        if _of_safeguards(places, side, target, rules)
    ]


def _ties(text: str, reference: str) -> bool:
    """Whether the words before the reference make the provision subject to it, or those after it: "article 5 applies …"."""
    before, _, after = text.lower().replace(",", " ").partition(reference.lower())
    near, next_to, on = before.split()[-8:], after.split()[:4], after.split()[:_ON]
    if _APPLIES.intersection(next_to) and _LASTS.intersection(on):
        return False
    return any(words.intersection(said) and not _NEGATIONS.intersection(said) for words, said in ((_TIES, near), (_APPLIES, next_to)))


def _of_safeguards(places: Places, side: int, target: str, rules: Rules) -> bool:
    """Whether the article pointed to is one of safeguards: by its heading, or because it holds several."""
    article = places.article(side, target)
    if not article:
        return False
    inside = [each for eid, each in places.by_eid[side].items() if places.article(side, eid) == article]
    if any("safeguard" in each.heading.lower() for each in inside):
        return True
    held = {key for each in inside for reading in read(each.text, "", rules) for key in reading.standings}
    return len(held - {RENVOI}) >= _MANY


def _judgement(key: str, texts: list[str], words: tuple[str, str], rules: Rules, *, tied: bool) -> Judgement:
    effects = {RENVOI: (Effect.REMOVED, Effect.ADDED), RESERVATION: (Effect.WEAKENED, Effect.STRENGTHENED)}
    before, after = (_standing(key, text, rules) for text in texts)
    return Judgement(rules.safeguards[key], effects[key][tied], "R17", before, after, words, basis=Basis.REFERENCE)


def _standing(key: str, text: str, rules: Rules) -> Standing | None:
    """The first clause of the provision, as the place where the reference stands or stood."""
    readings = read(text, "", rules)
    return Standing(rules.safeguards[key], readings[0], ((0, 1),)) if readings else None
