"""What is asked of the kept record: how fast coded reports are added and linked, and how fast it answers.

    python benchmarks/record.py [--reports 100000] [--workers 2] [--store PATH|postgresql://...] [--keep]

Made-up coded reports (four events, four statements, twenty mentions, 2,000 characters each; a tenth tells of talks;
most happenings are told by several outlets) are written to two files of JSON lines, and from these added to a record
that is empty at first, as `dragoman add reports.jsonl --coded coded.jsonl --workers 2` does. Aimed at, for 100,000
reports in SQLite: 500 a second added, any query under 300 ms, search under 50 ms. Linking is timed apart.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from dragoman.cli.inputs import CodedFile, read_inputs
from dragoman.records import (
    Actor,
    Casualties,
    CodedReport,
    Count,
    Date,
    Event,
    Place,
    Report,
    ReportInfo,
    Span,
    Statement,
    to_json,
)
from dragoman.store import Filter, KeptRecord

ADDED, ASKED, SEARCHED = 500.0, 0.300, 0.050  # reports a second, seconds, seconds

_STATES = [
    *(("Kenya", "KEN"), ("Ethiopia", "ETH"), ("Sudan", "SDN"), ("Chad", "TCD"), ("Mali", "MLI"), ("Niger", "NER")),
    *(("Libya", "LBY"), ("Egypt", "EGY"), ("Yemen", "YEM"), ("Oman", "OMN"), ("Qatar", "QAT"), ("Iraq", "IRQ")),
    *(("Iran", "IRN"), ("Syria", "SYR"), ("Lebanon", "LBN"), ("Israel", "ISR"), ("Jordan", "JOR"), ("Turkey", "TUR")),
    *(
        ("Armenia", "ARM"),
        ("Georgia", "GEO"),
        ("Russia", "RUS"),
        ("Ukraine", "UKR"),
        ("Poland", "POL"),
        ("France", "FRA"),
    ),
]
_ACTS = [
    *(("attacked", "ASSAULT", "190", 4), ("shelled", "ASSAULT", "194", 4), ("accused", "ACCUSE", "112", 3)),
    *(("praised", "SUPPORT", "051", 1), ("sanctioned", "SANCTION", "163", 4), ("threatened", "THREATEN", "138", 3)),
    ("aided", "AID", "070", 2),
]
_TALKS = [("held talks with", "CONSULT", "046", 1), ("refused to meet", "REJECT", "125", 3)]
_LABELS = ["support", "oppose", "blame", "demand", "willing", "neutral"]


class World:
    """Made-up things that happen, and reports of them; the same seed gives the same reports."""

    def __init__(self, reports: int, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self._reports = reports
        self._words = [
            "".join(self._random.choices("bdfgklmnprst" + "aeiou" * 2, k=self._random.randint(4, 9)))
            for _ in range(20_000)
        ]
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(len(self._words))))
        self._towns = [
            (
                word.title(),
                self._random.choice(_STATES)[1],
                self._random.uniform(-30, 60),
                self._random.uniform(-10, 70),
            )
            for word in self._words[500:1500]
        ]
        self._days = max(30, reports // 150)
        self._facts = [self._fact(number) for number in range(reports)]

    def _fact(self, number: int) -> tuple[Any, ...]:
        pick = self._random
        one, other = pick.sample(_STATES[:8] if pick.random() < 0.5 else _STATES, 2)
        act = pick.choice(_ACTS) if pick.random() < 0.974 else pick.choice(_TALKS)  # of four facts, a tenth of reports
        return one, other, act, pick.choice(self._towns), number * self._days // self._reports, pick.randint(1, 60)

    def reports(self) -> Iterator[tuple[Report, CodedReport]]:
        """All of them, by date."""
        for number in range(self._reports):
            day = number * self._days // self._reports
            yield self._report(number, date(2023, 1, 1) + timedelta(days=day))

    def _report(self, number: int, day: date) -> tuple[Report, CodedReport]:
        pick = self._random
        text, coded = [], CodedReport(report=ReportInfo(id=f"r{number}"))
        at = 0
        sentences: list[tuple[int, int]] = []
        lead = max(0, number - pick.choice([0, 0, 1, 2, 5, 20]))
        for place in range(12):
            if place % 3 == 0:
                fact = self._facts[lead] if place == 0 else self._facts[max(0, number - pick.randint(0, 400))]
                words = self._tell(coded, fact, at, day)
            else:
                words = " ".join(pick.choices(self._words, cum_weights=self._weights, k=22)).capitalize() + "."
            sentences.append((at, at + len(words)))
            text.append(words)
            at += len(words) + 1
        body = "\n".join(text)
        outlet = f"outlet{number % 40}"
        report = Report(
            id=f"r{number}", text=body, title=text[0][:80], published=day.isoformat(), source=outlet, language="en"
        )
        full = CodedReport(
            report=report.info,
            events=coded.events,
            statements=coded.statements,
            actors=coded.actors,
            places=coded.places,
            dates=coded.dates,
            sentences=sentences,
        )
        return report, full

    def _tell(self, coded: CodedReport, fact: tuple[Any, ...], at: int, day: date) -> str:
        one, other, (verb, type_, cameo, quad), town, when, toll = fact
        pick = self._random
        others = pick.sample(_STATES, 3)
        watching = " ".join(name for name, _ in others)
        text = f"{one[0]} {verb} {other[0]} in {town[0]}, killing {toll} people, {other[0]} said. Near by: {watching}."
        sentence = Span(start=at, end=at + len(text), text=text)

        def actor(state: tuple[str, str], start: int) -> Actor:
            name, code = state
            return Actor(start=start, end=start + len(name), text=name, name=name, code=code, entity=f"state:{code}")

        source = actor(one, at)
        target = actor(other, at + len(one[0]) + len(verb) + 2)
        where = target.end + 4
        spot = Place(
            start=where,
            end=where + len(town[0]),
            text=town[0],
            name=town[0],
            kind="city",
            country=town[1],
            lat=town[2],
            lon=town[3],
            geonames_id=1,
            confidence=0.9,
        )
        happened = date(2023, 1, 1) + timedelta(days=when)
        dated = Date(
            start=at,
            end=at,
            text="",
            type="DATE",
            value=happened.isoformat(),
            first=happened.isoformat(),
            last=happened.isoformat(),
            origin="text",
        )
        trigger = Span(start=source.end + 1, end=source.end + 1 + len(verb), text=verb)
        number = at + text.index(str(toll))
        count = Count(min=toll, max=toll, span=Span(start=number, end=number + len(str(toll)), text=str(toll)))
        coded.events.append(
            Event(
                id=f"e{len(coded.events) + 1}",
                type=type_,
                cameo=cameo,
                quad=quad,
                goldstein=1.0,
                score=1.0,
                status="happened",
                trigger=trigger,
                sources=[source],
                targets=[target],
                date=dated,
                place=spot,
                casualties=Casualties(killed=count) if quad == 4 else None,
                sentence=sentence,
                confidence=round(pick.uniform(0.3, 0.95), 3),
            )
        )
        coded.statements.append(
            Statement(
                id=f"s{len(coded.statements) + 1}",
                speaker=target,
                cue=trigger,
                content=sentence,
                kind="indirect",
                sentence=sentence,
            )
        )
        coded.actors.extend([source, target])
        start = at + len(text) - len(watching) - 1
        for state in others:
            coded.actors.append(actor(state, start))
            start += len(state[0]) + 1
        coded.places.extend([spot, spot])
        coded.dates.append(dated)
        return text


def main(arguments: list[str]) -> int:
    """Measure and print; returns 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--store")
    parser.add_argument("--keep", action="store_true", help="leave the record where it is")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        where = options.store or str(Path(folder) / "record.db")
        with KeptRecord(where) as record:
            good = _fill(record, Path(folder), options.reports, options.workers)
            good = _ask(record) and good
        if options.keep:
            print(f"kept in {where}")
    return 0 if good else 1


