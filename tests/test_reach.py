"""How far a safeguard reaches, and what stands beside it: one provision or a whole draft, before and after."""

import pytest

from pipeline import compare
from pipeline.assess import assess_change
from pipeline.read import read_bytes
from pipeline.structure import structure

CRIME = "Each Party shall make fraud a criminal offence."
OPPOSITE = {"added": "removed", "removed": "added", "weakened": "strengthened", "strengthened": "weakened"}


def effects(before, after):
    return {(finding.safeguard, str(finding.effect)) for finding in assess_change(before, after)}


def between(*articles):
    """The effects between two drafts, each a list of articles, each a list of paragraphs."""
    drafts = []
    for draft in articles:
        parts = [
            f"Article {number}\n\n" + "\n\n".join(f"{at}. {paragraph}" for at, paragraph in enumerate(paragraphs, 1))
            for number, paragraphs in enumerate([*draft, [CRIME]], 1)
        ]
        text = "The Parties to this Convention,\n\nHave agreed as follows:\n\n" + "\n\n".join(parts) + "\n"
        drafts.append(structure(read_bytes(text.encode(), "a.txt")))
    return {f"{finding.safeguard} {finding.effect}" for finding in compare(*drafts).findings}


@pytest.mark.parametrize(
    ("before", "after", "safeguard"),
    [
        (
            "Measures under this Convention shall respect human rights.",
            "Measures under this Part shall respect human rights.",
            "human-rights-clause",
        ),
        (
            "The provisions of this Convention shall be applied without discrimination on any ground.",
            "The provisions of articles 4 to 9 of this Convention shall be applied without discrimination on any ground.",
            "non-discrimination",
        ),
        (
            "It is no offence under this Protocol to test a system in good faith.",
            "It is no offence under article 12 to test a system in good faith.",
            "security-research-exception",
        ),
        ("No decision shall be based on race or religion.", "No decision shall be based solely on race or religion.", "non-discrimination"),
        (
            "The authority may examine a device only where specific facts relating to its owner give reasonable grounds to suspect an offence.",
            "The authority may examine a device only where specific facts give reasonable grounds to suspect an offence.",
            "legality-grounds",
        ),
        (
            "An interception shall not last longer than thirty days and may be renewed once.",
            "An interception shall not last longer than thirty days and may be renewed.",
            "duration-scope-limits",
        ),
        (
            "Isolation shall not last longer than fifteen days, nor longer than thirty days in all in one year.",
            "Isolation shall not last longer than fifteen days.",
            "duration-scope-limits",
        ),
    ],
)
def test_what_reaches_less_is_weaker(before, after, safeguard):
    assert effects(before, after) == {(safeguard, "weakened")}
    assert effects(after, before) == {(safeguard, "strengthened")}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "Each search shall be authorised beforehand by a judge.",
            "A judge shall be informed of each search within two days.",
            ("judicial-authorisation", "removed"),
        ),
        (
            "A request shall be refused where granting it would breach human rights.",
            "Where granting a request would breach human rights the Parties shall consult and may exchange assurances.",
            ("refusal-human-rights", "removed"),
        ),
        (
            "Nothing in this Convention shall be read as obliging a Party to extradite where it has grounds to believe that the person would be punished for race or religion.",
            "Extradition shall not be granted where a Party has grounds to believe that the person would be punished for race or religion.",
            ("refusal-discrimination", "strengthened"),
        ),
    ],
)
def test_what_is_said_of_refusals_and_approvals(before, after, expected):
    assert effects(before, after) == {expected}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Assistance may be declined where the act is no offence under the law of the requested Party.",
            "Assistance may be declined where the act, by whatever term it is described, is no offence under the law of the requested Party.",
        ),
        (
            "A provider may be compelled to assist only within its existing technical capability.",
            "A provider shall not be compelled to assist beyond its existing technical capability.",
        ),
        (
            "Interception shall be ordered only where the evidence cannot be obtained by less intrusive means.",
            "Interception shall not be ordered where the evidence can be obtained by less intrusive means.",
        ),
    ],
)
def test_what_says_the_same_is_no_finding(before, after):
    assert effects(before, after) == set()


