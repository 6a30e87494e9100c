"""The laws of the house for findings, on treaties put together from wordings of the safeguards: itself, turned round, renumbered, moved."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.changelog import compare
from pipeline.read import read_bytes
from pipeline.structure import structure

GOLD = Path(__file__).parent / "gold"
QUIET = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
CLAUSES = [
    row["text"]
    for row in map(json.loads, (GOLD / "wordings.jsonl").read_text("utf-8").splitlines())
    if row["form"] == "clause"
    and row["safeguard"]
    and row["text"].endswith(".")
    # A clause that names articles by number would point to others once they are renumbered without it.
    and "article" not in row["text"].lower()
]
FILLING = [
    "Each Party shall make computer fraud a criminal offence.",
    "The Parties shall designate a central authority for requests.",
    "The secretariat shall serve the Conference of the Parties.",
    "Requests for extradition shall be sent in writing.",
]
OPPOSITE = {"added": "removed", "removed": "added", "weakened": "strengthened", "strengthened": "weakened"}
EDITS = [
    lambda text: "",
    lambda text: text.replace(" shall ", " may ", 1),
    lambda text: text.replace(" shall ", " shall, where appropriate, ", 1),
    lambda text: f"[{text}]",
]


def draft(articles, first=1):
    """A draft of these articles, each a list of paragraphs, in which "{n}" stands for the number of the n-th article."""
    lines = ["The Parties to this Convention,", "Have agreed as follows:"]
    for number, paragraphs in enumerate(articles, first):
        lines += [f"Article {number}", f"Heading of {chr(64 + number - first + 1)}"]
        lines += [f"{at}. {text}" for at, text in enumerate((text for text in paragraphs if text), 1)]
    text = "\n\n".join(lines)
    for at in range(len(articles)):
        text = text.replace(f"<{at + 1}>", str(at + first))
    return structure(read_bytes(f"{text}\n".encode(), "a.txt"))


@st.composite
def treaties(draw):
    """Articles of one or two paragraphs that each hold a safeguard, and of one that holds none."""
    chosen = draw(st.lists(st.sampled_from(CLAUSES), min_size=3, max_size=8, unique=True))
    articles = [[FILLING[at % len(FILLING)], text] for at, text in enumerate(chosen)]
    return [*articles, ["Cooperation under this Convention shall be subject to article <2>."]]


def found(before, after):
    return {(finding.safeguard, str(finding.effect)) for finding in compare(before, after).findings}


@QUIET
@given(treaties())
def test_a_draft_against_itself_has_no_finding(articles):
    assert found(draft(articles), draft(articles)) == set()


@QUIET
@given(treaties(), st.sampled_from(EDITS), st.data())
def test_turned_round_every_effect_turns_round(articles, edit, data):
    at = data.draw(st.integers(0, len(articles) - 2))
    edited = [[texts[0], edit(texts[1])] if number == at else texts for number, texts in enumerate(articles)]
    before, after = draft(articles), draft(edited)
    assert {(key, OPPOSITE[effect]) for key, effect in found(before, after)} == found(after, before)


@QUIET
@given(treaties(), st.integers(2, 9))
def test_renumbered_with_its_references_it_has_no_finding(articles, first):
    assert found(draft(articles), draft(articles, first)) == set()


@QUIET
@given(treaties(), st.data())
def test_a_clause_that_moved_is_not_lost(articles, data):
    at, to = data.draw(st.lists(st.integers(0, len(articles) - 2), min_size=2, max_size=2, unique=True))
    moved = [
        [texts[0], *([] if number == at else texts[1:]), *([articles[at][1]] if number == to else [])]
        for number, texts in enumerate(articles)
    ]
    assert {effect for _, effect in found(draft(articles), draft(moved))} <= {"weakened", "strengthened"}
