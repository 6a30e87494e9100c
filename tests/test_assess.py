import json
import re
import runpy
from pathlib import Path

import pytest

from pipeline import compare
from pipeline.assess import assess_change
from pipeline.assess.judge import read
from pipeline.assess.rules_load import load_rules, parse_rules
from pipeline.errors import RulesError
from pipeline.model import Draft, Effect, Level, Note, Provision
from pipeline.read import read_bytes
from pipeline.structure import structure

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
RECOGNISED, MISTAKEN = 0.76, 0.06
OPPOSITE = {"added": "removed", "removed": "added", "weakened": "strengthened", "strengthened": "weakened"}


def effects(before, after, language="en"):
    return {(finding.safeguard, str(finding.effect)) for finding in assess_change(before, after, language)}


def rows(name):
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("key", [f"R{number}" for number in range(1, 25)])
def test_every_rule_says_where_it_comes_from(key):
    rule = load_rules().rules[key]
    assert rule.title
    assert rule.source


@pytest.mark.parametrize("rule", [rule for rule in load_rules().rules.values() if rule.example], ids=lambda rule: rule.id)
def test_the_example_of_a_rule(rule):
    before, after, expected = rule.example
    assert {" ".join(each) for each in effects(before, after)} == {each for each in expected.split(", ") if each}


@pytest.mark.parametrize("rule", [rule for rule in load_rules().rules.values() if rule.near_miss], ids=lambda rule: rule.id)
def test_the_near_miss_of_a_rule_gives_nothing(rule):
    assert effects(*rule.near_miss) == set()


def between_drafts(before, after):
    drafts = [structure(read_bytes(f"The Parties to this Convention,\n\n{text}\n".encode(), "a.txt")) for text in (before, after)]
    return {f"{finding.safeguard} {finding.effect}" for finding in compare(*drafts).findings}


@pytest.mark.parametrize("rule", [rule for rule in load_rules().rules.values() if rule.example_drafts], ids=lambda rule: rule.id)
def test_the_example_of_a_rule_in_whole_drafts(rule):
    before, after, expected = rule.example_drafts
    assert between_drafts(before, after) == set(expected.split(", "))
    assert between_drafts(*rule.near_miss_drafts) == set()


@pytest.mark.parametrize("rule", load_rules().rules.values(), ids=lambda rule: rule.id)
def test_every_rule_shows_when_it_applies_and_when_not(rule):
    assert rule.example or rule.example_drafts
    assert rule.near_miss or rule.near_miss_drafts


FRENCH_AND_SPANISH = [
    ("es", "Las medidas estarán sujetas a la autorización de un tribunal.", "Las medidas estarán sujetas a la autorización de la autoridad competente.", "judicial-authorisation removed"),
    ("es", "Toda persona tendrá derecho a un recurso efectivo.", "Toda persona podrá tener derecho a un recurso efectivo.", "effective-remedy weakened"),
    ("fr", "Toute ingérence doit être strictement nécessaire.", "Toute ingérence doit être utile.", "necessity removed"),
    ("fr", "L'entraide peut être refusée en l'absence de double incrimination.", "L'entraide ne peut être refusée en l'absence de double incrimination.", "dual-criminality removed"),
    ("fr", "Chaque Partie exige l'autorisation préalable d'un juge.", "Chaque Partie exige l'autorisation de l'autorité compétente.", "judicial-authorisation removed"),
    ("fr", "Chaque Partie garantit un recours effectif.", "Chaque Partie peut garantir un recours effectif.", "effective-remedy weakened"),
    ("fr", "Les Parties s'accordent l'entraide judiciaire la plus large.", "Les Parties s'accordent l'assistance la plus large.", ""),
    ("fr", "La conservation des données n'excède pas trente jours.", "La conservation des données n'excède pas soixante jours.", "duration-scope-limits weakened"),
    ("fr", "Ces pouvoirs respectent le principe de proportionnalité.", "Ces pouvoirs respectent, le cas échéant, le principe de proportionnalité.", "proportionality weakened"),
    ("es", "Cada Parte respetará el principio de proporcionalidad.", "Cada Parte respetará, cuando proceda, el principio de proporcionalidad.", "proportionality weakened"),
    ("es", "Cada Parte garantizará la protección de los datos personales.", "Cada Parte podrá garantizar la protección de los datos personales.", "data-protection weakened"),
    ("es", "Las Partes se prestarán asistencia judicial recíproca.", "Las Partes se prestarán asistencia recíproca.", ""),
    ("es", "Estas facultades se ejercerán.", "Estas facultades se ejercerán con autorización previa de un juez.", "judicial-authorisation added"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "before", "after", "expected"), FRENCH_AND_SPANISH)
