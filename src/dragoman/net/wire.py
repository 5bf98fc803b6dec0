"""The wire: connections to checked addresses only, with the bytes and the seconds of each answer counted.

One connection for each question: what is checked is what is connected to, at that moment, so a name that changes its
address in between leads nowhere new, and no connection of one host is ever used for another.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import time
import urllib.request
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore2
import httpx2

from dragoman.errors import TooLarge

from .addresses import port_of, resolved
from .manners import Manners

_HEADERS = 1_000_000  # bytes of headers, of TLS and of chunks' sizes that come on top of a body


class UnknownName(httpcore2.ConnectError):
    """A name that nobody has; asking again changes nothing."""


class Meter:
    """What one answer has cost so far, and may cost."""

    def __init__(self, manners: Manners, limit: int) -> None:
        self.end = time.monotonic() + manners.whole
        self.whole, self.limit, self.size = manners.whole, limit, 0

    def left(self, timeout: float | None) -> float:
        """The seconds that the next step may take."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout(f"it takes more than {self.whole:g} seconds")
        return left if timeout is None else min(left, timeout)

    def count(self, size: int) -> None:
        """Adds bytes that have come."""
        self.size += size
        if self.size > self.limit + _HEADERS:
            raise TooLarge(f"an answer of more than {self.limit:,} bytes", hint="Raise the limit if it is meant")


class _Metered(httpcore2.NetworkStream):
    """A stream that keeps to its meter."""

    def __init__(self, inner: httpcore2.NetworkStream, meter: Meter) -> None:
        self._inner, self._meter = inner, meter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(max_bytes, self._meter.left(timeout))
        self._meter.count(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._meter.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Metered(self._inner.start_tls(ssl_context, server_hostname, self._meter.left(timeout)), self._meter)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Checked(httpcore2.NetworkBackend):
    """Connects to the very addresses that were checked."""

    def __init__(self, meter: Meter, private: tuple[str, ...]) -> None:
        self._meter, self._private, self._plain = meter, private, httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        last: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in _addresses(host, port, self._private):
            try:
                inner = self._plain.connect_tcp(address, port, self._meter.left(timeout), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
                continue
            return _Metered(inner, self._meter)
        raise last


def _addresses(host: str, port: int, private: tuple[str, ...]) -> list[str]:
    try:
        return resolved(host, port, private)
    except socket.gaierror as error:
        kind = httpcore2.ConnectError if error.errno == socket.EAI_AGAIN else UnknownName
        raise kind(f"{host}: {error.strerror}") from error
    except (OSError, UnicodeError) as error:
        raise UnknownName(f"{host}: {error}") from error


class Wire(httpx2.BaseTransport):
    """A transport for one question."""

    def __init__(self, url: httpx2.URL, manners: Manners, limit: int, context: ssl.SSLContext) -> None:
        meter = Meter(manners, limit)
        proxy = _proxy(url) if manners.proxies else None
        self._pool: httpcore2.ConnectionPool
        if proxy is None:
            backend = _Checked(meter, manners.private)
            self._pool = httpcore2.ConnectionPool(context, max_connections=1, network_backend=backend)
        else:
            # The proxy resolves the name and is trusted to know where it may go; what can be checked here is.
            with contextlib.suppress(OSError, UnicodeError):
                resolved(url.host, port_of(url), manners.private)
            backend = _Checked(meter, ("*",))
            auth = (proxy.username, proxy.password) if proxy.userinfo else None
            address = str(proxy.copy_with(username="", password=""))
            self._pool = httpcore2.HTTPProxy(
                address, auth, ssl_context=context, max_connections=1, network_backend=backend
            )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Asks; the errors are those of httpcore2."""
        url = request.url
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Hangs up."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _proxy(url: httpx2.URL) -> httpx2.URL | None:
    """The proxy that the environment names for an address."""
    named = urllib.request.getproxies().get(url.scheme)
    if not named or urllib.request.proxy_bypass(f"{url.host}:{port_of(url)}"):
        return None
    proxy = httpx2.URL(named if "://" in named else f"http://{named}")
    return proxy if proxy.scheme in ("http", "https") and proxy.host else None
