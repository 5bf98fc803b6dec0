"""A real server on this machine that speaks the SPARQL JSON results format, and misbehaves on request."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

OFFICES = {
    "P35": "head_of_state",
    "P6": "head_of_government",
    "foreign": "foreign_minister",
    "defen": "defence_minister",
}


def point(day: str) -> dict[str, str]:
    return {"type": "literal", "value": f"{day}T00:00:00Z"}


def binding(iso3, name, start, end="", title="Minister", precision="11"):
    row = {"iso3": iso3, "person": f"Q{abs(hash(name)) % 10**6}", "name": name, "title": title}
    found = {key: {"type": "literal", "value": value} for key, value in row.items()}
    for key, day in (("start", start), ("end", end)):
        if day:
            found[key] = point(day)
            found[f"{key}Rough"] = {"type": "literal", "value": precision}
    return found


class Service:
    """What the server holds (`terms` by office), what it was asked, and how it answers next (`script`)."""

    def __init__(self) -> None:
        self.terms: dict[str, list[dict]] = {}
        self.asked: list[dict[str, str]] = []
        self.agents: list[str] = []
        self.script: list[str] = []
        self.address = ""

    def page(self, query: str) -> list[dict]:
        office = next(office for mark, office in OFFICES.items() if re.search(rf"ps:{mark}\b|\"{mark}", query))
        limit, offset = (int(re.search(rf"{word} (\d+)", query)[1]) for word in ("LIMIT", "OFFSET"))
        return self.terms.get(office, [])[offset : offset + limit]


class _Handler(BaseHTTPRequestHandler):
    service: Service

    def do_GET(self) -> None:
        fields = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        self.service.asked.append(fields)
        self.service.agents.append(self.headers["User-Agent"])
        act = self.service.script.pop(0) if self.service.script else "answer"
        body = json.dumps({"head": {"vars": []}, "results": {"bindings": self.service.page(fields["query"])}}).encode()
        getattr(self, f"_{act}")(body)

    def _send(self, status: int, body: bytes, kind: str = "application/sparql-results+json", **headers: str) -> None:
        try:
            self._sent(status, body, kind, headers)
        except OSError:
            return  # the client has had enough

    def _sent(self, status: int, body: bytes, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, body: bytes) -> None:
        self._send(200, body)

    def _busy(self, body: bytes) -> None:
        self._send(429, b"slow down", "text/plain", Retry_After="7")

    def _broken(self, body: bytes) -> None:
        self._send(500, b"oops", "text/plain")

    def _refused(self, body: bytes) -> None:
        self._send(403, b"no", "text/plain")

    def _login(self, body: bytes) -> None:
        self._send(200, b"<html>sign in</html>", "text/html")

    def _garbage(self, body: bytes) -> None:
        self._send(200, b'{"results": {"bindings": [{"iso3": 3')

    def _other(self, body: bytes) -> None:
        self._send(200, b'{"results": [1, 2]}')

    def _latin(self, body: bytes) -> None:
        self._send(200, b'{"results": {"bindings": [{"name": {"value": "\xe9"}}]}}')

    def _short(self, body: bytes) -> None:
        self._send(200, body[: len(body) // 2], Content_Length=str(len(body)))
        self.close_connection = True

    def _huge(self, body: bytes) -> None:
        self._send(200, b" " * 300_000 + body)

    def _same(self, body: bytes) -> None:
        rows = self.service.terms["head_of_state"][:2]
        self._send(200, json.dumps({"results": {"bindings": rows}}).encode())

    def _away(self, body: bytes) -> None:
        self._send(302, b"", Location="file:///etc/hostname")

    def _slow(self, body: bytes) -> None:
        time.sleep(1.5)
        self._answer(body)

    def _drip(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        try:
            for _ in range(30):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return  # the client has had enough

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Service]:
    """A service on a free port, while the block lasts."""
    service = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"service": service}))
    server.daemon_threads = True
    service.address = f"http://127.0.0.1:{server.server_address[1]}/sparql"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
