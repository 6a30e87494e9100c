"""drafts/ -> changelogs/: every treaty's drafts read, compared and rendered, and the site put in place in one step."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path

from pipeline.changelog import compare, read_draft
from pipeline.drafts import DraftEntry, Treaty, load_treaty, treaty_folders
from pipeline.errors import DraftsError, TravauxError
from pipeline.model import Changelog, Draft
from pipeline.render.site import OURS, Look, SiteDraft, SiteTreaty, render_site
from pipeline.reviews import load_reviews

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: pages written, remarks for the screen, and what went wrong, by treaty."""

    pages: int
    treaties: tuple[SiteTreaty, ...]
    remarks: tuple[str, ...]
    failures: tuple[tuple[str, str], ...]


def build(  # noqa: PLR0913 - one an option of the command
    folder: Path,
    output: Path,
    wanted: Iterable[str],
    *,
    pairs: str = "consecutive",
    workers: int = 1,
    report: Report = print,
    look: Look = OURS,
) -> Built:
    """Build the site of the treaties below `folder` (all, or those `wanted`) into `output`.

    `pairs` is "consecutive" or "all"; `report` is told each finished step. A treaty with a mistake is listed with its message
    and the others are still built. Raises DraftsError when there is nothing to build.
    """
    folders = _chosen(treaty_folders(folder), tuple(wanted))
    treaties: list[SiteTreaty] = []
    failures: list[tuple[str, str]] = []
    remarks: list[str] = []
    with _executor(workers) as executor:
        for treaty_folder in folders:
            try:
                treaty = load_treaty(treaty_folder)
                remarks += treaty.remarks
                treaties.append(_treaty(treaty, pairs, executor, report))
            except TravauxError as error:
                failures.append((treaty_folder.name, str(error)))
    pages = render_site(tuple(treaties), look, failed=tuple(failures))
    _put_in_place(pages, output)
    return Built(len(pages), tuple(treaties), tuple(remarks), tuple(failures))


def steps(folder: Path, wanted: Iterable[str], pairs: str) -> int:
    """How many drafts and pairs a build will report, for its progress bar."""
    total = 0
    for treaty_folder in _chosen(treaty_folders(folder), tuple(wanted)):
        try:
            count = len(load_treaty(treaty_folder).drafts)
        except DraftsError:
            continue
        total += count + (count * (count - 1) // 2 if pairs == "all" else count - 1)
    return total


def _chosen(folders: tuple[Path, ...], wanted: tuple[str, ...]) -> tuple[Path, ...]:
    names = {path.name for path in folders}
    missing = sorted(set(wanted) - names)
    if missing:
        raise DraftsError([f"there is no treaty {name}; there are {', '.join(sorted(names))}" for name in missing])
    return tuple(path for path in folders if not wanted or path.name in wanted)


def _treaty(treaty: Treaty, pairs: str, executor: Executor | None, report: Report) -> SiteTreaty:
    drafts = _drafts(treaty, executor, report)
    couples = list(combinations(drafts, 2) if pairs == "all" else pairwise(drafts))
    rules, reviews = treaty.rules, load_reviews(treaty.folder)
    judged = partial(compare, rules=rules, reviews=reviews)
    compared = executor.map(judged, *zip(*couples, strict=True)) if executor and couples else (judged(*couple) for couple in couples)
    changelogs: list[Changelog] = []
    for changelog in compared:
        changelogs.append(changelog)
        report(f"{treaty.slug}: {changelog.before.symbol} to {changelog.after.symbol}")
    site_drafts = tuple(_site_draft(entry, draft) for entry, draft in zip(treaty.drafts, drafts, strict=True))
    language = treaty.language or drafts[-1].language
    return SiteTreaty(treaty.slug, treaty.title, language, site_drafts, tuple(changelogs))


def _drafts(treaty: Treaty, executor: Executor | None, report: Report) -> list[Draft]:
    paths = [entry.file for entry in treaty.drafts]
    drafts, mistakes = [], []
    results = [executor.submit(read_draft, path).result for path in paths] if executor else [_later(path) for path in paths]
    for entry, result in zip(treaty.drafts, results, strict=True):
        try:
            drafts.append(_named(result(), entry))
        except TravauxError as error:
            mistakes.append(f"{treaty.slug}/{error}")
        report(f"{treaty.slug}: {entry.file.name}")
    if mistakes:
        raise DraftsError(mistakes)
    return drafts


def _later(path: Path) -> Callable[[], Draft]:
    return lambda: read_draft(path)


def _named(draft: Draft, entry: DraftEntry) -> Draft:
    """What treaty.toml says of a draft comes before what its file says."""
    return replace(draft, symbol=entry.symbol or draft.symbol or entry.title, date=entry.issued or draft.date)


def _site_draft(entry: DraftEntry, draft: Draft) -> SiteDraft:
    digest = hashlib.sha256(entry.file.read_bytes()).hexdigest()
    return SiteDraft(draft, entry.file.name, entry.title or draft.symbol or entry.file.stem, entry.status, entry.source, digest)


@contextmanager
def _executor(workers: int) -> Iterator[Executor | None]:
    """Processes, since pypdfium2 is not safe in threads; none for one worker."""
    if workers < 2:
        yield None
        return
    with ProcessPoolExecutor(workers) as executor:
        yield executor


def _put_in_place(pages: dict[str, bytes], output: Path) -> None:
    """Write the pages beside `output`, then swap the folders: a reader sees the old site or the new one, whole."""
    output = output.absolute()
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
        try:
            fresh.chmod(0o755)
            for name, content in sorted(pages.items()):
                target = fresh / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            _swap(fresh, output)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise TravauxError(f"{output}: cannot be written ({error.strerror or error}); the site there is as it was") from error


def _swap(fresh: Path, output: Path) -> None:
    if not output.exists():
        fresh.rename(output)
        return
    if not (output / "index.html").is_file() and any(output.iterdir()):
        raise TravauxError(f"{output}: holds files that are no changelogs; choose an empty folder with --output")
    old = fresh.with_name(f"{fresh.name}-old")
    output.rename(old)
    try:
        fresh.rename(output)
    except OSError:
        old.replace(output)
        raise
    shutil.rmtree(old, ignore_errors=True)
