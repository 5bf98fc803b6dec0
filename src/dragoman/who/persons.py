"""People in a report: full names, titles, appositions, and surnames after the full name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import gender, inherit
from .codes import actor_code
from .people import LATEST, Person, offices_like, people
from .person_names import PersonNames
from .scene import INHERITING
from .spelling import plain, slug
from .tables import manners
from .titles import Title, Titles

if TYPE_CHECKING:
    from .phrase import Phrase
    from .phrases import Phrases
    from .scene import Scene

_IN_STATE = (("GOV",), ("MIL",), ("LEG",), ("JUD",), ("COP",), ("SPY",))
_CLAIMABLE = 4  # the lowest prominence at which a bare surname is taken for the person in the books


@dataclass
class Figure:
    """One person of a report, as far as the report and the books tell."""

    entity: str
    name: str
    words: tuple[str, ...]
    code: str | None = None
    sectors: tuple[str, ...] = ()
    titles: set[str] = field(default_factory=set)
    gender: str = ""
    known: Person | None = None
    idle: bool = False
    """Whether the books know the person but no office held on the report's day."""

    def describe(self, code: str | None, sectors: tuple[str, ...], title: str) -> None:
        """Learn from a title or an apposition; what the books say stays."""
        if title:
            self.titles.add(title)
        if self.known is None:
            self.code = self.code or code
        if sectors and (not self.sectors or self.sectors == ("UNK",) or (self.idle and sectors != ("ELI",))):
            self.sectors, self.idle = sectors, False


@dataclass(frozen=True, slots=True)
class Naming:
    """One place that names a person: tokens [first, last) with the title, [name_first, last) the name alone."""

    first: int
    name_first: int
    last: int
    figure: Figure


