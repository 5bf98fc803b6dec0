"""A happening put together from its events: every value of every field with who gave it, and a rule that shows one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dragoman.errors import BadFilter
from dragoman.records import Actor, Count, Event, Evidence, Happening, Value

from .conflict import conflicts
from .traits import Traits, happening_id

RULES = ("most", "first", "recent", "precise")
TOLLS = ("killed", "injured", "detained", "displaced", "missing")
FIELDS = ("type", "mode", "cameo", "status", "sources", "targets", "days", "place", *TOLLS, "said_by", "blame")
"""The fields of a happening, in their order."""

Member = tuple[Traits, Event]
Said = tuple[Any, int | None, int | None]
"""A value and the words [start, end) that give it."""


def assemble(members: Sequence[Member], *, rule: str = "most") -> Happening:
    """The happening that these events tell of.

    Args:
        members: its events with their traits, in any order; at least one.
        rule: which value of a field is shown: `most` (told by most independent sources, of equals the most recent),
            `first`, `recent`, or `precise` (finest place, narrowest days, most exact count); one for all fields, or
            "most,killed=recent,place=precise" for some fields another.

    Returns:
        The happening; `fields` holds every value of each field that any event fills, the shown one first and the others
        in the order in which they were told; `shown` adds `first` and `last`, the ISO days of the shown `days`.

    Raises:
        BadFilter: an unknown rule or field.
    """
    picks = rules(rule)
    ordered = sorted(members, key=lambda member: member[0].order)
    fields: dict[str, list[Value]] = {}
    for name in FIELDS:
        values = _values(name, ordered)
        if values:
            shown = _pick(name, values, picks.get(name, picks[""]), ordered)
            fields[name] = [shown, *(value for value in values if value is not shown)]
    shown_values = {name: values[0].value for name, values in fields.items()}
    if "days" in shown_values:
        first, _, last = shown_values["days"].partition("/")
        shown_values |= {"first": first, "last": last or first}
    traits = [member[0] for member in ordered]
    return Happening(
        id=happening_id(traits[0]),
        type=shown_values["type"],
        evidence=[_evidence(member, None, None) for member in ordered],
        fields=fields,
        shown=shown_values,
        by=rule,
        reports=len({item.report for item in traits}),
        independent=len({item.origin for item in traits}),
        disagree=[name for name in conflicts(ordered) if len(fields.get(name, ())) > 1],
    )


def rules(text: str) -> dict[str, str]:
    """The rule of each field that has its own, and under "" that of all others.

    Raises:
        BadFilter: an unknown rule or field.
    """
    found = {"": "most"}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, given, rule = part.rpartition("=")
        if rule not in RULES or (given and name not in FIELDS):
            raise BadFilter(
                f"{part!r} is no rule of which value to show",
                hint=f"A rule ({', '.join(RULES)}), or FIELD=RULE with a field of {', '.join(FIELDS)}",
            )
        found[name] = rule
    return found


def _values(name: str, members: Sequence[Member]) -> list[Value]:
    """Every value of a field, in the order in which they were first told, each with all who gave it."""
    read = _READ.get(name) or _toll_of(name)
    kept: dict[str, tuple[Any, list[Evidence], set[str]]] = {}
    for traits, event in members:
        for value, start, end in read(event, traits):
            _, evidence, origins = kept.setdefault(_key(value), (value, [], set()))
            told = _evidence((traits, event), start, end)
            if told not in evidence:
                evidence.append(told)
            origins.add(traits.origin)
    return [Value(value=value, evidence=told, independent=len(origins)) for value, told, origins in kept.values()]


def _key(value: Any) -> str:
    """What makes two values one: places by name, kind and country, actors by entity, whatever words the text had."""
    if isinstance(value, dict) and "geonames_id" in value:
        return "|".join(str(value[name]) for name in ("name", "kind", "country"))
    if isinstance(value, dict) and "entity" in value:
        return str(value["entity"])
    if isinstance(value, dict):
        return "|".join(f"{name}={_key(part)}" for name, part in value.items())
    if isinstance(value, list):
        return "+".join(sorted(_key(part) for part in value))
    return str(value)


def _pick(name: str, values: list[Value], rule: str, members: Sequence[Member]) -> Value:
    """The value that a rule shows."""
    if rule == "first":
        return values[0]
    rank = {traits.key: place for place, (traits, _) in enumerate(members)}

    def newest(value: Value) -> int:
        return max(rank[told.report, str(told.event)] for told in value.evidence)

    if rule == "recent":
        return max(values, key=newest)
    if rule == "precise":
        return max(values, key=lambda value: (_precision(name, value.value), value.independent, newest(value)))
    return max(values, key=lambda value: (_stated(name, value.value, members), value.independent, newest(value)))


def _stated(name: str, value: Any, members: Sequence[Member]) -> bool:
    """Days that no text gives, only a report's own date, are shown where no text gives any."""
    return name != "days" or any(traits.dated and _interval(event, traits) == value for traits, event in members)


