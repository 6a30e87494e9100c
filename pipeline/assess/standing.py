"""A draft -> the safeguards that stand in it, for the ledger and the reach of powers."""

from collections.abc import Iterator

from pipeline.assess.judge import read
from pipeline.assess.rules import Rules
from pipeline.brackets import passages
from pipeline.model import Draft, Held, Level, Provision


def held(draft: Draft, rules: Rules) -> Iterator[Held]:
    """The safeguards of each provision, in document order; an item is read under its chapeau."""
    by_eid = {each.eid: each for each in draft.provisions}
    for provision in draft.provisions:
        text = f"{provision.text} {provision.closing}".strip()
        if text:
            above = _chapeau(provision, by_eid)
            alone = {key for reading in read(above, "", rules) for key in reading.standings} if above else set()
            keys = dict.fromkeys(key for key in _keys(text, above, rules) if key not in alone)
            firm = set(_keys(_agreed(text), above, rules)) if passages(text) else set(keys)
            yield from (Held(key, provision.eid, provision.citation, key not in firm) for key in keys)


def _keys(text: str, above: str, rules: Rules) -> Iterator[str]:
    for reading in read(text, above, rules):
        yield from (key for key, standing in reading.standings.items() if not standing.denied)


def _agreed(text: str) -> str:
    """The text without what stands in square brackets."""
    parts, at = [], 0
    for passage in passages(text):
        parts.append(text[at : passage.start])
        at = passage.end
    return "".join([*parts, text[at:]])


def _chapeau(provision: Provision, by_eid: dict[str, Provision]) -> str:
    above: list[str] = []
    each = provision
    while each.level is Level.SUBPARAGRAPH and each.parent is not None:
        each = by_eid[each.parent]
        above.insert(0, each.text)
    return " ".join(text for text in above if text)
