"""The date of an event: which of a report's dates its words are tied to."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from dragoman.reading import Reading
from dragoman.records import Date

from .finder import DateMention, Dates
from .vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSE = frozenset(("ROOT", "ccomp", "relcl", "advcl", "acl", "csubj", "pcomp", "parataxis", "appos"))
_NAMING = frozenset(("compound", "nmod", "amod", "nummod", "poss"))
_TAKEN = frozenset(("dobj", "obj", "nsubjpass", "attr", "advmod", "npadvmod", "prep"))
_COMES_ABOUT = frozenset(("take", "occur", "happen"))
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


class _Tie(NamedTuple):
    """The word a date depends on, over its preposition; `named` when it only names it ("Tuesday's vote")."""

    word: Token
    named: bool


def _rank(reading: Reading, mention: DateMention, trigger: Token, *, alone: bool) -> int | None:
    """How closely a date is tied to a trigger, 0 the closest; None when it is not."""
    tie = _tie(reading.doc[mention.first : mention.last].root, mention)
    if tie is None:
        return None
    word = tie.word
    if word.i == trigger.i or _arranges(word, trigger):
        return 0
    if reading.quotes and reading.quotes_at(mention.date.start) != reading.quotes_at(trigger.idx):
        return None
    if word.head.i == trigger.i and word.dep_ in _TAKEN and not tie.named:
        return 2
    verb = _verb_of(trigger)
    if _tells_when(word, trigger) or (verb is not None and _tells_when(word, verb)):
        return 3
    if verb is None:
        return None
    if word.i == verb.i:
        return 1
    if word.head.i == verb.i and word.dep_ in _TAKEN and not tie.named:
        return 2
    if len(mention.date.value) >= 10 and _takes(verb, tie):
        return 3  # "Tuesday's talks collapsed", "died in a raid on Tuesday": an act is on the day of what it befalls
    return _of_neighbour(verb, word) or (6 if alone and _same_clause(tie, trigger) else None)


def _of_neighbour(verb: Token, word: Token) -> int | None:
    """The rank of a date of a verb that shares its time with this one; None where it does not."""
    head = verb.head
    if word.i == head.i:
        if verb.dep_ == "xcomp" and head.lemma_.lower() in vocabulary().phases:
            return 3  # "began on Sunday to withdraw"
        if verb.dep_ == "conj" or (verb.dep_ == "advcl" and _at_the_same_time(verb)):
            return 4  # "attacked on Friday and killed ten", "exploded on Saturday, killing six"
    if word.dep_ == "acl" and word.tag_ == "VBN" and word.head.dep_ == "conj":
        word = word.head  # "five were killed and nine others injured on Friday"
    return 5 if word.dep_ == "conj" and word.head.i == verb.i else None


def _at_the_same_time(verb: Token) -> bool:
    """Whether an adverbial clause shares the time of its verb: "killing six", "when a rocket struck", "to discuss"."""
    opened = any(child.lower_ in ("when", "as", "while", "to") and child.i < verb.i for child in verb.children)
    return verb.tag_ == "VBG" or opened


def _tells_when(word: Token, told: Token) -> bool:
    """Whether a date is that of a relative clause that says when: "the raid, which took place on Sunday, killed"."""
    if word.dep_ != "relcl" or word.lemma_.lower() not in _COMES_ABOUT:
        return False
    return word.head.i == told.i or (word.head.dep_ in ("nsubj", "nsubjpass") and word.head.head.i == told.i)


def _arranges(word: Token, trigger: Token) -> bool:
    """Whether a date is that of an arrangement of the trigger: "talks scheduled for Thursday"."""
    return word.dep_ == "acl" and word.head.i == trigger.i and word.lemma_.lower() in vocabulary().arranged


def _takes(verb: Token, tie: _Tie) -> bool:
    """Whether the word is the verb's subject, or stands after its preposition and is not only named by the date."""
    word = tie.word
    if word.dep_ == "nsubj":
        return word.head.i == verb.i
    if tie.named:
        return False
    after = word.dep_ == "pobj" and word.head.pos_ == "ADP" and word.head.lower_ not in vocabulary().bounding
    return (word.dep_ == "nsubjpass" and word.head.i == verb.i) or (after and word.head.head.i == verb.i)


def _tie(root: Token, mention: DateMention) -> _Tie | None:
    """What a date depends on; None when it bounds ("since March"), or is part of a name ("the 1994 Oslo Accords")."""
    at = root
    for _ in range(_MAX_CLIMB):
        head = at.head
        if head.i == at.i:
            return None if mention.first <= head.i < mention.last else _Tie(head, False)
        inside = mention.first <= head.i < mention.last
        if inside or (at.dep_ in ("conj", "appos") and head.pos_ in ("NOUN", "PROPN", "NUM")):
            at = head
        elif head.pos_ in ("ADP", "SCONJ") and at.dep_ in ("pobj", "pcomp", "nmod", "obl"):
            if head.lower_ in vocabulary().bounding and not _is_part_of_day(at):
                return None
            at = head
        else:
            named = at.dep_ in _NAMING
            return None if named and head.pos_ == "PROPN" and at.dep_ != "poss" else _Tie(head, named)
    return None


def _is_part_of_day(token: Token) -> bool:
    """Whether a word names a part of a day, before which something happens on that day: "before dawn on Friday"."""
    word = vocabulary().words.get(token.lower_)
    return word is not None and word.kind == "PART"


def _verb_of(token: Token) -> Token | None:
    """The verb of the clause that a token stands close to (itself where it is one).

    None where the token is deep inside a phrase ("called for an end to the siege") or behind a preposition that bounds.
    """
    at, depth = token, 0
    for _ in range(_MAX_CLIMB):
        if at.pos_ in ("VERB", "AUX") or at.head.i == at.i or at.dep_ in ("relcl", "advcl"):
            return at
        depth += at.dep_ == "pobj"
        if depth > 1 or (at.pos_ in ("ADP", "SCONJ") and at.lower_ in vocabulary().bounding):
            return None
        at = at.head
    return None


def _same_clause(tie: _Tie, trigger: Token) -> bool:
    """Whether the date's word and the trigger stand in one clause, neither behind a preposition that bounds."""
    clause = _clause_of(trigger)
    if _clause_of(tie.word).i != clause.i:
        return False
    at = tie.word
    for _ in range(_MAX_CLIMB):
        if at.i == clause.i:
            return True
        if at.lower_ in vocabulary().bounding or tie.named:
            return False
        at = at.head
    return False


def _clause_of(token: Token) -> Token:
    at = token
    for _ in range(_MAX_CLIMB):
        if at.head.i == at.i or (at.dep_ in _CLAUSE and at.pos_ in ("VERB", "AUX")):
            return at
        at = at.head
    return at
