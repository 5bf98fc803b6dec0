"""What the service that fills the record knows of its sources: a text a source, in the record itself."""

from __future__ import annotations

from collections.abc import Mapping

from .backend import Backend, one

_SAVE = "INSERT INTO sources (name, state) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state"


def saved(backend: Backend) -> dict[str, str]:
    """The states of all sources, by name."""
    return {row[0]: row[1] for row in backend.rows("SELECT name, state FROM sources ORDER BY name")}


def save(backend: Backend, states: Mapping[str, str]) -> None:
    """Keep the states of some sources, all of them or none; when this returns they are on the disk."""
    with backend.writing():
        for name, state in states.items():
            backend.run(_SAVE, (name, state))


def size(backend: Backend) -> tuple[int, int]:
    """How large the record is: versions of reports, and bytes; cheap enough to be asked every minute."""
    versions = one(backend, "SELECT coalesce(max(seq), 0) FROM reports")  # numbered without gaps, none taken away
    if backend.dialect == "sqlite":
        pages, page = one(backend, "PRAGMA page_count"), one(backend, "PRAGMA page_size")
        return versions, pages * page
    return versions, one(backend, "SELECT pg_database_size(current_database())")
