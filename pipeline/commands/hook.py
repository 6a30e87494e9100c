"""`travaux hook`: regeneration on commit."""

from pathlib import Path

import click

_FILE = click.Path(path_type=Path)
_drafts = click.option("--drafts", "folder", type=_FILE, default=Path("drafts"), show_default=True, help="Where the treaties' folders are.")


@click.group()
def hook() -> None:
    """Rebuild the changelogs whenever a commit touches drafts, templates or rules.

    Example: travaux hook install
    """


@hook.command()
@_drafts
@click.option("--output", type=_FILE, default=Path("changelogs"), show_default=True, help="Where the site is put.")
@click.option(
    "--pairs", type=click.Choice(["consecutive", "all"]), default="consecutive", show_default=True, help="Which drafts to compare."
)
@click.option("--templates", type=_FILE, help="A folder of templates that come before ours.")
@click.option("--base-url", default="", help="The address the site will stand at; adds a sitemap and canonical links.")
def install(folder: Path, output: Path, pairs: str, templates: Path | None, base_url: str) -> None:
    """Put the git hooks in place; hooks that are there are kept and run first.

    Example: travaux hook install --pairs all
    """
    from pipeline.hooks import NAMES, Site, install as put  # noqa: PLC0415, I001 - keeps `travaux --help` fast

    options = (*(("--pairs", pairs) if pairs != "consecutive" else ()), *(("--base-url", base_url) if base_url else ()))
    where = put(Site(folder.absolute(), output.absolute(), options, templates.absolute() if templates else None))
    click.echo(f"{', '.join(NAMES)} in {where}: commits that touch {folder} rebuild {output}")


@hook.command()
@_drafts
def remove(folder: Path) -> None:
    """Take the hooks away; those that were there before are put back.

    Example: travaux hook remove
    """
    from pipeline.hooks import remove as take  # noqa: PLC0415 - keeps `travaux --help` fast

    click.echo("removed" if take(folder.absolute()) else "there was none")


@hook.command()
@_drafts
def status(folder: Path) -> None:
    """Say which hooks are in place.

    Example: travaux hook status
    """
    from pipeline.hooks import installed  # noqa: PLC0415 - keeps `travaux --help` fast

    click.echo(", ".join(installed(folder.absolute())) or "none installed")
