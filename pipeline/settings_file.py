"""treaty.toml changed with care: what is added or changed is, and comments, order, spacing and line ends of all else stay."""

import json
import os
import stat
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import regex

from pipeline.errors import DraftsError

Value = str | date | Sequence[str]
_TOKEN = regex.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*'
    r"|(?<header>^[ \t]*\[{1,2}(?<name>[^\[\]\n]+)\]{1,2}(?=[ \t]*(?:#[^\n]*)?\r?$))",
    regex.MULTILINE | regex.DOTALL,
)
_WIDE = 100
"""A list that is longer, in characters, has a line for each item."""


def read_settings(path: Path) -> str:
    """The text of the file, with its own line ends. Raises DraftsError."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DraftsError([f"{path.parent.name}/{path.name}: cannot be read: {error}"]) from error


def write_settings(path: Path, text: str) -> None:
    """Put the text in the file's place, whole or not at all. Raises DraftsError."""
    try:
        handle, fresh = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode("utf-8"))
            Path(fresh).chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
            Path(fresh).replace(path)
        finally:
            Path(fresh).unlink(missing_ok=True)
    except OSError as error:
        raise DraftsError([f"{path.parent.name}/{path.name}: cannot be written ({error.strerror or error})"]) from error


def with_value(text: str, draft: int | None, key: str, value: Value | None) -> str:
    """The text with `key` set in its [[draft]] table number `draft` (from 0; None: at the top), or without it where `value` is None.

    Raises DraftsError, which says what to write by hand, where the file is laid out in a way that cannot be changed safely.
    """
    table = _parsed(text)
    rows = table.get("draft", [])
    wanted = table if draft is None else rows[draft]
    if value is None:
        wanted.pop(key, None)
    else:
        wanted[key] = _plain(value)
    span = _span(text, draft, len(rows))
    if span is None:
        raise _by_hand(key, value)
    start, end = span
    changed = text[:start] + _set(text[start:end], key, value, _line_end(text)) + text[end:]
    return _checked(changed, table, key, value)


def with_draft(text: str, row: Mapping[str, Value]) -> str:
    """The text with a further [[draft]] table: before the first with a later date where the file is in order of date, else at the end."""
    table = _parsed(text)
    rows = table.setdefault("draft", [])
    at = _place([each.get("date") for each in rows], row["date"])
    rows.insert(at, {key: _plain(value) for key, value in row.items()})
    line_end = _line_end(text)
    lines = ["[[draft]]", *(f"{key} = {_toml(value, line_end)}" for key, value in row.items())]
    block = line_end.join(lines) + line_end
    headers = _headers(text)
    if at < len(headers):
        place = _above(text, headers[at])
        changed = f"{text[:place]}{block}{line_end}{text[place:]}"
    else:
        body = text.rstrip()
        changed = f"{body}{line_end * 2 if body else ''}{block}"
    return _checked(changed, table, "draft", "[[draft]]")


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise DraftsError([f"treaty.toml: cannot be read: {error}"]) from error


def _checked(text: str, wanted: dict[str, Any], key: str, value: Value | None) -> str:
    """The text, where it says what is wanted and nothing else."""
    try:
        if tomllib.loads(text.removeprefix("\ufeff")) == wanted:
            return text
    except tomllib.TOMLDecodeError:
        pass
    raise _by_hand(key, value)


def _by_hand(key: str, value: Value | None) -> DraftsError:
    advice = f"take `{key}` out" if value is None else f"write {key} = {_toml(value, ' ')}"
    return DraftsError([f"treaty.toml: is laid out in a way that is not changed here; {advice} by hand, each draft as a [[draft]] table"])


def _place(dates: list[Any], issued: Value) -> int:
    ordered = all(isinstance(each, date) for each in dates) and dates == sorted(dates)
    return next((at for at, each in enumerate(dates) if each > issued), len(dates)) if ordered else len(dates)


def _headers(text: str) -> list[int]:
    """Where the [[draft]] headers stand."""
    return [found.start() for found in _TOKEN.finditer(text) if found["header"] and found["header"].strip() == "[[draft]]"]


def _span(text: str, draft: int | None, count: int) -> tuple[int, int] | None:
    """From where to where the lines of a table's keys go; None where the [[draft]] tables cannot be told."""
    headers = _headers(text)
    if len(headers) != count:
        return (0, len(text)) if draft is None and not headers else None
    if draft is None:
        return 0, (_above(text, headers[0]) if headers else len(text))
    start = text.find("\n", headers[draft]) + 1 or len(text)
    return start, (_above(text, headers[draft + 1]) if draft + 1 < count else len(text))


def _above(text: str, header: int) -> int:
    """Where the comments that stand right above a header begin."""
    place = header
    for line in reversed(text[:header].splitlines(keepends=True)):
        if not line.lstrip().startswith("#"):
            break
        place -= len(line)
    return place


def _set(body: str, key: str, value: Value | None, line_end: str) -> str:
    """The lines of one table with the key set, or taken out."""
    lines = body.splitlines(keepends=True)
    found = next((at for at, line in enumerate(lines) if regex.match(rf"\s*{key}\s*=", line)), None)
    new = [] if value is None else [f"{key} = {_toml(value, line_end)}{line_end}"]
    if found is not None:
        return "".join([*lines[:found], *new, *lines[found + _length(lines[found:]) :]])
    used = [at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
    last = used[-1] + 1 if used else 0
    if last and new and not lines[last - 1].endswith("\n"):
        lines[last - 1] += line_end
    return "".join([*lines[:last], *new, *lines[last:]])


def _length(lines: list[str]) -> int:
    """How many lines the first key and its value take."""
    for count in range(1, len(lines) + 1):
        try:
            tomllib.loads("".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue
        return count
    return len(lines)


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _plain(value: Value) -> Any:  # noqa: ANN401 - as tomllib gives it
    return value if isinstance(value, str | date) else list(value)


def _toml(value: Value, line_end: str) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        # JSON's escapes are TOML's too, but for the one control character that JSON leaves.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    items = [_toml(each, line_end) for each in value]
    joined = ", ".join(items)
    return f"[{joined}]" if len(joined) <= _WIDE else f"[{line_end}{''.join(f'  {item},{line_end}' for item in items)}]"
