"""What became of the square brackets of a text: which opened, which closed, which option won and which lost."""

from collections.abc import Iterator

from pipeline.brackets import Passage, passages
from pipeline.model import BracketChange, BracketEvent, Redline, RunKind

_MOST = 0.6
"""Share of an option's letters that must be kept, for it to stand still."""


def bracket_changes(redline: Redline) -> tuple[BracketChange, ...]:
    """Read the passages off the redline: "[shall][should]" -> "should" is a choice made, and no deletion of "shall" alone."""
    if not any(sign in run.text for run in redline for sign in "[]" if run.kind is not RunKind.RENUMBER):
        return ()
    old, old_kept = _side(redline, RunKind.INSERT, 0)
    new, new_kept = _side(redline, RunKind.DELETE, 1)
    return (*_closed(old, old_kept), *_opened(new, new_kept))


def _side(redline: Redline, other: RunKind, at: int) -> tuple[str, list[bool]]:
    """One side's text, and for each of its characters whether it is kept."""
    text, kept = "", list[bool]()
    for run in redline:
        if run.kind is not other:
            words = run.text.split(" -> ")[at] if run.kind is RunKind.RENUMBER else run.text
            text += words
            kept += [run.kind in (RunKind.KEEP, RunKind.RENUMBER)] * len(words)
    return text, kept


def _closed(text: str, kept: list[bool]) -> Iterator[BracketChange]:
    for passage in passages(text):
        signs = _signs(text, kept, passage)
        if all(signs):
            continue
        printed = [option for option in passage.options if option]
        stays = [_stays(text, kept, span) for span in passage.spans]
        won = tuple(option for option, here in zip(printed, stays, strict=False) if here)
        lost = tuple(option for option, here in zip(printed, stays, strict=False) if not here)
        if not any(signs):
            yield BracketChange(BracketEvent.CLOSED, passage.options, won, lost)
        elif lost:
            yield BracketChange(BracketEvent.NARROWED, passage.options, won, lost)


def _opened(text: str, kept: list[bool]) -> Iterator[BracketChange]:
    for passage in passages(text):
        if not any(_signs(text, kept, passage)):
            yield BracketChange(BracketEvent.OPENED, passage.options)


def _signs(text: str, kept: list[bool], passage: Passage) -> list[bool]:
    """Whether each of the passage's brackets is kept."""
    return [kept[at] for at in range(passage.start, passage.end) if text[at] in "[]"]


def _stays(text: str, kept: list[bool], span: tuple[int, int]) -> bool:
    letters = [kept[at] for at in range(*span) if text[at].isalnum()]
    return sum(letters) >= _MOST * len(letters) if letters else False
