"""Paragraphs of a treaty -> the tree of its provisions, by labels, their order, and what layout says."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Level, Line
from pipeline.structure.containers import LEVELS, Nesting
from pipeline.structure.habits import Habits, label_within
from pipeline.structure.headings import (
    accepts,
    divides,
    division_label,
    reads_like_heading,
    split,
    stands_out,
    unpunctuated,
    unwrapped,
)
from pipeline.structure.labels import Label, Scheme, heading_label, named_label
from pipeline.structure.languages import Language
from pipeline.structure.node import Node
from pipeline.structure.numbering import level_of, place
from pipeline.structure.numbers import bare_labels
from pipeline.structure.owners import heading_owner, list_owner, option_owner, waits_for_text
from pipeline.structure.passage import capital, cut, joined, prefixed
from pipeline.structure.preamble import is_recital, leaves_preamble, opens_preamble, place_in_preamble, speaks_for_organ
from pipeline.structure.zones import attaches

LOOK_AHEAD = 6


class Outline:
    """Takes the paragraphs one by one; `root` holds the tree, `back` what follows the treaty."""

    def __init__(self, lines: Sequence[Line], language: Language, habits: Habits) -> None:
        self.lines = lines
        self.language = language
        self.habits = habits
        self.root = Node(None)
        self.current = self.root
        self.nesting = Nesting()
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
        label = label_within(self.current, line, self.language, self.habits) or heading_label(line, self.language)
        if label is not None and accepts(line, label, self.lines[at - 1] if at else None) and self.nesting.in_order(line, label):
            self._named(at, line, label)
        elif self.ended and attaches(self.lines, at, self.language):
            self._attached(line)
        elif self.ended or self._ends(line):
            self.back.append(line.text)
        elif line.level is Level.RECITAL or self._goes_to_preamble(line):
            self._preamble(line)
        elif at + 1 < len(self.lines) and divides(line, self.lines[at + 1], self.current, self.language):
            self._division(line)
        elif not self._numbered(at, line):
            self._unnumbered(at, line)

    def _node(self, line: Line, level: Level, label: Label | None) -> Node:
        return Node(level, label, depth=line.depth, page=line.page, line=line.number)

    # levels with a name

    def _named(self, at: int, line: Line, label: Label) -> None:
        self._flush()
        self.ended = False
        node = self._node(line, LEVELS[label.scheme], label)
        begins = label.end + len(line.text[label.end :]) - len(line.text[label.end :].lstrip(" .:-–—"))
        rest = prefixed(cut(line, begins), label.opened)
        if label.scheme is Scheme.OPTION:
            (option_owner(self.current, label, line, () if rest.text else self._below(at)) or self.root).add_child(node)
            self.current = node
            self._after_label(at, rest, line)
            return
        self.nesting.container_for(node, self.current, self.root).add_child(node)
        self.current = node
        self.has_articles = self.has_articles or node.level is Level.ARTICLE
        if label.scheme is Scheme.PREAMBLE:
            if rest.text:
                self._preamble(rest)
            return
        heading, text = split(replace(rest, heading=line.heading), self.language)
        if text.text and not text.text.strip("[] "):
            heading, text = joined(heading, text), cut(text, len(text.text))
        node.add_heading(unwrapped(heading))
        if text.text:
            self._unnumbered(at, text) if not self._numbered(at, replace(text, level=None)) else None

    def _division(self, line: Line) -> None:
        """A heading between articles without a level's name: "II. OBLIGATIONS", "GENERAL PROVISIONS"."""
        self._flush()
        label = division_label(line.text)
        node = self._node(line, Level.SECTION, label)
        self.nesting.container_for(node, self.current, self.root).add_child(node)
        node.add_heading(cut(line, label.end if label else 0))
        self.current = node

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
        return bare_labels(line.text, self.habits.unmarked or bool(line.label))

    def _below(self, at: int) -> tuple[Label, ...]:
        return self._labels(self.lines[at + 1]) if at + 1 < len(self.lines) else ()

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
        heads = follows is not None and not self._labels(follows) and follows.depth == line.depth
        if stands_out(rest) and line.starts and (heads or line.heading):
            self.current.add_heading(unwrapped(rest))
        else:
            self.current.add_text(rest)

    # text without a label

    def _unnumbered(self, at: int, line: Line) -> None:
        owner = heading_owner(self.current, line)
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

    def _glued(self, line: Line) -> bool:
        """Whether an extractor ran the heading and the text together; formats that know their paragraphs do not."""
        return self.unsure and line.depth is None and not line.heading and bool(split(line, self.language)[0].text)

    def _before_first(self, at: int, line: Line) -> bool:
        """Whether the line is a title by its place: right before paragraph 1."""
        return unpunctuated(line) and any(label.scheme is Scheme.NUMBER and label.value == 1 for label in self._below(at))

    def _before_label(self, at: int) -> bool:
        return bool(self._below(at)) and self.current.level is not None

    def _flush(self) -> None:
        if self.pending is not None:
            pending, self.pending = self.pending, None
            self._text(pending)

    def _text(self, line: Line) -> None:
        node = self.current
        if node.level is None:
            self.current = self.root.add_child(self._node(line, Level.PARAGRAPH, None))
            self.current.add_text(line)
        elif not node.children and waits_for_text(node, line):
            node.add_text(line)
        else:
            self._further(line)

    def _further(self, line: Line) -> None:
        """A further paragraph of text: closing words of the list, more of the provision, or an unnumbered paragraph."""
        owner = list_owner(self.current, line)
        after_paragraph = owner.children and owner.children[-1].level is Level.PARAGRAPH and capital(line.text.lstrip('[“"«('))
        if owner.level is Level.ARTICLE and (not owner.children or after_paragraph):
            self.current = owner.add_child(self._node(line, Level.PARAGRAPH, None))
            self.current.add_text(line)
            return
        if owner.children and owner.closing.text:
            owner.unplaced.append(line.text)
        self.current = owner
        owner.add_text(line, "\n")

    # before and after the articles

    def _goes_to_preamble(self, line: Line) -> bool:
        """Whether the line opens the preamble, stands in it, or opens an organ's act after the articles."""
        preamble = next((node for node in self.current.ancestors() if node.level is Level.PREAMBLE), None)
        if preamble is not None and leaves_preamble(preamble, line, self.language):
            self.current = preamble.parent or self.root
            return False
        if preamble is not None:
            return True
        if self.has_articles and speaks_for_organ(line, self.language):
            self._flush()
            self.current = self.root
            return True
        first = not self.root.children or (self.current.level is Level.ANNEX and not self.current.children and not self.current.text.text)
        return first and (is_recital(line, self.language) or opens_preamble(line, self.language))

    def _preamble(self, line: Line) -> None:
        preamble = next((node for node in self.current.ancestors() if node.level is Level.PREAMBLE), None)
        if preamble is None:
            preamble = self._node(line, Level.PREAMBLE, None)
            self.nesting.container_for(preamble, self.current, self.root).add_child(preamble)
        self.current = preamble
        place_in_preamble(preamble, line, self.language)

    def _attached(self, line: Line) -> None:
        """A protocol or the like after the treaty's end stands as an annex, under its own title."""
        self.ended = False
        self.current = self.root.add_child(self._node(line, Level.ANNEX, None))
        self.current.add_heading(line)

    def _ends(self, line: Line) -> bool:
        self.ended = self.has_articles and bool(self.language.done.match(line.text)) and capital(line.text)
        return self.ended
