"""Paragraphs -> what stands before the treaty, its tables of contents, and the treaty itself."""

from collections.abc import Sequence

import regex

from pipeline.model import Furniture, Level, Line
from pipeline.structure.labels import Scheme, named_label
from pipeline.structure.languages import Language

_LEADERS = regex.compile(r"(?:\.\s?){4,}\s*\d{0,4}$|…\s*\d+$|_{4,}\s*\d+$")
_PAGED = regex.compile(r"\s\d{1,3}$")
_TREATY = regex.compile(
    r"\b(convention|agreement|treaty|protocol|covenant|charter|regulation|accord|traité|pacte|charte|convenio|convención|tratado|acuerdo|protocolo)\b",
    regex.IGNORECASE,
)
_HEADS = (Scheme.ARTICLE, Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ANNEX)


def without_contents(lines: Sequence[Line], language: Language) -> tuple[list[Line], list[Furniture]]:
    """The lines without tables of contents, and these as page furniture (CONVENTIONS 27)."""
    labels = [named_label(line.text, language) if len(line.text) < 250 else None for line in lines]
    last = {(label.scheme, label.printed): at for at, label in enumerate(labels) if label and label.scheme in _HEADS}
    drop: set[int] = set()
    for at, line in enumerate(lines):
        if _LEADERS.search(line.text):
            drop.add(at)
        elif line.text.rstrip(" .:").lower() in language.words["contents"]:
            drop |= {at, *_listed(lines, labels, last, at + 1)}
    drop |= _repeated(lines, labels, last)
    kept = [line for at, line in enumerate(lines) if at not in drop]
    return kept, [Furniture("contents", lines[at].text, lines[at].page) for at in sorted(drop)]


def _listed(lines: Sequence[Line], labels: list, last: dict, start: int) -> list[int]:  # type: ignore[type-arg]
    """The entries right after the word "Contents": headings that come again, or that end with a page number."""
    found = []
    for at in range(start, len(lines)):
        label = labels[at]
        comes_again = label is not None and label.scheme in _HEADS and last[label.scheme, label.printed] > at
        if not (comes_again or _PAGED.search(lines[at].text) or _LEADERS.search(lines[at].text)):
            break
        found.append(at)
    return found


def _repeated(lines: Sequence[Line], labels: list, last: dict) -> set[int]:  # type: ignore[type-arg]
    """Runs of four and more article headings with nothing between them that all come again later."""
    runs: list[list[int]] = [[]]
    for at, label in enumerate(labels):
        if label is not None and label.scheme in _HEADS and last[label.scheme, label.printed] > at:
            runs[-1].append(at)
        elif runs[-1]:
            titles_only = len(lines[at].text) < 120 and not lines[at].text.endswith((".", ";", ":"))
            if titles_only and label is None and runs[-1][-1] == at - 1:
                runs[-1].append(at)
            else:
                runs.append([])
    return {at for run in runs if sum(labels[at] is not None for at in run) >= 4 for at in run}


def treaty_start(lines: Sequence[Line], language: Language) -> int:
    """Where the treaty begins: its preamble, else its first article, part or numbered level, else 0."""
    start = _first_level(lines, language)
    at = start
    while at > 0 and _opens_recital(lines[at - 1], language):
        at -= 1
        start = at if is_recital(lines[at], language) else start
    return start


def is_recital(line: Line, language: Language) -> bool:
    """Whether the line reads like a preamble paragraph by itself: "Recalling ...,"."""
    return line.text.rstrip(" ]").endswith((",", ";")) and _opens_recital(line, language)


def _opens_recital(line: Line, language: Language) -> bool:
    return line.text.lstrip("[")[:1].isupper() and bool(language.recital.match(line.text))


def _first_level(lines: Sequence[Line], language: Language) -> int:
    labels = [named_label(line.text, language) if len(line.text) < 250 else None for line in lines]
    article = next(
        (at for at, label in enumerate(labels) if label and label.scheme is Scheme.ARTICLE and _alone(lines[at], label.end)), None
    )
    levels = [at for at, line in enumerate(lines) if line.level is not None]
    limit = article if article is not None else len(lines)
    opening = [at for at in range(limit) if _opens(lines[at], labels[at], language)]
    if opening:
        return opening[0]
    if levels and (article is None or levels[0] < article):
        return levels[0]
    parts = [at for at in range(limit) if labels[at] and labels[at].scheme in _HEADS and _alone(lines[at], labels[at].end)]  # type: ignore[union-attr]
    before_article = [at for at in parts if labels[at].scheme is not Scheme.ANNEX]  # type: ignore[union-attr]
    if before_article:
        return before_article[0]
    return article if article is not None else 0


def _alone(line: Line, end: int) -> bool:
    rest = line.text[end:].lstrip(" ]:.-–—([")
    return bool(line.heading) or not rest or (rest[0].isupper() and not rest.endswith((",", ";")))


def _opens(line: Line, label: object, language: Language) -> bool:
    if line.level in (Level.PREAMBLE, Level.RECITAL) or getattr(label, "scheme", None) is Scheme.PREAMBLE:
        return True
    return len(line.text) < 400 and line.text.rstrip(" ]").endswith(",") and bool(language.parties.match(line.text))


def title_of(front: Sequence[Line], fallback: str) -> str:
    """The treaty's title, else `fallback`: of the lines of the front that read like a title, the one headed by a kind of treaty.

    "Convention on Cybercrime" goes before "Conference on a convention on cybercrime"; what the file marks as a heading before both.
    """
    titles = [(line, found) for line in front if _title_like(line) and (found := _TREATY.search(line.text))]
    if not titles:
        return fallback
    best, _ = min(titles, key=lambda each: (each[0].heading or 9, len(each[0].text[: each[1].start()].split())))
    return best.text.strip("*_ ")


def _title_like(line: Line) -> bool:
    return 8 < len(line.text) < 300 and not line.text.endswith((".", ",", ";", ":")) and line.text[0].isupper()
