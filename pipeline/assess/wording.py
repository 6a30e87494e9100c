"""The small language in which safeguards.toml writes wordings, and its search in a clause.

A wording is a row of words: ``authori*`` begins so, ``court|judge`` is one of several, ``the?`` may be missing, ``@group`` is any
wording of that group, ``..`` up to three words and ``...`` up to eight that do not matter. Case, punctuation and square brackets never matter.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
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


@cache
def _part(text: str) -> Part:
    if text in GAPS:
        return Gap(GAPS[text])
    if text.startswith("@"):
        return Group(text[1:])
    bare = text.removesuffix("?").lower()
    forms = bare.split("|")
    starts = [form[:-1] for form in forms if form.endswith("*")] if "*" in bare else []
    if "" in forms or any(not start or "*" in start for start in starts) or bare.count("*") != len(starts):
        raise ValueError(f"{text!r}: `*` stands at the end of a word, `|` between words")
    return Word(frozenset(form for form in forms if form[-1] != "*") if starts else frozenset(forms), tuple(starts), text.endswith("?"))


@dataclass(slots=True)
class _Words:
    """For every word the parts of wordings that it may fill, and the wordings that it may begin."""

    same: dict[str, str]
    begins: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By the number of a part the numbers of the wordings that begin with it."""
    fills: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    starts_fill: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    known: dict[str, "_Known"] = field(default_factory=dict)

    def known_of(self, word: str) -> "_Known":
        """What is known of `word`, by any of its meanings."""
        found = self.known.get(word)
        if found is None:
            found = self.known[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> "_Known":
        bare = word.removesuffix("'s")
        meanings = tuple(dict.fromkeys((word, bare, self.same.get(bare, bare))))
        parts: set[int] = set()
        for each in meanings:
            parts.update(self.fills.get(each, ()))
            for end in range(1, len(each) + 1):
                parts.update(self.starts_fill.get(each[:end], ()))
        numbers = {number for part in parts for number in self.begins.get(part, ())}
        return _Known(meanings, tuple(sorted(numbers)), frozenset(parts))


@dataclass(frozen=True, slots=True)
class _Known:
    """A word's meanings, the numbers of the wordings that it may begin, and the parts that it may fill."""

    meanings: Meanings
    begins: tuple[int, ...]
    fills: frozenset[int]


@dataclass(slots=True)
class Lexicon:
    """All wordings of the rules, each under a number.

    Every word and group of a wording has a number. Only wordings all of whose words and groups the clause may fill are looked for: of some thousand a
    few dozen.
    """

    groups: dict[str, tuple[Wording, ...]]
    same: dict[str, str] = field(default_factory=dict)
    """By word the one for which it stands in every wording."""
    wordings: list[Wording] = field(default_factory=list)
    _numbers: dict[Wording, int] = field(default_factory=dict)
    _needs: list[frozenset[int]] = field(default_factory=list)
    _parts: dict[Part, int] = field(default_factory=dict)
    _group_needs: dict[str, tuple[int, tuple[frozenset[int], ...]]] = field(default_factory=dict)
    """By name the number of a group and the needs of its wordings; groups that others hold come first."""
    _heads_of: dict[str, frozenset[int]] = field(default_factory=dict)
    _openings: dict[tuple[str, str], tuple[Wording, ...]] = field(default_factory=dict)
    """By group and word the wordings of the group that may begin with the word."""
    _words: _Words = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is known of any word yet."""
        self._words = _Words(self.same)

    def add(self, wording: Wording) -> int:
        """The number of `wording`, which is now searched for; written twice it has one number."""
        number = self._numbers.setdefault(wording, len(self.wordings))
        if number < len(self.wordings):
            return number
        self.wordings.append(wording)
        self._needs.append(self._need(wording))
        for part in self._heads(wording):
            self._words.begins[part].append(number)
        return number

    def _need(self, wording: Wording) -> frozenset[int]:
        return frozenset(self._part(part) for part in wording if isinstance(part, Group) or (isinstance(part, Word) and not part.optional))

    def _part(self, part: Word | Group) -> int:
        known = self._parts.get(part)
        if known is not None:
            return known
        number = self._parts[part] = len(self._parts)
        if isinstance(part, Group):
            self._group_needs[part.name] = number, tuple(self._need(phrase) for phrase in self.groups[part.name])
            return number
        for form in part.forms:
            self._words.fills[form].append(number)
        for form in part.starts:
            self._words.starts_fill[form].append(number)
        return number

    def _heads(self, wording: Wording) -> frozenset[int]:
        """The words with which a wording may begin."""
        found: set[int] = set()
        for part in wording:
            if isinstance(part, Group):
                return frozenset(found | self._group_heads(part.name))
            if isinstance(part, Word):
                found.add(self._part(part))
                if not part.optional:
                    break
        return frozenset(found)

    def _group_heads(self, name: str) -> frozenset[int]:
        known = self._heads_of.get(name)
        if known is None:
            self._heads_of[name] = frozenset()
            known = self._heads_of[name] = frozenset[int]().union(*(self._heads(phrase) for phrase in self.groups[name]))
        return known

    def search(self, words: tuple[str, ...]) -> dict[int, list[Span]]:
        """Where each wording stands in the clause: number -> spans, in order; of several ends the nearest."""
        found: dict[int, list[Span]] = defaultdict(list)
        seen: dict[tuple[str, int], tuple[int, ...]] = {}
        known = [self._words.known_of(word) for word in words]
        meant = tuple(each.meanings for each in known)
        has = self._has(known)
        for start, each in enumerate(known):
            for number in each.begins:
                if not self._needs[number] <= has:
                    continue
                wording = self.wordings[number]
                end = (
                    start + 1
                    if len(wording) == 1 and isinstance(wording[0], Word)
                    else next(self._ends(wording, 0, start, meant, seen), None)
                )
                if end is not None:
                    found[number].append((start, end))
        return found

    def _has(self, known: list[_Known]) -> set[int]:
        """The words and groups that these words may fill."""
        parts: set[int] = set()
        for each in known:
            parts |= each.fills
        for number, needs in self._group_needs.values():
            if any(need <= parts for need in needs):
                parts.add(number)
        return parts

    def _ends(
        self, parts: Wording, at: int, start: int, words: tuple[Meanings, ...], seen: dict[tuple[str, int], tuple[int, ...]]
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

    def _group_ends(
        self, name: str, start: int, words: tuple[Meanings, ...], seen: dict[tuple[str, int], tuple[int, ...]]
    ) -> tuple[int, ...]:
        key = name, start
        if key not in seen:
            phrases = self._opening(name, words[start]) if start < len(words) else ()
            seen[key] = tuple(dict.fromkeys(end for phrase in phrases for end in self._ends(phrase, 0, start, words, seen)))
        return seen[key]

    def _opening(self, name: str, meanings: Meanings) -> tuple[Wording, ...]:
        key = name, meanings[0]
        if key not in self._openings:
            self._openings[key] = tuple(phrase for phrase in self.groups[name] if _may_begin(phrase[0], meanings))
        return self._openings[key]


def _may_begin(first: Part, meanings: Meanings) -> bool:
    return not isinstance(first, Word) or first.optional or first.fits(meanings)
