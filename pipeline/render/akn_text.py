"""Text, marks and footnotes -> the inline markup of Akoma Ntoso, and its characters cleaned for XML."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from lxml import etree

from pipeline.model import Mark, Note, Style

_ELEMENTS = {
    Style.BOLD: "b", Style.ITALIC: "i", Style.UNDERLINE: "u", Style.SUPERSCRIPT: "sup", Style.SUBSCRIPT: "sub", Style.INSERTED: "ins", Style.STRIKE: "span",
}  # fmt: skip
"""The standard has no element for words struck out: a span says so in its class."""
_HOSTS = frozenset({"p", "num", "heading", "block"})


def add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """Append an element with this text and give it back."""
    element = etree.SubElement(parent, tag, attrib={name: clean(value) for name, value in attributes.items() if value})
    if text:
        element.text = clean(text)
    return element


def clean(text: str) -> str:
    """Leave out the characters that XML does not allow."""
    return "".join(
        char for char in text if (char >= " " or char in "\t\n") and char not in "\ufffe\uffff" and not "\ud800" <= char <= "\udfff"
    )


def write_text(parent: etree._Element, text: str, marks: Iterable[Mark] = (), notes: Iterable[Note] = ()) -> None:
    """Append a `p` for each line of ``text``, its marks in place; notes that no mark refers to stand at the end."""
    unplaced = list(notes)
    ordered = sorted(marks)
    at = 0
    paragraph = None
    for line in text.split("\n"):
        paragraph = add(parent, "p")
        _write_line(paragraph, text, (at, at + len(line)), ordered, unplaced)
        at += len(line) + 1
    if paragraph is not None:
        write_notes(paragraph, unplaced)


def write_notes(element: etree._Element, notes: Iterable[Note]) -> None:
    """Append footnotes to a paragraph, heading or number."""
    for note in notes:
        add(add(element, "authorialNote", marker=note.mark, placement="bottom"), "p", note.text)


def _write_line(paragraph: etree._Element, text: str, place: tuple[int, int], marks: list[Mark], unplaced: list[Note]) -> None:
    start, end = place
    points = [mark for mark in marks if mark.start == mark.end and start <= mark.start <= end]
    spans = [mark for mark in marks if mark.style in _ELEMENTS and mark.start < mark.end]
    for left, right in _pieces(start, end, [*points, *spans]):
        for point in points:
            if point.start == left:
                _write_point(paragraph, point, unplaced)
        styles = dict.fromkeys(mark.style for mark in spans if mark.start <= left and right <= mark.end)
        if left < right:
            _write_piece(paragraph, text[left:right], list(styles))


def _pieces(start: int, end: int, marks: list[Mark]) -> Iterator[tuple[int, int]]:
    """Give the stretches on which the styles stay the same; the last is empty, for what stands at the very end."""
    cuts = sorted({start, end, *(cut for mark in marks for cut in (mark.start, mark.end) if start < cut < end)})
    yield from pairwise(cuts)
    yield end, end


def _write_piece(paragraph: etree._Element, text: str, styles: list[Style]) -> None:
    if not styles:
        _append(paragraph, text)
        return
    element = paragraph
    for style in styles:
        element = add(element, _ELEMENTS[style], **({"class": "strike"} if style is Style.STRIKE else {}))
    element.text = clean(text)


def _append(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + clean(text)
    else:
        element.text = (element.text or "") + clean(text)


def _write_point(paragraph: etree._Element, point: Mark, unplaced: list[Note]) -> None:
    if point.style is Style.DELETED:
        add(paragraph, "del", point.value)
    elif point.style is Style.NOTE:
        note = next((note for note in unplaced if note.mark == point.value), None)
        if note is not None:
            unplaced.remove(note)
        write_notes(paragraph, [note or Note(point.value, "")])


def indent(element: etree._Element, level: int = 0) -> None:
    """Put elements on lines of their own, except where a space would become part of the words."""
    if etree.QName(element).localname in _HOSTS or not len(element):
        return
    space = "\n" + "  " * (level + 1)
    element.text = space
    for child in element:
        indent(child, level + 1)
        child.tail = space
    element[-1].tail = space[:-2]
