"""The lines of all pages -> which of them are running headers and footers: what comes again at the edge of page after page."""

from collections import Counter, defaultdict

import regex

from pipeline.read.pdf_lines import Printed

BAND = 0.11
"""Share of the page's height at its top and bottom in which running lines are looked for."""
FEWEST = 3
"""Pages on which a line must come again, and on at least a third of them: headers of odd and even pages differ."""
IN_STEP = 0.8
"""Share of the pages on which a number must count along with the pages to be no part of the text."""
_DIGITS = regex.compile(r"\d+")


class Running:
    """The running lines of one file."""

    def __init__(self, pages: list[list[Printed]]) -> None:
        found: dict[str, list[Printed]] = defaultdict(list)
        for page in pages:
            for line in {_DIGITS.sub("#", line.text): line for line in page if line.in_band(BAND)}.values():
                found[_DIGITS.sub("#", line.text)].append(line)
        often = max(FEWEST, len(pages) / 3)
        known = {text: lines for text, lines in found.items() if len(lines) >= often and _counts_along(lines)}
        self._texts = frozenset(known)
        self._words = frozenset(word for text in known for word in text.split())
        self._size = max((line.size for lines in known.values() for line in lines), default=0.0)

    def holds(self, line: Printed) -> bool:
        """Whether the line is one of them, or is put together from their words as pages of the other side print them."""
        if not line.in_band(BAND):
            return False
        text = _DIGITS.sub("#", line.text)
        words = text.split()
        return text in self._texts or (line.page > 1 and len(words) > 1 and line.size < self._size + 0.5 and self._words.issuperset(words))


def _counts_along(lines: list[Printed]) -> bool:
    """Whether the numbers in lines that are else the same stay the same, or count with the pages; those of "Article 5" do neither."""
    numbers = [[int(digits) for digits in _DIGITS.findall(line.text)] for line in lines]
    if not numbers[0] or all(each == numbers[0] for each in numbers):
        return True
    steps = Counter(value - line.page for line, values in zip(lines, numbers, strict=True) for value in set(values))
    return max(steps.values()) >= IN_STEP * len(lines)
