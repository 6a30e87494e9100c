"""Drafts read and compared, each once: from the cache where the same bytes were read, the same drafts compared, by the same code and rules."""

from dataclasses import replace
from pathlib import Path

import msgspec

from pipeline.cache import cache_folder, keep, key, recall
from pipeline.changelog import compare, read_draft
from pipeline.drafts import DraftEntry
from pipeline.model import Changelog, Draft
from pipeline.reviews import Reviews
from pipeline.stamp import code_version

_NO_DRAFT = Draft("")


def read_again(paths: tuple[Path, ...]) -> Draft:
    """The draft in the files, from the cache where the same bytes were read before. Raises ReadError."""
    try:
        name = key("draft", code_version(), *(part for path in paths for part in (path.name, path.read_bytes())))
    except OSError:
        return read_draft(*paths)
    known = recall(cache_folder(), name, Draft)
    if known is None:
        known = read_draft(*paths)
        keep(cache_folder(), name, known)
    return known


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


def named(draft: Draft, entry: DraftEntry) -> Draft:
    """What treaty.toml says of a draft comes before what its file says."""
    return replace(draft, symbol=entry.symbol or draft.symbol or entry.title, date=entry.issued or draft.date)
