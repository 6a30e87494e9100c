import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click import Option
from click.testing import CliRunner

from pipeline.cli import main

BEFORE = "Article 1\n\nOrders\n\n1. A court shall review each order.\n\n2. Costs lie with the Party.\n\nArticle 2\n\nScope\n\nThis Convention applies to all Parties.\n"
AFTER = "Article 1\n\nOrders\n\n1. The competent authority may review each order.\n\n2. Costs lie with the Party.\n\nArticle 2\n\nScope\n\nThis Convention applies to all Parties.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    treaty = tmp_path / "drafts" / "test"
    treaty.mkdir(parents=True)
    (treaty / "t_2023-01-01.txt").write_text(BEFORE)
    (treaty / "t_2024-01-01.txt").write_text(AFTER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def test_diff_builds_the_site(folder):
    result = run("diff")
    assert result.exit_code == 0, result.output
    assert "no treaty.toml" in result.output
    assert (folder / "changelogs/index.html").is_file()
    pages = sorted(path.name for path in (folder / "changelogs/test").glob("*.html"))
    assert len(pages) == 8  # treaty, changelog, brief, two drafts, two articles' histories, a safeguard
    assert any("court" in path.read_text() for path in (folder / "changelogs/test").glob("*--*.html"))


def test_the_same_drafts_give_the_same_bytes(folder):
    for output, workers, seed in (("one", 1, "1"), ("two", 2, "77")):
        command = [sys.executable, "-m", "pipeline.cli", "diff", "--output", output, "--workers", str(workers), "--quiet"]
        subprocess.run(
            command, check=True, cwd=folder, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent.parent)}
        )
    one, two = (
        {path.relative_to(folder / name): path.read_bytes() for path in (folder / name).rglob("*") if path.is_file()}
        for name in ("one", "two")
    )
    assert one == two


def test_one_broken_treaty_does_not_stop_the_others(folder):
    broken = folder / "drafts" / "broken"
    broken.mkdir()
    (broken / "d_2023-01-01.pdf").write_bytes(b"%PDF-1.7 cut")
    result = run("diff")
    assert result.exit_code == 1
    assert "broken" in result.output
    assert (folder / "changelogs/test/index.html").is_file()
    assert "Traceback" not in result.output


def test_the_old_site_stays_when_nothing_can_be_built(folder):
    run("diff")
    result = run("diff", "no-such-treaty")
    assert result.exit_code == 1
    assert "there is no treaty no-such-treaty; there are test" in result.output
    assert (folder / "changelogs/index.html").is_file()


def test_a_folder_with_other_files_is_not_overwritten(folder):
    (folder / "mine").mkdir()
    (folder / "mine" / "letter.txt").write_text("keep")
    result = run("diff", "--output", "mine")
    assert result.exit_code == 1
    assert "holds files that are no changelogs" in result.output
    assert (folder / "mine" / "letter.txt").read_text() == "keep"


@pytest.mark.parametrize(
    ("form", "part"), [("text", "court"), ("html", "<!doctype html>"), ("json", '"changes"'), ("markdown", "court"), ("csv", "court")]
)
def test_compare_prints_each_format(folder, form, part):
    files = sorted((folder / "drafts/test").iterdir())
    result = run("compare", *files, "--format", form)
    assert result.exit_code == 0
    assert part in result.output.replace("DOCTYPE", "doctype")
    saved = run("compare", *files, "--format", form, "--output", "out")
    assert saved.exit_code == 0
    assert (folder / "out").stat().st_size > 50


def test_the_json_of_compare_has_its_documented_keys(folder):
    result = json.loads(run("compare", *sorted((folder / "drafts/test").iterdir()), "--format", "json").output)
    assert set(result) >= {"before", "after", "changes", "findings", "concordance"}
    assert set(result["before"]) >= {"title", "symbol", "date", "language", "provisions"}
    assert set(result["before"]["provisions"][0]) >= {"eid", "parent", "level", "label", "heading", "text", "closing", "citation"}
    assert set(result["changes"][0]) >= {"kinds", "before", "after", "redline", "fingerprint"}
    assert {"before": "1", "after": "1"}.items() <= result["concordance"][0].items()


@pytest.mark.parametrize("form", ["outline", "json", "akn", "markdown"])
def test_show_prints_what_was_understood(folder, form):
    result = run("show", min((folder / "drafts/test").iterdir()), "--format", form)
    assert result.exit_code == 0
    assert "Costs lie with the Party" in result.output


@pytest.mark.parametrize("arguments", [("show", "none.txt"), ("compare", "none.txt", "none2.txt"), ("diff", "--drafts", "none")])
def test_errors_are_one_clear_line(folder, arguments):
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.output.startswith("travaux: ")
    assert len(result.output.strip().splitlines()) == 1


@pytest.mark.parametrize("arguments", [("--nonsense",), ("compare", "one"), ("show", "x", "--format", "poem")])
def test_wrong_usage_exits_2(arguments):
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_and_option_has_its_help(command):
    assert main.commands[command].help
    assert all(option.help for option in main.commands[command].params if isinstance(option, Option))
