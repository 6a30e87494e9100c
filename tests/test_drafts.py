import pytest

from pipeline.drafts import load_treaty, treaty_folders
from pipeline.errors import DraftsError


def folder(tmp_path, toml=None, files=()):
    path = tmp_path / "test-treaty"
    path.mkdir()
    for name in files:
        (path / name).write_text("Article 1\n\nAims\n\nText shall be.\n")
    if toml is not None:
        (path / "treaty.toml").write_text(toml)
    return path


def test_settings_give_title_order_and_symbols(tmp_path):
    toml = 'title = "Test Treaty"\nlanguage = "en"\n[[draft]]\nfile = "b.txt"\ndate = 2024-02-01\nsymbol = "T/2"\n[[draft]]\nfile = "a.txt"\ndate = 2023-02-01\n'
    treaty = load_treaty(folder(tmp_path, toml, ["a.txt", "b.txt"]))
    assert (treaty.slug, treaty.title) == ("test-treaty", "Test Treaty")
    assert [(draft.file.name, draft.symbol) for draft in treaty.drafts] == [("a.txt", ""), ("b.txt", "T/2")]


def test_all_mistakes_are_told_at_once(tmp_path):
    toml = 'tilte = "X"\n[[draft]]\nfile = "a.txt"\ndate = "soon"\n[[draft]]\nfile = "gone.pdf"\ndate = 2024-01-01\n[[draft]]\nsymbol = 3\ndate = 2024-01-01\n'
    with pytest.raises(DraftsError) as caught:
        load_treaty(folder(tmp_path, toml, ["a.txt"]))
    said = "\n".join(caught.value.mistakes)
    assert "unknown key `tilte`" in said
    assert "draft 1: `date = 'soon'` is no date" in said
    assert "the file gone.pdf is not in test-treaty/" in said
    assert "draft 3: has no `file`" in said
    assert "draft 3: `symbol` must be a text" in said
    assert "drafts 2 and 3 have the same date 2024-01-01" in said
    assert all(mistake.startswith("test-treaty/treaty.toml") for mistake in caught.value.mistakes)


@pytest.mark.parametrize(("toml", "said"), [("title = ", "cannot be read"), ('draft = "x"', "lists no draft")])
def test_broken_settings(tmp_path, toml, said):
    with pytest.raises(DraftsError, match=said):
        load_treaty(folder(tmp_path, toml))


def test_without_settings_the_names_tell_the_order(tmp_path):
    treaty = load_treaty(folder(tmp_path, None, ["draft_12-dec-2015.txt", "draft_2015-12-09.txt", "draft_final_2016.txt"]))
    assert [draft.file.name for draft in treaty.drafts] == ["draft_2015-12-09.txt", "draft_12-dec-2015.txt", "draft_final_2016.txt"]
    assert treaty.title == "Test treaty"
    assert "no treaty.toml" in treaty.remarks[0]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "holds no draft"),
        (["a.txt", "b_2015-12-09.txt"], "no date in the name of a.txt"),
        (["a_2015-12-09.txt", "b_2015-12-09.txt"], "same date"),
    ],
)
def test_names_that_tell_no_order(tmp_path, files, said):
    with pytest.raises(DraftsError, match=said):
        load_treaty(folder(tmp_path, None, files))


def test_no_treaties(tmp_path):
    with pytest.raises(DraftsError, match="no such folder"):
        treaty_folders(tmp_path / "none")
    with pytest.raises(DraftsError, match="holds no treaty"):
        treaty_folders(tmp_path)
