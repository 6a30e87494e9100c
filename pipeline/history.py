"""What git knows of drafts: who added each and when, the drafts that are successive commits of one file, and files at a revision."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.checkout import GitError, answer, repository
from pipeline.entries import DraftEntry, Origin, Treaty
from pipeline.errors import DraftsError, ReadError

if TYPE_CHECKING:
    import git

_START, _NEXT = "\x01", "\x02"
_FORMAT = "%x01%H%x02%aN%x02%as%x02%s%x02"
_LINK, _SUBMODULE, _FOLDER = "120000", "160000", "040000"
_NO_FILES = {_LINK: "a link", _SUBMODULE: "a submodule", _FOLDER: "a folder"}


@dataclass(frozen=True, slots=True)
class Revision:
    """A file as one commit left it; `blob` is the object that holds its bytes."""

    commit: str
    by: str
    on: date
    subject: str
    blob: str


def state(folder: Path) -> str:
    """Names all that the drafts' history says: it is another one when a commit, a tag or a deeper clone changes what pages tell.

    Empty outside a repository, and where git refuses: then nothing is told.
    """
    try:
        last = answer(folder, "log", "-1", "--format=%H", "--", ".")
        return "\n".join([last, answer(folder, "for-each-ref", "refs/tags"), *sorted(_boundary(folder))])
    except GitError:
        return ""


def origins(treaty: Treaty) -> tuple[Origin | None, ...]:
    """For each draft who added it; None where git does not know, or does not know for sure."""
    try:
        edge = _boundary(treaty.folder)
        return tuple(entry.origin or _latest([_added(path, edge) for path in entry.files]) for entry in treaty.drafts)
    except GitError:
        return tuple(entry.origin for entry in treaty.drafts)


def from_commits(treaty: Treaty) -> Treaty:
    """The treaty with a draft for every commit of each file that has `git = true`. Raises DraftsError where there is no history."""
    if not any(entry.every_commit for entry in treaty.drafts):
        return treaty
    repository(treaty.folder)  # says why, where there is none
    drafts: list[DraftEntry] = []
    for entry in treaty.drafts:
        drafts += _each_commit(entry, treaty.slug) if entry.every_commit else [entry]
    cut = bool(_boundary(treaty.folder))
    shallow = (f"{treaty.slug}: the clone is shallow and earlier drafts are not seen; run `git fetch --unshallow`",) if cut else ()
    return replace(treaty, drafts=tuple(_in_order(drafts)), remarks=treaty.remarks + shallow)


def at_revision(place: str, near: Path) -> tuple[str, bytes, date]:
    """REV:path -> the file's name, its bytes, and the day of the commit. Raises TravauxError, naming what is not there.

    The path is seen from the top of the repository, or, if it begins with a dot, from the folder `near`.
    """
    name, _, path = place.partition(":")
    revision = name or "HEAD"
    repository(near)  # says why, where there is none
    try:
        commit = answer(near, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitError as error:
        deeper = "the clone is shallow: run `git fetch --unshallow`" if _boundary(near) else "name a commit, a tag or a branch"
        raise ReadError(f"{place}: there is no revision {revision}; {deeper}") from error
    found = answer(near, "ls-tree", "-z", *([] if path.startswith(".") else ["--full-tree"]), commit, "--", path) if path else ""
    if not found:
        raise ReadError(f"{place}: {revision} holds no file {path}; name it as seen from the top of the repository")
    mode, _, blob = found.split("\t")[0].split(" ")
    if mode in _NO_FILES:
        raise ReadError(f"{place}: is {_NO_FILES[mode]}, no file")
    day = date.fromisoformat(answer(near, "show", "-s", "--no-show-signature", "--format=%as", commit))
    return Path(path).name, content(near, blob, place), day


def content(folder: Path, blob: str, place: str) -> bytes:
    """The bytes that the repository of the folder holds under git's name for them; `place` is for messages. Raises ReadError."""
    try:
        found = bytes(_opened(folder, os.getpid()).odb.stream(bytes.fromhex(blob)).read())
    except (ValueError, KeyError) as error:
        raise ReadError(f"{place}: the repository does not hold its bytes; fetch it whole") from error
    if found.startswith(b"version https://git-lfs.github.com/"):
        raise ReadError(f"{place}: is kept by git-lfs and not in the repository; check that revision out and compare the file")
    return found


