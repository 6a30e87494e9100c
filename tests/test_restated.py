"""Clauses said in another order, voice or number are not changed (R15); what changes a word that counts is."""

import json
from pathlib import Path

import pytest

from pipeline.assess import assess_change
from pipeline.assess.judge import read
from pipeline.assess.restated import say_the_same
from pipeline.assess.rules_load import load_rules

CASES = [json.loads(line) for line in (Path(__file__).parent / "gold" / "neutral.jsonl").read_text(encoding="utf-8").splitlines()]
KNOWN = {"e-040", "e-066", "e-080"}
"""Look-alikes that still raise a false alarm; the list may only shrink."""


def says_the_same(before, after):
    rules = load_rules("en")
    return say_the_same(read(before, "", rules), read(after, "", rules))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_neutral_changes_and_look_alikes_give_no_finding(case):
    found = assess_change(case["old"], case["new"])
    assert not found or case["id"] in KNOWN


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("No home shall be searched without a warrant.", "A home shall be searched only under a warrant.", True),
        ("No home shall be searched without a warrant.", "A home may be searched without a warrant.", False),
        ("A court must authorise each tap.", "Each tap must be authorised by a court.", True),
        ("A court must authorise each tap.", "Each tap should be authorised by a court.", False),
        ("A court must authorise each tap.", "Each tap must be authorised by an authority.", False),
        ("The data shall be kept for thirty days.", "The data shall be kept for 30 days.", True),
        ("The data shall be kept for thirty days.", "The data shall be kept for sixty days.", False),
        ("Measures shall be necessary and proportionate.", "Measures shall be proportionate and necessary.", True),
        ("Measures shall be necessary and proportionate.", "Measures shall be proportionate or necessary.", False),
        ("No journalist shall be compelled to name sources.", "Journalists shall not be compelled to name their sources.", True),
        ("It shall be a primary consideration.", "It shall be the primary consideration.", False),
        ("A court shall approve it. It shall end after a week.", "It shall end after a week and be approved by a court.", True),
        ("The data shall be used solely for the trial.", "The data shall be used for no purpose other than the trial.", True),
        ("The data shall be used for the trial.", "The data shall be used for no purpose other than the trial.", False),
        ("A carrier may be asked to assist only within its means.", "No carrier may be asked to assist beyond its means.", True),
        ("A carrier shall be asked to assist only within its means.", "A carrier may be asked to assist only within its means.", False),
    ],
)
def test_the_same_in_other_words(before, after, same):
    assert says_the_same(before, after) is same
    assert says_the_same(after, before) is same
