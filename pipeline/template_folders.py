"""Where templates are looked for."""

from pathlib import Path

from pipeline.errors import TravauxError

_PACKAGE = Path(__file__).parent


def folders(override: Path | None = None) -> list[Path]:
    """The user's folder, the installed package's, the checkout's. Raises TravauxError where the user's is not there."""
    if override is not None and not override.is_dir():
        raise TravauxError(f"{override}: there is no such folder of templates; name one that holds .html files")
    return [path for path in (override, _PACKAGE / "templates", _PACKAGE.parent / "templates") if path is not None and path.is_dir()]
