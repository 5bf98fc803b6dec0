"""What a record shows, in the short forms in which tests compare it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dragoman.store import Filter, KeptRecord
from dragoman.store.dump import dump

Fresh = Callable[..., KeptRecord]
"""Opens a new record with the given reports in it."""


def lines(record: KeptRecord, as_of: str | None = None) -> list[dict[str, Any]]:
    return list(dump(record.backend, as_of))


def events(record: KeptRecord, **asked: Any) -> list[tuple[str, str]]:
    return [(line.report.id, line.event.id) for line in record.events(Filter(**asked)).lines]


def reports(record: KeptRecord, **asked: Any) -> list[str]:
    """The reports of the events that a filter lets through, sorted."""
    return sorted({id for id, _ in events(record, **asked)})


def recode(record: KeptRecord, pairs: list[Any], coder: str) -> int:
    """Codes again by hand, as `KeptRecord.recode` does with the coder of this version."""
    from dragoman.store.adding import utc_now
    from dragoman.store.preparing import prepare
    from dragoman.store.recoding import recode_batch, waiting
    from dragoman.store.settling import Settling

    coded = {(made.id, made.text): coding for made, coding in pairs}
    batch = [
        (seq, prepare(made, coded[made.id, made.text], coder))
        for seq, made in list(waiting(record.backend, coder))
        if (made.id, made.text) in coded
    ]
    moved = recode_batch(record.backend, batch, Settling(record.backend, utc_now()))
    record.settle()
    return moved
