"""Plain text for the terminal: a changelog as a redline, a draft as an outline."""

from collections import Counter
from dataclasses import replace

from pipeline.model import Change, Changelog, Draft, Finding, Kind, Level, Provision, Redline, RunKind
from pipeline.render.method import load_method

SIGNS = {"removed": "−", "weakened": "↓", "strengthened": "↑", "added": "+"}
QUIET = {Kind.UNCHANGED, Kind.RENUMBERED, Kind.EDITORIAL}
NOT_ASSESSED = "Safeguards are not assessed: the rules know English, French and Spanish, and need both drafts in one of them."
_MARKS = {RunKind.KEEP: ("", ""), RunKind.DELETE: ("[-", "-]"), RunKind.INSERT: ("{+", "+}"), RunKind.RENUMBER: ("<", ">")}
_ANSI = {RunKind.DELETE: "\x1b[31;9m", RunKind.INSERT: "\x1b[32;4m", RunKind.RENUMBER: "\x1b[2m"}
_SAMPLE = 60


def shown_redline(redline: Redline, *, colour: bool) -> str:
    """A redline as the terminal shows it: ``[-deleted-] {+inserted+} <renumbered>``, coloured or not."""
    parts = []
    for run in redline:
        opening, closing = _MARKS[run.kind]
        words = f"{opening}{printable(run.text)}{closing}"
        parts.append(f"{_ANSI[run.kind]}{words}\x1b[0m" if colour and run.kind in _ANSI else words)
    return "".join(parts)


def printable(text: str) -> str:
    """``text`` without control characters: a draft must not be able to steer the terminal."""
    return "".join(char for char in text if char in "\n\t" or char.isprintable() or char.isspace())


def changelog_text(changelog: Changelog, colour: bool) -> str:
    """Summary, findings, then each change that is more than renumbering or typography: ``[-deleted-] {+inserted+}``."""
    before = {provision.eid: provision for provision in changelog.before.provisions}
    after = {provision.eid: provision for provision in changelog.after.provisions}
    kinds = Counter(kind for change in changelog.changes for kind in change.kinds)
    lines = [f"{draft_name(changelog.before)} -> {draft_name(changelog.after)}"]
    lines.append("  " + (", ".join(f"{kinds[kind]} {kind.value}" for kind in Kind if kinds[kind]) or "no provisions"))
    assessed = load_method().assesses(changelog)
    lines += ["", f"Findings: {len(changelog.findings)}" if assessed else NOT_ASSESSED]
    for finding in changelog.findings:
        lines += finding_lines(finding)
    lines += _power_lines(changelog)
    lines += ["", "Changes"]
    lines += [f"  throughout: “{sweep.before}” -> “{sweep.after}” ({len(sweep.places)} provisions)" for sweep in changelog.sweeps]
    shown = [change for change in changelog.changes if not QUIET.issuperset(change.kinds) and not change.swept]
    for change in shown:
        lines += _change_lines(change, before, after, colour=colour)
    lines += [] if shown else ["  none in substance"]
    folded = len(changelog.changes) - len(shown)
    return "\n".join([*lines, "", f"{folded} provisions unchanged, only renumbered or only edited for style are not shown.", ""])


def _power_lines(changelog: Changelog) -> list[str]:
    bare = [note for note in changelog.powers if not note.safeguards and note.effect in ("added", "broadened")]
    lines = ["", f"New or broader powers with no safeguard in reach: {len(bare)}"] if bare else []
    return lines + [f"  {note.name}, {note.after.citation}: {note.effect}" for note in bare if note.after]


def finding_lines(finding: Finding) -> list[str]:
    """What is printed of one finding: safeguard and effect, the reason, both quotes with their places."""
    title = finding.safeguard.replace("-", " ")
    review = " (to review)" if finding.certainty.value == "to review" else ""
    lines = [
        f"  {SIGNS[finding.effect.value]} {title}: {finding.effect.value}{review} [{finding.rule}]",
        f"      {printable(finding.reason)}",
    ]
    for name, side in (("before", finding.before), ("after", finding.after)):
        lines += [f"      {name} {side.citation}: “{printable(side.quote)}”"] if side else []
    return lines


