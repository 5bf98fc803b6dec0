"""The ledger in the record, on every database: one chain whoever writes, kept through kills, and no quiet edits."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.chances.entries import Note
from dragoman.chances.ledger import Head, verify
from dragoman.errors import BadEntry, BrokenLedger
from dragoman.store import KeptRecord
from dragoman.store.backend import open_backend
from dragoman.store.migrations import migrate

from ..chances.book_material import chance, day

ROOT = Path(__file__).parents[2]
Place = Callable[[], str]


def test_a_question_from_its_first_chance_to_its_correction(place: Place) -> None:
    with KeptRecord(place()) as record:
        ledger = record.ledger
        assert list(ledger.lines()) == [] and ledger.head() == Head() and ledger.verify().holds
        ledger.issue([chance("a"), chance("b", "q2")], at=day(0))
        ledger.forecast("q1", 0.8, "Maria", why="they met", at=day(1))
        ledger.note("who writes here", by="x", at=day(1))
        ledger.withdraw("q2", "badly worded", by="x", at=day(2))
        ledger.resolve("q1", True, by="x", on=day(3), at=day(4))
        ledger.resolve("q1", False, by="x", correction="it was a call", at=day(95))
        ledger.void("q2", "one party is no more", by="x", at=day(96))
        book = ledger.book()
        assert [one.status for one in book.of()] == ["resolved", "void"] and not book.passed
        assert book.questions["q1"].outcome is False and len(book.questions["q1"].ends) == 2
        verdict = ledger.verify(ledger.head())
        assert (verdict.holds, verdict.lines, verdict.head) == (True, 8, ledger.head())
        assert [line.n for line in ledger.lines(after=6)] == [7, 8]


def test_issuing_again_changes_nothing_and_a_batch_with_one_bad_entry_is_not_written(place: Place) -> None:
    with KeptRecord(place()) as record:
        ledger = record.ledger
        assert len(ledger.issue([chance("a")], at=day(0))) == 1
        assert ledger.issue([chance("a")], at=day(1)) == []
        with pytest.raises(BadEntry):
            ledger.issue([chance("b", "q2"), chance("a", p=0.4)], at=day(1))
        assert ledger.head().n == 1 and list(ledger.book().questions) == ["q1"]
        assert len(ledger.issue([chance("b", "q2")], at=day(1))) == 1  # what failed has left nothing behind


def test_moments_are_the_writers_clock_and_never_go_back(place: Place) -> None:
    with KeptRecord(place()) as record:
        record.ledger.append([Note(at="2999-01-01", by="x", words="a clock far ahead")])
        line = record.ledger.note("the next", by="x")
        assert line.entry is not None and line.entry.at == "2999-01-01"


def test_two_connections_write_one_chain(place: Place) -> None:
    where = place()
    with KeptRecord(where) as one, KeptRecord(where) as other:
        for number in range(6):
            (one, other)[number % 2].ledger.issue([chance(f"c{number}", f"q{number}")], at=day(number))
        with pytest.raises(BadEntry, match="already"):
            one.ledger.issue([chance("c5", "q5", p=0.9)], at=day(6))
        assert one.ledger.verify().lines == 6 and one.ledger.head() == other.ledger.head()


WRITER = """
import sys
from dragoman.store import KeptRecord
with KeptRecord(sys.argv[1]) as record:
    for number in range(int(sys.argv[3])):
        line = record.ledger.note(f"{sys.argv[2]} {number}", by=sys.argv[2])
        print(line.head, flush=True)
"""


def _writer(where: str, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", WRITER, where, name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def test_three_processes_at_once_do_not_fork_it(place: Place) -> None:
    where = place()
    with KeptRecord(where) as record:
        writers = [_writer(where, name, 15) for name in "abc"]
        told = []
        for process in writers:
            out, errors = process.communicate(timeout=120)
            assert process.returncode == 0, errors
            told += out.split()
        verdict = record.ledger.verify()
        assert verdict.holds and verdict.lines == 45
        assert {str(line.head) for line in record.ledger.lines()} == set(told)
        assert [note.words for note in record.ledger.book().notes if note.by == "b"] == [f"b {n}" for n in range(15)]


@pytest.mark.parametrize("wait", [0.0, 0.02])
def test_a_killed_writer_loses_nothing_that_it_told(place: Place, wait: float) -> None:
    where = place()
    with KeptRecord(where) as record:
        with _writer(where, "a", 10_000) as process:
            assert process.stdout is not None
            told = [process.stdout.readline().strip() for _ in range(5)]
            time.sleep(wait)
            process.kill()
            told += [line.strip() for line in process.stdout if line.endswith("\n")]
        assert record.ledger.verify().holds
        assert set(told) <= {str(line.head) for line in record.ledger.lines()}
        record.ledger.note("it goes on", by="b")
        assert record.ledger.verify().holds


# Edits past the program

EDITS = [
    "UPDATE ledger SET body = (SELECT body FROM ledger WHERE n = 3) WHERE n = 4",
    "UPDATE ledger SET hash = 'x' WHERE n = 4",
    "UPDATE ledger SET previous = '' WHERE n = 4",
    "DELETE FROM ledger WHERE n = 4",
    "DELETE FROM ledger WHERE n < 4",
    "UPDATE ledger SET n = n + 10 WHERE n = 4",
]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_found_and_nothing_is_added_after_it(place: Place, edit: str) -> None:
    where = place()
    with KeptRecord(where) as record:
        record.ledger.issue([chance(f"c{n}", f"q{n}") for n in range(8)], at=day(0))
        record.backend.run(edit)
        assert not record.ledger.verify().holds
    with KeptRecord(where) as record:
        verdict = record.ledger.verify()
        assert not verdict.holds and verdict.what
        with pytest.raises(BrokenLedger) as error:
            record.ledger.note("and on", by="x")
        assert error.value.code == "D605" and error.value.line == verdict.broken
        record.ledger.book()  # what is left can still be looked at


def test_an_end_cut_off_while_it_is_open_is_noticed(place: Place) -> None:
    with KeptRecord(place()) as record:
        record.ledger.issue([chance(f"c{n}", f"q{n}") for n in range(8)], at=day(0))
        head = record.ledger.head()
        record.backend.run("DELETE FROM ledger WHERE n > 5")
        with pytest.raises(BrokenLedger, match="5 are left"):
            record.ledger.note("and on", by="x")
        assert record.ledger.verify().holds and record.ledger.verify(head).why == "cut"


def test_two_lines_after_one_are_refused_by_the_database_itself(place: Place) -> None:
    with KeptRecord(place()) as record:
        record.ledger.issue([chance()], at=day(0))
        with pytest.raises(Exception, match=r"(?i)unique"):
            record.backend.run("INSERT INTO ledger SELECT 2, previous, hash, body FROM ledger")


def test_words_that_are_no_text_any_more_are_an_edit(tmp_path: Path) -> None:
    with KeptRecord(tmp_path / "record.db") as record:
        record.ledger.issue([chance()], at=day(0))
        for column in ("body", "hash", "previous"):
            record.backend.run(f"UPDATE ledger SET {column} = CAST(x'ff00' AS TEXT)")
            assert record.ledger.verify().why == "edited"


def test_a_record_from_before_the_ledger_gets_an_empty_one(place: Place) -> None:
    where = place()
    backend = open_backend(where)
    migrate(backend, upto="0003_lookups")
    assert "ledger" not in backend.tables()
    backend.close()
    with KeptRecord(where) as record:
        assert record.ledger.verify().lines == 0
        record.ledger.issue([chance()], at=day(0))
        assert verify(record.ledger.lines()).lines == 1
