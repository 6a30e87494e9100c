"""Two wordings of what a term means -> whether the second takes in more or less than the first: what came to a list, what qualifies it, figures."""

from difflib import SequenceMatcher
from itertools import pairwise

from pipeline.assess.amounts import number_words
from pipeline.assess.restated import SMALL

_EXCLUDES = frozenset({"except", "excluding", "excludes", "exclusion", "excepting", "unless", "not", "without", "save", "other"})
_ALL = frozenset({"any", "all", "every", "each", "whatever", "whether", "whoever", "anyone", "everyone", "including", "includes"})
_JOINS = frozenset({"or", "and", ","})
_MORE = frozenset({"more", "least", "exceeding", "over", "minimum", "above", "exceeds"})
_FEWER = frozenset({"less", "fewer", "under", "below", "most", "maximum", "younger"})
_FAR = 4
_Words = tuple[str, ...]


def broadened(before: _Words, after: _Words) -> int:
    """Above 0 where `after` takes in more than `before`, below 0 where it takes in less, 0 where that cannot be told."""
    sign = 0
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        figure = _by_figure(before, (i, j), after, (k, m))
        sign += figure or _breadth(after, k, m) - _breadth(before, i, j)
    return sign


def _by_figure(before: _Words, old: tuple[int, int], after: _Words, new: tuple[int, int]) -> int:
    """Whether a figure that bounds the term takes in more: "at least four years", "under eighteen"."""
    figures = [_figure(words[start:end]) for words, (start, end) in ((before, old), (after, new))]
    if figures[0] is None or figures[1] is None or figures[0] == figures[1]:
        return 0
    near = {*after[max(0, new[0] - _FAR) : new[0]], *after[new[1] : new[1] + 2]}
    bound = 1 if near & _MORE else -1 if near & _FEWER else 0
    return bound if figures[1] < figures[0] else -bound


def _figure(words: _Words) -> float | None:
    numbers = [float(word) if word.isdigit() else float(number_words()[word]) for word in words if word.isdigit() or word in number_words()]
    return sum(numbers) if numbers else None


def _breadth(words: _Words, start: int, end: int) -> int:
    """What the words of a run make of the term: 1 where they take more in, -1 where they confine it, 0 where they say nothing."""
    run = words[start:end]
    if not set(run) - SMALL - _JOINS:
        return 0
    if _EXCLUDES.intersection(words[max(0, start - 1) : end]) or _is_excluded(words, start):
        return -1
    joined = _JOINS.intersection((run[0], run[-1], *words[start - 1 : start], *words[end : end + 1])) or _ALL.intersection(run)
    return 1 if joined else -1


def _is_excluded(words: _Words, start: int) -> bool:
    """Whether the run goes on with what is left out: "other than content or metadata"."""
    before = words[:start]
    return bool({"except", "excluding", "exclusion"}.intersection(before)) or ("other", "than") in pairwise(before)
