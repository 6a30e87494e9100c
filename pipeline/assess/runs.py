"""A clause into which one run of words was put, or from which one was taken -> what the run does to a safeguard, told by the word it begins with.

"and …" adds to a protection, "unless …" takes from it, "or …" adds to what is forbidden and to what excuses alike: the place decides (R7 to R11).
"""

from itertools import pairwise

from pipeline.assess.fallback import tells
from pipeline.assess.insertion import (
    JOINS,
    Run,
    goes_on_with_a_prohibition,
    goes_on_with_an_exception,
    has_a_duty,
    in_condition,
    in_other_limb,
    is_far,
    is_item,
    speaks_of_the_power,
)
from pipeline.assess.qualifiers import of_next_item

_REFERS = frozenset({"article", "articles", "paragraph", "paragraphs"})
_NARROWS = frozenset(
    "of who whom that which under belonging holding designated residing established being in whose having from by during related relating"
    " arising committed carried provided for chapter part section title".split()
)
_QUALIFIES = ("exceptions", "R8"), ("hedges", "R4"), ("conditions", "R11")
_DEPENDS = frozenset({"with", "after", "upon", "following", "subject"})
_CONSENT = frozenset("consent assent approval permission authorisation authorization agreement concurrence leave".split())
_LIMITED = frozenset({"confined", "limited", "restricted", "extend", "only", "solely"})
_FURTHER = frozenset({"to", "those", "such", "other", "any"})
"""Words that say to what a power is limited, and with which more is added to that: "confined to … and to those …"."""
_TO = frozenset({"in", "order", "so", "as", ""})
_COVERED = frozenset(
    "of an any the offence offences crime crimes act acts conduct established covered set forth out referred provided punishable"
    " in accordance with by under to for this present convention treaty protocol agreement".split()
)
"""Words by which a treaty names what it is about: whom it protects, it protects in no other cases."""
_ALL = frozenset({"no", "any", "every", "each", "all"})
_SOME = frozenset(
    "charged accused suspected detained arrested convicted sought who of from in under residing affected named concerned directly lawfully".split()
)
"""Words by which some of all persons are picked, behind "persons"."""
_PLACES = frozenset({"chapter", "part", "section", "title", "under", "in"})
_ALONE = frozenset({"solely", "only", "exclusively", "merely", "sole", "primarily", "mainly", "principally", "alone"})
_ELEMENTS = frozenset({"with", "without", "if", "where", "when", "and", "or", "knowingly", "intentionally", "wilfully", "deliberately"})
"""Words with which an element of an offence begins."""
_GOES_ON = frozenset(
    "has have had is are was were does do did after before with without within upon on at by in who subject that not only".split()
)
"""Words with which "and" joins a further condition to what is exempt, not a further thing that is."""
_ALL_DENIED = frozenset({"no", "not", "nor", "never", "without", "neither"})
"""Words by which what would turn a protection against somebody is ruled out: "and no inference may be drawn"."""
_EXAMPLES = 12
"""How many words behind "such as" examples may stand."""
_PREPOSITIONS = {(word,) for word in ("for", "with", "without", "by", "in", "on", "at", "under")}
_NEUTRAL = frozenset({"as", "namely", "inter", "i.e", "e.g", "such"})


def worth(run: Run) -> tuple[int, str] | None:
    """How the run turns the protection (1 adds to it, -1 takes from it, 0 is nothing to it) and by which rule; None: it does not tell."""
    if _told_elsewhere(run):
        return None
    qualified = _qualifies(run)
    if qualified is not None:
        return qualified
    if _is_anothers(run) or ((run.flips or _of_another(run)) and not _is_part(run)) or _only_refers(run) or _says_nothing(run):
        return 0, ""
    lead = run.words[0]
    if run.standing.safeguard.list == "elements" and _is_act(run):
        return 0, ""
    if run.standing.safeguard.list == "elements" and (lead != "or" or "require" in run.standing.reading.clause.words[: run.start]):
        return 1, "R9"
    return None if is_far(run) or (speaks_of_the_power(run) and lead not in JOINS) else _by_lead(run)


