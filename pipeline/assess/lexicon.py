"""The wordings of all rules -> where each stands in a clause. A clause is searched for the few wordings whose words it has."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.assess.wording import Gap, Group, Meanings, Part, Span, Word, Wording, either


@dataclass(slots=True)
class _Words:
    """For every word how it may be used: the numbers of the wordings that it may begin, and the bits of the parts that it may fill."""

    same: dict[str, str]
    begins: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    fills: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    starts_begin: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    starts_fill: dict[str, int] = field(default_factory=lambda: defaultdict(int))
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
        numbers: set[int] = set()
        bits = 0
        for each in meanings:
            numbers.update(self.begins.get(each, ()))
            bits |= self.fills.get(each, 0)
            for end in range(1, len(each) + 1):
                numbers.update(self.starts_begin.get(each[:end], ()))
                bits |= self.starts_fill.get(each[:end], 0)
        return _Known(meanings, tuple(sorted(numbers)), bits)


@dataclass(frozen=True, slots=True)
class _Known:
    """A word's meanings, the numbers of the wordings that it may begin, and the bits of the parts that it may fill."""

    meanings: Meanings
    begins: tuple[int, ...]
    fills: int


@dataclass(slots=True)
class _Clause:
    """The clause in which wordings are looked for, and what was found out about it."""

    words: tuple[Meanings, ...]
    missing: int
    """The bits that none of its words fills."""
    ends: dict[tuple[str, int], tuple[int, ...]] = field(default_factory=dict)
    """Where a group may end that begins at a word."""
    phrases: dict[str, tuple[Wording, ...]] = field(default_factory=dict)


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
    _bits: dict[Part, int] = field(default_factory=dict)
    _group_needs: dict[str, tuple[int, tuple[int, ...]]] = field(default_factory=dict)
    """By name the bit of a group and the needs of its wordings; groups that others hold come first."""
    _heads_of: dict[str, Word] = field(default_factory=dict)
    """By name the words with which a group may begin."""
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
        heads = self._heads(wording)
        for form in heads.forms:
            self._words.begins[form].append(number)
        for form in heads.starts:
            self._words.starts_begin[form].append(number)
        return number

    def _need(self, wording: Wording) -> int:
        need = 0
        for part in wording:
            if isinstance(part, Group) or (isinstance(part, Word) and not part.optional):
                need |= self._bit(part)
        return need

    def _bit(self, part: Word | Group) -> int:
        known = self._bits.get(part)
        if known is not None:
            return known
        bit = self._bits[part] = 1 << len(self._bits)
        if isinstance(part, Group):
            self._group_heads(part.name)
            self._group_needs[part.name] = bit, tuple(self._need(phrase) for phrase in self.groups[part.name])
        else:
            for form in part.forms:
                self._words.fills[form] |= bit
            for form in part.starts:
                self._words.starts_fill[form] |= bit
        return bit

    def _heads(self, wording: Wording) -> Word:
        """The words that a wording may begin with."""
        heads: list[Word] = []
        for part in wording:
            if isinstance(part, Group):
                heads.append(self._group_heads(part.name))
                break
            if isinstance(part, Word):
                heads.append(part)
                if not part.optional:
                    break
        return heads[0] if len(heads) == 1 else either(heads)

    def _group_heads(self, name: str) -> Word:
        known = self._heads_of.get(name)
        if known is None:
            self._heads_of[name] = Word(frozenset())
            known = self._heads_of[name] = either([self._heads(phrase) for phrase in self.groups[name]])
        return known

    def search(self, words: tuple[str, ...]) -> dict[int, list[Span]]:
        """Where each wording stands in the clause: number -> spans, in order; of several ends the nearest."""
        found: dict[int, list[Span]] = defaultdict(list)
        known = [self._words.known_of(word) for word in words]
        clause = _Clause(tuple(each.meanings for each in known), ~self._has(known))
        possible = {
            word: [number for number in each.begins if not self._needs[number] & clause.missing]
            for word, each in dict(zip(words, known, strict=True)).items()
        }
        for start, word in enumerate(words):
            for number in possible[word]:
                wording = self.wordings[number]
                alone = len(wording) == 1 and isinstance(wording[0], Word)
                end = start + 1 if alone else next(self._ends(wording, 0, start, clause), None)
                if end is not None:
                    found[number].append((start, end))
        return found

    def _has(self, known: list[_Known]) -> int:
        """The bits of the words and groups that these words may fill."""
        bits = 0
        for each in known:
            bits |= each.fills
        missing = ~bits
        for bit, needs in self._group_needs.values():
            for need in needs:
                if not need & missing:
                    bits |= bit
                    missing &= ~bit
                    break
        return bits

    def _ends(self, parts: Wording, at: int, start: int, clause: _Clause) -> Iterator[int]:
        if at == len(parts):
            yield start
            return
        part = parts[at]
        if isinstance(part, Gap):
            for end in range(start, min(start + part.most, len(clause.words)) + 1):
                yield from self._ends(parts, at + 1, end, clause)
        elif isinstance(part, Group):
            for end in self._group_ends(part.name, start, clause):
                yield from self._ends(parts, at + 1, end, clause)
        else:
            if start < len(clause.words) and part.fits(clause.words[start]):
                yield from self._ends(parts, at + 1, start + 1, clause)
            if part.optional:
                yield from self._ends(parts, at + 1, start, clause)

    def _group_ends(self, name: str, start: int, clause: _Clause) -> tuple[int, ...]:
        if start == len(clause.words) or not self._heads_of[name].fits(clause.words[start]):
            return ()
        key = name, start
        if key not in clause.ends:
            ends = (end for phrase in self._phrases(name, clause) for end in self._ends(phrase, 0, start, clause))
            clause.ends[key] = tuple(dict.fromkeys(ends))
        return clause.ends[key]

    def _phrases(self, name: str, clause: _Clause) -> tuple[Wording, ...]:
        """The wordings of a group all of whose words the clause has."""
        found = clause.phrases.get(name)
        if found is None:
            needs = zip(self.groups[name], self._group_needs[name][1], strict=True)
            found = clause.phrases[name] = tuple(phrase for phrase, need in needs if not need & clause.missing)
        return found
