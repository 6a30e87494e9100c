"""The `travaux` command: options and output, nothing else. The stages are loaded when a command needs them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.add import add
from pipeline.commands.check import check
from pipeline.commands.completion import completion
from pipeline.commands.fetch import fetch
from pipeline.commands.hook import hook
from pipeline.commands.init import init
from pipeline.commands.log import log
from pipeline.commands.safeguards import safeguards
from pipeline.commands.treaties import names
from pipeline.commands.writing import write
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
    """Compare successive drafts of a treaty, and show where protections for people were added, removed, strengthened or weakened.

    \b
    travaux diff                        build changelogs/ from drafts/
    travaux compare zero.pdf rev1.docx  two files, nothing to set up
    travaux show rev1.docx              what was understood of one draft
    travaux init our-treaty             a repository for your own treaty

    docs/commands.md explains every command.
    """  # noqa: D301 - click's mark for lines that stay as they are


@main.command()
@click.argument("treaties", nargs=-1, metavar="[TREATY]...", shell_complete=names)
@click.option("--drafts", "folder", type=_FILE, default=Path("drafts"), show_default=True, help="Where the treaties' folders are.")
@click.option("--output", type=_FILE, default=Path("changelogs"), show_default=True, help="Where the site is put.")
@click.option(
    "--pairs", type=click.Choice(["consecutive", "all"]), default="consecutive", show_default=True, help="Which drafts to compare."
)
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes to work with.  [default: one a processor core]")
@click.option("--templates", type=_FILE, help="A folder of templates that come before ours.")
@click.option("--base-url", default="", help="The address the site will stand at; adds a sitemap and canonical links.")
@click.option("--force", is_flag=True, help="Build even when nothing changed.")
@click.option("--whole", is_flag=True, help="Leave the site as it is where a treaty cannot be built.")
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
    whole: bool,
    quiet: bool,
) -> None:
    """Build the changelogs of all treaties below drafts/, or of those named.

    Example: travaux diff un-cybercrime --pairs all
    """
    from pipeline.history import state  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.kept_pages import is_current  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.stamp import inputs  # noqa: PLC0415
    from pipeline.swap import alone  # noqa: PLC0415
    from pipeline.template_folders import folders  # noqa: PLC0415

    with alone(output, lambda line: click.echo(f"travaux: {line}", err=True)):
        current = (
            not force
            and folder.is_dir()
            and is_current(output, inputs(folder, treaties, folders(templates), (pairs, base_url, state(folder))))
        )
        if not current:
            _build(folder, output, treaties, pairs, workers or os.cpu_count() or 1, templates, base_url, whole=whole, quiet=quiet)
        elif not quiet:
            click.echo(f"nothing changed; open {output / 'index.html'}")


def _build(  # noqa: PLR0913, PLR0917 - the options of `diff`
    folder: Path,
    output: Path,
    treaties: tuple[str, ...],
    pairs: str,
    workers: int,
    templates: Path | None,
    base_url: str,
    *,
    whole: bool,
    quiet: bool,
) -> None:
    from pipeline.build import build, steps  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.render.site import Look  # noqa: PLC0415

    with click.progressbar(length=steps(folder, treaties, pairs), label="Reading and comparing", file=sys.stderr, hidden=quiet) as bar:
        look = Look(templates, base_url)
        done = build(folder, output, treaties, pairs=pairs, workers=workers, report=lambda _: bar.update(1), look=look, whole=whole)
    if not quiet:
        for remark in done.remarks:
            click.echo(remark)
        for treaty in done.treaties:
            click.echo(f"{treaty.slug}: {len(treaty.drafts)} drafts, {len(treaty.changelogs)} changelogs")
        for slug, _, fetchable in done.waiting:
            click.echo(
                f"{slug}: "
                + (f"not fetched yet: travaux fetch {slug}" if fetchable else f"no drafts yet: travaux add FILE --treaty {slug}")
            )
        click.echo(f"{done.pages} files in {output}, {done.made_again} of them made anew; open {output / 'index.html'}")
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
    type=click.Choice(["text", "html", "json", "markdown", "csv", "docx"]),
    default="text",
    show_default=True,
    help="What to print.",
)
@click.option("--output", type=_FILE, help="Write to this file instead of the screen.")
def compare(before: Path, after: Path, form: str, output: Path | None) -> None:
    """Compare two drafts: files of any format, or REV:path for a file as a commit, tag or branch of this repository holds it.

    \b
    Example: travaux compare zero-draft.pdf revision-1.docx --format html --output changes.html
             travaux compare HEAD~3:drafts/t/treaty.md drafts/t/treaty.md
    """  # noqa: D301 - click's mark for lines that stay as they are
    if form == "docx" and output is None:
        raise click.UsageError("a Word document is not for the screen; say where to write it with --output FILE")
    from pipeline.changelog import compare as compare_drafts  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.remembered import drafts_named  # noqa: PLC0415
    from pipeline.render import export, markdown, pages, plain, redline_docx  # noqa: PLC0415

    writers: dict[str, Callable[[Changelog], str | bytes]] = {
        "text": lambda changelog: plain.changelog_text(changelog, colour=output is None and sys.stdout.isatty()),
        "html": pages.compare_page,
        "json": export.changelog_json,
        "markdown": markdown.changelog_markdown,
        "csv": export.changelog_csv,
        "docx": redline_docx.changelog_docx,
    }
    old, new = drafts_named(before, after)
    write(writers[form](compare_drafts(old, new)), output)


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
    """Show what was understood of one draft, a file or REV:path, with all that was set aside.

    Example: travaux show revision-1.docx --format akn --output revision-1.xml
    """
    from pipeline.remembered import drafts_named  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.render import akn, export, markdown, plain  # noqa: PLC0415

    writers: dict[str, Callable[[Draft], str | bytes]] = {
        "outline": plain.draft_outline,
        "json": export.draft_json,
        "akn": akn.draft_to_akn,
        "markdown": markdown.draft_markdown,
    }
    write(writers[form](drafts_named(file)[0]), output)


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
    from pipeline.swap import alone  # noqa: PLC0415
    from pipeline.template_folders import folders  # noqa: PLC0415

    def rebuild() -> str:
        # Never in this process: it would go on judging by the rules it read first.
        workers = max(2, os.cpu_count() or 1)
        with alone(output, lambda line: click.echo(f"travaux: {line}", err=True)):
            done = build(folder, output, (), pairs=pairs, workers=workers, report=lambda _: None, look=Look(templates))
        return "\n".join(f"{slug}: {message}" for slug, message in done.failures)

    serve_site(output, (folder, *folders(templates)), rebuild, port, click.echo)


main.add_command(add)
main.add_command(check)
main.add_command(completion)
main.add_command(fetch)
main.add_command(hook)
main.add_command(init)
main.add_command(log)
main.add_command(safeguards)

if __name__ == "__main__":
    main()
