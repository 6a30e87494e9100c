"""Pages -> a folder, in one step: a reader sees the old site or the new one, whole, whenever the power goes."""

import ctypes
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import TravauxError

_AT_FDCWD, _EXCHANGE = -100, 2
STAMP = ".travaux"
"""The file of a site that names what it was built from."""


def put_in_place(pages: Mapping[str, bytes], output: Path) -> None:
    """Write the pages beside `output`, then exchange the folders. Raises TravauxError; the site there is then as it was."""
    output = output.absolute()
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        _sweep(output)
        fresh = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
        try:
            _write(pages, fresh)
            _swap(fresh, output)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise TravauxError(f"{output}: cannot be written ({error.strerror or error}); the site there is as it was") from error


def _write(pages: Mapping[str, bytes], folder: Path) -> None:
    folder.chmod(0o755)
    for name, content in sorted(pages.items()):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _sweep(output: Path) -> None:
    """Remove what a build that was killed left behind; a site it had set aside comes back."""
    for left in sorted(output.parent.glob(f".{output.name}-*")):
        if not output.exists() and (left / STAMP).is_file():
            left.rename(output)
        elif left.is_dir():
            shutil.rmtree(left, ignore_errors=True)


def _swap(fresh: Path, output: Path) -> None:
    if not output.exists():
        fresh.rename(output)
        return
    if not (output / "index.html").is_file() and any(output.iterdir()):
        raise TravauxError(f"{output}: holds files that are no changelogs; choose an empty folder with --output")
    if _exchange(fresh, output):
        return
    aside = fresh.with_name(f"{fresh.name}-old")
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
    """Only one build at a time for an output folder: a second one says so and waits."""
    try:
        import fcntl  # noqa: PLC0415 - not there on Windows
    except ImportError:
        yield
        return
    output = output.absolute()
    output.parent.mkdir(parents=True, exist_ok=True)
    with (output.parent / f".{output.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say(f"{output}: another build is at work; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
