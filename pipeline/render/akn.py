"""A Draft -> Akoma Ntoso 3.0 (OASIS), eIds by its naming convention: `draft_to_akn(draft)`."""

from collections import defaultdict

from lxml import etree

from pipeline.model import Draft, Level, Note, Provision
from pipeline.render.akn_text import add, indent, write_notes, write_text

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ELEMENTS = {
    Level.PART: "part", Level.CHAPTER: "chapter", Level.SECTION: "section", Level.ARTICLE: "article", Level.PARAGRAPH: "paragraph",
    Level.SUBPARAGRAPH: "point",
}  # fmt: skip
_NUMBERS = {
    "en": {Level.PART: "Part {}", Level.CHAPTER: "Chapter {}", Level.SECTION: "Section {}", Level.ARTICLE: "Article {}", Level.ANNEX: "Annex {}"},
    "fr": {Level.PART: "Partie {}", Level.CHAPTER: "Chapitre {}", Level.SECTION: "Section {}", Level.ARTICLE: "Article {}", Level.ANNEX: "Annexe {}"},
    "es": {Level.PART: "Parte {}", Level.CHAPTER: "Capítulo {}", Level.SECTION: "Sección {}", Level.ARTICLE: "Artículo {}", Level.ANNEX: "Anexo {}"},
    "ru": {Level.PART: "Часть {}", Level.CHAPTER: "Глава {}", Level.SECTION: "Раздел {}", Level.ARTICLE: "Статья {}", Level.ANNEX: "Приложение {}"},
    "ar": {Level.PART: "الباب {}", Level.CHAPTER: "الفصل {}", Level.SECTION: "القسم {}", Level.ARTICLE: "المادة {}", Level.ANNEX: "المرفق {}"},
    "zh": {Level.PART: "第{}部分", Level.CHAPTER: "第{}章", Level.SECTION: "第{}节", Level.ARTICLE: "第{}条", Level.ANNEX: "附件{}"},
}  # fmt: skip
"""How a level's number is printed; in a language that is not listed, the number stands alone."""
_LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "ar": "ara", "zh": "zho"}
NO_DATE = "1000-01-01"
"""The schema wants a date even where the draft has none; the date is then named "unknown"."""


