"""`dragoman chances ask`: the chance of one question in plain words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.asked import store as store_option

from .made import history, today

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dragoman.chances.book import Book
    from dragoman.chances.ledger import Line
    from dragoman.chances.scores import Scores
    from dragoman.chances.situation import Situation
    from dragoman.chances.standing import Issued
    from dragoman.store import KeptRecord


@click.command()
@click.argument("question")
@click.option("--issue", is_flag=True, help="Write it into the record's ledger.")
@history
@store_option
def command(question: str, issue: bool, history: str | None, store: str) -> None:
    """Say what the chance of QUESTION is, such as "ceasefire between RUS and UKR by 2026-12-31".

    What can be asked: a round (or talks), a ceasefire (or truce), an agreement; "by" a day or "within 90 days". The
    record tells where the parties stand; without one the chance is the base rate.
    """
    from dragoman.chances.questions import ask, read
    from dragoman.chances.scores import scores
    from dragoman.chances.situation import party
    from dragoman.chances.standing import issued_of
    from dragoman.cli.table import terminal_width
    from dragoman.store import KeptRecord

    from .made import tables, who
    from .page import explained

    asked = read(question, today())
    known = "://" in store or Path(store).exists()
    new: list[Line] = []
    past: Scores | None = None
    if not known and not issue:
        situation = _bare(dict(party(name) for name in asked.names))
        one = issued_of(ask(asked.template, situation.names, today(), asked.days), situation, tables(history))
        texts: dict[str, str] = {}
    else:
        with KeptRecord(store, existing=True) as record:
            situation = _known(record, dict(who(record, name) for name in asked.names))
            made = ask(asked.template, situation.names, today(), asked.days)
            book = record.ledger.book()
            one = _again(issued_of(made, situation, tables(history), book.last), book)
            ids = {said.report for condition in situation.conditions for said in condition.evidence}
            texts = record.texts(sorted(ids))
            new = record.ledger.issue([one.chance]) if issue else []
            past = scores(book)

    def quoted(ids: Sequence[str]) -> dict[str, str]:
        return {name: texts[name] for name in ids if name in texts}

    for line in explained(one, terminal_width(), quoted, past):
        click.echo(line)
    if issue:
        how = "as" if new else "before, as"
        click.echo(f"  written   {how} {one.chance.id}, question {one.chance.question}")


def _again(one: Issued, book: Book) -> Issued:
    """The chance as one of a question that is open in the ledger with the same deadline, where there is such a one."""
    import msgspec

    made = one.question
    for asked in book.of(status="open", parties=made.parties):
        last = asked.latest()
        if (asked.template, asked.parties, asked.deadline) == (made.template, made.parties, made.deadline) and last:
            chance = msgspec.structs.replace(one.chance, question=asked.question, previous=last.p)
            return replace(one, chance=chance, last=last)
    return one


def _known(record: KeptRecord, names: Mapping[str, str]) -> Situation:
    """Where two parties stand by the record; nowhere, where it tells of no talks between them.

    Talks of these two alone come before those in which others sit as well.
    """
    import msgspec

    from dragoman.chances.situation import Situation
    from dragoman.chances.standing import documents

    found = record.talks(names, every=True)
    if len(names) < 2 or not found:
        return _bare(names)
    process = min(found, key=lambda one: len(one.parties))
    moves = record.moves(process)
    process = msgspec.structs.replace(process, parties=sorted(names))
    return Situation(process, moves, today(), documents(process.parties, moves))


def _bare(names: Mapping[str, str]) -> Situation:
    """Two parties of whom nothing was read."""
    from dragoman.chances.situation import Situation
    from dragoman.records import Process
    from dragoman.talks import process_id

    process = Process(id=process_id(names), parties=sorted(names), names=dict(names))
    return Situation(process, (), today())
