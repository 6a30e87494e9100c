"""The laws of the house on generated treaties: nothing lost, redlines give back both texts, a draft equals itself, any input ends well."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from words import LEVEL_NAMES, lost

from pipeline.changelog import compare
from pipeline.diff import redline_of
from pipeline.errors import ReadError
from pipeline.model import Kind, RunKind
from pipeline.read import read_bytes
from pipeline.structure import structure

QUIET = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.sampled_from(
    "each party shall may ensure court review data person rights [shall] authority appropriate request law notice order".split()
)
SENTENCE = st.lists(WORDS, min_size=4, max_size=14).map(lambda words: " ".join(words).capitalize() + ".")
LETTERS = "abcdefghij"


@st.composite
def treaties(draw):
    """The text of a treaty: articles with headings, paragraphs and points, sentences all different by a counter."""
    lines, count = ["PREAMBLE", "The Parties to this Convention,", "Recalling their duties,", "Have agreed as follows:"], 0
    for article in range(1, draw(st.integers(1, 5)) + 1):
        lines += [f"Article {article}", f"Heading {article}"]
        for paragraph in range(1, draw(st.integers(1, 4)) + 1):
            count += 1
            lines.append(f"{paragraph}. {draw(SENTENCE)[:-1]} {count}.")
            points = draw(st.integers(0, 3))
            if points:
                lines[-1] = lines[-1][:-1] + ":"
            lines += [f"({LETTERS[at]}) {draw(SENTENCE)[:-1]};" for at in range(points)]
    return "\n\n".join(lines) + "\n"


@QUIET
@given(treaties())
def test_nothing_is_lost(text):
    source = read_bytes(text.encode(), "a.txt")
    assert {word for word in lost(source, structure(source)) if word not in LEVEL_NAMES} == set()


@QUIET
@given(treaties(), treaties())
def test_redlines_give_back_both_texts_and_every_provision_is_in_one_change(one, two):
    before, after = (structure(read_bytes(text.encode(), "a.txt")) for text in (one, two))
    changelog = compare(before, after)
    texts = {p.eid: p.text for p in before.provisions}, {p.eid: p.text for p in after.provisions}
    for change in changelog.changes:
        old, new = sides(change.redline)
        assert old == "\n".join(texts[0][eid] for eid in change.before if texts[0][eid])
        assert new == "\n".join(texts[1][eid] for eid in change.after if texts[1][eid])
    assert sorted(eid for change in changelog.changes for eid in change.before) == sorted(texts[0])
    assert sorted(eid for change in changelog.changes for eid in change.after) == sorted(texts[1])


def sides(redline):
    old, new = [], []
    for run in redline:
        if run.kind is RunKind.RENUMBER:
            left, right = run.text.split(" -> ")
            old.append(left)
            new.append(right)
            continue
        if run.kind is not RunKind.INSERT:
            old.append(run.text)
        if run.kind is not RunKind.DELETE:
            new.append(run.text)
    return "".join(old), "".join(new)


@QUIET
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_have_a_redline(before, after):
    assert sides(redline_of(before, after)) == (before, after)


@QUIET
@given(treaties())
def test_a_draft_against_itself_is_unchanged(text):
    draft = structure(read_bytes(text.encode(), "a.txt"))
    changelog = compare(draft, replace(draft, name="b.txt"))
    assert {kind for change in changelog.changes for kind in change.kinds} == {Kind.UNCHANGED}
    assert changelog.findings == ()


@QUIET
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_end_in_a_draft_or_one_clear_error(data):
    try:
        draft = structure(read_bytes(data, "file.bin"))
    except ReadError as error:
        assert str(error).startswith(("file.bin: ", "file.bin, "))
        assert "\n" not in str(error)
    else:
        assert draft.title


@pytest.mark.parametrize(
    "start", [b"%PDF-1.4\n", b"PK\x03\x04", b"<?xml version='1.0'?>", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"---\n"]
)
@settings(deadline=None, max_examples=25)
@given(rest=st.binary(max_size=200))
def test_files_that_only_begin_like_a_format(start, rest):
    try:
        structure(read_bytes(start + rest, "file.bin"))
    except ReadError as error:
        assert str(error).startswith(("file.bin: ", "file.bin, "))
