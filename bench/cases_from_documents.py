"""Makes tests/gold/documents.jsonl: the changed provisions of the pairs of drafts that were read, as cases from which `make weights` learns.

Run from the project's root: ``python bench/cases_from_documents.py``. A change is a case where the truth of its pair names its provisions exactly, with
the effects named there; with none where the truth names nothing in its articles that stands for no provision. What cannot be told so is left out: brackets,
moves that turn a safeguard, and provisions that came or went beside the point.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline import compare, read_draft
from pipeline.assess.places import Places
from pipeline.model import Change, Draft, Kind

GOLD = Path(__file__).parent.parent / "tests" / "gold"
TO = GOLD / "documents.jsonl"
UNREAD = "blind_"
"""How the names of pairs begin that nobody who writes the rules has read."""
_QUIET = frozenset({Kind.UNCHANGED, Kind.RENUMBERED, Kind.EDITORIAL, Kind.MOVED})
_WHOLE = frozenset({"added", "removed"})
_ARTICLE = re.compile(r"art \d+|preamble")
Effect = dict[str, Any]


def main() -> None:
    """Writes the cases of all pairs that were read."""
    folders = sorted(each for each in (GOLD / "documents").iterdir() if not each.name.startswith(UNREAD))
    cases = [case for folder in folders for case in cases_of(folder)]
    TO.write_text("".join(json.dumps({"id": f"d-{at:03}", **case}, ensure_ascii=False) + "\n" for at, case in enumerate(cases, 1)), "utf-8")
    print(f"{TO.name}: {len(cases)} cases of {len(folders)} pairs, {sum(bool(case['labels']) for case in cases)} with labels")


def cases_of(folder: Path) -> Iterator[dict[str, Any]]:
    """The cases of a pair: before, after, labels."""
    effects: list[Effect] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["effects"]
    drafts = read_draft(folder / "old.txt"), read_draft(folder / "new.txt")
    places = Places(*drafts)
    changes = [change for change in compare(*drafts).changes if not set(change.kinds) <= _QUIET]
    cited = [(change, _citations(drafts, change)) for change in changes]
    unplaced = _articles([each for each in effects if not any(_names(each, at, change) for change, at in cited)])
    for change, at in cited:
        texts = [_text(places, side, eids) for side, eids in enumerate((change.before, change.after))]
        told = [each for each in effects if _names(each, at, change)]
        if not _is_doubtful(texts, told) and not any(article in unplaced for citations in at for article in map(_article, citations)):
            labels = [{"safeguard": each["safeguard"], "effect": each["effect"]} for each in told]
            yield {"old": texts[0], "new": texts[1], "labels": labels}


def _citations(drafts: tuple[Draft, Draft], change: Change) -> list[set[str]]:
    """The citations of the provisions of a change, as truths print them: "art 5(1)", "preamble recital 2"."""
    return [
        {
            each.citation.replace("art. ", "art ").replace("preamble, para. ", "preamble recital ")
            for each in draft.provisions
            if each.eid in eids
        }
        for draft, eids in zip(drafts, (change.before, change.after), strict=True)
    ]


def _names(effect: Effect, at: list[set[str]], change: Change) -> bool:
    """Whether an effect is said of just these provisions, on every side that both have."""
    sides = [(effect[name], at[side], (change.before, change.after)[side]) for side, name in enumerate(("old", "new"))]
    named = [place in citations for place, citations, _ in sides if place]
    return any(named) and all(place in citations or not eids for place, citations, eids in sides if place)


def _articles(effects: list[Effect]) -> set[str]:
    """The articles of effects that are said of no provision in particular."""
    return {_article(each[side]) for each in effects for side in ("old", "new") if each[side]}


def _article(place: str) -> str:
    found = _ARTICLE.match(place)
    return found[0] if found else place


def _text(places: Places, side: int, eids: tuple[str, ...]) -> str:
    text = places.text(side, eids)
    return f"{places.chapeau(side, eids)} {text}".strip() if text else ""


def _is_doubtful(texts: list[str], told: list[Effect]) -> bool:
    """Whether a change is none from which anything can be learned."""
    if all(texts):
        return "[" in "".join(texts)
    return not any(texts) or not told or any(each["effect"] not in _WHOLE for each in told)


if __name__ == "__main__":
    main()
