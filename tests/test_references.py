import pytest

from pipeline.changelog import compare
from pipeline.model import Kind, RunKind
from pipeline.read import read_bytes
from pipeline.references import find, masked
from pipeline.structure import structure


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("subject to article 24", [("article 24", "24", ())]),
        ("Article 3 bis, paragraph 2, applies", [("Article 3 bis, paragraph 2", "3bis", ("2",))]),
        ("article 35, paragraph 3 (b), of this Convention", [("article 35, paragraph 3 (b)", "35", ("3", "b"))]),
        ("articles 23 to 25 and 27", [("23", "23", ()), ("25", "25", ()), ("27", "27", ())]),
        ("paragraphs 1 and 2 of this article", [("1", "", ("1",)), ("2 of this article", "", ("2",))]),
        ("paragraph 1 (a) of article 5", [("paragraph 1 (a) of article 5", "5", ("1", "a"))]),
        ("Chapters III and IV", [("III", "III", ()), ("IV", "IV", ())]),
        ("the preceding article", [("the preceding article", "preceding", ("article",))]),
        ("subparagraphs (a) and (b) above", [("(a)", "", ("a",)), ("(b)", "", ("b",))]),
        ("l'article 35, paragraphe 3 b)", [("article 35, paragraphe 3 b)", "35", ("3", "b"))]),
        ("los artículos 23 a 25", [("23", "23", ()), ("25", "25", ())]),
        ("article 4 of the Charter and article 5 of this Convention", [("article 5", "5", ())]),
        ("article 12, paragraph 1, of the 1961 Convention", []),
        ("article 4 of that instrument", []),
        ("article 9, of the nationality of the person concerned", [("article 9", "9", ())]),
        ("under article 7, of its domestic law", [("article 7", "7", ())]),
        ("no reference in articles of faith", []),
    ],
)
def test_references_are_found(text, found):
    assert [(text[each.start : each.end], each.article, each.path) for each in find(text)] == found


def test_the_numbers_of_references_are_masked():
    assert masked("subject to articles 24 and 35, within 30 days") == "subject to articles #, within 30 days"


def draft(*articles):
    text = "".join(f"Article {at}\n\n{heading}\n\n{body}\n\n" for at, (heading, body) in enumerate(articles, 1))
    return structure(read_bytes(text.encode(), "a.txt"))


ORDERS = ("Orders", "Each order shall be subject to article {} and shall be issued in writing by the court.")
LIMITS = ("Limits", "Every measure shall be limited in time and in scope to what the inquiry requires.")
NEW = ("Costs", "Each Party shall bear the costs of the assistance that it gives to other Parties.")


def test_a_reference_to_the_same_provision_under_another_number_is_renumbered():
    before = draft((ORDERS[0], ORDERS[1].format(2)), LIMITS)
    after = draft(NEW, (ORDERS[0], ORDERS[1].format(3)), LIMITS)
    change = next(change for change in compare(before, after).changes if change.before == ("art_1__para_nn1",))
    assert change.kinds == (Kind.RENUMBERED,)
    assert [run.text for run in change.redline if run.kind is RunKind.RENUMBER] == ["article 2 -> article 3"]


def test_the_same_digits_that_now_point_elsewhere_are_a_change():
    before = draft((ORDERS[0], ORDERS[1].format(2)), LIMITS)
    after = draft((ORDERS[0], ORDERS[1].format(2)), NEW, LIMITS)
    change = next(change for change in compare(before, after).changes if change.before == ("art_1__para_nn1",))
    assert Kind.AMENDED in change.kinds
    assert [run.text for run in change.redline if run.kind is RunKind.DELETE] == ["article 2"]
