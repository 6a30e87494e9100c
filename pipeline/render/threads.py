"""Provisions followed through all drafts: who is who under which number, and for articles the matrix of what changed when."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Changelog, Draft, Level, RunKind
from pipeline.render.links import Counts, DraftLink, PairLink
from pipeline.render.words import EFFECTS

Steps = Mapping[int, Changelog]
"""The changelog that leads to the draft of each number from the one before it."""
Identities = tuple[dict[str, int], ...]
"""For each draft, eId -> the number of the provision, the same in every draft."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An article in one draft. `eid` is empty where the draft has none; then `effects` says what went with it."""

    eid: str
    label: str
    percent: int
    """Of its words, inserted or deleted since the draft before."""
    shade: int
    """0 to 5: none, up to 10 %, 25 %, 50 %, 75 %, more."""
    effects: Counts
    link: str
    brackets: int
    """Square brackets opened in its text."""


@dataclass(frozen=True, slots=True)
class Thread:
    """An article over all drafts, by its latest name; `page` is that of its history.

    `anchors` are the eIds it had, the latest first, less those that mean another article in a later draft.
    """

    page: str
    anchors: tuple[str, ...]
    label: str
    heading: str
    cells: tuple[Cell, ...]


def identities(drafts: Sequence[Draft], steps: Steps) -> Identities:
    """Number every provision; of a merger the first goes on, of a split the first part."""
    count = 0
    found: list[dict[str, int]] = []
    for at, draft in enumerate(drafts):
        origin = (
            {change.after[0]: change.before[0] for change in steps[at].changes if change.after and change.before} if at in steps else {}
        )
        last, own, used = (found[-1] if found else {}), {}, set()
        for provision in draft.provisions:
            number = last.get(origin.get(provision.eid, ""))
            if number is None or number in used:
                number, count = count, count + 1
            used.add(number)
            own[provision.eid] = number
        found.append(own)
    return tuple(found)


def aliases(known: Identities, at: int) -> dict[str, tuple[str, ...]]:
    """For each eId of a draft the names its provision has in other drafts, the latest first, none that means another one here."""
    names: dict[int, list[str]] = {}
    for own in reversed(known):
        for eid, number in own.items():
            names.setdefault(number, []).append(eid)
    taken = set(known[at])
    found = {}
    for eid, number in known[at].items():
        others = tuple(name for name in dict.fromkeys(names[number]) if name not in taken)
        taken.update(others)
        if others:
            found[eid] = others
    return found


def threads(
    drafts: Sequence[Draft], steps: Steps, known: Identities, links: Sequence[DraftLink], pairs: Mapping[int, PairLink]
) -> tuple[Thread, ...]:
    """Articles in the order of the latest draft, then those that were dropped, the latest first."""
    articles = [{p.eid: p for p in draft.provisions if p.level is Level.ARTICLE} for draft in drafts]
    brackets = [_brackets(draft) for draft in drafts]
    measured = [_measures(steps[at], known[at - 1], known[at]) if at in steps else {} for at in range(len(drafts))]
    order: dict[int, None] = {}
    for at in range(len(drafts) - 1, -1, -1):
        order.update(dict.fromkeys(known[at][eid] for eid in articles[at]))
    rows = []
    taken = set(articles[-1]) if articles else set()
    for number in order:
        eids = [next((eid for eid in articles[at] if known[at][eid] == number), "") for at in range(len(drafts))]
        first, last = (next(at for at in way if eids[at]) for way in (range(len(eids)), range(len(eids) - 1, -1, -1)))
        cells = []
        for at, eid in enumerate(eids):
            percent, effects = measured[at].get(number, (0, ()))
            place = f"#{eid}" if eid else f"#was-{eids[at - 1]}" if at and eids[at - 1] else ""
            page = pairs[at].path if at in pairs else links[at].page
            label = articles[at][eid].label if eid else ""
            cells.append(Cell(eid, label, percent, _shade(percent), effects, f"{page}{place}" if place else "", brackets[at][eid]))
        page = f"{links[first].page.removesuffix('.html')}.{eids[first]}.html"
        provision = articles[last][eids[last]]
        anchors = tuple(eid for eid in dict.fromkeys(reversed(eids)) if eid and (eid == eids[-1] or eid not in taken))
        taken.update(anchors)
        rows.append(Thread(page, anchors, provision.label, provision.heading, tuple(cells)))
    return tuple(rows)


def article_of(draft: Draft) -> dict[str, str]:
    """For each eId the article it stands in; those outside articles are left out."""
    found: dict[str, str] = {}
    for provision in draft.provisions:
        if provision.level is Level.ARTICLE:
            found[provision.eid] = provision.eid
        elif provision.parent in found:
            found[provision.eid] = found[provision.parent]
    return found


def _brackets(draft: Draft) -> Counter[str]:
    """Square brackets opened in each article."""
    inside, found = article_of(draft), Counter[str]()
    for each in draft.provisions:
        if each.eid in inside:
            found[inside[each.eid]] += f"{each.heading}{each.text}{each.closing}".count("[")
    return found


def _shade(percent: int) -> int:
    return sum(percent > limit for limit in (0, 10, 25, 50, 75))


def _measures(log: Changelog, then: Mapping[str, int], now: Mapping[str, int]) -> dict[int, tuple[int, Counts]]:
    """By article number: percent of words inserted or deleted, and the findings in it."""
    olds, news = article_of(log.before), article_of(log.after)
    old = {eid: then[article] for eid, article in olds.items()}
    new = {eid: now[article] for eid, article in news.items()}
    total: Counter[int] = Counter()
    changed: Counter[int] = Counter()
    effects: dict[int, Counter[str]] = {}
    for change in log.changes:
        number = new.get(change.after[0]) if change.after else old.get(change.before[0])
        if number is None:
            continue
        for run in (*change.heading, *change.redline, *change.closing):
            count = len(run.text.split())
            total[number] += count
            changed[number] += count if run.kind in (RunKind.DELETE, RunKind.INSERT) else 0
    for finding in log.findings:
        place = new.get(finding.after.eid) if finding.after else old.get(finding.before.eid) if finding.before else None
        if place is not None and not finding.dismissed:
            effects.setdefault(place, Counter())[str(finding.effect)] += 1
    marks = {number: tuple((name, sign, some[name]) for name, sign in EFFECTS if some[name]) for number, some in effects.items()}
    # Rounded up, so that one changed word is never shown as none.
    return {
        number: (-(-100 * changed[number] // total[number]) if total[number] else 0, marks.get(number, ())) for number in {*total, *marks}
    }
