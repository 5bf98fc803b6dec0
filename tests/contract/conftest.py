"""The databases that every test of the contract runs on: SQLite files, and schemas of a real PostgreSQL server."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest

from dragoman.records import Report
from dragoman.store import KeptRecord

from .material import Pair, day, meeting, plain, report, said, strike

SERVER = "DRAGOMAN_TEST_POSTGRES"
"""An address of a server on which schemas may be made; without it a cluster is made and thrown away."""
_NUMBERS = count(1)


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl: the newest that Debian has, or that of PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parent.parent.name))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def _as_owner(*command: str) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


def _run(*command: str) -> None:
    done = subprocess.run(_as_owner(*command), capture_output=True, text=True, cwd="/", timeout=60)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """A server of our own on a socket in a temporary folder; the address of its database.

    Its collation is not that of bytes, as that of most servers is not: what is sorted by the database must not hang
    on that. Nothing is synced: the machine does not lose power in a test.
    """
    programs = _programs()
    if programs is None:
        raise FileNotFoundError("no initdb")
    # not pytest's folder: other users cannot enter it, and a socket's path may have 107 bytes only
    memory = Path("/dev/shm")  # thousands of small files, where there is room for them
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2**30
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=memory if roomy else None))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data = folder / "data"
        locale = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US", "--encoding=UTF8")
        _run(str(programs / "initdb"), "-D", str(data), "-U", "dragoman", "--auth=trust", "--no-sync", *locale)
        options = f"-c fsync=off -c listen_addresses= -c unix_socket_directories={folder} -c max_connections=40"
        log = str(folder / "log")
        _run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-s", "-l", log, "-o", options, "start")
        try:
            yield f"postgresql://dragoman@/postgres?host={quote(str(folder), safe='')}"
        finally:
            _run(str(programs / "pg_ctl"), "-D", str(data), "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server; the test is skipped where there is none, except in CI."""
    if given := os.environ.get(SERVER):
        yield given
        return
    with contextlib.ExitStack() as stack:
        try:
            address = stack.enter_context(cluster())
        except FileNotFoundError as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no PostgreSQL: {error}")
        yield address


def schema(server: str) -> str:
    """The address of a new, empty schema."""
    import psycopg

    name = f"t{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(f"CREATE SCHEMA {name}")  # type: ignore[call-overload]
    return f"{server}{'&' if '?' in server else '?'}options={quote(f'-c search_path={name}')}"


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the address of a new, empty database each time it is called."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{next(_NUMBERS)}.db")
    server = request.getfixturevalue("server")
    return lambda: schema(server)


@pytest.fixture
def fresh(place: Callable[[], str]) -> Iterator[Callable[..., KeptRecord]]:
    """Opens new records, filled with what is given, and closes them at the end."""
    with contextlib.ExitStack() as stack:

        def make(*batches: list[Pair], keep_text: bool = True) -> KeptRecord:
            record = stack.enter_context(KeptRecord(place()))
            for batch in batches:
                record.add_coded(batch, coder="hand", keep_text=keep_text)
            return record

        yield make


@pytest.fixture
def asked(fresh: Callable[..., KeptRecord]) -> KeptRecord:
    """A record of six reports, each unlike the others in what a filter may ask for."""
    return fresh(
        [
            report("a", strike(day(0), "Kharkiv"), title="Kharkiv under fire", source="Post"),
            report("b", strike(day(1), "Odesa", status="possible", confidence=0.4), published=day(1), source="Courier"),
            report("c", meeting(day(2)), said(), published=day(2), source="Post", language="fr"),
            report("d", strike(day(3), "Rafah", by="Israel", to="Hamas"), published=day(3), source="Herald"),
            report("e", strike(day(4), "Suva", by="Ukraine", to="Russia"), plain("Rain fell"), published=day(4)),
            report("f", strike(day(5), "Apia", killed=None, cameo="1951"), published=day(5)),
        ]
    )


@pytest.fixture(scope="session")
def read() -> list[Pair]:
    """A few reports coded by the real coder."""
    from dragoman.coding import coder

    code = coder().code
    texts = [
        "Russian forces shelled a market in Kharkiv on Monday, killing six people, Ukrainian officials said.",
        "Delegations from Russia and Ukraine met in Istanbul on Friday. “We are ready for a ceasefire,” said Ukrainian"
        " Defence Minister Rustem Umerov. Russia rejected the proposal.",
        "Qatar will host new talks between Israel and Hamas in Doha next week, its foreign ministry announced.",
    ]
    pairs: list[Pair] = []
    for number, text in enumerate(texts):
        made = Report(id=f"real{number}", text=text, published=f"2025-05-1{number + 2}", source="Post", language="en")
        pairs.append((made, code(made)))
    return pairs
