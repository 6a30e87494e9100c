"""The six drafts of the specimen: which file each is, and its lines with labels and cross-references filled in."""

import re
from dataclasses import dataclass
from pathlib import Path

from specimen.edits import apply_edits
from specimen.master import Treaty, number, parse_treaty

HERE = Path(__file__).parent
NOTE = re.compile(r"\{\^((?:[^{}]|\{[^{}]*\})*)\}")
NOTE_MARK = re.compile("\x02(\\d+)\x02")
"""Stands in a line's text where the mark of the footnote of that number belongs."""


@dataclass(frozen=True)
class Issue:
    """One draft as issued: ``symbol`` "SPEC/CYBER/1/Rev.1", ``edits`` the file of edits that lead to it."""

    symbol: str
    file: str
    date: str
    title: str
    status: str
    edits: str


ISSUES = (
    Issue("SPEC/CYBER/1", "1-zero-draft.txt", "2021-06-28", "Zero draft", "Chair's text, for the first session", "zero_c.txt"),
    Issue("SPEC/CYBER/1/Rev.1", "2-first-revision.md", "2022-02-14", "First revision", "compilation of proposals, bracketed", "rev1.txt"),
    Issue("SPEC/CYBER/1/Rev.2", "3-second-revision.html", "2022-09-05", "Second revision", "consolidated text", "rev2.txt"),
    Issue("SPEC/CYBER/1/Rev.3", "4-third-revision.docx", "2023-03-20", "Third revision", "renumbered consolidated text", "rev3.txt"),
    Issue("SPEC/CYBER/1/Rev.4", "5-fourth-revision.pdf", "2024-01-22", "Fourth revision", "for the concluding session", "rev4.txt"),
    Issue("SPEC/CYBER/2", "6-adopted-text.xml", "2024-07-31", "Adopted text", "adopted", "final.txt"),
)


@dataclass(frozen=True)
class Line:
    """One provision ready to be written: the text holds footnote marks (``NOTE_MARK``) and no placeholders."""

    uid: str
    kind: str
    label: str
    heading: str
    text: str


@dataclass(frozen=True)
class Draft:
    """One draft: its issue, its tree, its lines in order and its footnotes, the first being number 1."""

    issue: Issue
    treaty: Treaty
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


def all_drafts() -> list[Draft]:
    """The six drafts in order, each made from the one before by its edits."""
    treaty = _base()
    drafts = []
    for issue in ISSUES:
        treaty = apply_edits(treaty, (HERE / issue.edits).read_text("utf-8"))
        drafts.append(resolve(issue, treaty))
    return drafts


def _base() -> Treaty:
    return parse_treaty("".join((HERE / name).read_text("utf-8") for name in ("zero_a.txt", "zero_b.txt")))


def resolve(issue: Issue, treaty: Treaty) -> Draft:
    """Fills in labels, cross-references and footnote marks. KeyError when a reference points to no provision."""
    names = number(treaty)
    notes: list[str] = []

    def mark(match: re.Match[str]) -> str:
        notes.append(fill(match.group(1)))
        return f"\x02{len(notes)}\x02"

    def fill(text: str) -> str:
        return re.sub(r"\{([$#]?[\w.]+)\}", lambda found: names[found.group(1)], text)

    lines = []
    for node, _siblings, _above in treaty.walk():
        text = fill(NOTE.sub(mark, node.text))
        lines.append(Line(node.uid, node.kind, node.label, node.heading, text))
    return Draft(issue, treaty, tuple(lines), tuple(notes))


def plain(text: str) -> str:
    """The text without footnote marks."""
    return NOTE_MARK.sub("", text)


def words(draft: Draft) -> int:
    """Words of headings and texts between white space; labels, footnotes and the title do not count."""
    return sum(len(f"{line.heading} {plain(line.text)}".split()) for line in draft.lines)


def long_date(issue: Issue) -> str:
    """The date as a masthead prints it: "28 June 2021"."""
    months = "January February March April May June July August September October November December".split()
    year, month, day = issue.date.split("-")
    return f"{int(day)} {months[int(month) - 1]} {year}"
