"""The `travaux` command: options and output, nothing else. The stages are loaded when a command needs them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.hook import hook
from pipeline.commands.init import init
from pipeline.errors import TravauxError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Changelog, Draft

_FILE = click.Path(path_type=Path)


class _Cli(click.Group):
    """Turns errors meant for the user into one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        try:
            return super().invoke(ctx)
        except TravauxError as error:
            for line in str(error).splitlines():
                click.echo(f"travaux: {line}", err=True)
            ctx.exit(1)


@click.group(cls=_Cli, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="travaux", message="travaux %(version)s")
def main() -> None:
    r"""Compare successive drafts of a treaty, and show where protections for people were added, removed, strengthened or weakened.

    \b
    travaux diff                        build changelogs/ from drafts/
    travaux compare zero.pdf rev1.docx  two files, nothing to set up
    travaux show rev1.docx              what was understood of one draft
    """


@main.command()
@click.argument("treaties", nargs=-1, metavar="[TREATY]...")
@click.option("--drafts", "folder", type=_FILE, default=Path("drafts"), show_default=True, help="Where the treaties' folders are.")
@click.option("--output", type=_FILE, default=Path("changelogs"), show_default=True, help="Where the site is put.")
@click.option(
    "--pairs", type=click.Choice(["consecutive", "all"]), default="consecutive", show_default=True, help="Which drafts to compare."
)
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes to work with.  [default: one a processor core]")
@click.option("--templates", type=_FILE, help="A folder of templates that come before ours.")
@click.option("--base-url", default="", help="The address the site will stand at; adds a sitemap and canonical links.")
@click.option("--force", is_flag=True, help="Build even when nothing changed.")
@click.option("--quiet", is_flag=True, help="Print errors only.")
def diff(  # noqa: PLR0913, PLR0917 - one an option
    treaties: tuple[str, ...],
    folder: Path,
    output: Path,
    pairs: str,
    workers: int | None,
    templates: Path | None,
    base_url: str,
    *,
    force: bool,
    quiet: bool,
) -> None:
    """Build the changelogs of all treaties below drafts/, or of those named.

    Example: travaux diff un-cybercrime --pairs all
    """
    from pipeline.stamp import inputs, is_current  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.swap import STAMP, alone  # noqa: PLC0415
    from pipeline.template_folders import folders  # noqa: PLC0415

    with alone(output, lambda line: click.echo(f"travaux: {line}", err=True)):
        current = (
            not force and folder.is_dir() and is_current(output, STAMP, inputs(folder, treaties, folders(templates), (pairs, base_url)))
        )
        if not current:
            _build(folder, output, treaties, pairs, workers or os.cpu_count() or 1, templates, base_url, quiet=quiet)
        elif not quiet:
            click.echo(f"nothing changed; open {output / 'index.html'}")


def _build(  # noqa: PLR0913, PLR0917 - the options of `diff`
    folder: Path, output: Path, treaties: tuple[str, ...], pairs: str, workers: int, templates: Path | None, base_url: str, *, quiet: bool
) -> None:
    from pipeline.build import build, steps  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.render.site import Look  # noqa: PLC0415

    with click.progressbar(length=steps(folder, treaties, pairs), label="Reading and comparing", file=sys.stderr, hidden=quiet) as bar:
        look = Look(templates, base_url)
        done = build(folder, output, treaties, pairs=pairs, workers=workers, report=lambda _: bar.update(1), look=look)
    if not quiet:
        for remark in done.remarks:
            click.echo(remark)
        for treaty in done.treaties:
            click.echo(f"{treaty.slug}: {len(treaty.drafts)} drafts, {len(treaty.changelogs)} changelogs")
        for slug, _ in done.waiting:
            click.echo(f"{slug}: not fetched yet: travaux fetch {slug}")
        click.echo(f"{done.pages} files in {output}; open {output / 'index.html'}")
    for slug, message in done.failures:
        for line in message.splitlines():
            click.echo(f"travaux: {line if line.startswith(slug) else f'{slug}: {line}'}", err=True)
    if done.failures:
        raise SystemExit(1)


