"""Where names of people stand in a text: by the books, the tagger, the syntax and the surnames of the prominent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import gender
from .people import people
from .spelling import plain
from .tables import manners

if TYPE_CHECKING:
    from .phrases import Phrases
    from .scene import Scene


class PersonNames:
    """Finds the names of one scene; `spans` gives their tokens [first, last), in text order."""

    def __init__(self, scene: Scene, phrases: Phrases) -> None:
        self._scene = scene
        self._phrases = phrases
        self._words = manners()
        self._book = people()

    def spans(self) -> list[tuple[int, int]]:
        """Where names of people stand: full names in the books, what the tagger calls people, known surnames."""
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
            if lead is not None and lead.of("state", "capital", "adjective") and lead.last < last:
                # "Ambassador to Kenya John Smith", tagged as one name
                first, last = self._trim(lead.last, last)
                if first >= last:
                    continue
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
        for first, last in self._again(found, taken):
            found[first] = last
            taken.update(range(first, last))
        full = {plain(scene.text[last - 1]) for first, last in found.items() if last - first > 1}
        parts = {scene.text[at] for first, last in found.items() for at in range(first, last) if last - first > 1}
        for atom in scene.atoms:
            if atom.best.kind == "person" and (person := self._book.get(atom.best.entity)):
                full.update(map(plain, person.surnames))
        for at, tag in enumerate(scene.tag):
            if at in taken or not scene.text[at][:1].isupper():
                continue
            word = scene.atom_at.get(at)
            if word is not None:
                # "Baloch said so", after "Qandeel Baloch": somebody's name before it is a people's.
                named = word.of("adjective", "area") and word.last - word.first == 1 and scene.text[at] in full
                bare = scene.dep[at] in ("nsubj", "nsubjpass", "poss") and scene.low[at - 1 : at] != ["the"]
                if named and (bare or (tag == "NNP" and scene.dep[at] not in ("amod", "compound"))):
                    found[at] = at + 1
                    taken.add(at)
                continue
            said = tag[:2] in ("NN", "VB", "JJ") and plain(scene.text[at]) in full
            said = said or (tag == "NNP" and scene.text[at] in parts and not scene.entity[at])
            alone = scene.bounds(at) == (at, at + 1)
            if said or ((tag in ("NNP", "NNPS") or alone) and self._is_surname(at, taken)):
                begin = at - 2 if at > 1 and scene.text[at - 1] == "-" and scene.low[at - 2] in ("al", "el") else at
                found[begin] = at + 1
                taken.update(range(begin, at + 1))
        return sorted(found.items())

    def _again(self, found: dict[int, int], taken: set[int]) -> list[tuple[int, int]]:
        """Full names that the tagger saw once and missed elsewhere."""
        scene = self._scene
        names: dict[str, list[str]] = {}
        for first, last in found.items():
            if last - first > 1:
                names.setdefault(scene.text[first], scene.text[first:last])
        return [
            (at, at + len(name))
            for at, word in enumerate(scene.text)
            if (name := names.get(word)) and at not in taken and scene.text[at : at + len(name)] == name
        ]

    def _untagged(self, taken: set[int]) -> list[tuple[int, int]]:
        """Names that the tagger missed but a title before them or an apposition after them gives away."""
        scene = self._scene
        found: list[tuple[int, int]] = []
        for last, tag in enumerate(scene.tag):
            ending = scene.atom_at.get(last)
            if tag != "NNP" or last in taken or scene.dep[last] == "compound":
                continue
            if ending is not None and not ending.of("adjective", "area"):
                continue
            first = last
            while first and scene.tag[first - 1] == "NNP" and scene.dep[first - 1] == "compound":
                first -= 1
            inside = range(first, last + 1)
            if first == last or last - first > 3 or any(at in taken for at in inside):
                continue
            if any(at in scene.atom_at for at in range(first, last)):
                continue
            if ending is not None and not gender.of_name(scene.text[first : last + 1]):
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
        high = scene.bounds(first)[1]
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
        if last - first == 1 and (self._phrases.role_at(first) or self._words.has("not_names", scene.stem[first])):
            return first, first
        if last > first and self._words.has("place_heads", scene.low[last - 1]):
            return first, first
        bracket = next((at for at in range(last - 1, first - 1, -1) if set(scene.text[at]) & set("[]()")), None)
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
        titled = self._titled(at)
        if self._words.has("not_names", word.lower()) and not titled:
            return False
        low, high = scene.bounds(at)
        if at + 1 < high and scene.tag[at + 1] == "NNP" and at + 1 not in taken and scene.dep[at] == "compound":
            return False
        if at > low and scene.tag[at - 1] == "NNP" and scene.dep[at - 1] == "compound" and not titled:
            return False
        people_so_called = self._book.surnamed(word)
        top = min(person.on(scene.day).rank for person in people_so_called)
        sure = len(people_so_called) == 1 and top <= 2 and not self._words.has("common_surnames", word.lower())
        if len(word) < 3 and not (sure or titled):
            return False
        alone = high - low == 1
        if scene.entity[at] in ("GPE", "LOC", "FAC", "DATE", "NORP") and not titled and not alone and not sure:
            return False
        if at == low and scene.entity[at] == "" and not titled and high - low > 1:
            before_noun = scene.dep[at] == "compound" and scene.tag[scene.head[at]] in ("NN", "NNS")
            stands = scene.dep[at] in ("nsubj", "nsubjpass", "poss") or before_noun
            return stands and (top <= 1 or sure)
        return top <= 2

    def _titled(self, at: int) -> bool:
        before = self._scene.low[at - 1] if at else ""
        if self._words.has("honorific", before) or self._words.has("rank", before):
            return True
        return bool(at) and self._phrases.role_at(at - 1) is not None
