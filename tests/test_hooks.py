"""The hooks: when they build and when not, in every kind of repository; what they build is noted by a stand-in for the command."""

import os
import shutil
import subprocess

import pytest
from repositories import ENVIRONMENT, commit, git, repository

from pipeline import hooks
from pipeline.errors import TravauxError
from pipeline.hooks import NAMES, Site, install, installed, remove

ODD = ["plain", "with space", "l'été", 'a "b"', "naïve 草案", "new\nline", "$(touch x)`touch y`", "a[b]*", "-dash"]


@pytest.fixture
def builder(tmp_path, monkeypatch):
    """Notes every build: where, and with what; it fails while there is a file `fail`."""
    log = tmp_path / "builds"
    stub = tmp_path / "stand in's"
    stub.write_text(
        f"#!/bin/sh\n{{ printf '%s|' \"$(pwd)\" \"$@\"; env | grep -c '^GIT_DIR'; }} >> '{log}'\n"
        f"[ ! -e '{tmp_path}/fail' ] || {{ echo 'draft 3 is damaged'; exit 1; }}\n"
    )
    stub.chmod(0o755)
    monkeypatch.setattr(hooks.sys, "executable", str(stub))
    monkeypatch.setattr(os, "environ", ENVIRONMENT)

    def builds():
        lines = log.read_text().split("0\n") if log.exists() else []
        log.unlink(missing_ok=True)
        return [line.split("|")[:-1] for line in lines if line]

    return builds


def ready(folder, drafts="drafts"):
    repository(folder)
    commit(folder, "start", {f"{drafts}/t/a.txt": "a", "notes.txt": "n"})
    install(Site(folder / drafts, folder / "changelogs"))
    return folder


@pytest.mark.parametrize("name", ODD)
def test_a_commit_of_a_draft_builds_once_in_any_folder(tmp_path, builder, name):
    top = ready(tmp_path / name, name)
    assert commit(top, "notes", {"notes.txt": "m"}) == ""
    assert builder() == []
    commit(top, "draft", {f"{name}/t/b.txt": "b"})
    where, *command = builder()[0]
    assert where == str(top)
    assert command[-2:] == [f"--drafts={name}", "--output=changelogs"]
    commit(top, "rules", {f"{name}/t/safeguards.toml": ""})
    commit(top, "reviews", {f"{name}/t/reviews.toml": ""})
    assert len(builder()) == 2
    assert not list(tmp_path.rglob("[xy]"))


def test_what_holds_in_each_way_to_change_the_working_tree(tmp_path, builder):
    top = ready(tmp_path / "r")
    git(top, "checkout", "-q", "-b", "side")
    assert builder() == []
    commit(top, "draft", {"drafts/t/b.txt": "b"})
    assert len(builder()) == 1
    git(top, "checkout", "-q", "main")
    assert len(builder()) == 1
    git(top, "checkout", "-q", "--", "notes.txt")
    git(top, "checkout", "-q", "-b", "third")
    git(top, "checkout", "-q", "main")
    assert builder() == []
    git(top, "merge", "-q", "side")
    assert len(builder()) == 1
    (top / "drafts" / "t" / "b.txt").unlink()
    git(top, "commit", "-q", "--all", "--amend", "--allow-empty", "-m", "without b")
    assert len(builder()) == 1
    git(top, "checkout", "-q", "third")
    assert builder() == []
    git(top, "cherry-pick", "side")
    assert len(builder()) == 1
    git(top, "revert", "--no-edit", "HEAD")
    assert len(builder()) == 1


def test_a_reset_is_noticed_at_the_next_commit(tmp_path, builder):
    top = ready(tmp_path / "r")
    commit(top, "draft", {"drafts/t/b.txt": "b"})
    git(top, "reset", "-q", "--hard", "HEAD~1")
    builder()
    commit(top, "notes", {"notes.txt": "m"})
    assert len(builder()) == 1


def test_a_rebase_of_many_commits_builds_at_its_end(tmp_path, builder):
    top = ready(tmp_path / "r")
    git(top, "checkout", "-q", "-b", "work")
    for name in "bcdef":
        commit(top, name, {f"drafts/t/{name}.txt": name})
    git(top, "checkout", "-q", "main")
    commit(top, "other", {"drafts/t/z.txt": "z"})
    git(top, "checkout", "-q", "work")
    builder()
    git(top, "rebase", "-q", "main")
    assert 1 <= len(builder()) <= 2
    assert state(top) == built(top)


