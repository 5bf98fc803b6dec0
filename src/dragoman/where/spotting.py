"""Which words of a report name places: gazetteer names among the capitalised words, kept or dropped by their company.

A name inside the name of a person, an organisation, a publication or a thing is not a place, nor is an adjective.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .contexts import Contexts, contexts
from .gazetteer import Entry, Gazetteer
from .names import fold
from .unlisted import located, unlisted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dragoman.reading import Reading

MAX_WORDS = 7  # tokens of the longest name looked up; hyphens count
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_THING_LABELS = frozenset({"ORG", "PERSON", "WORK_OF_ART", "LAW", "EVENT", "PRODUCT", "NORP", "LANGUAGE"})
_TIME_LABELS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
_BIG = 100_000  # inhabitants from which a name alone is taken for the place
_KNOWN = 15_000  # inhabitants from which the entity recogniser's word alone is taken for it
Verdict = Literal["yes", "likely", "doubtful", "no"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A name found to be a place: tokens [first, last), the name as looked up, and everything it can mean.

    `division` when the next word says that a division is meant; `known` when the entity recogniser or the context says
    "place" too.
    """

    first: int
    last: int
    name: str
    entries: tuple[Entry, ...]
    division: bool
    known: bool


def spot(reading: Reading, gazetteer: Gazetteer) -> list[Spot]:
    """All place names of a report in text order, without overlaps."""
    return _Spotter(reading, gazetteer).run()


