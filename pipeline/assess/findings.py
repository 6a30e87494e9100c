"""A judgement -> the Finding that is shown: both quotes, the words that triggered the rule, the reason, the fingerprint."""

import hashlib

import regex

from pipeline.assess.judgement import Judgement
from pipeline.assess.places import Placed
from pipeline.assess.quotes import as_issued
from pipeline.assess.reading import Standing
from pipeline.assess.rules import Rules
from pipeline.model import Certainty, Evidence, Finding, Provision

_NOT_WORD = regex.compile(r"\W+")
_LONGEST = 400
_PLAIN = "R24"
"""The rule that has a sentence for each effect; it speaks where a rule has none of its own."""


def finding(judged: Judgement, rules: Rules, placed: Placed | None = None, texts: tuple[str, str] = ("", "")) -> Finding:
    """The finding that `judged` gives; the places name where it stands, without them the eIds and citations are empty and `texts` are quoted."""
    sides = [
        _evidence(standing, word, side, placed, texts[side])
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


def _evidence(standing: Standing | None, word: str, side: int, placed: Placed | None, text: str) -> Evidence | None:
    if standing is None:
        first = next(iter(_provisions(side, placed)), None)
        return Evidence(first.eid, first.citation, _short(first.text)) if first else None
    clause = standing.reading.clause
    own_start = clause.places[clause.chapeau][0] if clause.chapeau < len(clause.words) else 0
    above, own = clause.text[:own_start], clause.text[own_start:]
    provision, quote = _quoted(own, side, placed, text)
    if above and word in above:
        over = placed.places.chapeau(side, placed.eids[side]) if placed else above
        quote = f"{as_issued(above.strip(), over) or over} {quote}"
    triggers = dict.fromkeys([*(clause.quote(span) for span in standing.spans), *([word] if word else [])])
    return Evidence(
        provision.eid if provision else "",
        provision.citation if provision else "",
        quote,
        tuple(each for each in triggers if each in quote),
    )


def _quoted(own: str, side: int, placed: Placed | None, text: str) -> tuple[Provision | None, str]:
    """The provision that holds the words, of several the one in which they stand, and the words as issued."""
    if placed is None:
        return None, as_issued(own, text) or own
    provisions = _provisions(side, placed)
    for each in provisions:
        issued = f"{each.text} {each.closing}".strip()
        over = placed.places.chapeau(side, (each.eid,))
        quote = as_issued(own, issued) or as_issued(own, f"{over} {issued}")
        if quote:
            return each, quote
    return (provisions[0], _short(provisions[0].text)) if provisions else (None, own)


def _provisions(side: int, placed: Placed | None) -> list[Provision]:
    return placed.places.provisions(side, placed.eids[side]) if placed else []


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
