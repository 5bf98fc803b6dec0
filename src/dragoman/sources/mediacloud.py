"""Media Cloud's lists of stories (CSV): addresses with dates and publishers, and as a rule without texts.

The columns of its downloads are id, indexed_date, language, media_name, media_url, publish_date, title and url; those
of its first version, stories_id among them, are known too. Any table with a column `url` is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from dragoman.errors import BadRow, BadTable, DragomanError
from dragoman.records import Failure

from .found import Found, iso_moment, tidy
from .tables import csv_cells, csv_row, open_csv

_HINT = "The first line names the columns: url, and what is known of title, published, source, language"


def is_list(path: Path) -> bool:
    """Whether a table lists addresses without the texts: a column `url`, none `text`.

    Raises:
        InputError: it is no table at all.
    """
    with open_csv(path) as stream:
        columns, _ = csv_cells(stream, str(path))
    return "url" in columns and "text" not in columns


def found(path: Path) -> Iterator[Found | Failure]:
    """The stories of a list, in its order, each address once; a row without one is a Failure.

    Raises:
        BadTable: no column `url`.
        InputError: it is no table at all.
    """
    with open_csv(path) as stream:
        columns, rows = csv_cells(stream, str(path))
        if "url" not in columns:
            stated = ", ".join(columns[:12]) or "none"
            raise BadTable(f"no column 'url' among {stated}", path=str(path), line=1, hint=_HINT)
        seen: set[str] = set()
        for row in rows:
            if isinstance(row, Failure):
                yield row
                continue
            try:
                story = _story(csv_row(columns, row[1], str(path), row[0]), str(path), row[0])
            except DragomanError as error:
                yield Failure.of(error)
                continue
            if story.url not in seen:
                seen.add(story.url)
                yield story


def _story(row: dict[str, str], path: str, line: int) -> Found:
    url = tidy(row["url"])
    if url is None:
        raise BadRow(
            "no address of the web", path=path, line=line, field="$.url", hint="Write an http or https address"
        )
    publisher = row.get("media_url", "").strip()
    host = urlsplit(publisher).hostname if "//" in publisher else publisher.partition("/")[0]
    return Found(
        url=url,
        title=" ".join(row.get("title", "").split()) or None,
        published=iso_moment(row.get("published")),
        source=row.get("source", "").strip() or (host or "").removeprefix("www.") or None,
        seen=iso_moment(row.get("indexed_date")),
        language=row.get("language", "").strip() or None,
    )
