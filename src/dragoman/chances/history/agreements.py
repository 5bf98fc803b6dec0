"""UCDP peace agreements: what was signed in which conflict, and when it fell (Pettersson, Högbladh and Öberg 2019)."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .tables import day, rows, whole, wrong

FILE = "ucdp_peace_agreements_221.csv"
_COLUMNS = ("paid", "conflict_id", "conflict_name", "dyad_id", "pa_name", "pa_date", "ended", "duration", "version")
_BETWEEN = re.compile(r"[;, ]+")
_VERSION = re.compile(r"(\d{2})\.\d+")
_ENDED = {"True": True, "1": True, "False": False, "0": False, "": False}


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement: `signed` and `fell` are ordinals; `fell` is None where it stands or the day is not told.

    `ended` tells that UCDP counts it as ended, `conflicts` and `dyads` are UCDP ids.
    """

    id: int
    name: str
    conflict_name: str
    conflicts: tuple[int, ...]
    dyads: tuple[int, ...]
    signed: int
    ended: bool
    fell: int | None
    version: str

    @property
    def covers(self) -> int:
        """The last year that the table covers, by its version: 22.1 tells of 2021."""
        found = _VERSION.fullmatch(self.version)
        return 2000 + int(found[1]) - 1 if found else 0


def agreements(path: Path) -> list[Agreement]:
    """All agreements of the published table, by the day they were signed and then by number.

    Raises:
        MissingInput, UnreadableInput, BadTable: see `tables.rows`.
    """
    found: list[Agreement] = []
    for line, row in rows(path, _COLUMNS):
        if row["ended"] not in _ENDED:
            raise wrong(path, line, "ended", f"{row['ended']!r} is neither True nor False")
        found.append(
            Agreement(
                id=whole(row["paid"], path, line, "paid"),
                name=_name(row["pa_name"]),
                conflict_name=_name(row["conflict_name"]),
                conflicts=_ids(row["conflict_id"], path, line, "conflict_id"),
                dyads=_ids(row["dyad_id"], path, line, "dyad_id"),
                signed=day(row["pa_date"], path, line, "pa_date"),
                ended=_ENDED[row["ended"]],
                fell=day(row["duration"], path, line, "duration") if row["duration"] else None,
                version=row["version"],
            )
        )
    return sorted(found, key=lambda one: (one.signed, one.id))


def _ids(text: str, path: Path, line: int, field: str) -> tuple[int, ...]:
    return tuple(whole(part, path, line, field) for part in _BETWEEN.split(text.strip()) if part)


def _name(text: str) -> str:
    """A name on one line; the published table has some in UTF-8 that was taken for Latin-1 and encoded once more."""
    with suppress(UnicodeError):  # then it is as it should be
        text = text.encode("latin-1").decode("utf-8")
    return " ".join(text.split())
