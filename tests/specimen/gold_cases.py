"""Writes the changes of the specimen as cases (tests/gold/specimen.jsonl), from which, with the others, is learned what words weigh.

Run from the project's root: ``PYTHONPATH=.:tests python tests/specimen/gold_cases.py``. A provision that changed in words is a case, an item under its
chapeau; its labels are the changes that truth.toml lists in its paragraph. Left out are those with brackets and those that may be read in several ways.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from specimen.build import TARGET
from specimen.drafts import ISSUES
from specimen.truth import PAIRS, changes, paragraph

from pipeline import compare, read_draft
from pipeline.assess.places import Places
from pipeline.model import Draft, Kind

TO = Path(__file__).parent.parent / "gold" / "specimen.jsonl"
QUIET = frozenset({Kind.UNCHANGED, Kind.EDITORIAL, Kind.RENUMBERED, Kind.MOVED})


def main() -> None:
    """Writes the cases of all pairs."""
    drafts = [read_draft(TARGET / issue.file) for issue in ISSUES]
    cases = [case for pair in PAIRS for case in cases_of(pair, drafts[pair[0] - 1], drafts[pair[1] - 1])]
    rows = [{"id": f"s-{number:03}", **case, "note": "specimen", "hard": False} for number, case in enumerate(cases, 1)]
    TO.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{TO.name}: {len(rows)} cases")  # noqa: T201 - a script that prints


def cases_of(pair: tuple[int, int], before: Draft, after: Draft) -> Iterator[dict[str, object]]:
    """The cases of one pair of drafts."""
    listed = [change for change in changes() if change.pair == pair]
    places = Places(before, after)
    for change in compare(before, after).changes:
        sides = change.before, change.after
        texts = [f"{places.chapeau(side, eids)} {places.text(side, eids)}".strip() if eids else "" for side, eids in enumerate(sides)]
        if set(change.kinds) <= QUIET or texts[0] == texts[1] or any("[" in text for text in texts):
            continue
        cited = {paragraph(each.citation) for side, eids in enumerate(sides) for each in places.provisions(side, eids)}
        here = [each for each in listed if {paragraph(place.at) for place in (each.before, each.after) if place.at} & cited]
        if any(each.arguable or each.basis not in ("", "text") or len(each.readings) > 1 for each in here):
            continue
        labels = [{"safeguard": each.readings[0][0], "effect": each.readings[0][1]} for each in here]
        yield {"old": texts[0], "new": texts[1], "labels": labels}


if __name__ == "__main__":
    main()
