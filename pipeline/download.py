"""One address -> one file: with redirects, limits, retries, and going on where an earlier try broke off."""

import http.client
import json
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote, urljoin

from pipeline.errors import FetchError
from pipeline.guarded import Allowed, check, opener

Report = Callable[[int, int], None]
"""Is told the bytes so far and, 0 where the server does not say, of how many."""
_REDIRECTS = 5
_PIECE = 64 * 1024
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be another a little later."""
_LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much (bytes), how long (seconds) and how often is tried for one file."""

    size: int = 100_000_000
    silence: float = 30.0
    longest: float = 1800.0
    tries: int = 4
    pause: float = 1.0
    """Before the second try; doubled for each one after."""


class _AgainError(Exception):
    """A failure that may pass; `pause` is what the server asked for, in seconds; `anew`: what was fetched so far is of no use."""

    def __init__(self, said: str, pause: float = 0.0, *, anew: bool = False) -> None:
        super().__init__(said)
        self.pause, self.anew = pause, anew


class _UnfinishedError(FetchError):
    """A failure after which a later run can go on."""


def download(address: str, part: Path, limits: Limits, allowed: Allowed, report: Report) -> None:
    """Fetch the address into the file `part`; what an earlier try left there is gone on with where the server can.

    Raises FetchError: refused, too large, not there, or still failing at the last try; `part` stays only where going on makes sense.
    """
    made = opener(allowed)
    for tried in range(1, limits.tries + 1):
        try:
            return _once(made, address, part, limits, allowed, report)
        except _UnfinishedError:
            raise
        except _AgainError as error:
            if error.anew:
                forget(part)
            if tried == limits.tries:
                raise FetchError(f"{address}: {error}; tried {tried} times") from error
            time.sleep(min(max(error.pause, limits.pause * 2 ** (tried - 1)), _LONGEST_PAUSE))
        except FetchError:
            forget(part)
            raise
    return None


def forget(part: Path) -> None:
    """Remove what was fetched so far."""
    part.unlink(missing_ok=True)
    _origin(part).unlink(missing_ok=True)


def _once(  # noqa: PLR0913, PLR0917 - as download
    made: urllib.request.OpenerDirector, address: str, part: Path, limits: Limits, allowed: Allowed, report: Report
) -> None:
    had, validator = _left(part, address)
    end = time.monotonic() + limits.longest
    with _failures(address, limits), _opened(made, address, had, validator, limits, allowed) as response:
        start = had if response.status == http.client.PARTIAL_CONTENT and _starts_at(response, had) else 0
        if response.status != http.client.OK and not start:
            raise _AgainError(f"answers with status {response.status} and no file", anew=True)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise FetchError(f"{address}: comes packed ({response.headers['Content-Encoding']}), which was not asked for")
        length = response.headers.get("Content-Length", "")
        whole = start + int(length) if length.isdigit() else 0
        if whole > limits.size:
            raise _too_large(address, limits)
        _origin(part).write_text(json.dumps({"address": address, "validator": _validator(response)}), encoding="utf-8")
        with part.open("ab" if start else "wb") as file:
            got = start
            while piece := response.read1(_PIECE):
                got += len(piece)
                if got > limits.size:
                    raise _too_large(address, limits)
                file.write(piece)
                report(got, whole)
                if time.monotonic() > end:
                    raise _UnfinishedError(f"{address}: took longer than {limits.longest:g} seconds; fetch again to go on with it")
        if got < whole:
            raise _AgainError(f"broke off after {got} of {whole} bytes")
    _origin(part).unlink(missing_ok=True)


def _opened(  # noqa: PLR0913, PLR0917 - all that a request needs
    made: urllib.request.OpenerDirector, address: str, had: int, validator: str, limits: Limits, allowed: Allowed
) -> http.client.HTTPResponse:
    """The answer at the end of the redirects. Raises HTTPError for any but 2xx."""
    headers = {"User-Agent": f"travaux/{version('travaux')}", "Accept": "*/*", "Accept-Encoding": "identity"}
    if had:
        headers |= {"Range": f"bytes={had}-", "If-Range": validator}
    place = address
    for _ in range(_REDIRECTS + 1):
        check(place, allowed)
        try:
            request = urllib.request.Request(quote(place, safe="%/:=&?~#+!$,;'@()*[]"), headers=headers)  # noqa: S310 - checked above
            answer: http.client.HTTPResponse = made.open(request, timeout=limits.silence)
        except urllib.error.HTTPError as error:
            target = error.headers.get("Location", "")
            if error.code not in (301, 302, 303, 307, 308) or not target:
                raise
            error.close()
            place = urljoin(place, target)
        else:
            return answer
    raise FetchError(f"{address}: redirects more than {_REDIRECTS} times")


@contextmanager
def _failures(address: str, limits: Limits) -> Iterator[None]:
    """What can go wrong on the way, as an error that says whether it may pass."""
    try:
        yield
    except urllib.error.HTTPError as error:
        error.close()
        anew = error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE
        if error.code in _AGAIN or anew:
            asked = error.headers.get("Retry-After", "")
            raise _AgainError(f"answers {error.code} {error.reason}", float(asked) if asked.isdigit() else 0.0, anew=anew) from error
        raise FetchError(f"{address}: answers {error.code} {error.reason}; check the address in a browser") from error
    except urllib.error.URLError as error:
        raise _unreached(address, error.reason, limits) from error
    except (OSError, http.client.HTTPException) as error:
        raise _unreached(address, error, limits) from error


def _unreached(address: str, reason: object, limits: Limits) -> Exception:
    if isinstance(reason, ssl.SSLCertVerificationError):
        return FetchError(f"{address}: its certificate is not valid ({reason.verify_message})")
    if isinstance(reason, socket.gaierror) and reason.errno != socket.EAI_AGAIN:
        return FetchError(f"{address}: there is no such host; check the address and your connection")
    if isinstance(reason, http.client.InvalidURL | UnicodeError):
        return FetchError(f"{address}: is no address ({reason})")
    if isinstance(reason, TimeoutError):
        return _AgainError(f"no answer for {limits.silence:g} seconds")
    return _AgainError(f"cannot be reached ({reason or type(reason).__name__})")


def _too_large(address: str, limits: Limits) -> FetchError:
    return FetchError(f"{address}: is larger than {limits.size / 1e6:g} MB; allow more with --max-size")


def _origin(part: Path) -> Path:
    """Where it is kept what an unfinished file is part of."""
    return part.with_name(f"{part.name}-of")


def _left(part: Path, address: str) -> tuple[int, str]:
    """(bytes that an earlier try left, how the server named that state of the file); (0, "") where they cannot be gone on with."""
    try:
        origin = json.loads(_origin(part).read_text(encoding="utf-8"))
        if origin["address"] == address and origin["validator"]:
            return part.stat().st_size, origin["validator"]
    except (OSError, ValueError, TypeError, KeyError):
        pass
    return 0, ""


def _validator(response: http.client.HTTPResponse) -> str:
    """The strong validator of the answer, for If-Range."""
    tag = response.headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", "")


def _starts_at(response: http.client.HTTPResponse, had: int) -> bool:
    return response.headers.get("Content-Range", "").startswith(f"bytes {had}-")