def test_core_safeguards_in_french_and_spanish(language, before, after, expected):
    assert {" ".join(each) for each in effects(before, after, language)} == {expected} - {""}


def scores(cases):
    """(F1 of (safeguard, effect), share of empty cases with a finding)."""
    right = claimed = due = alarms = 0
    empty = [case for case in cases if not case["labels"]]
    for case in cases:
        gold = {(label["safeguard"], label["effect"]) for label in case["labels"]}
        found = effects(case["old"], case["new"])
        right, claimed, due = right + len(gold & found), claimed + len(found), due + len(gold)
        alarms += bool(found and not gold)
    return 2 * right / (claimed + due), alarms / len(empty)


def test_the_given_cases_are_judged_right():
    f1, alarms = scores(rows("given.jsonl"))
    assert f1 >= 0.85
    assert alarms <= 0.07


def test_the_published_figures_are_those_of_a_run():
    bench = runpy.run_path(str(ROOT / "bench" / "run_safeguards.py"))
    published = json.loads((ROOT / "bench" / "safeguards.json").read_text("utf-8"))
    today = bench["published"]({name: bench["_judged"](GOLD / f"{name}.jsonl") for name in bench["SETS"]})["sets"]
    assert {name: published["sets"][name] for name in today} == today
    assert bench["table"](published) in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["given.jsonl", "own.jsonl", "fresh.jsonl"])
def test_turned_round_every_effect_turns_round(name):
    wrong = [
        case["id"]
        for case in rows(name)
        if {(key, OPPOSITE[effect]) for key, effect in effects(case["old"], case["new"])} != effects(case["new"], case["old"])
    ]
    assert len(wrong) <= 0.005 * len(rows(name))


NEUTRAL = [
    (r"\bConvention\b", "Agreement"), (r"\bConvention\b", "Treaty"), (r"\bStates Parties\b", "Parties"), (r"\bState Party\b", "Member"), (r"authoriz", "authoris"),
    (r"\barticle (\d)\b", r"article 3\1"), (r"\bshall\b(?! endeavour| consider| seek| promote)", "must"), (r"\bperson\b", "individual"), (r"\bpersons\b", "individuals"),
    (r"\bin accordance with\b", "in conformity with"), (r"\boffences\b", "crimes"), (r"\bjudge\b", "magistrate"), (r"\bEvery\b", "Each"), (r"\bwhere\b", "if"), (r"\bin order to\b", "to"),
    (r"\bcarried out\b", "performed"), (r"\bset out in\b", "laid down in"), (r"\bseriousness\b", "gravity"), (r"\bhis or her\b", "their"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), NEUTRAL)
def test_neutral_edits_give_no_finding(old, new):
    texts = [case[side] for name in ("given.jsonl", "own.jsonl") for case in rows(name) for side in ("old", "new")]
    edited = [(text, re.sub(old, new, text)) for text in dict.fromkeys(texts)]
    wrong = [pair for pair in edited if pair[0] != pair[1] and effects(*pair)]
    assert len(wrong) <= 0.03 * sum(one != other for one, other in edited), wrong[:5]


def test_a_list_reordered_gives_no_finding():
    items = [row["text"].rstrip(".;") for row in rows("wordings.jsonl") if row["form"] == "item" and row["safeguard"]]
    lists = [items[at : at + 3] for at in range(0, len(items) - 3, 3)]
    written = [
        ["The conditions shall include:\n" + "\n".join(f"{each};" for each in order) for order in (three, three[::-1])] for three in lists
    ]
    assert [pair for pair in written if effects(*pair)] == []


