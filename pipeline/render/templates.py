"""templates/ -> a function that renders a page: jinja2 with escaping everywhere and no undefined name let through."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import jinja2

from pipeline.errors import TravauxError
from pipeline.template_folders import folders

Render = Callable[..., bytes]
STATIC = ("style.css", "script.js")
CATALOGUE = "interface.toml"


def environment(override: Path | None = None) -> Render:
    """A function (template, **names) -> the page's bytes. It raises TravauxError, naming file and line, where a template fails."""
    engine = jinja2.Environment(
        autoescape=True,
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FileSystemLoader(folders(override)),
    )

    def render(template: str, **names: object) -> bytes:
        try:
            return engine.get_template(template).render(**names).encode("utf-8") + b"\n"
        except jinja2.TemplateSyntaxError as error:
            raise TravauxError(f"{error.filename or template}, line {error.lineno}: {error.message}") from error
        except jinja2.TemplateError as error:
            raise TravauxError(f"{template}: the template cannot be filled: {error.message}") from error

    return render


def static_files(override: Path | None = None) -> dict[str, bytes]:
    """The style sheet and the script."""
    return {name: next(path / name for path in folders(override) if (path / name).is_file()).read_bytes() for name in STATIC}


def catalogue(override: Path | None = None) -> dict[str, dict[str, str]]:
    """The interface's texts by language; what the user's interface.toml says comes before ours."""
    texts: dict[str, dict[str, str]] = {}
    for path in reversed([folder / CATALOGUE for folder in folders(override) if (folder / CATALOGUE).is_file()]):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise TravauxError(f"{path}: cannot be read: {error}") from error
        for language, own in table.items():
            texts[language] = {**texts.get(language, {}), **own}
    return texts
