"""`dragoman chances backtest`: the chances that would have been given in the past."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--history", metavar="DIR", required=True, help="The folder of published tables.")
@click.option("--from", "first", metavar="MONTH", required=True, help="The first month, such as 2004-01.")
@click.option("--to", "last", metavar="MONTH", required=True, help="The last month.")
@click.option("--task", type=click.Choice(["peace", "deaths"]), default="peace", show_default=True)
@click.option("--output", "-o", default="-", metavar="FILE", help="Where the forecasts go; - is standard output.")
def command(history: str, first: str, last: str, task: str, output: str) -> None:
    """Give the chances of every conflict (or country) and month between two, each made of what was known then.

    peace: for each UCDP conflict that was lately active, the chance of any document within 6 months (any6), of a
    ceasefire document within 12 (cea12) and of a substantive agreement within 12 (sub12), as rows of conflict_id,
    month, target, p.

    deaths: for each country and last month known the chance of at least 25 deaths in the month after, beside two
    simpler forecasts, as rows of country, month, p, persistence, count12, hits (such months of the last twelve) and
    outcome (empty where it is not known); how they did is told on standard error.
    """
    from dragoman.chances.months import month_of

    from_, to = month_of(first), month_of(last)
    if task == "peace":
        _peace(Path(history), from_, to, output)
    else:
        _deaths(Path(history), from_, to, output)


def _peace(history: Path, first: int, last: int, output: str) -> None:
    from dragoman.chances.backtest import backtest
    from dragoman.exports import whole_file

    found = list(backtest(history, first, last))  # before anything is written: a table may be wrong
    with whole_file(output) as stream:
        stream.write(b"conflict_id,month,target,p\n")
        for one in found:
            stream.write(f"{one.conflict_id},{one.month},{one.target},{one.p:.5f}\n".encode())
    click.echo(f"dragoman: {len(found):,} forecasts", err=True)


def _deaths(history: Path, first: int, last: int, output: str) -> None:
    from dragoman.chances import backtest_deaths, violence_changes, violence_samples
    from dragoman.chances.history.deaths import FILE, deaths
    from dragoman.exports import whole_file

    past = deaths(history / FILE)
    rows = backtest_deaths.backtest(past, first, last)
    with whole_file(output) as stream:
        backtest_deaths.write(rows, stream)
    changes = violence_changes.score(past, first, last)
    samples = violence_samples.score(past, first, last)
    click.echo(backtest_deaths.as_text(backtest_deaths.summary(rows), changes, samples), err=True)
