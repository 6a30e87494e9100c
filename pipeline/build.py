"""drafts/ -> changelogs/: every treaty's drafts read, compared and rendered, and the site put in place in one step."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import combinations, pairwise, starmap
from pathlib import Path

from pipeline.cache import cache_folder, prune
from pipeline.drafts import load_treaty, treaty_folders
from pipeline.entries import DraftEntry, Origin, Treaty, contradiction
from pipeline.errors import DraftsError, TravauxError
from pipeline.history import from_commits, origins, state
from pipeline.kept_pages import KeptPages
from pipeline.model import Changelog, Draft
from pipeline.remembered import compared, contents, named, read_again
from pipeline.render.site import OURS, Look, SiteDraft, SiteTreaty, render_site
from pipeline.reviews import load_reviews
from pipeline.stamp import inputs, look_version
from pipeline.swap import STAMP, put_in_place
from pipeline.template_folders import folders as template_folders

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: files of the site, remarks for the screen, and what went wrong, by treaty."""

    pages: int
    made_again: int
    """Pages whose inputs had changed since the site before."""
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
    whole: bool = False,
) -> Built:
    """Build the site of the treaties below `folder` (all, or those `wanted`) into `output`.

    `pairs` is "consecutive" or "all"; `report` is told each finished step. A treaty with a mistake is listed with its message
    and the others are still built; with `whole` the site is then left as it was. Raises DraftsError when there is nothing to build.
    """
    wanted = tuple(wanted)
    folders = _chosen(treaty_folders(folder), wanted)
    treaties: list[SiteTreaty] = []
    failures: list[tuple[str, str]] = []
    remarks: list[str] = []
    waiting: list[tuple[str, str, bool]] = []
    addresses: dict[str, str] = {}
    stamp = inputs(folder, wanted, template_folders(look.templates), (pairs, look.base_url, state(folder)))
    kept = KeptPages(output, look_version(template_folders(look.templates)))
    with _executor(workers) as executor:
        for treaty_folder in folders:
            try:
                treaty = from_commits(load_treaty(treaty_folder))
                remarks += treaty.remarks
                addresses |= {treaty.base_url.rstrip("/"): treaty.slug} if treaty.base_url else {}
                if not treaty.drafts:
                    waiting.append((treaty.slug, treaty.title, bool(treaty.waiting)))
                    continue
                treaties.append(_treaty(treaty, pairs, executor, report))
                mastheads = zip(treaty.drafts, (draft.masthead for draft in treaties[-1].drafts), strict=True)
                remarks += [f"{treaty.slug}/{said}" for each in mastheads if (said := contradiction(*each))]
            except TravauxError as error:
                failures.append((treaty_folder.name, str(error)))
    if whole and failures:
        raise DraftsError(
            [line if line.startswith(slug) else f"{slug}: {line}" for slug, message in failures for line in message.splitlines()]
        )
    pages = render_site(
        tuple(treaties),
        replace(look, base_url=look.base_url or _address(addresses)),
        failed=tuple(failures),
        waiting=tuple(waiting),
        before=kept.page,
    )
    put_in_place(pages | {STAMP: kept.stamp("" if failures else stamp, pages)}, output)
    prune(cache_folder())
    return Built(len(pages), kept.made_again(), tuple(treaties), tuple(remarks), tuple(failures), tuple(waiting))


def steps(folder: Path, wanted: Iterable[str], pairs: str) -> int:
    """How many drafts and pairs a build will report, for its progress bar."""
    total = 0
    for treaty_folder in _chosen(treaty_folders(folder), tuple(wanted)):
        try:
            count = len(from_commits(load_treaty(treaty_folder)).drafts)
        except TravauxError:
            continue
        total += count + (count * (count - 1) // 2 if pairs == "all" else max(count - 1, 0))
    return total


def _chosen(folders: tuple[Path, ...], wanted: tuple[str, ...]) -> tuple[Path, ...]:
    names = {path.name for path in folders}
    missing = sorted(set(wanted) - names)
    if missing:
        raise DraftsError([f"there is no treaty {name}; there are {', '.join(sorted(names))}" for name in missing])
    return tuple(path for path in folders if not wanted or path.name in wanted)


def _address(addresses: dict[str, str]) -> str:
    """The address of the site that the treaties give, each with one that gives it; there can be one only."""
    if len(addresses) > 1:
        said = ", ".join(f"{slug}/treaty.toml says {address}" for address, slug in addresses.items())
        raise DraftsError([f"base_url is the address of the whole site, and there are several: {said}; keep one, or use --base-url"])
    return next(iter(addresses), "")


def _treaty(treaty: Treaty, pairs: str, executor: Executor | None, report: Report) -> SiteTreaty:
    found = _drafts(treaty, executor, report)
    drafts = [named(draft, entry) for draft, entry in zip(found, treaty.drafts, strict=True)]
    couples = list(combinations(drafts, 2) if pairs == "all" else pairwise(drafts))
    rules, reviews = treaty.rules, load_reviews(treaty.folder)
    judged = partial(compared, rules=rules, reviews=reviews)
    results = executor.map(judged, *zip(*couples, strict=True)) if executor and couples else (judged(*couple) for couple in couples)
    changelogs: list[Changelog] = []
    for (before, after), result in zip(couples, results, strict=True):
        # The very drafts again, which worker and cache give back as copies: two drafts of the same name and words are still two.
        changelog = replace(result, before=before, after=after)
        changelogs.append(changelog)
        report(f"{treaty.slug}: {changelog.before.symbol} to {changelog.after.symbol}")
    mastheads = [draft.date for draft in found]
    site_drafts = tuple(starmap(_site_draft, zip(treaty.drafts, drafts, mastheads, origins(treaty), strict=True)))
    language = treaty.language or drafts[-1].language
    waiting = tuple((entry.symbol or entry.title or entry.file.name, entry.issued) for entry in treaty.waiting)
    return SiteTreaty(treaty.slug, treaty.title, language, site_drafts, tuple(changelogs), waiting)


def _drafts(treaty: Treaty, executor: Executor | None, report: Report) -> list[Draft]:
    drafts: list[Draft] = []
    mistakes: list[str] = []
    results: list[Callable[[], Draft]] = (
        [executor.submit(read_again, entry).result for entry in treaty.drafts]
        if executor
        else [partial(read_again, entry) for entry in treaty.drafts]
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


def _site_draft(entry: DraftEntry, draft: Draft, masthead: date | None, origin: Origin | None) -> SiteDraft:
    return SiteDraft(
        draft,
        ", ".join(path.name for path in entry.files),
        entry.title or draft.symbol or entry.file.stem,
        entry.status,
        " ".join(entry.sources),
        " ".join(hashlib.sha256(data).hexdigest() for _, data in contents(entry)),
        masthead if contradiction(entry, masthead) else None,
        origin.by if origin else "",
        origin.on if origin else None,
    )


@contextmanager
def _executor(workers: int) -> Iterator[Executor | None]:
    """Processes, since pypdfium2 is not safe in threads; none for one worker."""
    if workers < 2:
        yield None
        return
    with ProcessPoolExecutor(workers) as executor:
        yield executor
