"""People in a report: full names, titles, appositions, and surnames after the full name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import gender
from .people import LATEST, Person, offices_called, people
from .roles import manners
from .scene import INHERITING, NOUNS
from .spelling import plain, slug

if TYPE_CHECKING:
    from .phrases import Phrase, Phrases
    from .scene import Scene

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
    """One place where a report names a person: tokens [first, last) with the title, [name_first, last) the name alone."""

    first: int
    name_first: int
    last: int
    figure: Figure


@dataclass
class _Title:
    first: int
    code: str | None = None
    sectors: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    gender: str = ""
    office: bool = False


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
        spans = self._spans()
        named: dict[int, Naming] = {}
        for first, last in spans:
            if last - first > 1:
                self._name(first, last, named)
        for first, last in spans:
            if last - first == 1:
                self._name(first, last, named)
        self.namings = tuple(named[first] for first in sorted(named))
        self.at: dict[int, Naming] = {
            token: naming for naming in self.namings for token in range(naming.first, naming.last)
        }

    def place(self) -> None:
        """Officials whose country the report does not spell out are taken to be of the country it is about."""
        main = self._scene.main_country()
        for figure in self.figures.values():
            if figure.code is None and figure.known is None and figure.sectors and figure.sectors[0] in INHERITING:
                figure.code = main

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

    def _spans(self) -> list[tuple[int, int]]:
        """Where names of people stand: the books' full names, what the tagger calls people, and surnames in the books."""
        scene = self._scene
        found: dict[int, int] = {}
        taken: set[int] = set()
        for atom in scene.atoms:
            if atom.best.kind == "person" or (atom.of("person") and scene.entity[atom.first] == "PERSON"):
                found[atom.first] = atom.last
                taken.update(range(atom.first, atom.last))
        for ent in scene.reading.doc.ents:
            if ent.label_ != "PERSON":
                continue
            first, last = self._trim(*self._extend(ent.start, ent.end))
            if first >= last or any(at in taken for at in range(first, last)):
                continue
            lead = scene.atom_at.get(first)
            if lead is not None and lead.of("state", "capital") and lead.last < last:
                first = lead.last  # "Ambassador to Kenya John Smith", tagged as one name
            if any(at in scene.atom_at and not scene.atom_at[at].of("area", "adjective") for at in range(first, last)):
                continue
            inner = scene.atom_at.get(first)
            if inner is not None and inner.last >= last:
                continue
            if self._elsewhere(first, last):
                continue
            if last - first == 3 and scene.text[first + 1] in "-–—" and self._two_people(first):
                found.update({first: first + 1, last - 1: last})
                taken.update(range(first, last))
                continue
            found[first] = last
            taken.update(range(first, last))
        for first, last in self._untagged(taken):
            found[first] = last
            taken.update(range(first, last))
        full = {plain(scene.text[last - 1]) for first, last in found.items() if last - first > 1}
        for atom in scene.atoms:
            if atom.best.kind == "person" and (person := self._book.get(atom.best.entity)):
                full.update(map(plain, person.surnames))
        for at, tag in enumerate(scene.tag):
            if at in taken or at in scene.atom_at or not scene.text[at][:1].isupper():
                continue
            said = tag[:2] in ("NN", "VB", "JJ") and plain(scene.text[at]) in full
            alone = scene.bounds(at) == (at, at + 1)
            if said or ((tag in ("NNP", "NNPS") or alone) and self._is_surname(at, taken)):
                begin = at - 2 if at > 1 and scene.text[at - 1] == "-" and scene.low[at - 2] in ("al", "el") else at
                found[begin] = at + 1
                taken.update(range(begin, at + 1))
        return sorted(found.items())

    def _untagged(self, taken: set[int]) -> list[tuple[int, int]]:
        """Names that the tagger missed but a title before them or an apposition after them gives away."""
        scene = self._scene
        found: list[tuple[int, int]] = []
        for last, tag in enumerate(scene.tag):
            if tag != "NNP" or last in taken or last in scene.atom_at or scene.dep[last] == "compound":
                continue
            first = last
            while first and scene.tag[first - 1] == "NNP" and scene.dep[first - 1] == "compound":
                first -= 1
            inside = range(first, last + 1)
            if first == last or last - first > 3 or any(at in taken or at in scene.atom_at for at in inside):
                continue
            if any(self._phrases.role_at(at) or not scene.text[at][0].isupper() for at in inside):
                continue
            named = [kid for kid in scene.kids[last] if scene.dep[kid] == "appos" and kid > last]
            roles = [role for kid in named if (role := self._phrases.role_at(kid) or self._phrases.opening(kid))]
            if any(role[1].kind in ("person", "title") for role in roles) or gender.of_name(
                scene.text[first : last + 1]
            ):
                found.append((first, last + 1))
        return found

    def _extend(self, first: int, last: int) -> tuple[int, int]:
        """A tagged name with the parts of it that the tagger left out: "Ana Maria" of "Ana Maria-Luz Silva"."""
        scene = self._scene
        low, high = scene.bounds(first)
        while last < high and last not in scene.atom_at:
            name = scene.tag[last] == "NNP" and scene.text[last][0].isupper() and scene.entity[last] in ("", "PERSON")
            if name and first <= scene.head[last - 1] <= last + 1 and scene.dep[last - 1] == "compound":
                last += 1
            elif scene.text[last] == "-" and last + 1 < high and scene.text[last][-1:] and self._hyphened(last):
                last += 2
            else:
                break
        return first, last

    def _hyphened(self, at: int) -> bool:
        doc = self._scene.reading.doc
        return not doc[at - 1].whitespace_ and not doc[at].whitespace_ and self._scene.text[at + 1].isalpha()

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """A tagged name without what is no name: honorifics and titles in front, "'s" and marks behind."""
        scene = self._scene
        while first < last and (
            scene.tag[first] not in ("NNP", "NNPS", "NN", "JJ", "FW")
            or not scene.text[first][0].isupper()
            or self._words.has("honorific", scene.low[first])
            or self._words.has("rank", scene.low[first])
            or (last - first > 1 and self._phrases.role_at(first))
        ):
            first += 1
        while last > first and (
            scene.low[last - 1] in ("'s", "'", "s")
            or not (scene.text[last - 1][0].isupper() or "-" in scene.text[last - 1] + scene.text[last - 2])
        ):
            last -= 1
        if last - first == 1 and (self._phrases.role_at(first) or scene.stem[first] in _NOT_NAMES):
            return first, first
        bracket = next((at for at in range(last - 1, first - 1, -1) if scene.text[at] in "[]()"), None)
        if bracket is not None:
            first = bracket + 1
        if any(scene.text[at] == "\n" for at in range(first, last)):
            return first, first
        return first, last

    def _elsewhere(self, first: int, last: int) -> bool:
        """Whether a tagged name stands where a place does and nothing else says that it is a person."""
        scene = self._scene
        head = last - 1
        above = scene.head[head]
        if self._titled(first) or self._book.surnamed(scene.text[head]):
            return False
        if scene.dep[head] == "compound" and self._words.has("place_heads", scene.low[above]):
            return True
        placing = self._words.has("placing", scene.low[above]) or (
            last - first == 1 and scene.low[above] in ("on", "via")
        )
        return scene.dep[head] == "pobj" and placing

    def _two_people(self, first: int) -> bool:
        """Whether "A-B" names two people of the books, not one with a double surname."""
        text = self._scene.text
        return bool(self._book.surnamed(text[first]) and self._book.surnamed(text[first + 2]))

    def _is_surname(self, at: int, taken: set[int]) -> bool:
        """Whether an untagged capitalised word is a surname: of someone named in full here, or of an incumbent."""
        scene = self._scene
        word = scene.text[at]
        if len(word) < 2 or not word[0].isupper() or not self._book.surnamed(word):
            return False
        low, high = scene.bounds(at)
        if at + 1 < high and scene.tag[at + 1] == "NNP" and at + 1 not in taken and scene.dep[at] == "compound":
            return False
        if at > low and scene.tag[at - 1] == "NNP" and scene.dep[at - 1] == "compound" and not self._titled(at):
            return False
        people_so_called = self._book.surnamed(word)
        top = min(person.on(scene.day).rank for person in people_so_called)
        sure = len(people_so_called) == 1 and top <= 2 and not self._words.has("common_surnames", word.lower())
        if len(word) < 3 and not (sure or self._titled(at)):
            return False
        alone = high - low == 1
        if (
            scene.entity[at] in ("GPE", "LOC", "FAC", "DATE", "NORP")
            and not self._titled(at)
            and not alone
            and not sure
        ):
            return False
        if at == low and scene.entity[at] == "" and not self._titled(at) and high - low > 1:
            before_noun = scene.dep[at] == "compound" and scene.tag[scene.head[at]] in ("NN", "NNS")
            stands = scene.dep[at] in ("nsubj", "nsubjpass", "poss") or before_noun
            return stands and (top <= 1 or sure)
        return top <= 2

    def _titled(self, at: int) -> bool:
        before = self._scene.low[at - 1] if at else ""
        if self._words.has("honorific", before) or self._words.has("rank", before):
            return True
        return bool(at) and self._phrases.role_at(at - 1) is not None

    def _name(self, first: int, last: int, named: dict[int, Naming]) -> None:
        scene = self._scene
        words = tuple(scene.text[at] for at in range(first, last))
        title = self._title(first)
        figure = self._figure(words, scene.words(first, last), title)
        figure.describe(title.code, title.sectors, "")
        figure.titles.update(title.words)
        if figure.known and scene.day == LATEST and title.words:
            self._as_titled(figure, title)
        by_title = gender.of_nouns(word for words in title.words for word in words.split())
        figure.gender = title.gender or by_title or figure.gender
        named[first] = Naming(title.first, first, last, figure)

    def _as_titled(self, figure: Figure, title: _Title) -> None:
        """In a report without a date the title tells which of the offices a person ever held is meant."""
        assert figure.known is not None
        wanted = {office for words in title.words for office in offices_called(words)}
        held = [office for office in figure.known.offices if office.role in wanted]
        now = figure.known.on(self._scene.day).office
        if held and (now is None or now.role not in wanted) and "ELI" not in title.sectors:
            standing = figure.known.on(held[-1].start or LATEST)
            figure.code, figure.sectors = standing.code, standing.sectors

    def _figure(self, words: tuple[str, ...], text: str, title: _Title) -> Figure:
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
            if fit:
                return fit[0]
        found = self._best(self._book.surnamed(word), title, bare=True, surname=word.lower())
        if found:
            return self._known(found)
        figure = self.figures.get(f"person:{slug(text)}")
        parts = [other for other in self._by_word.get(words[0], ()) if words[0] in other.words[1:]]
        if figure is None and len(parts) == 1:
            return parts[0]
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

    def _best(self, found: list[Person], title: _Title, bare: bool = False, surname: str = "") -> Person | None:
        """Who of several people of one name is meant: by the title's country and office, then by prominence."""
        scene = self._scene
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

    def _fits(self, person: Person, title: _Title) -> bool:
        """Whether a person holds, or held, an office that the title's words name."""
        wanted = {office for words in title.words for office in offices_called(words)}
        if not wanted:
            return True
        return any(office.role in wanted for office in person.offices)

    def _title(self, name_first: int) -> _Title:
        """The title before a name: "the rebel commander", "Turkish Foreign Minister", "Gen.", from its first word on."""
        scene = self._scene
        title = _Title(name_first)
        low, _ = scene.bounds(name_first)
        at = name_first - 1
        while at >= low:
            start = self._title_part(at, name_first, title)
            if start is None:
                break
            at = start - 1
        if title.first < name_first and at >= low and scene.low[at] in ("the", "a", "an"):
            title.first = at
        while title.first < name_first and not scene.text[title.first][0].isalnum():
            title.first += 1
        if title.words and not title.sectors and title.code:
            phrase = title.words[0]
            title.sectors = ("GOV",) if offices_called(phrase) else ()
        return title

    def _title_part(self, at: int, name_first: int, title: _Title) -> int | None:
        """Where the part of a title that ends on token `at` begins, or None when `at` belongs to no title."""
        scene = self._scene
        word = scene.low[at]
        atom = scene.atom_at.get(at)
        role = None if atom else self._phrases.role_at(at)
        if role is None and title.words and (body := self._phrases.organisation(at)):
            title.code = title.code or body.code
            title.sectors = tuple(dict.fromkeys([*body.sectors, *title.sectors]))
            title.first = body.first
            return body.first
        if role is not None and len(role[1].words) == 1 and self._words.has("rank", word):
            role = None
        if role is not None and role[1].kind in ("person", "title", "people", "body"):
            if role[1].kind in ("person", "title", "people"):
                title.office = True
            title.words = (*title.words, role[1].phrase)
            if role[1].sector and role[1].sector not in title.sectors:
                title.sectors = (*title.sectors, role[1].sector)
            title.first = role[0]
            return role[0]
        if atom is not None and atom.best.kind != "person":
            if scene.tag[at] in ("IN", "DT") or (
                not title.words and scene.dep[at] not in ("amod", "compound", "nmod", "poss")
            ):
                return None
            if not atom.bound:
                title.code = title.code or atom.best.code
                if atom.best.kind in ("group", "body", "seat"):
                    title.sectors = (*atom.best.sectors, *(s for s in title.sectors if s not in ("GOV", "ELI")))
            title.first = atom.first
            return atom.first
        if self._words.has("honorific", word) or self._words.has("rank", word):
            title.first = at
            title.gender = title.gender or gender.of_nouns((word,))
            if self._words.has("rank", word) and not title.sectors:
                title.sectors = ("GOV",) if word[:3] in ("sen", "rep", "gov") and len(word) < 5 else ("MIL",)
            return at
        if word == "." and scene.dep[at] in ("compound", "punct") and at and self._words.has("rank", scene.low[at - 1]):
            return at
        return self._title_filler(at, name_first, title, word)

    def _heads_title(self, preposition: int) -> bool:
        """Whether an office stands before a preposition: "Minister of ...", "Ambassador to ..."."""
        scene = self._scene
        after = scene.low[preposition + 1]
        role = self._phrases.role_at(preposition - 1) if preposition else None
        if role is None or self._words.has("honorific", after) or self._words.has("rank", after):
            return False
        return role[1].kind in ("title", "person")

    def _title_filler(self, at: int, name_first: int, title: _Title, word: str) -> int | None:
        scene = self._scene
        if self._words.has("former", word):
            if len(title.words) < 2:
                title.sectors = ("ELI",)
            title.first = at
            return at
        inside = at < scene.head[at] < name_first + 6
        if word == "'s" and title.words:
            return at
        if word == "-" and at == name_first - 1:
            return None
        if self._words.has("filler", word) and inside and word not in (",", "."):
            title.first = at
            return at
        if word in ("of", "for", "to") and at + 1 < name_first and not title.office and self._heads_title(at):
            if word != "of":  # an envoy to a country, or for one, is another country's
                title.code, title.sectors = None, ()
            return at
        if (
            scene.tag[at] in NOUNS
            and scene.low[at - 1] in ("of", "for")
            and not title.office
            and self._heads_title(at - 1)
        ):
            return at
        noun = scene.tag[at] in NOUNS or scene.tag[at] in ("JJ", "CC")
        if noun and inside and (title.words or scene.text[at][0].isupper()) and scene.tag[at] != "CC":
            return at
        return None


_NOT_NAMES = frozenset({"covid", "coronavirus", "brexit"})