def _told_elsewhere(run: Run) -> bool:
    """Whether the run holds words that loosen the safeguard, or a number, which have rules of their own."""
    reading, safeguard = run.standing.reading, run.standing.safeguard
    if "articles" in safeguard.units and all(word[:1].isdigit() or word in {"and", "to", "or"} for word in run.words):
        return True
    times = tuple(unit for unit in safeguard.units if unit != "articles")
    looser = (span for _, term in safeguard.loosens.values() for span in reading.spans(term))
    return any(run.holds(start) for start, _ in looser) or any(run.holds(place) for _, place in reading.amounts(times))


def _picks_persons(run: Run) -> bool:
    """Whether the run picks some of all whom the safeguard protects: "no accused person", "no person charged with an offence"."""
    words = run.standing.reading.clause.words
    within = run.start > 0 and words[run.start - 1] in _ALL and words[run.end : run.end + 1] in {("person",), ("persons",)}
    behind = run.start > 1 and words[run.start - 2] in _ALL and words[run.start - 1] in {"person", "persons"} and run.words[0] in _SOME
    return (within or behind) and not run.standing.safeguard.limits


def _only_refers(run: Run) -> bool:
    """Whether the run only points to another place ("as also provided in article 13") or leaves a list open ("inter alia")."""
    return run.words[0] in _NEUTRAL and bool(_REFERS.intersection(run.words) or "alia" in run.words)


def _qualifies(run: Run) -> tuple[int, str] | None:
    """The run as an exception, a hedge or a condition."""
    if speaks_of_the_power(run):
        return None
    if _picks_persons(run):
        return -1, "R7"
    if any(run.holds(start) for start, _ in run.standing.reading.grammar("turns-against")) and not _ALL_DENIED.intersection(run.words):
        return -1, "R8"
    latest = run.start if run.words[0] in JOINS else min(run.start + 1, run.end - 1)
    if any(run.holds(span[0]) and of_next_item(run.standing, span) for span in run.standing.reading.grammar("hedges")):
        return 0, ""
    for name, rule in _QUALIFIES:
        if name == "conditions" and (run.standing.safeguard.list == "elements" or run.words[0] == "or"):
            continue  # "where serious harm results" is an element of the offence, "or where …" another case beside the first
        if any(run.start <= start <= latest for start, _ in run.standing.reading.grammar(name)):
            return -1, rule
    return None


def _by_lead(run: Run) -> tuple[int, str] | None:
    """What the first word of the run tells."""
    lead, limits = run.words[0], run.standing.safeguard.limits
    if lead in JOINS or _gives_more(run) or _is_first_of_two(run):
        return _joined(run)
    if lead == "or":
        more = goes_on_with_a_prohibition(run) or _in_examples(run) or not (limits or goes_on_with_an_exception(run))
        return (1, "R9") if more else (-1, "R8")
    if _CONSENT.intersection(run.words) and (rule := _on_consent(run)):
        return -1, rule
    if _is_qualifier(run):
        return _narrowed(run)
    if not is_item(run):
        return None
    return (-1, "R8") if goes_on_with_an_exception(run) and not has_a_duty(run) else (1, "R9")


def _in_examples(run: Run) -> bool:
    """Whether the run is one of the examples of what is protected: "sensitive data, such as those on health or belief"."""
    before = run.standing.reading.clause.words[max(0, run.start - _EXAMPLES) : run.start]
    return ("such", "as") in pairwise(before) or "including" in before


def _is_first_of_two(run: Run) -> bool:
    """Whether the run is an item to which "and" joins another: "in the national databases and in the common one"."""
    next_word = run.standing.reading.clause.words[run.end : run.end + 1]
    return run.words[-1] in JOINS and (is_item(run) or next_word == run.words[:1])


def _on_consent(run: Run) -> str:
    """By which rule somebody's consent takes from the safeguard: what was forbidden is so without it (R8), what was due is due with it (R11)."""
    if run.words[0] == "without" and goes_on_with_a_prohibition(run):
        return "R8"
    return "R11" if run.words[0] in _DEPENDS and not run.standing.safeguard.limits else ""


def _is_qualifier(run: Run) -> bool:
    """Whether the run says of whom or what ("of nationals"), or leaves of a prohibition only the plainest case ("not based solely on race")."""
    if {*run.words} <= _ALONE:
        return goes_on_with_a_prohibition(run)
    return run.words[0] in _NARROWS and not any(run.holds(start) for start, _ in run.standing.reading.grammar("firm"))


