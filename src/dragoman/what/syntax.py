"""The syntax of one report as flat lists, so that rules ask plain questions at the price of a list look-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .headlines import mend_headlines
from .lexicon import lexicon
from .mending import mend

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "attr", "oprd", "dative")
MODIFIERS = ("compound", "amod", "nmod", "poss", "nummod")
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")  # one syllable with one vowel: doubles its last letter
RELATIVES = frozenset({"who", "that", "which", "whom", "what", "whose", "whoever"})


class Syntax:
    """Lemmas, labels, heads and children of every token, by index into `doc`.

    `lemma` is lower case; `kids` lists the children of each token in text order.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._subject_control = lexicon().classes["subject_control"]
        self._accusing = lexicon().classes["accusing"]
        strings = doc.vocab.strings
        rows: Any = doc.to_array(["HEAD", "DEP", "POS", "TAG", "LEMMA", "LOWER"])
        names: dict[int, str] = {0: ""}

        def name(key: int) -> str:
            found = names.get(key)
            if found is None:
                found = names[key] = strings[key]
            return found

        columns = rows.astype("int64").T.tolist()
        # Hashes are unsigned 64 bit; the heads alone are signed.
        unsigned = rows.T.tolist()
        self.head: list[int] = [i + offset for i, offset in enumerate(columns[0])]
        self.dep = [name(key) for key in unsigned[1]]
        self.pos = [name(key) for key in unsigned[2]]
        self.tag = [name(key) for key in unsigned[3]]
        self.lower = [name(key) for key in unsigned[5]]
        self.lemma = [name(key).lower() or low for key, low in zip(unsigned[4], self.lower, strict=True)]
        self._mend_lemmas()
        mend(self, lexicon().weapons, lexicon().nouns)
        mend_headlines(self, lexicon().verbs, lexicon().nouns, lexicon().classes["transitive"])
        self.lemmas = frozenset(self.lemma)
        self.kids: list[list[int]] = [[] for _ in self.head]
        for i, head in enumerate(self.head):
            if head != i:
                self.kids[head].append(i)

    def _mend_lemmas(self) -> None:
        """Give back the final "e" that the lemmatiser takes from some verbs ("staged" to "stag", "raped" to "rap").

        A verb like "rap" doubles its last letter ("rapped"), so that without it the lemma ends in "e". And weapons that
        open a sentence are taken for a name ("Rockets").
        """
        verbs, weapons = lexicon().verbs, lexicon().weapons
        for i, lemma in enumerate(self.lemma):
            if self.tag[i] == "NNPS" and lemma[-1] == "s" and lemma[:-1] in weapons:
                self.lemma[i] = lemma[:-1]
            if self.tag[i] not in ("VBD", "VBN", "VBG") or f"{lemma}e" not in verbs:
                continue
            doubles = _SHORT.fullmatch(lemma) and self.lower[i] in (f"{lemma}ed", f"{lemma}ing")
            if lemma not in verbs or doubles:
                self.lemma[i] = f"{lemma}e"

    def __len__(self) -> int:
        return len(self.head)

    def children(self, i: int, *deps: str) -> list[int]:
        """The children of a token with one of these labels, in text order."""
        dep = self.dep
        return [kid for kid in self.kids[i] if dep[kid] in deps]

    def is_verbal(self, i: int) -> bool:
        """Whether a token is a main verb, not an auxiliary."""
        return self.pos[i] in ("VERB", "AUX") and self.dep[i] not in ("aux", "auxpass", "amod", "compound")

    def is_infinitive(self, i: int) -> bool:
        """Whether a verb is marked by "to"."""
        return any(self.dep[kid] == "aux" and self.lower[kid] == "to" for kid in self.kids[i])

    def is_passive(self, i: int) -> bool:
        """Whether a verb form has its patient as subject: passive clauses and past participles that follow a noun."""
        if self.tag[i] not in ("VBN", "VBD"):
            return False
        if self.dep[i] == "ccomp" and self.dep[self.head[i]] == "relcl" and self.children(i, "auxpass"):
            return True  # "rockets that the police said had been fired"
        perfect = [kid for kid in self.kids[i] if self.lower[kid] in ("to", "have") and self.dep[kid] == "aux"]
        for kid in self.kids[i]:
            if self.dep[kid] in ("nsubjpass", "auxpass", "agent"):
                return True
            if self.dep[kid] in ("nsubj", "aux") and (kid not in perfect or len(perfect) < 2):
                return self.dep[kid] == "nsubj" and self._lacks_object(i, kid)  # "known to have been killed" goes on
        if len(perfect) > 1:
            return False
        if self.dep[i] == "conj" and self.tag[i] == "VBN":
            return self.is_passive(self.head[i])
        return self.dep[i] == "acl" or (self.tag[i] == "VBN" and self.dep[i] in ("amod", "advcl", "relcl"))

    def _lacks_object(self, i: int, subject: int) -> bool:
        """Whether a verb that needs an object has none but "by", or a thing done as subject ("offer rejected")."""
        classes = lexicon().classes
        particle = self.lemma[i] == "turn" and any(self.lower[k] == "down" for k in self.children(i, "prt"))
        if not particle and self.lemma[i] not in classes["transitive"]:
            return False
        if any(self.dep[kid] in ("dobj", "xcomp", "ccomp", "dative") for kid in self.kids[i]):
            return False
        by = any(self.dep[kid] == "prep" and self.lower[kid] == "by" for kid in self.kids[i])
        if by or self.lemma[subject] in classes["abstract"]:
            return True
        # "and 15 injured", "nine people killed in clash"
        return self.lemma[i] in classes["befalling"] and (
            self.pos[subject] == "NUM" or bool(self.children(subject, "nummod"))
        )

    def group(self, i: int) -> list[int]:
        """A noun and the nouns coordinated with it, in text order."""
        found: list[int] = []
        todo = [i]
        while todo and len(found) < 12:
            at = todo.pop(0)
            found.append(at)
            todo += [
                k
                for k in self.kids[at]
                if self.dep[k] == "conj"
                and self.pos[k] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
                and not (k - at > 2 and self._parted(at, k))
            ]
        return sorted(found)

    def _parted(self, first: int, last: int) -> bool:
        """Whether a semicolon and a joining word after it part two nouns: each has its own clause."""
        return any(self.lower[at] == ";" and self.dep[at + 1] == "cc" for at in range(first + 1, last))

    def antecedent(self, i: int) -> int:
        """The noun a relative pronoun stands for, or the token itself."""
        if self.lower[i] in RELATIVES:
            verb = self.head[i]
            for _ in range(4):
                if self.dep[verb] == "relcl":
                    return self.head[verb]
                if self.head[verb] == verb:
                    break
                verb = self.head[verb]
        return i

    def subjects(self, i: int, depth: int = 0) -> list[int]:
        """The nouns that stand as (understood) subject of a verb or predicate: own, shared, controlled or relative."""
        own = [kid for kid in self.kids[i] if self.dep[kid] in SUBJECTS]
        if own:
            return self._told_of(i, own)
        head, dep = self.head[i], self.dep[i]
        if depth > 5 or head == i:
            return []
        if dep in ("acomp", "attr", "oprd"):
            return self.subjects(head, depth + 1)
        if self.heads_line(i):
            return self.group(head)
        if dep == "acl":
            participle = self.tag[i] in ("VBG", "VBN", "VBD") and self.pos[head] in ("NOUN", "PROPN", "PRON")
            return self.group(head) if participle else self._noun_agent(head, depth)
        if dep == "ccomp" and self.dep[head] == "relcl" and not self.is_infinitive(i):
            tellers = self.children(head, "nsubj")
            if tellers and self.lower[tellers[0]] not in RELATIVES:
                return self.group(self.head[head])  # "rockets that the police said had been fired"
        if dep in ("xcomp", "advcl", "conj", "ccomp", "dep"):
            return self._shared(i, head, depth)
        if dep == "csubj" and self.tag[i] == "VBG":
            return self._adjunct(head)
        if dep == "pcomp":
            return self._prepositional(head, depth)
        return []

    def _told_of(self, i: int, own: list[int]) -> list[int]:
        """The subject among several that the parser found: the one next to the verb, and those joined to it.

        What stands before a whole clause ("NAIROBI (Wire): The minister met ...") is no subject of it.
        """
        last = own[0]
        for other in own[1:]:
            if other > i:
                break
            joined = any(self.dep[k] == "cc" for k in (*self.kids[last], *self.kids[i]) if last < k < other)
            if joined:
                return sorted({*self.group(self.antecedent(last)), *self.group(other)})
            if any(self.lower[k] in (":", "):", "--", "-") for k in range(last + 1, other)):
                last = other
            elif any(self.children(k, "dobj") for k in self.children(last, "acl")):
                last = other  # "one nation freed them, others did not": the first has a verb of its own
        return self.group(self.antecedent(last))

    def heads_line(self, i: int) -> bool:
        """Whether an infinitive is what a headline tells of the name or people at its root: "X, Y to hold talks"."""
        head = self.head[i]
        if self.dep[i] not in ("acl", "relcl") or self.dep[head] != "ROOT" or not self.is_infinitive(i) or head > i:
            return False
        return self.pos[head] == "PROPN" or (self.pos[head] == "NOUN" and self.lemma[head] in lexicon().beings)

    def _shared(self, i: int, head: int, depth: int) -> list[int]:
        """The subject of a clause without one: its governor's, or the governor's object if that is told to act."""
        if self.dep[i] == "xcomp" and self.lemma[head] not in self._subject_control:
            objects = self.children(head, "dobj", "dative")
            if objects and not self.is_passive(head):
                return self.group(objects[0])
        if self.pos[head] in ("NOUN", "PROPN"):
            return self._noun_agent(head, depth)
        past = self.dep[i] == "conj" and self.tag[i] == "VBD" and self.dep[head] == "ccomp"
        if past and any(self.tag[kid] == "MD" for kid in self.children(head, "aux")):
            return self.subjects(self.head[head], depth + 1)  # "said he would go and asked": who said so asked
        return self.subjects(head, depth + 1)

    def _adjunct(self, head: int) -> list[int]:
        """The subject of ", criticising X and suggesting that ...", where the parser took it for a subject."""
        while self.dep[head] == "conj" and self.head[head] != head:
            head = self.head[head]
        first = self.children(head, "nsubj", "nsubjpass")
        return self.group(first[0]) if first else []

    def _prepositional(self, prep: int, depth: int) -> list[int]:
        """The subject of a gerund after a preposition ("accused X of attacking", "after meeting Y")."""
        above = self.head[prep]
        if self.pos[above] in ("NOUN", "PROPN"):
            accused = self.dep[above] == "dobj" and self.lemma[self.head[above]] in self._accusing
            return self.group(above) if accused else self._noun_agent(above, depth)
        objects = self.children(above, "dobj")
        if objects and self.lower[prep] in ("of", "from", "for", "into", "with") and not self.is_passive(above):
            return self.group(objects[0])
        return self.subjects(above, depth + 1)

    def _noun_agent(self, noun: int, depth: int) -> list[int]:
        """Whose plan, offer, duty it is: the possessor, else the subject of the verb that has it as object."""
        owner = self.children(noun, "poss")
        if owner:
            return self.group(owner[0])
        above = self.head[noun]
        if self.dep[noun] == "pobj":
            if self.lower[above] == "by":
                return []
            above = self.head[above]
        if above != noun and (self.is_verbal(above) or self.pos[above] == "ADJ"):
            return self.subjects(above, depth + 1)
        return []

    def maker(self, noun: int) -> list[int]:
        """Who made what a noun names: the subject of the verb that has it as object ("issued a report")."""
        above = self.head[noun]
        if self.dep[noun] == "pobj":
            if self.dep[above] == "agent" or self.lower[above] == "by":
                return []
            above = self.head[above]
        if self.dep[noun] in ("dobj", "pobj") and above != noun and self.is_verbal(above):
            return [at for at in self.subjects(above) if at != noun]
        return []

    def agents(self, i: int) -> list[int]:
        """Who does what the verb says: the subject, or the by-phrase of a passive."""
        if self.is_passive(i):
            for kid in self.kids[i]:
                if self.dep[kid] == "agent" or (self.dep[kid] == "prep" and self.lower[kid] == "by"):
                    pobj = self.children(kid, "pobj")
                    if pobj:
                        return self.group(pobj[0])
            return self._by_beyond(i)
        return self.subjects(i)

    def _by_beyond(self, i: int) -> list[int]:
        """The by-phrase of a passive that the parser hangs on the place or day before it: "killed in X by Y"."""
        where = [noun for _, _, noun in self.prepositions(i) if self.pos[noun] == "PROPN"]
        where += [kid for kid in self.children(i, "npadvmod") if kid > i]
        for noun in where:
            for kid in self.kids[noun]:
                if (
                    self.lower[kid] == "by"
                    and self.dep[kid] in ("prep", "agent")
                    and (done := self.children(kid, "pobj"))
                ):
                    return self.group(done[0])
        return []

    def patients(self, i: int) -> list[int]:
        """To whom: the object, or the subject of a passive."""
        found: list[int] = []
        if self.is_passive(i):
            found = self.subjects(i)
            if not found and self.dep[i] == "relcl":
                found = self.group(self.head[i])
        for kid in self.kids[i]:
            if self.dep[kid] in OBJECTS:
                at = self.antecedent(kid)
                found += [k for k in self.group(at) if k not in found]
        if not found:
            # A small clause: "found him guilty", "declared it illegal".
            for kid in self.kids[i]:
                if (
                    self.dep[kid] == "ccomp"
                    and self.pos[kid] in ("ADJ", "NOUN")
                    and not self.children(kid, "cop", "aux")
                ):
                    found += [k for own in self.children(kid, "nsubj") for k in self.group(own)]
        if not found and self.dep[i] == "relcl" and self.pos[self.head[i]] in ("NOUN", "PROPN"):
            own = [kid for kid in self.kids[i] if self.dep[kid] in SUBJECTS]
            if own and self.lower[own[0]] not in RELATIVES:
                found = self.group(self.head[i])
        return found

    def prepositions(self, i: int) -> Iterator[tuple[str, int, int]]:
        """(preposition, its token, the noun it governs) of a token, in text order; of "out of" the last one."""
        for kid in self.kids[i]:
            if self.dep[kid] in ("prep", "agent", "dative") and self.pos[kid] in ("ADP", "SCONJ", "PART", "VERB"):
                if self.lower[kid] == "according":
                    continue  # who tells of it takes no part in it
                yield from self._governed(kid)

    def _governed(self, prep: int) -> Iterator[tuple[str, int, int]]:
        for kid in self.kids[prep]:
            if self.dep[kid] == "pobj":
                yield self.lower[prep], prep, kid
            elif self.dep[kid] == "prep":
                yield from self._governed(kid)

    def subtree(self, i: int, limit: int = 400) -> list[int]:
        """All tokens below a token, itself included, in text order."""
        found: list[int] = []
        todo = [i]
        while todo and len(found) < limit:
            at = todo.pop()
            found.append(at)
            todo += self.kids[at]
        return sorted(found)

    def clause(self, i: int) -> int:
        """The verb of the clause that a token stands in."""
        for _ in range(12):
            if self.head[i] == i or self.dep[i] in ("ccomp", "advcl", "relcl", "parataxis"):
                break
            if self.dep[i] == "conj" and self.children(i, "nsubj", "nsubjpass"):
                break
            i = self.head[i]
        return i

    def clause_tokens(self, i: int) -> set[int]:
        """The tokens of the clause that a token stands in, less the clauses around it that have their own subject."""
        found: set[int] = set()
        todo = [self.clause(i)]
        while todo and len(found) < 400:
            at = todo.pop()
            found.add(at)
            for kid in self.kids[at]:
                apart = self.dep[kid] in ("conj", "ccomp", "advcl", "relcl", "parataxis") and self.is_verbal(kid)
                if not (apart and self.children(kid, "nsubj", "nsubjpass")):
                    todo.append(kid)
        return found

    def left_edge(self, i: int) -> int:
        """The first token of what a token governs directly; good enough for a phrase's beginning."""
        return min([i, *self.kids[i]])
