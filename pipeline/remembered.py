"""Drafts read and compared, each once: from the cache where the same bytes were read, the same drafts compared, by the same code and rules."""

from dataclasses import replace
from pathlib import Path

import msgspec

from pipeline.cache import cache_folder, keep, key, recall
from pipeline.changelog import compare, draft_of, read_draft
from pipeline.entries import DraftEntry
from pipeline.errors import ReadError
from pipeline.history import at_revision, content
from pipeline.model import Changelog, Draft
from pipeline.reviews import Reviews
from pipeline.stamp import code_version

_NO_DRAFT = Draft("")


def read_again(entry: DraftEntry) -> Draft:
    """The draft as its files say it, from the cache where the same bytes were read before. Raises ReadError."""
    name = draft_key(entry)
    known = recall(cache_folder(), name, Draft)
    if known is None:
        known = draft_of(*contents(entry))
        keep(cache_folder(), name, known)
    return known


def named(draft: Draft, entry: DraftEntry) -> Draft:
    """What treaty.toml says of a draft comes before what its file says."""
    # The file of every commit says the same symbol: the commits tell them apart.
    own = entry.title if entry.every_commit else draft.symbol or entry.title
    return replace(draft, symbol=entry.symbol or own, date=entry.issued or draft.date)


def draft_key(entry: DraftEntry) -> str:
    """A digest of the draft's bytes and of the code that reads them. Raises ReadError."""
    if entry.blob:
        return key("draft", code_version(), "blob", entry.file.name, entry.blob)
    return key("draft", code_version(), *(part for file in contents(entry) for part in file))


def contents(entry: DraftEntry) -> list[tuple[str, bytes]]:
    """Name and bytes of each file of the draft. Raises ReadError."""
    if entry.blob:
        return [(entry.file.name, content(entry.file.parent, entry.blob, f"{entry.title}: {entry.file.name}"))]
    try:
        return [(path.name, path.read_bytes()) for path in entry.files]
    except OSError as error:
        raise ReadError(f"{entry.file.name}: cannot be opened ({error.strerror or error}); check that it exists and may be read") from error


def compared(before: Draft, after: Draft, rules: str, reviews: Reviews) -> Changelog:
    """The changelog, from the cache where the same drafts were compared by the same rules before. Raises RulesError."""
    encode = msgspec.msgpack.encode
    name = key("changelog", code_version(), encode(before), encode(after), rules, encode(reviews))
    known = recall(cache_folder(), name, Changelog)
    if known is None:
        made = compare(before, after, rules, reviews)
        keep(cache_folder(), name, replace(made, before=_NO_DRAFT, after=_NO_DRAFT))
        return made
    return replace(known, before=before, after=after)


def drafts_named(*places: Path) -> tuple[Draft, ...]:
    """The drafts in files, or at REV:path in the repository of the current folder. Raises TravauxError, naming what is not there."""
    drafts = [_at(place) for place in places]
    repeated = len({draft.symbol for draft in drafts}) < len(drafts)
    return tuple(
        replace(draft, symbol="") if repeated and _is_revision(place) else draft for draft, place in zip(drafts, places, strict=True)
    )


def _at(place: Path) -> Draft:
    if not _is_revision(place):
        return read_draft(place)
    name, content, day = at_revision(str(place), Path.cwd())
    draft = draft_of((name, content))
    return replace(draft, name=str(place), date=draft.date or day)


def _is_revision(place: Path) -> bool:
    return ":" in str(place) and not place.exists()
