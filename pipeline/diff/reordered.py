"""Words that a redline shows twice, as deleted here and inserted there: they only changed their place."""

import regex

from pipeline.model import Redline, RunKind

_LEAST = 3
"""Words; fewer come and go by chance."""
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def reordered(redline: Redline) -> tuple[str, ...]:
    """The phrases, as they were printed before, in order."""
    came = [_words(run.text) for run in redline if run.kind is RunKind.INSERT]
    if not came:
        return ()
    gone = [(run.text.strip(" ,;"), _words(run.text)) for run in redline if run.kind is RunKind.DELETE]
    return tuple(text for text, words in gone if words.count(" ") >= _LEAST - 1 and any(f" {words} " in f" {other} " for other in came))


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
