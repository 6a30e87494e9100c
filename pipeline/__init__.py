"""travaux reads successive drafts of a treaty and shows where protections for people were added, removed, strengthened or weakened.

The tree is the story: read -> structure -> align -> diff -> assess -> render.

    before, after = read_draft("zero-draft.pdf"), read_draft("revision-1.docx")
    changelog = compare(before, after)
    for finding in changelog.findings: ...

`assess_change(before, after)` judges one provision's text alone. Loading this package loads none of the stages until they are used.
"""

from importlib import import_module
from typing import Any

__all__ = ["assess_change", "compare", "read_draft"]

_HOME = {"assess_change": "pipeline.assess", "compare": "pipeline.changelog", "read_draft": "pipeline.changelog"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: keeps `travaux --help` fast
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
