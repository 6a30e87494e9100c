"""Downloads from a server on this machine that behaves well and badly."""

import socket
import time

import pytest
import trustme
from bad_server import serving

from pipeline import guarded
from pipeline.download import Limits, download
from pipeline.errors import FetchError
from pipeline.guarded import Allowed, check

FILE = bytes(range(256)) * 1200
HERE = Allowed(http=True, private=True)
QUICK = Limits(silence=2, tries=3, pause=0.01)


@pytest.fixture(scope="module", autouse=True)
def no_proxy():
    with pytest.MonkeyPatch.context() as patch:
        for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        yield


@pytest.fixture
def server():
    with serving({"a.pdf": FILE}) as made:
        yield made


def fetched(server, way, tmp_path, limits=QUICK, allowed=HERE):
    part = tmp_path / ".a.pdf.part"
    told = []
    download(f"{server.base}/{way}/a.pdf", part, limits, allowed, lambda got, whole: told.append((got, whole)))
    assert [path.name for path in tmp_path.iterdir()] == [".a.pdf.part"]
    return part.read_bytes(), told


@pytest.mark.parametrize(
    ("way", "requests"),
    [
        ("good", 1),
        ("busy-then-good", 3),
        ("cut-then-good", 2),
        ("cut-then-new", 2),
        ("cut-then-whole", 2),
        ("cut-without-tag", 2),
        ("wrong-part", 3),
        ("chunked-cut-then-good", 2),
        ("unsized", 1),
        ("to/good", 2),
        ("to/to/to/to/to/good", 6),
    ],
)
def test_the_whole_file_comes_in_the_end(server, tmp_path, way, requests):
    content, told = fetched(server, way, tmp_path)
    assert content == FILE
    assert len(server.seen) == requests
    assert told[-1] == (len(FILE), 0 if way == "unsized" else len(FILE))


def test_it_goes_on_where_it_broke_off(server, tmp_path):
    fetched(server, "cut-then-good", tmp_path)
    assert server.ranges() == [None, f"bytes={len(FILE) // 2}-"]
    assert server.seen[1][1]["If-Range"] == '"one"'


def test_a_later_run_goes_on_where_the_last_one_broke_off(server, tmp_path):
    part = tmp_path / ".a.pdf.part"
    with pytest.raises(FetchError, match=r"took longer than 0\.3 seconds"):
        download(f"{server.base}/dripping/a.pdf", part, Limits(longest=0.3), HERE, lambda *_: None)
    had = part.stat().st_size
    assert 0 < had < len(FILE)
    origin = part.with_name(".a.pdf.part-of")
    origin.write_text(origin.read_text().replace("dripping", "good"))
    assert fetched(server, "good", tmp_path)[0] == FILE
    assert server.ranges() == [None, f"bytes={had}-"]


def test_what_was_left_of_another_address_is_not_gone_on_with(server, tmp_path):
    (tmp_path / ".a.pdf.part").write_bytes(b"other")
    (tmp_path / ".a.pdf.part-of").write_text('{"address": "https://example.org/", "validator": "x"}')
    assert fetched(server, "good", tmp_path)[0] == FILE
    assert server.ranges() == [None]


@pytest.mark.parametrize("left", ["", "{", "[]", '{"address": 1}'])
def test_a_damaged_note_of_what_was_left_is_ignored(server, tmp_path, left):
    (tmp_path / ".a.pdf.part").write_bytes(b"other")
    (tmp_path / ".a.pdf.part-of").write_text(left)
    assert fetched(server, "good", tmp_path)[0] == FILE


def test_a_finished_part_that_was_not_put_in_place_is_fetched_anew(server, tmp_path):
    (tmp_path / ".a.pdf.part").write_bytes(FILE)
    (tmp_path / ".a.pdf.part-of").write_text(f'{{"address": "{server.base}/good/a.pdf", "validator": "\\"one\\""}}')
    assert fetched(server, "good", tmp_path)[0] == FILE
    assert len(server.seen) == 2


@pytest.mark.parametrize(
    ("way", "said", "requests"),
    [
        ("missing", "answers 404 Not Found; check the address", 1),
        ("busy", "answers 503 Service Unavailable; tried 3 times", 3),
        ("cut", f"broke off after {len(FILE) // 2} of {len(FILE)} bytes; tried 3 times", 3),
        ("huge", "is larger than 1 MB; allow more with --max-size", 1),
        ("huge-unsized", "is larger than 1 MB", 1),
        ("packed", r"comes packed \(gzip\)", 1),
        ("silent", "no answer for 0.2 seconds; tried 3 times", 3),
        ("round", "redirects more than 5 times", 6),
        ("to-file", "file:///etc/passwd: is no address that can be fetched", 1),
    ],
)
def test_what_goes_wrong_is_told_and_leaves_nothing_useless(server, tmp_path, way, said, requests):
    limits = Limits(size=1_000_000, silence=0.2, tries=3, pause=0.01)
    with pytest.raises(FetchError, match=said):
        fetched(server, way, tmp_path, limits)
    assert len(server.seen) == requests
    if "tried" not in said:
        assert list(tmp_path.iterdir()) == []


def test_pauses_grow_and_the_server_may_ask_for_more(server, tmp_path):
    start = time.monotonic()
    with pytest.raises(FetchError, match="tried 3 times"):
        fetched(server, "busy", tmp_path, Limits(tries=3, pause=0.1))
    assert time.monotonic() - start >= 0.3


