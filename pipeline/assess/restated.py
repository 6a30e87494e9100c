"""Two clauses -> whether they say the same in another order, voice or number (R15): the same content words, duties and polarity.

"No home shall be searched without a warrant" and "A home shall be searched only under a warrant" are one rule.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from pipeline.assess.ladder import Modal
from pipeline.assess.reading import Reading
from pipeline.assess.stems import stem

SMALL = frozenset(
    "a an the this that these those such it its they them their he him his she her himself herself itself themselves we who whom whose which one"
    " is are be been being was were has have had do does did to of in on at by for from with within into under over through upon and so than"
    " shall must will would if when where whenever while any each every there then thereof therefor same said also both take taken make made after period"
    " i e subject".split()
)
_ONLY = 2
"""For how many negations "only" counts: "only X" is "not without X"."""
_NEGATIVE = {
    **dict.fromkeys("no not nor neither nobody none nothing never cannot without unless except save until".split(), 1),
    **dict.fromkeys("prohibited prohibits prohibition forbidden forbids barred banned beyond".split(), 1),
    **dict.fromkeys("only solely exclusively".split(), _ONLY),
}
_SAME = {
    **dict.fromkeys("annually yearly annual".split(), "year"),
    **dict.fromkeys("longer exceed exceeding exceeds".split(), "more"),
    **dict.fromkeys("individual individuals persons people everyone anyone whoever nobody somebody".split(), "person"),
    **dict.fromkeys("notified told notification".split(), "informed"),
    **dict.fromkeys("denied declined rejected".split(), "refused"),
    **dict.fromkeys("erased destroyed".split(), "deleted"),
    **dict.fromkeys("against".split(), "from"),
    **dict.fromkeys("allowing allow".split(), "permitting"),
    **dict.fromkeys("authorize authorized authorizes authorization".split(), "authorise"),
}
_LIGHT = frozenset("may can could mak mad don tak taken carri exist subject giv given way mann well".split())
"""Stems of words that only carry others: "is made subject to …"; the word of duty is compared by itself."""
RANKS = frozenset({"primary", "principal", "main", "sole", "only", "first", "paramount"})
"""Words before which "a" and "the" differ."""
_FIRM, _MAY = 4, 1
_OPENS = frozenset({"where", "if", "when", "unless", "that", "which"})
_LIMITS = frozenset({"only", "solely", "exclusively", "not"})
_FAR = 3
"""How many words before "other than" its "no" may stand."""


def say_the_same(old: Iterable[Reading], new: Iterable[Reading]) -> bool:
    """Whether all clauses of `old` together say what those of `new` say."""
    before, after = list(old), list(new)
    if not before or not after:
        return False
    same_duties = _duties(before, after) == _duties(after, before) and not _made_firm(before, after)
    same_hedges = _hedges(before) == _hedges(after)
    return same_duties and same_hedges and _meaning(before) == _meaning(after) and not _confined_alone(before, after)


def _hedges(readings: list[Reading]) -> int:
    """How many hedges there are: "as far as possible" says what "to the extent possible" says, but not what neither says; "only within …" limits."""
    before = (reading.clause.words[max(0, start - 1) : start] for reading in readings for start, _ in reading.grammar("hedges"))
    return sum(not _LIMITS.intersection(words) for words in before)


def _made_firm(old: list[Reading], new: list[Reading]) -> bool:
    """Whether one side only allows and the other binds with as many words more: "may" that was split into "may" and "shall"."""
    steps = [[modal.step for reading in side for modal in reading.modals()] for side in (old, new)]
    return len(steps[0]) != len(steps[1]) and all(steps) and len({max(side) >= _FIRM for side in steps}) == 2


def _confined_alone(old: list[Reading], new: list[Reading]) -> bool:
    """Whether nothing but an "only" came or went: "not based on race" says more than "not based solely on race"."""
    before, after = (Counter(word for reading in side for word in reading.plain() if word) for side in (old, new))
    differ = {*(before - after), *(after - before)}
    return bool(differ) and all(_NEGATIVE.get(word) == _ONLY for word in differ)


def _meaning(readings: list[Reading]) -> tuple[frozenset[str], int, bool, frozenset[tuple[str, str]]]:
    """The content words by their stems, whether the negations cancel out, whether there are any, and "a" or "the" before words of rank."""
    words = [word for reading in readings for word in _with_only(without_pronouns(reading.plain()))]
    negations = sum(_NEGATIVE.get(word, 0) for word in words)
    content = {stem(_SAME.get(word, word)) for word in words if word and word not in SMALL and word not in _NEGATIVE} - _LIGHT
    pairs = (pair for reading in readings for pair in pairwise(reading.clause.words))
    ranks = frozenset(pair for pair in pairs if pair[1] in RANKS and pair[0] in {"a", "the"})
    return frozenset(content | ({"person"} if "nobody" in words else set())), negations % 2, negations > 0, ranks


def _with_only(words: list[str]) -> list[str]:
    """The words, with "only" for "no … other than": "for no purpose other than the trial"."""
    than = next((at for at in range(len(words) - 1) if words[at : at + 2] == ["other", "than"]), None)
    no = next((at for at in range(max(0, than - _FAR), than) if words[at] == "no"), None) if than else None
    return words if than is None or no is None else [*words[:no], "only", *words[than + 2 :]]


def without_pronouns(words: tuple[str, ...]) -> list[str]:
    """The words, without the "or" of "he or she"."""
    return [word for at, word in enumerate(words) if word != "or" or words[at - 1] not in {"he", "his", "him", "himself"}]


def _duties(readings: list[Reading], others: list[Reading]) -> Counter[int]:
    """The steps of the words of duty below the firm ones, which change with the voice ("is to be", "shall"): "may … only" forbids as "no … may" does."""
    steps = Counter(
        modal.step for reading in readings for modal in reading.modals() if modal.step < _FIRM and not _is_ability(reading, modal)
    )
    if _confines(readings) and not _confines(others):
        del steps[_MAY]
    return steps


def _is_ability(reading: Reading, modal: Modal) -> bool:
    """Whether it says what can be had ("where it can be obtained otherwise"), which is no duty."""
    words, at = reading.clause.words, modal.span[0]
    return words[at] in {"can", "could"} and bool(_OPENS.intersection(words[max(0, at - 6) : at]))


def _confines(readings: list[Reading]) -> bool:
    return any(_NEGATIVE.get(word) == _ONLY for reading in readings for word in reading.clause.words)
