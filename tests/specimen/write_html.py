"""Writes a draft as a page saved from the site of an official journal: menus, contents, articles in classed paragraphs, points in tables."""

from collections.abc import Sequence
from html import escape

from specimen.drafts import NOTE_MARK, Draft, Line, long_date
from specimen.write_text import label_of

STYLE = """
body { font-family: Georgia, serif; margin: 0 }
#sitehead, #sitefoot { background: #eef; padding: .5em 2em }
.doc-ti { text-align: center; font-weight: bold }
.ti-chapter { text-align: center; text-transform: uppercase }
.ti-art { text-align: center; font-style: italic }
.sti-art { text-align: center; font-weight: bold }
table.list td { vertical-align: top }
td.num { width: 3em }
.note { font-size: 80% }
"""
MENU = (
    ("Home", "/"),
    ("Sessions", "/sessions"),
    ("Documents", "/documents"),
    ("States", "/states"),
    ("Press", "/press"),
    ("Contact", "/contact"),
)


def write_html(draft: Draft) -> bytes:
    """The whole page; the draft stands in ``main``, the rest is what the site adds to every page."""
    issue = draft.issue
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f"<title>{escape(draft.treaty.title)} - Treaty documents online</title>",
        f"<style>{STYLE}</style>\n</head>\n<body>",
        _site_head(draft),
        '<main id="document">',
        f'<p class="doc-ref">{issue.symbol}<br>{long_date(issue)}<br>Original: English</p>',
        f'<p class="doc-ti">{escape(draft.treaty.title)}</p>',
        *_blocks(draft),
        _notes(draft),
        "</main>",
        _site_foot(),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


def _site_head(draft: Draft) -> str:
    menu = "".join(f'<li><a href="{address}">{name}</a></li>' for name, address in MENU)
    contents = "\n".join(
        f'<li><a href="#{line.uid}">{escape(_title(line))}</a></li>' for line in draft.lines if line.kind in ("part", "chapter", "article")
    )
    return (
        f'<header id="sitehead" role="banner"><a class="skip-link" href="#document">Skip to the document</a>\n<nav><ul>{menu}</ul></nav>\n'
        '<form role="search" action="/search"><label for="q">Search</label><input id="q" name="q"><button>Find</button></form></header>\n'
        '<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/documents">Documents</a> &gt; Second session</div>\n'
        f'<nav class="toc" id="contents"><h2>On this page</h2>\n<ul>\n{contents}\n</ul></nav>'
    )


def _title(line: Line) -> str:
    return f"{line.kind.title()} {line.label} {line.heading}".strip()


def _site_foot() -> str:
    return (
        '<footer id="sitefoot" role="contentinfo"><p>Was this page useful? <a href="/yes">Yes</a> <a href="/no">No</a></p>\n'
        '<p><a href="/privacy">Privacy</a> | <a href="/cookies">Cookies</a> | <a href="#sitehead">Back to top</a></p></footer>'
    )


def _text(text: str) -> str:
    return NOTE_MARK.sub(r'<a class="noteref" id="ref\1" href="#fn\1"><sup>(\1)</sup></a>', escape(text, quote=False))


def _blocks(draft: Draft) -> list[str]:
    """The lines in order; each point is a table of one row, its sub-points are tables in its second cell."""
    found: list[str] = []
    lines = list(draft.lines)
    while lines:
        line = lines.pop(0)
        inner = []
        while line.kind == "point" and lines and lines[0].kind == "subpoint":
            inner.append(_row(lines.pop(0)))
        found.append(_row(line, inner) if line.kind in ("point", "subpoint") else _block(line))
    return found


def _row(line: Line, inner: Sequence[str] = ()) -> str:
    cell = _text(line.text) if not inner else "\n".join([f'<p class="normal">{_text(line.text)}</p>', *inner])
    return f'<table class="list"><tr><td class="num">({line.label})</td><td>{cell}</td></tr></table>'


def _block(line: Line) -> str:
    if line.kind in ("part", "chapter"):
        return (
            f'<p class="ti-chapter" id="{line.uid}">{line.kind.upper()} {line.label}</p>\n<p class="ti-chapter">{escape(line.heading)}</p>'
        )
    if line.kind == "article":
        return f'<p class="ti-art" id="{line.uid}">Article&nbsp;{line.label}</p>\n<p class="sti-art">{escape(line.heading)}</p>'
    if line.kind == "annex":
        return f'<p class="ti-chapter" id="{line.uid}">ANNEX</p>\n<p class="sti-art">{escape(line.heading)}</p>'
    label = label_of(line)
    return f'<p class="normal">{label + "&nbsp;" if label else ""}{_text(line.text)}</p>'


def _notes(draft: Draft) -> str:
    notes = [
        f'<p class="note" id="fn{at}"><a href="#ref{at}">({at})</a> {escape(note, quote=False)}</p>'
        for at, note in enumerate(draft.notes, 1)
    ]
    return "\n".join(["<hr>", *notes]) if notes else ""
