"""truth.toml: the safeguard changes of the specimen as a careful lawyer lists them, and the look-alikes where no finding is due."""

import re
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

PATH = Path(__file__).parent / "truth.toml"
PAIRS = tuple(pairwise(range(1, 7)))
SAFEGUARDS = frozenset(
    """
    human-rights-clause non-suppression proportionality necessity legality-grounds judicial-authorisation independent-oversight
    effective-remedy notification-transparency duration-scope-limits data-protection purpose-limitation dual-criminality
    refusal-political-offence refusal-discrimination refusal-ne-bis-in-idem refusal-human-rights refusal-essential-interests
    mens-rea serious-crime-threshold closed-offence-scope public-interest-exception security-research-exception child-rights
    fair-trial self-incrimination non-discrimination gender non-refoulement victim-witness-protection third-party-rights
    professional-privilege provider-burden no-weakening-security suspension-non-compliance civil-society-participation
    sunset-review reservation-denunciation safeguards-renvoi
    """.split()
)
"""The ids of the taxonomy."""
NUMBERED = re.compile(r"(?:art\. \d+(?: \w+)?|preamble|annex)(?:, para\. \d+)?(?:\(\d+\))?")


@dataclass(frozen=True)
class Place:
    """Where in a draft: the citation and words that stand there; both empty where the draft has no such provision."""

    at: str
    quote: str


@dataclass(frozen=True)
class Change:
    """One safeguard change, or a look-alike (``readings`` is empty then). ``readings`` holds all (safeguard, effect) that are right."""

    pair: tuple[int, int]
    before: Place
    after: Place
    why: str
    readings: tuple[tuple[str, str], ...] = ()
    basis: str = ""
    arguable: bool = False


def changes() -> list[Change]:
    """The safeguard changes, in order."""
    return [_change(table) for table in _tables()["change"]]


def look_alikes() -> list[Change]:
    """The changes that only look like one."""
    return [_change(table) for table in _tables()["look_alike"]]


def _tables() -> dict:
    return tomllib.loads(PATH.read_text("utf-8"))


def _change(table: dict) -> Change:
    first = [(table["safeguard"], table["effect"])] if "safeguard" in table else []
    others = [tuple(reading.split(" ")) for reading in table.get("accept", [])]
    return Change(
        pair=tuple(table["pair"]),
        before=Place(**table["before"]),
        after=Place(**table["after"]),
        why=table["why"],
        readings=(*first, *others),
        basis=table.get("basis", ""),
        arguable=table.get("arguable", False),
    )


def paragraph(citation: str) -> str:
    """The paragraph that a citation stands in: "art. 13(3)" for "art. 13(3), option 2" and for "art. 13(3)(a)(i)"."""
    match = NUMBERED.match(citation)
    return match[0] if match else citation
