"""Footnotes that came or went -> what they do to the safeguards of the provision they stand at (R19)."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.assess.judge import judge, read
from pipeline.assess.judgement import Judgement
from pipeline.assess.places import Places
from pipeline.assess.reading import Standing
from pipeline.assess.rules import Rules
from pipeline.model import Basis, Change, Effect

_SETS_MEANING = frozenset(
    {
        "means",
        "mean",
        "understood",
        "interpreted",
        "construed",
        "includes",
        "include",
        "shall",
        "term",
        "refers",
        "create",
        "creates",
        "implies",
    }
)
_LIMITS = frozenset({"not", "no", "only", "nothing", "solely", "without", "domestic", "discretion", "cannot", "nor", "limited"})


def judged_notes(places: Places, change: Change, rules: Rules) -> Iterator[Judgement]:
    """Notes that set the meaning of the words count like text; those that record a position do not."""
    sides = [
        {note.text for each in places.provisions(side, eids) for note in each.notes if _SETS_MEANING.intersection(_words(note.text))}
        for side, eids in enumerate((change.before, change.after))
    ]
    lost, gained = (" ".join(sorted(side)) for side in (sides[0] - sides[1], sides[1] - sides[0]))
    if not lost and not gained:
        return
    told = [replace(judged, basis=Basis.FOOTNOTE, rule="R19") for judged in judge(lost, gained, rules) if _is_named(judged)]
    yield from told
    yield from _limited(places, change, (lost, gained), {judged.safeguard.id for judged in told}, rules)


def _is_named(judged: Judgement) -> bool:
    """Whether wordings show the safeguard: a note is too short and too far from the rule it belongs to for its words to be weighed."""
    return not any(each is not None and each.hints for each in (judged.before, judged.after))


def _limited(places: Places, change: Change, notes: tuple[str, str], told: set[str], rules: Rules) -> Iterator[Judgement]:
    """A note that takes from the words above it: "does not create …", "only …"; without it they are whole again. Always to review."""
    limiting = [bool(_LIMITS.intersection(_words(note))) for note in notes]
    if limiting[0] == limiting[1]:
        return
    effect = Effect.WEAKENED if limiting[1] else Effect.STRENGTHENED
    held = [_held(places.text(side, eids), rules) for side, eids in enumerate((change.before, change.after))]
    for key in [key for key in held[0] if key in held[1] and key not in told]:
        yield Judgement(rules.safeguards[key], effect, "R19", held[0][key], held[1][key], ("", ""), settled=False, basis=Basis.FOOTNOTE)


def _held(text: str, rules: Rules) -> dict[str, Standing]:
    return {key: standing for reading in read(text, "", rules) for key, standing in reading.standings.items() if not standing.denied}


def _words(text: str) -> list[str]:
    return text.lower().replace(",", " ").split()
