"""Builds src/dragoman/chances/data/classes.toml: the reference classes, counted on the published tables.

    dragoman history fetch --output HISTORY
    python scripts/build_classes.py --history HISTORY --output src/dragoman/chances/data/classes.toml
    python scripts/build_classes.py --page docs/models/reference-classes.md

The first writes rates with their intervals, numbers and the names of cases, and no row of the tables: those stay where
they are. The second writes the table of the page from the data that ships and needs no history. What is counted stands
in reference_classes.py and reference_months.py. The same tables give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from reference_classes import Class, of_agreements, of_documents, of_episodes
from reference_months import names_of, of_conflict_months, of_deaths, places_of

from dragoman.chances.classes import ReferenceClass, classes, sources, unsupported
from dragoman.chances.history import agreements, deaths, pax, terminations, ucdp
from dragoman.chances.history.catalogue import named
from dragoman.chances.history.keeping import LOCAL, kept
from dragoman.chances.history.tables import columns, rows
from dragoman.chances.months import last_day
from dragoman.chances.survival import within

NAMED = 12
PLACES = 4
FILES = {
    "pax": pax.FILE,
    "conflict_years": ucdp.YEARS,
    "agreements": agreements.FILE,
    "terminations": terminations.FILE,
    "deaths": deaths.FILE,
}
UNSUPPORTED = (
    ("First direct talks are followed by another round", "round", "talks-document-90",
     "no table of rounds of talks is to be had; next to it stands what is signed after a first document on talks"),
    ("A ceasefire is kept, event by event", "ceasefire", "fighting-again-ceasefire",
     "no table tells of each violation of each ceasefire; next to it stands whether 25 deaths in a year come again"),
)  # fmt: skip
HEAD = """\
# Reference classes: how often something came, of cases that are named. Made by scripts/build_classes.py from published
# tables that do not ship; no row of theirs is in it. cases: [name, year of the latest, how often it came, of how many],
# the most recent first; `rest` counts the names left out. effective: how many independent cases tell as much.
"""
BEGIN, END = "<!-- classes: made by scripts/build_classes.py --page -->", "<!-- end of classes -->"


def everything(history: Path) -> Iterator[Class]:
    """All reference classes of the tables in a folder, in the order in which they are listed.

    Raises:
        MissingInput, UnreadableInput, BadTable: see `dragoman.chances.history.tables`.
    """
    found = pax.documents(history / pax.FILE)
    episodes = terminations.episodes(history / terminations.FILE)
    conflicts = ucdp.conflicts(history / ucdp.YEARS)
    yield from of_conflict_months(conflicts, found, names_of(episodes, found))
    yield from of_documents(found)
    yield from of_agreements(agreements.agreements(history / agreements.FILE))
    yield from of_episodes(episodes)
    yield from of_deaths(deaths.deaths(history / deaths.FILE), found, places_of(history / pax.FILE))


def told(history: Path, made: Iterable[Class]) -> str:
    """The file's text: sources, classes in their order, and what no table supports."""
    lines = [HEAD]
    for key, (version, until, digest) in dated(history).items():
        lines += [f"[source.{key}]", f"name = {_toml(named(key).publisher)}", f"licence = {_toml(named(key).licence)}"]
        lines += [f'file = "{FILES[key]}"', f'version = "{version}"', f'until = "{until}"', f'sha256 = "{digest}"', ""]
    for one in made:
        lines += [*class_lines(one), ""]
    for asks, template, proxy, why in UNSUPPORTED:
        row = {"asks": asks, "template": template, "proxy": proxy, "why": why}
        lines += ["[[unsupported]]", *(f"{name} = {_toml(value)}" for name, value in row.items()), ""]
    return "\n".join(lines).rstrip() + "\n"


def dated(history: Path) -> dict[str, tuple[str, str, str]]:
    """Of each table: its version, the last day that it covers, and its hash."""
    signed = agreements.agreements(history / FILES["agreements"])
    conflicts = ucdp.conflicts(history / FILES["conflict_years"])
    last_years = max(max(one.years) for one in conflicts.values())
    last_episode = terminations.last_year(terminations.episodes(history / FILES["terminations"]))
    counted = deaths.deaths(history / FILES["deaths"])
    until = {
        "pax": date.fromordinal(max(one.day for one in pax.documents(history / FILES["pax"]))),
        "conflict_years": date(last_years, 12, 31),
        "agreements": date(max(one.covers for one in signed), 12, 31),
        "terminations": date(last_episode, 12, 31),
        "deaths": date.fromordinal(last_day(counted.last)),
    }
    return {
        key: (_version(history, FILES[key]), day.isoformat(), _digest(history / FILES[key]))
        for key, day in until.items()
    }


