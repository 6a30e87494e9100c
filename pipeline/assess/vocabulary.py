"""The words of clauses: what each means, which places in the wordings it may fill, and which wordings it may begin."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Meanings = tuple[str, ...]
"""A word of the clause, the word without its possessive, and, where the section [same] gives one, the word that it stands for."""

Place = int
"""The number of a word or group of the wordings; written twice alike it is one place."""


@dataclass(frozen=True, slots=True)
class Known:
    """A word's meanings, the numbers of the wordings that it may begin, and as bits the places that it may fill."""

    meanings: Meanings
    begins: tuple[int, ...]
    fills: int


@dataclass(slots=True)
class Vocabulary:
    """Which places each word may fill; what is asked of a word once is kept."""

    same: dict[str, str]
    begins: dict[Place, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By place the numbers of the wordings that may begin with it."""
    opens: dict[Place, list[Place]] = field(default_factory=lambda: defaultdict(list))
    """By place the groups that may begin with it."""
    forms: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    starts: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    known: dict[str, Known] = field(default_factory=dict)

    def fill(self, place: Place, forms: Iterable[str], starts: Iterable[str]) -> None:
        """Note that these words, and words that begin so, may fill `place`."""
        for form in forms:
            self.forms[form].append(place)
        for start in starts:
            self.starts[start].append(place)

    def known_of(self, word: str) -> Known:
        """What is known of `word`, by any of its meanings."""
        found = self.known.get(word)
        if found is None:
            found = self.known[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> Known:
        bare = word.removesuffix("'s")
        meanings = tuple(dict.fromkeys((word, bare, self.same.get(bare, bare))))
        places = {place for each in meanings for place in self._places(each)}
        numbers = {number for place in self._opened(places) for number in self.begins.get(place, ())}
        return Known(meanings, tuple(sorted(numbers)), sum(1 << place for place in places))

    def _places(self, word: str) -> Iterator[Place]:
        yield from self.forms.get(word, ())
        for end in range(1, len(word) + 1):
            yield from self.starts.get(word[:end], ())

    def _opened(self, places: set[Place]) -> set[Place]:
        """These places and the groups that begin with them, at any depth."""
        found, new = set(places), places
        while new:
            new = {group for place in new for group in self.opens.get(place, ())} - found
            found |= new
        return found
