"""`travaux completion`: what a shell needs to complete commands, options and the names of treaties."""

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script with which a shell completes commands, options and the names of treaties.

    Example: travaux completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - keeps `travaux --help` fast

    made = get_completion_class(shell)
    assert made is not None  # click has these three
    click.echo(made(context.find_root().command, {}, "travaux", "_TRAVAUX_COMPLETE").source())
