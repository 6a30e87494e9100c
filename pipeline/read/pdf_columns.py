"""The rows of a page's characters -> the rows in reading order: where a gutter runs down the page, the left column goes before the right."""

from itertools import pairwise

from pipeline.read.pdf_chars import Char, Row

WIDE = 1.3
"""Widths of an em: a gap that may be a gutter; between words it is smaller, in justified text too."""
FEWEST = 6
"""Rows that each column must have; fewer are a table, a masthead or signatures."""
ACROSS = 0.2
"""Share of the rows that may run across the gutter: headings, the masthead."""
FULL = 0.55
"""Of a column's width: the usual row of text fills at least this share."""
_STEP = 3
Span = tuple[float, float]


def in_reading_order(rows: list[Row]) -> list[Row]:
    """The rows, from top to bottom; column by column between those that run across the page, where it has two columns."""
    spans = [_spans(row) for row in rows]
    gutter = _gutter(spans)
    if gutter is None:
        return rows
    starts = [start for parts in spans for start, _ in parts]
    shift = min(start for start in starts if start >= gutter) - min(starts)
    ordered: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for row, parts in sorted(zip(rows, spans, strict=True), key=lambda each: -each[0][0].y):
        if any(start < gutter < end for start, end in parts):
            ordered += [*left, *right, row]
            left, right = [], []
            continue
        left += _kept([char for char in row if char.x < gutter])
        right += _kept([_moved(char, shift) for char in row if char.x >= gutter])
    return [*ordered, *left, *right]


def _kept(part: Row) -> list[Row]:
    return [part] if _visible(part) else []


def _moved(char: Char, shift: float) -> Char:
    """The right column is set under the left one, so that indents and centring are told alike in both."""
    return Char(char.text, char.x - shift, char.y, char.size, char.index)


def _visible(row: Row) -> list[Char]:
    return [char for char in row if char.text.strip()]


def _spans(row: Row) -> list[Span]:
    """The stretches of a row between its wide gaps, from left to right, in points."""
    places = sorted(char.x for char in row if char.text.strip())
    if not places:
        return []
    # some files scale their text: the size is 1 then, and the letters' distance tells the em
    em = max(row[0].size, 2 * (places[-1] - places[0]) / len(places))
    spans, start = [], places[0]
    for place, after in pairwise(places):
        if after - place > (WIDE + 0.5) * em:
            spans.append((start, place + em / 2))
            start = after
    return [*spans, (start, places[-1] + em / 2)]


def _gutter(rows: list[list[Span]]) -> float | None:
    """Where the gutter runs, in points from the left; None where the page has one column."""
    edges = [edge for spans in rows for span in spans for edge in span]
    if len(rows) < 2 * FEWEST or not edges:
        return None
    leftmost, rightmost = min(edges), max(edges)
    first, last = leftmost + 0.3 * (rightmost - leftmost), leftmost + 0.7 * (rightmost - leftmost)
    if sum(start < first and end > last for spans in rows for start, end in spans) > ACROSS * len(rows):
        return None  # the usual page of one column, told at once
    middle = range(int(first), int(last) + 1, _STEP)
    crossed = {at: sum(start < at < end for spans in rows for start, end in spans) for at in middle}
    fewest = min(crossed.values(), default=len(rows))
    if fewest > ACROSS * len(rows):
        return None
    free = [at for at in middle if crossed[at] == fewest]
    gutter = float(free[len(free) // 2])
    columns = (
        [span for spans in rows for span in spans if span[1] <= gutter],
        [span for spans in rows for span in spans if span[0] >= gutter],
    )
    room = (gutter - leftmost, rightmost - gutter)
    return gutter if all(_is_column(spans, wide) for spans, wide in zip(columns, room, strict=True)) else None


def _is_column(spans: list[Span], room: float) -> bool:
    """Whether the stretches on one side are text of its own: enough rows, and most of them nearly full."""
    full = sum(end - start > FULL * room for start, end in spans)
    return len(spans) >= FEWEST and full >= len(spans) / 2
