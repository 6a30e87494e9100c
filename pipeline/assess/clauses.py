"""A provision's text -> its clauses, the units in which a safeguard stands: a sentence, or a chapeau with one of its items."""

from dataclasses import dataclass

import regex

_END = regex.compile(r"(?<=[.!?][\])”\"]{0,3})\s+(?=[\[(“\"]{0,3}[\p{Lu}\d])|(?<=;[\])]{0,3})\s+|\n+")
_ITEM = regex.compile(r"(?<![\p{L}\d])\((?:[a-z]{1,2}|[ivx]{1,4}|\d{1,2})\)\s+")
_WORD = regex.compile(r"\p{L}+(?:[.'’]\p{L}+)*|\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its text, its words in lower case, and where each stands in the text."""

    text: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    chapeau: int = 0
    """How many of the words are the chapeau's."""

    def quote(self, span: tuple[int, int]) -> str:
        """The words of `span` (counted in words) as printed."""
        return self.text[self.places[span[0]][0] : self.places[span[1] - 1][1]]


def clauses(text: str, chapeau: str = "") -> tuple[Clause, ...]:
    """The clauses of `text`; each hangs under `chapeau` where there is one, and items of a list in the text under their own."""
    head, items = _items(text)
    parts = _END.split(head)
    above = f"{chapeau} {parts[-1]}".strip()
    whole = [*((part, chapeau) for part in parts), *((part, above) for item in items for part in _END.split(item))]
    found = [
        _clause(_ITEM.sub("", part.strip(), count=1) if _ITEM.match(part.strip()) else part.strip(), over) for part, over in whole if part
    ]
    return tuple(each for each in found if each.words)


def _items(text: str) -> tuple[str, list[str]]:
    """The text before a list that is written out in it after a colon, and its items."""
    colon = text.find(":")
    if colon < 0 or not _ITEM.match(text[colon + 1 :].lstrip()):
        return text, []
    return text[: colon + 1], [part.strip() for part in _ITEM.split(text[colon + 1 :]) if part.strip()]


def _clause(text: str, chapeau: str) -> Clause:
    """One clause of these words, under `chapeau`."""
    whole = f"{chapeau} {text}" if chapeau else text
    hits = list(_WORD.finditer(whole))
    above = sum(hit.start() < len(chapeau) for hit in hits)
    return Clause(whole, tuple(_meant([_plain(hit[0]) for hit in hits])), tuple(hit.span() for hit in hits), above)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


def _meant(words: list[str]) -> list[str]:
    """The words, without the "order" of "in order to", which nobody gives."""
    return ["" if words[at - 1 : at + 2] == ["in", "order", "to"] and at else word for at, word in enumerate(words)]
