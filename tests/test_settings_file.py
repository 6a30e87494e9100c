import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DraftsError
from pipeline.settings_file import read_settings, with_draft, with_value, write_settings

TEXT = """# About this treaty.
title = "A Treaty"   # its title
language = "en"

# The first one.
[[draft]]
file = 'a.pdf'  # as issued
date = 2023-01-01

# The second one,
# in two files.
[[draft]]
files = [
  "b.pdf",  # half
  "c.pdf",
]
date = 2024-01-01
# its end
"""


def lines_kept(before, after):
    """Every line of `before` stands in `after`, in order."""
    rest = iter(after.splitlines())
    return all(line in rest for line in before.splitlines())


@pytest.mark.parametrize(
    ("draft", "key", "value"),
    [
        (0, "sha256", "ab" * 32),
        (1, "sha256s", ["ab" * 32, "cd" * 32]),
        (0, "symbol", 'T/"1"\\x'),
        (None, "note", "é\x7f\n"),
        (1, "date2", date(2024, 2, 1)),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_new_key_leaves_every_line_as_it_was(draft, key, value, line_end):
    text = TEXT.replace("\n", line_end)
    changed = with_value(text, draft, key, value)
    assert lines_kept(text, changed)
    table = tomllib.loads(changed)
    assert (table if draft is None else table["draft"][draft])[key] == value
    assert changed.count("\r\n") == (changed.count("\n") if line_end == "\r\n" else 0)


def test_a_value_of_several_lines_is_replaced_whole_and_the_comments_around_it_stay():
    changed = with_value(TEXT, 1, "files", ["d.pdf"])
    assert 'files = ["d.pdf"]\ndate = 2024-01-01\n# its end\n' in changed
    assert with_value(with_value(TEXT, 0, "symbol", "T/1"), 0, "symbol", None) == TEXT
    assert with_value(TEXT, 0, "none", None) == TEXT


def test_a_file_without_a_last_line_end():
    changed = with_value('title = "T"\n[[draft]]\nfile = "a"', 0, "sha256", "x")
    assert changed == 'title = "T"\n[[draft]]\nfile = "a"\nsha256 = "x"\n'


@pytest.mark.parametrize(
    ("day", "at"), [(date(2022, 1, 1), 0), (date(2023, 6, 1), 1), (date(2025, 1, 1), 2)], ids=["before", "between", "after"]
)
def test_a_new_draft_is_put_in_its_place(day, at):
    changed = with_draft(TEXT, {"file": "new.pdf", "date": day, "symbol": "T/9"})
    assert lines_kept(TEXT, changed)
    rows = tomllib.loads(changed)["draft"]
    assert [row.get("file") for row in rows].index("new.pdf") == at
    assert len(rows) == 3
    assert "# The second one,\n# in two files.\n[[draft]]\nfiles" in changed


def test_a_new_draft_goes_last_where_the_file_is_in_no_order_or_has_none():
    text = 'title = "T"\n[[draft]]\nfile = "b"\ndate = 2024-01-01\n[[draft]]\nfile = "a"\ndate = 2023-01-01\n'
    assert tomllib.loads(with_draft(text, {"file": "c", "date": date(2020, 1, 1)}))["draft"][2]["file"] == "c"
    assert with_draft("", {"file": "c", "date": date(2020, 1, 1)}) == '[[draft]]\nfile = "c"\ndate = 2020-01-01\n'


def test_headers_in_texts_and_comments_are_no_headers():
    text = 'title = """\n[[draft]]\n"""\n# [[draft]]\n[[draft]] # one\nfile = "a"\n'
    assert tomllib.loads(with_value(text, 0, "symbol", "S"))["draft"] == [{"file": "a", "symbol": "S"}]


@pytest.mark.parametrize("text", ['draft = [{ file = "a" }]\n', '[[ "draft" ]]\nfile = "a"\n'])
def test_what_cannot_be_changed_safely_is_left_and_told(text):
    with pytest.raises(DraftsError, match='write sha256 = "x" by hand'):
        with_value(text, 0, "sha256", "x")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_any_text_is_written_so_that_it_is_read_back(text, texts):
    changed = with_value(with_value(TEXT, 0, "title", text), 1, "sources", texts)
    rows = tomllib.loads(changed)["draft"]
    assert (rows[0]["title"], rows[1]["sources"]) == (text, texts)


def test_the_file_is_replaced_whole_with_its_mode(tmp_path):
    path = tmp_path / "treaty.toml"
    path.write_bytes(b'\xef\xbb\xbftitle = "T"\r\n')
    path.chmod(0o600)
    write_settings(path, with_value(read_settings(path), None, "language", "en"))
    assert path.read_bytes() == b'\xef\xbb\xbftitle = "T"\r\nlanguage = "en"\r\n'
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["treaty.toml"]
