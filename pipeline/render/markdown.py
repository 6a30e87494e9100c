"""Markdown: a changelog to paste into an issue or a message, a draft as a clean text."""

import re

from pipeline.model import BracketChange, Change, Changelog, Draft, Finding, Kind, Level, Provision, Redline, RunKind
from pipeline.render.method import load_method
from pipeline.render.plain import NOT_ASSESSED, QUIET, SIGNS, depths, draft_name

_SPECIAL = re.compile(r"([\\`*_\[\]<>#~|])")
_LINE_START = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+])(?=\s)", re.MULTILINE)
_HEADINGS = {Level.PREAMBLE, Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE, Level.ANNEX}


def escaped(text: str) -> str:
    """``text`` so that Markdown shows it as it stands."""
    plain = _SPECIAL.sub(r"\\\1", text)
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", plain)


def _redline(redline: Redline) -> str:
    return "".join(_run(run.kind, run.text) for run in redline).replace("\n", "  \n")


def _run(kind: RunKind, text: str) -> str:
    tag = {RunKind.DELETE: "del", RunKind.INSERT: "ins"}.get(kind)
    return f"<{tag}>{escaped(text)}</{tag}>" if tag else escaped(text)


def changelog_markdown(changelog: Changelog) -> str:
    """Write findings with both quotes, then the redline of each change in substance, under the citation of its provision."""
    before = {provision.eid: provision for provision in changelog.before.provisions}
    after = {provision.eid: provision for provision in changelog.after.provisions}
    parts = [
        f"# {escaped(draft_name(changelog.before))} → {escaped(draft_name(changelog.after))}",
        f"## Findings ({len(changelog.findings)})",
    ]
    none = "None. That is not a promise that nothing was lost: read the changes."
    parts += [_finding(finding) for finding in changelog.findings] or [none if load_method().assesses(changelog) else NOT_ASSESSED]
    bare = [note for note in changelog.powers if not note.safeguards and note.effect in ("added", "broadened")]
    if bare:
        parts.append("## New or broader powers with no safeguard in reach")
        parts += [f"- {escaped(note.name)}, {escaped(note.after.citation)}: {note.effect}" for note in bare if note.after]
    parts.append("## Changes")
    parts += [
        f"Throughout: “{escaped(sweep.before)}” → “{escaped(sweep.after)}” ({len(sweep.places)} provisions)." for sweep in changelog.sweeps
    ]
    parts += [
        _change(change, before, after) for change in changelog.changes if not QUIET.issuperset(change.kinds) and not change.swept
    ] or ["None in substance."]
    return "\n\n".join([*parts, _quiet_counts(changelog)]) + "\n"


def _finding(finding: Finding) -> str:
    title = finding.safeguard.replace("-", " ").capitalize()
    lines = [f"### {SIGNS[finding.effect.value]} {escaped(title)}: {finding.effect.value}", "", escaped(finding.reason), ""]
    for name, side in (("Before", finding.before), ("After", finding.after)):
        lines += [f"- {name}, {escaped(side.citation)}: “{escaped(side.quote)}”"] if side else [f"- {name}: nothing"]
    return "\n".join([*lines, f"- Rule {escaped(finding.rule)}; {finding.certainty.value}; rests on: {finding.basis.value}"])


def _change(change: Change, before: dict[str, Provision], after: dict[str, Provision]) -> str:
    old = ", ".join(before[eid].citation or eid for eid in change.before)
    new = ", ".join(after[eid].citation or eid for eid in change.after)
    place = old if old == new else " → ".join(filter(None, (old, new)))
    texts = [_redline(redline) for redline in (change.heading, change.redline, change.closing) if redline]
    return "\n\n".join([f"### {escaped(place)} ({', '.join(change.kinds)})", *texts, *map(_brackets, change.brackets)])


def _brackets(change: BracketChange) -> str:
    """What became of a bracketed passage, in one line: "Brackets closed: “should” stands, “shall” is gone"."""
    sides = ((change.won, "stands"), (change.lost, "is gone")) if change.won or change.lost else ((change.options, "is bracketed"),)
    said = [f"“{escaped(option)}” {what}" for options, what in sides for option in options if option]
    return f"Brackets {change.event.value}: {', '.join(said)}"


def _quiet_counts(changelog: Changelog) -> str:
    quiet = [change for change in changelog.changes if QUIET.issuperset(change.kinds)]
    counts = [(kind, sum(kind in change.kinds for change in quiet)) for kind in (Kind.UNCHANGED, Kind.RENUMBERED, Kind.EDITORIAL)]
    return "Not shown: " + ", ".join(f"{count} {kind.value}" for kind, count in counts) + "."


def draft_markdown(draft: Draft) -> str:
    """Write a draft with its headings, labels as printed, notes at the end."""
    depth = depths(draft)
    parts = [f"# {escaped(draft.title)}"] if draft.title else []
    parts += [_provision(provision, depth[provision.eid]) for provision in draft.provisions]
    notes = [note for provision in draft.provisions for note in provision.notes] + list(draft.notes)
    parts += [f"\\[{escaped(note.mark)}\\] {escaped(note.text)}" for note in notes]
    return "\n\n".join(part for part in parts if part) + "\n"


def _provision(provision: Provision, depth: int) -> str:
    label, heading, text = escaped(provision.label), escaped(provision.heading), escaped(provision.text)
    closing = [escaped(provision.closing)] if provision.closing else []
    if provision.level in _HEADINGS:
        name = " ".join(filter(None, (provision.level.value.capitalize(), label)))
        title = f"{'#' * min(depth + 2, 6)} " + ". ".join(filter(None, (name, heading)))
        return "\n\n".join(filter(None, (title, text, *closing)))
    return "\n\n".join([" ".join(filter(None, (label, heading, text))), *closing])
