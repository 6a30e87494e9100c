import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ReadError
from pipeline.model import Note, Style
from pipeline.read.html import is_html, read_html
from pipeline.read.html_lists import counter


def page(body, head=""):
    return f"<!DOCTYPE html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>".encode()


def lines(body, head=""):
    return read_html(page(body, head), "page.html").lines


def words(body):
    return [(line.label, line.text) for line in lines(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One\n  two&nbsp;three</p><p>Four</p>", [("", "One two three"), ("", "Four")]),
        ("<h2>Scope</h2>Loose words<div>More</div>tail", [("", "Scope"), ("", "Loose words"), ("", "More"), ("", "tail")]),
        ("<p>One<br>two</p>", [("", "One two")]),
        ("<p>One<br> <br>two</p>", [("", "One"), ("", "two")]),
        ("<p>Each Party shall:<br>(a) act;<br>(b) report.</p>", [("", "Each Party shall:"), ("", "(a) act;"), ("", "(b) report.")]),
        ("<p><b>Article 5</b><br>Scope</p>", [("", "Article 5"), ("", "Scope")]),
        ("<ol><li>One</li><li value=5>Two</li><li>Three</li></ol>", [("1.", "One"), ("5.", "Two"), ("6.", "Three")]),
        ("<ol type=a start=3><li>One</li><li>Two</li></ol>", [("c.", "One"), ("d.", "Two")]),
        ("<ol style='list-style-type: upper-roman'><li>One</li></ol>", [("I.", "One")]),
        ("<ol reversed><li>One</li><li>Two</li></ol>", [("2.", "One"), ("1.", "Two")]),
        ("<ul><li>One</li></ul>", [("", "One")]),
        ("<ol><li>(a) One</li><li>(b) Two</li></ol>", [("", "(a) One"), ("", "(b) Two")]),
        ("<ol><li><ol type=i><li>Deep</li></ol></li></ol>", [("1.", ""), ("i.", "Deep")]),
        ("<ol><li><p>One</p><p>More</p></li></ol>", [("1.", "One"), ("", "More")]),
        ("<table><tr><td>(a)</td><td>One</td></tr><tr><td>—</td><td>Two</td></tr></table>", [("(a)", "One"), ("—", "Two")]),
        ("<table><tr><td>State</td><td>Share</td></tr></table>", [("", "State"), ("", "Share")]),
        ("<table><tr><td>(a)</td><td> </td></tr></table>", [("", "(a)")]),
        ("<dl><dt>1.</dt><dd>One</dd></dl>", [("1.", "One")]),
        ("<div><div>(i)</div><div><p>One</p></div></div>", [("(i)", "One")]),
        ("<p><span class='num'><span>2.</span></span><span>One</span></p>", [("2.", "One")]),
        ("<p class=MsoNormal><span style='mso-list:Ignore'>(b)<span>&nbsp;&nbsp;</span></span>One<o:p></o:p></p>", [("(b)", "One")]),
        ("<p>a<script>var x = 1</script>b<style>p{}</style></p>", [("", "ab")]),
        ("<p>soft&shy;ware</p>", [("", "software")]),
    ],
)
def test_blocks_become_lines(body, expected):
    assert words(body) == expected


@pytest.mark.parametrize(
    ("inner", "style", "span"),
    [
        ("x <b>yes</b>", Style.BOLD, (2, 5)),
        ("x <strong>yes</strong> <strong>no</strong>", Style.BOLD, (2, 8)),
        ("x <em> yes </em>", Style.ITALIC, (2, 5)),
        ("<u>yes</u> x", Style.UNDERLINE, (0, 3)),
        ("<s>yes</s> x", Style.STRIKE, (0, 3)),
        ("x<sup>2</sup>", Style.SUPERSCRIPT, (1, 2)),
        ("x<sub>2</sub>", Style.SUBSCRIPT, (1, 2)),
        ("x <ins>yes</ins>", Style.INSERTED, (2, 5)),
        ("x <span style='font-weight:700'>yes</span>", Style.BOLD, (2, 5)),
        ("x <span style='text-decoration: line-through'>yes</span>", Style.STRIKE, (2, 5)),
        ("x <span class='c7'>yes</span>", Style.ITALIC, (2, 5)),
    ],
)
def test_styles_become_marks(inner, style, span):
    (line,) = lines(f"<p>{inner}</p>", "<style>.c7{font-style:italic}</style>")
    assert [(mark.style, (mark.start, mark.end)) for mark in line.marks] == [(style, span)]


