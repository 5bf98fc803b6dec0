"""Triggers: which words of a sentence are acts or change an act, and in which sense."""

from __future__ import annotations

from dataclasses import dataclass, field

from .gunfire import is_gunfire
from .lexicon import Lexicon, Sense, Slot
from .syntax import MODIFIERS, SUBJECTS, Syntax

_PREDICATE = frozenset(
    {
        "acomp",
        "attr",
        "oprd",
        "ROOT",
        "conj",
        "relcl",
        "advcl",
        "ccomp",
        "xcomp",
        "acl",
        "pcomp",
        "dep",
        "amod",
        "appos",
    }
)
_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl"})
_NO_WORD = frozenset({*SUBJECTS, "aux"})  # "to return to": the first "to" is no preposition
_WINDOW = 8  # a particle or fixed object stands at most so many tokens after its verb


@dataclass(slots=True)
class Trigger:
    """A token in the sense that fits best: `matched` are the nouns that filled its slots, `words` its fixed words."""

    at: int
    sense: Sense
    strength: float
    matched: list[int] = field(default_factory=list)
    words: list[int] = field(default_factory=list)


class Matcher:
    """Finds the triggers of a report; one per report, so that keys of nouns are made once."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon) -> None:
        self.syntax, self.lexicon = syntax, lexicon
        self._keys: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def find(self, first: int, last: int) -> list[Trigger]:
        """The triggers among tokens [first, last), in text order, stop senses included."""
        s, lex = self.syntax, self.lexicon
        found = []
        for i in range(first, last):
            pos = s.pos[i]
            if pos in ("VERB", "AUX"):
                if s.dep[i] in ("aux", "auxpass"):
                    continue
                if s.dep[i] in ("amod", "compound") and s.tag[i] in ("VBN", "VBG", "VBD"):
                    continue
                if s.dep[i] in ("nsubj", "nsubjpass") and s.tag[i] == "VBG":
                    senses = lex.nouns.get(s.lower[i])  # "fighting erupted": a gerund that stands as a noun
                else:
                    senses = lex.verbs.get(s.lemma[i])
                if senses is None and s.tag[i] == "VBG":
                    senses = lex.nouns.get(s.lower[i])
            elif pos in ("NOUN", "PROPN"):
                senses = self._noun_senses(i)
            elif pos == "ADJ":
                senses = lex.adjectives.get(s.lemma[i]) if s.dep[i] in _PREDICATE - {"amod"} else None
            else:
                continue
            if senses and (best := self._best(i, senses)):
                found.append(best)
        return found

    def _noun_senses(self, i: int) -> tuple[Sense, ...] | None:
        s = self.syntax
        if s.dep[i] in ("compound", "nmod") and s.pos[s.head[i]] in ("NOUN", "PROPN"):
            return None
        nouns = self.lexicon.nouns
        lemma = s.lemma[i]
        if lemma == "march" and s.pos[i] == "PROPN" and s.doc[i].ent_type_ == "DATE":
            return None  # the month
        found = nouns.get(lemma)
        if found is None and lemma.endswith("s") and s.pos[i] == "PROPN":
            found = nouns.get(lemma[:-1])
        if found is None and s.lower[i].endswith("ing"):
            found = nouns.get(s.lower[i])
        return found

    def _best(self, i: int, senses: tuple[Sense, ...]) -> Trigger | None:
        best: Trigger | None = None
        armed: bool | None = None
        for sense in senses:
            if sense.is_stop and sense.part == "verb":
                armed = self._is_armed(i) if armed is None else armed
                if armed:
                    continue
            trigger = self._fit(i, sense)
            if trigger and (best is None or trigger.strength > best.strength):
                best = trigger
        return best

    def _is_armed(self, i: int) -> bool:
        """Whether a verb's subject is a weapon or fire from one: "mortar fire killed", "warplanes hit a market"."""
        s = self.syntax
        classes = self.lexicon.classes
        for at in s.agents(i):
            if s.lemma[at] in classes["weaponry"]:
                return True
            if s.lemma[at] in ("fire", "strike", "blast", "wave") and any(
                s.dep[k] in MODIFIERS and s.lemma[k] in classes["weaponry"] for k in s.kids[at]
            ):
                return True
            if is_gunfire(s, at):
                return True
        return False

    def _fit(self, i: int, sense: Sense) -> Trigger | None:
        trigger = Trigger(i, sense, 1.0 if not sense.is_stop else 1.2)
        if sense.type is None and not sense.is_stop:
            trigger.strength -= 0.1
        if sense.part == "noun":
            if not self._compound_noun(i, sense, trigger):
                return None
        elif sense.words and not self._words(i, sense, trigger):
            return None
        for alternatives in sense.slots:
            gain = 0.0
            for slot in alternatives:
                won, noun = self._slot(i, slot, sense, trigger)
                if won > gain:
                    gain, at = won, noun
            if not gain:
                return None
            trigger.strength += gain
            if at is not None and at not in trigger.matched:
                trigger.matched.append(at)
        return trigger

    def _compound_noun(self, i: int, sense: Sense, trigger: Trigger) -> bool:
        """A noun of several words ("hunger-strike") needs its first words right before it, or as its modifiers."""
        s = self.syntax
        if "-" not in sense.lemma:
            return True
        if sense.lemma == s.lemma[i] or sense.lemma == s.lower[i]:
            return True
        if sense.lemma not in self.keys(i)[0]:
            return False
        trigger.strength += 3
        return True

    def _words(self, i: int, sense: Sense, trigger: Trigger) -> bool:
        s = self.syntax
        pool = list(s.kids[i])
        for word in sense.words:
            hit = next(
                (
                    k
                    for k in pool
                    if (s.lower[k] == word or s.lemma[k] == word)
                    and abs(k - i) <= _WINDOW
                    and s.dep[k] not in _NO_WORD
                    and not self._only_dates(k)
                ),
                None,
            )
            if hit is None:
                return False
            trigger.words.append(hit)
            trigger.strength += 2.5
            pool = s.kids[hit] + [k for k in pool if k != hit]
        return True

    def _only_dates(self, word: int) -> bool:
        """Whether a preposition only says when: "stepped down in July" is not "stepped in"."""
        s = self.syntax
        governed = s.children(word, "pobj") if s.dep[word] == "prep" else ()
        return bool(governed) and all(s.doc[noun].ent_type_ in ("DATE", "TIME") for noun in governed)

    def _slot(self, i: int, slot: Slot, sense: Sense, trigger: Trigger) -> tuple[float, int | None]:
        """How well a slot is filled (0 not at all), and the noun that fills it."""
        s = self.syntax
        if slot.clause and any(
            (s.dep[k] in _CLAUSES or (s.dep[k] == "acl" and sense.part == "noun")) and self._is_clause(k, slot.clause)
            for k in s.kids[i]
        ):
            return 2.0, None
        if slot.role == "oprd":
            return (4.0, None) if s.children(i, "oprd") else (0.0, None)
        if slot.role == "mod":
            return self._modifier(i, slot, sense)
        best: tuple[float, int | None] = (0.0, None)
        for noun in self._fillers(i, slot.role, trigger):
            won = self.matches(noun, slot)
            if won > best[0]:
                best = (won, noun)
        return best

    def _is_clause(self, k: int, kind: str) -> bool:
        s = self.syntax
        to = any(s.dep[x] == "aux" and s.lower[x] == "to" for x in s.kids[k])
        if kind == "to":
            return to
        asks = any(
            s.lower[x] in ("if", "whether", "how", "why", "when", "where", "what", "who") and x < k for x in s.kids[k]
        )
        return not to and not asks and s.dep[k] == "ccomp"

    def _modifier(self, i: int, slot: Slot, sense: Sense) -> tuple[float, int | None]:
        s = self.syntax
        places = [i] if sense.part == "noun" else [i, *(k for k in s.kids[i] if s.dep[k] in ("dobj", "nsubjpass"))]
        places += [
            noun
            for at in places[1:]
            if s.lemma[at] in self.lexicon.classes["container"]
            for prep, _, noun in s.prepositions(at)
            if prep == "of"
        ]
        for at in places:
            for k in s.kids[at]:
                if s.dep[k] in MODIFIERS or s.dep[k] in ("advmod", "npadvmod"):
                    names = {s.lemma[k], s.lower[k]}
                    if s.dep[k] in ("amod", "compound", "nmod"):
                        names |= {s.lemma[x] for x in s.kids[k]}
                    if names & slot.literals or names & slot.classed:
                        return 2.5, None
            if (
                at > 1
                and s.lower[at - 1] == "-"
                and (s.lemma[at - 2] in slot.literals or s.lemma[at - 2] in slot.classed)
            ):
                return 2.5, None
        return 0.0, None

    def _fillers(self, i: int, role: str, trigger: Trigger) -> list[int]:
        s = self.syntax
        if role == "obj":
            for word in trigger.words:
                if s.dep[word] in ("prep", "agent", "prt", "advmod"):
                    governed = [noun for _, _, noun in s._governed(word)] + s.children(word, "pcomp")
                    if governed:
                        return governed
            if s.pos[i] in ("NOUN", "PROPN"):
                return [noun for prep, _, noun in s.prepositions(i) if prep == "of"]
            small = [k for k in s.children(i, "acomp", "xcomp", "ccomp") if s.pos[k] != "VERB"]
            return (
                [n for n in s.patients(i) if not self._is_clause_subject(n, i)]
                + small
                + s.children(i, "advmod", "npadvmod")
            )
        if role == "xcomp":
            return [] if s.children(i, "dobj") else s.children(i, "xcomp")
        if role == "do":
            return s.children(i, "xcomp", "ccomp")
        if role == "s":
            return s.agents(i) or s.subjects(i)
        found = [noun for prep, _, noun in s.prepositions(i) if prep == role]
        if s.pos[i] not in ("NOUN", "PROPN"):
            for noun in s.patients(i):
                found += [n for prep, _, n in s.prepositions(noun) if prep == role]
        return found

    def _is_clause_subject(self, noun: int, verb: int) -> bool:
        """Whether a verb's object is really the subject of the clause after it ("suggesting the talks may fail")."""
        s = self.syntax
        after = noun + 1
        if noun < verb or after >= len(s):
            return False
        return s.tag[after] == "MD" or (s.pos[after] == "AUX" and s.lower[after] in _FINITE)

    def matches(self, noun: int, slot: Slot) -> float:
        """How well a noun fills a slot: by its head, by a modifier, or by being any noun."""
        heads, modifiers = self.keys(noun)
        if heads & slot.literals:
            return 3.2
        if heads & slot.classed or (slot.person and self.syntax.doc[noun].ent_type_ == "PERSON"):
            return 3.0
        if modifiers & slot.literals or modifiers & slot.classed:
            return 2.0
        nominal = self.syntax.pos[noun] in ("NOUN", "PROPN", "PRON", "NUM")
        return 0.7 if slot.any and (nominal or slot.role == "xcomp") else 0.0

    def keys(self, i: int) -> tuple[frozenset[str], frozenset[str]]:
        """What a noun phrase answers to: by its head (with the words compounded to it), and by its modifiers."""
        known = self._keys.get(i)
        if known is not None:
            return known
        s = self.syntax
        lemma = s.lemma[i]
        heads, modifiers = {lemma, s.lower[i]}, set()
        if s.pos[i] == "PROPN" and lemma.endswith("s"):
            heads.add(lemma[:-1])
        for noun in s.group(i)[1:]:
            heads |= {s.lemma[noun]}
        if i and s.lower[i - 1] not in ("-", "–"):
            if s.dep[i - 1] in MODIFIERS:
                heads |= {f"{s.lemma[i - 1]}-{lemma}", f"{s.lower[i - 1]}-{lemma}"}
        elif i > 1:
            heads.add(f"{s.lemma[i - 2]}-{lemma}")
        contains = lemma in self.lexicon.classes["container"]
        for kid in s.kids[i]:
            if s.dep[kid] in ("compound", "amod", "nmod"):
                modifiers.add(s.lemma[kid])
                if kid + 1 < len(s) and s.lower[kid + 1] == "-":
                    modifiers.add(f"{s.lemma[kid]}-{s.lemma[min(kid + 2, len(s) - 1)]}")
                if kid > 1 and s.lower[kid - 1] == "-":
                    modifiers.add(f"{s.lemma[kid - 2]}-{s.lemma[kid]}")
            elif contains and s.dep[kid] == "prep" and s.lower[kid] == "of":
                for _, _, inner in s._governed(kid):
                    if inner > i:
                        below = self.keys(inner)
                        heads |= below[0]
                        modifiers |= below[1]
            elif s.dep[kid] == "punct" and s.lower[kid] in ("$", "€", "£"):
                modifiers.add(s.lower[kid])
        found = frozenset(heads), frozenset(modifiers)
        self._keys[i] = found
        return found