def draft_to_akn(draft: Draft) -> str:
    """Write the draft as one XML document, valid against the official schema; the same draft gives the same text."""
    root = etree.Element("akomaNtoso", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # None is the default namespace
    act = add(root, "act", name="treaty")
    _meta(act, draft)
    preface = add(act, "preface")
    add(add(preface, "p"), "docTitle", draft.title)
    for text in draft.front:
        write_text(preface, text)
    writer = _Writer(draft)
    writer.preamble(act)
    writer.body(act)
    if draft.back:
        conclusions = add(act, "conclusions")
        for text in draft.back:
            write_text(conclusions, text)
    indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


def _meta(act: etree._Element, draft: Draft) -> None:
    meta = add(act, "meta")
    identification = add(meta, "identification", source="#travaux")
    day = draft.date.isoformat() if draft.date else NO_DATE
    name = "".join(char if char.isalnum() else "-" for char in draft.symbol or draft.name or "draft").strip("-").lower()
    language = _LANGUAGES.get(draft.language, draft.language or "und")
    work = f"/akn/un/act/treaty/{day}/{name or 'draft'}"
    for level, address in (("Work", work), ("Expression", f"{work}/{language}@{day}"), ("Manifestation", f"{work}/{language}@{day}.xml")):
        frbr = add(identification, f"FRBR{level}")
        add(frbr, "FRBRthis", value=f"{address}/!main")
        add(frbr, "FRBRuri", value=address)
        add(frbr, "FRBRdate", date=day, name="issued" if draft.date else "unknown")
        add(frbr, "FRBRauthor", href="#negotiators")
        if level == "Work":
            add(frbr, "FRBRcountry", value="un")
            if draft.symbol:
                add(frbr, "FRBRnumber", value=draft.symbol)
        if level == "Expression":
            add(frbr, "FRBRlanguage", language=language)
    references = add(meta, "references", source="#travaux")
    add(references, "TLCOrganization", eId="negotiators", href="/ontology/organization/negotiators", showAs="The negotiating States")
    add(references, "TLCOrganization", eId="travaux", href="/ontology/organization/travaux", showAs="travaux")
    if draft.notes:
        notes = add(meta, "notes", source="#travaux")
        for note in draft.notes:
            add(add(notes, "note", marker=note.mark), "p", note.text)


class _Writer:
    """Writes the tree of provisions."""

    def __init__(self, draft: Draft) -> None:
        self._numbers = _NUMBERS.get(draft.language, {})
        self._ids = {provision.eid for provision in draft.provisions}
        self._levels = {provision.eid: provision.level for provision in draft.provisions}
        self._children: dict[str | None, list[Provision]] = defaultdict(list)
        for provision in draft.provisions:
            self._children[provision.parent].append(provision)
        roots = self._children[None]
        self._preamble = roots[0] if roots and roots[0].level is Level.PREAMBLE else None

    def preamble(self, act: etree._Element) -> None:
        """Write the preamble: its heading, its opening words, its recitals, its formula of agreement."""
        provision = self._preamble
        if provision is None:
            return
        element = add(act, "preamble", eId=provision.eid)
        if provision.heading or provision.label:
            add(element, "block", f"{provision.label} {provision.heading}".strip(), name="preamble")
        if provision.text or provision.notes or provision.status:
            self._words(add(element, "formula", name="parties"), provision)
        children = self._children[provision.eid]
        if children:
            recitals = add(element, "recitals")
            for child in children:
                self._recital(recitals, "recital", child)
        if provision.closing:
            write_text(add(element, "formula", name="agreed"), provision.closing)
        if not len(element):
            add(element, "p")

    def _recital(self, parent: etree._Element, tag: str, provision: Provision) -> None:
        """Write a recital, or an item below one: the standard has no hierarchy there, so a class names another level."""
        usual = Level.RECITAL if tag == "recital" else Level.SUBPARAGRAPH
        element = add(parent, tag, eId=provision.eid, **({"class": str(provision.level)} if provision.level is not usual else {}))
        self._titles(element, provision)
        self._words(element, provision)
        children = self._children[provision.eid]
        if children:
            items = add(element, "blockList")
            for child in children:
                self._recital(items, "item", child)
        if provision.closing:
            write_text(element, provision.closing)

    def body(self, act: etree._Element) -> None:
        """Write everything else, in document order."""
        body = add(act, "body")
        for provision in self._children[None]:
            if provision is not self._preamble:
                self._provision(body, provision)
        if not len(body):
            add(add(add(body, "hcontainer", name="empty"), "content"), "p")

    def _provision(self, parent: etree._Element, provision: Provision) -> None:
        above = self._levels.get(provision.parent or "")
        nested = provision.level is Level.PARAGRAPH and above in (Level.PARAGRAPH, Level.SUBPARAGRAPH)
        tag = "hcontainer" if nested else _ELEMENTS.get(provision.level, "hcontainer")
        element = add(parent, tag, eId=provision.eid, **({"name": str(provision.level)} if tag == "hcontainer" else {}))
        self._titles(element, provision)
        children = self._children[provision.eid]
        if not children:
            content = add(element, "content")
            if provision.text or not provision.closing:
                self._words(content, provision)
            if provision.closing:
                write_text(content, provision.closing, notes=() if provision.text else provision.notes)
            return
        if provision.text or provision.status or self._loose_notes(provision):
            self._words(add(element, "intro"), provision)
        self._below(element, children)
        if provision.closing:
            write_text(add(element, "wrapUp"), provision.closing)

    def _titles(self, element: etree._Element, provision: Provision) -> None:
        """Write number and heading; the footnotes of a provision that has no text of its own are theirs."""
        if provision.label:
            add(element, "num", self._numbers.get(provision.level, "{}").format(provision.label))
        if provision.heading:
            add(element, "heading", provision.heading)
        if len(element) and not provision.text:
            write_notes(element[-1], provision.notes)

    @staticmethod
    def _loose_notes(provision: Provision) -> tuple[Note, ...]:
        """Find the notes that neither number nor heading took."""
        return () if not provision.text and (provision.label or provision.heading) else provision.notes

    def _words(self, parent: etree._Element, provision: Provision) -> None:
        """Write the text with its status marks, as printed in square brackets."""
        text = " ".join([provision.text, *(f"[{status}]" for status in provision.status)]).strip()
        write_text(parent, text, provision.marks if provision.text else (), self._loose_notes(provision))

    def _below(self, element: etree._Element, children: list[Provision]) -> None:
        """Write the children; subparagraphs that follow one another stand in a list, whose eId is the first part of theirs."""
        group: etree._Element | None = None
        name = ""
        for child in children:
            if child.level is not Level.SUBPARAGRAPH:
                group = None
                self._provision(element, child)
                continue
            first_part = child.eid.rpartition("__")[0]
            if group is None or first_part != name:
                name = first_part
                group = add(element, "list", eId="" if name in self._ids else name)
                self._ids.add(name)
            self._provision(group, child)
