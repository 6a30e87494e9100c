"""The steps of the alignment, from the safest evidence to the weakest; a provision that is paired stays so."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz, process

from pipeline.align.words import Words, words_of
from pipeline.model import Draft, Level, Pair, Provision

CONTAINERS = (Level.PREAMBLE, Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE, Level.ANNEX)
LIKE_ENOUGH_HERE, LIKE_ENOUGH_ANYWHERE, LIKE_ENOUGH_ARTICLE = 45, 72, 50
"""Likeness out of 100 from which two texts are the same provision: with paired parents, without, and for whole articles."""


class Pairing:
    """Who is paired with whom so far, and why."""

    def __init__(self, before: Draft, after: Draft) -> None:
        self.before, self.after = before.provisions, after.provisions
        self.words = words_of(before), words_of(after)
        self.partner: dict[str, tuple[str, str]] = {}
        self.reverse: dict[str, str] = {}

    def pairs(self) -> tuple[Pair, ...]:
        """Run every step; the pairs in the order of the later draft, removed provisions where they stood."""
        self._same_words()
        self._articles()
        self._containers()
        self._inside_pairs()
        self._anywhere()
        return tuple(self._ordered())

    def _join(self, old: str, new: str, why: str) -> None:
        if old not in self.partner and new not in self.reverse:
            self.partner[old] = (new, why)
            self.reverse[new] = old

    def _free(self, level_in: Callable[[Provision], bool]) -> tuple[list[Provision], list[Provision]]:
        old = [p for p in self.before if p.eid not in self.partner and level_in(p)]
        return old, [p for p in self.after if p.eid not in self.reverse and level_in(p)]

    def _same_words(self) -> None:
        """Texts that stand once in each draft."""
        old, new = (_by_key(side, self.words[at]) for at, side in enumerate((self.before, self.after)))
        for key, found in old.items():
            if len(found) == 1 and len(new.get(key, ())) == 1:
                self._join(found[0], new[key][0], "same words")

    def _articles(self) -> None:
        old, new = self._free(lambda p: p.level is Level.ARTICLE)
        kin = self._kinship()
        votes: Counter[tuple[str, str]] = Counter()
        for eid, (counterpart, _) in self.partner.items():
            above = kin[0].get(eid), kin[1].get(counterpart)
            if above[0] and above[1]:
                votes[above[0], above[1]] += 1 + len(self.words[0].own[eid]) // 80
        scores = self._scores(old, new, lambda at, p: self.words[at].whole[p.eid], LIKE_ENOUGH_ARTICLE)
        for left in old:
            for right in new:
                headed = self.words[0].heading[left.eid] and self.words[0].heading[left.eid] == self.words[1].heading[right.eid]
                bonus = 60 * bool(headed) + 12 * min(votes[left.eid, right.eid], 8)
                if bonus:
                    scores[left.eid, right.eid] = scores.get((left.eid, right.eid), 0) + bonus
        self._take(old, new, scores, 50, "alike as a whole")

    def _kinship(self) -> tuple[dict[str, str], dict[str, str]]:
        """The article that each provision stands in, for both drafts."""
        return _articles_of(self.before), _articles_of(self.after)

    def _containers(self) -> None:
        """Chapters, parts and annexes: by heading and by the articles that they hold."""
        kin = {p.eid: p.parent for p in self.before}, {p.eid: p.parent for p in self.after}
        for level in (Level.PREAMBLE, Level.SECTION, Level.CHAPTER, Level.PART, Level.ANNEX):
            old, new = self._free(lambda p, level=level: p.level is level)  # type: ignore[misc]
            votes = Counter((kin[0][left], kin[1][right]) for left, (right, _) in self.partner.items())
            scores = {
                (a.eid, b.eid): votes[a.eid, b.eid] * 10
                + fuzz.ratio(self.words[0].heading[a.eid], self.words[1].heading[b.eid]) / 2
                + (level is Level.PREAMBLE) * 50
                for a in old
                for b in new
            }
            self._take(old, new, scores, 40, "same heading or contents")

    def _inside_pairs(self) -> None:
        """What stands in paired parents, level by level."""
        children = _children(self.before), _children(self.after)
        waiting = [None, *(p.eid for p in self.before)]
        for parent in waiting:
            counterpart = None if parent is None else self.partner.get(parent, ("", ""))[0]
            if counterpart == "":
                continue
            old = [p for p in children[0][parent] if p.eid not in self.partner and p.level not in CONTAINERS]
            new = [p for p in children[1][counterpart] if p.eid not in self.reverse and p.level not in CONTAINERS]
            scores = self._scores(old, new, lambda at, p: self.words[at].whole[p.eid], LIKE_ENOUGH_HERE)
            self._take(old, new, scores, LIKE_ENOUGH_HERE, "alike in the same place")

    def _anywhere(self) -> None:
        """What moved: alike enough to be the same wherever it stands now; then what stands below it."""
        old, new = self._free(lambda p: p.level not in CONTAINERS and len(p.text) > 25)
        scores = self._scores(old, new, lambda at, p: self.words[at].own[p.eid], LIKE_ENOUGH_ANYWHERE)
        self._take(old, new, scores, LIKE_ENOUGH_ANYWHERE, "alike elsewhere")
        self._inside_pairs()

    def _scores(
        self, old: list[Provision], new: list[Provision], text: Callable[[int, Provision], str], least: int
    ) -> dict[tuple[str, str], float]:
        texts = [text(1, p) for p in new]
        return {
            (a.eid, new[at].eid): score + (3 if a.label and a.label == new[at].label else 0)
            for a in old
            for _, score, at in process.extract_iter(text(0, a), texts, scorer=fuzz.ratio, processor=None, score_cutoff=least)
        }

    def _take(self, old: list[Provision], new: list[Provision], scores: dict[tuple[str, str], float], least: float, why: str) -> None:
        """The best pairs first; of equals, those that keep the order of both drafts."""
        place = {p.eid: at for at, p in enumerate(old)}, {p.eid: at for at, p in enumerate(new)}
        for (left, right), score in sorted(
            scores.items(), key=lambda item: (-item[1], abs(place[0][item[0][0]] - place[1][item[0][1]]), place[1][item[0][1]])
        ):
            if score >= least:
                self._join(left, right, why)

    def _ordered(self) -> Iterable[Pair]:
        positions = {p.eid: at for at, p in enumerate(self.before)}
        gone = [p.eid for p in self.before if p.eid not in self.partner]
        for provision in self.after:
            old = self.reverse.get(provision.eid)
            if old is None:
                yield Pair((), (provision.eid,), "no counterpart")
                continue
            while gone and positions[gone[0]] < positions[old]:
                yield Pair((gone.pop(0),), (), "no counterpart")
            yield Pair((old,), (provision.eid,), self.partner[old][1])
        yield from (Pair((eid,), (), "no counterpart") for eid in gone)


def _by_key(side: tuple[Provision, ...], words: Words) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for provision in side:
        if len(words.own[provision.eid]) > 12:
            found[words.own[provision.eid]].append(provision.eid)
    return found


def _children(side: tuple[Provision, ...]) -> dict[str | None, list[Provision]]:
    found: dict[str | None, list[Provision]] = defaultdict(list)
    for provision in side:
        found[provision.parent].append(provision)
    return found


def _articles_of(side: tuple[Provision, ...]) -> dict[str, str]:
    """The article that each provision stands in."""
    found: dict[str, str] = {}
    for provision in side:
        if provision.level is Level.ARTICLE:
            found[provision.eid] = provision.eid
        elif provision.parent in found:
            found[provision.eid] = found[provision.parent]
    return found
