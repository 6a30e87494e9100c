"""What happened to a provision, in the words of the model."""

import regex

from pipeline.descent import Descent
from pipeline.model import Kind, Provision, Redline, RunKind

_NOT_WORD = regex.compile(r"[^\p{L}\p{N}]+")
_CHANGED = {RunKind.DELETE, RunKind.INSERT}


def kinds_of(
    old: list[Provision], new: list[Provision], redlines: tuple[Redline, ...], origins: Descent, *, is_moved: bool
) -> tuple[Kind, ...]:
    """Name all that happened; ``redlines`` are those of text, heading and closing words."""
    if not old:
        return (Kind.ADDED, Kind.SPLIT) if new[0].eid in origins.split else (Kind.ADDED,)
    if not new:
        return (Kind.REMOVED, Kind.MERGED) if old[0].eid in origins.merged else (Kind.REMOVED,)
    shown = {run.kind for redline in redlines for run in redline}
    kinds = []
    if shown & _CHANGED:
        kinds.append(_severity(old, new))
    if is_moved:
        kinds.append(Kind.MOVED)
    if [_plain(p.label) for p in old] != [_plain(p.label) for p in new] or RunKind.RENUMBER in shown:
        kinds.append(Kind.RENUMBERED)
    if (_texts(new) > 1 and _texts(new) > _texts(old)) or any(p.eid in origins.split_from for p in old):
        kinds.append(Kind.SPLIT)
    if (_texts(old) > 1 and _texts(old) > _texts(new)) or any(p.eid in origins.merged_into for p in new):
        kinds.append(Kind.MERGED)
    return tuple(kinds) or (Kind.UNCHANGED,)


def _severity(old: list[Provision], new: list[Provision]) -> Kind:
    """Editorial when only punctuation, typography or capitals differ.

    The same text on both sides is shown as changed only where a reference now points elsewhere: no matter of typography.
    """
    texts = ["".join(f"{p.heading}\0{p.text}\0{p.closing}" for p in side) for side in (old, new)]
    return Kind.EDITORIAL if _plain(texts[0]) == _plain(texts[1]) and texts[0] != texts[1] else Kind.AMENDED


def _texts(provisions: list[Provision]) -> int:
    return sum(bool(provision.text) for provision in provisions)


def _plain(text: str) -> str:
    return _NOT_WORD.sub("", text).lower()
