"""One article over all drafts: its redlines in sequence, who brought in every word, and what was lost and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from pipeline.model import Draft, Provision, Redline, RunKind
from pipeline.render.changelog_views import ChangelogView, Group
from pipeline.render.links import DraftName, PairName
from pipeline.render.threads import Steps, Thread, article_of
from pipeline.render.words import Words, provision_name

Origins = Mapping[tuple[str, str], tuple[int, ...]]
"""(eId, field) -> for each character of that text the number of the draft that brought it in."""
FIELDS = ("heading", "text", "closing")
_WORD = regex.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Step:
    """What a draft did to the article; `group` is None in the first draft and where the article is absent."""

    draft: DraftName
    label: str
    group: Group | None
    pair: PairName | None


@dataclass(frozen=True, slots=True)
class BlameRow:
    """A provision's text in pieces, each with the draft that brought it in."""

    name: str
    depth: int
    pieces: tuple[tuple[str, DraftName], ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """Words that went out, in which draft, and the later draft that brought them back."""

    text: str
    draft: DraftName
    back: DraftName | None


@dataclass(frozen=True, slots=True)
class HistoryView:
    """An article's history as its page shows it."""

    thread: Thread
    steps: tuple[Step, ...]
    blame: tuple[BlameRow, ...]
    last: DraftName
    lost: tuple[Lost, ...]

    @property
    def shown(self) -> frozenset[int]:
        """The numbers of the drafts whose step the page shows."""
        return frozenset(step.draft.number for step in self.steps if step.group)

    @property
    def first(self) -> int:
        """The number of the draft it appeared in."""
        return self.steps[0].draft.number


def blame(drafts: Sequence[Draft], steps: Steps) -> tuple[Origins, ...]:
    """For each draft the origin of all its characters, carried forward through the redlines, which give back both texts exactly."""
    found: list[dict[tuple[str, str], tuple[int, ...]]] = []
    for at, draft in enumerate(drafts):
        own = {(p.eid, field): (at,) * len(getattr(p, field)) for p in draft.provisions for field in FIELDS}
        if at in steps:
            texts = [{p.eid: p for p in drafts[at - 1].provisions}, {p.eid: p for p in draft.provisions}]
            for change in steps[at].changes:
                redlines = {"heading": change.heading, "text": change.redline, "closing": change.closing}
                for field, redline in redlines.items():
                    befores = [(getattr(texts[0][eid], field), found[-1][eid, field]) for eid in change.before]
                    afters = [(eid, getattr(texts[1][eid], field)) for eid in change.after]
                    own |= {(eid, field): origins for eid, origins in _carried(redline, befores, afters, at)}
        found.append(own)
    return tuple(found)


def _carried(
    redline: Redline, befores: list[tuple[str, tuple[int, ...]]], afters: list[tuple[str, str]], at: int
) -> list[tuple[str, tuple[int, ...]]]:
    old = "".join(_sides(run.text)[0] if run.kind is RunKind.RENUMBER else run.text for run in redline if run.kind is not RunKind.INSERT)
    origins = [at] * len(old)
    start = 0
    for text, known in befores:
        place = old.find(text, start)
        if text and place >= 0:
            origins[place : place + len(text)] = known
            start = place + len(text)
    new, whose, position = "", list[int](), 0
    for run in redline:
        before, after = _sides(run.text) if run.kind is RunKind.RENUMBER else (run.text, run.text)
        if run.kind is RunKind.INSERT:
            whose += [at] * len(after)
        elif run.kind is RunKind.KEEP:
            whose += origins[position : position + len(before)]
        elif run.kind is RunKind.RENUMBER:  # the reference is the old one, under its new number
            whose += [origins[position] if position < len(origins) else at] * len(after)
        position += 0 if run.kind is RunKind.INSERT else len(before)
        new += "" if run.kind is RunKind.DELETE else after
    result, start = [], 0
    for eid, text in afters:
        place = new.find(text, start)
        if text and place >= 0:
            result.append((eid, tuple(whose[place : place + len(text)])))
            start = place + len(text)
    return result


def _sides(reference: str) -> tuple[str, str]:
    before, _, after = reference.partition(" -> ")
    return before, after


def history_view(  # noqa: PLR0913, PLR0917 - all there is to know
    thread: Thread,
    drafts: Sequence[Draft],
    origins: Sequence[Origins],
    links: Sequence[DraftName],
    views: Mapping[int, ChangelogView],
    words: Words,
) -> HistoryView:
    """The article from its first draft to its last."""
    steps = []
    for at, cell in enumerate(thread.cells):
        gone = f"was-{thread.cells[at - 1].eid}" if at and thread.cells[at - 1].eid else None
        group = _group(views[at], cell.eid or gone) if at in views else None
        if cell.eid or group:
            steps.append(Step(links[at], cell.label, group, views[at].pair.named if at in views else None))
    last = max(at for at, cell in enumerate(thread.cells) if cell.eid)
    article = thread.cells[last].eid
    inside = article_of(drafts[last])
    rows = tuple(_row(p, origins[last], links, words) for p in drafts[last].provisions if inside.get(p.eid) == article)
    return HistoryView(thread, tuple(steps), rows, links[last], _lost(steps))


def _group(view: ChangelogView, anchor: str | None) -> Group | None:
    return next((group for group in view.groups if anchor and anchor in (group.head.anchor, *group.head.aliases)), None)


def _row(provision: Provision, origins: Origins, links: Sequence[DraftName], words: Words) -> BlameRow:
    pieces: list[tuple[str, DraftName]] = []
    for field in FIELDS:
        text, whose = getattr(provision, field), origins[provision.eid, field]
        start = 0
        for end in range(1, len(text) + 1):
            if end == len(text) or (whose[end] != whose[start] and not text[end].isspace()):
                pieces.append((text[start:end], links[whose[start]]))
                start = end
        if text and field == "heading":
            pieces[-1] = (f"{pieces[-1][0]}. ", pieces[-1][1])
    depth = max(provision.eid.count("__") - 1, 0)
    return BlameRow(provision_name(provision, words), depth, tuple(pieces))


def _lost(steps: Sequence[Step]) -> tuple[Lost, ...]:
    """Runs of two words and more that were deleted; they are back where a later draft has three or more of them again, anew."""
    gone = [
        (at, run.text)
        for at, step in enumerate(steps)
        for run in _runs(step)
        if run.kind is RunKind.DELETE and len(_WORD.findall(run.text)) > 1
    ]
    texts = [(at, *_texts(step)) for at, step in enumerate(steps)]
    found = []
    for at, text in gone:
        plain = _plain(text)
        back = next(
            (
                steps[later].draft
                for later, old, new in texts
                if later > at and len(plain.split()) > 2 and f" {plain} " in new and f" {plain} " not in old
            ),
            None,
        )
        found.append(Lost(text.strip(), steps[at].draft, back))
    return tuple(found)


def _runs(step: Step) -> Redline:
    rows = (step.group.head, *step.group.rows) if step.group else ()
    return tuple(run for row in rows for run in (*row.heading, *row.text, *row.closing))


def _texts(step: Step) -> tuple[str, str]:
    """All words before and after the step, as one line each."""
    runs = _runs(step)
    old, new = ("".join(run.text for run in runs if run.kind is not other) for other in (RunKind.INSERT, RunKind.DELETE))
    return f" {_plain(old)} ", f" {_plain(new)} "


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
