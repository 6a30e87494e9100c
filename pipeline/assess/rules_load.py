"""safeguards.toml, and what a treaty adds to it -> Rules; every mistake is told at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib.resources import files

from pipeline.assess.bearing import learned_bearing
from pipeline.assess.lexicon import Lexicon
from pipeline.assess.rules import Power, Rule, Rules, Safeguard, Shape, Shapes, Term
from pipeline.assess.rules_file import Mistakes, Table
from pipeline.assess.turning_weights import learned_turning
from pipeline.assess.wording import joined, parse
from pipeline.errors import RulesError
from pipeline.model import Effect

FILE = "safeguards.toml"
LANGUAGES = ("en", "fr", "es")


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the garbage collector, which is told to leave alone what was loaded: it stays, and walking it again and again takes an eighth of all time."""
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if ran:
            gc.enable()


@cache
@_no_collection()
def load_rules(language: str = "en", extra: str = "", context: str = "crime") -> Rules:
    """The rules for texts in `language`, with those of a treaty's own safeguards.toml (its text) added or switched off.

    `context` is "crime" for treaties that speak of crime or surveillance, else "beyond": some safeguards count in one kind only, and hints only where
    crime is spoken of; "" keeps all.

    Raises RulesError with every mistake, each with file, line and key.
    """
    rules = unweighed_rules(language, extra, context)
    if language != "en" or context == "beyond":
        return rules
    return replace(rules, bearing=learned_bearing(), turning=learned_turning())


_PROPOSED_IN_DRAFTS, _PLAIN_IN_DRAFTS = 0.9, 0.5


@cache
def rules_for_drafts(language: str, extra: str, context: str) -> Rules:
    """The same for whole drafts: what no rule tells is proposed later, as most of what changes in a draft is no safeguard.

    The wordings of a safeguard are believed sooner: a treaty about powers over persons has few clauses that only sound like one.
    """
    return replace(load_rules(language, extra, context), proposed_from=_PROPOSED_IN_DRAFTS, plain_from=_PLAIN_IN_DRAFTS)


@cache
def unweighed_rules(language: str = "en", extra: str = "", context: str = "crime") -> Rules:
    """The same without what was learned from labelled clauses and amendments: what that is learned with."""
    rules = _parsed(language, extra)
    kept = {key: each for key, each in rules.safeguards.items() if context in ("", each.context) or not each.context}
    if context == "beyond":
        kept = {key: replace(each, hints=Shapes()) for key, each in kept.items()}
    return replace(rules, safeguards=kept, touched=_touched(kept))


@cache
def _parsed(language: str, extra: str) -> Rules:
    own = files("pipeline.assess")
    texts = [(FILE, own.joinpath(FILE).read_text(encoding="utf-8"))]
    if language != "en":
        name = f"safeguards.{language}.toml"
        texts.append((name, own.joinpath(name).read_text(encoding="utf-8")))
    if extra:
        texts.append((f"the treaty's {FILE}", extra))
    return parse_rules(texts)


def parse_rules(texts: list[tuple[str, str]]) -> Rules:
    """The rules in the texts of (file name, content), before it is known which safeguards are kept; later files add to and override earlier ones.

    Raises RulesError with every mistake.
    """
    mistakes = Mistakes()
    table = Table.read(texts, mistakes)
    groups = {name: joined(tuple(table.wordings(f"groups.{name}", lines, parse))) for name, lines in table.section("groups").items()}
    lexicon = Lexicon(groups, table.meanings("same"))
    table.check_groups(lexicon.groups)
    build = _Builder(table, lexicon)
    between = table.section("between_states")
    safeguards = {key: build.safeguard(key, row) for key, row in table.section("safeguards").items()}
    rules = Rules(
        lexicon,
        safeguards,
        {key: build.power(key, row) for key, row in table.section("powers").items()},
        {key: build.rule(key, row) for key, row in table.section("rules").items()},
        {key: build.term(f"grammar.{key}", row) for key, row in table.section("grammar").items()},
        tuple((int(key), build.term(f"ladder.{key}", row)) for key, row in table.section("ladder").items()),
        {},
        _alike(lexicon.same, table.meanings("alike")),
        tuple(build.term(f"between_states.{key}", between.get(key, "")) for key in ("shows", "unless")),
        table.names(between, "spares"),
        table.section("language").get("unmarked_duty", 0),
    )
    table.check_yields(rules.safeguards)
    if mistakes.found:
        raise RulesError(mistakes.found)
    return rules


def _alike(same: dict[str, str], alike: dict[str, str]) -> dict[str, str]:
    """Both lists as one: a word that stands for another counts as what that one counts as."""
    return {**{word: alike.get(meant, meant) for word, meant in same.items()}, **alike}


def _touched(safeguards: dict[str, Safeguard]) -> dict[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = {}
    for key, safeguard in safeguards.items():
        for shape in (*safeguard.shows.every, *safeguard.hints.every, *safeguard.denied.every):
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
        if row.get("list", "") not in ("", "permits", "elements", "exempts"):
            self.table.complain(f"{place}.list", 'must be "permits", "elements" or "exempts"')
        less, more = (self.table.names(row, side) for side in ("less", "more"))
        return Safeguard(
            key,
            text["name"],
            text["weight"],
            text["source"],
            text["role"] == "limit",
            str(row.get("context", "")),
            self.shapes(f"{place}.shows", row.get("shows", "")),
            self.shapes(f"{place}.hints", row.get("hints", "")),
            self.term(f"{place}.blank", row.get("blank", "")),
            self.shapes(f"{place}.never", row.get("never", "")),
            self.shapes(f"{place}.denied", row.get("denied", "")),
            self.term(f"{place}.core", row.get("core", "")),
            str(row.get("core_rule", "R5")),
            self.named(f"{place}.parts", row.get("parts", "")),
            self.ruled(self.named(f"{place}.loosens", row.get("loosens", ""))),
            1 if less else -1 if more else 0,
            less or more,
            str(row.get("list", "")),
            self.table.names(row, "yields"),
            bool(row.get("outside_exceptions")),
            key not in self.table.over,
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
        shown = (self.table.rows_of_text(place, row, name) for name in ("example", "near_miss", "example_drafts", "near_miss_drafts"))
        return Rule(key, self.table.text(place, row, "title"), self.table.text(place, row, "source"), reasons, *shown)

    def term(self, place: str, lines: object) -> Term:
        return tuple(self.lexicon.add(wording) for wording in self.table.wordings(place, lines, parse))

    def shapes(self, place: str, lines: object) -> Shapes:
        """Each line a shape: terms joined by `+`, those that must not be there by `-`."""
        found = []
        for line in self.table.lines(place, lines):
            has, *without = line.split(" - ")
            terms = tuple(self._near(place, term) for term in has.split(" + "))
            if all(terms):
                found.append(Shape(terms, tuple(self._near(place, term) for term in without)))
        return Shapes(tuple(found))

    def _near(self, place: str, text: str) -> Term:
        """The wordings of a term; `~` joins two that stand near each other in either order."""
        texts = text.split(" / ")
        if "~" in text:
            texts = [order for each in texts for order in _either_order(each)]
        wordings = (self.table.wording(place, each, parse) for each in texts)
        return tuple(self.lexicon.add(each) for each in wordings if each is not None)

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


def _either_order(text: str) -> tuple[str, ...]:
    one, near, other = text.partition(" ~ ")
    return (f"{one} .... {other}", f"{other} .... {one}") if near else (text,)
