"""A treaty -> its pages: matrix and ledger, changelogs, briefs, readers, histories, feed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec

from pipeline.model import Changelog, Held
from pipeline.render.changelog_views import ChangelogView, Neighbours, changelog_view
from pipeline.render.finding_views import FindingView, safeguard_name
from pipeline.render.history_views import blame, history_view
from pipeline.render.links import DraftLink, PairLink, PairName, SiteTreaty, TreatyName, draft_links, numbers, pair_link
from pipeline.render.method import Method
from pipeline.render.overview import Bar, charts, ledger_rows, tides
from pipeline.render.reader_views import readings
from pipeline.render.safeguard_views import course, held_in, safeguard_page, safeguard_views
from pipeline.render.templates import Render
from pipeline.render.threads import Identities, Thread, aliases, identities, threads
from pipeline.render.words import Words, direction, words_in

Catalogue = Mapping[str, Mapping[str, str]]
Before = Callable[[str, bytes], bytes | None]
"""(path, all that the page is made from) -> the page, where it was made from the same before."""


def nothing_before(_path: str, _inputs: bytes) -> None:
    """For a site that is made for the first time."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What every page is made with; `base_url` is empty or ends with a slash."""

    render: Render
    catalogue: Catalogue
    method: Method
    base_url: str
    before: Before = nothing_before

    def page(self, template: str, path: str, **names: object) -> bytes:
        """The page at `path` of the site: that of the site before where it was made from the very same `names`, else made now."""
        known = self.before(path, msgspec.msgpack.encode((template, names)))
        return self.render(template, direction=direction, assessed=self.method.assesses, **names) if known is None else known


@dataclass(frozen=True, slots=True)
class TreatyView:
    """A treaty laid out: its drafts, pairs, the steps between neighbours, and its articles followed through."""

    treaty: SiteTreaty
    words: Words
    drafts: tuple[DraftLink, ...]
    pairs: tuple[PairLink, ...]
    steps: dict[int, Changelog]
    known: Identities
    threads: tuple[Thread, ...]

    @property
    def tides(self) -> dict[int, tuple[Bar, ...]]:
        """What the step to each draft won and lost, as a bar."""
        return tides([pair for pair in self.pairs if pair.consecutive])

    @property
    def ways(self) -> dict[int, PairLink]:
        """The pair that leads to each draft from the one before."""
        return {pair.after.number: pair for pair in self.pairs if pair.consecutive}


def treaty_view(treaty: SiteTreaty, catalogue: Catalogue) -> TreatyView:
    """Lay a treaty out."""
    drafts = draft_links(treaty.drafts)
    places = [numbers(treaty, log) for log in treaty.changelogs]
    pairs = tuple(pair_link(log, drafts[old], drafts[new]) for log, (old, new) in zip(treaty.changelogs, places, strict=True))
    steps = {new: log for log, (old, new) in zip(treaty.changelogs, places, strict=True) if new == old + 1}
    plain = [entry.draft for entry in treaty.drafts]
    known = identities(plain, steps)
    ways = {pair.after.number: pair for pair in pairs if pair.consecutive}
    return TreatyView(treaty, words_in(treaty.language, catalogue), drafts, pairs, steps, known, threads(plain, steps, known, drafts, ways))


