import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.dated_names import whole_date
from pipeline.drafts import SETTINGS, load_treaty

TEXT = "Article 1\n\nOrders\n\n1. A court shall review each order.\n\nArticle 2\n\nScope\n\nThis Convention applies to all Parties.\n"
HEADED = "United Nations\nA/AC.1/2\nDistr.: General\n7 March 2024\nOriginal: English\n\n" + TEXT


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "N")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "n@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    (tmp_path / "new.txt").write_text(HEADED)
    (tmp_path / "plain.txt").write_text(TEXT)
    (tmp_path / "draft_2025-05-05.txt").write_text(TEXT)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["add", *map(str, arguments)], catch_exceptions=False)


def rows(place):
    return tomllib.loads((place / "drafts/t" / SETTINGS).read_text())["draft"]


def treaty(place, toml=None, **files):
    folder = place / "drafts" / "t"
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text)
    if toml:
        (folder / SETTINGS).write_text(toml)
    return folder


LISTED = """# Ours.
title = "T"  # short

[[draft]]
file = "a.txt"
date = 2023-01-01
symbol = "T/1"

# The last one.
[[draft]]
file = "b.txt"
date = 2025-01-01
"""


def test_the_first_draft_of_a_new_treaty(place):
    result = run("new.txt", "--treaty", "t")
    assert result.exit_code == 0, result.output
    assert "A/AC.1/2 · 2024-03-07 · en" in result.output
    assert "2 articles, 4 provisions" in result.output
    assert "article 2 Scope" in result.output
    assert "Fitted no label" in result.output
    assert "filed as drafts/t/new.txt, dated 2024-03-07" in result.output
    assert result.output.index("2 articles") < result.output.index("filed as")
    assert (place / "drafts/t" / SETTINGS).read_text().startswith('title = "T"\nlanguage = "en"\n')
    assert rows(place)[0] == {"file": "new.txt", "date": rows(place)[0]["date"], "symbol": "A/AC.1/2"}
    assert (place / "drafts/t/new.txt").read_text() == HEADED
    assert load_treaty(place / "drafts/t").drafts[0].symbol == "A/AC.1/2"


def test_a_draft_is_listed_in_its_place_and_all_else_stays(place):
    folder = treaty(place, LISTED, a=TEXT + "\n", b=TEXT + "\n\n")
    result = run("new.txt", "--treaty", "t", "--title", "Second", "--source", "https://example.org/a")
    assert result.exit_code == 0, result.output
    text = (folder / SETTINGS).read_text()
    block = text[text.index('[[draft]]\nfile = "new.txt"') : text.index("# The last one.")]
    assert text.replace(block, "") == LISTED
    assert tomllib.loads(block)["draft"][0]["title"] == "Second"
    assert len(tomllib.loads(block)["draft"][0]["sha256"]) == 64
    assert [entry.file.name for entry in load_treaty(folder).drafts] == ["a.txt", "new.txt", "b.txt"]


def test_without_treaty_toml_the_file_gets_a_dated_name(place):
    folder = treaty(place, draft_2023_01_01=TEXT + "\n")
    assert run("new.txt", "--treaty", "t").exit_code == 0
    assert run("draft_2025-05-05.txt", "--treaty", "t").exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["2024-03-07_new.txt", "draft_2023_01_01.txt", "draft_2025-05-05.txt"]
    assert [str(entry.issued) for entry in load_treaty(folder).drafts] == ["2023-01-01", "2024-03-07", "2025-05-05"]


def test_the_date_given_comes_before_that_in_the_name(place):
    folder = treaty(place, draft_2023_01_01=TEXT + "\n")
    assert run("draft_2025-05-05.txt", "--treaty", "t", "--date", "2025-06-06").exit_code == 0
    assert [str(entry.issued) for entry in load_treaty(folder).drafts] == ["2023-01-01", "2025-06-06"]


def test_with_more_to_say_the_drafts_are_listed_from_now_on(place):
    folder = treaty(place, 'title = "T"  # mine\n', draft_2023_01_01=TEXT + "\n")
    assert run("new.txt", "--treaty", "t", "--title", "Second").exit_code == 0
    assert [row["file"] for row in rows(place)] == ["draft_2023_01_01.txt", "new.txt"]
    assert (folder / SETTINGS).read_text().startswith('title = "T"  # mine\n')
    assert [str(entry.issued) for entry in load_treaty(folder).drafts] == ["2023-01-01", "2024-03-07"]


