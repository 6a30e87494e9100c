"""The small language in which safeguards.toml writes wordings, and its search in a clause.

A wording is a row of words: ``authori*`` begins so, ``court|judge`` is one of several, ``the?`` may be missing, ``@group`` is any
wording of that group, ``..`` up to three words and ``...`` up to eight that do not matter. Case, punctuation and square brackets never matter.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

GAPS = {"..": 3, "...": 8, "....": 14}


@dataclass(frozen=True, slots=True)
class Word:
    """One place in a wording: the words that may stand there (a final ``*`` for any ending), and whether it may be empty."""

    forms: tuple[str, ...]
    optional: bool = False

    def fits(self, word: str) -> bool:
        """Whether `word`, in lower case, may stand here."""
        return any(word == form or (form[-1] == "*" and word.startswith(form[:-1])) for form in self.forms)


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words that do not matter."""

    most: int


@dataclass(frozen=True, slots=True)
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


def _part(text: str) -> Part:
    if text in GAPS:
        return Gap(GAPS[text])
    if text.startswith("@"):
        return Group(text[1:])
    bare = text.removesuffix("?").lower()
    forms = tuple(bare.split("|"))
    if any(not form.strip("*") or "*" in form[:-1] for form in forms):
        raise ValueError(f"{text!r}: `*` stands at the end of a word, `|` between words")
    return Word(forms, text.endswith("?"))


@dataclass(slots=True)
class Lexicon:
    """All wordings of the rules, each under a number, and an index of the words they begin with."""

    groups: dict[str, tuple[Wording, ...]]
    wordings: list[Wording] = field(default_factory=list)
    _exact: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _prefix: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _starts: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, wording: Wording) -> int:
        """The number of `wording`, which is now searched for."""
        number = len(self.wordings)
        self.wordings.append(wording)
        for form in set(self._heads(wording)):
            (self._prefix if form[-1] == "*" else self._exact)[form.rstrip("*")].append(number)
        return number

    def _heads(self, wording: Wording) -> Iterator[str]:
        for part in wording:
            if isinstance(part, Group):
                for phrase in self.groups[part.name]:
                    yield from self._heads(phrase)
                return
            if isinstance(part, Word):
                yield from part.forms
                if not part.optional:
                    return

    def starting(self, word: str) -> tuple[int, ...]:
        """The numbers of the wordings that may begin with `word`."""
        known = self._starts.get(word)
        if known is None:
            numbers = set(self._exact.get(word, ()))
            for end in range(1, len(word) + 1):
                numbers.update(self._prefix.get(word[:end], ()))
            known = self._starts[word] = tuple(sorted(numbers))
        return known

    def search(self, words: tuple[str, ...]) -> dict[int, list[Span]]:
        """Where each wording stands in the clause: number -> spans, in order; of several ends the nearest."""
        found: dict[int, list[Span]] = defaultdict(list)
        seen: dict[tuple[str, int], tuple[int, ...]] = {}
        for start, word in enumerate(words):
            for number in self.starting(word):
                end = next(self._ends(self.wordings[number], 0, start, words, seen), None)
                if end is not None:
                    found[number].append((start, end))
        return found

    def _ends(
        self, parts: Wording, at: int, start: int, words: tuple[str, ...], seen: dict[tuple[str, int], tuple[int, ...]]
    ) -> Iterator[int]:
        if at == len(parts):
            yield start
            return
        part = parts[at]
        if isinstance(part, Gap):
            for end in range(start, min(start + part.most, len(words)) + 1):
                yield from self._ends(parts, at + 1, end, words, seen)
        elif isinstance(part, Group):
            for end in self._group_ends(part.name, start, words, seen):
                yield from self._ends(parts, at + 1, end, words, seen)
        else:
            if start < len(words) and part.fits(words[start]):
                yield from self._ends(parts, at + 1, start + 1, words, seen)
            if part.optional:
                yield from self._ends(parts, at + 1, start, words, seen)

    def _group_ends(self, name: str, start: int, words: tuple[str, ...], seen: dict[tuple[str, int], tuple[int, ...]]) -> tuple[int, ...]:
        key = name, start
        if key not in seen:
            phrases = self.groups[name] if start < len(words) else ()
            seen[key] = tuple(dict.fromkeys(end for phrase in phrases for end in self._ends(phrase, 0, start, words, seen)))
        return seen[key]
