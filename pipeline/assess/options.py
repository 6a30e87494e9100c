"""An option put beside a rule, or dropped for another -> what that does to the safeguards: an option is like words in square brackets (R18)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.assess.judge import judge, read
from pipeline.assess.judgement import Judgement
from pipeline.assess.places import Places
from pipeline.assess.rules import Rules
from pipeline.model import Basis, Change, Effect

_OPENED = {Effect.REMOVED: Effect.WEAKENED}
_CHOSEN = {Effect.ADDED: Effect.STRENGTHENED}


@dataclass(slots=True)
class Options:
    """Which provisions of the other draft stand against an option that has no counterpart of its own: those of the options beside it."""

    places: Places
    changes: tuple[Change, ...]
    _paired: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]] = field(init=False)
    _inside: tuple[dict[str, list[str]], dict[str, list[str]]] = field(init=False)
    """By the eId of an option the provisions in it."""

    def __post_init__(self) -> None:
        """Index the pairs and the options of both drafts."""
        pairs = [each for each in self.changes if each.before and each.after]
        self._paired = (
            {eid: each.after for each in pairs for eid in each.before},
            {eid: each.before for each in pairs for eid in each.after},
        )
        self._inside = {}, {}
        for side in (0, 1):
            for eid in self.places.by_eid[side]:
                option = self.places.option(side, eid)
                if option:
                    self._inside[side].setdefault(option, []).append(eid)

    def against(self, change: Change) -> tuple[str, ...]:
        """The provisions of the other draft with which an unpaired provision of an option is compared; none where it is in no option."""
        side = 1 if change.after else 0
        option = self.places.option(side, (change.after or change.before)[0])
        if not option or (change.before and change.after):
            return ()
        parent = self.places.by_eid[side][option].parent
        beside = [each for each in self._inside[side] if each != option and self.places.by_eid[side][each].parent == parent]
        return tuple(
            dict.fromkeys(found for each in beside for eid in self._inside[side][each] for found in self._paired[side].get(eid, ()))
        )

    def is_whole(self, change: Change) -> bool:
        """Whether the provision is the whole of its option."""
        side = 1 if change.after else 0
        eid = (change.after or change.before)[0]
        return len(self._inside[side].get(eid, ())) == 1


def judged_option(options: Options, change: Change, against: tuple[str, ...], rules: Rules) -> Iterator[Judgement]:
    """What it does to the safeguards that this option is now one of two, or no longer."""
    side = 1 if change.after else 0
    own = options.places.text(side, change.after or change.before)
    other = options.places.text(1 - side, against)
    sides = (other, own) if side else (own, other)
    effects = _OPENED if side else _CHOSEN
    held = {key for reading in read(own, "", rules) for key in reading.standings}
    for each in judge(sides[0], sides[1], rules):
        if each.safeguard.id in held or options.is_whole(change):
            yield replace(each, effect=effects.get(each.effect, each.effect), rule="R18", basis=Basis.STATUS)
