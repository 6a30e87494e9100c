"""Writes a draft as hard-wrapped plain text and as Markdown."""

import textwrap

from specimen.drafts import NOTE_MARK, Draft, Line, long_date

WIDTH = 78
INDENT = {"point": 8, "subpoint": 12, "option": 8}


def label_of(line: Line) -> str:
    """The label as printed before the text: "1.", "(a)", "Option 1:"; empty for a paragraph without a number."""
    printed = {"paragraph": f"{line.label}.", "point": f"({line.label})", "subpoint": f"({line.label})", "option": f"Option {line.label}:"}
    return printed.get(line.kind, "")


def write_txt(draft: Draft) -> bytes:
    """Plain text with a masthead, lines of at most 78 columns, notes gathered at the end."""
    blocks = [_masthead(draft), draft.treaty.title.upper().center(WIDTH).rstrip()]
    blocks += [_txt_block(line) for line in draft.lines]
    blocks += [textwrap.fill(f"[{at}] {note}", WIDTH) for at, note in enumerate(draft.notes, 1)]
    return ("\n\n".join(blocks) + "\n").encode()


def _masthead(draft: Draft) -> str:
    issue = draft.issue
    rows = [
        ("United Nations", issue.symbol),
        ("", "Distr.: General"),
        ("", long_date(issue)),
        ("", "Original: English"),
    ]
    head = "\n".join(left.ljust(50) + right for left, right in rows)
    return (
        f"{head}\n{'_' * WIDTH}\n\nConference on a convention on cybercrime cooperation\nFirst session\n\n{issue.title}\n\n{issue.status}"
    )


def _txt_block(line: Line) -> str:
    text = NOTE_MARK.sub(r"[\1]", line.text)
    if line.kind in ("part", "chapter"):
        return f"{line.kind.upper()} {line.label}".center(WIDTH).rstrip() + "\n" + line.heading.upper().center(WIDTH).rstrip()
    if line.kind == "article":
        return f"Article {line.label}\n{line.heading}"
    if line.kind == "annex":
        return "ANNEX".center(WIDTH).rstrip() + "\n" + line.heading.center(WIDTH).rstrip()
    lead = " " * INDENT.get(line.kind, 0)
    first = f"{label_of(line)} ".ljust(4) if label_of(line) else ""
    hang = lead + " " * len(first) if line.kind in INDENT else ""
    start = lead + first if line.kind in INDENT else (first or "    " * (line.kind == "recital"))
    if not text:
        return start.rstrip()
    return textwrap.fill(text, WIDTH, initial_indent=start, subsequent_indent=hang, break_on_hyphens=False)


def write_markdown(draft: Draft) -> bytes:
    """Markdown with front matter, ``[^1]`` notes and emphasised first words of recitals."""
    issue = draft.issue
    front = (
        f'---\ntitle: "{draft.treaty.title}"\nsymbol: "{issue.symbol}"\ndate: {issue.date}\nstatus: "{issue.status}"\nlayout: draft\n---'
    )
    blocks = [front, f"# {draft.treaty.title}", *(_md_block(line) for line in draft.lines)]
    blocks += ["\n".join(f"[^{at}]: {note}" for at, note in enumerate(draft.notes, 1))] if draft.notes else []
    return ("\n\n".join(blocks) + "\n").encode()


def _md_block(line: Line) -> str:
    text = NOTE_MARK.sub(r"[^\1]", line.text)
    if line.kind in ("part", "chapter"):
        return f"## {line.kind.title()} {line.label}. {line.heading}"
    if line.kind == "article":
        return f"### Article {line.label}\n\n**{line.heading}**"
    if line.kind == "annex":
        return f"## Annex\n\n**{line.heading}**"
    if line.kind == "recital":
        first, _, rest = text.partition(" ")
        return f"*{first}* {rest}"
    # A backslash before the dot keeps the number as typed: a Markdown list would count by itself.
    label = label_of(line).replace(".", "\\.") if line.kind == "paragraph" else label_of(line)
    label = f"**{label}**" if line.kind == "option" else label
    return f"{label} {text}".strip()
