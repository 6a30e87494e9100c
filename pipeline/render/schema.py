"""The shape of the JSON output: msgspec structs from which the committed JSON Schema is made. Keys may be added, not renamed."""

from typing import Any, Literal

import msgspec

RunPair = tuple[Literal["keep", "delete", "insert", "renumber"], str]


class NoteJson(msgspec.Struct, frozen=True):
    """A footnote."""

    mark: str
    text: str


class FurnitureJson(msgspec.Struct, frozen=True):
    """Words of the file that are no part of the treaty."""

    kind: str
    text: str
    page: int


class ProvisionJson(msgspec.Struct, frozen=True):
    """A provision with its own words, without its label; ``parent`` is null at the top."""

    eid: str
    parent: str | None
    level: str
    label: str
    heading: str
    text: str
    closing: str
    citation: str
    notes: tuple[NoteJson, ...] = ()
    status: tuple[str, ...] = ()
    brackets: int = 0
    """Opening square brackets in the provision and all below it."""


class SideJson(msgspec.Struct, frozen=True):
    """One draft; ``date`` is ISO 8601 or null."""

    title: str
    symbol: str
    date: str | None
    language: str
    provisions: tuple[ProvisionJson, ...]
    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    notes: tuple[NoteJson, ...] = ()
    furniture: tuple[FurnitureJson, ...] = ()
    unplaced: tuple[tuple[str, str], ...] = ()


class BracketChangeJson(msgspec.Struct, frozen=True):
    """A passage in square brackets that opened, closed or lost options."""

    event: Literal["opened", "closed", "narrowed"]
    options: tuple[str, ...]
    won: tuple[str, ...]
    lost: tuple[str, ...]


class ChangeJson(msgspec.Struct, frozen=True):
    """What happened to one provision, unchanged ones too."""

    kinds: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    redline: tuple[RunPair, ...]
    fingerprint: str
    heading_redline: tuple[RunPair, ...] = ()
    closing_redline: tuple[RunPair, ...] = ()
    matched_by: str = ""
    swept: bool = False
    brackets: tuple[BracketChangeJson, ...] = ()
    reordered: tuple[str, ...] = ()


class EvidenceJson(msgspec.Struct, frozen=True):
    """One side of a finding."""

    eid: str
    citation: str
    quote: str
    triggers: tuple[str, ...]


class ReviewJson(msgspec.Struct, frozen=True):
    """A reviewer's decision on a finding."""

    decision: Literal["confirmed", "dismissed", "corrected", "added"]
    by: str
    date: str
    reason: str
    stale: bool


class FindingJson(msgspec.Struct, frozen=True):
    """One judged change of one safeguard."""

    safeguard: str
    effect: Literal["added", "removed", "strengthened", "weakened"]
    basis: Literal["text", "status", "preamble", "footnote", "reference"]
    certainty: Literal["certain", "to review"]
    rule: str
    reason: str
    before: EvidenceJson | None
    after: EvidenceJson | None
    fingerprint: str
    weight: str = "B"
    review: ReviewJson | None = None


class PowerJson(msgspec.Struct, frozen=True):
    """A power that came, went or changed its reach; ``safeguards`` are those in reach of it."""

    power: str
    name: str
    effect: Literal["added", "removed", "broadened", "narrowed"]
    before: EvidenceJson | None
    after: EvidenceJson | None
    safeguards: tuple[str, ...]


class SweepJson(msgspec.Struct, frozen=True):
    """A house-style substitution made throughout: the words, and the eIds of its places in the later draft."""

    before: str
    after: str
    places: tuple[str, ...]


class CorrespondenceJson(msgspec.Struct, frozen=True):
    """One row of the concordance, article labels as printed."""

    before: str | None
    after: str | None
    kinds: tuple[str, ...]


class ChangelogJson(msgspec.Struct, frozen=True):
    """All that is known about two drafts."""

    before: SideJson
    after: SideJson
    changes: tuple[ChangeJson, ...]
    findings: tuple[FindingJson, ...]
    concordance: tuple[CorrespondenceJson, ...]
    powers: tuple[PowerJson, ...] = ()
    sweeps: tuple[SweepJson, ...] = ()


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``travaux compare --format json``."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(ChangelogJson)}


def schema_bytes() -> bytes:
    """Return the schema as it is committed in ``templates/compare.schema.json``: indented, keys sorted, with a line end."""
    return msgspec.json.format(msgspec.json.encode(json_schema(), order="deterministic"), indent=2) + b"\n"
