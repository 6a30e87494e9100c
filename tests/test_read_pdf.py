"""PDF pages made for the occasion: what their layout says."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.read import read_bytes
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
