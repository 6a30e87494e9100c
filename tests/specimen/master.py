"""The specimen treaty as a tree with names that never change: reads the base text and applies lists of edits to it.

Every provision has a uid ("mla.6.a") that it keeps however often it is renumbered, moved, split off or merged; labels are
counted afresh for every draft, and ``{uid}`` placeholders in the text become the numbers of that draft. Lines of the text files:

    ``r`` recital, ``@`` ``e`` words before and after the recitals, ``+`` part, ``=`` chapter, ``#`` article, ``*`` annex,
    ``-`` paragraph without a number, ``.`` paragraph, ``..`` point, ``...`` sub-point, ``o`` option, ``<`` words after the points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

KINDS = {
    "@": "opening",
    "r": "recital",
    "e": "enacting",
    "+": "part",
    "=": "chapter",
    "#": "article",
    "*": "annex",
    "-": "plain",
    ".": "paragraph",
    "..": "point",
    "...": "subpoint",
    "o": "option",
    "<": "closing",
}
DEPTH = {"plain": 1, "paragraph": 1, "point": 2, "option": 2, "closing": 2, "subpoint": 3}
INSERTED = ("", "bis", "ter", "quater")
ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()


@dataclass
class Node:
    """One provision of the master; ``heading`` only for parts, chapters, articles and the annex."""

    uid: str
    kind: str
    text: str = ""
    heading: str = ""
    children: list["Node"] = field(default_factory=list)
    bis: bool = False
    label: str = ""


@dataclass
class Treaty:
    """The tops (recitals, chapters, articles, annex) in order, and which articles were split or merged in the last step."""

    title: str = ""
    tops: list[Node] = field(default_factory=list)
    splits: list[tuple[str, str]] = field(default_factory=list)
    merges: list[tuple[str, str]] = field(default_factory=list)

    def walk(self) -> Iterator[tuple[Node, list[Node], list[Node]]]:
        """Each node with the list it stands in and its ancestors, in document order."""
        yield from _walk(self.tops, [])

    def find(self, uid: str) -> tuple[Node, list[Node], list[Node]]:
        """The node of that uid, the list that holds it, its ancestors; KeyError if there is none."""
        for found in self.walk():
            if found[0].uid == uid:
                return found
        raise KeyError(uid)


def _walk(siblings: list[Node], above: list[Node]) -> Iterator[tuple[Node, list[Node], list[Node]]]:
    for node in list(siblings):
        yield node, siblings, above
        yield from _walk(node.children, [*above, node])


def number_in(kind: str, count: int) -> str:
    """The label of the ``count``-th child (from 1) of that kind, without dots or brackets around it."""
    if kind == "point":
        return "abcdefghijklmnopqrstuvwxyz"[count - 1]
    if kind == "subpoint":
        return ROMAN[count - 1]
    return "" if kind in ("plain", "closing") else str(count)


def _key(node: Node, siblings: list[Node]) -> str:
    return number_in(node.kind, sum(other.kind == node.kind for other in siblings) + 1) or "0"


def parse_block(lines: list[str], tops: list[Node], parent: Node | None = None) -> list[Node]:
    """The nodes that the lines describe; inside ``parent`` if given. Uids count from 1 unless a line says ``@name``."""
    base = list(parent.children) if parent else list(tops)
    fresh: list[Node] = []
    stack: list[Node] = []
    for line in lines:
        mark, _, rest = line.partition(" ")
        kind = KINDS[mark]
        if kind in ("part", "chapter", "article", "annex"):
            uid, _, heading = rest.partition(" ")
            node = Node(uid, kind, heading=heading)
        else:
            node = Node("", kind, rest)
        depth = DEPTH.get(kind, 0)
        stack = [other for other in stack if DEPTH.get(other.kind, 0) < depth]
        owner = stack[-1] if stack else parent
        siblings = owner.children if stack and owner else base + fresh
        if not node.uid:
            name = re.match(r"@(\w+) ", node.text)
            node.text = node.text[name.end() :] if name else node.text
            node.uid = f"{owner.uid if owner else mark}.{name.group(1) if name else _key(node, siblings)}"
        (stack[-1].children if stack else fresh).append(node)
        stack.append(node)
    return fresh


def parse_treaty(text: str) -> Treaty:
    """A whole treaty: its title after ``%`` in the first line, then a provision a line."""
    title, *lines = text.splitlines()
    tops: list[Node] = []
    for below, block in groupby(lines, key=lambda line: KINDS[line.partition(" ")[0]] in DEPTH):
        if below:
            tops[-1].children = parse_block(list(block), [], tops[-1])
        else:
            for line in block:
                tops += parse_block([line], tops)
    return Treaty(title[2:], tops)


def number(treaty: Treaty) -> dict[str, str]:
    """Counts every label afresh; gives back what each placeholder stands for in this draft."""
    names: dict[str, str] = {}
    parts = chapters = articles = inserted = 0
    for node, siblings, _above in treaty.walk():
        if node.kind == "part":
            parts, chapters = parts + 1, 0
            node.label = ROMAN[parts - 1].upper()
        elif node.kind == "chapter":
            chapters += 1
            node.label = ROMAN[chapters - 1].upper()
            names["$" + node.uid] = node.label
        elif node.kind == "article":
            articles += not node.bis
            inserted = inserted + 1 if node.bis else 0
            node.label = f"{articles} {INSERTED[inserted]}".strip()
            names[node.uid] = node.label
        elif node.kind in (*DEPTH, "recital"):
            before = siblings[: siblings.index(node) + 1]
            node.label = number_in(node.kind, sum(other.kind == node.kind for other in before))
            names["#" + node.uid] = node.label
    return names


def citation(treaty: Treaty, uid: str) -> str:
    """How a delegate cites the provision in this draft: "art. 24(2)(b)", "art. 13(3), option 2", "annex, para. 1(a)"."""
    node, _siblings, above = treaty.find(uid)
    if node.kind == "recital":
        return f"preamble, para. {node.label}"
    chain = [*above, node]
    inner = [part.label for part in chain[1:] if part.label and part.kind != "option"]
    if chain[0].kind == "annex":
        return "annex" + (f", para. {inner[0]}" if inner else "") + "".join(f"({part})" for part in inner[1:])
    option = f", option {node.label}" if node.kind == "option" else ""
    return f"art. {chain[0].label}" + "".join(f"({part})" for part in inner) + option
