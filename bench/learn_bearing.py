"""Learns pipeline/assess/bearing.json from the labelled clauses of tests/gold: run `make weights` after adding to them.

A clause counts for the safeguards it is said to hold; of a case before and after, each side counts for what its labels say it holds. One
logistic regression for each safeguard, over the stems of the words.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
from scipy.sparse import diags
from scipy.sparse.linalg import norm
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from pipeline.assess.bearing import ANY, evened
from pipeline.assess.excerpt import excerpts
from pipeline.assess.judge import changed, read
from pipeline.assess.rules_load import unweighed_rules

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
TO = ROOT / "pipeline" / "assess" / "bearing.json"
RARE, FOR_ITS_OWN, FIRMNESS, FIRMNESS_OF_ANY = 2, 3, 20, 10
"""A stem counts from so many clauses on; a clause that holds a safeguard counts so many times one that does not; the inverses of regularisation."""
_ALL: frozenset[str] = frozenset()
LEAST, LEAST_OF_COMMON, COMMON = 0.6, 1.2, 0.05
"""Weights below the first are left out, below the second those of words that stand in more than this share of the clauses: they tell nothing and cost time."""
Labelled = tuple[str, frozenset[str], frozenset[str]]
"""A text, the safeguards that it holds, and those of which alone that is known; empty where it is known of all."""


def main() -> None:
    """Learns and writes."""
    labelled = [each for _, each in labelled_clauses(sorted(GOLD.glob("*.jsonl")))]
    TO.write_text(json.dumps(learned(labelled), ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{TO.name}: learned from {len(labelled)} clauses, {TO.stat().st_size // 1000} kB")


def labelled_clauses(paths: Iterable[Path]) -> Iterator[tuple[str, Labelled]]:
    """Every labelled text of these files with the name of its file and the safeguards that it holds."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from ((path.stem, each) for each in _labelled(json.loads(line)))


def _labelled(row: dict[str, object]) -> Iterator[Labelled]:
    """A clause with what it holds, or both sides of a case where it tells what they hold: not where only brackets changed."""
    holds = row.get("holds")
    if "text" in row:
        safeguard = row.get("safeguard")
        yield str(row["text"]), frozenset(holds if isinstance(holds, list) else [safeguard] if safeguard else []), _ALL
        return
    before, after, labels = str(row["old"]), str(row["new"]), row["labels"]
    assert isinstance(labels, list)
    told = frozenset(holds) if isinstance(holds, list) else None
    if told is not None or ((labels or not before or not after) and not any(label.get("basis") == "status" for label in labels)):
        of_labels = frozenset(label["safeguard"] for label in labels)
        for text, absent in ((before, "added"), (after, "removed")):
            if text:
                lacks = {label["safeguard"] for label in labels if label["effect"] == absent}
                yield text, (of_labels if told is None else told) - lacks, _ALL
        yield from _read_closely(before, after, {label["safeguard"]: label["effect"] for label in labels})


def _read_closely(before: str, after: str, effects: dict[str, str]) -> Iterator[Labelled]:
    """The few words by which a safeguard came into a long clause, or went, with those around them, as such clauses are read."""
    came = frozenset(key for key, effect in effects.items() if effect == "added")
    went = frozenset(key for key, effect in effects.items() if effect == "removed")
    close = excerpts(changed(before, after, unweighed_rules("en", "", ""))) if before and after and (came or went) else None
    for side, holds in zip(close or (), (went, came), strict=False):
        yield side[0].clause.quote((0, len(side[0].clause.words))), holds, came | went


def learned(labelled: Iterable[Labelled]) -> dict[str, object]:
    """The weights, as bearing.json holds them; the order of the clauses does not matter."""
    labelled = sorted(set(labelled), key=lambda each: (each[0], *map(sorted, each[1:])))
    counted = TfidfVectorizer(sublinear_tf=True, min_df=RARE, analyzer=_features, norm=None)
    values = counted.fit_transform(text for text, *_ in labelled)
    lengths = norm(values, axis=1)
    usual = round(float(np.median(lengths)), 2)
    matrix = (diags(1 / np.array([evened(length, usual) for length in lengths])) @ values).tocsr()
    stems = counted.get_feature_names_out()
    rest: dict[str, float] = {}
    words: dict[str, dict[str, float]] = defaultdict(dict)
    shares = np.asarray((matrix > 0).sum(axis=0)).ravel() / matrix.shape[0]
    least = np.where(shares > COMMON, LEAST_OF_COMMON, LEAST)
    for key in (ANY, *sorted({key for _, holds, _ in labelled for key in holds})):
        firmness, for_its_own = (FIRMNESS_OF_ANY, 1) if key == ANY else (FIRMNESS, FOR_ITS_OWN)
        model = LogisticRegression(C=firmness, max_iter=3000, class_weight={True: for_its_own, False: 1})
        told = [at for at, (_, _, known) in enumerate(labelled) if not known or key in known]
        model.fit(matrix[told], [bool(labelled[at][1]) if key == ANY else key in labelled[at][1] for at in told])
        rest[key] = round(float(model.intercept_[0]), 2)
        for each, weight, bound in zip(stems, model.coef_[0], least, strict=True):
            if abs(weight) >= bound:
                words[each][key] = round(float(weight), 2)
    telling = {each: round(float(value), 3) for each, value in zip(stems, counted.idf_, strict=True)}
    return {"learned_from": gold_mark(), "telling": telling, "usual": usual, "rest": rest, "words": words}


def gold_mark() -> str:
    """A mark of all files of tests/gold, by which a test sees whether the weights were learned from them as they are."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(GOLD.glob("*.jsonl")))).hexdigest()[:16]


@cache
def _features(text: str) -> list[str]:
    return [each for reading in read(text, "", unweighed_rules("en", "", "")) for each in reading.features()]


if __name__ == "__main__":
    main()
