"""What stands inside a paragraph -> its words and marks: runs, fields, tracked changes, references, symbols."""

from typing import TYPE_CHECKING

from pipeline.model import Mark, Style
from pipeline.read.docx_notes import KINDS, NoteMarks
from pipeline.read.docx_package import W
from pipeline.read.docx_styles import Look, Styles, run_properties
from pipeline.read.inline import Runs, single_spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_RUN, _TEXT, _RUN_PROPERTIES = f"{W}r", f"{W}t", f"{W}rPr"
_WORDS = frozenset((_TEXT, f"{W}delText"))
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ADDED = frozenset((f"{W}ins", f"{W}moveTo"))
_REMOVED = frozenset((f"{W}del", f"{W}moveFrom"))
_BLOCKS = frozenset((f"{W}p", f"{W}tbl"))
_SILENT = frozenset(W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData", "rubyPr"))
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES = f"{_MC}AlternateContent"
_BOX = f"{W}txbxContent"
_CHARACTERS = {W + name: " " for name in ("tab", "ptab", "br", "cr")} | {f"{W}noBreakHyphen": "-"}
_BLANK = " \t\r\n\u00a0\u00ad\u200b\u2060\ufeff"
_SYMBOLS = {
    ("Symbol", 0xB7): "•",
    ("Symbol", 0xA3): "≤",
    ("Symbol", 0xB3): "≥",
    ("Symbol", 0xB1): "±",
    ("Symbol", 0xB4): "×",
    ("Symbol", 0xB0): "°",
    ("Wingdings", 0xA7): "▪",
    ("Wingdings", 0xA8): "☐",
    ("Wingdings", 0x6F): "☐",
    ("Wingdings", 0xFE): "☑",
    ("Wingdings", 0xFC): "✓",
    ("Wingdings", 0xE0): "→",
}


def chosen(alternatives: "Element") -> "Element | None":
    """Give the one branch to read of ``mc:AlternateContent``: the first choice that holds words, else the fallback."""
    branches = [branch for branch in alternatives if branch.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
    return next((branch for branch in branches if next(branch.iter(_TEXT, f"{W}delText", f"{W}sym"), None) is not None), None)


def boxes_in(element: "Element") -> "Iterator[Element]":
    """Yield the outermost text boxes in a drawing or picture, each once."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag == _ALTERNATIVES:
            branch = chosen(child)
            if branch is not None:
                yield from boxes_in(branch)
        elif isinstance(child.tag, str):
            yield from boxes_in(child)


def _symbol(element: "Element") -> str:
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    known = _SYMBOLS.get((element.get(f"{W}font", ""), code & 0xFF if code >= 0xF000 else code))
    if known:
        return known
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else ""


class Inline:
    """Gathers one line: a paragraph, or several whose marks between them were deleted.

    ``fields`` holds, for each field that is open here, whether its instruction is still being read; it outlives the paragraph.
    """

    def __init__(self, styles: Styles, notes: NoteMarks, fields: list[bool]) -> None:
        self._styles = styles
        self._notes = notes
        self._fields = fields
        self._paragraph_style = ""
        self._runs = Runs()
        self._deleted: list[str] = []
        self._sizes: dict[float, int] = {}
        self.boxes: list[Element] = []
        self.aside: dict[str, list[str]] = {}
        self.has_words = False

    def gather(self, paragraph: "Element", style: str, *, inserted: bool, deleted: bool) -> None:
        """Put the words of a paragraph in this style at the end; ``inserted`` or ``deleted`` as a whole (a tracked table row)."""
        self._paragraph_style = style
        self._children(paragraph, inserted, deleted)
        if any(self._fields):  # an instruction that the paragraph does not end is damage: it must not swallow the rest
            self._fields.clear()
        if self._deleted:
            self._deleted.append(" ")

    def line(self) -> tuple[str, tuple[Mark, ...], float]:
        """Give the text, its marks, and the size in points of most of it."""
        self._place_deleted()
        text, marks = self._runs.line()
        return text, marks, max(self._sizes, key=lambda size: (self._sizes[size], size)) if self._sizes else 0.0

    def empty_look(self) -> Look:
        """Give the look of a run without properties of its own."""
        return self._styles.look(self._paragraph_style, {})

    def _children(self, parent: "Element", inserted: bool, deleted: bool) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, inserted, deleted)
            elif tag in _SILENT or not isinstance(tag, str):
                continue
            elif tag in _BLOCKS or tag == _BOX:
                self.boxes.append(child)
            elif tag == _ALTERNATIVES:
                branch = chosen(child)
                if branch is not None:
                    self._children(branch, inserted, deleted)
            elif tag == _MATH_TEXT:
                self._words(child.text or "", self.empty_look(), inserted, deleted)
            elif tag == f"{W}rt":
                self.aside.setdefault("ruby", []).append("".join(each.text or "" for each in child.iter(_TEXT)))
            else:
                self._children(child, inserted or tag in _ADDED, deleted or tag in _REMOVED)

    def _run(self, run: "Element", inserted: bool, deleted: bool) -> None:
        look, typed_mark = self._styles.look(self._paragraph_style, run_properties(run.find(_RUN_PROPERTIES))), False
        for child in run:
            tag = child.tag
            if tag in _WORDS:
                if not typed_mark:
                    self._words(child.text or "", look, inserted, deleted or tag != _TEXT)
            elif tag in _CHARACTERS:
                self._words(_CHARACTERS[tag], look, inserted, deleted)
            elif tag == f"{W}sym":
                if not typed_mark:
                    self._words(_symbol(child), look, inserted, deleted)
            elif tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif tag in KINDS:
                typed_mark = self._reference(child, run, deleted)
            elif tag not in _SILENT and isinstance(tag, str):
                self._within(child, inserted, deleted)

    def _within(self, element: "Element", inserted: bool, deleted: bool) -> None:
        """Read what else a run may hold: drawings with text boxes, ruby, alternatives."""
        if element.tag == f"{W}ruby":
            self._children(element, inserted, deleted)
            return
        branch = chosen(element) if element.tag == _ALTERNATIVES else element
        if branch is None:
            return
        if element.tag == _ALTERNATIVES and next(branch.iter(_BOX), None) is None:
            for text in branch.iter(_TEXT):
                self._words(text.text or "", self.empty_look(), inserted, deleted)
        self.boxes.extend(boxes_in(branch))

    def _words(self, text: str, look: Look, inserted: bool, deleted: bool) -> None:
        if deleted:
            self._deleted.append(text)
        elif any(self._fields):
            self.aside.setdefault("field", []).append(text)
        elif look.hidden:
            self.aside.setdefault("hidden", []).append(text)
        elif text.isspace() or not text.strip(_BLANK):
            self._runs.add(text)
            if self._deleted:
                self._deleted.append(text)
        else:
            self._place_deleted()
            self._runs.add(text, (*look.styles, Style.INSERTED) if inserted else look.styles)
            self._sizes[look.size] = self._sizes.get(look.size, 0) + len(text)
            self.has_words = True

    def _place_deleted(self) -> None:
        words = single_spaced("".join(self._deleted))
        self._deleted.clear()
        if words:
            self._runs.point(Style.DELETED, words)

    def _reference(self, element: "Element", run: "Element", deleted: bool) -> bool:
        """Mark a reference to a note here; say whether the run's words are its mark."""
        typed = single_spaced(
            "".join(each.text or "" if each.tag in _WORDS else _symbol(each) for each in run.iterchildren(*_WORDS, f"{W}sym"))
        )
        mark = self._notes.mark(element, typed, deleted=deleted)
        if not deleted:
            self._place_deleted()
            self._runs.point(Style.NOTE, mark)
        return self._notes.references[-1].custom

    def _field(self, event: str) -> None:
        if event == "begin":
            self._fields.append(True)
        elif self._fields and event == "separate":
            self._fields[-1] = False
        elif self._fields and event == "end":
            self._fields.pop()
