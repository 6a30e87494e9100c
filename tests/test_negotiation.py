"""A negotiation played in a repository of its own: each commit of a draft rebuilds the changelogs, as a clean build would make them."""

import os
import shutil
import subprocess
import sys

import pytest
from repositories import ENVIRONMENT, commit, draft, git

from pipeline.build import build

RIGHTS = "Each Party shall ensure that the powers under this Convention are used with full respect for human rights."
SEARCH = "A search shall be carried out only with the prior authorisation of a court or another independent body."
KEEP = "Stored data may be kept for no longer than ninety days, unless a court decides otherwise on request of a Party."
NOTICE = "The person concerned shall be told of the measure as soon as this does not endanger the inquiry any more."
COSTS = "The costs of the Conference lie with the Party that hosts it, unless the Parties decide otherwise."
REPORT = "The Secretariat shall publish a report on the use of these powers every year."
DRAFTS = {
    "zero_2021-03-01.md": draft(RIGHTS, SEARCH, COSTS),
    "first_2022-03-01.md": draft(RIGHTS, SEARCH, KEEP, COSTS),
    "second_2022-09-01.md": draft(f"[{RIGHTS}]", SEARCH, KEEP, NOTICE, COSTS),
    "third_2023-03-01.txt": draft(RIGHTS, SEARCH.replace("shall", "may"), NOTICE, KEEP, COSTS).replace("#", ""),
    "fourth_2024-03-01.md": draft(RIGHTS.replace("shall", "should"), SEARCH, NOTICE, COSTS, REPORT),
    "adopted_2024-08-01.md": draft(RIGHTS, NOTICE, SEARCH, COSTS, REPORT),
}


class Repository:
    """A repository made by `travaux init`, in a folder with an awkward name."""

    def __init__(self, folder, cache):
        self.folder = folder
        self.drafts = folder / "drafts" / "my-treaty"
        self.environment = {**ENVIRONMENT, "TRAVAUX_CACHE": str(cache)}

    def travaux(self, *arguments, where=None, **environment):
        command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
        own = {**self.environment, **environment}
        return subprocess.run(command, cwd=where or self.folder, env=own, capture_output=True, text=True, check=True)

    def git(self, *arguments):
        return git(self.folder, *arguments, TRAVAUX_CACHE=self.environment["TRAVAUX_CACHE"])

    def commit(self, message, files=()):
        files = {f"drafts/my-treaty/{name}": text for name, text in dict(files).items()}
        return commit(self.folder, message, files, TRAVAUX_CACHE=self.environment["TRAVAUX_CACHE"])

    def site(self):
        return site(self.folder / "changelogs")

    def clean(self, tmp_path):
        """The site of a clean build elsewhere, that finds nothing kept."""
        for name in ("clean", "no-cache"):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
        with pytest.MonkeyPatch.context() as fresh:
            for name in [*(name for name in os.environ if name.startswith("GIT_"))]:
                fresh.delenv(name)
            fresh.setenv("TRAVAUX_CACHE", str(tmp_path / "no-cache"))
            build(self.folder / "drafts", tmp_path / "clean", (), report=lambda _: None)
        return site(tmp_path / "clean")


def site(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def repository(tmp_path):
    made = Repository(tmp_path / "d'une négociation", tmp_path / "cache")
    made.travaux("init", made.folder, where=tmp_path)
    made.commit("init")
    return made


def test_a_negotiation(repository, tmp_path):
    for name, text in DRAFTS.items():
        assert repository.commit(name, {name: text}) == ""
        assert repository.site() == repository.clean(tmp_path), name
    assert len(list((repository.folder / "changelogs" / "my-treaty").glob("*--*.html"))) == 2 * (len(DRAFTS) - 1)
    assert b"Added by Ada Note" in repository.site()["my-treaty/index.html"]

    repository.git("mv", "drafts/my-treaty/first_2022-03-01.md", "drafts/my-treaty/renamed_2022-04-01.md")
    repository.commit("rename")
    assert "my-treaty/renamed-2022-04-01.html" in repository.site()
    assert repository.site() == repository.clean(tmp_path)

    (repository.drafts / "second_2022-09-01.md").unlink()
    repository.commit("delete")
    assert not [path for path in repository.site() if "second" in path]
    assert repository.site() == repository.clean(tmp_path)

    repository.git("checkout", "--quiet", "-b", "side", "HEAD~2")
    assert repository.site() == repository.clean(tmp_path)
    repository.commit("extra", {"extra_2030-01-01.md": draft(RIGHTS, NOTICE, SEARCH, COSTS)})
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-edit", "side")
    assert "my-treaty/extra-2030-01-01.html" in repository.site()
    assert repository.site() == repository.clean(tmp_path)

    repository.git("checkout", "--quiet", "-b", "work", "HEAD~1")
    repository.commit("last", {"last_2031-01-01.md": draft(RIGHTS, SEARCH, COSTS)})
    repository.git("rebase", "--quiet", "main")
    assert {"my-treaty/extra-2030-01-01.html", "my-treaty/last-2031-01-01.html"} <= set(repository.site())
    assert repository.site() == repository.clean(tmp_path)


def test_a_failing_build_breaks_no_commit_and_leaves_the_site(repository):
    repository.commit("two drafts", dict([*DRAFTS.items()][:2]))
    good = repository.site()
    said = repository.commit("broken rules", {"safeguards.toml": "[safeguards.x]\n"})
    assert "the changelogs were not rebuilt; the site is as it was" in said
    assert "safeguards.x.name" in said
    assert repository.site() == good
    assert repository.commit("mended", {"safeguards.toml": ""}) == ""


def test_a_folder_called_pipeline_in_the_users_repository_is_not_run(repository):
    (repository.folder / "pipeline").mkdir()
    for name in ("__init__", "cli"):
        (repository.folder / "pipeline" / f"{name}.py").write_text("raise SystemExit('not ours')\n")
    assert repository.commit("a draft", dict([*DRAFTS.items()][:1])) == ""
    assert "my-treaty/index.html" in repository.site()


def test_nothing_changed_builds_nothing(repository):
    (repository.drafts / "zero_2021-03-01.md").write_text(DRAFTS["zero_2021-03-01.md"])
    repository.travaux("diff")
    inode = (repository.folder / "changelogs").stat().st_ino
    assert "nothing changed" in repository.travaux("diff").stdout
    assert (repository.folder / "changelogs").stat().st_ino == inode
    assert "nothing changed" not in repository.travaux("diff", "--force").stdout


def test_the_hook_is_taken_away_without_a_trace(repository):
    repository.travaux("hook", "remove")
    home = repository.folder / ".git"
    assert not [path for path in home.rglob("*") if "travaux" in path.name]
    assert not [path for path in (home / "hooks").iterdir() if path.suffix != ".sample"]
    assert "none installed" in repository.travaux("hook", "status").stdout
    assert [path.name for path in repository.drafts.iterdir()] == ["treaty.toml"]
