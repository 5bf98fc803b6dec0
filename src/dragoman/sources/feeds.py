"""Feeds: RSS, Atom and JSON Feed, from bytes to items; hostile ones are refused before they cost much."""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import msgspec

from dragoman.errors import BadAnswer, BadMarkup, EmptyInput, TooLarge
from dragoman.records import content_id

from .decode import MAX_BYTES
from .found import Found, iso_moment, plain_text, tidy

MAX_ITEMS = 20_000
"""Items read of one feed; it is the newest that stand first."""

_MAX_DEPTH = 200  # tags open at once outside the items' own HTML; feeds have about five
_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]{0,4096}?(/?)>")
_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"
_LONGEST_TITLE = 1000
_HINT = "Check that the address is one of a feed"


class FeedItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a feed.

    Attributes:
        id: the feed's own id of it, else its address, else a hash of its words.
        url: its address, absolute; None when it has none of the web.
        title, summary, text: words without markup; `text` is the whole content, where the feed gives it.
        published, updated: ISO 8601, with the publisher's offset where it is stated.
        source: the title of the feed.
        language: of the feed, as it states it.
    """

    id: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    summary: str | None = None
    text: str | None = None
    source: str | None = None
    language: str | None = None

    @property
    def found(self) -> Found | None:
        """The item as something to fetch; None without an address."""
        if self.url is None:
            return None
        return Found(
            url=self.url,
            title=self.title,
            published=self.published or self.updated,
            source=self.source,
            language=self.language,
        )


def items(raw: bytes, url: str, *, charset: str | None = None) -> Iterator[FeedItem]:
    """The items of a feed, in its order, each id once.

    Args:
        raw: the feed.
        url: its address, which relative links start from.
        charset: the encoding that its server states.

    Raises:
        EmptyInput, TooLarge: nothing in it, or more than a feed has.
        BadMarkup: tags nested as no feed nests them.
        BadAnswer: it is no feed.
    """
    if not raw.strip():
        raise EmptyInput("nothing in it", path=url, hint=_HINT)
    if len(raw) > MAX_BYTES:
        raise TooLarge(f"a feed of more than {MAX_BYTES:,} bytes", path=url, hint=_HINT)
    start = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    made = _json_items(raw, url) if start == b"{" else _xml_items(raw, url, charset)
    seen: set[str] = set()
    for item in itertools.islice(made, MAX_ITEMS):
        if item.id not in seen:
            seen.add(item.id)
            yield item


def _xml_items(raw: bytes, url: str, charset: str | None) -> Iterator[FeedItem]:
    _check_depth(raw, url)
    import feedparser  # type: ignore[import-untyped]

    kind = "application/xml" + (f"; charset={charset}" if charset else "")
    try:
        # The items' HTML becomes plain text here, so nothing is gained by cleaning it first; an address or a path in
        # place of the open stream would be opened.
        feed = feedparser.parse(
            io.BytesIO(raw),
            response_headers={"content-type": kind, "content-location": url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OverflowError) as error:
        raise BadMarkup(f"the feed cannot be parsed: {type(error).__name__}", path=url, hint=_HINT) from error
    entries = feed.get("entries", [])
    if not entries and not feed.get("version"):
        raise BadAnswer("no feed in it", path=url, hint=_HINT)
    channel: Mapping[str, Any] = feed.get("feed", {})
    of = _Feed(url, channel.get("title"), channel.get("language"))
    for entry in entries:
        contents = [part.get("value") or "" for part in entry.get("content", []) if isinstance(part, Mapping)]
        # feedparser answers with the one date when asked for the other, unless asked as a plain mapping is.
        published, updated = (
            _date(dict.get(entry, name), dict.get(entry, f"{name}_parsed")) for name in ("published", "updated")
        )
        words = (entry.get("title"), entry.get("summary"), max(contents, key=len, default=None))
        yield of.item(entry.get("id"), entry.get("link"), words, published, updated)


def _json_items(raw: bytes, url: str) -> Iterator[FeedItem]:
    """JSON Feed 1.0 and 1.1 (jsonfeed.org)."""
    try:
        feed = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(f"no JSON: {type(error).__name__}", path=url, hint=_HINT) from error
    entries = feed.get("items")
    if not isinstance(entries, list) or "jsonfeed.org/version" not in str(feed.get("version"))[:100]:
        raise BadAnswer("no JSON feed in it", path=url, hint=_HINT)
    of = _Feed(url, feed.get("title"), feed.get("language"))
    for entry in entries:
        if isinstance(entry, dict):
            words = (entry.get("title"), entry.get("summary"), entry.get("content_html") or entry.get("content_text"))
            published, updated = (iso_moment(entry.get(name)) for name in ("date_published", "date_modified"))
            yield of.item(entry.get("id"), entry.get("url") or entry.get("external_url"), words, published, updated)


class _Feed:
    """What the items of a feed have in common."""

    def __init__(self, url: str, title: object, language: object) -> None:
        self.url, self.source, self.language = url, _line(title, _LONGEST_TITLE), _line(language, 20)

    def item(
        self,
        key: object,
        link: object,
        words: tuple[object, object, object],
        published: str | None,
        updated: str | None,
    ) -> FeedItem:
        """An item, of whatever the feed has in the places of id, link, and title, summary and content."""
        address = _link(self.url, link)
        title, summary, text = _line(words[0], _LONGEST_TITLE), _words(words[1]), _words(words[2])
        own = str(key).strip()[:_LONGEST_TITLE] if isinstance(key, (str, int)) and not isinstance(key, bool) else ""
        own = own.encode("utf-8", errors="replace").decode("utf-8")
        return FeedItem(
            id=own or address or content_id(text or summary or "", published, title),
            url=address,
            title=title,
            published=published,
            updated=updated,
            summary=summary,
            text=text,
            source=self.source,
            language=self.language,
        )


def _link(url: str, link: object) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        return tidy(urljoin(url, link.strip()))
    except ValueError:
        return None


def _words(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return plain_text(value.encode("utf-8", errors="replace").decode("utf-8")) or None


def _line(value: object, limit: int) -> str | None:
    return " ".join((_words(value) or "").split())[:limit] or None


def _date(text: object, parsed: object) -> str | None:
    """The date as it is written, with its offset; else as feedparser understands it, in UTC."""
    moment = iso_moment(text)
    if moment is None and isinstance(parsed, tuple):
        try:
            year, month, day, hour, minute, second = parsed[:6]
            moment = iso_moment(datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat())
        except (ValueError, TypeError, OverflowError):
            return None
    return moment


def _check_depth(raw: bytes, url: str) -> None:
    """Refuses nesting that costs a parser time and stack; what stands in CDATA does not nest."""
    depth = at = 0
    while at < len(raw):
        start = raw.find(_CDATA, at)
        stop = len(raw) if start < 0 else start
        for match in _TAG.finditer(raw, at, stop):
            depth += -1 if match[1] else 0 if match[2] else 1
            if depth > _MAX_DEPTH:
                raise BadMarkup(f"more than {_MAX_DEPTH} levels of tags", path=url, hint=_HINT)
            depth = max(depth, 0)
        if start < 0:
            return
        end = raw.find(_CDATA_END, stop)
        at = len(raw) if end < 0 else end + len(_CDATA_END)
