"""Downloads the drafts that treaty.toml gives an address for, checks them, and records their digests there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.download import Limits, download, forget
from pipeline.drafts import SETTINGS, listed_treaty
from pipeline.entries import DraftEntry, contradiction
from pipeline.errors import FetchError, TravauxError
from pipeline.guarded import Allowed
from pipeline.model import Source
from pipeline.read import kind_of, read
from pipeline.recorded import altered_files, digest
from pipeline.settings_file import read_settings, with_value, write_settings

Report = Callable[[str, float], None]
"""Is told a file's name and how much of it is there, from 0 to 1."""
_KINDS = {
    ".pdf": "a PDF",
    ".docx": "a Word document",
    ".html": "a web page",
    ".htm": "a web page",
    ".xml": "XML",
    ".akn": "XML",
    ".md": "plain text",
    ".txt": "plain text",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one file: what to say of it, the bytes fetched (0: it was there), and whether it failed."""

    name: str
    said: str
    size: int = 0
    failed: bool = False


def files_of(folder: Path) -> int:
    """How many files of the treaty have an address. Raises DraftsError."""
    return sum(len(entry.sources) for entry in _entries(folder))


def fetch(folder: Path, limits: Limits, allowed: Allowed, report: Report) -> Iterator[Fetched]:
    """Fetch what is not there yet of the treaty in `folder`, in the order of treaty.toml; one that fails does not stop the others.

    What is there already is only checked against its recorded digest. Raises DraftsError where treaty.toml cannot be used.
    """
    for entry in _entries(folder):
        fresh = False
        for number, path in enumerate(entry.files):
            try:
                size = _fetched(entry, number, limits, allowed, report)
                _record(folder, entry, number)
                yield Fetched(path.name, "fetched" if size else "is there", size)
                fresh = fresh or size > 0
            except TravauxError as error:
                yield Fetched(path.name, str(error).removeprefix(f"{path.name}: "), failed=True)
            report(path.name, 1.0)
        if fresh and entry.is_there:
            yield from _mastheads(entry)


def _entries(folder: Path) -> list[DraftEntry]:
    treaty = listed_treaty(folder)
    entries = [entry for entry in (*treaty.drafts, *treaty.waiting) if entry.sources]
    if not entries:
        raise FetchError(f"{folder.name}: its {SETTINGS} gives no draft a `source`; there is nothing to fetch")
    return sorted(entries, key=lambda entry: entry.place or 0)


def _fetched(entry: DraftEntry, number: int, limits: Limits, allowed: Allowed, report: Report) -> int:
    """How many bytes were fetched, 0 when the file was there. Raises FetchError, also for a file that is not the one recorded."""
    path, address = entry.files[number], entry.sources[number]
    if path.is_file():
        _check_recorded(path, entry.sha256[number : number + 1], path.name)
        return 0
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        download(address, part, limits, allowed, lambda got, whole: report(path.name, got / whole if whole else 0.0))
        try:
            _check_kind(part.read_bytes(), path.name, address)
            _readable(part, path.name)
            _check_recorded(part, entry.sha256[number : number + 1], path.name)
        except TravauxError:
            forget(part)
            raise
        size = part.stat().st_size
        part.replace(path)
    except OSError as error:
        raise FetchError(f"{path.name}: cannot be written ({error.strerror or error})") from error
    return size


def _check_kind(data: bytes, name: str, address: str) -> None:
    wanted, found = _KINDS.get(Path(name).suffix.lower(), ""), kind_of(data)
    if not data.strip():
        raise FetchError(f"{name}: {address} answered with an empty file")
    if wanted and found != wanted:
        raise FetchError(f"{name}: {address} answered with {found}, not {wanted}; open the address in a browser to see why")


def _readable(part: Path, name: str) -> Source:
    """What a reader finds in it: a draft that cannot be read would stop the build of its treaty. Raises FetchError."""
    try:
        return read(part)
    except TravauxError as error:
        raise FetchError(str(error).replace(part.name, name)) from error


def _check_recorded(path: Path, recorded: Sequence[str], name: str) -> None:
    for said in altered_files([path], recorded):
        raise FetchError(said.replace(path.name, name, 1))


def _record(folder: Path, entry: DraftEntry, number: int) -> None:
    """Write the file's digest into treaty.toml, where it stands in none yet."""
    if entry.place is None or (entry.sha256 and entry.sha256[number]):
        return
    settings = folder / SETTINGS
    text = read_settings(settings)
    if len(entry.files) == 1:
        write_settings(settings, with_value(text, entry.place, "sha256", digest(entry.file)))
        return
    sums = [digest(path) if path.is_file() else "" for path in entry.files]
    known = [recorded or fresh for recorded, fresh in zip(entry.sha256 or [""] * len(sums), sums, strict=True)]
    write_settings(settings, with_value(text, entry.place, "sha256s", known))


def _mastheads(entry: DraftEntry) -> Iterator[Fetched]:
    """What to say where the draft's files bear another symbol or date than treaty.toml; the date is that of the last of them."""
    sources = [(path.name, read(path)) for path in entry.files]
    for name, source in sources:
        if entry.symbol and source.symbol and _bare(source.symbol) not in _bare(entry.symbol):
            yield Fetched(name, f"it bears the symbol {source.symbol}, {SETTINGS} says {entry.symbol}; check that it is the right file")
    dates = [source.date for _, source in sources if source.date]
    if said := contradiction(entry, max(dates, default=None)):
        name, _, what = said.partition(": ")
        yield Fetched(name, what)


def _bare(symbol: str) -> str:
    return "".join(symbol.split()).casefold()
