"""What a whole draft does throughout: whether its paragraphs are numbered without a dot, and what stands in an article's place."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from pipeline.model import Level, Line
from pipeline.structure.labels import Label, Scheme, named_label
from pipeline.structure.languages import Language
from pipeline.structure.node import Node

_FIRST_UNMARKED = regex.compile(r"\[*1\s+[\[\"“‘(]*\p{Lu}")
_FIRST_MARKED = regex.compile(r"\[*\(?1[.)]")
NEAR = 4
"""Lines below an article's label among which its first paragraph is looked for."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How one draft numbers."""

    unmarked: bool = False
    """Paragraphs and points carry a number or letter alone: "1 Each Party shall", "a the production"."""
    rules: bool = False
    """There are no articles; rules, regulations or principles stand in their place."""


def habits_of(lines: Sequence[Line], language: Language) -> Habits:
    """The habits that the lines of a draft show."""
    heads = [(at, label.scheme) for at, line in enumerate(lines) if (label := named_label(line.text, language))]
    articles = [at for at, scheme in heads if scheme is Scheme.ARTICLE]
    rules = not articles and sum(scheme is Scheme.RULE for _, scheme in heads) > 1
    below = [line.text for at, scheme in heads if scheme in (Scheme.ARTICLE, Scheme.RULE) for line in lines[at + 1 : at + 1 + NEAR]]
    unmarked = sum(bool(_FIRST_UNMARKED.match(text)) for text in below)
    return Habits(unmarked > 1 and unmarked > sum(bool(_FIRST_MARKED.match(text)) for text in below), rules)


def level_label(text: str, language: Language, habits: Habits) -> Label | None:
    """The label with a level's name at the start of `text`; a rule counts only where rules stand in the place of articles."""
    label = named_label(text, language)
    return None if label is not None and label.scheme is Scheme.RULE and not habits.rules else label


def label_within(current: Node, line: Line, language: Language, habits: Habits) -> Label | None:
    """The same for a line below `current`: in an annex rules count too."""
    label = named_label(line.text, language)
    if label is None or label.scheme is not Scheme.RULE:
        return label
    here = habits.rules or line.level is Level.ARTICLE or any(node.level is Level.ANNEX for node in current.ancestors())
    return label if here else None