@cache
def _opened(folder: Path, _process: int) -> git.Repo:
    """Open once in each process: a repository answers many questions through one pipe, which two must not share."""
    return repository(folder)


def _each_commit(entry: DraftEntry, slug: str) -> list[DraftEntry]:
    revisions = _revisions(entry.file)
    if not revisions:
        raise DraftsError([f"{slug}/treaty.toml: {entry.file.name} has `git = true` and no commit holds it yet; commit it"])
    tags = _tags(entry.file.parent)
    repeated = Counter(each.subject for each in revisions)
    return [
        replace(
            entry,
            issued=each.on,
            symbol=tags.get(each.commit, ""),
            title=each.subject if repeated[each.subject] == 1 else f"{each.subject} ({each.commit[:7]})",
            origin=Origin(each.by, each.on),
            blob=each.blob,
        )
        for each in revisions
    ]


def _in_order(drafts: list[DraftEntry]) -> list[DraftEntry]:
    """By date; commits of one file stay in the order of the commits, whatever their dates say."""
    latest: dict[Path, date] = {}
    keyed = []
    for entry in drafts:
        day = entry.issued or date.max
        if entry.every_commit:
            day = latest[entry.file] = max(day, latest.get(entry.file, day))
        keyed.append((day, entry))
    return [entry for _, entry in sorted(keyed, key=lambda pair: pair[0])]


def _revisions(path: Path) -> list[Revision]:
    """Every commit on the way of first parents that changed the file, the oldest first; renames are followed, a copy is a beginning."""
    options = ("--follow", "--first-parent", "-m", "-M", "--raw", "--no-abbrev", "-z", "--no-show-signature", f"--format={_FORMAT}")
    try:
        log = answer(path.parent, "log", *options, "--", path.name)
    except GitError:  # before the first commit
        return []
    found: list[Revision] = []
    for part in log.split(_START)[1:]:
        commit, by, day, subject, raw = part.split(_NEXT, 4)
        change = raw.strip("\0\n").split("\0")[0].removeprefix(":").split(" ")
        if len(change) == 5 and change[1] not in ("000000", _LINK, _SUBMODULE):
            found.append(Revision(commit, _plain(by), date.fromisoformat(day), _plain(subject), change[3]))
        if change[-1].startswith("C"):
            break
    return found[::-1]


def _added(path: Path, edge: frozenset[str]) -> Origin | None:
    """The last commit that added the file under any name. A copy counts: git sees one in every draft that is much like the one before."""
    options = ("--follow", "--diff-filter=AC", "-1", "--no-show-signature", "--format=%H%x02%aN%x02%as")
    found = answer(path.parent, "log", *options, "--", path.name)
    if not found:
        return None
    commit, by, day = found.split("\n")[0].split(_NEXT)
    return None if commit in edge else Origin(_plain(by), date.fromisoformat(day))


def _latest(found: list[Origin | None]) -> Origin | None:
    known = [origin for origin in found if origin]
    return max(known, key=lambda origin: origin.on) if known and len(known) == len(found) else None


def _tags(folder: Path) -> dict[str, str]:
    """The tag of each commit that has one, of several the last by name."""
    lines = answer(folder, "for-each-ref", "refs/tags", "--format=%(objectname) %(*objectname) %(refname:short)").splitlines()
    return {peeled or own: _plain(name) for own, peeled, name in (line.split(" ", 2) for line in lines)}


def _boundary(folder: Path) -> frozenset[str]:
    """The commits at which a shallow clone was cut off."""
    path = folder / answer(folder, "rev-parse", "--git-path", "shallow")
    return frozenset(path.read_text(encoding="ascii").split()) if path.is_file() else frozenset()


def _plain(text: str) -> str:
    """Text as a page can hold it: bytes that are no UTF-8 become a mark."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
