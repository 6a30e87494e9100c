import hashlib
import tomllib
from pathlib import Path

import pytest
from bad_server import serving
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.drafts import SETTINGS

SPECIMEN = Path(__file__).parent.parent / "drafts" / "specimen"
PDF = (SPECIMEN / "5-fourth-revision.pdf").read_bytes()
TEXT = b"Article 1\n\nOrders\n\n1. A court shall review each order.\n\nArticle 2\n\nScope\n\nThis Convention applies to all Parties.\n"
MASTHEAD = b"United Nations\nA/AC.1/2\nDistr.: General\n7 March 2024\nOriginal: English\n\n" + TEXT
FILES = {"a.txt": TEXT, "b.txt": TEXT.replace(b"shall review", b"may review"), "c.pdf": PDF, "m.txt": MASTHEAD}
ANYWHERE = ("--allow-http", "--allow-private", "--timeout", "1", "--tries", "2")


@pytest.fixture
def server(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pipeline.download._LONGEST_PAUSE", 0.01)
    with serving(FILES) as made:
        yield made


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRAVAUX_CACHE", str(tmp_path / "cache"))
    made = tmp_path / "drafts" / "t"
    made.mkdir(parents=True)
    return made


def listing(server, *drafts):
    """A treaty.toml with comments, of drafts (file, way) in order."""
    rows = [
        f'[[draft]]  # number {at}\nfile = "{name}"\ndate = {2020 + at}-03-07\nsymbol = "T/{at}"\nsource = "{server.base}/{way}"\n'
        for at, (name, way) in enumerate(drafts, 1)
    ]
    return "# Ours.\n" + 'title = "T"\nlanguage = "en"\n\n' + "\n".join(rows)


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def fetch(*more):
    return run("fetch", "t", *ANYWHERE, *more)


def sums(folder):
    return [row.get("sha256") for row in tomllib.loads((folder / SETTINGS).read_text())["draft"]]


def test_drafts_are_fetched_once_recorded_and_then_checked(server, folder):
    before = listing(server, ("a.txt", "good/a.txt"), ("sub/c.pdf", "to/good/c.pdf"))
    (folder / SETTINGS).write_text(before)
    first = fetch()
    assert first.exit_code == 0, first.output
    assert "t/a.txt: fetched" in first.output
    assert (folder / "a.txt").read_bytes() == TEXT
    assert (folder / "sub/c.pdf").read_bytes() == PDF
    assert sums(folder) == [hashlib.sha256(each).hexdigest() for each in (TEXT, PDF)]
    after = (folder / SETTINGS).read_text()
    assert [line for line in after.splitlines() if not line.startswith("sha256")] == before.splitlines()
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "sub", SETTINGS]

    asked = len(server.seen)
    again = fetch()
    assert (again.exit_code, len(server.seen)) == (0, asked)
    assert (folder / SETTINGS).read_text() == after
    (folder / "a.txt").write_bytes(TEXT + b" ")
    changed = fetch()
    assert (changed.exit_code, len(server.seen)) == (1, asked)
    [line] = [line for line in changed.output.splitlines() if line.startswith("travaux: ")]
    assert line.startswith("travaux: t/a.txt: is not the file that was recorded")
    assert "is not the file that was recorded" in run("diff").output


def test_a_file_that_changed_at_its_address_is_refused(server, folder):
    (folder / SETTINGS).write_text(listing(server, ("a.txt", "good/a.txt")))
    fetch()
    (folder / "a.txt").unlink()
    server.files = {**FILES, "a.txt": FILES["b.txt"]}
    result = fetch()
    assert result.exit_code == 1
    assert "is not the file that was recorded" in result.output
    assert [path.name for path in folder.iterdir()] == [SETTINGS]


