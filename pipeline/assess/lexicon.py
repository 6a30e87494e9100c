"""The wordings of all rules -> where each stands in a clause. A clause is searched for the few wordings whose words it has."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.assess.wording import GAPS, Span, Wording, forms, group_of, is_optional

Row = tuple[int, ...]
"""A wording, each part by its number."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a word: the parts that it may fill, the numbers of the wordings that it makes up alone, and those that it may begin.

    Of the latter each number, its parts, and what a clause needs for it.
    """

    alone: tuple[int, ...]
    begins: tuple[tuple[int, Row, frozenset[int]], ...]
    fills: frozenset[int]


@dataclass(slots=True)
class _Clause:
    """The clause in which wordings are looked for, and what was found out about it."""

    fills: list[frozenset[int]]
    """By word the parts that it may fill."""
    has: set[int]
    """The words and groups of wordings that its words may fill."""
    ends: dict[tuple[str, int], tuple[int, ...]] = field(default_factory=dict)
    """Where a group may end that begins at a word."""


@dataclass(slots=True)
class Lexicon:
    """All wordings of the rules, each under a number.

    Every part of a wording has a number too. Only wordings all of whose words and groups the clause may fill are looked for: of some thousand a few
    dozen.
    """

    groups: dict[str, tuple[Wording, ...]]
    same: dict[str, str] = field(default_factory=dict)
    """By word the one for which it stands in every wording."""
    _numbers: dict[Wording, int] = field(default_factory=dict)
    _rows: list[Row] = field(default_factory=list)
    _parts: dict[str, int] = field(default_factory=dict)
    _odd: dict[int, str] = field(default_factory=dict)
    """By number the parts that more or fewer words may fill than one: gaps, groups, and words that may be missing."""
    _spare: set[int] = field(default_factory=set)
    """The numbers of gaps and of words that may be missing: a clause needs nothing for them."""
    _begins: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By the number of a part the numbers of the wordings that begin with it."""
    _fills: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By word the parts that it may fill; `_starts_fill` by the beginning of words."""
    _starts_fill: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[str, _Known] = field(default_factory=dict)
    _group_rows: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    _group_needs: dict[str, tuple[int, tuple[frozenset[int], ...]]] = field(default_factory=dict)
    """By name the number of a group and the needs of its wordings; groups that others hold come first."""
    _group_numbers: set[int] = field(default_factory=set)
    _completes: dict[int, list[tuple[int, frozenset[int]]]] = field(default_factory=lambda: defaultdict(list))
    """By the number of a word or group the groups of which it may be the last that was missing, with the needs of that wording of theirs."""
    _begins_of: dict[str, dict[int, list[int]]] = field(default_factory=dict)

    def add(self, wording: Wording) -> int:
        """The number of `wording`, which is now searched for; written twice it has one number."""
        number = self._numbers.setdefault(wording, len(self._rows))
        if number < len(self._rows):
            return number
        self._rows.append(self._numbered(wording))
        for part in self._heads(wording):
            self._begins[part].append(number)
        return number

    def _numbered(self, wording: Wording) -> Row:
        for part in wording:
            if part not in self._parts:
                self._number(part)
        return tuple(map(self._parts.__getitem__, wording))

    def _number(self, part: str) -> None:
        number = self._parts[part] = len(self._parts)
        if name := group_of(part):
            self._odd[number] = part
            self._number_group(name, number)
            return
        if part in GAPS or is_optional(part):
            self._odd[number] = part
            self._spare.add(number)
        if part not in GAPS:
            words, starts = forms(part)
            for word in words:
                self._fills[word].append(number)
            for start in starts:
                self._starts_fill[start].append(number)

    def _number_group(self, name: str, number: int) -> None:
        rows = self._group_rows[name] = tuple(map(self._numbered, self.groups[name]))
        needs = tuple(map(self._need, rows))
        self._group_needs[name] = number, needs
        for need in needs:
            for key in need & self._group_numbers or sorted(need)[:1]:
                self._completes[key].append((number, need))
        self._group_numbers.add(number)

    def _need(self, row: Row) -> frozenset[int]:
        """The words and groups that a clause needs for a wording."""
        return frozenset(row).difference(self._spare)

    def _heads(self, wording: Wording) -> Iterable[int]:
        """The words with which a wording may begin."""
        first = wording[0]
        if name := group_of(first):
            return self._group_begins(name)
        if is_optional(first) and len(wording) > 1:
            return {self._parts[first], *self._heads(wording[1:])}
        return (self._parts[first],)

    def search(self, words: tuple[str, ...]) -> tuple[dict[int, list[Span]], tuple[str, ...]]:
        """Where each wording stands in the clause: number -> spans, in order; of several ends the nearest.

        And the names of the groups of which the clause has all words of one wording.
        """
        found: dict[int, list[Span]] = defaultdict(list)
        known = {word: self._known.get(word) or self._look_up(word) for word in words}
        clause = _Clause([known[word].fills for word in words], self._has(list(known.values())))
        possible = {word: [(number, row) for number, row, need in each.begins if need <= clause.has] for word, each in known.items()}
        for start, word in enumerate(words):
            for number in known[word].alone:
                found[number].append((start, start + 1))
            for number, row in possible[word]:
                end = next(self._ends(row, 0, start, clause), None)
                if end is not None:
                    found[number].append((start, end))
        return found, tuple(name for name, (number, _) in self._group_needs.items() if number in clause.has)

    def _look_up(self, word: str) -> _Known:
        """What is known of `word` by any of its meanings: itself, it without its possessive, and the word for which it stands."""
        bare = word.removesuffix("'s")
        parts: set[int] = set()
        for each in {word, bare, self.same.get(bare, "")}:
            parts.update(self._fills.get(each, ()))
            for end in range(1, len(each) + 1):
                parts.update(self._starts_fill.get(each[:end], ()))
        numbers = sorted({number for part in parts for number in self._begins.get(part, ())})
        alone = tuple(number for number in numbers if self._is_one_word(self._rows[number]))
        begins = tuple((number, self._rows[number], self._need(self._rows[number])) for number in numbers if number not in alone)
        self._known[word] = known = _Known(alone, begins, frozenset(parts))
        return known

    def _is_one_word(self, row: Row) -> bool:
        return len(row) == 1 and row[0] not in self._odd

    def _has(self, known: list[_Known]) -> set[int]:
        """The words and groups that these words may fill."""
        parts = set[int]().union(*(each.fills for each in known))
        new = list(self._completes.keys() & parts)
        while new:
            for number, need in self._completes.get(new.pop(), ()):
                if number not in parts and need <= parts:
                    parts.add(number)
                    new.append(number)
        return parts

    def _ends(self, row: Row, at: int, start: int, clause: _Clause) -> Iterator[int]:
        """Where the parts of a wording from number `at` on may end, if they begin at word `start`."""
        fills, last = clause.fills, len(clause.fills)
        while at < len(row) and (part := row[at]) not in self._odd:
            if start == last or part not in fills[start]:
                return
            at, start = at + 1, start + 1
        if at == len(row):
            yield start
            return
        odd = self._odd[part]
        if odd in GAPS:
            for end in self._after_gap(row[at + 1], start, min(start + GAPS[odd], last), clause):
                yield from self._ends(row, at + 1, end, clause)
        elif name := group_of(odd):
            for end in self._group_ends(name, start, clause):
                yield from self._ends(row, at + 1, end, clause)
        else:
            if start < last and part in fills[start]:
                yield from self._ends(row, at + 1, start + 1, clause)
            yield from self._ends(row, at + 1, start, clause)

    def _after_gap(self, following: int, start: int, most: int, clause: _Clause) -> Iterable[int]:
        """The words at which the part that follows a gap may begin."""
        near = enumerate(clause.fills[start : most + 1], start)
        if following not in self._odd:
            return [at for at, fills in near if following in fills]
        if name := group_of(self._odd[following]):
            begins = self._group_begins(name).keys()
            return [at for at, fills in near if not begins.isdisjoint(fills)]
        return range(start, most + 1)

    def _group_ends(self, name: str, start: int, clause: _Clause) -> tuple[int, ...]:
        known = clause.ends.get((name, start))
        if known is not None:
            return known
        phrases = self._phrases(name, start, clause) if start < len(clause.fills) else ()
        found = clause.ends[name, start] = tuple(dict.fromkeys(end for phrase in phrases for end in self._ends(phrase, 0, start, clause)))
        return found

    def _phrases(self, name: str, start: int, clause: _Clause) -> Iterator[Row]:
        """The wordings of a group that may begin at word `start` and all of whose words the clause has."""
        begins, rows, needs = self._group_begins(name), self._group_rows[name], self._group_needs[name][1]
        numbers = {number for part in begins.keys() & clause.fills[start] for number in begins[part]}
        return (rows[number] for number in sorted(numbers) if needs[number] <= clause.has)

    def _group_begins(self, name: str) -> dict[int, list[int]]:
        """By the number of a part which wordings of a group, counted in it, may begin with it."""
        known = self._begins_of.get(name)
        if known is None:
            known = self._begins_of[name] = defaultdict(list)
            for number, wording in enumerate(self.groups[name]):
                for part in self._heads(wording):
                    known[part].append(number)
        return known
