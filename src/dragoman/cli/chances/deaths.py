"""`dragoman chances deaths`: what a country's own deaths say of the months to come."""

from __future__ import annotations

import click

_QUESTIONS = {
    "reach": "at least 25 deaths next month",
    "halve": "deaths at most half in the next three months of those in the last three",
    "double": "deaths at least twice as many in the next three months as in the last three",
}
_DRIVERS, _SHOWN = 4, (1, 2, 3, 6, 12, 14)


@click.command()
@click.argument("country")
@click.option("--history", metavar="DIR", help="Published tables. Default: those of `dragoman history`.")
@click.option(
    "--month", metavar="MONTH", help="The last month known, such as 2020-12; the table's last when not given."
)
def command(country: str, history: str | None, month: str | None) -> None:
    """Say what the deaths of COUNTRY so far say of the months to come, with base rates, drivers and ranges.

    From the history of deaths alone, by country: what talks and reports tell has no part in it.
    """
    from dragoman.chances.history.deaths import FILE, deaths
    from dragoman.chances.history.keeping import folder_of
    from dragoman.chances.months import month_of, name_of
    from dragoman.chances.violence_outlook import outlook
    from dragoman.chances.words import percent, word_for

    found = outlook(deaths(folder_of(history) / FILE), country, _SHOWN, month_of(month) if month else None)
    click.echo(f"{found.country.upper()} · as known at the end of {name_of(found.month)}")
    for one in found.chances:
        base = f"base rate {percent(one.base)} of {one.cases:,} country-months"
        click.echo(f"{_QUESTIONS[one.question]}: {percent(one.p)}, {word_for(one.p)} · {base}")
        for name, log_odds in one.drivers[:_DRIVERS]:
            click.echo(f"  {'−' if log_odds < 0 else '+'}{abs(log_odds):.2f} in log-odds  {name}")
    for span in found.ranges:
        ahead = f"{span.horizon} month{'' if span.horizon == 1 else 's'} ahead"
        click.echo(
            f"deaths {ahead}: {span.low:,.0f} to {span.high:,.0f} with four chances in five, middle {span.middle:,.0f}"
        )
