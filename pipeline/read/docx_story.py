"""A story (the body, a note, a header) -> its lines: paragraphs, tables and text boxes in reading order."""

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.model import Furniture, Line, Style
from pipeline.read.docx_inline import Inline, chosen
from pipeline.read.docx_notes import NoteMarks
from pipeline.read.docx_numbering import Numbering
from pipeline.read.docx_package import W
from pipeline.read.docx_styles import Properties, Styles, number, paragraph_properties, run_properties
from pipeline.read.inline import single_spaced

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PARAGRAPH, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SILENT = frozenset(W + name for name in ("sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "sdtPr", "sdtEndPr", "customXmlPr"))
_USUAL_SIZE = 12.0
_NAMED_LEVEL = re.compile(r"\W*[^\W\d_]{3,}\.?\s+\S")
"""A label that says something by itself, without words after it: "Article 3"; its title is the next paragraph."""


@dataclass(slots=True)
class Document:
    """What all stories of one file share."""

    styles: Styles
    numbering: Numbering
    notes: NoteMarks
    furniture: list[Furniture] = field(default_factory=list)
    paragraphs: int = 0


class Story:
    """Walks one story; ``lines`` are those found so far (a text box adds to its host's)."""

    def __init__(self, document: Document, lines: list[Line] | None = None) -> None:
        self._document = document
        self.lines: list[Line] = [] if lines is None else lines
        self._fields: list[bool] = []
        self._inline = self._fresh()
        self._properties: Element | None = None
        self._number = 0

    def _fresh(self) -> Inline:
        return Inline(self._document.styles, self._document.notes, self._fields)

    def read(self, root: "Element") -> "Story":
        """Read all blocks of ``root``."""
        self._blocks(root, inserted=False, deleted=False)
        return self._end()

    def read_block(self, block: "Element") -> "Story":
        """Read one paragraph or table that stands where only words should."""
        self._block(block, inserted=False, deleted=False)
        return self._end()

    def text(self) -> str:
        """Give the words of the story, labels too, as one text."""
        return " ".join(part for line in self.lines for part in (line.label, line.text) if part)

    def _blocks(self, parent: "Element", *, inserted: bool, deleted: bool) -> None:
        for child in parent:
            self._block(child, inserted=inserted, deleted=deleted)

    def _block(self, child: "Element", *, inserted: bool, deleted: bool) -> None:
        tag = child.tag
        if tag == _PARAGRAPH:
            self._paragraph(child, inserted, deleted)
        elif tag == _ALTERNATIVES:
            branch = chosen(child)
            if branch is not None:
                self._blocks(branch, inserted=inserted, deleted=deleted)
        elif tag in (_TABLE, _ROW, _CELL):
            self._flush()
            inserted = inserted or _tracked(child, "ins", "cellIns")
            self._blocks(child, inserted=inserted, deleted=deleted or _tracked(child, "del", "cellDel"))
            self._flush()
        elif isinstance(tag, str) and tag not in _SILENT:  # content controls, custom XML, tracked ranges
            inserted = inserted or tag in (f"{W}ins", f"{W}moveTo")
            self._blocks(child, inserted=inserted, deleted=deleted or tag in (f"{W}del", f"{W}moveFrom"))

    def _paragraph(self, paragraph: "Element", inserted: bool, deleted: bool) -> None:
        self._document.paragraphs += 1
        if not self._inline.has_words:
            self._number = self._document.paragraphs
        self._properties = paragraph.find(f"{W}pPr")
        self._inline.gather(paragraph, _style_of(self._properties), inserted=inserted, deleted=deleted)
        if not (deleted or _mark_is(self._properties, "del", "moveFrom")):
            self._close()
        boxes, self._inline.boxes = self._inline.boxes, []
        self._boxes(boxes)
        if self._properties is not None and self._properties.find(f"{W}sectPr") is not None:
            self._document.notes.next_section()

    def _boxes(self, boxes: "list[Element]") -> None:
        for box in boxes:
            story = Story(self._document, self.lines)
            if box.tag in (_PARAGRAPH, _TABLE):
                story.read_block(box)
            else:
                story.read(box)

    def _flush(self) -> None:
        """End the line at the edge of a cell or a table: no paragraph is joined with one beyond it."""
        if self._inline.has_words:
            self._close()

    def _close(self) -> None:
        """Make a line of what was gathered; without words, its deleted words go to the next line."""
        direct = paragraph_properties(self._properties)
        label, depth, properties = self._numbered(direct)
        for kind, words in self._inline.aside.items():
            self._set_aside(kind, "".join(words))
        self._inline.aside = {}
        if not self._inline.has_words and not _NAMED_LEVEL.match(label):
            return
        self.lines.append(_line(self._inline, label, depth, properties, self._number))
        boxes = self._inline.boxes
        self._inline = self._fresh()
        self._inline.boxes = boxes

    def _numbered(self, direct: Properties) -> tuple[str, int | None, Properties]:
        """Count the paragraph if it is in a list; give label, depth and all its properties."""
        style = direct.get("pStyle", "")
        inherited = self._document.styles.paragraph(style)
        properties = {**inherited, **direct}
        place = self._document.numbering.level_of(properties, style)
        if place is None or self._mark_hidden(style):
            return "", None, properties
        name, at, level = place
        label = self._document.numbering.count(name, at)
        below, above = (inherited, level.indent) if "numId" in direct else (level.indent, inherited)
        return label, at if label else None, {**below, **above, **direct, "heading": inherited.get("heading", "")}

    def _mark_hidden(self, style: str) -> bool:
        """Whether the paragraph is hidden with its mark: it is not counted then."""
        if self._inline.has_words or self._properties is None:
            return False
        return self._document.styles.look(style, run_properties(self._properties.find(f"{W}rPr"))).hidden

    def _set_aside(self, kind: str, words: str) -> None:
        text = single_spaced(words)
        if text:
            self._document.furniture.append(Furniture(kind, text))

    def _end(self) -> "Story":
        self._flush()
        for kind, words in self._inline.aside.items():
            self._set_aside(kind, "".join(words))
        _, marks, _ = self._inline.line()
        self._inline = self._fresh()
        if marks and self.lines:
            last = self.lines[-1]
            end = len(last.text)
            self.lines[-1] = replace(last, marks=tuple(sorted((*last.marks, *(replace(mark, start=end, end=end) for mark in marks)))))
        else:
            for mark in marks:
                self._set_aside("deleted" if mark.style is Style.DELETED else "note mark", mark.value)
        return self


def _tracked(element: "Element", *names: str) -> bool:
    """Whether a row or a cell is inserted or deleted as a whole."""
    properties = element.find(f"{element.tag}Pr")
    return properties is not None and any(properties.find(W + name) is not None for name in names)


def _style_of(properties: "Element | None") -> str:
    style = properties.find(f"{W}pStyle") if properties is not None else None
    return style.get(f"{W}val", "") if style is not None else ""


def _mark_is(properties: "Element | None", *names: str) -> bool:
    """Whether the paragraph's mark, its end, is tracked so."""
    mark = properties.find(f"{W}rPr") if properties is not None else None
    return mark is not None and any(mark.find(W + name) is not None for name in names)


def _line(inline: Inline, label: str, depth: int | None, properties: Properties, at: int) -> Line:
    text, marks, size = inline.line()
    whole = {mark.style for mark in marks if mark.start == 0 and mark.end == len(text)}
    twips = number(properties.get("left")) + number(properties.get("first"))
    return Line(
        text=text,
        marks=marks,
        label=label,
        depth=depth,
        heading=_heading(properties),
        starts=True,
        indent=round(twips / 20 / (size or _USUAL_SIZE), 2) + 0.0,
        size=size,
        bold=Style.BOLD in whole,
        italic=Style.ITALIC in whole,
        centred=properties.get("jc") == "center",
        number=at,
    )


def _heading(properties: Properties) -> int:
    outline = properties.get("outlineLvl")
    if outline is None:
        return int(properties.get("heading") or 0)
    level = int(number(outline))
    return min(level + 1, 6) if 0 <= level < 9 else 0
