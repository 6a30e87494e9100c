"""Two drafts as places: by eId its provision, the words it hangs under, and the article it is part of."""

from dataclasses import dataclass, field

from pipeline.assess.judgement import Judgement
from pipeline.model import Draft, Level, Provision
from pipeline.references import Targets

_LISTS = (Level.SUBPARAGRAPH,)


@dataclass(slots=True)
class Places:
    """The provisions of two drafts by eId; side 0 is the earlier one."""

    before: Draft
    after: Draft
    by_eid: tuple[dict[str, Provision], dict[str, Provision]] = field(init=False)
    at: tuple[dict[str, int], dict[str, int]] = field(init=False)
    """By eId where in its draft a provision stands."""
    targets: tuple[Targets, Targets] = field(init=False)
    """Where the references of each draft point."""

    def __post_init__(self) -> None:
        """Index both drafts."""
        self.by_eid = ({each.eid: each for each in self.before.provisions}, {each.eid: each for each in self.after.provisions})
        self.targets = Targets(self.before), Targets(self.after)
        self.at = ({eid: at for at, eid in enumerate(self.by_eid[0])}, {eid: at for at, eid in enumerate(self.by_eid[1])})

    def provisions(self, side: int, eids: tuple[str, ...]) -> list[Provision]:
        """The provisions of these eIds."""
        return [self.by_eid[side][eid] for eid in eids]

    def text(self, side: int, eids: tuple[str, ...]) -> str:
        """Their own words, a line each; an item of a list stands behind its chapeau if that is among them, or if they hang under several."""
        lines: list[str] = []
        for each in self.provisions(side, eids):
            text = f"{each.text} {each.closing}".strip()
            if lines and each.level in _LISTS and each.parent in eids and ":" in lines[-1]:
                lines[-1] += f" (a) {text}"
            elif self._scattered(side, eids) and each.parent not in eids:
                lines.append(f"{self.chapeau(side, (each.eid,))} {text}".strip())
            else:
                lines.append(text)
        return "\n".join(lines)

    def above(self, side: int, eids: tuple[str, ...]) -> tuple[str, ...]:
        """The eIds of the provisions whose chapeaux the first of these hangs under, the outermost first."""
        found: list[str] = []
        each = self.by_eid[side][eids[0]] if eids else None
        while each is not None and each.level in _LISTS and each.parent is not None:
            each = self.by_eid[side][each.parent]
            if each.text:
                found.insert(0, each.eid)
        return tuple(found)

    def _scattered(self, side: int, eids: tuple[str, ...]) -> bool:
        """Whether the provisions hang under different words, as those do that were merged into one."""
        homes = {self.above(side, (eid,)) for eid in eids if self.by_eid[side][eid].parent not in eids}
        return len(homes) > 1

    def chapeau(self, side: int, eids: tuple[str, ...]) -> str:
        """The words that these provisions hang under, "" where they hang under different ones."""
        if self._scattered(side, eids):
            return ""
        return " ".join(self.by_eid[side][eid].text for eid in self.above(side, eids))

    def article(self, side: int, eid: str) -> str:
        """The eId of the article, annex or preamble that holds `eid`, "" for none."""
        each = self.by_eid[side].get(eid)
        while each is not None and each.level not in (Level.ARTICLE, Level.PREAMBLE, Level.ANNEX) and each.parent is not None:
            each = self.by_eid[side][each.parent]
        return each.eid if each else ""

    def is_within(self, side: int, eid: str, home: str) -> bool:
        """Whether a provision is `home` or stands in it."""
        each = self.by_eid[side].get(eid)
        while each is not None and each.eid != home:
            each = self.by_eid[side].get(each.parent or "")
        return each is not None

    def chapter(self, side: int, eid: str) -> str:
        """The eId of the section, chapter or part that holds `eid`, "" for none."""
        each = self.by_eid[side].get(eid)
        while each is not None and each.level not in (Level.SECTION, Level.CHAPTER, Level.PART):
            each = self.by_eid[side].get(each.parent or "")
        return each.eid if each else ""

    def option(self, side: int, eid: str) -> str:
        """The eId of the option that holds `eid`, "" for none."""
        each = self.by_eid[side].get(eid)
        while each is not None and each.level is not Level.OPTION:
            each = self.by_eid[side].get(each.parent or "")
        return each.eid if each else ""

    def in_preamble(self, side: int, eids: tuple[str, ...]) -> bool:
        """Whether all these stand in the preamble."""
        levels = {each.level for each in self.provisions(side, eids)}
        return bool(levels) and levels <= {Level.PREAMBLE, Level.RECITAL}


@dataclass(frozen=True, slots=True)
class Placed:
    """A judgement and the eIds it is about, before and after, in the drafts they stand in."""

    judgement: Judgement
    eids: tuple[tuple[str, ...], tuple[str, ...]]
    places: Places
