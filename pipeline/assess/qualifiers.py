"""Words that qualify a safeguard (hedges, exceptions, conditions, firm and soft words) -> which came or went, and what that means."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.assess.duty import forbids, governing
from pipeline.assess.judgement import Shift
from pipeline.assess.ladder import Modal
from pipeline.assess.reading import Standing
from pipeline.assess.wording import Span

_NEAR = {"thresholds": 6, "firm": 8, "restrictive": 8, "soft": 5, "hedges": 14, "conditions": 14, "exceptions": 30}
"""Words from the evidence within which words of a kind are taken to speak of it."""
_SHALL = 5
_EXEMPTS = "exempts"
"""What a clause lists whose safeguard is that an offence does not reach it: every word that qualifies that takes from it."""
_LONG, _NEAR_IN_LONG = 60, 5
"""In a clause of more words than this, a recital or a long chapeau with its item, only what stands close by."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How words of a kind turn the protection where they come in: a shield, a limit on a power; the rule; whether that settles it."""

    rule: str
    shield: int
    limit: int
    settled: bool = True


_KINDS = {
    "exceptions": _Kind("R8", -1, -1),
    "hedges": _Kind("R4", -1, -1),
    "conditions": _Kind("R11", -1, -1),
    "soft": _Kind("R10", -1, -1),
    "thresholds": _Kind("R11", -1, 1, settled=False),
    "firm": _Kind("R8", 1, 1, settled=False),
    "restrictive": _Kind("R11", -1, 1, settled=False),
}


def counted(name: str, old: Standing, new: Standing) -> Iterator[Shift]:
    """Words of a kind that came or went, more of them than went or came."""
    kind = _KINDS[name]
    narrows = name == "thresholds" and any(forbids(each) for each in (old, new))
    sign = -1 if old.safeguard.list == _EXEMPTS else kind.limit if old.safeguard.limits and not narrows else kind.shield
    before, after = _words(name, old), _words(name, new)
    lost, gained = _changed(before - after, name, new, old), _changed(after - before, name, old, new)
    if lost.total() > gained.total():
        yield Shift(-sign, kind.rule, next(iter(lost)), "", kind.settled)
    elif gained.total() > lost.total():
        yield Shift(sign, kind.rule, "", next(iter(gained)), kind.settled)


def _changed(words: Counter[str], name: str, there: Standing, here: Standing) -> Counter[str]:
    """Of these words of a kind those that the other clause has less often, whatever they belong to there."""
    if name == "conditions":
        return words if len(here.reading.grammar(name)) > len(there.reading.grammar(name)) else Counter()
    if name == "restrictive" and _limits(there) >= _limits(here):
        return Counter()
    counts = [
        Counter(" ".join(each.reading.clause.words[start:end]) for start, end in each.reading.grammar(name)) for each in (here, there)
    ]
    return words & (counts[0] - counts[1])


def _limits(standing: Standing) -> int:
    """How many words of the clause say that something is only so, or not so: "no … unless" says what "only if" says."""
    return sum(len(standing.reading.grammar(name)) for name in ("negators", "exempt"))


def _always(_standing: Standing, _span: Span) -> bool:
    return True


_FILTERS: dict[str, Callable[[Standing, Span], bool]] = {
    "exceptions": lambda standing, span: not _opens(standing, span),
    "conditions": lambda standing, span: not (_is_limit(standing, span) or _is_trigger(standing, span)),
    "thresholds": lambda standing, span: not _excepted(standing, span),
    "soft": lambda standing, span: not any(start <= span[0] < end for start, end in standing.reading.grammar("hedges")),
    "hedges": lambda standing, span: not (_on_power(standing, span) or _excepted(standing, span) or of_next_item(standing, span)),
}


def _is_limit(standing: Standing, span: Span) -> bool:
    """Whether it is no condition but a hedge, a clause about a place ("a country where …"), or says what alone is allowed ("only if …")."""
    words = standing.reading.clause.words[max(0, span[0] - 1) : span[1]]
    others = (other for name in ("hedges", "relative") for other in standing.reading.grammar(name))
    return bool({"only", "solely"}.intersection(words)) or any(start <= span[0] < end for start, end in others)


