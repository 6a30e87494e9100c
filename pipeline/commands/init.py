"""`travaux init`: a new repository for the drafts of one's own treaty."""

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--treaty", default="my-treaty", show_default=True, help="The name of the treaty's folder.")
def init(folder: Path, treaty: str) -> None:
    """Make a repository for a treaty of your own: drafts/, its treaty.toml, the hook, workflows and a README.

    A repository without drafts is filled; files that it has are left as they are.

    Example: travaux init our-treaty --treaty water-convention
    """
    from pipeline.build import build  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.hooks import Site, install  # noqa: PLC0415
    from pipeline.new_repository import create  # noqa: PLC0415

    made = create(folder, treaty)
    drafts, output = folder / "drafts", folder / "changelogs"
    install(Site(drafts.absolute(), output.absolute()))
    build(drafts, output, (), report=lambda _: None)
    for path in made:
        click.echo(path)
    click.echo(f"put drafts into {drafts / treaty}, commit them, and open {output / 'index.html'}")
