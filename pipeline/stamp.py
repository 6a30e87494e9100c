"""What a build depends on, as one digest: drafts, treaty files, templates, options, and the code with its rules."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def code_version() -> str:
    """A digest of the package's own files: another version of the code or the rules judges anew."""
    return _digest(_files(Path(str(files("pipeline"))), (".py", ".toml")))


def inputs(folder: Path, wanted: Iterable[str], templates: Iterable[Path], options: Iterable[str]) -> str:
    """The digest of all that the site of the treaties in `folder` is made from."""
    names = sorted(wanted)
    own = [folder / name for name in names] if names else [folder]
    found = [*(part for each in own for part in _files(each)), *(part for each in templates for part in _files(each))]
    return _digest([*found, (code_version(), b""), *((option, b"") for option in [*names, *options])])


def is_current(output: Path, name: str, digest: str) -> bool:
    """Whether the site in `output` was built from inputs of this digest."""
    try:
        return (output / name).read_text(encoding="ascii").strip() == digest
    except (OSError, UnicodeDecodeError):
        return False


def _files(folder: Path, endings: tuple[str, ...] = ("",)) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name.endswith(endings) and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _digest(parts: Iterable[tuple[str, bytes]]) -> str:
    total = hashlib.sha256()
    for name, content in parts:
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()
