"""The finished tree -> frozen Provisions in document order, each with its eId, its citation, its notes and its status marks."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator

import regex

from pipeline.model import Level, Line, Note, Provision, Style
from pipeline.structure.brackets import without_status
from pipeline.structure.labels import Scheme
from pipeline.structure.languages import Language
from pipeline.structure.node import Node

_PREFIX = {
    Level.PREAMBLE: "preamble", Level.RECITAL: "rec", Level.PART: "part", Level.CHAPTER: "chp", Level.SECTION: "sec", Level.ARTICLE: "art",
    Level.PARAGRAPH: "para", Level.SUBPARAGRAPH: "point", Level.OPTION: "opt", Level.ANNEX: "annex",
}  # fmt: skip
_ORDINAL = regex.compile(r"(?<=^\d+)(?:[.]?[º°ª]|o\.|er|re|ère)$")
"""What makes "1er" or "2º" of a number, and no "bis"."""
_NOT_NUMBER = regex.compile(r"[^\p{L}\p{N}.]+")


class Identifier:
    """Walks one tree; remembers the eIds given and the footnotes used."""

    def __init__(self, language: Language, notes: Iterable[Note]) -> None:
        self.cite = language.cite
        self.used: Counter[str] = Counter()
        self.notes: dict[str, deque[Note]] = defaultdict(deque)
        for note in notes:
            self.notes[note.mark].append(note)
        self.unplaced: list[tuple[str, str]] = []

    def provisions(self, root: Node) -> tuple[Provision, ...]:
        """Every provision under `root`, parents before children."""
        return tuple(provision for child, at in _numbered(root) for provision in self._walk(child, at, None, ""))

    def left_notes(self) -> tuple[Note, ...]:
        """The footnotes that no provision refers to."""
        return tuple(note for queue in self.notes.values() for note in queue)

    def _walk(self, node: Node, at: int, parent: Provision | None, annex: str) -> Iterator[Provision]:
        eid = self._unique(self._eid(node, at, parent, annex))
        provision = self._provision(node, eid, parent, self._citation(node, at, parent))
        self.unplaced += [(eid, text) for text in node.unplaced]
        yield provision
        inner = eid if node.level is Level.ANNEX else annex
        for child, position in _numbered(node):
            yield from self._walk(child, position, provision, inner)

    def _unique(self, eid: str) -> str:
        self.used[eid] += 1
        return eid if self.used[eid] == 1 else self._unique(f"{eid}-{self.used[eid]}")

    def _eid(self, node: Node, at: int, parent: Provision | None, annex: str) -> str:
        own = f"{_PREFIX[node.level]}_{_number(node) or f'nn{at}'}" if node.level else ""
        if node.level is Level.PREAMBLE or (node.level is Level.ANNEX and not _number(node)):
            return f"{annex}__{_PREFIX[node.level]}" if annex else _PREFIX[node.level]
        if node.level is Level.ARTICLE:
            return f"{annex}__{own}" if annex else own
        if node.level is Level.RECITAL and not _number(node):
            own = f"rec_{at}"
        if parent is None:
            return own
        if node.level is Level.SUBPARAGRAPH:
            return f"{parent.eid}__list_{_list_number(node)}__{own}"
        return f"{parent.eid}__{own}"

    def _citation(self, node: Node, at: int, parent: Provision | None) -> str:
        number = _plain(node)
        if node.level is Level.PREAMBLE:
            return self.cite["preamble"]
        if node.level is Level.RECITAL:
            return f"{self.cite['preamble']}, {self.cite['recital']} {number or at}"
        if node.level in (Level.ARTICLE, Level.PART, Level.CHAPTER, Level.SECTION, Level.ANNEX):
            return f"{self._name(node)} {number}".strip()
        return self._within(node, number or "", at, parent.citation if parent else "")

    def _name(self, node: Node) -> str:
        """The level as a citation names it; a rule that stands in an article's place keeps its own name."""
        own = node.label.word.lower() if node.label and node.label.scheme is Scheme.RULE else ""
        return own or self.cite[node.level or Level.ARTICLE]

    def _within(self, node: Node, number: str, at: int, above: str) -> str:
        if node.level is Level.OPTION:
            return f"{above}, {number.lower() if not number.isupper() else number.capitalize()}".strip(", ")
        in_article = any(each.level is Level.ARTICLE for each in node.ancestors())
        if node.level is Level.PARAGRAPH and not in_article:
            return f"{above}, {self.cite['paragraph']} {number or f'[{at}]'}".strip(", ")
        return above + (f"({number})" if number else "" if _alone(node) else f", {self.cite['paragraph']} [{at}]")

    def _provision(self, node: Node, eid: str, parent: Provision | None, citation: str) -> Provision:
        text, status = without_status(node.text)
        closing, later = without_status(node.closing)
        label = node.label.printed if node.label else ""
        return Provision(
            eid, parent.eid if parent else None, node.level or Level.PARAGRAPH, label, node.heading.text, text.text, closing.text, citation,
            marks=tuple(sorted(set(text.marks))), notes=tuple(self._notes_of(node.heading, text, closing)), status=status + later,
            page=node.page, line=node.line,
        )  # fmt: skip

    def _notes_of(self, *lines: Line) -> Iterator[Note]:
        for line in lines:
            for mark in line.marks:
                if mark.style is Style.NOTE:
                    queue = self.notes.get(mark.value)
                    yield queue.popleft() if queue else Note(mark.value, "")


def _alone(node: Node) -> bool:
    """Whether a paragraph is the only one: it is cited as what it stands in."""
    return node.level is Level.PARAGRAPH and node.parent is not None and sum(each.level is node.level for each in node.parent.children) == 1


def _numbered(node: Node) -> Iterator[tuple[Node, int]]:
    """The children, each with its position among the children of its level."""
    count: Counter[Level | None] = Counter()
    for child in node.children:
        count[child.level] += 1
        yield child, count[child.level]


def _number(node: Node) -> str:
    """The label as an eId takes it: "3bis", "a", "I"."""
    printed = node.label.printed if node.label else ""
    if node.level is Level.OPTION:
        printed = printed.rpartition(" ")[2]
    return _NOT_NUMBER.sub("", _ORDINAL.sub("", printed)).strip(".")


def _plain(node: Node) -> str:
    """The label as a citation takes it: "3 bis", "a"."""
    return node.label.printed.strip("().: ") if node.label else ""


def _list_number(node: Node) -> int:
    """Which list of its parent a subparagraph stands in: a label that comes again begins another."""
    siblings = node.parent.children if node.parent else []
    seen: set[str] = set()
    count = 1
    for sibling in siblings:
        key = _number(sibling)
        if key and key in seen:
            seen, count = set(), count + 1
        seen.add(key)
        if sibling is node:
            break
    return count
