"""Drafts and pairs as pages name them and link to them."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import Changelog, Draft, Finding, Level
from pipeline.render.words import EFFECTS, slug

Counts = tuple[tuple[str, str, int], ...]
"""(effect, its sign, how many)."""


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """A draft as the site shows it: the Draft, and what treaty.toml says of its file."""

    draft: Draft
    file: str
    title: str
    status: str
    source: str
    sha256: str
    masthead: datetime.date | None = None
    """The date in the file's masthead, where treaty.toml says another."""
    added_by: str = ""
    """Who added it to the repository; empty where that is not known."""
    added_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class SiteTreaty:
    """A treaty's drafts in order, and the changelogs of its pairs."""

    slug: str
    title: str
    language: str
    drafts: tuple[SiteDraft, ...]
    changelogs: tuple[Changelog, ...]
    waiting: tuple[tuple[str, datetime.date | None], ...] = ()
    """(name, date) of the drafts that are not fetched yet."""


@dataclass(frozen=True, slots=True)
class TreatyName:
    """What a page says of the treaty it belongs to."""

    slug: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class DraftName:
    """A draft as links name it: no more, so that a page that only links to a draft need not be made again when its file changes."""

    number: int
    page: str
    name: str
    date: datetime.date | None
    language: str


@dataclass(frozen=True, slots=True)
class PairName:
    """A changelog as links name it."""

    path: str
    before: DraftName
    after: DraftName
    consecutive: bool


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A draft as lists name it; `page` is empty where there is none (a page that stands alone)."""

    number: int
    page: str
    name: str
    title: str
    status: str
    date: datetime.date | None
    language: str
    file: str
    source: str
    sha256: str
    articles: int
    words: int
    brackets: int
    masthead: datetime.date | None = None
    added_by: str = ""
    added_on: datetime.date | None = None

    @property
    def named(self) -> DraftName:
        """What a link to it needs."""
        return DraftName(self.number, self.page, self.name, self.date, self.language)


@dataclass(frozen=True, slots=True)
class PairLink:
    """A changelog as lists name it, with its findings counted by effect."""

    path: str
    brief: str
    before: DraftLink
    after: DraftLink
    effects: Counts
    consecutive: bool

    @property
    def named(self) -> PairName:
        """What a link to it needs."""
        return PairName(self.path, self.before.named, self.after.named, self.consecutive)


def draft_links(drafts: Sequence[SiteDraft]) -> tuple[DraftLink, ...]:
    """A link for each draft; its page is called by its symbol, else by its file, a second one of the same name gets "-2"."""
    taken: Counter[str] = Counter({"index": 1})
    links = []
    for number, entry in enumerate(drafts):
        base = slug(entry.draft.symbol) or slug(entry.file.rpartition(".")[0]) or "draft"
        taken[base] += 1
        page = f"{base}.html" if taken[base] == 1 else f"{base}-{taken[base]}.html"
        links.append(_link(number, page, entry))
    return tuple(links)


def lone_link(number: int, draft: Draft) -> DraftLink:
    """The link of a draft that has no page."""
    return _link(number, "", SiteDraft(draft, draft.name, draft.title, "", "", ""))


def _link(number: int, page: str, entry: SiteDraft) -> DraftLink:
    draft = entry.draft
    name = draft.symbol or entry.title or entry.file
    articles = sum(provision.level is Level.ARTICLE for provision in draft.provisions)
    texts = [f"{each.heading} {each.text} {each.closing}" for each in draft.provisions]
    words, brackets = sum(len(text.split()) for text in texts), sum(text.count("[") for text in texts)
    title = entry.title if entry.title != name else ""
    return DraftLink(
        number,
        page,
        name,
        title,
        entry.status,
        draft.date,
        draft.language,
        entry.file,
        entry.source,
        entry.sha256,
        articles,
        words,
        brackets,
        entry.masthead,
        entry.added_by,
        entry.added_on,
    )


def pair_link(changelog: Changelog, before: DraftLink, after: DraftLink) -> PairLink:
    """The link of a changelog."""
    stem = f"{before.page.removesuffix('.html')}--{after.page.removesuffix('.html')}" if before.page else ""
    path, brief = (f"{stem}.html", f"{stem}-brief.html") if stem else ("", "")
    return PairLink(path, brief, before, after, counted(changelog.findings), after.number == before.number + 1)


def counted(findings: Iterable[Finding]) -> Counts:
    """Findings by effect, those that occur and were not dismissed."""
    found = Counter(str(finding.effect) for finding in findings if not finding.dismissed)
    return tuple((effect, sign, found[effect]) for effect, sign in EFFECTS if found[effect])


def numbers(treaty: SiteTreaty, changelog: Changelog) -> tuple[int, int]:
    """Which drafts of the treaty a changelog compares; by identity first, since two drafts of the same words are still two."""
    drafts = [entry.draft for entry in treaty.drafts]
    places = []
    for draft in (changelog.before, changelog.after):
        same = [at for at, other in enumerate(drafts) if other is draft]
        places.append((same or [at for at, other in enumerate(drafts) if (other.name, other.symbol) == (draft.name, draft.symbol)])[0])
    return places[0], places[1]
