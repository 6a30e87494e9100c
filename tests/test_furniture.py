from datetime import date

import pytest

from pipeline.read.furniture import furniture_kind, head_facts, masthead_facts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("24-08354 2/56", "page number"),
        ("9/56 24-08354", "page number"),
        ("3 of 54", "page number"),
        ("Page 2", "page number"),
        ("- 7 -", "page number"),
        ("24-06383 (E) 180624", "job number"),
        ("V.24-12345", "job number"),
        ("K2400223[E] 180124", "job number"),
        ("*2412993*", "barcode"),
        ("Distr.: General", "masthead"),
        ("Original: English", "masthead"),
        ("United Nations A/AC.999/2024/9", "masthead"),
        ("A/CONF.999/2024/5", "masthead"),
        ("/...", "footer"),
        ("EN", "footer"),
    ],
)
def test_furniture_is_known_by_its_words(text, kind):
    assert furniture_kind(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "2.",
        "(a)",
        "Article 5",
        "The General Assembly shall decide.",
        "and/or",
        "1. Each Party shall act.",
        "Page numbers shall be kept.",
        "OPTION I",
        "I",
        "X/Y applies here",
    ],
)
def test_provisions_are_no_furniture(text):
    assert furniture_kind(text) == ""


def test_a_masthead_tells_symbol_date_and_language():
    lines = ["United Nations A/AC.999/22/Rev.1", "Distr.: General", "6 November 2023", "Original: English"]
    assert masthead_facts(lines) == ("A/AC.999/22/Rev.1", date(2023, 11, 6), "en")
    assert masthead_facts(["31 février 2023"]) == ("", None, "")


@pytest.mark.parametrize(
    ("furniture", "beginning", "day"),
    [
        (["A/AC.1/2", "Original: English"], ["7 March 2024"], date(2024, 3, 7)),
        (["A/AC.1/2"], ["Ad Hoc Committee", "1er mars 2024"], date(2024, 3, 1)),
        (["A/AC.1/2"], ["Adopted on 7 March 2024"], None),
        (["A/AC.1/2"], ["Fifth session"] * 12 + ["7 March 2024"], None),
        (["3/12"], ["7 March 2024"], None),
        (["A/AC.1/2", "5 June 2023"], ["7 March 2024"], date(2023, 6, 5)),
    ],
)
def test_the_date_of_a_masthead_may_stand_between_other_lines(furniture, beginning, day):
    assert masthead_facts(furniture, beginning)[1] == day


@pytest.mark.parametrize(
    ("lines", "facts"),
    [
        (["Report", "A/AC.1/2", "7 March 2024"], ("A/AC.1/2", date(2024, 3, 7))),
        (["See A/AC.1/2 of 7 March 2024."], ("", None)),
        (["x"] * 12 + ["A/AC.1/2", "7 March 2024"], ("", None)),
        (["31 February 2024"], ("", None)),
        (["United Nations A/AC.1/2 Distr.: General 7 March 2024 Original: English"], ("A/AC.1/2", date(2024, 3, 7))),
        (["A/AC.1/2 was adopted"], ("", None)),
    ],
)
def test_a_symbol_and_a_date_count_where_they_stand_alone_at_the_head(lines, facts):
    assert head_facts(lines) == facts
