"""What pages call things, in the treaty's language: interface texts, dates, numbers, levels; and slices of text to emphasise."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex

from pipeline.model import Level, Provision

Pieces = tuple[tuple[str, bool], ...]
EFFECTS = (("removed", "−"), ("weakened", "↓"), ("strengthened", "↑"), ("added", "+"))
SIGNS = dict(EFFECTS)
HEADED = (Level.PREAMBLE, Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE, Level.ANNEX)
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_SLUG = regex.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The interface in one language; calling it gives a text by its key, filled. A key that is missing is shown as it is."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key` with {names} filled in."""
        return self.texts.get(key, key).format(**values)

    def name(self, group: str, value: str) -> str:
        """The word for one value of an enumeration: of ("effect", "removed") the text of effect_removed; else the value."""
        return self.texts.get(f"{group}_{value}".replace(" ", "_"), value)

    def count(self, key: str, number: int) -> str:
        """A number with its noun: the texts key_one and key_other."""
        form = "one" if number == 1 or (number == 0 and self.language == "fr") else "other"
        return self(f"{key}_{form}", n=self.number(number))

    def number(self, number: int) -> str:
        """12,345 in English, 12 345 with a space that does not break elsewhere."""
        return f"{number:,}" if self.language == "en" else f"{number:,}".replace(",", "\u00a0")

    def share(self, share: float | None) -> str:
        """A share of 1 in per cent; a dash for none."""
        return "–" if share is None else self("per_cent", n=round(100 * share))

    def day(self, date: datetime.date | None) -> str:
        """A date as the language writes it; empty for none."""
        return self("day", day=date.day, month=self.texts["months"].split()[date.month - 1], year=date.year) if date else ""


def words_in(language: str, catalogue: Mapping[str, Mapping[str, str]]) -> Words:
    """The interface in `language`, English where there is no translation."""
    code = language[:2].lower()
    return Words(code if code in catalogue else "en", {**catalogue["en"], **catalogue.get(code, {})})


def direction(language: str) -> str:
    """The way a language is written: "rtl" or "ltr"."""
    return "rtl" if language[:2].lower() in _RIGHT_TO_LEFT else "ltr"


def provision_name(provision: Provision, words: Words) -> str:
    """What stands before the text: "Article 5", "1.", "(a)"."""
    level = words(f"level_{provision.level}") if provision.level in HEADED else ""
    return f"{level} {provision.label}".strip()


def slug(text: str) -> str:
    """A name for a path: lower-case ASCII letters, digits and hyphens."""
    return _SLUG.sub("-", text.lower()).strip("-")


def emphasised(text: str, triggers: Iterable[str]) -> Pieces:
    """The text in slices, True for those that are among the triggers."""
    wanted = sorted({each for each in triggers if each}, key=lambda each: (-len(each), each))
    return _slices(regex.compile("|".join(map(regex.escape, wanted)), regex.IGNORECASE), text) if wanted else ((text, False),)


def excerpt(pieces: Pieces, room: int) -> Pieces:
    """About `room` characters of the text, from shortly before the first emphasised words; cut ends are marked with "…".

    Without any it begins after the last colon, where the item of a list stands behind its chapeau.
    """
    text = "".join(piece for piece, _ in pieces)
    if len(text) <= room:
        return pieces
    lead = next((sum(len(piece) for piece, _ in pieces[:at]) for at, (_, strong) in enumerate(pieces) if strong), text.rfind(": ") + 1)
    start = max(0, min(lead - room // 4, len(text) - room))
    start = text.find(" ", start, start + 20) + 1 or start if start else 0
    stop = min(start + room, len(text))
    stop = text.rfind(" ", start + room - 20, stop) if stop < len(text) and " " in text[start + room - 20 : stop] else stop
    found, at = [("… ", False)] if start else [], 0
    for piece, strong in pieces:
        cut = piece[max(start - at, 0) : max(stop - at, 0)]
        found += [(cut, strong)] if cut else []
        at += len(piece)
    return tuple(found if stop == len(text) else [*found, (" …", False)])


def _slices(pattern: regex.Pattern[str], text: str) -> Pieces:
    slices, end = [], 0
    for match in pattern.finditer(text):
        slices += [(text[end : match.start()], False), (match[0], True)]
        end = match.end()
    return tuple(piece for piece in [*slices, (text[end:], False)] if piece[0])
