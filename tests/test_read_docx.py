import io
import re
import zipfile

import docx
import pytest

from pipeline.errors import ReadError
from pipeline.model import Furniture, Mark, Note, Style
from pipeline.read.docx import is_docx, read_docx
from pipeline.read.docx_number_formats import printed

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
KINDS = ("styles", "numbering", "settings", "footnotes", "endnotes", "comments", "header", "footer")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(body, main="word/document.xml", core="", **parts):
    files = {
        "[Content_Types].xml": f'<Types><Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>',
        main: f"<w:document {NS}><w:body>{body}</w:body></w:document>",
    }
    folder, file = main.rsplit("/", 1)
    files[f"{folder}/_rels/{file}.rels"] = (
        "<Relationships>"
        + "".join(f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts)
        + "</Relationships>"
    )
    for kind, inner in parts.items():
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        files[f"{folder}/{kind}.xml"] = f"<w:{root} {NS}>{inner}</w:{root}>"
    if core:
        files["docProps/core.xml"] = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{core}</dc:title></c>'
    return zipped(files)


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def read(body, **parts):
    return read_docx(package(body, **parts), "draft.docx")


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner if inner.startswith('<') or not inner else r(inner)}</w:p>"


def item(level, num="1", text="x"):
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def level(at, fmt="decimal", text=None, more="", start=1):
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}<w:lvlText w:val="{text or f"%{at + 1}."}"/></w:lvl>'


def abstract(*levels, name="0", more=""):
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def num(name="1", of="0", more=""):
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def labels(body, numbering, styles=""):
    return [line.label for line in read(body, numbering=numbering, styles=styles).lines]


THREE = (level(0), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "%1%2(%3)"))


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        (7, "decimal", "7"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (14, "lowerRoman", "xiv"),
        (1999, "upperRoman", "MCMXCIX"),
        (11, "ordinal", "11th"),
        (22, "ordinal", "22nd"),
        (103, "ordinal", "103rd"),
        (12, "ordinalText", "Twelfth"),
        (20, "ordinalText", "Twentieth"),
        (21, "ordinalText", "Twenty-first"),
        (40, "cardinalText", "Forty"),
        (5, "none", ""),
        (5, "decimalZero", "05"),
        (2, "chicago", "†"),
        (4, "somethingNew", "4"),
        (0, "lowerRoman", "0"),
        (10**9, "lowerLetter", "1000000000"),
    ],
)
def test_number_formats(number, number_format, expected):
    assert printed(number, number_format) == expected


