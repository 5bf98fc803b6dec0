"""Processes that write to a record and are killed, or write side by side while others read; and what must hold then.

Run as a module it is one of these processes: ``python -m tests.store.crashing write|read WHERE FILE ...``.
"""

from __future__ import annotations

import json
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dragoman.store import Filter, KeptRecord
from dragoman.store.adding import add_batch
from dragoman.store.dump import dump
from dragoman.store.packing import unpack_events, unpack_rest
from dragoman.store.preparing import Prepared, prepare

from ..contract.material import many, versions

ROOT = Path(__file__).parents[2]
BATCHES, SIZE = 12, 6


@lru_cache(1)
def material() -> list[list[Prepared]]:
    """Batches of reports, with corrections among them."""
    pairs = [*many(BATCHES * SIZE - 6), *versions([f"r{number:05}" for number in range(0, 36, 6)])]
    random.Random(5).shuffle(pairs)
    items = [prepare(*pair, "hand") for pair in pairs]
    return [items[at : at + SIZE] for at in range(0, len(items), SIZE)]


def prepared(folder: Path) -> Path:
    """A file with the material, which a process reads in no time."""
    path = folder / "material.pickle"
    path.write_bytes(pickle.dumps(material()))
    return path


@lru_cache(BATCHES + 1)
def undisturbed(batches: int) -> list[dict[str, Any]]:
    """The dump of a record of so many batches to which nothing happened."""
    with KeptRecord(":memory:") as record:
        for batch in material()[:batches]:
            add_batch(record.backend, batch)
        record.settle()
        return list(dump(record.backend))


# The processes


def write(where: str, path: Path, share: int, shares: int) -> None:
    """Add every `shares`-th batch, tell its number when it is on the disk, and link now and then."""
    batches = pickle.loads(path.read_bytes())
    with KeptRecord(where) as record:
        for number in range(share, len(batches), shares):
            add_batch(record.backend, batches[number])
            print("added", number, flush=True)
            if number % 3 == 2:
                print("linking", number, flush=True)
                record.settle()
        record.settle()
    print("done", flush=True)


def read(where: str, path: Path, stop: Path) -> None:
    """Ask until there is a file `stop`; every batch must be there as a whole or not at all."""
    batches = [{one.digest for one in batch} for batch in pickle.loads(path.read_bytes())]
    rounds = 0
    seen = 0
    with KeptRecord(where) as record:
        while not (last := stop.exists()) or rounds < 3:
            kept = {row[0] for row in record.backend.rows("SELECT digest FROM reports")}
            for number, batch in enumerate(batches):
                assert not kept & batch or batch <= kept, f"half of batch {number}"
            assert len(kept) >= seen, "reports went away"
            seen = len(kept)
            for line in record.events(Filter(limit=200)).lines:
                assert line.event.id and line.report.id
            for happening in record.timeline(Filter(limit=50)).lines:
                assert happening.evidence
            stats = record.stats()
            assert stats.reports <= stats.versions
            record.talks(every=True)
            record.search(Filter(text="shelled"))
            rounds += 1
            if last and rounds >= 3:
                break
    print(json.dumps({"rounds": rounds, "reports": seen}), flush=True)


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-m", "tests.store.crashing", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


# Killing one


@dataclass
class Killed:
    """What a process had told when it was killed: the batches on the disk, and what it was doing."""

    acknowledged: list[int]
    during: str
    finished: bool


