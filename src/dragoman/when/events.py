"""The date of an event: which of a report's dates its words are tied to."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from dragoman.reading import Reading
from dragoman.records import Date

from .finder import DateMention, Dates
from .vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSE = frozenset(("ROOT", "ccomp", "relcl", "advcl", "acl", "csubj", "pcomp", "parataxis", "appos"))
_NAMING = frozenset(("compound", "nmod", "amod", "nummod"))
_TAKEN = frozenset(("dobj", "obj", "nsubjpass", "attr", "advmod", "npadvmod", "prep"))
_MAX_CLIMB = 12


def date_of(reading: Reading, dates: Dates, trigger: Token) -> Date | None:
    """The date of the event whose trigger is that token.

    First a date tied to the trigger itself ("Tuesday's talks", "attacked on Friday"), then one tied to the verb of its
    clause or to what that verb takes, then one of a verb it is joined to by "and", then the only date of its clause. A
    date of another clause, of something only named after it ("the 1994 accord"), or outside the quotation that the
    trigger stands in, is not the event's. Durations and sets never are. Without any: the report's own day, marked
    `origin="published"`, with the empty span; None when the report has no day.
    """
    sentence = reading.sentence_of(trigger)
    begin = bisect_left(dates.mentions, sentence.first, key=_first)
    end = bisect_left(dates.mentions, sentence.last, begin, key=_first)
    found = [
        mention
        for mention in dates.mentions[begin:end]
        if mention.date.type in ("DATE", "TIME") and not mention.date.value.endswith("_REF")
    ]
    best: tuple[int, int, Date] | None = None
    for mention in found:
        rank = _rank(reading, mention, trigger, alone=len(found) == 1)
        if rank is not None and (best is None or (rank, abs(mention.first - trigger.i)) < best[:2]):
            best = rank, abs(mention.first - trigger.i), mention.date
    return best[2] if best else published_date(dates)


def _first(mention: DateMention) -> int:
    return mention.first


def published_date(dates: Dates) -> Date | None:
    """The report's own day as a Date with the empty span; None when it has none."""
    if dates.published is None:
        return None
    day = dates.published.isoformat()
    return Date(
        start=0,
        end=0,
        text="",
        type="DATE",
        value=day,
        first=day,
        last=day,
        origin="published",
        reason="no date in its clause",
    )


def _rank(reading: Reading, mention: DateMention, trigger: Token, *, alone: bool) -> int | None:
    """How closely a date is tied to a trigger, 0 the closest; None when it is not."""
    tie = _tie(reading.doc[mention.first : mention.last].root, mention)
    if tie is None:
        return None
    if tie.i == trigger.i:
        return 0
    if reading.quotes and reading.quotes_at(mention.date.start) != reading.quotes_at(trigger.idx):
        return None
    verb = _verb_of(trigger)
    if tie.i == verb.i:
        return 1
    if tie.head.i in (trigger.i, verb.i) and tie.dep_ in _TAKEN:
        return 2
    if tie.head.i == verb.i and tie.dep_ in ("nsubj", "nsubjpass") and len(mention.date.value) >= 10:
        return 3  # "Tuesday's talks collapsed": an act is on the day of what it befalls
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and tie.i == verb.head.i:
        return 4  # "exploded on Saturday, killing six"
    phases = vocabulary().phases
    if verb.dep_ == "xcomp" and tie.i == verb.head.i and verb.head.lemma_.lower() in phases:
        return 3
    if verb.dep_ == "conj" and tie.i == verb.head.i:
        return 4
    if tie.dep_ == "conj" and tie.head.i == verb.i:
        return 5
    return 6 if alone and _clause_of(tie).i == _clause_of(trigger).i else None


def _tie(root: Token, mention: DateMention) -> Token | None:
    """The word a date depends on, over its preposition; None when it bounds or names rather than dates."""
    at = root
    for _ in range(_MAX_CLIMB):
        head = at.head
        if head.i == at.i:
            return head if not mention.first <= head.i < mention.last else None
        if mention.first <= head.i < mention.last:
            at = head
            continue
        if head.pos_ in ("ADP", "SCONJ") and at.dep_ in ("pobj", "pcomp", "nmod", "obl"):
            if head.lower_ in vocabulary().bounding:
                return None
            at = head
            continue
        if at.dep_ in _NAMING and head.pos_ == "PROPN":
            return None
        if at.dep_ in ("conj", "appos") and head.pos_ in ("NOUN", "PROPN", "NUM"):
            at = head
            continue
        return head
    return None


def _verb_of(token: Token) -> Token:
    """The verb whose clause a token stands in (the token itself where it is one)."""
    at = token
    for _ in range(_MAX_CLIMB):
        if at.pos_ in ("VERB", "AUX") or at.head.i == at.i or at.dep_ in ("relcl", "advcl"):
            return at
        at = at.head
    return at


def _clause_of(token: Token) -> Token:
    at = token
    for _ in range(_MAX_CLIMB):
        if at.head.i == at.i or (at.dep_ in _CLAUSE and at.pos_ in ("VERB", "AUX")):
            return at
        at = at.head
    return at
