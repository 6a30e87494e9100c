import pytest

from pipeline.assess import assess_change
from pipeline.assess.rules import load_rules, parse_rules
from pipeline.errors import RulesError

CASES = [
    ("Each Party shall respect human rights.", "Each Party shall act.", {("human-rights-clause", "removed")}),
    ("Each Party shall act.", "Each Party shall act with judicial authorisation.", {("judicial-authorisation", "added")}),
    (
        "Each Party shall ensure the protection of personal data.",
        "Each Party may ensure the protection of personal data.",
        {("data-protection", "weakened")},
    ),
    (
        "Each Party should ensure an effective remedy.",
        "Each Party shall ensure an effective remedy.",
        {("effective-remedy", "strengthened")},
    ),
    (
        "Orders shall respect proportionality.",
        "Orders shall, where appropriate, respect proportionality.",
        {("proportionality", "weakened")},
    ),
    ("Orders shall be reviewed by an independent body.", "Orders shall be reviewed by an independent body.", set()),
    ("Data may be kept.", "Data shall be kept.", set()),
    ("[Human rights] shall be respected.", "Human rights shall be respected.", set()),
]


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_what_a_change_does(before, after, expected):
    assert {(finding.safeguard, str(finding.effect)) for finding in assess_change(before, after)} == expected


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_turned_round_every_effect_turns_round(before, after, expected):
    opposite = {"added": "removed", "removed": "added", "weakened": "strengthened", "strengthened": "weakened"}
    assert {(finding.safeguard, opposite[finding.effect]) for finding in assess_change(after, before)} == expected


def test_a_finding_shows_its_evidence():
    (finding,) = assess_change("The power lapses. Each Party shall provide an effective remedy.", "The power lapses.")
    assert finding.before is not None
    assert finding.before.quote == "Each Party shall provide an effective remedy."
    assert finding.before.triggers == ("effective remedy",)
    assert finding.after is None
    assert (finding.rule, finding.weight, len(finding.fingerprint)) == ("S01", "A", 12)


def test_mistakes_in_the_rules_are_told_all_at_once():
    with pytest.raises(RulesError) as caught:
        parse_rules('[safeguards.x]\nname = 3\nweight = "A"\n[rules.S01]\neffect = "lost"\nreason = "r"\nsource = "s"\n')
    said = "\n".join(caught.value.mistakes)
    for part in (
        "safeguards.x.name must be a text",
        "safeguards.x.wordings must be a list",
        "rules.S01.effect: 'lost' is none of",
        "grammar.ladder is missing",
    ):
        assert part in said


def test_the_rules_that_ship_are_whole():
    rules = load_rules()
    assert set(rules.rules) == {"S01", "S02", "S03", "S04", "S05", "S06"}
    assert len(rules.safeguards) >= 25
