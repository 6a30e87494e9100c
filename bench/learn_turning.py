"""Learns pipeline/assess/turning.json from the amendments of tests/gold: run `make weights` after adding to them.

An amendment is a case with text on both sides; it counts for every safeguard that it turns, up or down, and where it turns none, for those on which its
words bear.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from learn_bearing import GOLD, Labelled, gold_mark, labelled_clauses
from learn_bearing import learned as learned_bearing
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline.assess.bearing import Bearing, BearingWeights
from pipeline.assess.excerpt import excerpts
from pipeline.assess.judge import changed
from pipeline.assess.measured import Measured
from pipeline.assess.reading import Reading
from pipeline.assess.rules import Rules
from pipeline.assess.rules_load import unweighed_rules
from pipeline.assess.turning_weights import Node, Turning
from pipeline.assess.weighed import brought

ROOT = Path(__file__).parent.parent
TO = ROOT / "pipeline" / "assess" / "turning.json"
UP = {"added": 1, "strengthened": 1, "removed": -1, "weakened": -1}
BEARS, MOST = 0.4, 2
"""From which likelihood on a safeguard counts as held where a case names none, and how many of them count."""
FIRMNESS = 1.0
"""The inverse of regularisation."""
TREES = {"n_estimators": 200, "max_depth": 4, "min_samples_leaf": 20, "subsample": 0.7, "learning_rate": 0.06}
EDITS = 25
"""How many clauses are taken for each edit that means nothing."""
NEUTRAL = (
    (r"\bConvention\b", "Treaty"), (r"\bStates Parties\b", "Parties"), (r"\bState\b", "State Party"), (r"authoriz", "authoris"), (r"\barticle \d+", "article 41"),
    (r"\bshall\b(?! endeavour| consider| seek| promote)", "must"), (r"\bperson\b", "individual"), (r"\bpersons\b", "individuals"), (r"\bwhere\b", "if"),
    (r"\bin accordance with\b", "in conformity with"), (r"\bcarried out\b", "performed"), (r"\bset out in\b", "laid down in"), (r"\bhis or her\b", "their"),
    (r"\bhis\b(?! or)", "his or her"), (r"\bunder\b", "pursuant to"), (r"\bgives? rise to\b", "leads to"), (r"\bprior to\b", "before"), (r"\bconcerned\b", "in question"),
    (r"\bobtain(ed)?\b", r"secure\1"), (r"\brequire\b", "demand"), (r"\bparagraph \d+", "paragraph 6"), (r"\bEvery\b", "Each"), (r"\bcompetent authorities\b", "authorities in charge"),
)  # fmt: skip
LEAST = 0.02
"""Weights below this are left out: they tell nothing."""


@dataclass(frozen=True)
class Amendment:
    """What differs for one safeguard, and whether it turned up (1), down (-1) or not at all (0)."""

    source: str
    turned: int
    measured: Measured


def main() -> None:
    """Learns and writes."""
    found = list(amendments(sorted(GOLD.glob("*.jsonl"))))
    TO.write_bytes(msgspec.json.format(msgspec.json.encode(learned(found), order="sorted"), indent=0) + b"\n")
    print(f"{TO.name}: learned from {len(found)} amendments, {TO.stat().st_size // 1000} kB")


def amendments(paths: list[Path]) -> Iterator[Amendment]:
    """All amendments of these files of cases, but for those in which only brackets changed.

    What words weigh for the safeguards is learned for each file from the others: in a case that was learned itself everything looks clearer than it will be.
    """
    labelled = list(labelled_clauses(paths))
    yield from _edited([each for _, each in labelled])
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        pairs = [row for row in rows if row.get("old") and row.get("new") and "[" not in row["old"] + row["new"]]
        if pairs:
            rules = _weighing([each for source, each in labelled if source != path.stem])
            yield from (each for row in pairs for each in _amendments(path.stem, row, rules))


def _amendments(source: str, row: dict[str, object], rules: Rules) -> Iterator[Amendment]:
    old, new = changed(str(row["old"]), str(row["new"]), rules)
    if not old or not new:
        return
    labels = row["labels"]
    assert isinstance(labels, list)
    turned = {label["safeguard"]: UP[label["effect"]] for label in labels}
    close = excerpts([old, new])
    for sides in [[old, new], *([close] if close else [])]:
        come = brought(sides)
        for key in turned or dict.fromkeys([*_held([*sides[0], *sides[1]]), *([come] if come else [])]):
            yield Amendment(source, turned.get(key, 0), Measured.of(sides[0], sides[1], rules.safeguards[key]))


def _weighing(labelled: list[Labelled]) -> Rules:
    """The rules with what words weigh learned from these clauses."""
    return replace(unweighed_rules("en", "", ""), bearing=Bearing(msgspec.convert(learned_bearing(labelled), BearingWeights)))


def _edited(labelled: list[Labelled]) -> Iterator[Amendment]:
    """Clauses that hold a safeguard, with an edit that means nothing."""
    rules = _weighing(labelled)
    texts = sorted({text for text, holds, known in labelled if holds and not known})
    for before, after in NEUTRAL:
        edited = [(text, re.sub(before, after, text)) for text in texts]
        changed = [pair for pair in edited if pair[0] != pair[1]]
        for old, new in changed[:: max(1, len(changed) // EDITS)]:
            yield from _amendments("edited", {"old": old, "new": new, "labels": []}, rules)


def _held(readings: list[Reading]) -> list[str]:
    """The safeguards on which the clauses bear most."""
    most: dict[str, float] = {}
    for reading in readings:
        for key, likely in reading.bearings().items():
            most[key] = max(most.get(key, 0.0), likely)
    return [key for key in sorted(most, key=lambda each: (-most[each], each))[:MOST] if most[key] >= BEARS]


def learned(found: list[Amendment]) -> Turning:
    """What turning.json holds."""
    way = learned_way(found)
    by_source = {source: learned_way([each for each in found if each.source != source]) for source in {each.source for each in found}}
    start, trees = learned_trees([(each, score(by_source[each.source], each.measured.way())) for each in found])
    return Turning(gold_mark(), {name: round(value, 3) for name, value in way.items() if abs(value) >= LEAST}, start, trees)


def learned_way(found: list[Amendment]) -> dict[str, float]:
    """By feature how it speaks for up or down; every amendment counts turned round too."""
    turned = [each for each in found if each.turned]
    rows = [each.measured.way() for each in turned]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([*rows, *({name: -value for name, value in row.items()} for row in rows)])
    model = LogisticRegression(C=FIRMNESS, fit_intercept=False, max_iter=3000)
    model.fit(matrix, [*(each.turned for each in turned), *(-each.turned for each in turned)])
    return dict(zip(vectors.get_feature_names_out(), map(float, model.coef_[0]), strict=True))


def learned_trees(scored: list[tuple[Amendment, float]]) -> tuple[float, list[list[Node]]]:
    """The log odds before any tree, and the trees that tell whether anything happened."""
    vectors = DictVectorizer(sparse=False)
    matrix = vectors.fit_transform([each.measured.whether(way) for each, way in scored])
    names = vectors.get_feature_names_out()
    happened = np.array([each.turned != 0 for each, _ in scored])
    model = GradientBoostingClassifier(**TREES, random_state=0)
    model.fit(matrix, happened)
    start = float(np.log(happened.mean() / (1 - happened.mean())))
    return round(start, 3), [_nodes(estimator.tree_, names, model.learning_rate) for estimator in model.estimators_[:, 0]]


def _nodes(tree: Any, names: Sequence[str], rate: float) -> list[Node]:
    return [
        ("", round(float(tree.value[at][0][0]) * rate, 4), 0, 0)
        if left < 0
        else (str(names[tree.feature[at]]), round(float(tree.threshold[at]), 4), int(left), int(right))
        for at, (left, right) in enumerate(zip(tree.children_left, tree.children_right, strict=True))
    ]


def score(weights: dict[str, float], measured: dict[str, float]) -> float:
    """The sum of what the features weigh."""
    return sum(value * weights.get(name, 0.0) for name, value in measured.items())


if __name__ == "__main__":
    main()
