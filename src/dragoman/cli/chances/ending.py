"""`dragoman chances resolve`, `void` and `withdraw`: how questions end."""

from __future__ import annotations

import sys

import click

from dragoman.cli import exit_codes
from dragoman.cli.asked import store as store_option
from dragoman.errors import BadEntry

from .made import by, today, why

_correction = click.option("--correction", metavar="WORDS", default="", help="Why it takes the place of what stood.")


@click.command("resolve")
@click.argument("question", required=False)
@click.option("--true/--false", "outcome", default=None, help="Whether it came true.")
@click.option("--on", metavar="DATE", help="The day on which it came true (ISO 8601).")
@click.option("--by", metavar="NAME", help="Who says so; needed with QUESTION.")
@why
@_correction
@store_option
def resolve(
    question: str | None,
    outcome: bool | None,
    on: str | None,
    by: str | None,
    why: str,
    correction: str,
    store: str,
) -> None:
    """Say how QUESTION ended; without it, let the record say so of every open question, by each one's own rule.

    What the record cannot tell stays open and is listed: too few reports on the parties, or deaths, which UCDP counts.
    """
    from dragoman.store import KeptRecord

    if question is None:
        if outcome is not None or on or by or why or correction:
            raise click.UsageError("these options say how one QUESTION ended: name it")
        _by_record(store)
        return
    if outcome is None or not by:
        raise click.UsageError("with a question, --true or --false and --by NAME are needed")
    with KeptRecord(store, existing=True) as record:
        line = record.ledger.resolve(question, outcome, by=by, on=on, why=why, correction=correction)
    click.echo(f"{question}: {'came true' if outcome else 'did not come true'}; line {line.n}")


def _by_record(store: str) -> None:
    from dragoman.chances.book import Standing
    from dragoman.store import KeptRecord

    done, failed, waiting = 0, 0, list[Standing]()
    with KeptRecord(store, existing=True) as record:
        for asked in record.ledger.book().of(status="open"):
            found = record.outcome(asked, today())
            if found is None:
                waiting += [asked] if asked.deadline < today() else []
                continue
            try:
                record.ledger.resolve(
                    asked.question, found.outcome, by="record", on=found.on, evidence=found.evidence, why=found.why
                )
            except BadEntry as error:  # somebody else has resolved it since, say
                click.echo(f"{asked.question}  {error}", err=True)
                failed += 1
                continue
            click.echo(f"{asked.question}  {'yes' if found.outcome else 'no ':<3}  {asked.words}: {found.why}")
            done += 1
    for asked in waiting:
        click.echo(f"{asked.question}  ?    {asked.words}: the record cannot tell; say it with --by")
    click.echo(f"{done:,} resolved by the record, {len(waiting):,} past their deadline and waiting for a person")
    if failed:
        sys.exit(exit_codes.SOME_FAILED)


@click.command("void")
@click.argument("question")
@click.option("--why", metavar="WORDS", required=True, help="Which rule makes it void, and by what.")
@by
@_correction
@store_option
def void(question: str, why: str, by: str, correction: str, store: str) -> None:
    """Say that QUESTION is void by its own rule: it counts neither way."""
    from dragoman.store import KeptRecord

    with KeptRecord(store, existing=True) as record:
        line = record.ledger.void(question, why, by=by, correction=correction)
    click.echo(f"{question}: void; line {line.n}")


@click.command("withdraw")
@click.argument("question")
@click.option("--why", metavar="WORDS", required=True, help="The reason, for whoever reads the ledger.")
@by
@store_option
def withdraw(question: str, why: str, by: str, store: str) -> None:
    """Give no more chances of QUESTION. It stays visible, and counts if it is resolved."""
    from dragoman.store import KeptRecord

    with KeptRecord(store, existing=True) as record:
        line = record.ledger.withdraw(question, why, by=by)
    click.echo(f"{question}: withdrawn; line {line.n}")
