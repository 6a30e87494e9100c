"""How alike two texts are, from 0 to 1."""

from collections import Counter

from rapidfuzz.distance import Indel, LCSseq, Postfix, Prefix

from pipeline.align.texts import Texts

_IN_ORDER, _IN_ANY_ORDER = 0.6, 0.4


class Likeness:
    """Compares words by their weight: in order (longest common subsequence) and as a bag, so that a turned sentence stays alike."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._weighed: dict[str, float] = {}
        self._bags: dict[str, Counter[str]] = {}

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

    def _shared(self, left: str, right: str) -> float:
        weight = self._texts.weight
        few, many = sorted((self._bag(left), self._bag(right)), key=len)
        return sum(weight[letter] * min(count, many[letter]) for letter, count in few.items() if letter in many)

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
