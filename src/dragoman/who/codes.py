"""Actor codes: which international bodies have a code of their own in the record, and what a code is called."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.codebooks import states
from dragoman.records import Actor

_OWN = frozenset({"UNO", "EEC", "NAT", "OAS", "AUN"})
"""The bodies whose own code stands in the record; any other is coded by its kind (IGO, NGO ...) and told by its key."""


_ARMED = frozenset({"REB", "UAF", "PRM"})


def actor_code(code: str, kind: str = "IGO") -> str | None:
    """The code of the record for a code of the books: of states and a few bodies as it is, of others their kind."""
    if not code:
        return None
    return code if code in _OWN or code in states() else kind or "IGO"


def group_code(iso3: str, sectors: Iterable[str]) -> str | None:
    """The code of a group: its state, or CAMEO's IMG (international militarised group) for an armed one of many."""
    return actor_code(iso3) or ("IMG" if _ARMED.intersection(sectors) else None)


def state_name(code: str) -> str:
    """The usual name of a state, or the code itself for what is none."""
    state = states().get(code)
    return state.name if state else code


def actor_of(name: str, code: str | None, sectors: Iterable[str], entity: str) -> Actor:
    """An actor that no words of the text have been given to yet: its span is (0, 0, "")."""
    return Actor(start=0, end=0, text="", name=name, code=code, sectors=list(dict.fromkeys(sectors)), entity=entity)
