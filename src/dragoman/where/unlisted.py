"""Places that no gazetteer lists: names that their company alone shows to be places.

"The village of X", "X district", "near X": a report of fighting names hamlets, hills and checkpoints that no list has,
and the place of an event is worth knowing by name even without coordinates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.codebooks import groups

from .struck import is_armed, is_struck

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .contexts import Contexts

_NEVER = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "EVENT", "LAW"})
_TITLE = "WORK_OF_ART"  # what the tagger takes unknown names of two words for; a title stands in quotation marks
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_MISTAKEN = frozenset({"PERSON", "ORG", "PRODUCT", "GPE", "LOC", "FAC"})  # what the tagger takes unknown towns for
_UNLIKE = frozenset({"ADJ", "VERB", "PRON", "ADV", "DET", "ADP", "SCONJ", "CCONJ"})
_OBJECTS = frozenset({"dobj", "nsubjpass"})
_LONGEST = 7  # tokens of a name
_OF_TITLE = 2  # and of one that may be a title


def located(doc: Doc, first: int, last: int, words: Contexts) -> int:
    """How plainly the words around tokens [first, last) say that a place is named: 2 plainly, 1 perhaps, 0 not."""
    at = _before(doc, first)
    if at >= 0 and doc[at].lower_ == "the":
        at = _before(doc, at)
    before = doc[at].lower_ if at >= 0 else ""
    after = doc[last].lower_ if last < len(doc) and not doc[last].is_sent_start else ""
    if before == "of" and at and doc[at - 1].lower_ in words.settlements | words.sieges:
        return 2
    if (after in words.settlements and doc[last].text != "state") or before in words.strong:
        return 2
    if before in words.locative or before in words.directions or after in words.feature_after:
        return 1
    if before == "of" and at and doc[at - 1].lower_ in words.feature_before_of:
        return 1
    based = after == "-" and last + 1 < len(doc) and doc[last + 1].lower_ == "based"
    return 1 if based else 0


def unlisted(doc: Doc, first: int, end: int, words: Contexts, *, listed: bool) -> tuple[int, bool] | None:
    """The end of the unlisted place name that begins at a token, and whether it surely is one; None if there is none.

    A name that is a place only if something happened "in" or "near" it is not sure. `listed`: it follows a place in a
    list.
    """
    token = doc[first]
    if not _name_begins(doc, first, words) or token.ent_type_ in _NEVER or token.pos_ in _UNLIKE:
        return None
    last = name_end(doc, first, end, words)
    name = doc[first:last].text
    if name.isupper() or len(name) < 3 or (last - first == 1 and token.lower_ in words.never_alone):
        return None
    labels = {doc[index].ent_type_ for index in range(first, last)} - {""}
    titled = _TITLE in labels
    if titled and (_is_quoted(doc, first) or last - first > _OF_TITLE or not is_armed(doc, first, words)):
        return None
    labels.discard(_TITLE)
    site = last - first > 1 and doc[last - 1].lower_ in words.site_words
    dated = last < len(doc) and doc[last].text in words.days
    if (_modifies(doc, last, words) and not dated) or ("ORG" in labels and not site and _before_is_the(doc, first)):
        return None
    following = doc[last].text if last < len(doc) else ""
    if following == "-" or (following in ("'s", "’s") and not labels <= _PLACES):
        return None
    how = located(doc, first, last, words)
    if labels == {"NORP"} and not _settled(doc, first, last, words):
        return None
    taken = _is_taken(doc, first, last, words) and not groups().by_name(name)
    place = bool(labels) and labels <= _PLACES
    if (
        (place and (how or site or taken or listed))
        or (site and (how or taken))
        or (_before_is_the(doc, first) and following in words.sites_after and "NORP" not in labels)
        or (how == 2 and _settled(doc, first, last, words))
    ):
        return last, True
    if (
        (how == 2 and not (labels == {"ORG"} and last - first > 2))
        or (taken and "PERSON" not in labels)
        or (labels <= _MISTAKEN and is_struck(doc, first, last, words))
        or (listed and not labels)
        or (titled and how and not labels)
    ):
        return last, False
    return None


def _is_quoted(doc: Doc, first: int) -> bool:
    """Whether a quotation mark opens right before a token."""
    return first > 0 and doc[first - 1].is_quote


def _settled(doc: Doc, first: int, last: int, words: Contexts) -> bool:
    """Whether a kind of settlement stands beside a name: "the village of X", "X district"."""
    at = _before(doc, first)
    if at > 0 and doc[at].lower_ == "of" and doc[at - 1].lower_ in words.settlements:
        return True
    return last < len(doc) and doc[last].lower_ in words.settlements


def name_end(doc: Doc, first: int, end: int, words: Contexts) -> int:
    """The end of the run of capitalised words that begins at a token, with hyphens and Arabic articles between them."""
    last = first + 1
    while last < min(end, first + _LONGEST):
        if _article_at(doc, last, end, words):
            last += 3
            continue
        token = doc[last]
        text = token.text
        joined = text == "-" and last + 1 < end and doc[last + 1].text[0].isupper() and not token.whitespace_
        capital = text[0].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ") and token.ent_type_ not in _NEVER
        if text in words.days or not (
            joined or (capital and (doc[last - 1].text == "-" or _same_name(doc, last, words)))
        ):
            break
        last += 1
    return last


def _article_at(doc: Doc, index: int, end: int, words: Contexts) -> bool:
    """Whether an article joins a name to its second half: "al-" in "Ras al-Ayn"."""
    return (
        index + 2 < end
        and doc[index].text in words.articles
        and doc[index + 1].text == "-"
        and not doc[index + 1].whitespace_
        and doc[index + 2].text[0].isupper()
    )


def _same_name(doc: Doc, index: int, words: Contexts) -> bool:
    """Whether a capitalised word goes on with the name before it rather than beginning a title or another name."""
    word = doc[index].lower_.rstrip(".")
    if word in words.person_titles or word in words.role_after:
        return False
    before = doc[index - 1]
    return not (doc[index].ent_iob_ == "B" and before.ent_type_ and doc[index].lower_ not in words.site_words)


def _before(doc: Doc, index: int) -> int:
    """The token before one, over white space, -1 at the beginning of a sentence."""
    if doc[index].is_sent_start:
        return -1
    at = index - 1
    while at >= 0 and doc[at].is_space:
        at -= 1
    return at


def _before_is_the(doc: Doc, first: int) -> bool:
    at = _before(doc, first)
    return at >= 0 and doc[at].lower_ == "the"


def _modifies(doc: Doc, last: int, words: Contexts) -> bool:
    """Whether a name only qualifies the noun after it: "in Acme stores"."""
    token = doc[last - 1]
    head = token.head
    return token.dep_ == "compound" and head.i >= last and head.lower_ not in words.feature_after | words.settlements


def _is_taken(doc: Doc, first: int, last: int, words: Contexts) -> bool:
    """Whether a name is what a verb of taking or entering ground is about: "stormed X"."""
    for index in range(first, last):
        token = doc[index]
        if token.dep_ in _OBJECTS and token.head.lemma_.lower() in words.takings:
            return True
    return False


def _name_begins(doc: Doc, first: int, words: Contexts) -> bool:
    text = doc[first].text
    if text in words.articles:
        return first + 2 < len(doc) and doc[first + 1].text == "-" and doc[first + 2].text[0].isupper()
    if not text[0].isupper():
        return False
    if first == 0 or doc[first].is_sent_start:
        return True
    before = doc[first - 1].text
    return not before[0].isupper() or before.lower() in words.never_alone
