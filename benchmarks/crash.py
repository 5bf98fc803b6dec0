"""Kill a process that writes to a record, many times over, and look whether anything that it acknowledged is lost.

    python benchmarks/crash.py --times 100                     SQLite
    python benchmarks/crash.py --times 20 --store postgresql://…   each time in a schema of its own, dropped after

Each time another process adds reports batch by batch and links them, telling each batch when it is on the disk. It is
killed (SIGKILL) at a moment picked by the number of the run, in the middle of adding or linking. Then the record is
opened: every batch that was told is there, no batch is there by half, every row has its report and every report its
rows, and when linking has been completed and the rest added, it is the same record as one that nothing happened to.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.store.crashing import BATCHES, kill, prepared, verify


def main() -> int:
    """The runs, one line each that fails, and the sum."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="number of the first run, which picks its moment")
    parser.add_argument("--store", help="a postgresql:// address; without it files of SQLite")
    asked = parser.parse_args()
    during: Counter[str] = Counter()
    failed = 0
    began = time.monotonic()
    for seed in range(asked.first, asked.first + asked.times):
        with tempfile.TemporaryDirectory() as name, _place(asked.store, Path(name), seed) as where:
            killed = kill(where, prepared(Path(name)), seed)
            during["after the end" if killed.finished else f"{killed.during}, batch {len(killed.acknowledged)}"] += 1
            try:
                verify(where, killed)
            except AssertionError as error:
                failed += 1
                print(f"run {seed}: {error}")
    print(f"{asked.times - failed} of {asked.times} kills lost nothing, {time.monotonic() - began:.0f} s")
    print(f"killed after, of {BATCHES} batches: {', '.join(f'{what} ({n})' for what, n in sorted(during.items()))}")
    return 1 if failed else 0


@contextmanager
def _place(server: str | None, folder: Path, number: int) -> Iterator[str]:
    if server is None:
        yield str(folder / "record.db")
        return
    schema = sql.Identifier(f"crash_{number}")
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(sql.SQL("CREATE SCHEMA {}").format(schema))
        try:
            yield f"{server}{'&' if '?' in server else '?'}options={quote(f'-c search_path=crash_{number}')}"
        finally:
            db.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(schema))


if __name__ == "__main__":
    raise SystemExit(main())
