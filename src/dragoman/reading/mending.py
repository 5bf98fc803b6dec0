"""What the parser gets wrong in a way that can be seen for sure, mended before anybody reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.codebooks import states

from .weekdays import part_weekdays

if TYPE_CHECKING:
    from spacy.tokens import Doc


def mend(doc: Doc) -> None:
    """Mend the document in place.

    A weekday after a name is no part of the name. Two states side by side are a list, never one thing under two
    names: in "Kenya, Chad, and Togo met" the parser often takes the second for an apposition of the first.
    """
    part_weekdays(doc)
    pairs = [token for token in doc if token.dep_ == "appos" and token.ent_type_ == token.head.ent_type_ == "GPE"]
    if not pairs:
        return
    named = {ent.root.i: ent.text for ent in doc.ents if ent.label_ == "GPE"}
    for token in pairs:
        first, second = named.get(token.head.i), named.get(token.i)
        if first and second and _is_state(first) and _is_state(second):
            token.dep_ = "conj"


def _is_state(name: str) -> bool:
    return states().by_name(name.removeprefix("the ").removeprefix("The ")) is not None