def test_a_file_that_lies_in_the_folder_already_is_only_listed(place):
    folder = treaty(place, LISTED, a=TEXT + "\n", b=TEXT + "\n\n")
    shutil.copy(place / "new.txt", folder)
    assert "t/new.txt: is not listed in treaty.toml" in "".join(load_treaty(folder).remarks)
    assert run(folder / "new.txt", "--treaty", "t").exit_code == 0
    assert load_treaty(folder).remarks == ()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plain.txt",), "plain.txt: its date stands neither at its head nor in its name; give it with --date 2024-05-23"),
        (("plain.txt", "--date", "2023-01-01"), "plain.txt: t/a.txt has the same date 2023-01-01"),
        (("plain.txt", "--date", "2023-02-01", "--symbol", "t/1"), "plain.txt: t/a.txt has the same symbol t/1"),
        (("same.txt", "--date", "2023-02-01"), "same.txt: the same file is there already as t/a.txt"),
        (("a.txt", "--date", "2023-02-01"), "t/a.txt: there is another file of that name"),
        (("none.txt",), "none.txt: cannot be opened"),
        ((".hidden.txt", "--date", "2023-02-01"), "is no name for a draft"),
        (("picture.png",), "picture.png: is a PNG picture"),
    ],
)
def test_what_is_refused_leaves_everything_as_it_was(place, arguments, said):
    folder = treaty(place, LISTED, a=TEXT + "\n", b=TEXT + "\n\n")
    (place / "same.txt").write_text(TEXT + "\n")
    (place / "a.txt").write_text(HEADED)
    (place / ".hidden.txt").write_text(HEADED)
    (place / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = run(*arguments, "--treaty", "t")
    assert result.exit_code == 1
    assert result.output.startswith("travaux: ")
    assert said in result.output
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_same_symbol_is_found_in_files_that_are_known_by_their_names(place):
    treaty(place, draft_2023_01_01=HEADED)
    (place / "new.txt").write_text(HEADED + "\n")
    assert "t/draft_2023_01_01.txt has the same symbol A/AC.1/2" in run("new.txt", "--treaty", "t", "--date", "2024-01-01").output


@pytest.mark.parametrize(("at", "name"), [(2, "3-second-revision.html"), (3, "4-third-revision.docx")])
def test_word_documents_and_web_pages_tell_symbol_and_date_at_their_head(place, at, name):
    specimen = Path(__file__).parent.parent / "drafts" / "specimen" / name
    result = run(specimen, "--treaty", "t")
    assert result.exit_code == 0, result.output
    known = tomllib.loads((specimen.parent / SETTINGS).read_text())["draft"][at]
    assert rows(place) == [{"file": specimen.name, "date": known["date"], "symbol": known["symbol"]}]


@pytest.mark.parametrize("name", ["", "../t", ".t", "a/b"])
def test_names_that_are_no_folders(place, name):
    result = run("new.txt", "--treaty", name)
    assert result.exit_code == 1
    assert "is no name for a treaty's folder" in result.output


def test_a_dry_run_files_nothing(place):
    result = run("new.txt", "--treaty", "t", "--dry-run")
    assert "would be filed as drafts/t/new.txt, dated 2024-03-07" in result.output
    assert not (place / "drafts").exists()


def test_another_date_than_that_at_its_head_is_told(place):
    assert (
        "new.txt: its head is dated 2024-03-07, it is filed under 2024-04-07"
        in run("new.txt", "--treaty", "t", "--date", "2024-04-07").output
    )


def git(*arguments):
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True).stdout.splitlines()


def test_it_is_committed_alone(place):
    git("init", "--quiet")
    (place / "other.txt").write_text("staged")
    git("add", "other.txt")
    result = run("new.txt", "--treaty", "t", "--commit")
    assert result.exit_code == 0, result.output
    assert "committed: t: add A/AC.1/2 of 2024-03-07" in result.output
    assert git("show", "--name-only", "--format=%s") == ["t: add A/AC.1/2 of 2024-03-07", "", "drafts/t/new.txt", "drafts/t/treaty.toml"]
    assert git("diff", "--cached", "--name-only") == ["other.txt"]


def test_without_a_repository_nothing_is_filed(place):
    result = run("new.txt", "--treaty", "t", "--commit")
    assert result.exit_code == 1
    assert "is in no git repository; leave --commit out" in result.output
    assert not (place / "drafts").exists()


def test_a_commit_that_git_refuses_is_told(place):
    git("init", "--quiet")
    hook = place / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho not today >&2\nexit 1\n")
    hook.chmod(0o755)
    result = run("new.txt", "--treaty", "t", "--commit")
    assert result.exit_code == 1
    assert "drafts/t/new.txt: is filed, but not committed; drafts/t: git says: not today" in result.output
    assert Path("drafts/t/new.txt").exists()


@pytest.mark.parametrize(
    ("stem", "day"), [("a_2024-02-30", None), ("a-2024", None), ("a_3-may-2024", "2024-05-03"), ("20240503", "2024-05-03")]
)
def test_only_whole_dates_of_names_are_believed(stem, day):
    assert (str(whole_date(stem)) if day else whole_date(stem)) == day
