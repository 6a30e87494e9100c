"""How alike two texts are, from 0 to 1, and which texts are worth comparing at all."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import Indel, LCSseq, Postfix, Prefix

from pipeline.align.texts import Side, Texts

_IN_ORDER, _IN_ANY_ORDER = 0.6, 0.4
_SHINGLE = 3
_COMMON = 16
"""A run of words that stands in more places than this says nothing about which place is meant."""
_CANDIDATES = 5
_RARE = 4
"""A run of words is rare that stands in so few places of both drafts: no formula that many clauses have."""


class Likeness:
    """Compares words by their weight: in order (longest common subsequence) and as a bag, so that a turned sentence stays alike."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._weighed: dict[str, float] = {}
        self._bags: dict[str, Counter[str]] = {}
        self._rares: dict[str, frozenset[str]] = {}
        self._places = Counter(shingle for side in (texts.before, texts.after) for words in side.own for shingle in _shingles(words))

    def weight(self, words: str) -> float:
        """What the words weigh together."""
        found = self._weighed.get(words)
        if found is None:
            found = self._weighed[words] = self._texts.weigh(words)
        return found

    def alike(self, left: str, right: str, least: float = 0.0) -> float:
        """How alike two texts are; 0 when they cannot reach ``least``."""
        if left == right:
            return 1.0 if left else 0.0
        if not left or not right:
            return 0.0
        own, other = self.weight(left), self.weight(right)
        if 2 * min(own, other) < least * (own + other):
            return 0.0
        bag = 2 * self._shared(left, right) / (own + other)
        if bag < least:
            return 0.0
        return _IN_ORDER * 2 * self.in_order(left, right) / (own + other) + _IN_ANY_ORDER * bag

    def in_bag(self, left: str, right: str) -> float:
        """How alike two long texts are, whatever the order of their words."""
        total = self.weight(left) + self.weight(right)
        return 2 * self._shared(left, right) / total if total else 0.0

    def in_order(self, left: str, right: str) -> float:
        """What the words weigh that both texts have in the same order."""
        weight = self._texts.weight
        return sum(
            weight[letter]
            for block in LCSseq.opcodes(left, right)
            if block.tag == "equal"
            for letter in left[block.src_start : block.src_end]
        )

    def covered(self, part: str, whole: str) -> float:
        """Which share of ``part`` stands in ``whole``, in order."""
        return self.in_order(part, whole) / self.weight(part) if part else 0.0

    def rare_in_common(self, left: str, right: str) -> float:
        """Which share of the rare runs of words of the text that has fewer stands in both."""
        own, other = self._rare(left), self._rare(right)
        return len(own & other) / (min(len(own), len(other)) + 1)

    def _rare(self, words: str) -> frozenset[str]:
        found = self._rares.get(words)
        if found is None:
            found = self._rares[words] = frozenset(shingle for shingle in _shingles(words) if 0 < self._places[shingle] <= _RARE)
        return found

    def _shared(self, left: str, right: str) -> float:
        weight = self._texts.weight
        return sum(weight[letter] * count for letter, count in (self._bag(left) & self._bag(right)).items())

    def _bag(self, words: str) -> Counter[str]:
        found = self._bags.get(words)
        if found is None:
            found = self._bags[words] = Counter(words)
        return found


def same_ends(left: str, right: str) -> float:
    """Which share of the shorter text is the beginning and the end of both: a clause that was rewritten halfway keeps its start."""
    shorter = min(len(left), len(right))
    return min(1.0, (Prefix.similarity(left, right) + Postfix.similarity(left, right)) / shorter) if shorter else 0.0


def nearly_equal(left: str, right: str) -> float:
    """How alike two short texts are, word for word."""
    return Indel.normalized_similarity(left, right) if left and right else 0.0


def candidates(old: Mapping[int, str], new: Mapping[int, str]) -> dict[int, list[int]]:
    """For each old text the few new ones that share its rare runs of words, the most promising first."""
    index: dict[str, list[int]] = defaultdict(list)
    for place, words in new.items():
        for shingle in _shingles(words):
            index[shingle].append(place)
    found = {}
    for place, words in old.items():
        votes: Counter[int] = Counter()
        for shingle in _shingles(words):
            hits = index.get(shingle, ())
            if 0 < len(hits) <= _COMMON:
                share = 1 / len(hits)
                for hit in hits:
                    votes[hit] += share  # type: ignore[assignment]  # typeshed knows whole counts only
        found[place] = [hit for hit, _ in sorted(votes.items(), key=lambda item: (-item[1], abs(item[0] - place), item[0]))[:_CANDIDATES]]
    return found


def _shingles(words: str) -> Iterable[str]:
    """Runs of three words, each once, in order."""
    if len(words) < _SHINGLE:
        return (words,) if words else ()
    return dict.fromkeys(words[at : at + _SHINGLE] for at in range(len(words) - _SHINGLE + 1))


def own_words(side: Side, places: Sequence[int]) -> dict[int, str]:
    """The provisions' own words by place."""
    return {place: side.own[place] for place in places}
