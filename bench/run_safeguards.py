"""Judges the cases of tests/gold/ and writes safeguards.json, from which README and the method page take their figures.

Run from the project's root: ``python bench/run_safeguards.py``. A case is a clause before and after, with the safeguard changes that a
careful reader sees. Micro precision, recall and F1 over (safeguard, effect); "direction" asks only up or down, "any" whether something
happened to a safeguard, "false alarms" counts cases without a change that got a finding.

Four sets are published: a first run on cases that nobody had read (`first_runs.json`), one on pairs of drafts (`first_documents.json`, by
run_documents.py), the cross-validation (`cross_validated.json`, by cross_validate.py), and the cases that were there before the rules.

``python bench/run_safeguards.py --first-run NAME FILE REVISION`` judges cases that nobody who wrote the rules has seen, and keeps the figures under
that name in first_runs.json, for good: they tell what to expect of a text never seen before. REVISION names the rules (a commit).
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from pipeline.assess import assess_change

HERE = Path(__file__).parent
GOLD = HERE.parent / "tests" / "gold"
FIRST = HERE / "first_runs.json"
CROSSED = HERE / "cross_validated.json"
DOCUMENTS = HERE / "first_documents.json"
SETS = ("given",)
LATEST, LATEST_DOCUMENTS = "blind-k", "drafts-f"
"""The first runs, on whole cases and on pairs of drafts by other writers, whose rules were nearest to today's: what README and the method page show first."""
MARK = "<!-- measured: written by bench/run_safeguards.py -->"
NAMES = {
    "unseen": "**never seen before**, by other writers",
    "documents": "**whole pairs of drafts never seen before**, by other writers",
    "crossed": "by other writers, each file judged by weights learned without it",
    "given": "made before the rules, and learned from since",
}
KEYS = ("cases", "pair_f1", "direction_f1", "any_f1", "false_alarms")
HEAD = "safeguard and effect (F1) | up or down (F1) | anything (F1) | false alarms |"
UP = {"added": "up", "strengthened": "up", "removed": "down", "weakened": "down"}
Label = tuple[str, str]
Case = tuple[set[Label], set[Label]]