def _fill(record: KeptRecord, folder: Path, count: int, workers: int) -> bool:
    reports, coded = folder / "reports.jsonl", folder / "coded.jsonl"
    with reports.open("wb") as one, coded.open("wb") as other:
        for report, coding in World(count).reports():
            one.write(to_json(report) + b"\n")
            other.write(to_json(coding) + b"\n")
    began = time.perf_counter()
    with closing(CodedFile(coded)) as ready:
        done = record.add(read_inputs([str(reports)]), coded=ready.of, workers=workers, link=False)
    rate = done.new / (time.perf_counter() - began)
    assert done.new == count and not done.coded
    print(f"added: {count:,} coded reports, {rate:,.0f} a second (aim: {ADDED:,.0f})", flush=True)
    began = time.perf_counter()
    linked = record.settle()
    linking = time.perf_counter() - began
    print(f"linked: {linked:,} reports, {linked / max(linking, 1e-9):,.0f} a second", flush=True)
    return rate >= ADDED


def _ask(record: KeptRecord) -> bool:
    last = (record.stats().coverage.last or "2023-06-01")[:10]
    half = tuple(f"outlet{number}" for number in range(20))  # of 40
    early = "2023-01-02"  # nearly everything is later
    middle = (date(2023, 1, 1) + (date.fromisoformat(last) - date(2023, 1, 1)) / 2).isoformat()
    questions: dict[str, Callable[[], Any]] = {
        "events": record.events,
        "events of an actor": lambda: record.events(Filter(actor=("KEN",))),
        "events of a dyad": lambda: record.events(Filter(dyad=("KEN", "ETH"), type=("ASSAULT",))),
        "events of a type in a place": lambda: record.events(Filter(type=("ACCUSE",), place="SDN", sort="confidence")),
        "events in a box and time": lambda: record.events(
            Filter(box=(0, 0, 20, 20), first="2023-03-01", last="2023-04-30")
        ),
        "events anywhere": lambda: record.events(Filter(box=(-180, -90, 180, 90))),
        "events at any time, surest first": lambda: record.events(Filter(sort="confidence", first=early)),
        "events with words": lambda: record.events(Filter(text="talks", actor=("ETH",))),
        "events with a word of half": lambda: record.events(Filter(text="Kenya")),
        "events of half the outlets": lambda: record.events(Filter(source=half)),
        "events, a late page": lambda: record.events(Filter(offset=5_000, first=early)),
        "events as of a day": lambda: record.events(Filter(actor=("KEN",), as_of=last)),
        "statements": lambda: record.statements(Filter(actor=("SDN",))),
        "statements at any time": lambda: record.statements(Filter(first=early)),
        "statements with a word of half": lambda: record.statements(Filter(text="Kenya")),
        "statements as of a day": lambda: record.statements(Filter(actor=("SDN",), as_of=last)),
        "actors": record.actors,
        "actors with a word of half": lambda: record.actors(Filter(text="Kenya")),
        "actors of half the outlets": lambda: record.actors(Filter(source=half, sort="name")),
        "actors as of a day": lambda: record.actors(Filter(as_of="2023-06-30")),
        "stories": record.stories,
        "stories most reported": lambda: record.stories(Filter(sort="reports")),
        "stories with a word of half": lambda: record.stories(Filter(text="Kenya")),
        "timeline": record.timeline,
        "timeline of a dyad": lambda: record.timeline(Filter(dyad=("KEN", "ETH"))),
        "timeline of a type": lambda: record.timeline(Filter(type=("ASSAULT",))),
        "timeline with a word of half": lambda: record.timeline(Filter(text="Kenya")),
        "timeline most reported": lambda: record.timeline(Filter(sort="sources")),
        "timeline at any time, most reported": lambda: record.timeline(Filter(sort="sources", first=early)),
        "timeline of half the outlets": lambda: record.timeline(Filter(source=half)),
        "timeline of half the outlets, most reported": lambda: record.timeline(Filter(source=half, sort="sources")),
        "talks": lambda: record.talks(every=True),
        "talks of a dyad": lambda: record.talks(("KEN", "ETH"), every=True),
        "talks of a dyad as of a day": lambda: record.talks(("KEN", "ETH"), every=True, as_of="2023-06-30"),
        "talks as of a day": lambda: record.talks(every=True, as_of="2023-06-30"),
        "talks as of a day half way": lambda: record.talks(every=True, as_of=middle),
        "talks as of the last day": lambda: record.talks(every=True, as_of=last),
        "stats": record.stats,
        "stats of half the outlets": lambda: record.stats(Filter(source=half)),
        "stats of half the outlets as of the last day": lambda: record.stats(Filter(source=half, as_of=last)),
        "stats as of a day": lambda: record.stats(Filter(as_of="2023-06-30")),
        "changes": record.changes,
        "coders": record.coders,
        "search: one word": lambda: record.search(Filter(text="Kenya")),
        "search: a word of all": lambda: record.search(Filter(text="killing")),
        "search: a word and an outlet": lambda: record.search(Filter(text="Kenya", source=("outlet3",))),
        "search: a word as of the last day": lambda: record.search(Filter(text="Kenya", as_of=last)),
        "search: a word as of a day": lambda: record.search(Filter(text="Kenya", as_of="2023-06-30")),
        "search: two words": lambda: record.search(Filter(text="Kenya shelled")),
        "search: a phrase": lambda: record.search(Filter(text='"held talks with Ethiopia"')),
    }
    good = True
    for name, question in questions.items():
        times: list[float] = []
        for _ in range(3):
            began = time.perf_counter()
            question()
            times.append(time.perf_counter() - began)
        limit = SEARCHED if name.startswith("search") else ASKED
        taken = statistics.median(times)
        good = good and taken < limit
        print(f"{'ok  ' if taken < limit else 'SLOW'} {name}: {taken * 1000:.1f} ms (aim: under {limit * 1000:.0f})")
    return good


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
