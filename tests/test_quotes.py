"""A quote is what was issued: the words of a finding stand in their draft, with every bracket."""

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline import compare, read_draft
from pipeline.assess import assess_change
from pipeline.assess.quotes import as_issued

DRAFTS = sorted((Path(__file__).parent.parent / "drafts" / "specimen").glob("[1-6]-*"))


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("A Party should act.", "A Party [shall] [should] act. Then more.", "A Party [shall] [should] act."),
        ("A Party shall act.", "A Party [shall] [should] act.", "A Party [shall] [should] act."),
        ("A court decides.", "A court [, or a body,] decides.", "A court [, or a body,] decides."),
        ("It ends.", "[It ends.]", "[It ends.]"),
        ("for four", "It lasts for [four] [three] years.", "for [four] [three]"),
        ("“Fee” means a sum", "For this part “Fee” means a sum; more", "“Fee” means a sum;"),
        ("sum means", "“Sum” means", None),
        ("a b", "a x [a] b", "[a] b"),
    ],
)
def test_the_words_as_issued(words, text, expected):
    assert as_issued(words, text) == expected


def test_options_are_quoted_with_their_brackets():
    (found,) = assess_change("A court shall authorise each search.", "A court [shall] [may] authorise each search.")
    assert found.after.quote == "A court [shall] [may] authorise each search."


def folded(text):
    return " ".join(text.split())


@pytest.fixture(scope="module")
def specimen():
    return [read_draft(path) for path in DRAFTS]


def test_every_quote_of_the_specimen_stands_in_its_draft(specimen):
    seen = 0
    for before, after in pairwise(specimen):
        for finding in compare(before, after).findings:
            for draft, side in ((before, finding.before), (after, finding.after)):
                if side:
                    by_eid = {each.eid: each for each in draft.provisions}
                    assert folded(side.quote) in folded(" ".join(words_above(by_eid, side.eid))), (side.citation, side.quote)
                    assert all(trigger in side.quote for trigger in side.triggers)
                    seen += 1
    assert seen > 100


def words_above(by_eid, eid):
    each = by_eid[eid]
    above = words_above(by_eid, each.parent) if each.parent else []
    return [*above, each.text, *([each.closing] if each.closing else [])]
