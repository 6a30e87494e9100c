"""The real texts in the folder TEXTS: their structure, and the laws on every one of them. A missing text fails."""

import json
import os
from pathlib import Path

import pytest
from test_laws import sides
from test_laws_of_change import shape
from words import LEVEL_NAMES, level_names, lost

from pipeline.changelog import compare
from pipeline.model import Kind, Level, RunKind
from pipeline.read import read
from pipeline.structure import structure

pytestmark = pytest.mark.real

FOLDER = Path(os.environ.get("TEXTS") or "TEXTS-is-not-set").resolve()
TRUTHS = sorted((FOLDER / "truth").glob("parse_*.json"))
FILES = sorted(path for folder in ("paris", "bbnj", "other") for path in (FOLDER / folder).glob("*") if path.is_file())


def plain(label):
    return "".join(char for char in label.casefold() if char.isalnum())


def f1(wanted, found):
    common = sum(min(wanted.count(each), found.count(each)) for each in set(wanted))
    return 2 * common / (len(wanted) + len(found))


@pytest.fixture(scope="module")
def drafts():
    return {path: structure(read(path)) for path in FILES}


def test_the_texts_are_there():
    assert len(FILES) >= 20, f"TEXTS must name the folder of real texts; found {len(FILES)} files in {FOLDER}"
    assert len(TRUTHS) >= 7


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_structure_is_as_a_reader_sees_it(path, drafts):
    truth = json.loads(path.read_text(encoding="utf-8"))
    draft = drafts[FOLDER / truth["file"]]
    parents = {p.eid: p for p in draft.provisions}
    articles = [p for p in draft.provisions if p.level is Level.ARTICLE]
    wanted = [plain(article["label"]) for article in truth["articles"]]
    assert f1(wanted, [plain(p.label) for p in articles]) >= 0.99
    assert not {plain(p.label) for p in articles} - set(wanted)
    headings = {plain(p.label): plain(p.heading) for p in reversed(articles)}
    titled = [article for article in truth["articles"] if article.get("heading") and not article.get("stub")]
    right = sum(headings.get(plain(article["label"])) == plain(article["heading"]) for article in titled)
    assert right >= 0.98 * len(titled)
    paragraphs = []
    for p in draft.provisions:
        above = p
        while above is not None and above.level is not Level.ARTICLE:
            above = parents.get(above.parent)
        if p.level is Level.PARAGRAPH and p.label and above is not None:
            paragraphs.append((plain(above.label), plain(p.label)))
    expected = [(plain(article["label"]), plain(label)) for article in truth["articles"] for label in article.get("paragraphs") or []]
    assert f1(expected, paragraphs) >= 0.95


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_lost(path, drafts):
    missing = lost(read(path), drafts[path])
    names = sum(count for word, count in missing.items() if word in LEVEL_NAMES)
    others = {word: count for word, count in missing.items() if word not in LEVEL_NAMES}
    assert names <= level_names(drafts[path])
    assert others == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_draft_against_itself_is_unchanged(path, drafts):
    changelog = compare(drafts[path], drafts[path])
    assert {kind for change in changelog.changes for kind in change.kinds} <= {Kind.UNCHANGED}
    assert changelog.findings == ()


def test_the_human_rights_reference_of_article_2_goes(drafts):
    changelog = compare(drafts[FOLDER / "paris/paris_9-dec-2015.md"], drafts[FOLDER / "paris/paris_12-dec-2015.md"])
    gone = [
        run.text
        for change in changelog.changes
        if change.before and change.before[0].startswith("art_2__")
        for run in change.redline
        if run.kind is RunKind.DELETE
    ]
    assert any("human rights" in text for text in gone)


LINKS = sorted((FOLDER / "truth").glob("align_*.json"))
each_pair = pytest.mark.parametrize("path", LINKS, ids=lambda path: path.stem)


def pair_of(path, drafts):
    truth = json.loads(path.read_text(encoding="utf-8"))
    return truth, drafts[FOLDER / truth["before"]], drafts[FOLDER / truth["after"]]


@each_pair
def test_articles_are_paired_as_a_reader_pairs_them(path, drafts):
    truth, before, after = pair_of(path, drafts)
    doubtful = [tuple(map(plain, each[:2])) for each in truth.get("doubtful", []) if isinstance(each, list)]
    never = {tuple(map(plain, each[:2])) for each in truth.get("doubtful", []) if isinstance(each, list) and each[2].startswith("FALSE")}
    found = {(plain(row.before), plain(row.after)) for row in compare(before, after).concordance if row.before and row.after}
    wanted = {tuple(map(plain, link)) for link in truth["links"] if "/" not in "".join(link)}
    assert not never & found
    assert f1(sorted(wanted - set(doubtful)), sorted(found - set(doubtful))) >= 0.98


@each_pair
def test_redlines_give_back_both_texts(path, drafts):
    _, before, after = pair_of(path, drafts)
    texts = {p.eid: p.text for p in before.provisions}, {p.eid: p.text for p in after.provisions}
    for change in compare(before, after).changes:
        assert sides(change.redline) == tuple(
            "\n".join(own[eid] for eid in eids if own[eid]) for own, eids in zip(texts, (change.before, change.after), strict=True)
        )


@each_pair
def test_turned_round_added_and_removed_swap_and_moves_stay(path, drafts):
    _, before, after = pair_of(path, drafts)
    assert shape(compare(before, after).changes) == shape(compare(after, before).changes, turned=True)


@each_pair
def test_what_stands_elsewhere_is_never_called_removed(path, drafts):
    _, before, after = pair_of(path, drafts)
    changes = compare(before, after).changes
    gone = {eid for change in changes if not change.after for eid in change.before}
    new = {eid for change in changes if not change.before for eid in change.after}
    came = {p.text for p in after.provisions if p.eid in new}
    assert [p.text for p in before.provisions if p.eid in gone and p.text in came and len(p.text.split()) >= 8] == []


def test_house_style_is_told_once(drafts):
    changelog = compare(drafts[FOLDER / "paris/paris_12-dec-2015.md"], drafts[FOLDER / "paris/paris_final-corrected_2016.md"])
    assert [len(sweep.places) > 20 for sweep in changelog.sweeps] == [True]
    assert 0 < sum(Kind.AMENDED in change.kinds and not change.swept for change in changelog.changes) <= 12
