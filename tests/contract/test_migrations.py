"""Opening: new records are made, old ones brought up to date, and what is none of ours is left as it was."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DragomanError, MissingInput, NewerRecord, NotARecord, RecordUnreachable
from dragoman.store import Filter, KeptRecord
from dragoman.store.backend import open_backend
from dragoman.store.dump import dump
from dragoman.store.migrations import NAMES, migrate

from .material import many, report, versions


def test_every_migration_runs_once_and_in_order(place: Callable[[], str]) -> None:
    backend = open_backend(place())
    try:
        assert migrate(backend) == list(NAMES) == sorted(NAMES)
        assert migrate(backend) == []
        assert [row[0] for row in backend.rows("SELECT name FROM migrations ORDER BY name")] == list(NAMES)
    finally:
        backend.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_record_left_at_any_migration_goes_on_from_there(place: Callable[[], str], name: str) -> None:
    where = place()
    backend = open_backend(where)
    try:
        done = migrate(backend, upto=name)
        assert done[-1] == name
        assert [*done, *migrate(backend)] == list(NAMES)
    finally:
        backend.close()
    with KeptRecord(where) as record:
        record.add_coded(many(6), coder="hand")
        assert record.stats().reports == 6


def test_what_was_linked_before_its_blocks_had_other_numbers_is_found_again(place: Callable[[], str]) -> None:
    where, fresh = place(), place()
    with KeptRecord(where) as record:
        record.add_coded(many(3), coder="hand")
        record.backend.run("DELETE FROM migrations WHERE name = '0003_lookups'")
        record.backend.run("DROP INDEX move_keys_move")
        record.backend.run("DROP INDEX reports_origin")
        record.backend.run("DROP INDEX reports_grouped")
        record.backend.run("DELETE FROM tallies WHERE kind = 'reports'")
        record.backend.run("UPDATE event_blocks SET block = block + 1")
    with KeptRecord(where) as record, KeptRecord(fresh) as other:
        record.add_coded(many(6), coder="hand")
        other.add_coded(many(6), coder="hand")
        assert list(dump(record.backend)) == list(dump(other.backend))
        assert record.stats() == other.stats()
        assert blocks_in(record) == blocks_in(other) != []


def test_what_was_linked_under_other_blocks_is_found_under_those_of_today(place: Callable[[], str]) -> None:
    where = place()
    with KeptRecord(where) as record:
        record.add_coded(many(3), coder="hand")
        before = blocks_in(record)
        record.backend.run("DELETE FROM event_blocks WHERE n IN (SELECT min(n) FROM event_blocks)")
        record.backend.run("DELETE FROM migrations WHERE name = '0007_blocks'")
    with KeptRecord(where) as record:
        assert blocks_in(record) == before != []


def undo_spans(record: KeptRecord) -> None:
    """As before an event could be of two happenings, one after the other."""
    for index in ("events_thread", "events_continues"):
        record.backend.run(f"DROP INDEX {index}")
    for column in ("thread", "also", "continues"):
        record.backend.run(f"ALTER TABLE events DROP COLUMN {column}")
    for table in ("bonds", "tellings"):
        record.backend.run(f"DROP TABLE {table}")
    record.backend.run("DELETE FROM migrations WHERE name = '0008_spans'")


def blocks_in(record: KeptRecord) -> list[Any]:
    return list(record.backend.rows("SELECT block, n FROM event_blocks ORDER BY n, block"))


def test_what_was_kept_before_there_were_casts_is_counted(place: Callable[[], str]) -> None:
    where = place()
    asked = Filter(source=["Herald"])
    with KeptRecord(where) as record:
        record.add_coded(many(6), coder="hand")
        before = record.actors(asked)
        for table in ("casts", "faces"):
            record.backend.run(f"DROP TABLE {table}")
        for index in ("reports_source", "codings_coder"):
            record.backend.run(f"DROP INDEX {index}")
        record.backend.run("DELETE FROM migrations WHERE name = '0004_questions'")
    with KeptRecord(where) as record:
        assert record.actors(asked) == before
        assert before.total > 2
        record.add_coded(many(12), coder="hand")
        assert record.actors(asked).lines[0].reports > before.lines[0].reports


def test_what_outlets_told_before_that_was_counted_is_counted(place: Callable[[], str]) -> None:
    where = place()
    asked = [Filter(source=["Herald"]), Filter(language="en")]
    with KeptRecord(where) as record:
        record.add_coded([*many(12), *versions(["r00003"])], coder="hand")
        before = [record.stats(one) for one in asked]
        assert all(one.events and one.statements for one in before)
        record.backend.run("DELETE FROM tallies WHERE kind LIKE 'told %' OR kind LIKE 'said %'")
        undo_spans(record)
        record.backend.run("DROP INDEX moves_known")
        record.backend.run("DROP INDEX reports_ended")
        record.backend.run("DELETE FROM migrations WHERE name = '0006_outlets'")
    with KeptRecord(where) as record:
        assert [record.stats(one) for one in asked] == before


def test_a_migration_that_fails_leaves_nothing(place: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.store import migrations

    where = place()
    backend = open_backend(where)
    try:
        with monkeypatch.context() as patch:
            real = migrations._text
            patch.setattr(migrations, "_text", lambda name, of: real(name, of) + "; CREATE TABLE reports (nonsense")
            with pytest.raises(Exception):  # noqa: B017 - the database's own
                migrate(backend)
        assert backend.tables() == set()
        assert migrate(backend) == list(NAMES)
    finally:
        backend.close()


def test_a_record_of_a_newer_dragoman_is_refused_and_left(place: Callable[[], str]) -> None:
    where = place()
    with KeptRecord(where) as record:
        record.add_coded([report("a")], coder="hand")
        before = list(dump(record.backend))
        record.backend.run("INSERT INTO migrations (name) VALUES ('9999_future')")
    held = Path(where).read_bytes() if "://" not in where else b""
    with pytest.raises(NewerRecord, match="9999_future") as error:
        KeptRecord(where)
    assert error.value.code == "D602"
    if held:
        assert Path(where).read_bytes() == held
    backend = open_backend(where)
    try:
        assert list(dump(backend)) == before
    finally:
        backend.close()


def test_a_schema_with_somebody_elses_reports_is_refused(place: Callable[[], str]) -> None:
    where = place()
    backend = open_backend(where)
    try:
        backend.run("CREATE TABLE reports (quarter TEXT, revenue INTEGER)")
    finally:
        backend.close()
    with pytest.raises(NotARecord) as error:
        KeptRecord(where)
    assert error.value.code == "D601"


def _database(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE notes (text TEXT)")
        db.execute("INSERT INTO notes VALUES ('mine')")
    db.close()


def _text(path: Path) -> None:
    path.write_text("This is a letter, and no database at all.\n" * 100)


def _torn(path: Path) -> None:
    _database(path)
    path.write_bytes(path.read_bytes()[:3000])


def _noise(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 40)


def _laravel(path: Path) -> None:
    """Others have a table of that name, too."""
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE migrations (id INTEGER PRIMARY KEY, migration TEXT, batch INTEGER)")
        db.execute("CREATE TABLE reports (id INTEGER PRIMARY KEY)")
    db.close()


@pytest.mark.parametrize("make", [_database, _laravel, _text, _torn, _noise])
def test_a_file_of_something_else_is_refused_and_left_byte_by_byte(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "other.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(NotARecord) as error:
        KeptRecord(path)
    assert error.value.code == "D601" and str(path) in str(error.value)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["other.db"]


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with KeptRecord(path) as record:
        assert record.stats().reports == 0


@pytest.fixture
def nobody() -> Iterator[None]:
    """As a user whom permissions bind; root is bound by none."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a record, both readable and not writable, for everybody."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with KeptRecord(folder / "record.db") as record:
            record.add_coded([report("a")], coder="hand")
        (folder / "record.db").chmod(0o444)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_where_nothing_may_be_written_it_says_so(shut: Path, nobody: None) -> None:
    for name in ("record.db", "new.db"):
        with pytest.raises(RecordUnreachable) as error, KeptRecord(shut / name) as record:
            record.add_coded([report("b")], coder="hand")
        assert error.value.code == "D604" and error.value.hint


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "no" / "such" / "folder.db"):
        with pytest.raises(RecordUnreachable) as error:
            KeptRecord(path)
        assert error.value.code == "D604"


def test_a_missing_record_is_not_made_when_one_is_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "missing.db"
    with pytest.raises(MissingInput) as error:
        KeptRecord(path, existing=True)
    assert error.value.code == "D101" and not path.exists()


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://nobody@127.0.0.1:1/none?password=secret",
        "postgresql://nobody:se%cret/@secret@127.0.0.1/none",
        "postgresql://nobody:secret@127.0.0.1:1/none",
        "postgresql://nobody:secret@/none?host=/no/such/folder",
        "postgresql://nobody:secret@127.0.0.1:none/none",
        "postgresql://?no_such_option=1",
    ],
)
def test_a_server_that_is_not_there_is_told_without_the_password(address: str) -> None:
    with pytest.raises(DragomanError) as error:
        KeptRecord(address)
    assert error.value.code == "D604"
    assert "secret" not in f"{error.value}{error.value.as_dict()}"