_FINENESS = {"facility": 6, "city": 5, "admin2": 4, "other": 3, "admin1": 2, "region": 1, "water": 1, "country": 0}


def _precision(name: str, value: Any) -> float:
    """How precise a value is, among those of its field; larger is finer."""
    if name == "place":
        return _FINENESS.get(value["kind"], 0)
    if name == "days":
        first, _, last = value.partition("/")
        return -float(_span(first, last or first))
    if name in TOLLS:
        return 0.0 if value["max"] is None else -1.0 - (value["max"] - value["min"]) if _wide(value) else 1.0
    if name in ("sources", "targets"):
        return float(max(_identified(actor) for actor in value) * 10 + len(value))
    if name in ("mode", "cameo"):
        return float(len(value))
    return 0.0


def _wide(value: dict[str, int]) -> bool:
    return value["max"] != value["min"]


def _identified(actor: dict[str, Any]) -> int:
    """How well an actor is identified: a person or named group, then a body or state, then a role."""
    kind = actor["entity"].partition(":")[0]
    return {"person": 3, "group": 3, "org": 3, "role": 1, "nominal": 0, "pronoun": 0}.get(kind, 2)


def _span(first: str, last: str) -> int:
    from .traits import ordinal

    return (ordinal(last) or 0) - (ordinal(first) or 0)


def _evidence(member: Member, start: int | None, end: int | None) -> Evidence:
    traits, event = member
    if start is None or end is None:
        start, end = event.trigger.start, event.trigger.end
    return Evidence(report=traits.report, event=traits.event, start=start, end=end)


def _interval(event: Event, traits: Traits) -> str | None:
    """The days of an event as an ISO 8601 day or interval; of an undated one, the day of its report."""
    day = event.date
    first = (day.first or day.last) if day is not None else None
    last = (day.last or day.first) if day is not None else None
    if first is None or last is None:
        first = last = traits.known[:10]
    return first if first == last else f"{first}/{last}"


def _read_days(event: Event, traits: Traits) -> list[Said]:
    day = event.date
    in_text = day is not None and day.end > day.start
    return [(_interval(event, traits), day.start if in_text and day else None, day.end if in_text and day else None)]


def _read_place(event: Event, traits: Traits) -> list[Said]:
    place = event.place
    if place is None:
        return []
    value = {
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "geonames_id": place.geonames_id,
    }
    return [(value, place.start, place.end)]


def _actor(actor: Actor) -> dict[str, Any]:
    return {"entity": actor.entity, "name": actor.name, "code": actor.code, "sectors": list(actor.sectors)}


def _side(actors: list[Actor]) -> list[Said]:
    """All actors of one side of one telling, as one value."""
    if not actors:
        return []
    return [([_actor(actor) for actor in actors], actors[0].start, actors[0].end)]


def _read_said_by(event: Event, traits: Traits) -> list[Said]:
    voice = event.said_by
    return [(_actor(voice), voice.start, voice.end)] if voice is not None else []


def _read_blame(event: Event, traits: Traits) -> list[Said]:
    """Whom a voice holds to have done it; a denial is blame of nobody and stands under `status`."""
    voice = event.said_by
    if voice is None or not event.sources or traits.status == "not":
        return []
    value = {"by": _actor(voice), "doers": [_actor(actor) for actor in event.sources]}
    return [(value, voice.start, voice.end)]


def _toll_of(name: str) -> Callable[[Event, Traits], list[Said]]:
    def read(event: Event, traits: Traits) -> list[Said]:
        count: Count | None = getattr(event.casualties, name) if event.casualties is not None else None
        if count is None:
            return []
        return [({"min": count.min, "max": count.max}, count.span.start, count.span.end)]

    return read


_READ: dict[str, Callable[[Event, Traits], list[Said]]] = {
    "type": lambda event, traits: [(event.type, None, None)],
    "mode": lambda event, traits: [(event.mode, None, None)] if event.mode else [],
    "cameo": lambda event, traits: [(event.cameo, None, None)] if event.cameo else [],
    "status": lambda event, traits: [(event.status, None, None)],
    "sources": lambda event, traits: _side(event.sources),
    "targets": lambda event, traits: _side(event.targets),
    "days": _read_days,
    "place": _read_place,
    "said_by": _read_said_by,
    "blame": _read_blame,
}
