"""A Word document (.docx, Office Open XML, ECMA-376) -> Source: one line a paragraph, with the numbers that Word generates.

Tracked changes are read as proposed: insertions are text, deletions are marks without width.
"""

from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.model import Furniture, Note, Source
from pipeline.read.docx_notes import NoteMarks, notes_in
from pipeline.read.docx_numbering import Numbering
from pipeline.read.docx_package import Package, W, is_docx
from pipeline.read.docx_story import Document, Story
from pipeline.read.docx_styles import Styles
from pipeline.read.inline import single_spaced

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["is_docx", "read_docx"]

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_TRIVIAL_TITLES = frozenset(("document", "untitled", "title", "word document", "template", "normal"))


def read_docx(data: bytes, name: str) -> Source:
    """Give the lines, notes and furniture of a Word document; ``name`` is the file's, for messages.

    Raises ReadError for a file that is damaged, encrypted, in the old Word format, or a ZIP of another kind.
    """
    package = Package(data, name)
    parts = _parts(package)
    body = _body(package)
    styles = Styles(_first(package, parts, "styles"))
    notes = NoteMarks(_first(package, parts, "settings"), body)
    document = Document(styles, Numbering(_first(package, parts, "numbering"), styles), notes)
    story = Story(document).read(body)
    found = _notes(package, parts, document)
    _furniture(package, parts, document)
    return Source(
        name=name, format="docx", lines=tuple(story.lines), notes=found, furniture=tuple(document.furniture), title=_title(package)
    )


def _parts(package: Package) -> dict[str, list[str]]:
    """Give the paths of the main part's relatives by kind, in the file's order."""
    found: dict[str, list[str]] = {}
    for kind, target in package.relations(package.main).values():
        found.setdefault(kind, []).append(target)
    return found


def _first(package: Package, parts: dict[str, list[str]], kind: str) -> "Element | None":
    return package.part(parts[kind][0]) if kind in parts else None


def _body(package: Package) -> "Element":
    root = package.part(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise ReadError(f"{package.name}, {package.main}: holds no document body; open it in a word processor and save it again")
    if body.find(f".//{W}altChunk") is not None:
        raise ReadError(f"{package.name}: holds a part in another format that Word has not merged yet; open it in Word and save it again")
    return body


def _notes(package: Package, parts: dict[str, list[str]], document: Document) -> tuple[Note, ...]:
    """Give the notes in the order of their references; deleted ones and those that nothing refers to are furniture."""
    elements = {(kind, at): each for kind in ("footnote", "endnote") for at, each in notes_in(_first(package, parts, f"{kind}s"), kind)}
    found: list[Note] = []
    for reference in list(document.notes.references):
        element = elements.pop((reference.kind, reference.identifier), None)
        text = Story(document).read(element).text() if element is not None else ""
        if reference.deleted:
            _add(document, "deleted note", text)
        elif text:
            typed = reference.mark if reference.custom else ""
            found.append(Note(reference.mark, text.removeprefix(typed).strip()))
    for element in elements.values():
        _add(document, "unreferenced note", Story(document).read(element).text())
    return tuple(found)


def _furniture(package: Package, parts: dict[str, list[str]], document: Document) -> None:
    """Add comments, page headers and footers; a header that several sections print alike is listed once."""
    comments = _first(package, parts, "comments")
    for comment in comments if comments is not None else ():
        if comment.tag == f"{W}comment":
            _add(document, "comment", Story(document).read(comment).text())
    for kind in ("header", "footer"):
        texts = [Story(document).read(root).text() for root in map(package.part, parts.get(kind, [])) if root is not None]
        for text in dict.fromkeys(texts):
            _add(document, kind, text)


def _add(document: Document, kind: str, text: str) -> None:
    if text:
        document.furniture.append(Furniture(kind, text))


def _title(package: Package) -> str:
    """Give the title in the file's properties, unless a program put it there."""
    path = next((target for kind, target in package.relations("").values() if kind == "core-properties"), "docProps/core.xml")
    root = package.part(path)
    title = single_spaced(root.findtext(_TITLE) or "") if root is not None else ""
    small = title.casefold()
    trivial = small in _TRIVIAL_TITLES or small.startswith("microsoft word") or small.endswith((".doc", ".docx", ".dot", ".dotx"))
    return "" if trivial or len(title) < 3 else title
