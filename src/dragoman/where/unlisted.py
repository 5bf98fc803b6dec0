"""Places that no gazetteer lists: names that their company alone shows to be places.

"The village of X", "X district", "near X": a report of fighting names hamlets, hills and checkpoints that no list has,
and the place of an event is worth knowing by name even without coordinates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .contexts import Contexts

_NEVER = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "EVENT", "LAW", "WORK_OF_ART"}
)
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_LONGEST = 6  # tokens of a name


def located(doc: Doc, first: int, last: int, words: Contexts) -> int:
    """How plainly the words around tokens [first, last) say that a place is named: 2 plainly, 1 perhaps, 0 not at all."""
    at = first - 1
    if at >= 0 and doc[at].lower_ == "the":
        at -= 1
    before = doc[at].lower_ if at >= 0 and not doc[first].is_sent_start else ""
    after = doc[last].lower_ if last < len(doc) and not doc[last].is_sent_start else ""
    if before == "of" and at and doc[at - 1].lower_ in words.settlements:
        return 2
    if after in words.settlements and doc[last].text != "state":
        return 2
    if before in words.strong:
        return 2
    if before in words.locative or before in words.directions or after in words.feature_after:
        return 1
    if before == "of" and at and doc[at - 1].lower_ in words.feature_before_of:
        return 1
    based = after == "-" and last + 1 < len(doc) and doc[last + 1].lower_ == "based"
    return 1 if based else 0


def unlisted(doc: Doc, first: int, end: int, words: Contexts) -> int | None:
    """The end of the unlisted place name that begins at a token, or None."""
    token = doc[first]
    if not _name_begins(doc, first, words):
        return None
    last = _name_end(doc, first, end)
    if token.ent_type_ in _NEVER or token.pos_ in ("ADJ", "VERB", "PRON", "ADV", "DET") or token.is_sent_start:
        return None
    labels = {doc[index].ent_type_ for index in range(first, last)}
    name = doc[first:last].text
    if name.isupper() or len(name) < 3 or (last - first == 1 and token.lower_ in words.never_alone):
        return None
    how = located(doc, first, last, words)
    site = last - first > 1 and doc[last - 1].lower_ in words.site_words
    if how == 2:
        plain = last - first == 1 or labels & _PLACES or site or not labels - {""}
        return last if plain or doc[first - 1].lower_ == "of" else None
    if labels <= _PLACES and (how or site):
        return last
    return last if site and how else None


def _name_begins(doc: Doc, first: int, words: Contexts) -> bool:
    text = doc[first].text
    if not text[0].isalpha():
        return False
    if text in words.articles:
        return first + 2 < len(doc) and doc[first + 1].text == "-" and doc[first + 2].text[0].isupper()
    if not text[0].isupper():
        return False
    if first == 0 or doc[first].is_sent_start:
        return True
    before = doc[first - 1].text
    return not before[0].isupper() or before.lower() in words.never_alone


def _name_end(doc: Doc, first: int, end: int) -> int:
    last = first + 1
    while last < min(end, first + _LONGEST):
        text = doc[last].text
        joined = text == "-" and last + 1 < end and doc[last + 1].text[0].isupper() and not doc[last].whitespace_
        after_joint = doc[last - 1].text == "-"
        if not (joined or after_joint or (text[0].isupper() and doc[last].pos_ in ("PROPN", "NOUN", "ADJ"))):
            break
        last += 1
    return last
