"""The files of a new repository of drafts, from pipeline/starter/, and the repository itself."""

from importlib.resources import files
from pathlib import Path

import regex

from pipeline.checkout import GitError, answer
from pipeline.errors import TravauxError

_FILES = {
    "README.md": "README.md",
    "drafts/{treaty}/treaty.toml": "treaty.toml",
    ".gitignore": "gitignore",
    ".github/workflows/changelogs.yml": "github.yml",
    ".gitlab-ci.yml": "gitlab.yml",
}
"""By its path in the repository, the file of pipeline/starter/ that it is made from."""
_EXAMPLE, _TITLE, _BRANCH = "my-treaty", "My treaty", "branches: [main]"
"""What stands in those files for the treaty's folder, its title, and the branch that is published."""


def create(folder: Path, treaty: str) -> tuple[Path, ...]:
    """Make the repository, or fill one without drafts, and stage what was written; gives the files made.

    Files that are there are left as they are, but for lines added to .gitignore. Raises TravauxError where the folder holds other files and
    is no repository, where it has drafts already, or where git is missing.
    """
    if not regex.fullmatch(r"[\w-][\w .-]*", treaty):
        raise TravauxError(f"{treaty!r}: is no name for a folder of drafts; use letters, digits and hyphens")
    if folder.exists() and not folder.is_dir():
        raise TravauxError(f"{folder}: is a file; name a folder")
    if (folder / "drafts").exists():
        raise TravauxError(f"{folder}: has a folder drafts/ already; add a treaty to it with `travaux add FILE --treaty {treaty}`")
    if folder.exists() and any(folder.iterdir()) and not (folder / ".git").exists():
        raise TravauxError(f"{folder}: is not empty and no git repository; name a new folder, or run `git init` in it first")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        answer(folder, "init", "--quiet", "--initial-branch=main")
        made = _write(folder, treaty, _branch(folder))
        answer(folder, "add", "--", *(str(path.relative_to(folder)) for path in made))
    except OSError as error:
        raise TravauxError(f"{folder}: cannot be written ({error.strerror or error})") from error
    return made


def _branch(folder: Path) -> str:
    """The branch that is checked out, "main" where none is."""
    try:
        return answer(folder, "symbolic-ref", "--short", "HEAD")
    except GitError:
        return "main"


def _write(folder: Path, treaty: str, branch: str) -> tuple[Path, ...]:
    made = []
    for place, source in _FILES.items():
        path = folder / place.format(treaty=treaty)
        text = files("pipeline").joinpath("starter", source).read_text(encoding="utf-8")
        text = (
            text.replace(_EXAMPLE, treaty)
            .replace(_TITLE, treaty.replace("-", " ").capitalize())
            .replace(_BRANCH, f'branches: ["{branch}"]')
        )
        if path.name == ".gitignore" and path.exists():
            text = _with_lines(path.read_text(encoding="utf-8"), text)
        elif path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        made.append(path)
    return tuple(made)


def _with_lines(text: str, lines: str) -> str:
    """The text with those of the lines that it lacks."""
    missing = [line for line in lines.splitlines() if line not in text.splitlines()]
    return "\n".join([*text.splitlines(), *missing, ""])
