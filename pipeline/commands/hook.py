"""`travaux hook`: regeneration on commit."""

from pathlib import Path

import click

_FILE = click.Path(path_type=Path)
_drafts = click.option("--drafts", "folder", type=_FILE, default=Path("drafts"), show_default=True, help="Where the treaties' folders are.")
_output = click.option("--output", type=_FILE, default=Path("changelogs"), show_default=True, help="Where the site is put.")


@click.group()
def hook() -> None:
    """Rebuild the changelogs whenever a commit touches drafts, templates or rules.

    Example: travaux hook install
    """


@hook.command()
@_drafts
@_output
def install(folder: Path, output: Path) -> None:
    """Put the git hooks in place; hooks that are there are kept and run first.

    Example: travaux hook install
    """
    from pipeline.hooks import NAMES, Site, install as put  # noqa: PLC0415, I001 - keeps `travaux --help` fast

    where = put(Site(folder.absolute(), output.absolute()))
    click.echo(f"{', '.join(NAMES)} in {where}: commits that touch {folder} rebuild {output}")


@hook.command()
@_drafts
def remove(folder: Path) -> None:
    """Take the hooks away; those that were there before are put back.

    Example: travaux hook remove
    """
    from pipeline.hooks import Site, remove as take  # noqa: PLC0415, I001 - keeps `travaux --help` fast

    click.echo("removed" if take(Site(folder.absolute(), Path())) else "there was none")


@hook.command()
@_drafts
def status(folder: Path) -> None:
    """Say which hooks are in place.

    Example: travaux hook status
    """
    from pipeline.hooks import Site, installed  # noqa: PLC0415 - keeps `travaux --help` fast

    click.echo(", ".join(installed(Site(folder.absolute(), Path()))) or "none installed")
