"""The files of a new repository of drafts, and the repository itself."""

from pathlib import Path

from pipeline.errors import TravauxError

README = """# Drafts of a treaty

Put each draft as it was issued into `drafts/{treaty}/`, with its date in the file's name (`draft_2024-05-23.pdf`) or listed in `treaty.toml`, and commit it:
the changelogs in `changelogs/` are rebuilt by a git hook. Open `changelogs/index.html`.

Set up anew on another machine: `pip install travaux && travaux hook install && travaux diff`.
"""
TREATY = """# Without any [[draft]] here, the drafts are taken from the dated names of the files in this folder.
title = "{title}"
language = "en"

# [[draft]]
# file = "zero-draft.pdf"
# date = 2024-05-23
# symbol = "T/1"
# title = "Zero draft"
"""
GITHUB = """# Builds the changelogs and publishes them as pages; on a pull request it comments the findings.
name: changelogs
on:
  push:
    branches: [main]
    paths: ["drafts/**"]
  pull_request:
    paths: ["drafts/**"]
permissions:
  contents: read
  pages: write
  id-token: write
  pull-requests: write
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install travaux
      - run: travaux diff
      - run: travaux check {treaty} --format text > findings.txt || true
      - if: github.event_name == 'pull_request'
        env:
          GH_TOKEN: ${{{{ github.token }}}}
        run: gh pr comment ${{{{ github.event.number }}}} --body-file findings.txt
      - if: github.event_name == 'push'
        uses: actions/upload-pages-artifact@v3
        with:
          path: changelogs
  publish:
    if: github.event_name == 'push'
    needs: build
    runs-on: ubuntu-latest
    environment:
      name: github-pages
    steps:
      - uses: actions/deploy-pages@v4
"""
GITLAB = """# Builds the changelogs and publishes them as pages.
pages:
  image: python:3.12
  script:
    - pip install travaux
    - travaux diff --output public
  artifacts:
    paths:
      - public
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      changes:
        - drafts/**/*

findings:
  image: python:3.12
  script:
    - pip install travaux
    - travaux check {treaty} --format junit --output findings.xml || true
  artifacts:
    reports:
      junit: findings.xml
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      changes:
        - drafts/**/*
"""


def create(folder: Path, treaty: str) -> tuple[Path, ...]:
    """Make the repository and its first commit; gives the files made. Raises TravauxError where there is one or git is missing."""
    import git  # noqa: PLC0415 - slow to load

    if not treaty or "/" in treaty or treaty.startswith("."):
        raise TravauxError(f"{treaty!r}: is no name for a folder of drafts")
    if folder.exists() and any(folder.iterdir()):
        raise TravauxError(f"{folder}: is not empty; name a new folder")
    title = treaty.replace("-", " ").capitalize()
    files = {
        "README.md": README.format(treaty=treaty),
        f"drafts/{treaty}/treaty.toml": TREATY.format(title=title),
        ".gitignore": "changelogs/\n.changelogs-*\n.changelogs.lock\n",
        ".github/workflows/changelogs.yml": GITHUB.format(treaty=treaty),
        ".gitlab-ci.yml": GITLAB.format(treaty=treaty),
    }
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        repository = git.Repo.init(folder, initial_branch="main")
        repository.git.add("--all")
        repository.close()
    except OSError as error:
        raise TravauxError(f"{folder}: cannot be written ({error.strerror or error})") from error
    except git.GitCommandError as error:
        raise TravauxError(f"{folder}: git says: {str(error.stderr).strip()}") from error
    return tuple(folder / name for name in files)
