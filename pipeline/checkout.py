"""Where a working tree, its git folders and its hooks are."""

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import TravauxError


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
        import git  # noqa: PLC0415 - slow to load

        try:
            return str(git.cmd.Git(self.top).ls_tree("--full-tree", "HEAD", "--", *paths))
        except git.GitCommandError:
            return ""


def checkout(near: Path) -> Checkout:
    """The working tree that holds the folder `near`, which need not be there yet. Raises TravauxError where there is none, or git refuses."""
    import git  # noqa: PLC0415 - slow to load

    place = near.absolute()
    while not place.is_dir():
        place = place.parent
    runner = git.cmd.Git(place)
    try:
        if runner.rev_parse("--is-inside-work-tree") != "true":
            raise TravauxError(f"{near}: the repository has no working tree; hooks that build need one")
        answers = [runner.rev_parse(*question) for question in (["--show-toplevel"], ["--git-dir"], ["--git-common-dir"])]
        top, own, common = (Path(os.path.realpath(place / str(answer))) for answer in answers)
        hooks = Path(os.path.realpath(top / str(git.cmd.Git(top).rev_parse("--git-path", "hooks"))))
    except git.GitCommandNotFound as error:
        raise TravauxError("git: is not installed, or not where programs are looked for") from error
    except git.GitCommandError as error:
        said = str(error.stderr).replace("stderr:", "").strip().strip("'").strip()
        advice = "; run `git init` first" if "not a git repository" in said else ""
        raise TravauxError(f"{near}: git says: {said}{advice}") from error
    return Checkout(top, own, common, hooks)
