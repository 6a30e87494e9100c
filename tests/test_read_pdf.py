"""PDF pages made for the occasion: what their layout says."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.read import read_bytes
from pipeline.read.pdf_lines import _unshifted
from pipeline.structure import structure

ENACTING = ["The Parties to this Convention,", "Have agreed as follows:", "Article 1", "Aims"]


def pdf(*rows):
    """One page; each row is a text, or (how far it stands in, text)."""
    packed = io.BytesIO()
    canvas = Canvas(packed, invariant=1)
    for at, row in enumerate(rows):
        left, text = row if isinstance(row, tuple) else (0, row)
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(72 + left, 720 - 14 * at, text)
    canvas.showPage()
    canvas.save()
    return packed.getvalue()


def texts(*rows):
    return [p.text for p in structure(read_bytes(pdf(*ENACTING, *rows), "a.pdf")).provisions if p.label[-1:] == "."]


def test_a_hyphen_ends_its_line():
    rows = [
        line.text
        for line in read_bytes(pdf("1. Each Party shall act accord-", "ing to its means and within the lim-", "its set."), "a.pdf").lines
    ]
    assert rows == ["1. Each Party shall act accord-", "ing to its means and within the lim-", "its set."]


@pytest.mark.parametrize(("first", "rest"), [(24, 0), (0, 24), (0, 0)])
def test_a_paragraph_goes_on_after_a_full_stop_at_a_lines_end(first, rest):
    found = texts(
        (first, "1. Each Party shall act at once and in good faith, whatever it costs."),
        (rest, "It shall give its reasons to every other Party to this Convention and"),
        (rest, "to the depositary."),
        (first, "2. Nothing else in this Convention shall have any effect on that duty."),
    )
    assert len(found) == 2
    assert "costs. It shall" in found[0]


def test_a_footnote_is_mended_where_a_line_ends_in_a_hyphen():
    packed = io.BytesIO()
    canvas = Canvas(packed, invariant=1)
    body = canvas.beginText(72, 720)
    body.setFont("Times-Roman", 11)
    body.textOut("1. Each Party shall act with authority and in good faith.")
    body.setFont("Times-Roman", 7)
    body.setRise(4)
    body.textOut("1")
    canvas.drawText(body)
    canvas.setFont("Times-Roman", 11)
    for at in range(4):
        canvas.drawString(72, 700 - 14 * at, f"{at + 2}. Nothing in this Convention shall affect that duty of the States.")
    for at, text in enumerate(
        ["1/ See the report of the author-", "ity and its far-", "reaching consequences as far as they are reaching States."]
    ):
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 100 - 10 * at, text)
    canvas.save()
    source = read_bytes(packed.getvalue(), "a.pdf")
    assert [note.text for note in source.notes] == [
        "See the report of the authority and its far-reaching consequences as far as they are reaching States."
    ]


LEFT = [
    "The Parties to this Treaty,", "Mindful of the rights of every", "person within their borders,", "Have agreed as follows:", "Article 1", "Scope",
    "1. Each Party shall act in good", "faith and in accordance with the", "law of nations.", "2. It may report to the others,", "as often as it sees fit.",
]  # fmt: skip
RIGHT = [
    "Article 2", "Fees", "1. No fee shall be asked of any", "person who draws water from a", "well in the land of a Party.", "2. Costs lie with the Party in",
    "whose land the well was dug by", "the authorities.", "Article 3", "Signature", "This Treaty shall be open for",
]  # fmt: skip
TITLE = "TREATY ON WELLS AND THEIR CARE"


def drawn(draw, rotation=0):
    """A page of A4 on which `draw(canvas, height)` has drawn, turned by `rotation` degrees with its text upright."""
    packed = io.BytesIO()
    canvas = Canvas(packed, pagesize=(595, 842), invariant=1)
    canvas.setPageRotation(rotation)
    canvas.translate(*{0: (0, 0), 90: (595, 0), 180: (595, 842), 270: (0, 842)}[rotation])
    canvas.rotate(rotation)
    height = 842 if rotation in (0, 180) else 595
    canvas.setFont("Times-Bold", 14)
    canvas.drawString(160, height - 60, TITLE)
    canvas.setFont("Times-Roman", 11)
    draw(canvas, height - 100)
    canvas.showPage()
    canvas.save()
    return read_bytes(packed.getvalue(), "a.pdf")


def by_column(canvas, top):
    for left, texts in ((72, LEFT), (310, RIGHT)):
        for at, text in enumerate(texts):
            canvas.drawString(left, top - 14 * at, text)


def by_line(canvas, top):
    for at, pair in enumerate(zip(LEFT, RIGHT, strict=True)):
        for left, text in zip((72, 310), pair, strict=True):
            canvas.drawString(left, top - 14 * at, text)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("draw", [by_column, by_line])
def test_two_columns_are_read_one_after_the_other(draw, rotation):
    source = drawn(draw, rotation)
    assert [line.text for line in source.lines] == [TITLE, *LEFT, *RIGHT]
    assert {line.indent for line in source.lines[1:]} == {0.0}


def test_a_table_of_few_rows_is_no_column():
    rows = [("Aland", "1 May"), ("Beland", "2 May"), ("Celand", "3 June")]

    def draw(canvas, top):
        for at, text in enumerate(LEFT):
            canvas.drawString(72, top - 14 * at, f"{text} {text} {text}")
        for at, pair in enumerate(rows):
            for left, text in zip((72, 310), pair, strict=True):
                canvas.drawString(left, top - 200 - 14 * at, text)

    assert [line.text for line in drawn(draw).lines][-3:] == ["Aland 1 May", "Beland 2 May", "Celand 3 June"]


def test_words_that_are_placed_one_by_one_have_spaces_between_them():
    def draw(canvas, top):
        for at, text in enumerate(LEFT):
            left = 72
            for word in text.split():
                canvas.drawString(left, top - 14 * at, word)
                left += canvas.stringWidth(word + " ", "Times-Roman", 11)

    assert [line.text for line in drawn(draw).lines][1:] == LEFT


def test_headers_of_odd_and_even_pages_are_furniture():
    packed = io.BytesIO()
    canvas = Canvas(packed, pagesize=(595, 842), invariant=1)
    for page in range(1, 9):
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(72, 800, "Treaty on Wells" if page % 2 else "Conference of the Parties")
        for at in range(20):
            canvas.drawString(72, 700 - 14 * at, f"{at + 1}. Each Party shall act in good faith, as page {page} says, and shall report.")
        canvas.drawString(72 if page % 2 else 500, 40, f"{page}/8")
        canvas.showPage()
    canvas.save()
    source = read_bytes(packed.getvalue(), "a.pdf")
    assert len(source.furniture) == 16
    assert len(source.lines) == 160


def test_the_number_of_an_article_at_a_pages_top_is_no_running_line():
    packed = io.BytesIO()
    canvas = Canvas(packed, pagesize=(595, 842), invariant=1)
    for page, article in enumerate((1, 2, 4, 5, 7, 8), 1):
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(72, 820, "United Nations Convention on Wells" if page % 2 else "Convention on Wells")
        canvas.drawString(72, 790, f"Article {article}")
        canvas.drawString(72, 700, "1. Each Party shall act in good faith.")
        canvas.drawString(280, 30, f"{page} of 6")
        canvas.showPage()
    canvas.save()
    source = read_bytes(packed.getvalue(), "a.pdf")
    assert [line.text for line in source.lines if line.text.startswith("Article")] == [f"Article {at}" for at in (1, 2, 4, 5, 7, 8)]
    assert len(source.furniture) == 12


@pytest.mark.parametrize(("glyphs", "text"), [("'(6\x031$7,216", "DES NATIONS"), ("Two plain words", "Two plain words")])
def test_glyph_numbers_of_fonts_without_letters(glyphs, text):
    assert _unshifted(glyphs) == text
