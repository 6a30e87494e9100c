"""`travaux init`: what it writes works as it stands; workflows are valid, and each of their steps runs as a script."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "pipeline" / "starter"
BIN = Path(sys.executable).parent
SPECIMEN = ROOT / "drafts" / "specimen"
WROTE = (".github/workflows/changelogs.yml", ".gitignore", ".gitlab-ci.yml", "README.md", "drafts/water-convention/treaty.toml")


@pytest.fixture
def environment(tmp_path):
    """With travaux first on the path, and stand-ins, which note how they were called, for what would reach out."""
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    for name in ("pip", "gh", "curl", "sudo"):
        (stubs / name).write_text(f'#!/bin/sh\necho "{name} $*" >> "{tmp_path}/called"\n')
        (stubs / name).chmod(0o755)
    (stubs / "travaux").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline.cli "$@"\n')
    (stubs / "travaux").chmod(0o755)
    identity = {f"GIT_{who}_{what}": "n@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own = {"PATH": f"{stubs}:{os.environ['PATH']}", "TRAVAUX_CACHE": str(tmp_path / "cache"), "GIT_CONFIG_GLOBAL": os.devnull}
    return {**kept, **identity, **own}


def run(*command, where, environment, code=0):
    done = subprocess.run([str(part) for part in command], cwd=where, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def repository(tmp_path, environment):
    run("travaux", "init", "our treaty", "--treaty", "water-convention", where=tmp_path, environment=environment)
    return tmp_path / "our treaty"


def files(folder):
    kept = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in kept if path.parts[0] not in (".git", "changelogs"))


def add(repository, environment, *names):
    for at, name in enumerate(names, 1):
        target = repository / "drafts/water-convention" / f"draft_202{at}-03-01{Path(name).suffix}"
        shutil.copy(SPECIMEN / name, target)
    run("git", "add", "--all", where=repository, environment=environment)
    run("git", "commit", "--quiet", "--message", "drafts", where=repository, environment=environment)


def test_it_builds_at_once_and_on_the_first_commit(repository, environment):
    assert tuple(files(repository)) == tuple(sorted(WROTE))
    page = repository / "changelogs/index.html"
    assert "travaux add FILE --treaty water-convention" in page.read_text()
    assert "post-commit" in run("travaux", "hook", "status", where=repository, environment=environment)
    assert run("git", "status", "--short", where=repository, environment=environment).splitlines() == [
        f"A  {name}" for name in sorted(WROTE)
    ]
    add(repository, environment, "1-zero-draft.txt")
    assert (repository / "changelogs/water-convention/index.html").is_file()


def test_drafts_added_and_committed_by_the_command_rebuild_the_site(repository, environment):
    for at, name in enumerate(("1-zero-draft.txt", "4-third-revision.docx", "5-fourth-revision.pdf"), 1):
        said = run("travaux", "add", SPECIMEN / name, "--treaty", "water-convention", "--commit", where=repository, environment=environment)
        assert "committed: water-convention: add SPEC/CYBER/1" in said
        pages = repository / "changelogs/water-convention"
        assert len(list(pages.glob("*--*-brief.html"))) == at - 1
    assert files(repository / "drafts/water-convention") == [
        "2021-06-28_1-zero-draft.txt",
        "2023-03-20_4-third-revision.docx",
        "2024-01-22_5-fourth-revision.pdf",
        "treaty.toml",
    ]
    left = [
        line
        for line in run("git", "status", "--short", where=repository, environment=environment).splitlines()
        if not line.startswith("A ")
    ]
    assert left == []


def test_its_names_are_those_of_the_treaty(repository):
    texts = "".join((repository / name).read_text() for name in WROTE)
    assert "my-treaty" not in texts
    assert 'title = "Water convention"' in texts
    assert "drafts/water-convention/treaty.toml" in texts
    assert "branches: [main]" in texts.replace('["main"]', "[main]")


def test_an_empty_repository_is_filled_and_what_is_there_is_kept(tmp_path, environment):
    folder = tmp_path / "there"
    run("git", "init", "--quiet", "--initial-branch", "trunk", folder, where=tmp_path, environment=environment)
    (folder / "README.md").write_text("mine\n")
    (folder / ".gitignore").write_text("*.bak\n/changelogs/")
    (folder / "LICENSE").write_text("free\n")
    said = run("travaux", "init", "there", where=tmp_path, environment=environment)
    assert (folder / "README.md").read_text() == "mine\n"
    assert "README.md" not in said
    assert (folder / ".gitignore").read_text().startswith("*.bak\n/changelogs/\n.changelogs")
    assert 'branches: ["trunk"]' in (folder / ".github/workflows/changelogs.yml").read_text()
    assert "LICENSE" not in run("git", "diff", "--cached", "--name-only", where=folder, environment=environment)


@pytest.mark.parametrize(
    ("made", "treaty", "said"),
    [
        ("there/letter.txt", "t", "is not empty and no git repository"),
        ("there/drafts/t/a.txt", "t", "has a folder drafts/ already; add a treaty to it with `travaux add"),
        ("other", "../t", "is no name for a folder of drafts"),
        ("other", ".t", "is no name for a folder of drafts"),
        ("other", "", "is no name for a folder of drafts"),
        ("there", "t", "is a file; name a folder"),
    ],
)
def test_what_is_refused(tmp_path, environment, made, treaty, said):
    (tmp_path / made).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / made).write_text("x")
    result = run("travaux", "init", "there", "--treaty", treaty, where=tmp_path, environment=environment, code=1)
    assert result.startswith("travaux: ")
    assert said in result
    assert (tmp_path / made).read_text() == "x"


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-workflows", STARTER / "github.yml"),
        ("vendor.gitlab-ci", STARTER / "gitlab.yml"),
        ("vendor.github-workflows", ROOT / ".github/workflows/ci.yml"),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
def test_workflows_are_valid(schema, path, environment, tmp_path):
    run(BIN / "check-jsonschema", "--builtin-schema", schema, path, where=tmp_path, environment=environment)
    broken = tmp_path / "broken.yml"
    broken.write_text(path.read_text().replace("runs-on:", "runs:").replace("script:", "skript:"))
    run(BIN / "check-jsonschema", "--builtin-schema", schema, broken, where=tmp_path, environment=environment, code=1)


def test_the_projects_own_workflow_calls_targets_that_there_are():
    called = [step.split()[1] for step in steps(ROOT / ".github/workflows/ci.yml") if step.startswith("make ")]
    targets = {line.partition(":")[0] for line in (ROOT / "Makefile").read_text().splitlines()}
    assert len(called) == 4
    assert targets.issuperset(called)


def test_the_hooks_for_pre_commit_are_valid(environment, tmp_path):
    run(BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml", where=tmp_path, environment=environment)


def test_the_hooks_for_pre_commit_run(repository, environment):
    add(repository, environment, "1-zero-draft.txt", "2-first-revision.md")
    entries = {hook["id"]: hook["entry"] for hook in YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")}
    run("bash", "-ec", entries["travaux-diff"], where=repository, environment=environment)
    assert "to answer for" in run("bash", "-ec", entries["travaux-check"], where=repository, environment=environment, code=1)


def steps(path):
    """Each script of a workflow, in order: those of GitHub's jobs, or of GitLab's."""
    table = YAML(typ="safe").load(path)
    jobs = table.get("jobs") or {name: job for name, job in table.items() if isinstance(job, dict) and "script" in job}
    return [step for job in jobs.values() for step in (job.get("script") or [each["run"] for each in job["steps"] if "run" in each])]


def test_each_step_for_github_runs_as_a_script(repository, environment, tmp_path):
    add(repository, environment, "3-second-revision.html", "4-third-revision.docx")
    shutil.rmtree(repository / "changelogs")
    given = {**environment, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"), "NUMBER": "7", "GH_TOKEN": "x"}
    for step in steps(repository / ".github/workflows/changelogs.yml"):
        run("bash", "-e", "-o", "pipefail", "-c", step, where=repository, environment=given)
    assert (repository / "changelogs/water-convention/index.html").is_file()
    summary = (tmp_path / "summary").read_text()
    assert summary.startswith("````text\nwater-convention, ")
    assert summary.endswith("````\n")
    assert "to answer for" in summary
    assert (tmp_path / "called").read_text().splitlines() == [
        "pip install travaux",
        "gh pr comment 7 --body-file findings.md --edit-last --create-if-none",
    ]


def test_a_refused_comment_and_a_check_that_cannot_be_made(repository, environment, tmp_path):
    given = {**environment, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"), "NUMBER": "7"}
    *_, listing, comment = steps(repository / ".github/workflows/changelogs.yml")
    (tmp_path / "stubs/gh").write_text("#!/bin/sh\nexit 4\n")
    assert "::warning::" in run("bash", "-ec", comment, where=repository, environment=given)
    (tmp_path / "stubs/travaux").write_text("#!/bin/sh\nexit 2\n")
    run("bash", "-ec", listing, where=repository, environment=given, code=1)


def test_each_step_for_gitlab_runs_as_a_script(repository, environment, tmp_path):
    add(repository, environment, "3-second-revision.html", "4-third-revision.docx")
    given = {
        **environment,
        "TRAVAUX_TOKEN": "secret",
        "CI_API_V4_URL": "https://gitlab.example.org/api/v4",
        "CI_PROJECT_ID": "3",
        "CI_MERGE_REQUEST_IID": "7",
    }
    for step in steps(repository / ".gitlab-ci.yml"):
        run("bash", "-e", "-o", "pipefail", "-c", step, where=repository, environment=given)
    assert (repository / "public/water-convention/index.html").is_file()
    assert "<testsuite " in (repository / "findings.xml").read_text()
    assert "to answer for" in (repository / "findings.md").read_text()
    called = (tmp_path / "called").read_text().splitlines()
    assert called[:2] == ["pip install travaux"] * 2
    assert called[2].endswith("https://gitlab.example.org/api/v4/projects/3/merge_requests/7/notes")
    assert "--data-urlencode body@findings.md" in called[2]
