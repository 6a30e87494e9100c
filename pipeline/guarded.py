"""HTTP connections that go only where they may: no address of one's own network, and https unless allowed.

The name is looked up once and the connection goes to the very address that was looked at, so a name that answers differently the
second time gains nothing. Redirects are not followed here: whoever follows one asks `check` again.
"""

import http.client
import ipaddress
import socket
import urllib.request
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from pipeline.errors import FetchError

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""Behind NAT64 an IPv4 address is the last four bytes of one of these."""
_LOCAL = (".localhost", ".local", ".internal")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is allowed beyond https to public addresses."""

    http: bool = False
    private: bool = False


def check(address: str, allowed: Allowed) -> None:
    """Raise FetchError when the address may not be fetched by its own words: another protocol, no host, a host of one's own network."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError(f"{address}: is no address ({error})") from error
    if parts.scheme == "http" and not allowed.http:
        raise FetchError(f"{address}: is not https; use an https address, or allow it with --allow-http")
    if parts.scheme not in ("https", "http") or not host or parts.username is not None:
        raise FetchError(f"{address}: is no address that can be fetched; it must be like https://example.org/draft.pdf")
    if not allowed.private and (_is_private(host) or f".{host.rstrip('.').lower()}".endswith(_LOCAL)):
        raise _private(host, "")


def opener(allowed: Allowed) -> urllib.request.OpenerDirector:
    """What opens http and https addresses as allowed, by the environment's proxies where it names any; every other answer than 2xx is raised."""
    proxies = urllib.request.getproxies()
    trusted = frozenset(place for address in proxies.values() if (place := _proxy(address)))
    made = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(proxies),
        _Plain(allowed, trusted),
        _Secure(allowed, trusted),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        made.add_handler(handler)
    return made


class _Guarded(http.client.HTTPConnection):
    """Connects to an address that was looked at; to the user's own proxy as it is."""

    allowed = Allowed()
    trusted: frozenset[tuple[str, int]] = frozenset()

    def connect(self) -> None:
        if (self.host, self.port) in self.trusted:
            super().connect()
        else:
            self.sock = _connected(self.host, self.port, self.timeout, self.allowed)


class _GuardedSecure(http.client.HTTPSConnection, _Guarded):
    """The same, and then TLS with the certificate checked: the parent's `connect` calls ours."""


def _connection(kind: type[_Guarded], allowed: Allowed, trusted: frozenset[tuple[str, int]], host: str, **named: Any) -> _Guarded:  # noqa: ANN401 - urllib's
    made = kind(host, **named)
    made.allowed, made.trusted = allowed, trusted
    return made


class _Plain(urllib.request.HTTPHandler):
    def __init__(self, allowed: Allowed, trusted: frozenset[tuple[str, int]]) -> None:
        super().__init__()
        self.connection = partial(_connection, _Guarded, allowed, trusted)

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self.connection, req)


class _Secure(urllib.request.HTTPSHandler):
    def __init__(self, allowed: Allowed, trusted: frozenset[tuple[str, int]]) -> None:
        super().__init__()
        self.connection = partial(_connection, _GuardedSecure, allowed, trusted)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self.connection, req)


def _connected(host: str, port: int, timeout: float | None, allowed: Allowed) -> socket.socket:
    """A socket to the first of the host's addresses that answers. Raises FetchError when one of them is private, OSError when none answers."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, place in found:
        if not allowed.private and _is_private(str(place[0])):
            raise _private(host, str(place[0]))
    failure = OSError(f"{host} has no address")
    for family, kind, protocol, _, place in found:
        made = socket.socket(family, kind, protocol)
        try:
            made.settimeout(timeout)
            made.connect(place)
        except OSError as error:
            made.close()
            failure = error
        else:
            return made
    raise failure


def _private(host: str, address: str) -> FetchError:
    shown = f"{host} ({address})" if address and address != host else host
    return FetchError(f"{shown} is an address of a private network; allow it with --allow-private")


def _is_private(host: str) -> bool:
    """Whether it is written as an IP address that is not one of the public internet."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _TRANSLATED:
            inner = ipaddress.IPv4Address(address.packed[-4:])
        address = inner or address
    return not address.is_global or address.is_multicast


def _proxy(address: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    return (host, port or 80) if host else None