def treaty_pages(view: TreatyView, kit: Kit) -> dict[str, bytes]:
    """Every file below the treaty's folder, by its name there."""
    neighbours = [Neighbours(aliases(view.known, at), _histories(view.threads, at)) for at in range(len(view.drafts))]
    made: list[ChangelogView] = [
        changelog_view(log, pair, kit.method.names, view.words, kit.catalogue, _both(neighbours, pair))
        for log, pair in zip(view.treaty.changelogs, view.pairs, strict=True)
    ]
    steps = {each.pair.after.number: each for each in made if each.pair.consecutive}
    drafts, pairs = tuple(link.named for link in view.drafts), tuple(pair.named for pair in view.pairs)
    page = _page(view, kit)

    full = {"drafts": view.drafts, "ways": view.ways}
    ledger = ledger_rows(view.steps, steps, drafts, kit.method.weights)
    overview = {"ledger": ledger, "charts": charts(view.drafts, view.steps), "tides": view.tides, "waiting": view.treaty.waiting}
    overview["concordances"] = [
        (each.pair.named, log.concordance) for each, log in zip(made, view.treaty.changelogs, strict=True) if each.pair.consecutive
    ]
    pages = {"index.html": page("treaty.html", "index.html", pairs=pairs, threads=view.threads, **full, **overview)}
    for each in made:
        pages[each.pair.path] = page("changelog.html", each.pair.path, view=each, drafts=drafts, pairs=pairs)
        pages[each.pair.brief] = page("brief.html", each.pair.brief, view=each)
    plain = [entry.draft for entry in view.treaty.drafts]
    way = course(plain, drafts, view.known, view.steps, steps)
    for life in safeguard_views(ledger, way, kit.method.sources):
        name = safeguard_page(life.row.id)
        pages[name] = page("safeguard.html", name, view=life, drafts=drafts)
    origins = blame(plain, view.steps)
    for thread in view.threads:
        shown = history_view(thread, plain, origins, drafts, steps, view.words)
        pages[thread.page] = page("history.html", thread.page, view=shown, drafts=drafts)
    pages["feed.xml"] = page("feed.xml", "feed.xml", steps={at: each.findings for at, each in steps.items()}, **full)
    return pages | _readers(view, kit, steps, neighbours)


def _page(view: TreatyView, kit: Kit) -> Callable[..., bytes]:
    """A function (template, name of the file, **names) -> a page of the treaty."""
    title = TreatyName(view.treaty.slug, view.treaty.title, view.treaty.language)

    def page(template: str, name: str, **names: object) -> bytes:
        path = f"{view.treaty.slug}/{name}"
        canonical = f"{kit.base_url}{path}" if kit.base_url else ""
        return kit.page(template, path, root="../", treaty=title, t=view.words, inline=None, canonical=canonical, **names)

    return page


def _readers(view: TreatyView, kit: Kit, steps: Mapping[int, ChangelogView], neighbours: list[Neighbours]) -> dict[str, bytes]:
    page, pages = _page(view, kit), {}
    for link, entry, near, found in zip(view.drafts, view.treaty.drafts, neighbours, _by_place(steps, len(view.drafts)), strict=True):
        held = _held(view.steps, link.number, kit.method.names)
        rows = readings(entry.draft, words_in(entry.draft.language, kit.catalogue), near.aliases, found, near.histories, held)
        ways = {number: view.ways[number].named for number in (link.number, link.number + 1) if number in view.ways}
        pages[link.page] = page("reader.html", link.page, link=link, draft=entry.draft, rows=rows, ways=ways)
    return pages


def _held(steps: Mapping[int, Changelog], at: int, names: Mapping[str, str]) -> dict[str, list[tuple[Held, str]]]:
    """By eId the safeguards that stand in a draft, each with its name."""
    found: dict[str, list[tuple[Held, str]]] = {}
    for each in held_in(steps, at):
        found.setdefault(each.eid, []).append((each, safeguard_name(each.safeguard, names)))
    return found


def _histories(found: tuple[Thread, ...], at: int) -> dict[str, str]:
    return {thread.cells[at].eid: thread.page for thread in found if thread.cells[at].eid}


def _both(near: list[Neighbours], pair: PairLink) -> Neighbours:
    """A removed article is only known to the draft before."""
    after = near[pair.after.number]
    gone = {f"was-{eid}": page for eid, page in near[pair.before.number].histories.items()}
    return Neighbours(after.aliases, {**gone, **after.histories})


def _by_place(steps: Mapping[int, ChangelogView], drafts: int) -> list[dict[str, list[tuple[PairName, FindingView]]]]:
    """For each draft its findings by eId: those of the step that led to it, and of the step away from it."""
    found: list[dict[str, list[tuple[PairName, FindingView]]]] = [{} for _ in range(drafts)]
    for at, view in steps.items():
        for finding in (each for each in view.findings if not each.dismissed):
            for number, side in ((at - 1, finding.before), (at, finding.after)):
                if side:
                    found[number].setdefault(side.eid, []).append((view.pair.named, finding))
    return found
