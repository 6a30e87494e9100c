"""The steps from two drafts to their Changelog, as one plain function each."""

from dataclasses import replace
from pathlib import Path

from pipeline.align import align
from pipeline.assess import assess, safeguards_held, what_powers_do
from pipeline.concordance import concordance
from pipeline.diff import diff
from pipeline.model import Changelog, Draft, Source
from pipeline.read import read, read_bytes
from pipeline.reviews import NONE, Reviews, reviewed
from pipeline.structure import structure
from pipeline.sweeps import marked, sweeps


def read_draft(*paths: Path | str) -> Draft:
    """The draft in the file at `paths`, of any format; one that was issued in several files is read from all, in order. Raises ReadError."""
    return _structured([read(Path(path)) for path in paths])


def draft_of(*files: tuple[str, bytes]) -> Draft:
    """The draft in files given by name and bytes, in order. Raises ReadError."""
    return _structured([read_bytes(data, name) for name, data in files])


def _structured(sources: list[Source]) -> Draft:
    return structure(sources[0] if len(sources) == 1 else _joined(sources))


def _joined(sources: list[Source]) -> Source:
    lines, notes, furniture = (
        tuple(part for source in sources for part in getattr(source, name)) for name in ("lines", "notes", "furniture")
    )
    issued = max((source.date for source in sources if source.date), default=None)
    return replace(sources[0], name=", ".join(each.name for each in sources), date=issued, lines=lines, notes=notes, furniture=furniture)


def compare(before: Draft, after: Draft, rules: str = "", reviews: Reviews = NONE) -> Changelog:
    """What changed from `before` to `after`, clause by clause, and what that does to the safeguards.

    `rules` is the text of the treaty's own safeguards.toml, `reviews` the decisions of its reviewers. Raises RulesError.
    """
    alignment = align(before, after)
    changes = diff(alignment)
    findings = reviewed(assess(before, after, changes, rules), reviews, before, after)
    powers = what_powers_do(before, after, changes, rules)
    held = safeguards_held(before, after, rules), safeguards_held(after, before, rules)
    found = sweeps(changes)
    return Changelog(before, after, marked(changes, found), findings, concordance(alignment, changes), powers, held, found)
