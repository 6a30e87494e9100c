"""`travaux check`: for continuous integration, fails where safeguards were lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.treaties import chosen, drafts_option, names
from pipeline.commands.writing import write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.checks import Check


def _some_of(*known: str) -> Callable[[click.Context, click.Parameter, str], frozenset[str]]:
    """What reads an option's value as some of these words, with commas between; "none" is none of them."""

    def read(_: click.Context, __: click.Parameter, value: str) -> frozenset[str]:
        words = frozenset(word.strip() for word in value.split(",") if word.strip())
        if unknown := sorted(words - {*known, "none"}):
            raise click.BadParameter(f"{', '.join(unknown)}: choose from {', '.join(known)}")
        return words - {"none"}

    return read


@click.command()
@click.argument("treaties", nargs=-1, metavar="[TREATY]...", shell_complete=names)
@drafts_option
@click.option(
    "--fail-on",
    callback=_some_of("removed", "weakened", "strengthened", "added"),
    default="removed,weakened",
    show_default=True,
    help="Which findings fail the check: removed, weakened, strengthened, added, with commas between; none: report only.",
)
@click.option("--weight", callback=_some_of("A", "B", "C"), default="A,B,C", show_default=True, help="Only safeguards of these weights.")
@click.option("--safeguard", "safeguards", multiple=True, metavar="ID", help="Only this safeguard; can be given several times.")
@click.option("--certain", is_flag=True, help="Only findings that a rule settles, none that is to review.")
@click.option(
    "--between",
    nargs=2,
    metavar="BEFORE AFTER",
    help="Compare these drafts of one treaty, by symbol, date or file.  [default: the last two]",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "junit"]), default="text", show_default=True, help="What to print."
)
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file instead of the screen.")
def check(  # noqa: PLR0913, PLR0917 - one an option
    treaties: tuple[str, ...],
    folder: Path,
    fail_on: frozenset[str],
    weight: frozenset[str],
    safeguards: tuple[str, ...],
    between: tuple[str, str] | None,
    form: str,
    output: Path | None,
    *,
    certain: bool,
) -> None:
    """Exit with 1 when the last step of a treaty (of all, or of those named) took protections away.

    Findings that reviewers dismissed in reviews.toml do not count, corrected ones count as corrected.

    Example: travaux check un-cybercrime --fail-on removed,weakened --weight A --format sarif --output findings.sarif
    """
    from pipeline.checking import check as check_treaty  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.checks import Filter  # noqa: PLC0415
    from pipeline.model import Effect  # noqa: PLC0415

    folders = chosen(folder, treaties)
    if between and len(folders) > 1:
        raise click.UsageError("--between compares two drafts of one treaty; name the treaty")
    wanted = Filter(frozenset(Effect(each) for each in fail_on), weight, frozenset(_known(safeguards)), certain)
    checks = []
    for path in folders:
        if made := check_treaty(path, between, wanted, Path.cwd()):
            checks.append(made)
            for remark in made.remarks:
                click.echo(remark, err=True)
        else:
            click.echo(f"travaux: {path.name}: fewer than two drafts are there; nothing to compare yet", err=True)
    write(_writer(form)(checks), output)
    if any(each.failing for each in checks):
        raise SystemExit(1)


def _known(safeguards: tuple[str, ...]) -> tuple[str, ...]:
    from pipeline.render.method import load_method  # noqa: PLC0415 - keeps `travaux --help` fast

    known = load_method().names if safeguards else {}
    if unknown := [each for each in safeguards if each not in known]:
        raise click.UsageError(f"there is no safeguard {', '.join(unknown)}; `travaux safeguards` prints them")
    return safeguards


def _writer(form: str) -> Callable[[Sequence[Check]], str | bytes]:
    from pipeline.render import checks  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.render.method import load_method  # noqa: PLC0415

    writers: dict[str, Callable[[Sequence[Check]], str | bytes]] = {
        "text": checks.checks_text,
        "json": checks.checks_json,
        "sarif": lambda made: checks.checks_sarif(made, {rule.id: rule.title for rule in load_method().rules}),
        "junit": checks.checks_junit,
    }
    return writers[form]
