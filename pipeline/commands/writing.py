"""Where a command's output goes: to the screen, or into a file."""

from pathlib import Path

import click

from pipeline.errors import TravauxError


def write(content: str | bytes, output: Path | None) -> None:
    """Print, or write to the file: a text with a line end, bytes as they are. Raises TravauxError."""
    data = content if isinstance(content, bytes) else (content if content.endswith("\n") else f"{content}\n").encode("utf-8")
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise TravauxError(f"{output}: cannot be written ({error.strerror or error})") from error
