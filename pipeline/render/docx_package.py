"""Word's file format, as little of it as a text with tracked changes needs: paragraphs, and the package around them."""

import datetime
import io
import zipfile
from collections.abc import Iterable
from itertools import count

from lxml import etree

from pipeline.model import Redline, Run, RunKind
from pipeline.render.akn_text import clean

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PROPERTIES = f"{_PACKAGE}/relationships/metadata/core-properties"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DC = "http://purl.org/dc/elements/1.1/"
_RELATED = (("styles", "styles.xml"), ("header", "header1.xml"))
_STYLES = (("Normal", "Normal", False), ("PartTitle", "Part title", True), ("ArticleTitle", "Article title", True))
_INDENT = 567
"""One centimetre, in twentieths of a point."""
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_PACKED = zipfile.ZIP_DEFLATED
_MARKS = {RunKind.INSERT: "ins", RunKind.DELETE: "del"}


class Tracked:
    """Makes the marks of tracked changes, each with a number of its own; they are dated by the later draft, where its date is known."""

    def __init__(self, issued: datetime.date | None) -> None:
        self._numbers = count(1)
        self._date = {"date": f"{issued.isoformat()}T00:00:00Z"} if issued else {}

    def mark(self, parent: etree._Element, kind: RunKind) -> etree._Element:
        """Append the mark of a deletion or insertion."""
        return _add(parent, _MARKS[kind], id=str(next(self._numbers)), author="travaux", **self._date)


def paragraph(tracked: Tracked, style: str, depth: int, runs: Redline, kind: RunKind) -> etree._Element:
    """A paragraph of the style, indented by its depth; `kind` says whether it is inserted or deleted with its end, or kept."""
    made = etree.Element(f"{_W}p", nsmap={"w": _NAMESPACE})
    properties = _add(made, "pPr")
    _add(properties, "pStyle", val=style)
    if depth > 1:
        _add(properties, "ind", left=str((depth - 1) * _INDENT))
    if kind is not RunKind.KEEP:
        tracked.mark(_add(properties, "rPr"), kind)
    for run in runs:
        _write_run(made if run.kind is RunKind.KEEP else tracked.mark(made, run.kind), run)
    return made


def _write_run(parent: etree._Element, run: Run) -> None:
    made = _add(parent, "r")
    for number, line in enumerate(clean(run.text).split("\n")):
        if number:
            _add(made, "br")
        if line:
            words = _add(made, "delText" if run.kind is RunKind.DELETE else "t")
            words.text = line
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def package(paragraphs: Iterable[etree._Element], title: str, head: str, language: str) -> bytes:
    """The DOCX with these paragraphs; `head` stands at the top of each page. The same paragraphs give the same bytes."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations((f"{_OFFICE}/officeDocument", "word/document.xml"), (_PROPERTIES, "docProps/core.xml")),
        "docProps/core.xml": _core(title, language),
        "word/document.xml": _document(paragraphs),
        "word/_rels/document.xml.rels": _relations(*((f"{_OFFICE}/{kind}", name) for kind, name in _RELATED)),
        "word/styles.xml": _styles(language),
        "word/header1.xml": _header(head),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, root in parts.items():
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = _PACKED
            archive.writestr(info, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
    return packed.getvalue()


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _W + tag, {_W + name: clean(value) for name, value in attributes.items()})


def _root(tag: str) -> etree._Element:
    return etree.Element(_W + tag, nsmap={"w": _NAMESPACE, "r": _OFFICE})


def _document(paragraphs: Iterable[etree._Element]) -> etree._Element:
    root = _root("document")
    body = _add(root, "body")
    body.extend(paragraphs)
    _add(body, "p")  # the end of a deleted paragraph is lost in the one after it: there must be one
    section = _add(body, "sectPr")
    _add(section, "headerReference", type="default").set(f"{{{_OFFICE}}}id", "rId2")
    _add(section, "pgSz", w="11906", h="16838")
    _add(section, "pgMar", top="1418", right="1418", bottom="1418", left="1418", header="709", footer="709", gutter="0")
    return root


def _header(text: str) -> etree._Element:
    root = _root("hdr")
    _write_run(_add(root, "p"), Run(RunKind.KEEP, text))
    return root


def _styles(language: str) -> etree._Element:
    root = _root("styles")
    base = _add(_add(_add(root, "docDefaults"), "rPrDefault"), "rPr")
    _add(base, "rFonts", ascii="Times New Roman", hAnsi="Times New Roman")
    _add(base, "sz", val="22")
    _add(base, "lang", val=language or "en")
    for name, title, is_heading in _STYLES:
        style = _add(root, "style", type="paragraph", styleId=name, **({} if is_heading else {"default": "1"}))
        _add(style, "name", val=title)
        layout = _add(style, "pPr")
        if is_heading:
            _add(layout, "keepNext")
        _add(layout, "spacing", after="120")
        if is_heading:
            _add(layout, "jc", val="center")
            _add(_add(style, "rPr"), "b")
    return root


def _core(title: str, language: str) -> etree._Element:
    properties = f"{_PACKAGE}/metadata/core-properties"
    root = etree.Element(f"{{{properties}}}coreProperties", nsmap={"cp": properties, "dc": _DC})
    etree.SubElement(root, f"{{{_DC}}}title").text = clean(title)
    etree.SubElement(root, f"{{{_DC}}}language").text = clean(language)
    return root


def _relations(*related: tuple[str, str]) -> etree._Element:
    namespace = f"{_PACKAGE}/relationships"
    root = etree.XML(f'<Relationships xmlns="{namespace}"/>')
    for number, (kind, target) in enumerate(related, 1):
        etree.SubElement(root, f"{{{namespace}}}Relationship", Id=f"rId{number}", Type=kind, Target=target)
    return root


def _content_types() -> etree._Element:
    namespace = f"{_PACKAGE}/content-types"
    root = etree.XML(f'<Types xmlns="{namespace}"/>')
    etree.SubElement(
        root, f"{{{namespace}}}Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml"
    )
    etree.SubElement(root, f"{{{namespace}}}Default", Extension="xml", ContentType="application/xml")
    own = {
        "/word/document.xml": f"{_TYPES}document.main+xml",
        "/word/styles.xml": f"{_TYPES}styles+xml",
        "/word/header1.xml": f"{_TYPES}header+xml",
    }
    for name, kind in {**own, "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"}.items():
        etree.SubElement(root, f"{{{namespace}}}Override", PartName=name, ContentType=kind)
    return root