PURPOSE = (
    "Data supplied under this article shall not be used for any other purpose without the prior consent of the Party that supplied them."
)
SILENCE = "Consent shall be deemed to have been given where no answer is received within ten days."
POLITICAL = "Extradition shall not be granted if the offence is a political offence."
BAR = "An offence named in the annex shall not be regarded as a political offence."
ERASED = "Personal data that led to no match shall be erased at once."
KEPT = "Personal data that led to a match shall be erased after three years."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([[PURPOSE]], [[PURPOSE, SILENCE]], "purpose-limitation weakened"),
        ([[POLITICAL]], [[POLITICAL, BAR]], "refusal-political-offence weakened"),
    ],
)
def test_a_paragraph_that_takes_from_the_one_before_it(before, after, expected):
    safeguard, effect = expected.split()
    assert between(before, after) == {expected}
    assert between(after, before) == {f"{safeguard} {OPPOSITE[effect]}"}


def test_a_bar_with_nothing_beside_it_excludes_the_ground():
    assert between([[CRIME]], [[CRIME, BAR]]) == {"refusal-political-offence removed"}


def test_paragraphs_that_are_merged_lose_nothing():
    merged = (
        "Personal data that led to no match shall be erased at once; personal data that led to a match shall be erased after three years."
    )
    assert between([[ERASED, KEPT]], [[merged]]) == set()
    assert between([[ERASED, KEPT]], [[KEPT]]) == {"data-protection weakened"}


def test_a_sentence_that_points_back_goes_on_with_the_one_before_it():
    order = "The interception shall be ordered for not more than thirty days."
    assert between([[f"{order} It may be renewed once."]], [[f"{order} It may be renewed."]]) == {"duration-scope-limits weakened"}


def test_a_duty_tells_of_a_ground_that_moved_into_a_list():
    interests = "Assistance may be refused where it would harm the sovereignty or security of the requested Party"
    rights = "would be contrary to its obligations under human rights law"
    before = [
        [f"{interests}, or {rights}.", "Assistance shall be refused where the act is no offence under the law of the requested Party."]
    ]
    after = [
        [
            f"{interests}.",
            "Assistance shall be refused where the act is no offence under the law of the requested Party.",
            f"Assistance shall be refused where it {rights}.",
        ]
    ]
    assert between(before, after) == {"refusal-human-rights strengthened"}


def test_an_article_put_among_those_that_admit_no_reservation():
    (finding,) = assess_change(
        "No reservation may be made to articles 4, 9 and 22.", "No reservation may be made to articles 4, 9, 11 and 22."
    )
    assert (finding.safeguard, finding.effect) == ("reservation-denunciation", "strengthened")
    assert finding.reason == "The number moved in favour of the person: “articles 4, 9 and 22” became “articles 4, 9, 11 and 22”."


def test_who_must_open_data_is_a_power_and_no_protection_of_data():
    assert effects("", "Each Party may oblige a person who knows how protected data can be made legible to supply what is needed.") == set()


def test_a_refusal_that_became_consultation_is_told_as_such():
    (refusal,) = assess_change(
        "If it appears that a request would entail a breach of human rights, it shall be refused.",
        "If it appears that a request would entail a breach of human rights, the Parties shall consult on its execution.",
    )
    assert (refusal.safeguard, refusal.effect, refusal.rule) == ("refusal-human-rights", "removed", "R10")
    assert "consultation" in refusal.reason


def test_a_court_that_gave_way_is_not_told_as_a_refusal():
    (court,) = assess_change(
        "Interception shall be subject to authorisation by a court, which may refuse it.",
        "Interception shall be subject to authorisation by the competent authority, which may refuse it.",
    )
    assert (court.safeguard, court.effect) == ("judicial-authorisation", "removed")
    assert court.rule != "R10"


SEARCH = "Premises shall be searched only with the prior written permission of a judge."
SAFEGUARDS = (
    "Every power is subject to judicial supervision, to proportionality, to respect for human rights and to limits of its duration."
)


@pytest.mark.parametrize(
    "urgent", ["Where delay would be dangerous, a senior officer may order the search and shall inform the judge within two days."]
)
def test_a_paragraph_by_which_somebody_weaker_decides_takes_from_the_approval(urgent):
    assert between([[SEARCH]], [[SEARCH, urgent]]) == {"judicial-authorisation weakened"}
    assert between([[SEARCH, urgent]], [[SEARCH]]) == {"judicial-authorisation strengthened"}


def test_an_article_of_safeguards_that_does_not_apply_is_a_tie_cut():
    tied, untied = "The powers in this article are subject to article 1.", "Article 1 does not apply to orders under this article."
    power = "A Party may order the preservation of data."
    assert between([[SAFEGUARDS], [power, tied]], [[SAFEGUARDS], [power, untied]]) == {"safeguards-renvoi removed"}
    assert between([[SAFEGUARDS], [power, untied]], [[SAFEGUARDS], [power, tied]]) == {"safeguards-renvoi added"}


