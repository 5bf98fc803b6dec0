"""How the record calls an actor whom its reports call this and that."""

from __future__ import annotations

from dragoman.codebooks import groups, states
from dragoman.records import Actor

NOBODY = ("role::", "nominal:", "pronoun:")
"""How the entities begin of those who are nobody in particular: "people", "a woman", whoever is of no known country."""


def called(actor: Actor) -> str:
    """The name that an actor has whatever a report's words were, as far as the entity tells it.

    A state and its government have the codebook's name, a group the codebook's, a role its word ("president" of
    ``role:USA:GOV:president``); a person and everybody else the name that was coded.
    """
    kind, _, rest = actor.entity.partition(":")
    if kind in ("state", "gov") and (state := states().get(rest)) is not None:
        return state.name if kind == "state" else f"Government of {state.name}"
    if kind == "group" and (group := groups().get(rest)) is not None:
        return group.name
    if kind == "role" and (word := rest.rpartition(":")[2]):
        return word.replace("-", " ")
    return actor.name