def _is_trigger(standing: Standing, span: Span) -> bool:
    """Whether the safeguard's own words follow, with no word of duty between: "may be refused if the act is no offence …"."""
    ahead = sorted(start for start, _ in (*standing.spans, *standing.related) if start >= span[1])
    return bool(ahead) and not any(span[1] <= modal.span[0] < ahead[0] for modal in standing.reading.modals())


def _words(name: str, standing: Standing) -> Counter[str]:
    keep = _FILTERS.get(name, _always)
    evidence = {place for start, end in standing.spans for place in range(start, end)}
    spans = [span for span in standing.reading.grammar(name) if standing.owns(span[0]) and keep(standing, span)]
    if name != "exceptions":
        spans = [span for span in spans if span[0] not in evidence or name in ("firm", "thresholds", "restrictive")]
    if name == "restrictive" and not spans and _only_with(standing):
        return Counter(("only",))
    spans = [span for span in spans if _reaches(name, standing, span)]
    return Counter("" if name == "conditions" else " ".join(standing.reading.clause.words[start:end]) for start, end in spans)


def _reaches(name: str, standing: Standing, span: Span) -> bool:
    """Whether the words speak of the safeguard: near its evidence, in the chapeau, or beside the word of duty it hangs on."""
    near = _NEAR[name] if len(standing.reading.clause.words) <= _LONG else min(_NEAR[name], _NEAR_IN_LONG)
    if min(standing.distance(span[0]), standing.distance(span[1] - 1)) <= near or span[0] < standing.reading.clause.chapeau:
        return True
    modal = governing(standing) if name in ("hedges", "exceptions", "conditions", "soft") else None
    return modal is not None and (abs(span[0] - modal.span[1]) <= 3 or abs(modal.span[0] - span[1]) <= 3)


def _only_with(standing: Standing) -> bool:
    """Whether “no X without Y” is said, which is “X only with Y” (R3)."""
    words = standing.reading.clause.words[: standing.first]
    opens = {"without", "unless"}.intersection(
        words[max(0, standing.reading.clause.chapeau - 1) :] if standing.reading.clause.chapeau else words[-5:]
    )
    return bool(opens) and bool({"no", "not", "never", "nobody", "none"}.intersection(words))


def _opens(standing: Standing, span: Span) -> bool:
    """Whether the safeguard itself is what this exception opens: "not … unless a court has authorised it"."""
    if span[1] == standing.reading.clause.chapeau:
        return True
    return span[0] <= standing.first and standing.first - span[1] < 14 and not any(start < span[0] for start, _ in standing.spans)


def _on_power(standing: Standing, span: Span) -> bool:
    """Whether a hedge stands beside the power that the safeguard limits, before the limit: "may, where appropriate, order … only if …"."""
    modals = standing.reading.modals()
    if not standing.safeguard.limits or governing(standing) or not modals or _on_duty(modals, span):
        return False
    limits = [limit[0] for limit in standing.reading.grammar("limiters") if limit[0] <= standing.last and limit != span]
    return not limits or span[0] < limits[0]


def _on_duty(modals: list[Modal], span: Span) -> bool:
    """Whether a hedge follows at once on a word of duty: "shall, where practicable, be carried out without distinction"."""
    return any(each.step == _SHALL and 0 <= span[0] - each.span[1] <= 1 for each in modals)


def of_next_item(standing: Standing, span: Span) -> bool:
    """Whether a hedge opens an item of a list behind the safeguard: "limits on its duration and, as appropriate, review by a court"."""
    return standing.last < span[0] - 1 and standing.reading.clause.words[span[0] - 1] in {"and", "or"}


def _excepted(standing: Standing, span: Span) -> bool:
    """Whether a hedge, or a threshold, stands in an exception, which it does not widen."""
    return any(start < span[0] - 1 and standing.last < start for start, _ in standing.reading.grammar("exceptions"))


def conditions(old: Standing, new: Standing) -> Iterator[Shift]:
    """Conditions on the protection weaken it (R11); on the power that it limits they are no safeguard's loss."""
    if governing(old) is None and governing(new) is None and old.reading.modals():
        return
    yield from counted("conditions", old, new)