def _change_lines(change: Change, before: dict[str, Provision], after: dict[str, Provision], *, colour: bool) -> list[str]:
    old = ", ".join(before[eid].citation or eid for eid in change.before)
    new = ", ".join(after[eid].citation or eid for eid in change.after)
    place = old if old == new else " -> ".join(filter(None, (old, new)))
    lines = [f"  {place}  {', '.join(kind.value for kind in change.kinds)}"]
    for redline in (change.heading, change.redline, change.closing):
        lines += ["      " + line for line in shown_redline(redline, colour=colour).split("\n")] if redline else []
    return lines


def draft_name(draft: Draft) -> str:
    """Return the document symbol, else the file's name, else the title, else "untitled draft"."""
    return draft.symbol or draft.name or draft.title or "untitled draft"


def draft_words(draft: Draft) -> int:
    """Count the words in the provisions of a draft, labels not counted."""
    return sum(len(f"{p.heading} {p.text} {p.closing}".split()) for p in draft.provisions)


def depths(draft: Draft) -> dict[str, int]:
    """Return the depth of each provision by eId, 0 at the top."""
    found: dict[str, int] = {}
    for provision in draft.provisions:
        found[provision.eid] = found.get(provision.parent, -1) + 1 if provision.parent else 0
    return found


def draft_outline(draft: Draft) -> str:
    """Write what ``travaux show`` prints: counts, the tree, then what was set aside and what fitted nowhere."""
    articles = sum(provision.level is Level.ARTICLE for provision in draft.provisions)
    notes = len(draft.notes) + sum(len(provision.notes) for provision in draft.provisions)
    lines = [
        draft.title or "(no title)",
        " · ".join(filter(None, (draft.symbol, draft.date.isoformat() if draft.date else "", draft.language))),
    ]
    lines += [f"{articles} articles, {len(draft.provisions)} provisions, {draft_words(draft)} words, {notes} notes", ""]
    depth = depths(draft)
    lines += ["  " * depth[provision.eid] + _outline_line(provision) for provision in draft.provisions]
    return "\n".join(printable(line) for line in [*lines, *_set_aside(draft), ""])


def draft_summary(draft: Draft) -> str:
    """The outline down to the articles, with all that was set aside and that fitted nowhere."""
    whole = [each for each in draft.provisions if each.level not in (Level.RECITAL, Level.PARAGRAPH, Level.SUBPARAGRAPH)]
    counted = f"{len(draft.provisions) - len(whole)} paragraphs and other parts of them are not shown; `travaux show` prints them"
    shown = draft_outline(replace(draft, provisions=tuple(replace(each, text="") for each in whole))).splitlines()
    total = draft_outline(draft).splitlines()[2]
    return "\n".join([*shown[:2], total, *shown[3:], counted, ""])


def _outline_line(provision: Provision) -> str:
    name = provision.level.value if provision.level not in (Level.PARAGRAPH, Level.SUBPARAGRAPH) else ""
    status = f"[{'; '.join(provision.status)}]" if provision.status else ""
    return " ".join(filter(None, (name, provision.label, provision.heading, _sample(provision.text), status)))


def _sample(text: str) -> str:
    return text if len(text) <= _SAMPLE else text[:_SAMPLE].rsplit(" ", 1)[0] + " …"


def _set_aside(draft: Draft) -> list[str]:
    kinds = Counter(item.kind for item in draft.furniture)
    lines = ["", f"Set aside as page furniture: {len(draft.furniture)}"]
    for kind in sorted(kinds):
        first = next(item.text for item in draft.furniture if item.kind == kind)
        lines.append(f"  {kind}: {kinds[kind]}, for example “{_sample(first)}”")
    lines += [
        f"Before the treaty: {len(draft.front)} paragraphs; after it: {len(draft.back)}",
        f"Fitted no label, kept where it stood: {len(draft.unplaced)}",
    ]
    return lines + [f"  {eid}: {_sample(text)}" for eid, text in draft.unplaced]
