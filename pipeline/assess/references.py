"""References that were cut, tied or redirected -> what that does to the safeguards of the article they pointed to (R17)."""

from collections.abc import Iterator

from pipeline.assess.judge import read
from pipeline.assess.judgement import Judgement
from pipeline.assess.places import Places
from pipeline.assess.reading import Standing
from pipeline.assess.rules import Rules
from pipeline.model import Basis, Change, Effect, ReferenceChange
from pipeline.references import Targets, find

RENVOI = "safeguards-renvoi"
RESERVATION = "reservation-denunciation"
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
_NEGATIONS = frozenset({"not", "no", "never"})
_APPLIES = frozenset({"applies", "apply", "extends", "extend", "governs", "govern"})


def judged_references(places: Places, change: Change, judged: list[Judgement], rules: Rules) -> Iterator[Judgement]:
    """The references of this change that no longer, or newly, tie it to an article of safeguards, or keep that article safe from reservations."""
    told = {each.safeguard.id for each in judged}
    texts = [places.text(side, eids) for side, eids in enumerate((change.before, change.after))]
    key = RESERVATION if "reservation" in texts[1].lower() else RENVOI
    if key not in rules.safeguards or key in told:
        return
    if key == RENVOI and all(_tied(places, side, eids, rules) for side, eids in enumerate((change.before, change.after))):
        return
    for reference in change.references:
        holds = [
            _of_safeguards(places, side, target, rules) for side, target in enumerate((reference.target_before, reference.target_after))
        ]
        printed = reference.after if holds[1] else reference.before
        if holds[0] != holds[1] and (key == RESERVATION or _ties(texts[1] if holds[1] else texts[0], printed)):
            yield _judgement(key, texts, reference, rules, tied=holds[1])
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
    targets = Targets((places.before, places.after)[side])
    return any(
        _ties(each.text, each.text[reference.start : reference.end]) and _of_safeguards(places, side, target, rules)
        for each in places.provisions(side, eids)
        for reference in find(each.text)
        for target in targets.resolve(reference, each.eid)[:1]
    )


def _ties(text: str, reference: str) -> bool:
    """Whether the words before the reference make the provision subject to it, or those after it: "article 5 applies …"."""
    before, _, after = text.lower().replace(",", " ").partition(reference.lower())
    near = before.split()[-8:]
    return (bool(_TIES.intersection(near)) and not _NEGATIONS.intersection(near)) or bool(_APPLIES.intersection(after.split()[:4]))


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


def _judgement(key: str, texts: list[str], reference: ReferenceChange, rules: Rules, *, tied: bool) -> Judgement:
    effects = {RENVOI: (Effect.REMOVED, Effect.ADDED), RESERVATION: (Effect.WEAKENED, Effect.STRENGTHENED)}
    before, after = (_standing(key, text, rules) for text in texts)
    return Judgement(
        rules.safeguards[key], effects[key][tied], "R17", before, after, (reference.before, reference.after), basis=Basis.REFERENCE
    )


def _standing(key: str, text: str, rules: Rules) -> Standing | None:
    """The first clause of the provision, as the place where the reference stands or stood."""
    readings = read(text, "", rules)
    return Standing(rules.safeguards[key], readings[0], ((0, 1),)) if readings else None