NUMBERING_CASES = {
    "deeper levels restart": (
        item(0) + item(1) + item(2) + item(2) + item(1) + item(0) + item(1),
        abstract(*THREE) + num(),
        ["1.", "(a)", "1a(i)", "1a(ii)", "(b)", "2.", "(a)"],
    ),
    "level never used shows its start": (item(2), abstract(*THREE) + num(), ["1a(i)"]),
    "lvlRestart 0 goes on": (
        item(0) + item(1) + item(0) + item(1),
        abstract(level(0), level(1, more='<w:lvlRestart w:val="0"/>')) + num(),
        ["1.", "1.", "2.", "2."],
    ),
    "lvlRestart 1 only after the outermost": (
        item(0) + item(1) + item(2) + item(1) + item(2) + item(0) + item(2),
        abstract(level(0), level(1), level(2, more='<w:lvlRestart w:val="1"/>')) + num(),
        ["1.", "1.", "1.", "2.", "2.", "2.", "1."],
    ),
    "two lists of one definition count together": (item(0, "1") + item(0, "2"), abstract(*THREE) + num() + num("2"), ["1.", "2."]),
    "startOverride counts anew, once": (
        item(0, "1") + item(0, "2") + item(0, "2"),
        abstract(*THREE) + num() + num("2", more='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
        ["1.", "5.", "6."],
    ),
    "a whole level overridden": (
        item(0, "1") + item(0, "2"),
        abstract(*THREE) + num() + num("2", more=f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>'),
        ["1.", "II)"],
    ),
    "isLgl": (
        item(0) + item(1),
        abstract(level(0, "upperRoman"), level(1, text="%1.%2", more="<w:isLgl/>")) + num(),
        ["I.", "1.1"],
    ),
    "bullet, none, start": (
        item(0) + item(1) + item(2),
        abstract(level(0, "bullet", "\uf0b7"), level(1, "none", "Note"), level(2, start=9)) + num(),
        ["•", "Note", "9."],
    ),
    "words in the level's text": (item(0) + item(0), abstract(level(0, text="Article %1")) + num(), ["Article 1", "Article 2"]),
    "numId 0 and an unknown list": (item(0, "0") + item(0, "9"), abstract(*THREE) + num(), ["", ""]),
    "an empty numbered paragraph is counted": (item(0) + item(0, text="") + item(0), abstract(*THREE) + num(), ["1.", "3."]),
}


@pytest.mark.parametrize("case", NUMBERING_CASES)
def test_numbering(case):
    body, numbering, expected = NUMBERING_CASES[case]
    assert labels(body, numbering) == expected


def style(name, more="", base="", shown="", kind="paragraph"):
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{shown or name}"/>{based}{more}</w:style>'


def test_numbering_by_style_is_inherited_and_can_be_switched_off():
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("A", numbered) + style("B", base="A") + style("C", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', "A")
    body = "".join(p("x", f'<w:pStyle w:val="{name}"/>') for name in "ABC") + p(
        "x", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    assert labels(body, abstract(*THREE) + num(), styles) == ["1.", "2.", "(a)", ""]


def test_a_level_linked_to_a_style_by_pstyle():
    styles = style("Clause", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    numbering = abstract(level(0), level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="Clause"/>')) + num()
    assert labels(p("x", '<w:pStyle w:val="Clause"/>'), numbering, styles) == ["(a)"]


def test_a_list_by_numbering_style():
    styles = style("Outline", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    numbering = abstract(more='<w:numStyleLink w:val="Outline"/>') + abstract(level(0, text="§ %1"), name="5") + num() + num("2", "5")
    assert labels(item(0, "1") + item(0, "2"), numbering, styles) == ["§ 1", "§ 2"]


def test_a_numbered_article_without_words_is_a_line_of_its_own():
    numbering = abstract(level(0, text="Article %1"), level(1, text="%2.")) + num()
    found = read(item(0, text="") + p("Scope") + item(1) + item(1, text="") + item(0, text="") + p("Fees"), numbering=numbering).lines
    assert [(line.label, line.text) for line in found] == [("Article 1", ""), ("", "Scope"), ("1.", "x"), ("Article 2", ""), ("", "Fees")]


def test_depth_only_for_numbered_paragraphs():
    lines = read(item(0) + item(1) + p("plain"), numbering=abstract(*THREE) + num()).lines
    assert [line.depth for line in lines] == [0, 1, None]


def test_hidden_and_deleted_paragraphs_are_not_counted():
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    hidden = p(r("secret", "<w:vanish/>"), properties + "<w:rPr><w:vanish/></w:rPr>")
    deleted = p("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>", properties + "<w:rPr><w:del/></w:rPr>")
    source = read(item(0) + hidden + deleted + item(0), numbering=abstract(*THREE) + num())
    assert [(line.label, line.text) for line in source.lines] == [("1.", "x"), ("2.", "x")]
    assert source.furniture == (Furniture("hidden", "secret"),)
    assert source.lines[1].marks == (Mark(0, 0, Style.DELETED, "old"),)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:pStyle w:val="berschrift2"/>', 2),
        ('<w:pStyle w:val="Own"/>', 2),
        ('<w:pStyle w:val="Titre"/>', 1),
        ('<w:outlineLvl w:val="3"/>', 4),
        ('<w:outlineLvl w:val="8"/>', 6),
        ('<w:pStyle w:val="berschrift2"/><w:outlineLvl w:val="9"/>', 0),
        ('<w:pStyle w:val="Loop"/>', 0),
        ("", 0),
    ],
)
def test_headings(properties, expected):
    styles = (
        style("berschrift2", shown="heading 2")
        + style("Own", base="berschrift2")
        + style("Titre", shown="Title")
        + style("Loop", base="Loop")
    )
    assert read(p("x", properties), styles=styles).lines[0].heading == expected


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("<w:b/>", Style.BOLD),
        ("<w:i/>", Style.ITALIC),
        ('<w:u w:val="single"/>', Style.UNDERLINE),
        ("<w:strike/>", Style.STRIKE),
        ("<w:dstrike/>", Style.STRIKE),
        ('<w:vertAlign w:val="superscript"/>', Style.SUPERSCRIPT),
        ('<w:vertAlign w:val="subscript"/>', Style.SUBSCRIPT),
        ('<w:rStyle w:val="Strong"/>', Style.BOLD),
        ('<w:b w:val="0"/>', None),
        ('<w:u w:val="none"/>', None),
    ],
)
def test_run_styles(properties, expected):
    source = read(p(r("one ") + r("two", properties) + r(" three")), styles=style("Strong", "<w:rPr><w:b/></w:rPr>", kind="character"))
    assert source.lines[0].marks == ((Mark(4, 7, expected),) if expected else ())


def test_bold_of_paragraph_and_character_style_cancel_out():
    styles = style("Bold", "<w:rPr><w:b/></w:rPr>") + style("Strong", "<w:rPr><w:b/></w:rPr>", kind="character")
    lines = read(
        p(r("a") + r(" b", '<w:rStyle w:val="Strong"/>'), '<w:pStyle w:val="Bold"/>') + p("c", '<w:pStyle w:val="Bold"/>'), styles=styles
    ).lines
    assert lines[0].marks == (Mark(0, 1, Style.BOLD),)
    assert (lines[0].bold, lines[1].bold) == (False, True)


def test_layout():
    styles = style("Mid", '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="28"/><w:i/></w:rPr>')
    body = p("x", '<w:pStyle w:val="Mid"/>') + p("") + p(r("y", '<w:sz w:val="24"/>'), '<w:ind w:left="720" w:hanging="240"/>')
    first, second = read(body, styles=styles).lines
    assert (first.centred, first.size, first.italic, first.number) == (True, 14.0, True, 1)
    assert (second.centred, second.indent, second.number, second.starts, second.page) == (False, 2.0, 3, True, 0)


def test_spaces_are_single_and_marks_follow():
    source = read(p(r("  a\u00a0 \u00a0b ") + r(" c ", "<w:b/>") + r("d", "<w:b/>") + r("  ")))
    assert source.lines[0].text == "a b c d"
    assert source.lines[0].marks == (Mark(4, 7, Style.BOLD),)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type='page'/><w:t>d</w:t></w:r>", "a b c d"),
        ("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>state</w:t></w:r>", "non-state"),
        ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t></w:r>", "coop"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Arial" w:char="00A7"/><w:t> 3</w:t></w:r>', "§ 3"),
        (f"<w:hyperlink>{r('link')}</w:hyperlink><w:smartTag>{r('tag')}</w:smartTag>", "linktag"),
        (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{r('control')}</w:sdtContent></w:sdt>", "control"),
        (f"<w:fldSimple w:instr='PAGE'>{r('4')}</w:fldSimple>", "4"),
        (
            (
                "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>"
                f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{r('article 5')}<w:r><w:fldChar w:fldCharType='end'/></w:r>{r(' below')}"
            ),
            "article 5 below",
        ),
        ("<w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>now</w:t></w:r>", "now"),
    ],
)
def test_what_a_paragraph_holds(inner, expected):
    line = read(p(inner)).lines[0]
    assert (line.text, line.marks) == (expected, ())


def test_a_part_that_word_has_not_merged_is_an_error_not_a_loss():
    with pytest.raises(ReadError, match="not merged yet"):
        read(p("Before") + '<w:altChunk r:id="x" xmlns:r="y"/>' + p("After"))


def test_a_field_left_open_does_not_swallow_the_rest():
    source = read(p("<w:r><w:fldChar w:fldCharType='begin'/></w:r>" + r("lost")) + p("kept"))
    assert [line.text for line in source.lines] == ["kept"]
    assert source.furniture == (Furniture("field", "lost"),)


def box(text):
    return f"<w:txbxContent>{p(text)}</w:txbxContent>"


def test_text_boxes_are_read_once():
    alternatives = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box("in the box")}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box('in the box')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:textbox>{box('old box')}</v:textbox></w:pict></w:r>"
    assert [line.text for line in read(p(alternatives + r("host")) + p(old) + p("end")).lines] == ["host", "in the box", "old box", "end"]


def test_tables_and_content_controls_in_reading_order():
    def cell(text):
        return f"<w:tc><w:tcPr/>{p(text)}</w:tc>"

    nested = f"<w:tc><w:tbl><w:tr>{cell('c')}</w:tr></w:tbl>{p('d')}</w:tc>"
    table = f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr><w:tr>{nested}</w:tr></w:tbl>"
    body = f"<w:sdt><w:sdtContent>{p('0')}</w:sdtContent></w:sdt>{table}{p('e')}"
    assert [line.text for line in read(body).lines] == ["0", "a", "b", "c", "d", "e"]


INS = "<w:ins>{}</w:ins>"
DEL = "<w:del><w:r><w:delText xml:space='preserve'>{}</w:delText></w:r></w:del>"


def test_tracked_words():
    line = read(p(r("Parties ") + DEL.format("may ") + INS.format(r("shall ")) + r("act"))).lines[0]
    assert line.text == "Parties shall act"
    assert line.marks == (Mark(7, 7, Style.DELETED, "may"), Mark(8, 13, Style.INSERTED))


def test_moves_are_a_deletion_and_an_insertion():
    line = read(p(f"<w:moveFrom>{r('here')}</w:moveFrom>" + r("to ") + f"<w:moveTo>{r('there')}</w:moveTo>")).lines[0]
    assert (line.text, line.marks) == ("to there", (Mark(0, 0, Style.DELETED, "here"), Mark(3, 8, Style.INSERTED)))


def test_a_deleted_paragraph_mark_joins():
    lines = read(p(r("one "), "<w:rPr><w:del/></w:rPr>") + p("two") + p("three")).lines
    assert [(line.text, line.number) for line in lines] == [("one two", 1), ("three", 3)]


def test_deleted_paragraphs_at_the_end_stay_with_the_last_line():
    gone = "<w:rPr><w:del/></w:rPr>"
    lines = read(p("kept") + p(DEL.format("first"), gone) + p(DEL.format("second"), gone)).lines
    assert [(line.text, line.marks) for line in lines] == [("kept", (Mark(4, 4, Style.DELETED, "first second"),))]


def test_nothing_but_deletions():
    source = read(p(DEL.format("all gone")))
    assert (source.lines, source.furniture) == ((), (Furniture("deleted", "all gone"),))


def test_tracked_table_rows():
    def row(text, change):
        return f"<w:tr><w:trPr>{change}</w:trPr><w:tc>{p(text)}</w:tc></w:tr>"

    lines = read(f"<w:tbl>{row('old', '<w:del/>')}{row('new', '<w:ins/>')}{row('same', '')}</w:tbl>").lines
    assert [line.text for line in lines] == ["new", "same"]
    assert lines[0].marks == (Mark(0, 0, Style.DELETED, "old"), Mark(0, 3, Style.INSERTED))


def ref(at, kind="footnote", typed=""):
    custom = ' w:customMarkFollows="1"' if typed else ""
    return f'<w:r><w:{kind}Reference{custom} w:id="{at}"/>{f"<w:t>{typed}</w:t>" if typed else ""}</w:r>'


def note(at, text, kind="footnote", more=""):
    return f'<w:{kind} w:id="{at}"{more}>{p(f"<w:r><w:{kind}Ref/></w:r>" + r(text))}</w:{kind}>'


def test_notes():
    body = p(r("a") + ref(2) + r(" b") + ref(3, typed="*") + ref(4)) + p(r("c") + ref(1, "endnote"))
    footnotes = (
        note(0, "", more=' w:type="separator"') + note(2, " Second.") + note(3, "* Starred.") + note(4, "Fourth.") + note(5, "Nowhere.")
    )
    source = read(body, footnotes=footnotes, endnotes=note(1, "End.", "endnote"))
    assert [(line.text, line.marks) for line in source.lines] == [
        ("a b", (Mark(1, 1, Style.NOTE, "1"), Mark(3, 3, Style.NOTE, "*"), Mark(3, 3, Style.NOTE, "2"))),
        ("c", (Mark(1, 1, Style.NOTE, "i"),)),
    ]
    assert source.notes == (Note("1", "Second."), Note("*", "Starred."), Note("2", "Fourth."), Note("i", "End."))
    assert source.furniture == (Furniture("unreferenced note", "Nowhere."),)


def test_notes_number_as_section_and_settings_say():
    anew = '<w:sectPr><w:footnotePr><w:numFmt w:val="upperRoman"/></w:footnotePr></w:sectPr>'
    again = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    body = p(r("a") + ref(1) + ref(2), anew) + p(r("b") + ref(3)) + again
    source = read(
        body, footnotes="".join(note(at, f"n{at}") for at in (1, 2, 3)), settings='<w:footnotePr><w:numStart w:val="3"/></w:footnotePr>'
    )
    assert [each.mark for each in source.notes] == ["III", "IV", "3"]


def test_a_deleted_reference_is_not_counted():
    source = read(p(r("a") + f"<w:del>{ref(1)}</w:del>" + ref(2)), footnotes=note(1, "gone") + note(2, "stays"))
    assert source.notes == (Note("1", "stays"),)
    assert source.furniture == (Furniture("deleted note", "gone"),)


def test_comments_headers_and_footers_are_furniture():
    comment = f'<w:comment w:id="0">{p("why?")}</w:comment>'
    source = read(p(r("a") + '<w:r><w:commentReference w:id="0"/></w:r>'), comments=comment, header=p("UNITED"), footer=p("page 1"))
    assert [line.text for line in source.lines] == ["a"]
    assert source.furniture == (Furniture("comment", "why?"), Furniture("header", "UNITED"), Furniture("footer", "page 1"))


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Draft  treaty on wells", "Draft treaty on wells"), ("Microsoft Word - x", ""), ("final.docx", ""), ("Document", ""), ("", "")],
)
def test_title(title, expected):
    assert read_docx(package(p("x"), core=title), "f").title == expected


