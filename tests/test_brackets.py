import pytest

from pipeline.diff import redline_of
from pipeline.diff.brackets import bracket_changes
from pipeline.diff.reordered import reordered


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("Each Party [shall][should] report.", "Each Party should report.", [("closed", ("should",), ("shall",))]),
        ("Each Party [shall] / [should] report.", "Each Party shall report.", [("closed", ("shall",), ("should",))]),
        ("Each Party shall [, as far as possible,] report.", "Each Party shall, as far as possible, report.", [("closed", (", as far as possible,",), ())]),
        ("Each Party shall [promptly] report.", "Each Party shall report.", [("closed", (), ("promptly",))]),
        ("Each Party shall report.", "Each Party shall report [within a year].", [("opened", (), ())]),
        ("Each Party shall report yearly.", "Each Party shall report [yearly].", [("opened", (), ())]),
        ("Courts [may] [shall] [should] order it.", "Courts [may] [shall] order it.", [("narrowed", ("may", "shall"), ("should",))]),
        ("Each Party [shall][should] report.", "Each Party [shall][should] report in writing.", []),
        ("No brackets here.", "None here either.", []),
        ("The end of an option].", "The end of an option].", []),
    ],
)  # fmt: skip
def test_what_became_of_brackets(before, after, found):
    assert [(str(each.event), each.won, each.lost) for each in bracket_changes(redline_of(before, after))] == found


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("At the request of a Party, the court shall decide.", "The court shall decide at the request of a Party.", 1),
        ("The court shall decide.", "The court shall decide at the request of a Party.", 0),
        ("The court may decide.", "The court shall decide.", 0),
    ],
)
def test_words_that_only_changed_their_place(before, after, found):
    assert len(reordered(redline_of(before, after))) == found
