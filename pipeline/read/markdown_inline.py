"""Markdown inside a paragraph -> text without markup, and marks: emphasis, footnote references, links, escapes, entities."""

import html

import regex

from pipeline.model import Line, Mark, Style

_TOKEN = regex.compile(
    r"\\(?P<escape>[\\`*_{}\[\]()#+.!~^<>-])"
    r"|\[\^(?P<note>[^\]\s]+)\]"
    r"|\[(?P<link>[^\[\]]+)\](?:\((?P<url>(?:https?:|mailto:|/|#|\.)[^)\s]*)(?:\s+\"[^\"]*\")?\)|\[(?P<ref>(?!\^)[^\[\]]*)\])"
    r"|<(?P<auto>https?://[^>\s]+)>"
    r"|<(?P<tag>/?(?:b|strong|i|em|u|ins|s|del|sup|sub))>"
    r"|(?P<other></?(?:span|div|br|a|p|font|mark|small)\b[^>]*>)"
    r"|\^(?P<raised>[^\s^]{1,8})\^"
    r"|(?P<star>\*{1,3}|~~)"
    r"|(?P<under>(?<![\w])_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w))"
    r"|(?P<entity>&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);)"
    r"|(?P<space>\s+)"
)
_STYLES = {
    "*": (Style.ITALIC,), "**": (Style.BOLD,), "***": (Style.BOLD, Style.ITALIC),
    "_": (Style.ITALIC,), "__": (Style.BOLD,), "~~": (Style.STRIKE,),
    "b": (Style.BOLD,), "strong": (Style.BOLD,), "i": (Style.ITALIC,), "em": (Style.ITALIC,), "u": (Style.UNDERLINE,),
    "ins": (Style.INSERTED,),
    "s": (Style.STRIKE,), "del": (Style.STRIKE,), "sup": (Style.SUPERSCRIPT,), "sub": (Style.SUBSCRIPT,),
}  # fmt: skip


def inline(source: str, links: frozenset[str] = frozenset()) -> Line:
    """`source` without Markdown's signs; `links` are the reference links that the file defines, in lower case."""
    if not regex.search(r"[\\*_\[<~&^]|\s\s", source):
        return Line(source.strip())
    writer = _Writer(links)
    at = 0
    for match in _TOKEN.finditer(source):
        writer.text(source[at : match.start()])
        writer.token(match)
        at = match.end()
    writer.text(source[at:])
    return writer.line()


class _Writer:
    def __init__(self, links: frozenset[str]) -> None:
        self.links = links
        self.out = ""
        self.marks: list[Mark] = []
        self.open: list[tuple[str, int]] = []

    def text(self, words: str) -> None:
        self.out += words

    def token(self, match: regex.Match[str]) -> None:
        kind = match.lastgroup
        if match["note"]:
            self.marks.append(Mark(len(self.out), len(self.out), Style.NOTE, match["note"]))
        elif match["link"]:
            self._link(match)
        elif match["tag"]:
            self._toggle(match["tag"].lstrip("/"), opening=not match["tag"].startswith("/"), printed="")
        elif match["star"] or match["under"]:
            sign = match["star"] or match["under"]
            self._toggle(sign, opening=self._can_open(match), printed=sign)
        elif match["raised"]:
            self.marks.append(Mark(len(self.out), len(self.out) + len(match["raised"]), Style.SUPERSCRIPT))
            self.out += match["raised"]
        elif kind == "space" or match["other"]:
            self.out += " " if self.out and not self.out.endswith(" ") else ""
        else:
            self.out += match["escape"] or match["auto"] or html.unescape(match["entity"] or "")

    def _link(self, match: regex.Match[str]) -> None:
        known = match["url"] is not None or (match["ref"] or match["link"]).lower() in self.links
        inner = inline(match["link"], self.links)
        if known:
            self.marks += [Mark(mark.start + len(self.out), mark.end + len(self.out), mark.style, mark.value) for mark in inner.marks]
            self.out += inner.text
        else:
            # adjacent square brackets are options, not links: [shall][should]
            self.out += f"[{inner.text}]" + (f"[{match['ref']}]" if match["ref"] is not None else "")

    @staticmethod
    def _can_open(match: regex.Match[str]) -> bool:
        following = match.string[match.end() : match.end() + 1]
        return bool(following.strip())

    def _toggle(self, sign: str, *, opening: bool, printed: str) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == sign:
                _, start = self.open.pop(at)
                end = len(self.out)
                self.marks += [Mark(start, end, style) for style in _STYLES[sign] if end > start]
                return
        if opening:
            self.open.append((sign, len(self.out)))
        else:
            self.out += printed

    def line(self) -> Line:
        for sign, start in reversed(self.open):
            if sign == "*" and not self.out[start:].strip():
                self.out = self.out[:start] + sign + self.out[start:]
        lead = len(self.out) - len(self.out.lstrip())
        text = self.out.strip()
        marks = tuple(
            sorted(
                Mark(max(mark.start - lead, 0), min(max(mark.end - lead, 0), len(text)), mark.style, mark.value)
                for mark in self.marks
                if mark.style is Style.NOTE or mark.end > lead
            )
        )
        whole = {mark.style for mark in marks if mark.start == 0 and mark.end >= len(text.rstrip(".:0123456789"))} if text else set()
        return Line(text, marks, bold=Style.BOLD in whole, italic=Style.ITALIC in whole)
