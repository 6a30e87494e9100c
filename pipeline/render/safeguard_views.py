"""One safeguard over all drafts: where it stood in each, and every finding on it, step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.render.changelog_views import ChangelogView
from pipeline.render.finding_views import FindingView
from pipeline.render.links import PairName
from pipeline.render.overview import LedgerRow


@dataclass(frozen=True, slots=True)
class SafeguardStep:
    """What the step to a draft did to it; no findings where it did nothing."""

    pair: PairName
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class SafeguardView:
    """A safeguard's life as its page shows it."""

    row: LedgerRow
    source: str
    steps: tuple[SafeguardStep, ...]


def safeguard_page(safeguard: str) -> str:
    """The name of its page; a draft's page has no dot before its ending, so they cannot meet."""
    return f"safeguard.{safeguard}.html"


def safeguard_views(rows: Sequence[LedgerRow], steps: Mapping[int, ChangelogView], sources: Mapping[str, str]) -> tuple[SafeguardView, ...]:
    """One a row of the ledger; `sources` gives by id where the law says so."""
    return tuple(
        SafeguardView(
            row,
            sources.get(row.id, ""),
            tuple(
                SafeguardStep(steps[at].pair.named, tuple(finding for finding in steps[at].findings if finding.safeguard == row.id))
                for at in sorted(steps)
            ),
        )
        for row in rows
    )
