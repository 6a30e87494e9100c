"""What git knows of drafts: who added them, commits as drafts, files at a revision; and every kind of repository."""

import os
import shutil
import subprocess
import sys
from datetime import date

import pytest
from click.testing import CliRunner
from repositories import ENVIRONMENT, commit, draft, git, repository

from pipeline.build import build
from pipeline.cli import main
from pipeline.drafts import load_treaty
from pipeline.entries import Origin
from pipeline.errors import DraftsError, TravauxError
from pipeline.history import at_revision, from_commits, origins, state
from pipeline.remembered import contents

FIRST = draft("Each Party shall respect human rights.")
SECOND = draft("Each Party shall respect human rights.", "A search needs the prior authorisation of a court.")
THIRD = draft("Each Party should respect human rights.", "A search needs the prior authorisation of a court.")
DAYS = ("2023-01-02T10:00:00Z", "2023-02-03T10:00:00Z", "2023-03-04T10:00:00Z", "2023-04-05T10:00:00Z")
BY_COMMIT = 'title = "T"\n[[draft]]\nfile = "treaty.md"\ngit = true\n'


@pytest.fixture(autouse=True)
def plain(monkeypatch, tmp_path):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in ENVIRONMENT.items():
        if name.startswith("GIT_"):
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("TRAVAUX_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def top(tmp_path):
    return repository(tmp_path / "a répo")


def added(top, **who):
    return {entry.file.name: origin for entry, origin in zip(*both(load_treaty(top / "drafts" / "t")), strict=True)}


def both(treaty):
    return treaty.drafts, origins(treaty)


def test_each_draft_is_told_with_who_added_it_and_when(top):
    commit(top, "one", {"drafts/t/a_2023-01-01.md": SECOND * 3}, date=DAYS[0])
    commit(top, "two", {"drafts/t/b_2023-02-01.md": SECOND * 3 + THIRD}, date=DAYS[1], GIT_AUTHOR_NAME="Zoë “Z” & Cø")
    commit(top, "corrected", {"drafts/t/a_2023-01-01.md": SECOND * 4}, date=DAYS[2], GIT_AUTHOR_NAME="Else")
    (top / "drafts" / "t" / "c_2023-03-01.md").write_text(THIRD)
    assert added(top) == {
        "a_2023-01-01.md": Origin("Ada Note", date(2023, 1, 2)),
        "b_2023-02-01.md": Origin("Zoë “Z” & Cø", date(2023, 2, 3)),
        "c_2023-03-01.md": None,
    }


def test_a_renamed_and_moved_file_keeps_who_added_it(top):
    commit(top, "one", {"inbox/a.md": SECOND * 3}, date=DAYS[0])
    (top / "drafts" / "t").mkdir(parents=True)
    git(top, "mv", "inbox/a.md", "drafts/t/b_2023-01-01.md")
    commit(top, "filed", date=DAYS[1], GIT_AUTHOR_NAME="Else")
    git(top, "mv", "drafts/t/b_2023-01-01.md", "drafts/t/l'été_2023-01-01.md")
    commit(top, "renamed", date=DAYS[2], GIT_AUTHOR_NAME="Else")
    assert added(top) == {"l'été_2023-01-01.md": Origin("Ada Note", date(2023, 1, 2))}


def test_a_draft_of_several_files_came_with_the_last_of_them(top):
    listed = '[[draft]]\nfiles = ["a.md", "b.md"]\ndate = 2023-01-01\n'
    commit(top, "one", {"drafts/t/a.md": FIRST, "drafts/t/treaty.toml": listed}, date=DAYS[0])
    commit(top, "two", {"drafts/t/b.md": THIRD * 4}, date=DAYS[1], GIT_AUTHOR_NAME="Else")
    assert added(top) == {"a.md": Origin("Else", date(2023, 2, 3))}


def test_a_name_that_is_no_utf_8_harms_no_page(top, tmp_path):
    (top / "drafts" / "t").mkdir(parents=True)
    (top / "drafts" / "t" / "a.md").write_text(FIRST)
    git(top, "add", "--all")
    tree = git(top, "write-tree").stdout.strip()
    raw = b"tree %s\nauthor J\xe9r\xf4me <j> 1672653600 +0000\ncommitter J <j> 1672653600 +0000\n\nx\n" % tree.encode()
    (tmp_path / "commit").write_bytes(raw)
    name = git(top, "hash-object", "-t", "commit", "-w", tmp_path / "commit").stdout.strip()
    git(top, "reset", "-q", "--hard", name)
    build(top / "drafts", tmp_path / "site", (), report=lambda _: None)
    assert "J�r�me" in (tmp_path / "site" / "t" / "index.html").read_text()


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_shallow_clone_names_nobody_it_cannot_know(top, tmp_path, depth):
    commit(top, "start", {"notes.txt": "n"})
    commit(top, "one", {"drafts/t/a_2023-01-01.md": SECOND}, date=DAYS[0])
    commit(top, "two", {"drafts/t/b_2023-02-01.md": THIRD * 4}, date=DAYS[1])
    git(tmp_path, "clone", "-q", "--depth", str(depth), f"file://{top}", "clone")
    got = added(tmp_path / "clone")
    assert got["b_2023-02-01.md"] == (Origin("Ada Note", date(2023, 2, 3)) if depth > 1 else None)
    assert got["a_2023-01-01.md"] == (Origin("Ada Note", date(2023, 1, 2)) if depth > 2 else None)


def test_pages_tell_who_added_a_draft_in_the_treatys_language_and_nothing_without_a_repository(top, tmp_path):
    commit(top, "one", {"drafts/t/a_2023-01-01.md": SECOND, "drafts/t/treaty.toml": 'language = "fr"\n'}, date=DAYS[0])
    build(top / "drafts", tmp_path / "site", (), report=lambda _: None)
    for page in ("index.html", "a-2023-01-01.html"):
        assert "Ajouté par Ada Note le 2 janvier 2023" in (tmp_path / "site" / "t" / page).read_text()
    shutil.copytree(top / "drafts", tmp_path / "elsewhere")
    build(tmp_path / "elsewhere", tmp_path / "other", (), report=lambda _: None)
    assert "Ajouté" not in (tmp_path / "other" / "t" / "index.html").read_text()
    assert state(tmp_path / "elsewhere") == ""


def test_a_commit_of_what_was_built_before_is_told_by_the_next_build(top, tmp_path):
    (top / "drafts" / "t").mkdir(parents=True)
    (top / "drafts" / "t" / "a_2023-01-01.md").write_text(SECOND)
    before = state(top / "drafts")
    commit(top, "one", date=DAYS[0])
    known = state(top / "drafts")
    commit(top, "other", {"notes.txt": "n"})
    assert before != known == state(top / "drafts")


def test_commits_of_one_file_are_drafts(top, tmp_path):
    commit(top, "Zero draft", {"drafts/t/old.md": FIRST * 2}, date=DAYS[0])
    git(top, "mv", "drafts/t/old.md", "drafts/t/treaty.md")
    commit(top, "Filed", {"drafts/t/treaty.toml": BY_COMMIT}, date=DAYS[1])
    commit(top, "Second reading", {"drafts/t/treaty.md": SECOND}, date=DAYS[1], GIT_AUTHOR_NAME="Else")
    git(top, "tag", "-a", "-m", "t", "T/1/Rev.1")
    commit(top, "notes", {"notes.txt": "n"}, date=DAYS[2])
    commit(top, "Second reading", {"drafts/t/treaty.md": THIRD}, date=DAYS[0])
    treaty = from_commits(load_treaty(top / "drafts" / "t"))
    short = git(top, "log", "--format=%h", "--abbrev=7", "--reverse", "--", "drafts/t").stdout.split()
    assert [entry.title for entry in treaty.drafts] == [
        "Zero draft",
        "Filed",
        f"Second reading ({short[2]})",
        f"Second reading ({short[3]})",
    ]
    assert [entry.symbol for entry in treaty.drafts] == ["", "", "T/1/Rev.1", ""]
    assert [entry.issued for entry in treaty.drafts] == [date(2023, 1, 2), date(2023, 2, 3), date(2023, 2, 3), date(2023, 1, 2)]
    assert contents(treaty.drafts[2]) == [("treaty.md", SECOND.encode())]
    assert treaty.drafts[2].origin == Origin("Else", date(2023, 2, 3))
    done = build(top / "drafts", tmp_path / "site", (), report=lambda _: None)
    assert not done.failures
    page = (tmp_path / "site" / "t" / "index.html").read_text()
    assert "Zero draft" in page
    assert "Added by Else on 3 February 2023" in page
    assert len(list((tmp_path / "site" / "t").glob("*--*.html"))) == 6


def test_commits_and_files_stand_together_by_date(top):
    listed = BY_COMMIT + '[[draft]]\nfile = "final.md"\ndate = 2023-02-15\n'
    commit(top, "one", {"drafts/t/treaty.md": FIRST, "drafts/t/final.md": THIRD, "drafts/t/treaty.toml": listed}, date=DAYS[0])
    commit(top, "two", {"drafts/t/treaty.md": SECOND}, date=DAYS[2])
    treaty = from_commits(load_treaty(top / "drafts" / "t"))
    assert [entry.title or entry.file.name for entry in treaty.drafts] == ["one", "final.md", "two"]


def test_a_branch_that_was_merged_is_one_draft(top):
    commit(top, "one", {"drafts/t/treaty.md": FIRST, "drafts/t/treaty.toml": BY_COMMIT}, date=DAYS[0])
    git(top, "checkout", "-q", "-b", "side")
    commit(top, "a", {"drafts/t/treaty.md": SECOND}, date=DAYS[1])
    commit(top, "b", {"drafts/t/treaty.md": THIRD}, date=DAYS[1])
    git(top, "checkout", "-q", "main")
    commit(top, "notes", {"notes.txt": "n"}, date=DAYS[2])
    git(top, "merge", "-q", "--no-ff", "-m", "As agreed", "side", date=DAYS[3])
    treaty = from_commits(load_treaty(top / "drafts" / "t"))
    assert [entry.title for entry in treaty.drafts] == ["one", "As agreed"]


def test_a_copy_is_a_beginning(top):
    commit(top, "model", {"drafts/other/model.md": SECOND * 3}, date=DAYS[0])
    commit(top, "ours", {"drafts/t/treaty.md": SECOND * 3, "drafts/t/treaty.toml": BY_COMMIT}, date=DAYS[1])
    commit(top, "more", {"drafts/t/treaty.md": SECOND * 3 + THIRD}, date=DAYS[2])
    assert [entry.title for entry in from_commits(load_treaty(top / "drafts" / "t")).drafts] == ["ours", "more"]


def test_without_a_commit_or_a_repository_git_true_gets_a_clear_word(tmp_path, top):
    for place, said in ((tmp_path / "none", "not a git repository"), (top, "no commit holds it yet")):
        folder = place / "drafts" / "t"
        folder.mkdir(parents=True)
        (folder / "treaty.md").write_text(FIRST)
        (folder / "treaty.toml").write_text(BY_COMMIT)
        with pytest.raises(TravauxError, match=said):
            from_commits(load_treaty(folder))
    (folder / "treaty.toml").write_text(BY_COMMIT.replace("true", '"yes"'))
    with pytest.raises(DraftsError, match="`git` must be true or false"):
        load_treaty(folder)


def run(top, monkeypatch, *arguments):
    monkeypatch.chdir(top)
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def versions(top):
    commit(top, "one", {"drafts/t/treaty.md": FIRST}, date=DAYS[0])
    git(top, "tag", "zero")
    commit(top, "two", {"drafts/t/treaty.md": SECOND}, date=DAYS[1])
    git(top, "branch", "session/2")
    commit(top, "three", {"drafts/t/treaty.md": THIRD}, date=DAYS[2])
    return top


@pytest.mark.parametrize("revision", ["HEAD~2", "zero", "session/2~1", "main@{0}~2"])
@pytest.mark.parametrize("after", ["HEAD:drafts/t/treaty.md", "drafts/t/treaty.md", "session/2:drafts/t/treaty.md"])
def test_compare_takes_revisions(versions, monkeypatch, revision, after):
    done = run(versions, monkeypatch, "compare", f"{revision}:drafts/t/treaty.md", after)
    assert done.exit_code == 0, done.output
    assert "{+A search needs the prior authorisation of a court.+}" in done.output.replace("\n", " ")
    assert f"{revision}:drafts/t/treaty.md -> " in done.output


def test_show_takes_a_revision(versions, monkeypatch):
    assert "1 articles" in run(versions, monkeypatch, "show", "zero:drafts/t/treaty.md").output


def test_compare_takes_paths_from_where_one_is(versions, monkeypatch):
    done = run(versions / "drafts" / "t", monkeypatch, "compare", "zero:./treaty.md", "treaty.md")
    assert done.exit_code == 0, done.output


def test_compare_works_in_a_bare_repository_and_with_a_detached_head(versions, monkeypatch, tmp_path):
    git(tmp_path, "clone", "-q", "--bare", versions, "bare")
    assert run(tmp_path / "bare", monkeypatch, "compare", "zero:drafts/t/treaty.md", "main:drafts/t/treaty.md").exit_code == 0
    git(versions, "checkout", "-q", "--detach", "HEAD~1")
    assert run(versions, monkeypatch, "compare", "HEAD~1:drafts/t/treaty.md", "HEAD:drafts/t/treaty.md").exit_code == 0


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("nowhere:drafts/t/treaty.md", "there is no revision nowhere; name a commit, a tag or a branch"),
        ("--all:drafts/t/treaty.md", "there is no revision --all"),
        ("HEAD:treaty.md", "HEAD holds no file treaty.md; name it as seen from the top"),
        ("HEAD:drafts/t", "is a folder, no file"),
        ("HEAD:drafts/t/link.md", "is a link, no file"),
        ("HEAD:drafts/t/large.md", "is kept by git-lfs"),
        ("HEAD:", "holds no file"),
    ],
)
def test_what_is_not_there_is_named(versions, place, said):
    (versions / "drafts" / "t" / "link.md").symlink_to("treaty.md")
    commit(versions, "odd", {"drafts/t/large.md": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"})
    with pytest.raises(TravauxError, match=f"^{place}: .*{said}"):
        at_revision(place, versions)


def test_a_shallow_clone_says_how_to_get_the_rest(versions, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{versions}", "clone")
    with pytest.raises(TravauxError, match="the clone is shallow: run `git fetch --unshallow`"):
        at_revision("HEAD~2:drafts/t/treaty.md", tmp_path / "clone")
    clone = tmp_path / "clone" / "drafts" / "t"
    (clone / "treaty.toml").write_text(BY_COMMIT)
    treaty = from_commits(load_treaty(clone))
    assert len(treaty.drafts) == 1
    assert "the clone is shallow and earlier drafts are not seen" in treaty.remarks[-1]


def test_without_git_drafts_are_built_and_a_revision_gets_a_clear_word(versions, tmp_path):
    (tmp_path / "nothing").mkdir()
    environment = {**os.environ, "PATH": str(tmp_path / "nothing")}
    command = [sys.executable, "-m", "pipeline.cli"]
    done = subprocess.run([*command, "diff", "--workers", "1"], cwd=versions, env=environment, capture_output=True, text=True, check=True)
    assert "1 drafts" in done.stdout
    arguments = ["compare", "HEAD:drafts/t/treaty.md", "drafts/t/treaty.md"]
    done = subprocess.run([*command, *arguments], cwd=versions, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == "travaux: git: is not installed, or not where programs are looked for\n"


def test_outside_a_repository_a_revision_gets_a_clear_word(tmp_path):
    with pytest.raises(TravauxError, match="not a git repository"):
        at_revision("HEAD:a.md", tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_repository_of_somebody_else_is_named_and_breaks_no_build(versions, tmp_path):
    for path in (versions, versions / ".git"):
        os.chown(path, 12345, 12345)
    with pytest.raises(TravauxError, match="dubious ownership"):
        at_revision("HEAD:drafts/t/treaty.md", versions)
    assert state(versions / "drafts") == ""
    done = build(versions / "drafts", tmp_path / "site", (), report=lambda _: None)
    assert not done.failures
    assert "Added by" not in (tmp_path / "site" / "t" / "index.html").read_text()
