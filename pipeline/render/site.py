"""What the site is made of, and the site itself: `render_site(treaties) -> {path: bytes}`. Nothing is written here."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import TravauxError
from pipeline.render.links import DraftLink, PairLink, SiteDraft, SiteTreaty, TreatyName
from pipeline.render.method import load_method
from pipeline.render.overview import Bar
from pipeline.render.pages import inline_assets
from pipeline.render.templates import catalogue, environment, static_files
from pipeline.render.treaty_pages import Before, Kit, nothing_before, treaty_pages, treaty_view
from pipeline.render.words import words_in

__all__ = ["OURS", "Look", "SiteDraft", "SiteTreaty", "render_site"]


@dataclass(frozen=True, slots=True)
class Look:
    """How the site is made: a folder of templates that come before ours, and the address it will stand at (empty: anywhere)."""

    templates: Path | None = None
    base_url: str = ""


OURS = Look()


@dataclass(frozen=True, slots=True)
class Card:
    """A treaty as the first page shows it."""

    treaty: TreatyName
    drafts: tuple[DraftLink, ...]
    ways: dict[int, PairLink]
    tides: dict[int, tuple[Bar, ...]]


def render_site(
    treaties: tuple[SiteTreaty, ...],
    look: Look = OURS,
    failed: tuple[tuple[str, str], ...] = (),
    waiting: tuple[tuple[str, str], ...] = (),
    before: Before = nothing_before,
) -> dict[str, bytes]:
    """Every file of the site by its path.

    `failed` are (treaty, message) of those that could not be built,
    `waiting` (treaty, title) of those whose drafts are not there yet,
    `before` gives the pages that were made from the same before.

    With a base address pages name theirs and there is a sitemap.
    Raises TravauxError where a template fails.
    """
    templates, base_url = look.templates, look.base_url
    if base_url and not base_url.startswith(("https://", "http://")):
        raise TravauxError(f"{base_url}: is no address of a site; write it as https://example.org/drafts/")
    address = base_url.rstrip("/") + "/" if base_url else ""
    kit = Kit(environment(templates), catalogue(templates), load_method(), address, before)
    views = [treaty_view(treaty, kit.catalogue) for treaty in treaties]
    files = dict(static_files(templates))
    for view in views:
        files |= {f"{view.treaty.slug}/{name}": page for name, page in treaty_pages(view, kit).items()}
    words = words_in(treaties[0].language if treaties and len({treaty.language for treaty in treaties}) == 1 else "en", kit.catalogue)
    shared = {"treaty": None, "t": words}
    cards = [
        Card(TreatyName(each.treaty.slug, each.treaty.title, each.treaty.language), each.drafts, each.ways, each.tides) for each in views
    ]
    lists = {"views": cards, "failed": failed, "waiting": waiting}
    files["index.html"] = kit.page("index.html", "index.html", root="", inline=None, canonical=address, **lists, **shared)
    canonical = f"{address}method.html" if address else ""
    files["method.html"] = kit.page("method.html", "method.html", root="", inline=None, canonical=canonical, method=kit.method, **shared)
    # It is served for any path, so nothing in it may depend on where it is.
    files["404.html"] = kit.page("404.html", "404.html", root=address, inline=inline_assets(templates), canonical="", **shared)
    if address:
        pages = sorted(path for path in files if path.endswith(".html") and path != "404.html")
        files["sitemap.xml"] = kit.page("sitemap.xml", "sitemap.xml", addresses=[f"{address}{path}" for path in pages])
    return {path: files[path] for path in sorted(files)}
