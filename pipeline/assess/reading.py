"""A clause and the rules -> what stands in it: safeguards, duties, hedges, exceptions, amounts."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from pipeline.assess.amounts import amounts
from pipeline.assess.clauses import Clause
from pipeline.assess.ladder import Modal, modals
from pipeline.assess.rules import Rules, Safeguard, Shape, Shapes, Term
from pipeline.assess.stems import root
from pipeline.assess.wording import Span

_PLAIN, _PLAINLY = 0.95, 0.985
"""From which likelihood on all words of a clause tell more than those that speak against one safeguard (`never`), and than more special ones (`yields`)."""
_NEGATIVE = frozenset(
    {"no", "not", "nothing", "never", "neither", "none", "nobody", "nor", "without", "only", "solely", "exclusively", "cannot"}
)
_OPENERS = frozenset({"sauf", "salvo", "excepto", "excepté", "unless", "except", "save", "only", "other", "excepting"})


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A safeguard in a clause: the words that show it, and whether they exclude it by name instead. Each is equal to itself alone."""

    safeguard: Safeguard
    reading: "Reading"
    spans: tuple[Span, ...]
    denied: bool = False
    related: tuple[Span, ...] = ()
    """All words that show it or that it relates to."""
    hints: int = 0
    """How many hints show it; 0 where a wording of `shows` does."""

    def gives_way(self, other: "Standing") -> bool:
        """Whether a more special safeguard takes the same words."""
        if self.denied or other.safeguard.id not in self.safeguard.yields or self._is_plainer(other):
            return False
        start, end = min(span[0] for span in other.related), max(span[1] for span in other.related)
        return all(start <= span[0] and span[1] <= end for span in self.spans)

    def _is_plainer(self, other: "Standing") -> bool:
        """Whether the words of the clause as a whole speak so plainly for the safeguard, and more than for the other, that this takes not its place."""
        bears = self.reading.bearings()
        own, others = (bears.get(each.safeguard.id, 0.0) for each in (self, other))
        return self.safeguard.weighed and own >= _PLAINLY and own > others

    def is_excepted(self, standings: Iterable["Standing"]) -> bool:
        """Whether its words are only an exception to another safeguard, for one that does not stand there."""
        if not self.safeguard.outside_exceptions:
            return False
        opens = [start for start, _ in self.reading.grammar("exceptions") if start < self.first]
        return any(each.first < start for each in standings if each is not self for start in opens)

    @property
    def first(self) -> int:
        """The first word that shows it."""
        return min(start for start, _ in self.spans)

    @property
    def last(self) -> int:
        """The last word that shows it."""
        return max(end for _, end in self.spans) - 1

    def distance(self, place: int) -> int:
        """How many words lie between a word and the nearest evidence; 0 inside."""
        return min(max(start - place, place - end + 1, 0) for start, end in self.spans)

    def owns(self, place: int) -> bool:
        """Whether a word of the clause is this safeguard's: no other safeguard of the clause has evidence nearer to it."""
        standings = self.reading.standings.values()
        others = [each.distance(place) for each in standings if each.safeguard.id != self.safeguard.id]
        return not others or self.distance(place) <= min(others) or place < min(each.first for each in standings)


