"""The user's own actors: a table of persons, groups and aliases that is read beside the shipped ones."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from dragoman.errors import BadEncoding, BadTable, EmptyInput, MissingInput, TooLarge, UnreadableInput

from ._tables import day_after, first_day, rows, several

COLUMNS = ("kind", "name", "aliases", "code", "sector", "role", "title", "start", "end", "group")
KINDS = ("person", "group", "alias")
FETCHED = "wikidata.csv"
"""The table that `dragoman actors update` writes; it is read before those that the user added."""
LIMIT = 16 * 1024 * 1024  # bytes, as of any file that is read whole
_LONGEST = 300  # characters of a cell other than aliases
_ALIASES = 100
_SHORTEST = 3  # letters; shorter names would match ordinary words, unless written in capitals

_UNKNOWN = "no person, group or organisation of that name in the tables or above; write a person or group row"


class Own(msgspec.Struct, frozen=True):
    """One row.

    `kind` is person (a term of office), group (an armed group or other organisation) or alias (further names for a
    person, group or organisation of the tables). `code` is an ISO 3166-1 alpha-3 or international code, `sector` a
    PLOVER sector, `role` an office of `office_roles.csv`, `title` how the office is called, `group` the group that a
    person leads. `start` and `end` are ISO days, months or years; terms are half open; "" means not known or not over.
    """

    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    code: str = ""
    sector: str = ""
    role: str = ""
    title: str = ""
    start: str = ""
    end: str = ""
    group: str = ""

    def cells(self) -> tuple[str, ...]:
        """The row as it stands in a file."""
        return (
            self.kind, self.name, ";".join(self.aliases), self.code, self.sector, self.role, self.title, self.start,
            self.end, self.group,
        )  # fmt: skip


class Problem(msgspec.Struct, frozen=True):
    """Why a row is left out: its 1-based line in the file, the column, and the reason."""

    line: int
    column: str
    reason: str


def home() -> Path:
    """Where Dragoman keeps the user's data: $DRAGOMAN_HOME, else the platform's folder for such data."""
    if given := os.environ.get("DRAGOMAN_HOME"):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "dragoman"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "dragoman"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "dragoman"


def stored(folder: Path | None = None) -> tuple[Path, ...]:
    """The user's tables in the order in which they are read: what was fetched, then what was added, by name."""
    folder = folder or home() / "actors"
    try:
        found = sorted(path for path in folder.glob("*.csv") if path.is_file())
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda path: (path.name != FETCHED, path.name)))


@cache
def own() -> tuple[Own, ...]:
    """The good rows of the user's tables, in order. What is wrong with the others `dragoman actors check` tells."""
    return tuple(row for path in stored() for row in _quietly(path))


def _quietly(path: Path) -> list[Own]:
    try:
        return read(path)[0]
    except (BadTable, BadEncoding, EmptyInput, MissingInput, TooLarge, UnreadableInput):
        return []  # a table spoiled by hand must not stop a batch that was not about it


