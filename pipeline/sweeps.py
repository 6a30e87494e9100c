"""House-style sweeps: one substitution made throughout a draft ("States Parties" -> "Parties") is told once, with its places.

Words that bear duties, negations or exceptions are never taken for style, however often they were changed.
"""

from collections.abc import Iterator
from dataclasses import replace

import regex

from pipeline.model import Change, Kind, Redline, RunKind, Sweep

_LEAST = 5
"""So many provisions make a sweep."""
_LONGEST = 4
"""Words on either side of a substitution that can still be style."""
_STYLE = frozenset({Kind.AMENDED, Kind.EDITORIAL, Kind.RENUMBERED, Kind.MOVED})
_NEVER = frozenset(
    "shall may must should will can could would ought not no nor never none without unless except save only and or all any every subject"
    " notwithstanding if where when doit doivent peut peuvent devrait ne pas sans sauf ou et deberá podrá debería no sin salvo o y".split()
)
_WORD = regex.compile(r"\w+")

Substitution = tuple[str, str]


def sweeps(changes: tuple[Change, ...]) -> tuple[Sweep, ...]:
    """The substitutions made in many provisions, the most frequent first; places are eIds of the later draft, in order."""
    places: dict[Substitution, dict[str, None]] = {}
    for change in changes:
        if change.after:
            for each in _substitutions(change):
                places.setdefault(each, {})[change.after[0]] = None
    found = [
        Sweep(before, after, tuple(eids)) for (before, after), eids in places.items() if len(eids) >= _LEAST and _is_style(before, after)
    ]
    return tuple(sorted(found, key=lambda sweep: (-len(sweep.places), sweep.before, sweep.after)))


def marked(changes: tuple[Change, ...], found: tuple[Sweep, ...]) -> tuple[Change, ...]:
    """The changes, those marked as swept in which nothing happened but sweeps."""
    known = {(sweep.before, sweep.after) for sweep in found}
    return tuple(replace(change, swept=True) if _only(change, known) else change for change in changes)


def _only(change: Change, known: set[Substitution]) -> bool:
    own = list(_substitutions(change))
    return (
        bool(own)
        and Kind.AMENDED in change.kinds
        and set(change.kinds) <= _STYLE
        and not change.references
        and all(each in known for each in own)
    )


def _is_style(before: str, after: str) -> bool:
    words = [_WORD.findall(side.lower()) for side in (before, after)]
    changed = set(words[0]) ^ set(words[1])
    return (
        before != after
        and all(len(side) <= _LONGEST for side in words)
        and not changed & _NEVER
        and not any(each.isdigit() for each in changed)
    )


def _substitutions(change: Change) -> Iterator[Substitution]:
    for redline in (change.heading, change.redline, change.closing):
        yield from _groups(redline)


def _groups(redline: Redline) -> Iterator[Substitution]:
    """(words before, words after) of each changed place; where one side is empty with the next kept word, else the one before."""
    at = 0
    while at < len(redline):
        if redline[at].kind in (RunKind.KEEP, RunKind.RENUMBER):
            at += 1
            continue
        end = at
        while end < len(redline) and redline[end].kind in (RunKind.DELETE, RunKind.INSERT):
            end += 1
        sides = [" ".join(run.text for run in redline[at:end] if run.kind is kind).split() for kind in (RunKind.DELETE, RunKind.INSERT)]
        if not all(sides):
            following = redline[end].text.split()[:1] if end < len(redline) else []
            leading = [] if following else redline[at - 1].text.split()[-1:] if at else []
            sides = [[*leading, *side, *following] for side in sides]
        yield _plain(sides[0]), _plain(sides[1])
        at = end


def _plain(words: list[str]) -> str:
    return " ".join(words).strip(" ,;.:()[]“”\"'").lower()
