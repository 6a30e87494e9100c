"""Judges whole pairs of drafts of which it is known what happened to each safeguard, and keeps first runs in first_documents.json.

Run from the project's root: ``python bench/run_documents.py [FOLDER...]`` scores the pairs of tests/gold/documents, or those in the folders, and prints
what was missed and what is in no list. A pair is a folder with old.txt, new.txt and truth.json ("effects": safeguard, effect, the places "art 5(1)" before
and after; "mapping": which article became which). A finding is right where safeguard and effect agree, and the article on either side.

``python bench/run_documents.py --first-run NAME REVISION FOLDER...`` keeps the figures of pairs that nobody who wrote the rules has seen, for good;
REVISION names the rules (a commit). run_safeguards.py puts them into README and onto the method page.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from run_safeguards import scores

from pipeline import compare, read_draft
from pipeline.model import Changelog, Level

HERE = Path(__file__).parent
GOLD = HERE.parent / "tests" / "gold" / "documents"
FIRST = HERE / "first_documents.json"
Told = tuple[str, str, frozenset[str], frozenset[str]]
"""A safeguard, what happened to it, and the articles before and after."""


def main() -> None:
    """Scores pairs, or keeps their first run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first-run", nargs=2, metavar=("NAME", "REVISION"))
    parser.add_argument("folders", nargs="*", type=Path)
    asked = parser.parse_args()
    pairs = [judged(folder) for folder in asked.folders or sorted(GOLD.iterdir())]
    if asked.first_run:
        _keep_first_run(*asked.first_run, pairs)
    for pair in pairs:
        _print(pair)
    print("all:", summed(pairs))


def judged(folder: Path) -> dict[str, Any]:
    """A pair: what was found rightly, claimed and due, of effects and of links between articles; and what was missed and claimed in excess."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    changelog = compare(read_draft(folder / "old.txt"), read_draft(folder / "new.txt"))
    due = [(each["safeguard"], each["effect"], _articles(each["old"]), _articles(each["new"])) for each in truth["effects"]]
    told = [
        (each.safeguard, str(each.effect), *(_articles(side.citation if side else "") for side in (each.before, each.after)))
        for each in changelog.findings
    ]
    missed, excess = _unmatched(due, told)
    links = [{(_article(each["old"]), _article(each["new"])) for each in truth["mapping"]}, set(_linked(changelog))]
    return {
        "name": folder.name,
        "effects": [len(due) - len(missed), len(told), len(due)],
        "mapping": [len(links[0] & links[1]), len(links[1]), len(links[0])],
        "missed": missed,
        "excess": excess,
    }


def _unmatched(due: list[Told], told: list[Told]) -> tuple[list[Told], list[Told]]:
    """What is due and was not told, and what was told and is not due; each is matched once."""
    left, missed = list(told), []
    for each in due:
        found = next((other for other in left if other[:2] == each[:2] and (each[2] & other[2] or each[3] & other[3])), None)
        if found is None:
            missed.append(each)
        else:
            left.remove(found)
    return missed, left


def _articles(place: str | None) -> frozenset[str]:
    """The articles in a place or citation; "pre" for the preamble."""
    found = re.findall(r"art\.? (\d+)", place or "")
    return frozenset([*found, *(["pre"] if "preamble" in (place or "") else [])])


def _article(place: str | None) -> str | None:
    """The article of a provision, without its paragraph."""
    return re.split(r"[(,]", place)[0].strip() if place else None


def _linked(changelog: Changelog) -> Iterator[tuple[str | None, str | None]]:
    """The links of the concordance between articles, and that between the preambles where both drafts have one."""
    drafts = (changelog.before, changelog.after)
    if all(any(each.level is Level.PREAMBLE for each in draft.provisions) for draft in drafts):
        yield "preamble", "preamble"
    for row in changelog.concordance:
        yield _article(row.before), _article(row.after)


def summed(pairs: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures of several pairs: the F1 of the effects of each and their mean, precision and recall of all, and the F1 of their articles' links."""
    each = sorted(scores(pair["effects"])["F1"] for pair in pairs)
    effects, mapping = (scores([sum(pair[what][at] for pair in pairs) for at in range(3)]) for what in ("effects", "mapping"))
    kept = {key: effects[key] for key in ("precision", "recall")}
    return {"pairs": len(pairs), "each": each, "mean": round(sum(each) / len(each), 3), **kept, "mapping": mapping["F1"]}


def _keep_first_run(name: str, revision: str, pairs: list[dict[str, Any]]) -> None:
    runs = json.loads(FIRST.read_text(encoding="utf-8")) if FIRST.exists() else {}
    if name in runs:
        raise SystemExit(f"{FIRST.name}: {name!r} was run before; a first run is kept for good")
    runs[name] = {**summed(pairs), "rules": revision}
    FIRST.write_text(json.dumps(runs, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _print(pair: dict[str, Any]) -> None:
    print(pair["name"], scores(pair["effects"])["F1"], "effects (right, claimed, due)", pair["effects"], "mapping", pair["mapping"])
    for what in ("missed", "excess"):
        for safeguard, effect, *sides in pair[what]:
            places = " -> ".join(", ".join(sorted(side)) or "none" for side in sides)
            print(f"  {what:7} {safeguard} {effect}, article {places}")


if __name__ == "__main__":
    main()
