"""Whole pairs of drafts of which it is known what happened to each safeguard: what was once told rightly stays so."""

import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UNREAD = "blind_"
"""How the names of pairs begin that nobody who writes the rules has read."""
FOLDERS = sorted(each for each in (ROOT / "tests" / "gold" / "documents").iterdir() if not each.name.startswith(UNREAD))


@pytest.fixture(scope="module")
def pairs():
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        bench = runpy.run_path(str(ROOT / "bench" / "run_documents.py"))
    finally:
        sys.path.remove(str(ROOT / "bench"))
    return bench["summed"]([bench["judged"](folder) for folder in FOLDERS])


def test_the_effects_of_the_pairs_that_were_read_are_told(pairs):
    assert pairs["mean"] >= 0.92
    assert min(pairs["each"]) >= 0.74


def test_little_is_told_that_is_not_so(pairs):
    assert pairs["precision"] >= 0.94


def test_their_articles_are_paired(pairs):
    assert pairs["mapping"] >= 0.95
