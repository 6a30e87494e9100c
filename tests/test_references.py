import pytest

from pipeline.changelog import compare
from pipeline.model import Kind, RunKind
from pipeline.read import read_bytes
from pipeline.references import references
from pipeline.structure import structure


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("subject to article 24", ["article 24/"]),
        ("Article 3 bis, paragraph 2, applies", ["Article 3bis/2"]),
        ("article 4 of the Charter and article 5 of this Convention", ["article 5/"]),
        ("no reference in articles of faith", []),
    ],
)
def test_references_are_found(text, names):
    assert [name for _, _, name in references(text)] == names


def draft(*articles):
    text = "".join(f"Article {at}\n\n{heading}\n\n{body}\n\n" for at, (heading, body) in enumerate(articles, 1))
    return structure(read_bytes(text.encode(), "a.txt"))


ORDERS = ("Orders", "Each order shall be subject to article {} and shall be issued in writing by the court.")
LIMITS = ("Limits", "Every measure shall be limited in time and in scope to what the inquiry requires.")
NEW = ("Costs", "Each Party shall bear the costs of the assistance that it gives to other Parties.")


def test_a_reference_to_the_same_provision_under_another_number_is_renumbered():
    before = draft((ORDERS[0], ORDERS[1].format(2)), LIMITS)
    after = draft(NEW, (ORDERS[0], ORDERS[1].format(3)), LIMITS)
    change = next(change for change in compare(before, after).changes if change.before == ("art_1",))
    assert change.kinds == (Kind.RENUMBERED,)
    assert [run.text for run in change.redline if run.kind is RunKind.RENUMBER] == ["article 2 -> article 3"]


def test_the_same_digits_that_now_point_elsewhere_are_a_change():
    before = draft((ORDERS[0], ORDERS[1].format(2)), LIMITS)
    after = draft((ORDERS[0], ORDERS[1].format(2)), NEW, LIMITS)
    change = next(change for change in compare(before, after).changes if change.before == ("art_1",))
    assert Kind.AMENDED in change.kinds
    assert [run.text for run in change.redline if run.kind is RunKind.DELETE] == ["article 2"]
