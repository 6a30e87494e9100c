"""Tags, class names and inline CSS -> what they say about words: styles, headings, centring, left edge."""

import re
from functools import cache

from lxml import html

from pipeline.model import Style

_TAGS = {
    "b": Style.BOLD, "strong": Style.BOLD, "i": Style.ITALIC, "em": Style.ITALIC, "cite": Style.ITALIC, "var": Style.ITALIC,
    "u": Style.UNDERLINE, "ins": Style.INSERTED, "s": Style.STRIKE, "strike": Style.STRIKE, "sup": Style.SUPERSCRIPT, "sub": Style.SUBSCRIPT,
}  # fmt: skip
_CSS = (
    (Style.BOLD, re.compile(r"font-weight:\s*(?:bold|[6-9]00)|font:[^;]*\bbold\b")),
    (Style.ITALIC, re.compile(r"font-style:\s*(?:italic|oblique)|font:[^;]*\bitalic\b")),
    (Style.UNDERLINE, re.compile(r"text-decoration[\w-]*:[^;]*\bunderline")),
    (Style.STRIKE, re.compile(r"text-decoration[\w-]*:[^;]*\bline-through")),
    (Style.SUPERSCRIPT, re.compile(r"vertical-align:\s*super")),
    (Style.SUBSCRIPT, re.compile(r"vertical-align:\s*sub\b")),
)
_PLAIN = (
    (Style.BOLD, re.compile(r"font-weight:\s*(?:normal|[1-5]00)")),
    (Style.ITALIC, re.compile(r"font-style:\s*normal")),
    (Style.UNDERLINE, re.compile(r"text-decoration[\w-]*:\s*none")),
)
_NUMBERED_HEADING = re.compile(
    r"(?:^|\s)\w*?(?:heading|titre|title|berschrift)[-_ ]?([1-6])(?:\s|$)|(?:^|\s)h([1-6])(?:\s|$)", re.IGNORECASE
)
_NAMED_HEADINGS = (
    (re.compile(r"(?:^|[\s-])s?ti-art(?:\s|$)|titrearticle|article-?(?:title|heading)|titre-?article|eli-title", re.IGNORECASE), 4),
    (re.compile(r"ti-(?:section|grseq)|(?:section|chapter|part)-?(?:title|heading)", re.IGNORECASE), 2),
    (
        re.compile(
            r"(?:^|[\s-])doc-ti(?:\s|$)|titre(?:_cp)?(?:\s|$)|(?:^|\s)titreobjet|msotitle|(?:doc|main|document)-?title", re.IGNORECASE
        ),
        1,
    ),
)
_CENTRED = re.compile(r"text-align:\s*(?:-webkit-)?center")
_LEFT = re.compile(r"(?:margin|padding)-left:\s*(-?[\d.]+)(em|rem|px|pt|in|cm|mm)")
_EMS = {"em": 1.0, "rem": 1.0, "px": 1 / 16, "pt": 1 / 12, "in": 6.0, "cm": 2.36, "mm": 0.236}
_RULE = re.compile(r"(?:^|[\s,}])\w*\.([\w-]+)\s*(?:,[^{}]*)?\{([^{}]*)\}")


@cache
def _css_changes(css: str) -> tuple[tuple[Style, ...], tuple[Style, ...]]:
    return tuple(style for style, pattern in _CSS if pattern.search(css)), tuple(style for style, pattern in _PLAIN if pattern.search(css))


@cache
def _class_heading(classes: str) -> int:
    numbered = _NUMBERED_HEADING.search(classes)
    if numbered:
        return int(numbered[1] or numbered[2])
    return next((rank for pattern, rank in _NAMED_HEADINGS if pattern.search(classes)), 0)


def class_rules(root: html.HtmlElement) -> dict[str, str]:
    """Give the declarations of each class in the page's own style sheets; nothing is fetched."""
    rules: dict[str, str] = {}
    for sheet in root.iter("style"):
        for name, declarations in _RULE.findall(re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet.text or "")):
            rules[name] = f"{rules.get(name, '')};{declarations.lower()}"
    return rules


def css_of(element: html.HtmlElement, rules: dict[str, str]) -> str:
    """Give the declarations that hold for this element by its classes and its own style."""
    own = element.get("style")
    classes = element.get("class") if rules else None
    if not own and not classes:
        return ""
    return ";".join([*(rules.get(name, "") for name in (classes or "").split()), (own or "").lower()])


def styled(styles: tuple[Style, ...], tag: str, css: str) -> tuple[Style, ...]:
    """Give the styles that hold inside an element, from those that hold outside it."""
    added: tuple[Style, ...] = (_TAGS[tag],) if tag in _TAGS else ()
    removed: tuple[Style, ...] = ()
    if css:
        by_css, removed = _css_changes(css)
        added += by_css
    if not added and not removed:
        return styles
    return tuple(dict.fromkeys([style for style in (*styles, *added) if style not in removed]))


def heading_of(element: html.HtmlElement) -> int:
    """Give 1 to 6 for a heading by tag, role or class name, else 0."""
    tag = element.tag
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if element.get("role") == "heading":
        level = element.get("aria-level", "")
        return int(level) if level in set("123456") else 2
    classes = element.get("class")
    return _class_heading(classes) if classes and tag in {"p", "div", "span", "td"} else 0


def is_centred(element: html.HtmlElement, css: str) -> bool:
    """Whether the element's words stand in the middle."""
    return element.tag == "center" or element.get("align", "").lower() == "center" or bool(css and _CENTRED.search(css))


def left_edge(css: str) -> float:
    """Give the element's own left margin, in ems."""
    found = _LEFT.search(css) if css else None
    try:
        return round(float(found[1]) * _EMS[found[2]], 2) if found else 0.0
    except ValueError:
        return 0.0
