"""What only the whole of both drafts tells: a clause set aside from afar, a term defined anew, a clause that moved to a narrower place."""

import pytest

from pipeline import compare
from pipeline.assess.breadth import broadened
from pipeline.read import read_bytes
from pipeline.structure import structure

WARRANT = "Article 1\nSearch\n\nPremises shall be searched only with the prior authorisation of a court.\n\nArticle 3\nOffences\n\nEach Party shall make fraud a criminal offence."
POWER = "Article 2\nCustoms\n\n1. Customs officers shall examine goods at the frontier.\n"


def told(before, after):
    drafts = [structure(read_bytes(f"The Parties to this Convention,\n\n{text}\n".encode(), "a.txt")) for text in (before, after)]
    return {f"{each.safeguard} {each.effect} {each.rule}" for each in compare(*drafts).findings}


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("2. They may search premises at the frontier notwithstanding article 1.", {"judicial-authorisation weakened R8"}),
        (
            "2. Irrespective of article 1, premises at the frontier may be searched by day and by night.",
            {"judicial-authorisation weakened R8"},
        ),
        ("2. Article 1 shall not apply to premises at the frontier.", {"judicial-authorisation weakened R8"}),
        (
            "2. They may search premises at the frontier without the authorisation required by article 1.",
            {"judicial-authorisation weakened R8"},
        ),
        ("2. They shall report to the authorities mentioned in article 1.", set()),
        ("2. Article 1 shall apply to premises at the frontier.", set()),
        ("2. Except for article 1, this Convention shall not apply to the customs.", set()),
        ("2. Without prejudice to article 1, they shall report on the goods.", set()),
    ],
)
def test_a_safeguard_set_aside_in_another_article_is_weakened(clause, expected):
    assert told(f"{WARRANT}\n\n{POWER}", f"{WARRANT}\n\n{POWER}{clause}") == expected


def test_what_set_it_aside_is_gone():
    clause = "2. They may search premises at the frontier notwithstanding article 1."
    assert told(f"{WARRANT}\n\n{POWER}{clause}", f"{WARRANT}\n\n{POWER}") == {"judicial-authorisation strengthened R8"}


GROUNDS = "Article 1\nRefusal\n\nExtradition shall be refused if the requested Party regards the offence as a political offence.\n\nArticle 2\nProceeds\n\n1. The proceeds of crime shall be confiscated.\n"


def test_a_ground_barred_in_another_article_for_some_offences_is_weakened_not_gone():
    after = f"{GROUNDS}2. The laundering of proceeds shall not be regarded as a political offence."
    assert told(GROUNDS, after) == {"refusal-political-offence weakened R16"}


TERMS = (
    "Article 1\nTerms\n\nIn this Convention:\n(a) “Officer” means a member of the police;\n(b) “{term}” means {meaning}.\n\nArticle 2\nRules\n\n{rule}"
    "\n\nArticle 3\nOffences\n\nEach Party shall make fraud a criminal offence."
)
ERASED = "Personal data shall be erased when they are no longer needed."
COURT = "Premises shall be searched only with the prior authorisation of a court, except in an emergency."


@pytest.mark.parametrize(
    ("term", "rule", "before", "after", "expected"),
    [
        (
            "Personal data",
            ERASED,
            "any information relating to an identified or identifiable person",
            "information relating to an identified person",
            {"data-protection weakened R7"},
        ),
        (
            "Personal data",
            ERASED,
            "information relating to an identified person",
            "information relating to an identified person, or to a device used by that person",
            {"data-protection strengthened R7"},
        ),
        (
            "Emergency",
            COURT,
            "imminent danger to life",
            "imminent danger to life or property",
            {"judicial-authorisation weakened R7"},
        ),
        ("Personal data", ERASED, "information on persons under article 3", "information on persons under article 2", set()),
        ("Officer of rank", ERASED, "a member of the police", "a member of the police or of the customs", set()),
    ],
)
def test_a_term_defined_anew_turns_the_safeguards_given_in_it(term, rule, before, after, expected):
    drafts = [TERMS.format(term=term, meaning=meaning, rule=rule) for meaning in (before, after)]
    assert told(*drafts) == expected


@pytest.mark.parametrize(
    ("before", "after", "wider"),
    [
        ("an offence punishable by at least four years of imprisonment", "an offence punishable by at least two years of imprisonment", 1),
        ("a person under eighteen years", "a person under sixteen years", -1),
        ("a judge", "a judge or a prosecutor", 1),
        ("data on health, belief or union membership", "data on health or belief", -1),
        ("data on belief, union membership or health", "data on belief or health", -1),
        ("any communication", "any communication other than one stored", -1),
        ("a communication", "the communication", 0),
    ],
)
def test_what_a_term_takes_in(before, after, wider):
    sign = broadened(tuple(before.replace(",", " ,").split()), tuple(after.replace(",", " ,").split()))
    assert (sign > 0) - (sign < 0) == wider


GENERAL = "Article 1\nPrinciples\n\n1. The Parties shall cooperate.\n{general}\n\nArticle 2\nInterception\n\n1. Interception may be ordered by a court.\n{special}"
EQUAL = "2. {subject} shall be applied without distinction of any kind, such as race, language, religion or opinion."


def test_a_clause_for_all_measures_that_moves_to_one_of_them_is_weakened():
    before = GENERAL.format(general=EQUAL.format(subject="Measures under this Convention"), special="")
    after = GENERAL.format(general="", special=EQUAL.format(subject="It"))
    assert told(before, after) == {"non-discrimination weakened R14"}
    assert told(after, before) == {"non-discrimination strengthened R14"}


def test_a_clause_that_moves_and_speaks_for_as_much_is_none():
    before = GENERAL.format(general=EQUAL.format(subject="Measures under this Convention"), special="")
    after = GENERAL.format(general="", special=EQUAL.format(subject="All measures under this Convention"))
    assert told(before, after) == set()
