"""Writes a draft as a Word document from raw OOXML: every number is automatic, notes are real footnotes, the bytes never vary."""

import io
import zipfile
from xml.sax.saxutils import escape

from specimen.drafts import NOTE_MARK, Draft, Line, long_date
from specimen.write_docx_parts import CONTENT_TYPES, PACKAGE_RELATIONS, RELATIONS, SETTINGS, STYLES, core, footer, header, numbering

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLE_OF = {
    "part": "PartTitle",
    "chapter": "ChapterTitle",
    "article": "ArticleTitle",
    "paragraph": "NumberedParagraph",
    "point": "Point",
    "subpoint": "SubPoint",
    "option": "OptionText",
    "annex": "AnnexTitle",
    "recital": "Recital",
}
LEVEL_OF: dict[str, int] = {"part": 0, "chapter": 1, "article": 2, "paragraph": 3, "point": 4, "subpoint": 5}
MAIN_LIST = 1
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
BREAK = "<w:r><w:br/></w:r>"


def write_docx(draft: Draft) -> bytes:
    """The ZIP package."""
    body = _Body()
    front = [("Normal", draft.issue.symbol), ("Normal", long_date(draft.issue)), ("Title", draft.treaty.title)]
    paragraphs = [_paragraph(style, _run(text)) for style, text in front]
    paragraphs += [body.paragraph(line) for line in draft.lines]
    section = (
        '<w:sectPr xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS,
        "docProps/core.xml": core(draft.treaty.title),
        "word/document.xml": f"{HEAD}<w:document {W}><w:body>{''.join(paragraphs)}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": RELATIONS,
        "word/styles.xml": STYLES,
        "word/numbering.xml": numbering(body.restarts),
        "word/settings.xml": SETTINGS,
        "word/footnotes.xml": _footnotes(draft.notes),
        "word/header1.xml": header(draft.issue.symbol),
        "word/footer1.xml": footer(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_STORED if name.startswith("[") else zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode())
    return packed.getvalue()


class _Body:
    """Makes the paragraphs; after a heading that Word does not count (an article bis, an annex) the numbers below start in a new list."""

    def __init__(self) -> None:
        self.restarts = 0
        self._list = MAIN_LIST
        self._opening: tuple[int, int] | None = None
        """List and level of a number that has no words of its own: its first option stands beside it."""

    def paragraph(self, line: Line) -> str:
        """One line as a paragraph of its style, numbered by its list where it has one."""
        style = STYLE_OF.get(line.kind, "Normal")
        if line.kind in ("part", "chapter"):
            return _paragraph(style, _run(line.heading), (MAIN_LIST, LEVEL_OF[line.kind]))
        if line.kind == "article" and " " not in line.label:
            self._list = MAIN_LIST
            return _paragraph(style, _run(line.heading), (MAIN_LIST, LEVEL_OF["article"]))
        if line.kind in ("article", "annex"):
            self.restarts += 1
            self._list = MAIN_LIST + self.restarts
            title = f"Article {line.label}" if line.kind == "article" else "ANNEX"
            return _paragraph(style, f"{_run(title)}{BREAK}{_run(line.heading)}", (0, 0))
        level = LEVEL_OF.get(line.kind)
        if line.kind == "paragraph" and not line.text:
            self._opening = (self._list, LEVEL_OF["paragraph"])
            return ""
        if line.kind == "option":
            numbered, self._opening = self._opening, None
            return _paragraph("NumberedParagraph" if numbered else style, _run(f"Option {line.label}: {line.text}"), numbered)
        if level is None:
            return _paragraph(style, _run(line.text))
        return _paragraph(style, _run(line.text), (self._list, level))


def _paragraph(style: str, runs: str, numbered: tuple[int, int] | None = None) -> str:
    place = f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>' if numbered else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{place}</w:pPr>{runs}</w:p>'


def _run(text: str) -> str:
    """The text, with a reference to a footnote at each mark."""
    pieces = NOTE_MARK.split(text)
    return "".join(_reference(piece) if at % 2 else _words(piece) for at, piece in enumerate(pieces))


def _words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _reference(number: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'


def _footnotes(notes: tuple[str, ...]) -> str:
    """The part that holds the notes; -1 and 0 are the lines that Word draws above them."""
    drawn = "".join(
        f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, at, mark in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
    )
    own = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>{_words(" " + note)}</w:p></w:footnote>'
        for at, note in enumerate(notes, 1)
    )
    return f"{HEAD}<w:footnotes {W}>{drawn}{own}</w:footnotes>"
