"""The record in one SQLite file: a write-ahead log, so that readers go on while one writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from dragoman.errors import NotARecord, RecordBusy, RecordUnreachable

from .backend import Row, foreign, ours
from .wanted import wanted

_WAIT = 60_000  # milliseconds that a writer waits for another one


class Sqlite:
    """One connection to a file, which is made when it is missing.

    Every commit is synced to the disk before it returns: what was acknowledged survives the process and the power.
    """

    dialect = "sqlite"
    words: ClassVar[dict[str, str]] = {
        "serial": "INTEGER PRIMARY KEY",
        "number": "INTEGER",
        "key": "TEXT",
        "blob": "BLOB",
        "rowless": "WITHOUT ROWID",
    }

    def __init__(self, path: str) -> None:
        self.place = path
        try:
            if path != ":memory:" and not Path(path).resolve().parent.is_dir():
                raise RecordUnreachable("its folder does not exist", path=path, hint="Make the folder first")
            self._db = sqlite3.connect(path, isolation_level=None, timeout=_WAIT / 1000, cached_statements=512)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise
        except sqlite3.OperationalError as error:
            raise RecordUnreachable(
                str(error), path=path, hint="Check that the folder exists and that you may write to it"
            ) from error

    def _prepare(self) -> None:
        with self._told():
            self._db.create_function("lower", 1, _lower, deterministic=True)  # its own knows only A to Z
            self._db.execute(f"PRAGMA busy_timeout = {_WAIT}")
            tables = self.tables()
            if tables and not ours(tables):
                raise foreign(self.place)  # before the next line writes to it
            self._db.execute("PRAGMA journal_mode = WAL").fetchall()
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA wal_autocheckpoint = 16384")
            self._db.execute("PRAGMA cache_size = -65536")
            self._db.execute("PRAGMA mmap_size = 1073741824")
            self._db.execute("PRAGMA temp_store = MEMORY")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise RecordBusy(
                    f"another writer has held it for {_WAIT // 1000} seconds", path=self.place, hint="Try again later"
                ) from error
            if "readonly" in str(error) or "disk" in str(error):
                raise RecordUnreachable(
                    str(error), path=self.place, hint="Check the disk and its permissions"
                ) from error
            raise
        except sqlite3.DatabaseError as error:
            if "not a database" in str(error) or "malformed" in str(error):
                raise NotARecord(str(error), path=self.place, hint="Name another file for the record") from error
            raise

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        with self._told():
            return self._db.execute(sql, values).fetchall()

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a query one by one."""
        with self._told():
            yield from self._db.execute(sql, values)

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one statement."""
        with self._told():
            return self._db.execute(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of values."""
        with self._told():
            self._db.executemany(sql, rows)

    def script(self, sql: str) -> None:
        """Run the statements of a migration, inside the transaction that is open."""
        with self._told():
            for statement in statements(sql):
                self._db.execute(statement)

    def by(self, index: str) -> str:
        """What makes it look rows up by an index, or by their numbers."""
        return f"INDEXED BY {index}" if index else "NOT INDEXED"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction with the lock of the one writer."""
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def tables(self) -> set[str]:
        """The names of the tables there are."""
        return {row[0] for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def index(self, rows: Iterable[tuple[int, str, str]]) -> None:
        """Add (seq, title, text) to the FTS5 index."""
        self.many("INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)", rows)

    def matching(self, text: str) -> tuple[str, list[Any]]:
        """Reports with all these words: "a phrase", ``word*`` by its beginning, ``-word`` for those without it.

        The score is BM25 with the title weighing three times as much.
        """
        sql = "SELECT rowid AS seq, bm25(search, 3.0, 1.0) AS score FROM search WHERE search MATCH ?"
        return sql, [_query(text)]

    def containing(self, text: str) -> tuple[str, list[Any]]:
        """The same without a score, which would have to be worked out for each."""
        return "SELECT count(*) FROM (SELECT rowid AS seq FROM search WHERE search MATCH ?) AS found WHERE 1 = 1", [
            _query(text)
        ]

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def _lower(text: str | None) -> str | None:
    return None if text is None else str(text).lower()


def _query(text: str) -> str:
    """What the user typed in the language of FTS5, whatever signs stand in it."""
    words = wanted(text)
    quoted = {word: f'"{word.text}"{"*" if word.begins else ""}' for word in words}
    query = " AND ".join(quoted[word] for word in words if not word.without)
    return query + "".join(f" NOT {quoted[word]}" for word in words if word.without)


def statements(sql: str) -> list[str]:
    """The statements of a script, without comments; none of ours has a semicolon inside."""
    bare = "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--"))
    return [statement.strip() for statement in bare.split(";") if statement.strip()]
