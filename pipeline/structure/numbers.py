"""The start of a text -> the number alone printed there: "[2.", "(a)", "3bis.", "§ 2", "OP1 Alt", "–"."""

from functools import lru_cache

import regex

from pipeline.structure.labels import OPEN, REMEMBERED, SUFFIX, SUFFIXES, Label, Scheme, brackets
from pipeline.structure.numerals import CHINESE, chinese_value, letter_value, roman_value

_LETTERS = "a-zа-яё"
_STEM = regex.compile(rf"(?P<stem>\d+(?:\.\d+)*|[{CHINESE}]+|[{_LETTERS}]{{1,6}}?(?=$|{SUFFIX})|[أ-ي]|[A-Z]+)(?P<rest>.*)$")
_OPERATIVE = regex.compile(r"\w\w\s?(\d+)?\s?(.*)")

_NUMBER = regex.compile(  # CONVENTIONS 4, 6, 7, 8: "3bis.", "(17bis)", "17 alt", "[2.", "(a)", "a)", "i.", "OP1 bis Alt", "b.]", "§ 2", "1°", "2.1 Each"
    rf"""{OPEN}(?:
      (?P<operative>(?:OP|PP|Op|Pp)\s?(?:\d+|x)(?:{SUFFIX})?(?:\s?(?:Alt|alt|ALT)\b(?:\s?\d+)?)?)(?:[.:)\]]|(?=\s|$))\.?
    | (?P<paren>[(（]\s?(?P<pbody>\d{{1,3}}{SUFFIX}?|[{_LETTERS}]{{1,2}}{SUFFIX}?|[A-Z]|[ivxlc]{{1,6}}{SUFFIX}?|[IVX]{{2,5}}|[{CHINESE}]{{1,3}}|[أ-ي])\s?[)）])
      (?!\s*\(?s\b)
    | (?P<dot>(?P<dbody>\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}{SUFFIX}?(?:\s?[Aa]lt\b)?|[{_LETTERS}]{SUFFIX}?|[ivx]{{1,5}}|[A-Z]|[أ-ي])
        (?P<mark>[.)°º]|(?<=\d)\s\.(?=\s))[-–]?)
      (?=\s|\]|\[|$|["“«(]|(?<=\d.)(?!(?:{SUFFIXES.replace(" ", "|")})\b)\p{{L}})
    | (?P<han>(?P<hbody>[{CHINESE}]{{1,3}})、)
    | (?P<dashed>(?P<fbody>\d{{1,3}}{SUFFIX}?)\s?[-–—])(?=\s)
    | (?P<sign>§\s?(?P<sbody>\d{{1,3}}{SUFFIX}?)\.?)(?=\s)
    | (?P<deep>(?P<ebody>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}{SUFFIX}?))(?=\s+[\["“‘(]*\p{{Lu}})
    | (?P<plain>(?P<nbody>\d{{1,3}}{SUFFIX}))(?=\s)
    | (?P<bullet>[–—•●▪◦·*-])(?=\s)
    )(?P<closed>\s*\])?\s*""",
    regex.VERBOSE,
)
_UNMARKED = regex.compile(  # CONVENTIONS 6, as the Council of Europe prints them: "1 Each Party", "a the production", "ii a device"
    rf"{OPEN}(?P<body>\d{{1,2}}(?=\s+[\[\"“‘(]*\p{{Lu}})|(?:[a-z]|[ivx]{{1,5}})(?=\s+[\[\"“‘(]*\p{{L}}))(?P<closed>\s*\])?\s+"
)


@lru_cache(REMEMBERED)
def bare_labels(text: str, unmarked: bool = False) -> tuple[Label, ...]:
    """Every reading of the number alone at the start of `text`: "(i)" is a letter and a Roman numeral. Empty when there is none.

    `unmarked`: numbers and letters without a dot or bracket count too ("1 Each Party shall").
    """
    first = text.partition(" ")[0]
    if len(first) > 1 and first.isalpha() and not unmarked and first[:2].upper() not in ("OP", "PP"):
        return ()
    match = _NUMBER.match(text)
    if match is None:
        return _unmarked(text) if unmarked else ()
    opened, end = brackets(match["opened"], match["closed"]), match.end()
    if match["bullet"]:
        return (Label(Scheme.BULLET, match["bullet"], 0, "", opened, end, style="•"),)
    if match["operative"]:
        digits, suffix = _OPERATIVE.match(match["operative"]).groups()  # type: ignore[union-attr]  # the pattern holds for every match
        return (Label(Scheme.OPERATIVE, match["operative"], int(digits or 0), suffix.lower(), opened, end, style="OP"),)
    printed = match["paren"] or match["dot"] or match["han"] or match["sign"] or match["dashed"] or match["deep"] or match["plain"]
    body = match["pbody"] or match["dbody"] or match["hbody"] or match["sbody"] or match["fbody"] or match["ebody"] or match["nbody"]
    style = (
        "()"
        if match["paren"]
        else "、"
        if match["han"]
        else "§"
        if match["sign"]
        else "-"
        if match["dashed"]
        else (match["mark"] or "").strip()
    )
    return _labels(printed, body, style, opened, end)


def _unmarked(text: str) -> tuple[Label, ...]:
    match = _UNMARKED.match(text)
    return _labels(match["body"], match["body"], "", brackets(match["opened"], match["closed"]), match.end()) if match else ()


def _labels(printed: str, body: str, style: str, opened: str, end: int) -> tuple[Label, ...]:
    stem = None if body.isdecimal() or len(body) == 1 else _STEM.match(body)
    text, suffix = (stem["stem"], stem["rest"].strip(" -.").lower()) if stem else (body, "")
    prefix, _, last = text.rpartition(".")
    style = "1" * text.count(".") + style
    return tuple(Label(scheme, printed, value, suffix, opened, end, style=style, prefix=prefix) for scheme, value in _readings(last))


def _readings(text: str) -> list[tuple[Scheme, int]]:
    if text.isdecimal():
        return [(Scheme.NUMBER, int(text))]
    if chinese_value(text):
        return [(Scheme.NUMBER, chinese_value(text))]
    if text.isupper():
        capital = [(Scheme.CAPITAL, letter_value(text))] if len(text) == 1 else []
        return capital + ([(Scheme.ROMAN, roman_value(text))] if roman_value(text) and len(text) > 1 else [])
    letter = [(Scheme.LETTER, letter_value(text))] if len(text) <= 2 and letter_value(text) else []
    return letter + ([(Scheme.ROMAN, roman_value(text))] if roman_value(text) else [])
