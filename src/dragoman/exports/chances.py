"""Chances out: as a hubverse model output, as rows like those of VIEWS, or as one flat table; CSV in UTF-8.

hubverse: task columns reference_date (the day of issue), target (the template), horizon (days), target_end_date (the
deadline) and location (the parties' keys, joined with ";"), then output_type "pmf" with the categories "yes" and "no",
which sum to 1 (hubverse documentation, "Model output", 2025). A hub takes a file a round; `hub_files` names them.

VIEWS: month_id counts months with January 1980 as 1, isoab and gwcode are the state's, main_dich is the probability of
something that is or is not. VIEWS forecasts deaths by country and month. Here a row is a state among the parties, or of
a group among them; month_id is that of the deadline, and `target` tells what the probability is of.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.codebooks import groups, states
from dragoman.errors import UnknownFormat, UnwritableOutput
from dragoman.records import Adjustment, Chance

from .flat import Row
from .whole import whole_file

MODEL_ID = "dragoman-chances"
"""Team and model as hubs name them: folder and end of the name of each file."""
_JOINED = ";"
_FIRST_YEAR = 1980  # whose January is VIEWS' month 1


def write_chances(chances: Iterable[Chance], stream: BinaryIO, format_: str) -> int:
    """Write chances as one table with a header; how many rows that made.

    Args:
        chances: as the ledger gives them; taken one by one for "csv" and "views".
        stream: where the bytes go (`whole_file` writes all or nothing).
        format_: one of `CHANCE_FORMATS`.

    Raises:
        UnknownFormat: no such format.
    """
    if format_ not in CHANCE_FORMATS:
        raise UnknownFormat(f"no format {format_!r}", hint=f"Known: {', '.join(CHANCE_FORMATS)}")
    make = CHANCE_FORMATS[format_]
    columns = list(next(make([BLANK])))
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    try:
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        count = 0
        for count, row in enumerate(make(chances), 1):  # noqa: B007 - the last one is the number of rows
            writer.writerow(row)
        return count
    finally:
        text.detach()


def hub_files(chances: Iterable[Chance]) -> dict[str, list[Chance]]:
    """The chances of each round of a hub by the path of its file, such as
    "model-output/dragoman-chances/2026-03-01-dragoman-chances.csv"."""
    rounds: dict[str, list[Chance]] = {}
    for chance in chances:
        day = chance.issued[:10]
        rounds.setdefault(f"model-output/{MODEL_ID}/{day}-{MODEL_ID}.csv", []).append(chance)
    return dict(sorted(rounds.items()))


def write_hub(chances: Iterable[Chance], folder: Path) -> list[Path]:
    """Write a file a round under a folder, each whole or not at all; their paths.

    Raises:
        UnwritableOutput: it is no folder, read-only or full.
    """
    paths = []
    for name, some in hub_files(chances).items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            hint = "Check that it is a folder and that you may write to it"
            raise UnwritableOutput(error.strerror or str(error), path=str(path.parent), hint=hint) from error
        with whole_file(path) as stream:
            write_chances(some, stream, "hubverse")
        paths.append(path)
    return paths


def _hubverse(chances: Iterable[Chance]) -> Iterator[Row]:
    """Two rows a task; of chances of one task that were issued on one day the last."""
    last: dict[tuple[str, ...], tuple[Row, float]] = {}
    for chance in chances:
        task: Row = {
            "reference_date": chance.issued[:10],
            "target": chance.template or chance.question,
            "horizon": chance.horizon_days,
            "target_end_date": chance.deadline or "",
            "location": _JOINED.join(sorted(chance.parties)),
        }
        last[tuple(map(str, task.values()))] = task, chance.p
    for task, p in last.values():
        yes = round(p, 6)
        yield {**task, "output_type": "pmf", "output_type_id": "yes", "value": yes}
        yield {**task, "output_type": "pmf", "output_type_id": "no", "value": round(1 - yes, 6)}


def _views(chances: Iterable[Chance]) -> Iterator[Row]:
    for chance in chances:
        year, month = (int(part) for part in (chance.deadline or chance.issued).split("-")[:2])
        for iso3 in _states_of(chance.parties) or [""]:
            state = states().get(iso3) if iso3 else None
            yield {
                "month_id": (year - _FIRST_YEAR) * 12 + month,
                "isoab": iso3,
                "gwcode": state.gw if state else None,
                "name": state.name if state else None,
                "year": year,
                "month": month,
                "target": chance.template or chance.question,
                "dyad": _JOINED.join(sorted(chance.parties)),
                "issued": chance.issued[:10],
                "deadline": chance.deadline,
                "main_dich": chance.p,
                "low": chance.low,
                "high": chance.high,
                "base": chance.base,
                "base_n": chance.base_n,
                "run": f"dragoman {chance.model}",
            }


def _states_of(parties: Iterable[str]) -> list[str]:
    """The states among parties, and those that groups among them belong to, each once."""
    found: dict[str, None] = {}
    for key in sorted(parties):
        group = groups().get(key)
        found.update(dict.fromkeys(group.states if group else (key,)))
    return [key for key in found if key in states()]


def chance_rows(chances: Iterable[Chance]) -> Iterator[Row]:
    """A row a chance, with all that it has; lists are joined with "; "."""
    for chance in chances:
        yield {
            "id": chance.id,
            "question": chance.question,
            "words": chance.words,
            "template": chance.template,
            "parties": "; ".join(chance.parties),
            "issued": chance.issued,
            "deadline": chance.deadline,
            "horizon_days": chance.horizon_days,
            "forecaster": chance.forecaster,
            "p": chance.p,
            "low": chance.low,
            "high": chance.high,
            "base": chance.base,
            "base_low": chance.base_low,
            "base_high": chance.base_high,
            "base_n": chance.base_n,
            "base_cases": "; ".join(chance.base_cases),
            "table": chance.table,
            "adjustments": "; ".join(map(_moved, chance.adjustments)),
            "previous": chance.previous,
            "model": chance.model,
            "data": chance.data,
            "outcome": None if chance.outcome is None else int(chance.outcome),
            "brier": chance.brier,
            "log_score": chance.log_score,
            "hash": chance.hash,
            "previous_hash": chance.previous_hash,
        }


def _moved(one: Adjustment) -> str:
    reports = ", ".join(dict.fromkeys(told.report for told in one.evidence))
    return f"{one.reason} {one.log_odds:+.2f}{f' ({reports})' if reports else ''}"


BLANK = Chance(
    id="", question="", parties=[], horizon_days=1, issued="2000-01-01", p=0, low=0, high=0, base=0, base_n=0, model=""
)
"""A chance with nothing in it, for the columns."""

CHANCE_FORMATS: dict[str, Callable[[Iterable[Chance]], Iterator[Row]]] = {
    "hubverse": _hubverse,
    "views": _views,
    "csv": chance_rows,
}
"""What chances can be written as."""
