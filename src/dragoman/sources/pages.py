"""Web pages: from an answer to a report, whose id is the page's own address for itself."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin, urlsplit

import msgspec

from dragoman.errors import BadAnswer, DragomanError
from dragoman.net import Answer, Client, known_encoding
from dragoman.records import Failure, Report

from .decode import decode
from .found import Found, tidy
from .html import from_html
from .rows import report_from

KINDS = ("text/html", "application/xhtml+xml", "text/plain")
"""The media types that are read as pages."""

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page states its encoding (HTML, 4.2.5.5: the first 1024; pages are late)
_LINK = re.compile(r"<link\b([^>]{1,2000})>", re.IGNORECASE)
_CANONICAL = re.compile(r"\brel\s*=\s*[\"']?\s*canonical\b", re.IGNORECASE)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_LINKS_WITHIN = 200_000  # characters
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Encodings that pages name and the larger ones that they mean (WHATWG Encoding, 4.2).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_SAME_SITE = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+")
_BAD_LETTERS = 200  # one replaced letter in so many, or fewer, and the encoding stated is still believed


def fetch(found: Found, client: Client) -> Report | Failure:
    """The report at an address; what goes wrong comes as a Failure with the address as its id."""
    try:
        answer = client.get(found.url, accept=KINDS)
        return from_answer(answer, found)
    except DragomanError as error:
        return Failure.of(error, tidy(found.url) or found.url)


def from_answer(answer: Answer, found: Found | None = None) -> Report:
    """The report in the answer of an address; what the finder knew fills in what the page does not say.

    Raises:
        InputError: no report in it, or no page.
    """
    return from_page(answer.body, answer.url, kind=answer.kind, charset=answer.charset, found=found)


def from_page(
    raw: bytes, url: str, *, kind: str = "text/html", charset: str | None = None, found: Found | None = None
) -> Report:
    """The report in the bytes of a page.

    Its id and url are the address that the page gives for itself (rel=canonical), when that is one of the same site,
    else the address it was got from; either in one spelling, so that an article that has changed keeps its id.
    Its date is the one that the publisher's feed states, else the page's, else the day it was seen.

    Args:
        raw: the page.
        url: the address that it was got from, after redirects.
        kind: its media type.
        charset: the encoding that its server states.
        found: what the finder knew of it.

    Raises:
        BadAnswer: a media type that is none of a page.
        EmptyInput, BinaryInput, BadMarkup, BadEncoding, TooLarge: see `from_html` and `decode`.
    """
    if kind not in KINDS:
        raise BadAnswer(
            f"the answer is {kind or 'of no stated kind'}, no page", path=url, hint="Only HTML and plain text are read"
        )
    found = found or Found(url=url)
    text = page_text(raw, charset, path=url)
    if kind == "text/plain":
        report = report_from({"text": text}, path=url)
    else:
        report = from_html(text.encode("utf-8"), path=url)
    address = _own_address((_canonical(text) if kind != "text/plain" else None) or report.url, url)
    return msgspec.structs.replace(
        report,
        id=address,
        url=address,
        title=report.title or found.title,
        published=found.published or report.published or (found.seen or "")[:10] or None,
        source=report.source or found.source or _SAME_SITE.sub("", urlsplit(address).hostname or "") or None,
        language=report.language or found.language,
    )


def page_text(raw: bytes, charset: str | None, *, path: str) -> str:
    """The text of a page: by its byte order mark, else as UTF-8, else as its server or it says, else guessed.

    Bytes beyond ASCII that make valid UTF-8 are UTF-8, whatever a server states; the reverse error is the common one.
    """
    if not raw.startswith(_BOMS):
        for stated in _stated(raw, charset):
            text = raw.decode(stated, errors="replace")
            if text.count("\ufffd") * _BAD_LETTERS <= len(text):
                return text.encode("utf-8", errors="replace").decode("utf-8")
    return decode(raw, path=path)


def _stated(raw: bytes, charset: str | None) -> list[str]:
    """The encodings to try, best first."""
    match = _META.search(raw[:_HEAD])
    # A page that can be read for its own statement is not in an encoding of two bytes a letter.
    inside = known_encoding(match[1].decode("ascii")) if match else None
    names = [name for name in (charset, None if inside and inside.startswith("utf-16") else inside) if name]
    if not raw.isascii():
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            names = [name for name in names if name != "utf-8"] + [name for name in names if name == "utf-8"]
        else:
            return ["utf-8"]
    return [_MEANT.get(name, name) for name in names]


def _canonical(text: str) -> str | None:
    """The address of the link with rel=canonical (RFC 6596); it outranks what a page tells social networks."""
    for link in _LINK.finditer(text, 0, _LINKS_WITHIN):
        if _CANONICAL.search(link[1]) and (href := _HREF.search(link[1])):
            return html.unescape(href[1] or href[2] or href[3] or "").strip() or None
    return None


def _own_address(stated: str | None, url: str) -> str:
    """The address that a page gives for itself, unless it is another site's or that of the front page."""
    got = tidy(url) or url
    try:
        own = tidy(urljoin(url, stated)) if stated and stated.isprintable() else None
    except ValueError:
        own = None
    if own is None or _site(own) != _site(got):
        return got
    return got if urlsplit(own).path in ("", "/") and not urlsplit(own).query else own


def _site(url: str) -> str:
    return _SAME_SITE.sub("", urlsplit(url).netloc)
