import pytest

from pipeline.drafts import load_treaty, treaty_folders
from pipeline.errors import DraftsError
from pipeline.recorded import digest


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


def test_a_file_that_is_not_the_one_recorded_is_told(tmp_path):
    toml = f'title = "T"\n[[draft]]\nfile = "a.txt"\ndate = 2024-01-01\nsource = "https://example.org/a"\nsha256 = "{"ab" * 32}"\n'
    path = folder(tmp_path, toml, ["a.txt"])
    with pytest.raises(DraftsError, match=r"test-treaty/a.txt: is not the file that was recorded"):
        load_treaty(path)
    right = digest(path / "a.txt")
    (path / "treaty.toml").write_text(toml.replace("ab" * 32, right.upper()))
    assert load_treaty(path).drafts[0].sha256 == (right.upper(),)


@pytest.mark.parametrize("name", ["../a.txt", "/etc/passwd", "treaty.toml", ".git/config", "reviews.toml", "x/../../y"])
def test_a_draft_cannot_be_a_file_elsewhere_or_one_of_ours(tmp_path, name):
    toml = f'[[draft]]\nfile = "{name}"\ndate = 2024-01-01\nsource = "https://example.org/a"\n'
    with pytest.raises(DraftsError, match="is no file of a draft"):
        load_treaty(folder(tmp_path, toml))


@pytest.mark.parametrize("sums", ['sha256 = "abc"', f'sha256s = ["{"ab" * 32}", "{"ab" * 32}"]'])
def test_a_digest_that_is_none(tmp_path, sums):
    toml = f'[[draft]]\nfile = "a.txt"\ndate = 2024-01-01\n{sums}\n'
    with pytest.raises(DraftsError, match="64 hexadecimal digits"):
        load_treaty(folder(tmp_path, toml, ["a.txt"]))


def test_drafts_of_several_files_wait_until_all_are_there(tmp_path):
    toml = f'[[draft]]\nfiles = ["a.txt", "b.txt"]\nsources = ["https://example.org/a", "https://example.org/b"]\nsha256s = ["", "{"ab" * 32}"]\ndate = 2024-01-01\n'
    path = folder(tmp_path, toml, ["a.txt"])
    treaty = load_treaty(path)
    assert (treaty.drafts, [entry.file.name for entry in treaty.waiting]) == ((), ["a.txt"])
    assert treaty.waiting[0].sha256 == ("", "ab" * 32)
    assert treaty.remarks == ()  # the site lists the whole treaty as not fetched yet
    (path / "treaty.toml").write_text(toml + '[[draft]]\nfile = "c.txt"\ndate = 2024-02-01\n')
    (path / "c.txt").write_text("Article 1\n")
    assert load_treaty(path).remarks == ("test-treaty: 1 draft not fetched yet: travaux fetch test-treaty",)
