"""The words by which provisions are compared: lower case, without labels, the numbers of cross-references masked."""

from dataclasses import dataclass

import regex

from pipeline.model import Draft

_REFERENCE = regex.compile(
    r"\b(articles?|art\.|paragraphs?|subparagraphs?|chapters?|parts?|annex(?:es)?|artículos?|párrafos?|paragraphes?|chapitres?)\s+"
    r"(?:\(?[\divxlc]+\)?(?:\s?(?:bis|ter|quater))?(?:\s*\([a-z]+\))*(?:\s*(?:,|and|to|or|et|à|y|a)\s+)?)+",
    regex.IGNORECASE,
)
_NOT_WORD = regex.compile(r"[^\p{L}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Words:
    """By eId: a provision's own words, its heading's, and its words with all that stands below it."""

    own: dict[str, str]
    heading: dict[str, str]
    whole: dict[str, str]


def masked(text: str) -> str:
    """The words of `text` alone, cross-references as "article #"."""
    return _NOT_WORD.sub(" ", _REFERENCE.sub(r"\1 # ", text)).strip().lower()


def words_of(draft: Draft) -> Words:
    """The words of every provision of `draft`."""
    own = {p.eid: masked(f"{p.text} {p.closing}") for p in draft.provisions}
    heading = {p.eid: masked(p.heading) for p in draft.provisions}
    below: dict[str, list[str]] = {p.eid: [own[p.eid]] for p in draft.provisions}
    for provision in reversed(draft.provisions):
        if provision.parent in below:
            below[provision.parent][1:1] = below[provision.eid]
    return Words(own, heading, {eid: " ".join(texts)[:2000] for eid, texts in below.items()})
