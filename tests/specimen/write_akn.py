"""Writes a draft as Akoma Ntoso 3.0 (OASIS), straight from the master's tree: nothing of the pipeline's own writer is used."""

from lxml import etree
from specimen.drafts import NOTE_MARK, Draft, Line
from specimen.master import Node

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ELEMENT_OF = {"part": "part", "chapter": "chapter", "article": "article", "paragraph": "paragraph", "point": "point", "subpoint": "point"}
SHORT = {"part": "part", "chapter": "chp", "article": "art", "paragraph": "para", "point": "point", "subpoint": "point", "option": "opt"}
PRINTED = {
    "part": "Part {}",
    "chapter": "Chapter {}",
    "article": "Article {}",
    "paragraph": "{}.",
    "point": "({})",
    "subpoint": "({})",
    "option": "Option {}",
}
CONTAINERS = ("part", "chapter")


def write_akn(draft: Draft) -> bytes:
    """The document; its elements are indented, its words are not."""
    return _Writer(draft).document()


class _Writer:
    """Writes the tree of one draft; the texts are the lines', with the numbers of this draft filled in."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._lines: dict[str, Line] = {line.uid: line for line in draft.lines}

    def document(self) -> bytes:
        """The whole file."""
        root = etree.Element("akomaNtoso")
        act = etree.SubElement(root, "act", name="treaty")
        self._meta(act)
        title = etree.SubElement(etree.SubElement(etree.SubElement(act, "preface"), "p"), "docTitle")
        title.text = self._draft.treaty.title
        tops = self._draft.treaty.tops
        self._preamble(act, [top for top in tops if top.kind in ("opening", "recital", "enacting")])
        body = etree.SubElement(act, "body")
        place = {"part": body, "chapter": body}
        for top in tops:
            if top.kind == "part":
                place["part"] = place["chapter"] = self._titled(body, top, "")
            elif top.kind == "chapter":
                place["chapter"] = self._titled(place["part"], top, "")
            elif top.kind in ("article", "annex"):
                self._provision(body if top.kind == "annex" else place["chapter"], top, "")
        etree.indent(root, space=" ")
        written = etree.tostring(root, encoding="unicode").replace("<akomaNtoso>", f'<akomaNtoso xmlns="{NAMESPACE}">', 1)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()

    def _meta(self, act: etree._Element) -> None:
        issue = self._draft.issue
        identification = etree.SubElement(etree.SubElement(act, "meta"), "identification", source="#secretariat")
        work = f"/akn/un/act/treaty/{issue.date}/{issue.symbol.lower().replace('/', '-')}"
        for level, address in (
            ("Work", work),
            ("Expression", f"{work}/eng@{issue.date}"),
            ("Manifestation", f"{work}/eng@{issue.date}.xml"),
        ):
            block = etree.SubElement(identification, f"FRBR{level}")
            etree.SubElement(block, "FRBRthis", value=f"{address}/!main")
            etree.SubElement(block, "FRBRuri", value=address)
            etree.SubElement(block, "FRBRdate", date=issue.date, name="adoption")
            etree.SubElement(block, "FRBRauthor", href="#conference")
            if level == "Work":
                etree.SubElement(block, "FRBRcountry", value="un")
                etree.SubElement(block, "FRBRnumber", value=issue.symbol, showAs=issue.symbol)
            if level == "Expression":
                etree.SubElement(block, "FRBRlanguage", language="eng")
        references = etree.SubElement(act[0], "references", source="#secretariat")
        for name, shown in (("conference", "Conference"), ("secretariat", "Secretariat")):
            etree.SubElement(references, "TLCOrganization", eId=name, href=f"/ontology/organization/{name}", showAs=shown)

    def _preamble(self, act: etree._Element, nodes: list[Node]) -> None:
        if not nodes:
            return
        preamble = etree.SubElement(act, "preamble", eId="preamble")
        recitals = None
        for node in nodes:
            if node.kind == "recital":
                recitals = etree.SubElement(preamble, "recitals", eId="preamble__recs") if recitals is None else recitals
                self._words(etree.SubElement(recitals, "recital", eId=f"preamble__recs__rec_{node.label}"), node)
            else:
                self._words(etree.SubElement(preamble, "formula", name=node.kind), node)

    def _titled(self, parent: etree._Element, node: Node, above: str) -> etree._Element:
        tag = ELEMENT_OF.get(node.kind, "hcontainer")
        names = {"name": node.kind} if tag == "hcontainer" else {}
        own = f"{SHORT.get(node.kind, node.kind)}_{node.label.replace(' ', '') or 1}"
        outer = f"{parent.get('eId')}__" if parent.get("eId") and not above and node.kind in CONTAINERS else ""
        element = etree.SubElement(parent, tag, eId=f"{above}__{own}" if above else outer + own, **names)
        if node.label and node.kind in PRINTED:
            etree.SubElement(element, "num").text = PRINTED[node.kind].format(node.label)
        if node.kind == "annex":
            etree.SubElement(element, "num").text = "Annex"
        if node.heading:
            etree.SubElement(element, "heading").text = node.heading
        return element

    def _provision(self, parent: etree._Element, node: Node, above: str) -> None:
        """One provision with all below it; its points stand in a list between its words before and after them.

        A paragraph without a number gives its words and its points to the article.
        """
        element = self._titled(parent, node, above)
        own = [node, *(child for child in node.children if child.kind == "plain")]
        below = [child for each in own for child in each.children if child.kind != "plain"]
        words = [each for each in own if self._lines[each.uid].text]
        if words or not below:
            holder = etree.SubElement(element, "intro" if below else "content")
            for each in words or [node]:
                self._words(holder, each)
        self._below(element, below, str(element.get("eId")))

    def _below(self, element: etree._Element, children: list[Node], name: str) -> None:
        block = None
        for child in children:
            if child.kind == "closing":
                self._words(etree.SubElement(element, "wrapUp"), child)
            elif child.kind in ("point", "subpoint"):
                block = etree.SubElement(element, "list", eId=f"{name}__list_1") if block is None else block
                self._provision(block, child, f"{name}__list_1")
            else:
                self._provision(element, child, name)

    def _words(self, parent: etree._Element, node: Node) -> None:
        """The text as one paragraph, its footnotes where they are referred to."""
        paragraph = etree.SubElement(parent, "p")
        last = None
        for at, piece in enumerate(NOTE_MARK.split(self._lines[node.uid].text)):
            if at % 2:
                last = etree.SubElement(paragraph, "authorialNote", marker=piece, placement="bottom")
                etree.SubElement(last, "p").text = self._draft.notes[int(piece) - 1]
            elif last is None:
                paragraph.text = piece
            else:
                last.tail = piece
