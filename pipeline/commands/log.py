"""`travaux log`: the life of one provision."""

import os
import sys
from pathlib import Path

import click


@click.command()
@click.argument("treaty")
@click.argument("place", metavar="PROVISION")
@click.option(
    "--drafts",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("drafts"),
    show_default=True,
    help="Where the treaties' folders are.",
)
@click.option("--blame", is_flag=True, help="Show the text with the draft that brought in each word.")
def log(treaty: str, place: str, folder: Path, *, blame: bool) -> None:
    """Tell the life of one provision over all drafts of a treaty; PROVISION is an eId or a citation, of any draft.

    \b
    Example: travaux log un-cybercrime "art. 24(2)"
             travaux log un-cybercrime art_24__para_2 --blame
    """  # noqa: D301 - click's mark for lines that stay as they are
    from pipeline.drafts import load_treaty, treaty_folders  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.errors import DraftsError  # noqa: PLC0415
    from pipeline.fates import steps as all_steps  # noqa: PLC0415
    from pipeline.history import from_commits, origins  # noqa: PLC0415
    from pipeline.life import life  # noqa: PLC0415
    from pipeline.lookup import find  # noqa: PLC0415
    from pipeline.remembered import read_again  # noqa: PLC0415
    from pipeline.render.life_text import Entry, blame_text, life_text  # noqa: PLC0415

    known = {path.name: path for path in treaty_folders(folder)}
    if treaty not in known:
        raise DraftsError([f"there is no treaty {treaty}; there are {', '.join(sorted(known))}"])
    loaded = from_commits(load_treaty(known[treaty]))
    if not loaded.drafts:
        raise DraftsError([f"{treaty}: not fetched yet: travaux fetch {treaty}"])
    for remark in loaded.remarks:
        click.echo(f"travaux: {remark}", err=True)
    with click.progressbar(length=len(loaded.drafts) - 1, label="Reading and comparing", file=sys.stderr) as bar:
        steps = all_steps(loaded, bar.update)
    last = read_again(loaded.drafts[-1])
    at, eid = find(place, last, steps, treaty)
    entries = [
        Entry(draft.symbol or draft.title or draft.file.name, draft.title, draft.issued, origin.by if origin else "")
        for draft, origin in zip(loaded.drafts, origins(loaded), strict=True)
    ]
    colour = _is_terminal() and not os.environ.get("NO_COLOR")
    if blame:
        click.echo(blame_text(entries, read_again(loaded.drafts[at]), at, eid, steps, colour=colour), nl=False, color=colour)
    else:
        then, events = life(steps, at, eid)
        click.echo(life_text(entries, read_again(loaded.drafts[0]), then, events, colour=colour), nl=False, color=colour)


def _is_terminal() -> bool:
    return sys.stdout.isatty()
