"""Under which open provision an option, a heading, or text without a label belongs."""

from collections.abc import Sequence

import regex

from pipeline.model import Level, Line
from pipeline.structure.containers import RANKS
from pipeline.structure.labels import Label, Scheme
from pipeline.structure.node import Node

_COMPLETE = regex.compile(r"[.;:!?][\])\"”»’]*$|[,;]\s*(?:and|or|et|ou|y|o)$")


def option_owner(current: Node, label: Label, line: Line, below: Sequence[Label]) -> Node | None:
    """Where a new option stands: beside the open option of its shape, else in the provision that is open; None: nowhere yet."""
    for node in current.ancestors():
        if node.parent and _same_shape(node, label) and (line.depth is None or node.depth in (None, line.depth)):
            return node.parent
        last = node.parent.children[-2] if node.parent and len(node.parent.children) > 1 else None
        if (
            node.parent
            and last is not None
            and label.value > 1
            and _same_shape(last, label)
            and last.label
            and last.label.value == label.value - 1
        ):
            return node.parent
    groups = line.depth is None and any(each.scheme is Scheme.NUMBER and each.value > 1 for each in below)
    if groups:  # CONVENTIONS 8: "OPTION I" above paragraph 4 holds paragraphs
        return next((node for node in current.ancestors() if node.level is Level.ARTICLE), None) or owner(current, line)
    return owner(current, line)


def _same_shape(node: Node, label: Label) -> bool:
    return node.scheme is Scheme.OPTION and node.label is not None and _shape(node.label.printed) == _shape(label.printed)


def owner(current: Node, line: Line) -> Node | None:
    """What an unnumbered line stands in: by its depth in lists where known, else the paragraph that is open."""
    chain = current.ancestors()
    if line.depth is not None:
        return next((node for node in chain if node.depth is None or node.depth <= line.depth), None)
    if any(node.depth is not None for node in chain) and line.starts:
        return next((node for node in chain if node.depth is None), None)
    return next(
        (node for node in chain if node.level is not Level.SUBPARAGRAPH or not node.text.text or node.text.text.endswith(":")), None
    )


def list_owner(current: Node, line: Line) -> Node:
    """The provision that the list belongs to, after which `line` stands: its closing words go there."""
    if line.depth is not None:
        return owner(current, line) or current
    node = current
    while node.level is Level.SUBPARAGRAPH and node.parent is not None and node.parent.level is not None:
        node = node.parent
    unnumbered = node.level is Level.PARAGRAPH and node.label is None and not node.children
    if unnumbered and node.parent is not None and node.parent.level is not None:
        return node.parent
    outside = owner(current, line)
    return outside if outside is not None and outside in node.ancestors() else node


def _shape(printed: str) -> tuple[str, bool]:
    """Options count in groups of one shape: "OPTION I", "Option A", "Option 1", "Option (a)"."""
    word, _, number = printed.partition(" ")
    body = number.strip("()")
    return f"{'digit' if body.isdigit() else 'roman' if set(body) <= set('IVX') else 'letter'}{number[:1] == '('}", word.isupper()


def heading_owner(current: Node, line: Line) -> Node | None:
    """What still waits for its heading: the article, part or annex just opened, also through its first option."""
    if line.level is not None or current.level is Level.PREAMBLE or current.text.text or current.children:
        return None
    if current.level is Level.OPTION and current.parent is not None and current.parent.level is Level.ARTICLE:
        return current if _titled(current.parent) or _titled(current) else current.parent
    if current.level not in RANKS:
        return None
    if not _titled(current):
        return current
    goes_on = current.level is not Level.ARTICLE and (line.heading or line.bold or line.text.isupper()) and len(line.text) < 200
    return current if goes_on else None


def _titled(node: Node) -> bool:
    return bool(node.heading.text.strip("[] "))


def waits_for_text(node: Node, line: Line) -> bool:
    """Whether the line is the text of the provision, or goes on with it; after "...," closing words of the whole list may follow instead."""
    if not node.text.text and (line.depth is None or node.depth is None or line.depth >= node.depth):
        return True
    closes_list = node.level is Level.SUBPARAGRAPH and node.text.text.endswith((",", ";")) and (line.gap or bool(line.starts))
    return line.text[:1].islower() and not _COMPLETE.search(node.text.text) and not closes_list
