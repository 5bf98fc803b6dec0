"""Text and Markdown files: one report each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.records import Report

from .decode import decode, read_bytes
from .rows import FIELDS, report_from

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.{0,4000}?)\r?\n---[ \t]*\r?\n", re.DOTALL)
_ENTRY = re.compile(r"([a-z]+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_SYNONYMS = {"date": "published", "publisher": "source", "link": "url", "lang": "language"}


def read_text(path: Path) -> Iterator[Report]:
    """The report in a text file; the whole file is its text."""
    yield report_from({"text": decode(read_bytes(path), path=str(path))}, path=str(path))


def read_markdown(path: Path) -> Iterator[Report]:
    """The report in a Markdown file; a front matter of `key: value` lines gives title, published, source, url, id.

    The text is all that follows the front matter, its marks left as they are.
    """
    text = decode(read_bytes(path), path=str(path))
    row: dict[str, str] = {}
    if match := _FRONT_MATTER.match(text):
        for key, value in _ENTRY.findall(match.group(1)):
            name = _SYNONYMS.get(key, key)
            if name in FIELDS:
                row[name] = value.strip("\"'")
        text = text[match.end() :]
    yield report_from({**row, "text": text}, path=str(path))
