"""drafts/ -> changelogs/: every treaty's drafts read, compared and rendered, and the site put in place in one step."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path

import msgspec

from pipeline.cache import cache_folder, keep, key, prune, recall
from pipeline.changelog import compare, read_draft
from pipeline.drafts import DraftEntry, Treaty, contradiction, load_treaty, treaty_folders
from pipeline.errors import DraftsError, TravauxError
from pipeline.model import Changelog, Draft
from pipeline.recorded import digest
from pipeline.render.site import OURS, Look, SiteDraft, SiteTreaty, render_site
from pipeline.reviews import Reviews, load_reviews
from pipeline.stamp import code_version, inputs
from pipeline.swap import STAMP, put_in_place
from pipeline.template_folders import folders as template_folders

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: pages written, remarks for the screen, and what went wrong, by treaty."""

    pages: int
    treaties: tuple[SiteTreaty, ...]
    remarks: tuple[str, ...]
    failures: tuple[tuple[str, str], ...]
    waiting: tuple[tuple[str, str, bool], ...]
    """(slug, title, whether they can be fetched) of treaties none of whose drafts is there yet."""


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
    wanted = tuple(wanted)
    folders = _chosen(treaty_folders(folder), wanted)
    treaties: list[SiteTreaty] = []
    failures: list[tuple[str, str]] = []
    remarks: list[str] = []
    waiting: list[tuple[str, str, bool]] = []
    stamp = inputs(folder, wanted, template_folders(look.templates), (pairs, look.base_url))
    with _executor(workers) as executor:
        for treaty_folder in folders:
            try:
                treaty = load_treaty(treaty_folder)
                remarks += treaty.remarks
                if not treaty.drafts:
                    waiting.append((treaty.slug, treaty.title, bool(treaty.waiting)))
                    continue
                treaties.append(_treaty(treaty, pairs, executor, report))
                mastheads = zip(treaty.drafts, (draft.masthead for draft in treaties[-1].drafts), strict=True)
                remarks += [f"{treaty.slug}/{said}" for each in mastheads if (said := contradiction(*each))]
            except TravauxError as error:
                failures.append((treaty_folder.name, str(error)))
    pages = render_site(tuple(treaties), look, failed=tuple(failures), waiting=tuple(waiting))
    put_in_place(pages | {STAMP: f"{stamp}\n".encode()}, output)
    prune(cache_folder())
    return Built(len(pages), tuple(treaties), tuple(remarks), tuple(failures), tuple(waiting))


def steps(folder: Path, wanted: Iterable[str], pairs: str) -> int:
    """How many drafts and pairs a build will report, for its progress bar."""
    total = 0
    for treaty_folder in _chosen(treaty_folders(folder), tuple(wanted)):
        try:
            count = len(load_treaty(treaty_folder).drafts)
        except DraftsError:
            continue
        total += count + (count * (count - 1) // 2 if pairs == "all" else max(count - 1, 0))
    return total


def _chosen(folders: tuple[Path, ...], wanted: tuple[str, ...]) -> tuple[Path, ...]:
    names = {path.name for path in folders}
    missing = sorted(set(wanted) - names)
    if missing:
        raise DraftsError([f"there is no treaty {name}; there are {', '.join(sorted(names))}" for name in missing])
    return tuple(path for path in folders if not wanted or path.name in wanted)


def _treaty(treaty: Treaty, pairs: str, executor: Executor | None, report: Report) -> SiteTreaty:
    found = _drafts(treaty, executor, report)
    drafts = [_named(draft, entry) for draft, entry in zip(found, treaty.drafts, strict=True)]
    couples = list(combinations(drafts, 2) if pairs == "all" else pairwise(drafts))
    rules, reviews = treaty.rules, load_reviews(treaty.folder)
    judged = partial(_compared, rules=rules, reviews=reviews)
    compared = executor.map(judged, *zip(*couples, strict=True)) if executor and couples else (judged(*couple) for couple in couples)
    changelogs: list[Changelog] = []
    for changelog in compared:
        changelogs.append(changelog)
        report(f"{treaty.slug}: {changelog.before.symbol} to {changelog.after.symbol}")
    site_drafts = tuple(_site_draft(*each) for each in zip(treaty.drafts, drafts, (draft.date for draft in found), strict=True))
    language = treaty.language or drafts[-1].language
    waiting = tuple((entry.symbol or entry.title or entry.file.name, entry.issued) for entry in treaty.waiting)
    return SiteTreaty(treaty.slug, treaty.title, language, site_drafts, tuple(changelogs), waiting)


def _drafts(treaty: Treaty, executor: Executor | None, report: Report) -> list[Draft]:
    files = [entry.files for entry in treaty.drafts]
    drafts: list[Draft] = []
    mistakes: list[str] = []
    results: list[Callable[[], Draft]] = (
        [executor.submit(_read, paths).result for paths in files] if executor else [partial(_read, paths) for paths in files]
    )
    for entry, result in zip(treaty.drafts, results, strict=True):
        try:
            drafts.append(result())
        except TravauxError as error:
            mistakes.append(f"{treaty.slug}/{error}")
        report(f"{treaty.slug}: {entry.file.name}")
    if mistakes:
        raise DraftsError(mistakes)
    return drafts


def _read(paths: tuple[Path, ...]) -> Draft:
    """The draft in the files, from the cache where the same bytes were read before."""
    try:
        name = key(code_version(), *(part for path in paths for part in (path.name, path.read_bytes())))
    except OSError:
        return read_draft(*paths)
    known = recall(cache_folder(), name, Draft)
    if known is None:
        known = read_draft(*paths)
        keep(cache_folder(), name, known)
    return known


def _compared(before: Draft, after: Draft, rules: str, reviews: Reviews) -> Changelog:
    """The changelog, from the cache where the same drafts were compared by the same rules before."""
    name = key(code_version(), msgspec.msgpack.encode(before), msgspec.msgpack.encode(after), rules, msgspec.msgpack.encode(reviews))
    known = recall(cache_folder(), name, Changelog)
    if known is None:
        known = compare(before, after, rules, reviews)
        keep(cache_folder(), name, known)
    return known


def _named(draft: Draft, entry: DraftEntry) -> Draft:
    """What treaty.toml says of a draft comes before what its file says."""
    return replace(draft, symbol=entry.symbol or draft.symbol or entry.title, date=entry.issued or draft.date)


def _site_draft(entry: DraftEntry, draft: Draft, masthead: date | None) -> SiteDraft:
    return SiteDraft(
        draft,
        ", ".join(path.name for path in entry.files),
        entry.title or draft.symbol or entry.file.stem,
        entry.status,
        " ".join(entry.sources),
        " ".join(digest(path) for path in entry.files),
        masthead if contradiction(entry, masthead) else None,
    )


@contextmanager
def _executor(workers: int) -> Iterator[Executor | None]:
    """Processes, since pypdfium2 is not safe in threads; none for one worker."""
    if workers < 2:
        yield None
        return
    with ProcessPoolExecutor(workers) as executor:
        yield executor
