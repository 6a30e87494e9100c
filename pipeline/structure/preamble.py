"""A line of the preamble -> the opening words, a recital, or the formula of agreement (CONVENTIONS 12)."""

from collections.abc import Iterator

import regex

from pipeline.model import Level, Line
from pipeline.structure.labels import Label, Scheme
from pipeline.structure.languages import Language
from pipeline.structure.node import Node
from pipeline.structure.numbers import bare_labels
from pipeline.structure.passage import capital, cut, joined, prefixed

_MARGIN = regex.compile(r"^\[?(?:Pp|PP)\s?\d+\]?$")
_MARGIN_AFTER = regex.compile(r"\s+(?:Pp|PP)\s?\d+$")
_BREAK = regex.compile(r"[,;،]\s+(?=[\[\"“]*\p{Lu})")
LONG = 700
"""Characters: a longer line may hold several recitals."""


def opens_preamble(line: Line, language: Language) -> bool:
    """Whether the line is "The Parties to this Convention," and the like, with the whole preamble after it where it was printed as one."""
    if line.level is not None or not language.parties.match(line.text):
        return False
    text = _MARGIN_AFTER.sub("", line.text).rstrip(" ]:")
    if len(line.text) < LONG and (text.endswith((",", "，", "،")) or (text.isupper() and len(text) < 120)):
        return True
    return bool(language.agreed.search(line.text)) and bool(_BREAK.search(line.text))


def speaks_for_organ(line: Line, language: Language) -> bool:
    """Whether the line opens an act of an organ: "The General Assembly,"."""
    return (
        line.level is None
        and line.text.rstrip().endswith((",", "，", "،"))
        and len(line.text) < 200
        and bool(language.organs.match(line.text))
    )


def is_recital(line: Line, language: Language) -> bool:
    """Whether the line reads like a preamble paragraph by itself: "Recalling ...,", "(1) Recalling ...;"."""
    return line.text.rstrip(" ]").endswith((",", ";", "，", "；", "،", "؛")) and opens_recital(line, language)


def opens_recital(line: Line, language: Language) -> bool:
    """Whether the line, after its number if it has one, begins like a recital."""
    labels = bare_labels(line.text)
    text = line.text[labels[0].end :] if labels else line.text
    return capital(text.lstrip("[")) and bool(language.recital.match(text))


def leaves_preamble(preamble: Node, line: Line, language: Language) -> bool:
    """Whether the line is no more of the preamble: a number after the formula of agreement, or an organ's first decision ("1. Adopts")."""
    if line.level is not None or not line.text:
        return False
    if preamble.closing.text and language.agreed.search(preamble.closing.text):
        return True
    labels = bare_labels(line.text)
    if not labels or labels[0].scheme is not Scheme.NUMBER or labels[0].value != 1 or not preamble.children:
        return False
    return (
        labels[0].style == "." and all(node.scheme is not Scheme.NUMBER for node in preamble.children) and not opens_recital(line, language)
    )


def place_in_preamble(preamble: Node, line: Line, language: Language) -> None:
    """Put `line` where it belongs in `preamble`."""
    for part in _recitals(line, language):
        _place(preamble, part, language)


def _recitals(line: Line, language: Language) -> Iterator[Line]:
    """The recitals of a preamble that was printed or extracted as one line."""
    start = 0
    if len(line.text) > LONG or language.agreed.search(line.text, 1):
        for match in _BREAK.finditer(line.text):
            following = line.text[match.end() : match.end() + 80]
            if language.recital.match(following) or language.agreed.match(following):
                yield cut(line, start, match.start() + 1)
                start = match.end()
    yield cut(line, start)


def _place(preamble: Node, line: Line, language: Language) -> None:
    last = preamble.children[-1] if preamble.children else None
    if language.agreed.match(line.text):
        preamble.closing = joined(preamble.closing, line, "\n")
    elif last is None and not preamble.text.text and language.parties.match(line.text):
        preamble.add_text(line)
    elif _MARGIN.match(line.text):
        label = Label(Scheme.OPERATIVE, line.text.strip("[]"), 0, end=len(line.text))
        preamble.add_child(Node(Level.RECITAL, label, page=line.page, line=line.number))
    elif last is not None and not last.text.text:
        last.add_text(line)
    else:
        _recital(preamble, line)


def _recital(preamble: Node, line: Line) -> None:
    labels = bare_labels(line.text)
    label = labels[0] if labels and (line.label or labels[0].style in ("()", ".", "OP")) else None
    node = preamble.add_child(Node(Level.RECITAL, label, page=line.page, line=line.number))
    node.add_text(prefixed(cut(line, label.end), label.opened) if label else line)
