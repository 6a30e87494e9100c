"""styles.xml -> how a paragraph and a run look, with all that they inherit (ECMA-376 part 1, 17.7)."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import Style
from pipeline.read.docx_package import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

type_of = f"{W}type"
VAL = f"{W}val"
Properties = dict[str, str]
"""Properties as the file writes them: local name -> value, "" where there is none."""

_RUN = {W + name: name for name in ("b", "i", "strike", "dstrike", "u", "vertAlign", "vanish", "sz", "rStyle")}
_PARAGRAPH = {W + name: name for name in ("pStyle", "jc", "outlineLvl")}
_OFF = frozenset(("0", "false", "off", "none"))
_TOGGLES = ("b", "i", "strike", "dstrike", "vanish")
_HEADING = re.compile(r"heading ([1-9])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; ``size`` in points."""

    styles: tuple[Style, ...]
    hidden: bool
    size: float


def run_properties(element: "Element | None") -> Properties:
    """Give what a ``w:rPr`` says."""
    found: Properties = {}
    for child in element if element is not None else ():
        name = _RUN.get(child.tag)
        if name:
            found[name] = child.get(VAL, "")
    return found


def paragraph_properties(element: "Element | None") -> Properties:
    """Give what a ``w:pPr`` says, with ``numId`` and ``ilvl`` of its numbering and ``left``, ``first`` (twips) of its indent."""
    found: Properties = {}
    for child in element if element is not None else ():
        name = _PARAGRAPH.get(child.tag)
        if name:
            found[name] = child.get(VAL, "")
        elif child.tag == f"{W}numPr":
            found.update({part.tag.removeprefix(W): part.get(VAL, "") for part in child.iterchildren(f"{W}numId", f"{W}ilvl")})
        elif child.tag == f"{W}ind":
            found.update(_indent(child))
    return found


def _indent(element: "Element") -> Properties:
    found: Properties = {}
    left = element.get(f"{W}left", element.get(f"{W}start"))
    if left is not None:
        found["left"] = left
    hanging, first = element.get(f"{W}hanging"), element.get(f"{W}firstLine")
    if hanging is not None:
        found["first"] = f"-{hanging}"
    elif first is not None:
        found["first"] = first
    return found


class Styles:
    """The styles of one document, each resolved once."""

    def __init__(self, root: "Element | None") -> None:
        self._elements: dict[str, Element] = {}
        self._default = ""
        self._chains: dict[str, tuple[str, ...]] = {}
        self._runs: dict[str, Properties] = {}
        self._paragraphs: dict[str, Properties] = {}
        self._looks: dict[tuple[str, tuple[tuple[str, str], ...]], Look] = {}
        for element in root.iterchildren(f"{W}style") if root is not None else ():
            self._elements[element.get(f"{W}styleId", "")] = element
            if element.get(type_of) == "paragraph" and element.get(f"{W}default", "0") not in _OFF:
                self._default = element.get(f"{W}styleId", "")
        defaults = root.find(f"{W}docDefaults") if root is not None else None
        self._run_defaults = run_properties(defaults.find(f"{W}rPrDefault/{W}rPr") if defaults is not None else None)
        self._paragraph_defaults = paragraph_properties(defaults.find(f"{W}pPrDefault/{W}pPr") if defaults is not None else None)

    def chain(self, style: str) -> tuple[str, ...]:
        """Give a style's id and those that it is based on, nearest first; of no style, the default paragraph style's."""
        if style not in self._chains:
            found: list[str] = []
            at: str | None = style if style in self._elements else self._default
            while at in self._elements and at not in found:
                found.append(at)
                base = self._elements[at].find(f"{W}basedOn")
                at = base.get(VAL) if base is not None else None
            self._chains[style] = tuple(found)
        return self._chains[style]

    def paragraph(self, style: str) -> Properties:
        """Give the paragraph properties of a style with all that it inherits; ``heading`` ("1" to "6") for a heading style."""
        if style not in self._paragraphs:
            merged = dict(self._paragraph_defaults)
            for ancestor in reversed(self.chain(style)):
                merged.update(paragraph_properties(self._elements[ancestor].find(f"{W}pPr")))
            heading = next(filter(None, map(self._named_heading, self.chain(style))), "")
            self._paragraphs[style] = {**merged, "heading": heading}
        return self._paragraphs[style]

    def number_id(self, style: str) -> str:
        """Give the numbering that a numbering style stands for; "" for none."""
        element = self._elements.get(style)
        return paragraph_properties(element.find(f"{W}pPr")).get("numId", "") if element is not None else ""

    def _named_heading(self, style: str) -> str:
        """Word writes the names of its own styles in English, whatever the language of their ids."""
        element = self._elements[style].find(f"{W}name")
        name = element.get(VAL, "").strip() if element is not None else ""
        found = _HEADING.match(name)
        return str(min(int(found[1]), 6)) if found else "1" if name.lower() == "title" else ""

    def _run(self, style: str, *, of_paragraph: bool) -> Properties:
        """Give the run properties of a style with all that it inherits; an unknown character style has none."""
        if not of_paragraph and style not in self._elements:
            return {}
        if style not in self._runs:
            merged: Properties = {}
            for ancestor in reversed(self.chain(style)):
                merged.update(run_properties(self._elements[ancestor].find(f"{W}rPr")))
            self._runs[style] = merged
        return self._runs[style]

    def look(self, paragraph_style: str, direct: Properties) -> Look:
        """Give the look of a run with these properties of its own in a paragraph of this style."""
        key = (paragraph_style, tuple(direct.items()))
        if key not in self._looks:
            self._looks[key] = self._resolved(paragraph_style, direct)
        return self._looks[key]

    def _resolved(self, paragraph_style: str, direct: Properties) -> Look:
        of_paragraph = self._run(paragraph_style, of_paragraph=True)
        of_character = self._run(direct.get("rStyle", ""), of_paragraph=False)
        merged = {**self._run_defaults, **of_paragraph, **of_character, **direct}
        for toggle in _TOGGLES:  # 17.7.3: bold in the paragraph's style and bold in the character's style make plain
            if toggle not in direct and toggle in of_paragraph and toggle in of_character:
                merged[toggle] = "0" if _on(of_paragraph, toggle) == _on(of_character, toggle) else "1"
        vertical = merged.get("vertAlign")
        tests = (
            (Style.BOLD, _on(merged, "b")),
            (Style.ITALIC, _on(merged, "i")),
            (Style.UNDERLINE, _on(merged, "u")),
            (Style.STRIKE, _on(merged, "strike") or _on(merged, "dstrike")),
            (Style.SUPERSCRIPT, vertical == "superscript"),
            (Style.SUBSCRIPT, vertical == "subscript"),
        )
        return Look(tuple(style for style, holds in tests if holds), _on(merged, "vanish"), number(merged.get("sz", "20")) / 2)


def _on(properties: Properties, name: str) -> bool:
    return name in properties and properties[name] not in _OFF


def number(value: str | None) -> float:
    """Give a measure as a number; 0 for what is none (a forged file)."""
    try:
        return float(value or 0) if len(value or "") < 12 else 0.0
    except ValueError:
        return 0.0
