"""`travaux safeguards`: what is known of safeguards, powers and rules."""

import click

from pipeline.commands.writing import write


@click.command()
@click.option("--language", type=click.Choice(["en", "fr", "es"]), default="en", show_default=True, help="Of the texts to be judged.")
def safeguards(language: str) -> None:
    """Print the safeguards and powers that are known, and the numbered rules with their sources.

    Example: travaux safeguards | less
    """
    from pipeline.assess.rules_load import load_rules  # noqa: PLC0415 - keeps `travaux --help` fast
    from pipeline.render.taxonomy import taxonomy_text  # noqa: PLC0415

    rules = load_rules(language, context="")
    write(taxonomy_text(rules.safeguards.values(), rules.powers.values(), rules.rules.values()), None)
