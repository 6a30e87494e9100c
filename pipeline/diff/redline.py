"""Two texts -> a redline by words: never half a word, and no kept word shown as changed.

diff-match-patch compares one private-use character a word (its wiki, "Line or word diffs").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import regex
from diff_match_patch import diff_match_patch

from pipeline.model import Redline, Run, RunKind

_TOKEN, _LATIN_TOKEN = regex.compile(r"\s+|[\p{L}\p{M}\p{N}]+|."), re.compile(r"\s+|[A-Za-z0-9]+|.")
"""The same for plain Latin letters, in half the time."""
_FIRST_PRIVATE, _PLANE = 0xE000, 6400
_CHANGED = {RunKind.DELETE, RunKind.INSERT}
_RUNS = {-1: RunKind.DELETE, 0: RunKind.KEEP, 1: RunKind.INSERT}


@dataclass(frozen=True, slots=True)
class Target:
    """A cross-reference at ``text[start:end]``: what it is compared by, and the eId it points to, "" for none."""

    start: int
    end: int
    key: str
    eid: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text and the cross-references in it, in order."""

    text: str
    targets: tuple[Target, ...] = ()

    def split(self) -> tuple[list[str], list[str]]:
        """Give, for each word, space, mark and cross-reference, what it is compared by and what is printed."""
        find = (_LATIN_TOKEN if self.text.isascii() else _TOKEN).findall
        printed: list[str] = []
        keys: dict[int, str] = {}
        at = 0
        for target in self.targets:
            printed += find(self.text[at : target.start])
            keys[len(printed)] = target.key
            printed.append(self.text[target.start : target.end])
            at = target.end
        printed += find(self.text[at:])
        compared = list(printed)
        for place, key in keys.items():
            compared[place] = key
        return compared, printed


def redline_of(before: Tokens | str, after: Tokens | str) -> Redline:
    """The runs that lead from ``before`` to ``after``: keeps and deletions give ``before``, keeps and insertions ``after``.

    A cross-reference that points to the same provision on both sides is kept, or a RENUMBER run where it prints another number.
    """
    old = before if isinstance(before, Tokens) else Tokens(before)
    new = after if isinstance(after, Tokens) else Tokens(after)
    if old.text == new.text and [target.key for target in old.targets] == [target.key for target in new.targets]:
        return (Run(RunKind.KEEP, old.text),) if old.text else ()
    if not old.text or not new.text:
        return (Run(RunKind.DELETE, old.text),) if old.text else (Run(RunKind.INSERT, new.text),)
    (left, old_printed), (right, new_printed) = old.split(), new.split()
    return tuple(_phrases(list(_shown(_compared(left, right), old_printed, new_printed))))


def _compared(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, str]]:
    numbers: dict[str, str] = {}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # its default of one second would make the outcome depend on the machine
    runs: list[tuple[int, str]] = engine.diff_main(_encoded(left, numbers), _encoded(right, numbers), checklines=False)
    return runs


def _encoded(tokens: Iterable[str], numbers: dict[str, str]) -> str:
    """One private-use character a word, so that no word is ever cut."""
    return "".join([numbers.get(token) or numbers.setdefault(token, chr(_private(len(numbers)))) for token in tokens])


def _private(at: int) -> int:
    return _FIRST_PRIVATE + at if at < _PLANE else 0xF0000 + at - _PLANE


def _shown(runs: list[tuple[int, str]], left: Sequence[str], right: Sequence[str]) -> Iterator[Run]:
    """The runs in words; a reference that is kept under another number is a run of its own."""
    old = new = 0
    for kind, chars in runs:
        count = len(chars)
        if kind < 0:
            yield Run(RunKind.DELETE, "".join(left[old : old + count]))
        elif kind > 0:
            yield Run(RunKind.INSERT, "".join(right[new : new + count]))
        else:
            yield from _kept(left[old : old + count], right[new : new + count])
        old += count if kind <= 0 else 0
        new += count if kind >= 0 else 0


def _kept(left: Sequence[str], right: Sequence[str]) -> Iterator[Run]:
    if left == right:
        yield Run(RunKind.KEEP, "".join(left))
        return
    for renumbered, group in groupby(zip(left, right, strict=True), key=lambda pair: pair[0] != pair[1]):
        if renumbered:
            yield from (Run(RunKind.RENUMBER, f"{one} -> {other}") for one, other in group)
        else:
            yield Run(RunKind.KEEP, "".join(one for one, _ in group))


def _phrases(runs: list[Run]) -> Iterator[Run]:
    """A lone space kept between two changes belongs to both: "[the court] [a body]" reads better than word for word."""
    deleted = inserted = ""
    for at, run in enumerate(runs):
        if run.kind is RunKind.DELETE:
            deleted += run.text
        elif run.kind is RunKind.INSERT:
            inserted += run.text
        elif run.kind is RunKind.KEEP and run.text.isspace() and _amid(runs, at):
            deleted += run.text
            inserted += run.text
        else:
            yield from _pending(deleted, inserted)
            deleted = inserted = ""
            yield run
    yield from _pending(deleted, inserted)


def _amid(runs: list[Run], at: int) -> bool:
    """Whether changes stand on both sides of the run, with words deleted and words inserted among them."""
    before = {run.kind for run in runs[max(0, at - 2) : at]} - {RunKind.KEEP, RunKind.RENUMBER}
    after = {run.kind for run in runs[at + 1 : at + 3]} - {RunKind.KEEP, RunKind.RENUMBER}
    beside = at > 0 and at + 1 < len(runs) and runs[at - 1].kind in _CHANGED and runs[at + 1].kind in _CHANGED
    return beside and before | after == _CHANGED


def _pending(deleted: str, inserted: str) -> Iterator[Run]:
    if deleted:
        yield Run(RunKind.DELETE, deleted)
    if inserted:
        yield Run(RunKind.INSERT, inserted)
