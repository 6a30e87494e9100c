"""A treaty and its drafts as its folder lists them: the nouns of treaty.toml."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Origin:
    """Who added a draft to the repository, and on which day, as the commit says."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """One draft as treaty.toml lists it."""

    files: tuple[Path, ...]
    """One, or those that the draft was issued in, in order."""
    issued: date | None
    symbol: str = ""
    title: str = ""
    status: str = ""
    sources: tuple[str, ...] = ()
    """The addresses of the files, in the same order."""
    sha256: tuple[str, ...] = ()
    """The digests of the files that were recorded, in the same order, "" for one not known."""
    place: int | None = None
    """Which [[draft]] of treaty.toml it is, from 0; None where the files' names are all there is."""
    every_commit: bool = False
    """Each commit that changed the file is a draft (`git = true`)."""
    blob: str = ""
    """Git's name for the bytes that one commit left of the file; empty: as it stands in the folder."""
    origin: Origin | None = None

    @property
    def file(self) -> Path:
        """The first file."""
        return self.files[0]

    @property
    def is_there(self) -> bool:
        """Whether all files are there."""
        return all(path.is_file() for path in self.files)


@dataclass(frozen=True, slots=True)
class Treaty:
    """One folder of drafts; `slug` is its folder's name. `remarks` are said on screen."""

    slug: str
    title: str
    language: str
    drafts: tuple[DraftEntry, ...]
    remarks: tuple[str, ...] = ()
    folder: Path = Path()
    waiting: tuple[DraftEntry, ...] = ()
    """Drafts that have an address and are not fetched yet."""
    rules: str = ""
    """The text of the treaty's own safeguards.toml, "" without one."""
    base_url: str = ""
    """The address of the whole site, "" where treaty.toml gives none."""


def contradiction(entry: DraftEntry, masthead: date | None) -> str:
    """What to say where a published draft's masthead has another date than treaty.toml; "" where they agree or it has none."""
    if not entry.sources or masthead in (None, entry.issued):
        return ""
    return f"{entry.file.name}: its masthead is dated {masthead}, treaty.toml says {entry.issued}; believe the file and correct treaty.toml"
