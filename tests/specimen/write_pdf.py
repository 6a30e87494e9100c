"""Writes a draft as a PDF in the look of a United Nations document: masthead, running symbol and page number, justified and hyphenated
text, raised footnote marks with the notes at the foot of their page."""

import io
import re
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from specimen.drafts import Draft, Line, long_date
from specimen.pdf_lines import Piece, Row, broken, width_of
from specimen.write_text import label_of

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 90.0, WIDTH - 90.0, HEIGHT - 85.0, 80.0
SIZE, LEADING, NOTE_SIZE, NOTE_LEADING = 10.0, 12.5, 8.0, 9.5
ROMAN, ITALIC, BOLD = "Times-Roman", "Times-Italic", "Times-Bold"
INDENT = {"recital": 24.0, "paragraph": 24.0, "point": 48.0, "subpoint": 76.0, "option": 24.0, "closing": 24.0}
HANGS = ("point", "subpoint", "option")
JOB = "24-01234"


@dataclass
class Page:
    """The rows of a page from its top, each with its height above the foot, and the footnotes referred to on it."""

    rows: list[tuple[float, Row]] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)


def write_pdf(draft: Draft) -> bytes:
    """The whole document; the same draft gives the same bytes."""
    pages = _Layout(draft).pages
    packed = io.BytesIO()
    canvas = Canvas(packed, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(draft.treaty.title)
    for number, page in enumerate(pages, 1):
        _furniture(canvas, draft, number, len(pages))
        for y, row in page.rows:
            _show(canvas, row, y)
        _notes(canvas, page)
        canvas.showPage()
    canvas.save()
    return packed.getvalue()


class _Layout:
    """Fills pages from the top; a row goes on the next page when it and its footnotes do not fit."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.pages = [Page()]
        self._y = TOP - 150
        self._centred(draft.treaty.title, BOLD, 14, 24)
        for line in draft.lines:
            self._line(line)

    def _line(self, line: Line) -> None:
        if line.kind in ("part", "chapter", "annex"):
            self._keep(4 * LEADING)
            self._centred("Annex" if line.kind == "annex" else f"{line.kind.title()} {line.label}", BOLD, 12, 12)
            self._centred(line.heading, BOLD, 12, 2)
        elif line.kind == "article":
            self._keep(4 * LEADING)
            self._centred(f"Article {line.label}", ITALIC, SIZE, 10)
            self._centred(line.heading, BOLD, SIZE, 2)
        else:
            self._text(line)

    def _keep(self, height: float) -> None:
        """A new page where a heading would stand alone at the foot of this one."""
        if self._y - height < BOTTOM + self._foot(self.pages[-1].notes):
            self._new_page()

    def _centred(self, text: str, font: str, size: float, above: float) -> None:
        self._y -= above
        room = RIGHT - LEFT - 60
        for row in broken([Piece(text, font, size)], room, room, hyphenate=False):
            row.left = (LEFT + RIGHT - row.width) / 2
            row.stretch = False
            self._place(row, size * 1.25)

    def _text(self, line: Line) -> None:
        self._y -= 5
        label = label_of(line)
        left = LEFT + INDENT.get(line.kind, 0.0)
        hang = left + max(width_of(label + " ", ROMAN, SIZE), 22) if line.kind in HANGS else LEFT if line.kind != "closing" else left
        start = (max(width_of(label + " ", ROMAN, SIZE), 22) if label else 0.0) + left
        pieces = [*_pieces(line)]
        for at, row in enumerate(broken(pieces, RIGHT - start, RIGHT - hang, hyphenate=True)):
            row.left = hang if at else start
            if not at and label:
                row.label, row.label_left = label, left
            self._place(row, LEADING)

    def _place(self, row: Row, leading: float) -> None:
        wanted = [note for mark in row.notes for note in self._note(mark)]
        if self._y - leading < BOTTOM + self._foot([*self.pages[-1].notes, *wanted]):
            self._new_page()
        self._y -= leading
        self.pages[-1].rows.append((self._y, row))
        self.pages[-1].notes += wanted

    def _note(self, mark: str) -> list[Row]:
        pieces = [Piece(mark, ROMAN, 6.0, raised=True), Piece("  " + self._draft.notes[int(mark) - 1], ROMAN, NOTE_SIZE)]
        rows = broken(pieces, RIGHT - LEFT - 16, RIGHT - LEFT - 16, hyphenate=True)
        for at, row in enumerate(rows):
            row.left, row.notes = LEFT + (0 if at else 10), []
        return rows

    @staticmethod
    def _foot(notes: list[Row]) -> float:
        return 14 + NOTE_LEADING * len(notes) if notes else 0

    def _new_page(self) -> None:
        self.pages.append(Page())
        self._y = TOP


def _pieces(line: Line) -> list[Piece]:
    """The words of the line, footnote marks raised; the first word of a recital is in italics."""
    found: list[Piece] = []
    text = line.text
    if line.kind == "recital":
        first, _, text = text.partition(" ")
        found.append(Piece(first + " ", ITALIC, SIZE))
    for at, piece in enumerate(re.split("\x02(\\d+)\x02", text)):
        if piece:
            found.append(Piece(piece, ROMAN, 6.5, raised=True) if at % 2 else Piece(piece, ROMAN, SIZE))
    return found


def _show(canvas: Canvas, row: Row, y: float) -> None:
    text = canvas.beginText()
    if row.label:
        _words(text, Piece(row.label, ROMAN, SIZE), row.label_left, y)
    text.setTextOrigin(row.left, y)
    text.setWordSpace(row.spacing())
    for piece in row.pieces:
        text.setFont(piece.font, piece.size)
        text.setRise(3.5 if piece.raised else 0)
        text.textOut(piece.text)
    text.setWordSpace(0)
    text.setRise(0)
    canvas.drawText(text)


def _words(text: PDFTextObject, piece: Piece, x: float, y: float) -> None:
    text.setTextOrigin(x, y)
    text.setFont(piece.font, piece.size)
    text.textOut(piece.text)


def _notes(canvas: Canvas, page: Page) -> None:
    if not page.notes:
        return
    top = BOTTOM + NOTE_LEADING * len(page.notes)
    canvas.line(LEFT, top + 2, LEFT + 90, top + 2)
    for at, row in enumerate(page.notes):
        _show(canvas, row, top - NOTE_LEADING * (at + 1) + 2)


def _furniture(canvas: Canvas, draft: Draft, number: int, count: int) -> None:
    """What stands on the page beside the text."""
    symbol = draft.issue.symbol
    if number == 1:
        _masthead(canvas, draft)
    else:
        canvas.setFont(BOLD, 9)
        canvas.drawRightString(RIGHT, HEIGHT - 50, symbol) if number % 2 else canvas.drawString(LEFT, HEIGHT - 50, symbol)
        canvas.line(LEFT, HEIGHT - 55, RIGHT, HEIGHT - 55)
    canvas.setFont(ROMAN, 8)
    place = f"{number}/{count}"
    canvas.drawString(LEFT, 45, JOB if number % 2 else place)
    canvas.drawRightString(RIGHT, 45, place if number % 2 else JOB)


def _masthead(canvas: Canvas, draft: Draft) -> None:
    issue = draft.issue
    canvas.setFont(ROMAN, 14)
    canvas.drawString(LEFT, HEIGHT - 60, "United Nations")
    canvas.setFont(ROMAN, 16)
    canvas.drawRightString(RIGHT, HEIGHT - 60, issue.symbol)
    canvas.line(LEFT, HEIGHT - 66, RIGHT, HEIGHT - 66)
    canvas.setFont(BOLD, 18)
    canvas.drawString(LEFT, HEIGHT - 90, "General Assembly")
    canvas.setFont(ROMAN, 9)
    for at, text in enumerate(("Distr.: Limited", long_date(issue), "", "Original: English")):
        canvas.drawString(RIGHT - 110, HEIGHT - 84 - 11 * at, text)
    canvas.line(LEFT, HEIGHT - 128, RIGHT, HEIGHT - 128)
    canvas.setFont(BOLD, 9)
    canvas.drawString(LEFT, HEIGHT - 142, "Conference on a convention on cybercrime cooperation")
    canvas.setFont(ROMAN, 9)
    canvas.drawString(LEFT, HEIGHT - 154, "Concluding session")
    canvas.drawString(LEFT, HEIGHT - 166, f"{issue.title}, {issue.status}")
    canvas.setFont(ROMAN, 9)
    canvas.drawString(LEFT, 58, f"*{JOB.replace('-', '')}*")
