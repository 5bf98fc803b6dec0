"""HTML pages: the article, its title, date and publisher, without menus and advertisements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import BadMarkup, BinaryInput, EmptyInput
from dragoman.records import Report

from .decode import MAX_BYTES, read_bytes
from .rows import report_from

_MAX_TAGS = 50_000  # more tags than that is a bomb, not a page
_MIN_WORDS = 8  # fewer are a menu, not a report
_MAX_DEPTH = 3_000  # of tags opened and not yet closed; the parser below gives up far earlier, but slowly
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]{0,4096}>")
_VOID = {b"br", b"img", b"meta", b"link", b"input", b"hr", b"p", b"li", b"source", b"wbr", b"td", b"tr", b"option"}


def read_html(path: Path) -> Iterator[Report]:
    """The report in an HTML file; its text is the article's, one paragraph a line.

    Raises:
        BadMarkup: no article found, or markup too deep or too much to be a page.
    """
    yield from_html(read_bytes(path, MAX_BYTES), path=str(path))


def from_html(raw: bytes, *, path: str, url: str | None = None) -> Report:
    """The report in the bytes of a page; trafilatura finds the article and reads the encoding from the page."""
    if not raw.strip():
        raise EmptyInput("nothing in it", path=path, hint="Give a page with a report")
    if b"\x00" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BinaryInput("null bytes, so no HTML page", path=path, hint="Save the page as HTML")
    _check_size(raw, path)
    import trafilatura
    from trafilatura.settings import Document

    def extract(favor_recall: bool) -> object:
        return trafilatura.bare_extraction(
            raw, url=url, with_metadata=True, include_comments=False, include_tables=False, favor_recall=favor_recall
        )

    try:
        page = extract(False) or extract(True)  # a short page looks like a menu to the careful extraction
    except (RecursionError, ValueError, AssertionError) as error:
        raise BadMarkup(
            f"the page cannot be parsed: {type(error).__name__}", path=path, hint="Save it as text"
        ) from error
    if not isinstance(page, Document) or not page.text or len(page.text.split()) < _MIN_WORDS:
        raise BadMarkup("no article found in the page", path=path, hint="Save the article's text as a text file")
    row = {
        "text": page.text.replace("\n", "\n\n"),
        "title": page.title,
        "published": page.date,
        "source": page.sitename or page.hostname,
        "url": url or page.url,
    }
    return report_from(row, path=path)


def _check_size(raw: bytes, path: str) -> None:
    depth = deepest = 0
    for count, match in enumerate(_TAG.finditer(raw), start=1):
        if match.group(2).lower() not in _VOID:
            depth = max(0, depth + (-1 if match.group(1) else 1))
            deepest = max(deepest, depth)
        if count > _MAX_TAGS or deepest > _MAX_DEPTH:
            raise BadMarkup(
                f"more than {_MAX_TAGS:,} tags or {_MAX_DEPTH:,} levels of them",
                path=path,
                hint="This is not a news page; save the article's text as a text file",
            )
