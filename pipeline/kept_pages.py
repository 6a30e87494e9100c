"""The site as it was built before: which page was made from what, so that only those are made again whose inputs changed."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from pipeline.cache import key
from pipeline.swap import STAMP


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A file of the site: a digest of its inputs ("" for a file that is copied), a digest of its bytes, and how many there are."""

    inputs: str
    content: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole site: a digest of all its inputs ("" for a site that misses a treaty), and every file by its path."""

    inputs: str
    pages: dict[str, PageRecord]


@dataclass(slots=True)
class KeptPages:
    """Gives pages of the site in `output` that were made from the same inputs by the same code, and notes what each page is made from.

    `version` names the code and the templates.
    """

    output: Path
    version: str
    before: Manifest = field(init=False)
    asked: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.before = manifest(self.output)

    def page(self, path: str, inputs: bytes) -> bytes | None:
        """The page at `path`, if the one there was made from `inputs` and nobody has changed it since."""
        name = self.asked[path] = key(self.version, path, inputs)
        record = self.before.pages.get(path)
        if record is None or record.inputs != name:
            return None
        try:
            content = (self.output / path).read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == record.content else None

    def made_again(self) -> int:
        """How many of the pages asked for were made from other inputs before, or not at all."""
        old = self.before.pages
        return sum(path not in old or old[path].inputs != name for path, name in self.asked.items())

    def stamp(self, inputs: str, pages: dict[str, bytes]) -> bytes:
        """What the STAMP of the new site holds; `inputs` is the digest of all inputs."""
        records = {
            path: PageRecord(self.asked.get(path, ""), hashlib.sha256(content).hexdigest(), len(content)) for path, content in pages.items()
        }
        return msgspec.json.encode(Manifest(inputs, records), order="deterministic") + b"\n"


def manifest(output: Path) -> Manifest:
    """What the site in `output` was built from; empty where there is none, or no whole one."""
    try:
        return msgspec.json.decode((output / STAMP).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Manifest("", {})


def is_current(output: Path, inputs: str) -> bool:
    """Whether the site in `output` was built from inputs of this digest, and every file of it is still there."""
    known = manifest(output)
    return bool(inputs) and known.inputs == inputs and all(_is_there(output / path, record.size) for path, record in known.pages.items())


def _is_there(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False