class _Spotter:
    """One report's search; holds what it has looked up."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self.reading = reading
        self.doc: Doc = reading.doc
        self.text = reading.text
        self.sentences = reading.sentences
        self.gazetteer = gazetteer
        self.words: Contexts = contexts()
        self.found: dict[str, tuple[Entry, ...]] = {}
        self.longer: dict[str, bool] = {}
        self.labels: dict[int, tuple[str, int, int]] = {
            index: (entity.label_, entity.start, entity.end)
            for entity in self.doc.ents
            for index in range(entity.start, entity.end)
        }
        self.people = self._people()

    def run(self) -> list[Spot]:
        kept: list[Spot] = []
        doubtful: list[Spot] = []
        words, reading = self.words, self.reading
        for sentence in self.sentences:
            if sentence.kind == "blank":
                continue
            at = sentence.first
            while at < sentence.last:
                match = self._match(at, sentence.last) if self._may_begin(at) else None
                if match is None:
                    last = unlisted(self.doc, at, sentence.last, words)
                    if last is not None:
                        kept.append(Spot(at, last, reading.span_of(at, last).text, (), division=False, known=True))
                    at = last or at + 1
                    continue
                last, name, entries = match
                verdict = self._verdict(at, last, name, entries)
                if verdict != "no":
                    (doubtful if verdict == "doubtful" else kept).append(
                        self._spot(at, last, name, entries, known=verdict == "yes")
                    )
                at = self._skip(at, last) if verdict == "no" else last
        # A name that a report once clearly uses for a place is one wherever the report uses it again.
        names = {fold(found.name) for found in kept}
        kept += [found for found in doubtful if fold(found.name) in names]
        return sorted(kept, key=lambda found: found.first)

    def _people(self) -> frozenset[str]:
        """Names of people that the report gives in full: "Jordan" is no country where a Jordan Smith is."""
        return frozenset(
            token.text
            for entity in self.doc.ents
            if entity.label_ == "PERSON"
            and entity.end - entity.start > 1
            and not self.gazetteer.is_curated(entity.text)
            for token in entity
            if token.text[:1].isupper() and len(token.text) > 2
        )

    def _may_begin(self, index: int) -> bool:
        text = self.doc[index].text
        if text[0].isupper():
            return True
        return text in self.words.articles and index + 2 < len(self.doc) and self.doc[index + 1].text == "-"

    def _match(self, first: int, end: int) -> tuple[int, str, tuple[Entry, ...]] | None:
        """The longest gazetteer name from a token on: its last token, the name, its places."""
        doc, best = self.doc, None
        begin = doc[first].idx
        for last in range(first + 1, min(end, first + MAX_WORDS) + 1):
            token = doc[last - 1]
            word = token.text
            name = self.text[begin : token.idx + len(word)]
            inside = word[0].isupper() or word[0].isdigit() or word in self.words.particles or last - 1 == first
            if not (inside or (word[0].isalpha() and self.gazetteer.is_curated(name))):
                break
            if word not in self.words.particles:
                entries = self._lookup(name)
                if not entries and last < end and doc[last].text == "." and not token.whitespace_:
                    dotted = self._lookup(name + ".")
                    if dotted:
                        best = (last + 1, name + ".", dotted)
                if entries:
                    best = (last, name, entries)
            following = doc[last].text if last < end else ""
            if following not in ("-", "'s", "’s", ".") and not self._goes_on(name):
                break
        return best

    def _lookup(self, name: str) -> tuple[Entry, ...]:
        if name not in self.found:
            self.found[name] = self.gazetteer.lookup(name)
        return self.found[name]

    def _goes_on(self, name: str) -> bool:
        if name not in self.longer:
            self.longer[name] = self.gazetteer.begins(fold(name))
        return self.longer[name]

    def _spot(self, first: int, last: int, name: str, entries: tuple[Entry, ...], *, known: bool) -> Spot:
        doc = self.doc
        following = doc[last].text if last < len(doc) else ""
        division = following.lower() in self.words.division_words
        if following and following[0].isupper() and following.lower() in self.words.named_after:
            last += 1
        return Spot(first, last, name, entries, division, known)

    def _skip(self, first: int, last: int) -> int:
        """Where to look on after a rejected name: behind the person, organisation or thing that holds it."""
        label = self.labels.get(first)
        return (
            max(last, label[2]) if label and label[0] in _THING_LABELS and label[2] - label[1] > last - first else last
        )

    def _verdict(self, first: int, last: int, name: str, entries: tuple[Entry, ...]) -> Verdict:
        """Whether a gazetteer name stands for a place here; "doubtful" if only its other mentions can tell."""
        doc, words = self.doc, self.words
        curated = any(entry.curated for entry in entries)
        label, start, end = self.labels.get(first, ("", first, last))
        before = doc[first - 1] if first and not doc[first].is_sent_start else None
        after = doc[last] if last < len(doc) and not doc[last].is_sent_start else None
        if last - first == 1 and not curated and doc[first].lower_ in words.never_alone:
            return "no"
        if label in _TIME_LABELS or (last - first == 1 and label == "NORP" and doc[first].pos_ == "ADJ"):
            return "no"
        if label in _THING_LABELS and (start < first or end > last) and not self._pointed_at(first, last, start):
            return self._in_thing(first, last, label, start, end, entries)
        if self._person(first, last, name, label, before, after) or self._inside_name(before, after):
            return "no"
        exact = label in _PLACE_LABELS and self._rest_is_plain(start, first) and self._rest_is_plain(last, end)
        context = located(doc, first, last, words) > 0 or self._held(last)
        if name.isupper() and len(name) > 2 and not curated and not (exact and context):
            return "yes" if self._dateline(first, last) else "doubtful"
        if curated:
            return "yes" if exact or context or label in _PLACE_LABELS else "likely"
        if label in _PLACE_LABELS and not exact:
            return "doubtful"
        biggest = (
            max(entry.population for entry in entries if not entry.alias or exact) if exact else self._size(entries)
        )
        if context or (exact and biggest >= _KNOWN):
            return "yes"
        if biggest >= _BIG and doc[first].pos_ == "PROPN" and len(name) > 3 and label not in ("PERSON", "NORP", "ORG"):
            return "likely" if before is None or not before.text[0].isupper() else "doubtful"
        return "doubtful"

    def _held(self, last: int) -> bool:
        """Whether a comma and a country or division follow: "Paris, Texas"."""
        doc = self.doc
        return last + 1 < len(doc) and doc[last].text == "," and self.gazetteer.is_curated(doc[last + 1].text)

    def _pointed_at(self, first: int, last: int, start: int) -> bool:
        """Whether the words before a name leave no doubt that it is a place, whatever longer name it was taken for."""
        return self._rest_is_plain(start, first) and located(self.doc, first, last, self.words) == 2

    @staticmethod
    def _size(entries: tuple[Entry, ...]) -> int:
        return max((entry.population for entry in entries if not entry.alias), default=0)

    def _rest_is_plain(self, start: int, end: int) -> bool:
        """Whether the words of an entity beside the name are no names: articles, directions, kinds of place."""
        return all(
            word.islower()
            or word in self.words.particles
            or word.lower() in self.words.never_alone
            or word.lower() in self.words.feature_after
            or word in ("The", ",")
            or not word[0].isalpha()
            for word in (self.doc[index].text for index in range(start, end))
        )

    def _in_thing(self, first: int, last: int, label: str, start: int, end: int, entries: tuple[Entry, ...]) -> Verdict:
        """A name inside the longer name of something else: only the state or division that a public body belongs to."""
        doc, words = self.doc, self.words
        if label == "PERSON" and not (last < end and doc[last].text == ","):
            return "no"
        if last < end and doc[last].text == "," and label in ("ORG", "PERSON"):
            return "likely" if self._rest_is_plain(start, first) else "no"
        if first > start and doc[first - 1].text == ",":
            return "likely"
        ruled = any(entry.curated and entry.kind in ("country", "admin1") for entry in entries)
        leads = self._rest_is_plain(start, first)
        if last < end and doc[last].lower_ in words.role_after:
            return "likely"
        return "likely" if ruled and leads and last < end and doc[last].lower_ in words.public_bodies else "no"

    def _person(self, first: int, last: int, name: str, label: str, before: Token | None, after: Token | None) -> bool:
        if (
            before is not None
            and before.text[0].isupper()
            and before.text.rstrip(".").lower() in self.words.person_titles
        ):
            return True
        strongly = before is not None and before.lower_ in ("in", "at", "near", "outside", "of")
        if last - first == 1 and name in self.people and not strongly:
            return True
        if label == "PERSON" and not strongly:
            known = any(entry.curated for entry in self._lookup(name))
            placed = after is not None and after.lower_ in self.words.feature_after
            return not known and not placed
        return (
            label not in _PLACE_LABELS
            and after is not None
            and after.ent_type_ == "PERSON"
            and after.text in self.people
            and not strongly
        )

    def _inside_name(self, before: Token | None, after: Token | None) -> bool:
        """Whether the words around a name make it part of an organisation's, an event's or an illness's name."""
        words = self.words
        if after is not None:
            lowered = after.lower_.rstrip(".")
            if lowered in words.illness:
                return True
            if after.text[0].isupper() and lowered in words.organisation_words and lowered not in words.role_after:
                return True
        if before is not None and before.lower_ in ("of", "for") and before.i >= 1:
            head = self.doc[before.i - 1]
            if head.text[0].isupper() and head.lower_ in words.organisation_words:
                return True
        return False

    def _dateline(self, first: int, last: int) -> bool:
        doc = self.doc
        return first == doc[first].sent.start and last < len(doc) and doc[last].text in (",", "(", "-", "--", "–", "—")


def heads(doc: Doc, first: int, last: int) -> int:
    """The token of [first, last) whose own head lies outside: the head of the name."""
    for index in range(first, last):
        head = doc[index].head.i
        if head == index or not first <= head < last:
            return index
    return last - 1


def sources(domain: str | None, words: Contexts) -> Iterator[str]:
    """The country a source's domain points to, by its last label."""
    label = (domain or "").rstrip("/").rsplit(".", 1)[-1].lower()
    if label in words.domains:
        yield words.domains[label]
