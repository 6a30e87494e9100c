"""A clause into which one run of words was put, or from which one was taken -> what the run does to a safeguard, told by the word it begins with.

"and …" adds to a protection, "unless …" takes from it, "or …" adds to what is forbidden and to what excuses alike: the place decides (R7 to R11).
"""

from dataclasses import dataclass

from pipeline.assess.duty import governing
from pipeline.assess.fallback import tells
from pipeline.assess.qualifiers import of_next_item
from pipeline.assess.reading import Standing

_REFERS = frozenset({"article", "articles", "paragraph", "paragraphs"})
_JOINS = frozenset({"and", "nor", "including", "plus", "also", "together", "notably"})
_NARROWS = frozenset(
    "of who whom that which under belonging holding designated residing established being in whose having from by during related relating"
    " arising committed carried provided for chapter part section title".split()
)
_QUALIFIES = ("exceptions", "R8"), ("hedges", "R4"), ("conditions", "R11")
_EXCUSES = frozenset({"unless", "except", "save", "other", "until", "notwithstanding", "excepting"})
_CONFINES = _EXCUSES | {"without", "only", "solely", "if", "where", "exclusively"}
_FORBIDS = frozenset(
    {"no", "not", "nothing", "never", "neither", "nobody", "none", "nor", "cannot", "refuse", "refused", "declined", "decline"}
)
_POINTS = frozenset({"such", "said", "this", "that", "these", "those"})
_DEPENDS = frozenset({"with", "after", "upon", "following", "subject"})
_CONSENT = frozenset("consent approval permission authorisation authorization agreement leave".split())
_TO = frozenset({"in", "order", "so", "as", ""})
_COVERED = frozenset(
    "of an any the offence offences crime crimes act acts conduct established covered set forth out referred provided punishable"
    " in accordance with by under to for this present convention treaty protocol agreement".split()
)
"""Words by which a treaty names what it is about: whom it protects, it protects in no other cases."""
_PLACES = frozenset({"chapter", "part", "section", "title", "under", "in"})
_FARTHEST = 20
_ALONE = frozenset({"solely", "only", "exclusively", "merely", "sole", "primarily", "mainly", "principally", "alone"})
_ELEMENTS = frozenset({"with", "without", "if", "where", "when", "and", "or", "knowingly", "intentionally", "wilfully", "deliberately"})
"""Words with which an element of an offence begins."""
_NEUTRAL = frozenset({"as", "namely", "inter", "i.e", "e.g", "such"})


@dataclass(frozen=True, slots=True)
class Run:
    """The words put in (or taken out): where they stand, in the clause that holds them; `sign` 1 for put in, -1 for taken out."""

    standing: Standing
    start: int
    end: int
    sign: int
    flips: bool
    """Whether another safeguard stands in only one of the two clauses."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words."""
        return self.standing.reading.clause.words[self.start : self.end]

    @property
    def quote(self) -> str:
        """The words as printed."""
        return self.standing.reading.clause.quote((self.start, self.end))

    def holds(self, place: int) -> bool:
        """Whether a word of the clause is in the run."""
        return self.start <= place < self.end


def single_run(old: Standing, new: Standing) -> Run | None:
    """The one run of words by which the clauses differ, if it was only put in or only taken out."""
    before, after = old.reading.plain(), new.reading.plain()
    shorter, longer = sorted((before, after), key=len)
    if len(shorter) == len(longer):
        return None
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    size = len(longer) - len(shorter)
    if longer[start + size :] != shorter[start:]:
        return None
    said = (old if longer is before else new).reading.clause.words
    while start and said[start] not in _JOINS | {"or"} and longer[start - 1] == longer[start + size - 1]:
        start -= 1
    flips = set(old.reading.standings) != set(new.reading.standings)
    return Run(new, start, start + size, 1, flips) if longer is after else Run(old, start, start + size, -1, flips)


def refers_back(old: Standing, new: Standing) -> bool:
    """Whether the clauses differ by one word that only points back ("such consent", "prior consent"): it says no less than what it points to."""
    before, after = old.reading.clause.words, new.reading.clause.words
    differ = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
    return len(before) == len(after) and len(differ) == 1 and bool(_POINTS.intersection(differ[0]))


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
    return None if _far(run) or (_on_power(run) and lead not in _JOINS) else _by_lead(run)


def _told_elsewhere(run: Run) -> bool:
    """Whether the run holds words that loosen the safeguard, or a number, which have rules of their own."""
    reading, safeguard = run.standing.reading, run.standing.safeguard
    times = tuple(unit for unit in safeguard.units if unit != "articles")
    looser = (span for _, term in safeguard.loosens.values() for span in reading.spans(term))
    return any(run.holds(start) for start, _ in looser) or any(run.holds(place) for _, place in reading.amounts(times))


def _only_refers(run: Run) -> bool:
    """Whether the run only points to another place ("as also provided in article 13") or leaves a list open ("inter alia")."""
    return run.words[0] in _NEUTRAL and bool(_REFERS.intersection(run.words) or "alia" in run.words)


def _qualifies(run: Run) -> tuple[int, str] | None:
    """The run as an exception, a hedge or a condition."""
    if _on_power(run):
        return None
    latest = run.start if run.words[0] in _JOINS else min(run.start + 1, run.end - 1)
    if of_next_item(run.standing, (run.start, run.end)) and run.standing.reading.grammar("hedges"):
        return 0, ""
    for name, rule in _QUALIFIES:
        if name == "conditions" and run.standing.safeguard.list == "elements":
            continue  # "where serious harm results" is an element of the offence
        if any(run.start <= start <= latest for start, _ in run.standing.reading.grammar(name)):
            return -1, rule
    return None