def test_a_clause_beside_an_unrelated_change_gets_no_finding():
    texts = [row["text"] for row in rows("wordings.jsonl") if row["form"] == "clause" and row["safeguard"]]
    beside = (" The secretariat shall be in Lima.", " The secretariat shall be in Oslo.")
    assert [text for text in texts if effects(text + beside[0], text + beside[1])] == []


def test_wordings_of_every_safeguard_are_known():
    clauses = [row for row in rows("wordings.jsonl") if row["form"] == "clause" and row["safeguard"]]
    known = [row for row in clauses if (row["safeguard"], "removed") in effects(row["text"], "")]
    assert len(known) >= 0.9 * len(clauses)
    assert {row["safeguard"] for row in known} == set(load_rules().safeguards)


def test_a_safeguard_said_in_other_words_is_known():
    clauses = [row for row in rows("wordings.jsonl") if row["form"] == "paraphrase"]
    known = [row for row in clauses if (row["safeguard"], "removed") in effects(row["text"], "")]
    assert len(known) >= 0.85 * len(clauses)


def test_look_alikes_are_none():
    texts = [row["text"] for row in rows("wordings.jsonl") if not row["safeguard"]]
    assert len([text for text in texts if effects(text, "")]) <= 0.04 * len(texts)


def test_clauses_in_words_of_others_are_recognised():
    """The corpus was written without sight of the rules; half of it has been looked at since. The floors stand just under what was measured."""
    rules = load_rules()
    held = [(row, [reading.standings for reading in read(row["text"], "", rules)]) for row in rows("corpus_b.jsonl")]
    known = [any(key in each and not each[key].denied for each in found) for row, found in held for key in row["holds"]]
    alike = [any(row["near"] in each for each in found) for row, found in held if not row["holds"]]
    assert sum(known) >= RECOGNISED * len(known)
    assert sum(alike) <= MISTAKEN * len(alike)


def test_a_possessive_counts_as_the_word():
    assert effects("A lawyer's letters to a client are privileged and shall not be opened.", "") == {("professional-privilege", "removed")}


def test_a_finding_shows_its_evidence():
    (finding,) = assess_change("The power lapses. Each Party shall provide an effective remedy.", "The power lapses.")
    assert finding.before is not None
    assert finding.before.quote == "Each Party shall provide an effective remedy."
    assert "remedy" in finding.before.triggers
    assert finding.after is None
    assert (finding.rule, finding.weight, len(finding.fingerprint)) == ("R24", "A", 12)


def draft(*texts, notes=()):
    provisions = [Provision(f"art_{n}", None, Level.ARTICLE, str(n), text=text, citation=f"art. {n}") for n, text in enumerate(texts, 1)]
    if notes:
        provisions[0] = Provision("art_1", None, Level.ARTICLE, "1", text=texts[0], citation="art. 1", notes=notes)
    return Draft("T", provisions=tuple(provisions))


REMEDY = "Every person whose rights are affected by the powers of this chapter shall have access to an effective remedy before a court."
OTHER = "States Parties shall hold regular meetings of their experts in order to exchange experience."


def test_a_safeguard_that_moved_is_not_lost():
    moved = compare(
        draft(f"{OTHER} {REMEDY}", "Costs shall be borne by the requested State."),
        draft(OTHER, f"Costs shall be borne by the requested State. {REMEDY}"),
    )
    assert moved.findings == ()


def test_clauses_that_share_only_small_words_are_not_the_same_clause_moved():
    order = "The order shall oblige the person who holds the data to keep them whole for at most one hundred and eighty days."
    renewed, urgent = (
        "It may be renewed once by a court.",
        "In an emergency an order may be made without the prior authorisation of a court.",
    )
    crime = "Each Party shall make fraud a criminal offence."
    found = compare(draft(f"{order} {renewed}", crime, OTHER), draft(order, crime, f"{OTHER} {urgent}")).findings
    assert {each.safeguard for each in found} >= {"judicial-authorisation"}
    assert not [each for each in found if each.before and each.after and renewed in each.before.quote and urgent in each.after.quote]


