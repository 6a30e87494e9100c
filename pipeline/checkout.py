"""What git says, in the words of a user where it refuses; and where a working tree, its git folders and its hooks are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import TravauxError

if TYPE_CHECKING:
    import git


class GitError(TravauxError):
    """Git is missing, or refuses: no repository here, a repository of somebody else, nothing by that name."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A working tree: its top, its git folder, the one it shares with other working trees, the hooks that git runs; all absolute."""

    top: Path
    own: Path
    common: Path
    hooks: Path

    def holds(self, path: Path) -> bool:
        """Whether the path is in the working tree."""
        return Path(os.path.realpath(path)).is_relative_to(self.top)

    def inside(self, path: Path) -> str:
        """The path as seen from the top; one outside as it is."""
        real = Path(os.path.realpath(path))
        return real.relative_to(self.top).as_posix() if real.is_relative_to(self.top) else str(path)

    def listed(self, paths: list[str]) -> str:
        """What the last commit holds at `paths`, as `git ls-tree` prints it; empty before the first commit."""
        try:
            return answer(self.top, "ls-tree", "--full-tree", "HEAD", "--", *paths)
        except GitError:
            return ""


def checkout(near: Path) -> Checkout:
    """The working tree that holds the folder `near`, which need not be there yet. Raises GitError where there is none, or git refuses."""
    place = near.absolute()
    while not place.is_dir():
        place = place.parent
    if answer(place, "rev-parse", "--is-inside-work-tree") != "true":
        raise GitError(f"{near}: the repository has no working tree; hooks that build need one")
    asked = ("--show-toplevel", "--git-dir", "--git-common-dir")
    top, own, common = (Path(os.path.realpath(place / answer(place, "rev-parse", question))) for question in asked)
    return Checkout(top, own, common, Path(os.path.realpath(top / answer(top, "rev-parse", "--git-path", "hooks"))))


def repository(near: Path) -> git.Repo:
    """The repository that holds the folder `near`, bare or not. Raises GitError where there is none, or git refuses."""
    folder = Path(os.path.realpath(near / answer(near, "rev-parse", "--git-dir")))
    import git  # noqa: PLC0415 - slow to load

    return git.Repo(folder, expand_vars=False)


def answer(where: Path, *question: str) -> str:
    """What `git` prints, asked in a folder. Raises GitError."""
    try:
        import git  # noqa: PLC0415 - slow to load

        return str(git.cmd.Git(where).execute(["git", *question]))
    except ImportError as error:  # so GitPython says that there is no git
        raise GitError("git: is not installed, or not where programs are looked for") from error
    except git.GitCommandError as error:
        said = str(error.stderr).strip().removeprefix("stderr:").strip().strip("'").strip().removeprefix("fatal: ")
        advice = "; run `git init` first" if "not a git repository" in said else ""
        raise GitError(f"{where}: git says: {said}{advice}") from error
