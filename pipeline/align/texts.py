"""The words by which provisions are compared, as strings of one character a word, so that C code can compare them.

Lower case, no punctuation, no labels, the numbers of cross-references masked; rare words weigh more than common ones.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass, field

import regex

from pipeline.model import Draft, Level, Provision
from pipeline.references import masked

_WORD, _LATIN_WORD = regex.compile(r"[\p{L}\p{M}\p{N}#]+"), re.compile("[a-z0-9#]+")
"""The same for plain Latin letters, in half the time."""
_FIRST, _SURROGATES = 0x21, range(0xD800, 0xE000)
HOLDING = (Level.PREAMBLE, Level.PART, Level.CHAPTER, Level.SECTION, Level.ANNEX)
"""Levels that hold articles or recitals; they are paired by what they hold."""


@dataclass(slots=True)
class Side:
    """One draft: provisions by their place, in document order, so that what is below a provision follows it."""

    provisions: tuple[Provision, ...]
    own: list[str] = field(default_factory=list)
    """Words of the text and the closing words."""
    heading: list[str] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    """Place of the parent, -1 for none."""
    children: list[list[int]] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    """Place after the last provision below."""
    top: list[int] = field(default_factory=list)
    """Places of the provisions without parent."""

    def is_text(self, at: int) -> bool:
        """Whether a provision is neither an option nor anything that holds articles or recitals."""
        return self.provisions[at].level not in (*HOLDING, Level.OPTION)

    def whole(self, at: int) -> str:
        """Words of the provision and of all below it, its own heading left out."""
        inner = range(at + 1, self.end[at])
        return self.own[at] + "".join(self.heading[place] + self.own[place] for place in inner)


class Texts:
    """Both drafts' words, and what each word weighs."""

    def __init__(self, before: Draft, after: Draft) -> None:
        self._letters: dict[str, str] = {}
        self.before, self.after = self._side(before), self._side(after)
        self.weight = self._weights()
        self.repeated = {text for side in (self.before, self.after) for text, count in Counter(side.own).items() if count > 1}
        """Words that stand in several places of one draft."""

    def weigh(self, words: str) -> float:
        """Sum up what the words weigh."""
        return sum(map(self.weight.__getitem__, words))

    def _side(self, draft: Draft) -> Side:
        side = Side(draft.provisions)
        index: dict[str, int] = {}
        for at, provision in enumerate(draft.provisions):
            index[provision.eid] = at
            above = index.get(provision.parent or "", -1)
            side.own.append(self._encoded(f"{provision.text} {provision.closing}" if provision.closing else provision.text))
            side.heading.append(self._encoded(provision.heading))
            side.parent.append(above)
            side.children.append([])
            side.end.append(at + 1)
            (side.children[above] if above >= 0 else side.top).append(at)
        for at in reversed(range(len(draft.provisions))):
            if side.parent[at] >= 0:
                side.end[side.parent[at]] = max(side.end[side.parent[at]], side.end[at])
        return side

    def _encoded(self, text: str) -> str:
        if not text:
            return ""
        letters = self._letters
        plain = masked(text).lower()
        words = _LATIN_WORD.findall(plain) if plain.isascii() else _WORD.findall(plain)
        return "".join([letters.get(word) or self._letter(word) for word in words])

    def _letter(self, word: str) -> str:
        code = _FIRST + len(self._letters)
        letter = chr(code if code < _SURROGATES.start else code + len(_SURROGATES))
        self._letters[word] = letter
        return letter

    def _weights(self) -> dict[str, float]:
        """Inverse document frequency over the provisions of both drafts."""
        texts = [text for side in (self.before, self.after) for row in (side.own, side.heading) for text in row if text]
        counts = Counter(letter for text in texts for letter in set(text))
        return {letter: math.log(1 + len(texts) / count) for letter, count in counts.items()}