def test_a_footnote_that_takes_the_force_from_a_clause_weakens_it():
    note = Note("1", "This article shall not be understood as creating rights before the courts of a Party.")
    (finding,) = compare(draft(REMEDY, OTHER), draft(REMEDY, OTHER, notes=(note,))).findings
    assert (finding.safeguard, finding.effect, finding.basis) == ("effective-remedy", Effect.WEAKENED, "footnote")


def test_a_hedge_in_the_chapeau_falls_on_every_item():
    def listed(chapeau):
        items = (("a", "prior authorisation by a court;"), ("b", "respect for the principle of proportionality."))
        points = [Provision(f"art_1__point_{n}", "art_1", Level.SUBPARAGRAPH, n, text=text, citation=f"art. 1({n})") for n, text in items]
        crime = Provision("art_2", None, Level.ARTICLE, "2", text="Each Party shall make fraud a criminal offence.", citation="art. 2")
        return Draft("T", provisions=(Provision("art_1", None, Level.ARTICLE, "1", text=chapeau, citation="art. 1"), *points, crime))

    found = compare(listed("The powers shall be subject to:"), listed("The powers shall, where appropriate, be subject to:")).findings
    assert {(finding.safeguard, finding.effect) for finding in found} == {
        ("judicial-authorisation", "weakened"),
        ("proportionality", "weakened"),
    }


@pytest.mark.parametrize(
    ("before", "after", "safeguard"),
    [
        (
            "The person whose post was taken down shall be told of it.",
            "The person whose post was taken down shall, on inquiry, be told of it.",
            "notification-transparency",
        ),
        (
            "Confiscation shall not extend to goods of third parties who acted in good faith.",
            "Confiscation shall not extend to goods of third parties who acted in good faith and who paid a fair price.",
            "third-party-rights",
        ),
        (
            "No one shall be extradited where there are substantial grounds for believing that he or she would be tortured.",
            "No one shall be extradited where it has been proved that he or she would be tortured.",
            "non-refoulement",
        ),
        (
            "A person detained shall be allowed to see counsel in private.",
            "A person detained shall be allowed to see counsel in private, once a first interview has been held.",
            "fair-trial",
        ),
        (
            "Each Party shall encourage research into security in good faith and shall open channels for reports.",
            "Each Party may encourage research into security in good faith and shall open channels for reports.",
            "security-research-exception",
        ),
    ],
)
def test_what_makes_a_protection_harder_to_reach_weakens_it(before, after, safeguard):
    assert effects(before, after) == {(safeguard, "weakened")}
    assert effects(after, before) == {(safeguard, "strengthened")}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "No child under fourteen years shall be tried.",
            "No child under sixteen years shall be tried.",
            {("child-rights", "strengthened")},
        ),
        (
            "“Child” means a person under the age of eighteen; children shall be heard apart from adults.",
            "“Child” means a person under the age of 16; children shall be heard apart from adults.",
            {("child-rights", "weakened")},
        ),
        ("A child shall be heard as article 14 provides.", "A child shall be heard as article 16 provides.", set()),
        (
            "It is an offence knowingly to sell a forged pass.",
            "It is an offence knowingly to sell, lend or give away a forged pass.",
            set(),
        ),
        ("", "Each Party shall make it a criminal offence knowingly to sell a forged pass.", set()),
        (
            "The offence shall be punishable by imprisonment for up to two years.",
            "The offence shall be punishable by imprisonment for up to four years.",
            set(),
        ),
        (
            "Approval of the measure by a judge before it is carried out is needed.",
            "Approval of the measure by a judge before it is carried out or, where a life is in immediate danger, within forty-eight hours thereafter is needed.",
            {("judicial-authorisation", "weakened")},
        ),
        (
            "Customs may, with the leave of the court, open parcels sent from abroad.",
            "Customs may, with the leave of the court, open parcels, casks and containers sent from abroad.",
            set(),
        ),
    ],
)
def test_ages_acts_penalties_and_emergencies(before, after, expected):
    assert effects(before, after) == expected


