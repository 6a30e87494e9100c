"""drafts/<treaty>/ -> its drafts in order: from treaty.toml, or from dated file names where there is none."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import regex

from pipeline.dated_names import name_date, name_title
from pipeline.entries import DraftEntry, Treaty
from pipeline.errors import DraftsError
from pipeline.recorded import altered_files

SETTINGS = "treaty.toml"
RULES = "safeguards.toml"
_OURS = frozenset({SETTINGS, "reviews.toml", "safeguards.toml", "truth.toml"})
_DRAFT_KEYS = {
    "file": str,
    "symbol": str,
    "title": str,
    "status": str,
    "source": str,
    "sha256": str,
    "files": list,
    "sources": list,
    "sha256s": list,
    "git": bool,
}
_TREATY_KEYS = {"title": str, "language": str, "base_url": str, "draft": list}
_SHA256 = regex.compile(r"[0-9a-fA-F]{64}")
_KINDS = {list: "a list", bool: "true or false", str: "a text in quotes"}


def treaty_folders(folder: Path) -> tuple[Path, ...]:
    """The treaties' folders below `folder`, by name. Raises DraftsError when there is no such folder or none in it."""
    if not folder.is_dir():
        raise DraftsError([f"{folder}: there is no such folder; put each treaty's drafts into {folder}/<treaty>/"])
    found = tuple(sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")))
    if not found:
        raise DraftsError([f"{folder}: holds no treaty; put its drafts into {folder}/<treaty>/"])
    return found


def load_treaty(folder: Path) -> Treaty:
    """The treaty in `folder`. Raises DraftsError with every mistake at once: of its treaty.toml, and files that are not those recorded."""
    treaty = listed_treaty(folder)
    altered = [each for entry in (*treaty.drafts, *treaty.waiting) for each in altered_files(entry.files, entry.sha256)]
    if altered:
        raise DraftsError([f"{folder.name}/{each}" for each in altered])
    return treaty


def listed_treaty(folder: Path) -> Treaty:
    """The treaty in `folder` as treaty.toml lists it, whatever its files hold. Raises DraftsError with every mistake of treaty.toml."""
    settings = folder / SETTINGS
    treaty = _from_settings(folder, settings) if settings.is_file() else _from_names(folder)
    return replace(treaty, folder=folder, rules=_own_rules(folder))


def _own_rules(folder: Path) -> str:
    path = folder / RULES
    try:
        return path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise DraftsError([f"{folder.name}/{RULES}: cannot be read: {error}"]) from error


def _from_settings(folder: Path, settings: Path) -> Treaty:
    where = f"{folder.name}/{SETTINGS}"
    try:
        table = tomllib.loads(settings.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise DraftsError([f"{where}: cannot be read: {error}"]) from error
    mistakes = _wrong_types(where, table, _TREATY_KEYS)
    rows = table.get("draft", [])
    if "draft" not in table and not mistakes:
        named = _from_names(folder, needed=False)
        title = table.get("title", named.title)
        return replace(named, title=title, language=table.get("language", ""), remarks=(), base_url=table.get("base_url", ""))
    if not isinstance(rows, list) or not rows:
        raise DraftsError([*mistakes, f"{where}: lists no draft; add a [[draft]] table with `file` and `date` for each"])
    drafts = [_entry(folder, f"{where}, draft {at}", at - 1, row, mistakes) for at, row in enumerate(rows, 1)]
    mistakes += _repeated(where, drafts)
    if mistakes:
        raise DraftsError(mistakes)
    ordered = sorted(drafts, key=lambda draft: draft.issued or date.max)
    there, waiting = (tuple(draft for draft in ordered if draft.is_there is wanted) for wanted in (True, False))
    listed = {path.name for entry in ordered for path in entry.files}
    left_out = [path.name for path in _files(folder) if path.name not in listed]
    counted = f"{len(waiting)} draft{'s' if len(waiting) > 1 else ''} not fetched yet"
    remarks = (
        *([f"{folder.name}: {counted}: travaux fetch {folder.name}"] if waiting and there else []),
        *(f"{folder.name}/{name}: is not listed in {SETTINGS}, so it is left out" for name in left_out),
    )
    title, language, base_url = (table.get(key, "") for key in ("title", "language", "base_url"))
    return Treaty(folder.name, title or folder.name, language, there, remarks, waiting=waiting, base_url=base_url)


def _entry(folder: Path, where: str, place: int, row: Any, mistakes: list[str]) -> DraftEntry:  # noqa: ANN401 - whatever the TOML holds
    if not isinstance(row, dict):
        mistakes.append(f"{where}: is no table; write [[draft]]")
        return DraftEntry((folder,), None)
    mistakes += _wrong_types(where, row, {**_DRAFT_KEYS, "date": object})
    names, sources = (tuple(filter(None, _texts(row, one, many))) for one, many in (("file", "files"), ("source", "sources")))
    sums = _texts(row, "sha256", "sha256s")
    if not names:
        mistakes.append(f"{where}: has no `file`")
    mistakes += [
        f"{where}: {name!r} is no file of a draft in {folder.name}/; name one in it" for name in names if not is_draft_name(folder, name)
    ]
    if sums and (len(sums) != len(names) or any(each and not _SHA256.fullmatch(each) for each in sums)):
        mistakes.append(f"{where}: `sha256` must be 64 hexadecimal digits, one for each file")
    if sources and len(sources) != len(names):
        mistakes.append(f"{where}: has {len(names)} files and {len(sources)} sources; give each file its own")
    if not sources:
        mistakes += [f"{where}: the file {name} is not in {folder.name}/" for name in names if not (folder / name).is_file()]
    issued = row.get("date")
    day = _day(issued)
    every_commit = row.get("git") is True
    if day is None and not every_commit:
        said = "has no `date`" if issued is None else f"`date = {issued!r}` is no date"
        mistakes.append(f"{where}: {said}; write it as date = 2024-05-23")
    texts = {key: row[key] for key in ("symbol", "title", "status") if isinstance(row.get(key), str)}
    return DraftEntry(
        tuple(folder / name for name in names) or (folder,),
        day,
        **texts,
        sources=sources,
        sha256=sums,
        place=place,
        every_commit=every_commit,
    )


def is_draft_name(folder: Path, name: str) -> bool:
    """Whether a draft in the folder may have that name: none of ours, not hidden, nowhere else."""
    parts = Path(name).parts
    own = name in _OURS or any(part.startswith(".") for part in parts)
    return not own and (folder / name).resolve().is_relative_to(folder.resolve())


def _texts(row: dict[str, Any], one: str, many: str) -> tuple[str, ...]:
    """The text under key `one`, or the list of texts under `many`."""
    value = row.get(many, row.get(one))
    values = value if isinstance(value, list) else [value]
    return tuple(each for each in values if isinstance(each, str))


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _wrong_types(where: str, table: dict[str, Any], known: Mapping[str, type]) -> list[str]:
    unknown = [f"{where}: unknown key `{key}`; known are {', '.join(sorted(known))}" for key in table if key not in known]
    wrong = [f"{where}: `{key}` must be {_KINDS[kind]}" for key, kind in known.items() if key in table and not isinstance(table[key], kind)]
    return unknown + wrong


def _repeated(where: str, drafts: list[DraftEntry]) -> list[str]:
    mistakes, dates, files = [], {}, {}  # type: ignore[var-annotated]
    for at, draft in enumerate(drafts, 1):
        for seen, key, what in ((dates, draft.issued, "date"), (files, draft.file, "file")):
            if key is not None and key in seen:
                shown = key.name if isinstance(key, Path) else key
                mistakes.append(f"{where}: drafts {seen[key]} and {at} have the same {what} {shown}; their order cannot be told")
            else:
                seen[key] = at
    return mistakes


def _files(folder: Path) -> list[Path]:
    """The files in the folder that are none of ours."""
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".") and path.name not in _OURS)


def _from_names(folder: Path, *, needed: bool = True) -> Treaty:
    """Without treaty.toml: order and titles from the dates in the file names."""
    files = _files(folder)
    if not files and needed:
        raise DraftsError([f"{folder.name}: holds no draft; put the files as issued into it"])
    dated = [(name_date(path.stem), path) for path in files]
    undated = [path.name for day, path in dated if day is None]
    if undated and len(files) > 1:
        advice = "put a date such as 2024-05-23 into each name, or write a treaty.toml"
        raise DraftsError([f"{folder.name}: the order of the drafts cannot be told: no date in the name of {', '.join(undated)}; {advice}"])
    entries = sorted(
        (DraftEntry((path,), day, title=name_title(path.stem)) for day, path in dated),
        key=lambda entry: (entry.issued or date.max, entry.file),
    )
    mistakes = _repeated(folder.name, entries)
    if mistakes:
        raise DraftsError(mistakes)
    title = folder.name.replace("-", " ").replace("_", " ").strip()
    remark = f"{folder.name}: no {SETTINGS}; order and titles are taken from the file names"
    return Treaty(folder.name, title[:1].upper() + title[1:], "", tuple(entries), (remark,))
