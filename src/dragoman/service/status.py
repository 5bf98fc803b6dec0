"""How the sources stand, from what was kept of them: a source without news is not the same as a quiet conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from .settings import Source
from .state import State, due


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A source.

    Attributes:
        source: its name.
        kind: of its table; "" when the settings do not have it any more.
        success: when a turn last went well, in seconds since 1970.
        news: when it last brought a report that the record did not have.
        failures: turns that have failed in a row.
        due: when it is looked at next; None when it is not watched any more.
        added: reports that it has brought in all.
        waiting: items whose pages could not be had yet.
        code, why: of the last failure.
    """

    source: str
    kind: str = ""
    success: float | None = None
    news: float | None = None
    failures: int = 0
    due: float | None = None
    added: int = 0
    waiting: int = 0
    code: str | None = None
    why: str | None = None


def standings(sources: Sequence[Source], states: Mapping[str, State], now: float) -> list[Standing]:
    """How each source of the settings stands, and then those that are known from before."""
    found = []
    for source in sources:
        state = states.get(source.called, State())
        found.append(_standing(source.called, source.kind, state, due(state, source.every, now)))
    watched = {source.called for source in sources}
    found += [_standing(name, "", states[name], None) for name in sorted(states) if name not in watched]
    return found


def _standing(name: str, kind: str, state: State, at: float | None) -> Standing:
    return Standing(
        source=name,
        kind=kind,
        success=state.success,
        news=state.news,
        failures=state.failures,
        due=at,
        added=state.added,
        waiting=sum(1 for known in state.items.values() if known.tries and known.due is not None),
        code=state.code,
        why=state.why,
    )
