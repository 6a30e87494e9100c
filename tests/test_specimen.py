"""The bundled specimen: its files are what the master makes, and the pipeline reads in each exactly what the master says stands there."""

import io
import zipfile
from pathlib import Path

import pytest
from specimen.build import TARGET, WRITERS, treaty_toml
from specimen.correspondences import article_links, clause_links, is_clause
from specimen.drafts import ISSUES, all_drafts, words
from specimen.expected import rows
from specimen.truth import PAIRS, SAFEGUARDS, changes, look_alikes

from pipeline import compare, read_draft
from pipeline.model import Basis, Effect
from pipeline.read import read_bytes

DRAFTS = all_drafts()
IDS = [Path(issue.file).suffix[1:] for issue in ISSUES]
each_draft = pytest.mark.parametrize("draft", DRAFTS, ids=IDS)


@pytest.fixture(scope="module")
def read():
    return {draft.issue.file: read_draft(TARGET / draft.issue.file) for draft in DRAFTS}


@each_draft
def test_the_file_is_what_the_master_makes(draft):
    suffix = Path(draft.issue.file).suffix
    written = WRITERS[suffix](draft)
    assert written == WRITERS[suffix](draft)
    assert content(suffix, written) == content(suffix, (TARGET / draft.issue.file).read_bytes())


def content(suffix, data):
    """What does not depend on the compression or on the version of the library that made the file: all bytes, but of a ZIP its parts
    and of a PDF its printed lines."""
    if suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {info.filename: (info.date_time, archive.read(info)) for info in archive.infolist()}
    return read_bytes(data, "a.pdf") if suffix == ".pdf" else data


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


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]}-{pair[1]}")
def test_every_provision_meets_itself_in_the_next_draft(pair, read):
    before, after = (DRAFTS[at - 1] for at in pair)
    old, new = (read[draft.issue.file] for draft in (before, after))
    old_at, new_at = ({p.eid: at for at, p in enumerate(draft.provisions)} for draft in (old, new))
    old_rows, new_rows = rows(before), rows(after)
    links = {(old_at[one], new_at[other]) for change in compare(old, new).changes for one in change.before for other in change.after}
    clauses = {link for link in links if is_clause(old_rows[link[0]]) and is_clause(new_rows[link[1]])}
    wanted = clause_links(before, after)
    assert len(wanted & clauses) >= 0.98 * len(wanted)
    assert len(wanted & clauses) >= 0.98 * len(clauses)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]}-{pair[1]}")
def test_the_concordance_of_articles(pair, read):
    before, after = (DRAFTS[at - 1] for at in pair)
    found = {
        tuple(label and label.replace(" ", "") for label in (row.before, row.after))
        for row in compare(read[before.issue.file], read[after.issue.file]).concordance
    }
    wanted = {tuple(label and label.replace(" ", "") for label in link) for link in article_links(before, after)}
    assert found == wanted


@pytest.mark.parametrize(
    "change", [*changes(), *look_alikes()], ids=lambda change: f"{change.pair[0]}: {change.before.at or change.after.at}"
)
def test_the_truth_quotes_what_stands_there(change, read):
    assert change.pair in PAIRS
    assert change.why.endswith(".")
    assert change.before.at or change.after.at
    for at, place in zip(change.pair, (change.before, change.after), strict=True):
        cited = [p for p in read[ISSUES[at - 1].file].provisions if p.citation == place.at and p.text]
        assert len(cited) == bool(place.at)
        assert all(place.quote and place.quote in p.text for p in cited)


def test_the_truth_is_long_enough_and_names_known_safeguards():
    listed = changes()
    assert len([change for change in listed if not change.arguable]) >= 35
    assert len(look_alikes()) >= 12
    assert {effect for change in listed for _, effect in change.readings} == set(Effect)
    assert {change.basis for change in listed} <= set(Basis)
    assert {name for change in listed for name, _ in change.readings} <= SAFEGUARDS
