"""safeguards.toml as values: the safeguards, the powers, the grammar and the numbered rules."""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from pipeline.assess.rules_file import Mistakes, Table
from pipeline.assess.wording import Lexicon, parse
from pipeline.errors import RulesError
from pipeline.model import Effect

FILE = "safeguards.toml"
LANGUAGES = ("en", "fr", "es")

Term = tuple[int, ...]
"""Numbers of wordings in the lexicon, of which one must be found."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Terms that must all be found in one clause, and terms that must not be."""

    terms: tuple[Term, ...]
    without: tuple[Term, ...] = ()


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
    shows: tuple[Shape, ...]
    blank: Term
    never: tuple[Shape, ...]
    denied: tuple[Shape, ...]
    core: Term
    """What must stand in one of its clauses on both sides: lost, nothing of the safeguard is left where someone weaker decides instead (R5)."""
    parts: dict[str, Term]
    loosens: dict[str, tuple[str, Term]]
    """By name the rule that it falls under ("R7" where none is named) and its wordings."""
    less: int
    """1: a smaller number protects more; -1: a larger one; 0: numbers do not matter."""
    units: tuple[str, ...]
    list: str
    """What a clause of it lists: "permits": what remains permitted, so that more of it protects less; "elements": the elements of an offence, each of
    which narrows it; "": what is protected."""
    yields: tuple[str, ...]
    outside_exceptions: bool
    """Whether it does not stand where its words are only an exception to another safeguard: "… except for serious crime"."""


@dataclass(frozen=True, slots=True)
class Power:
    """One power or broadening, which is no safeguard."""

    id: str
    name: str
    shows: tuple[Shape, ...]
    never: tuple[Shape, ...]
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
    unmarked: int = 0
    """The step of a clause without a word of duty; 0 where it has none."""


@cache
def load_rules(language: str = "en", extra: str = "", context: str = "crime") -> Rules:
    """The rules for texts in `language`, with those of a treaty's own safeguards.toml (its text) added or switched off.

    `context` is "crime" for treaties that speak of crime or surveillance, else "beyond": some safeguards count in one kind only; "" keeps all.

    Raises RulesError with every mistake, each with file, line and key.
    """
    own = files("pipeline.assess")
    texts = [(FILE, own.joinpath(FILE).read_text(encoding="utf-8"))]
    if language != "en":
        name = f"safeguards.{language}.toml"
        texts.append((name, own.joinpath(name).read_text(encoding="utf-8")))
    if extra:
        texts.append((f"the treaty's {FILE}", extra))
    rules = parse_rules(texts)
    kept = {key: each for key, each in rules.safeguards.items() if context in ("", each.context) or not each.context}
    return replace(rules, safeguards=kept, touched=_touched(kept))


def parse_rules(texts: list[tuple[str, str]]) -> Rules:
    """The rules in the texts of (file name, content); later files add to and override earlier ones. Raises RulesError with every mistake."""
    mistakes = Mistakes()
    table = Table.read(texts, mistakes)
    groups = {name: tuple(table.wordings(f"groups.{name}", lines, parse)) for name, lines in table.section("groups").items()}
    lexicon = Lexicon(groups, table.same())
    table.check_groups(lexicon.groups)
    build = _Builder(table, lexicon)
    safeguards = {key: build.safeguard(key, row) for key, row in table.section("safeguards").items()}
    rules = Rules(
        lexicon,
        safeguards,
        {key: build.power(key, row) for key, row in table.section("powers").items()},
        {key: build.rule(key, row) for key, row in table.section("rules").items()},
        {key: build.term(f"grammar.{key}", row) for key, row in table.section("grammar").items()},
        tuple((int(key), build.term(f"ladder.{key}", row)) for key, row in table.section("ladder").items()),
        _touched(safeguards),
        table.section("language").get("unmarked_duty", 0),
    )
    table.check_yields(rules.safeguards)
    if mistakes.found:
        raise RulesError(mistakes.found)
    return rules


