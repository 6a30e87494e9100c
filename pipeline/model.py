"""The nouns of the house: frozen values that the stages hand to one another. Imports only the standard library.

file --read--> Source --structure--> Draft, Draft --align--> Alignment --diff--> Change --assess--> Finding
and a Changelog holds the lot.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The levels of a treaty, as treaties print them; an option is one of several texts proposed for one place."""

    PREAMBLE = "preamble"
    RECITAL = "recital"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    SUBPARAGRAPH = "subparagraph"
    OPTION = "option"
    ANNEX = "annex"


class Style(StrEnum):
    """What layout says about some of a line's characters."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    INSERTED = "inserted"
    """Tracked insertion: the words are part of the text as proposed."""
    DELETED = "deleted"
    """Tracked deletion: of no width, ``value`` holds the words that are no longer in the text."""
    NOTE = "note"
    """A footnote reference: of no width, ``value`` is the mark ("3", "*")."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A style on ``text[start:end]``, in characters."""

    start: int
    end: int
    style: Style
    value: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark as printed and its text."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words of the file that are no part of the treaty: page headers, masthead, job numbers, navigation, contents."""

    kind: str
    text: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line (text, PDF) or one paragraph (DOCX, HTML, Markdown, Akoma Ntoso) of the body of a file.

    ``text`` has single spaces, no leading or trailing space, and no label that the format generates by itself: that is
    ``label`` ("(a)", "Article 5", "1."), so the words of the line are ``label`` and ``text``. Labels typed as text stay in ``text``.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    label: str = ""
    level: Level | None = None
    """Only where the format states it (Akoma Ntoso)."""
    depth: int | None = None
    """Nesting in a list, 0 the outermost; None where the format does not say."""
    heading: int = 0
    """1 to 6 where the format marks a heading, else 0."""
    starts: bool | None = None
    """True: begins a paragraph; False: goes on with the line before; None: the format does not say (text, PDF)."""
    gap: bool = False
    """More space than usual (or a blank line) before this line."""
    indent: float = 0.0
    """Left edge from the text's usual left margin, in widths of an em."""
    size: float = 0.0
    """Font size in points; 0 unknown."""
    bold: bool = False
    italic: bool = False
    centred: bool = False
    page: int = 0
    """From 1; 0 where the format has no pages."""
    number: int = 0
    """Line or paragraph number in the file, from 1."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader found in a file. Title, symbol, date and language are empty where the file does not say."""

    name: str
    format: str
    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    title: str = ""
    symbol: str = ""
    date: datetime.date | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """Any numbered unit, preamble paragraph or annex item, with its own words; children follow it in the Draft.

    ``label`` is printed without the level's name and without brackets around it: "3 bis", "2.", "(a)", "Option A".
    ``text`` is the chapeau where subparagraphs follow; ``closing`` the words after them. Square brackets that were open around
    the label stand at the start of ``text``.
    """

    eid: str
    parent: str | None
    level: Level
    label: str
    heading: str = ""
    text: str = ""
    closing: str = ""
    citation: str = ""
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()
    status: tuple[str, ...] = ()
    """Status marks in the order printed: "agreed ad referendum"."""
    page: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """One version of a treaty as issued, as a flat tuple of provisions in document order.

    ``front`` is what stands before the treaty (title page, explanatory note), ``back`` what follows it (signatures);
    ``unplaced`` names the provisions' eIds and the text that fitted no label and stays where it stood.
    """

    title: str
    symbol: str = ""
    date: datetime.date | None = None
    language: str = "en"
    provisions: tuple[Provision, ...] = ()
    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    """Footnotes that no provision refers to."""
    furniture: tuple[Furniture, ...] = ()
    unplaced: tuple[tuple[str, str], ...] = ()
    name: str = ""
    """The file's name, without folder."""


class Kind(StrEnum):
    """What happened to a provision; several may hold at once (moved and amended)."""

    UNCHANGED = "unchanged"
    AMENDED = "amended"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    SPLIT = "split"
    MERGED = "merged"
    EDITORIAL = "editorial"
    """Only punctuation, typography or capitals differ."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same provision in two drafts, by eIds: 1:1, 1:n or n:1; one side is empty where it has no counterpart."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    matched_by: str
    """Why they are paired, in a few words: "same words", "neighbours agree", "no counterpart"."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every provision of both drafts, in exactly one pair each."""

    before: Draft
    after: Draft
    pairs: tuple[Pair, ...]
    handed_over: tuple[tuple[str, str], ...] = ()
    """(Article before, article after) by eIds: one of them has no counterpart, and much of its wording stands in the other."""


class RunKind(StrEnum):
    """Kinds of a redline's runs."""

    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"
    RENUMBER = "renumber"
    """A cross-reference to the same provision under another number: text is "article 35 -> article 40"."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a redline."""

    kind: RunKind
    text: str


Redline = tuple[Run, ...]