@dataclass(slots=True)
class Reading:
    """One clause as the rules read it."""

    clause: Clause
    rules: Rules
    hits: dict[int, list[Span]] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    """The groups of wordings ("court": any word for one) of which the clause has all words of one wording."""
    standings: dict[str, Standing] = field(default_factory=dict)
    before: "Reading | None" = field(default=None, compare=False)
    """The clause before it, if its first word points back to that: "It may be renewed once"."""
    doubted: frozenset[str] = frozenset()
    """The safeguards whose wordings stand here although the clause is about something else."""
    _features: tuple[str, ...] | None = field(default=None, compare=False)
    _bearings: dict[str, float] | None = field(default=None, compare=False)
    _plain: tuple[str, ...] | None = field(default=None, compare=False)
    _modals: list[Modal] | None = field(default=None, compare=False)
    _grammar: dict[str, list[Span]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, clause: Clause, rules: Rules) -> "Reading":
        """The reading of `clause`."""
        reading = cls(clause, rules, *rules.lexicon.search(clause.words))
        states, persons = (any(number in reading.hits for number in term) for term in rules.between)
        spared = rules.spared if states and not persons else rules.safeguards
        touched = {key for number in reading.hits for key in rules.touched.get(number, ())}
        safeguards = [safeguard for key, safeguard in rules.safeguards.items() if key in touched and key in spared]
        shown = reading._found(safeguards, lambda safeguard: safeguard.shows)
        found = shown or _likeliest(reading._found(safeguards, lambda safeguard: safeguard.hints))
        found = {key: each for key, each in found.items() if not each.is_excepted(found.values())}
        held = [standing for standing in found.values() if not standing.denied]
        reading.standings = {key: each for key, each in found.items() if not any(each.gives_way(other) for other in held)}
        return reading

    def only(self, safeguards: AbstractSet[str]) -> "Reading":
        """The same reading with these safeguards only."""
        reading = replace(self, standings={}, doubted=frozenset(self.standings).difference(safeguards))
        reading.standings = {key: replace(each, reading=reading) for key, each in self.standings.items() if key in safeguards}
        return reading

    def sets_aside(self, key: str) -> bool:
        """Whether words of a safeguard stand here that are taken for another's, so that it is neither held nor gone."""
        safeguard = self.rules.safeguards[key]
        return (
            key not in self.standings
            and key not in self.doubted
            and any(self._standing(safeguard, shapes) for shapes in (safeguard.shows, safeguard.hints))
        )

    def _found(self, safeguards: list[Safeguard], shapes: Callable[[Safeguard], Shapes]) -> dict[str, Standing]:
        standings = ((safeguard.id, self._standing(safeguard, shapes(safeguard))) for safeguard in safeguards)
        return {key: standing for key, standing in standings if standing is not None}

    def features(self) -> tuple[str, ...]:
        """What is weighed of the clause: the roots of its words, and the groups of which it has all words."""
        if self._features is None:
            self._features = (*map(root, self.clause.words), *(f"@{name}" for name in self.groups))
        return self._features

    def bearings(self) -> dict[str, float]:
        """How likely the clause holds each of the safeguards that were learned."""
        if self._bearings is None:
            self._bearings = self.rules.bearing.of(self.features()) if self.rules.bearing else {}
        return self._bearings

    def plain(self) -> tuple[str, ...]:
        """The words of the clause as they count where it is compared with another: one word for all that mean the same, none for words that say nothing."""
        if self._plain is None:
            idle = {at for start, end in self.grammar("idle") for at in range(start, end)}
            self._plain = tuple("" if at in idle else self._alike(at) for at in range(len(self.clause.words)))
        return self._plain

    def _alike(self, at: int) -> str:
        """The word for which a word counts; "no one" is no person."""
        words = self.clause.words
        word = "person" if words[at] == "one" and words[at - 1 : at] == ("no",) else words[at]
        return self.rules.alike.get(word, word)

    def spans(self, term: Term) -> list[Span]:
        """Where any wording of `term` stands, in order."""
        hits = self.hits
        found = {span for number in term if number in hits for span in hits[number]}
        return sorted(found) if found else []

    def grammar(self, name: str) -> list[Span]:
        """Where words of this kind ("hedges", "exceptions" …) stand; of overlapping ones the longest."""
        if name not in self._grammar:
            self._grammar[name] = _longest(self.spans(self.rules.grammar[name]))
        return self._grammar[name]

    def shape(self, shape: Shape, blank: frozenset[int] = frozenset()) -> tuple[Span, ...] | None:
        """The spans that make up `shape`, or None; words of `blank` do not count."""
        hit = self.hits.keys()
        for term in shape.terms:
            if hit.isdisjoint(term):
                return None
        for term in shape.without:
            if not hit.isdisjoint(term):
                return None
        found: list[Span] = []
        for term in shape.terms:
            free = [span for span in self.spans(term) if span[0] not in blank and span[1] - 1 not in blank]
            if not free:
                return None
            found.append(min(free, key=lambda span: (abs(span[0] - found[0][0]) if found else 0, span)))
        return tuple(found)

    def has(self, shapes: Shapes) -> bool:
        """Whether any of these shapes is found."""
        return any(self.shape(shape) for shape in shapes.possible(self.hits))

    def _standing(self, safeguard: Safeguard, shapes: Shapes) -> Standing | None:
        if self.has(safeguard.never) and not (safeguard.weighed and self.bearings().get(safeguard.id, 0.0) >= _PLAIN):
            return None
        for shape in safeguard.denied.possible(self.hits):
            spans = self.shape(shape)
            if spans and self._excludes(spans):
                return Standing(safeguard, self, spans, denied=True)
        blank = frozenset(place for start, end in self.spans(safeguard.blank) for place in range(start, end))
        found = [(spans[0], shape) for shape in shapes.possible(self.hits) if (spans := self.shape(shape, blank))]
        if not found:
            return None
        related = tuple(sorted({span for _, shape in found for term in shape.terms for span in self.spans(term)}))
        return Standing(
            safeguard,
            self,
            tuple(sorted({span for span, _ in found})),
            related=related,
            hints=len(found) if shapes is safeguard.hints else 0,
        )

    def _excludes(self, spans: tuple[Span, ...]) -> bool:
        """Whether a wording of exclusion really excludes: not "no X without Y", not "not refuse unless Y"."""
        words, start, end = self.clause.words, min(span[0] for span in spans), max(span[1] for span in spans)
        if words[start] == "without" and _NEGATIVE.intersection(words[:start]):
            return False
        negated = words[start] not in _NEGATIVE and bool(_NEGATIVE.intersection(words[:start]))
        return not negated and not _OPENERS.intersection(words[start + 1 : end])

    def modals(self) -> list[Modal]:
        """The words of duty, in order; "may not" and "no … may" forbid, as "shall not" does, and "may be required to" is no more than "may"."""
        if self._modals is None:
            steps = [(span, step) for step, term in self.rules.ladder for span in self.spans(term)]
            self._modals = modals(self.clause.words, steps)
        return self._modals

    def amounts(self, units: Iterable[str]) -> Iterator[tuple[float, int]]:
        """The periods named in the clause, in hours, each with the place of its number."""
        yield from amounts(self.clause.words, frozenset(units))


def _likeliest(found: dict[str, Standing]) -> dict[str, Standing]:
    """Of safeguards that are only hinted at those for which most speaks."""
    most = max((each.hints for each in found.values()), default=0)
    return {key: each for key, each in found.items() if each.denied or 3 * each.hints > most}


def _longest(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: (each[0], -each[1])):
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found
