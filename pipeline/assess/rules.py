"""safeguards.toml as values; every mistake in it is told at once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from pipeline.errors import RulesError
from pipeline.model import Effect

FILE = "safeguards.toml"


@dataclass(frozen=True, slots=True)
class Safeguard:
    """One protection: its id, its name for readers, its weight (A, B, C) and the pattern of all its wordings."""

    id: str
    name: str
    weight: str
    pattern: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered rule: its effect and its reason, in which {before} and {after} are quoted."""

    id: str
    effect: Effect
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole of safeguards.toml."""

    safeguards: tuple[Safeguard, ...]
    rules: dict[str, Rule]
    ladder: tuple[str, ...]
    modal: regex.Pattern[str]
    hedge: regex.Pattern[str]


@cache
def load_rules() -> Rules:
    """The rules that come with the package. Raises RulesError with every mistake."""
    return parse_rules(files("pipeline.assess").joinpath(FILE).read_text(encoding="utf-8"))


def parse_rules(text: str) -> Rules:
    """The rules in the text of a safeguards.toml. Raises RulesError with every mistake."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulesError([f"{FILE}: {error}"]) from error
    mistakes = [
        *_mistakes(table, "safeguards", {"name": str, "weight": str, "wordings": list}),
        *_mistakes(table, "rules", {"effect": str, "reason": str, "source": str}),
    ]
    mistakes += [
        f"{FILE}: rules.{key}.effect: {row['effect']!r} is none of {', '.join(Effect)}"
        for key, row in table.get("rules", {}).items()
        if row.get("effect") not in set(Effect)
    ]
    mistakes += [f"{FILE}: grammar.{key} is missing" for key in ("ladder", "hedges") if not table.get("grammar", {}).get(key)]
    if mistakes:
        raise RulesError(mistakes)
    ladder = tuple(table["grammar"]["ladder"])
    return Rules(
        tuple(Safeguard(key, row["name"], row["weight"], _pattern(row["wordings"])) for key, row in table["safeguards"].items()),
        {key: Rule(key, Effect(row["effect"]), row["reason"], row["source"]) for key, row in table["rules"].items()},
        ladder,
        _pattern(sorted(ladder, key=len, reverse=True)),
        _pattern(table["grammar"]["hedges"]),
    )


def _mistakes(table: dict[str, Any], section: str, keys: dict[str, type]) -> list[str]:
    rows = table.get(section, {})
    missing = [] if rows else [f"{FILE}: there is no [{section}.…] table"]
    return missing + [
        f"{FILE}: {section}.{name}.{key} must be a {'list of texts' if kind is list else 'text'}"
        for name, row in rows.items()
        for key, kind in keys.items()
        if not isinstance(row.get(key), kind) or not row[key]
    ]


def _pattern(wordings: list[str] | tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile("|".join(rf"\b{_wording(each)}" for each in wordings), regex.IGNORECASE)


def _wording(wording: str) -> str:
    parts = [r"\s+".join(_word(word) for word in part.split()) for part in wording.split("...")]
    return r"(?:\W+\w+){0,12}?\W+".join(parts)


def _word(word: str) -> str:
    return regex.escape(word.rstrip("*")) + (r"[\w-]*" if word.endswith("*") else r"\b")