class ReferenceKind(StrEnum):
    """What happened to a cross-reference, by the provision it points to."""

    REDIRECTED = "redirected"
    """Points to another provision now, under the same number or another."""
    CUT = "cut"
    TIED = "tied"


@dataclass(frozen=True, slots=True)
class ReferenceChange:
    """A cross-reference whose target changed: as printed on both sides, and the eIds pointed to; "" for none or for nothing there."""

    kind: ReferenceKind
    before: str
    after: str
    target_before: str
    target_after: str


class BracketEvent(StrEnum):
    """What happened to a passage in square brackets; narrowed: some options are gone, the rest stands in brackets still."""

    OPENED = "opened"
    CLOSED = "closed"
    NARROWED = "narrowed"


@dataclass(frozen=True, slots=True)
class BracketChange:
    """A passage in square brackets that changed: its options as printed, those that stand now, and those that are gone."""

    event: BracketEvent
    options: tuple[str, ...]
    won: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one provision (or several that were split or merged), unchanged ones too.

    ``redline`` covers the texts (of several provisions: joined with a line break), ``heading`` and ``closing`` theirs;
    they are empty where both sides are empty.
    """

    kinds: tuple[Kind, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    redline: Redline
    heading: Redline = ()
    closing: Redline = ()
    matched_by: str = ""
    fingerprint: str = ""
    references: tuple[ReferenceChange, ...] = ()
    brackets: tuple[BracketChange, ...] = ()
    reordered: tuple[str, ...] = ()
    """Words that only changed their place within the text."""
    swept: bool = False
    """Nothing happened but house-style substitutions made throughout the draft."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """One house-style substitution made throughout: the words in lower case, and the eIds of the provisions of the later draft."""

    before: str
    after: str
    places: tuple[str, ...]


class Effect(StrEnum):
    """What happened to a safeguard."""

    ADDED = "added"
    REMOVED = "removed"
    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"


class Basis(StrEnum):
    """Why a finding stands."""

    TEXT = "text"
    STATUS = "status"
    PREAMBLE = "preamble"
    FOOTNOTE = "footnote"
    REFERENCE = "reference"


class Certainty(StrEnum):
    """Whether the rules settle it."""

    CERTAIN = "certain"
    TO_REVIEW = "to review"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One side of a finding: the place, the words, and the words that triggered the rule."""

    eid: str
    citation: str
    quote: str
    triggers: tuple[str, ...] = ()


class Decision(StrEnum):
    """What a reviewer decided on a finding."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    CORRECTED = "corrected"
    """The finding was given another safeguard or effect."""
    ADDED = "added"
    """The finding was made by hand."""


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewer's decision on a finding, from the treaty's reviews.toml."""

    decision: Decision
    by: str
    date: datetime.date | None
    reason: str
    stale: bool = False
    """The words of the clause changed since: the decision was on others."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One judged change of one safeguard, with its evidence."""

    safeguard: str
    """An id of the taxonomy: "judicial-authorisation"."""
    effect: Effect
    rule: str
    reason: str
    before: Evidence | None
    after: Evidence | None
    basis: Basis = Basis.TEXT
    certainty: Certainty = Certainty.CERTAIN
    weight: str = "B"
    """A, B or C, as in the taxonomy."""
    fingerprint: str = ""
    review: Review | None = None

    @property
    def dismissed(self) -> bool:
        """A reviewer decided against it, on the very words it is about: it is shown and does not count."""
        return self.review is not None and self.review.decision is Decision.DISMISSED and not self.review.stale


@dataclass(frozen=True, slots=True)
class Held:
    """A safeguard that stands in a provision of a draft; ``bracketed`` where its words stand in square brackets."""

    safeguard: str
    eid: str
    citation: str
    bracketed: bool = False


class PowerEffect(StrEnum):
    """What happened to a power."""

    ADDED = "added"
    REMOVED = "removed"
    BROADENED = "broadened"
    NARROWED = "narrowed"


@dataclass(frozen=True, slots=True)
class PowerNote:
    """A power that came, went, or changed its reach: no finding, but where to look for safeguards."""

    power: str
    name: str
    effect: PowerEffect
    before: Evidence | None
    after: Evidence | None
    safeguards: tuple[str, ...] = ()
    """The safeguards in reach of it in the later draft: in its article, and in articles it refers to; none: "no safeguard here"."""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """One row of the concordance: article labels as printed ("3bis"), None where there is no counterpart."""

    before: str | None
    after: str | None
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Changelog:
    """All that is known about two drafts."""

    before: Draft
    after: Draft
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()
    concordance: tuple[Correspondence, ...] = ()
    powers: tuple[PowerNote, ...] = ()
    held: tuple[tuple[Held, ...], tuple[Held, ...]] = ((), ())
    """The safeguards that stand in each of the two drafts, in document order."""
    sweeps: tuple[Sweep, ...] = ()
