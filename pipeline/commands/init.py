"""`travaux init`: a new repository for the drafts of one's own treaty."""

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--treaty", default="my-treaty", show_default=True, help="The name of the treaty's folder.")
def init(folder: Path, treaty: str) -> None:
    """Make a repository for a treaty of your own: drafts/, its treaty.toml, the hook, workflows and a README.

    Example: travaux init our-treaty && cp zero-draft.pdf our-treaty/drafts/my-treaty/
    """
    from pipeline.hooks import Site, install  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.new_repository import create  # noqa: PLC0415

    made = create(folder, treaty)
    install(Site((folder / "drafts").absolute(), (folder / "changelogs").absolute()))
    for path in made:
        click.echo(path)
    click.echo(f"put drafts into {folder / 'drafts' / treaty}, commit them, and open {folder / 'changelogs' / 'index.html'}")
