"""The small language in which safeguards.toml writes wordings, as parts; its search in a clause is the lexicon's.

A wording is a row of words: ``authori*`` begins so, ``court|judge`` is one of several, ``the?`` may be missing, ``@group`` is any
wording of that group, ``..`` up to three words and ``...`` up to eight that do not matter. Case, punctuation and square brackets never matter.
"""

from dataclasses import dataclass
from functools import cache

GAPS = {"..": 3, "...": 8, "....": 14}


Meanings = tuple[str, ...]
"""A word of the clause, it without its possessive, and, where the section [same] gives one, the word that it stands for."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One place in a wording: the words that may stand there (a final ``*`` for any ending), and whether it may be empty.

    Written twice alike it is one object.
    """

    forms: frozenset[str]
    starts: tuple[str, ...] = ()
    optional: bool = False

    def fits(self, meanings: Meanings) -> bool:
        """Whether a word, in lower case, may stand here by one of its meanings."""
        return any(word in self.forms or (self.starts and word.startswith(self.starts)) for word in meanings)


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words that do not matter."""

    most: int


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Any wording of the group of this name."""

    name: str


Part = Word | Gap | Group
Wording = tuple[Part, ...]
Span = tuple[int, int]
"""From the first word to after the last one, counted in words of the clause."""


def parse(line: str) -> Wording:
    """The wording that `line` writes. Raises ValueError with what is wrong."""
    parts = tuple(_part(each) for each in line.split())
    if not parts or isinstance(parts[0], Gap) or isinstance(parts[-1], Gap):
        raise ValueError("a wording begins and ends with a word or a @group")
    if all(isinstance(part, Word) and part.optional for part in parts):
        raise ValueError("every word of it may be missing")
    return parts


def either(words: list[Word]) -> Word:
    """One word for any of these."""
    forms = frozenset[str]().union(*(word.forms for word in words))
    return Word(forms, tuple(dict.fromkeys(start for word in words for start in word.starts)))


def joined(wordings: tuple[Wording, ...]) -> tuple[Wording, ...]:
    """The same wordings, those of one word made into one: it is tried once where they would be tried each."""
    words = [each[0] for each in wordings if len(each) == 1 and isinstance(each[0], Word)]
    if len(words) < 2:
        return wordings
    return ((either(words),), *(each for each in wordings if not (len(each) == 1 and isinstance(each[0], Word))))


@cache
def _part(text: str) -> Part:
    if text in GAPS:
        return Gap(GAPS[text])
    if text[0] == "@":
        return Group(text[1:])
    bare = text.removesuffix("?").lower()
    forms = bare.split("|")
    starts: tuple[str, ...] = ()
    if "*" in bare:
        starts = tuple(form[:-1] for form in forms if form.endswith("*"))
        forms = [form for form in forms if not form.endswith("*")]
    if "" in forms or "" in starts or bare.count("*") != len(starts):
        raise ValueError(f"{text!r}: `*` stands at the end of a word, `|` between words")
    return Word(frozenset(forms), starts, len(bare) < len(text))
