"""One line of text -> which kind of page furniture it is by itself, if any; and what a masthead tells (CONVENTIONS 25, 26)."""

from collections.abc import Iterable
from datetime import date
from itertools import islice

import regex

_JOB = r"(?:\d{2}-\d{5}|V\.\d{2}-\d{5}|K\d{7}|GE\.\d{2}-\d{5})"
_SYMBOL = r"(?:[A-Z]{1,10}[A-Za-z]*(?:[/.][A-Z0-9][\w.-]*){2,}(?:/(?:Rev|Add|Corr)\.\d+)*)"
_KINDS = {
    "page number": rf"(?:\d{{1,3}}\s?/\s?\d{{1,3}}(?:\s+{_JOB})?|{_JOB}\s+\d{{1,3}}\s?/\s?\d{{1,3}}|(?:[Pp]age|PAGE)\s\d+(?:\s(?:of|de)\s\d+)?"
    r"|\d{1,3}\s(?:of|de|sur)\s\d{1,3}|[-–—]\s?\d{1,3}\s?[-–—]|\d{1,3})",
    "job number": rf"{_JOB}(?:\s*[(\[][A-Z][)\]])?(?:\s+\d{{6}})?(?:\s+\d{{6}})?",
    "barcode": r"\*\s?\d{6,}\s?\*",
    "masthead": rf"(?:Distr\.?\s?:.*|Original\s?:\s?[A-Z]\w+.*|United Nations(?:\s+{_SYMBOL})?|General Assembly(?:\s+Distr\.?.*)?|{_SYMBOL}|ADVANCE UNEDITED.*"
    r"|Nations Unies.*|Naciones Unidas.*|Assemblée générale\s+Distr.*|Asamblea General\s+Distr.*)",
    "footer": r"(?:EN|FR|ES)|\d+/\d+/\d+(?:\sREV\s\d+)?.{0,20}|/\.\.\.|Please recycle.*|\(footnote continues .*\)",
}
_PATTERN = regex.compile("|".join(f"(?P<{kind.replace(' ', '_')}>(?:{pattern})\\*{{0,2}}$)" for kind, pattern in _KINDS.items()))
_LONGEST = 90
_HEAD = 12
"""So many lines of the text may stand between the lines of a masthead."""
_FIND_SYMBOL = regex.compile(rf"(?<![\w/]){_SYMBOL}")
_FIND_LANGUAGE = regex.compile(
    r"(?:Original|Langue originale|Idioma original)\s?:\s?(English|French|Spanish|anglais|français|inglés|español)", regex.IGNORECASE
)
_LANGUAGES = {"english": "en", "anglais": "en", "inglés": "en", "french": "fr", "français": "fr", "spanish": "es", "español": "es"}
_MONTHS = (
    ("january", "janvier", "enero"), ("february", "février", "febrero"), ("march", "mars", "marzo"), ("april", "avril", "abril"), ("may", "mai", "mayo"),
    ("june", "juin", "junio"), ("july", "juillet", "julio"), ("august", "août", "agosto"), ("september", "septembre", "septiembre"),
    ("october", "octobre", "octubre"), ("november", "novembre", "noviembre"), ("december", "décembre", "diciembre"),
)  # fmt: skip
_MONTH = {name: at for at, names in enumerate(_MONTHS, 1) for name in names}
_FIND_DATE = regex.compile(rf"(?<!\d)(\d{{1,2}})(?:er)?\s(?:de\s)?({'|'.join(_MONTH)})\s(?:de\s)?((?:19|20)\d\d)", regex.IGNORECASE)
_MASTHEAD_WORDS = regex.compile(
    rf"{_FIND_SYMBOL.pattern}|{_FIND_DATE.pattern}|Distr\.?\s?:\s?\w+|{_FIND_LANGUAGE.pattern}|United Nations|General Assembly|\s",
    regex.IGNORECASE,
)


def furniture_kind(text: str) -> str:
    """The kind of page furniture that the line is by its words alone ("page number", "job number", "masthead", ...), or ""."""
    if len(text) > _LONGEST:
        return ""
    match = _PATTERN.match(text)
    return (match.lastgroup or "").replace("_", " ") if match else ""


def masthead_facts(texts: Iterable[str], beginning: Iterable[str] = ()) -> tuple[str, date | None, str]:
    """(document symbol, date of issue, language code) from the lines of a masthead; empty where they do not say.

    Where there is a masthead, a line of the text's `beginning` that is a date and nothing else belongs to it.
    """
    joined = "\n".join(texts)[:4000]
    symbol, language, day = _FIND_SYMBOL.search(joined), _FIND_LANGUAGE.search(joined), _FIND_DATE.search(joined)
    if not day and (symbol or language):
        day = next((found for line in islice(beginning, _HEAD) if (found := _FIND_DATE.fullmatch(line))), None)
    return symbol[0] if symbol else "", _date(day), _LANGUAGES[language[1].lower()] if language else ""


def head_facts(lines: Iterable[str]) -> tuple[str, date | None]:
    """(document symbol, date of issue) from lines at the head of a text that hold these and nothing else but what mastheads say."""
    head = [line for line in islice(lines, _HEAD) if not _MASTHEAD_WORDS.sub("", line)]
    symbols, days = ([found for line in head if (found := pattern.search(line))] for pattern in (_FIND_SYMBOL, _FIND_DATE))
    return symbols[0][0] if symbols else "", next((day for found in days if (day := _date(found))), None)


def _date(match: regex.Match[str] | None) -> date | None:
    try:
        return date(int(match[3]), _MONTH[match[2].lower()], int(match[1])) if match else None
    except ValueError:
        return None
