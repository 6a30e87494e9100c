"""A negotiation played in a repository of its own: each commit of a draft rebuilds the changelogs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SPECIMEN = Path(__file__).parent.parent / "drafts" / "specimen"
FILES = sorted(path for path in SPECIMEN.iterdir() if path.suffix != ".toml")
NAMES = [f"draft_202{at}-03-01{path.suffix}" for at, path in enumerate(FILES, 1)]


class Repository:
    """A repository made by `travaux init`, in a folder with an awkward name."""

    def __init__(self, folder, cache):
        self.folder = folder
        self.drafts = folder / "drafts" / "my-treaty"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            **{
                f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "N"), ("EMAIL", "n@example.org"))
            },
            "TRAVAUX_CACHE": str(cache),
            "GIT_CONFIG_GLOBAL": os.devnull,
        }

    def travaux(self, *arguments, where=None):
        command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
        return subprocess.run(command, cwd=where or self.folder, env=self.environment, capture_output=True, text=True, check=True)

    def git(self, *arguments):
        return subprocess.run(["git", *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=True)

    def commit(self, message):
        self.git("add", "--all")
        return self.git("commit", "--quiet", "--message", message)

    def site(self, name="changelogs"):
        root = self.folder / name
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def clean(self, tmp_path):
        """The site of a clean build elsewhere, without any cache."""
        output = tmp_path / "clean"
        shutil.rmtree(output, ignore_errors=True)
        fresh = {**self.environment, "TRAVAUX_CACHE": str(tmp_path / "no-cache")}
        shutil.rmtree(tmp_path / "no-cache", ignore_errors=True)
        command = [sys.executable, "-m", "pipeline.cli", "diff", "--quiet", "--output", str(output)]
        subprocess.run(command, cwd=self.folder, env=fresh, check=True)
        return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@pytest.fixture
def repository(tmp_path):
    made = Repository(tmp_path / "d'une négociation", tmp_path / "cache")
    made.travaux("init", made.folder, where=tmp_path)
    made.commit("init")
    return made


def test_each_commit_of_a_draft_rebuilds_the_site(repository, tmp_path):
    for file, name in zip(FILES, NAMES, strict=True):
        shutil.copy(file, repository.drafts / name)
        repository.commit(name)
        assert repository.site() == repository.clean(tmp_path)
    assert len(list((repository.folder / "changelogs" / "my-treaty").glob("*--*.html"))) == 2 * (len(FILES) - 1)

    repository.git("mv", f"drafts/my-treaty/{NAMES[1]}", "drafts/my-treaty/renamed_2022-04-01.md")
    repository.commit("rename")
    assert repository.site() == repository.clean(tmp_path)

    (repository.drafts / NAMES[2]).unlink()
    repository.commit("delete")
    assert repository.site() == repository.clean(tmp_path)

    repository.git("checkout", "--quiet", "-b", "side", "HEAD~2")
    assert repository.site() == repository.clean(tmp_path)
    shutil.copy(FILES[0], repository.drafts / "extra_2030-01-01.txt")
    repository.commit("extra")
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-edit", "side")
    assert (repository.drafts / "extra_2030-01-01.txt").exists()
    assert repository.site() == repository.clean(tmp_path)

    repository.git("checkout", "--quiet", "-b", "work", "HEAD~1")
    (repository.folder / "note.txt").write_text("n")
    repository.commit("note")
    repository.git("rebase", "--quiet", "main")
    assert repository.site() == repository.clean(tmp_path)


def test_a_commit_of_other_files_builds_nothing(repository):
    repository.travaux("diff", "--quiet", "--force")
    stamp = (repository.folder / "changelogs" / "index.html").stat().st_ino
    (repository.folder / "notes.txt").write_text("n")
    repository.commit("notes")
    assert (repository.folder / "changelogs" / "index.html").stat().st_ino == stamp


def test_a_failing_build_breaks_no_commit_and_leaves_the_site(repository):
    for file, name in zip(FILES[:2], NAMES[:2], strict=True):
        shutil.copy(file, repository.drafts / name)
    repository.commit("two drafts")
    (repository.drafts / "safeguards.toml").write_text("[safeguards.x]\n")
    said = repository.commit("broken rules").stderr
    assert "the changelogs were not rebuilt" in said
    assert "safeguards.x.name" in said
    assert "index.html" in repository.site()


def test_hooks_of_others_are_kept_run_and_put_back(repository):
    hooks = repository.folder / ".git" / "hooks"
    repository.travaux("hook", "remove")
    own = hooks / "post-commit"
    own.write_text("#!/bin/sh\ntouch ran\n")
    own.chmod(0o755)
    repository.travaux("hook", "install")
    shutil.copy(FILES[0], repository.drafts / NAMES[0])
    repository.commit("zero")
    assert (repository.folder / "ran").exists()
    assert "my-treaty/index.html" in repository.site()
    assert "post-commit" in repository.travaux("hook", "status").stdout
    repository.travaux("hook", "remove")
    assert own.read_text() == "#!/bin/sh\ntouch ran\n"
    assert sorted(path.name for path in hooks.iterdir() if not path.name.endswith(".sample")) == ["post-commit"]


def test_nothing_changed_builds_nothing(repository):
    shutil.copy(FILES[0], repository.drafts / NAMES[0])
    repository.travaux("diff")
    inode = (repository.folder / "changelogs").stat().st_ino
    assert "nothing changed" in repository.travaux("diff").stdout
    assert (repository.folder / "changelogs").stat().st_ino == inode
    assert "nothing changed" not in repository.travaux("diff", "--force").stdout


def test_a_damaged_cache_changes_nothing(repository, tmp_path):
    for file, name in zip(FILES[:2], NAMES[:2], strict=True):
        shutil.copy(file, repository.drafts / name)
    repository.travaux("diff", "--quiet")
    site = repository.site()
    entries = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert entries
    for at, path in enumerate(entries):
        path.write_bytes(path.read_bytes()[: at % 50] if at % 2 else b"x" * 100)
    repository.travaux("diff", "--quiet", "--force")
    assert repository.site() == site


def test_a_killed_build_leaves_the_old_site_or_the_new_one(repository):
    shutil.copy(FILES[0], repository.drafts / NAMES[0])
    repository.travaux("diff", "--quiet")
    old = repository.site()
    shutil.copy(FILES[1], repository.drafts / NAMES[1])
    command = [sys.executable, "-m", "pipeline.cli", "diff", "--quiet", "--workers", "1"]
    for pause in (0.05, 0.2, 0.4, 0.7, 1.0, 1.4):
        process = subprocess.Popen(command, cwd=repository.folder, env=repository.environment)
        try:
            process.wait(pause)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        site = repository.site()
        assert site == old or len(site) > len(old)
    repository.travaux("diff", "--quiet", "--force")
    assert "my-treaty" in "".join(repository.site())
    assert [path.name for path in repository.folder.glob(".changelogs-*")] == []
