"""templates/ -> a function that renders a page: jinja2 with escaping everywhere and no undefined name let through."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

Render = Callable[..., bytes]
_PACKAGE = Path(__file__).parent.parent
STATIC = ("style.css", "script.js")


def folders(override: Path | None = None) -> list[Path]:
    """Where templates are looked for: the user's folder, the installed package's, the checkout's."""
    return [path for path in (override, _PACKAGE / "templates", _PACKAGE.parent / "templates") if path is not None and path.is_dir()]


def environment(override: Path | None = None) -> Render:
    """A function (template, **names) -> the page's bytes."""
    engine = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=FileSystemLoader(folders(override))
    )

    def render(template: str, **names: object) -> bytes:
        return engine.get_template(template).render(**names).encode("utf-8") + b"\n"

    return render


def static_files(override: Path | None = None) -> dict[str, bytes]:
    """The style sheet and the script."""
    return {name: next(path / name for path in folders(override) if (path / name).is_file()).read_bytes() for name in STATIC}
