"""The taxonomy and its rules as plain text, for `travaux safeguards`."""

from collections.abc import Iterable, Iterator
from typing import Protocol


class Named(Protocol):
    """A power: an id and a name."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def name(self) -> str:
        """The name for readers."""


class Weighed(Named, Protocol):
    """A safeguard: a power's two, with its weight and source."""

    @property
    def weight(self) -> str:
        """A, B or C."""

    @property
    def source(self) -> str:
        """Where the law says so."""


class Ruled(Protocol):
    """A rule."""

    @property
    def id(self) -> str:
        """Its number, "R5"."""

    @property
    def title(self) -> str:
        """What it says."""

    @property
    def source(self) -> str:
        """Where it comes from."""


def taxonomy_text(safeguards: Iterable[Weighed], powers: Iterable[Named], rules: Iterable[Ruled]) -> str:
    """Safeguards by weight, powers, rules, each with its source below."""
    return "\n".join(_lines(safeguards, powers, rules)) + "\n"


def _lines(safeguards: Iterable[Weighed], powers: Iterable[Named], rules: Iterable[Ruled]) -> Iterator[str]:
    yield "Safeguards (weight, id, name)"
    for safeguard in sorted(safeguards, key=lambda each: each.weight):
        yield f"  {safeguard.weight}  {safeguard.id}: {safeguard.name}"
        yield f"     {safeguard.source}"
    yield from ("", "Powers: shown beside the findings, no safeguards")
    for power in powers:
        yield f"  {power.id}: {power.name}"
    yield from ("", "Rules")
    for rule in rules:
        yield f"  {rule.id}  {rule.title}"
        yield f"     {rule.source}"
