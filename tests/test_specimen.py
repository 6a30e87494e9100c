"""The bundled specimen: its files are what the master makes, and the pipeline reads in each exactly what the master says stands there."""

from pathlib import Path

import pytest
from specimen.build import TARGET, WRITERS, treaty_toml
from specimen.drafts import ISSUES, all_drafts, words
from specimen.expected import rows

from pipeline import read_draft

DRAFTS = all_drafts()
IDS = [Path(issue.file).suffix[1:] for issue in ISSUES]
each_draft = pytest.mark.parametrize("draft", DRAFTS, ids=IDS)


@pytest.fixture(scope="module")
def read():
    return {draft.issue.file: read_draft(TARGET / draft.issue.file) for draft in DRAFTS}


@each_draft
def test_the_file_is_what_the_master_makes(draft):
    assert (TARGET / draft.issue.file).read_bytes() == WRITERS[Path(draft.issue.file).suffix](draft)


def test_the_list_of_drafts_is_what_the_master_makes():
    assert (TARGET / "treaty.toml").read_text("utf-8") == treaty_toml()
    assert {path.name for path in TARGET.iterdir()} == {"treaty.toml", *(issue.file for issue in ISSUES)}


@each_draft
def test_the_draft_is_long_enough(draft):
    assert sum(line.kind == "article" for line in draft.lines) >= 45
    assert words(draft) >= 9000


@each_draft
def test_every_provision_is_read_as_printed(draft, read):
    assert found(read[draft.issue.file]) == wanted(draft)


def wanted(draft):
    """Rows of the master with parents as places in the list."""
    listed = rows(draft)
    at = {row.uid: place for place, row in enumerate(listed)}
    return [
        (row.level, row.label, row.heading.casefold(), row.text, row.closing, row.status, row.notes, at.get(row.parent)) for row in listed
    ]


def found(draft):
    at = {provision.eid: place for place, provision in enumerate(draft.provisions)}
    return [
        (p.level, p.label, p.heading.casefold(), p.text, p.closing, p.status, tuple(note.text for note in p.notes), at.get(p.parent))
        for p in draft.provisions
    ]


@each_draft
def test_nothing_is_left_over(draft, read):
    assert read[draft.issue.file].unplaced == ()
    assert read[draft.issue.file].notes == ()
    assert read[draft.issue.file].back == ()


@each_draft
def test_the_title_is_the_treatys(draft, read):
    assert read[draft.issue.file].title.casefold() == draft.treaty.title.casefold()
