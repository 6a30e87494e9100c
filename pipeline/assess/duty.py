"""The word of duty that a safeguard in a clause hangs on, read for the party that it restrains (R2)."""

from pipeline.assess.ladder import MAY, PROHIBITION, Modal
from pipeline.assess.reading import Reading, Standing

_UNLESS = frozenset({"unless", "except", "without", "save", "only"})
_NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing"})
_ONLY = frozenset({"only", "solely", "exclusively"})
_BUT = frozenset({"other", "unless", "except", "save", "without", "until"})
_GETS = frozenset(
    "have enjoy receive informed told heard assisted brought compensated given granted entitled protected published allowed".split()
)
"""Verbs by which somebody gets what protects."""
_RIGHTS = frozenset({"right", "entitled"})
"""Words by which somebody is given what "may" gives too: whoever may appeal has the right to."""
_BOUND = frozenset({"bound", "obliged", "compelled", "required", "forced"})
"""Words by which nobody is made to do what he may decline."""


def governing(standing: Standing) -> Modal | None:
    """The word of duty that the safeguard hangs on; None where there is none or where it grants the power that the safeguard limits.

    The "may" of a wording of its own ("… for thirty days, and may be renewed") is no duty.
    """
    reading = standing.reading
    modals = reading.modals()
    if not modals:
        return None
    due = [modal for modal in modals if not _subordinate(reading, modal)]
    ahead = [modal for modal in due if modal.span[0] <= standing.last]
    apart = [modal for modal in ahead if modal.step != MAY or not any(start <= modal.span[0] < end for start, end in standing.spans)]
    modal = (apart or ahead or due or modals)[-1 if ahead else 0]
    return modal if not standing.safeguard.limits or _asserts(standing, modal) else None


def does_the_same(old: Standing, new: Standing) -> bool:
    """Whether the same is done, or must not be done, under the words of duty of both sides: "shall be refused", "may be refused"."""
    verbs = []
    for standing in (old, new):
        modal, words = governing(standing), standing.reading.clause.words
        verbs.append(words[modal.span[1] : modal.span[1] + 2] if modal else ())
    return len(verbs[0]) == 2 and verbs[0] == verbs[1]


def is_one_right(old: Standing, new: Standing, words: tuple[str, ...]) -> bool:
    """Whether both sides give the same right: who may appeal is entitled to; who may decline to answer is not bound to."""
    if any(_RIGHTS.intersection(word.lower().split()) for word in words) and any(_may_act(standing) for standing in (old, new)):
        return True
    pairs = ((old, new), (new, old))
    return any(
        one.reading.grammar("declines") and forbids(other) and _BOUND.intersection(other.reading.clause.words) for one, other in pairs
    )


def is_one_limit(old: Standing, new: Standing) -> bool:
    """Whether both sides confine the same: what "may be used only for" a case "shall not be used other than for" it."""
    return any(_allows_only(one) and _forbids_but(other) for one, other in ((old, new), (new, old)))


def _allows_only(standing: Standing) -> bool:
    modal = governing(standing) or next(iter(standing.reading.modals()), None)
    return modal is not None and modal.step == MAY and bool(_ONLY.intersection(standing.reading.clause.words))


def _forbids_but(standing: Standing) -> bool:
    words = standing.reading.clause.words
    return bool((_NOBODY | {"not", "never", "nor"}).intersection(words)) and bool(_BUT.intersection(words))


def _may_act(standing: Standing) -> bool:
    """Whether the clause says that somebody may do something, not that something may be done."""
    modal = governing(standing)
    return modal is not None and modal.step == MAY and standing.reading.clause.words[modal.span[1] : modal.span[1] + 1] != ("be",)


def turned(old: Standing, new: Standing) -> bool:
    """Whether what was forbidden, or could be declined, is now allowed or due, with nothing left that limits it: "may decline", "shall answer" (R3)."""
    if _is_only_looser(old) or _is_only_looser(new) or new.reading.standings.keys() - old.reading.standings.keys():
        return False
    if _gives(old) and _gives(new):
        return forbids(new) and not forbids(old)
    if not forbids(old) and not (old.reading.grammar("declines") and not new.reading.grammar("declines")):
        return False
    if len(old.reading.modals()) > len(new.reading.modals()):
        return False
    left = any(new.reading.grammar(name) for name in ("negators", "exempt", "soft", "by_leave"))
    return not left and bool(new.reading.modals()) and any(modal.step in (1, 5) for modal in new.reading.modals())


def _gives(standing: Standing) -> bool:
    """Whether somebody has or gets something by the duty that the safeguard hangs on: denied, that is gone, not allowed."""
    modal, words = governing(standing), standing.reading.clause.words
    return modal is not None and bool(_GETS.intersection(words[modal.span[0] + 1 : modal.span[1] + 3]))


def _is_only_looser(standing: Standing) -> bool:
    """Whether nothing but words that loosen the safeguard shows it: of "it may not be renewed" and "it may be renewed" neither is the whole of it."""
    looser = [span for _, term in standing.safeguard.loosens.values() for span in standing.reading.spans(term)]
    return all(any(start < span[1] and span[0] < end for start, end in looser) for span in standing.spans)


def forbids(standing: Standing) -> bool:
    """Whether the duty that the safeguard hangs on is that something is not done."""
    modal = governing(standing)
    if modal is None or modal.step != PROHIBITION:
        return False
    words, (start, end) = standing.reading.clause.words, modal.span
    if _UNLESS.intersection(words[end : standing.first]):
        return False
    return "not" in words[start : end + 1] or bool(_NOBODY.intersection(words[:start]))


def _subordinate(reading: Reading, modal: Modal) -> bool:
    """Whether the modal stands in "where …", "who …": its clause says when or for whom, not what is due; "which …" goes on with it."""
    chapeau = reading.clause.chapeau if modal.span[0] >= reading.clause.chapeau else 0
    modals = reading.modals()
    last = max((each.span[1] for each in modals if each.span[1] <= modal.span[0]), default=0)
    before = reading.clause.words[max(chapeau, last, modal.span[0] - 9) : modal.span[0]]
    return bool({"if", "where", "when", "unless", "who", "whose", "whether", "because"}.intersection(before)) and len(modals) > 1


_LINKS = frozenset(
    {"be", "not", "always", "also", "have", "remain", "ensure", "that", "each", "the", "they", "only", "include", "are", "is"}
)


def _asserts(standing: Standing, modal: Modal) -> bool:
    """Whether the clause asserts the safeguard ("shall be subject to …") rather than a power under it ("may order … only where …")."""
    reading, (_, end) = standing.reading, modal.span
    if modal.step == 5 and "not" in reading.clause.words[modal.span[0] : end + 1]:
        return True
    if standing.first < end or "ensure" in reading.clause.words[end : end + 1]:
        return True
    limits = [span[0] for span in reading.grammar("limiters") if end <= span[0] <= standing.last]
    if not limits and modal.step == 1 and not standing.safeguard.list and _acts(reading, end):
        return False
    return not limits or all(word in _LINKS for word in reading.clause.words[end : limits[0]])


def _acts(reading: Reading, end: int) -> bool:
    """Whether something is done after the word of duty ("may order …"), not suffered ("may be limited …"); known of English only."""
    return reading.rules.unmarked == 0 and "be" not in reading.clause.words[end : end + 6]
