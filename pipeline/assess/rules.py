"""What safeguards.toml says, as values: the safeguards, the powers, the grammar and the numbered rules."""

from dataclasses import dataclass, field

from pipeline.assess.bearing import Bearing
from pipeline.assess.lexicon import Lexicon
from pipeline.assess.turning_weights import Turning
from pipeline.assess.wording import Span
from pipeline.model import Effect

Term = tuple[int, ...]
"""Numbers of wordings in the lexicon, of which one must be found."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Terms that must all be found in one clause, and terms that must not be."""

    terms: tuple[Term, ...]
    without: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """Shapes of which any will do, in the order written; those that a clause may have are found by the wordings of their first terms."""

    every: tuple[Shape, ...] = ()
    _by_first: dict[int, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the shapes."""
        by_first: dict[int, list[int]] = {}
        for at, shape in enumerate(self.every):
            for number in shape.terms[0]:
                by_first.setdefault(number, []).append(at)
        object.__setattr__(self, "_by_first", by_first)

    def possible(self, hits: dict[int, list[Span]]) -> list[Shape]:
        """The shapes whose first term is among the wordings found in a clause."""
        found = {at for number in self._by_first.keys() & hits.keys() for at in self._by_first[number]}
        return [self.every[at] for at in sorted(found)]


@dataclass(frozen=True, slots=True)
class Safeguard:
    """One protection, with the wordings by which it is known; the keys are explained at the head of safeguards.toml."""

    id: str
    name: str
    weight: str
    source: str
    limits: bool
    """Whether it limits a power or an offence (else it protects when a condition is met)."""
    context: str
    """"crime": only in treaties that speak of crime or surveillance; "beyond": only in others; "": in all."""
    shows: Shapes
    hints: Shapes
    """Looser wordings, which count only in a clause where no wording of `shows` is found."""
    blank: Term
    never: Shapes
    denied: Shapes
    core: Term
    """What must stand in one of its clauses on both sides: lost, nothing of the safeguard is left where someone weaker decides instead (R5)."""
    core_rule: str
    """The rule by which that is told."""
    parts: dict[str, Term]
    loosens: dict[str, tuple[str, Term]]
    """By name the rule that it falls under ("R7" where none is named) and its wordings."""
    less: int
    """1: a smaller number protects more; -1: a larger one; 0: numbers do not matter."""
    units: tuple[str, ...]
    list: str
    """What a clause of it lists: "permits": what remains permitted, so that more of it protects less; "elements": the elements of an offence, each of
    which narrows it; "exempts": what an offence does not reach, so that whatever qualifies it protects less; "": what is protected."""
    yields: tuple[str, ...]
    outside_exceptions: bool
    """Whether it does not stand where its words are only an exception to another safeguard: "… except for serious crime"."""
    weighed: bool
    """Whether the words of a clause are weighed for it too (bearing.json); a treaty's own wordings are believed as they stand."""


@dataclass(frozen=True, slots=True)
class Power:
    """One power or broadening, which is no safeguard."""

    id: str
    name: str
    shows: Shapes
    never: Shapes
    broadens: dict[str, Term]


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered rule: when it applies, its source, the sentence it gives for each effect, an example that fires and a near miss."""

    id: str
    title: str
    source: str
    reasons: dict[Effect, dict[str, str]]
    """By effect its sentence: for words on both sides, only lost, only gained, or none."""
    example: tuple[str, ...] = ()
    near_miss: tuple[str, ...] = ()
    example_drafts: tuple[str, ...] = ()
    """The same with whole drafts, for rules that need more than one provision."""
    near_miss_drafts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The whole of safeguards.toml for one language; one object is loaded once and compared by identity."""

    lexicon: Lexicon
    safeguards: dict[str, Safeguard]
    powers: dict[str, Power]
    rules: dict[str, Rule]
    grammar: dict[str, Term]
    ladder: tuple[tuple[int, Term], ...]
    """Steps of the ladder of duties, from 5 (shall) to 1 (may)."""
    touched: dict[int, tuple[str, ...]]
    """By the number of a wording the safeguards that may stand where it is found."""
    alike: dict[str, str] = field(default_factory=dict)
    """By word the one as which it counts where clauses are compared."""
    between: tuple[Term, ...] = ((), ())
    """Wordings of text between States, and of what is about persons all the same."""
    spared: tuple[str, ...] = ()
    """The safeguards that stand in text between States too."""
    unmarked: int = 0
    """The step of a clause without a word of duty; 0 where it has none."""
    bearing: Bearing | None = None
    """What words weigh for each safeguard; None in languages for which that was not learned."""
    turning: Turning | None = None
    """What changes weigh for up or down; None where `bearing` is."""
    proposed_from: float = 0.85
    """How likely anything must have happened to a safeguard for it to be proposed where no rule tells (R25)."""
    plain_from: float = 0.8
    """How likely a clause must hold a safeguard with which nothing but its words came or went (R24): no second clause bears them out."""
