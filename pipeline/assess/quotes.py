"""Words of a clause, as the rules read them -> the same words as the draft has them: with its square brackets and all that stands between.

The rules read a text with square brackets as what it may become; a quote must be what was issued.
"""

import regex

_WORD = regex.compile(r"[\p{L}\p{N}]+")


def as_issued(words: str, text: str) -> str | None:
    """The shortest run of `text` that holds the words in their order; None where it does not hold them."""
    place = text.find(words)
    if place >= 0:
        return _whole(text, place, place + len(words))
    wanted = [hit[0] for hit in _WORD.finditer(words)]
    hits = list(_WORD.finditer(text))
    windows = [(end - at, at, end) for at, hit in enumerate(hits) if wanted and hit[0] == wanted[0] and (end := _follow(wanted, hits, at))]
    if not windows:
        return None
    _, first, last = min(windows)
    return _whole(text, hits[first].start(), hits[last - 1].end())


def _follow(wanted: list[str], hits: list[regex.Match[str]], at: int) -> int:
    """After which hit the words end that begin at one; 0 where they do not stand there."""
    for word in wanted:
        while at < len(hits) and hits[at][0] != word:
            at += 1
        if at == len(hits):
            return 0
        at += 1
    return at


def _whole(text: str, start: int, end: int) -> str:
    """The run with the signs at its edges, and with the whole of a bracketed passage or of options side by side that it ends in."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    if text.count("]", start, end) > text.count("[", start, end):
        start = max(text.rfind("[", 0, start), 0)
    while text.count("[", start, end) > text.count("]", start, end) or (text[end - 1] == "]" and text[end:].lstrip()[:1] == "["):
        close = text.find("]", end)
        if close < 0:
            return text[start:]
        end = close + 1
    return text[start:end]