@pytest.mark.parametrize("own", [True, False], ids=["dropped", "nothing to replay"])
def test_after_a_rebase_that_only_moves_forward_the_state_is_the_one_built(tmp_path, builder, own):
    top = ready(tmp_path / "r")
    git(top, "checkout", "-q", "-b", "work")
    if own:
        commit(top, "b", {"drafts/t/b.txt": "b"})
    git(top, "checkout", "-q", "main")
    commit(top, "the same b", {"drafts/t/b.txt": "b"}, date="2024-01-01T00:00:00Z")
    commit(top, "c", {"drafts/t/c.txt": "c"})
    git(top, "checkout", "-q", "work")
    git(top, "rebase", "-q", "main")
    assert (top / "drafts" / "t" / "c.txt").exists()
    assert state(top) == built(top)


def test_a_rebase_given_up_leaves_the_state_that_was_built(tmp_path, builder):
    top = ready(tmp_path / "r")
    git(top, "checkout", "-q", "-b", "work")
    commit(top, "b", {"drafts/t/b.txt": "one"})
    git(top, "checkout", "-q", "main")
    commit(top, "other b", {"drafts/t/b.txt": "two"})
    git(top, "checkout", "-q", "work")
    assert subprocess.run(["git", "rebase", "-q", "main"], cwd=top, env=ENVIRONMENT, capture_output=True, check=False).returncode
    git(top, "rebase", "--abort")
    assert state(top) == built(top)


def test_mails_that_are_applied_build(tmp_path, builder):
    top = ready(tmp_path / "r")
    commit(top, "draft", {"drafts/t/b.txt": "b"})
    git(top, "format-patch", "-q", "-1", "-o", tmp_path / "mail")
    git(top, "reset", "-q", "--hard", "HEAD~1")
    builder()
    git(top, "am", "-q", *(tmp_path / "mail").iterdir())
    assert state(top) == built(top)


def state(top):
    return git(top, "ls-tree", "--full-tree", "HEAD", "drafts").stdout.strip()


def built(top):
    return (top / ".git" / "travaux" / ".git.built").read_text().strip()


def test_a_linked_working_tree_builds_its_own_site(tmp_path, builder):
    top = ready(tmp_path / "r")
    git(top, "worktree", "add", "-q", tmp_path / "linked", "-b", "side")
    builder()
    commit(tmp_path / "linked", "draft", {"drafts/t/b.txt": "b"})
    assert [where for where, *_ in builder()] == [str(tmp_path / "linked")]
    commit(tmp_path / "linked", "notes", {"notes.txt": "m"})
    commit(top, "notes", {"other.txt": "m"})
    assert builder() == []


def test_a_submodule_has_its_own_hooks(tmp_path, builder):
    inner = repository(tmp_path / "inner")
    commit(inner, "start", {"drafts/t/a.txt": "a"})
    outer = repository(tmp_path / "outer")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "sub")
    commit(outer, "sub")
    where = install(Site(outer / "sub" / "drafts", outer / "sub" / "changelogs"))
    assert ".git/modules/sub" in where.as_posix()
    commit(outer / "sub", "draft", {"drafts/t/b.txt": "b"})
    assert [each[0] for each in builder()] == [str(outer / "sub")]
    commit(outer, "move on")
    assert builder() == []


@pytest.mark.parametrize("path", ["githooks", "../shared hooks", "absolute"])
def test_a_folder_of_hooks_set_by_the_user_is_used_and_cleaned_up(tmp_path, builder, path):
    top = repository(tmp_path / "r")
    commit(top, "start", {"drafts/t/a.txt": "a"})
    folder = tmp_path / "absolute" if path == "absolute" else top / path
    git(top, "config", "core.hooksPath", folder if path == "absolute" else path)
    assert install(Site(top / "drafts", top / "changelogs")) == folder.resolve()
    assert not (top / ".git" / "hooks" / "post-commit").exists()
    commit(top, "draft", {"drafts/t/b.txt": "b"})
    assert len(builder()) == 1
    assert remove(top / "drafts")
    assert list(folder.iterdir()) == []
    assert not (top / ".git" / "travaux").exists()


def test_one_folder_of_hooks_serves_several_repositories(tmp_path, builder):
    tops = [repository(tmp_path / name) for name in ("one", "two", "foreign")]
    for top in tops:
        commit(top, "start", {"drafts/t/a.txt": "a"})
        git(top, "config", "core.hooksPath", tmp_path / "shared")
    for top in tops[:2]:
        install(Site(top / "drafts", top / "changelogs"))
    for top in tops:
        commit(top, "draft", {"drafts/t/b.txt": "b"})
    assert [where for where, *_ in builder()] == [str(top) for top in tops[:2]]
    remove(tops[0] / "drafts")
    assert installed(tops[0] / "drafts") == ()
    assert installed(tops[1] / "drafts") == NAMES
    for top in tops:
        commit(top, "draft", {"drafts/t/c.txt": "c"})
    assert [where for where, *_ in builder()] == [str(tops[1])]
    remove(tops[1] / "drafts")
    assert list((tmp_path / "shared").iterdir()) == []


