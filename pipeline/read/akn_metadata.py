"""What an Akoma Ntoso document says of itself: title, symbol, date and language, from its FRBR metadata and its preface."""

import datetime as dt
from dataclasses import dataclass

from lxml import etree

from pipeline.read.akn_text import text_of

UNKNOWN_DATE = "unknown"
"""Name of a date that stands for none: the standard demands one even where a draft has no date."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TWO_LETTERS = {
    "ara": "ar", "zho": "zh", "chi": "zh", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru", "spa": "es",
    "deu": "de", "ger": "de", "ell": "el", "gre": "el", "ita": "it", "jpn": "ja", "nld": "nl", "dut": "nl", "pol": "pl", "por": "pt",
}  # fmt: skip
"""ISO 639-2 codes, which the standard uses, as the ISO 639-1 codes that this project uses."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Title, symbol, date and language; empty where the file does not say."""

    title: str
    symbol: str
    date: dt.date | None
    language: str


def facts_of(root: etree._Element) -> Facts:
    """Give the facts of the first document in the file."""
    return Facts(title=_title(root), symbol=_symbol(root), date=_date(root), language=_language(root))


def _title(root: etree._Element) -> str:
    printed = root.find(".//{*}docTitle")
    if printed is None:
        printed = root.find(".//{*}preface//{*}container[@name='title']")
    if printed is None:
        printed = root.find(".//{*}shortTitle")
    if printed is not None and text_of(printed):
        return text_of(printed)
    for alias in root.iterfind(".//{*}FRBRalias"):
        if alias.get("name") in ("title", "shortTitle", "longTitle", "alias"):
            return " ".join((alias.get("value") or "").split())
    long_title = root.find(".//{*}longTitle")
    return "" if long_title is None else text_of(long_title)


def _symbol(root: etree._Element) -> str:
    number = root.find(".//{*}FRBRWork/{*}FRBRnumber")
    if number is None:
        return ""
    return " ".join((number.get("showAs") or number.get("value") or "").split())


def _date(root: etree._Element) -> dt.date | None:
    for place in (".//{*}FRBRExpression/{*}FRBRdate", ".//{*}FRBRWork/{*}FRBRdate"):
        for element in root.iterfind(place):
            if element.get("name") == UNKNOWN_DATE:
                continue
            try:
                return dt.date.fromisoformat((element.get("date") or "")[:10])
            except ValueError:
                continue
    return None


def _language(root: etree._Element) -> str:
    stated = root.find(".//{*}FRBRExpression/{*}FRBRlanguage")
    code = "" if stated is None else stated.get("language") or ""
    code = code or next((document.get(_XML_LANG, "") for document in root if isinstance(document.tag, str)), "")
    code = code.lower().split("-")[0]
    return _TWO_LETTERS.get(code, code)
