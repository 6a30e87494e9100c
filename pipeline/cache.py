"""What was read and compared before, kept by what it was made from; outside the site, and safe to delete."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

_DIGEST = 32
_MOST = 1_000_000_000
"""So many bytes are kept, the last used ones."""
T = TypeVar("T")


def cache_folder() -> Path:
    """Where it is kept: TRAVAUX_CACHE, else the user's cache folder."""
    own = os.environ.get("TRAVAUX_CACHE")
    return Path(own) if own else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "travaux"


def key(*parts: bytes | str) -> str:
    """The name under which something made from `parts` is kept."""
    total = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()


def recall(folder: Path, name: str, kind: type[T]) -> T | None:
    """What is kept under `name`; None where there is nothing, or nothing whole."""
    try:
        content = (folder / name[:2] / name).read_bytes()
        if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
            return None
        with contextlib.suppress(OSError):
            os.utime(folder / name[:2] / name)
        return msgspec.msgpack.decode(content[_DIGEST:], type=kind)
    except (OSError, msgspec.MsgspecError):
        return None


def keep(folder: Path, name: str, value: object) -> None:
    """Keep `value` under `name`, whole or not at all; a cache that cannot be written is done without."""
    content = msgspec.msgpack.encode(value)
    home = folder / name[:2]
    with contextlib.suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(dir=home)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(path).replace(home / name)
        except OSError:
            Path(path).unlink(missing_ok=True)


def prune(folder: Path) -> None:
    """Forget what was not used for longest."""
    total = 0
    for _, size, path in sorted(_entries(folder), reverse=True):
        total += size
        if total > _MOST:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _entries(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """(time of last use, bytes, path) of each."""
    for path in folder.glob("??/*"):
        with contextlib.suppress(OSError):  # another build may have taken it away
            found = path.stat()
            yield found.st_mtime, found.st_size, path
