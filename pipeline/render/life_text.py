"""The life of one provision as plain text for the terminal, coloured or not."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.life import FIELDS, Event, Fate, Steps, word_origins
from pipeline.model import Draft, Kind, Provision
from pipeline.render.plain import printable, shown_redline

_DIM, _BOLD, _END = "\x1b[2m", "\x1b[1m", "\x1b[0m"
_COLOURS = (32, 33, 34, 35, 36, 31)
_STILL = {Kind.UNCHANGED, Kind.RENUMBERED}


@dataclass(frozen=True, slots=True)
class Entry:
    """A draft as the list names it."""

    name: str
    title: str
    date: datetime.date | None
    by: str


def life_text(entries: Sequence[Entry], first: Draft, then: str, events: Sequence[Event], *, colour: bool) -> str:
    """Draft by draft what happened; `then` is the eId in the `first` draft, "" if it was not there."""
    lines = []
    if then:
        lines += [_heading(entries, 0, colour=colour), f"    {_citation(first, then)}: stands in the first draft"]
        lines += [f"    {line}" for provision in _within(first, then) for line in _provision_text(provision).split("\n")]
    seen = 0
    for event in events:
        if event.at > seen + 1:
            lines.append(_quiet(f"{_numbers(seen + 1, event.at - 1)}  unchanged", colour=colour))
        lines += _event_lines(entries, event, colour=colour)
        seen = event.at
    if seen < len(entries) - 1 and (not events or events[-1].new):
        lines.append(_quiet(f"{_numbers(seen + 1, len(entries) - 1)}  unchanged", colour=colour))
    return "\n".join([*lines, ""])


def _numbers(start: int, end: int) -> str:
    return f"{start + 1:>3}" if start == end else f"{start + 1:>3} to {end + 1}"


def _quiet(text: str, *, colour: bool) -> str:
    return f"{_DIM}{text}{_END}" if colour else text


def _heading(entries: Sequence[Entry], at: int, *, colour: bool) -> str:
    entry = entries[at]
    title = f" ({entry.title})" if entry.title and entry.title != entry.name else ""
    day = entry.date.isoformat() if entry.date else "no date   "
    who = f", added by {entry.by}" if entry.by else ""
    line = printable(f"{at + 1:>3}  {day}  {entry.name}{title}{who}").replace("\n", " ")
    return f"{_BOLD}{line}{_END}" if colour else line


def _event_lines(entries: Sequence[Entry], event: Event, *, colour: bool) -> list[str]:
    own = event.own
    lines = [_heading(entries, event.at, colour=colour)]
    lines += [f"    {_places(own)}: {_what(event, own)}"] if own else []
    for fate in event.fates:
        redlines = [redline for redline in (fate.heading, fate.text, fate.closing) if redline]
        if fate is not own and (redlines or not _STILL.issuperset(fate.kinds)):
            lines.append(f"    {_places(fate)}: {', '.join(kind.value for kind in fate.kinds)}")
        lines += [f"      {line}" for redline in redlines for line in shown_redline(redline, colour=colour).split("\n")]
    return lines


def _places(fate: Fate) -> str:
    return " -> ".join(dict.fromkeys(filter(None, fate.citations)))


def _what(event: Event, fate: Fate) -> str:
    if not event.new:
        return "removed"
    if not event.old:
        return f"comes back; it had gone in draft {event.since + 1}" if event.since is not None else "comes in"
    unsaid = {Kind.UNCHANGED, Kind.ADDED, Kind.REMOVED} if fate.heir else {Kind.UNCHANGED}
    return ", ".join(kind.value for kind in fate.kinds if kind not in unsaid) or "in another place"


def blame_text(  # noqa: PLR0913 - a place in a draft, and all that is known of it
    entries: Sequence[Entry], last: Draft, at: int, eid: str, steps: Steps, *, colour: bool
) -> str:
    """The provision as it stands in draft `at`, each run of words followed by the number of the draft that brought it in; then these drafts."""
    lines: list[str] = []
    used: set[int] = set()
    for provision in _within(last, eid):
        parts = []
        for name in FIELDS:
            text = getattr(provision, name)
            origins = word_origins(steps, at, provision.eid, name, len(text))
            pieces = _pieces(text, origins)
            used |= {number for _, number in pieces}
            parts += [_coloured(f"{printable(piece)}[{number + 1}]", number, colour=colour) for piece, number in pieces]
        lines.append("    " * (provision.eid.count("__") - eid.count("__")) + " ".join(filter(None, [provision.label, *parts])))
    lines.append("")
    for number in sorted(used):
        entry = entries[number]
        day = entry.date.isoformat() if entry.date else ""
        who = f", added by {entry.by}" if entry.by else ""
        lines.append(_coloured(printable(f"[{number + 1}] {day} {entry.name}{who}"), number, colour=colour))
    return "\n".join([*lines, ""])


def _pieces(text: str, origins: Sequence[int]) -> list[tuple[str, int]]:
    """Runs of whole words of one origin; a word is of the draft that brought in its first character."""
    pieces: list[tuple[str, int]] = []
    place = 0
    for word in text.split(" "):
        if word and pieces and pieces[-1][1] == origins[place]:
            pieces[-1] = (f"{pieces[-1][0]} {word}", origins[place])
        elif word:
            pieces.append((word, origins[place]))
        place += len(word) + 1
    return pieces


def _coloured(text: str, number: int, *, colour: bool) -> str:
    return f"\x1b[{_COLOURS[number % len(_COLOURS)]}m{text}{_END}" if colour else text


def _within(draft: Draft, eid: str) -> list[Provision]:
    return [each for each in draft.provisions if each.eid == eid or each.eid.startswith(f"{eid}__")]


def _citation(draft: Draft, eid: str) -> str:
    return next((each.citation for each in draft.provisions if each.eid == eid), "") or eid


def _provision_text(provision: Provision) -> str:
    return printable(" ".join(filter(None, (provision.label, provision.heading, provision.text, provision.closing))))
