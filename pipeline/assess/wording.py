"""The small language in which safeguards.toml writes wordings, and its search in a clause.

A wording is a row of words: ``authori*`` begins so, ``court|judge`` is one of several, ``the?`` may be missing, ``@group`` is any
wording of that group, ``..`` up to three words and ``...`` up to eight that do not matter. Case, punctuation and square brackets never matter.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import or_

from pipeline.assess.vocabulary import Known, Meanings, Place, Vocabulary

GAPS = {"..": 3, "...": 8, "....": 14}


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
class Lexicon:
    """All wordings of the rules, each under a number.

    Every word and group of a wording has a bit. A clause has the bits of those that its words may fill, and only wordings all of whose bits the clause
    has are looked for: of some thousand a few dozen.
    """

    groups: dict[str, tuple[Wording, ...]]
    same: dict[str, str] = field(default_factory=dict)
    """By word the one for which it stands in every wording."""
    wordings: list[Wording] = field(default_factory=list)
    _numbers: dict[Wording, int] = field(default_factory=dict)
    _needs: list[int] = field(default_factory=list)
    _places: dict[Part, Place] = field(default_factory=dict)
    _group_needs: dict[str, tuple[int, int, tuple[int, ...]]] = field(default_factory=dict)
    """By name the bit of a group, the bits of which one is enough for it, and the needs of its longer wordings; groups that others hold come first."""
    _openings: dict[tuple[str, str], tuple[Wording, ...]] = field(default_factory=dict)
    """By group and word the wordings of the group that may begin with the word."""
    _words: Vocabulary = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is known of any word yet."""
        self._words = Vocabulary(self.same)

    def add(self, wording: Wording) -> int:
        """The number of `wording`, which is now searched for; written twice it has one number."""
        number = self._numbers.setdefault(wording, len(self.wordings))
        if number < len(self.wordings):
            return number
        self.wordings.append(wording)
        self._needs.append(self._need(wording))
        for place in self._heads(wording):
            self._words.begins[place].append(number)
        return number

    def _need(self, wording: Wording) -> int:
        need = 0
        for part in wording:
            if isinstance(part, Group) or (isinstance(part, Word) and not part.optional):
                need |= 1 << self._place(part)
        return need

    def _place(self, part: Word | Group) -> Place:
        known = self._places.get(part)
        if known is not None:
            return known
        place = self._places[part] = len(self._places)
        if isinstance(part, Word):
            self._words.fill(place, part.forms, part.starts)
            return place
        needs = [self._need(phrase) for phrase in self.groups[part.name]]
        enough = reduce(or_, (need for need in needs if not need & (need - 1)), 0)
        self._group_needs[part.name] = 1 << place, enough, tuple(need for need in needs if need & (need - 1))
        for head in {head for phrase in self.groups[part.name] for head in self._heads(phrase)}:
            self._words.opens[head].append(place)
        return place

    def _heads(self, wording: Wording) -> Iterator[Place]:
        """The words and groups that a wording may begin with."""
        for part in wording:
            if not isinstance(part, Gap):
                yield self._place(part)
            if not isinstance(part, Word) or not part.optional:
                return

    def search(self, words: tuple[str, ...]) -> dict[int, list[Span]]:
        """Where each wording stands in the clause: number -> spans, in order; of several ends the nearest."""
        found: dict[int, list[Span]] = defaultdict(list)
        seen: dict[tuple[str, int], tuple[int, ...]] = {}
        known = [self._words.known_of(word) for word in words]
        meant = tuple(each.meanings for each in known)
        missing = ~self._has(known)
        for start, each in enumerate(known):
            for number in each.begins:
                if self._needs[number] & missing:
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

    def _has(self, known: list[Known]) -> int:
        """The bits of the words and groups that these words may fill."""
        bits = 0
        for each in known:
            bits |= each.fills
        for bit, enough, longer in self._group_needs.values():
            if enough & bits or any(need & bits == need for need in longer):
                bits |= bit
        return bits

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
        """The wordings of a group that may begin with a word."""
        key = name, meanings[0]
        if key not in self._openings:
            self._openings[key] = tuple(phrase for phrase in self.groups[name] if _may_begin(phrase[0], meanings))
        return self._openings[key]


def _may_begin(first: Part, meanings: Meanings) -> bool:
    return not isinstance(first, Word) or first.optional or first.fits(meanings)
