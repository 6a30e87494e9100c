"""The inline markup of Akoma Ntoso -> text, marks and footnotes."""

from dataclasses import dataclass

from lxml import etree

from pipeline.model import Level, Mark, Note, Style
from pipeline.read.inline import Runs, single_spaced

_STYLES = {
    "b": Style.BOLD,
    "strong": Style.BOLD,
    "i": Style.ITALIC,
    "em": Style.ITALIC,
    "u": Style.UNDERLINE,
    "sup": Style.SUPERSCRIPT,
    "sub": Style.SUBSCRIPT,
    "ins": Style.INSERTED,
}
_CSS = (
    (Style.STRIKE, ("strike", "line-through")),
    (Style.UNDERLINE, ("underline",)),
    (Style.BOLD, ("bold",)),
    (Style.ITALIC, ("italic",)),
)
_SPACES = frozenset({"br", "eol", "eop"})


@dataclass(frozen=True, slots=True)
class TextBlock:
    """What becomes one Line: its words and what the file states about them."""

    text: str
    marks: tuple[Mark, ...] = ()
    label: str = ""
    level: Level | None = None
    depth: int | None = None
    heading: int = 0


def local_name(element: etree._Element) -> str:
    """Give the element's name without its namespace, "" for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def text_of(element: etree._Element) -> str:
    """All words in the element, footnotes left out."""
    text, _ = marked(element, {}, [])
    return text


def notes_by_id(root: etree._Element) -> dict[str, Note]:
    """Give the notes that the metadata holds, by eId; one without an eId by its place."""
    return {
        note.get("eId") or note.get("id") or f" {place}": Note(single_spaced(note.get("marker") or "") or str(place), _flat(note))
        for place, note in enumerate(root.iterfind(".//{*}meta//{*}note"), start=1)
    }


def marked(element: etree._Element, kept: dict[str, Note], notes: list[Note]) -> tuple[str, tuple[Mark, ...]]:
    """Give the element's text and marks; its footnotes go to the end of ``notes``, those kept in the metadata by ``kept``."""
    runs = Runs()
    gather(element, (), runs, kept, notes)
    return runs.line()


def gather(element: etree._Element, styles: tuple[Style, ...], runs: Runs, kept: dict[str, Note], notes: list[Note]) -> None:
    """Add the element's text, in these styles and its children's, to ``runs``."""
    runs.add(element.text or "", styles)
    for child in element:
        name = local_name(child)
        if name in {"authorialNote", "noteRef"}:
            _note(child, runs, kept, notes)
        elif name == "del":
            runs.point(Style.DELETED, _flat(child))
        elif name in _SPACES:
            runs.add(" ")
        elif name:
            own = [style for style in _styles(child, name) if style not in styles]
            gather(child, (*styles, *own), runs, kept, notes)
            if name == "p":
                runs.add(" ")
        runs.add(child.tail or "", styles)


def _styles(element: etree._Element, name: str) -> list[Style]:
    if name in _STYLES:
        return [_STYLES[name]]
    looks = f"{element.get('class', '')} {element.get('style', '')}"
    return [style for style, words in _CSS if any(word in looks for word in words)] if looks != " " else []


def _note(element: etree._Element, runs: Runs, kept: dict[str, Note], notes: list[Note]) -> None:
    referred = kept.get((element.get("href") or "").lstrip("#"), Note("", ""))
    text = _flat(element) if local_name(element) == "authorialNote" else referred.text
    mark = single_spaced(element.get("marker") or "") or referred.mark or str(len(notes) + 1)
    runs.point(Style.NOTE, mark)
    note = Note(mark, text)
    if text and note not in notes:
        notes.append(note)


def _flat(element: etree._Element) -> str:
    """Give the element's words, with a space between its paragraphs."""
    blocks = [child for child in element if isinstance(child.tag, str)]
    if (element.text or "").strip() or any((child.tail or "").strip() or local_name(child) != "p" for child in blocks):
        return single_spaced("".join(str(part) for part in element.itertext()))
    return single_spaced(" ".join("".join(str(part) for part in block.itertext()) for block in blocks))
