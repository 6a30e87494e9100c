"""Paragraphs -> the paragraphs without tables of contents, and these as page furniture (CONVENTIONS 27)."""

from collections.abc import Sequence

import regex

from pipeline.model import Furniture, Line
from pipeline.structure.labels import Label, Scheme, named_label
from pipeline.structure.languages import Language

_LEADERS = regex.compile(r"(?:\.\s?){4,}\s*\d{0,4}$|…\s*\d+$|_{4,}\s*\d+$")
_PAGED = regex.compile(r"\s\d{1,3}$")
_PAGE_WORD = regex.compile(r"(?:pages?|página|p\.)$", regex.IGNORECASE)
_CONTINUED = regex.compile(r"\s*\((?:continued|suite|continuación)\)$", regex.IGNORECASE)
_ENTRIES = (Scheme.ARTICLE, Scheme.RULE, Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ANNEX, Scheme.PREAMBLE)
FEWEST = 4
"""Headings in a row that make a table of contents without its title; fewer may be empty articles."""


def without_contents(lines: Sequence[Line], language: Language) -> tuple[list[Line], list[Furniture]]:
    """(the lines without tables of contents, these)."""
    table = _Table(lines, language)
    drop = table.entries()
    kept = [line for at, line in enumerate(lines) if at not in drop]
    return kept, [Furniture("contents", lines[at].text, lines[at].page) for at in sorted(drop)]


class _Table:
    def __init__(self, lines: Sequence[Line], language: Language) -> None:
        self.lines = lines
        self.titles = language.words["contents"]
        self.labels: list[Label | None] = [named_label(line.text, language) for line in lines]
        self.last = {(label.scheme, label.printed): at for at, label in enumerate(self.labels) if label}

    def entries(self) -> set[int]:
        """Where the lines of tables of contents stand."""
        found: set[int] = set()
        for at, line in enumerate(self.lines):
            if _LEADERS.search(line.text[-24:]):
                found |= {at, *([at - 1] if at and self._is_head_alone(at - 1) and self.labels[at] is None else [])}
            elif _CONTINUED.sub("", line.text).rstrip(" .:").lower() in self.titles:
                found |= {at, *self._listed(at + 1)}
        return found | self._repeated()

    def _comes_again(self, at: int) -> bool:
        label = self.labels[at]
        return label is not None and label.scheme in _ENTRIES and self.last[label.scheme, label.printed] > at

    def _is_head_alone(self, at: int) -> bool:
        """Whether the line is a label that comes again later, without a title: the title is the next line."""
        label = self.labels[at]
        return self._comes_again(at) and label is not None and not self.lines[at].text[label.end :].strip(" ].:–-")

    def _is_title(self, at: int) -> bool:
        text = self.lines[at].text
        return self.labels[at] is None and len(text) < 120 and not text.endswith((".", ",", ";", ":"))

    def _is_short(self, at: int) -> bool:
        """Whether the line may be an entry without a number: "Introduction", "Preamble"."""
        label = self.labels[at]
        return (label is not None and label.scheme is Scheme.PREAMBLE) or (self._is_title(at) and len(self.lines[at].text) < 60)

    def _listed(self, start: int) -> list[int]:
        """The entries right after the word "Contents": headings that come again, with their titles, or that end with a page number."""
        found: list[int] = []
        for at in range(start, len(self.lines)):
            text = self.lines[at].text
            titled = bool(found) and self._is_head_alone(at - 1) and self._is_title(at)
            paged = _PAGED.search(text) and len(text) < 200 and not text[:1].islower()
            introduces = self._is_short(at) and at + 1 < len(self.lines) and self._comes_again(at + 1)
            if not (
                self._comes_again(at)
                or titled
                or paged
                or introduces
                or _LEADERS.search(text[-24:])
                or (not found and _PAGE_WORD.match(text))
            ):
                break
            found.append(at)
        return found

    def _repeated(self) -> set[int]:
        """Runs of four and more headings with nothing between them that all come again later."""
        runs: list[list[int]] = [[]]
        for at in range(len(self.lines)):
            if self._comes_again(at) and (not runs[-1] or self._is_new(at, runs[-1])):
                runs[-1].append(at)
            elif runs[-1]:
                if runs[-1][-1] == at - 1 and self._is_head_alone(at - 1) and self._is_title(at):
                    runs[-1].append(at)
                else:
                    runs.append([at] if self._comes_again(at) else [])
        return {at for run in runs if sum(self.labels[at] is not None for at in run) >= FEWEST for at in run}

    def _is_new(self, at: int, run: list[int]) -> bool:
        """Whether the run does not hold this heading yet; where it comes again, the treaty itself begins."""
        label = self.labels[at]
        return all(
            (other := self.labels[each]) is None or (other.scheme, other.printed) != (label.scheme, label.printed) for each in run if label
        )