@main.command()
@click.argument("before", type=_FILE)
@click.argument("after", type=_FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "json", "markdown", "csv"]),
    default="text",
    show_default=True,
    help="What to print.",
)
@click.option("--output", type=_FILE, help="Write to this file instead of the screen.")
def compare(before: Path, after: Path, form: str, output: Path | None) -> None:
    """Compare two drafts: files of any format, in any combination.

    Example: travaux compare zero-draft.pdf revision-1.docx --format html --output changes.html
    """
    from pipeline.changelog import compare as compare_drafts, read_draft  # noqa: PLC0415, I001 - keeps `travaux --help` fast
    from pipeline.render import export, markdown, pages, plain  # noqa: PLC0415

    writers: dict[str, Callable[[Changelog], str | bytes]] = {
        "text": lambda changelog: plain.changelog_text(changelog, colour=output is None and sys.stdout.isatty()),
        "html": pages.compare_page,
        "json": export.changelog_json,
        "markdown": markdown.changelog_markdown,
        "csv": export.changelog_csv,
    }
    _write(writers[form](compare_drafts(read_draft(before), read_draft(after))), output)


@main.command()
@click.argument("file", type=_FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["outline", "json", "akn", "markdown"]),
    default="outline",
    show_default=True,
    help="What to print.",
)
@click.option("--output", type=_FILE, help="Write to this file instead of the screen.")
def show(file: Path, form: str, output: Path | None) -> None:
    """Show what was understood of one draft, with all that was set aside.

    Example: travaux show revision-1.docx --format akn --output revision-1.xml
    """
    from pipeline.changelog import read_draft  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.render import akn, export, markdown, plain  # noqa: PLC0415

    writers: dict[str, Callable[[Draft], str | bytes]] = {
        "outline": plain.draft_outline,
        "json": export.draft_json,
        "akn": akn.draft_to_akn,
        "markdown": markdown.draft_markdown,
    }
    _write(writers[form](read_draft(file)), output)


@main.command()
@click.option("--drafts", "folder", type=_FILE, default=Path("drafts"), show_default=True, help="Where the treaties' folders are.")
@click.option("--output", type=_FILE, default=Path("changelogs"), show_default=True, help="Where the site is put.")
@click.option(
    "--pairs", type=click.Choice(["consecutive", "all"]), default="consecutive", show_default=True, help="Which drafts to compare."
)
@click.option("--templates", type=_FILE, help="A folder of templates that come before ours.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="On which port of localhost.")
def serve(folder: Path, output: Path, pairs: str, templates: Path | None, port: int) -> None:
    """Show the site on localhost, and build it again when drafts, templates or rules change.

    Example: travaux serve --port 8080
    """
    from pipeline.build import build  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.render.site import Look  # noqa: PLC0415
    from pipeline.serve import serve as serve_site  # noqa: PLC0415
    from pipeline.template_folders import folders  # noqa: PLC0415

    def rebuild() -> str:
        done = build(folder, output, (), pairs=pairs, workers=os.cpu_count() or 1, report=lambda _: None, look=Look(templates))
        return "\n".join(f"{slug}: {message}" for slug, message in done.failures)

    serve_site(output, (folder, *folders(templates)), rebuild, port, click.echo)


@main.command()
@click.option("--language", type=click.Choice(["en", "fr", "es"]), default="en", show_default=True, help="Of the texts to be judged.")
def safeguards(language: str) -> None:
    """Print the safeguards and powers that are known, and the numbered rules with their sources.

    Example: travaux safeguards | less
    """
    from pipeline.assess.rules_load import load_rules  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.render.taxonomy import taxonomy_text  # noqa: PLC0415

    rules = load_rules(language, context="")
    _write(taxonomy_text(rules.safeguards.values(), rules.powers.values(), rules.rules.values()), None)


def _write(content: str | bytes, output: Path | None) -> None:
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    data = data if data.endswith(b"\n") else data + b"\n"
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise TravauxError(f"{output}: cannot be written ({error.strerror or error})") from error


main.add_command(hook)
main.add_command(init)

if __name__ == "__main__":
    main()
