"""The treaties that commands are given by name."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from pipeline.errors import DraftsError

drafts_option = click.option(
    "--drafts",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("drafts"),
    show_default=True,
    help="Where the treaties' folders are.",
)


def names(context: click.Context, _: click.Parameter, beginning: str) -> list[CompletionItem]:
    """The treaties whose names begin so, for the shell's completion."""
    folder = Path(context.params.get("folder") or "drafts")
    found = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    return [CompletionItem(name) for name in found if name.startswith(beginning) and not name.startswith(".")]


def chosen(folder: Path, names: tuple[str, ...]) -> list[Path]:
    """The folders of the treaties named, of all where none is. Raises DraftsError for a name that is none."""
    from pipeline.drafts import treaty_folders  # noqa: PLC0415 - keeps `travaux --help` fast

    there = {path.name: path for path in treaty_folders(folder)}
    missing = [name for name in names if name not in there]
    if missing:
        raise DraftsError([f"there is no treaty {name}; there are {', '.join(there)}" for name in missing])
    return [there[name] for name in names] if names else list(there.values())
