"""Where a command's output goes: to the screen, or into a file."""

from pathlib import Path

import click

from pipeline.errors import TravauxError


def write(content: str | bytes, output: Path | None) -> None:
    """Print, or write to the file, with a line end. Raises TravauxError."""
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    data = data if data.endswith(b"\n") else data + b"\n"
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise TravauxError(f"{output}: cannot be written ({error.strerror or error})") from error
