"""A place as a user writes it, an eId or a citation such as "art. 24(2)" -> the latest draft that has it, and its eId there."""

from collections.abc import Iterator

import regex
from rapidfuzz import fuzz, process

from pipeline.errors import TravauxError
from pipeline.life import Step, Steps, last_home
from pipeline.model import Draft

_SPELLINGS = (
    (regex.compile(r"\b(?:articles?|arts?|artículos?)\b\.?"), "art"),
    (regex.compile(r"\b(?:paragraphs?|paras?|paragraphes?|párrafos?)\b\.?"), "para"),
    (regex.compile(r"\b(?:sub-?paragraphs?|points?)\b\.?"), ""),
    (regex.compile(r"[\s.]+"), ""),
    (regex.compile(r"^(?=\d)"), "art"),
    (regex.compile(r"^(art\w+),?para(\w+)"), r"\1(\2)"),
    (regex.compile(r",(?=\()"), ""),
)
_NEAR = 3


def find(place: str, last: Draft, steps: Steps, treaty: str) -> tuple[int, str]:
    """(number of the draft, eId). Raises TravauxError, with the nearest places there are, when no draft has it."""
    wanted = _plain(place)
    names = {name: each.eid for each in reversed(last.provisions) for name in (each.citation, each.eid)}
    end = len(steps) - 1
    exact = next((eid for name, eid in names.items() if wanted and wanted in (name, _plain(name))), None)
    if place in {each.eid for each in last.provisions} or exact:
        return end, exact if exact and place not in names.values() else place
    home = last_home(steps, place)
    if home is not None:
        return home, place
    for at, step in _downward(steps):
        for fate in step.fates:
            if fate.before and _plain(fate.citations[0]) == wanted:
                return at - 1, fate.before[0]
    gone = {fate.citations[0] for _, step in _downward(steps) for fate in step.fates if not fate.after}
    near = process.extract(place, sorted(gone | set(names)), scorer=fuzz.ratio, processor=_plain, limit=_NEAR)
    raise TravauxError(
        f"{treaty}: no draft has {place}; near it are {', '.join(name for name, *_ in near) or 'none: the drafts are empty'}"
    )


def _downward(steps: Steps) -> Iterator[tuple[int, Step]]:
    for at in range(len(steps) - 1, 0, -1):
        step = steps[at]
        if step is not None:
            yield at, step


def _plain(place: str) -> str:
    """However it is spelt: "Article 24, paragraph 2 (b)" is "art24(2)(b)"."""
    place = place.lower()
    for pattern, plain in _SPELLINGS:
        place = pattern.sub(plain, place)
    return place
