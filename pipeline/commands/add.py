"""`travaux add`: a new draft, checked and filed."""

import datetime
from pathlib import Path

import click

from pipeline.commands.treaties import drafts_option, names
from pipeline.errors import DraftsError


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--treaty", required=True, shell_complete=names, help="The treaty's folder; it is made where there is none.")
@drafts_option
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="Of issue.  [default: what stands at the head of the file, or in its name]")
@click.option("--symbol", default="", help="The document symbol.  [default: what stands at the head of the file]")
@click.option("--title", default="", help="What the draft is called: Zero draft.")
@click.option("--source", default="", metavar="ADDRESS", help="Where it was published.")
@click.option("--commit", "committed", is_flag=True, help="Commit it, and nothing else.")
@click.option("--dry-run", is_flag=True, help="Show what was understood, and file nothing.")
def add(  # noqa: PLR0913, PLR0917 - one an option
    file: Path,
    treaty: str,
    folder: Path,
    date: datetime.datetime | None,
    symbol: str,
    title: str,
    source: str,
    *,
    committed: bool,
    dry_run: bool,
) -> None:
    """Check a new draft, show what was understood of it, and file it under drafts/ and in its treaty.toml.

    Example: travaux add revision-1.docx --treaty our-treaty --symbol T/1/Rev.1 --commit
    """
    from pipeline.adding import Given, check_repository, commit, prepare, put  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.render.plain import draft_summary  # noqa: PLC0415

    if not treaty or treaty.startswith(".") or "/" in treaty or "\\" in treaty:
        raise DraftsError([f"{treaty!r}: is no name for a treaty's folder"])
    if committed and not dry_run:
        check_repository(folder / treaty)
    addition = prepare(file, folder / treaty, Given(date.date() if date else None, symbol, title, source))
    click.echo(draft_summary(addition.draft))
    for remark in addition.remarks:
        click.echo(remark)
    if dry_run:
        click.echo(f"would be filed as {addition.target}, dated {addition.issued}")
        return
    put(addition)
    click.echo(f"filed as {addition.target}, dated {addition.issued}")
    if committed:
        click.echo(f"committed: {commit(addition)}")
