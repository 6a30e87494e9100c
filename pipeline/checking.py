"""A treaty's folder -> its Check: two of its drafts compared, each finding judged by a filter and given its place in the files."""

from itertools import pairwise
from pathlib import Path

import regex

from pipeline.changelog import compare
from pipeline.checks import Check, Filter, Judged, Place
from pipeline.drafts import load_treaty
from pipeline.entries import DraftEntry, Treaty
from pipeline.errors import DraftsError, ReadError
from pipeline.history import from_commits
from pipeline.model import Draft, Evidence
from pipeline.read import kind_of
from pipeline.remembered import named, read_again
from pipeline.reviews import load_reviews

_SAMPLE = 8
"""So many words of a provision are looked for in a file of tags."""
_BETWEEN = r"(?:\s|<[^<>]*>|&nbsp;|&#160;)+"


def check(folder: Path, between: tuple[str, str] | None, wanted: Filter, root: Path) -> Check | None:
    """The check of the treaty in `folder`: `between` two drafts by symbol, file name, title or date, else over the last step.

    None where it has fewer than two drafts. Places are given from `root`. Raises DraftsError, ReadError, RulesError.
    """
    treaty = from_commits(load_treaty(folder))
    if between:
        entries = _draft(treaty, between[0]), _draft(treaty, between[1])
    elif len(treaty.drafts) < 2:
        return None
    else:
        entries = treaty.drafts[-2], treaty.drafts[-1]
    before, after = (_read(treaty, entry) for entry in entries)
    changelog = compare(before, after, treaty.rules, load_reviews(folder))
    judged = tuple(
        Judged(
            finding,
            wanted.catches(finding),
            _place(finding.before, before, entries[0], root),
            _place(finding.after, after, entries[1], root),
        )
        for finding in changelog.findings
    )
    return Check(treaty.slug, _name(before, entries[0]), _name(after, entries[1]), judged, treaty.remarks)


def _draft(treaty: Treaty, named: str) -> DraftEntry:
    """The draft that goes by that name. Raises DraftsError with the names that there are."""
    for entry in treaty.drafts:
        names = (entry.symbol, entry.title, entry.issued.isoformat() if entry.issued else "", *(path.name for path in entry.files))
        if named.casefold() in (name.casefold() for name in names if name):
            return entry
    there = ", ".join(entry.symbol or entry.file.name for entry in treaty.drafts)
    raise DraftsError([f"{treaty.slug}: there is no draft {named}; there are {there or 'none'}"])


def _read(treaty: Treaty, entry: DraftEntry) -> Draft:
    try:
        return named(read_again(entry), entry)
    except ReadError as error:
        raise ReadError(f"{treaty.slug}/{error}") from error


def _name(draft: Draft, entry: DraftEntry) -> str:
    return draft.symbol or entry.file.name


def _place(side: Evidence | None, draft: Draft, entry: DraftEntry, root: Path) -> Place | None:
    if side is None:
        return None
    at = next((number for number, each in enumerate(draft.provisions) if each.eid == side.eid), None)
    if at is None:
        return Place(_shown(entry.file, root))
    provision = draft.provisions[at]
    path = entry.files[_part(draft, at, len(entry.files))]
    words = f"{provision.heading} {provision.text}".split()
    return Place(_shown(path, root), _line(path, provision.line, words), provision.page)


def _part(draft: Draft, at: int, files: int) -> int:
    """In which of the draft's files its provision number `at` stands: lines are counted anew in each."""
    lines = [each.line for each in draft.provisions[: at + 1] if each.line]
    return min(sum(later < earlier for earlier, later in pairwise(lines)), files - 1)


def _line(path: Path, counted: int, words: list[str]) -> int:
    """The provision's line in the file: as counted in plain text, where its words stand in a file of tags, 0 in a file without lines."""
    data = path.read_bytes()
    kind = kind_of(data)
    if kind == "plain text":
        return counted
    if kind not in ("a web page", "XML"):
        return 0
    text = data.decode("utf-8", errors="replace")
    found = regex.search(_BETWEEN.join(regex.escape(word) for word in words[:_SAMPLE]), text) if words else None
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _shown(path: Path, root: Path) -> str:
    """The path from `root`, with slashes; from the drafts' folder where it is elsewhere, so that no path of this machine is told."""
    whole = path.resolve()
    base = root.resolve()
    return whole.relative_to(base if whole.is_relative_to(base) else whole.parent.parent.parent).as_posix()
