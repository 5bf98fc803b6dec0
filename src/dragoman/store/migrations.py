"""Migrations by name: each runs once, in order, inside one transaction; a record of a newer version is not touched."""

from __future__ import annotations

from importlib.resources import files

from dragoman.errors import NewerRecord

from .backend import Backend, foreign, ours

NAMES = (
    *("0001_record", "0001_search", "0002_watching", "0003_lookups", "0004_questions", "0005_ledger"),
    *("0006_outlets", "0007_blocks", "0008_spans"),
)
"""Every migration there has been, oldest first. One that has shipped is never changed; a new one is added."""


def migrate(backend: Backend, upto: str | None = None) -> list[str]:
    """Bring the tables up to date; the names of what was run. `upto` stops after that one, for tests of old records.

    Raises:
        NewerRecord: it has migrations that this version does not know.
        NotARecord: a database with tables of somebody else.
    """
    if done_all(backend):
        return []
    with backend.writing():
        tables = backend.tables()
        if not ours(tables):
            if {"migrations", "reports"} & tables or (backend.dialect == "sqlite" and tables):
                raise foreign(backend.place)
            backend.script("CREATE TABLE migrations (name TEXT PRIMARY KEY)")
        done = {row[0] for row in backend.rows("SELECT name FROM migrations")}
        if unknown := sorted(done - set(NAMES)):
            raise NewerRecord(
                f"it was made by a newer dragoman (it has {', '.join(unknown)})",
                path=backend.place,
                hint="Upgrade dragoman to open it",
            )
        ran = []
        for name in NAMES:
            if name not in done:
                backend.script(_text(name, backend))
                if name in ("0003_lookups", "0007_blocks"):
                    from .settling import renumber_blocks

                    renumber_blocks(backend)
                elif name == "0004_questions":
                    from .casts import write_casts

                    write_casts(backend)
                elif name == "0008_spans":
                    from .tellings import write_all_tellings

                    write_all_tellings(backend)
                backend.run("INSERT INTO migrations (name) VALUES (?)", (name,))
                ran.append(name)
            if name == upto:
                break
        return ran


def done_all(backend: Backend) -> bool:
    """Whether exactly the known migrations have run: the usual case, found without the lock of writers."""
    if not ours(backend.tables()):
        return False
    return {row[0] for row in backend.rows("SELECT name FROM migrations")} == set(NAMES)


def _text(name: str, backend: Backend) -> str:
    folder = files("dragoman.store").joinpath("data")
    own = folder.joinpath(f"{name}.{backend.dialect}.sql")
    text = (own if own.is_file() else folder.joinpath(f"{name}.sql")).read_text("utf-8")
    for word, meaning in backend.words.items():
        text = text.replace(f"{{{word}}}", meaning)
    return text
