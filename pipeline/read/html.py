"""HTML and XHTML, pages and fragments -> Source: one line a block of words, footnotes and the site's furniture set apart."""

import codecs
import re

from lxml import etree, html

from pipeline.errors import ReadError
from pipeline.model import Source
from pipeline.read.html_chrome import take_chrome
from pipeline.read.html_notes import take_notes
from pipeline.read.html_style import class_rules
from pipeline.read.html_walk import Walk
from pipeline.read.inline import single_spaced

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding=["']([\w.-]+)|<meta[^>]*charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>|<!--.*?-->|<\?[^>]*>|\s)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(r"</(?:p|div|h[1-6]|li|ol|ul|table|section|article|span|main|blockquote)\s*>|<br\s*/?>", re.IGNORECASE)
_OPENING = re.compile(
    r"\s*(?:<!--.*?-->|\s)*<(?:p|div|h[1-6]|ol|ul|table|section|article|span|main|header|blockquote|b|i|strong|em|a|center|font|hr|meta|title)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_PREFIX = re.compile(r"^\s*<\?xml[^>]*\?>")
_SITE = re.compile(r"\s+(?:[|»·]|[-–—])\s+[^|»·–—]{1,40}$")
_LOOK_AT = 1 << 16


def is_html(data: bytes) -> bool:
    """Whether these bytes are an HTML or XHTML page, or a fragment that begins with a tag of HTML."""
    head = _decoded(data[:_LOOK_AT], "replace")
    return bool(_PAGE.match(head)) or bool(_OPENING.match(head) and _FRAGMENT.search(head))


def read_html(data: bytes, name: str) -> Source:
    """Give the lines, notes and furniture of a page; ``name`` is the file's, for messages. Nothing is fetched.

    Raises ReadError when the page holds no words.
    """
    text = _PREFIX.sub("", _decoded(data, "strict")).replace("\x00", "")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    root = None
    if text.strip():
        try:
            root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            root = None
    body = None if root is None else root.find("body")
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReadError(f"{name}: elements are nested too deeply to be read whole; open the page in a browser and print it to PDF")
    if root is None or body is None:
        raise ReadError(f"{name}: this HTML page has no body; save it again from the browser")
    title, language, rules = _title(root), (root.get("lang") or body.get("lang") or root.get("xml:lang") or ""), class_rules(root)
    notes = take_notes(body)
    main, furniture = take_chrome(body)
    lines = Walk(rules).read(main)
    if not lines:
        raise ReadError(
            f"{name}: this HTML page has no text; a page that a script fills must be saved complete from the browser, or printed to PDF"
        )
    return Source(
        name=name, format="html", lines=lines, notes=notes, furniture=furniture, title=title, language=language.lower().split("-")[0]
    )


def _decoded(data: bytes, errors: str) -> str:
    """Decode as the HTML standard has it: byte order mark, declaration, else UTF-8, else Windows-1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = _DECLARED.search(data[:8192])
    wanted = (declared[1] or declared[2]).decode("ascii").lower() if declared else "utf-8"
    if wanted in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
        wanted = "windows-1252"
    for encoding in dict.fromkeys([wanted, "utf-8"]):
        if encoding.startswith("utf-16"):
            continue
        try:
            return data.decode(encoding, errors)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("windows-1252", "replace")


def _title(root: html.HtmlElement) -> str:
    stated = root.xpath("//meta[@property='og:title']/@content") or root.xpath("//head/title/text()")
    title = single_spaced(str(stated[0])) if stated else ""
    return _SITE.sub("", title) or title
