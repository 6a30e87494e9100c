"""Changes -> PowerNotes: powers that came, went, or changed their reach, each with the safeguards in reach of it (R21)."""

from collections.abc import Iterator

from pipeline.assess.judge import read
from pipeline.assess.places import Places
from pipeline.assess.reading import Reading
from pipeline.assess.rules import Power, Rules
from pipeline.model import Change, Evidence, Held, Kind, PowerEffect, PowerNote, Provision
from pipeline.references import Targets, find

_QUIET = frozenset({Kind.UNCHANGED, Kind.EDITORIAL, Kind.RENUMBERED, Kind.MOVED})


def power_notes(places: Places, changes: tuple[Change, ...], held: tuple[Held, ...], rules: Rules) -> Iterator[PowerNote]:
    """What the changes do to the powers, in their order; `held` are the safeguards that stand in the later draft."""
    reach = _Reach(places, held)
    for change in changes:
        if set(change.kinds) <= _QUIET:
            continue
        sides = [read(places.text(side, eids), "", rules) for side, eids in enumerate((change.before, change.after))]
        for power in rules.powers.values():
            shown = [next((reading for reading in side if _shows(power, reading)), None) for side in sides]
            effect = _effect(power, shown[0], shown[1])
            if effect:
                evidence = [_evidence(places, side, eids, shown[side], power) for side, eids in enumerate((change.before, change.after))]
                near = reach.safeguards(change.after) if change.after else ()
                yield PowerNote(power.id, power.name, effect, evidence[0], evidence[1], near)


class _Reach:
    """Which safeguards stand in the article of a power, or in an article that it refers to."""

    def __init__(self, places: Places, held: tuple[Held, ...]) -> None:
        self._places, self._targets = places, Targets(places.after)
        self._held: dict[str, dict[str, None]] = {}
        for each in held:
            self._held.setdefault(places.article(1, each.eid), {})[each.safeguard] = None

    def safeguards(self, eids: tuple[str, ...]) -> tuple[str, ...]:
        """Their ids, those of the article itself first."""
        home = self._places.article(1, eids[0])
        inside = [each for each in self._places.after.provisions if self._places.article(1, each.eid) == home] if home else []
        pointed = (self._targets.resolve(reference, each.eid)[0] for each in inside for reference in find(each.text))
        articles = dict.fromkeys([home, *(self._places.article(1, eid) for eid in pointed)])
        return tuple(dict.fromkeys(key for article in articles for key in self._held.get(article, ())))


def _shows(power: Power, reading: Reading) -> bool:
    return reading.has(power.shows) and not reading.has(power.never)


def _effect(power: Power, before: Reading | None, after: Reading | None) -> PowerEffect | None:
    if before is None or after is None:
        return PowerEffect.REMOVED if before else PowerEffect.ADDED if after else None
    balance = _wider(power, after) - _wider(power, before)
    if balance == 0:
        return None
    return PowerEffect.BROADENED if balance > 0 else PowerEffect.NARROWED


def _wider(power: Power, reading: Reading) -> int:
    """How far the clause carries the power: the words that widen it, the duty to have it, less hedges and safeguards."""
    widening = sum(bool(reading.spans(term)) for term in power.broadens.values())
    duty = max((modal.step for modal in reading.modals()), default=0)
    return 2 * widening + duty - len(reading.grammar("hedges")) - 2 * len(reading.standings)


def _evidence(places: Places, side: int, eids: tuple[str, ...], reading: Reading | None, power: Power) -> Evidence | None:
    if reading is None or not eids:
        return None
    provision = _holding(places.provisions(side, eids), reading)
    spans = next(spans for shape in power.shows.possible(reading.hits) if (spans := reading.shape(shape)))
    return Evidence(
        provision.eid, provision.citation, reading.clause.text, tuple(dict.fromkeys(reading.clause.quote(span) for span in spans))
    )


def _holding(provisions: list[Provision], reading: Reading) -> Provision:
    return next((each for each in provisions if reading.clause.text in f"{each.text} {each.closing}"), provisions[0])
