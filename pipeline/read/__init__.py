"""A file -> its lines, with what layout says: `read(path) -> Source`. One module a format, chosen by content, never by suffix."""

from pathlib import Path

from pipeline.errors import ReadError
from pipeline.model import Source
from pipeline.read.akn import is_akn, read_akn
from pipeline.read.docx import is_docx, read_docx
from pipeline.read.encoding import decode
from pipeline.read.html import is_html, read_html
from pipeline.read.markdown import is_markdown, read_markdown
from pipeline.read.pdf import is_pdf, read_pdf
from pipeline.read.text import read_text

__all__ = ["kind_of", "read", "read_bytes"]

_OFFICE = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""How archives and the files of office programs begin."""
_PICTURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"{\\rtf": "a Rich Text file",
    b"II*\x00": "a TIFF picture",
}


def read(path: Path) -> Source:
    """The lines of the file at `path`. Raises ReadError, with one clear sentence, when it cannot be read as a draft."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path.name}: cannot be opened ({error.strerror or error}); check that it exists and may be read") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Source:
    """The lines of a file's bytes; `name` is used in messages. Raises ReadError."""
    if not data.strip():
        raise ReadError(f"{name}: the file is empty")
    source = _read(data, name)
    if not source.lines:
        raise ReadError(f"{name}: no text of a treaty was found in it")
    return source


def kind_of(data: bytes) -> str:
    """What a file's bytes are, in words that fit "it is ...": a PDF, a Word document, a web page, XML, plain text, or no text at all."""
    if is_pdf(data):
        return "a PDF"
    if is_docx(data):
        return "a Word document"
    picture = next((kind for start, kind in _PICTURES.items() if data.startswith(start)), "")
    if picture:
        return picture
    if is_html(data):
        return "a web page"
    if is_akn(data) or data.lstrip().startswith(b"<?xml"):
        return "XML"
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # text in UTF-16
    return "data of another kind" if data.startswith(_OFFICE) or (b"\0" in data[:1024] and not wide) else "plain text"


def _read(data: bytes, name: str) -> Source:
    if is_pdf(data):
        return read_pdf(data, name)
    if data.startswith(_OFFICE) or is_docx(data):
        return read_docx(data, name)
    for start, kind in _PICTURES.items():
        if data.startswith(start):
            raise ReadError(f"{name}: is {kind}, not a text; save it as DOCX, PDF with text, HTML or plain text")
    if is_akn(data):
        return read_akn(data, name)
    if is_html(data):
        return read_html(data, name)
    text = decode(data, name)
    if text.lstrip().startswith("<?xml"):
        return read_akn(data, name)
    return read_markdown(text, name) if is_markdown(text) else read_text(text, name)
