"""The start of a text -> the label printed there: "Article 3 bis", "[2.", "(a)", "Option A:"."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

import regex

from pipeline.model import Level, Line
from pipeline.structure.languages import Language, languages


class Scheme(StrEnum):
    """Ways of numbering. The first seven are words with a number; the rest are numbers alone."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    ANNEX = "annex"
    OPTION = "option"
    PREAMBLE = "preamble"
    NUMBER = "number"
    OPERATIVE = "operative"
    LETTER = "letter"
    ROMAN = "roman"
    CAPITAL = "capital"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed, how it counts, and what stood around it."""

    scheme: Scheme
    printed: str
    """Without the level's name and without square brackets: "3 bis", "2.", "(a)", "Option A"."""
    value: int
    """1 for "1", "a", "i"; 0 where it does not count ("X", a preamble)."""
    suffix: str = ""
    """ "bis", "ter", "alt", "A" after a number; the sub-number of "3.2"."""
    opened: str = ""
    """Square brackets before or around the label that its text goes on with."""
    end: int = 0
    """Where the rest of the text begins."""
    word: str = ""
    """The level's name as printed: "Article", "PART"."""
    style: str = ""
    """Shape of a bare number: "1.", "(1)", "a)", "1": siblings share it."""


SUFFIXES = "bis ter quater quinquies quinquiens sexies septies octies nonies novies decies undecies duodecies ante alt"
_SUFFIX = rf"(?:[ \-]?(?:{SUFFIXES.replace(' ', '|')})\b(?:[ ]?(?:ante\b|alt\b\.?(?:[ ]?\d+\b)?|\d\b))?)"
_OPEN = r"(?P<opened>(?:[\[{]\s*)*)"
_NUMBERS = r"\d+(?:\.\d+)*"
_STEM = regex.compile(rf"(?P<stem>{_NUMBERS}|[a-z]{{1,6}}?(?=$|{_SUFFIX})|[A-Z]+)(?P<rest>.*)$")
_ROMAN = regex.compile(r"^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
REMEMBERED = 512
"""Texts whose labels are kept: the stages ask for a line's label several times, one soon after the other."""
_OPERATIVE = regex.compile(r"\w\w\s?(\d+)?\s?(.*)")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

_BARE = regex.compile(  # CONVENTIONS 4, 6, 7, 8: "3bis.", "(17bis)", "17 alt", "[2.", "(a)", "a)", "i.", "OP1 bis Alt", "b.]"
    rf"""{_OPEN}(?:
      (?P<operative>(?:OP|PP|Op|Pp)\s?(?:\d+|x)(?:{_SUFFIX})?(?:\s?(?:Alt|alt|ALT)\b(?:\s?\d+)?)?)(?:[.:)\]]|(?=\s|$))\.?
    | (?P<paren>\((?P<pbody>\d{{1,3}}{_SUFFIX}?|[a-z]{{1,2}}{_SUFFIX}?|[A-Z]|[ivxlc]{{1,6}}{_SUFFIX}?|[IVX]{{2,5}})\)) (?!\s*\(?s\b)
    | (?P<dot>(?P<dbody>\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}{_SUFFIX}?(?:\s?[Aa]lt\b)?|[a-z]{_SUFFIX}?|[ivx]{{1,5}}|[A-Z])(?P<mark>[.)]))
      (?=\s|\]|\[|$|["“«(]|(?<=\d.)\p{{L}})
    | (?P<plain>(?P<nbody>\d{{1,3}}{_SUFFIX}))(?=\s)
    | (?P<bullet>[–—•●▪◦·*-])(?=\s)
    )(?P<closed>\s*\])?\s*""",
    regex.VERBOSE,
)


def roman_value(text: str) -> int:
    """The value of a Roman numeral in any case, 0 when it is none."""
    lower = text.lower()
    if not lower or not _ROMAN.match(lower):
        return 0
    values = [_ROMAN_VALUES[char] for char in lower]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def letter_value(text: str) -> int:
    """Count a = 1 ... z = 26, aa = 27, bb = 28 as treaties count on; 0 for other pairs."""
    lower = text.lower()
    if len(lower) == 2 and lower[0] != lower[1]:
        return 0
    return ord(lower[0]) - ord("a") + 1 + 26 * (len(lower) - 1)


@cache
def _words(code: str) -> regex.Pattern[str]:
    language = languages()[code]
    levels = (Scheme.ARTICLE, Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ANNEX, Scheme.OPTION)
    named = "|".join(f"(?P<{level}>{_forms(language.words[level])})" for level in levels)
    ordinals = "|".join(filter(None, (_forms(language.ordinals), *map(regex.escape, language.ordinals))))
    number = rf"(?:{ordinals + '|' if ordinals else ''}\[?\d+(?:\.\d+)*|[IVXLC]+\b|[A-Z]{{1,2}}\b|\((?:[a-z]|[ivx]+|\d+)\))"
    # CONVENTIONS 1, 2, 3, 4, 10: "Article 3bis", "ARTICLE 3 bis", "[Article 3bis]", "Section: B", "Article 12A"
    return regex.compile(
        rf"{_OPEN}(?:{named})(?P<colon>\s*:)?(?:\s+|(?=\d))(?P<ante>ante\s+)?(?P<number>{number})(?P<suffix>{_SUFFIX}|[A-Z]\b)?(?P<closed>(?:\s*\])*)"
    )


def _forms(words: Iterable[str]) -> str:
    """The words as a pattern, longest first, in the cases that headings are printed in."""
    cases = {form for word in words for form in (word.capitalize(), word.upper(), word.title())}
    return "|".join(regex.escape(form) for form in sorted(cases, key=lambda form: (-len(form), form)))


def named_label(text: str, language: Language) -> Label | None:
    """The label with a level's name at the start of `text` ("Article 5", "CHAPTER IV", "Option 1"), or None."""
    return _named(text, language.code)


@lru_cache(REMEMBERED)
def _named(text: str, code: str) -> Label | None:
    language = languages()[code]
    match = _words(code).match(text)
    if match is None:
        return _lone_label(text, language)
    scheme = next(level for level in Scheme if level in match.re.groupindex and match[level])
    number = match["number"].lstrip("[")
    after = " ante" if match["ante"] else match["suffix"] or ""
    printed, suffix = f"{number}{after}", after.strip(" -").lower()
    if scheme is Scheme.OPTION:
        printed = text[match.start(scheme) : match.end("suffix") if match["suffix"] else match.end("number")]
    return Label(
        scheme, printed, _count(number, language), suffix, _brackets(match["opened"], match["closed"]), match.end(), match[scheme]
    )  # fmt: skip


def _lone_label(text: str, language: Language) -> Label | None:
    """A line that is only "PREAMBLE" or "Annex", without a number."""
    head = text.lstrip("[ ").rstrip("] .:*")
    if not 0 < len(head) < 20 or not head[0].isupper():
        return None
    for scheme in (Scheme.PREAMBLE, Scheme.ANNEX):
        if head.lower() in language.words[scheme]:
            opened = _brackets(text[: text.find(head)], "]" * text.count("]"))
            return Label(scheme, "", 0, opened=opened, end=len(text), word=head)
    return None


def heading_label(line: Line, language: Language) -> Label | None:
    """The label of a line that layout or markup says is a heading, where a level's name stands before the title: "ANNEX Model forms"."""
    if line.level is Level.ANNEX and line.label:
        return Label(Scheme.ANNEX, "", 0, end=len(line.label), word=line.label)
    first, _, title = line.text.partition(" ")
    if not line.heading or not first.isupper() or not title[:1].isupper():
        return None
    return _lone_label(first, language)


def _count(number: str, language: Language) -> int:
    body = number.strip("()").lower()
    if body in language.ordinals:
        return language.ordinals[body]
    if body[0].isdigit():
        return int(body.split(".")[-1])
    return roman_value(body) or (letter_value(body) if len(body) == 1 else 0)


def _brackets(opened: str, closed: str | None) -> str:
    """What is left open once the label's own brackets are balanced; a surplus ``]`` stays too, so that no bracket is lost."""
    marks = opened.replace(" ", "").replace("{", "") + (closed or "").replace(" ", "")
    while "[]" in marks:
        marks = marks.replace("[]", "")
    return marks


@lru_cache(REMEMBERED)
def bare_labels(text: str) -> tuple[Label, ...]:
    """Every reading of the number alone at the start of `text`: "(i)" is a letter and a Roman numeral. Empty when there is none."""
    match = _BARE.match(text)
    if match is None:
        return ()
    opened, end = _brackets(match["opened"], match["closed"]), match.end()
    if match["bullet"]:
        return (Label(Scheme.BULLET, match["bullet"], 0, "", opened, end, style="•"),)
    if match["operative"]:
        digits, suffix = _OPERATIVE.match(match["operative"]).groups()  # type: ignore[union-attr]  # the pattern holds for every match
        return (Label(Scheme.OPERATIVE, match["operative"], int(digits or 0), suffix.lower(), opened, end, style="OP"),)
    printed = match["paren"] or match["dot"] or match["plain"]
    body = match["pbody"] or match["dbody"] or match["nbody"]
    style = "()" if match["paren"] else match["mark"] or ""
    return tuple(Label(scheme, printed, value, suffix, opened, end, style=style) for scheme, value, suffix in _readings(body))


def _readings(body: str) -> list[tuple[Scheme, int, str]]:
    stem = _STEM.match(body)
    if stem is None:
        return []
    text, suffix = stem["stem"], stem["rest"].strip(" -").lower()
    if text[0].isdigit():
        first, _, deeper = text.partition(".")
        return [(Scheme.NUMBER, int(first), deeper + suffix)]
    if text.isupper():
        capital = [(Scheme.CAPITAL, letter_value(text), suffix)] if len(text) == 1 else []
        return capital + ([(Scheme.ROMAN, roman_value(text), suffix)] if roman_value(text) and len(text) > 1 else [])
    letter = [(Scheme.LETTER, letter_value(text), suffix)] if len(text) <= 2 and letter_value(text) else []
    return letter + ([(Scheme.ROMAN, roman_value(text), suffix)] if roman_value(text) else [])
