"""Periods named in a clause, as hours, and articles, as their number: "ninety days", "48 hours", "every year", "quatre ans", "ciento ochenta días"."""

from collections.abc import Iterator

_HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0, "year": 8766.0}
_UNITS = {
    **{f"{name}{ending}": value for name, value in _HOURS.items() for ending in ("", "s")},
    **dict.fromkeys(("heure", "heures", "hora", "horas"), 1.0),
    **dict.fromkeys(("jour", "jours", "día", "días"), 24.0),
    **dict.fromkeys(("semaine", "semaines", "semana", "semanas"), 168.0),
    **dict.fromkeys(("mois", "mes", "meses"), 730.0),
    **dict.fromkeys(("an", "ans", "année", "années", "año", "años"), 8766.0),
}
_ADVERBS = {
    "annual": 8766.0,
    "annually": 8766.0,
    "yearly": 8766.0,
    "monthly": 730.0,
    "weekly": 168.0,
    "quarterly": 2191.0,
    "biennial": 17532.0,
    "daily": 24.0,
}
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis",
)
_TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "vingt trente quarante cinquante soixante",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
)
_NUMBERS = {
    **{word: number for row in _ONES for number, word in enumerate(row.split())},
    **{word: 10 * number for row in _TENS for number, word in enumerate(row.split(), 2)},
    **dict.fromkeys(("cien", "ciento", "cent"), 100),
}
_LINKS = frozenset({"hundred", "and", "et", "y"})
_YOUNGER = ("under", "below", "age of", "aged")
_OF_AGE = ("years of age", "years old")
_EACH = frozenset({"every", "each", "per", "chaque", "cada", "a"})


def is_unit(word: str) -> bool:
    """Whether an amount ends with the word: "years", "annually"."""
    return word in _UNITS or word in _ADVERBS


def number_words() -> dict[str, int]:
    """What the words for numbers are in figures."""
    return _NUMBERS


def amounts(words: tuple[str, ...], units: frozenset[str]) -> Iterator[tuple[float, int]]:
    """The periods in these `units`, in hours, each with the place of its first word; "more than four years" is a little more than four."""
    if "articles" in units:
        yield from _articles(words)
    if "ages" in units:
        yield from _ages(words)
    for place, word in enumerate(words):
        if word in _ADVERBS:
            yield _ADVERBS[word], place
        if word not in _UNITS or not {word, f"{word}s"} & units:
            continue
        start = place
        while start > 0 and (words[start - 1] in _NUMBERS or words[start - 1] in _LINKS or words[start - 1].isdigit()):
            start -= 1
        number = _number(words[start:place])
        if number is None and words[place - 1 : place] and words[place - 1] in _EACH:
            number = 1.0
        if number is not None:
            yield number * _UNITS[word] + (1.0 if _above(words[max(0, start - 3) : start]) else 0.0), start


def _articles(words: tuple[str, ...]) -> Iterator[tuple[float, int]]:
    """How many articles are named together: "articles 5 to 9" are five, "articles 5, 7 and 9" three."""
    for place, word in enumerate(words):
        if word not in ("article", "articles"):
            continue
        numbers: list[int] = []
        count, at = 0, place + 1
        while at < len(words) and (
            words[at].isdigit() or (words[at] in ("to", "and", "or") and words[at + 1 : at + 2] and words[at + 1].isdigit())
        ):
            if words[at].isdigit():
                count += max(int(words[at]) - numbers[-1], 1) if words[at - 1] == "to" and numbers else 1
                numbers.append(int(words[at]))
            at += 1
        if count:
            yield float(count), place


def _ages(words: tuple[str, ...]) -> Iterator[tuple[float, int]]:
    """The ages named, in years: "under eighteen", "the age of 16", "fourteen years of age"."""
    for place, word in enumerate(words):
        number = _number((word,))
        before, after = " ".join(words[max(0, place - 2) : place]), " ".join(words[place + 1 : place + 4])
        if number is not None and (before.endswith(_YOUNGER) or after.startswith(_OF_AGE)):
            yield number, place


def _above(before: tuple[str, ...]) -> bool:
    return bool({"more", "exceeding", "over"}.intersection(before[-2:])) and not {"not", "no"}.intersection(before)


def _number(words: tuple[str, ...]) -> float | None:
    total, seen = 0.0, False
    for word in words:
        if word.isdigit() or word in _NUMBERS:
            total, seen = total + (float(word) if word.isdigit() else _NUMBERS[word]), True
        elif word == "hundred":
            total, seen = max(total, 1.0) * 100, True
    return total if seen else None
