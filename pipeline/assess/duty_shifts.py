"""A safeguard that stands on both sides -> whether the word of duty that it hangs on became firmer or softer, read for whom it restrains (R2)."""

from collections.abc import Iterator

from rapidfuzz.distance import Indel

from pipeline.assess.duty import governing, is_one_limit, is_one_right
from pipeline.assess.judgement import Shift
from pipeline.assess.ladder import Modal
from pipeline.assess.reading import Standing

_WISHES = frozenset({2, 3, 4})
"""The steps of what is wished for, neither due nor left to choice."""
_ALIKE = 0.9
"""Above this share of words in the same order clauses are the same but for a word."""


def duty_shifts(old: Standing, new: Standing) -> Iterator[Shift]:
    """How the duty that the safeguard hangs on became firmer or softer between two clauses that both hold it, if it did."""
    steps, words = zip(*(_duty(standing) for standing in (old, new)), strict=True)
    if is_one_right(old, new, words) or is_one_limit(old, new):
        return
    if all(steps) and steps[0] != steps[1]:
        said = words if words[0].lower() != words[1].lower() else ("", "")
        yield Shift(1 if steps[1] > steps[0] else -1, "R2", *said)
    elif not old.safeguard.limits:
        yield from _first_duty(old, new)
    elif not any(steps):
        yield from _softened(old, new)


def _softened(old: Standing, new: Standing) -> Iterator[Shift]:
    """What confines a power, and is only wished for: "shall be used only for …", "should be used only for …"."""
    sides = [(old, _only_modal(old)), (new, _only_modal(new))]
    (before, had), (after, has) = sides
    if (
        had
        and has
        and (had.step in _WISHES) != (has.step in _WISHES)
        and Indel.normalized_similarity(before.reading.plain(), after.reading.plain()) > _ALIKE
    ):
        words = before.reading.clause.quote(had.span), after.reading.clause.quote(has.span)
        yield Shift(-1 if has.step in _WISHES else 1, "R2", *words)


def _only_modal(standing: Standing) -> Modal | None:
    """The one word of duty of a clause that confines something."""
    modals = standing.reading.modals()
    return modals[0] if len(modals) == 1 and standing.reading.grammar("restrictive") else None


def _first_duty(old: Standing, new: Standing) -> Iterator[Shift]:
    """The first of several duties in a clause, where only its word changed: "may encourage their work and shall open channels"."""
    readings = old.reading, new.reading
    firsts = [modals[0] for reading in readings if len(modals := reading.modals()) > 1]
    if len(firsts) < 2 or firsts[0].step == firsts[1].step:
        return
    had, has = (reading.clause.quote(modal.span) for reading, modal in zip(readings, firsts, strict=True))
    rest = [
        reading.clause.words[: modal.span[0]] + reading.clause.words[modal.span[1] :]
        for reading, modal in zip(readings, firsts, strict=True)
    ]
    if Indel.normalized_similarity(*rest) > _ALIKE:
        yield Shift(1 if firsts[1].step > firsts[0].step else -1, "R2", had, has)


def _duty(standing: Standing) -> tuple[int, str]:
    """The step of the duty that the safeguard hangs on, 0 for none, and its word."""
    modal = governing(standing)
    if modal:
        return modal.step, standing.reading.clause.quote(modal.span)
    return (0 if standing.reading.modals() else standing.reading.rules.unmarked), ""
