"""Changes -> the concordance: which article of one draft is which of the other."""

from collections.abc import Iterator

from pipeline.descent import Descent, descent
from pipeline.model import Alignment, Change, Correspondence, Draft, Kind, Level, Provision
from pipeline.placeholders import is_placeholder


def concordance(alignment: Alignment, changes: tuple[Change, ...]) -> tuple[Correspondence, ...]:
    """One row a link of articles, in the order of the later draft; articles without counterpart stand where they stood in their draft.

    An article that was split off, merged in, or took half of its text from another one has a row for that link too. Annexes have rows
    like articles; a number under which both drafts say "Deleted" has none.
    """
    sides = _articles(alignment.before), _articles(alignment.after)
    origins = descent(alignment)
    return tuple(row for change in changes for row in _rows(change, *sides, origins))


def _articles(draft: Draft) -> dict[str, Provision]:
    """Articles and annexes by eId, without those that are only named."""
    found, homes, words = {}, dict[str, str](), dict[str, list[str]]()
    for provision in draft.provisions:
        if provision.level in (Level.ARTICLE, Level.ANNEX):
            found[provision.eid], homes[provision.eid] = provision, provision.eid
        elif provision.parent in homes:
            homes[provision.eid] = homes[provision.parent]
        if provision.eid in homes:
            words.setdefault(homes[provision.eid], []).append(provision.text)
    return {eid: provision for eid, provision in found.items() if not is_placeholder(" ".join(words[eid]).strip())}


def _rows(change: Change, before: dict[str, Provision], after: dict[str, Provision], origins: Descent) -> Iterator[Correspondence]:
    old = [eid for eid in change.before if eid in before]
    new = [eid for eid in change.after if eid in after]
    merged, split = [eid for eid in old if eid in origins.merged], [eid for eid in new if eid in origins.split]
    if (merged and not new) or (split and not old):
        yield from (Correspondence(_label(before[eid]), _label(after[origins.merged[eid]]), (Kind.MERGED,)) for eid in merged)
        yield from (Correspondence(_label(before[origins.split[eid]]), _label(after[eid]), (Kind.SPLIT,)) for eid in split)
        return
    lefts: list[str | None] = [_label(before[eid]) for eid in old]
    rights: list[str | None] = [_label(after[eid]) for eid in new]
    for left in lefts or [None]:
        for right in rights or [None]:
            if left is not None or right is not None:
                yield Correspondence(left, right, change.kinds)
    told = {*origins.merged.items(), *((left, right) for right, left in origins.split.items())}
    for origin, eid in origins.shared:
        if eid in new and old and (origin, eid) not in told and origin in before:
            yield Correspondence(_label(before[origin]), _label(after[eid]), (Kind.MOVED,))


def _label(provision: Provision) -> str:
    """As printed without "Article" and spaces: "3bis"; of an annex as it is cited: "annex I"."""
    return provision.label.replace(" ", "") if provision.level is Level.ARTICLE else provision.citation
