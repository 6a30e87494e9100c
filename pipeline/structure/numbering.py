"""Which of a number's readings fits the numbering that is open: the next sibling, the first of a deeper list, or none."""

from collections.abc import Callable, Sequence

import regex

from pipeline.model import Level
from pipeline.structure.labels import Label, Scheme
from pipeline.structure.node import Node

BARE = (Scheme.NUMBER, Scheme.OPERATIVE, Scheme.LETTER, Scheme.ROMAN, Scheme.CAPITAL, Scheme.BULLET)
Fits = Callable[[Label, Label], bool]
_OPENS_LIST = regex.compile(r"^$|[:;,]$|\b(?:and|or|et|ou|y|o)$")
LARGEST_GAP = 12
"""Numbers left out by a deletion; a larger leap is a number in the text."""


def place(current: Node, readings: Sequence[Label], depth: int | None, ahead: Sequence[Label]) -> tuple[Node, Label] | None:
    """(parent, label) for a new numbered provision after `current`, or None when no reading fits.

    `ahead` are the readings of the next number in the file: "(ii)" after "(i)" tells that "(i)" is a Roman one.
    """
    open_nodes = [node for node in current.ancestors() if node.scheme in BARE and (depth is None or node.depth in (None, depth))]
    readings = _told_by_next(readings, ahead, open_nodes)
    found = _sibling(open_nodes, readings, _is_next) or _first(current, open_nodes, readings, depth) or _resumed(current, readings)
    found = found or _sibling(open_nodes, readings, _is_later) or _restart(open_nodes, readings) or _late_start(current, readings)
    return found or _sibling([node for node in current.ancestors() if node.scheme in BARE], readings, _is_inserted)


def _told_by_next(readings: Sequence[Label], ahead: Sequence[Label], open_nodes: list[Node]) -> Sequence[Label]:
    if len(readings) < 2:
        return readings
    letter, roman = readings[0], readings[-1]
    if roman.value == 1 and any(label.scheme is Scheme.ROMAN and label.value == 2 for label in ahead):
        return (roman,)
    if roman.value != 1 and any(node.scheme is Scheme.ROMAN and node.label and node.label.value == roman.value - 1 for node in open_nodes):
        return (roman, letter)
    return readings


def _sibling(open_nodes: list[Node], readings: Sequence[Label], fits: Fits) -> tuple[Node, Label] | None:
    for node in open_nodes:
        for label in readings:
            if node.label and label.scheme is node.label.scheme and fits(node.label, label) and node.parent:
                deep = label.style.count("1") == node.label.style.count("1")
                if label.style == node.label.style or (deep and (label.suffix or node.label.suffix)):
                    return node.parent, label
    return None


def _resumed(current: Node, readings: Sequence[Label]) -> tuple[Node, Label] | None:
    """The list that goes on after words which were taken for its closing words: "(c)" below text that followed "(b)"."""
    last = [node.children[-1] for node in current.ancestors() if node.children]
    return _sibling([node for node in last if node.scheme in BARE and node.scheme is not Scheme.BULLET], readings, _is_next)


def _is_next(last: Label, label: Label) -> bool:
    if label.scheme is Scheme.BULLET:
        return True
    return _is_inserted(last, label) or label.value == last.value + 1


def _is_inserted(last: Label, label: Label) -> bool:
    """Whether "17 bis" follows "17", however deep the file nests it."""
    return bool(label.suffix) and label.value == last.value and label.suffix != last.suffix


def _is_later(last: Label, label: Label) -> bool:
    return bool(label.style or label.suffix) and last.value <= label.value <= last.value + LARGEST_GAP


def _first(current: Node, open_nodes: list[Node], readings: Sequence[Label], depth: int | None) -> tuple[Node, Label] | None:
    for label in reversed(readings):
        starts = label.value == 1 or label.scheme is Scheme.BULLET or (label.scheme is Scheme.OPERATIVE and label.value == 0)
        if not starts or (_is_open(open_nodes, label) and not _opens_deeper(current, label)):
            continue
        if label.may_be_word and depth is None and not _OPENS_LIST.search(current.text.text):
            continue
        if label.scheme is Scheme.CAPITAL and label.style != "()":
            continue
        return _owner(current, label, depth), label
    return None


def _is_open(open_nodes: list[Node], label: Label) -> bool:
    return any(node.scheme is label.scheme and node.label and node.label.style == label.style for node in open_nodes)


def _opens_deeper(current: Node, label: Label) -> bool:
    """Whether a list in the shape of one that is open begins below its last point: "(1)" after "(B) the following:"."""
    return label.style in ("()", ")") and current.level is Level.SUBPARAGRAPH and current.text.text.endswith(":")


def _owner(current: Node, label: Label, depth: int | None) -> Node:
    """Under what a new list stands: a number under a container or option, a letter under a paragraph."""
    if depth is not None:
        shallower = [node for node in current.ancestors() if node.is_container or node.depth is None or node.depth < depth]
        return shallower[0] if shallower else _root(current)
    numbered = [node for node in current.ancestors() if node.label and label.prefix and node.label.printed.strip("(). ") == label.prefix]
    if numbered and not numbered[0].is_container:
        return numbered[0]
    if label.scheme in (Scheme.NUMBER, Scheme.OPERATIVE) and label.style.lstrip("1") in (".", "OP", "", "§", "°", "、", "-"):
        above = [node for node in current.ancestors() if node.is_container or node.level is Level.OPTION]
        return above[0] if above else _root(current)
    return current


def _root(node: Node) -> Node:
    while node.parent is not None:
        node = node.parent
    return node


def _restart(open_nodes: list[Node], readings: Sequence[Label]) -> tuple[Node, Label] | None:
    """A list that begins again beside the one that is open: "(a)" after "(c)"."""
    for node in open_nodes:
        for label in readings:
            same = node.label and label.scheme is node.label.scheme and label.style == node.label.style
            if same and label.value <= 1 and node.parent and not label.may_be_word:
                return node.parent, label
    return None


def _late_start(current: Node, readings: Sequence[Label]) -> tuple[Node, Label] | None:
    """A list whose first numbers were deleted: "3." opens article 1 (CONVENTIONS 14)."""
    for label in readings:
        plain = label.scheme in (Scheme.NUMBER, Scheme.LETTER) and label.style and 1 < label.value <= LARGEST_GAP
        if plain and not current.children and (current.is_container or current.level is Level.OPTION):
            return current, label
    return None


def level_of(parent: Node, label: Label) -> Level:
    """The level of a numbered provision below `parent`: a number makes a paragraph, unless it stands in one."""
    inside = {node.level for node in parent.ancestors()}
    if Level.PREAMBLE in inside:
        return Level.RECITAL
    if inside & {Level.PARAGRAPH, Level.SUBPARAGRAPH}:
        return Level.SUBPARAGRAPH
    return Level.PARAGRAPH if label.scheme in (Scheme.NUMBER, Scheme.OPERATIVE) else Level.SUBPARAGRAPH
