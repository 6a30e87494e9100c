"""The labels that a browser prints before the items of a list, from the attributes and CSS of the list."""

import re

from lxml import html

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_CSS_TYPE = re.compile(r"list-style(?:-type)?:\s*([^;]*)")
_KNOWN = re.compile(r"\b(decimal-leading-zero|decimal|(?:lower|upper)-(?:alpha|latin|roman)|none|disc|circle|square)\b")
_TYPED = re.compile(r"\s*[\[(]*(?:\d{1,3}(?:\.\d+)*\s?(?:bis|ter|quater)?|[A-Za-z]|[ivxlc]{1,6}|[IVXLC]{1,6})[.)\]]+(?:\s|$)|\s*[–—•]\s")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


class Numbering:
    """One list while it is read: gives each item's label in turn."""

    __slots__ = ("_kind", "_next", "_step")

    def __init__(self, element: html.HtmlElement, css: str) -> None:
        items = [child for child in element if child.tag == "li"]
        self._kind = _kind(element, css) if element.tag == "ol" and not _typed(items) else "none"
        back = element.get("reversed") is not None
        self._step = -1 if back else 1
        self._next = _integer(element.get("start"), len(items) if back else 1)

    def label(self, item: html.HtmlElement) -> str:
        """Give the item's label as a browser prints it ("1.", "a.", "iv."), "" where there is none."""
        number = _integer(item.get("value"), self._next)
        self._next = number + self._step
        kind = _TYPES.get(item.get("type", ""), self._kind) if self._kind != "none" else "none"
        return "" if kind in {"none", "disc", "circle", "square"} else f"{counter(number, kind)}."


def counter(number: int, kind: str) -> str:
    """Write ``number`` in a CSS counter style; out of a style's range it is written in digits, as CSS has it."""
    if kind == "decimal-leading-zero":
        return f"{number:02d}"
    if kind.endswith(("alpha", "latin")) and number > 0:
        text = _letters(number)
    elif kind.endswith("roman") and 0 < number < 4000:
        text = _roman(number)
    else:
        return str(number)
    return text.upper() if kind.startswith("upper") else text


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _kind(element: html.HtmlElement, css: str) -> str:
    stated = _CSS_TYPE.findall(css)
    known = _KNOWN.search(stated[-1]) if stated else None
    if known:
        return known[1]
    return _TYPES.get(element.get("type", ""), "decimal")


def _typed(items: list[html.HtmlElement]) -> bool:
    """Whether the items bring their labels as text: then the page hides the list's own."""
    texts = [text for text in ("".join(_first_words(item)) for item in items) if text.strip()]
    return bool(texts) and all(_TYPED.match(text) for text in texts)


def _first_words(item: html.HtmlElement) -> list[str]:
    words: list[str] = []
    for text in item.itertext():
        words.append(str(text))
        if sum(map(len, words)) > 30:
            break
    return words


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text else otherwise
    except ValueError:
        return otherwise