def test_consent_that_is_presumed_is_an_exception_to_the_secret():
    secret = "Papers under professional secrecy shall not be opened without the consent of the client."
    assert effects(secret, f"{secret} Consent is presumed where no objection is made within three days.") == {
        ("professional-privilege", "weakened")
    }


def test_what_a_detained_person_is_told_and_granted_is_fair_trial_alone():
    before = "A person deprived of liberty shall be told the reasons without delay and be brought before a court within forty-eight hours."
    assert effects(before, before.replace("forty-eight", "ninety-six")) == {("fair-trial", "weakened")}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "A request shall not be set aside because the act is no offence in the requested State.", "dual-criminality removed"),
        (
            "",
            "None of the offences in this Convention shall be looked upon as being of a political character.",
            "refusal-political-offence removed",
        ),
        ("", "An officer needs no warrant of a court to search a vehicle.", "judicial-authorisation removed"),
        (
            "Part IV shall cease to have effect after four years unless the Assembly prolongs it.",
            "Part IV shall continue to have effect after four years unless the Assembly ends it.",
            "sunset-review removed",
        ),
        ("A suspect may decline to answer any question.", "A suspect shall answer every question.", "self-incrimination removed"),
        (
            "A suspect may decline to answer any question.",
            "A suspect may decline to answer any question, and the court may draw inferences from silence.",
            "self-incrimination weakened",
        ),
        (
            "The interception shall be confined to the persons named in the order.",
            "The interception shall be confined to the persons named in the order and to those whom they meet.",
            "duration-scope-limits weakened",
        ),
        (
            "Victims shall receive shelter and medical care.",
            "Victims who testify shall receive shelter and medical care.",
            "victim-witness-protection weakened",
        ),
        (
            "Information shall not be passed on to a third State.",
            "Information shall not be passed on to a third State without the consent of the Party that provided it.",
            "purpose-limitation weakened",
        ),
        (
            "Observation shall not last longer than one month.",
            "Observation shall not last longer than one month; it may be prolonged.",
            "duration-scope-limits weakened",
        ),
        (
            "The requested Party may refuse assistance that would harm its essential interests.",
            "The requested Party may seek clarifications on assistance that would harm its essential interests.",
            "refusal-essential-interests removed",
        ),
    ],
)
def test_what_takes_from_a_safeguard_is_not_told_as_its_gain(before, after, expected):
    safeguard, effect = expected.split()
    assert effects(before, after) == {(safeguard, effect)}
    assert effects(after, before) == {(safeguard, OPPOSITE[effect])}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Anyone may appeal to a court against the decision.", "Everyone has the right to appeal to a court against the decision."),
    ],
)
def test_what_leaves_a_safeguard_as_it_was(before, after):
    assert effects(before, after) == effects(after, before) == set()


def test_a_safeguard_spoken_of_by_the_way_is_not_told_beside_the_one_a_clause_is_about():
    clause = "A Party may suspend cooperation with another Party that no longer respects fundamental rights."
    assert effects("", clause) == {("suspension-non-compliance", "added")}


def test_fewer_articles_that_lapse_are_a_weaker_sunset():
    lapse = "Articles 7 and 9 shall cease to apply five years after the entry into force of this Treaty."
    assert effects(lapse, lapse.replace("Articles 7 and 9", "Article 9")) == {("sunset-review", "weakened")}


def test_words_that_show_a_safeguard_do_not_narrow_it():
    before = "Parties shall take account of the situation of women, in particular of the use of images to silence women in public life."
    after = "Parties shall take account of the situation of women, in particular in public life."
    assert ("gender", "strengthened") not in effects(before, after)
    assert ("gender", "weakened") not in effects(after, before)


def test_a_word_of_duty_in_the_sentence_that_goes_on_with_a_safeguard_turns_it():
    remedy = "The person sought shall have an effective remedy before a court against a decision to surrender."
    on, beside = "Surrender shall be stayed until the court has ruled.", "The Parties shall exchange statistics every year."
    assert effects(f"{remedy} {on}", f"{remedy} {on.replace('shall', 'may')}") == {("effective-remedy", "weakened")}
    assert effects(f"{remedy} {beside}", f"{remedy} {beside.replace('shall', 'may')}") == set()
