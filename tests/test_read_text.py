import pytest

from pipeline.errors import ReadError
from pipeline.model import Note, Style
from pipeline.read import read, read_bytes
from pipeline.read.encoding import decode
from pipeline.read.markdown import is_markdown, read_markdown
from pipeline.read.markdown_inline import inline
from pipeline.read.text import read_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_detected(encoding):
    text = "Article 1\n\nÉtats – “rights” of persons shall be respected.\n"
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (bytes(range(256)) * 4, "binary"),
        (b"\xff\xfe\x00\xd8\x00\x00\x41", "utf-16"),
        (b"\x89PNG\r\n\x1a\n0000", "picture"),
        (b"{\\rtf1 text}", "Rich Text"),
        (b"PK\x03\x04 broken", ""),
        (b"%PDF-1.7 broken", ""),
        (b"<?xml version='1.0'?><a>", ""),
    ],
)
def test_bad_input_is_one_clear_error(data, said):
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "draft.any")
    message = str(caught.value)
    assert message.startswith(("draft.any: ", "draft.any, "))
    assert said in message
    assert "\n" not in message


def test_a_missing_file_is_a_clear_error(tmp_path):
    with pytest.raises(ReadError, match=r"none\.txt: cannot be opened"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="cannot be opened"):
        read(tmp_path)


def test_text_keeps_gaps_and_indents():
    source = read_text("First  line\n\n  Second line\r\nThird", "a.txt")
    assert [(line.text, line.gap, line.indent, line.starts) for line in source.lines] == [
        ("First line", False, 0, None),
        ("Second line", True, 1, None),
        ("Third", False, 0, None),
    ]


def test_running_lines_of_pages_are_furniture():
    pages = "\f".join(
        f"SPEC/CYBER/9 Committee\n\nText of page {word}.\n\n{number} of 5\n"
        for number, word in enumerate(["one", "two", "three", "four", "five"], 1)
    )
    source = read_text(pages, "a.txt")
    assert [line.text for line in source.lines] == [f"Text of page {word}." for word in ("one", "two", "three", "four", "five")]
    assert [line.page for line in source.lines] == [1, 2, 3, 4, 5]
    assert len(source.furniture) == 10


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("---\ntitle: A\n---\ntext", True),
        ("# Title\n\ntext", True),
        ("Article 1\n\n1. Text with *stars*.", False),
        ("text\n\n---\n\nmore", False),
        ("Article 1\n\nA remedy shall be given.[^1]\n\n[^1]: As the law provides.\n", True),
    ],
)
def test_markdown_is_known_by_its_signs(text, known):
    assert is_markdown(text) is known


def test_markdown_blocks():
    source = read_markdown(
        "---\ntitle: Draft\ndate: 2023-11-06\n---\n\n* TOC\n{:toc}\n\n##Heading\n\nWrapped\nlines.\n\n1. One\n    continued\n\n    1. Inner[^n]\n\n    More of one.\n2. Two\n\n[^n]: Note\n",
        "a.md",
    )
    assert [(line.label, line.text, line.depth, line.heading) for line in source.lines] == [
        ("", "Heading", None, 2),
        ("", "Wrapped lines.", None, 0),
        ("1.", "One continued", 0, 0),
        ("(a)", "Inner", 1, 0),
        ("", "More of one.", 0, 0),
        ("2.", "Two", 0, 0),
    ]
    assert (source.title, str(source.date)) == ("Draft", "2023-11-06")
    assert [(note.mark, note.text) for note in source.notes] == [("n", "Note")]
    assert [item.kind for item in source.furniture] == ["front matter", "markup", "markup"]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("*Recalling* the **rule**", "Recalling the rule"),
        ("r*eaffirming* it", "reaffirming it"),
        ("*[Taking* account] of", "[Taking account] of"),
        ("[shall][should] act", "[shall][should] act"),
        ("[an option][^1] ends", "[an option] ends"),
        ("[a link](https://example.org/x)", "a link"),
        ("[by paragraph](b)", "[by paragraph](b)"),
        (r"\[1\] and \*", "[1] and *"),
        ("H<sub>2</sub>O &amp; more", "H2O & more"),
        ("snake_case_word", "snake_case_word"),
        ("* note without end", "* note without end"),
    ],
)
def test_markdown_inside_a_paragraph(markdown, text):
    assert inline(markdown).text == text


def test_emphasis_becomes_marks():
    line = inline("the **bold** and *italic*[^2] words")
    assert [(mark.style, line.text[mark.start : mark.end], mark.value) for mark in line.marks] == [
        (Style.BOLD, "bold", ""),
        (Style.ITALIC, "italic", ""),
        (Style.NOTE, "", "2"),
    ]


NOTES = "\n\n[1] The first note, which goes on\nin a further line.\n\n[2] The second.\n"


def test_notes_at_the_end_of_a_text_are_footnotes():
    source = read_bytes(f"Article 1\n\n1. Each Party[1] shall act.[2]{NOTES}".encode(), "a.txt")
    assert [line.text for line in source.lines] == ["Article 1", "1. Each Party shall act."]
    assert [(mark.start, mark.value) for mark in source.lines[1].marks] == [(13, "1"), (24, "2")]
    assert source.notes == (Note("1", "The first note, which goes on in a further line."), Note("2", "The second."))


@pytest.mark.parametrize(
    "text",
    [
        f"1. Each Party[1] shall act.{NOTES}",
        "1. Each Party[1] shall act.\n\n[1] A note.\n\n2. More text.\n",
        "1. Each Party[2] shall act.\n\n[2] A note.\n",
        "1. By [2030][1] all shall act.\n",
    ],
)
def test_numbers_in_brackets_that_are_no_notes_stay_in_the_text(text):
    source = read_bytes(text.encode(), "a.txt")
    assert source.notes == ()
    assert " ".join(line.text for line in source.lines) == " ".join(text.split())