def test_nobody_at_home(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match=r"cannot be reached .*; tried 2 times"):
        download(f"http://127.0.0.1:{port}/a", tmp_path / "x", Limits(tries=2, pause=0.01), HERE, lambda *_: None)


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/a",
        "https://10.1.2.3/a",
        "https://192.168.0.1/a",
        "https://169.254.169.254/latest",
        "https://100.64.0.1/a",
        "https://0.0.0.0/a",
        "https://[::1]/a",
        "https://[fe80::1%25eth0]/a",
        "https://[fc00::1]/a",
        "https://[::ffff:127.0.0.1]/a",
        "https://[64:ff9b::10.0.0.1]/a",
        "https://[2002:7f00:1::]/a",
        "https://224.0.0.1/a",
        "https://localhost/a",
        "https://LOCALHOST./a",
        "https://x.local/a",
    ],
)
def test_private_addresses_are_refused_unless_allowed(address):
    with pytest.raises(FetchError, match="private network; allow it with --allow-private"):
        check(address, Allowed())
    check(address, Allowed(private=True))


@pytest.mark.parametrize("address", ["https://93.184.216.34/a", "https://[2606:2800:220:1::1]/a", "https://localhost.example.org/a"])
def test_public_addresses_are_allowed(address):
    check(address, Allowed())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://example.org/a", "is not https"),
        ("ftp://example.org/a", "is no address"),
        ("file:///etc/passwd", "is no address"),
        ("https:///a", "is no address"),
        ("example.org/a", "is no address"),
        ("https://user:word@example.org/a", "is no address"),
        ("https://example.org:99999/a", "is no address"),
        ("https://[::1/a", "is no address"),
    ],
)
def test_other_addresses_are_refused(address, said):
    with pytest.raises(FetchError, match=said):
        check(address, Allowed(private=True))


def answering(*addresses):
    """A name server whose answers are given, one set a question."""
    answers = iter(addresses)
    return lambda host, port, *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in next(answers)]


@pytest.mark.parametrize("found", [("127.0.0.1",), ("93.184.216.34", "10.0.0.1")])
def test_a_public_name_with_a_private_address_is_refused(server, tmp_path, monkeypatch, found):
    monkeypatch.setattr(guarded.socket, "getaddrinfo", answering(found))
    address = f"http://drafts.test:{server.server_address[1]}/good/a.pdf"
    with pytest.raises(FetchError, match="private network"):
        download(address, tmp_path / "x", QUICK, Allowed(http=True), lambda *_: None)
    assert server.seen == []


def test_the_connection_goes_to_the_address_that_was_looked_at(server, tmp_path, monkeypatch):
    """A name that answers with a private address the second time it is asked gains nothing: it is asked once."""
    monkeypatch.setattr(guarded.socket, "getaddrinfo", answering(("127.0.0.1",), ("10.0.0.1",)))
    monkeypatch.setattr(guarded, "_is_private", lambda host: host.startswith("10."))
    download(f"http://drafts.test:{server.server_address[1]}/good/a.pdf", tmp_path / "x", QUICK, Allowed(http=True), lambda *_: None)
    assert (tmp_path / "x").read_bytes() == FILE
    with pytest.raises(FetchError, match="private network"):
        download(f"http://drafts.test:{server.server_address[1]}/good/a.pdf", tmp_path / "y", QUICK, Allowed(http=True), lambda *_: None)


def test_a_redirect_to_a_private_address_is_refused(server, tmp_path, monkeypatch):
    monkeypatch.setattr(guarded, "_is_private", lambda host: host == "127.0.0.2")
    with pytest.raises(FetchError, match=r"127.0.0.2 is an address of a private network"):
        fetched(server, "to-private", tmp_path, allowed=Allowed(http=True))
    assert len(server.seen) == 1


def test_an_unknown_name(tmp_path, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(guarded.socket, "getaddrinfo", unknown)
    with pytest.raises(FetchError, match="there is no such host"):
        download("https://drafts.test/a", tmp_path / "x", QUICK, Allowed(), lambda *_: None)


def test_the_certificate_is_checked(tmp_path, monkeypatch):
    authority = trustme.CA()
    with serving({"a.pdf": FILE}, authority.issue_cert("127.0.0.1")) as secure:
        address = f"https://127.0.0.1:{secure.server_address[1]}/good/a.pdf"
        with pytest.raises(FetchError, match="its certificate is not valid"):
            download(address, tmp_path / "x", QUICK, Allowed(private=True), lambda *_: None)
        authority.cert_pem.write_to_path(tmp_path / "authority.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        download(address, tmp_path / "x", QUICK, Allowed(private=True), lambda *_: None)
        assert (tmp_path / "x").read_bytes() == FILE
        with pytest.raises(FetchError, match="is an address of a private network"):
            download(address, tmp_path / "x", QUICK, Allowed(), lambda *_: None)


def test_https_does_not_lead_to_http(tmp_path, monkeypatch):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with serving({}, authority.issue_cert("127.0.0.1")) as secure, pytest.raises(FetchError, match=r"http://example.test.* is not https"):
        download(f"https://127.0.0.1:{secure.server_address[1]}/to-http/a", tmp_path / "x", QUICK, Allowed(private=True), lambda *_: None)


def test_the_users_proxy_is_used_though_it_is_near(server, tmp_path, monkeypatch):
    monkeypatch.setenv("http_proxy", server.base)
    monkeypatch.setattr("bad_server.Handler.serve_http:", lambda self, *_: self.answer(FILE), raising=False)
    download("http://drafts.test/good/a.pdf", tmp_path / "x", QUICK, Allowed(http=True), lambda *_: None)
    assert (tmp_path / "x").read_bytes() == FILE
    assert server.seen[0][0] == "http://drafts.test/good/a.pdf"
    with pytest.raises(FetchError, match="private network"):
        download("http://10.0.0.1/good/a.pdf", tmp_path / "x", QUICK, Allowed(http=True), lambda *_: None)
