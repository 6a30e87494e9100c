"""Where words of duty stand in a clause -> what they say there, by their step on the ladder (R2): "no … may" forbids, as "shall not" does."""

from dataclasses import dataclass

from pipeline.assess.wording import Span

PROHIBITION, MAY = 5, 1
_SPOKEN = frozenset({2, 3, 4})
"""The steps between: "shall endeavour not to" forbids nothing."""
_FAR = 14
"""How many words before a word of duty its "no" may stand."""
_NOBODY = frozenset({"no", "nothing", "neither", "none", "nobody"})
_OBLIGES = frozenset(
    {"obligation", "obligations", "obliging", "obliges", "oblige", "duty", "requiring", "require", "requires", "compelling"}
)
_NEAR = 8


@dataclass(frozen=True, slots=True)
class Modal:
    """A word of duty: where, and its step on the ladder (5 the firmest)."""

    span: Span
    step: int


def modals(words: tuple[str, ...], steps: list[tuple[Span, int]]) -> list[Modal]:
    """The words of duty, in order, of those that overlap the longest ("may be required to" is no more than "may"); `steps`: where any stand, with steps."""
    longest: dict[int, Modal] = {}
    for span, step in steps:
        if _is_month(words, span[0]):
            continue
        if span[0] not in longest or span[1] > longest[span[0]].span[1]:
            longest[span[0]] = Modal(span, step)
    found: list[Modal] = []
    for start in sorted(longest):
        if not found or start > found[-1].span[1] or (start == found[-1].span[1] and found[-1].step > MAY):
            found.append(longest[start])
    return [_in_sense(each, words) for each in found]


def _is_month(words: tuple[str, ...], at: int) -> bool:
    """Whether "May" is one: it stands behind a day, or before a year."""
    near = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    return words[at] == "may" and any(word[:1].isdigit() for word in near)


def _in_sense(modal: Modal, words: tuple[str, ...]) -> Modal:
    """The word of duty by what it says: "nothing … shall be read as imposing an obligation to …" leaves a choice."""
    if not _forbids(modal, words):
        return modal
    start, end = modal.span
    frees = "nothing" in words[:start] and _OBLIGES.intersection(words[end : end + _NEAR])
    return Modal(modal.span, MAY if frees else PROHIBITION)


def _forbids(modal: Modal, words: tuple[str, ...]) -> bool:
    start, end = modal.span
    if modal.step in _SPOKEN or words[start] == "need":
        return False
    return "not" in words[end : end + 1] or words[start] == "cannot" or bool(_NOBODY.intersection(words[max(0, start - _FAR) : start]))
