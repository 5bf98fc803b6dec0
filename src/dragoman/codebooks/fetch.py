"""A polite client for one service: who asks is said, answers are bounded in time and size, busy services get a rest.

The standard library's urllib is enough for the one request that Dragoman ever makes, and adds nothing to install; what
it lacks (a limit on size, on the whole time of an answer, retries) is here.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPMessage
from importlib.metadata import version
from typing import IO

from dragoman.errors import BadAnswer, TooLarge, Unreachable, UsageError

_CHUNK = 64 * 1024
_BUSY = (429, 500, 502, 503, 504)
_NOTHING = "Check the address, the network and the proxy settings; nothing was changed"


@dataclass(frozen=True, slots=True)
class Manners:
    """How a service is asked: seconds, bytes, and how often. The pause doubles with each try; `sleep` waits it."""

    timeout: float = 60.0
    whole: float = 180.0
    limit: int = 64 * 1024 * 1024
    tries: int = 4
    pause: float = 2.0
    longest_pause: float = 60.0
    sleep: Callable[[float], None] = time.sleep


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows redirects, as urllib does to the web only, but never from https to http."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        new, old = urllib.parse.urlsplit(newurl).scheme, urllib.parse.urlsplit(req.full_url).scheme
        if old == "https" and new == "http":
            raise urllib.error.HTTPError(req.full_url, code, f"sent on to {newurl[:200]!r}", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def ask(address: str, fields: dict[str, str], accept: str, manners: Manners | None = None) -> bytes:
    """The body of the answer to a form sent to an address by GET.

    Args:
        address: an http or https address.
        fields: what is asked, by name.
        accept: the media type wanted.
        manners: limits; the usual ones when not given.

    Raises:
        UsageError: the address is none of the web.
        Unreachable: no answer in time, a refusal, or a service busy at every try.
        BadAnswer: another media type, or an answer cut short.
        TooLarge: an answer over the limit.
    """
    manners = manners or Manners()
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{address!r} is no http or https address", hint="Give the address of a SPARQL service")
    query = urllib.parse.urlencode(fields)
    full = urllib.parse.urlunsplit(parts._replace(query=f"{parts.query}&{query}" if parts.query else query))
    request = urllib.request.Request(full, headers={"Accept": accept, "User-Agent": _agent()})
    pause = manners.pause
    for trial in range(1, manners.tries + 1):
        try:
            return _once(request, address, accept, manners)
        except urllib.error.HTTPError as error:
            with error:
                if error.code not in _BUSY or trial == manners.tries:
                    raise Unreachable(
                        f"the service answers {error.code} {error.reason}", path=address, hint=_NOTHING
                    ) from error
                wait = _asked_to_wait(error.headers.get("Retry-After"), pause)
        except (urllib.error.URLError, TimeoutError, http.client.HTTPException, OSError) as error:
            if trial == manners.tries:
                reason = getattr(error, "reason", None) or error
                what = f"no whole answer after {trial} tries: {str(reason) or type(reason).__name__}"
                raise Unreachable(what, path=address, hint=_NOTHING) from error
            wait = pause
        manners.sleep(min(wait, manners.longest_pause))
        pause *= 2
    raise AssertionError("the last try returns or raises")


def _agent() -> str:
    return f"dragoman/{version('dragoman')} (conflict event coder; dragoman actors update)"


def _asked_to_wait(header: str | None, pause: float) -> float:
    """The seconds a busy service asks for; our own pause when it names none, or names a date."""
    return max(pause, float(header)) if header and header.strip().isdecimal() else pause


def _once(request: urllib.request.Request, address: str, accept: str, manners: Manners) -> bytes:
    opener = urllib.request.build_opener(_Stay)
    begun = time.monotonic()
    with opener.open(request, timeout=manners.timeout) as answer:
        kind = answer.headers.get_content_type()
        if kind not in (accept, "application/json"):
            raise BadAnswer(f"the answer is {kind}, not {accept}", path=address, hint=_NOTHING)
        expected = answer.headers.get("Content-Length", "")
        parts: list[bytes] = []
        size = 0
        while chunk := answer.read1(_CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > manners.limit:
                raise TooLarge(
                    f"an answer of more than {manners.limit} bytes", path=address, hint="Use a later --since"
                )
            if time.monotonic() - begun > manners.whole:
                raise TimeoutError(f"the answer takes more than {manners.whole:g} seconds")
        if expected.isdecimal() and size < int(expected):
            raise http.client.IncompleteRead(b"", int(expected) - size)
    return b"".join(parts)
