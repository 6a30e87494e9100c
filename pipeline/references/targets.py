"""Where the cross-references of a draft point: printed numbers -> eIds."""

from collections import defaultdict
from collections.abc import Iterable

from pipeline.model import Draft, Level, Provision
from pipeline.references.grammar import Reference

_ENDS = str.maketrans("", "", " .()[]:")
_STEP = {"preceding": -1, "previous": -1, "following": 1, "next": 1}


class Targets:
    """The provisions of a draft, to be looked up by the numbers that references print."""

    def __init__(self, draft: Draft) -> None:
        self._articles: dict[str, str] = {}
        self._containers: dict[tuple[str, str], str] = {}
        self._children: dict[str, list[Provision]] = defaultdict(list)
        self._above: dict[str, str] = {}
        self._order: list[str] = []
        self._at: dict[str, Provision] = {}
        for provision in draft.provisions:
            self._add(provision)

    def _add(self, provision: Provision) -> None:
        label = _label(provision.label)
        self._at[provision.eid] = provision
        if provision.level is Level.ARTICLE:
            self._articles.setdefault(label, provision.eid)
            self._order.append(provision.eid)
        elif provision.level in (Level.PART, Level.CHAPTER, Level.SECTION, Level.ANNEX):
            self._containers.setdefault((provision.level, label), provision.eid)
        if provision.parent:
            self._children[provision.parent].append(provision)
            self._above[provision.eid] = provision.parent

    def resolve(self, reference: Reference, origin: str) -> tuple[str, tuple[str, ...]]:
        """Give the eId of the provision that a reference in ``origin`` points to, and the labels below it that are not there.

        An eId of "" means that not even the article, chapter or annex is there; the labels are then all that was printed.
        """
        if reference.level == "near":
            return self._near(reference, origin)
        if reference.level == "point":
            return self._down(self._paragraph_of(origin), reference.path)
        if reference.level != "article":
            eid = self._containers.get((reference.level, _label(reference.article)), "")
            return (eid, ()) if eid else ("", (reference.level, reference.article))
        article = self._articles.get(reference.article, "") if reference.article else self.article_of(origin)
        if not article:
            return "", ("article", reference.article, *reference.path)
        return self._down(article, reference.path)

    def article_of(self, eid: str) -> str:
        """Give the eId of the article (or annex) that a provision stands in; "" for none."""
        while eid and self._at[eid].level not in (Level.ARTICLE, Level.ANNEX):
            eid = self._above.get(eid, "")
        return eid

    def _paragraph_of(self, eid: str) -> str:
        while eid and self._at[eid].level not in (Level.PARAGRAPH, Level.ARTICLE, Level.ANNEX):
            eid = self._above.get(eid, "")
        return eid

    def _near(self, reference: Reference, origin: str) -> tuple[str, tuple[str, ...]]:
        step, level = _STEP[reference.article], reference.path[0]
        own = self.article_of(origin) if level == "article" else self._paragraph_of(origin)
        row = self._order if level == "article" else [p.eid for p in self._children[self._above.get(own, "")]]
        at = row.index(own) + step if own in row else -1
        return (row[at], ()) if 0 <= at < len(row) else ("", ("near", reference.article, level))

    def _down(self, eid: str, path: Iterable[str]) -> tuple[str, tuple[str, ...]]:
        labels = list(path)
        while labels and (below := self._child(eid, labels[0])):
            eid = below
            del labels[0]
        return eid, tuple(labels)

    def _child(self, eid: str, label: str) -> str:
        """The child of that label; options and unnumbered texts are looked through; "paragraph 1" of an article of one text is that text."""
        children = self._children[eid]
        for child in children:
            if _label(child.label) == label:
                return child.eid
        for child in children:
            if (child.level is Level.OPTION or not child.label) and (found := self._child(child.eid, label)):
                return found
        unnumbered = [child for child in children if child.level is Level.PARAGRAPH and not child.label]
        if label.isdigit() and len(unnumbered) == len(children) >= int(label) > 0:
            return unnumbered[int(label) - 1].eid
        return eid if label == "1" and not children and self._at[eid].level is Level.ARTICLE else ""


def _label(label: str) -> str:
    return label.translate(_ENDS).lower()
