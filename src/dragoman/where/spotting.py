"""Which words of a report name places: gazetteer names and unlisted names among the capitalised words.

Whether a name is kept is for `judging` to say; a doubtful one is kept when the report uses it for a place elsewhere, or
when it stands in a list with one that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from .contexts import Contexts, contexts
from .gazetteer import Entry, Gazetteer
from .judging import Judge
from .names import fold
from .unlisted import name_end, unlisted

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dragoman.reading import Reading

Sort = Literal["", "division", "settlement"]
_SITED = 15_000  # inhabitants from which a place has an airport or a base called after it
MAX_WORDS = 7  # tokens of the longest name looked up; hyphens count


@dataclass(frozen=True, slots=True)
class Spot:
    """A name found to be a place: tokens [first, last), the name as looked up, and everything it can mean.

    `entries` is empty for a place that no gazetteer has; `sort` when the words beside it say what sort of place is
    meant ("division" before "province", "settlement" after "the town of"); `known` when the entity recogniser or the
    context says "place" too; `facility` when a site at that place is meant ("Stavanger Airport").
    """

    first: int
    last: int
    name: str
    entries: tuple[Entry, ...]
    sort: Sort
    known: bool
    facility: bool = False


class Spots(NamedTuple):
    """What a report names: places in text order, and unlisted names that are places if an event happened there."""

    places: list[Spot]
    possible: list[Spot]


def spot(reading: Reading, gazetteer: Gazetteer) -> Spots:
    """All place names of a report, without overlaps."""
    return _Spotter(reading, gazetteer).run()


class _Spotter:
    """One report's search; holds what it has looked up."""

    def __init__(self, reading: Reading, gazetteer: Gazetteer) -> None:
        self.reading = reading
        self.doc: Doc = reading.doc
        self.gazetteer = gazetteer
        self.words: Contexts = contexts()
        self.judge = Judge(reading.doc, gazetteer)
        self.found: dict[str, tuple[Entry, ...]] = {}
        self.longer: dict[str, bool] = {}
        self.kept: list[Spot] = []
        self.doubtful: list[Spot] = []
        self.possible: list[Spot] = []

    def run(self) -> Spots:
        blank = [sentence for sentence in self.reading.sentences if sentence.kind == "blank"]
        skipped = {index for sentence in blank for index in range(sentence.first, sentence.last)}
        at = 0
        for index in self._beginnings():
            if index >= at and index not in skipped:
                at = self._step(index, self.reading.sentence_of(index).last)
        self._repeated()
        self._listed()
        places = sorted(self.kept, key=lambda found: found.first)
        taken = {index for found in places for index in range(found.first, found.last)}
        possible = [found for found in self.possible if taken.isdisjoint(range(found.first, found.last))]
        return Spots(places, possible)

    def _beginnings(self) -> list[int]:
        """The tokens that a name may begin with: capitalised ones, and articles joined to one ("al-Bab")."""
        texts = [token.text for token in self.doc]
        articles = self.words.articles
        return [
            index
            for index, text in enumerate(texts)
            if text[0].isupper() or (text in articles and texts[index + 1 : index + 2] == ["-"])
        ]

    def _step(self, at: int, end: int) -> int:
        """Looks for a name at a token and says where to look next."""
        match = self._match(at, end)
        if match is None:
            return self._unlisted(at, end) or at + 1
        last, name, entries = match
        whole = name_end(self.doc, at, end, self.words)
        curated = any(entry.curated for entry in entries)
        if whole > last and not curated and not (self._is_site(last, whole) and _size(entries) >= _SITED):
            # Part of a longer name: "Tall Rifat" is not the town of Tall.
            return self._unlisted(at, end) or whole
        verdict = self.judge.verdict(at, last, name, entries)
        if verdict == "no":
            return (self._unlisted(at, end) if whole > last else None) or self.judge.behind(at, last)
        found = self._spot(at, last, whole, name, entries, known=verdict == "yes")
        (self.doubtful if verdict == "doubtful" else self.kept).append(found)
        return found.last

    def _is_site(self, last: int, whole: int) -> bool:
        """Whether tokens [last, whole) only say what at or around the place before them is meant."""
        words = self.words
        texts = [self.doc[index].lower_ for index in range(last, whole)]
        return bool(texts) and all(text in words.local_sites or text in words.named_after for text in texts)

    def _unlisted(self, at: int, end: int) -> int | None:
        listed = bool(self.kept) and self._joined(self.kept[-1].last, at)
        found = unlisted(self.doc, at, end, self.words, listed=listed)
        if found is None:
            return None
        last, sure = found
        name = self.reading.span_of(at, last).text
        (self.kept if sure else self.possible).append(Spot(at, last, name, (), sort="", known=sure))
        return last

    def _repeated(self) -> None:
        """A name that a report once clearly uses for a place is one wherever the report uses it again."""
        names = {fold(found.name) for found in self.kept}
        self.kept += [found for found in self.doubtful if fold(found.name) in names]
        self.doubtful = [found for found in self.doubtful if fold(found.name) not in names]

    def _listed(self) -> None:
        """A name in a row with places is one: "in Alpha, Beta and Gamma"."""
        ends = {found.last: found for found in self.kept}
        starts = {found.first for found in self.kept}
        for found in self.doubtful:
            before = next((end for end in range(found.first - 1, found.first - 4, -1) if end in ends), None)
            if before is not None and self._joined(before, found.first):
                self.kept.append(found)
                ends[found.last] = found
                starts.add(found.first)
        for found in reversed(self.doubtful):
            after = next((start for start in range(found.last + 1, found.last + 4) if start in starts), None)
            if found.first not in starts and after is not None and self._joined(found.last, after):
                self.kept.append(found)
                starts.add(found.first)

    def _joined(self, end: int, start: int) -> bool:
        """Whether tokens [end, start) only join the members of a list."""
        return 0 < start - end <= 3 and self.doc[end:start].text.strip() in self.words.list_joints

    def _match(self, first: int, end: int) -> tuple[int, str, tuple[Entry, ...]] | None:
        """The longest gazetteer name from a token on: its last token, the name, its places."""
        doc, best = self.doc, None
        begin = doc[first].idx
        for last in range(first + 1, min(end, first + MAX_WORDS) + 1):
            token = doc[last - 1]
            word = token.text
            name = self.reading.text[begin : token.idx + len(word)]
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

    def _spot(self, first: int, last: int, whole: int, name: str, entries: tuple[Entry, ...], *, known: bool) -> Spot:
        following = self.doc[last].lower_ if last < len(self.doc) else ""
        sort: Sort = "division" if following in self.words.division_words else ""
        if first > 1 and self.doc[first - 1].lower_ == "of" and self.doc[first - 2].lower_ in self.words.towns:
            sort = "settlement"
        site = self._is_site(last, whole)
        facility = site and any(self.doc[index].lower_ in self.words.local_sites for index in range(last, whole))
        return Spot(first, whole if site else last, name, entries, sort, known, facility)


def _size(entries: tuple[Entry, ...]) -> int:
    return max(entry.population for entry in entries)


def heads(doc: Doc, first: int, last: int) -> int:
    """The token of [first, last) whose own head lies outside: the head of the name."""
    for index in range(first, last):
        head = doc[index].head.i
        if head == index or not first <= head < last:
            return index
    return last - 1
