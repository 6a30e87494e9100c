"""Lines as laid out -> one line a paragraph: wrapped lines are joined, line-end hyphens mended."""

from collections.abc import Iterator
from dataclasses import replace

import regex

from pipeline.hyphens import seam, vocabulary
from pipeline.model import Line
from pipeline.structure.habits import Habits, level_label
from pipeline.structure.labels import Label, Scheme
from pipeline.structure.languages import Language
from pipeline.structure.numbers import bare_labels
from pipeline.structure.passage import capital, joined, prefixed

_ENDS = regex.compile(r"""[.;:!?…。；：！？؛؟][\]"”»'’)*]*$|[,;]\s*(?:and|or|et|ou|y|o)[\]]*$""")
_COMMA = regex.compile(r"[,;，；،؛][\]\"”]*$")
_LABEL_ONLY = regex.compile(r"[\[\s]*(?:\(?(?:\d{1,3}|[a-z]{1,4})(?:\s?\w{3,6})?[.)]|OP\s?\d+)\]?$")
_CONTINUES = regex.compile(r"^[\])},;.]*\s*\p{Ll}")
_TITLED = regex.compile(r"^\([^()]*\)\]?$")
_FIRST_WORD = regex.compile(r"\p{L}+")
TAIL = 16
"""Characters at a text's end that tell whether a sentence ends there; paragraphs are long."""
WRAPPED_AT_MOST = 130
"""Characters: a file with many longer lines was not wrapped to a page."""


def paragraphs(lines: tuple[Line, ...], language: Language, habits: Habits) -> tuple[Line, ...]:
    """Every paragraph of the lines as one line; an automatic label becomes part of its text (``label`` still says it was certain)."""
    composed = [prefixed(line, f"{line.label} " if line.text else line.label) if line.label else line for line in lines]
    if all(line.starts for line in composed):
        return tuple(composed)
    return tuple(_join(composed, _Joiner(composed, language, habits)))


def _join(lines: list[Line], joiner: "_Joiner") -> Iterator[Line]:
    current, last = None, None
    for line in lines:
        if current is None or last is None:
            current = line
        elif joiner.goes_on(current, last, line):
            current = joiner.join(current, line)
        else:
            joiner.above = current
            yield current
            current = replace(line, gap=True) if joiner.closes_list(current, last, line) else line
        last = line
    if current is not None:
        yield current


class _Joiner:
    """What the whole file tells about its wrapping: usual width and vocabulary."""

    def __init__(self, lines: list[Line], language: Language, habits: Habits) -> None:
        lengths = sorted(len(line.text) for line in lines if len(line.text) > 25)
        self.width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        self.wrapped = self.width <= WRAPPED_AT_MOST
        self.language = language
        self.habits = habits
        self.above: Line | None = None
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
            return lower and self._goes_on_below_gap(current, last, line)
        if self._is_heading(current):
            return lower and level_label(current.text, self.language, self.habits) is None
        return self._wraps(current, last, line, lower=lower)

    def _goes_on_below_gap(self, current: Line, last: Line, line: Line) -> bool:
        """Whether a sentence goes on after more space than usual: a page's end or furniture may stand between."""
        closes_list = bool(_COMMA.search(current.text[-TAIL:]) and bare_labels(current.text)) and last.page == line.page
        ended = _ENDS.search(current.text[-TAIL:]) or self._is_heading(current)
        return not (closes_list or ended or self._recites(current, line))

    def _title_ends(self, current: Line, last: Line, line: Line) -> bool:
        """Whether the title below an article's label ends with a short line, above the text that begins with a capital."""
        label = level_label(self.above.text, self.language, self.habits) if self.above is not None else None
        titled = label is not None and self.above is not None and len(self.above.text) <= label.end and not bare_labels(current.text)
        return titled and len(last.text) < 0.6 * self.width and capital(line.text) and not self._ends_in_joiner(last.text)

    def _wraps(self, current: Line, last: Line, line: Line, *, lower: bool) -> bool:
        if lower or not self.wrapped:
            return lower
        if self._title_ends(current, last, line):
            return False
        if _COMMA.search(current.text[-TAIL:]):
            return not self.language.recital.match(line.text)
        if not _ENDS.search(current.text[-TAIL:]):
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
        return outside and bool(_COMMA.search(current.text[-TAIL:])) and any(label.style == "()" for label in bare_labels(current.text))

    def _begins(self, line: Line, current: Line, last: Line) -> bool:
        """Whether a label at the start of `line` begins a paragraph, and is no wrapped reference (CONVENTIONS 30)."""
        label = self._label(line.text)
        if label is None:
            return bool(line.heading) or self._formula(line.text)
        rest = line.text[label.end :].lstrip()
        if label.word and label.scheme is not Scheme.PREAMBLE and rest[:1] in (",", ";", ")"):
            return False
        if not rest and not line.gap and not _ENDS.search(current.text[-TAIL:]):
            if label.word:
                return self._is_heading(current) or not self._ends_in_joiner(current.text)  # "in accordance with" above "Article 5"
            if 0 < 0.75 * self.width < len(last.text):
                return False  # "... three times" above "4.": the end of a sentence
        if _ENDS.search(current.text[-TAIL:]) or self._is_heading(current) or current.text.endswith(","):
            return not (label.word and _CONTINUES.match(rest) and not line.gap)
        return not label.may_be_word and (self._is_certain(current, line, label) or not self._refers(current, rest))

    def _is_certain(self, current: Line, line: Line, label: Label) -> bool:
        """Whether a number at a line's start is a label whatever the words above it: "(b)" below "(a) ...", or below a gap."""
        counts_on = any(above.style == label.style and above.value == label.value - 1 for above in bare_labels(current.text))
        return not label.word and (line.gap or not self.wrapped or counts_on)

    def _label(self, text: str) -> Label | None:
        named = level_label(text, self.language, self.habits)
        if named or (text[:4].isalpha() and not self.habits.unmarked):
            return named
        return next(iter(bare_labels(text, self.habits.unmarked)), None)

    def _refers(self, current: Line, rest: str) -> bool:
        """Whether a label between the words so far and `rest` is part of a sentence: "under | Article 5 of this"."""
        first = _FIRST_WORD.match(rest)
        return self._ends_in_joiner(current.text) or (first is not None and first[0] in self.language.follows)

    def _recites(self, current: Line, line: Line) -> bool:
        """Whether one recital, or the formula of agreement, follows another, in small letters too: "... rights,", "reconnaissant ..."."""
        follows = self.language.recital.match(line.text) or self.language.agreed.match(line.text)
        above = self.language.recital.match(current.text) or self.language.parties.match(current.text)
        return bool(follows and above and _COMMA.search(current.text[-TAIL:]))

    def _formula(self, text: str) -> bool:
        return capital(text) and bool(self.language.agreed.match(text))

    def _ends_in_joiner(self, text: str) -> bool:
        return text.rsplit(None, 1)[-1].lower().strip("()[]") in self.language.joiners

    def _is_heading(self, line: Line) -> bool:
        if line.heading or _LABEL_ONLY.match(line.text):
            return bool(line.heading)
        label = level_label(line.text, self.language, self.habits)
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
