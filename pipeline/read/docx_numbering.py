"""numbering.xml -> the label that Word prints before a paragraph (ECMA-376 part 1, 17.9)."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.read.docx_number_formats import printed
from pipeline.read.docx_package import W
from pipeline.read.docx_styles import VAL, Properties, Styles, number, paragraph_properties
from pipeline.read.inline import single_spaced

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLACE = re.compile(r"%([1-9])")
_OFF = frozenset(("0", "false", "off"))


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list as defined; ``restart`` None: after any higher level, 0: never, n: after level n (from 1) or higher."""

    start: int
    number_format: str
    text: str
    legal: bool
    restart: int | None
    style: str
    indent: Properties


@dataclass(frozen=True, slots=True)
class _List:
    """One ``w:num``: a list that counts together with all others of the same ``abstract``, unless it restarts a level."""

    abstract: str
    levels: dict[int, ListLevel]
    restarts: dict[int, int]
    restarted: set[int] = field(default_factory=set)


def _value(element: "Element", name: str) -> str | None:
    child = element.find(W + name)
    return child.get(VAL, "") if child is not None else None


def _level(element: "Element") -> ListLevel:
    formats = [child.get(VAL, "") for child in element.iter(f"{W}numFmt")]  # a custom format comes with a plain one to fall back on
    legal, restart = _value(element, "isLgl"), _value(element, "lvlRestart")
    return ListLevel(
        start=int(number(_value(element, "start"))),
        number_format=next((each for each in formats if each != "custom"), "decimal"),
        text=_value(element, "lvlText") or "",
        legal=legal is not None and legal not in _OFF,
        restart=None if restart is None else int(number(restart)),
        style=_value(element, "pStyle") or "",
        indent=paragraph_properties(element.find(f"{W}pPr")),
    )


def _levels(element: "Element") -> dict[int, ListLevel]:
    return {int(number(child.get(f"{W}ilvl"))): _level(child) for child in element.iterchildren(f"{W}lvl")}


class Numbering:
    """Counts the numbered paragraphs of one document, in their order."""

    def __init__(self, root: "Element | None", styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            abstracts = {each.get(f"{W}abstractNumId", ""): each for each in root.iterchildren(f"{W}abstractNum")}
            nums = {each.get(f"{W}numId", ""): each for each in root.iterchildren(f"{W}num")}
            for name, num in nums.items():
                abstract = self._defined(num, nums, abstracts)
                if abstract is not None:
                    self._lists[name] = _list(num, abstract)

    def _defined(self, num: "Element", nums: "dict[str, Element]", abstracts: "dict[str, Element]") -> "Element | None":
        """Follow a link to a numbering style until the definition that has the levels."""
        seen: set[str] = set()
        while True:
            name = _value(num, "abstractNumId") or ""
            abstract = abstracts.get(name)
            link = _value(abstract, "numStyleLink") if abstract is not None else None
            if not link or name in seen:
                return abstract
            seen.add(name)
            linked = nums.get(self._styles.number_id(link))
            if linked is None:
                return next((each for each in abstracts.values() if _value(each, "styleLink") == link), abstract)
            num = linked

    def level_of(self, properties: Properties, style: str) -> tuple[str, int, ListLevel] | None:
        """Give list, level and its definition for a paragraph with these merged properties and style; None if it has no number.

        A style may name only the list: its level is then the one that is linked to the style.
        """
        name = properties.get("numId", "0")
        found = self._lists.get(name)
        if found is None or name == "0":
            return None
        at = int(number(properties["ilvl"])) if "ilvl" in properties else self._linked(found, style)
        level = found.levels.get(at)
        return (name, at, level) if level is not None else None

    def _linked(self, found: _List, style: str) -> int:
        for ancestor in self._styles.chain(style):
            for at, level in found.levels.items():
                if level.style == ancestor:
                    return at
        return 0

    def count(self, name: str, at: int) -> str:
        """Count one more paragraph of this list at this level (0 the outermost) and give its label; "" if it prints none."""
        found = self._lists[name]
        counts = self._counts.setdefault(found.abstract, {})
        level = found.levels[at]
        if at in found.restarts and at not in found.restarted:
            found.restarted.add(at)
            counts.pop(at, None)
        counts[at] = counts[at] + 1 if at in counts else found.restarts.get(at, level.start)
        for deeper in [each for each in counts if each > at]:
            if _restarts(found.levels.get(deeper), deeper, at):
                del counts[deeper]
        return self._label(found, level, counts)

    def _label(self, found: _List, level: ListLevel, counts: dict[int, int]) -> str:
        if level.number_format == "bullet":
            return "•"

        def place(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = found.levels.get(at)
            if other is None:
                return ""
            value = counts.get(at, found.restarts.get(at, other.start))
            return printed(value, "decimal" if level.legal and other.number_format != "none" else other.number_format)

        return single_spaced(_PLACE.sub(place, level.text))


def _list(num: "Element", abstract: "Element") -> _List:
    levels, restarts = _levels(abstract), {}
    for override in num.iterchildren(f"{W}lvlOverride"):
        at = int(number(override.get(f"{W}ilvl")))
        defined = override.find(f"{W}lvl")
        if defined is not None:
            levels[at] = _level(defined)
        start = _value(override, "startOverride")
        if start is not None:
            restarts[at] = int(number(start))
    return _List(abstract.get(f"{W}abstractNumId", ""), levels, restarts)


def _restarts(level: ListLevel | None, deeper: int, used: int) -> bool:
    if level is None or level.restart is None or level.restart > deeper:
        return True
    return used < level.restart
