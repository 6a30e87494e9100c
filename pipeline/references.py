"""Cross-references in a text, and which of them still point to the same provision under another number."""

from collections.abc import Iterator, Mapping

import regex

from pipeline.model import Draft, Level

# CONVENTIONS 31: "article 14, paragraph 2"; what is "of the Convention" or "of that Treaty" points out of this one
_REFERENCE = regex.compile(
    r"\b(?P<word>[Aa]rticles?|[Aa]rtículos?)\s+(?P<article>\d+(?:\s?(?:bis|ter|quater|quinquies)\b)?)"
    r"(?:,\s+(?:paragraph|paragraphe|párrafo)\s+(?P<paragraph>\d+(?:\s?(?:bis|ter|quater)\b)?))?(?![\w(])(?!,?\s+(?:of|de)\s+(?:the|that|la|l)\b)"
)
Renumbering = Mapping[str, str]
"""From a reference as `references` names it to the name of its target: equal names are the same provision."""


def references(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) of each cross-reference to an article or its paragraph; the name holds the word, and numbers without spaces."""
    for match in _REFERENCE.finditer(text):
        yield match.start(), match.end(), _name(match["word"], match["article"], match["paragraph"])


def _name(word: str, article: str, paragraph: str | None) -> str:
    return f"{word} {article.replace(' ', '')}/{(paragraph or '').replace(' ', '')}"


def _places(draft: Draft) -> dict[str, str]:
    """Name "5/2" -> the eId of paragraph 2 of article 5; "5/" the article's own."""
    articles: dict[str, str] = {}
    found: dict[str, str] = {}
    for provision in draft.provisions:
        number = provision.label.replace(" ", "").strip(".()")
        if provision.level is Level.ARTICLE:
            articles[provision.eid] = number
            found.setdefault(f"{number}/", provision.eid)
        elif provision.parent in articles and number:
            found.setdefault(f"{articles[provision.parent]}/{number}", provision.eid)
    return found


def renumberings(before: Draft, after: Draft, partner: Mapping[str, str]) -> tuple[Renumbering, Renumbering]:
    """For both drafts: the name of each possible reference -> the eId (after) of what it points to; `partner` pairs eIds."""
    old, new = _places(before), _places(after)
    words = ("article", "Article", "articles", "Articles", "artículo", "Artículo", "artículos", "Artículos")
    mapped = {place: partner[eid] for place, eid in old.items() if eid in partner}
    return tuple({f"{word} {place}": f"{word} {eid}" for word in words for place, eid in side.items()} for side in (mapped, new))  # type: ignore[return-value]  # two sides