def _by_lead(run: Run) -> tuple[int, str] | None:
    """What the first word of the run tells."""
    lead, limits = run.words[0], run.standing.safeguard.limits
    if lead in _JOINS or _gives_more(run):
        return _joined(run)
    if lead == "or":
        return (1, "R9") if _forbidden(run) or not (limits or _excused(run)) else (-1, "R8")
    if lead in _DEPENDS and not limits and _CONSENT.intersection(run.words):
        return -1, "R11"
    if _is_qualifier(run):
        return _narrowed(run)
    if not _is_item(run):
        return None
    return (-1, "R8") if _excused(run) and not _says_more(run) else (1, "R9")


def _is_qualifier(run: Run) -> bool:
    """Whether the run says of whom or what ("of nationals"), or leaves of a prohibition only the plainest case ("not based solely on race")."""
    if {*run.words} <= _ALONE:
        return _forbidden(run)
    return run.words[0] in _NARROWS and not any(run.holds(start) for start, _ in run.standing.reading.grammar("firm"))


def _narrowed(run: Run) -> tuple[int, str] | None:
    """What a qualifier does: it narrows a protection, but a condition of a power too (R7, R9); a part of the safeguard is told by its name."""
    if _is_part(run):
        return None
    return (1, "R9") if run.standing.safeguard.limits and not run.standing.safeguard.list and _in_condition(run) else (-1, "R7")


def _in_condition(run: Run) -> bool:
    """Whether the run stands in the condition of a power: "only where specific facts relating to that traveller give grounds …"."""
    before = run.standing.reading.clause.words[: run.start]
    openers = [
        at
        for at, word in enumerate(before)
        if word in {"where", "if", "when", "unless"} and {"only", "not", "no"}.intersection(before[:at])
    ]
    return bool(openers)


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
    return run.words[0] not in _NARROWS | _ELEMENTS and not _is_part(run) and (_is_item(run) or "or" in run.words)


def _far(run: Run) -> bool:
    """Whether the run stands far from the safeguard in a long clause."""
    return min(run.standing.distance(run.start), run.standing.distance(run.end - 1)) > _FARTHEST


def _joined(run: Run) -> tuple[int, str] | None:
    if _says_more(run):
        return 1, "R9"
    if _in_other_limb(run):
        return None
    if run.words[1:2] == ("who",) and "who" in run.standing.reading.clause.words[: run.start] and not run.standing.safeguard.limits:
        return -1, "R11"
    if run.standing.safeguard.list == "permits" and not _forbidden(run):
        return -1, "R8"
    return (-1, "R8") if _excused(run) and not run.standing.safeguard.limits else None if _on_power(run) else (1, "R9")


def _in_other_limb(run: Run) -> bool:
    """Whether a word of duty stands between the run and all that shows the safeguard: "who shall be trained in maps and first aid, shall not disclose …"."""
    first, last = run.standing.first, run.standing.last
    duties = [modal.span[0] for modal in run.standing.reading.modals()]
    return any(run.end <= at < first or last < at < run.start for at in duties)


def _says_more(run: Run) -> bool:
    """Whether the run has a duty of its own: "and shall …"."""
    return any(run.holds(modal.span[0]) for modal in run.standing.reading.modals())


def _gives_more(run: Run) -> bool:
    """Whether the run goes on with a further duty that is part of the safeguard: "…, which shall not be carried out before the court has ruled"."""
    return run.words[0] == "which" and not run.standing.safeguard.limits and _says_more(run) and _is_part(run)


def _excused(run: Run) -> bool:
    """Whether the run goes on with an exception: "unless …, or …"."""
    before = run.standing.reading.clause.words[: run.start]
    openers = [at for at, word in enumerate(before) if word in (_CONFINES if run.standing.safeguard.limits else _EXCUSES)]
    return bool(openers) and openers[-1] > run.standing.first


def _forbidden(run: Run) -> bool:
    """Whether the run goes on with what is forbidden: "shall not …, or …", with no exception between."""
    words = run.standing.reading.clause.words
    for at in range(run.start - 1, -1, -1):
        if words[at] in _CONFINES:
            return False
        if words[at] in _FORBIDS:
            return True
    return False


def _on_power(run: Run) -> bool:
    """Whether the run speaks of the power that the safeguard limits: before the words that limit it."""
    standing = run.standing
    if not standing.safeguard.limits or governing(standing) or not standing.reading.modals():
        return False
    limits = [start for start, _ in standing.reading.grammar("limiters") if start <= standing.first]
    return not limits or run.start < limits[-1]


def _is_item(run: Run) -> bool:
    """Whether the run is an item of a list, with commas or "and", "or" round it."""
    clause = run.standing.reading.clause
    if run.start == 0 or run.end == len(clause.words):
        return False
    gaps = [clause.text[clause.places[at - 1][1] : clause.places[at][0]] for at in (run.start, run.end)]
    joins = {"and", "or"}
    opens = "," in gaps[0] or "," in gaps[1] or clause.words[run.start - 1] in joins
    return opens and ("," in gaps[1] or clause.words[run.end] in joins or clause.words[run.end - 1] in joins)
