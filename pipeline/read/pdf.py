"""PDF -> lines with what layout says, page furniture and footnotes set apart; by pdfium's character layer."""

import statistics
from dataclasses import replace
from itertools import pairwise

import regex

from pipeline.errors import ReadError
from pipeline.hyphens import vocabulary
from pipeline.model import Furniture, Line, Note, Source
from pipeline.read.furniture import furniture_kind, masthead_facts
from pipeline.read.pdf_lines import Printed, printed_lines
from pipeline.read.pdf_notes import footnotes, note_marks, usual_size
from pipeline.read.pdf_running import BAND, Running

_LEADERS = regex.compile(r"(?:\.\s?){5,}\d*$")


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF: its sign stands within the first kilobyte."""
    return b"%PDF-" in data[:1024]


def read_pdf(data: bytes, name: str) -> Source:
    """The lines of a PDF. Raises ReadError for a damaged or locked file and for a scan without text."""
    pages = _pages(data, name)
    if not any(line.text for page in pages for line in page):
        raise ReadError(f"{name}: is a scan: it holds pictures of pages, no text; run OCR over it, or ask for the text version")
    running = Running(pages)
    usual = usual_size(pages)
    known = vocabulary(line.text for page in pages for line in page)
    furniture: list[Furniture] = []
    notes: list[Note] = []
    kept: list[list[Printed]] = []
    for page in pages:
        body, aside = _apart(page, running)
        furniture += aside
        body, found = footnotes(body, usual, known)
        notes += found
        kept.append(body)
    marks = frozenset(note.mark for note in notes)
    lines = [line for page in kept for line in _laid_out(note_marks(page, marks))]
    symbol, day, language = masthead_facts((item.text for item in furniture[:40]), (line.text for line in lines))
    numbered = tuple(replace(line, number=at) for at, line in enumerate(lines, 1))
    return Source(name, "pdf", numbered, tuple(notes), tuple(furniture), symbol=symbol, date=day, language=language)


def _pages(data: bytes, name: str) -> list[list[Printed]]:
    import pypdfium2  # noqa: PLC0415 - slow to load, and only PDF files need it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(f"{name}: the PDF is locked with a password; save a copy without one") from error
        raise ReadError(f"{name}: the PDF is damaged or cut short; download it again") from error
    try:
        return [printed_lines(document[at], at + 1) for at in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"{name}: a page of the PDF is damaged; download it again") from error
    finally:
        document.close()


def _apart(page: list[Printed], running: Running) -> tuple[list[Printed], list[Furniture]]:
    body, aside = [], []
    for line in page:
        kind = _kind(line, running)
        if kind:
            aside.append(Furniture(kind, line.text, line.page))
        else:
            body.append(line)
    return body, aside


def _kind(line: Printed, running: Running) -> str:
    if running.holds(line):
        return "running line"
    if _LEADERS.search(line.text):
        return "contents"
    kind = furniture_kind(line.text)
    plain_number = line.text.isdigit() and not line.in_band(BAND)
    masthead_inside = kind in ("masthead", "footer") and line.page > 1 and not line.in_band(BAND)
    return "" if plain_number or masthead_inside else kind


def _laid_out(page: list[Printed]) -> list[Line]:
    """The lines with gap and indent, measured against the page's usual leading and left margin."""
    if not page:
        return []
    drops = [above.y - line.y for above, line in pairwise(page) if 0 < above.y - line.y < 60]
    leading = statistics.quantiles(drops, n=4)[0] if len(drops) > 1 else sum(drops)
    margin = statistics.mode([round(line.left) for line in page])
    centre = (min(line.left for line in page) + max(line.right for line in page)) / 2
    widest = max(line.right - line.left for line in page)
    found = []
    for above, line in zip([None, *page], page, strict=False):
        gap = above is not None and leading > 0 and above.y - line.y > 1.35 * leading
        inset = line.left - margin > 3 * line.size and line.right - line.left < 0.8 * widest
        centred = inset and abs((line.left + line.right) / 2 - centre) < 1.5 * line.size
        indent = round((line.left - margin) / (line.size or 10), 1)
        found.append(
            Line(
                line.text,
                line.marks,
                gap=gap,
                indent=indent,
                size=line.size,
                bold=line.bold,
                italic=line.italic,
                centred=centred,
                page=line.page,
            )
        )
    return found
