import pytest

from pipeline.hyphens import seam, vocabulary

FILE = ["each accord-", "ing to its means a well-known far-", "reaching duty; it is far from reaching", "accordance with the order"]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("the accord-", "ance of", (1, "")),
        ("the accord-", "ing to", (1, "")),
        ("a well-", "known duty", (0, "")),
        ("a far-", "reaching duty", (0, "")),
        ("the Secretary-", "General", (0, "")),
        ("the order", "of the", (0, " ")),
        ("articles 3-", "5 of", (0, " ")),
        ("a duty -", "or not", (0, " ")),
    ],
)
def test_seams(above, below, expected):
    assert seam(above, below, vocabulary(FILE)) == expected


def test_parts_of_cut_words_are_no_words():
    known = vocabulary(FILE)
    assert "ing" not in known.words
    assert "means" in known.words
    assert "well-known" in known.compounds
