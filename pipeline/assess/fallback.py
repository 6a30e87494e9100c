"""Two wordings of a clause that no other rule tells apart -> whether words were only added or only taken, and what that means. Always to review."""

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

import regex

from pipeline.assess.duty import governing
from pipeline.assess.reading import Reading, Standing

_QUIET = frozenset(
    "a an the this that these those such its their his her of to in by for with on at as and or is are be been being has have had which who it they he she them"
    " shall may must should will would also any each every party parties state states present convention agreement treaty protocol instrument article articles"
    " paragraph paragraphs chapter section concerned referred accordance pursuant under from not no"
    " above below bis ter quater made hereof thereof herein thereto respectively aforementioned mentioned set out inter alia among"
    " others namely relevant where when he his nobody person persons one someone whom himself herself people representatives representative members"
    " one two three four five six seven eight nine ten twelve fourteen fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred".split()
)
_NARROWING = frozenset(
    "of to in who whom that which under within holding designated residing"
    " established recognized recognised belonging being when where if upon during resulting involving".split()
)
_UNTOLD = frozenset("on at by with from for through about as".split())
_REFERENCE = regex.compile(r"\d")


_NEAR, _BESIDE_POWER = 10, 3
"""Words from the evidence within which a run is taken to speak of it; fewer where the clause grants a power that the safeguard limits, or is long."""
_LONG = 45
_PHRASE = 4
"""From so many words on a run is more than a qualifier ("prompt and")."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """What was added or taken: up (1) or down (-1), and the words."""

    sign: int
    before: str
    after: str


def leftover(old: Standing, new: Standing) -> Leftover | None:
    """Words only added (or only taken) near the safeguard: joined on ("and …") they widen it, as a qualifier ("of …", "who …") they narrow it.

    Words that show the safeguard themselves ("of their use to silence women") never narrow it.
    """
    if _shared(old, new) < 0.5:
        return None
    added, taken = _runs(old, new)
    if bool(added) == bool(taken):
        return None
    side, run = (new.reading, added[0]) if added else (old.reading, taken[0])
    if old.safeguard.limits and side.clause.words[run[0]] == "or":
        return None
    standing = new if added else old
    shows = any(run[0] <= start < run[1] for start, _ in standing.related)
    direction = 1 if shows else _direction(side, run)
    if _is_beside(standing, run):
        return None
    if old.safeguard.limits and direction > 0 and (run[1] <= standing.first or governing(standing) is None):
        return None  # more is brought under the power, not under what limits it
    sign = direction * (1 if added else -1)
    quote = side.clause.quote(run)
    return Leftover(sign, "" if added else quote, quote if added else "") if sign else None


def _is_beside(standing: Standing, run: tuple[int, int]) -> bool:
    """Whether the run is a phrase of its own, joined to the safeguard that follows it by "and": "access to markets and a just transition"."""
    start, end = run
    return end <= standing.first and end - start >= _PHRASE and standing.reading.clause.words[end - 1] in {"and", "or"}


def _runs(old: Standing, new: Standing) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The runs of words added and taken near the safeguard; a run that replaces another counts on both sides."""
    added: list[tuple[int, int]] = []
    taken: list[tuple[int, int]] = []
    words = old.reading.plain(), new.reading.plain()
    for tag, i, j, k, m in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        replaced = i < j and k < m
        lost, gained = i < j and (replaced or tells(old.reading, i, j)), k < m and (replaced or tells(new.reading, k, m))
        if (lost and _near(old, (i, j))) or (gained and _near(new, (k, m))):
            taken += [(i, j)] if lost else []
            added += [(k, m)] if gained else []
    return added, taken


def tells(reading: Reading, start: int, end: int) -> bool:
    """Whether the words say more than small words and references do."""
    words = reading.clause.words[start:end]
    return any(word not in _QUIET and not _REFERENCE.search(word) for word in words) and not {
        "article",
        "articles",
        "paragraph",
    }.intersection(words)


def _near(standing: Standing, run: tuple[int, int]) -> bool:
    """Whether the run is near this safeguard's evidence and holds none of another's."""
    others = [each for key, each in standing.reading.standings.items() if key != standing.safeguard.id]
    if any(start < run[1] and run[0] < end for each in others for start, end in each.spans):
        return False
    distance = min(standing.distance(place) for place in run_ends(run))
    beside_power = standing.safeguard.limits and standing.reading.modals() and governing(standing) is None
    farthest = _BESIDE_POWER if beside_power or len(standing.reading.clause.words) > _LONG else _NEAR
    return distance <= farthest and all(distance <= min(each.distance(place) for place in run_ends(run)) for each in others)


def run_ends(run: tuple[int, int]) -> tuple[int, int]:
    """The first and the last word of a run."""
    return run[0], run[1] - 1


def _shared(old: Standing, new: Standing) -> float:
    sizes = len(old.reading.clause.words) + len(new.reading.clause.words)
    common = Counter(old.reading.clause.words) & Counter(new.reading.clause.words)
    return 2 * common.total() / sizes


def _direction(reading: Reading, run: tuple[int, int]) -> int:
    """Words joined on widen, a qualifier narrows; of "on …", "with …" nobody can tell; other words are taken to say more."""
    lead = reading.clause.words[run[0]]
    return -1 if lead in _NARROWING else 0 if lead in _UNTOLD else 1
