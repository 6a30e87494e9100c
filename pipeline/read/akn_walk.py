"""The elements of an Akoma Ntoso document, in order -> its lines.

An element with a number or a heading gives one line that states its level; each paragraph of text after that gives another. The first
paragraph of a numbered paragraph or point stands on the same line as its number, as it is printed.
"""

from lxml import etree

from pipeline.model import Furniture, Level, Mark, Note, Style
from pipeline.read.akn_text import TextBlock, local_name, marked, text_of
from pipeline.read.inline import Runs

_LEVELS = {
    "book": Level.PART, "tome": Level.PART, "title": Level.PART, "part": Level.PART,
    "subpart": Level.CHAPTER, "subtitle": Level.CHAPTER, "chapter": Level.CHAPTER,
    "subchapter": Level.SECTION, "section": Level.SECTION, "division": Level.SECTION, "subdivision": Level.SECTION,
    "article": Level.ARTICLE, "rule": Level.ARTICLE, "clause": Level.ARTICLE,
    "paragraph": Level.PARAGRAPH, "subsection": Level.PARAGRAPH, "subrule": Level.PARAGRAPH, "level": Level.PARAGRAPH,
    "point": Level.SUBPARAGRAPH, "indent": Level.SUBPARAGRAPH, "subparagraph": Level.SUBPARAGRAPH, "subclause": Level.SUBPARAGRAPH,
    "item": Level.SUBPARAGRAPH, "alinea": Level.SUBPARAGRAPH, "proviso": Level.SUBPARAGRAPH, "transitional": Level.PARAGRAPH,
    "recital": Level.RECITAL, "citation": Level.RECITAL, "attachment": Level.ANNEX,
}  # fmt: skip
_HEADINGS = {Level.PREAMBLE: 1, Level.PART: 1, Level.ANNEX: 1, Level.CHAPTER: 2, Level.SECTION: 3, Level.ARTICLE: 4}
_MINOR_HEADING = 6
_TITLED = frozenset({"num", "heading", "subheading"})
_LOOSE = frozenset({"alinea", "subparagraph", "proviso", "level"})
"""Unnumbered, they are further paragraphs of the provision they stand in."""
_LEAVES = frozenset({"p", "block", "listIntroduction", "listWrapUp", "crossHeading", "h1", "h2", "h3", "h4", "h5", "h6", "docketNumber"})
_AWAY = frozenset({"meta", "coverPage", "img"})
_INLINE_PARENTS = frozenset({"td", "th", "li", "tocItem", "longTitle"})

_BLOCKS = frozenset({"p", "block", "ul", "ol", "blockList", "table", "container"})


