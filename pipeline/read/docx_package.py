"""The ZIP package that a .docx is: opened with guards, its parts parsed, its relationships followed (ECMA-376 part 2)."""

import io
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN_TYPE = b"wordprocessingml.document.main+xml"
_OTHER_MAIN_TYPES = (
    b"wordprocessingml.template.main+xml",
    b"ms-word.document.macroEnabled.main+xml",
    b"ms-word.template.macroEnabledTemplate.main+xml",
)
_STRICT = {
    b'"http://purl.oclc.org/ooxml/wordprocessingml/main"': b'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
    b'"http://purl.oclc.org/ooxml/officeDocument/relationships"': b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
    b'"http://purl.oclc.org/ooxml/officeDocument/math"': b'"http://schemas.openxmlformats.org/officeDocument/2006/math"',
}
"""ISO 29500 Strict names its namespaces otherwise; the vocabulary is the same."""
_LARGEST_PART = 100_000_000
"""Bytes of XML, unpacked: about 5 000 pages. More is no treaty, but a ZIP bomb or a mistake."""
_DAMAGE = (zipfile.BadZipFile, ValueError, OSError, EOFError, zlib.error, struct.error, NotImplementedError)
"""What the ZIP library raises for bytes that are no sound archive."""
_OLE = b"\xd0\xcf\x11\xe0"
_KINDS = (
    ("xl/workbook.xml", "an Excel workbook (.xlsx)"),
    ("xl/workbook.bin", "an Excel workbook (.xlsb)"),
    ("ppt/presentation.xml", "a PowerPoint presentation (.pptx)"),
    ("META-INF/container.xml", "an e-book (.epub)"),
    ("Index/Document.iwa", "an Apple Pages, Numbers or Keynote file"),
    ("META-INF/MANIFEST.MF", "a Java archive"),
)


def is_docx(data: bytes) -> bool:
    """Whether these bytes are a ZIP whose main part is a Word document, whatever the file is called."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _is_word(archive)
    except (*_DAMAGE, RuntimeError):
        return False


def _is_word(archive: zipfile.ZipFile) -> bool:
    names = archive.namelist()
    if "word/document.xml" in names:
        return True
    if "[Content_Types].xml" not in names or archive.getinfo("[Content_Types].xml").file_size > _LARGEST_PART:
        return False
    types = archive.read("[Content_Types].xml")
    return any(kind in types for kind in (_MAIN_TYPE, *_OTHER_MAIN_TYPES))


class Package:
    """An open .docx. Every method raises ReadError, naming the file and the part, for what is damaged."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if data.startswith(_OLE):
            raise ReadError(f"{name}: {_about_ole(data)}")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            word = _is_word(self._archive)
        except _DAMAGE as error:
            raise ReadError(f"{name}: a damaged or incomplete ZIP file, so no readable .docx; download or save it again") from error
        except RuntimeError as error:
            raise ReadError(f"{name}: is password-protected; remove the password and save it again") from error
        self._parts = {part.lower(): part for part in self._archive.namelist()}
        if not word:
            raise ReadError(f"{name}: {self._other_kind()}")
        self.main = self._main()

    def _other_kind(self) -> str:
        for part, kind in _KINDS:
            if part.lower() in self._parts:
                return f"is {kind}, not a Word document; save the text as .docx or PDF"
        if b"opendocument" in (self._read("mimetype") or b""):
            return "is an OpenDocument file (.odt, .ods or .odp), not a Word document; save it as .docx"
        return "is a ZIP archive, not a Word document; unpack it and give the drafts in it one by one"

    def _main(self) -> str:
        for kind, target in self.relations("").values():
            if kind == "officeDocument":
                return target
        return "word/document.xml"

    def _read(self, part: str) -> bytes | None:
        stored = self._parts.get(part.lower())
        if stored is None:
            return None
        info = self._archive.getinfo(stored)
        if info.file_size > _LARGEST_PART:
            raise ReadError(f"{self.name}, {part}: unpacks to {info.file_size // 1_000_000} MB, more than any treaty; check the file")
        if info.flag_bits & 1:
            raise ReadError(f"{self.name}: is password-protected; remove the password and save it again")
        try:
            return self._archive.read(info)
        except (*_DAMAGE, RuntimeError) as error:
            raise ReadError(f"{self.name}, {part}: this part of the .docx is damaged; download or save the file again") from error

    def part(self, part: str) -> "Element | None":
        """Give the root of a part, by its path in the ZIP; None where there is no such part."""
        data = self._read(part)
        if data is None:
            return None
        if b"http://purl.oclc.org/ooxml/" in data[:8192]:
            for strict, transitional in _STRICT.items():
                data = data.replace(strict, transitional)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            place = f"{self.name}, {part}, line {error.lineno or 1}"
            raise ReadError(
                f"{place}: not well-formed XML ({' '.join(error.msg.split())}); open it in a word processor and save it again"
            ) from error
        if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # the stubs forget that it is always there
            raise ReadError(
                f"{self.name}, {part}: declares a document type, which no Word document does; save it again from a word processor"
            )
        return root

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Give the relationships of a part (of the package for ""): id -> (kind: "footnotes", path in the ZIP)."""
        folder, file = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            found[relation.get("Id", "")] = (relation.get("Type", "").rsplit("/", 1)[-1], target)
        return found


def _about_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is password-protected; remove the password and save it again"
    if "WordDocument".encode("utf-16-le") in data:
        return "is in the old Word format (.doc); open it in a word processor and save it as .docx"
    return "is an old Office file, not a .docx; open it in its program and save the text as .docx or PDF"
