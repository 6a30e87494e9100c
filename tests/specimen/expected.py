"""What a reader must find in a draft of the specimen, told by the master alone: one row a provision, in document order."""

import re
from dataclasses import dataclass

from specimen.drafts import NOTE_MARK, Draft, Line
from specimen.master import Node, Treaty

LEVELS = {"point": "subparagraph", "subpoint": "subparagraph", "plain": "paragraph"}
PRINTED = {"paragraph": "{}.", "plain": "", "point": "({})", "subpoint": "({})", "option": "Option {}"}
STATUS = re.compile(r" ?\[(agreed ad referendum)\]")


@dataclass(frozen=True)
class Row:
    """One provision: its uid and its parent's in the master, and all that a reader of the draft sees of it."""

    uid: str
    parent: str
    level: str
    label: str
    heading: str
    text: str
    closing: str
    status: tuple[str, ...]
    notes: tuple[str, ...]


def rows(draft: Draft) -> list[Row]:
    """The provisions of the draft. A paragraph without a number is one all the same; the preamble is one provision with recitals."""
    treaty, lines = draft.treaty, {line.uid: line for line in draft.lines}
    found = [_preamble(treaty, lines, draft.notes)] if any(top.kind == "opening" for top in treaty.tops) else []
    parents = _parents(treaty)
    for node, _siblings, _above in treaty.walk():
        if node.kind in ("opening", "enacting", "closing"):
            continue
        after = [lines[child.uid] for child in node.children if child.kind == "closing"]
        found.append(_row(node, parents[node.uid], [lines[node.uid]], after, draft.notes))
    return found


def _preamble(treaty: Treaty, lines: dict[str, Line], notes: tuple[str, ...]) -> Row:
    opening = [lines[top.uid] for top in treaty.tops if top.kind == "opening"]
    agreed = [lines[top.uid] for top in treaty.tops if top.kind == "enacting"]
    return _row(Node("preamble", "preamble"), "", opening, agreed, notes)


def _parents(treaty: Treaty) -> dict[str, str]:
    """The uid of each provision's parent: a chapter holds the articles after it."""
    found: dict[str, str] = {}
    part = chapter = ""
    for top in treaty.tops:
        if top.kind == "part":
            part, chapter, found[top.uid] = top.uid, "", ""
        elif top.kind == "chapter":
            chapter, found[top.uid] = top.uid, part
        else:
            found[top.uid] = "preamble" if top.kind == "recital" else (chapter or part) if top.kind == "article" else ""
    for node, _siblings, above in treaty.walk():
        if above:
            found[node.uid] = above[-1].uid
    return found


def _row(node: Node, parent: str, own: list[Line], after: list[Line], notes: tuple[str, ...]) -> Row:
    text, marks = _words(own)
    closing, more = _words(after)
    return Row(
        uid=node.uid,
        parent=parent,
        level=LEVELS.get(node.kind, node.kind),
        label=PRINTED.get(node.kind, "{}").format(node.label) if node.kind != "recital" else "",
        heading=node.heading,
        text=STATUS.sub("", text),
        closing=closing,
        status=tuple(STATUS.findall(text)),
        notes=tuple(notes[int(mark) - 1] for mark in (*marks, *more)),
    )


def _words(lines: list[Line]) -> tuple[str, list[str]]:
    joined = " ".join(line.text for line in lines if line.text)
    return NOTE_MARK.sub("", joined), NOTE_MARK.findall(joined)