def _version(history: Path, file: str) -> str:
    """What a table itself tells its version to be, else what it was fetched as."""
    path = history / file
    told_of = sorted({row["version"] for _, row in rows(path, ("version",))}) if "version" in columns(path) else []
    entry = kept(history).get(file)
    return ", ".join(told_of) or (entry.version if entry and entry.address != LOCAL else "not told in the table")


def class_lines(one: Class) -> list[str]:
    """One class as lines of TOML."""
    rate = within(one.spells, one.days)
    rate = rate.not_so() if one.still else rate
    years = [date.fromordinal(spell.day).year for spell in one.spells]
    shown, rest = cases(one)
    fields = {
        "says": one.says,
        "rate": round(rate.p, PLACES),
        "low": round(rate.low, PLACES),
        "high": round(rate.high, PLACES),
        "n": rate.n,
        "clusters": rate.clusters,
        "effective": round(rate.effective, 1),
        "unit": one.unit,
        "of": one.of,
        "days": one.counted_to or one.days,
        "years": [min(years), max(years)],
        "sources": one.sources,
        "template": one.template,
        "cell": one.cell,
        "proxy": one.proxy,
        "wider": one.wider,
    }
    lines = [f"{name} = {_toml(value)}" for name, value in fields.items() if value not in ("", None)]
    return [
        f'[class."{one.key}"]',
        *lines,
        "cases = [",
        *(f"  {_toml(case)}," for case in shown),
        "]",
        f"rest = {rest}",
    ]


def cases(one: Class) -> tuple[list[tuple[str, int, int, int]], int]:
    """The names whose cases are the latest of those with a known outcome, and how many names are not among them.

    Of each its name, the year of its latest case, how often what the class tells of came, and of how many.
    """
    seen: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for spell in one.spells:
        came = spell.came(one.days)
        if came is not None:
            seen[spell.name].append((spell.day, came is not one.still))
    found_of = [
        (max(day for day, _ in found), sum(came for _, came in found), len(found), name) for name, found in seen.items()
    ]
    found_of.sort(key=lambda row: (-row[0], -row[1] / row[2], row[3]))
    shown = [(name, date.fromordinal(day).year, came, of) for day, came, of, name in found_of[:NAMED]]
    return shown, len({spell.name for spell in one.spells}) - len(shown)


def _toml(value: object) -> str:
    """A string, number or list as TOML writes it, which here is as JSON does."""
    return json.dumps(value, ensure_ascii=False)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def table() -> str:
    """The page's tables, from the data that ships."""
    lines = ["| table | version | until | SHA-256 |", "|---|---|---|---|"]
    lines += [
        f"| {one.name}: `{one.file}` | {one.version} | {one.until} | `{one.sha256[:16]}…` |"
        for one in sources().values()
    ]
    lines += ["", "| class | rate | 95 % | n | of | years | what is counted | shrunk towards |"]
    proxies = list(dict.fromkeys(one.proxy for one in classes().values() if one.proxy))
    lines += ["|---|---|---|---|---|---|---|---|", *(_row(one, proxies) for one in classes().values())]
    lines += ["", "| proxy | of |", "|---|---|", *(f"| {number} | {of} |" for number, of in enumerate(proxies, 1))]
    lines += ["", "| asked, but supported by no table | shown instead, as a proxy | why |", "|---|---|---|"]
    lines += [f"| {one.asks} | `{one.proxy}` | {one.why} |" for one in unsupported()]
    return "\n".join(lines)


def _row(one: ReferenceClass, proxies: Sequence[str]) -> str:
    wider = f"`{one.wider}`" if one.wider else ""
    proxy = f" (proxy {proxies.index(one.proxy) + 1})" if one.proxy else ""
    return (
        f"| `{one.key}` | {one.rate:.3f} | {one.low:.3f}-{one.high:.3f} | {one.n:,} {one.unit} "
        f"| {one.clusters} {one.of} | {one.years[0]}-{one.years[1]} | {one.says}{proxy} | {wider} |"
    )


def paged(text: str) -> str:
    """A page with its tables renewed.

    Raises:
        ValueError: it has not the two lines between which they stand.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page lacks the lines {BEGIN!r} and {END!r}")
    return f"{before}{begin}\n\n{table()}\n\n{end}{after}"


def main(arguments: Sequence[str]) -> int:
    """Build the file, or renew the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--history", type=Path, help="folder with the published tables")
    parser.add_argument("--output", type=Path, help="the file to write")
    parser.add_argument("--page", type=Path, help="the page whose tables are to be renewed")
    options = parser.parse_args(arguments)
    if (options.history is None) != (options.output is None) or not (options.output or options.page):
        parser.error("give --history with --output, or --page")
    if options.output:
        text = told(options.history, everything(options.history))
        options.output.write_text(text, "utf-8")
        print(f"{options.output.name}: {text.count('[class.')} classes, {len(text.encode()):,} bytes")
    if options.page:
        options.page.write_text(paged(options.page.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
