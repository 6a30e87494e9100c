"""Under which open provision an option, or text without a label, belongs."""

from pipeline.model import Level, Line
from pipeline.structure.labels import Label, Scheme
from pipeline.structure.node import Node


def option_owner(current: Node, label: Label, line: Line) -> Node | None:
    """Where a new option stands: beside the open option of its shape, else in the provision that is open; None: nowhere yet."""
    for node in current.ancestors():
        same = node.label and node.scheme is Scheme.OPTION and _shape(node.label.printed) == _shape(label.printed)
        if same and node.parent and (line.depth is None or node.depth in (None, line.depth)):
            return node.parent
    return owner(current, line)


def owner(current: Node, line: Line) -> Node | None:
    """What an unnumbered line stands in: by its depth in lists where known, else the paragraph that is open."""
    chain = current.ancestors()
    if line.depth is not None:
        return next((node for node in chain if node.depth is None or node.depth <= line.depth), None)
    if any(node.depth is not None for node in chain) and line.starts:
        return next((node for node in chain if node.depth is None), None)
    return next((node for node in chain if node.level is not Level.SUBPARAGRAPH or not node.text.text), None)


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
