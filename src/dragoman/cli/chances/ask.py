"""`dragoman chances ask`: the chance of one question in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.asked import store as store_option

from .made import history, today

if TYPE_CHECKING:
    from dragoman.chances.questions import Asked, Question
    from dragoman.chances.situation import Situation
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
    from dragoman.chances.standing import issued_of
    from dragoman.cli.table import terminal_width
    from dragoman.store import KeptRecord

    from .made import tables
    from .page import explained

    asked = read(question, today())
    known = "://" in store or Path(store).exists()
    if not known and not issue:
        situation = _bare(asked)
        one = issued_of(ask(asked.template, situation.names, today(), asked.days), situation, tables(history))
        texts: dict[str, str] = {}
    else:
        with KeptRecord(store, existing=True) as record:
            situation = _known(record, asked)
            made = _question(asked, situation)
            one = issued_of(made, situation, tables(history), record.ledger.book().last)
            ids = {said.report for condition in situation.conditions for said in condition.evidence}
            texts = record.texts(sorted(ids))
            if issue:
                record.ledger.issue([one.chance])
    for line in explained(one, terminal_width(), lambda ids: {name: texts[name] for name in ids if name in texts}):
        click.echo(line)
    if issue:
        click.echo(f"  written   as {one.chance.id}, question {one.question.id}")


def _question(asked: Asked, situation: Situation) -> Question:
    from dragoman.chances.questions import ask

    return ask(asked.template, situation.names, today(), asked.days)


def _known(record: KeptRecord, asked: Asked) -> Situation:
    """Where the parties stand by the record; nowhere, where it tells of no talks between them."""
    from dragoman.chances.situation import Situation
    from dragoman.chances.standing import documents

    found = record.talks(asked.names, every=True, limit=1)
    if not found:
        return _bare(asked)
    moves = record.moves(found[0])
    return Situation(found[0], moves, today(), documents(found[0].parties, moves))


def _bare(asked: Asked) -> Situation:
    """Two parties of whom nothing was read.

    Raises:
        UnknownCode: no codebook has one of them.
    """
    from dragoman.chances.situation import Situation, party
    from dragoman.records import Process
    from dragoman.talks import process_id

    names = dict(party(name) for name in asked.names)
    process = Process(id=process_id(names), parties=sorted(names), names=names)
    return Situation(process, (), today())
