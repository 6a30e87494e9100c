"""How treaties print cross-references (CONVENTIONS 31), in English, French and Spanish: one pattern a shape.

"article 35, paragraph 3 (b)" · "articles 23 to 25" · "paragraphs 1 and 2 of this article" · "subparagraph (a) above" · "chapter IV" ·
"the preceding article". What is "of the Charter" or of another instrument points out of the treaty and is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

_BIS = r"(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|ante|alt)\b)?"
_NUMBER = rf"\d+{_BIS}"
_POINT = r"(?:\s?\([\p{Ll}\d]{1,4}\)|\s[a-z]\))"
_ITEM = rf"(?:{_NUMBER}{_POINT}*)"
_JOIN = r"(?:\s?,\s+(?:and\s+|or\s+)?|\s+(?:and|or|to|through|et|ou|à|y|o|e|u|a|al)\s+|\s?[–-]\s?)"
_ARTICLE, _ARTICLES = r"(?i:article|art\.|artículo)", r"(?i:articles|arts\.|artículos)"
_PARAGRAPH, _PARAGRAPHS = r"(?i:paragraph|para\.|paragraphe|par\.|párrafo)", r"(?i:paragraphs|paras\.|paragraphes|párrafos)"
_POINT_WORD = r"(?i:sub-?paragraphs?|points?|alinéas?|apartados?|incisos?|items?)"
_HELD_BY = r"(?i:chapters?|parts?|sections?|annex(?:es)?|chapitres?|parties?|annexes?|capítulos?|partes?|secciones?|sección|anexos?)"
_ROMAN = r"(?:[IVXLC]+|\d+)\b"
_THIS = r"(?i:this|the\s+present|le\s+présent|du\s+présent|el\s+presente|del\s+presente)"
_OWN = rf"(?:\s+(?i:of|de|du|del)\s+)?{_THIS}\s+(?i:article|artículo)"
_INSTRUMENT = (
    r"(?i:conventions?|covenants?|charters?|protocols?|agreements?|treat(?:y|ies)|statutes?|constitution|instruments?|regulations?|directives?"
    r"|resolutions?|decisions?|rules|code|act|annex|accords?|pactes?|chartes?|traités?|protocoles?|règlements?|instrumentos?|convenios?"
    r"|convenci[oó]n(?:es)?|acuerdos?|pactos?|carta|tratados?|protocolos?|estatutos?|reglamentos?|resoluci[oó]n)\b"
)
_ABROAD = regex.compile(
    r"\s*(?:,?\s+(?:thereof|ibid)|,?\s+(?:of|de|du|des|del)\s+(?:l['’]\s?)?"
    r"(?!(?:this|these|the\s+present|présente?|la\s+présente?|le\s+présent|la\s+presente|presente)\b)"
    r"(?:(?:the|that|its|said|same|above-?mentioned|aforementioned|la|le|les|los|las|el|ladite|ledit|dicha|dicho|\d{4})\s+){0,3}"
    rf"(?!(?:Part(?:y|ies)|States?|Contracting|Member|Partes?|Parties|États?|Estados?)\b)(?:\p{{Lu}}|{_INSTRUMENT}))"
)
"""What follows a reference that points to another instrument: "of the Charter", "of that Convention"."""

_SHAPES = regex.compile(
    rf"""
    \b(?:
      (?P<turn>{_PARAGRAPHS}\s+|{_PARAGRAPH}\s+)(?P<p>{_ITEM})(?:{_JOIN}(?P<p>{_ITEM}))*
        (?:(?:{_OWN})|,?\s+(?i:of|de|du|del)\s+(?:l['’])?(?P<of>{_ARTICLE}\s+)(?P<oa>{_NUMBER})(?![\w(])|(?P<here>))
    | (?P<many>{_ARTICLES}\s+)(?P<a>{_ITEM})(?:{_JOIN}(?P<a>{_ITEM}))*
    | (?P<one>{_ARTICLE}\s+)(?P<a1>{_NUMBER})(?P<pts>{_POINT}*)
        (?:,?\s+(?:{_PARAGRAPH}|{_PARAGRAPHS})\s+(?P<ap>{_ITEM})(?:{_JOIN}(?P<ap>{_ITEM}))*)?
    | (?P<held>{_HELD_BY}\s+)(?P<h>{_ROMAN})(?:{_JOIN}(?P<h>{_ROMAN}))*
    | (?P<sub>{_POINT_WORD})(?P<s>{_POINT})(?:{_JOIN}(?P<s>{_POINT}))*
    | (?P<near>(?i:the\s+(?:preceding|previous|following|next)\s+(?:article|paragraph)))
    )(?!\w)
    """,
    regex.VERBOSE,
)
_DIGIT_OR_NEAR = regex.compile(r"\d|\([a-z]{1,4}\)|[IVX]+\b|\b(?:preceding|previous|following|next)\b")
_PARTS = regex.compile(rf"{_NUMBER}|\(?([\p{{Ll}}\d]{{1,4}})\)")
_SPACE = regex.compile(r"\s+")
_LEVEL_OF = (
    ("chap", "chapter"), ("cap", "chapter"), ("part", "part"), ("sec", "section"), ("annex", "annex"), ("anex", "annex"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """One cross-reference: ``text[start:end]`` as printed, the word in front of its number ("article"), and where it points.

    ``article`` is the number of the article, "" for the article it stands in; ``path`` the labels below it, outermost first
    ("3", "b"). ``level`` is "article", or "chapter", "part", "section", "annex" with the number in ``article``; "near" for
    "the preceding article", with the direction and level in ``path``.
    """

    start: int
    end: int
    word: str
    level: str
    article: str
    path: tuple[str, ...] = ()


def find(text: str) -> Iterator[Reference]:
    """Give the cross-references of a text, in order and never overlapping; those to other instruments are left out."""
    for match in _matches(text):
        if not _points_abroad(text, match):
            yield from _read(match)


def masked(text: str) -> str:
    """Give the text with "#" for the number of every cross-reference, those to other instruments too."""
    parts, at = [], 0
    for match in _matches(text):
        parts += [text[at : match.start()], _mask(match)]
        at = match.end()
    return "".join([*parts, text[at:]]) if parts else text


@lru_cache(maxsize=1 << 15)
def _matches(text: str) -> "tuple[regex.Match[str], ...]":
    """What looks like a reference; the same text is asked for by the alignment and, on each side, by the redline."""
    return tuple(_SHAPES.finditer(text)) if _DIGIT_OR_NEAR.search(text) else ()


def _mask(match: "regex.Match[str]") -> str:
    word = match["turn"] or match["many"] or match["one"] or match["held"] or match["sub"]
    return f"{word.strip()} #" if word else match[0]


def _points_abroad(text: str, match: "regex.Match[str]") -> bool:
    return not match["near"] and match["of"] is None and bool(_ABROAD.match(text, match.end()))


def _read(match: "regex.Match[str]") -> Iterator[Reference]:
    if match["near"]:
        _, way, level = _SPACE.split(match["near"].lower())
        yield Reference(*match.span(), "", "near", way, (level,))
    elif match["turn"]:
        article = _label(match["oa"]) if match["oa"] else ""
        yield from _list(match, "turn", "p", article, match.end())
    elif match["sub"]:
        yield from _points(match)
    elif match["held"]:
        yield from _containers(match)
    elif match["many"]:
        yield from _articles(match)
    else:
        yield from _article(match)


def _list(match: "regex.Match[str]", word: str, name: str, article: str, end: int) -> Iterator[Reference]:
    """Paragraphs, one or a list: the last reaches to the end of the phrase."""
    spans = match.spans(name)
    for at, (start, stop) in enumerate(spans):
        first, last = at == 0 and len(spans) == 1, at == len(spans) - 1
        begin = match.start(word) if first else start
        yield Reference(begin, end if last else stop, match[word].strip(), "article", article, _path(match.string[start:stop]))


def _article(match: "regex.Match[str]") -> Iterator[Reference]:
    article, word = _label(match["a1"]), match["one"].strip()
    inner = match.spans("ap")
    if not inner:
        yield Reference(*match.span(), word, "article", article, _path(match["pts"]))
        return
    for at, (start, stop) in enumerate(inner):
        yield Reference(
            match.start() if at == 0 else start, stop, word if at == 0 else "", "article", article, _path(match.string[start:stop])
        )


def _articles(match: "regex.Match[str]") -> Iterator[Reference]:
    for start, stop in match.spans("a"):
        number, *path = _path(match.string[start:stop])
        yield Reference(start, stop, "", "article", number, tuple(path))


def _containers(match: "regex.Match[str]") -> Iterator[Reference]:
    word = match["held"].strip()
    level = next(level for begin, level in _LEVEL_OF if word.lower().startswith(begin))
    spans = match.spans("h")
    for start, stop in spans:
        yield Reference(match.start() if len(spans) == 1 else start, stop, word, level, match.string[start:stop])


def _points(match: "regex.Match[str]") -> Iterator[Reference]:
    """Subparagraphs of the paragraph that the reference stands in."""
    for start, stop in match.spans("s"):
        printed = match.string[start:stop]
        yield Reference(stop - len(printed.lstrip()), stop, "", "point", "", _path(printed))


def _path(text: str) -> tuple[str, ...]:
    """Split "3 bis (b)(ii)" into "3bis", "b", "ii"."""
    return tuple(_label(part[0]) for part in _PARTS.finditer(text))


def _label(text: str) -> str:
    return _SPACE.sub("", text).strip("().").lower()
