"""One changed provision -> what happened to each safeguard in it: there or not, the modal verb it hangs on, its hedges."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.assess.rules import Rules, Safeguard

_SENTENCE = regex.compile(r"[^.;:]+[.;:]?")
_BRACKETS = regex.compile(r"[\[\]]")


@dataclass(frozen=True, slots=True)
class Standing:
    """A safeguard in one text: the sentence, the words that show it, and what the duty there hangs on."""

    quote: str
    triggers: tuple[str, ...]
    modal: str = ""
    hedges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """One safeguard, the rule that applies, and how it stood on each side (None: not there)."""

    safeguard: Safeguard
    rule: str
    before: Standing | None
    after: Standing | None
    detail: tuple[str, str] = ("", "")


def standing(safeguard: Safeguard, text: str, rules: Rules) -> Standing | None:
    """How `safeguard` stands in `text`, or None. Square brackets are read through."""
    for match in _SENTENCE.finditer(text):
        plain = _BRACKETS.sub("", match[0])
        found = tuple(dict.fromkeys(hit[0] for hit in safeguard.pattern.finditer(plain)))
        if found:
            modal = rules.modal.search(plain)
            hedges = tuple(dict.fromkeys(hit[0].lower() for hit in rules.hedge.finditer(plain)))
            return Standing(match[0].strip(), found, modal[0].lower() if modal else "", hedges)
    return None


def judge(before: str, after: str, rules: Rules) -> Iterator[Judgement]:
    """What happened to each safeguard from `before` to `after`, texts of one provision; "" for none."""
    for safeguard in rules.safeguards:
        old, new = standing(safeguard, before, rules), standing(safeguard, after, rules)
        if old is None and new is None:
            continue
        if old is None or new is None:
            yield Judgement(safeguard, "S01" if new is None else "S02", old, new)
            continue
        yield from _compared(safeguard, old, new, rules)


def _compared(safeguard: Safeguard, old: Standing, new: Standing, rules: Rules) -> Iterator[Judgement]:
    steps = [rules.ladder.index(side.modal) if side.modal in rules.ladder else None for side in (old, new)]
    if steps[0] is not None and steps[1] is not None and steps[0] != steps[1]:
        yield Judgement(safeguard, "S03" if steps[0] < steps[1] else "S04", old, new, (old.modal, new.modal))
        return
    lost, gained = set(old.hedges) - set(new.hedges), set(new.hedges) - set(old.hedges)
    if gained and not lost:
        yield Judgement(safeguard, "S05", old, new, ("", min(gained)))
    elif lost and not gained:
        yield Judgement(safeguard, "S06", old, new, (min(lost), ""))