@pytest.mark.parametrize(
    ("name", "way", "said"),
    [
        ("x.pdf", "page/x", "answered with a web page, not a PDF; open the address in a browser"),
        ("x.txt", "page/x", "answered with a web page, not plain text"),
        ("x.pdf", "picture/x", "answered with a PNG picture, not a PDF"),
        ("x.pdf", "empty/x", "answered with an empty file"),
        ("x.docx", "good/c.pdf", "answered with a PDF, not a Word document"),
        ("x", "picture/x", "x: is a PNG picture, not a text"),
        ("x.pdf", "unsized/cut.pdf", "x.pdf"),
        ("x.pdf", "missing/x", "answers 404"),
        ("x.pdf", "huge/x", "is larger than 100 MB"),
        ("x.pdf", "busy/x", "answers 503"),
        ("x.pdf", "round/x", "redirects more than"),
        ("x.pdf", "to-file/x", "is no address"),
        ("x.pdf", "cut/c.pdf", "broke off"),
    ],
)
def test_one_that_fails_says_why_in_a_line_and_does_not_stop_the_others(server, folder, name, way, said):
    server.files["cut.pdf"] = PDF[:3000]
    (folder / SETTINGS).write_text(listing(server, ("a.txt", "good/a.txt"), (name, way), ("b.txt", "good/b.txt")))
    result = fetch()
    assert result.exit_code == 1
    [line] = [line for line in result.output.splitlines() if line.startswith("travaux: ")]
    assert line.startswith(f"travaux: t/{name}: ")
    assert said in line
    assert [(folder / each).is_file() for each in ("a.txt", name, "b.txt")] == [True, False, True]
    assert [each is not None for each in sums(folder)] == [True, False, True]
    site = run("diff")
    assert site.exit_code == 0
    assert "1 draft not fetched yet: travaux fetch t" in site.output


def test_without_being_allowed_nothing_near_is_fetched(server, folder):
    (folder / SETTINGS).write_text(listing(server, ("a.txt", "good/a.txt")))
    assert "is not https" in run("fetch", "t").output
    assert "private network" in run("fetch", "t", "--allow-http").output
    assert server.seen == []


def test_a_draft_of_several_files(server, folder):
    text = (
        f'[[draft]]\nfiles = ["a.txt", "b.txt"]\nsources = ["{server.base}/good/a.txt", "{server.base}/missing/b.txt"]\ndate = 2024-01-01\n'
    )
    (folder / SETTINGS).write_text(text)
    assert fetch().exit_code == 1
    digests = [hashlib.sha256(FILES[name]).hexdigest() for name in ("a.txt", "b.txt")]
    assert tomllib.loads((folder / SETTINGS).read_text())["draft"][0]["sha256s"] == [digests[0], ""]
    assert "t: not fetched yet: travaux fetch t" in run("diff").output
    (folder / SETTINGS).write_text((folder / SETTINGS).read_text().replace("missing", "good"))
    assert fetch().exit_code == 0
    assert tomllib.loads((folder / SETTINGS).read_text())["draft"][0]["sha256s"] == digests
    run("diff")
    page = (folder.parent.parent / "changelogs/t/index.html").read_text()
    assert all(f'<a href="{server.base}/good/{name}">' in page for name in ("a.txt", "b.txt"))
    assert all(f"<code>{each}</code>" in page for each in digests)


def test_what_was_put_there_by_hand_is_recorded_too(server, folder):
    (folder / SETTINGS).write_text(listing(server, ("a.txt", "good/a.txt")))
    (folder / "a.txt").write_bytes(TEXT)
    assert fetch().exit_code == 0
    assert server.seen == []
    assert sums(folder) == [hashlib.sha256(TEXT).hexdigest()]


def test_another_date_in_the_masthead_is_said_by_the_command_and_the_page(server, folder):
    (folder / SETTINGS).write_text(listing(server, ("a.txt", "good/a.txt"), ("m.txt", "good/m.txt")))
    result = fetch()
    assert result.exit_code == 0
    assert "t/m.txt: its masthead is dated 2024-03-07, treaty.toml says 2022-03-07; believe the file" in result.output
    assert "m.txt: its masthead is dated 2024-03-07" in run("diff").output
    page = (folder.parent.parent / "changelogs/t/index.html").read_text()
    assert page.count("Its masthead is dated 7 March 2024") == 1


def test_a_draft_of_several_files_is_of_the_day_of_its_last(server, folder):
    server.files["n.txt"] = MASTHEAD.replace(b"7 March", b"8 April")
    text = f'[[draft]]\nfiles = ["m.txt", "n.txt"]\nsources = ["{server.base}/good/m.txt", "{server.base}/good/n.txt"]\ndate = 2024-04-08\n'
    (folder / SETTINGS).write_text(text)
    assert "masthead" not in fetch().output
    assert "masthead" not in run("diff").output
    (folder / SETTINGS).write_text((folder / SETTINGS).read_text().replace("2024-04-08", "2024-03-07"))
    assert "m.txt: its masthead is dated 2024-04-08" in run("diff").output


