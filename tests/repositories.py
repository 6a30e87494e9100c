"""Repositories for tests: git without the settings of whoever runs them, and small drafts."""

import os
import subprocess
from pathlib import Path

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Ada Note"), ("EMAIL", "a@example.org"))},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(where, *arguments, date="", **environment):
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else {}
    command = ["git", *map(str, arguments)]
    done = subprocess.run(command, cwd=where, env={**ENVIRONMENT, **dates, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done


def repository(folder, *options):
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main", *options)
    return folder


def commit(where, message, files=(), **options):
    """Write the files, a mapping from path to text, and commit everything; what git said on stderr."""
    for name, text in dict(files).items():
        path = Path(where) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git(where, "add", "--all")
    return git(where, "commit", "--quiet", "--message", message, **options).stderr


def draft(*paragraphs, title="A Convention"):
    lines = [f"# {title}", ""]
    for at, text in enumerate(paragraphs, 1):
        lines += [f"## Article {at}", "", f"1. {text}", ""]
    return "\n".join(lines)
