"""PA-X, the peace agreements database: documents of peace processes with their days and stages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .tables import day, rows, whole

FILE = "pax_agreements.csv"
CEASEFIRE = frozenset({"Cea", "Ren"})
"""Stages of a ceasefire and of its renewal."""
SUBSTANTIVE = frozenset({"SubPar", "SubComp"})
"""Stages of a partial and of a comprehensive agreement on the matters of the conflict."""

_LOCAL = "IntraLocal"
_COLUMNS = ("AgtId", "Agt", "Dat", "Agtp", "Stage", "PP", "PPName", "UcdpCon")
_BETWEEN = re.compile(r"[;,/ ]+")


@dataclass(frozen=True, slots=True)
class Document:
    """One document of PA-X: `day` is an ordinal, `conflicts` are UCDP ids, `process` is PA-X's own number."""

    id: int
    name: str
    day: int
    stage: str
    local: bool
    process: int
    process_name: str
    conflicts: tuple[int, ...]


def documents(path: Path) -> list[Document]:
    """All documents of a published file, each once, by day and then by number.

    Raises:
        MissingInput, UnreadableInput, BadTable: see `tables.rows`.
    """
    found: dict[int, Document] = {}
    for line, row in rows(path, _COLUMNS):
        number = whole(row["AgtId"], path, line, "AgtId")
        found.setdefault(
            number,
            Document(
                id=number,
                name=row["Agt"],
                day=day(row["Dat"], path, line, "Dat"),
                stage=row["Stage"],
                local=row["Agtp"] == _LOCAL,
                process=whole(row["PP"], path, line, "PP"),
                process_name=row["PPName"],
                conflicts=_conflicts(row["UcdpCon"]),
            ),
        )
    return sorted(found.values(), key=lambda one: (one.day, one.id))


def _conflicts(text: str) -> tuple[int, ...]:
    """UCDP ids in any of the ways in which they are listed: "289.0", "336, 412"."""
    parts = _BETWEEN.split(text.replace(".0", ""))
    return tuple(dict.fromkeys(int(part) for part in parts if part.isdecimal()))
