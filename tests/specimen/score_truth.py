# ruff: noqa: T201 - a script that prints
"""Prints how many safeguard changes of truth.toml the pipeline finds, and how many look-alikes it claims.

Run from the project's root: ``PYTHONPATH=.:tests python tests/specimen/score_truth.py [--list]``. A change is found when a finding of a
right safeguard and effect stands in the same paragraph, in the draft before or after; "any effect" asks for the paragraph only.
"""

import argparse

from specimen.build import TARGET
from specimen.drafts import ISSUES
from specimen.truth import PAIRS, Change, changes, look_alikes, paragraph

from pipeline import compare, read_draft
from pipeline.model import Finding


def stands_there(change: Change, finding: Finding) -> bool:
    """Whether the finding is about the paragraph of the change, on either side."""
    places = ((change.before, finding.before), (change.after, finding.after))
    return any(place.at and side is not None and paragraph(place.at) == paragraph(side.citation) for place, side in places)


def is_found(change: Change, findings: tuple[Finding, ...]) -> bool:
    """Whether a finding says what the change says."""
    return any((each.safeguard, str(each.effect)) in change.readings for each in findings if stands_there(change, each))


def main() -> None:
    """Compares the pairs and prints a line for each, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="print what was missed, claimed and is in no list")
    details = parser.parse_args().list
    drafts = [read_draft(TARGET / issue.file) for issue in ISSUES]
    totals = [0, 0, 0, 0, 0, 0, 0]
    for pair in PAIRS:
        findings = compare(drafts[pair[0] - 1], drafts[pair[1] - 1]).findings
        counts = _score(pair, findings, details)
        totals = [one + other for one, other in zip(totals, counts, strict=True)]
        print(f"{pair[0]} -> {pair[1]}: {_printed(counts)}")
    print(f"all: {_printed(totals)}")


def _score(pair: tuple[int, int], findings: tuple[Finding, ...], details: bool) -> list[int]:
    listed = [change for change in changes() if change.pair == pair]
    due = [change for change in listed if not change.arguable]
    alike = [change for change in look_alikes() if change.pair == pair]
    missed = [change for change in due if not is_found(change, findings)]
    near = [change for change in due if any(stands_there(change, each) for each in findings)]
    claimed = [change for change in alike if any(stands_there(change, each) and not _listed(each, listed) for each in findings)]
    unlisted = [each for each in findings if not _listed(each, listed)]
    if details:
        _print_details(missed, claimed, unlisted)
    return [len(due) - len(missed), len(near), len(due), len(claimed), len(alike), len(unlisted), len(findings)]


def _listed(finding: Finding, listed: list[Change]) -> bool:
    return any(stands_there(change, finding) and (finding.safeguard, str(finding.effect)) in change.readings for change in listed)


def _print_details(missed: list[Change], claimed: list[Change], unlisted: list[Finding]) -> None:
    for change in missed:
        print(f"  missed   {change.before.at or '-'} -> {change.after.at or '-'}: {' '.join(change.readings[0])} ({change.why})")
    for change in claimed:
        print(f"  claimed  {change.before.at or '-'} -> {change.after.at or '-'}: {change.why}")
    for each in unlisted:
        places = " -> ".join(side.citation if side else "-" for side in (each.before, each.after))
        print(f"  unlisted {places}: {each.safeguard} {each.effect} ({each.reason})")


def _printed(counts: list[int]) -> str:
    found, near, due, claimed, alike, unlisted, findings = counts
    return f"found {found}/{due} (any effect {near}), look-alikes claimed {claimed}/{alike}, findings in no list {unlisted}/{findings}"


if __name__ == "__main__":
    main()
