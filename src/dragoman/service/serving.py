"""Metrics and health over HTTP, for the machine's own monitoring."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dragoman.errors import UsageError

from .metrics import Metrics

_IDLE = 600.0  # seconds without a stir after which the service does not count as healthy: longer than any one batch
_TIMEOUT = 10.0  # seconds that a question may take to come in


class _Handler(BaseHTTPRequestHandler):
    metrics: Metrics
    timeout = _TIMEOUT

    def do_GET(self) -> None:
        """Answer /metrics and /healthz."""
        path = self.path.partition("?")[0]
        if path == "/metrics":
            self._send(200, self.metrics.text(), "text/plain; version=0.0.4; charset=utf-8")
        elif path == "/healthz":
            wrong = self.metrics.health(_IDLE)
            self._send(503 if wrong else 200, f"{wrong or 'ok'}\n")
        else:
            self._send(404, "/metrics and /healthz are here\n")

    def _send(self, status: int, text: str, kind: str = "text/plain; charset=utf-8") -> None:
        raw = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: object) -> None:
        """The journal is for the sources."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever hangs up is no news."""


class _Server6(_Server):
    address_family = socket.AF_INET6


@contextmanager
def serving(metrics: Metrics, host: str, port: int) -> Iterator[tuple[str, int]]:
    """Serve metrics while the block lasts; the host and port that are listened on (port 0 takes a free one).

    Raises:
        UsageError: nobody can listen there.
    """
    kind = _Server6 if ":" in host else _Server
    try:
        server = kind((host, port), type("Handler", (_Handler,), {"metrics": metrics}))
    except (OSError, OverflowError) as error:
        raise UsageError(f"cannot listen on {host}:{port}: {error}", hint="Give another port to --metrics") from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield host, server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def listening(text: str) -> tuple[str, int]:
    """Host and port of "9111", "0.0.0.0:9111" or "[::]:9111"; the loopback where no host is named.

    Raises:
        UsageError: it is none of these.
    """
    host, colon, port = text.rpartition(":")
    if not port.isascii() or not port.isdecimal() or int(port) > 65535 or (colon and not host):
        raise UsageError(f"{text!r} is no port", hint="Give a port, or a host and a port as in 127.0.0.1:9111")
    return host.strip("[]") or "127.0.0.1", int(port)
