"""Words looked for in the reports: the best matches first, each with the place in its text."""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec

from .asking import COLUMNS, SOURCE, Page, Source, coverage, ordering, source_of
from .backend import Backend, one
from .filters import Filter, Where, about_reports, valid
from .packing import unpack_text

_AROUND = 90  # characters of text shown on either side of the first word found
_SORTINGS = {"best": "-found.score, -r.seq", "known": "r.known, r.seq"}


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A report in which the words were found, with the words around the first of them; empty where no text is kept."""

    report: Source
    around: str


def search(backend: Backend, asked: Filter) -> Page[Found]:
    """Reports with all the words of `asked.text`, best match first.

    Raises:
        BadFilter: no words are given.
    """
    sql, values = backend.matching(asked.text or "")
    where = Where()
    valid(where, asked.as_of, "r")
    about_reports(backend, replace(asked, text=None), where)
    if asked.first:
        where.add("r.known >= ?", asked.first)
    if asked.last:
        where.add("r.known <= ?", asked.last + "~")
    order = ordering(asked, _SORTINGS, "best")
    join = f"({sql}) AS found JOIN reports r ON r.seq = found.seq"
    total = one(backend, f"SELECT count(*) FROM {join} WHERE {where}", (*values, *where.values))
    rows = backend.rows(
        f"SELECT {SOURCE}, x.body FROM {join} LEFT JOIN texts x ON x.seq = r.seq WHERE {where}"
        f" ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, *where.values, asked.limit, asked.offset),
    )
    texts = (unpack_text(row[COLUMNS]) if row[COLUMNS] else "" for row in rows)
    lines = [
        Found(report=source_of(row), around=_around(text, asked.text or ""))
        for row, text in zip(rows, texts, strict=True)
    ]
    return Page(lines, total, coverage(backend, asked))


def _around(text: str, words: str) -> str:
    """The text around the first of the words, on one line."""
    stems = [re.escape(word[: max(4, len(word) - 3)]) for word in re.findall(r"\w+", words)]
    match = re.search(rf"\b(?:{'|'.join(stems)})", text, re.IGNORECASE) if stems else None
    at = match.start() if match else 0
    start, end = max(0, at - _AROUND), min(len(text), at + _AROUND)
    shown = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"
