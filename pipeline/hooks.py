"""Git hooks that rebuild the changelogs when drafts, templates or rules change; others' hooks are kept and run first.

The scripts name no repository: what is built, and how, stands in `travaux/settings` in the repository's git folder, so that one
folder of hooks can serve many repositories, and a hook does nothing in a repository that did not ask for it.
"""

import shlex
import shutil
import stat
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from pipeline.checkout import Checkout, checkout
from pipeline.errors import TravauxError

NAMES = ("post-commit", "post-merge", "post-checkout", "post-rewrite", "post-applypatch")
_MARK = "# travaux: rebuilds the changelogs"
_USER = "# used by: "
_KEPT = ".before-travaux"
_HOME = "travaux"
"""Folder in the git folder: settings, and for each working tree what it was built from last and what went wrong."""
_SCRIPT = r"""#!/bin/sh
{mark} when drafts, templates or rules change. Remove with: travaux hook remove
{users}
name="${{0##*/}}"; kept="$0{kept}"; status=0
if [ -x "$kept" ]; then "$kept" "$@"; status=$?; fi
top="$(git rev-parse --show-toplevel 2>/dev/null)" && cd "$top" 2>/dev/null || exit $status
home="$(git rev-parse --git-common-dir)/{home}"
[ -r "$home/settings" ] || exit $status
# A file was checked out, no commit.
[ "$name" = post-checkout ] && [ "$3" = 0 ] && exit $status
tree="$(git rev-parse --git-dir)"
if [ -d "$tree/rebase-merge" ] || [ -d "$tree/rebase-apply" ]; then
  # In the middle of a rebase: once is enough, at its end; one with nothing to replay ends where it begins.
  case "$name $1" in
    "post-rewrite rebase") ;;
    "post-checkout "*) [ -e "$tree/rebase-merge/done" ] || exit $status ;;
    *) exit $status ;;
  esac
fi
. "$home/settings"
mine="$home/${{tree##*/}}"
now="$(watched 2>/dev/null)"
last="$(cat "$mine.built" 2>/dev/null)"
[ "$now" = "$last" ] && exit $status
unset $(git rev-parse --local-env-vars)
if ! build < /dev/null > "$mine.log" 2>&1; then
  echo "travaux: the changelogs were not rebuilt; the site is as it was. What went wrong:" >&2
  head -n 12 "$mine.log" >&2
fi
printf '%s\n' "$now" > "$mine.built"
exit $status
"""
_SETTINGS = """watched() {{ git ls-tree --full-tree HEAD -- {watched}; }}
build() {{ {build}; }}
"""


@dataclass(frozen=True, slots=True)
class Site:
    """What a hook builds: drafts and output, both absolute, and further options of `travaux diff`."""

    drafts: Path
    output: Path
    options: tuple[str, ...] = ()
    templates: Path | None = None


def install(site: Site) -> Path:
    """Put the hooks in place and give the folder they are in. Raises TravauxError outside a repository or where a hook cannot be kept."""
    place = checkout(site.drafts)
    home = place.common / _HOME
    clash = [name for name in NAMES if _is_other(place.hooks / name) and _is_there(place.hooks / f"{name}{_KEPT}")]
    if clash:
        raise TravauxError(f"{place.hooks / clash[0]}{_KEPT}: is there already and would be lost; move it away, then install again")
    try:
        place.hooks.mkdir(parents=True, exist_ok=True)
        home.mkdir(exist_ok=True)
        for name in NAMES:
            _put(place.hooks / name, home)
        (home / "hooks").write_text(f"{place.hooks}", encoding="utf-8", errors="surrogateescape")
        (home / "settings").write_text(_settings(site, place), encoding="utf-8", errors="surrogateescape")
        (home / f"{place.own.name}.built").write_text(
            place.listed(_watched(site, place)) + "\n", encoding="utf-8", errors="surrogateescape"
        )
    except OSError as error:
        raise TravauxError(f"{place.hooks}: the hooks cannot be put there ({error.strerror or error})") from error
    return place.hooks


def remove(drafts: Path) -> bool:
    """Take the hooks away and put back those that were there before; whether there was anything to take away.

    In a folder of hooks that other repositories use too, the scripts stay for these.
    """
    place = checkout(drafts)
    home = place.common / _HOME
    # They may have been put elsewhere, before core.hooksPath was changed.
    folders = sorted({place.hooks, Path(_text(home / "hooks") or place.hooks)})
    found = home.is_dir() or any(_ours(folder / name) for folder in folders for name in NAMES)
    try:
        for path in (folder / name for folder in folders for name in NAMES):
            others = [user for user in _users(path) if user != _user(home)]
            if others:
                path.write_text(_script(others), encoding="utf-8")
            elif _ours(path):
                path.unlink()
                kept = path.with_name(f"{path.name}{_KEPT}")
                if _is_there(kept):
                    kept.rename(path)
        if home.is_dir():
            shutil.rmtree(home)
    except OSError as error:
        raise TravauxError(f"{place.hooks}: the hooks cannot be taken away ({error.strerror or error})") from error
    return found


def installed(drafts: Path) -> tuple[str, ...]:
    """The hooks that are in place for this repository."""
    place = checkout(drafts)
    asked = (place.common / _HOME / "settings").is_file()
    return tuple(name for name in NAMES if asked and _ours(place.hooks / name))


def _put(path: Path, home: Path) -> None:
    others = [user for user in _users(path) if user != _user(home)]
    if _is_other(path):
        path.rename(path.with_name(f"{path.name}{_KEPT}"))
    path.write_text(_script([*others, _user(home)]), encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def _script(users: list[str]) -> str:
    return _SCRIPT.format(mark=_MARK, users="\n".join(f"{_USER}{user}" for user in sorted(users)), kept=_KEPT, home=_HOME)


def _user(home: Path) -> str:
    return quote(str(home), errors="surrogateescape")


def _users(path: Path) -> list[str]:
    """The repositories that use the script."""
    lines = _text(path).splitlines() if _ours(path) else []
    return [line.removeprefix(_USER) for line in lines if line.startswith(_USER)]


def _ours(path: Path) -> bool:
    return _MARK in _text(path)


def _is_other(path: Path) -> bool:
    return _is_there(path) and not _ours(path)


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _settings(site: Site, place: Checkout) -> str:
    """A piece of shell; places in the working tree stand relative to its top, so that they hold in every working tree."""
    command = [sys.executable, "-P", "-m", "pipeline.cli", "diff", "--quiet", "--whole"]
    command += [f"--drafts={place.inside(site.drafts)}", f"--output={place.inside(site.output)}", *site.options]
    command += [f"--templates={place.inside(site.templates)}"] if site.templates else []
    return _SETTINGS.format(watched=shlex.join(_watched(site, place)), build=shlex.join(command))


def _watched(site: Site, place: Checkout) -> list[str]:
    """The folders whose state in a commit says whether to build: those in the working tree, relative to its top."""
    package = Path(str(files("pipeline")))
    places = [site.drafts, site.templates, package, package.parent / "templates"]
    found = [place.inside(path) for path in places if path is not None and place.holds(path)]
    return [] if "." in found else sorted(found)
