"""Cross-references of both drafts by one key: equal keys point to the same provision, whatever number each draft prints."""

from collections import Counter

from pipeline.descent import Descent
from pipeline.diff.redline import Target, Tokens
from pipeline.model import Alignment, ReferenceChange, ReferenceKind
from pipeline.references import Targets, find

_GONE = "\0gone "


class References:
    """Resolves the references of both drafts."""

    def __init__(self, alignment: Alignment, origins: Descent) -> None:
        self._targets = Targets(alignment.before), Targets(alignment.after)
        self._counterpart: dict[str, str] = dict(origins.merged)
        levels = {p.eid: p.level for draft in (alignment.before, alignment.after) for p in draft.provisions}
        for pair in alignment.pairs:
            for eid in pair.before if pair.after else ():
                self._counterpart[eid] = next((new for new in pair.after if levels[new] is levels[eid]), pair.after[0])

    def found(self, text: str, offset: int, origin: str, side: int) -> list[Target]:
        """The references of a text that starts at ``offset``, in the provision ``origin`` of draft ``side`` (0 before, 1 after)."""
        targets = []
        for reference in find(text):
            eid, rest = self._targets[side].resolve(reference, origin)
            shared = eid if side or not eid else self._counterpart.get(eid, _GONE + eid)
            key = "\0".join(("", reference.word, shared, *rest))
            targets.append(Target(offset + reference.start, offset + reference.end, key, "" if rest else eid))
        return targets


def reference_changes(before: Tokens, after: Tokens) -> tuple[ReferenceChange, ...]:
    """The references that no longer point to the same provision: redirected where one gave way to one, else cut or tied."""
    if not before.targets and not after.targets:
        return ()
    cut, tied = _only_in(before, after), _only_in(after, before)
    if len(cut) == len(tied):
        return tuple(
            ReferenceChange(ReferenceKind.REDIRECTED, before.text[old.start : old.end], after.text[new.start : new.end], old.eid, new.eid)
            for old, new in zip(cut, tied, strict=True)
        )
    return (
        *(ReferenceChange(ReferenceKind.CUT, before.text[old.start : old.end], "", old.eid, "") for old in cut),
        *(ReferenceChange(ReferenceKind.TIED, "", after.text[new.start : new.end], "", new.eid) for new in tied),
    )


def _only_in(one: Tokens, other: Tokens) -> list[Target]:
    spare = Counter(target.key for target in other.targets)
    found = []
    for target in one.targets:
        if spare[target.key]:
            spare[target.key] -= 1
        else:
            found.append(target)
    return found
