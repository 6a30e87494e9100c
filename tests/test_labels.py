import pytest

from pipeline.structure.labels import Scheme, named_label
from pipeline.structure.languages import language_of, languages
from pipeline.structure.numbers import bare_labels
from pipeline.structure.numerals import letter_value, roman_value


@pytest.mark.parametrize(
    ("code", "text", "scheme", "printed", "value", "opened"),
    [
        ("en", "Article 3 bis", Scheme.ARTICLE, "3 bis", 3, ""),
        ("en", "[Article 3bis] (Forests)", Scheme.ARTICLE, "3bis", 3, ""),
        ("en", "[ARTICLE 3", Scheme.ARTICLE, "3", 3, "["),
        ("en", "ARTICLE 7quater", Scheme.ARTICLE, "7quater", 7, ""),
        ("en", "Article ante 12", Scheme.ARTICLE, "12 ante", 12, ""),
        ("en", "Article 12A Costs", Scheme.ARTICLE, "12A", 12, ""),
        ("en", "Article 1.4: Scope", Scheme.ARTICLE, "1.4", 4, ""),
        ("en", "CHAPTER  IV", Scheme.CHAPTER, "IV", 4, ""),
        ("en", "Section: B — Orders", Scheme.SECTION, "B", 2, ""),
        ("en", "Option (a): text", Scheme.OPTION, "Option (a)", 1, ""),
        ("en", "PREAMBLE", Scheme.PREAMBLE, "", 0, ""),
        ("en", "Annex", Scheme.ANNEX, "", 0, ""),
        ("fr", "Article premier", Scheme.ARTICLE, "premier", 1, ""),
        ("fr", "Chapitre II", Scheme.CHAPTER, "II", 2, ""),
        ("es", "Artículo 5 bis", Scheme.ARTICLE, "5 bis", 5, ""),
        ("es", "CAPÍTULO III", Scheme.CHAPTER, "III", 3, ""),
    ],
)
def test_a_level_is_known_by_its_name(code, text, scheme, printed, value, opened):
    label = named_label(text, languages()[code])
    assert label is not None
    assert (label.scheme, label.printed, label.value, label.opened) == (scheme, printed, value, opened)


@pytest.mark.parametrize("text", ["article 5 applies", "Articles 5 and 6", "The article 5", "Particle 5", "Preambles matter", ""])
def test_other_words_are_no_label(text):
    assert named_label(text, languages()["en"]) is None


@pytest.mark.parametrize(
    ("text", "printed", "readings", "opened"),
    [
        ("1. Each Party", "1.", [(Scheme.NUMBER, 1)], ""),
        ("[2. “Data” means", "2.", [(Scheme.NUMBER, 2)], "["),
        ("[(b) The court;]", "(b)", [(Scheme.LETTER, 2)], "["),
        ("3bis. Each", "3bis.", [(Scheme.NUMBER, 3)], ""),
        ("(17bis) Noting", "(17bis)", [(Scheme.NUMBER, 17)], ""),
        ("17 alt Noting", "17 alt", [(Scheme.NUMBER, 17)], ""),
        ("(i) first", "(i)", [(Scheme.LETTER, 9), (Scheme.ROMAN, 1)], ""),
        ("(iv) fourth", "(iv)", [(Scheme.ROMAN, 4)], ""),
        ("(aa) next", "(aa)", [(Scheme.LETTER, 27)], ""),
        ("a) one", "a)", [(Scheme.LETTER, 1)], ""),
        ("OP1 Alt. No text", "OP1 Alt", [(Scheme.OPERATIVE, 1)], ""),
        ("b.] Effect", "b.", [(Scheme.LETTER, 2)], "]"),
        ("– one", "–", [(Scheme.BULLET, 0)], ""),
    ],
)
def test_numbers_alone(text, printed, readings, opened):
    labels = bare_labels(text)
    assert [(label.scheme, label.value) for label in labels] == readings
    assert {label.printed for label in labels} == {printed}
    assert {label.opened for label in labels} == {opened}


@pytest.mark.parametrize("text", ["2023. The year", "Each Party", "e.g. this", "(the Convention)", "200 states", ""])
def test_text_is_no_number(text):
    assert bare_labels(text) == ()


def test_values():
    assert [roman_value(each) for each in ("i", "IV", "xl", "iiii", "abc", "")] == [1, 4, 40, 0, 0, 0]
    assert [letter_value(each) for each in ("a", "z", "aa", "bb", "ab")] == [1, 26, 27, 28, 0]


@pytest.mark.parametrize(
    ("text", "hint", "code"),
    [
        ("Each Party shall ensure the right of the person to a remedy", "", "en"),
        ("Chaque Partie veille à ce que les droits de la personne soient garantis par des juges", "", "fr"),
        ("Cada Parte velará por que los derechos de las personas y el recurso en los tribunales", "", "es"),
        ("Each Party", "fr-CA", "fr"),
        ("", "", "en"),
    ],
)
def test_language_is_told_by_common_words(text, hint, code):
    assert language_of([text], hint).code == code
