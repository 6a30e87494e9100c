"""Markdown -> one line a paragraph or list item, with nesting, headings, emphasis and footnotes; lost letters of lists come back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import regex

from pipeline.model import Furniture, Line, Note, Source
from pipeline.read.markdown_inline import inline

_FRONT = regex.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", regex.DOTALL)
_HEADING = regex.compile(r"(#{1,6})[ \t]*(?=[^#\s])(.*?)[ \t]*#*$")
_TITLE = regex.compile(r"#{1,6} [^#\s]")
_ITEM = regex.compile(r"(?P<indent>[ \t]*)(?:(?P<number>\d{1,3})[.)]|(?P<bullet>[*+-]))[ \t]+(?=\S)")
_TYPED = regex.compile(r"\s*(?:\([a-z]{1,4}\)|[a-z][.)]|[ivx]{1,5}[.)])\s+\S")
"""A label typed as text, which Markdown does not know: "a. hold", "(ii) pursue"."""
_OPENS_LIST = regex.compile(r"(?:[.:;,]|\b(?:and|or|et|ou|y|o))$")
_NOTE = regex.compile(r"\[\^([^\]\s]+)\]:[ \t]*(.*)$")
_LINK = regex.compile(r"\[([^\]^][^\]]*)\]:[ \t]*(\S+)\s*$")
_ARTEFACT = regex.compile(r"(?:[*-] TOC|\{:.*\})\s*$|<!--.*-->$|(?:\*[ ]?){3,}$|(?:-[ ]?){3,}$|(?:_[ ]?){3,}$")
_SIGN = regex.compile(r"\*\*\S|\[\^\w+\]|\{:|\\[\[\]*#]|^> \S|^#{1,6}[^#\s]")
_QUOTE = regex.compile(r"^(?:>[ ]?)+")
_ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
)


def is_markdown(text: str) -> bool:
    """Whether text carries Markdown's own signs: front matter, `#` headings, `**`, footnotes, escapes."""
    if _FRONT.match(text.replace("\r\n", "\n")):
        return True
    if not any(sign in text for sign in ("#", "**", "[^", "{:", "\\", "\n>")):
        return False
    signs = 0
    for line in text[:200_000].split("\n"):
        stripped = line.lstrip()
        signs += 3 if _TITLE.match(stripped) or _NOTE.match(stripped) else bool(_SIGN.search(stripped))
        if signs > 2:
            return True
    return False


@dataclass(slots=True)
class _Block:
    """Consecutive lines of one paragraph or list item."""

    lines: list[str]
    number: int
    label: str = ""
    depth: int | None = None
    heading: int = 0


def read_markdown(text: str, name: str) -> Source:
    """The paragraphs of a Markdown file; front matter and artefacts of site generators become furniture."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    furniture: list[Furniture] = []
    facts: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        furniture.append(Furniture("front matter", front[1]))
        facts = dict(_fact(line) for line in front[1].split("\n") if ":" in line)
        text = "\n" * front[0].count("\n") + text[front.end() :]
    reader = _Blocks(text)
    blocks = list(reader.blocks())
    furniture += [Furniture("markup", words) for words in reader.artefacts]
    lines = [_line(block, reader.links) for block in blocks]
    notes = tuple(Note(mark, inline(words, reader.links).text) for mark, words in reader.notes)
    return Source(
        name, "markdown", tuple(line for line in lines if line.text or line.label), notes, tuple(furniture),
        facts.get("title", ""), facts.get("symbol", ""), _date(facts.get("date", "")), facts.get("lang", facts.get("language", "")),
    )  # fmt: skip


def _fact(line: str) -> tuple[str, str]:
    key, _, value = line.partition(":")
    return key.strip().lower(), value.strip().strip("\"'")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _line(block: _Block, links: frozenset[str]) -> Line:
    passage = inline(" ".join(block.lines), links)
    return replace(passage, label=block.label, depth=block.depth, heading=block.heading, starts=True, number=block.number)


class _Blocks:
    """Splits the text into blocks; notes, links and artefacts are put aside on the way."""

    def __init__(self, text: str) -> None:
        self.rows = text.split("\n")
        self.links = frozenset(match[1].lower() for row in self.rows if (match := _LINK.match(row)))
        self.notes: list[tuple[str, str]] = []
        self.artefacts: list[str] = []
        self.items: list[tuple[int, int]] = []
        """(column of the marker, column of its content) of the open list items, outermost first."""

    def blocks(self) -> Iterator[_Block]:
        """The blocks in order."""
        block: _Block | None = None
        blank = True
        for number, quoted in enumerate(self.rows, 1):
            row = _QUOTE.sub("", quoted)
            if not row.strip() or self._aside(row):
                blank, finished, block = True, block, None
                if finished:
                    yield finished
                continue
            begun = self._begin(row, number, block, blank=blank)
            if begun is None and block is not None:
                block.lines.append(row.strip())
            else:
                if block:
                    yield block
                block = begun or self._paragraph(row, number)
            blank = False
            if row.endswith(("  ", "\\")) or (block and block.heading):
                yield from (block,) if block else ()
                block = None
        if block:
            yield block

    def _aside(self, row: str) -> bool:
        stripped = row.strip()
        note = _NOTE.match(stripped)
        if note:
            self.notes.append((note[1], note[2]))
        elif _ARTEFACT.match(stripped) or _LINK.match(stripped):
            self.artefacts.append(stripped)
        else:
            return False
        return True

    def _begin(self, row: str, number: int, above: _Block | None, *, blank: bool) -> _Block | None:
        heading = _HEADING.match(row.strip())
        if heading:
            self.items = []
            return _Block([heading[2]], number, heading=len(heading[1]))
        item = _ITEM.match(row)
        if item is not None and (blank or self.items or not item["bullet"]):
            return self._item(row, number, item)
        typed = above is not None and _TYPED.match(row) and _OPENS_LIST.search(above.lines[-1])
        return self._paragraph(row, number) if blank or typed else None

    def _item(self, row: str, number: int, item: regex.Match[str]) -> _Block:
        column = len(item["indent"])
        while self.items and column <= self.items[-1][0]:
            self.items.pop()
        depth = len(self.items)
        self.items.append((column, item.end()))
        return _Block([row[item.end() :].strip()], number, _label(item["number"], depth), depth)

    def _paragraph(self, row: str, number: int) -> _Block:
        column = len(row) - len(row.lstrip())
        while self.items and column <= self.items[-1][0]:
            self.items.pop()
        return _Block([row.strip()], number, depth=len(self.items) - (not _TYPED.match(row)) if self.items else None)


def _label(number: str | None, depth: int) -> str:
    """Nested lists lost their letters on the way to Markdown: 1. 2. 3. below a paragraph were (a) (b) (c), below these (i) (ii)."""
    if number is None:
        return ""
    value = int(number)
    if depth == 1 and 1 <= value <= 26:
        return f"({chr(ord('a') + value - 1)})"
    if depth == 2 and 1 <= value <= len(_ROMAN):
        return f"({_ROMAN[value - 1]})"
    return f"{number}."