def main() -> None:
    """Scores the sets of cases, or keeps a first run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first-run", nargs=3, metavar=("NAME", "FILE", "REVISION"))
    first = parser.parse_args().first_run
    if first:
        _keep_first_run(first[0], Path(first[1]), first[2])
    else:
        _measure()


def _measure() -> None:
    runs = json.loads(FIRST.read_text(encoding="utf-8"))
    crossed = json.loads(CROSSED.read_text(encoding="utf-8"))
    sets = {"unseen": runs[LATEST], "crossed": crossed, **published({name: _judged(GOLD / f"{name}.jsonl") for name in SETS})["sets"]}
    shown = {name: {key: row[key] for key in KEYS} for name, row in sets.items()}
    drafts = json.loads(DOCUMENTS.read_text(encoding="utf-8"))
    shown["documents"] = {"cases": drafts[LATEST_DOCUMENTS]["pairs"], "pair_f1": drafts[LATEST_DOCUMENTS]["mean"]}
    figures: dict[str, Any] = {"cases": shown["unseen"]["cases"], "sets": shown, "by_certainty": crossed["by_certainty"]}
    figures |= {group: {key: scores(counts) for key, counts in sorted(crossed[group].items())} for group in ("by_effect", "by_safeguard")}
    (HERE / "safeguards.json").write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    _into(HERE.parent / "README.md", table(figures))
    _into(HERE / "README.md", first_runs(runs, crossed))
    _into(HERE / "README.md", first_documents(drafts), "<!-- documents: written by bench/run_safeguards.py -->")
    for name, row in shown.items():
        print(name, row)


def published(sets: dict[str, list[Case]]) -> dict[str, Any]:
    """The figures of today."""
    return {"sets": {name: overall(cases) for name, cases in sets.items()}}


def _keep_first_run(name: str, file: Path, revision: str) -> None:
    runs = json.loads(FIRST.read_text(encoding="utf-8")) if FIRST.exists() else {}
    if name in runs:
        raise SystemExit(f"{FIRST.name}: {name!r} was run before; a first run is kept for good")
    cases = _judged(file)
    runs[name] = {**summary(cases), "rules": revision}
    FIRST.write_text(json.dumps(runs, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(name, overall(cases))


def summary(cases: list[Case]) -> dict[str, Any]:
    """The figures of a set of cases, in all, by effect and by safeguard; counts are of labels found rightly, claimed and due."""
    return {
        **overall(cases),
        "empty": sum(not gold for gold, _ in cases),
        "counts": {level: _counts(_turned(cases, level)) for level in ("pair", "direction", "any")},
        "by_effect": {effect: _counts(_only(cases, effect, 1)) for effect in UP},
        "by_safeguard": {key: _counts(_only(cases, key, 0)) for key in sorted({key for gold, found in cases for key, _ in gold | found})},
    }


def _into(file: Path, text: str, mark: str = MARK) -> None:
    """Puts a table between its two marks in a file."""
    before, _, rest = file.read_text(encoding="utf-8").partition(mark)
    _, _, after = rest.partition(mark)
    file.write_text(f"{before}{mark}\n{text}\n{mark}{after}", encoding="utf-8")


def first_runs(runs: Any, crossed: Any) -> str:
    """The first runs and the folds of the cross-validation as a Markdown table."""
    lines = [f"| cases | number | rules | {HEAD}", "|---|---|---|---|---|---|---|"]
    lines += [f"| {name} | {r['cases']} | {r['rules']} | {_row(r)}" for name, r in sorted(runs.items())]
    lines += [
        f"| {name}: judged by weights learned without them | {r['cases']} | {crossed['rules']} | {_row(r)}"
        for name, r in crossed["folds"].items()
    ]
    return "\n".join(lines)


def first_documents(runs: Any) -> str:
    """The first runs on pairs of drafts as a Markdown table; of the oldest only the F1 of each pair was kept."""
    lines = [
        "| drafts | pairs | rules | effects (F1), mean | of each pair | right of those made | found of those there |",
        "|---" * 7 + "|",
    ]
    for name, run in sorted(runs.items()):
        kept = " | ".join(f"{run[key]:.2f}" if key in run else "–" for key in ("precision", "recall"))
        each = ", ".join(f"{figure:.2f}" for figure in run["each"])
        lines.append(f"| {name} | {run['pairs']} | {run['rules']} | {run['mean']:.2f} | {each} | {kept} |")
    return "\n".join(lines)


def _row(figures: Any) -> str:
    levels = [f"{figures[f'{level}_f1']:.2f}" if f"{level}_f1" in figures else "–" for level in ("pair", "direction", "any")]
    alarms = f"{100 * figures['false_alarms']:.1f} %" if "false_alarms" in figures else "–"
    return f"{' | '.join(levels)} | {alarms} |"


def table(figures: Any) -> str:
    """The figures as a Markdown table."""
    lines = [f"| cases | number | {HEAD}", "|---|---|---|---|---|---|"]
    lines += [
        f"| {NAMES[name]} | {r['cases']} | {_row(r)}"
        for name, r in sorted(figures["sets"].items(), key=lambda each: list(NAMES).index(each[0]))
    ]
    lines += ["", "| finding, cross-validated | right of those made | found of those there |", "|---|---|---|"]
    lines += [f"| {effect} | {r['precision']:.2f} | {r['recall']:.2f} |" for effect, r in sorted(figures["by_effect"].items())]
    lines += [f"| called {certainty} | {r['right']:.2f} | |" for certainty, r in sorted(figures["by_certainty"].items())]
    return "\n".join(lines)


def _judged(file: Path) -> list[Case]:
    cases = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        (
            {(label["safeguard"], label["effect"]) for label in case["labels"]},
            {(finding.safeguard, str(finding.effect)) for finding in assess_change(case["old"], case["new"])},
        )
        for case in cases
    ]


def overall(cases: list[Case]) -> dict[str, float | int]:
    """The figures of a set of cases."""
    empty = [found for gold, found in cases if not gold]
    return {
        "cases": len(cases),
        **{f"{level}_f1": scores(_counts(_turned(cases, level)))["F1"] for level in ("pair", "direction", "any")},
        "false_alarms": round(sum(bool(found) for found in empty) / len(empty), 3) if empty else 0.0,
    }


def _turned(cases: list[Case], level: str) -> list[Case]:
    """The cases as they count at a level: the pair, only up or down, or only whether anything."""
    if level == "pair":
        return cases
    if level == "direction":
        return [({(UP[effect], "") for _, effect in gold}, {(UP[effect], "") for _, effect in found}) for gold, found in cases]
    return [({("any", "")} if gold else set(), {("any", "")} if found else set()) for gold, found in cases]


def _only(cases: list[Case], value: str, at: int) -> list[Case]:
    return [({label for label in gold if label[at] == value}, {label for label in found if label[at] == value}) for gold, found in cases]


def _counts(cases: list[Case]) -> list[int]:
    """How many labels were found rightly, were claimed, and were due."""
    count = Counter[str]()
    for gold, found in cases:
        count.update(right=len(gold & found), claimed=len(found), due=len(gold))
    return [count[key] for key in ("right", "claimed", "due")]


def scores(counts: list[int]) -> dict[str, float]:
    right, claimed, due = counts
    return {
        "precision": round(right / claimed, 3) if claimed else 0.0,
        "recall": round(right / due, 3) if due else 0.0,
        "F1": round(2 * right / (claimed + due), 3) if claimed + due else 1.0,
    }


if __name__ == "__main__":
    main()
