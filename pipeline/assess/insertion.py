"""One run of words that only one of two clauses has -> where it stands in its clause: in an exception, a condition, a list, before the limit of a power."""

from dataclasses import dataclass

from pipeline.assess.duty import governing
from pipeline.assess.reading import Standing

JOINS = frozenset({"and", "nor", "including", "plus", "also", "together", "notably"})
_EXCUSES = frozenset({"unless", "except", "save", "other", "until", "notwithstanding", "excepting"})
_CONFINES = _EXCUSES | {"without", "only", "solely", "if", "where", "exclusively"}
_FORBIDS = frozenset(
    {"no", "not", "nothing", "never", "neither", "nobody", "none", "nor", "cannot", "refuse", "refused", "declined", "decline"}
)
_POINTS = frozenset({"such", "said", "this", "that", "these", "those"})
_FARTHEST = 20


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
    while start and said[start] not in JOINS | {"or"} and longer[start - 1] == longer[start + size - 1]:
        start -= 1
    flips = set(old.reading.standings) != set(new.reading.standings)
    return Run(new, start, start + size, 1, flips) if longer is after else Run(old, start, start + size, -1, flips)


def refers_back(old: Standing, new: Standing) -> bool:
    """Whether the clauses differ by one word that only points back ("such consent", "prior consent"): it says no less than what it points to."""
    before, after = old.reading.clause.words, new.reading.clause.words
    differ = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
    return len(before) == len(after) and len(differ) == 1 and bool(_POINTS.intersection(differ[0]))


def in_condition(run: Run) -> bool:
    """Whether the run stands in the condition of a power: "only where specific facts relating to that traveller give grounds …"."""
    before = run.standing.reading.clause.words[: run.start]
    opens = next((at for at in range(len(before) - 1, -1, -1) if before[at] in {"where", "if", "when", "unless"}), 0)
    return bool({"only", "not", "no"}.intersection(before[:opens]))


def in_other_limb(run: Run) -> bool:
    """Whether a word of duty stands between the run and all that shows the safeguard: "who shall be trained in maps and first aid, shall not disclose …"."""
    first, last = run.standing.first, run.standing.last
    duties = [modal.span[0] for modal in run.standing.reading.modals()]
    return any(run.end <= at < first or last < at < run.start for at in duties)


def has_a_duty(run: Run) -> bool:
    """Whether the run has a duty of its own: "and shall …"."""
    return any(run.holds(modal.span[0]) for modal in run.standing.reading.modals())


def goes_on_with_an_exception(run: Run) -> bool:
    """Whether the run goes on with an exception: "unless …, or …"."""
    before = run.standing.reading.clause.words[: run.start]
    openers = [at for at, word in enumerate(before) if word in (_CONFINES if run.standing.safeguard.limits else _EXCUSES)]
    return bool(openers) and openers[-1] > run.standing.first


def goes_on_with_a_prohibition(run: Run) -> bool:
    """Whether the run goes on with what is forbidden: "shall not …, or …", with no exception between."""
    words = run.standing.reading.clause.words
    for at in range(run.start - 1, -1, -1):
        if words[at] in _CONFINES:
            return False
        if words[at] in _FORBIDS:
            return True
    return False


def speaks_of_the_power(run: Run) -> bool:
    """Whether the run speaks of the power that the safeguard limits: before the words that limit it."""
    standing = run.standing
    if not standing.safeguard.limits or governing(standing) or not standing.reading.modals():
        return False
    limiters = [start for start, _ in standing.reading.grammar("limiters") if start <= standing.last]
    limits = [start for start in limiters if start <= standing.first] or [start for start in limiters if not run.holds(start)][:1]
    return not limits or run.start < limits[-1]


def is_item(run: Run) -> bool:
    """Whether the run is an item of a list, with commas or "and", "or" round it."""
    clause = run.standing.reading.clause
    if run.start == 0 or run.end == len(clause.words):
        return False
    gaps = [clause.text[clause.places[at - 1][1] : clause.places[at][0]] for at in (run.start, run.end)]
    joins = {"and", "or"}
    opens = "," in gaps[0] or "," in gaps[1] or clause.words[run.start - 1] in joins
    return opens and ("," in gaps[1] or clause.words[run.end] in joins or clause.words[run.end - 1] in joins)


def is_far(run: Run) -> bool:
    """Whether the run stands far from the safeguard in a long clause."""
    return min(run.standing.distance(run.start), run.standing.distance(run.end - 1)) > _FARTHEST
