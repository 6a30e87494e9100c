"""Paragraphs -> what stands before the treaty, the treaty itself, and the same treaty again in another language."""

from collections.abc import Sequence

import regex

from pipeline.model import Level, Line
from pipeline.structure.habits import Habits
from pipeline.structure.headings import accepts, reads_like_sentence
from pipeline.structure.labels import Label, Scheme, named_label
from pipeline.structure.languages import Language, languages
from pipeline.structure.passage import capital
from pipeline.structure.preamble import is_recital, opens_preamble, opens_recital, speaks_for_organ

_TREATY = regex.compile(
    r"\b(convention|agreement|treaty|protocol|covenant|charter|regulation|accord|traité|pacte|charte|protocole|"
    r"convenio|convención|tratado|acuerdo|protocolo|verdrag|übereinkommen|vertrag|convenção|конвенция|соглашение|договор|اتفاقية|公约|协定)\b",
    regex.IGNORECASE,
)
_HEADS = (Scheme.ARTICLE, Scheme.RULE, Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ANNEX)
_ATTACHED_WITHIN = 8
"""Paragraphs below the title of an attached protocol within which its preamble or first provision begins."""
_SECOND_TEXT = 2
"""Articles in another language that make a second text of the treaty."""


def treaty_start(lines: Sequence[Line], language: Language, habits: Habits) -> int:
    """Where the treaty begins: its preamble, else its first article, part or numbered level, else 0.

    Where an organ's resolution comes first and the treaty is its annex, the treaty begins in that annex.
    """
    labels = [named_label(line.text, language) for line in lines]
    start = _first_level(lines, labels, language, habits)
    annexed = _annexed(lines, labels, start, language)
    if annexed:
        start = annexed + _first_level(lines[annexed:], labels[annexed:], language, habits)
    at = start
    while at > 0 and (opens_recital(lines[at - 1], language) or _enacts(lines[at - 1], language)):
        at -= 1
        start = at if is_recital(lines[at], language) or _enacts(lines[at], language) else start
    return start


def _enacts(line: Line, language: Language) -> bool:
    return len(line.text) < 120 and line.level is None and bool(language.agreed.match(line.text) or opens_preamble(line, language))


def _annexed(lines: Sequence[Line], labels: Sequence[Label | None], start: int, language: Language) -> int:
    """Where the annex begins that holds the treaty adopted by the act which opens at `start`; 0: nowhere."""
    opening = next((line for line in lines[start : start + 3] if speaks_for_organ(line, language)), None)
    if opening is None:
        return 0
    for at in range(start + 1, len(lines)):
        label = labels[at]
        if label and label.scheme is Scheme.ARTICLE and accepts(lines[at], label, lines[at - 1]):
            return 0
        if label and label.scheme is Scheme.ANNEX and not lines[at].text[label.end :].strip(" *"):
            return at + 1
    return 0


def _first_level(lines: Sequence[Line], labels: Sequence[Label | None], language: Language, habits: Habits) -> int:
    kind = Scheme.RULE if habits.rules else Scheme.ARTICLE
    article = next((at for at, label in enumerate(labels) if label and label.scheme is kind and _alone(lines[at], label)), None)
    levels = [at for at, line in enumerate(lines) if line.level is not None]
    limit = article if article is not None else len(lines)
    opening = [at for at in range(limit) if _opens(lines[at], labels[at], language)]
    if opening:
        return next((at for at in range(max(0, opening[0] - 2), opening[0]) if _is_part_one(lines[at], labels[at])), opening[0])
    if levels and (article is None or levels[0] < article):
        return levels[0]
    parts = [at for at in range(limit) if (label := labels[at]) and label.scheme in _HEADS and _alone(lines[at], label)]
    before_article = [at for at in parts if (label := labels[at]) and label.scheme is not Scheme.ANNEX]
    if before_article:
        return before_article[0]
    return _option_before(labels, article) if article is not None else 0


def _is_part_one(line: Line, label: Label | None) -> bool:
    return label is not None and label.scheme is Scheme.PART and label.value == 1 and _alone(line, label)


def _option_before(labels: Sequence[Label | None], article: int) -> int:
    """The article's place, or that of "OPTION I" right above it."""
    above = labels[article - 1] if article else None
    return article - 1 if above is not None and above.scheme is Scheme.OPTION else article


def _alone(line: Line, label: Label) -> bool:
    """Whether the line is a heading: its label alone, or with a title; with a sentence only where it opens the treaty."""
    rest = line.text[label.end :].lstrip(" ]:.-–—([")
    if reads_like_sentence(line, label) and label.scheme in (Scheme.ARTICLE, Scheme.RULE):
        return label.value == 1
    return bool(line.heading) or not rest or (capital(rest) and not rest.endswith((",", ";")))


def _opens(line: Line, label: Label | None, language: Language) -> bool:
    if line.level in (Level.PREAMBLE, Level.RECITAL) or (label is not None and label.scheme is Scheme.PREAMBLE):
        return True
    return opens_preamble(line, language)


def attaches(lines: Sequence[Line], at: int, language: Language) -> bool:
    """Whether the line, which stands after the treaty's end, is the title of a protocol or the like that begins there."""
    title = lines[at].text
    if len(title) > 200 or title.endswith((".", ",", ";", ":")) or not capital(title):
        return False
    found = _TREATY.search(title)
    if found is None or len(title[: found.start()].split()) > 2:
        return False
    below = lines[at + 1 : at + _ATTACHED_WITHIN]
    return any(opens_preamble(line, language) or is_recital(line, language) or _is_first(line, language) for line in below)


def _is_first(line: Line, language: Language) -> bool:
    label = named_label(line.text, language)
    return label is not None and label.value <= 1 and label.scheme in (Scheme.ARTICLE, Scheme.PREAMBLE) and accepts(line, label, None)


def second_text(lines: Sequence[Line], language: Language) -> int:
    """Where the whole treaty begins again in another language (CONVENTIONS 32); else the number of lines."""
    first_words = [_first_word(line.text) for line in lines]
    starts = []
    for other in languages().values():
        names = {name.split("{}")[0] for name in other.words["article"]} - set(language.words["article"])
        heads = [at for at, word in enumerate(first_words) if word in names and _is_foreign(lines[at], other, language)]
        if len(heads) < _SECOND_TEXT or not _is_first(lines[heads[0]], other):
            continue
        at = heads[0]
        if _has_article(lines[:at], language) and not _has_article(lines[at:], language):
            while at > 0 and _belongs(lines[at - 1], other):
                at -= 1
            starts.append(at)
    return min(starts, default=len(lines))


def _first_word(text: str) -> str:
    head = text[:20].lstrip("[ ").casefold()
    return head[:1] if head[:1] == "第" else head.partition(" ")[0]


def _is_foreign(line: Line, other: Language, language: Language) -> bool:
    label = named_label(line.text, other)
    return label is not None and label.scheme is Scheme.ARTICLE and named_label(line.text, language) is None and accepts(line, label, None)


def _has_article(lines: Sequence[Line], language: Language) -> bool:
    return any((label := named_label(line.text, language)) and label.scheme is Scheme.ARTICLE for line in lines)


def _belongs(line: Line, other: Language) -> bool:
    preamble = opens_preamble(line, other) or opens_recital(line, other) or other.agreed.match(line.text)
    title = len(line.text) < 200 and not line.text.endswith((".", ";", ","))
    return bool(preamble) or title or named_label(line.text, other) is not None


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
    return (8 if line.text.isascii() else 3) < len(line.text) < 300 and not line.text.endswith((".", ",", ";", ":")) and capital(line.text)
