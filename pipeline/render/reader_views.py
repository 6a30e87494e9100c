"""A Draft -> what its reader shows: each provision with its anchor, brackets, notes, status, and the words findings rest on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex

from pipeline.model import Draft, Held, Level, Note
from pipeline.render.finding_views import FindingView
from pipeline.render.links import PairName
from pipeline.render.words import HEADED, Words, provision_name

_BRACKETS = regex.compile(r"[\[\]]+")


@dataclass(frozen=True, slots=True)
class Slice:
    """Some words: "", "bracket", or "trigger" (words a finding rests on)."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A provision as it is read."""

    eid: str
    aliases: tuple[str, ...]
    level: Level
    name: str
    depth: int
    headed: bool
    heading: tuple[Slice, ...]
    text: tuple[Slice, ...]
    closing: tuple[Slice, ...]
    status: tuple[str, ...]
    notes: tuple[Note, ...]
    findings: tuple[tuple[PairName, FindingView], ...]
    """(step, finding): what led to this draft, and what was done to it after."""
    held: tuple[tuple[Held, str], ...]
    """The safeguards that stand in it, each with its name."""
    history: str


def readings(  # noqa: PLR0913, PLR0917 - all that is known of a provision
    draft: Draft,
    words: Words,
    aliases: Mapping[str, tuple[str, ...]],
    findings: Mapping[str, list[tuple[PairName, FindingView]]],
    histories: Mapping[str, str],
    held: Mapping[str, list[tuple[Held, str]]],
) -> tuple[Reading, ...]:
    """Every provision of a draft in order; `findings` and `held` by eId."""
    found = []
    depths: dict[str, int] = {}
    for provision in draft.provisions:
        headed = provision.level in HEADED
        depths[provision.eid] = -1 if headed else depths.get(provision.parent or "", -1) + 1
        own = findings.get(provision.eid, [])
        triggers = {
            text
            for _, view in own
            for side in (view.before, view.after)
            if side and side.eid == provision.eid
            for text, on in side.pieces
            if on
        }
        found.append(
            Reading(
                eid=provision.eid,
                aliases=aliases.get(provision.eid, ()),
                level=provision.level,
                name=provision_name(provision, words),
                depth=max(depths[provision.eid], 0),
                headed=headed,
                heading=slices(provision.heading, ()),
                text=slices(provision.text, triggers),
                closing=slices(provision.closing, triggers),
                status=provision.status,
                notes=provision.notes,
                findings=tuple(own),
                held=tuple(held.get(provision.eid, ())),
                history=histories.get(provision.eid, ""),
            )
        )
    return tuple(found)


def slices(text: str, triggers: Iterable[str]) -> tuple[Slice, ...]:
    """A text in slices, the brackets and the triggers apart."""
    wanted = sorted({each for each in triggers if each.strip()}, key=lambda each: (-len(each), each))
    pattern = regex.compile("|".join([*map(regex.escape, wanted), _BRACKETS.pattern])) if wanted else _BRACKETS
    found, end = [], 0
    for match in pattern.finditer(text):
        kind = "bracket" if _BRACKETS.fullmatch(match[0]) else "trigger"
        found += [Slice(text[end : match.start()]), Slice(match[0], kind)]
        end = match.end()
    return tuple(each for each in (*found, Slice(text[end:])) if each.text)
