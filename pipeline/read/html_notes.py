"""The footnotes of a page: takes them out of the tree and leaves a `note` element where each is referred to.

Known by their links: a short mark links to the beginning of a block further on (Word, EUR-Lex, pandoc, DPUB-ARIA, EPUB).
"""

import re

from lxml import html

from pipeline.model import Note
from pipeline.read.inline import single_spaced

_MARK = re.compile(r"[\[(]*\s*(\d{1,4}|[*†‡§¶]{1,6}|[a-zA-Z]|[ivxlc]{1,6})\s*[)\]]*")
_HINT = re.compile(r"foot-?note|end-?note|note-?ref|^#?_?(?:ftn|edn|fn|note|ntr?|ref)[-_:.]?\w{0,12}$|cite_note", re.IGNORECASE)
_BLOCKS = frozenset({"p", "li", "dd", "div", "aside", "td", "section", "blockquote", "tr"})
_BACK = re.compile(r"[↩↑⤴⏎^]\ufe0e?")


def take_notes(body: html.HtmlElement) -> tuple[Note, ...]:
    """Remove the footnotes that something refers to; give them in the order of the first reference."""
    targets = {key: element for element in body.iter() for key in (element.get("id"), element.get("name")) if key}
    notes: dict[html.HtmlElement, Note] = {}
    references: list[tuple[html.HtmlElement, str]] = []
    for link in [link for link in body.iter("a") if "#" in (link.get("href") or "")]:
        mark = _MARK.fullmatch(single_spaced(link.text_content()))
        target = targets.get((link.get("href") or "").partition("#")[2])
        if mark is None or target is None or not _hinted(link) or any(above in notes for above in link.iterancestors()):
            continue
        block = _note_block(target)
        if block is None or block in set(link.iterancestors()):
            continue
        references.append((link, mark[1]))
        if block not in notes:
            notes[block] = Note(mark[1], _note_text(block, mark[1]))
    for link, mark_text in references:
        _leave_mark(link, mark_text)
    for block in notes:
        block.drop_tree()
    return tuple(note for note in notes.values() if note.text)


def _hinted(link: html.HtmlElement) -> bool:
    """Whether tags or names say that the link is to a note: a bare number may link to an article."""
    parent = link.getparent()
    if (parent is not None and parent.tag == "sup") or any(True for _ in link.iter("sup")) or "noteref" in (link.get("role") or ""):
        return True
    names = [
        link.get("class"),
        link.get("{http://www.idpf.org/2007/ops}type"),
        link.get("epub:type"),
        (link.get("href") or "").partition("#")[2],
    ]
    names += [parent.get("class")] if parent is not None else []
    names += [child.get("class") for child in link]
    return any(name and _HINT.search(name) for name in names)


def _note_block(target: html.HtmlElement) -> html.HtmlElement | None:
    """Find the block that begins with the target; None where words stand before the target, as before a reference."""
    element = target
    while element.tag not in _BLOCKS:
        parent = element.getparent()
        if parent is None or (parent.text or "").strip() or any(_text(left) for left in element.itersiblings(preceding=True)):
            return None
        element = parent
    parent = element.getparent()
    while parent is not None and parent.tag in {"div", "aside", "tr"} and _text(parent) == _text(element):
        element, parent = parent, parent.getparent()
    if element.tag == "td" and parent is not None:
        element = parent
    return None if element.tag in {"body", "section"} else element


def _text(element: html.HtmlElement) -> str:
    return single_spaced(element.text_content()) + (element.tail or "").strip() if isinstance(element.tag, str) else ""


def _note_text(block: html.HtmlElement, mark: str) -> str:
    text = single_spaced(" ".join(str(part) for part in _pieces(block)))
    text = _BACK.sub("", text)
    return single_spaced(re.sub(rf"^[\[(]*\s*{re.escape(mark)}\s*[)\]]*[.:]?(?=\W|$|\D)", "", text))


def _pieces(block: html.HtmlElement) -> list[str]:
    """Give the words of each block in the note: words of neighbouring blocks do not touch."""
    if not any(child.tag in _BLOCKS for child in block.iterdescendants()):
        return [block.text_content()]
    return [block.text or "", *(piece.text_content() + (piece.tail or "") for piece in block if isinstance(piece.tag, str))]


def _leave_mark(link: html.HtmlElement, mark: str) -> None:
    tail, parent = link.tail or "", link.getparent()
    before = link.getprevious()
    opening = before.tail if before is not None else parent.text if parent is not None else ""
    if opening and opening.rstrip().endswith("[") and tail.lstrip().startswith("]"):
        tail = tail.lstrip()[1:]
        trimmed = opening.rstrip()[:-1]
        if before is not None:
            before.tail = trimmed
        elif parent is not None:
            parent.text = trimmed
    for child in list(link):
        link.remove(child)
    link.tag, link.text, link.tail = "note", None, tail
    link.set("value", mark)