def test_deleted_words_are_no_text():
    (line,) = lines("<p>Each Party <del>may</del><ins>shall</ins> act.</p>")
    assert line.text == "Each Party shall act."
    assert (line.marks[0].style, line.marks[0].value, line.marks[0].start, line.marks[0].end) == (Style.DELETED, "may", 10, 10)


@pytest.mark.parametrize(
    ("tag", "rank"),
    [
        ("h1", 1),
        ("h6", 6),
        ("p class='li ManualHeading3'", 3),
        ("p class='oj-ti-art'", 4),
        ("p class=MsoHeading1", 1),
        ("p class=Titrearticle", 4),
        ("div role=heading aria-level=2", 2),
        ("p class=Normal", 0),
    ],
)
def test_headings(tag, rank):
    assert [line.heading for line in lines(f"<{tag}>Article 1</{tag.split()[0]}><p>Text</p>")] == [rank, 0]


def test_depth_counts_lists_and_labelled_rows():
    nested = "<ul><li>One<ul><li>Two</li></ul></li></ul><p>Out</p>"
    assert [line.depth for line in lines(nested)] == [0, 1, None]
    rows = "<table><tr><td>(a)</td><td>One<table><tr><td>(i)</td><td>Two</td></tr></table></td></tr></table>"
    assert [(line.label, line.depth) for line in lines(rows)] == [("(a)", 0), ("(i)", 1)]
    word = "<p style='mso-list:l0 level2 lfo1'>One</p>"
    assert lines(word)[0].depth == 1


@pytest.mark.parametrize(
    "body",
    [
        "<p>Text<a href='#fn1' id='r1'><sup>1</sup></a> on.</p><p>More</p><div class=footnotes><ol><li id=fn1>The note.<a href='#r1'>↩</a></li></ol></div>",
        (
            "<p>Text<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a> on.</p><p>More</p>"
            "<div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> The note.</p></div>"
        ),
        (
            "<p>Text<span class='FootnoteReference0'><a id=footnoteref2 href='#footnote2'>1</a></span> on.</p><p>More</p>"
            "<dl><dd id=footnote2><a href='#footnoteref2'>(1)</a> The note.</dd></dl>"
        ),
        "<p>Text<a role=doc-noteref href='#n'>1</a> on.</p><p>More</p><aside id=n role=doc-footnote><p>1. The note.</p></aside>",
    ],
)
def test_footnotes_leave_a_mark(body):
    source = read_html(page(body), "page.html")
    assert [line.text for line in source.lines] == ["Text on.", "More"]
    (mark,) = source.lines[0].marks
    assert (mark.style, mark.start, mark.end, mark.value) == (Style.NOTE, 4, 4, "1")
    assert source.notes == (Note("1", "The note."),)


def test_a_link_to_an_article_is_no_footnote():
    source = read_html(page("<p>See article <a href='#art5'>5</a>.</p><p id=art5>Article 5</p>"), "page.html")
    assert [line.text for line in source.lines] == ["See article 5.", "Article 5"]
    assert source.notes == ()


TREATY = "<h1>Convention</h1>" + "".join(f"<p>{number}. Each Party shall take the measures that are needed.</p>" for number in range(1, 9))


@pytest.mark.parametrize(
    ("chrome", "kind"),
    [
        ("<nav><a href='/'>Home</a> Topics</nav>", "navigation"),
        ("<div class='cookie-banner'>We use cookies</div>", "navigation"),
        ("<header>Ministry</header>", "navigation"),
        ("<footer>Imprint</footer>", "navigation"),
        ("<div role=navigation>Back to list</div>", "navigation"),
        ("<ul class='breadcrumb'><li>Home</li><li>Treaties</li></ul>", "navigation"),
        ("<div style='display:none'>Loading</div>", "navigation"),
        (
            "<ul><li><a href='#a'>Article 1 Purpose</a></li><li><a href='#b'>Article 2 Scope</a></li><li><a href='#c'>Article 3 Terms</a></li></ul>",
            "contents",
        ),
        ("<p class=MsoToc1>Article 1 ... 3</p>", "contents"),
    ],
)
def test_furniture_is_listed_apart(chrome, kind):
    source = read_html(page(chrome + TREATY), "page.html")
    assert len(source.lines) == 9
    assert [found.kind for found in source.furniture] == [kind]


