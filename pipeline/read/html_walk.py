"""The elements of a page's document, in order -> its lines: one for each block of words."""

import re
from dataclasses import dataclass, field

from lxml import etree, html

from pipeline.model import Line, Mark, Style
from pipeline.read.html_lists import Numbering
from pipeline.read.html_style import css_of, heading_of, is_centred, left_edge, styled
from pipeline.read.inline import Runs, single_spaced

_BLOCKS = frozenset(
    (  # a list would take a line for each
        "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 "
        "h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_CELLS = frozenset({"td", "th", "dt", "dd", "div"})
_LABEL = re.compile(r"[\[(]*(?:\d{1,3}(?:\.\d+)*\s?(?:bis|ter|quater)?|[A-Za-z]|[ivxlc]{1,6}|[IVXLC]{1,6})[.)\]]+|[–—‒•●▪-]")
_PRINTED_LABEL = re.compile(r"(?:^|[\s-])(?:num|number|label|marker|enum|lbl)(?:$|[\s-])")
_WORD_LABEL = re.compile(r"mso-list:\s*ignore")
_WORD_LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d)")
_WORD_BULLETS = frozenset("·o§\uf0b7\uf0a7•")
_STARTS_PARAGRAPH = re.compile(r"\s*(?:[\[(]*(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s|[–—•]\s)")
_ENDS_PARAGRAPH = re.compile(r"(?:[.;:,\])]|\b(?:and|or|et|ou|y|o|и|или|و|أو))$")
_HEADING_ALONE = re.compile(r"\w+ (?:\d{1,3}(?: ?(?:bis|ter|quater))?|[IVXLC]{1,6})\.?")


@dataclass(slots=True)
class _Block:
    """What holds for the words in a block; a block inside takes over what it does not set itself."""

    styles: tuple[Style, ...] = ()
    heading: int = 0
    centred: bool = False
    indent: float = 0.0
    depth: int | None = None


@dataclass(slots=True)
class Walk:
    """Goes through the tree once, without recursion: pages may nest deeper than Python."""

    rules: dict[str, str]
    lines: list[Line] = field(default_factory=list)
    _runs: Runs = field(default_factory=Runs)
    _blocks: list[_Block] = field(default_factory=lambda: [_Block()])
    _inline: list[tuple[Style, ...]] = field(default_factory=list)
    _lists: list[Numbering] = field(default_factory=list)
    _labelled: list[bool] = field(default_factory=list)
    """Of each table row that is open: whether its first cell is only a label."""
    _label: str = ""
    _broken: bool = False

    def read(self, root: html.HtmlElement) -> tuple[Line, ...]:
        """Give the lines of everything in ``root``."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                if event == "end" and element is not root:
                    self._text(element.tail)
            elif event == "start":
                if self._start(element):
                    walker.skip_subtree()
            else:
                self._end(element)
                if element is not root:
                    self._text(element.tail)
        self._flush()
        self._label_alone()
        return tuple(self.lines)

    def _text(self, text: str | None) -> None:
        if text:
            if self._broken and not text.isspace():
                self._broken = False
            self._runs.add(text, self._inline[-1] if self._inline else self._blocks[-1].styles)

    def _start(self, element: html.HtmlElement) -> bool:
        """Open an element; say whether it has been read whole."""
        tag, css = element.tag, css_of(element, self.rules)
        styles = self._inline[-1] if self._inline else self._blocks[-1].styles
        whole = False
        if tag in _BLOCKS:
            self._open_block(element, css, styles)
            if tag == "pre":
                self._preformatted(element)
            whole = tag == "pre" or self._label_cell(element)
        else:
            whole = self._inline_whole(element, css)
            self._inline.append(styled(styles, tag, css) if tag != "del" else styles)
        if not whole:
            self._text(element.text)
        return whole

    def _inline_whole(self, element: html.HtmlElement, css: str) -> bool:
        tag = element.tag
        if tag == "br":
            self._break(element)
        elif tag == "note":
            self._runs.point(Style.NOTE, element.get("value", ""))
        elif tag == "del":
            self._runs.point(Style.DELETED, single_spaced(element.text_content()))
        elif self._runs.empty and not self._label and (_WORD_LABEL.search(css) or _PRINTED_LABEL.search(element.get("class", ""))):
            label = single_spaced(element.text_content())
            if len(label) > 40 or not label:
                return False
            self._label = "" if _WORD_LABEL.search(css) and label in _WORD_BULLETS else label
        else:
            return False
        return True

    def _break(self, element: html.HtmlElement) -> None:
        """End the line at a double break, and at a single one between what are plainly two paragraphs."""
        text, _ = self._runs.line()
        after = element.tail or ""
        following = element.getnext()
        if not after.strip() and following is not None and following.tag != "br":
            after = following.text_content()
        starts = _STARTS_PARAGRAPH.match(after) and _ENDS_PARAGRAPH.search(text)
        if self._broken or starts or _HEADING_ALONE.fullmatch(text):
            self._flush()
        else:
            self._runs.add(" ")
        self._broken = True

    def _open_block(self, element: html.HtmlElement, css: str, styles: tuple[Style, ...]) -> None:
        self._flush()
        tag, outer = element.tag, self._blocks[-1]
        block = _Block(
            styles=styled(styles, tag, css),
            heading=heading_of(element) or outer.heading,
            centred=is_centred(element, css) or outer.centred,
            indent=outer.indent + left_edge(css),
            depth=outer.depth,
        )
        if tag in {"ol", "ul"}:
            self._lists.append(Numbering(element, css))
        elif tag == "li":
            self._open_item(element, block)
        elif tag == "tr":
            self._labelled.append(False)
        elif tag in {"td", "th"} and any(self._labelled):
            block.depth = len(self._lists) + sum(self._labelled) - 1
        level = _WORD_LEVEL.search(css)
        if level:
            block.depth = int(level[1]) - 1
        self._blocks.append(block)
        self._inline.append(block.styles)

    def _open_item(self, element: html.HtmlElement, block: _Block) -> None:
        self._label_alone()
        numbering = self._lists[-1] if self._lists else None
        block.depth = max(len(self._lists) - 1, 0) + sum(self._labelled)
        self._label = numbering.label(element) if numbering else ""

    def _label_cell(self, element: html.HtmlElement) -> bool:
        """Keep the words of a first cell that is only a label for the line of the next cell; say whether it is one."""
        beside = element.getnext()
        if element.tag not in _CELLS or beside is None or beside.tag not in _CELLS or len(element) > 2:
            return False
        text = single_spaced(element.text_content())
        first = not any(before.text_content().strip() for before in element.itersiblings(preceding=True) if isinstance(before.tag, str))
        if not first or len(text) > 12 or not _LABEL.fullmatch(text) or not beside.text_content().strip():
            return False
        self._label_alone()
        self._label = text
        if element.tag in {"td", "th"} and self._labelled:
            self._labelled[-1] = True
        return True

    def _end(self, element: html.HtmlElement) -> None:
        tag = element.tag
        self._inline.pop()
        if tag not in _BLOCKS:
            return
        self._flush()
        self._close(tag)

    def _close(self, tag: str) -> None:
        self._blocks.pop()
        if tag in {"ol", "ul"} and self._lists:
            self._label_alone()
            self._lists.pop()
        elif tag == "li":
            self._label = ""
        elif tag == "tr" and self._labelled:
            self._label_alone()
            self._labelled.pop()

    def _label_alone(self) -> None:
        if self._label:
            label, self._label = self._label, ""
            self._emit("", (), label)

    def _flush(self) -> None:
        self._broken = False
        runs, self._runs = self._runs, Runs()
        if not runs.empty:
            text, marks = runs.line()
            label, self._label = self._label, ""
            self._emit(text, marks, label)

    def _emit(self, text: str, marks: tuple[Mark, ...], label: str) -> None:
        block = self._blocks[-1]
        whole = {mark.style for mark in marks if mark.start == 0 and mark.end == len(text) and text}
        self.lines.append(
            Line(
                text=text,
                marks=marks,
                label=label,
                depth=block.depth,
                heading=block.heading,
                starts=True,
                indent=block.indent,
                bold=Style.BOLD in whole,
                italic=Style.ITALIC in whole,
                centred=block.centred,
                number=len(self.lines) + 1,
            )
        )

    def _preformatted(self, element: html.HtmlElement) -> None:
        gap = False
        for row in element.text_content().expandtabs().splitlines():
            text = single_spaced(row)
            if text:
                left = (len(row) - len(row.lstrip())) / 2
                self.lines.append(Line(text=text, gap=gap, indent=left, number=len(self.lines) + 1))
            gap = not text
