"""A new draft, checked and filed under its treaty: the file, and what treaty.toml says of it."""

import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.changelog import read_draft
from pipeline.checkout import GitError, answer
from pipeline.dated_names import whole_date
from pipeline.drafts import SETTINGS, is_draft_name, load_treaty
from pipeline.entries import DraftEntry, Treaty
from pipeline.errors import DraftsError, ReadError, TravauxError
from pipeline.model import Draft
from pipeline.read.furniture import head_facts
from pipeline.recorded import digest
from pipeline.settings_file import Value, read_settings, with_draft, with_value, write_settings


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the draft; empty where the file is to be believed."""

    issued: date | None = None
    symbol: str = ""
    title: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """A draft that can be filed: from where, to where, and the new text of treaty.toml ("" where the dated name says all)."""

    draft: Draft
    issued: date
    file: Path
    target: Path
    settings: str
    remarks: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[Path, ...]:
        """The files that filing it makes or changes."""
        return (self.target, self.target.parent / SETTINGS) if self.settings else (self.target,)


def prepare(file: Path, folder: Path, given: Given) -> Addition:
    """Read and check the draft for the treaty in `folder`, which need not be there yet; nothing is written.

    Raises ReadError where it is no draft, DraftsError where its date is not known, or it is there already.
    """
    draft = _headed(read_draft(file))
    issued = given.issued or draft.date or whole_date(file.stem)
    if issued is None:
        raise DraftsError([f"{file.name}: its date stands neither at its head nor in its name; give it with --date 2024-05-23"])
    if not is_draft_name(folder, file.name):
        raise DraftsError([f"{file.name}: is no name for a draft; rename the file"])
    treaty = _treaty(folder)
    symbol = given.symbol or draft.symbol
    _refuse_duplicates(file, folder, treaty, issued, symbol)
    row: dict[str, Value] = {"file": file.name, "date": issued, "symbol": symbol, "title": given.title, "source": given.source}
    if given.source:
        row["sha256"] = digest(file)
    named = treaty is not None and all(entry.place is None for entry in treaty.drafts)
    if named and not (given.symbol or given.title or given.source):
        name = file.name if whole_date(file.stem) == issued else f"{issued}_{file.name}"
        return _addition(draft, issued, file, folder / name, "")
    text = _settings(folder, treaty, draft)
    return _addition(draft, issued, file, folder / file.name, with_draft(text, {key: value for key, value in row.items() if value}))


def put(addition: Addition) -> None:
    """File the draft and write treaty.toml, both or neither. Raises DraftsError."""
    target = addition.target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = not target.exists()
        if fresh:
            part = target.with_name(f".{target.name}.part")
            shutil.copyfile(addition.file, part)
            part.replace(target)
    except OSError as error:
        raise DraftsError([f"{target}: cannot be written ({error.strerror or error})"]) from error
    if addition.settings:
        try:
            write_settings(target.parent / SETTINGS, addition.settings)
        except DraftsError:
            if fresh:
                target.unlink(missing_ok=True)
            raise


def commit(addition: Addition) -> str:
    """Commit the filed draft, with nothing else that may be staged, and give the message. Raises TravauxError."""
    name = addition.draft.symbol or addition.target.name
    message = f"{addition.target.parent.name}: add {name} of {addition.issued}"
    paths = [str(path.absolute()) for path in addition.changed]
    try:
        answer(addition.target.parent, "add", "--", *paths)
        answer(addition.target.parent, "commit", "--quiet", "--message", message, "--only", "--", *paths)
    except GitError as error:
        raise TravauxError(f"{addition.target}: is filed, but not committed; {error}") from error
    return message


def check_repository(folder: Path) -> None:
    """Raise TravauxError where the folder is in no git repository."""
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.is_dir())
    try:
        answer(there, "rev-parse", "--git-dir")
    except GitError as error:
        raise TravauxError(f"{folder}: is in no git repository; leave --commit out ({error})") from error


def _addition(draft: Draft, issued: date, file: Path, target: Path, settings: str) -> Addition:
    if target.exists() and target.resolve() != file.resolve():
        raise DraftsError([f"{target.parent.name}/{target.name}: there is another file of that name; rename the new one"])
    remarks = []
    if draft.date and draft.date != issued:
        remarks.append(f"{file.name}: its head is dated {draft.date}, it is filed under {issued}")
    return Addition(draft, issued, file, target, settings, tuple(remarks))


def _headed(draft: Draft) -> Draft:
    """The draft with the symbol and date that stand alone before its treaty, where its format tells none."""
    symbol, issued = head_facts(line for text in draft.front for line in text.split("\n"))
    return replace(draft, symbol=draft.symbol or symbol, date=draft.date or issued)


def _treaty(folder: Path) -> Treaty | None:
    """The treaty in the folder, None where there is nothing yet."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return None
    return load_treaty(folder)


def _refuse_duplicates(file: Path, folder: Path, treaty: Treaty | None, issued: date, symbol: str) -> None:
    own = digest(file)
    listed = (*treaty.drafts, *treaty.waiting) if treaty else ()
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_file() and path.resolve() != file.resolve() and digest(path) == own:
            raise DraftsError([f"{file.name}: the same file is there already as {folder.name}/{path.name}"])
    for entry in listed:
        name = f"{folder.name}/{entry.file.name}"
        if entry.issued == issued:
            raise DraftsError([f"{file.name}: {name} has the same date {issued}; their order could not be told: give the right --date"])
        if symbol and _symbol(entry).casefold() == symbol.casefold():
            raise DraftsError([f"{file.name}: {name} has the same symbol {symbol}; give the right --symbol"])


def _symbol(entry: DraftEntry) -> str:
    """The draft's symbol, from its file where treaty.toml does not tell."""
    if entry.symbol or not entry.is_there:
        return entry.symbol
    try:
        return read_draft(*entry.files).symbol
    except ReadError:
        return ""


def _settings(folder: Path, treaty: Treaty | None, draft: Draft) -> str:
    """The text of treaty.toml to add to: as it is, or a new one; drafts known by their dated names are listed in it from now on."""
    path = folder / SETTINGS
    if path.is_file():
        text = read_settings(path)
    else:
        own = "" if draft.title == Path(draft.name).stem else draft.title  # the file's name stands in for a title
        title = treaty.title if treaty else own or folder.name.replace("-", " ").capitalize()
        text = with_value(with_value("", None, "title", title), None, "language", draft.language)
    for entry in treaty.drafts if treaty else ():
        if entry.place is None and entry.issued:
            row: dict[str, Value] = {"file": entry.file.name, "date": entry.issued, "title": entry.title}
            text = with_draft(text, row)
    return text
