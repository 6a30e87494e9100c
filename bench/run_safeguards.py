"""Judges the gold cases and writes how often that is right to bench/safeguards.json, from which README and the method page take their figures.

Run from the project's root: ``python bench/run_safeguards.py``. A case is a clause before and after, with the safeguard changes that a
careful reader sees. Micro precision, recall and F1 over (safeguard, effect); "direction" asks only up or down, "any" whether something
happened to a safeguard, "false alarms" counts cases without a change that got a finding.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline.assess import assess_change

HERE = Path(__file__).parent
GOLD = HERE.parent / "tests" / "gold"
MARK = "<!-- measured: written by bench/run_safeguards.py -->"
UP = {"added": "up", "strengthened": "up", "removed": "down", "weakened": "down"}
Label = tuple[str, str]
Case = tuple[set[Label], set[Label]]


def main() -> None:
    """Scores both sets of cases, one by one and together."""
    given, own = _judged("given.jsonl"), _judged("own.jsonl")
    both = given + own
    figures = {
        "cases": len(both),
        "pair_f1": _scores(both)["F1"],
        "overall": _overall(both),
        "sets": {"given": _overall(given), "own": _overall(own)},
        "by_effect": {effect: _scores(_only(both, effect, 1)) for effect in UP},
        "by_safeguard": {key: _scores(_only(both, key, 0)) for key in sorted({key for gold, _ in both for key, _ in gold})},
    }
    (HERE / "safeguards.json").write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    _into_readme(figures)
    for name, row in {"all": figures["overall"], **figures["sets"]}.items():
        print(name, row)


def _into_readme(figures: dict[str, object]) -> None:
    """Puts the table of figures between its two marks in README.md."""
    readme = HERE.parent / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(MARK)
    _, _, after = rest.partition(MARK)
    readme.write_text(f"{before}{MARK}\n{table(figures)}\n{MARK}{after}", encoding="utf-8")


def table(figures: Any) -> str:
    """The figures as a Markdown table."""
    rows = [("all cases", figures["overall"]), *((f"{name} cases", row) for name, row in figures["sets"].items())]
    lines = ["| | cases | safeguard and effect (F1) | up or down (F1) | anything (F1) | false alarms |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {name} | {r['cases']} | {r['pair_f1']:.2f} | {r['direction_f1']:.2f} | {r['any_f1']:.2f} | {100 * r['false_alarms']:.1f} % |"
        for name, r in rows
    ]
    lines += ["", "| effect | precision | recall |", "|---|---|---|"]
    lines += [f"| {effect} | {r['precision']:.2f} | {r['recall']:.2f} |" for effect, r in sorted(figures["by_effect"].items())]
    return "\n".join(lines)


def _judged(name: str) -> list[Case]:
    cases = [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]
    return [
        (
            {(label["safeguard"], label["effect"]) for label in case["labels"]},
            {(finding.safeguard, str(finding.effect)) for finding in assess_change(case["old"], case["new"])},
        )
        for case in cases
    ]


def _overall(cases: list[Case]) -> dict[str, float | int]:
    empty = [found for gold, found in cases if not gold]
    return {
        "cases": len(cases),
        "pair_f1": _scores(cases)["F1"],
        "direction_f1": _scores([({(UP[e], "") for _, e in gold}, {(UP[e], "") for _, e in found}) for gold, found in cases])["F1"],
        "any_f1": _scores([({("any", "")} if gold else set(), {("any", "")} if found else set()) for gold, found in cases])["F1"],
        "false_alarms": round(sum(bool(found) for found in empty) / len(empty), 3),
    }


def _only(cases: list[Case], value: str, at: int) -> list[Case]:
    return [({label for label in gold if label[at] == value}, {label for label in found if label[at] == value}) for gold, found in cases]


def _scores(cases: list[Case]) -> dict[str, float]:
    count = Counter[str]()
    for gold, found in cases:
        count.update(right=len(gold & found), claimed=len(found), due=len(gold))
    right, claimed, due = (count[key] for key in ("right", "claimed", "due"))
    return {
        "precision": round(right / claimed, 3) if claimed else 0.0,
        "recall": round(right / due, 3) if due else 0.0,
        "F1": round(2 * right / (claimed + due), 3) if claimed + due else 1.0,
    }


if __name__ == "__main__":
    main()
