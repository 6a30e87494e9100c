"""One provision through all drafts: under which number it stood, what each step did to it, whence each of its words came.

Works on what is kept of each step between neighbouring drafts, the fates of those provisions that did not stay as they were;
step `at` leads from draft `at - 1` to draft `at`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex
from rapidfuzz import fuzz

from pipeline.model import Kind, Redline, RunKind

FIELDS = ("heading", "text", "closing")
_BACK = 85.0
"""Likeness in percent from which a provision that comes in is one that went out before."""
_FEWEST = 4
"""Words from which that can be told."""
_WORD = regex.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fate:
    """What a step did to a provision, or to several that were split or merged; redlines in which nothing changed are left out."""

    kinds: tuple[Kind, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    citations: tuple[str, str]
    """Of the first before and the first after, or of the heir."""
    heading: Redline
    text: Redline
    closing: Redline
    sizes: tuple[tuple[tuple[int, int, int], ...], tuple[tuple[int, int, int], ...]]
    """Lengths of heading, text and closing words of each before and each after, in characters."""
    heir: str = ""
    """Of an article that has no counterpart: the one that took it in, or that it was split from."""


@dataclass(slots=True)
class Step:
    """The fates of one step, found by the eId before and after."""

    fates: tuple[Fate, ...]
    before: dict[str, Fate] = field(init=False)
    after: dict[str, Fate] = field(init=False)

    def __post_init__(self) -> None:
        self.before = {eid: fate for fate in self.fates for eid in fate.before}
        self.after = {eid: fate for fate in self.fates for eid in fate.after}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to the provision, or to something in it, in the step to draft `at`; no `old` where it came in, no `new` where it went."""

    at: int
    old: str
    new: str
    own: Fate | None
    """The provision's own; None where it stayed as it was."""
    fates: tuple[Fate, ...]
    """All, also of what stands in it."""
    since: int | None = None
    """It came back: the draft in which it had gone."""


Steps = Sequence[Step | None]
"""By the number of the draft it leads to; none leads to the first."""


def last_home(steps: Steps, eid: str) -> int | None:
    """The latest draft but the last in which something had this eId; None where the steps know nothing of it."""
    return next((at - 1 for at in range(len(steps) - 1, 0, -1) if eid in _step(steps, at).before), None)


def life(steps: Steps, at: int, eid: str) -> tuple[str, tuple[Event, ...]]:
    """(the eId in the first draft, "" if it was not there; what happened, in order) to the provision that is `eid` in draft `at`."""
    then, earlier = _backward(steps, at, eid)
    return then, (*reversed(earlier), *_forward(steps, at, eid))


def _backward(steps: Steps, at: int, eid: str) -> tuple[str, list[Event]]:
    events = []
    while at > 0:
        step = _step(steps, at)
        fate = step.after.get(eid)
        old = (fate.before[0] if fate.before else fate.heir) if fate else eid
        gone = _gone(steps, at, eid) if not old else None
        inside = _inside(step, old, eid)
        if inside:
            events.append(Event(at, old, eid, fate, inside, gone[0] if gone else None))
        if gone:
            at, eid = gone
            step = _step(steps, at)
            events.append(Event(at, eid, "", step.before[eid], _inside(step, eid, "")))
        elif not old:
            return "", events
        else:
            eid = old
        at -= 1
    return eid, events


def _forward(steps: Steps, at: int, eid: str) -> Iterator[Event]:
    since = None
    while (at := at + 1) < len(steps):
        step = _step(steps, at)
        fate = step.before.get(eid)
        new = (fate.after[0] if fate.after else fate.heir) if fate else eid
        inside = _inside(step, eid, new)
        if inside:
            yield Event(at, eid, new, fate, inside)
        if not new:
            back = _back(steps, at, eid)
            if back is None:
                return
            since, (at, eid) = at, back
            step = _step(steps, at)
            yield Event(at, "", eid, step.after[eid], _inside(step, "", eid), since)
        else:
            eid = new


def _inside(step: Step, old: str, new: str) -> tuple[Fate, ...]:
    """The fates of the provision and of what stands in it."""

    def holds(home: str, eids: tuple[str, ...]) -> bool:
        return bool(home) and any(eid == home or eid.startswith(f"{home}__") for eid in eids)

    return tuple(fate for fate in step.fates if holds(new, fate.after) or holds(old, fate.before))


