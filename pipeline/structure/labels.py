"""The start of a text -> the label with a level's name printed there: "Article 3 bis", "[CHAPTER IV", "Option A:", "第三条"."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from pipeline.model import Level, Line
from pipeline.structure.languages import Language, languages
from pipeline.structure.numerals import CHINESE, number_value


class Scheme(StrEnum):
    """Ways of numbering. The first eight are words with a number; the rest are numbers alone."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    RULE = "rule"
    """What stands in an article's place where there are no articles: "Rule 3", "Principle 3"."""
    ANNEX = "annex"
    OPTION = "option"
    PREAMBLE = "preamble"
    NUMBER = "number"
    OPERATIVE = "operative"
    LETTER = "letter"
    ROMAN = "roman"
    CAPITAL = "capital"
    BULLET = "bullet"


class Label(NamedTuple):
    """A label as printed, how it counts, and what stood around it. A tuple, as every line of a file is asked for several."""

    scheme: Scheme
    printed: str
    """Without the level's name and without square brackets: "3 bis", "2.", "(a)", "Option A"."""
    value: int
    """1 for "1", "a", "i"; the last number of "3.2"; 0 where it does not count ("X", a preamble)."""
    suffix: str = ""
    """ "bis", "ter", "alt", "A" after a number."""
    opened: str = ""
    """Square brackets before or around the label that its text goes on with."""
    end: int = 0
    """Where the rest of the text begins."""
    word: str = ""
    """The level's name as printed: "Article", "PART"."""
    style: str = ""
    """Shape of a bare number: "1.", "(1)", "a)", "1", "1.1": siblings share it."""
    prefix: str = ""
    """The numbers before the last of "3.2": "3"."""

    @property
    def may_be_word(self) -> bool:
        """Whether it may as well be a word of the text: the "a" of "a the production"."""
        return not (self.word or self.style or self.suffix or self.scheme is Scheme.NUMBER)


SUFFIXES = "bis ter quater quinquies quinquiens sexies septies octies nonies novies decies undecies duodecies ante alt"
SUFFIX = rf"(?:[ \-.]?(?:{SUFFIXES.replace(' ', '|')})\b(?:[ ]?(?:ante\b|alt\b\.?(?:[ ]?\d+\b)?|\d\b))?)"
OPEN = r"(?P<opened>(?:[\[{]\s*)*)"
_ORDINAL = r"(?:[.]?[º°ª]|[oa]\.|(?:er|re|ère)\b)"
"""After a number: "Artículo 2º", "Artículo 3o.", "Art. 1er", "Artigo 4.º"."""
REMEMBERED = 512
"""Texts whose labels are kept: the stages ask for a line's label several times, one soon after the other."""
_NAMED = (Scheme.ARTICLE, Scheme.RULE, Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ANNEX, Scheme.OPTION)


_TITLED = regex.compile(rf"{OPEN}(?P<name>\p{{Lu}}\p{{L}}+)\s*[-–—:.]\s+(?=[\p{{Lu}}“\"])")
"""A name, then a title: "Annex – Forms"."""


_WORD = regex.compile(r"\p{Han}|\p{L}+")
_FIRST_WORD = regex.compile(rf"[\[{{\s]*(?!\p{{Ll}})({_WORD.pattern})")


@cache
def _words(code: str) -> regex.Pattern[str]:
    """What names a level with its number: the word first, around it ("第三条") or after it ("Première partie")."""
    language = languages()[code]
    named = "|".join(
        f"(?P<{level}>{_forms(before)})" for level in _NAMED if (before := [each for each in language.words[level] if "{}" not in each])
    )
    ordinals = "|".join(filter(None, (_forms(language.ordinals), *map(regex.escape, language.ordinals))))
    number = rf"(?:{ordinals + '|' if ordinals else ''}\[?\d+(?:\.\d+)*{_ORDINAL}?|\[?[IVXLC]+\b|[\p{{Lu}}]{{1,2}}\b|[{CHINESE}]+|\((?:[a-z]|[ivx]+|\d+)\))"
    # CONVENTIONS 1, 2, 3, 4, 10: "Article 3bis", "ARTICLE 3 bis", "[Article 3bis]", "Section: B", "Article 12A"
    first = (
        rf"(?:{named})(?P<colon>\s*:)?(?:\s+|(?=\d|[{CHINESE}]))(?P<ante>ante\s+)?(?P<number>{number})(?P<suffix>{SUFFIX}|[A-Z]\b)?(?!/)"
    )
    wrapped = "".join(f"|{_wrapped(level, each, ordinals)}" for level in _NAMED for each in language.words[level] if "{}" in each)
    return regex.compile(rf"{OPEN}(?:{first}{wrapped})(?P<suffix>之[{CHINESE}])?(?P<closed>(?:\s*\])*)")