def test_another_symbol_is_said(server, folder):
    text = listing(server, ("m.txt", "good/m.txt")).replace("2021-", "2024-")
    (folder / SETTINGS).write_text(text)
    assert "t/m.txt: it bears the symbol A/AC.1/2, treaty.toml says T/1; check that it is the right file" in fetch().output
    (folder / "m.txt").unlink()
    (folder / SETTINGS).write_text(text.replace("T/1", "A/AC.1/1 and a/ac.1/2"))
    assert "symbol" not in fetch().output


def test_a_treaty_that_cannot_be_used_does_not_stop_the_others(server, folder):
    (folder / SETTINGS).write_text(listing(server, ("a.txt", "good/a.txt")))
    other = folder.with_name("s")
    other.mkdir()
    (other / SETTINGS).write_text("x = ")
    result = run("fetch", "s", "t", *ANYWHERE)
    assert result.exit_code == 1
    assert "travaux: s/treaty.toml: cannot be read" in result.output
    assert (folder / "a.txt").is_file()


def test_a_page_names_the_drafts_that_are_missing(server, folder):
    (folder / SETTINGS).write_text(listing(server, ("a.txt", "good/a.txt"), ("b.txt", "missing/b.txt"), ("m.txt", "good/m.txt")))
    fetch()
    run("diff")
    page = (folder.parent.parent / "changelogs/t/index.html").read_text()
    assert "T/2" in page
    assert "travaux fetch t" in page


def test_drafts_in_another_language_are_a_treaty_of_their_own(server, folder):
    (folder / SETTINGS).write_text(
        listing(server, ("a.txt", "good/a.txt?s=T/1&l=en&t=pdf"), ("b.txt", "good/b.txt?l=en")).replace(
            "date", f'sha256 = "{"ab" * 32}"\ndate', 1
        )
    )
    result = fetch("--language", "fr")
    assert result.exit_code == 0, result.output
    there = folder.with_name("t-fr")
    table = tomllib.loads((there / SETTINGS).read_text())
    assert (table["title"], table["language"]) == ("T (fr)", "fr")
    assert [path for path, _ in server.seen] == ["/good/a.txt?s=T/1&l=fr&t=pdf", "/good/b.txt?l=fr"]
    assert "# number 2" in (there / SETTINGS).read_text()
    assert sums(there)[0] == hashlib.sha256(TEXT).hexdigest()
    assert [path.name for path in folder.iterdir()] == [SETTINGS]
    assert fetch("--language", "en").exit_code == 1  # the first treaty's own language: its recorded digest is checked


def test_addresses_without_a_language(server, folder):
    (folder / SETTINGS).write_text(listing(server, ("a.txt", "good/a.txt")))
    result = fetch("--language", "fr")
    assert result.exit_code == 1
    assert "t/treaty.toml, draft 1: has no address that names a language" in result.output
    assert not folder.with_name("t-fr").exists()


@pytest.mark.parametrize(
    ("toml", "said"),
    [('title = "T"\n[[draft]]\nfile = "a.txt"\ndate = 2024-01-01\n', "gives no draft a `source`"), ("x = ", "cannot be read")],
)
def test_nothing_to_fetch(folder, toml, said):
    (folder / SETTINGS).write_text(toml)
    (folder / "a.txt").write_bytes(TEXT)
    result = run("fetch", "t")
    assert result.exit_code == 1
    assert said in result.output
    assert "there is no treaty u; there are t" in run("fetch", "u").output


BUNDLED = [
    (("A/AC.291/16", "A/AC.291/19"), "2022-12-19"),
    (("A/AC.291/22",), "2023-05-29"),
    (("A/AC.291/22/Rev.1",), "2023-11-06"),
    (("A/AC.291/22/Rev.2",), "2024-02-06"),
    (("A/AC.291/22/Rev.3",), "2024-05-23"),
    (("A/AC.291/L.15",), "2024-08-07"),
    (("A/RES/79/243",), "2024-12-24"),
]


def test_the_bundled_negotiation_is_seven_drafts_with_their_addresses():
    rows = tomllib.loads((SPECIMEN.parent / "un-cybercrime" / SETTINGS).read_text())["draft"]
    given = [(row.get("sources") or [row["source"]], row["date"].isoformat()) for row in rows]
    assert given == [
        ([f"https://documents.un.org/api/symbol/access?s={symbol}&l=en&t=pdf" for symbol in symbols], day) for symbols, day in BUNDLED
    ]