def _narrowed(run: Run) -> tuple[int, str] | None:
    """What a qualifier does: it narrows a protection, but a condition of a power too (R7, R9); a part of the safeguard is told by its name."""
    if (
        _is_part(run)
        or any(run.holds(start) for start, _ in run.standing.related)
        or (run.words[0] in {"which", "who"} and has_a_duty(run))
    ):
        return None
    return (1, "R9") if run.standing.safeguard.limits and not run.standing.safeguard.list and in_condition(run) else (-1, "R7")


def _of_another(run: Run) -> bool:
    """Whether the run is another safeguard's: it loosens that, or stands nearer to its evidence."""
    others = [each.safeguard for key, each in run.standing.reading.standings.items() if key != run.standing.safeguard.id]
    loosens = (span for each in others for _, term in each.loosens.values() for span in run.standing.reading.spans(term))
    return any(run.holds(start) for start, _ in loosens) or not run.standing.owns(run.start)


def _is_anothers(run: Run) -> bool:
    """Whether all phrases that show another safeguard came or went with the run, and nothing that shows this one."""
    others = [each for key, each in run.standing.reading.standings.items() if key != run.standing.safeguard.id and not each.denied]
    phrases = [[span for span in each.spans if span[1] - span[0] > 1] for each in others]
    whole = any(each and all(run.holds(start) and run.holds(end - 1) for start, end in each) for each in phrases)
    return whole and not any(run.holds(start) for start, _ in run.standing.spans)


def _is_part(run: Run) -> bool:
    """Whether the run holds a part of what the safeguard is made of."""
    terms = run.standing.safeguard.parts.values()
    return any(run.holds(start) for term in terms for start, _ in run.standing.reading.spans(term))


def _says_nothing(run: Run) -> bool:
    """Whether the run is of small words and references only, but for one that names a part of the treaty."""
    words = {*run.words}
    if words <= _COVERED and {"convention", "treaty", "protocol", "agreement"} & words and not run.standing.safeguard.limits:
        return True
    return not words - _TO or (run.words[0] not in _PLACES and not tells(run.standing.reading, run.start, run.end))


def _is_act(run: Run) -> bool:
    """Whether the run is a further act made punishable ("to make, sell or lend"): that belongs to the powers (R21), it is no element of the offence."""
    further = is_item(run) or "or" in run.words or run.words[0] == "including"
    return run.words[0] not in _NARROWS | _ELEMENTS and not _is_part(run) and further


def _joined(run: Run) -> tuple[int, str] | None:
    if _adds_a_condition(run):
        return -1, "R11"
    if has_a_duty(run):
        return 1, "R9"
    if in_other_limb(run):
        return None
    if _lets_more_in(run):
        return -1, "R8"
    if run.standing.safeguard.list == "permits" and not goes_on_with_a_prohibition(run):
        return -1, "R8"
    return (
        (-1, "R8")
        if goes_on_with_an_exception(run) and not run.standing.safeguard.limits
        else None
        if speaks_of_the_power(run)
        else (1, "R9")
    )


def _adds_a_condition(run: Run) -> bool:
    """Whether the run narrows further whom the safeguard protects ("… and who …"), or what is exempt ("… and has announced it")."""
    if run.standing.safeguard.list == "exempts":
        return bool(_GOES_ON.intersection(run.words[1:3]))
    further = run.words[1:2] in {("who",), ("after",)} and "who" in run.standing.reading.clause.words[: run.start]
    return (further or _qualifies_the_subject(run)) and not run.standing.safeguard.limits


def _qualifies_the_subject(run: Run) -> bool:
    """Whether the run says further which persons are meant, before any word of duty: "third parties acting in good faith and for value shall …"."""
    duties = [modal.span[0] for modal in run.standing.reading.modals()]
    return run.words[1:2] in _PREPOSITIONS and bool(duties) and run.end <= duties[0]


def _lets_more_in(run: Run) -> bool:
    """Whether the run adds to what a power is confined to: "confined to the persons named in the order and to those whom they meet"."""
    before = run.standing.reading.clause.words[: run.start]
    return run.standing.safeguard.limits and bool(_LIMITED.intersection(before)) and bool(_FURTHER.intersection(run.words[1:2]))


def _gives_more(run: Run) -> bool:
    """Whether the run goes on with a further duty that is part of the safeguard: "…, which shall not be carried out before the court has ruled"."""
    return run.words[0] == "which" and not run.standing.safeguard.limits and has_a_duty(run) and _is_part(run)