@pytest.mark.parametrize("wrapper", ["form", "div class=sidebar", "header", "div style='display:none'", "aside", "div class='page-footer'"])
def test_a_treaty_is_never_furniture(wrapper):
    source = read_html(page(f"<p>Front</p><{wrapper}>{TREATY}</{wrapper.split()[0]}>"), "page.html")
    assert len(source.lines) == 10
    assert source.furniture == ()


def test_main_part_of_a_page():
    source = read_html(page(f"<div>Other news</div><main>{TREATY}</main><div>Follow us</div>"), "page.html")
    assert source.lines[0].text == "Convention"
    assert [found.text for found in source.furniture] == ["Other news", "Follow us"]


def test_preformatted_text_keeps_its_lines():
    found = lines("<pre>ARTICLE 1\n\n   (a) One\n   goes on</pre>")
    assert [(line.text, line.gap, line.indent, line.starts) for line in found] == [
        ("ARTICLE 1", False, 0.0, None),
        ("(a) One", True, 1.5, None),
        ("goes on", False, 1.5, None),
    ]


def test_title_and_language():
    source = read_html(page("<p>Text</p>", "<title>Draft convention | Example Organisation</title>"), "page.html")
    assert (source.title, source.language, source.format) == ("Draft convention", "en", "html")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<p>Übung</p>".encode(), "Übung"),
        ("<p>Übung</p>".encode("windows-1252"), "Übung"),
        ("\ufeff<p>Übung</p>".encode("utf-16-le"), "Übung"),
        ("<meta charset=iso-8859-2><p>żaba</p>".encode("iso-8859-2"), "żaba"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'><p>Статья</p>".encode("windows-1251"), "Статья"),
        (
            "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Übung</p></body></html>".encode(),
            "Übung",
        ),
    ],
)
def test_encodings(data, expected):
    assert [line.text for line in read_html(data, "page.html").lines] == [expected]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<!doctype HTML><title>x</title>", True),
        (b"\xef\xbb\xbf<html><body>x", True),
        (b"<?xml version='1.0'?><!-- c --><html xmlns='http://www.w3.org/1999/xhtml'/>", True),
        (b"<p>One</p>\n<p>Two</p>", True),
        (b"<div class='x'><h1>A</h1></div>", True),
        (b"Article 1\n\nText with <b>bold</b> words", False),
        (b"# Heading\n\n<br>\n", False),
        (b"<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'/>", False),
        (b"", False),
    ],
)
def test_known_by_content(data, expected):
    assert is_html(data) is expected


@pytest.mark.parametrize("data", [b"<html><body></body></html>", b"<html></html>", b"<p> </p>", b"<script>1</script>", b"\x00"])
def test_an_empty_page_is_an_error(data):
    with pytest.raises(ReadError, match=r"page\.html"):
        read_html(data, "page.html")


def test_deep_nesting_is_read():
    assert [line.text for line in lines("<div><span>" * 900 + "deep" + "</span></div>" * 900)] == ["deep"]


def test_nesting_too_deep_is_an_error_not_a_loss():
    with pytest.raises(ReadError, match=r"page\.html.*nested"):
        lines("<p>Text</p>" + "<div><span>" * 4000 + "deep" + "</span></div>" * 4000)


@pytest.mark.parametrize(
    ("number", "kind", "expected"),
    [
        (27, "lower-alpha", "aa"),
        (4, "upper-roman", "IV"),
        (0, "lower-roman", "0"),
        (-1, "lower-alpha", "-1"),
        (7, "decimal-leading-zero", "07"),
    ],
)
def test_counters(number, kind, expected):
    assert counter(number, kind) == expected


BLOCK = st.text("ab (1.)\u00a0", min_size=1, max_size=12)
TREE = st.recursive(
    BLOCK,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["p", "div", "b", "ul", "li", "table", "tr", "td", "span", "section", "dl", "dt", "dd", "blockquote"]),
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


@given(TREE)
def test_no_word_is_lost(tree):
    body = f"<p>start</p>{tree}"
    text = "".join(char for char in re.sub("<[^>]*>", "", body) if char.isalnum() or char in "().")
    found = "".join(line.label + line.text for line in lines(body))
    assert "".join(char for char in found if char.isalnum() or char in "().") == text


def test_the_id_of_a_paragraph_does_not_make_it_part_of_the_site():
    source = read_html(page('<p id="search">Article 27</p><p>Search of premises</p><p class="search">Search this site</p>'), "page.html")
    assert [line.text for line in source.lines] == ["Article 27", "Search of premises"]
    assert [item.text for item in source.furniture] == ["Search this site"]
