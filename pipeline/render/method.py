"""What the method page tells: the safeguards and rules as safeguards.toml has them, and how often they were measured to be right."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

from pipeline.model import Effect

_SETS = ("unseen", "documents", "crossed", "given")
"""Sets of cases in the order in which they are shown: what tells most first."""
_MEASURED = (Path("bench/safeguards.json"), Path("../bench/safeguards.json"))
"""Seen from the package: where the wheel has it, where a checkout has it."""


class Spoken(Protocol):
    """A draft, or the link of one."""

    @property
    def language(self) -> str:
        """Its language, "en" or "fr-CA"."""


class Sided(Protocol):
    """A changelog, or the link of one."""

    @property
    def before(self) -> Spoken:
        """The earlier draft."""

    @property
    def after(self) -> Spoken:
        """The later draft."""


@dataclass(frozen=True, slots=True)
class SafeguardEntry:
    """A safeguard as the page lists it."""

    id: str
    name: str
    weight: str
    source: str


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule as the page lists it."""

    id: str
    title: str
    reasons: tuple[tuple[str, str], ...]
    """(effect, the sentence it gives)."""
    source: str


@dataclass(frozen=True, slots=True)
class Rate:
    """How often findings of one kind were right, and how often they were made where they should be: 0 to 1, None where not measured."""

    key: str
    """An effect or a safeguard."""
    precision: float | None
    recall: float | None


@dataclass(frozen=True, slots=True)
class CaseSet:
    """Pairs of clauses judged by hand, and how the rules did on them."""

    name: str
    cases: int
    right: float | None
    """F1 of safeguard and effect."""
    false_alarms: float | None
    """Share of pairs without any change to a safeguard for which a finding was made."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of bench/safeguards.json."""

    cases: int
    sets: tuple[CaseSet, ...]
    rates: tuple[Rate, ...]
    certain: float | None = None
    """Share of the findings called certain that are right."""
    review: float | None = None
    """The same of those to review."""


@dataclass(frozen=True, slots=True)
class Method:
    """All of it; `measured` is None where nothing has been measured yet."""

    safeguards: tuple[SafeguardEntry, ...]
    rules: tuple[RuleEntry, ...]
    measured: Measured | None
    languages: tuple[str, ...] = ("en",)
    """Those in which texts are assessed; others are compared only."""

    def assesses(self, pair: Sided) -> bool:
        """Whether the rules judge the pair of drafts: both in one language, and one they know."""
        before, after = pair.before.language[:2], pair.after.language[:2]
        return before == after and before in self.languages

    @property
    def names(self) -> dict[str, str]:
        """Safeguards' names by their ids."""
        return {entry.id: entry.name for entry in self.safeguards}

    @property
    def sources(self) -> dict[str, str]:
        """Where the law says so, by the safeguards' ids."""
        return {entry.id: entry.source for entry in self.safeguards}

    @property
    def weights(self) -> dict[str, tuple[str, str]]:
        """Safeguards' names and weights by their ids."""
        return {entry.id: (entry.name, entry.weight) for entry in self.safeguards}


def load_method() -> Method:
    """What comes with the package."""
    package = Path(str(files("pipeline")))
    figures = next((package / path for path in _MEASURED if (package / path).is_file()), None)
    rules = (package / "assess" / "safeguards.toml").read_text(encoding="utf-8")
    others = sorted(path.name.split(".")[1] for path in (package / "assess").glob("safeguards.*.toml"))
    return replace(parse_method(rules, figures.read_text(encoding="utf-8") if figures else ""), languages=("en", *others))


def parse_method(rules: str, figures: str) -> Method:
    """Method from the text of a safeguards.toml and of a safeguards.json, which may be empty; keys not known are passed over."""
    table = tomllib.loads(rules)
    safeguards = tuple(
        SafeguardEntry(key, str(own.get("name", key)), str(own.get("weight", "B")), str(own.get("source", "")))
        for key, own in _tables(table.get("safeguards"))
    )
    entries = tuple(
        RuleEntry(key, str(own.get("title", "")), tuple(_reasons(own)), str(own.get("source", "")))
        for key, own in _tables(table.get("rules"))
    )
    return Method(safeguards, entries, _measured(json.loads(figures)) if figures else None)


def _reasons(rule: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for effect in Effect:
        sentence = rule.get(effect)
        if sentence:
            texts = sentence if isinstance(sentence, dict) else {"none": sentence}
            yield (
                effect,
                str(texts.get("both") or texts.get("gained") or texts.get("lost") or texts["none"])
                .replace("{before}", "…")
                .replace("{after}", "…"),
            )


def _tables(found: Any) -> list[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - whatever the TOML holds
    return [(key, own) for key, own in found.items() if isinstance(own, dict)] if isinstance(found, dict) else []


def _measured(figures: dict[str, Any]) -> Measured | None:
    if not figures.get("cases"):
        return None
    rates = [
        Rate(key, _share(own, "precision"), _share(own, "recall"))
        for group in ("by_effect", "by_safeguard")
        for key, own in _tables(figures.get(group))
    ]
    sets = [
        CaseSet(key, int(own.get("cases", 0)), _share(own, "pair_f1"), _share(own, "false_alarms"))
        for key, own in sorted(_tables(figures.get("sets")), key=lambda each: _SETS.index(each[0]) if each[0] in _SETS else len(_SETS))
    ]
    shares = {key: _share(own, "right") for key, own in _tables(figures.get("by_certainty"))}
    return Measured(int(figures["cases"]), tuple(sets), tuple(rates), shares.get("certain"), shares.get("to review"))


def _share(figures: dict[str, Any], key: str) -> float | None:
    return float(figures[key]) if isinstance(figures.get(key), int | float) else None
