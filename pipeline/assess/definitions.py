"""A term that the treaty defines anew -> what that does to the safeguards that are given in this term (R7): a hollowed definition hollows them out."""

from collections import Counter
from dataclasses import dataclass, replace

import regex

from pipeline.assess.breadth import broadened
from pipeline.assess.judge import read
from pipeline.assess.judgement import PARTLY, Judgement
from pipeline.assess.places import Placed, Places
from pipeline.assess.reading import Reading, Standing
from pipeline.assess.remnants import standings
from pipeline.assess.rules import Rules, Safeguard
from pipeline.assess.ruling import THERE_OR_NOT
from pipeline.assess.wording import Span
from pipeline.model import Effect
from pipeline.references import masked

_DEFINES = regex.compile(
    r"""^\W{0,3}(?:the\ (?:term|terms|expression|word)\ )?[“"«'‘](?P<term>[\p{L}\p{Nd} \-,]{2,60})[”"»'’]\s+
    (?:means|shall\ mean|includes|shall\ include|refers\ to|denotes|covers|comprises|is\ understood\ as|shall\ be\ understood\ as)\b\s*(?P<body>.+)""",
    regex.VERBOSE | regex.IGNORECASE | regex.DOTALL,
)
_TOKEN = regex.compile(r"[\p{L}\p{Nd}]+|,")
_NARROWED = "R7"
_BY_WORDS = frozenset({"R7", "R8", "R9", "R11", "R25"})
"""Rules that go by words that came or went; in a definition what matters is how much it takes in."""
_GUARDS = frozenset(
    "authority authorities body bodies court courts judge judges tribunal commission commissioner organ supervisor review warrant order".split()
)
"""Who protects, or by what: the more may count as such, the less it protects."""
_EXCUSES = frozenset({"except", "save", "unless", "notwithstanding", "emergency", "urgent", "urgency"})
"""What stands behind these, or is called so, is an exception: the more it takes in, the less is protected."""


_LONGEST = 240
"""Up to so many characters what a term means is quoted in the reason."""
_AT_ONCE = 3
"""How many words after such a word the term stands that it excepts."""


@dataclass(frozen=True, slots=True)
class _Definition:
    """Where a term is defined, and the words that say what it means."""

    eid: str
    reading: Reading
    body: str
    words: tuple[str, ...]


def with_definitions(found: list[Placed], places: Places, rules: Rules) -> list[Placed]:
    """The same, with what terms that both drafts define, otherwise, do to the safeguards given in them; it is told once for each term."""
    defined = [_definitions(places, side, rules) for side in (0, 1)]
    for term in sorted(defined[0].keys() & defined[1].keys()):
        old, new = defined[0][term], defined[1][term]
        if old.words != new.words:
            found = _with_term(found, term, (old, new), places, rules)
    return found


def _definitions(places: Places, side: int, rules: Rules) -> dict[str, _Definition]:
    found: dict[str, _Definition] = {}
    for eid, each in places.by_eid[side].items():
        match = _DEFINES.match(each.text)
        readings = read(each.text, "", rules) if match else ()
        if match and readings:
            found.setdefault(
                match["term"].lower(), _Definition(eid, readings[0], match["body"].rstrip(" .;"), _meaning(match["body"], rules))
            )
    return found


def _meaning(body: str, rules: Rules) -> tuple[str, ...]:
    """The words and commas of what a term means, without the numbers of references; one word for all that mean the same."""
    return tuple(rules.alike.get(word, word) for word in _TOKEN.findall(masked(body).lower()))


def _with_term(found: list[Placed], term: str, sides: tuple[_Definition, _Definition], places: Places, rules: Rules) -> list[Placed]:
    """The findings, with those on a term that is defined otherwise."""
    uses = _uses(term, sides, places, rules)
    anew = _told(term, sides, uses, places, rules)
    own = [each for each in found if any(sides[side].eid in each.eids[side] for side in (0, 1))]
    by_words = all(each.judgement.rule in _BY_WORDS for each in own)
    if anew and by_words and any(each.judgement.safeguard == anew.judgement.safeguard for each in own):
        return [*(each for each in found if each not in own), anew]
    doubtful = [each for each in own if each.judgement.rule == THERE_OR_NOT and each.judgement.safeguard.less >= 0]
    if len(doubtful) < len(own) or not own:
        return found if own or not anew else [*found, anew]
    kept = [each for each in found if each not in own]
    believed = [each for each in own if each.judgement.safeguard.id in uses][:1]
    return kept + [_partly(each, term, sides, places) for each in believed]


