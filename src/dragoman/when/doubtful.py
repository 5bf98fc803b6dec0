"""Words that look like dates and are not: 2000 people, March as a word, the Sunday Times, the 14th floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .expressions import Dated, Expression, Fixed, Length, Repeated, Weekday
from .periods import duration_value

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMES = frozenset(("ORG", "PERSON", "WORK_OF_ART", "EVENT", "FAC", "PRODUCT", "GPE"))
_WORDS = frozenset(("march", "may", "august"))  # months that are words as well
_TIMES = frozenset(("once", "twice", "thrice", "times"))
_APPROXIMATE = frozenset(("than", "over", "about", "around"))
_YEARS = range(1800, 2100)


def sense(expression: Expression, first: Token, last: Token) -> Expression | None:
    """The expression as its sentence means it; None when it is no date there.

    Uses the part of speech, the syntax and, where the pipeline has them, the named entities.
    """
    match expression:
        case Fixed(value=value) if len(value) == 4 and first.i == last.i and _counts(last, int(value)):
            return None
        case Dated(month=None) if _qualifies(last):
            return None  # the 14th floor
        case Dated(day=None, turn=None, of=None, mod=None) if first.i == last.i and not _is_month(first):
            return None
        case Weekday(turn=None) if last.dep_ == "compound" and last.ent_type_ in ("ORG", "WORK_OF_ART"):
            return None
        case Length(unit="quarter", amount=1.0) if _qualifies(last) and first.lower_ in ("a", "an"):
            return None  # a quarter million
        case Length(unit=unit, amount=1.0, turn=None) if _is_rate(first, last):
            return Repeated(value=duration_value(unit, 1))
    return expression


def _counts(number: Token, value: int) -> bool:
    """Whether a bare four-digit number counts things: it stands before their name, with no article or preposition."""
    if value not in _YEARS and number.dep_ != "pobj":
        return True
    head = number.head
    if number.dep_ != "nummod" or head.i <= number.i or head.tag_ != "NNS":
        return False
    if any(token.pos_ == "PROPN" for token in number.doc[number.i + 1 : head.i]):
        return False  # 1990 Volvo earnings
    before = number.nbor(-1) if number.i else None
    return before is None or before.lower_ in _APPROXIMATE or before.pos_ not in ("ADP", "DET", "PRON", "PART")


def _qualifies(ordinal: Token) -> bool:
    after = ordinal.nbor(1) if ordinal.i + 1 < len(ordinal.doc) else None
    return after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")


def _is_month(token: Token) -> bool:
    if token.ent_type_ in _NAMES or token.pos_ in ("VERB", "AUX"):
        return False
    doc = token.doc
    if 0 < token.i < len(doc) - 1 and token.nbor(-1).pos_ in ("DET", "PRON", "ADJ") and token.nbor(1).pos_ == "ADP":
        return False  # the March of the Mothers
    if token.i and token.nbor(-1).pos_ == "ADP":
        return True  # in May
    return token.lower_ not in _WORDS or token.ent_type_ == "DATE" or not doc.has_annotation("ENT_IOB")


def _is_rate(first: Token, last: Token) -> bool:
    """Whether "a day" means each day: twice a day, two barrels a day."""
    if first.lower_ not in ("a", "an") or last.i != first.i + 1:
        return False
    head = last.head
    if first.i and first.nbor(-1).lower_ in _TIMES:
        return True
    return last.dep_ == "npadvmod" and head.i < first.i and head.pos_ in ("NOUN", "NUM", "ADV", "SYM")
