"""Footnotes and endnotes: which are referred to, and the mark that Word prints for each (ECMA-376 part 1, 17.11)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.read.docx_number_formats import printed
from pipeline.read.docx_package import W
from pipeline.read.docx_styles import VAL, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

KINDS = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}
_OFF = frozenset(("0", "false", "off"))


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it stands in the text; ``custom`` marks are typed, the others counted."""

    kind: str
    identifier: str
    mark: str
    custom: bool
    deleted: bool


class NoteMarks:
    """Counts the references of one document in their order; sections may number anew or otherwise."""

    def __init__(self, settings: "Element | None", body: "Element") -> None:
        self._settings = settings
        self._sections = [each for each in body.iter(f"{W}sectPr") if not _is_former(each)]
        self._at = 0
        self._counts: dict[str, int] = {}
        self.references: list[Reference] = []

    def next_section(self) -> None:
        """Say that a section of the text ends here."""
        self._at += 1
        for kind in _USUAL:
            if self._option(kind, "numRestart") in ("eachSect", "eachPage"):
                self._counts.pop(kind, None)

    def _option(self, kind: str, option: str) -> str:
        section = self._sections[self._at] if self._at < len(self._sections) else None
        for holder in (section, self._settings):
            found = holder.find(f"{W}{kind}Pr/{W}{option}") if holder is not None else None
            if found is not None:
                return found.get(VAL, "")
        return ""

    def mark(self, reference: "Element", typed: str, *, deleted: bool) -> str:
        """Give the mark of a reference: ``typed`` where the file says that its own mark follows, else the next number."""
        kind = KINDS[str(reference.tag)]
        custom = reference.get(f"{W}customMarkFollows", "0") not in _OFF
        value = typed if custom else "" if deleted else self._next(kind)
        self.references.append(Reference(kind, reference.get(f"{W}id", ""), value, custom, deleted))
        return value

    def _next(self, kind: str) -> str:
        start = int(number(self._option(kind, "numStart") or "1"))
        self._counts[kind] = self._counts.get(kind, start - 1) + 1
        return printed(self._counts[kind], self._option(kind, "numFmt") or _USUAL[kind])


def _is_former(section: "Element") -> bool:
    parent = section.getparent()
    return parent is not None and parent.tag == f"{W}sectPrChange"


def notes_in(root: "Element | None", kind: str) -> "Iterator[tuple[str, Element]]":
    """Yield id and element of each note in a part, without the separators that Word keeps there."""
    for element in root.iterchildren(W + kind) if root is not None else ():
        if element.get(f"{W}type", "normal") == "normal":
            yield element.get(f"{W}id", ""), element
