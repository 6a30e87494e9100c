"""The wordings of all rules -> where each stands in a clause. A clause is searched for the few wordings whose words it has."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.assess.wording import Gap, Group, Meanings, Part, Span, Word, Wording


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
        meanings = tuple(dict.fromkeys(each for each in (word, bare, self.same.get(bare)) if each))
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
class _Clause:
    """The clause in which wordings are looked for, and what was found out about it."""

    words: tuple[Meanings, ...]
    has: set[int]
    """The words and groups of wordings that its words may fill."""
    ends: dict[tuple[str, int], tuple[int, ...]] = field(default_factory=dict)
    """Where a group may end that begins at a word."""
    phrases: dict[str, tuple[Wording, ...]] = field(default_factory=dict)


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
    _group_numbers: set[int] = field(default_factory=set)
    _completes: dict[int, list[tuple[int, frozenset[int]]]] = field(default_factory=lambda: defaultdict(list))
    """By the number of a word or group the groups of which it may be the last that was missing, with the needs of that wording of theirs."""
    _heads_of: dict[str, frozenset[int]] = field(default_factory=dict)
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
        return frozenset(
            [self._part(part) for part in wording if not isinstance(part, Gap) and not (isinstance(part, Word) and part.optional)]
        )

    def _part(self, part: Word | Group) -> int:
        known = self._parts.get(part)
        if known is not None:
            return known
        number = self._parts[part] = len(self._parts)
        if isinstance(part, Group):
            needs = tuple(self._need(phrase) for phrase in self.groups[part.name])
            self._group_needs[part.name] = number, needs
            for need in needs:
                for key in need & self._group_numbers or sorted(need)[:1]:
                    self._completes[key].append((number, need))
            self._group_numbers.add(number)
            return number
        fills, starts_fill = self._words.fills, self._words.starts_fill
        for form in part.forms:
            fills[form].append(number)
        for form in part.starts:
            starts_fill[form].append(number)
        return number

    def _heads(self, wording: Wording) -> frozenset[int]:
        """The words with which a wording may begin."""
        found: list[int] = []
        for part in wording:
            if isinstance(part, Group):
                return self._group_heads(part.name).union(found)
            if isinstance(part, Word):
                found.append(self._part(part))
                if not part.optional:
                    break
        return frozenset(found)

    def _group_heads(self, name: str) -> frozenset[int]:
        known = self._heads_of.get(name)
        if known is None:
            self._heads_of[name] = frozenset()
            known = self._heads_of[name] = frozenset[int]().union(*(self._heads(phrase) for phrase in self.groups[name]))
        return known

    def search(self, words: tuple[str, ...]) -> tuple[dict[int, list[Span]], tuple[str, ...]]:
        """Where each wording stands in the clause: number -> spans, in order; of several ends the nearest.

        And the names of the groups of which the clause has all words of one wording.
        """
        found: dict[int, list[Span]] = defaultdict(list)
        known = {word: self._words.known_of(word) for word in words}
        clause = _Clause(tuple(known[word].meanings for word in words), self._has(list(known.values())))
        possible = {word: [number for number in each.begins if self._needs[number] <= clause.has] for word, each in known.items()}
        for start, word in enumerate(words):
            for number in possible[word]:
                wording = self.wordings[number]
                alone = len(wording) == 1 and isinstance(wording[0], Word)
                end = start + 1 if alone else next(self._ends(wording, 0, start, clause), None)
                if end is not None:
                    found[number].append((start, end))
        return found, tuple(name for name, (number, _) in self._group_needs.items() if number in clause.has)

    def _has(self, known: list[_Known]) -> set[int]:
        """The words and groups that these words may fill."""
        parts: set[int] = set()
        for each in known:
            parts |= each.fills
        new = list(self._completes.keys() & parts)
        while new:
            for number, need in self._completes.get(new.pop(), ()):
                if number not in parts and need <= parts:
                    parts.add(number)
                    new.append(number)
        return parts

    def _ends(self, parts: Wording, at: int, start: int, clause: _Clause) -> Iterator[int]:
        """Where the parts of a wording from number `at` on may end, if they begin at word `start`."""
        words, last = clause.words, len(clause.words)
        while at < len(parts) and isinstance(part := parts[at], Word) and not part.optional:
            if start == last or not part.fits(words[start]):
                return
            at, start = at + 1, start + 1
        if at == len(parts):
            yield start
        elif isinstance(part, Gap):
            for end in self._after_gap(parts[at + 1], start, min(start + part.most, last), clause):
                yield from self._ends(parts, at + 1, end, clause)
        elif isinstance(part, Group):
            for end in self._group_ends(part.name, start, clause):
                yield from self._ends(parts, at + 1, end, clause)
        else:
            if start < last and part.fits(words[start]):
                yield from self._ends(parts, at + 1, start + 1, clause)
            yield from self._ends(parts, at + 1, start, clause)

    def _after_gap(self, following: Part, start: int, most: int, clause: _Clause) -> Iterable[int]:
        """The words at which the part that follows a gap may begin."""
        if not isinstance(following, Word) or following.optional:
            return range(start, most + 1)
        return [at for at in range(start, min(most + 1, len(clause.words))) if following.fits(clause.words[at])]

    def _group_ends(self, name: str, start: int, clause: _Clause) -> tuple[int, ...]:
        key = name, start
        if key not in clause.ends:
            phrases = self._phrases(name, clause) if start < len(clause.words) else ()
            clause.ends[key] = tuple(dict.fromkeys(end for phrase in phrases for end in self._ends(phrase, 0, start, clause)))
        return clause.ends[key]

    def _phrases(self, name: str, clause: _Clause) -> tuple[Wording, ...]:
        """The wordings of a group all of whose words the clause has."""
        found = clause.phrases.get(name)
        if found is None:
            needs = zip(self.groups[name], self._group_needs[name][1], strict=True)
            found = clause.phrases[name] = tuple(phrase for phrase, need in needs if need <= clause.has)
        return found
