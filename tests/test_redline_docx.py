"""The Word redline: with every change accepted it is the later draft, with every change rejected the earlier one."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from test_laws import treaties

from pipeline.changelog import compare, read_draft
from pipeline.model import Draft, Level, Provision
from pipeline.read import read_bytes
from pipeline.render.redline_docx import changelog_docx
from pipeline.structure import structure

SPECIMEN = Path(__file__).parent.parent / "drafts" / "specimen"
FILES = sorted(path for path in SPECIMEN.iterdir() if path.suffix != ".toml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def settled(data, kept, dropped):
    """The document as Word leaves it when the changes of the kind `kept` stay and those of the kind `dropped` go."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{dropped}") is not None:
            paragraph.getparent().remove(paragraph)
    for mark in list(root.iter(f"{W}{dropped}")):
        mark.getparent().remove(mark)
    for mark in list(root.iter(f"{W}{kept}")):
        place = mark.getparent()
        at = place.index(mark)
        place[at : at + 1] = list(mark)
    for words in root.iter(f"{W}delText"):
        words.tag = f"{W}t"
    parts["word/document.xml"] = etree.tostring(root)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as fresh:
        for name, content in parts.items():
            fresh.writestr(name, content)
    return out.getvalue()


def accepted(data):
    return settled(data, "ins", "del")


def rejected(data):
    return settled(data, "del", "ins")


def words(data):
    """The text of every paragraph; the last one is empty, so that the one before it can be deleted with its end."""
    *texts, last = (paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    assert last == ""
    return texts


def clean(draft):
    """The paragraphs of a draft that nothing happened to."""
    return words(changelog_docx(compare(draft, draft)))


def provisions(draft):
    return [(p.level, p.label, p.heading.casefold(), p.text, p.closing, p.status, p.parent) for p in draft.provisions]


def reread(data):
    return structure(read_bytes(data, "redline.docx"))


@pytest.mark.parametrize(("old", "new"), list(pairwise(FILES)), ids=lambda path: path.stem)
def test_the_specimens_redlines_give_back_both_drafts(old, new):
    before, after = read_draft(old), read_draft(new)
    data = changelog_docx(compare(before, after))
    assert words(accepted(data)) == clean(after)
    assert words(rejected(data)) == clean(before)
    assert words(accepted(data)) != words(rejected(data))
    for settled_one, draft in ((accepted(data), after), (rejected(data), before)):
        assert [each[:4] for each in provisions(reread(settled_one))] == [each[:4] for each in provisions(draft)]
    assert provisions(reread(data)) == provisions(reread(accepted(data)))


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(treaties(), treaties())
def test_any_two_treaties_are_given_back(one, two):
    before, after = (structure(read_bytes(text.encode(), "a.txt")) for text in (one, two))
    data = changelog_docx(compare(before, after))
    assert words(accepted(data)) == clean(after)
    assert words(rejected(data)) == clean(before)


def draft(*texts, symbol="T"):
    rows = [Provision("art_1", None, Level.ARTICLE, "1", heading="Orders")]
    rows += [Provision(f"art_1__{at}", "art_1", Level.PARAGRAPH, f"{at}.", text=text) for at, text in enumerate(texts, 1)]
    return Draft("A Treaty", symbol=symbol, provisions=tuple(rows))


def body(data):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))


def runs(data):
    """(mark, text) of each piece of the body."""
    root = body(data)
    return [(etree.QName(each.getparent()).localname, "".join(each.itertext())) for each in root.iter(f"{W}r")]


def test_only_the_words_that_changed_are_marked():
    data = changelog_docx(compare(draft("A court shall review each order."), draft("A court may review each order.")))
    assert runs(data) == [
        ("p", "Article 1"),
        ("p", "Orders"),
        ("p", "1. "),
        ("p", "A court "),
        ("del", "shall"),
        ("ins", "may"),
        ("p", " review each order."),
    ]


def test_changes_have_numbers_an_author_and_the_later_drafts_date():
    old, new = draft("A court shall review each order.", "Costs lie with the Party."), draft("A court may review each order.")
    root = body(changelog_docx(compare(old, replace(new, date=date(2024, 5, 23)))))
    marks = list(root.iter(f"{W}ins", f"{W}del"))
    assert len({each.get(f"{W}id") for each in marks}) == len(marks) > 2
    assert {(each.get(f"{W}author"), each.get(f"{W}date")) for each in marks} == {("travaux", "2024-05-23T00:00:00Z")}
    undated = body(changelog_docx(compare(old, new)))
    assert not any(each.get(f"{W}date") for each in undated.iter(f"{W}ins", f"{W}del"))


def test_what_moved_is_deleted_there_and_inserted_here():
    first, second = "Each Party shall review its orders every year.", "The costs of a measure lie with the requesting Party."
    data = changelog_docx(compare(draft(first, second), draft(second, first)))
    assert words(accepted(data)) == ["Article 1", "Orders", f"1. {second}", f"2. {first}"]
    assert words(rejected(data)) == ["Article 1", "Orders", f"1. {first}", f"2. {second}"]


@pytest.mark.parametrize("text", ["A \x0b & < > \ud800 \ufffe word.", "Two\nlines.", " spaces  within ", "法院应当审查", "محكمة"])
def test_any_characters_make_a_document(text):
    data = changelog_docx(compare(draft("Another text."), draft(text)))
    assert docx.Document(io.BytesIO(data)).paragraphs


def test_the_same_drafts_give_the_same_bytes():
    before, after = draft("A court shall review."), draft("A court may review.")
    assert changelog_docx(compare(before, after)) == changelog_docx(compare(before, after))
    names = zipfile.ZipFile(io.BytesIO(changelog_docx(compare(before, after)))).namelist()
    assert names[0] == "[Content_Types].xml"
