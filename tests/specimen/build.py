"""Writes drafts/specimen/ from the master. Run by hand from the project's root: ``python tests/specimen/build.py``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from specimen.drafts import ISSUES, all_drafts
from specimen.write_akn import write_akn
from specimen.write_docx import write_docx
from specimen.write_html import write_html
from specimen.write_pdf import write_pdf
from specimen.write_text import write_markdown, write_txt

TARGET = Path(__file__).parents[2] / "drafts" / "specimen"
WRITERS = {".txt": write_txt, ".md": write_markdown, ".html": write_html, ".docx": write_docx, ".pdf": write_pdf, ".xml": write_akn}


def treaty_toml() -> str:
    """The list of drafts as the pipeline reads it."""
    parts = ['title = "Convention on Cybercrime Cooperation"\nlanguage = "en"\n']
    parts += [
        f'[[draft]]\nfile = "{issue.file}"\nsymbol = "{issue.symbol}"\ndate = {issue.date}\ntitle = "{issue.title}"\nstatus = "{issue.status}"\n'
        for issue in ISSUES
    ]
    return "\n".join(parts)


def main() -> None:
    """Writes treaty.toml and the drafts."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for draft in all_drafts():
        (TARGET / draft.issue.file).write_bytes(WRITERS[Path(draft.issue.file).suffix](draft))
    (TARGET / "treaty.toml").write_text(treaty_toml(), "utf-8")


if __name__ == "__main__":
    main()
