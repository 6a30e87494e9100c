"""Pages -> a folder, in one step: a reader sees the old site or the new one, whole, wherever the build is killed."""

import ctypes
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from pipeline.errors import TravauxError

_AT_FDCWD, _EXCHANGE = -100, 2
_ASIDE = "-old"
STAMP = ".travaux"
"""The file of a site that says what it was built from."""


def put_in_place(pages: Mapping[str, bytes], output: Path) -> None:
    """Write the pages beside `output`, then exchange the folders. Raises TravauxError; the site there is then as it was.

    A file that is the same as before stays the same file, with its time of change. To be called by one build at a time: see `alone`.
    """
    output = Path(os.path.realpath(output))
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        _sweep(output)
        fresh = Path(tempfile.mkdtemp(prefix=f".{output.name}-new-", dir=output.parent))
        try:
            _write(pages, fresh, output)
            _swap(fresh, output)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise TravauxError(f"{output}: cannot be written ({error.strerror or error}); the site there is as it was") from error


def _write(pages: Mapping[str, bytes], folder: Path, before: Path) -> None:
    folder.chmod(0o755)
    for name, content in sorted(pages.items()):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not _linked(before / name, content, target):
            target.write_bytes(content)


def _linked(old: Path, content: bytes, target: Path) -> bool:
    """Let `target` be the file `old`, if that holds `content`; whether it could be done."""
    try:
        same = not old.is_symlink() and old.stat().st_size == len(content) and old.read_bytes() == content
        if same:
            target.hardlink_to(old)
    except OSError:
        return False
    return same


def _sweep(output: Path) -> None:
    """Remove what a build that was killed left behind; a site it had set aside comes back."""
    ours = re.compile(rf"\.{re.escape(output.name)}-new-[a-z0-9_]{{8}}({_ASIDE})?")
    for left in sorted(path for path in output.parent.iterdir() if ours.fullmatch(path.name)):
        if left.name.endswith(_ASIDE) and not output.exists():
            left.rename(output)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _swap(fresh: Path, output: Path) -> None:
    if not output.exists():
        fresh.rename(output)
        return
    if not (output / STAMP).is_file() and any(output.iterdir()):
        raise TravauxError(f"{output}: holds files that are no changelogs; choose an empty folder with --output")
    if _exchange(fresh, output):
        return
    aside = fresh.with_name(f"{fresh.name}{_ASIDE}")
    output.rename(aside)
    try:
        fresh.rename(output)
    except OSError:
        aside.replace(output)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the system can (Linux, renameat2)."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
    return done == 0


@contextmanager
def alone(output: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Only one build at a time for an output folder: a second one says so and waits. Raises TravauxError where there can be no lock.

    The lock is a file beside the folder, there only while a build is at work; the system frees it when a build is killed.
    """
    if sys.platform == "win32":  # no such locks there
        yield
        return
    output = Path(os.path.realpath(output))
    path = output.parent / f".{output.name}.lock"
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        lock = path.open("w")
        while not _holds(lock, path, lambda: say(f"{output}: another build is at work; waiting for it")):
            lock.close()
            lock = path.open("w")
    except OSError as error:
        raise TravauxError(f"{output}: cannot be written ({error.strerror or error}); the site there is as it was") from error
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        lock.close()


def _holds(lock: TextIO, path: Path, busy: Callable[[], None]) -> bool:
    """Wait for the lock; whether it is still the one that others see, since its last holder took the file away."""
    import fcntl  # noqa: PLC0415 - not there on Windows

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        busy()
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        return os.fstat(lock.fileno()).st_ino == path.stat().st_ino
    except FileNotFoundError:
        return False
