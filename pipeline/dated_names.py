"""What the name of a draft's file tells: the date in it, and a title."""

from datetime import date

import regex

_NAME_DATE = regex.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_SPOKEN_DATE = regex.compile(
    r"(?<!\d)(\d{1,2})[-_. ]?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-_. ]?((?:19|20)\d\d)", regex.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def whole_date(stem: str) -> date | None:
    """The date in the name of a file: the first with day, month and year; None without."""
    spoken, plain = _SPOKEN_DATE.search(stem), _NAME_DATE.search(stem)
    try:
        if plain:
            return date(int(plain[1]), int(plain[2]), int(plain[3]))
        if spoken:
            return date(int(spoken[3]), _MONTHS.index(spoken[2][:3].lower()) + 1, int(spoken[1]))
    except ValueError:
        pass
    return None


def name_date(stem: str) -> date | None:
    """The date in the name of a file: a whole one, or the last day of a year that stands alone; None without."""
    if whole := whole_date(stem):
        return whole
    year = regex.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", stem)
    return date(int(year[1]), 12, 31) if year else None


def name_title(stem: str) -> str:
    """The name of a file, to be read as a title."""
    return regex.sub(r"[_\s]+", " ", stem).strip()
