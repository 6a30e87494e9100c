"""The digests that treaty.toml records of files: whether they are still the ones that were fetched."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import DraftsError


def digest(path: Path) -> str:
    """The sha256 of a file, in hex. Raises DraftsError when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise DraftsError([f"{path.parent.name}/{path.name}: cannot be read ({error.strerror or error})"]) from error


def altered_files(files: Sequence[Path], recorded: Sequence[str]) -> list[str]:
    """What to say of each file that is there and is not the one recorded; nothing is recorded under ""."""
    said = []
    for path, wanted in zip(files, recorded, strict=False):
        if wanted and path.is_file() and (found := digest(path)) != wanted.lower():
            advice = "put the right file back, fetch it again after deleting it, or take its sha256 out of treaty.toml"
            said.append(f"{path.name}: is not the file that was recorded: its sha256 is {found}, treaty.toml says {wanted}; {advice}")
    return said
