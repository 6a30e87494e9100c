"""A changelog as a Word document with tracked changes: accepted, it is the later draft; rejected, the earlier one."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Change, Changelog, Draft, Level, Provision, Redline, Run, RunKind
from pipeline.render.docx_package import Tracked, package, paragraph
from pipeline.render.plain import depths, draft_name
from pipeline.render.templates import catalogue
from pipeline.render.words import HEADED, Words, provision_name, words_in

_STYLES = {
    Level.ARTICLE: "ArticleTitle",
    Level.SECTION: "ArticleTitle",
    Level.ANNEX: "PartTitle",
    Level.PART: "PartTitle",
    Level.CHAPTER: "PartTitle",
    Level.PREAMBLE: "PartTitle",
}
_RENUMBERED = " -> "
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Block:
    """One paragraph of a draft; `part` is "title", "heading", "text" or "closing". Its words are `lead`, `text` and `tail` in a row."""

    eid: str
    part: str
    style: str
    depth: int
    text: str
    lead: str = ""
    tail: str = ""


def changelog_docx(changelog: Changelog) -> bytes:
    """The DOCX: provisions paired one to one show their redline, all others are deleted where they stood and inserted where they stand."""
    texts = catalogue()
    before, after = (_blocks(draft, words_in(draft.language, texts)) for draft in (changelog.before, changelog.after))
    changes = {change.after[0]: change for change in changelog.changes if len(change.before) == len(change.after) == 1}
    tracked = Tracked(changelog.after.date)
    body = [paragraph(tracked, *shown) for shown in _merged(before, after, changes)]
    name = f"{draft_name(changelog.before)} → {draft_name(changelog.after)}"
    return package(body, changelog.after.title or name, name, changelog.after.language)


def _blocks(draft: Draft, words: Words) -> list[_Block]:
    """The paragraphs of a draft, in order; words after a list of subparagraphs come when the list ends."""
    depth = depths(draft)
    found: list[_Block] = []
    open_ones: list[Provision] = []
    for provision in (*draft.provisions, None):
        while open_ones and (provision is None or provision.parent != open_ones[-1].eid):
            ended = open_ones.pop()
            if ended.closing:
                found.append(_Block(ended.eid, "closing", "Normal", depth[ended.eid], ended.closing))
        if provision is not None:
            found += _opening(provision, depth[provision.eid], words)
            open_ones.append(provision)
    return found


def _opening(provision: Provision, depth: int, words: Words) -> Iterator[_Block]:
    name = provision_name(provision, words)
    tail = "".join(f" [{status}]" for status in provision.status)
    if provision.level in HEADED:
        style = _STYLES[provision.level]
        yield _Block(provision.eid, "title", style, 0, name)
        if provision.heading:
            yield _Block(provision.eid, "heading", style, 0, provision.heading)
        if provision.text or tail:
            yield _Block(provision.eid, "text", "Normal", 0, provision.text, "", tail)
        return
    lead = " ".join(filter(None, (f"{name}:" if provision.level is Level.OPTION else name, provision.heading)))
    yield _Block(provision.eid, "text", "Normal", depth, provision.text, f"{lead} " if lead else "", tail)


def _merged(before: Sequence[_Block], after: Sequence[_Block], changes: dict[str, Change]) -> Iterator[tuple[str, int, Redline, RunKind]]:
    """Each paragraph with its style, depth and runs, and whether it is kept, deleted or inserted as a whole."""
    at = {(block.eid, block.part): number for number, block in enumerate(before)}
    pairs = [
        (at[changes[block.eid].before[0], block.part], number)
        for number, block in enumerate(after)
        if block.eid in changes and (changes[block.eid].before[0], block.part) in at
    ]
    left = right = 0
    for old, new in [*_in_order(pairs), (len(before), len(after))]:
        yield from (_whole(block, RunKind.DELETE) for block in before[left:old])
        yield from (_whole(block, RunKind.INSERT) for block in after[right:new])
        if old < len(before):
            yield after[new].style, after[new].depth, _runs(before[old], after[new], changes[after[new].eid]), RunKind.KEEP
        left, right = old + 1, new + 1


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """As many of the pairs as keep their order on both sides: a longest increasing subsequence; the pairs are ordered by the second."""
    ends: list[int] = []
    chains: list[int] = []
    came: list[int] = []
    for number, (old, _) in enumerate(pairs):
        place = bisect_left(ends, old)
        ends[place:] = [old] if place == len(ends) else [old, *ends[place + 1 :]]
        chains[place:] = [number] if place == len(chains) else [number, *chains[place + 1 :]]
        came.append(chains[place - 1] if place else -1)
    kept: list[tuple[int, int]] = []
    number = chains[-1] if chains else -1
    while number >= 0:
        kept.append(pairs[number])
        number = came[number]
    return kept[::-1]


def _whole(block: _Block, kind: RunKind) -> tuple[str, int, Redline, RunKind]:
    return block.style, block.depth, (Run(kind, f"{block.lead}{block.text}{block.tail}"),), kind


def _runs(old: _Block, new: _Block, change: Change) -> Redline:
    inner = {"heading": change.heading, "text": change.redline, "closing": change.closing}.get(new.part)
    text = _changed(old.text, new.text) if inner is None else [part for run in inner for part in _plain(run)]
    return (*_changed(old.lead, new.lead), *text, *_changed(old.tail, new.tail))


def _changed(old: str, new: str) -> list[Run]:
    if old == new:
        return [Run(RunKind.KEEP, new)] if new else []
    return [Run(kind, text) for kind, text in ((RunKind.DELETE, old), (RunKind.INSERT, new)) if text]


def _plain(run: Run) -> list[Run]:
    """A renumbered reference as what it was and what it is."""
    if run.kind is not RunKind.RENUMBER:
        return [run]
    old, _, new = run.text.partition(_RENUMBERED)
    return [Run(RunKind.DELETE, old), Run(RunKind.INSERT, new)]
