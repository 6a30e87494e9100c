"""In which part, chapter, section or annex a new one, or an article, stands: by rank, and by how this draft nests its words."""

from pipeline.model import Level, Line
from pipeline.structure.headings import reads_like_sentence
from pipeline.structure.labels import Label, Scheme
from pipeline.structure.node import Node

LEVELS = {
    Scheme.PART: Level.PART, Scheme.CHAPTER: Level.CHAPTER, Scheme.SECTION: Level.SECTION, Scheme.ARTICLE: Level.ARTICLE,
    Scheme.RULE: Level.ARTICLE, Scheme.ANNEX: Level.ANNEX, Scheme.PREAMBLE: Level.PREAMBLE, Scheme.OPTION: Level.OPTION,
}  # fmt: skip
RANKS = {Level.ANNEX: 0.0, Level.PREAMBLE: 0.0, Level.PART: 1.0, Level.CHAPTER: 2.0, Level.SECTION: 3.0, Level.ARTICLE: 4.0}
_DIVISIONS = (Level.PART, Level.CHAPTER, Level.SECTION)


class Nesting:
    """Remembers the rank of each word as this draft uses it: a "Title 1" that opens within a section stands below sections."""

    def __init__(self) -> None:
        self._ranks: dict[str, float] = {}
        self._article = 0

    def container_for(self, node: Node, current: Node, root: Node) -> Node:
        """What `node`, which opens after `current`, stands in; `root` where nothing open is higher."""
        rank = self._rank(node, current)
        self._article = node.label.value if node.level is Level.ARTICLE and node.label else self._article
        if node.level is Level.PREAMBLE and current.level is Level.ANNEX and not current.children:
            return current
        for above in current.ancestors():
            if above.level in RANKS and above.level is not Level.PREAMBLE and self._known(above) < rank:
                return above
        return root

    def in_order(self, line: Line, label: Label) -> bool:
        """Whether an article whose line reads like a sentence about one is the next in order, and so no reference (CONVENTIONS 30)."""
        if label.scheme is not Scheme.ARTICLE or line.heading or line.level or not reads_like_sentence(line, label):
            return True
        return label.value in (1, self._article + 1) or bool(label.suffix)

    def _known(self, node: Node) -> float:
        return self._ranks.get(_word(node), RANKS.get(node.level, 0.0) if node.level else 0.0)

    def _rank(self, node: Node, current: Node) -> float:
        word = _word(node)
        if node.level in _DIVISIONS and word not in self._ranks:
            rank = self._known(node)
            inside = next((above for above in current.ancestors() if above.level in _DIVISIONS), None)
            first = node.label is not None and node.label.value == 1
            deeper = inside is not None and first and _word(inside) != word and self._known(inside) >= rank
            self._ranks[word] = (self._known(inside) + 4.0) / 2 if inside is not None and deeper else rank
        return self._known(node)


def _word(node: Node) -> str:
    return f"{node.label.scheme} {node.label.word.casefold()}" if node.label else ""
