"""The house keeps its shape: imports run one way, modules stay short."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "pipeline"
MODULES = sorted(ROOT.rglob("*.py"))
STAGES = ("read", "structure", "align", "diff", "assess", "render")
FLOORS = {
    "model": 0,
    "errors": 0,
    "references": 1,
    "hyphens": 1,
    "placeholders": 1,
    "dated_names": 1,
    "recorded": 1,
    "settings_file": 1,
    "entries": 1,
    "brackets": 1,
    "drafts": 2,
    "history": 3,
    "concordance": 2,
    "descent": 1,
    "sweeps": 2,
    "reviews": 2,
    "stamp": 2,
    "swap": 2,
    "cache": 2,
    "kept_pages": 3,
    "remembered": 5,
    "life": 2,
    "lookup": 3,
    "fates": 6,
    "checkout": 2,
    "hooks": 3,
    "template_folders": 2,
    "new_repository": 3,
    "guarded": 2,
    "download": 3,
    "editions": 3,
    "fetching": 5,
    "adding": 5,
    "checking": 6,
    "checks": 2,
    "ledger": 2,
    "changelog": 4,
    "build": 6,
    "serve": 6,
    "commands": 7,
    "cli": 8,
}
STAGE_FLOOR = 3


def room(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.ImportFrom) and node.module == "pipeline":
            yield from (alias.name for alias in node.names)


def floor(name):
    return FLOORS.get(name, STAGE_FLOOR)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path):
    own = room(path)
    for name in imported(path):
        if name != own:
            assert floor(name) < floor(own), f"{own} must not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_stays_short_and_says_what_it_is(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= (260 if path.name != "model.py" else 450)  # the nouns stand in one place, each explained
    assert ast.get_docstring(ast.parse(text))
