"""A Draft -> Akoma Ntoso 3.0 (OASIS), eIds by its naming convention: `draft_to_akn(draft)`."""

from collections import defaultdict
from collections.abc import Iterable

from lxml import etree

from pipeline.model import Draft, Level, Note, Provision

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ELEMENTS = {
    Level.PART: "part", Level.CHAPTER: "chapter", Level.SECTION: "section", Level.ARTICLE: "article", Level.PARAGRAPH: "paragraph",
    Level.SUBPARAGRAPH: "point",
}  # fmt: skip
_NAMES = {Level.PART: "Part", Level.CHAPTER: "Chapter", Level.SECTION: "Section", Level.ARTICLE: "Article", Level.ANNEX: "Annex"}
_LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa"}
NO_DATE = "1000-01-01"
"""The schema wants a date even where the draft has none."""


def draft_to_akn(draft: Draft) -> str:
    """The draft as one XML document, valid against the official schema; the same draft gives the same text."""
    root = etree.Element("akomaNtoso", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # None is the default namespace
    act = _add(root, "act", name="treaty")
    _meta(act, draft)
    preface = _add(act, "preface")
    title = _add(_add(preface, "p"), "docTitle")
    title.text = _clean(draft.title)
    _lines(preface, draft.front)
    writer = _Writer(draft)
    writer.preamble(act)
    writer.body(act)
    if draft.back:
        _lines(_add(act, "conclusions"), draft.back)
    return etree.tostring(root, pretty_print=True, encoding="unicode", xml_declaration=False)


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, tag, attrib=attributes)
    if text:
        element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    """Without the control characters that XML does not allow."""
    return "".join(char for char in text if char >= " " and char not in "\ufffe\uffff")


def _lines(parent: etree._Element, texts: Iterable[str]) -> None:
    for text in texts:
        for line in text.split("\n"):
            _add(parent, "p", line)


def _notes(paragraph: etree._Element, eid: str, notes: Iterable[Note]) -> None:
    for at, note in enumerate(notes, 1):
        _add(_add(paragraph, "authorialNote", marker=note.mark, placement="bottom", eId=f"{eid}__authorialNote_{at}"), "p", note.text)


def _meta(act: etree._Element, draft: Draft) -> None:
    meta = _add(act, "meta")
    identification = _add(meta, "identification", source="#travaux")
    day = draft.date.isoformat() if draft.date else NO_DATE
    name = "".join(char if char.isalnum() else "-" for char in draft.symbol or draft.name or "draft").strip("-").lower()
    language = _LANGUAGES.get(draft.language, "und")
    work = f"/akn/un/act/treaty/{day}/{name}"
    for level, address in (("Work", work), ("Expression", f"{work}/{language}@{day}"), ("Manifestation", f"{work}/{language}@{day}.xml")):
        frbr = _add(identification, f"FRBR{level}")
        _add(frbr, "FRBRthis", value=f"{address}/!main")
        _add(frbr, "FRBRuri", value=address)
        if level == "Work" and draft.symbol:
            _add(frbr, "FRBRalias", value=draft.symbol, name="symbol")
        _add(frbr, "FRBRdate", date=day, name="issued")
        _add(frbr, "FRBRauthor", href="#negotiators")
        if level == "Work":
            _add(frbr, "FRBRcountry", value="un")
        if level == "Expression":
            _add(frbr, "FRBRlanguage", language=language)
    references = _add(meta, "references", source="#travaux")
    _add(references, "TLCOrganization", eId="negotiators", href="/ontology/organization/negotiators", showAs="The negotiating States")
    _add(references, "TLCOrganization", eId="travaux", href="/ontology/organization/travaux", showAs="travaux")


class _Writer:
    """Writes the tree of provisions."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.children: dict[str | None, list[Provision]] = defaultdict(list)
        for provision in draft.provisions:
            self.children[provision.parent].append(provision)

    def preamble(self, act: etree._Element) -> None:
        """The preamble: its opening words, its recitals, its formula of agreement."""
        for provision in self.children[None]:
            if provision.level is Level.PREAMBLE:
                element = _add(act, "preamble", eId=provision.eid)
                if provision.text:
                    _lines(_add(element, "formula", name="parties", eId=f"{provision.eid}__formula_1"), [provision.text])
                self._recitals(element, provision)
                if provision.closing:
                    _lines(_add(element, "formula", name="agreed", eId=f"{provision.eid}__formula_2"), [provision.closing])
                return

    def _recitals(self, element: etree._Element, preamble: Provision) -> None:
        if not self.children[preamble.eid]:
            return
        recitals = _add(element, "recitals", eId=f"{preamble.eid}__recs")
        for provision in self.children[preamble.eid]:
            recital = _add(recitals, "recital", eId=provision.eid)
            if provision.label:
                _add(recital, "num", provision.label)
            _lines(recital, [self._text(provision, provision.text)])

    def body(self, act: etree._Element) -> None:
        """Everything else, in document order."""
        body = _add(act, "body")
        first_preamble = next((p for p in self.children[None] if p.level is Level.PREAMBLE), None)
        rest = [provision for provision in self.children[None] if provision is not first_preamble]
        for provision in rest:
            self._provision(body, provision)
        if not rest:
            _lines(_add(_add(body, "hcontainer", name="empty", eId="empty"), "content"), [""])

    def _provision(self, parent: etree._Element, provision: Provision) -> None:
        tag = _ELEMENTS.get(provision.level, "hcontainer")
        attributes = {"eId": provision.eid} | ({"name": str(provision.level)} if tag == "hcontainer" else {})
        element = _add(parent, tag, **attributes)
        number = f"{_NAMES.get(provision.level, '')} {provision.label}".strip()
        if number:
            _add(element, "num", number)
        if provision.heading:
            _add(element, "heading", provision.heading)
        self._content(element, provision)

    def _content(self, element: etree._Element, provision: Provision) -> None:
        children = self.children[provision.eid]
        notes = [note for note in provision.notes if note.text]
        if not children:
            texts = [provision.text] if provision.text or not provision.closing else []
            content = _add(element, "content")
            _lines(content, [self._text(provision, "\n".join(filter(None, (*texts, provision.closing))))])
            _notes(content[-1], provision.eid, notes)
            return
        if provision.text or notes:
            intro = _add(element, "intro")
            _lines(intro, [self._text(provision, provision.text)])
            _notes(intro[-1], provision.eid, notes)
        self._below(element, children)
        if provision.closing:
            _lines(_add(element, "wrapUp"), [provision.closing])

    def _below(self, element: etree._Element, children: list[Provision]) -> None:
        """The children; subparagraphs that follow one another stand in a list, whose eId is the first part of theirs."""
        group: etree._Element | None = None
        for child in children:
            if child.level is not Level.SUBPARAGRAPH:
                group = None
                self._provision(element, child)
                continue
            name = child.eid.rpartition("__")[0]
            if group is None or group.get("eId") != name:
                group = _add(element, "list", eId=name)
            self._provision(group, child)

    @staticmethod
    def _text(provision: Provision, text: str) -> str:
        """The text with its status marks, as printed in square brackets."""
        return " ".join([text, *(f"[{status}]" for status in provision.status)]).strip()
