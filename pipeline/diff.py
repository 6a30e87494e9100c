"""An Alignment -> Changes, one for each pair, with redlines by words that give back both texts exactly."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

import regex
from diff_match_patch import diff_match_patch

from pipeline.model import Alignment, Change, Kind, Pair, Provision, Redline, Run, RunKind
from pipeline.references import Renumbering, references, renumberings

_TOKEN = regex.compile(r"\s+|[\p{L}\p{N}]+|.")
_NOT_WORD = regex.compile(r"[^\p{L}\p{N}]+")
_FIRST_PRIVATE = 0xE000
NONE: tuple[Renumbering, Renumbering] = ({}, {})
"""No cross-reference is known to point anywhere."""
_RUNS = {-1: RunKind.DELETE, 0: RunKind.KEEP, 1: RunKind.INSERT}


def diff(alignment: Alignment) -> tuple[Change, ...]:
    """What happened to each provision, in the order of the alignment."""
    before = {p.eid: p for p in alignment.before.provisions}
    after = {p.eid: p for p in alignment.after.provisions}
    moved = _moved(alignment, before, after)
    partner = {eid: pair.after[0] for pair in alignment.pairs for eid in pair.before if pair.after}
    renumbered = renumberings(alignment.before, alignment.after, partner)
    seen: Counter[str] = Counter()
    return tuple(
        _change(pair, [before[eid] for eid in pair.before], [after[eid] for eid in pair.after], moved, seen, renumbered)
        for pair in alignment.pairs
    )


def _change(  # noqa: PLR0913, PLR0917 - all that one change depends on
    pair: Pair,
    old: list[Provision],
    new: list[Provision],
    moved: frozenset[str],
    seen: Counter[str],
    renumbered: tuple[Renumbering, Renumbering],
) -> Change:
    redline = redline_of(_joined(old, "text"), _joined(new, "text"), renumbered if old and new else NONE)
    heading = redline_of(_joined(old, "heading"), _joined(new, "heading"))
    closing = redline_of(_joined(old, "closing"), _joined(new, "closing"), renumbered if old and new else NONE)
    kinds = _kinds(pair, old, new, moved, (redline, heading, closing))
    return Change(kinds, pair.before, pair.after, redline, heading, closing, pair.matched_by, _fingerprint(old, new, seen))


def _joined(provisions: list[Provision], field: str) -> str:
    return "\n".join(text for provision in provisions if (text := getattr(provision, field)))


def redline_of(before: str, after: str, renumbered: tuple[Renumbering, Renumbering] = NONE) -> Redline:
    """The runs that lead from `before` to `after`: keeps and deletions give `before`, keeps and insertions `after`.

    A cross-reference that `renumbered` maps to one and the same provision on both sides is kept, or a RENUMBER run.
    """
    if before == after and renumbered == NONE:
        return (Run(RunKind.KEEP, before),) if before else ()
    left, right = _tokens(before, renumbered[0]), _tokens(after, renumbered[1])
    numbers: dict[str, str] = {}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # its default of one second would make the outcome depend on the machine
    runs = engine.diff_main(_encoded(left, numbers), _encoded(right, numbers), checklines=False)
    engine.diff_cleanupSemantic(runs)
    return _merged(_shown(runs, iter(left), iter(right)))


def _tokens(text: str, renumbering: Renumbering) -> list[tuple[str, str]]:
    """(what it is compared by, what is printed) for each word, space, mark, and known cross-reference."""
    found: list[tuple[str, str]] = []
    at = 0
    for start, end, name in references(text) if renumbering else ():
        if name in renumbering:
            found += [(token, token) for token in _TOKEN.findall(text[at:start])]
            found.append((f"\0{renumbering[name]}", text[start:end]))
            at = end
    return found + [(token, token) for token in _TOKEN.findall(text[at:])]


def _encoded(tokens: list[tuple[str, str]], numbers: dict[str, str]) -> str:
    """One private-use character a word, so that no word is ever cut."""
    return "".join(numbers.setdefault(key, chr(_private(len(numbers)))) for key, _ in tokens)


def _shown(runs: list[tuple[int, str]], left: Iterator[tuple[str, str]], right: Iterator[tuple[str, str]]) -> Iterator[Run]:
    for kind, chars in runs:
        for _ in chars:
            old = next(left)[1] if kind <= 0 else ""
            new = next(right)[1] if kind >= 0 else ""
            if kind == 0 and old != new:
                yield Run(RunKind.RENUMBER, f"{old} -> {new}")
            else:
                yield Run(_RUNS[kind], old or new)


def _merged(runs: Iterator[Run]) -> Redline:
    """Neighbouring runs of one kind as one; each renumbered reference stays a run of its own."""
    groups = groupby(enumerate(runs), key=lambda item: (item[1].kind, item[0] if item[1].kind is RunKind.RENUMBER else -1))
    return tuple(Run(kind, "".join(run.text for _, run in group)) for (kind, _), group in groups)


def _private(at: int) -> int:
    return _FIRST_PRIVATE + at if at < 6400 else 0xF0000 + at - 6400


def _kinds(
    pair: Pair, old: list[Provision], new: list[Provision], moved: frozenset[str], redlines: tuple[Redline, ...]
) -> tuple[Kind, ...]:
    if not old or not new:
        return (Kind.ADDED,) if new else (Kind.REMOVED,)
    kinds = []
    shown = {run.kind for redline in redlines for run in redline}
    if shown & {RunKind.DELETE, RunKind.INSERT}:
        texts = ["".join(_joined(side, field) for field in ("heading", "text", "closing")) for side in (old, new)]
        same_words = _plain(texts[0]) == _plain(texts[1])
        # the same text with a run deleted: a reference now points to another provision, which is no matter of typography
        kinds.append(Kind.EDITORIAL if same_words and texts[0] != texts[1] else Kind.AMENDED)
    if pair.after[0] in moved:
        kinds.append(Kind.MOVED)
    if _plain(old[0].label) != _plain(new[0].label) or RunKind.RENUMBER in shown:
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
