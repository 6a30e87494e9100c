"""An Alignment -> Changes, one for each pair, with redlines by words that give back both texts exactly."""

import hashlib
from collections import Counter, defaultdict

import regex
from diff_match_patch import diff_match_patch

from pipeline.model import Alignment, Change, Kind, Pair, Provision, Redline, Run, RunKind

_TOKEN = regex.compile(r"\s+|[\p{L}\p{N}]+|.")
_NOT_WORD = regex.compile(r"[^\p{L}\p{N}]+")
_FIRST_PRIVATE = 0xE000
_RUNS = {-1: RunKind.DELETE, 0: RunKind.KEEP, 1: RunKind.INSERT}


def diff(alignment: Alignment) -> tuple[Change, ...]:
    """What happened to each provision, in the order of the alignment."""
    before = {p.eid: p for p in alignment.before.provisions}
    after = {p.eid: p for p in alignment.after.provisions}
    moved = _moved(alignment, before, after)
    seen: Counter[str] = Counter()
    return tuple(
        _change(pair, [before[eid] for eid in pair.before], [after[eid] for eid in pair.after], moved, seen) for pair in alignment.pairs
    )


def _change(pair: Pair, old: list[Provision], new: list[Provision], moved: frozenset[str], seen: Counter[str]) -> Change:
    redline = redline_of(_joined(old, "text"), _joined(new, "text"))
    heading = redline_of(_joined(old, "heading"), _joined(new, "heading"))
    closing = redline_of(_joined(old, "closing"), _joined(new, "closing"))
    kinds = _kinds(pair, old, new, moved, (redline, heading, closing))
    return Change(kinds, pair.before, pair.after, redline, heading, closing, pair.matched_by, _fingerprint(old, new, seen))


def _joined(provisions: list[Provision], field: str) -> str:
    return "\n".join(text for provision in provisions if (text := getattr(provision, field)))


def redline_of(before: str, after: str) -> Redline:
    """The runs that lead from `before` to `after`: keeps and deletions give `before`, keeps and insertions `after`."""
    if before == after:
        return (Run(RunKind.KEEP, before),) if before else ()
    numbers: dict[str, str] = {}
    left, right = _encoded(before, numbers), _encoded(after, numbers)
    tokens = {char: token for token, char in numbers.items()}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # its default of one second would make the outcome depend on the machine
    runs = engine.diff_main(left, right, checklines=False)
    engine.diff_cleanupSemantic(runs)
    return tuple(Run(_RUNS[kind], "".join(tokens[char] for char in text)) for kind, text in runs if text)


def _encoded(text: str, numbers: dict[str, str]) -> str:
    """One private-use character a word, so that no word is ever cut."""
    return "".join(numbers.setdefault(token, chr(_private(len(numbers)))) for token in _TOKEN.findall(text))


def _private(at: int) -> int:
    return _FIRST_PRIVATE + at if at < 6400 else 0xF0000 + at - 6400


def _kinds(
    pair: Pair, old: list[Provision], new: list[Provision], moved: frozenset[str], redlines: tuple[Redline, ...]
) -> tuple[Kind, ...]:
    if not old or not new:
        return (Kind.ADDED,) if new else (Kind.REMOVED,)
    kinds = []
    if any(run.kind is not RunKind.KEEP for redline in redlines for run in redline):
        words = [
            _NOT_WORD.sub("", "".join(_joined(side, field) for field in ("heading", "text", "closing"))).lower() for side in (old, new)
        ]
        kinds.append(Kind.EDITORIAL if words[0] == words[1] else Kind.AMENDED)
    if pair.after[0] in moved:
        kinds.append(Kind.MOVED)
    if _plain(old[0].label) != _plain(new[0].label):
        kinds.append(Kind.RENUMBERED)
    return tuple(kinds) or (Kind.UNCHANGED,)


def _plain(label: str) -> str:
    return _NOT_WORD.sub("", label).lower()


def _moved(alignment: Alignment, before: dict[str, Provision], after: dict[str, Provision]) -> frozenset[str]:
    """The eIds (after) of provisions whose parent is another, or that left the order of their siblings (the fewest that did)."""
    partner = {pair.after[0]: pair.before[0] for pair in alignment.pairs if pair.before and pair.after}
    place = {eid: at for at, eid in enumerate(before)}
    found, families = set(), defaultdict(list)
    for eid, old in partner.items():
        above = after[eid].parent
        same_parent = (partner.get(above) if above else None) == before[old].parent
        if not same_parent and not (above and above not in partner):
            found.add(eid)
        elif same_parent:
            families[above].append((place[old], eid))
    for family in families.values():
        kept = _longest_increasing([at for at, _ in family])
        found |= {eid for at, eid in family if at not in kept}
    return frozenset(found)


def _longest_increasing(values: list[int]) -> set[int]:
    """The longest increasing subsequence by patience sorting; all values differ."""
    tails: list[int] = []
    previous: dict[int, int | None] = {}
    for value in values:
        at = next((index for index, tail in enumerate(tails) if tail > value), len(tails))
        previous[value] = tails[at - 1] if at else None
        tails[at : at + 1] = [value]
    found: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = previous[last]
    return found


def _fingerprint(old: list[Provision], new: list[Provision], seen: Counter[str]) -> str:
    """Twelve hex digits of the words of both sides, whatever their numbers; equal changes are counted."""
    words = "\0".join(_NOT_WORD.sub(" ", f"{p.heading} {p.text} {p.closing}").lower() for p in (*old, None, *new) if p is not None)
    seen[words] += 1
    return hashlib.sha256(f"{len(old)}\0{words}\0{seen[words]}".encode()).hexdigest()[:12]
