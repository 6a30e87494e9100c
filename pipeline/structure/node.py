"""A provision while it is being put together; identify.py turns the tree of them into frozen Provisions."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model import Level, Line
from pipeline.structure.labels import Label, Scheme  # noqa: TC001 - the dataclass is read at run time
from pipeline.structure.passage import cut, joined

_NOTHING = Line("")
CONTAINERS = (Level.PREAMBLE, Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE, Level.ANNEX)


@dataclass(slots=True, eq=False)
class Node:
    """One provision to be: its place, its label, and its words so far."""

    level: Level | None
    label: Label | None = None
    parent: Node | None = None
    depth: int | None = None
    page: int = 0
    line: int = 0
    heading: Line = _NOTHING
    text: Line = _NOTHING
    closing: Line = _NOTHING
    children: list[Node] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)

    @property
    def scheme(self) -> Scheme | None:
        """How its label counts."""
        return self.label.scheme if self.label else None

    @property
    def is_container(self) -> bool:
        """Whether numbered paragraphs may stand directly below it."""
        return self.level is None or self.level in CONTAINERS

    def add_child(self, child: Node) -> Node:
        """`child`, now the last child."""
        child.parent = self
        self.children.append(child)
        return child

    def add_text(self, line: Line, between: str = " ") -> None:
        """Append to the text, or to the closing words once children stand below."""
        if self.children:
            self.closing = joined(self.closing, cut(line, 0), "\n")
        else:
            self.text = joined(self.text, cut(line, 0), between)

    def add_heading(self, line: Line) -> None:
        """Append to the heading."""
        self.heading = joined(self.heading, cut(line, 0), "" if self.heading.text.endswith("[") else " ")

    def ancestors(self) -> list[Node]:
        """Itself and what it stands in, innermost first, without the root."""
        found: list[Node] = []
        node: Node | None = self
        while node is not None and node.level is not None:
            found.append(node)
            node = node.parent
        return found
