"""Breaks text into justified rows for the PDF: by the widths of the standard fonts, with hyphens where English allows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportlab.pdfbase.pdfmetrics import stringWidth

TOKEN = re.compile(r"\s+|[^\s]+")
LONGEST_SPACE = 6.0
"""A row whose spaces would grow by more than these points is filled by a part of the next word."""
ENDINGS = re.compile(
    r"(?<=[a-z]{3})(?=(?:tion|sion|ment|ing|ity|able|ance|ence|ness|tional|mental|tions|sions|ments|ship|ally|ful|ated|tive|tively|gation|cation|tory|tary)s?\b)"
)
BEGINNINGS = re.compile(r"(?<=\binter)(?=[a-z]{4})|(?<=\bcon)(?=[a-z]{5})|(?<=\bpro)(?=[b-df-hj-np-tv-z][a-z]{4})|(?<=\bunder)(?=[a-z]{4})")


@dataclass
class Piece:
    """Some words in one font; ``raised`` above the line for the mark of a footnote."""

    text: str
    font: str
    size: float
    raised: bool = False


@dataclass
class Row:
    """A printed row: its pieces, where it begins, and how far its spaces stretch so that it ends at the margin."""

    pieces: list[Piece] = field(default_factory=list)
    room: float = 0.0
    left: float = 0.0
    stretch: bool = True
    label: str = ""
    label_left: float = 0.0
    notes: list[str] = field(default_factory=list)

    @property
    def width(self) -> float:
        """In points, without stretching."""
        return sum(width_of(piece.text, piece.font, piece.size) for piece in self.pieces)

    def spacing(self) -> float:
        """What is added to every space, in points."""
        spaces = sum(piece.text.count(" ") for piece in self.pieces)
        return max(0.0, (self.room - self.width) / spaces) if self.stretch and spaces else 0.0


def width_of(text: str, font: str, size: float) -> float:
    """In points."""
    return stringWidth(text, font, size)


def broken(pieces: list[Piece], first: float, room: float, *, hyphenate: bool) -> list[Row]:
    """The rows of a paragraph: the first has ``first`` points of room, the others ``room``. The last one is not stretched."""
    rows = [Row(room=first)]
    words = list(_words(pieces))
    while words:
        word = words.pop(0)
        row = rows[-1]
        if row.width + _width(word) <= row.room or not row.pieces:
            _append(row, word)
            continue
        split = _split(row, word) if hyphenate else None
        if split:
            _append(row, split[0])
            words.insert(0, split[1])
        else:
            words.insert(0, word)
        _trim(row)
        rows.append(Row(room=room))
        words[0] = _without_space(words[0])
    _trim(rows[-1])
    rows[-1].stretch = False
    return rows


Word = list[Piece]
"""Pieces that no space parts: "2100" and the raised "2" after it, with the space before."""


def _words(pieces: list[Piece]) -> Iterator[Word]:
    word: Word = []
    for piece in pieces:
        for token in TOKEN.findall(piece.text):
            if token.isspace():
                yield from [word] if word else []
                word = [replace(piece, text=" ")]
            else:
                word.append(replace(piece, text=token))
    if word:
        yield word


def _width(word: Word) -> float:
    return sum(width_of(piece.text, piece.font, piece.size) for piece in word)


def _append(row: Row, word: Word) -> None:
    for piece in word:
        last = row.pieces[-1] if row.pieces else None
        if last and (last.font, last.size, last.raised) == (piece.font, piece.size, piece.raised):
            last.text += piece.text
        else:
            row.pieces.append(replace(piece))
        if piece.raised:
            row.notes.append(piece.text)


def _without_space(word: Word) -> Word:
    return [piece for piece in word if piece.text.strip()]


def _trim(row: Row) -> None:
    if row.pieces:
        row.pieces[-1].text = row.pieces[-1].text.rstrip()


def _split(row: Row, word: Word) -> tuple[Word, Word] | None:
    """The word in two parts of which the first still fits, at a hyphen of its own or at one put in; None where the row is full enough."""
    body = next((piece for piece in word if piece.text.strip()), None)
    if body is None:
        return None
    spaces = sum(piece.text.count(" ") for piece in row.pieces)
    if spaces and (row.room - row.width) / spaces <= LONGEST_SPACE / 4:
        return None
    at = word.index(body)
    for cut, sign in _cuts(body.text):
        head = [*word[:at], replace(body, text=body.text[:cut] + sign)]
        if row.width + _width(head) <= row.room:
            return head, [replace(body, text=body.text[cut:]), *word[at + 1 :]]
    return None


def _cuts(text: str) -> list[tuple[int, str]]:
    """Places to break a word, the last first: after its own hyphens ("" is put in), and where an ending or a beginning parts from it."""
    own = [(match.end(), "") for match in re.finditer("(?<=[a-z])-(?=[a-z])", text)]
    if own or not text.strip(".,;:()[]\"'").isalpha():
        return own[::-1]
    places = {match.start() for pattern in (ENDINGS, BEGINNINGS) for match in pattern.finditer(text.lower())}
    return [(place, "-") for place in sorted(places, reverse=True) if place >= 3 and len(text) - place >= 3]
