import pytest

from pipeline import compare
from pipeline.model import Draft, Level, Provision


def draft(*texts):
    provisions = (Provision(f"art_{n}", None, Level.ARTICLE, str(n), text=text, citation=f"art. {n}") for n, text in enumerate(texts, 1))
    return Draft("T", provisions=tuple(provisions))


SUBJECTS = (
    "exchange experience",
    "train their experts",
    "keep records of requests",
    "name a central authority",
    "publish their laws",
    "share the costs",
)


def both(old, new, extra=("", "")):
    texts = [f"{{}} {subject} in the field of this instrument and report on it to the Conference." for subject in SUBJECTS]
    return draft(*(text.format(old) for text in texts), extra[0]), draft(*(text.format(new) for text in texts), extra[1])


def test_a_substitution_made_throughout_is_told_once():
    log = compare(*both("The States Parties shall", "The Parties shall"))
    (sweep,) = log.sweeps
    assert (sweep.before, sweep.after, len(sweep.places)) == ("states parties", "parties", 6)
    assert all(change.swept for change in log.changes if change.after and change.after[0] in sweep.places)


@pytest.mark.parametrize(
    ("old", "new"),
    [("The Parties shall", "The Parties should"), ("All Parties shall", "Parties shall"), ("The Parties may", "The Parties may not")],
)
def test_words_of_duty_are_never_a_sweep(old, new):
    log = compare(*both(old, new))
    assert log.sweeps == ()
    assert not any(change.swept for change in log.changes)


def test_a_change_beside_the_sweep_stays_in_sight():
    extra = ("The States Parties shall keep the peace of the region at sea.", "The Parties shall keep the peace of the region on land.")
    log = compare(*both("The States Parties shall", "The Parties shall", extra))
    assert [change.swept for change in log.changes if change.after == ("art_7",)] == [False]
