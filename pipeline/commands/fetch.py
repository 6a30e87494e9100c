"""`travaux fetch`: the drafts that are published somewhere, downloaded."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.treaties import chosen, drafts_option, names
from pipeline.errors import TravauxError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.download import Limits
    from pipeline.guarded import Allowed

_PARTS = 1000
"""Steps of the progress bar a file."""
_BAR: dict[str, Any] = {"show_pos": False, "show_eta": False, "item_show_func": lambda name: name or ""}


@click.command()
@click.argument("treaties", nargs=-1, required=True, metavar="TREATY...", shell_complete=names)
@drafts_option
@click.option(
    "--language",
    type=click.Choice(["ar", "zh", "en", "fr", "ru", "es"]),
    help="Fetch the drafts in this language, into a treaty of its own beside the first.",
)
@click.option("--max-size", type=click.FloatRange(min=0, min_open=True), default=100, show_default=True, help="Of one file, in MB.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=30, show_default=True, help="Seconds without an answer.")
@click.option("--tries", type=click.IntRange(1), default=4, show_default=True, help="How often each file is tried.")
@click.option("--allow-http", is_flag=True, help="Fetch over http too, which others can read and change on the way.")
@click.option("--allow-private", is_flag=True, help="Fetch from addresses of a private network too.")
def fetch(  # noqa: PLR0913, PLR0917 - one an option
    treaties: tuple[str, ...],
    folder: Path,
    language: str | None,
    max_size: float,
    timeout: float,
    tries: int,
    *,
    allow_http: bool,
    allow_private: bool,
) -> None:
    """Download the drafts that treaty.toml gives a `source` for, and check them ever after.

    What is there already is not fetched again. The sha256 of each file is recorded in treaty.toml the first time.

    Example: travaux fetch un-cybercrime --language fr
    """
    from pipeline.download import Limits  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.editions import edition  # noqa: PLC0415
    from pipeline.guarded import Allowed  # noqa: PLC0415

    limits = Limits(size=int(max_size * 1e6), silence=timeout, tries=tries)
    allowed = Allowed(http=allow_http, private=allow_private)
    wanted = [edition(path, language) if language else path for path in chosen(folder, treaties)]
    # All are fetched before the failure of one is told by the exit code.
    done = [_tried(path, limits, allowed) for path in wanted]
    if not all(done):
        raise SystemExit(1)


def _tried(folder: Path, limits: Limits, allowed: Allowed) -> bool:
    """Whether the treaty was fetched without a failure; one whose treaty.toml cannot be used does not stop the others."""
    try:
        return _fetch(folder, limits, allowed)
    except TravauxError as error:
        for line in str(error).splitlines():
            click.echo(f"travaux: {line}", err=True)
        return False


def _fetch(folder: Path, limits: Limits, allowed: Allowed) -> bool:
    """Fetch one treaty's drafts with a bar, and say what came of each file; whether none failed."""
    from pipeline.fetching import Fetched, fetch as fetch_drafts, files_of  # noqa: PLC0415, I001 - keeps `travaux --help` fast

    done: list[Fetched] = []
    told: dict[str, int] = {}
    with click.progressbar(length=files_of(folder) * _PARTS, label=f"Fetching {folder.name}", file=sys.stderr, **_BAR) as bar:

        def report(name: str, share: float) -> None:
            now = int(share * _PARTS)
            bar.update(max(now - told.get(name, 0), 0), current_item=name)
            told[name] = max(now, told.get(name, 0))

        done.extend(fetch_drafts(folder, limits, allowed, report))
    for each in done:
        size = f", {each.size / 1e6:.1f} MB" if each.size else ""
        prefix = "travaux: " if each.failed else ""
        click.echo(f"{prefix}{folder.name}/{each.name}: {each.said}{size}", err=each.failed)
    fetched, failed = sum(each.size > 0 for each in done), sum(each.failed for each in done)
    advice = f"; now: travaux diff {folder.name}" if fetched else ""
    click.echo(f"{folder.name}: {fetched} fetched, {failed} failed{advice}")
    return not failed
