"""Whether a name that the gazetteer has stands for a place where it is used.

A name inside the name of a person, an organisation, a publication or a thing is not a place, nor is an adjective.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from .contexts import Contexts, contexts
from .gazetteer import Entry, Gazetteer, is_abbreviation
from .struck import is_struck
from .unlisted import located

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Verdict = Literal["yes", "likely", "doubtful", "no"]

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_THING_LABELS = frozenset({"ORG", "PERSON", "WORK_OF_ART", "LAW", "EVENT", "PRODUCT", "NORP", "LANGUAGE"})
_TIME_LABELS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
_GENITIVES = frozenset({"'s", "’s", "'", "’"})
_LONGEST_PERSON = 8  # tokens of a person's name; what is longer is a mistake
_PLAINLY = 2  # of `located`: "the town of Alma" is one before "hours later", too
_BIG = 100_000  # inhabitants from which a name alone is taken for the place
_KNOWN = 15_000  # inhabitants from which the entity recogniser's word alone is taken for it


class Judge:
    """Judges the names of one report."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.gazetteer = gazetteer
        self.words: Contexts = contexts()
        self.labels: dict[int, tuple[str, int, int]] = {
            index: (entity.label_, entity.start, entity.end)
            for entity in doc.ents
            for index in range(entity.start, entity.end)
        }
        # Names of people that the report gives in full: "Jordan" is no country where a Jordan Smith is.
        self.people = frozenset(
            token.text
            for entity in doc.ents
            if entity.label_ == "PERSON" and 1 < entity.end - entity.start <= _LONGEST_PERSON
            if not gazetteer.is_curated(entity.text.removesuffix("'s").removesuffix("’s"))
            for token in entity
            if token.text[0].isupper() and len(token.text) > 2
        )

    def behind(self, first: int, last: int) -> int:
        """Where to look on after a rejected name: behind the person, organisation or thing that holds it."""
        label, start, end = self.labels.get(first, ("", first, last))
        return max(last, end) if label in _THING_LABELS and end - start > last - first else last

    def _is_mistaken(self, first: int, last: int) -> bool:
        """Whether what the tagger takes for a time is a place: "the town of Alma hours later", "shelled Alma"."""
        if located(self.doc, first, last, self.words) >= _PLAINLY:
            return True
        return is_struck(self.doc, first, last, self.words, listed=True)

    def verdict(self, first: int, last: int, name: str, entries: tuple[Entry, ...]) -> Verdict:
        """Whether tokens [first, last) stand for a place; "doubtful" if only their other mentions can tell."""
        doc, words = self.doc, self.words
        curated = any(entry.curated for entry in entries)
        label, start, end = self.labels.get(first, ("", first, last))
        if end == last + 1 and doc[last].text in _GENITIVES:
            end = last
        before = doc[first - 1] if first and not doc[first].is_sent_start else None
        after = doc[last] if last < len(doc) and not doc[last].is_sent_start else None
        if self._generic(first, last, curated):
            return "no"
        if label in _TIME_LABELS and not curated and not self._is_mistaken(first, last):
            return "no"
        if last - first == 1 and label == "NORP" and (doc[first].pos_ == "ADJ" or _qualifies(doc[first], words)):
            return "no"
        if label in _THING_LABELS and (start < first or end > last) and not self._pointed_at(first, last, start):
            return self._in_thing(first, last, label, start, end, entries)
        struck = not curated and name not in self.people and is_struck(doc, first, last, words, listed=True)
        if struck and not self._inside_name(last, before, after, country=False):
            return "yes"
        person = self._person(first, last, name, label, before, after, known=curated)
        if person is not None:
            return person
        if self._inside_name(last, before, after, country=entries[0].kind == "country"):
            return "no"
        exact = label in _PLACE_LABELS and self._rest_is_plain(start, first) and self._rest_is_plain(last, end)
        how = 2 if self._held(last) else located(doc, first, last, words)
        if self._shouted(name, entries) and not (exact and how and len(name) > 2):
            if self._dateline(first, last) and len(name) > 2:
                return "yes"
            return "no" if len(name) < 5 else "doubtful"
        if curated:
            return "yes" if exact or how or label in _PLACE_LABELS else "likely"
        if label in _PLACE_LABELS and not exact:
            return "doubtful"
        return self._by_size(first, entries, label, how, before, exact=exact)

    def _by_size(
        self, first: int, entries: tuple[Entry, ...], label: str, how: int, before: Token | None, *, exact: bool
    ) -> Verdict:
        """The verdict on a name that only GeoNames has: the plainer the words around it, the smaller a place may be."""
        size = max((entry.population for entry in entries if exact or not entry.alias), default=0)
        if how == 2 or (how and (label not in _THING_LABELS or size >= _KNOWN)) or (exact and size >= _KNOWN):
            return "yes"
        alone = label == "" and self.doc[first].pos_ == "PROPN" and len(self.doc[first]) > 3
        if size >= _BIG and alone:
            return "likely" if before is None or not before.text[0].isupper() else "doubtful"
        return "doubtful"

    def _shouted(self, name: str, entries: tuple[Entry, ...]) -> bool:
        """Whether a name is in capitals that are not its own: a headline's, a dateline's, another word's ("the UN")."""
        if not name.isupper() or any(entry.name == name for entry in entries):
            return False
        return not (is_abbreviation(name) and self.gazetteer.is_exact(name))

    def _held(self, last: int) -> bool:
        """Whether a comma and a country or division follow: "Paris, Texas"."""
        doc = self.doc
        return last + 1 < len(doc) and doc[last].text == "," and self.gazetteer.is_curated(doc[last + 1].text)

    def _pointed_at(self, first: int, last: int, start: int) -> bool:
        """Whether the words before a name leave no doubt that it is a place, whatever longer name it was taken for."""
        if first > start and self.doc[first - 1].lower_ in self.words.strong:
            return True
        return self._rest_is_plain(start, first) and located(self.doc, first, last, self.words) == 2

    def _rest_is_plain(self, start: int, end: int) -> bool:
        """Whether the words of an entity beside the name are no names: articles, directions, kinds of place."""
        words = self.words
        return all(
            not word[0].isalpha()
            or word.islower()
            or word.lower() in words.particles
            or word.lower() in words.never_alone
            or word.lower() in words.feature_after
            for word in (self.doc[index].text for index in range(start, end))
        )

    def _in_thing(self, first: int, last: int, label: str, start: int, end: int, entries: tuple[Entry, ...]) -> Verdict:
        """A name inside the longer name of something else: only the state or division that a public body belongs to."""
        doc, words = self.doc, self.words
        following = doc[last].lower_ if last < end else ""
        leads = self._rest_is_plain(start, first)
        if following == "," and label in ("ORG", "PERSON"):
            return "likely" if leads else "no"
        if label == "PERSON":
            return "no"
        if first > start and doc[first - 1].text == ",":
            return "likely"
        if following in words.role_after:
            return "likely"
        ruled = any(entry.curated and entry.kind in ("country", "admin1") for entry in entries)
        return "likely" if ruled and leads and following in words.public_bodies else "no"

    def _person(
        self,
        first: int,
        last: int,
        name: str,
        label: str,
        before: Token | None,
        after: Token | None,
        *,
        known: bool,
    ) -> Verdict | None:
        """The verdict on a name that somebody bears, None for any other."""
        words = self.words
        if before is not None and before.text[0].isupper() and before.text.rstrip(".").lower() in words.person_titles:
            return "no"
        owner = after is not None and after.text in _GENITIVES and (label == "PERSON" or name in self.people)
        strongly = before is not None and (before.lower_ in words.strong or before.lower_ in ("at", "of")) and not owner
        if strongly or (known and label in _PLACE_LABELS):
            return None
        if last - first == 1 and name in self.people:
            return "no"
        if label == "PERSON":
            placed = after is not None and after.lower_ in words.feature_after
            return None if known or placed else "doubtful"
        follows = after is not None and after.ent_type_ == "PERSON" and after.text in self.people
        return "no" if follows and label not in _PLACE_LABELS else None

    def _generic(self, first: int, last: int, curated: bool) -> bool:
        """Whether a name is made of nothing but kinds of things: "City Hall"."""
        words = self.words
        if curated:
            return False
        texts = [self.doc[index].lower_ for index in range(first, last)]
        if len(texts) == 1:
            return texts[0] in words.never_alone or texts[0] in words.person_titles or texts[0] in words.role_after
        kinds = (words.site_words, words.organisation_words, words.own_sites)
        if texts[-1] in words.settlements and all(text in words.directions for text in texts[:-1]):
            return True
        return all(any(text in kind for kind in kinds) for text in texts)

    def _inside_name(self, last: int, before: Token | None, after: Token | None, *, country: bool) -> bool:
        """Whether the words around a name make it part of an organisation's, a street's, an event's or an illness's."""
        words = self.words
        if after is not None and after.lower_ in words.illness:
            return not country
        following = list(self._capitals(last))
        if following and following[-1] in words.own_sites:
            return True
        if following and following[0] in words.organisation_words and following[0] not in words.role_after:
            return True
        if before is not None and before.lower_ in ("of", "for") and before.i >= 1:
            head = self.doc[before.i - 1]
            if head.text[0].isupper() and head.lower_ in words.organisation_words:
                return True
        return False

    def _capitals(self, index: int) -> Iterator[str]:
        """The capitalised words that follow without a break, in lower case and without full stops."""
        doc = self.doc
        while index < len(doc) and not doc[index].is_sent_start and doc[index].text[0].isupper():
            if doc[index].pos_ not in ("PROPN", "NOUN", "ADJ"):
                break
            yield doc[index].lower_.rstrip(".")
            index += 1

    def _dateline(self, first: int, last: int) -> bool:
        doc = self.doc
        return bool(doc[first].is_sent_start) and last < len(doc) and doc[last].text in (",", "(", "-", "--", "–", "—")


def _qualifies(token: Token, words: Contexts) -> bool:
    """Whether the name of a people stands before what is theirs: "Thai air raids", not "Hausa villages"."""
    if token.dep_ not in ("amod", "compound", "nmod") or token.head.i <= token.i:
        return False
    return token.head.lower_ not in words.settlements | words.division_words | words.feature_after
