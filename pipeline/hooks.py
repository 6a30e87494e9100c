"""Git hooks that rebuild the changelogs when a commit touches drafts, templates or rules; others' hooks are kept and run first."""

import shlex
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import TravauxError

NAMES = ("post-commit", "post-merge", "post-checkout", "post-rewrite")
_MARK = "# travaux: rebuilds the changelogs"
_KEPT = ".before-travaux"
_CHANGED = {
    "post-commit": "git diff-tree --no-commit-id --name-only -r -m --root HEAD",
    "post-merge": "git diff --name-only ORIG_HEAD HEAD",
    "post-checkout": '[ "$3" = 0 ] || git diff --name-only "$1" "$2"',
    "post-rewrite": "git diff --name-only ORIG_HEAD HEAD",
}
_SCRIPT = """#!/bin/sh
{mark} when drafts, templates or rules change. Remove with: travaux hook remove
kept="$0{kept}"; status=0
if [ -x "$kept" ]; then "$kept" "$@"; status=$?; fi
cd {top} 2>/dev/null || exit $status
case "$( ({changed}) 2>/dev/null | grep -E -m 1 {pattern})" in "") exit $status;; esac
log="$(git rev-parse --git-common-dir)/travaux.log"
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE GIT_PREFIX
if ! {command} > "$log" 2>&1; then
  echo "travaux: the changelogs were not rebuilt; the site is as it was. What went wrong:" >&2
  head -n 12 "$log" >&2
fi
exit $status
"""


@dataclass(frozen=True, slots=True)
class Site:
    """What a hook builds: drafts and output, both absolute."""

    drafts: Path
    output: Path


def install(site: Site) -> Path:
    """Put the hooks in place and give the folder they are in. Raises TravauxError outside a repository."""
    folder, top = _hooks(site.drafts)
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        path = folder / name
        if path.exists() and not _ours(path):
            path.rename(folder / f"{name}{_KEPT}")
        path.write_text(_script(name, site, top), encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return folder


def remove(site: Site) -> bool:
    """Take the hooks away and put back those that were there before; whether there was anything to take away."""
    folder, _ = _hooks(site.drafts)
    found = [folder / name for name in NAMES if _ours(folder / name)]
    for path in found:
        path.unlink()
        kept = path.with_name(f"{path.name}{_KEPT}")
        if kept.exists():
            kept.rename(path)
    return bool(found)


def installed(site: Site) -> tuple[str, ...]:
    """The hooks that are in place."""
    folder, _ = _hooks(site.drafts)
    return tuple(name for name in NAMES if _ours(folder / name))


def _ours(path: Path) -> bool:
    try:
        return _MARK in path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def _script(name: str, site: Site, top: Path) -> str:
    places = [site.drafts, site.drafts.parent / "templates", site.drafts.parent / "pipeline" / "assess"]
    inside = [path.relative_to(top).as_posix() for path in places if path.is_relative_to(top)]
    pattern = "|".join(f'^"?{_escaped(path)}/' for path in inside)
    command = [sys.executable, "-m", "pipeline.cli", "diff", "--quiet", "--drafts", str(site.drafts), "--output", str(site.output)]
    parts = {"top": shlex.quote(str(top)), "changed": _CHANGED[name], "pattern": shlex.quote(pattern), "command": shlex.join(command)}
    return _SCRIPT.format(mark=_MARK, kept=_KEPT, **parts)


def _escaped(path: str) -> str:
    """A path as `git diff --name-only` prints it, for grep -E: bytes beyond ASCII are quoted there, so any run of them may stand."""
    return "".join(char if (char.isalnum() and char.isascii()) or char in "/_-" else r"\." if char == "." else ".*" for char in path)


def _hooks(drafts: Path) -> tuple[Path, Path]:
    """(the folder of hooks that git uses here, the top of the working tree)."""
    import git  # noqa: PLC0415 - slow to load

    try:
        repository = git.Repo(drafts if drafts.exists() else Path.cwd(), search_parent_directories=True)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
        raise TravauxError(f"{drafts}: is in no git repository; run `git init` first") from error
    try:
        if repository.working_dir is None or repository.bare:
            raise TravauxError(f"{drafts}: the repository has no working tree")
        top = Path(repository.working_dir)
        return top / repository.git.rev_parse("--git-path", "hooks"), top
    except git.GitCommandError as error:
        raise TravauxError(f"{drafts}: git says: {str(error.stderr).strip()}") from error
    finally:
        repository.close()
