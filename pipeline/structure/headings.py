"""What is a heading and what is text: after "Article 5", between paragraphs, and both run together in one line."""

from dataclasses import replace

import regex

from pipeline.model import Line
from pipeline.structure.labels import LONGEST, Label, Scheme, named_label
from pipeline.structure.languages import Language
from pipeline.structure.node import Node
from pipeline.structure.numerals import number_value
from pipeline.structure.passage import capital, cut, prefixed

LONGEST_HEADING = 45
"""Words; the longest real ones have about thirty."""
_WORD = regex.compile(r"[\p{L}\p{N}’'-]+")
_END = regex.compile(r"[.;:,。；：，؛،][\]\"”)]*$")
_WRAPPER = regex.compile(r"^(\[*)(?:\((.*)\)|\{(.*?)\}\d*)$")
_DIVISION = regex.compile(r"(?P<number>[IVX]{1,5}|[A-Z])\.\s+(?=\p{Lu})")
_BLANK = regex.compile(r"^[\[\]\s.…_*]*$")


def accepts(line: Line, label: Label, previous: Line | None) -> bool:
    """Whether a line that starts with a level's name is its heading and no wrapped reference (CONVENTIONS 30)."""
    rest = line.text[label.end :].lstrip(" ]")
    if _stands_for_itself(line, label, previous):
        return True
    if line.heading or line.label or line.level or label.scheme is Scheme.PREAMBLE:
        return True
    if rest[:1] in (",", ";", ")") or (rest[:1].islower() and label.scheme is not Scheme.OPTION):
        return False
    if label.scheme is Scheme.OPTION:
        return not rest or rest[0] in ":.-–—([" or label.printed.isupper()
    if rest and _END.search(rest) and rest[0] not in ":.-–—(" and rest[-1] in ",;":
        return False
    titled = rest[:1] in (".", ":") and not _END.search(rest)  # "Article 51. Mutual assistance": no sentence goes on like this
    return titled or previous is None or bool(_END.search(previous.text)) or line.gap or line.bold or line.centred or not previous.text[-1:].islower() or len(previous.text) < 120  # fmt: skip # noqa: E501 - one condition


def reads_like_sentence(line: Line, label: Label) -> bool:
    """Whether the line goes on after its label like a sentence about that article, with nothing between: "Article 114 of it gives ..."."""
    rest = line.text[label.end :]
    return rest[:2].strip()[:1].isalpha() and (rest.endswith((".", ":")) or len(line.text) > LONGEST) and len(rest.split()) > 3


def divides(line: Line, below: Line, current: Node, language: Language) -> bool:
    """Whether the line, in capitals or set off by layout, is a heading over the articles below it, and no end of the provision above."""
    label = named_label(below.text, language)
    if label is None or label.scheme is not Scheme.ARTICLE or len(line.text) > 120 or not (current.text.text or current.children):
        return False
    numbered = _DIVISION.match(line.text) is not None
    apart = line.gap or line.centred or bool(line.starts)
    set_off = line.text.isupper() or line.bold or line.centred or bool(line.heading) or numbered
    sentence = _END.search(line.text) or line.text.startswith(("[", "{", "(")) or line.depth is not None
    return apart and set_off and not sentence and capital(line.text) and accepts(below, label, line)


def division_label(text: str) -> Label | None:
    """The number of a heading over articles: "II.", "A."; None where it has none."""
    match = _DIVISION.match(text)
    return Label(Scheme.CAPITAL, f"{match['number']}.", number_value(match["number"]), end=match.end()) if match else None


def _stands_for_itself(line: Line, label: Label, previous: Line | None) -> bool:
    """Whether words in small letters after the label are no wrapped sentence: "[Article 14 deleted]", "Appendix A to Annex II"."""
    whole = line.text.startswith("[") and line.text.endswith("]") and len(line.text) < 80
    of_annex = (
        label.scheme is Scheme.ANNEX and len(line.text) < 100 and not _END.search(line.text) and (line.gap or line.centred or line.bold)
    )
    return (whole or of_annex) and (previous is None or bool(_END.search(previous.text)))


def split(rest: Line, language: Language) -> tuple[Line, Line]:
    """The words after an article's label as (heading, text): "(purpose)", ". Respect for rights", "Scope This Agreement applies ..."."""
    start = len(rest.text) - len(rest.text.lstrip(" :.-–—]"))
    body = cut(rest, start)
    if not body.text:
        return body, cut(rest, len(rest.text))
    if reads_like_heading(body, language):
        return body, cut(body, len(body.text))
    at = _glued_at(body.text, language)
    return (cut(body, 0, at), cut(body, at)) if at else (cut(body, 0, 0), body)


def unwrapped(heading: Line) -> Line:
    """A heading without the round or curly brackets that some drafts print around it."""
    match = _WRAPPER.match(heading.text)
    if match is None or heading.text.count("(") > 1:
        return heading
    inside = cut(heading, match.start(2), match.end(2)) if match[2] is not None else cut(heading, match.start(3), match.end(3))
    after = tuple(
        replace(mark, start=len(inside.text), end=len(inside.text)) for mark in heading.marks if mark.start == mark.end > match.end(2)
    )
    return prefixed(replace(inside, marks=inside.marks + after), match[1])


def reads_like_heading(line: Line, language: Language) -> bool:
    """Whether an unnumbered line can be a heading: short, no closing punctuation, no verb of duty."""
    if line.heading or _WRAPPER.match(line.text):
        return True
    if _END.search(line.text) or _BLANK.match(line.text):
        return False
    words = [word.lower() for word in _WORD.findall(line.text)]
    if not words or len(words) > LONGEST_HEADING:
        return False
    emphasised = line.bold or line.italic or line.text.isupper()
    return emphasised or (len(words) < 30 and not (language.modals & set(words[1:])) and capital(line.text.lstrip('[“"(')))


def unpunctuated(line: Line) -> bool:
    """Whether a line, whatever its verbs, is no sentence: "Property of persons who are not suspects". Text before a list ends in a colon."""
    words = len(_WORD.findall(line.text))
    return 0 < words < 30 and not _END.search(line.text) and capital(line.text.lstrip('[“"('))


def stands_out(line: Line) -> bool:
    """Whether layout sets an unnumbered line off as a sub-heading between paragraphs."""
    short = len(line.text) < 120 and not _END.search(line.text) and not _BLANK.match(line.text)
    curly = line.text.startswith("{") and line.text.rstrip("0123456789").endswith("}")
    return short and (bool(line.heading) or line.bold or line.italic or line.centred or curly)


def _glued_at(text: str, language: Language) -> int:
    """Where the text begins that an extractor glued to its heading, 0 when nowhere (the first sentence starter inside)."""
    before = ""
    for count, match in enumerate(_WORD.finditer(text)):
        word = match[0]
        if count > LONGEST_HEADING:
            return 0
        if (
            count
            and word[0].isupper()
            and word.lower() in language.starters
            and (before.lower() not in language.starters if count == 1 else _can_end(before, text[match.start() - 2], language))
        ):
            rest = {each.lower() for each in _WORD.findall(text[match.end() : match.end() + 600])}
            return match.start() if rest & language.modals or len(rest) > 12 or text.endswith(":") else 0
        before = word
    return 0


def _can_end(word: str, mark: str, language: Language) -> bool:
    return word.lower() not in language.joiners and mark not in ",;:" and (word[0].islower() or len(word) < 2 or mark in ")]")