def test_main_part_under_another_name_and_in_the_strict_vocabulary():
    data = package(p("x"), main="doc/main1.xml")
    assert is_docx(data)
    assert read_docx(data, "f").lines[0].text == "x"
    strict = f"<w:document {NS}><w:body>{p('y')}</w:body></w:document>".replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert read_docx(zipped({"word/document.xml": strict}), "f").lines[0].text == "y"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = package("".join(p(f"word {at}") for at in range(300)))
DOCTYPE = f'<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document {NS}><w:body>{p("<w:r><w:t>&a;</w:t></w:r>")}</w:body></w:document>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (GOOD[: len(GOOD) // 2], "incomplete"),
        (b"PK\x03\x04", "incomplete"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "WordDocument".encode("utf-16-le"), r"save it as \.docx"),
        (OLE, "old Office file"),
        (zipped({"[Content_Types].xml": "<T/>", "xl/workbook.xml": "<w/>"}), "Excel"),
        (zipped({"ppt/presentation.xml": "<w/>"}), "PowerPoint"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zipped({"a.txt": "x"}), "ZIP archive"),
        (zipped({"word/document.xml": f"<w:document {NS}><w:body>"}), r"word/document\.xml, line 1: not well-formed"),
        (zipped({"word/document.xml": f"<w:document {NS}/>"}), "no document body"),
        (zipped({"word/document.xml": DOCTYPE}), "document type"),
        (zipped({"word/document.xml": b" " * 100_000_001}), "100 MB"),
    ],
)
def test_errors_name_the_file_and_the_cause(data, said):
    with pytest.raises(ReadError, match=f"(?s)^draft[.]docx.*{said}"):
        read_docx(data, "draft.docx")


