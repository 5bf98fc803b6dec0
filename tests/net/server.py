"""A real web server on this machine, with every bad habit that servers have: a page is what its path says it is."""

from __future__ import annotations

import gzip
import hashlib
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli

from dragoman.net import Client, Manners

MODIFIED = "Tue, 07 May 2024 10:00:00 GMT"


def article(title: str = "Envoys meet in Geneva", day: str = "2024-05-07", more: str = "", head: str = "") -> str:
    """A news page."""
    return f"""<!DOCTYPE html><html><head><title>{title}</title>
<meta property="og:site_name" content="The Example"><meta property="article:published_time" content="{day}">{head}
</head><body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>
<p>The envoys of both sides met in Geneva on Monday for a second round of talks, the hosts said.</p>
<p>They agreed to meet again and to keep a line open, a joint statement said on the same evening. {more}</p>
</article></body></html>"""


def rss(count: int, first: int = 0) -> bytes:
    """A feed with so many items."""
    items = "".join(
        f"<item><title>Round {number}</title><link>/news/{number}</link><guid>tag:example.org,{number}</guid>"
        "<pubDate>Tue, 07 May 2024 10:00:00 +0200</pubDate>"
        "<description><![CDATA[<p>The envoys met in <b>Geneva</b> &amp; agreed to meet again.</p>]]></description>"
        "</item>"
        for number in range(first, first + count)
    )
    title = "<title>The Example</title><link>https://example.org/</link>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{title}{items}</channel></rss>'.encode()


