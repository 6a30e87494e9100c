"""The steps from two drafts to their Changelog, as one plain function each."""

from pathlib import Path

from pipeline.align import align
from pipeline.assess import assess
from pipeline.concordance import concordance
from pipeline.diff import diff
from pipeline.model import Changelog, Draft
from pipeline.read import read
from pipeline.structure import structure


def read_draft(path: Path | str) -> Draft:
    """The draft in the file at `path`, of any format. Raises ReadError."""
    return structure(read(Path(path)))


def compare(before: Draft, after: Draft) -> Changelog:
    """What changed from `before` to `after`, clause by clause, and what that does to the safeguards."""
    changes = diff(align(before, after))
    return Changelog(before, after, changes, assess(before, after, changes), concordance(before, after, changes))
