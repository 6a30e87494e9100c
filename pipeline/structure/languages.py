"""labels.toml as values: the words with which one language names the levels of a treaty."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import regex

DEFAULT = "en"
_WORD = regex.compile(r"\p{L}+")
_SPACELESS = regex.compile(r"\p{Han}")


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, ready for matching; every pattern matches at the start of a text."""

    code: str
    words: dict[str, tuple[str, ...]]
    ordinals: dict[str, int]
    parties: regex.Pattern[str]
    organs: regex.Pattern[str]
    agreed: regex.Pattern[str]
    done: regex.Pattern[str]
    recital: regex.Pattern[str]
    starters: frozenset[str]
    modals: frozenset[str]
    joiners: frozenset[str]
    follows: frozenset[str]
    cite: dict[str, str]
    common: frozenset[str]


def _any_of(patterns: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile(rf"[\[\s\"“«*(]*(?:{'|'.join(patterns)})", regex.IGNORECASE)


def _language(code: str, table: dict[str, Any]) -> Language:
    levels = ("article", "rule", "part", "chapter", "section", "annex", "option", "preamble", "contents")
    return Language(
        code=code,
        words={level: tuple(table.get(level, ())) for level in levels},
        ordinals=dict(table["ordinals"]),
        parties=_any_of((*table["parties"], *table["organs"])),
        organs=_any_of(table["organs"]),
        agreed=_any_of(table["agreed"]),
        done=_any_of(table["done"]),
        recital=_any_of(table["recital"]),
        starters=frozenset(table["starters"]),
        modals=frozenset(table["modals"]),
        joiners=frozenset(table["joiners"]),
        follows=frozenset(table["follows"]),
        cite=dict(table["cite"]),
        common=frozenset(table["common"]),
    )


@cache
def languages() -> dict[str, Language]:
    """Every language of labels.toml by its code."""
    tables = tomllib.loads(files("pipeline.structure").joinpath("labels.toml").read_text(encoding="utf-8"))
    return {code: _language(code, table) for code, table in tables.items()}


def language_of(texts: Iterable[str], hint: str = "") -> Language:
    """The language of the texts: `hint` (a code such as "fr" or "fr-CA") where the table has it, else by the commonest words."""
    known = languages()
    if hint[:2].lower() in known:
        return known[hint[:2].lower()]
    counts = Counter(_WORD.findall("\n".join(text[:2000] for text in texts).lower()))
    scores = {code: sum(counts[word] or _inside(word, counts) for word in table.common) for code, table in known.items()}
    return known[max(scores, key=lambda code: (scores[code], code == DEFAULT))]


def _inside(word: str, counts: Counter[str]) -> int:
    """How often a word stands in a script that puts no spaces between words; 0 for other scripts."""
    return sum(text.count(word) for text in counts) if _SPACELESS.match(word) else 0
