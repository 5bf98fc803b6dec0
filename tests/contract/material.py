"""Reports with what was coded from them, made by hand in a line: hundreds cost nothing, and every offset holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

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
    Stance,
    Statement,
)

Pair = tuple[Report, CodedReport]

# What texts call them: code, entity, foremost sector.
PARTIES: dict[str, tuple[str | None, str, str]] = {
    "Russia": ("RUS", "state:RUS", "GOV"),
    "Ukraine": ("UKR", "state:UKR", "GOV"),
    "Turkey": ("TUR", "state:TUR", "GOV"),
    "Israel": ("ISR", "state:ISR", "GOV"),
    "Hamas": ("PSE", "group:hamas", "REB"),
    "Qatar": ("QAT", "state:QAT", "GOV"),
    "Anna Kovalenko": ("UKR", "person:anna-kovalenko", "GOV"),
    "Pavel Sorokin": ("RUS", "person:pavel-sorokin", "GOV"),
    "local drivers": (None, "nominal:drivers", "CVL"),
}
PLACES: dict[str, tuple[str, float, float]] = {
    "Kharkiv": ("UKR", 49.98, 36.25),
    "Odesa": ("UKR", 46.48, 30.73),
    "Istanbul": ("TUR", 41.01, 28.95),
    "Doha": ("QAT", 25.29, 51.53),
    "Rafah": ("PSE", 31.29, 34.25),
    "Suva": ("FJI", -18.14, 178.44),
    "Apia": ("WSM", -13.83, -171.77),
    "Łódź": ("POL", 51.77, 19.46),
}
FIRST = date(2024, 3, 1)


def day(number: int) -> str:
    """The ISO day so many days after the first of the material."""
    return (FIRST + timedelta(days=number)).isoformat()


@dataclass
class Writer:
    """Writes a text piece by piece and keeps what is coded from it, with its offsets."""

    text: str = ""
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def put(self, words: str) -> dict[str, Any]:
        start = len(self.text)
        self.text += words
        return {"start": start, "end": len(self.text), "text": words}

    def actor(self, name: str) -> Actor:
        code, entity, sector = PARTIES[name]
        self.actors.append(Actor(**self.put(name), name=name, code=code, sectors=[sector], entity=entity))
        return self.actors[-1]

    def place(self, name: str) -> Place:
        country, lat, lon = PLACES[name]
        span = self.put(name)
        self.places.append(Place(**span, name=name, kind="city", country=country, lat=lat, lon=lon, confidence=0.9))
        return self.places[-1]

    def date(self, iso: str) -> Date:
        self.dates.append(Date(**self.put(iso), type="DATE", value=iso, first=iso, last=iso))
        return self.dates[-1]

    def span(self, words: str) -> Span:
        return Span(**self.put(words))

    def end(self, start: int) -> Span:
        """Closes the sentence that began there."""
        self.text += "."
        span = Span(start=start, end=len(self.text), text=self.text[start:])
        self.sentences.append((span.start, span.end))
        self.text += " "
        return span

    def event(self, start: int, **fields: Any) -> None:
        fields = {"quad": 4, "status": "happened", "confidence": 0.9, **fields}
        self.events.append(Event(id=f"e{len(self.events) + 1}", sentence=self.end(start), **fields))


Telling = Callable[[Writer], None]


def strike(
    on: str = day(0),
    where: str = "Kharkiv",
    killed: int | None = 4,
    by: str = "Russia",
    to: str = "Ukraine",
    **fields: Any,
) -> Telling:
    """An attack: who, whom, where, when, how many killed."""

    def tell(w: Writer) -> None:
        start = len(w.text)
        source = w.actor(by)
        w.put(" ")
        trigger = w.span("shelled")
        w.put(" positions of ")
        target = w.actor(to)
        w.put(" in ")
        place = w.place(where)
        w.put(" on ")
        when = w.date(on)
        toll = None
        if killed is not None:
            w.put(", killing ")
            toll = Casualties(killed=Count(min=killed, max=killed, span=w.span(str(killed))))
            w.put(" people")
        about = {"type": "ASSAULT", "mode": "heavy-weapons", "cameo": "194", "goldstein": -10.0}
        roles = {"sources": [source], "targets": [target], "date": when, "place": place, "casualties": toll}
        w.event(start, **{**about, "trigger": trigger, **roles, **fields})

    return tell


def meeting(
    on: str = day(0),
    where: str = "Istanbul",
    between: tuple[str, str] = ("Russia", "Ukraine"),
    words: str = "held talks",
    **fields: Any,
) -> Telling:
    """Talks of two parties: held unless other words tell otherwise."""

    def tell(w: Writer) -> None:
        start = len(w.text)
        one = w.actor(between[0])
        w.put(" and ")
        other = w.actor(between[1])
        w.put(" ")
        trigger = w.span(words)
        w.put(" in ")
        place = w.place(where)
        w.put(" on ")
        when = w.date(on)
        w.put(" about a ceasefire")
        about = {"type": "CONSULT", "cameo": "046", "quad": 1, "goldstein": 7.0, "reciprocal": True}
        roles = {"sources": [one], "targets": [other], "date": when, "place": place}
        w.event(start, **{**about, "trigger": trigger, **roles, **fields})

    return tell


def said(content: str = "the talks must go on", by: str = "Anna Kovalenko", label: str = "willing") -> Telling:
    """A statement, quoted."""

    def tell(w: Writer) -> None:
        start = len(w.text)
        w.put("“")
        words = w.span(content)
        w.put("”, ")
        speaker = w.actor(by)
        w.put(" ")
        cue = w.span("said")
        number = len(w.statements) + 1
        stance: Any = [Stance(toward="talks", label=label, strength=0.8)]  # type: ignore[arg-type]
        w.statements.append(
            Statement(
                id=f"s{number}",
                speaker=speaker,
                cue=cue,
                content=words,
                content_parts=[words],
                kind="direct",
                stance=stance,
                sentence=w.end(start),
            )
        )

    return tell


def plain(words: str) -> Telling:
    """A sentence from which nothing is coded."""

    def tell(w: Writer) -> None:
        start = len(w.text)
        w.put(words)
        w.end(start)

    return tell


def report(
    id: str,
    *tellings: Telling,
    published: str | None = day(0),
    title: str | None = None,
    source: str | None = "Post",
    url: str | None = None,
    language: str | None = "en",
) -> Pair:
    """A report with what a coder would make of it."""
    writer = Writer()
    for tell in tellings or (strike(),):
        tell(writer)
    made = Report(id=id, text=writer.text, title=title, published=published, source=source, url=url, language=language)
    return made, coded(made, writer)


def coded(made: Report, writer: Writer) -> CodedReport:
    info = ReportInfo(
        id=made.id,
        title=made.title,
        published=made.published,
        source=made.source,
        url=made.url,
        language=made.language,
    )
    return CodedReport(
        report=info,
        events=writer.events,
        statements=writer.statements,
        actors=writer.actors,
        places=writer.places,
        dates=writer.dates,
        sentences=writer.sentences,
    )


OUTLETS = ("Post", "Courier", "Herald", "Gazette")
_CROWD = (
    "The market reopened after some hours of silence",
    "Rain had fallen over the valley since the morning",
    "A bakery near the bridge gave out bread to passers-by",
    "The mayor asked people to stay indoors until further notice",
    "Two schools remained shut and buses took another road",
    "An electrician counted the broken windows of the station",
)


def many(count: int, *, days: int = 30, start: int = 0) -> list[Pair]:
    """Reports of several outlets on a month of fighting and talks: copies, happenings and rounds among them."""
    made: list[Pair] = []
    for number in range(start, start + count):
        about, outlet = number // 3, number % 3
        at = about % days
        where = ("Kharkiv", "Odesa", "Rafah")[about % 3]
        parties = ("Israel", "Hamas") if where == "Rafah" else ("Russia", "Ukraine")
        tellings: list[Telling] = [
            strike(day(at), where, killed=3 + about % 7 + (outlet == 2), by=parties[0], to=parties[1]),
            plain(_CROWD[about % len(_CROWD)]),
        ]
        if about % 20 == 4:
            venue = "Doha" if where == "Rafah" else "Istanbul"
            tellings.append(meeting(day(at), venue, parties))
        if about % 5 == 1:
            tellings.append(said(f"we will answer for the {3 + about % 7} dead", label="blame"))
        if outlet:
            tellings.append(plain(_CROWD[(about + outlet) % len(_CROWD)]))
        made.append(
            report(
                f"r{number:05}",
                *tellings,
                published=day(at + outlet),
                title=f"Shelling in {where}",
                source=OUTLETS[outlet],
                url=f"https://news.example/{number}",
            )
        )
    return made


def versions(ids: Sequence[str], *, later: int = 2) -> list[Pair]:
    """Corrections of reports of `many`: another toll, so many days after the last of them."""
    return [
        report(id, strike(day(5), killed=40 + place), published=day(40 + later + place), title="Toll corrected")
        for place, id in enumerate(ids)
    ]