def test_an_item_that_shows_a_safeguard_by_itself_is_judged_under_a_chapeau_that_shows_it_too():
    def listed(period):
        chapeau = "Each State Party shall ensure that personal data received under this Convention:"
        text = f"are erased when they are no longer needed, and at the latest {period} years after the proceedings have ended;"
        point = Provision("art_1__point_a", "art_1", Level.SUBPARAGRAPH, "a", text=text, citation="art. 1(a)")
        crime = Provision("art_2", None, Level.ARTICLE, "2", text="Each Party shall make fraud a criminal offence.", citation="art. 2")
        return Draft("T", provisions=(Provision("art_1", None, Level.ARTICLE, "1", text=chapeau, citation="art. 1"), point, crime))

    (finding,) = compare(listed("five"), listed("ten")).findings
    assert (finding.safeguard, finding.effect, finding.rule) == ("data-protection", "weakened", "R13")
    assert compare(listed("five"), listed("five")).findings == ()


def test_mistakes_in_the_rules_are_told_all_at_once_with_their_lines():
    text = '[safeguards.x]\nname = 3\nweight = "D"\nshows = "@nobody shall ..."\nyields = "y"\n[rules.R1]\ntitle = "t"\nweakened = 4\n[grammar]\nhedges = 3\n[other]\n'
    with pytest.raises(RulesError) as caught:
        parse_rules([("own.toml", text)])
    said = "\n".join(caught.value.mistakes)
    for part in (
        "own.toml, line 2: safeguards.x.name: must be a text",
        "safeguards.x.weight: must be A, B or C",
        "own.toml, line 4: safeguards.x.shows",
        "own.toml, line 5: safeguards.x.yields: there is no safeguard 'y'",
        "own.toml, line 8: rules.R1.weakened",
        "own.toml, line 10: grammar.hedges: must be a text",
        "own.toml, line 11: other",
    ):
        assert part in said


def test_safeguards_of_criminal_procedure_need_a_treaty_that_speaks_of_crime():
    clause = "Every assessment shall be proportionate to the aim pursued."
    others = ["Each Party shall protect the rights of indigenous peoples.", OTHER]
    assert [f.safeguard for f in compare(draft(clause, *others), draft(OTHER, *others)).findings] == []
    crime = "Each Party shall establish as criminal offences the acts named in annex I."
    assert [f.safeguard for f in compare(draft(clause, crime), draft(OTHER, crime)).findings] == ["proportionality"]
    assert [f.safeguard for f in compare(draft(others[0], OTHER), draft(OTHER, OTHER)).findings] == ["community-rights"]


def test_a_treaty_adds_wordings_and_switches_safeguards_off():
    own = '[safeguards.effective-remedy]\nshows = "moot of the elders"\n[safeguards.gender]\noff = true\n'
    rules = load_rules("en", own)
    assert "gender" not in rules.safeguards
    assert len(rules.safeguards["effective-remedy"].shows.every) > len(load_rules().safeguards["effective-remedy"].shows.every)


def test_a_paragraph_that_goes_weakens_what_its_article_still_protects():
    children = (
        "Children who are victims shall be given shelter, medical help and schooling, and shall be heard in the presence of a guardian."
    )
    apart = "A child deprived of liberty shall be held apart from adults."
    both, one = f"Article 1\n\n1. {children}\n\n2. {apart}\n\n3. {OTHER}\n", f"Article 1\n\n1. {children}\n\n2. {OTHER}\n"
    assert between_drafts(both, one) == {"child-rights weakened"}
    assert between_drafts(one, both) == {"child-rights strengthened"}
    alone, none = f"Article 1\n\n1. {apart}\n\n2. {OTHER}\n", f"Article 1\n\n1. {OTHER}\n"
    assert between_drafts(alone, none) == {"child-rights removed"}