def _partly(placed: Placed, term: str, sides: tuple[_Definition, _Definition], places: Places) -> Placed:
    """A safeguard of which a definition says less (or more), as it is given elsewhere."""
    judged = placed.judgement
    standings = [_standing(judged.safeguard, term, side) for side in sides]
    effect = PARTLY.get(judged.effect, judged.effect)
    told = replace(
        judged, effect=effect, rule=_NARROWED, before=judged.before or standings[0], after=judged.after or standings[1], settled=False
    )
    return Placed(told, ((sides[0].eid,), (sides[1].eid,)), places)


def _standing(safeguard: Safeguard, term: str, definition: _Definition) -> Standing:
    """A safeguard as it stands in the definition of a term in which it is given: the term shows it."""
    return Standing(safeguard, definition.reading, (_span(definition.reading.clause.words, tuple(term.split())) or (0, 1),))


def _uses(term: str, sides: tuple[_Definition, _Definition], places: Places, rules: Rules) -> dict[str, list[tuple[Standing, Span]]]:
    """By safeguard the clauses of the later draft that give it in this term, and where the term stands in each; most clauses first."""
    words = tuple(term.split())
    found: dict[str, list[tuple[Standing, Span]]] = {}
    for eid, each in places.by_eid[1].items():
        if eid == sides[1].eid or term not in each.text.lower():
            continue
        for standing in standings(places, 1, (eid,), rules):
            span = _span(standing.reading.clause.words, words)
            if span and (_is_part(standing, span) or _is_excuse(term, standing, span)):
                found.setdefault(standing.safeguard.id, []).append((standing, span))
    counts = Counter({key: len(each) for key, each in found.items()})
    return {key: found[key] for key, _ in counts.most_common()}


def _span(words: tuple[str, ...], term: tuple[str, ...]) -> Span | None:
    """Where the term stands, in the singular or the plural."""
    size = len(term)
    for at in range(len(words) - size + 1):
        here = words[at : at + size]
        if here[:-1] == term[:-1] and here[-1].startswith(term[-1].rstrip("sy")):
            return at, at + size
    return None


def _is_part(standing: Standing, span: Span) -> bool:
    """Whether the safeguard is given in this term: it stands in the words that show the safeguard, not only beside them."""
    return any(start < span[1] and span[0] < end for start, end in (*standing.spans, *standing.related))


def _told(
    term: str, sides: tuple[_Definition, _Definition], uses: dict[str, list[tuple[Standing, Span]]], places: Places, rules: Rules
) -> Placed | None:
    """What a term that takes in more, or less, does to the safeguard that is most given in it."""
    wider = broadened(sides[0].words, sides[1].words)
    key = next(iter(uses), "")
    if not wider or not key:
        return None
    protects = -1 if _guards(term) or all(_is_excuse(term, *each) for each in uses[key]) or rules.safeguards[key].less < 0 else 1
    effect = Effect.STRENGTHENED if (wider > 0) == (protects > 0) else Effect.WEAKENED
    before, after = (_standing(rules.safeguards[key], term, side) for side in sides)
    bodies = sides[0].body, sides[1].body
    words = bodies if max(map(len, bodies)) <= _LONGEST else ("", "")
    judged = Judgement(rules.safeguards[key], effect, _NARROWED, before, after, words, settled=False)
    return Placed(judged, ((sides[0].eid,), (sides[1].eid,)), places)


def _guards(term: str) -> bool:
    return bool(_GUARDS.intersection(term.split()))


def _is_excuse(term: str, standing: Standing, span: Span) -> bool:
    """Whether the term names what is excepted from the safeguard."""
    named = _EXCUSES.intersection(term.split())
    return bool(named) or bool(_EXCUSES.intersection(standing.reading.clause.words[max(0, span[0] - _AT_ONCE) : span[0]]))
