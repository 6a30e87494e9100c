"""The drafts of a treaty in another of the languages they were issued in: a treaty folder of its own beside the first one."""

from dataclasses import replace
from pathlib import Path

import regex

from pipeline.drafts import SETTINGS, listed_treaty
from pipeline.entries import DraftEntry
from pipeline.errors import DraftsError
from pipeline.settings_file import read_settings, with_value, write_settings

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
_LANGUAGE = regex.compile(r"(?<=[?&](?:l|lang|language)=)[a-z]{2}(?=&|$)", regex.IGNORECASE)


def edition(folder: Path, language: str) -> Path:
    """The folder of the treaty's drafts in `language`: the same where it is in that language, else made from its treaty.toml.

    Raises DraftsError where an address does not name a language.
    """
    treaty = listed_treaty(folder)
    if treaty.language == language:
        return folder
    there = folder.with_name(f"{folder.name}-{language}")
    if (there / SETTINGS).is_file():
        return there
    text = read_settings(folder / SETTINGS)
    text = with_value(text, None, "title", f"{treaty.title} ({language})")
    text = with_value(text, None, "language", language)
    entries = sorted((*treaty.drafts, *treaty.waiting), key=lambda entry: entry.place or 0)
    for entry in entries:
        text = _translated(text, entry, language, f"{folder.name}/{SETTINGS}")
    there.mkdir(parents=True, exist_ok=True)
    write_settings(there / SETTINGS, text)
    return there


def _translated(text: str, entry: DraftEntry, language: str, where: str) -> str:
    number = entry.place or 0
    if not entry.sources or not all(_LANGUAGE.search(each) for each in entry.sources):
        advice = "give its drafts in that language a treaty.toml of their own"
        raise DraftsError([f"{where}, draft {number + 1}: has no address that names a language (l=en); {advice}"])
    entry = replace(entry, sources=tuple(_LANGUAGE.sub(language, each) for each in entry.sources))
    one = len(entry.sources) == 1
    text = with_value(text, number, "source" if one else "sources", entry.sources[0] if one else entry.sources)
    return with_value(with_value(text, number, "sha256", None), number, "sha256s", None)