def read(path: Path, known: Callable[[str], bool] | None = None) -> tuple[list[Own], list[Problem]]:
    """The rows of a file, and what is wrong with those left out.

    Args:
        path: a CSV in UTF-8 with some of `COLUMNS`, kind and name among them.
        known: whether a name is in the tables already; asked for alias rows when given.

    Raises:
        MissingInput, UnreadableInput, EmptyInput, TooLarge, BadEncoding, BadTable: no row of it can be read.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(LIMIT + 1)
    except FileNotFoundError as error:
        raise MissingInput("no such file", path=str(path)) from error
    except OSError as error:
        raise UnreadableInput(error.strerror or str(error), path=str(path)) from error
    if len(raw) > LIMIT:
        raise TooLarge(f"more than {LIMIT // 1024 // 1024} MB", path=str(path), hint="Split the table")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadEncoding("not UTF-8", path=str(path), hint="Save the table as CSV in UTF-8") from error
    if not text.strip():
        raise EmptyInput("nothing in it", path=str(path))
    return _parse(text, str(path), known)


def _parse(text: str, path: str, known: Callable[[str], bool] | None) -> tuple[list[Own], list[Problem]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    good: list[Own] = []
    bad: list[Problem] = []
    names: set[str] = set()
    header: list[str] | None = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = [cell.strip().lower() for cell in cells]
                _check_header(header, path)
            else:
                row, problem = _row(dict(zip(header, cells, strict=False)), len(cells) > len(header), reader.line_num)
                if row and row.kind == "alias" and known and not (known(row.name) or row.name in names):
                    row, problem = None, Problem(reader.line_num, "name", _UNKNOWN)
                names.update([row.name] if row else [])
                good.extend([row] if row else [])
                bad.extend([problem] if problem else [])
    except csv.Error as error:
        raise BadTable(f"no CSV: {error}", path=path, line=reader.line_num) from error
    return good, bad


def _check_header(header: list[str], path: str) -> None:
    strange = [name for name in header if name not in COLUMNS]
    if strange or "name" not in header or "kind" not in header or len(set(header)) < len(header):
        raise BadTable(
            f"the columns are {', '.join(header)[:_LONGEST]}",
            path=path,
            line=1,
            hint=f"Name them {', '.join(COLUMNS)}; kind and name must be there, each once",
        )


def _row(cells: dict[str, str], long: bool, line: int) -> tuple[Own | None, Problem | None]:
    cell = {column: " ".join(cells.get(column, "").split()) for column in COLUMNS}
    found = ("", "more cells than columns") if long else next(_wrong(cell), None)
    if found:
        return None, Problem(line, *found)
    return Own(**{**cell, "aliases": several(cell["aliases"])}), None  # type: ignore[arg-type]


def _wrong(cell: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a row, as column and reason, the foremost first."""
    if cell["kind"] not in KINDS:
        yield "kind", f"must be one of {', '.join(KINDS)}"
    for column, text in cell.items():
        if column != "aliases" and len(text) > _LONGEST:
            yield column, f"longer than {_LONGEST} characters"
        if not text.isprintable():
            yield column, "has control characters"
    aliases = several(cell["aliases"])
    if len(aliases) > _ALIASES:
        yield "aliases", f"more than {_ALIASES}"
    for column, name in (("name", cell["name"]), *(("aliases", alias) for alias in aliases)):
        if reason := _no_name(name):
            yield column, reason
    yield from _wrong_codes(cell)
    yield from _wrong_days(cell)
    if cell["kind"] == "alias" and not aliases:
        yield "aliases", "an alias row needs at least one"
    if cell["kind"] == "group" and not cell["sector"]:
        yield "sector", "a group needs one"
    if cell["kind"] == "person":
        yield from _wrong_person(cell)


def _no_name(name: str) -> str:
    if not name:
        return "is empty"
    if len(name) > _LONGEST:
        return f"longer than {_LONGEST} characters"
    if len(name) < _SHORTEST and not (name.isupper() and name.isalpha()):
        return f"{name!r} is so short that it would match ordinary words"
    if name == name.lower() and name.isascii():
        return f"{name!r} has no capital letter and would match ordinary words"
    return ""


def _wrong_codes(cell: dict[str, str]) -> Iterator[tuple[str, str]]:
    from .international import international
    from .sectors import sectors
    from .states import states

    code = cell["code"]
    if code and code not in states() and code not in international().codes():
        yield "code", f"{code!r} is no ISO 3166-1 alpha-3 or international code"
    if cell["sector"] and cell["sector"] not in sectors():
        yield "sector", f"{cell['sector']!r} is no PLOVER sector"


def _wrong_days(cell: dict[str, str]) -> Iterator[tuple[str, str]]:
    for column in ("start", "end"):
        day = cell[column]
        try:
            year = first_day(day) if len(day) in (0, 4, 7, 10) else None
            if day and (year is None or not 1800 <= year.year <= 2200):
                yield column, f"{day!r} is no ISO day, month or year"
        except ValueError:
            yield column, f"{day!r} is no ISO day, month or year"
    try:
        start, end = first_day(cell["start"]), day_after(cell["end"])
        if start and end and end <= start:
            yield "end", "is not after the start"
    except ValueError:
        return  # told above


def _wrong_person(cell: dict[str, str]) -> Iterator[tuple[str, str]]:
    from .roles import roles

    if " " not in cell["name"] and not cell["code"]:
        yield "code", "a person of one name needs one"
    known = office_roles()
    if cell["role"] and cell["role"] not in known:
        yield "role", f"{cell['role']!r} is none of {', '.join(known)}"
    told = cell["role"] not in ("", "notable") or cell["sector"] or cell["group"] or roles().sector(cell["title"])
    if not told:
        yield "sector", "nothing tells one: give a role, a sector, a group or a title such as Activist"
    if not cell["code"] and not cell["group"]:
        yield "code", "a person needs a code or a group"


@cache
def office_roles() -> tuple[str, ...]:
    """The kinds of office that a person row can name."""
    return tuple(role for role, _ in rows("office_roles.csv", "role meaning"))


def as_csv(table: Iterable[Own]) -> bytes:
    """The rows as a file that `read` reads."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.cells() for row in table)
    return text.getvalue().encode()
