"""Events and happenings in words, as the brief says them; where sources disagree, each value beside who gave it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dragoman.brief.telling import CASUALTIES, cut, telling
from dragoman.brief.words import status_word
from dragoman.records import Actor, Event, Evidence, Happening, Place, Span, Value

if TYPE_CHECKING:
    from dragoman.store import Source

_NAME = 48
_MOST = 3  # givers of a value that a line names; the rest are counted
_NOWHERE = Span(start=0, end=0, text="")
Outlets = Mapping[str, "Source"]
"""What is known of reports, by their ids."""


def name(actor: Actor) -> str:
    """An actor by the name it has in the whole record."""
    return cut(actor.name, _NAME)


def event_words(event: Event) -> str:
    """An event without its day, which has a column of its own."""
    return telling(event, name, day=False)


def kind_words(type_: str, mode: str | None) -> str:
    """Type and mode: "ASSAULT/aerial"."""
    return f"{type_}/{mode}" if mode else type_


def day_words(event: Event) -> str:
    """The days of an event; "~" before one that only its report's date tells."""
    date = event.date
    if date is None or not date.first:
        return "no date"
    return ("~" if date.origin == "published" else "") + day_cell(date.first, date.last)


def day_cell(first: str | None, last: str | None) -> str:
    """One day, or the first and below it the last, for a column of days."""
    return days(first, last).replace(" to ", "–\n")


def days(first: str | None, last: str | None) -> str:
    """One day, or the first and the last."""
    if not first or not last or first == last:
        return first or last or ""
    return f"{first} to {last}"


def happening_words(happening: Happening) -> str:
    """A happening by the values that its rule shows; those that sources contradict stand in `disagreements`."""
    shown = happening.shown
    event = Event(
        id=happening.id,
        type=happening.type,
        mode=shown.get("mode"),
        cameo=shown.get("cameo"),
        quad=1,
        status=shown["status"],
        trigger=_NOWHERE,
        sources=[_actor(one) for one in shown.get("sources", ())],
        targets=[_actor(one) for one in shown.get("targets", ())],
        place=_place(shown["place"]) if "place" in shown else None,
        said_by=_actor(shown["said_by"]) if "said_by" in shown and _all_say_so(happening) else None,
        sentence=_NOWHERE,
        confidence=0.0,
    )
    words = telling(event, name)
    counted = [
        f"{kind}: {toll(shown[kind])}" for kind in CASUALTIES if kind in shown and kind not in happening.disagree
    ]
    return f"{words} ({'; '.join(counted)})" if counted else words


def disagreements(happening: Happening, outlets: Outlets) -> list[str]:
    """The fields whose values cannot all be right: "killed: 12 (Reuters), 9 (the governor)"."""
    voices = {
        (told.report, told.event): value.value["name"]
        for value in happening.fields.get("said_by", ())
        for told in value.evidence
    }
    lines = []
    for field in happening.disagree:
        values = happening.fields.get(field, ())
        given = [f"{value_words(field, one.value)} ({givers(one.evidence, outlets, voices)})" for one in values]
        lines.append(f"{field}: {', '.join(given)}")
    return lines


def givers(
    evidence: Iterable[Evidence],
    outlets: Outlets,
    voices: Mapping[tuple[str, str | None], str] | None = None,
) -> str:
    """Who gave a value: the voice that a report quotes for it, else its outlet, else its id; the first few named."""
    named: dict[str, None] = {}
    for told in evidence:
        source = outlets.get(told.report)
        named[(voices or {}).get((told.report, told.event)) or (source.source if source else None) or told.report] = (
            None
        )
    each = list(named)
    more = f" and {len(each) - _MOST} more" if len(each) > _MOST else ""
    return ", ".join(each[:_MOST]) + more


def value_words(field: str, value: Any) -> str:
    """A value of a happening's field in words."""
    if field in CASUALTIES:
        return toll(value)
    if field in ("sources", "targets"):
        return ", ".join(str(one["name"]) for one in value)
    if field == "blame":
        return f"{', '.join(str(one['name']) for one in value['doers'])}, says {value['by']['name']}"
    if field == "days":
        first, _, last = str(value).partition("/")
        return days(first, last)
    if field == "status":
        return status_word(value) or "happened"
    return str(value["name"]) if isinstance(value, dict) else str(value)


def toll(count: Mapping[str, int | None]) -> str:
    """A count of people: "12", "12 to 15", "12 or more"."""
    least, most = count["min"], count["max"]
    if most is None:
        return f"{least:,} or more"
    return f"{least:,}" if least == most else f"{least:,} to {most:,}"


def sources_words(reports: int, independent: int) -> str:
    """ "3 reports, 2 independent"; one report needs no such words."""
    return "1 report" if reports == 1 else f"{reports:,} reports, {independent:,} independent"


def cited(evidence: Iterable[Evidence], most: int = 4) -> str:
    """The reports that something rests on, each once: "[wn12 wn31 and 5 more]"."""
    ids = list(dict.fromkeys(told.report for told in evidence))
    more = f" and {len(ids) - most} more" if len(ids) > most else ""
    return f"[{' '.join(ids[:most])}{more}]" if ids else ""


def _all_say_so(happening: Happening) -> bool:
    """Whether every telling is one and the same voice's: only then it stands in the line for all of them."""
    said: list[Value] = list(happening.fields.get("said_by", ()))
    told = {(one.report, one.event) for one in happening.evidence}
    return len(said) == 1 and told == {(one.report, one.event) for one in said[0].evidence}


def _actor(value: Mapping[str, Any]) -> Actor:
    return Actor(
        start=0,
        end=0,
        text=value["name"],
        name=value["name"],
        code=value["code"],
        sectors=value["sectors"],
        entity=value["entity"],
    )


def _place(value: Mapping[str, Any]) -> Place:
    return Place(start=0, end=0, text=value["name"], name=value["name"], kind=value["kind"], country=value["country"])
