"""A weekday right after a name, taken for a part of it by the parser: "near Kotli Friday", "blamed X Monday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_DAYS = frozenset(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
# Names of days, not days after names: "Good Friday", "Bloody Sunday".
_NAMED = frozenset(
    ("Ash", "Black", "Bloody", "Cyber", "Easter", "Good", "Great", "Holy", "Maundy", "Palm", "Super", "Whit")
)
_SITED = frozenset(("at", "in", "near", "outside", "inside", "around", "from", "on", "off"))
_PLACES = frozenset(("GPE", "LOC", "FAC", "NORP"))
_IN_NAME = frozenset(("compound", "nmod", "amod", "appos", "npadvmod"))
_GOES_WITH = frozenset(("appos", "relcl", "acl"))
_MAX_CLIMB = 12


def part_weekdays(doc: Doc) -> None:
    """Part each weekday from the name that it stands after, in the entities and in the syntax, in place.

    The name takes over what the day was to the sentence, and the day tells when its verb was.
    """
    days = [token for token in doc if token.text in _DAYS and _follows_name(token)]
    if not days:
        return
    _part_entities(doc, {day.i for day in days})
    for day in days:
        _part_syntax(day)


def _follows_name(day: Token) -> bool:
    doc = day.doc
    if day.is_sent_start or day.i == 0:
        return False
    name = doc[day.i - 1]
    if name.pos_ != "PROPN" or not name.text[0].isalpha() or name.text in _DAYS or name.text in _NAMED:
        return False
    after = doc[day.i + 1] if day.i + 1 < len(doc) else None
    return after is None or bool(after.is_sent_start) or after.pos_ != "PROPN"  # "the Kotli Friday Mosque"


def _part_entities(doc: Doc, days: set[int]) -> None:
    from spacy.tokens import Span

    kept = []
    changed = False
    for entity in doc.ents:
        last = entity.end - 1
        if last not in days or entity.start == last:
            kept.append(entity)
            continue
        changed = True
        if _still_is(doc, entity):
            kept.append(Span(doc, entity.start, last, label=entity.label_))
    if changed:
        doc.ents = tuple(kept)


def _still_is(doc: Doc, entity: Span) -> bool:
    """Whether what an entity was taken for may hold without the day: of a place, and of a name of several words."""
    if entity.label_ in _PLACES:
        return True
    sited = entity.start > 0 and doc[entity.start - 1].lower_ in _SITED
    return not sited and (entity.label_ == "ORG" or (entity.label_ == "PERSON" and entity.end - entity.start > 2))


def _part_syntax(day: Token) -> None:
    name = day.nbor(-1)
    if name.head.i == day.i and name.dep_ in _IN_NAME:
        above, label = day.head, day.dep_
        for child in list(day.children):
            if child.i != name.i and (child.i < name.i or child.dep_ in _GOES_WITH):
                child.head = name
        if above.i == day.i:
            return
        verb = _verb_above(above)
        name.dep_ = "dobj" if label in ("npadvmod", "advmod", "nmod", "tmod") else label
        name.head = above
        day.dep_, day.head = "npadvmod", verb
    elif day.head.i == name.i and day.dep_ in _IN_NAME:
        day.dep_, day.head = "npadvmod", _verb_above(name)


def _verb_above(token: Token) -> Token:
    """The nearest verb at or above a token, else the token at the top."""
    at = token
    for _ in range(_MAX_CLIMB):
        if at.pos_ in ("VERB", "AUX") or at.head.i == at.i:
            break
        at = at.head
    return at
