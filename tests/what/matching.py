"""How a table of constructions is held against what was coded."""

from __future__ import annotations

from dragoman.records import Event


def assert_told(events: list[Event], type: str, cameo: str, status: str, source: str, target: str) -> None:
    """Some event has the type, status, beginning of the CAMEO code and, where given, the country on each side."""
    found = [
        event
        for event in events
        if event.type == type
        and (event.cameo or "").startswith(cameo)
        and event.status == status
        and (not source or source in {actor.code for actor in event.sources})
        and (not target or target in {actor.code for actor in event.targets})
    ]
    assert found, [
        (e.type, e.cameo, e.status, [a.code for a in e.sources], [a.code for a in e.targets]) for e in events
    ]