def outcome(data):
    try:
        return read_docx(data, "draft.docx").name
    except ReadError as error:
        return str(error)


def test_damage_anywhere_ends_in_a_source_or_a_clear_error():
    broken = [GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :] for at in range(0, len(GOOD), 37)]
    assert all(outcome(data).startswith("draft.docx") for data in broken)


@pytest.mark.parametrize(("data", "expected"), [(GOOD, True), (b"text", False), (OLE, False), (zipped({"xl/workbook.xml": "<w/>"}), False)])
def test_is_docx(data, expected):
    assert is_docx(data) is expected


def test_every_word_of_a_word_processors_file_is_found():
    made = docx.Document()
    made.core_properties.title = "Convention on wells"
    made.add_heading("Article 1", 1)
    made.add_paragraph("Use of terms").runs[0].bold = True
    for text in ("first", "second"):
        made.add_paragraph(text, style="List Number")
    made.add_paragraph("dot", style="List Bullet")
    made.add_table(1, 2).cell(0, 1).text = "in a cell"
    made.sections[0].header.paragraphs[0].text = "Page head"
    out = io.BytesIO()
    made.save(out)
    source = read_docx(out.getvalue(), "f.docx")
    assert [(line.label, line.text) for line in source.lines] == [
        ("", "Article 1"), ("", "Use of terms"), ("1.", "first"), ("2.", "second"), ("•", "dot"), ("", "in a cell"),
    ]  # fmt: skip
    assert (source.lines[0].heading, source.lines[1].bold, source.title) == (1, True, "Convention on wells")
    xml = "".join(zipfile.ZipFile(out).read(part).decode() for part in ("word/document.xml", "word/header1.xml"))
    written = " ".join(re.findall(r"<w:t[^>]*>([^<]*)", xml)).split()
    found = " ".join([line.text for line in source.lines] + [each.text for each in source.furniture]).split()
    assert sorted(found) == sorted(written)