class Persons:
    """Finds the people of one scene; `namings` are in text order, `at` gives the naming on a token."""

    def __init__(self, scene: Scene, phrases: Phrases) -> None:
        self._scene = scene
        self._phrases = phrases
        self._words = manners()
        self._book = people()
        self.figures: dict[str, Figure] = {}
        self._by_surname: dict[str, list[Figure]] = {}
        self._by_word: dict[str, list[Figure]] = {}
        titles = Titles(scene, phrases)
        spans = PersonNames(scene, phrases).spans()
        named: dict[int, Naming] = {}
        for first, last in spans:
            if last - first > 1:
                self._name(first, last, titles.before(first, last), named)
        for first, last in spans:
            if last - first == 1:
                self._name(first, last, titles.before(first, last), named)
        self.namings = tuple(named[first] for first in sorted(named))
        self.at: dict[int, Naming] = {
            token: naming for naming in self.namings for token in range(naming.first, naming.last)
        }

    def place(self) -> None:
        """Officials whose country the report does not spell out are taken to be of the country it is about."""
        for figure in self.figures.values():
            if figure.code is None and figure.known is None and figure.sectors and figure.sectors[0] in INHERITING:
                figure.code = inherit.country(self._scene, None, figure.sectors)

    def describe(self) -> None:
        """Learn from appositions and "X is the governor of Y"; needs `at`, so it comes after all names are found."""
        scene = self._scene
        for naming in self.namings:
            for token in range(naming.name_first, naming.last):
                for kid in scene.kids[token]:
                    if scene.dep[kid] == "appos" and kid >= naming.last and kid not in self.at:
                        self._learn(naming.figure, self._phrases.at(kid))
                above = scene.head[token]
                if scene.dep[token] == "appos" and above < naming.first and above not in self.at:
                    self._learn(naming.figure, self._phrases.at(above))
                for kid in scene.kids[token]:
                    if kid >= naming.last and scene.low[kid] in ("of", "from") and scene.dep[kid] == "prep":
                        self._belong(naming.figure, scene.child(kid, "pobj"))
                if scene.dep[token] == "nsubj" and scene.low[above] in ("is", "was", "'s"):
                    said = scene.child(above, "attr")
                    if said is not None and said not in self.at:
                        self._learn(naming.figure, self._phrases.at(said))

    def _belong(self, figure: Figure, owner: int | None) -> None:
        """Learn from "X of the Ministry of Health", "X of Peru"."""
        if owner is None or owner in self.at:
            return
        atom = self._scene.atom_at.get(owner)
        if atom is not None and not atom.bound and atom.of("area", "capital", "state"):
            figure.describe(atom.best.code, (), "")
            return
        phrase = self._phrases.at(owner)
        if phrase is not None and phrase.kind in ("name", "role"):
            figure.describe(phrase.code if phrase.own_code else None, phrase.sectors, "")

    def _learn(self, figure: Figure, phrase: Phrase | None) -> None:
        if phrase is None or phrase.role is None or phrase.role.kind not in ("person", "title", "people"):
            return
        figure.describe(phrase.code if phrase.own_code else None, phrase.sectors, phrase.role.phrase)
        figure.gender = figure.gender or gender.of_nouns(phrase.role.words)

    def _name(self, first: int, last: int, title: Title, named: dict[int, Naming]) -> None:
        scene = self._scene
        words = tuple(scene.text[at] for at in range(first, last))
        figure = self._figure(words, scene.words(first, last), title)
        figure.describe(title.code, title.sectors, "")
        figure.titles.update(title.words)
        if figure.known and scene.day == LATEST and title.words:
            self._as_titled(figure, title)
        elif figure.known and self._still(figure.known, figure, title):
            figure.sectors = title.sectors
        by_title = gender.of_nouns(word for words in title.words for word in words.split())
        figure.gender = title.gender or by_title or figure.gender
        named[first] = Naming(title.first, first, last, figure)

    def _still(self, known: Person, figure: Figure, title: Title) -> bool:
        """Whether a title gives an office that somebody left of late: the report knows better than a list of dates."""
        said = title.office and title.sectors and "ELI" not in title.sectors
        return bool(said) and figure.sectors == ("ELI",) and known.has_just_left(self._scene.day)

    def _as_titled(self, figure: Figure, title: Title) -> None:
        """In a report without a date the title tells which of the offices a person ever held is meant."""
        assert figure.known is not None
        if "ELI" in title.sectors:
            figure.sectors = ("ELI",) if figure.sectors[:1] in _IN_STATE else figure.sectors
            return
        wanted = {office for words in title.words for office in offices_like(words)}
        held = [office for office in figure.known.offices if office.role in wanted]
        now = figure.known.on(self._scene.day).office
        if title.code and now and actor_code(now.iso3) != title.code:
            elsewhere = [office for office in figure.known.offices if actor_code(office.iso3) == title.code]
            if elsewhere:
                held, now = elsewhere, None
        if held and (now is None or now.role not in wanted):
            standing = figure.known.on(held[-1].start or LATEST)
            figure.code, figure.sectors = standing.code, standing.sectors
        elif figure.sectors == ("ELI",) and title.office and title.sectors:
            figure.sectors = title.sectors

    def _figure(self, words: tuple[str, ...], text: str, title: Title) -> Figure:
        if len(words) > 1:
            found = self._best(self._book.named(text), title)
            if found:
                return self._known(found)
            entity = f"person:{slug(text)}"
            figure = self.figures.get(entity) or self._same(words)
            if figure is None:
                figure = self._add(Figure(entity, text, words))
            return figure
        word = plain(words[0])
        here = self._by_surname.get(word)
        if here:
            fit = [figure for figure in here if not title.code or not figure.code or figure.code == title.code]
            fit = [figure for figure in fit if not title.gender or figure.gender in ("", title.gender)]
            if fit:
                return fit[0]
        parts = [other for other in self._by_word.get(words[0], ()) if words[0] in other.words[1:]]
        if len(parts) == 1 and not title.code:
            return parts[0]
        firsts = [other for other in self._by_word.get(words[0], ()) if len(other.words) > 1 and not title.words]
        if len(firsts) == 1:
            return firsts[0]  # "Meles", after "Meles Zenawi"
        found = self._best(self._book.surnamed(word), title, bare=True, surname=word.lower())
        if found:
            return self._known(found)
        figure = self.figures.get(f"person:{slug(text)}")
        return figure or self._add(Figure(f"person:{slug(text)}", text, words))

    def _same(self, words: tuple[str, ...]) -> Figure | None:
        """Someone named here with the same first and last word: "Ana Maria Silva" and "Ana Silva"."""
        for figure in self._by_surname.get(plain(words[-1]), ()):
            if len(figure.words) > 1 and figure.words[0] == words[0]:
                return figure
        said = tuple(map(str.casefold, words))
        for figure in self._by_word.get(words[0], ()):
            whole = tuple(map(str.casefold, figure.words))
            if len(whole) > len(said) and said in (whole[-len(said) :], whole[: len(said)]):
                return figure
        return None

    def _known(self, person: Person) -> Figure:
        figure = self.figures.get(person.entity)
        if figure is None:
            standing = person.on(self._scene.day)
            figure = Figure(person.entity, person.name, tuple(person.name.split()), standing.code, standing.sectors)
            figure.known = person
            figure.idle = standing.sectors == ("PTY",) and standing.office is None
            figure.idle = figure.idle or (standing.office is not None and standing.office.role == "former_notable")
            if standing.office:
                figure.titles.add(standing.office.title.lower())
            self._add(figure, person.surnames)
        return figure

    def _add(self, figure: Figure, surnames: tuple[str, ...] = ()) -> Figure:
        if len(figure.words) > 1:
            figure.gender = gender.of_name(figure.words)
        self.figures[figure.entity] = figure
        for part in dict.fromkeys(figure.words):
            self._by_word.setdefault(part, []).append(figure)
        for word in dict.fromkeys(plain(word) for word in (*surnames, figure.words[-1])):
            self._by_surname.setdefault(word, []).append(figure)
        return figure

    def _best(self, found: list[Person], title: Title, bare: bool = False, surname: str = "") -> Person | None:
        """Who of several people of one name is meant: by the title's country and office, then by prominence."""
        scene = self._scene
        if bare and not title.words:
            found = [person for person in found if not person.is_long_gone(scene.day)]
        if title.code:
            found = [person for person in found if any(office.iso3 == title.code for office in person.offices)]
        if not found:
            return None
        titled = [person for person in found if self._fits(person, title)] if title.words else found
        if bare and title.words and not titled:
            return None
        ranked = []
        for order, person in enumerate(titled or found):
            standing = person.on(scene.day)
            near = 0 if standing.code and scene.weights.get(standing.code) else 3
            gone = 0 if standing.office else 2
            ranked.append((standing.rank + near + gone, order, person, standing))
        ranked.sort(key=lambda item: item[:2])
        score, _, person, standing = ranked[0]
        if not bare or title.words:
            return person
        if len(found) == 1 and standing.rank <= 2 and not self._words.has("common_surnames", surname):
            return person
        if len(ranked) > 1 and ranked[1][0] == score:
            return None
        limit = _CLAIMABLE if scene.weights.get(standing.code or "") else 3
        return person if score <= limit else None

    def _fits(self, person: Person, title: Title) -> bool:
        """Whether a person holds, or held, an office that the title's words name."""
        wanted = {office for words in title.words for office in offices_like(words)}
        if not wanted:
            return True
        return any(office.role in wanted for office in person.offices)
