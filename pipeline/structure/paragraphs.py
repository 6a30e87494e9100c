"""Lines as laid out -> one line a paragraph: wrapped lines are joined, line-end hyphens mended."""

from collections.abc import Iterator
from dataclasses import replace

import regex

from pipeline.hyphens import seam, vocabulary
from pipeline.model import Line
from pipeline.structure.labels import Scheme, bare_labels, named_label
from pipeline.structure.languages import Language
from pipeline.structure.passage import joined, prefixed

_ENDS = regex.compile(r"""[.;:!?…][\]"”»'’)*]*$|[,;]\s*(?:and|or|et|ou|y|o)[\]]*$""")
_COMMA = regex.compile(r"[,;][\]\"”]*$")
_LABEL_ONLY = regex.compile(r"[\[\s]*(?:\(?(?:\d{1,3}|[a-z]{1,4})(?:\s?\w{3,6})?[.)]|OP\s?\d+)\]?$")
_CONTINUES = regex.compile(r"^[\])},;.]*\s*\p{Ll}")
_TITLED = regex.compile(r"^\([^()]*\)\]?$")
_FIRST_WORD = regex.compile(r"\p{L}+")
WRAPPED_AT_MOST = 130
"""Characters: a file with many longer lines was not wrapped to a page."""


def paragraphs(lines: tuple[Line, ...], language: Language) -> tuple[Line, ...]:
    """Every paragraph of the lines as one line; an automatic label becomes part of its text (``label`` still says it was certain)."""
    composed = [prefixed(line, f"{line.label} " if line.text else line.label) if line.label else line for line in lines]
    if all(line.starts for line in composed):
        return tuple(composed)
    return tuple(_join(composed, _Joiner(composed, language)))


def _join(lines: list[Line], joiner: "_Joiner") -> Iterator[Line]:
    current, last = None, None
    for line in lines:
        if current is None or last is None:
            current = line
        elif joiner.goes_on(current, last, line):
            current = joiner.join(current, line)
        else:
            yield current
            current = replace(line, gap=True) if joiner.closes_list(current, last, line) else line
        last = line
    if current is not None:
        yield current


class _Joiner:
    """What the whole file tells about its wrapping: usual width and vocabulary."""

    def __init__(self, lines: list[Line], language: Language) -> None:
        lengths = sorted(len(line.text) for line in lines if len(line.text) > 25)
        self.width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        self.wrapped = self.width <= WRAPPED_AT_MOST
        self.language = language
        self.vocabulary = vocabulary(line.text for line in lines)

    def goes_on(self, current: Line, last: Line, line: Line) -> bool:
        """Whether `line` belongs to the paragraph `current`, whose last line is `last`."""
        if line.starts is not None:
            return not line.starts
        begins = self._begins(line, current, last)
        if not current.text.strip("[] ") or (_LABEL_ONLY.match(current.text) and not begins):
            return True
        if begins or self._other_layout(last, line) or self.closes_list(current, last, line):
            return False
        lower = bool(_CONTINUES.match(line.text))
        if line.gap:
            closes_list = bool(_COMMA.search(current.text) and bare_labels(current.text)) and last.page == line.page
            return lower and not closes_list and not _ENDS.search(current.text) and not self._is_heading(current)
        if self._is_heading(current):
            return lower and named_label(current.text, self.language) is None
        return self._wraps(current, last, line, lower=lower)

    def _wraps(self, current: Line, last: Line, line: Line, *, lower: bool) -> bool:
        if lower or not self.wrapped:
            return lower
        if _COMMA.search(current.text):
            return not self.language.recital.match(line.text)
        if not _ENDS.search(current.text):
            return True
        full = self.wrapped and len(last.text) > 0.75 * self.width and not current.text.endswith(":")
        return full and (last.indent == line.indent or (current.text == last.text and self._indents_first(last, line)))

    @staticmethod
    def _indents_first(first: Line, line: Line) -> bool:
        """Whether a paragraph's first line stands further in than the next, or its label does further out than the text."""
        return first.indent > line.indent or bool(bare_labels(first.text))

    def closes_list(self, current: Line, last: Line, line: Line) -> bool:
        """Whether words stand further out than the label of the point before them, whose last line was not full: closing words of the list."""
        outside = last.text == current.text and line.indent < last.indent and len(last.text) < 0.6 * self.width
        return outside and bool(_COMMA.search(current.text)) and any(label.style == "()" for label in bare_labels(current.text))

    def _begins(self, line: Line, current: Line, last: Line) -> bool:
        """Whether a label at the start of `line` begins a paragraph, and is no wrapped reference (CONVENTIONS 30)."""
        text = line.text
        named = named_label(text, self.language)
        labels = (named,) if named else bare_labels(text) if not text[:4].isalpha() else ()
        if not labels:
            return bool(line.heading) or self._formula(text)
        rest = text[labels[0].end :].lstrip()
        if named and named.scheme is not Scheme.PREAMBLE and rest[:1] in ",;)":
            return not rest
        if not rest and not line.gap and not named and len(last.text) > 0.75 * self.width and not _ENDS.search(current.text):
            return False  # "... three times" above "4.": the end of a sentence
        if _ENDS.search(current.text) or self._is_heading(current) or current.text.endswith(","):
            return not (named and _CONTINUES.match(rest) and not line.gap)
        if not self.wrapped and not named:
            return True
        first = _FIRST_WORD.match(rest)
        return not (self._ends_in_joiner(current.text) or (first is not None and first[0] in self.language.follows))

    def _formula(self, text: str) -> bool:
        return bool(self.language.agreed.match(text)) and text[:1].isupper()

    def _ends_in_joiner(self, text: str) -> bool:
        return text.rsplit(None, 1)[-1].lower().strip("()[]") in self.language.joiners

    def _is_heading(self, line: Line) -> bool:
        if line.heading or _LABEL_ONLY.match(line.text):
            return bool(line.heading)
        label = named_label(line.text, self.language)
        if label is None or label.scheme is Scheme.OPTION:
            return False
        rest = line.text[label.end :].strip()
        return len(rest) < 3 or bool(_TITLED.match(rest)) or (label.scheme is Scheme.ARTICLE and rest.isupper())

    def _other_layout(self, last: Line, line: Line) -> bool:
        sized = last.size and line.size and abs(last.size - line.size) > 0.6
        return (
            bool(sized)
            or last.bold != line.bold
            or (last.centred != line.centred and not (last.text and line.text.lstrip("[(")[:1].islower()))
        )

    def join(self, current: Line, line: Line) -> Line:
        """Both as one; a hyphen at the line's end goes where it is the printer's, and stays in a compound ("Secretary-General")."""
        dropped, between = seam(current.text, line.text, self.vocabulary)
        above = replace(current, text=current.text[:-dropped]) if dropped else current
        whole = joined(above, line, between)
        return whole if line.bold or not whole.bold else replace(whole, bold=False)
