"""Akoma Ntoso 3.0 -> Source: one line for each numbered element and each paragraph of text, with the level the file states.

The vocabulary: http://docs.oasis-open.org/legaldocml/akn-core/v1.0/ (drafts of the standard, and version 2, differ in the namespace).
"""

import re
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.errors import ReadError
from pipeline.model import Line, Source
from pipeline.read.akn_metadata import facts_of
from pipeline.read.akn_text import TextBlock, local_name, notes_by_id
from pipeline.read.akn_walk import Walk
from pipeline.read.inline import single_spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMESPACE = re.compile(r"^http://(docs\.oasis-open\.org/legaldocml/ns/akn/3\.0|www\.akomantoso\.org/\d)")
_CHUNK = 4096
_LOOK_AT = 1 << 16


def is_akn(data: bytes) -> bool:
    """Whether the root of this XML is ``akomaNtoso`` in one of its namespaces or in none. Looks at the first 64 KB only."""
    parser = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True, load_dtd=False)
    try:
        for start in range(0, min(len(data), _LOOK_AT), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            for _, root in parser.read_events():
                return isinstance(root, etree._Element) and _is_akoma_ntoso(root)  # noqa: SLF001 - the public name of its type
    except etree.XMLSyntaxError:
        pass
    return False


def read_akn(data: bytes, name: str) -> Source:
    """Give the lines, notes and facts of an Akoma Ntoso document; ``name`` is the file's, for messages.

    Raises ReadError for broken XML (with its line), another vocabulary, entities declared in the file, or no text at all.
    """
    root = _parsed(data, name)
    walk = Walk(notes_by_id(root))
    for document in root:
        if isinstance(document.tag, str):
            walk.document(document)
    lines = _numbered(walk.lines)
    if not lines:
        raise ReadError(f"{name}: this Akoma Ntoso document has no text; check that it was exported whole")
    facts = facts_of(root)
    return Source(
        name=name,
        format="akn",
        lines=lines,
        notes=tuple(walk.notes),
        furniture=tuple(walk.furniture),
        title=facts.title,
        symbol=facts.symbol,
        date=facts.date,
        language=facts.language,
    )


def _parsed(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        place = f", line {error.lineno}" if isinstance(error, etree.XMLSyntaxError) and error.lineno else ""
        reason = single_spaced(error.msg if isinstance(error, etree.XMLSyntaxError) else str(error))
        raise ReadError(f"{name}{place}: not well-formed XML ({reason}); correct it there or export the file again") from error
    if not _is_akoma_ntoso(root):
        raise ReadError(f"{name}: XML with the root <{local_name(root)}>, not <akomaNtoso>; export it as Akoma Ntoso, Word or PDF")
    for entity in root.iter(etree.Entity):
        raise ReadError(f"{name}, line {entity.sourceline}: {entity.text} is declared in the file; write the characters it stands for")
    return root


def _is_akoma_ntoso(root: etree._Element) -> bool:
    namespace = etree.QName(root).namespace
    return local_name(root) == "akomaNtoso" and (namespace is None or bool(_NAMESPACE.match(namespace)))


def _numbered(blocks: list[TextBlock]) -> tuple[Line, ...]:
    return tuple(_lines(blocks))


def _lines(blocks: list[TextBlock]) -> "Iterator[Line]":
    for number, block in enumerate(blocks, start=1):
        yield Line(
            text=block.text,
            marks=block.marks,
            label=block.label,
            level=block.level,
            depth=block.depth,
            heading=block.heading,
            starts=True,
            number=number,
        )
