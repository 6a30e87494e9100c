"""The small language in which safeguards.toml writes wordings, as rows of parts; its search in a clause is the lexicon's.

A wording is a row of parts: ``authori*`` begins so, ``court|judge`` is one of several, ``the?`` may be missing, ``@group`` is any
wording of that group, ``..`` up to three words and ``...`` up to eight that do not matter. Case, punctuation and square brackets never matter.
"""

from functools import cache

GAPS = {"..": 3, "...": 8, "....": 14}
"""By the part that stands for a gap up to how many words it takes."""
Wording = tuple[str, ...]
"""The parts as they are written."""
Span = tuple[int, int]
"""From the first word to after the last one, counted in words of the clause."""


def parse(line: str) -> Wording:
    """The wording that `line` writes. Raises ValueError with what is wrong."""
    parts = tuple(line.split())
    if not parts or parts[0] in GAPS or parts[-1] in GAPS:
        raise ValueError("a wording begins and ends with a word or a @group")
    if is_optional(parts[0]) and all(map(is_optional, parts)):
        raise ValueError("every word of it may be missing")
    if "*" in line or "|" in line:
        for part in parts:
            forms(part)
    return parts


def is_optional(part: str) -> bool:
    """Whether it is a word that may be missing."""
    return part[-1] == "?" and part[0] != "@"


def group_of(part: str) -> str:
    """The name of the group that it stands for; empty for a word or a gap."""
    return part[1:] if part[0] == "@" else ""


@cache
def forms(part: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that may stand at a part, and the beginnings of words; in lower case. Raises ValueError with what is wrong."""
    words = part.removesuffix("?").lower().split("|")
    starts: tuple[str, ...] = ()
    if "*" in part:
        starts = tuple(word[:-1] for word in words if word.endswith("*"))
        words = [word for word in words if not word.endswith("*")]
    if "" in words or "" in starts or part.count("*") != len(starts):
        raise ValueError(f"{part!r}: `*` stands at the end of a word, `|` between words")
    return tuple(words), starts


def joined(wordings: tuple[Wording, ...]) -> tuple[Wording, ...]:
    """The same wordings, those of one word made into one: it is tried once where they would be tried each."""
    words = [each[0] for each in wordings if len(each) == 1 and not group_of(each[0])]
    if len(words) < 2:
        return wordings
    return (("|".join(words),), *(each for each in wordings if len(each) > 1 or group_of(each[0])))
