"""A line of the preamble -> the opening words, a recital, or the formula of agreement (CONVENTIONS 12)."""

from collections.abc import Iterator

import regex

from pipeline.model import Level, Line
from pipeline.structure.labels import Label, Scheme
from pipeline.structure.languages import Language
from pipeline.structure.node import Node
from pipeline.structure.numbers import bare_labels
from pipeline.structure.passage import cut, joined, prefixed

_MARGIN = regex.compile(r"^\[?(?:Pp|PP)\s?\d+\]?$")
_BREAK = regex.compile(r"[,;]\s+(?=[\[\"“]*\p{Lu})")
LONG = 700
"""Characters: a longer line may hold several recitals."""


def opens_preamble(line: Line, language: Language) -> bool:
    """Whether the line is "The Parties to this Convention," and the like."""
    return line.level is None and bool(language.parties.match(line.text)) and line.text.rstrip(" ]").endswith(",")


def place_in_preamble(preamble: Node, line: Line, language: Language) -> None:
    """Put `line` where it belongs in `preamble`."""
    for part in _recitals(line, language):
        _place(preamble, part, language)


def _recitals(line: Line, language: Language) -> Iterator[Line]:
    """The recitals of a preamble that was printed or extracted as one line."""
    start = 0
    if len(line.text) > LONG:
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