def _touched(safeguards: dict[str, Safeguard]) -> dict[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = {}
    for key, safeguard in safeguards.items():
        for shape in (*safeguard.shows, *safeguard.denied):
            for number in shape.terms[0]:
                found.setdefault(number, {})[key] = None
    return {number: tuple(keys) for number, keys in found.items()}


class _Builder:
    """Rows of the file -> values, their wordings put into the lexicon."""

    def __init__(self, table: Table, lexicon: Lexicon) -> None:
        self.table, self.lexicon = table, lexicon

    def safeguard(self, key: str, row: dict[str, object]) -> Safeguard:
        place = f"safeguards.{key}"
        text = {name: self.table.text(place, row, name) for name in ("name", "weight", "source", "role")}
        if text["weight"] not in ("A", "B", "C"):
            self.table.complain(f"{place}.weight", "must be A, B or C")
        if row.get("context", "") not in ("", "crime", "beyond"):
            self.table.complain(f"{place}.context", 'must be "crime" or "beyond"')
        if text["role"] not in ("limit", "shield"):
            self.table.complain(f"{place}.role", 'must be "limit" or "shield"')
        if row.get("list", "") not in ("", "permits", "elements"):
            self.table.complain(f"{place}.list", 'must be "permits" or "elements"')
        less, more = (self.table.names(row, side) for side in ("less", "more"))
        return Safeguard(
            key,
            text["name"],
            text["weight"],
            text["source"],
            text["role"] == "limit",
            str(row.get("context", "")),
            self.shapes(f"{place}.shows", row.get("shows", "")),
            self.term(f"{place}.blank", row.get("blank", "")),
            self.shapes(f"{place}.never", row.get("never", "")),
            self.shapes(f"{place}.denied", row.get("denied", "")),
            self.term(f"{place}.core", row.get("core", "")),
            self.named(f"{place}.parts", row.get("parts", "")),
            self.ruled(self.named(f"{place}.loosens", row.get("loosens", ""))),
            1 if less else -1 if more else 0,
            less or more,
            str(row.get("list", "")),
            self.table.names(row, "yields"),
            bool(row.get("outside_exceptions")),
        )

    def power(self, key: str, row: dict[str, object]) -> Power:
        place = f"powers.{key}"
        return Power(
            key,
            self.table.text(place, row, "name"),
            self.shapes(f"{place}.shows", row.get("shows", "")),
            self.shapes(f"{place}.never", row.get("never", "")),
            self.named(f"{place}.broadens", row.get("broadens", "")),
        )

    def rule(self, key: str, row: dict[str, object]) -> Rule:
        place = f"rules.{key}"
        reasons = {effect: self.table.reasons(place, effect, row[effect]) for effect in Effect if effect in row}
        example, near = (self.table.rows_of_text(place, row, name) for name in ("example", "near_miss"))
        return Rule(key, self.table.text(place, row, "title"), self.table.text(place, row, "source"), reasons, example, near)

    def term(self, place: str, lines: object) -> Term:
        return tuple(self.lexicon.add(wording) for wording in self.table.wordings(place, lines, parse))

    def shapes(self, place: str, lines: object) -> tuple[Shape, ...]:
        """Each line a shape: terms joined by `+`, those that must not be there by `-`."""
        found = []
        for line in self.table.lines(place, lines):
            has, *without = line.split(" - ")
            terms = tuple(self._near(place, term) for term in has.split(" + "))
            if all(terms):
                found.append(Shape(terms, tuple(self._near(place, term) for term in without)))
        return tuple(found)

    def _near(self, place: str, text: str) -> Term:
        """The wordings of a term; `~` joins two that stand near each other in either order."""
        near = text.split(" ~ ")
        texts = [text] if len(near) == 1 else [f"{near[0]} .... {near[1]}", f"{near[1]} .... {near[0]}"]
        return tuple(self.lexicon.add(wording) for each in texts for wording in self.table.wordings(place, each, parse))

    def named(self, place: str, lines: object) -> dict[str, Term]:
        """Lines "name: wording"; lines of one name belong together."""
        found: dict[str, Term] = {}
        for line in self.table.lines(place, lines):
            name, colon, wording = line.partition(":")
            if not colon:
                self.table.complain(place, f"{line!r} must be “name: wording”")
                continue
            found[name] = (*found.get(name, ()), *self.term(place, wording))
        return found

    def ruled(self, named: dict[str, Term]) -> dict[str, tuple[str, Term]]:
        """Names like "afterwards (R6)" -> the rule and the wordings."""
        found = {}
        for name, term in named.items():
            rule = name.partition("(")[2].rstrip(")") or "R7"
            if rule not in self.table.section("rules"):
                self.table.complain("safeguards", f"{name!r}: there is no rule {rule}", line=name)
            found[name.partition(" (")[0]] = rule, term
        return found
