"""The nouns of a check: which findings fail it, which do not, and where they stand in the drafts' files."""

from dataclasses import dataclass

from pipeline.model import Certainty, Decision, Effect, Finding


@dataclass(frozen=True, slots=True)
class Filter:
    """The findings that fail a check; an empty set of weights or safeguards means all of them."""

    effects: frozenset[Effect]
    weights: frozenset[str] = frozenset()
    safeguards: frozenset[str] = frozenset()
    certain_only: bool = False

    def catches(self, finding: Finding) -> bool:
        """Whether the finding fails the check; one that reviewers dismissed does not, unless its words have changed since."""
        return (
            not is_dismissed(finding)
            and finding.effect in self.effects
            and (not self.weights or finding.weight in self.weights)
            and (not self.safeguards or finding.safeguard in self.safeguards)
            and (not self.certain_only or finding.certainty is Certainty.CERTAIN)
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a provision stands: its file as a path with slashes, its line and page from 1, or 0 where there are none."""

    file: str
    line: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, whether it fails the check, and its places in both drafts."""

    finding: Finding
    fails: bool
    before: Place | None
    after: Place | None

    @property
    def place(self) -> Place | None:
        """Where to show it: in the later draft, or where it stood in the earlier one."""
        return self.after or self.before


@dataclass(frozen=True, slots=True)
class Check:
    """What was found from one draft of a treaty to a later one."""

    treaty: str
    before: str
    after: str
    judged: tuple[Judged, ...]
    remarks: tuple[str, ...] = ()
    """What else is to be known of the treaty: drafts that are not fetched yet."""

    @property
    def failing(self) -> tuple[Judged, ...]:
        """Those that fail it."""
        return tuple(each for each in self.judged if each.fails)


def is_dismissed(finding: Finding) -> bool:
    """Whether reviewers dismissed it, on the words as they are."""
    return finding.review is not None and finding.review.decision is Decision.DISMISSED and not finding.review.stale
