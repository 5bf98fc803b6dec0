"""Where an event happened, apart from the places that its sentence merely mentions.

Every place of the sentence is weighed by how its words hang on the event's trigger in the syntax: "in X" on the trigger
itself before "in X" on one of its arguments before the place it was done to before the place of a clause around it.
Of places that share one phrase ("in the village of X in Y province") the most precise is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .contexts import contexts

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.reading import Reading
    from dragoman.records import Place

    from .places import PlaceMention, Places

_PRECISION = {"facility": 0, "other": 0, "city": 1, "admin2": 2, "water": 3, "admin1": 3, "region": 3, "country": 4}
_WIDE = frozenset({"country", "region", "continent"})
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "nsubj:pass", "attr", "oprd"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSES = frozenset({"advcl", "ccomp", "relcl", "acl", "parataxis", "csubj", "pcomp"})
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_CLOSE = 0.3  # of the best place's worth, from which a finer place beside it is meant
_SAME_BREATH = 6  # tokens between a place and the one that holds it
_OUTER_CLAUSE = 0.6  # worth of a place one clause further out than the trigger's
_INNER_CLAUSE = 0.5  # and one clause further in
# What is left of a place's worth after each step between it and the event's words.
_STEPS = {
    "pobj": 1.0,
    "prep": 0.85,
    "dobj": 0.85,
    "nsubj": 0.6,
    "nsubjpass": 0.7,
    "agent": 0.7,
    "poss": 0.7,
    "npadvmod": 0.9,
}
_STEP = 0.9
_OWNER = 0.2  # of a place that only says whose something is
_OWN_ACTOR = 0.01  # and whose envoy it is that acts
_OTHER_TIME = 0.01  # of a place in a clause of what went before or came after
_IN_NAME = frozenset({"compound", "amod", "nmod", "poss", "appos"})
_LEAST = 0.015  # below this a sentence names places, but none where the event happened
MAX_DISTANCE = 150  # tokens between an event and its place
MAX_CLIMB = 12  # steps from a place to the top of its sentence; hostile text makes deep trees


def place_of(
    reading: Reading,
    places: Places,
    trigger: Token,
    arguments: Sequence[Token] = (),
    doers: Sequence[Token] = (),
) -> Place | None:
    """The place of the event that `trigger` names, or None when its sentence names no place it could have happened at.

    Args:
        reading: the report.
        places: its places.
        trigger: the word that names the event, a verb or a noun.
        arguments: heads of the noun phrases that take part in it; places that hang on them count for the event.
        doers: heads of those whose act of violence it was; a country that did it tells who, not where.
    """
    sentence = reading.sentence_of(trigger)
    first, last = max(sentence.first, trigger.i - MAX_DISTANCE), min(sentence.last, trigger.i + MAX_DISTANCE)
    mentions = [mention for mention in places.within(first, last) if mention.event_place]
    mentions += places.possible_within(first, last)
    if not mentions:
        return None
    near = {argument.i for argument in arguments}
    around = _around(trigger)
    doing = {doer.i for doer in doers}
    worths = [
        _worth(reading, mention, trigger, around, near) * (_OWN_ACTOR if _did_it(mention, doing) else 1.0)
        for mention in mentions
    ]
    best = max(range(len(mentions)), key=lambda index: (worths[index], -index))
    for index, mention in enumerate(mentions):
        if worths[index] >= _CLOSE * worths[best] and _finer(mention, mentions[best]):
            best = index
    return mentions[best].place if worths[best] >= _LEAST else None


def _did_it(mention: PlaceMention, doers: set[int]) -> bool:
    return mention.head in doers and mention.place.kind in _WIDE


def _finer(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether one place lies in the other, named in one breath: "the West Bank city of X", "X, in Y province"."""
    gap = max(inner.first - outer.last, outer.first - inner.last)
    if gap > _SAME_BREATH or _PRECISION.get(inner.place.kind, 4) >= _PRECISION.get(outer.place.kind, 4):
        return False
    return inner.place.country in (None, outer.place.country) or outer.place.country is None


def _around(trigger: Token) -> dict[int, int]:
    """The trigger and the words above it, each with the number of clauses between."""
    found, clauses, token = {trigger.i: 0}, 0, trigger
    for _ in range(MAX_CLIMB):
        if token.head.i == token.i:
            break
        clauses += _opens_clause(token)
        token = token.head
        found.setdefault(token.i, clauses)
    return found


def _opens_clause(token: Token) -> bool:
    return token.dep_ in _CLAUSES or (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"))


def _worth(
    reading: Reading, mention: PlaceMention, trigger: Token, around: dict[int, int], arguments: set[int]
) -> float:
    """How well a place fits as the event's, 0 when it does not."""
    token = reading.doc[mention.head]
    worth = (_OWN_ACTOR if _acts(token) else _OWNER) if _belongs(mention, token) else 1.0
    preposition: Token | None = None
    for _ in range(MAX_CLIMB):
        if token.head.i == token.i or token.i in around:
            break
        if preposition is None and (token.dep_ in _PREPOSITIONS or token.pos_ == "ADP"):
            preposition = token
        if token.head.i in around and token.dep_ in _OBJECTS | _SUBJECTS and preposition is None:
            break
        worth *= _inner_clause(token) if _opens_clause(token) else _STEPS.get(token.dep_, _STEP)
        if token.i in arguments:
            worth *= 1.2
        token = token.head
    clauses = around.get(token.i, around.get(token.head.i, 3))
    distance = min(abs(mention.first - trigger.i), abs(mention.last - 1 - trigger.i))
    return worth * _role(mention, token, preposition) * _OUTER_CLAUSE**clauses * (1.0 - min(distance, 40) / 80)


def _acts(token: Token) -> bool:
    """Whether what the place only modifies is the one who acts: "the US envoy met", and not where he did."""
    owned = token.head
    for _ in range(MAX_CLIMB):
        if owned.dep_ not in _IN_NAME:
            break
        owned = owned.head
    return owned.dep_ in _SUBJECTS or owned.dep_ == "agent"


def _inner_clause(token: Token) -> float:
    """What is left of a place's worth on its way out of a clause: little, when that clause tells of another time."""
    if token.dep_ == "advcl":
        marks = [child for child in token.children if child.dep_ in ("mark", "advmod") and child.i < token.i]
        if any(mark.lower_ in contexts().other_time for mark in marks):
            return _OTHER_TIME
    return _INNER_CLAUSE


def _role(mention: PlaceMention, token: Token, preposition: Token | None) -> float:
    """What the place does to the word that joins it to the event."""
    words = contexts()
    if preposition is not None:
        lowered, wide = preposition.lower_, mention.place.kind in _WIDE
        if lowered in words.party:
            return 0.05 if wide else 0.3
        if lowered == "between" and wide:
            return 0.2
        if lowered in words.spots:
            return 1.0
        if lowered in words.ways:
            return 0.6
        if lowered == "of":
            return 0.3 if preposition.head.lower_ in words.bearings else 0.8
        return 0.35
    if token.dep_ in _OBJECTS:
        return 0.9
    if token.dep_ in _SUBJECTS:
        return 0.3
    return 0.5


def _belongs(mention: PlaceMention, token: Token) -> bool:
    """Whether a place only says whose something is: "the US embassy", "Iraq's northern city"."""
    return token.dep_ == "poss" or (token.dep_ in ("compound", "amod", "nmod") and mention.place.kind in _WIDE)
