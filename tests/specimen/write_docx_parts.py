"""The parts of the Word document that are the same for every text: content types, relationships, styles, and the lists that count."""

from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
PARTS = ("styles", "numbering", "settings", "footnotes", "header", "footer")

CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{_PACKAGE}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}{1 if part in ("header", "footer") else ""}.xml" ContentType="{_WORD}{part}+xml"/>'
        for part in PARTS
    )
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
PACKAGE_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="rId1" Type="{_OFFICE}officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}relationships">'
    + "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}{part}" Target="{part}{1 if part in ("header", "footer") else ""}.xml"/>'
        for at, part in enumerate(PARTS, 1)
    )
    + "</Relationships>"
)
SETTINGS = f'{HEAD}<w:settings {W}><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/></w:settings>'


def _style(name: str, title: str, paragraph: str = "", run: str = "", kind: str = "paragraph") -> str:
    based = '<w:basedOn w:val="Normal"/>' if kind == "paragraph" else ""
    inner = (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run}</w:rPr>" if run else "")
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{title}"/>{based}{inner}</w:style>'


_CENTRED = '<w:keepNext/><w:jc w:val="center"/>'
STYLES = (
    f'{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="22"/></w:rPr>'
    '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="120"/><w:jc w:val="both"/></w:pPr></w:style>'
    + _style("Title", "Title", '<w:jc w:val="center"/>', '<w:b/><w:sz w:val="32"/>')
    + _style("PartTitle", "Part title", f'{_CENTRED}<w:outlineLvl w:val="0"/>', "<w:b/>")
    + _style("ChapterTitle", "Chapter title", f'{_CENTRED}<w:outlineLvl w:val="1"/>', "<w:b/>")
    + _style("ArticleTitle", "Article title", f'{_CENTRED}<w:outlineLvl w:val="2"/>', "<w:i/>")
    + _style("AnnexTitle", "Annex title", f'{_CENTRED}<w:outlineLvl w:val="0"/>', "<w:b/>")
    + _style("Recital", "Recital", '<w:ind w:firstLine="567"/>')
    + _style("NumberedParagraph", "Numbered paragraph")
    + _style("Point", "Point")
    + _style("SubPoint", "Sub-point")
    + _style("OptionText", "Option", '<w:ind w:left="567"/>')
    + _style("FootnoteText", "footnote text", "", '<w:sz w:val="18"/>')
    + _style("FootnoteReference", "footnote reference", "", '<w:vertAlign w:val="superscript"/>', "character")
    + "</w:styles>"
)


def _level(at: int, number_format: str, text: str, indent: int, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{extra}<w:suff w:val="tab"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{min(indent, 567)}"/></w:pPr></w:lvl>'
    )


def numbering(restarts: int) -> str:
    """The list of the whole text, and ``restarts`` lists that go on with it but count paragraphs and points from 1 again."""
    levels = (
        _level(0, "upperRoman", "PART %1", 0)
        + _level(1, "upperRoman", "CHAPTER %2", 0)
        + _level(2, "decimal", "Article %3", 0, '<w:lvlRestart w:val="0"/>')
        + _level(3, "decimal", "%4.", 567)
        + _level(4, "lowerLetter", "(%5)", 1134)
        + _level(5, "lowerRoman", "(%6)", 1701)
    )
    fresh = "".join(f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="1"/></w:lvlOverride>' for at in (3, 4, 5))
    nums = "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="0"/>{fresh}</w:num>' for at in range(2, restarts + 2))
    return (
        f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}</w:numbering>'
    )


def core(title: str) -> str:
    """The properties of the file: its title."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )


def header(symbol: str) -> str:
    """The header of every page: the document's symbol."""
    return f'{HEAD}<w:hdr {W}><w:p><w:r><w:t xml:space="preserve">{escape(symbol)}</w:t></w:r></w:p></w:hdr>'


def footer() -> str:
    """The footer of every page: its number, which Word fills in."""
    return (
        f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
    )
