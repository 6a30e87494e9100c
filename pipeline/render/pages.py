"""A Changelog -> one page that stands alone, with its style and script inside."""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Changelog
from pipeline.render.changelog_views import changelog_view
from pipeline.render.links import lone_link, pair_link
from pipeline.render.method import load_method
from pipeline.render.templates import catalogue, environment, static_files
from pipeline.render.words import direction, words_in


@dataclass(frozen=True, slots=True)
class Inline:
    """Style and script to stand in the page itself, allowed there by their hashes alone."""

    style: str
    script: str
    style_hash: str
    script_hash: str


def inline_assets(templates: Path | None = None) -> Inline:
    """The style sheet and the script for a page that stands alone."""
    files = static_files(templates)
    style, script = (files[name].decode("utf-8").strip() for name in ("style.css", "script.js"))
    return Inline(style, script, _hash(style), _hash(script))


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def compare_page(changelog: Changelog, templates: Path | None = None) -> str:
    """The changelog as a single HTML file that needs nothing beside it."""
    texts = catalogue(templates)
    words = words_in(changelog.after.language, texts)
    pair = pair_link(changelog, lone_link(0, changelog.before), lone_link(1, changelog.after))
    method = load_method()
    view = changelog_view(changelog, pair, method.names, words, texts)
    shared = {
        "root": "",
        "treaty": None,
        "t": words,
        "direction": direction,
        "assessed": method.assesses,
        "inline": inline_assets(templates),
        "canonical": "",
    }
    return environment(templates)("changelog.html", view=view, pairs=(), drafts=(), **shared).decode("utf-8")
