"""Two texts -> a redline by words: never half a word, and no kept word shown as changed.

diff-match-patch compares one private-use character a word (its wiki, "Line or word diffs").
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import regex
from diff_match_patch import diff_match_patch

from pipeline.model import Redline, Run, RunKind

_TOKEN = regex.compile(r"\s+|[\p{L}\p{M}\p{N}]+|.")
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

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Give (what it is compared by, what is printed) for each word, space, mark and cross-reference."""
        at = 0
        for target in self.targets:
            yield from ((token, token) for token in _TOKEN.findall(self.text[at : target.start]))
            yield target.key, self.text[target.start : target.end]
            at = target.end
        yield from ((token, token) for token in _TOKEN.findall(self.text[at:]))


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
    left, right = list(old), list(new)
    return _merged(_shown(_compared(left, right), iter(left), iter(right)))


def _compared(left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]]) -> list[tuple[int, str]]:
    numbers: dict[str, str] = {}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # its default of one second would make the outcome depend on the machine
    runs: list[tuple[int, str]] = engine.diff_main(_encoded(left, numbers), _encoded(right, numbers), checklines=False)
    return runs


def _encoded(tokens: Iterable[tuple[str, str]], numbers: dict[str, str]) -> str:
    """One private-use character a word, so that no word is ever cut."""
    return "".join([numbers.setdefault(key, chr(_private(len(numbers)))) for key, _ in tokens])


def _private(at: int) -> int:
    return _FIRST_PRIVATE + at if at < _PLANE else 0xF0000 + at - _PLANE


def _shown(runs: list[tuple[int, str]], left: Iterator[tuple[str, str]], right: Iterator[tuple[str, str]]) -> Iterator[Run]:
    for kind, chars in runs:
        for _ in chars:
            old = next(left)[1] if kind <= 0 else ""
            new = next(right)[1] if kind >= 0 else ""
            if kind == 0 and old != new:
                yield Run(RunKind.RENUMBER, f"{old} -> {new}")
            else:
                yield Run(_RUNS[kind], old or new)


def _merged(runs: Iterator[Run]) -> Redline:
    """Neighbouring runs of one kind as one, each renumbered reference by itself, and words that changed side by side in one go."""
    joined = [
        Run(kind, "".join(run.text for _, run in group))
        for (kind, _), group in groupby(
            enumerate(runs), key=lambda item: (item[1].kind, item[0] if item[1].kind is RunKind.RENUMBER else -1)
        )
    ]
    return tuple(_phrases(joined))


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
