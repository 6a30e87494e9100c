"""A judgement -> the Finding that is shown: both quotes, the words that triggered the rule, the reason, the fingerprint."""

import hashlib

import regex

from pipeline.assess.judgement import Judgement
from pipeline.assess.places import Placed
from pipeline.assess.reading import Standing
from pipeline.assess.rules import Rules
from pipeline.model import Certainty, Evidence, Finding, Provision

_NOT_WORD = regex.compile(r"\W+")
_LONGEST = 400
_PLAIN = "R24"
"""The rule that has a sentence for each effect; it speaks where a rule has none of its own."""


def finding(judged: Judgement, rules: Rules, placed: Placed | None = None) -> Finding:
    """The finding that `judged` gives; the places name where it stands, without them the eIds and citations are empty."""
    sides = [
        _evidence(standing, word, side, placed)
        for side, (standing, word) in enumerate(zip((judged.before, judged.after), judged.words, strict=True))
    ]
    quotes = "\0".join(_NOT_WORD.sub(" ", side.quote).lower() if side else "" for side in sides)
    return Finding(
        judged.safeguard.id,
        judged.effect,
        judged.rule,
        reason(judged, rules),
        sides[0],
        sides[1],
        judged.basis,
        Certainty.CERTAIN if judged.settled else Certainty.TO_REVIEW,
        judged.safeguard.weight,
        hashlib.sha256(f"{judged.safeguard.id}\0{judged.effect}\0{quotes}".encode()).hexdigest()[:12],
    )


def reason(judged: Judgement, rules: Rules) -> str:
    """The rule's sentence for this effect, with the words of both sides in it."""
    before, after = judged.words
    texts = rules.rules[judged.rule].reasons.get(judged.effect) or rules.rules[_PLAIN].reasons[judged.effect]
    kind = "both" if before and after else "lost" if before else "gained" if after else "none"
    sentence = texts.get(kind) or texts["none"]
    return sentence.format(name=judged.safeguard.name, before=before, after=after)


def _evidence(standing: Standing | None, word: str, side: int, placed: Placed | None) -> Evidence | None:
    provision = _provision(standing, side, placed)
    if standing is None:
        return Evidence(provision.eid, provision.citation, _short(provision.text)) if provision else None
    clause = standing.reading.clause
    start = (
        clause.places[clause.chapeau][0]
        if 0 < clause.chapeau < len(clause.words) and word not in clause.text[: clause.places[clause.chapeau][0]]
        else 0
    )
    triggers = dict.fromkeys([*(clause.quote(span) for span in standing.spans), *([word] if word else [])])
    quote = clause.text[start:]
    return Evidence(
        provision.eid if provision else "",
        provision.citation if provision else "",
        quote,
        tuple(each for each in triggers if each in quote),
    )


def _provision(standing: Standing | None, side: int, placed: Placed | None) -> Provision | None:
    """The provision that holds the quoted words; of several the one in which they stand."""
    if placed is None:
        return None
    provisions = placed.places.provisions(side, placed.eids[side])
    own = standing.reading.clause.quote((standing.reading.clause.chapeau, len(standing.reading.clause.words))) if standing else ""
    return next((each for each in provisions if own and own in f"{each.text} {each.closing}"), provisions[0] if provisions else None)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
