"""Powers as pages show them, with the safeguards in reach of each; without any they say so."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model import PowerNote
from pipeline.render.finding_views import SideView, safeguard_name, side_view
from pipeline.render.links import PairLink
from pipeline.render.words import Words


@dataclass(frozen=True, slots=True)
class PowerView:
    """A power that came, went or changed its reach."""

    name: str
    effect: str
    side: SideView | None
    safeguards: tuple[str, ...]
    unguarded: bool
    """A new or broader power with no safeguard in reach."""


def power_views(notes: tuple[PowerNote, ...], pair: PairLink, names: Mapping[str, str], words: Words) -> tuple[PowerView, ...]:
    """The notes, those without a safeguard in reach first."""
    views = [
        PowerView(
            note.name,
            words.name("power", note.effect),
            side_view(note.after, pair.after) or side_view(note.before, pair.before),
            tuple(safeguard_name(key, names) for key in note.safeguards),
            not note.safeguards and note.effect in ("added", "broadened"),
        )
        for note in notes
    ]
    return tuple(sorted(views, key=lambda view: not view.unguarded))
