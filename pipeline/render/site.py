"""What the site is made of, and the site itself: `render_site(treaties) -> {path: bytes}`. Nothing is written here."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Changelog, Draft
from pipeline.render.rows import changelog_view, draft_slug, matrix, reader_rows, words_in
from pipeline.render.templates import Render, environment, static_files

__all__ = ["SiteDraft", "SiteTreaty", "render_site"]


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """A draft as the site shows it: the Draft, and what treaty.toml says of its file."""

    draft: Draft
    file: str
    title: str
    status: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SiteTreaty:
    """A treaty's drafts in order, and the changelogs of its pairs."""

    slug: str
    title: str
    language: str
    drafts: tuple[SiteDraft, ...]
    changelogs: tuple[Changelog, ...]


@dataclass(frozen=True, slots=True)
class _DraftView:
    entry: SiteDraft
    slug: str
    words: int
    articles: int


def render_site(
    treaties: tuple[SiteTreaty, ...], templates: Path | None = None, failed: tuple[tuple[str, str], ...] = ()
) -> dict[str, bytes]:
    """Every file of the site by its path; `failed` are (treaty, message) of those that could not be built."""
    render = environment(templates)
    pages = dict(static_files(templates))
    pages["index.html"] = render("index.html", root="", treaties=treaties, failed=failed, language="en")
    pages["method.html"] = render("method.html", root="", language="en")
    for treaty in treaties:
        pages |= {f"{treaty.slug}/{name}": page for name, page in _treaty_pages(treaty, render).items()}
    return pages


def _treaty_pages(treaty: SiteTreaty, render: Render) -> dict[str, bytes]:
    drafts = [
        _DraftView(entry, slug, words_in(entry.draft), _articles(entry.draft))
        for entry, slug in zip(treaty.drafts, _slugs(treaty), strict=True)
    ]
    slugs = {draft.entry.draft.name: draft.slug for draft in drafts}
    names = {(log.before.name, log.after.name): f"{slugs[log.before.name]}--{slugs[log.after.name]}.html" for log in treaty.changelogs}
    views = [(names[log.before.name, log.after.name], changelog_view(log)) for log in treaty.changelogs]
    rows = matrix([draft.entry.draft for draft in drafts], list(treaty.changelogs), names)
    shared = {"root": "../", "treaty": treaty, "drafts": drafts, "language": treaty.language}
    pages = {"index.html": render("treaty.html", rows=rows, views=views, **shared)}
    for name, changelog in views:
        pages[name] = render("changelog.html", view=changelog, inlined=None, **shared)
    for draft in drafts:
        pages[f"{draft.slug}.html"] = render("draft.html", view=draft, rows=reader_rows(draft.entry.draft), **shared)
    return pages


def _slugs(treaty: SiteTreaty) -> list[str]:
    seen: Counter[str] = Counter()
    slugs = []
    for entry in treaty.drafts:
        slug = draft_slug(entry.draft, entry.file)
        seen[slug] += 1
        slugs.append(slug if seen[slug] == 1 else f"{slug}-{seen[slug]}")
    return slugs


def _articles(draft: Draft) -> int:
    return sum(provision.level == "article" for provision in draft.provisions)