class Walk:
    """Goes through a document once and keeps its lines, footnotes and contents."""

    def __init__(self, kept: dict[str, Note]) -> None:
        self.lines: list[TextBlock] = []
        self.notes: list[Note] = []
        self.furniture: list[Furniture] = []
        self._kept = kept
        self._titled = False

    def document(self, element: etree._Element) -> None:
        """Read a document, or any part of one, into ``lines``, ``notes`` and ``furniture``."""
        self._element(element, None, within=None)
        used = {note.text for note in self.notes}
        self.notes += [note for note in self._kept.values() if note.text and note.text not in used]

    def _element(self, element: etree._Element, depth: int | None, within: Level | None) -> None:
        name = local_name(element)
        if not name or name in _AWAY:
            return
        if name == "toc":
            self.furniture.append(Furniture("contents", text_of(element)))
        elif name in _LEAVES or (name in _INLINE_PARENTS and not _has_blocks(element)):
            self._leaf(element, depth)
        elif self._level(element, within) is not None or any(local_name(child) in _TITLED for child in element):
            self._provision(element, depth, within)
        else:
            for child in element:
                self._element(child, depth, within)

    def _leaf(self, element: etree._Element, depth: int | None) -> None:
        if self._is_title(element):
            return
        text, marks = marked(element, self._kept, self.notes)
        if not text and not marks:
            return
        if element.get("name") == "preamble":
            self.lines.append(TextBlock(text, marks, level=Level.PREAMBLE, heading=1))
        else:
            heading = _MINOR_HEADING if local_name(element) in {"crossHeading", "h1", "h2", "h3", "h4", "h5", "h6"} else 0
            self.lines.append(TextBlock(text, marks, depth=depth, heading=heading))

    def _is_title(self, element: etree._Element) -> bool:
        """Say whether this is the first line that is the document's title and nothing else: it is the Source's title."""
        title = element.find(".//{*}docTitle")
        if self._titled or title is None or text_of(title) != text_of(element):
            return False
        self._titled = True
        return True

    def _level(self, element: etree._Element, within: Level | None) -> Level | None:
        name = local_name(element)
        if name == "hcontainer":
            return Level(element.get("name", "")) if element.get("name") in set(Level) else None
        if element.get("class") in set(Level):
            return Level(element.get("class", ""))
        if name == "subsection" and element.find(".//{*}article") is not None:
            return Level.SECTION
        level = _LEVELS.get(name)
        deep = within in (Level.PARAGRAPH, Level.SUBPARAGRAPH)
        return Level.SUBPARAGRAPH if deep and level is Level.PARAGRAPH else level

    def _provision(self, element: etree._Element, depth: int | None, within: Level | None) -> None:
        level = self._level(element, within)
        if level is None:
            level = Level.SECTION if depth is None and within is not Level.ARTICLE else Level.SUBPARAGRAPH
        minor = level not in _HEADINGS
        if minor:
            depth = 0 if depth is None else depth + 1
        label, label_marks = self._title(element, "num")
        heading, marks = self._title(element, "heading")
        if local_name(element) in _LOOSE and not label and not heading:
            self._rest(element, None if depth == 0 else (depth or 1) - 1, within)
            return
        start = len(self.lines)
        rank = 0 if minor and not heading else _HEADINGS.get(level, _MINOR_HEADING)
        notes = tuple(Mark(0, 0, mark.style, mark.value) for mark in label_marks if mark.style is Style.NOTE)
        self._subheading(element, depth if minor else None)
        before = self.lines[start:]
        del self.lines[start:]
        self.lines.append(TextBlock(heading, (*notes, *marks), label, level, depth if minor else None, rank))
        self.lines += before
        self._rest(element, depth if minor else None, level)
        self._join_first(start, joins=minor and not heading and not before)

    def _subheading(self, element: etree._Element, depth: int | None) -> None:
        text, marks = self._title(element, "subheading")
        if text:
            self.lines.append(TextBlock(text, marks, depth=depth, heading=_MINOR_HEADING))

    def _title(self, element: etree._Element, name: str) -> tuple[str, tuple[Mark, ...]]:
        runs = [marked(child, self._kept, self.notes) for child in element if local_name(child) == name]
        if len(runs) < 2:
            return runs[0] if runs else ("", ())
        joined = Runs()
        for text, _ in runs:
            joined.add(f"{text} ")
        return joined.line()

    def _rest(self, element: etree._Element, depth: int | None, level: Level | None) -> None:
        for child in element:
            if local_name(child) not in _TITLED:
                self._element(child, depth, level)

    def _join_first(self, start: int, joins: bool) -> None:
        """Put the first paragraph of text on the line of its number; leave out a line that has no word."""
        line = self.lines[start]
        if joins and start + 1 < len(self.lines):
            after = self.lines[start + 1]
            if after.level is None and not after.heading and after.depth == line.depth:
                self.lines[start : start + 2] = [
                    TextBlock(after.text, (*line.marks, *after.marks), line.label, line.level, line.depth, line.heading)
                ]
                return
        if not (line.text or line.label or line.marks):
            del self.lines[start]


def _has_blocks(element: etree._Element) -> bool:
    return any(local_name(child) in _BLOCKS for child in element)
