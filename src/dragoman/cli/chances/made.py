"""Chances made for the commands: of reports, of the record, of a question; and the options that they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dragoman.chances.own import History
    from dragoman.chances.standing import Issued
    from dragoman.cli.batch import Tally
    from dragoman.records import Failure, Process, Report
    from dragoman.store import KeptRecord

    from .page import Texts

_ID = re.compile(r"t-[0-9a-f]{12}")
KINDS = ("round", "ceasefire", "agreement")

kinds = click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only these questions.")
history = click.option("--history", metavar="DIR", help="Published tables. Default: those of `dragoman history`.")
by = click.option("--by", metavar="NAME", required=True, help="Who says so.")
why = click.option("--why", metavar="WORDS", default="", help="The reason, for whoever reads the ledger.")


def today() -> str:
    """The present ISO day, in UTC."""
    return datetime.now(UTC).date().isoformat()


def tables(given: str | None) -> History | None:
    """The published tables of a folder, or of the usual one where it holds them."""
    from dragoman.chances.history.keeping import folder_of
    from dragoman.chances.own import History

    folder = folder_of(given)
    return History(folder) if given or History.there(folder) else None


def of_reports(
    paths: Sequence[str], published: str | None, tally: Tally, *, model: bool, make: Make
) -> tuple[list[list[Issued]], Texts]:
    """The chances of what reports tell, pair by pair, and what gives the reports' texts."""
    from dragoman.chances.standing import situations
    from dragoman.cli.batch import dated
    from dragoman.coding import Settings
    from dragoman.engines import code_all
    from dragoman.records import Report
    from dragoman.sources import read_all

    reports: list[Report] = []

    def kept() -> Iterator[Report | Failure]:
        for item in dated(read_all(paths), published):
            if isinstance(item, Report):
                reports.append(item)
            yield item

    coded = list(tally.failing(code_all(kept(), settings=Settings(model=model))))
    waiting = iter(reports)
    pairs = [(next(report for report in waiting if report.id == one.report.id), one) for one in coded]
    by_id = {report.id: report.text for report, _ in pairs}
    return [make(one) for one in situations(pairs, today())], lambda ids: _some(by_id, ids)


Make = Callable[..., "list[Issued]"]
"""Makes the chances of a situation."""


def of_record(
    record: KeptRecord, processes: Sequence[Process], as_of: str | None, make: Make
) -> tuple[list[list[Issued]], Texts]:
    """The chances of some processes of a record, pair by pair, and what gives the reports' texts."""
    found = []
    texts: dict[str, str] = {}
    for process in processes:
        situation = record.situation(process, as_of=as_of)
        found.append(make(situation))
        ids = {one.report for condition in situation.conditions for one in condition.evidence}
        texts |= record.texts(sorted(ids), as_of=as_of)
    return found, lambda ids: _some(texts, ids)


def chosen(record: KeptRecord, what: Sequence[str], as_of: str | None, limit: int) -> list[Process]:
    """The processes with these parties, or all of peace; or those of these ids.

    Raises:
        UnknownCode: a party is nobody's name, or no process has such an id.
    """
    from dragoman.errors import UnknownCode
    from dragoman.store.filters import MOST

    if not any(map(_ID.fullmatch, what)):
        return record.talks([who(record, name)[0] for name in what], as_of=as_of, limit=limit)
    known = {one.id: one for one in record.talks(as_of=as_of, every=True, limit=MOST)}
    for name in what:
        if name not in known:
            raise UnknownCode(f"no talks in the record have the id {name!r}", hint="`dragoman talks` shows them")
    return [known[name] for name in dict.fromkeys(what)]


def who(record: KeptRecord, name: str) -> tuple[str, str]:
    """The key of a party that is named by its code, key or name, and what it is called.

    Raises:
        UnknownCode: no codebook has it, and no talks in the record are of anybody who is called so.
    """
    from dragoman.chances.situation import party
    from dragoman.errors import UnknownCode

    try:
        return party(name)
    except UnknownCode as error:
        for process in record.talks((name,), every=True, limit=1):
            called = {key: process.names.get(key, key) for key in process.parties}
            for key, words in called.items():
                if name == key or name.lower() in words.lower():
                    return key, words
        hint = f"It is no file or folder either. {error.hint}"
        raise UnknownCode(f"nobody in the record or the codebooks is called {name!r}", hint=hint) from error


def _some(texts: dict[str, str], ids: Sequence[str]) -> dict[str, str]:
    return {name: texts[name] for name in ids if name in texts}