class Web:
    """What the server was asked, and what it has: `pages` by path (functions of the handler), `robots`."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.robots: tuple[int, bytes] = (404, b"")
        self.pages: dict[str, Callable[[Handler], None]] = {}
        self.texts: dict[str, tuple[str, bytes]] = {}
        self.host = ""
        self.address = ""
        self.scheme = "http"

    def url(self, path: str) -> str:
        return self.address + path

    def has(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8") -> str:
        """Gives the server a page; its address."""
        self.texts[path] = (kind, body.encode() if isinstance(body, str) else body)
        return self.url(path)

    def manners(self, **changes) -> Manners:
        """Of a client that may come here, and does not make the test wait."""
        usual = {"private": (self.host,), "sleep": lambda seconds: None, "timeout": 5.0, "whole": 10.0, "interval": 0.0}
        return Manners(**{**usual, **changes})

    def client(self, **changes) -> Client:
        return Client(self.manners(**changes))

    def pages_asked(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]


class Handler(BaseHTTPRequestHandler):
    """Answers; what is asked for is in `self.path`."""

    web: Web
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.web.asked.append(self.path)
        self.web.headers.append({name.lower(): value for name, value in self.headers.items()})
        try:
            self._answer(self.path.partition("?")[0])
        except OSError:
            self.close_connection = True  # the client has had enough

    def _answer(self, path: str) -> None:
        name = path.strip("/").partition("/")[0].replace("-", "_")
        if path == "/robots.txt":
            self.send(*self.web.robots, kind="text/plain")
        elif path in self.web.pages:
            self.web.pages[path](self)
        elif path in self.web.texts:
            kind, body = self.web.texts[path]
            self.validated(body, kind)
        elif hasattr(self, f"page_{name}"):
            getattr(self, f"page_{name}")()
        else:
            self.send(404, b"no such page", kind="text/plain")

    def send(self, status: int, body: bytes = b"", kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for key, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def validated(self, body: bytes, kind: str) -> None:
        etag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        if self.headers["If-None-Match"] == etag:
            self.send(304, ETag=etag)
        else:
            self.send(200, body, kind, ETag=etag, Last_Modified=MODIFIED)

    def endless(self, piece: bytes, pause: float = 0.0, **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()
        for _ in range(100_000):
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(pause)

    def page_plain(self) -> None:
        self.send(200, article().encode())

    def page_to(self) -> None:
        """/to/ADDRESS: sent on to the address, as it is written."""
        self.send(302, Location=self.path.removeprefix("/to/"))

    def page_circle(self) -> None:
        self.send(301, Location="/circle/back" if self.path == "/circle" else "/circle")

    def page_on(self) -> None:
        """/on/N: sent on N times."""
        left = int(self.path.rsplit("/", 1)[1])
        self.send(307, Location=f"/on/{left - 1}") if left else self.page_plain()

    def page_gzip(self) -> None:
        self.send(200, gzip.compress(article().encode()), Content_Encoding="gzip")

    def page_gzip_bomb(self) -> None:
        self.send(200, gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")

    def page_gzip_twice(self) -> None:
        self.send(200, gzip.compress(gzip.compress(b" " * 50_000_000)), Content_Encoding="gzip, gzip")

    def page_brotli_bomb(self) -> None:
        self.send(200, brotli.compress(b" " * 50_000_000), Content_Encoding="br")

    def page_no_gzip(self) -> None:
        self.send(200, article().encode(), Content_Encoding="gzip")

    def page_endless(self) -> None:
        self.endless(b"a" * 65536)

    def page_endless_nothing(self) -> None:
        """An endless body that decompresses to nothing."""
        self.endless(gzip.compress(b"")[:10] + b"\x00\x00\x00\xff\xff" * 10_000, Content_Encoding="gzip")

    def page_drip(self) -> None:
        self.endless(b"a", pause=0.05)

    def page_drip_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(1000):
            self.wfile.write(b"X: y\r\n")
            self.wfile.flush()
            time.sleep(0.05)

    def page_silent(self) -> None:
        time.sleep(1.0)
        self.close_connection = True

    def page_short(self) -> None:
        self.send(200, b"cut", Content_Length="1000")
        self.close_connection = True

    def page_long(self) -> None:
        """More bytes than it says."""
        self.send(200, article().encode() + b" " * 1000, Content_Length=str(len(article().encode())))
        self.close_connection = True

    def page_garbage(self) -> None:
        self.wfile.write(b"\x00\xff this is no HTTP \r\n\r\n")
        self.close_connection = True

    def page_many_headers(self) -> None:
        self.send(200, b"", **{f"X_{number}": "y" * 1000 for number in range(500)})

    def page_status(self) -> None:
        """/status/N: that status."""
        self.send(int(self.path.rsplit("/", 1)[1]), b"oops", "text/plain")

    def page_busy(self) -> None:
        """/busy/AFTER: asks for a rest the first time, then answers."""
        if self.web.asked.count(self.path) == 1:
            after = self.path.removeprefix("/busy/").replace("%20", " ").replace("_", " ")
            self.send(429, b"slow down", "text/plain", Retry_After=after, Date="Tue, 07 May 2024 09:59:00 GMT")
        else:
            self.page_plain()

    def page_tired(self) -> None:
        """In trouble twice, then fine."""
        self.page_plain() if self.web.asked.count(self.path) > 2 else self.send(503, b"tired", "text/plain")

    def page_pdf(self) -> None:
        self.send(200, b"%PDF-1.7 ...", "application/pdf")

    def page_untyped(self) -> None:
        self.send(200, article().encode(), kind="")

    def page_feed(self) -> None:
        """/feed/N: with N items."""
        self.validated(rss(int(self.path.rsplit("/", 1)[1])), "application/rss+xml")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_response(self, code: int, message: str | None = None) -> None:
        """Without the date of today, which a test would have to look at."""
        self.send_response_only(code, message)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[Web]:
    """A web server on a free port while the block lasts; over TLS with a certificate and its key in one file."""
    web = Web()
    server = _Server(("127.0.0.1", 0), type("Handler", (Handler,), {"web": web}))
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        web.scheme = "https"
    name = "localhost" if certificate else "127.0.0.1"
    web.host = f"{name}:{server.server_address[1]}"
    web.address = f"{web.scheme}://{web.host}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
