"""Cutting and joining lines so that their marks stay on the same words."""

from dataclasses import replace

from pipeline.model import Line, Mark


def capital(text: str) -> bool:
    """Whether the text begins like a title or a sentence: with a capital, or in a script that has none."""
    return text[:1].isalpha() and not text[0].islower()


def reworded(line: Line, text: str, marks: tuple[Mark, ...]) -> Line:
    """`line` with other words and marks. Spelt out, as it is made for every wrapped line of a file and `replace` is slow."""
    return Line(
        text, marks, line.label, line.level, line.depth, line.heading, line.starts, line.gap, line.indent, line.size, line.bold, line.italic,
        line.centred, line.page, line.number,
    )  # fmt: skip


def cut(line: Line, start: int, end: int | None = None) -> Line:
    """`line` with only the characters from `start` to `end`, outer spaces dropped, marks moved along."""
    stop = len(line.text) if end is None else end
    while start < stop and line.text[start] == " ":
        start += 1
    while stop > start and line.text[stop - 1] == " ":
        stop -= 1
    if start == 0 and stop == len(line.text):
        return line
    return reworded(line, line.text[start:stop], tuple(_moved(line.marks, start, stop)) if line.marks else ())


def _moved(marks: tuple[Mark, ...], start: int, stop: int) -> list[Mark]:
    moved = []
    for mark in marks:
        inside = mark.start < stop and mark.end > start
        no_width_inside = mark.start == mark.end and start <= mark.start <= stop
        if inside or no_width_inside:
            moved.append(replace(mark, start=max(mark.start, start) - start, end=min(mark.end, stop) - start))
    return moved


def shifted(marks: tuple[Mark, ...], by: int) -> tuple[Mark, ...]:
    """The marks, `by` characters further on."""
    return tuple(replace(mark, start=mark.start + by, end=mark.end + by) for mark in marks) if marks else ()


def joined(first: Line, second: Line, between: str = " ") -> Line:
    """`first` and `second` as one line, with `between` between their texts where both have words."""
    if not first.text:
        return reworded(first, second.text, (*first.marks, *second.marks))
    if not second.text:
        return reworded(first, first.text, (*first.marks, *shifted(second.marks, len(first.text))))
    offset = len(first.text) + len(between)
    return reworded(first, f"{first.text}{between}{second.text}", (*first.marks, *shifted(second.marks, offset)))


def prefixed(line: Line, prefix: str) -> Line:
    """`line` with `prefix` before its text."""
    if not prefix:
        return line
    return reworded(line, prefix + line.text, shifted(line.marks, len(prefix)))
