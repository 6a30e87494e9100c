"""The site on localhost: built again when a draft, a template or a rule changes, and the browser told so."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread

from pipeline.errors import TravauxError
from pipeline.render.templates import environment
from pipeline.stamp import code_version
from pipeline.template_folders import folders

HOST = "127.0.0.1"
RULES = Path(str(files("pipeline"))) / "assess"
_OURS = {f"{HOST}", "localhost"}
_RELOAD = "/_travaux/reload.js"
_VERSION = "/_travaux/version"
_POLICY = ("script-src 'self'", "script-src 'self'; connect-src 'self'")
"""Only here may a page ask something: whether it is still the latest."""


@dataclass(slots=True)
class State:
    """What the pages ask for: which build this is, and what went wrong in it."""

    build: int = 0
    error: str = ""


Build = Callable[[], str]
"""Builds the site and gives what went wrong, empty for nothing."""


def serve(output: Path, watched: tuple[Path, ...], build: Build, port: int, say: Callable[[str], None]) -> None:
    """Build, serve `output` on localhost, and build again when a rule or something below `watched` changes, until interrupted.

    Raises TravauxError where the port is taken.
    """
    state = State()
    server = start(output, state, port)
    before: dict[Path, tuple[int, int]] | None = None
    try:
        while True:
            now = snapshot((*watched, RULES))
            if now != before:
                rebuild(state, build)
                say(f"built: {state.error}" if state.error else "built")
            if before is None:  # there is nothing to see before the first build
                say(f"http://localhost:{server.server_address[1]}/ (Ctrl-C ends it)")
            before = now
            time.sleep(1)
    except KeyboardInterrupt:
        say("ended")
    finally:
        server.shutdown()
        server.server_close()


def start(output: Path, state: State, port: int) -> ThreadingHTTPServer:
    """A server of `output` in a thread of its own; port 0 is any that is free. Raises TravauxError where the port is taken."""
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Handler, state, output))
    except OSError as error:
        raise TravauxError(f"port {port}: cannot be used ({error.strerror or error}); choose another with --port") from error
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def rebuild(state: State, build: Build) -> None:
    """Build once, by the rules as they are now, and note in `state` how it went: an error is shown in the pages, the old site stays."""
    code_version.cache_clear()
    try:
        state.error = build()
    except TravauxError as error:
        state.error = str(error)
    state.build += 1


def snapshot(watched: tuple[Path, ...]) -> dict[Path, tuple[int, int]]:
    """Time and size of every file below the watched folders."""
    return {path: (found.st_mtime_ns, found.st_size) for path, found in _files(watched)}


def _files(watched: tuple[Path, ...]) -> Iterator[tuple[Path, os.stat_result]]:
    for place in watched:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            try:
                found = path.stat()
            except OSError:  # gone since it was listed
                continue
            if path.is_file():
                yield path, found


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site; pages get the script that reloads them."""

    def __init__(self, state: State, output: Path, *arguments: object) -> None:
        self.state = state
        super().__init__(*arguments, directory=str(output))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request; only for this machine's own names, so that no foreign page can read drafts through one of its own."""
        if self.headers.get("Host", "").rpartition(":")[0] not in _OURS:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == _VERSION:
            self._send(str(self.state.build).encode("ascii"), "text/plain")
        elif self.path == _RELOAD:
            self._send(next(place / "reload.js" for place in folders() if (place / "reload.js").is_file()).read_bytes(), "text/javascript")
        else:
            self._page()

    def _page(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix != ".html":
            super().do_GET()
            return
        if self.state.error:
            self._send(environment()("error.html", message=self.state.error), "text/html; charset=utf-8")
            return
        missing = not path.is_file()
        path = Path(self.directory) / "404.html" if missing else path
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        text = text.replace(*_POLICY).replace("</head>", f'<script src="{_RELOAD}" defer></script>\n</head>')
        self._send(text.encode("utf-8"), "text/html; charset=utf-8", HTTPStatus.NOT_FOUND if missing else HTTPStatus.OK)

    def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Say nothing of each request."""
