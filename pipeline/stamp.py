"""What a build depends on, as one digest: drafts, treaty files, templates, options, and the code with its rules."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from pipeline.errors import TravauxError

_LIBRARIES = ("diff-match-patch", "jinja2", "lxml", "msgspec", "pypdfium2", "rapidfuzz", "regex")
"""Those that the result depends on."""
_MEASURED = ("bench/safeguards.json", "../bench/safeguards.json")
"""The figures of the method page, seen from the package: in a wheel, in a checkout."""


@cache
def code_version() -> str:
    """A digest of the package's own files and the libraries under it: another version of the code or the rules judges anew."""
    package = Path(str(files("pipeline")))
    figures = [(name.encode(), (package / name).read_bytes()) for name in _MEASURED if (package / name).is_file()]
    libraries = [(f"{name} {_installed(name)}".encode(), b"") for name in _LIBRARIES]
    return _digest([*_files(package, (".py", ".toml")), *figures, *libraries, (sys.version.encode(), b"")])


def look_version(templates: Iterable[Path]) -> str:
    """A digest of the code and of all templates."""
    return _digest([*(part for each in templates for part in _files(each)), (code_version().encode(), b"")])


def inputs(folder: Path, wanted: Iterable[str], templates: Iterable[Path], options: Iterable[str]) -> str:
    """The digest of all that the site of the treaties in `folder` is made from. Raises TravauxError for a file that cannot be read."""
    names = sorted(wanted)
    own = [folder / name for name in names] if names else [folder]
    found = [part for each in own for part in _files(each)]
    return _digest([*found, (look_version(templates).encode(), b""), *((os.fsencode(option), b"") for option in [*names, *options])])


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _files(folder: Path, endings: tuple[str, ...] = ("",)) -> Iterator[tuple[bytes, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name.endswith(endings) and "__pycache__" not in path.parts:
            try:
                yield os.fsencode(path.relative_to(folder).as_posix()), path.read_bytes()
            except OSError as error:
                raise TravauxError(f"{path}: cannot be read ({error.strerror or error})") from error


def _digest(parts: Iterable[tuple[bytes, bytes]]) -> str:
    total = hashlib.sha256()
    for name, content in parts:
        total.update(b"%d %d " % (len(name), len(content)))
        total.update(name)
        total.update(content)
    return total.hexdigest()
