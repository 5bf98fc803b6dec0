"""What a finder gives: the address of a report that is to be fetched, and what is known of it before."""

from __future__ import annotations

import html
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|_ga|at_(?:medium|campaign|custom\d|format)"
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?")
_TAG = re.compile(r"</?[a-zA-Z!][^>]{0,2000}>")
_LINES = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "section", "article", "figure"})
_SILENT = frozenset({"script", "style", "head", "template"})
_MAX_MARKUP = 2_000_000


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A report somewhere on the web.

    Attributes:
        url: its address.
        title: as the finder gives it.
        published: ISO 8601, as its publisher states it.
        source: the publisher.
        seen: ISO 8601, when the finder came upon it; never before it was published.
        language: a code such as "en".
    """

    url: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    seen: str | None = None
    language: str | None = None


def tidy(url: str) -> str | None:
    """An address in one spelling, without what only counts readers; None for what is no address of the web.

    Host in lower case, no default port, no user, no fragment, no utm_ fields and their kind; the rest is as it was.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not host or not url.isprintable() or " " in url.strip():
        return None
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        place = f"{place}:{port}"
    query = parts.query
    if query and any(_TRACKING.fullmatch(name) for name, _ in parse_qsl(query, keep_blank_values=True)):
        kept = [
            (name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _TRACKING.fullmatch(name)
        ]
        query = urlencode(kept)
    return urlunsplit((parts.scheme, place, parts.path or "/", query, ""))


def iso_moment(value: object) -> str | None:
    """A day or moment as tables, feeds and lists write it, in ISO 8601; None for what is neither or before 1900.

    ISO 8601, RFC 5322 ("Tue, 07 May 2024 10:00:00 +0200") and compact digits (20240507, 20240507100000, UTC) are known.
    A midnight without an offset is a day; an offset is kept, since a report's "Monday" is its publisher's.
    """
    text = str(value).strip() if isinstance(value, (str, int)) else ""
    if match := _COMPACT.fullmatch(text):
        year, month, day, *clock = match.groups()
        text = f"{year}-{month}-{day}" + (f"T{':'.join(clock)}+00:00" if clock[0] else "")
    moment = _moment(text)
    if moment is None or not 1900 <= moment.year <= 2100:
        return None
    if moment.tzinfo is None and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat()


def _moment(text: str) -> datetime | None:
    if not 8 <= len(text) <= 60:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def plain_text(markup: str) -> str:
    """The words of a piece of HTML, one paragraph a line; text that is no HTML with its entities resolved."""
    if not _TAG.search(markup):
        return html.unescape(markup).strip()
    from lxml import etree
    from lxml import html as parser

    safe = "".join(char for char in markup[:_MAX_MARKUP] if char >= " " or char in "\t\n")
    try:
        root = parser.document_fromstring(f"<div>{safe}</div>")
    except (etree.LxmlError, ValueError):
        return html.unescape(_TAG.sub(" ", markup)).strip()
    parts: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = node.tag if isinstance(node.tag, str) else "script"
        if event == "start":
            if name in _LINES or _heading(name):
                parts.append("\n")
            if name not in _SILENT:
                parts.append(" ".join((node.text or "").split("\n")))
        else:
            if name in _LINES or _heading(name):
                parts.append("\n")
            parts.append(" ".join((node.tail or "").split("\n")))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _heading(name: str) -> bool:
    return len(name) == 2 and name[0] == "h" and name[1] in "123456"