def test_hooks_are_found_where_they_were_put_though_the_setting_changed(tmp_path, builder):
    top = ready(tmp_path / "r")
    git(top, "config", "core.hooksPath", "elsewhere")
    assert remove(top / "drafts")
    assert not [path for path in (top / ".git").rglob("*") if path.name in NAMES or "travaux" in path.name]


def test_hooks_of_others_run_first_keep_their_say_and_come_back(tmp_path, builder):
    top = repository(tmp_path / "r")
    commit(top, "start", {"drafts/t/a.txt": "a"})
    folder = top / ".git" / "hooks"
    texts = {
        "post-checkout": "#!/bin/sh\nprintf '%s ' \"$@\" >> ../seen\nexit 3\n",
        "post-rewrite": "#!/bin/sh\ncat >> ../rewritten\n",
        "post-commit": "#!/bin/sh\necho never >> ../seen\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o644 if name == "post-commit" else 0o755)
    before = {path.name: (path.read_bytes(), path.stat().st_mode) for path in folder.iterdir()}
    for _ in range(2):
        install(Site(top / "drafts", top / "changelogs"))
    done = subprocess.run(["git", "checkout", "-q", "-b", "side"], cwd=top, env=ENVIRONMENT, check=False)
    assert done.returncode != 0
    assert (tmp_path / "seen").read_text().split()[2] == "1"
    (top / "drafts" / "t" / "a.txt").write_text("b")
    git(top, "commit", "-q", "--all", "--amend", "-m", "again")
    assert len((tmp_path / "rewritten").read_text().split()) == 2
    assert "never" not in (tmp_path / "seen").read_text()
    assert len(builder()) == 1
    remove(top / "drafts")
    assert {path.name: (path.read_bytes(), path.stat().st_mode) for path in folder.iterdir()} == before


def test_a_kept_hook_is_never_lost(tmp_path, builder):
    top = ready(tmp_path / "r")
    own = top / ".git" / "hooks" / "post-commit"
    own.with_name("post-commit.before-travaux").write_text("#!/bin/sh\n")
    own.write_text("#!/bin/sh\n: another\n")
    with pytest.raises(TravauxError, match=r"post-commit\.before-travaux: is there already"):
        install(Site(top / "drafts", top / "changelogs"))
    assert "another" in own.read_text()


def test_a_failure_is_told_once_and_breaks_no_commit(tmp_path, builder):
    top = ready(tmp_path / "r")
    (tmp_path / "fail").touch()
    said = commit(top, "draft", {"drafts/t/b.txt": "b"})
    assert "not rebuilt" in said
    assert "draft 3 is damaged" in said
    assert commit(top, "notes", {"notes.txt": "m"}) == ""
    (tmp_path / "fail").unlink()
    builder()
    assert commit(top, "better", {"drafts/t/b.txt": "c"}) == ""
    assert len(builder()) == 1


def test_a_graphical_client_with_little_in_its_environment(tmp_path, builder):
    top = ready(tmp_path / "r")
    (top / "drafts" / "t" / "b.txt").write_text("b")
    bare = {name: value for name, value in ENVIRONMENT.items() if name.startswith("GIT_")}
    for arguments in (["add", "--all"], ["commit", "-q", "-m", "draft"]):
        command = [shutil.which("git"), f"--git-dir={top}/.git", f"--work-tree={top}", *arguments]
        subprocess.run(command, cwd="/", env={**bare, "PATH": "/usr/bin:/bin"}, check=True)
    assert [where for where, *_ in builder()] == [str(top)]


def test_a_vanished_command_breaks_no_commit(tmp_path, builder):
    top = ready(tmp_path / "r")
    (tmp_path / "stand in's").unlink()
    assert "not rebuilt" in commit(top, "draft", {"drafts/t/b.txt": "b"})


def test_options_reach_the_build_and_templates_are_watched(tmp_path, builder):
    top = repository(tmp_path / "r")
    commit(top, "start", {"drafts/t/a.txt": "a", "look/index.html": "i"})
    install(Site(top / "drafts", top / "changelogs", ("--pairs", "all"), top / "look"))
    commit(top, "look", {"look/index.html": "j"})
    [command] = builder()
    assert command[-4:] == ["--output=changelogs", "--pairs", "all", "--templates=look"]


def test_outside_a_repository_and_in_a_bare_one_there_is_a_clear_word(tmp_path, builder):
    with pytest.raises(TravauxError, match="run `git init` first"):
        install(Site(tmp_path / "drafts", tmp_path / "changelogs"))
    bare = repository(tmp_path / "bare", "--bare")
    with pytest.raises(TravauxError, match="no working tree"):
        install(Site(bare / "drafts", bare / "changelogs"))


def test_remove_and_status_where_nothing_was_installed(tmp_path, builder):
    top = repository(tmp_path / "r")
    assert installed(top / "drafts") == ()
    assert remove(top / "drafts") is False
