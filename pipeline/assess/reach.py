"""The part of the treaty that a clause speaks of ("this Chapter", "article 17", "this Convention") -> whether it grew or shrank (R14)."""

from collections.abc import Iterator

from rapidfuzz.distance import Indel

from pipeline.assess.judgement import Shift
from pipeline.assess.reading import Standing
from pipeline.assess.wording import Span

_WIDTH = {
    **dict.fromkeys(("convention", "treaty", "protocol", "agreement", "charter", "covenant", "instrument", "pact", "compact"), 3),
    **dict.fromkeys(("chapter", "part", "section", "title"), 2),
    **dict.fromkeys(("article", "articles", "paragraph", "paragraphs", "subparagraph", "annex"), 1),
}
"""How much of a treaty each of its parts is."""
_POINTS = frozenset({"this", "the", "present", "that"})
_NUMBER = frozenset("i ii iii iv v vi vii viii ix x xi xii".split())
_TO = frozenset({"to", "and", "or", "through", "and/or"})
_LISTED = frozenset({"article", "articles", "chapter", "chapters", "part", "parts"})
_RANGE = frozenset({"to", "through"})
_ALIKE = 0.7
"""Share of the other words that both clauses must have in the same order."""
_TAKES = frozenset({"except", "unless", "save", "notwithstanding", "excluding", "than"})
"""What stands behind these is taken from the safeguard: more of it protects less."""


def reach(old: Standing, new: Standing) -> Iterator[Shift]:
    """The one part of the treaty named on both sides, if one is more of it than the other and the clause else says much the same."""
    named = [_named(standing) for standing in (old, new)]
    if old.safeguard.list not in ("", "exempts") or len(named[0]) != len(named[1]):
        return
    differ = [pair for pair in zip(*named, strict=True) if _wide(old, pair[0]) != _wide(new, pair[1])]
    if len(differ) != 1 or _likeness(old, new, named) < _ALIKE:
        return
    before, after = differ[0]
    if any(_TAKES.intersection(each.reading.clause.words[: span[0]]) for each, span in ((old, before), (new, after))):
        return
    sign = 1 if _wide(new, after) > _wide(old, before) else -1
    yield Shift(sign, "R14", old.reading.clause.quote(before), new.reading.clause.quote(after))


def _named(standing: Standing) -> list[Span]:
    """Where the clause names a part of the treaty: "this chapter", "articles 9 to 11 of this Convention", "chapter II"."""
    words, found, end = standing.reading.clause.words, list[Span](), 0
    for at, word in enumerate(words):
        if at < end or word not in _WIDTH:
            continue
        start, end = at, at + 1
        while start and words[start - 1] in _POINTS:
            start -= 1
        while end < len(words) and (_is_number(words[end]) or (words[end] in _TO and end + 1 < len(words) and _is_number(words[end + 1]))):
            end += 1
        if start < at or end > at + 1:
            part = bool(found) and words[found[-1][1] : start] == ("of",)
            found = [*found[:-1], (found[-1][0], end)] if part else [*found, (start, end)]
    return found


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in _NUMBER


def _wide(standing: Standing, span: Span) -> tuple[int, int]:
    """How much of a treaty is named: which part, and of articles that are what the clause is about ("articles 7 and 9 shall …") how many."""
    words = standing.reading.clause.words[span[0] : span[1]]
    part = next(_WIDTH[word] for word in words if word in _WIDTH)
    duties = standing.reading.modals()
    counts = words[0] in _LISTED and not _RANGE.intersection(words) and bool(duties) and span[1] <= duties[0].span[0]
    return part, sum(word[:1].isdigit() for word in words) if counts and "articles" not in standing.safeguard.units else 0


def _without(standing: Standing, spans: list[Span]) -> list[str]:
    named = {at for start, end in spans for at in range(start, end)}
    return [word for at, word in enumerate(standing.reading.plain()) if at not in named and word]


def _likeness(old: Standing, new: Standing, named: list[list[Span]]) -> float:
    return Indel.normalized_similarity(*(_without(each, spans) for each, spans in zip((old, new), named, strict=True)))
