"""What of a page is no part of the document: menus, banners, forms, contents made of links. Takes it out of the tree, and names it.

Nothing that holds much of the page's words is taken out, whatever its name: some sites put the whole text in a form or a sidebar.
"""

import re

from lxml import html

from pipeline.model import Furniture
from pipeline.read.inline import single_spaced

_SILENT = (
    "script",
    "style",
    "template",
    "svg",
    "iframe",
    "object",
    "input",
    "select",
    "textarea",
    "button",
    "datalist",
    "head",
    "link",
    "meta",
)
_CHROME_TAGS = frozenset({"nav", "aside", "noscript", "menu", "dialog"})
_PAGE_TAGS = frozenset({"header", "footer", "form"})
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar", "dialog", "alertdialog"}
)
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menus?|breadcrumbs?|cookies?|consent|share|sharing|social|sidebar|skip|skip-?links?|toolbar|pagination|"
    r"pager|search|related|newsletter|banner|masthead|site-?header|site-?footer|page-?footer|footer|popup|modal|advert\w*|no-?print|print-?hide|"
    r"visually-?hidden|sr-only|mso-?toc)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:^|[\s_-])(?:toc|contents|table-?of-?contents|sommaire|inhalt|indice|mso-?toc(?:-?heading)?\d*)(?:$|[\s_-])|msotoc\d", re.IGNORECASE
)
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all")
_CONTAINERS = frozenset({"div", "section", "ul", "ol", "table", "p", "form", "header", "footer", "span", "a"})
_WORDS = frozenset({"p", "span", "a"})
"""Their ids name what they say ("search" an article on searches), not what they are in the page."""
_MAIN = ".//main | .//*[@role='main'] | .//article | .//*[@id='content' or @id='main' or @id='main-content' or @id='document']"


def take_chrome(body: html.HtmlElement) -> tuple[html.HtmlElement, tuple[Furniture, ...]]:
    """Remove what is not the document; give the element that holds the document, and what was removed, in page order."""
    for element in list(body.iter(*_SILENT)):
        element.drop_tree()
    whole = _length(body)
    taken: list[Furniture] = []
    for element in list(body.iter()):
        if isinstance(element.tag, str) and element is not body and _still_in(element, body):
            kind = _kind(element, whole)
            if kind:
                taken += [Furniture(kind, text) for text in (single_spaced(element.text_content()),) if text]
                element.drop_tree()
    main = _main(body)
    taken += [Furniture("navigation", text) for text in _outside(body, main)] if main is not body else []
    return main, tuple(taken)


def _still_in(element: html.HtmlElement, body: html.HtmlElement) -> bool:
    if element.tag not in _CONTAINERS and element.tag not in _CHROME_TAGS:
        return False
    return any(above is body for above in element.iterancestors())


def _length(element: html.HtmlElement) -> int:
    return sum(len(str(text).strip()) for text in element.itertext())


def _kind(element: html.HtmlElement, whole: int) -> str:
    """Name what the element is, "" for a part of the document."""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if _is_contents(element, names):
        return "contents"
    if not _looks_like_chrome(element, names):
        return ""
    length = _length(element)
    keeps = length > 200 and (length > 0.3 * whole or (length > 1500 and _linked(element) < 0.2 * length))
    return "" if keeps else "navigation"


def _looks_like_chrome(element: html.HtmlElement, names: str) -> bool:
    if element.tag in _CHROME_TAGS or element.get("role", "") in _ROLES or element.get("hidden") is not None:
        return True
    if (style := element.get("style")) and _HIDDEN.search(style.lower()):
        return True
    if element.tag in _PAGE_TAGS:
        return not any(above.tag in {"article", "main"} for above in element.iterancestors())
    if element.tag in _CONTAINERS and _NAMES.search(element.get("class", "") if element.tag in _WORDS else names):
        return True
    return element.tag == "ul" and _is_menu(element)


def _is_menu(element: html.HtmlElement) -> bool:
    links = list(element.iter("a"))
    return len(links) > 2 and _linked(element) > 0.9 * _length(element) and _length(element) < 30 * len(links)


def _linked(element: html.HtmlElement) -> int:
    return sum(_length(link) for link in element.iter("a") if link.get("href"))


def _is_contents(element: html.HtmlElement, names: str) -> bool:
    named = bool(_CONTENTS.search(names)) or element.get("role") == "doc-toc"
    if element.tag == "p":
        return "msotoc" in names.lower()
    if element.tag not in {"ul", "ol", "nav", "table"} and not named:
        return False
    inner = sum(_length(link) for link in element.iter("a") if (link.get("href") or "").startswith("#"))
    count = sum(1 for _ in element.iter("a"))
    return count > 2 and inner > 0 and inner > (0.5 if named else 0.8) * _length(element) and inner > 4 * count


def _main(body: html.HtmlElement) -> html.HtmlElement:
    """Find the smallest marked element with nearly all the words, else the body."""
    best, enough = body, 0.8 * _length(body)
    for element in body.xpath(_MAIN):
        if _length(element) >= enough:
            best = element
    return best


def _outside(body: html.HtmlElement, main: html.HtmlElement) -> list[str]:
    path = {main, *main.iterancestors()}
    texts: list[str] = []
    for above in [body, *[element for element in body.iterdescendants() if element in path and element is not main]]:
        texts.append(above.text or "")
        for child in above:
            texts += [] if child in path else [child.text_content() if isinstance(child.tag, str) else ""]
            texts.append(child.tail or "")
    return [single_spaced(text) for text in texts if text.strip()]
