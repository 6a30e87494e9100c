"""Damaged files of every format: each ends in lines or in one clear error that names the file, never in a traceback (law 9)."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import ReadError
from pipeline.read import read_bytes
from pipeline.structure import structure

SPECIMEN = Path(__file__).parent.parent / "drafts" / "specimen"
FILES = {path.suffix: path.read_bytes() for path in sorted(SPECIMEN.iterdir()) if path.suffix != ".toml"}


def read_or_refuse(data):
    try:
        structure(read_bytes(data, "draft.any"))
    except ReadError as error:
        message = str(error)
        assert message.startswith(("draft.any: ", "draft.any, "))
        assert "\n" not in message


def damaged(data, kind, share, length, patch):
    """The bytes cut short, with some bytes exchanged, with a piece left out, or with a piece put in twice, at this share of them."""
    start = int(share * len(data))
    return {
        "cut": data[:start],
        "drop": data[:start] + data[start + length :],
        "repeat": data[: start + length] + data[start:],
        "exchange": data[:start] + patch + data[start + len(patch) :],
    }[kind]


@pytest.mark.parametrize("suffix", FILES)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    kind=st.sampled_from(("cut", "exchange", "drop", "repeat")),
    share=st.floats(0, 1, exclude_max=True),
    length=st.integers(1, 4000),
    patch=st.binary(min_size=1, max_size=24),
)
def test_damage_anywhere_is_read_or_refused(suffix, kind, share, length, patch):
    read_or_refuse(damaged(FILES[suffix], kind, share, length, patch))


@pytest.mark.parametrize(
    "start", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<?xml version='1.0'?>", b"<html><body>", b"---\n", b"\xff\xfe", b"\xef\xbb\xbf"]
)
@settings(max_examples=25, deadline=None)
@given(rubbish=st.binary(max_size=400))
def test_rubbish_is_read_or_refused(start, rubbish):
    read_or_refuse(start + rubbish)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=" \n\t.,;:()[]{}§°-–*#1239aixvIVXAPp条第“”", max_size=200))
def test_any_signs_in_any_order_are_read_or_refused(text):
    read_or_refuse(text.encode())