def kill(where: str, path: Path, seed: int) -> Killed:
    """Let a process write, and kill it (SIGKILL) at a moment that the seed picks: while adding, or while linking."""
    choice = random.Random(seed)
    heard: list[str] = []
    after = choice.randrange(0, BATCHES + BATCHES // 3)
    wait = choice.random() * choice.choice((0.003, 0.03, 0.1))
    with start("write", where, path, 0, 1) as process:
        assert process.stdout is not None and process.stderr is not None
        for line in process.stdout:
            heard.append(line.strip())
            if len(heard) > after:
                break
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        heard += [line.strip() for line in process.stdout]
        errors = process.stderr.read()
    if process.returncode not in (0, -signal.SIGKILL):
        raise RuntimeError(errors)
    told = [line for line in heard if line.startswith("added")]
    return Killed([int(line.split()[1]) for line in told], heard[-1].split()[0], "done" in heard)


def verify(where: str, killed: Killed) -> None:
    """Everything that must hold of the record that a killed process has left.

    Raises:
        AssertionError: something does not.
    """
    with KeptRecord(where, existing=True) as record:
        kept = set(record.backend.rows("SELECT id, digest FROM reports"))
        whole = [{(one.id, one.digest) for one in batch} for batch in material()]
        for number in killed.acknowledged:
            assert whole[number] <= kept, f"batch {number} was acknowledged and is lost"
        count = sum(1 for batch in whole if batch <= kept)
        assert kept == set().union(*whole[:count]), "half a batch was kept"
        assert count <= len(killed.acknowledged) + 1
        complete(record)
        record.settle()
        assert_equal(dump(record.backend), undisturbed(count))
        for batch in material():
            add_batch(record.backend, batch)
        record.settle()
        complete(record)
        assert_equal(dump(record.backend), undisturbed(len(material())))


def complete(record: KeptRecord) -> None:
    """Nothing is half written: every row has its report, and every report its rows."""
    backend = record.backend
    if backend.dialect == "sqlite":
        assert backend.rows("PRAGMA integrity_check") == [("ok",)]
        assert backend.rows("PRAGMA foreign_key_check") == []
    for table in ("events", "statements", "moves", "texts", "marks", "codings", "actors", "bands", "tellings"):
        orphans = backend.rows(f"SELECT count(*) FROM {table} t WHERE t.seq NOT IN (SELECT seq FROM reports)")
        assert orphans == [(0,)], f"{table} without a report"
    rows = backend.rows(
        "SELECT r.seq, c.events, c.rest, x.body, m.fingerprint FROM reports r LEFT JOIN codings c ON c.seq = r.seq"
        " LEFT JOIN texts x ON x.seq = r.seq LEFT JOIN marks m ON m.seq = r.seq"
    )
    events: dict[int, int] = dict(backend.rows("SELECT seq, count(*) FROM events GROUP BY seq"))
    said: dict[int, int] = dict(backend.rows("SELECT seq, count(*) FROM statements GROUP BY seq"))
    for seq, body, rest, text, mark in rows:
        assert None not in (body, rest, text, mark), f"report {seq} is not whole"
        assert len(unpack_events(body)) == events.get(seq, 0)
        assert len(unpack_rest(rest).statements) == said.get(seq, 0)
    told: dict[int, set[str]] = {}
    for seq, happening in backend.rows("SELECT seq, happening FROM events WHERE happening IS NOT NULL"):
        told.setdefault(seq, set()).add(happening)
    packed = {
        seq: {f"h-{int.from_bytes(body[at : at + 8], 'little'):012x}" for at in range(0, len(body), 8)}
        for seq, body in backend.rows("SELECT seq, body FROM tellings")
    }
    assert packed == told, "what versions tell of is not what their events are of"


def assert_equal(found: Iterable[dict[str, Any]], expected: Sequence[dict[str, Any]]) -> None:
    """Line by line, so that a difference can be read."""
    number = 0
    for number, (left, right) in enumerate(zip(found, expected, strict=True), 1):  # noqa: B007 - counted
        assert left == right
    assert number > 0 or not expected


# Writing and reading side by side


def side_by_side(where: str, folder: Path, *, writers: int = 3, readers: int = 2) -> Iterator[dict[str, int]]:
    """Let processes write and read at once; what each reader has seen.

    Raises:
        AssertionError: one of them failed.
    """
    path, stop = prepared(folder), folder / "stop"
    with KeptRecord(where):
        pass  # the tables are there before the first reader
    reading = [start("read", where, path, stop) for _ in range(readers)]
    writing = [start("write", where, path, share, writers) for share in range(writers)]
    try:
        for process in writing:
            out, errors = process.communicate(timeout=120)
            assert process.returncode == 0 and out.endswith("done\n"), errors
        stop.touch()
        for process in reading:
            out, errors = process.communicate(timeout=120)
            assert process.returncode == 0, errors
            yield json.loads(out)
    finally:
        for process in (*reading, *writing):
            if process.poll() is None:
                process.kill()
                process.communicate()


if __name__ == "__main__":
    task, place, source, *rest = sys.argv[1:]
    if task == "write":
        write(place, Path(source), int(rest[0]), int(rest[1]))
    else:
        read(place, Path(source), Path(rest[0]))
