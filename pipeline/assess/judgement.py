"""What was judged of one safeguard, before it is told as a finding."""

from dataclasses import dataclass

from pipeline.assess.reading import Standing
from pipeline.assess.rules import Safeguard
from pipeline.model import Basis, Effect

PARTLY = {Effect.REMOVED: Effect.WEAKENED, Effect.ADDED: Effect.STRENGTHENED}
"""What a loss (a gain) of the whole is where something of the safeguard stands beside it before and after."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One safeguard: its effect, the rule, how it stood on each side (None: not there), and the words that tell."""

    safeguard: Safeguard
    effect: Effect
    rule: str
    before: Standing | None
    after: Standing | None
    words: tuple[str, str] = ("", "")
    settled: bool = True
    basis: Basis = Basis.TEXT


@dataclass(frozen=True, slots=True)
class Shift:
    """One reason why the protection is up (1) or down (-1): the rule, and the words on both sides."""

    sign: int
    rule: str
    before: str = ""
    after: str = ""
    settled: bool = True
    """Whether the rule settles it; else a person must look."""
