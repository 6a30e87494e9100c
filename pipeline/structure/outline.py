"""Paragraphs of a treaty -> the tree of its provisions, by labels, their order, and what layout says."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from pipeline.model import Level, Line
from pipeline.structure.habits import Habits
from pipeline.structure.headings import accepts, reads_like_heading, split, stands_out, unpunctuated, unwrapped
from pipeline.structure.labels import Label, Scheme, heading_label, named_label
from pipeline.structure.languages import Language
from pipeline.structure.node import Node
from pipeline.structure.numbering import level_of, place
from pipeline.structure.numbers import bare_labels
from pipeline.structure.owners import list_owner, option_owner
from pipeline.structure.passage import cut, joined, prefixed
from pipeline.structure.preamble import opens_preamble, place_in_preamble
from pipeline.structure.zones import is_recital

_RANK = {Level.ANNEX: 0, Level.PREAMBLE: 0, Level.PART: 1, Level.CHAPTER: 2, Level.SECTION: 3, Level.ARTICLE: 4}
_LEVELS = {
    Scheme.PART: Level.PART, Scheme.CHAPTER: Level.CHAPTER, Scheme.SECTION: Level.SECTION, Scheme.ARTICLE: Level.ARTICLE,
    Scheme.RULE: Level.ARTICLE, Scheme.ANNEX: Level.ANNEX, Scheme.PREAMBLE: Level.PREAMBLE, Scheme.OPTION: Level.OPTION,
}  # fmt: skip
_COMPLETE = regex.compile(r"[.;:!?][\])\"”»’]*$|[,;]\s*(?:and|or|et|ou|y|o)$")
LOOK_AHEAD = 6


class Outline:
    """Takes the paragraphs one by one; `root` holds the tree, `back` what follows the treaty."""

    def __init__(self, lines: Sequence[Line], language: Language, habits: Habits) -> None:
        self.lines = lines
        self.language = language
        self.habits = habits
        self.root = Node(None)
        self.current = self.root
        self.pending: Line | None = None
        self.back: list[str] = []
        self.ended = False
        self.has_articles = False
        self.unsure = any(line.starts is None for line in lines)

    def build(self) -> "Outline":
        """Place every paragraph; returns itself."""
        for at, line in enumerate(self.lines):
            self._place(at, line)
        if self.pending is not None:
            self._text(self.pending)
        return self

    def _place(self, at: int, line: Line) -> None:
        label = self._level_label(line) or heading_label(line, self.language)
        if label is not None and accepts(line, label, self.lines[at - 1] if at else None):
            self._named(at, line, label)
        elif self.ended or self._ends(line):
            self.back.append(line.text)
        elif line.level is Level.RECITAL or self._in_preamble() or (not self.root.children and is_recital(line, self.language)):
            self._preamble(line)
        elif not self.root.children and opens_preamble(line, self.language):
            self.current = self.root.add_child(self._node(line, Level.PREAMBLE, None))
            self.current.add_text(line)
        elif not self._numbered(at, line):
            self._unnumbered(at, line)

    def _level_label(self, line: Line) -> Label | None:
        label = named_label(line.text, self.language)
        here = self.habits.rules or line.level is Level.ARTICLE or any(node.level is Level.ANNEX for node in self.current.ancestors())
        return None if label is not None and label.scheme is Scheme.RULE and not here else label

    def _node(self, line: Line, level: Level, label: Label | None) -> Node:
        return Node(level, label, depth=line.depth, page=line.page, line=line.number)

    # levels with a name

    def _named(self, at: int, line: Line, label: Label) -> None:
        self._flush()
        self.ended = False
        node = self._node(line, _LEVELS[label.scheme], label)
        rest = prefixed(cut(line, label.end), label.opened)
        if label.scheme is Scheme.OPTION:
            (option_owner(self.current, label, line) or self.root).add_child(node)
            self.current = node
            self._after_label(at, cut(rest, len(rest.text) - len(rest.text.lstrip(" :.-–—"))), line)
            return
        self._container_for(node).add_child(node)
        self.current = node
        self.has_articles = self.has_articles or node.level is Level.ARTICLE
        if label.scheme is Scheme.PREAMBLE:
            return
        heading, text = split(replace(rest, heading=line.heading), self.language)
        if not text.text.strip("[] "):
            heading, text = joined(heading, text), cut(text, len(text.text))
        node.add_heading(unwrapped(heading))
        if text.text:
            self._unnumbered(at, text) if not self._numbered(at, replace(text, level=None)) else None

    def _container_for(self, node: Node) -> Node:
        rank = _RANK[node.level] if node.level else 0
        for above in self.current.ancestors():
            if above.level in _RANK and above.level is not Level.PREAMBLE and _RANK[above.level] < rank:
                return above
        return self.root

    # numbers alone

    def _numbered(self, at: int, line: Line) -> bool:
        readings = self._labels(line)
        if line.level is not None and line.label and not readings:
            readings = (Label(Scheme.LETTER, line.label, 0, end=len(line.label)),)
        found = place(self.current, readings, line.depth, self._ahead(at, readings)) if readings else None
        if found is None:
            return False
        parent, label = found
        if self.pending is not None and parent is self.current:
            self._flush()
        node = parent.add_child(self._node(line, level_of(parent, label), label))
        if self.pending is not None:
            node.add_heading(unwrapped(self.pending))
            self.pending = None
        self.current = node
        rest = prefixed(cut(line, label.end), label.opened)
        if line.heading and line.level:
            node.add_heading(rest)
        else:
            self._after_label(at, rest, line)
        return True

    def _labels(self, line: Line) -> tuple[Label, ...]:
        return bare_labels(line.text, unmarked=self.habits.unmarked or bool(line.label))

    def _ahead(self, at: int, readings: Sequence[Label]) -> Sequence[Label]:
        if len(readings) < 2:
            return ()
        for line in self.lines[at + 1 : at + 1 + LOOK_AHEAD]:
            found = self._labels(line)
            if found and found[0].style == readings[0].style and found[0].scheme is not Scheme.NUMBER:
                return found
        return ()

    def _after_label(self, at: int, rest: Line, line: Line) -> None:
        """The words after a label, which may begin with another label: "3. Option A: ...", "1. (a) ..."."""
        if not rest.text:
            return
        inner = named_label(rest.text, self.language)
        if inner is not None and inner.scheme is Scheme.OPTION and accepts(rest, inner, None):
            self._named(at, rest, inner)
            return
        bare = [label for label in bare_labels(rest.text) if label.style == "()" and label.value == 1]
        if bare and self._numbered(at, replace(rest, label="", level=None, depth=None)):
            return
        follows = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if stands_out(rest) and follows is not None and line.starts and not self._labels(follows) and follows.depth == line.depth:
            self.current.add_heading(unwrapped(rest))
        else:
            self.current.add_text(rest)

    # text without a label

    def _unnumbered(self, at: int, line: Line) -> None:
        owner = self._heading_owner(line)
        if owner is not None and (reads_like_heading(line, self.language) or self._before_first(at, line)):
            owner.add_heading(unwrapped(line))
        elif owner is not None and self._glued(line):
            heading, text = split(line, self.language)
            owner.add_heading(heading)
            self.current.add_text(text)
        elif stands_out(line) and self._before_label(at):
            self._flush()
            self.pending = line
        else:
            self._flush()
            self._text(line)

    def _heading_owner(self, line: Line) -> Node | None:
        """What still waits for its heading: the article, part or annex just opened, also through its first option."""
        node = self.current
        if line.level is not None or node.level is Level.PREAMBLE or node.text.text or node.children:
            return None
        if node.level is Level.OPTION and node.parent is not None and node.parent.level is Level.ARTICLE:
            return node if _titled(node.parent) or _titled(node) else node.parent
        if node.level not in _RANK:
            return None
        if not _titled(node):
            return node
        goes_on = node.level is not Level.ARTICLE and (line.heading or line.bold or line.text.isupper()) and len(line.text) < 200
        return node if goes_on else None

    def _glued(self, line: Line) -> bool:
        """Whether an extractor ran the heading and the text together; formats that know their paragraphs do not."""
        return self.unsure and line.depth is None and not line.heading and bool(split(line, self.language)[0].text)

    def _before_first(self, at: int, line: Line) -> bool:
        """Whether the line is a title by its place: right before paragraph 1."""
        if at + 1 == len(self.lines) or not unpunctuated(line):
            return False
        return any(label.scheme is Scheme.NUMBER and label.value == 1 for label in self._labels(self.lines[at + 1]))

    def _before_label(self, at: int) -> bool:
        return at + 1 < len(self.lines) and bool(self._labels(self.lines[at + 1])) and self.current.level is not None

    def _flush(self) -> None:
        if self.pending is not None:
            pending, self.pending = self.pending, None
            self._text(pending)

    def _text(self, line: Line) -> None:
        node = self.current
        if node.level is None:
            self.current = self.root.add_child(self._node(line, Level.PARAGRAPH, None))
            self.current.add_text(line)
        elif not node.children and (self._is_empty(node, line) or self._goes_on(node, line)):
            node.add_text(line)
        else:
            self._further(line)

    def _is_empty(self, node: Node, line: Line) -> bool:
        return not node.text.text and (line.depth is None or node.depth is None or line.depth >= node.depth)

    def _goes_on(self, node: Node, line: Line) -> bool:
        """Whether the text so far is unfinished; after "...," closing words of the whole list may follow instead."""
        closes_list = node.level is Level.SUBPARAGRAPH and node.text.text.endswith((",", ";")) and (line.gap or bool(line.starts))
        return line.text[:1].islower() and not _COMPLETE.search(node.text.text) and not closes_list

    def _further(self, line: Line) -> None:
        """A further paragraph of text: closing words of the list, more of the provision, or an unnumbered paragraph."""
        owner = list_owner(self.current, line)
        after_paragraph = owner.children and owner.children[-1].level is Level.PARAGRAPH and line.text[:1].isupper()
        if owner.level is Level.ARTICLE and (not owner.children or after_paragraph):
            self.current = owner.add_child(self._node(line, Level.PARAGRAPH, None))
            self.current.add_text(line)
            return
        if owner.children and owner.closing.text:
            owner.unplaced.append(line.text)
        self.current = owner
        owner.add_text(line, "\n")

    # before and after the articles

    def _in_preamble(self) -> bool:
        return any(node.level is Level.PREAMBLE for node in self.current.ancestors())

    def _preamble(self, line: Line) -> None:
        preamble = next((node for node in self.current.ancestors() if node.level is Level.PREAMBLE), None)
        self.current = preamble or self.root.add_child(self._node(line, Level.PREAMBLE, None))
        place_in_preamble(self.current, line, self.language)

    def _ends(self, line: Line) -> bool:
        self.ended = self.has_articles and bool(self.language.done.match(line.text)) and line.text[:1].isupper()
        return self.ended


def _titled(node: Node) -> bool:
    return bool(node.heading.text.strip("[] "))