def _gone(steps: Steps, at: int, eid: str) -> tuple[int, str] | None:
    """Where the provision that comes in at `at` had gone before: (step, eId there)."""
    words = _words(_step(steps, at), eid, RunKind.INSERT)
    for earlier in range(at - 1, 0, -1):
        found = _most_like(_step(steps, earlier), words, RunKind.DELETE, eid)
        if found:
            return earlier, found
    return None


def _back(steps: Steps, at: int, eid: str) -> tuple[int, str] | None:
    """Where the provision that goes at `at` comes back: (step, eId there)."""
    words = _words(_step(steps, at), eid, RunKind.DELETE)
    for later in range(at + 1, len(steps)):
        found = _most_like(_step(steps, later), words, RunKind.INSERT, eid)
        if found:
            return later, found
    return None


def _most_like(step: Step, words: str, kind: RunKind, eid: str) -> str:
    """Of the provisions that went (or came in) the one of most like words, if alike enough and on the same level of the tree."""
    if len(words.split()) < _FEWEST:
        return ""
    depth, best, found = eid.count("__"), _BACK, ""
    for fate in step.fates:
        own, other = (fate.before, fate.after) if kind is RunKind.DELETE else (fate.after, fate.before)
        if other or own[0].count("__") != depth:
            continue
        score = fuzz.ratio(words, _words(step, own[0], kind), score_cutoff=best)
        if score > best or (score == best and not found):
            best, found = score, own[0]
    return found


def _words(step: Step, eid: str, kind: RunKind) -> str:
    """What went out of a step (or came in) with the provision and all in it, in lower case."""
    sides = (eid, "") if kind is RunKind.DELETE else ("", eid)
    runs = (run for fate in _inside(step, *sides) for redline in (fate.heading, fate.text, fate.closing) for run in redline)
    return " ".join(_WORD.findall(" ".join(run.text for run in runs if run.kind is kind).lower()))


def word_origins(steps: Steps, at: int, eid: str, name: str, length: int) -> tuple[int, ...]:
    """For each character of a field ("heading", "text", "closing") of the provision in draft `at`: the draft that brought it in."""
    origins = [0] * length
    held = {eid: [(place, place) for place in range(length)]}
    while at > 0 and held:
        earlier: dict[str, list[tuple[int, int]]] = {}
        for own, places in held.items():
            fate = _step(steps, at).after.get(own)
            if fate is None:
                earlier.setdefault(own, []).extend(places)
            else:
                for place, source in _sources(fate, own, name, places):
                    if source is None:
                        origins[place] = at
                    else:
                        earlier.setdefault(source[0], []).append((place, source[1]))
        held, at = earlier, at - 1
    return tuple(origins)


def _sources(fate: Fate, eid: str, name: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, tuple[str, int] | None]]:
    """(place in the end, (eId, place) in the draft before, None for words that the step brought in)."""
    column = FIELDS.index(name)
    redline: Redline = getattr(fate, name)
    start = _starts(fate.sizes[1], column)[fate.after.index(eid)]
    starts = _starts(fate.sizes[0], column)
    back = _map(redline) if redline else None
    for end, place in places:
        whole = start + place
        old = whole if back is None else back[whole] if whole < len(back) else None
        home = max((at for at, first in enumerate(starts) if old is not None and first <= old and fate.sizes[0][at][column]), default=None)
        yield end, None if old is None or home is None else (fate.before[home], old - starts[home])


def _starts(sizes: tuple[tuple[int, int, int], ...], column: int) -> list[int]:
    """Where each text begins when they are joined by line breaks, empty ones left out."""
    starts, place = [], 0
    for size in sizes:
        starts.append(place)
        place += size[column] + 1 if size[column] else 0
    return starts


def _map(redline: Redline) -> list[int | None]:
    """For each character after the redline its place before; None for what was inserted. A reference under its new number is the old one."""
    places: list[int | None] = []
    old = 0
    for run in redline:
        before, _, after = run.text.partition(" -> ") if run.kind is RunKind.RENUMBER else (run.text, "", run.text)
        if run.kind is RunKind.INSERT:
            places += [None] * len(after)
        elif run.kind is not RunKind.DELETE:
            places += [old + min(at, len(before) - 1) for at in range(len(after))]
        old += 0 if run.kind is RunKind.INSERT else len(before)
    return places


def _step(steps: Steps, at: int) -> Step:
    step = steps[at]
    assert step is not None
    return step
