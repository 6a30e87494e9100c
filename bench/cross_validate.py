"""Judges every file of whole cases by other writers with weights that were learned without it, and writes cross_validated.json: `make cross-validate`.

That is what to expect of a treaty never seen, as far as the weights go; the rules of safeguards.toml were written with some of these cases known (bench/README.md
tells which).
"""

import json
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import learn_bearing
import learn_turning
import msgspec
from learn_bearing import GOLD
from run_safeguards import Case, overall, summary

from pipeline.assess.bearing import Bearing, BearingWeights
from pipeline.assess.judge import judge
from pipeline.assess.rules_load import unweighed_rules

HERE = Path(__file__).parent
TO = HERE / "cross_validated.json"
FOLDS = (
    ("blind_a", "blind_b", "blind_c"),
    ("blind_d", "blind_e"),
    ("mixed_a",),
    ("mixed_b", "mixed_c"),
    ("mixed_d", "mixed_e"),
    ("blind_f", "mixed_f"),
    ("blind_g",),
    ("blind_h",),
    ("blind_i",),
    ("blind_k", "mixed_g", "mixed_h"),
    ("restated_a",),
    ("needles_a",),
    ("fresh",),
)
"""Files of cases that are judged by what all others taught."""
Told = Counter[tuple[str, str]]
"""By certainty and by whether it was right how many findings there were."""


def main() -> None:
    """Judges all folds and writes the figures, with the commit of the rules given as the only argument."""
    _, revision = sys.argv
    with ProcessPoolExecutor() as processes:
        folds = list(processes.map(fold, FOLDS))
    cases = [case for found, _ in folds for case in found]
    told = sum((count for _, count in folds), Counter[tuple[str, str]]())
    certain = {
        certainty: {"findings": right + wrong, "right": round(right / (right + wrong), 3)}
        for certainty in ("certain", "to review")
        for right, wrong in [(told[certainty, "right"], told[certainty, "wrong"])]
    }
    figures = {
        **summary(cases),
        "rules": revision,
        "by_certainty": certain,
        "folds": {", ".join(names): overall(found) for names, (found, _) in zip(FOLDS, folds, strict=True)},
    }
    TO.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print({key: figures[key] for key in ("cases", "pair_f1", "direction_f1", "any_f1", "false_alarms", "by_certainty")})


def fold(names: tuple[str, ...]) -> tuple[list[Case], Told]:
    """The cases of these files, judged by what the others teach."""
    paths = [path for path in sorted(GOLD.glob("*.jsonl")) if path.stem not in names]
    bearing = learn_bearing.learned(each for _, each in learn_bearing.labelled_clauses(paths))
    turning = learn_turning.learned(list(learn_turning.amendments(paths)))
    rules = replace(unweighed_rules(), bearing=Bearing(msgspec.convert(bearing, BearingWeights)), turning=turning)
    cases: list[Case] = []
    told: Told = Counter()
    for name in names:
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            due = {(label["safeguard"], label["effect"]) for label in row["labels"]}
            judged = judge(row["old"], row["new"], rules)
            cases.append((due, {(each.safeguard.id, str(each.effect)) for each in judged}))
            told.update(
                ("certain" if each.settled else "to review", "right" if (each.safeguard.id, str(each.effect)) in due else "wrong")
                for each in judged
            )
    return cases, told


if __name__ == "__main__":
    main()
