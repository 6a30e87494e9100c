"""A server on this machine that serves drafts well and badly: what it does is told by the path."""

import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server(ThreadingHTTPServer):
    """`files` are served as they are; `seen` are the requests in order: (path, headers)."""

    daemon_threads = True

    def handle_error(self, *_):
        """A client that hangs up is part of the tests."""

    def __init__(self, files):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files, self.seen = files, []
        self.released = threading.Event()

    @property
    def base(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def ranges(self):
        return [headers.get("Range") for _, headers in self.seen]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        way, _, name = self.path.lstrip("/").partition("/")
        name = name.partition("?")[0]
        getattr(self, f"serve_{way.replace('-', '_')}")(self.server.files.get(name, b""), name)

    def visits(self):
        return sum(path == self.path for path, _ in self.server.seen)

    def answer(self, content, status=200, length=None, **headers):
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        if length is not False:
            self.send_header("Content-Length", str(len(content) if length is None else length))
        if length is False or (length or 0) > len(content):
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(content)

    def part(self, content, tag='"one"', **more):
        """The part asked for, when it is a part of the same state of the file."""
        asked = self.headers.get("Range")
        if asked is None or self.headers.get("If-Range") != tag:
            return self.answer(content, ETag=tag, **more)
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        if start >= len(content):
            return self.answer(b"", 416, Content_Range=f"bytes */{len(content)}")
        return self.answer(content[start:], 206, ETag=tag, Content_Range=f"bytes {start}-{len(content) - 1}/{len(content)}")

    def serve_good(self, content, _):
        self.part(content)

    def serve_missing(self, *_):
        self.answer(b"<html><body>404</body></html>", 404)

    def serve_busy_then_good(self, content, _):
        if self.visits() < 3:
            return self.answer(b"later", 503, Retry_After="0")
        return self.answer(content)

    def serve_busy(self, *_):
        self.answer(b"later", 503)

    def serve_cut_then_good(self, content, _):
        """Breaks off half way the first time; can go on."""
        if self.visits() == 1:
            return self.answer(content[: len(content) // 2], length=len(content), ETag='"one"')
        return self.part(content)

    def serve_cut_then_new(self, content, _):
        """Breaks off the first time, and has another state of the file then."""
        if self.visits() == 1:
            return self.answer(b"old" * 100, length=len(content), ETag='"old"')
        return self.part(content, '"new"')

    def serve_cut_then_whole(self, content, _):
        """Breaks off the first time, and knows of no parts."""
        return self.answer(content[: len(content) // 2] if self.visits() == 1 else content, length=len(content), ETag='"one"')

    def serve_cut_without_tag(self, content, _):
        self.answer(content[: len(content) // 2] if self.visits() == 1 else content, length=len(content))

    def serve_cut(self, content, _):
        self.answer(content[: len(content) // 2], length=len(content))

    def serve_chunked_cut_then_good(self, content, _):
        """Says no length, and hangs up in the middle of a piece the first time."""
        if self.visits() > 1:
            self.part(content)
            return
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("ETag", '"one"')
        self.end_headers()
        self.wfile.write(b"%x\r\n" % len(content) + content[:1000])
        self.close_connection = True

    def serve_wrong_part(self, content, _):
        if self.visits() == 1:
            return self.answer(content[:100], length=len(content), ETag='"one"')
        if self.headers.get("Range"):
            return self.answer(content[:50], 206, ETag='"one"', Content_Range=f"bytes 0-49/{len(content)}")
        return self.answer(content)

    def serve_unsized(self, content, _):
        self.answer(content, length=False)

    def serve_huge(self, *_):
        self.answer(b"%PDF-", length=10**12)

    def serve_huge_unsized(self, *_):
        self.answer(b"%PDF-" + b"x" * 3_000_000, length=False)

    def serve_page(self, *_):
        self.answer(b"<!DOCTYPE html><html><head><title>Please wait</title></head><body><p>Checking</p></body></html>")

    def serve_picture(self, *_):
        self.answer(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)

    def serve_empty(self, *_):
        self.answer(b"")

    def serve_packed(self, content, _):
        self.answer(content, Content_Encoding="gzip")

    def serve_silent(self, *_):
        self.server.released.wait(5)
        self.answer(b"late")

    def serve_dripping(self, content, _):
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", '"one"')
        self.end_headers()
        for byte in content:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            if self.server.released.wait(0.05):
                return

    def serve_to(self, _, target):
        """/to/good/a.pdf leads to /good/a.pdf, by way of a relative address."""
        self.answer(b"", 302, Location=f"/{target}")

    def serve_round(self, *_):
        self.answer(b"", 302, Location=self.path)

    def serve_to_file(self, *_):
        self.answer(b"", 302, Location="file:///etc/passwd")

    def serve_to_http(self, *_):
        self.answer(b"", 302, Location=f"http://example.test:{self.server.server_address[1]}/good/a.txt")

    def serve_to_private(self, *_):
        self.answer(b"", 302, Location=f"{self.server.base.replace('127.0.0.1', '127.0.0.2')}/good/a.txt")


@contextmanager
def serving(files, certificate=None):
    """A server of these files; over TLS with a certificate."""
    server = Server(files)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
