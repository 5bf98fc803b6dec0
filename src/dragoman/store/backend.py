"""What a database must offer so that the record can live in it: a few calls, the same for SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, ClassVar, Protocol, TypeVar

from dragoman.errors import NotARecord

T = TypeVar("T")
Row = tuple[Any, ...]
STILL = "~"
"""In `until`: sorts after every date, so that a version without a successor is valid at any time."""


class Backend(Protocol):
    """One open connection. SQL is written once, with ``?`` for values, in what both databases understand."""

    words: ClassVar[dict[str, str]]
    """The words of its dialect for the braces in the migrations: serial, key, blob, rowless."""
    dialect: str
    place: str
    """The path or, without its password, the address, for messages."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query, or of a statement with RETURNING."""

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a query one by one, without holding them all."""

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one statement; the number of rows it changed."""

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of values."""

    def script(self, sql: str) -> None:
        """Run the statements of a migration."""

    def by(self, index: str) -> str:
        """What stands after a table's name so that its rows are looked up by this index, or by their numbers if "".

        SQLite does not know which of several conditions leaves few rows; PostgreSQL counts, and needs no word.
        """

    def writing(self) -> AbstractContextManager[None]:
        """A transaction that holds the lock of writers: all of it is kept, or nothing.

        Raises:
            RecordBusy: another writer has not let go in time.
        """

    def tables(self) -> set[str]:
        """The names of the tables there are."""

    def index(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Add (seq, title, text) to what is searched."""

    def matching(self, text: str) -> tuple[str, list[Any]]:
        """A subquery of the `seq` and `score` of reports with these words, the better the lower, and its values.

        Raises:
            BadFilter: no word in it.
        """

    def containing(self, text: str) -> tuple[str, list[Any]]:
        """A query that counts the reports with these words, to which conditions on `seq` can be added, and its values.

        Raises:
            BadFilter: no word in it.
        """

    def close(self) -> None:
        """Let go of the connection."""


def ours(tables: set[str]) -> bool:
    """Whether these are the tables of a record, and not of somebody else who has migrations or reports too."""
    return {"migrations", "reports", "codings"} <= tables


def foreign(place: str) -> NotARecord:
    """The error for a database with tables of somebody else."""
    return NotARecord("a database of something else", path=place, hint="Name another file or schema for the record")


def one(backend: Backend, sql: str, values: Sequence[Any] = ()) -> Any:
    """The first value of the first row, or None."""
    rows = backend.rows(sql, values)
    return rows[0][0] if rows else None


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items, `size` at a time: as many as one statement may name."""
    return (items[at : at + size] for at in range(0, len(items), size))


def open_backend(where: str) -> Backend:
    """The backend for a path of a file, or for an address that begins with ``postgresql://``.

    Raises:
        RecordUnreachable, NotARecord: it cannot be opened, or is no database.
        MissingExtra: psycopg is not installed.
    """
    if where.startswith(("postgresql://", "postgres://")):
        from .postgres import Postgres

        return Postgres(where)
    from .sqlite import Sqlite

    return Sqlite(where)
