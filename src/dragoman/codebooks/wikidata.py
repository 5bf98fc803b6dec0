"""Office-holders from Wikidata's SPARQL service: heads of state and government, foreign and defence ministers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from dragoman.errors import BadAnswer

from .fetch import Manners, ask
from .own import Own
from .states import states

SERVICE = "https://query.wikidata.org/sparql"
_JSON = "application/sparql-results+json"
_PAGE = 1000  # rows
_PAGES = 100  # of one office; more means that the service does not page
_QID = re.compile(r"Q\d+")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)T")
_EARLIEST = 1945
_LONGEST = 200  # characters of a name or title

_SELECT = "SELECT DISTINCT ?iso3 ?person ?name ?title ?start ?startRough ?end ?endRough WHERE {"
_TERM = """
  OPTIONAL { ?term pqv:P580 ?from. ?from wikibase:timeValue ?start; wikibase:timePrecision ?startRough. }
  OPTIONAL { ?term pqv:P582 ?to. ?to wikibase:timeValue ?end; wikibase:timePrecision ?endRough. }
  FILTER(?start >= "%(since)sT00:00:00Z"^^xsd:dateTime || ?end >= "%(since)sT00:00:00Z"^^xsd:dateTime)
  MINUS { ?term wikibase:rank wikibase:DeprecatedRank. }
  ?person rdfs:label ?name. FILTER(LANG(?name) = "en")
}
ORDER BY ?iso3 ?person ?start ?end
LIMIT %(limit)d OFFSET %(offset)d"""
# A country's own statements name its heads (P35, P6). Ministers are found by the position they hold (P39), a kind of
# one so labelled and of the country that it applies to (P1001) or lies in (P17).
_HEAD = """
  ?country wdt:P298 ?iso3; p:%(property)s ?term. ?term ps:%(property)s ?person.
  OPTIONAL { ?country wdt:%(office)s ?position. ?position rdfs:label ?title. FILTER(LANG(?title) = "en") }"""
_MINISTER = """
  VALUES ?label { %(labels)s } ?class rdfs:label ?label. ?position wdt:P279* ?class; wdt:P1001|wdt:P17 ?country.
  ?country wdt:P298 ?iso3. ?person p:P39 ?term. ?term ps:P39 ?position.
  OPTIONAL { ?position rdfs:label ?title. FILTER(LANG(?title) = "en") }"""
QUERIES: dict[str, str] = {
    "head_of_state": _HEAD % {"property": "P35", "office": "P1906"},
    "head_of_government": _HEAD % {"property": "P6", "office": "P1313"},
    "foreign_minister": _MINISTER % {"labels": '"foreign minister"@en "minister of foreign affairs"@en'},
    "defence_minister": _MINISTER
    % {"labels": '"defence minister"@en "minister of defence"@en "minister of defense"@en "defense minister"@en'},
}
"""The pattern that finds the terms of each office."""


class _Value(msgspec.Struct):
    value: str


class _Bindings(msgspec.Struct):
    bindings: list[dict[str, _Value]]


class _Results(msgspec.Struct):
    results: _Bindings


def fetch(
    since: date,
    service: str = SERVICE,
    manners: Manners | None = None,
    told: Callable[[str], None] = lambda office: None,
    page: int = _PAGE,
) -> list[Own]:
    """The terms that began or ended on a day or later, sorted, each once.

    Args:
        since: the day.
        service: the address of a SPARQL service that speaks the JSON results format.
        manners: limits of each request.
        told: called with each office before it is asked for.
        page: rows asked for at a time.

    Raises:
        Unreachable, BadAnswer, TooLarge, UsageError: see `fetch.ask`; nothing of a broken answer is kept.
    """
    found: dict[tuple[str, ...], Own] = {}
    for office, pattern in QUERIES.items():
        told(office)
        for row in _rows(pattern, since, service, manners, page):
            term = _term(office, row)
            if term is not None:
                found.setdefault((term.code, term.role, term.name, term.start, term.end), term)
    return [found[key] for key in sorted(found)]


def _rows(pattern: str, since: date, service: str, manners: Manners | None, page: int) -> Iterator[dict[str, _Value]]:
    before: bytes | None = None
    for number in range(_PAGES):
        values = {"since": since.isoformat(), "limit": page, "offset": number * page}
        raw = ask(service, {"query": _SELECT + pattern + _TERM % values, "format": "json"}, _JSON, manners)
        try:
            rows = msgspec.json.decode(raw, type=_Results).results.bindings
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BadAnswer(f"no SPARQL results: {error}", path=service, hint="Check the address") from error
        if number and raw == before:
            raise BadAnswer("the same page twice", path=service, hint="The service does not know LIMIT and OFFSET")
        yield from rows
        if len(rows) < page:
            return
        before = raw
    raise BadAnswer(f"more than {_PAGES} pages", path=service, hint="Use a later --since")


def _term(office: str, row: dict[str, _Value]) -> Own | None:
    """The term that a row tells of; None for one without a known state, a name in words or a start."""
    cell = {key: " ".join(value.value.split()) for key, value in row.items()}
    name, code, title = cell.get("name", ""), cell.get("iso3", ""), cell.get("title", "")
    start = _day(cell.get("start", ""), cell.get("startRough", ""))
    end = _day(cell.get("end", ""), cell.get("endRough", ""))
    if code not in states() or _QID.fullmatch(name) or " " not in name or not _fit(name) or not start:
        return None
    if end and end < start[: len(end)]:
        return None
    title = title if _fit(title) and not _QID.fullmatch(title) else office.replace("_", " ")
    return Own("person", name.split(" (")[0], code=code, role=office, title=title, start=start, end=end)


def _fit(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and text.isprintable() and ";" not in text


def _day(text: str, precision: str) -> str:
    """The day, month or year that a point in time and its precision (11 day, 10 month, 9 year) give; "" for none."""
    match = _DAY.match(text)
    if match is None or int(match[1]) < _EARLIEST:
        return ""
    year, month, day = match.groups()
    try:
        date(int(year), int(month) or 1, int(day) or 1)
    except ValueError:
        return ""
    if precision == "9" or month == "00":
        return year
    return f"{year}-{month}" if precision == "10" or day == "00" else f"{year}-{month}-{day}"
