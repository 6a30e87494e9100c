"""Which safeguards are recognised in a clause: in wordings written by people who had not read safeguards.toml, and where hints count."""

import json
from pathlib import Path

import pytest

from pipeline.assess import assess_change
from pipeline.assess.judge import read
from pipeline.assess.rules_load import load_rules
from pipeline.model import Certainty

CORPUS = Path(__file__).parent / "gold" / "corpus_a.jsonl"


def held(text, context="crime"):
    return {key for reading in read(text, "", load_rules("en", "", context)) for key, each in reading.standings.items() if not each.denied}


@pytest.fixture(scope="module")
def corpus():
    """The clauses of the corpus with what is found in each: (what it holds, what was found)."""
    rows = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
    return [(set(row["holds"]), held(row["text"])) for row in rows]


def test_what_a_clause_holds_is_found_in_words_not_seen_before(corpus):
    due = sum(len(holds) for holds, _ in corpus)
    assert sum(len(holds & found) for holds, found in corpus) >= 0.83 * due


def test_no_safeguard_is_found_ever_less(corpus):
    ids = {key for holds, _ in corpus for key in holds} - {"fair-trial"}
    missed = {key: [key in found for holds, found in corpus if key in holds] for key in ids}
    assert {key for key, hits in missed.items() if sum(hits) < 0.7 * len(hits)} == set()


def test_look_alikes_hold_nothing(corpus):
    alike = [found for holds, found in corpus if not holds]
    assert len([found for found in alike if found]) <= 0.06 * len(alike)


def test_a_clause_that_holds_one_safeguard_is_rarely_taken_for_another(corpus):
    assert sum(len(found - holds) for holds, found in corpus) <= 110


HINTED = "Recourse to interception is excluded while a simpler way is open."


def test_a_hint_counts_where_no_safeguard_is_shown():
    assert held(HINTED) == {"necessity"}


def test_a_hint_does_not_count_beside_a_safeguard_that_is_shown():
    assert held("A court shall authorise the interception of messages where a simpler way is not open.") == {"judicial-authorisation"}


def test_hints_do_not_count_where_a_treaty_does_not_speak_of_crime():
    assert held("The liberties of the inhabitants shall be respected.") == {"human-rights-clause"}
    assert held("The liberties of the inhabitants shall be respected.", "beyond") == set()


def test_what_is_only_set_aside_is_not_gone():
    before = "Recourse to interception is excluded while a simpler way is open."
    after = "Recourse to interception is excluded while a simpler way is open, and requires the authorisation of a court."
    effects = {(each.safeguard, str(each.effect)) for each in assess_change(before, after)}
    assert ("judicial-authorisation", "added") in effects
    assert ("necessity", "removed") not in effects


def test_a_possessive_counts_as_its_word():
    assert held("The police need a judge's permission to search a dwelling.") == {"judicial-authorisation"}


def test_what_only_hints_show_is_for_review():
    (finding,) = assess_change("", HINTED)
    assert (finding.safeguard, finding.certainty) == ("necessity", Certainty.TO_REVIEW)