def _wrapped(level: Scheme, name: str, ordinals: str) -> str:
    """A name with its number inside: "第三条" takes numerals, "Première partie" an ordinal."""
    start, end = name.split("{}")
    if start:
        return rf"(?P<{level}>{start})\s*(?P<number>[{CHINESE}\d]+)\s*{end}"
    return rf"(?P<number>{ordinals})\s+(?P<{level}>{_forms([end.strip()])}|{end.strip()})\b"


def _forms(words: Iterable[str]) -> str:
    """The words as a pattern, longest first, in the cases that headings are printed in."""
    cases = {form for word in words for form in (word.capitalize(), word.upper(), word.title())}
    return "|".join(regex.escape(form) for form in sorted(cases, key=lambda form: (-len(form), form)))


def named_label(text: str, language: Language) -> Label | None:
    """The label with a level's name at the start of `text` ("Article 5", "CHAPTER IV", "Option 1"), or None."""
    first = _FIRST_WORD.match(text)
    if first is None or first[1].casefold() not in _first_words(language.code):
        return None
    return _named(text[:LONGEST], language.code)


@cache
def _first_words(code: str) -> frozenset[str]:
    """What a label with a level's name can begin with, in small letters, so that most lines are told by one look."""
    language = languages()[code]
    names = [name for level in (*_NAMED, Scheme.PREAMBLE) for name in language.words[level]]
    begin = [*(name.split("{}")[0] for name in names), *(language.ordinals if any(name.startswith("{}") for name in names) else ())]
    return frozenset(match[0].casefold() for each in begin if (match := _WORD.search(each)))


LONGEST = 250
"""Characters that are looked at; a heading and its text may stand in one line."""


@lru_cache(REMEMBERED)
def _named(text: str, code: str) -> Label | None:
    language = languages()[code]
    match = _words(code).match(text)
    if match is None:
        return _lone_label(text, language)
    scheme = next(level for level in _NAMED if level in match.re.groupindex and match[level])
    number = match["number"].lstrip("[")
    if scheme is Scheme.RULE and not number_value(number):
        return None
    after = " ante" if match["ante"] else match["suffix"] or ""
    printed, suffix = f"{number}{after}", after.strip(" -").lower()
    if scheme is Scheme.OPTION:
        printed = text[match.start(scheme) : match.end("suffix") if match["suffix"] else match.end("number")]
    opened = brackets(match["opened"], match["closed"].replace("]", "", match["number"].count("[")))
    return Label(scheme, printed, _count(number, language), suffix, opened, match.end(), match[scheme])


def _lone_label(text: str, language: Language) -> Label | None:
    """A line that is only "PREAMBLE" or "Annex", without a number; a title, or the whole preamble, may follow."""
    titled = _TITLED.match(text)
    if titled and titled["name"].lower() in language.words[Scheme.ANNEX]:
        return Label(Scheme.ANNEX, "", 0, opened=brackets(titled["opened"], None), end=titled.end(), word=titled["name"])
    name, _, rest = text.partition(" ")
    if name[:1].isupper() and name.lower() in language.words[Scheme.PREAMBLE] and language.parties.match(rest):
        return Label(Scheme.PREAMBLE, "", 0, end=len(name), word=name)
    head = text.lstrip("[ ").rstrip("] .:*")
    if not 0 < len(head) < 20 or head[0].islower():
        return None
    for scheme in (Scheme.PREAMBLE, Scheme.ANNEX):
        if head.lower() in language.words[scheme]:
            opened = brackets(text[: text.find(head)], "]" * text.count("]"))
            return Label(scheme, "", 0, opened=opened, end=len(text), word=head)
    return None


def heading_label(line: Line, language: Language) -> Label | None:
    """The label of a line that layout or markup says is a heading, where a level's name stands before the title: "ANNEX Model forms"."""
    if line.level is Level.ANNEX and line.label:
        return Label(Scheme.ANNEX, "", 0, end=len(line.label), word=line.label)
    if not line.heading:
        return None
    first, _, title = line.text.partition(" ")
    if not first.isupper() or not title[:1].isupper():
        return None
    return _lone_label(first, language)


def _count(number: str, language: Language) -> int:
    body = number.strip("()").lower()
    if body in language.ordinals:
        return language.ordinals[body]
    if body[0].isdecimal():
        return int(regex.match(r"\d+", body.split(".")[-1] if body[-1].isdecimal() else body)[0])  # type: ignore[index]  # a digit is there
    return number_value(body)


def brackets(opened: str, closed: str | None) -> str:
    """What is left open once the label's own brackets are balanced; a surplus ``]`` stays too, so that no bracket is lost."""
    marks = opened.replace(" ", "").replace("{", "") + (closed or "").replace(" ", "")
    while "[]" in marks:
        marks = marks.replace("[]", "")
    return marks
