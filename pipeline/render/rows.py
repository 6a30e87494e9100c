"""One change -> the row that shows it: its words, what happened to it, its anchors. No markup, no judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import BracketChange, Change, Draft, Kind, Level, Provision, Redline, Run, RunKind
from pipeline.render.finding_views import FindingView
from pipeline.render.links import PairLink
from pipeline.render.words import HEADED, Words, provision_name

_LOUD = frozenset({Kind.AMENDED, Kind.ADDED, Kind.REMOVED, Kind.SPLIT, Kind.MERGED, Kind.MOVED})


@dataclass(frozen=True, slots=True)
class Tag:
    """What happened, in words; `link` leads to where the text came from, empty where there is no page."""

    kind: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One provision of a changelog. `quiet`: nothing of substance happened to it."""

    anchor: str
    aliases: tuple[str, ...]
    level: Level
    name: str
    citation: str
    depth: int
    tags: tuple[Tag, ...]
    kinds: tuple[str, ...]
    heading: Redline
    text: Redline
    closing: Redline
    status: Redline
    notes: Redline
    brackets: tuple[BracketChange, ...]
    findings: tuple[FindingView, ...]
    quiet: bool
    headed: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """Both drafts' provisions by eId, and every eId by which a provision went in other drafts."""

    before: Mapping[str, Provision]
    after: Mapping[str, Provision]
    aliases: Mapping[str, tuple[str, ...]]


def sides(before: Draft, after: Draft, aliases: Mapping[str, tuple[str, ...]]) -> Sides:
    """The two drafts ready for look-ups."""
    return Sides({p.eid: p for p in before.provisions}, {p.eid: p for p in after.provisions}, aliases)


def change_row(  # noqa: PLR0913, PLR0917 - what a row is made of
    change: Change, found: Sides, findings: tuple[FindingView, ...], pair: PairLink, words: Words, levels: Words
) -> Row:
    """The row of a change; `words` are the interface's, `levels` those of the drafts' language."""
    before, after = [found.before[eid] for eid in change.before], [found.after[eid] for eid in change.after]
    provision = (after or before)[0]
    status = _listed([s for p in before for s in p.status], [s for p in after for s in p.status])
    notes = _listed([f"{n.mark} {n.text}" for p in before for n in p.notes], [f"{n.mark} {n.text}" for p in after for n in p.notes])
    loud = bool(_LOUD.intersection(change.kinds) - ({Kind.AMENDED} if change.swept else set())) or any(
        run.kind is not RunKind.KEEP for run in (*status, *notes)
    )
    # Square brackets are signs, but whether a text is agreed is no matter of typography.
    loud = loud or bool(change.brackets)
    return Row(
        anchor=provision.eid if after else f"was-{provision.eid}",
        aliases=_aliases(change, found),
        level=provision.level,
        name=provision_name(provision, levels),
        citation=provision.citation or provision.eid,
        depth=_depth(provision, found.after if after else found.before),
        tags=_tags(change, before, after, pair, words),
        kinds=tuple(str(Kind.EDITORIAL if change.swept and kind is Kind.AMENDED else kind) for kind in change.kinds),
        heading=change.heading,
        text=change.redline,
        closing=change.closing,
        status=status,
        notes=notes,
        brackets=change.brackets,
        findings=findings,
        quiet=not loud and not findings,
        headed=provision.level in HEADED,
    )


def _aliases(change: Change, found: Sides) -> tuple[str, ...]:
    """Other names of the place: those of the draft before, of the split parts, of later drafts; none that is another's name."""
    names = [*change.after[1:], *change.before]
    names += [alias for eid in change.after for alias in found.aliases.get(eid, ())]
    kept = [name for name in names if name in change.after or name not in found.after]
    return tuple(dict.fromkeys(kept))


def _depth(provision: Provision, known: Mapping[str, Provision]) -> int:
    """How far inside its article: 0 a paragraph, 1 a subparagraph."""
    depth, parent = 0, known.get(provision.parent or "")
    while parent is not None and parent.level not in HEADED:
        depth, parent = depth + 1, known.get(parent.parent or "")
    return depth


def _tags(change: Change, before: Sequence[Provision], after: Sequence[Provision], pair: PairLink, words: Words) -> tuple[Tag, ...]:
    old, new = (", ".join(p.citation or p.eid for p in side) for side in (before, after))
    kinds = change.kinds if change.kinds != (Kind.AMENDED,) else ()  # the redline says so itself
    source = f"{pair.before.page}#{before[0].eid}" if before and pair.before.page else ""
    tags = []
    for kind in kinds:
        if kind is Kind.UNCHANGED or (kind is Kind.RENUMBERED and old == new) or (kind is Kind.EDITORIAL and change.brackets):
            continue
        came_from = source if kind in (Kind.MOVED, Kind.MERGED, Kind.RENUMBERED, Kind.REMOVED) else ""
        tags.append(Tag(str(kind), words(f"tag_{kind}", old=old, new=new), came_from))
    return tuple(tags)


def _listed(before: list[str], after: list[str]) -> Redline:
    """Marks and notes have no order of their own: what went, what stayed, what came."""
    gone = [Run(RunKind.DELETE, text) for text in dict.fromkeys(before) if text not in after]
    return (*gone, *(Run(RunKind.KEEP if text in before else RunKind.INSERT, text) for text in dict.fromkeys(after)))
