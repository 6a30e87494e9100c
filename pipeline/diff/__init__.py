"""An Alignment -> Changes, one for each pair: what happened to it, and a redline by words that gives back both texts exactly."""

import hashlib
import re
from collections import Counter

import regex

from pipeline.descent import Descent, descent
from pipeline.diff.brackets import bracket_changes
from pipeline.diff.kinds import kinds_of
from pipeline.diff.order import moved
from pipeline.diff.redline import Tokens, redline_of
from pipeline.diff.reordered import reordered
from pipeline.diff.targets import References, reference_changes
from pipeline.model import Alignment, Change, Pair, Provision

__all__ = ["diff", "redline_of"]
_NOT_WORD, _NOT_LATIN = regex.compile(r"[^\p{L}\p{N}]+"), re.compile("[^A-Za-z0-9]+")
"""The same for plain Latin letters, in half the time."""


def diff(alignment: Alignment) -> tuple[Change, ...]:
    """What happened to each provision, in the order of the alignment."""
    return _Diff(alignment).changes()


class _Diff:
    """What all changes of one alignment need to know."""

    def __init__(self, alignment: Alignment) -> None:
        self._pairs = alignment.pairs
        self._sides = {p.eid: p for p in alignment.before.provisions}, {p.eid: p for p in alignment.after.provisions}
        self._descent: Descent = descent(alignment)
        self._references = References(alignment, self._descent)
        self._moved = moved(alignment)
        self._seen: Counter[str] = Counter()

    def changes(self) -> tuple[Change, ...]:
        return tuple(self._change(pair) for pair in self._pairs)

    def _change(self, pair: Pair) -> Change:
        old, new = [self._sides[0][eid] for eid in pair.before], [self._sides[1][eid] for eid in pair.after]
        heading = redline_of(joined(old, "heading"), joined(new, "heading"))
        if old and new:
            sides = (self._tokens(old, "text", 0), self._tokens(new, "text", 1))
            closing_sides = (self._tokens(old, "closing", 0), self._tokens(new, "closing", 1))
            redline, closing = redline_of(*sides), redline_of(*closing_sides)
            references = reference_changes(*sides) + reference_changes(*closing_sides)
        else:
            redline = redline_of(joined(old, "text"), joined(new, "text"))
            closing = redline_of(joined(old, "closing"), joined(new, "closing"))
            references = ()
        kinds = kinds_of(old, new, (redline, heading, closing), self._descent, is_moved=bool(pair.after) and pair.after[0] in self._moved)
        return Change(
            kinds, pair.before, pair.after, redline, heading, closing, pair.matched_by, self._fingerprint(old, new), references,
            brackets=bracket_changes(redline), reordered=reordered(redline),
        )  # fmt: skip

    def _tokens(self, provisions: list[Provision], field: str, side: int) -> Tokens:
        """The text of a field, of several provisions joined by a line break, with the references in it."""
        text, references = "", []
        for provision in provisions:
            own = getattr(provision, field)
            if own:
                text += "\n" if text else ""
                references += self._references.found(own, len(text), provision.eid, side)
                text += own
        return Tokens(text, tuple(references))

    def _fingerprint(self, old: list[Provision], new: list[Provision]) -> str:
        """Twelve hex digits of the words of both sides, whatever their numbers; equal changes are counted."""
        words = "\0".join(_words(f"{p.heading} {p.text} {p.closing}") for p in (*old, *new))
        self._seen[words] += 1
        return hashlib.sha256(f"{len(old)}\0{words}\0{self._seen[words]}".encode(errors="surrogatepass")).hexdigest()[:12]


def _words(text: str) -> str:
    return (_NOT_LATIN if text.isascii() else _NOT_WORD).sub(" ", text).lower()


def joined(provisions: list[Provision], field: str) -> str:
    """A field of several provisions as one text."""
    return "\n".join(text for provision in provisions if (text := getattr(provision, field)))
