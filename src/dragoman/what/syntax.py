"""The syntax of one report as flat lists, so that rules ask plain questions at the price of a list look-up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "attr", "oprd", "dative")
MODIFIERS = ("compound", "amod", "nmod", "poss", "nummod")
RELATIVES = frozenset({"who", "that", "which", "whom", "what", "whose", "whoever"})


class Syntax:
    """Lemmas, labels, heads and children of every token, by index into `doc`.

    `lemma` is lower case; `kids` lists the children of each token in text order.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._subject_control = lexicon().classes["subject_control"]
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
        self.kids: list[list[int]] = [[] for _ in self.head]
        for i, head in enumerate(self.head):
            if head != i:
                self.kids[head].append(i)

    def __len__(self) -> int:
        return len(self.head)

    def children(self, i: int, *deps: str) -> list[int]:
        """The children of a token with one of these labels, in text order."""
        dep = self.dep
        return [kid for kid in self.kids[i] if dep[kid] in deps]

    def is_verbal(self, i: int) -> bool:
        """Whether a token is a main verb, not an auxiliary."""
        return self.pos[i] in ("VERB", "AUX") and self.dep[i] not in ("aux", "auxpass", "amod", "compound")

    def is_passive(self, i: int) -> bool:
        """Whether a verb form has its patient as subject: passive clauses and past participles that follow a noun."""
        if self.tag[i] not in ("VBN", "VBD"):
            return False
        for kid in self.kids[i]:
            if self.dep[kid] in ("nsubjpass", "auxpass", "agent"):
                return True
            if self.dep[kid] in ("nsubj", "aux"):
                return False
        if self.dep[i] == "conj" and self.tag[i] == "VBN":
            return self.is_passive(self.head[i])
        return self.dep[i] == "acl" or (self.tag[i] == "VBN" and self.dep[i] in ("amod", "advcl", "relcl"))

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
                if self.dep[k] == "conj" and self.pos[k] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
            ]
        return sorted(found)

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
            return self.group(self.antecedent(own[0]))
        if depth > 5:
            return []
        head, dep = self.head[i], self.dep[i]
        if head == i:
            return []
        if dep in ("acomp", "attr", "oprd"):
            return self.subjects(head, depth + 1)
        if dep == "relcl":
            return []
        if dep == "acl":
            if self.tag[i] in ("VBG", "VBN", "VBD") and self.pos[head] in ("NOUN", "PROPN", "PRON"):
                return self.group(head)
            return self._noun_agent(head, depth)
        if dep == "xcomp" and self.lemma[head] not in self._subject_control:
            objects = self.children(head, "dobj", "dative")
            if objects and not self.is_passive(head):
                return self.group(objects[0])
        if dep in ("xcomp", "advcl", "conj", "ccomp", "dep"):
            if self.pos[head] in ("NOUN", "PROPN"):
                return self._noun_agent(head, depth)
            return self.subjects(head, depth + 1)
        if dep == "csubj" and self.tag[i] == "VBG":
            # ", criticising X and suggesting the talks may fail": an adjunct that the parser took for a subject.
            while self.dep[head] == "conj" and self.head[head] != head:
                head = self.head[head]
            first = self.children(head, "nsubj", "nsubjpass")
            return self.group(first[0]) if first else []
        if dep == "pcomp":
            above = self.head[head]
            if self.pos[above] in ("NOUN", "PROPN"):
                return self._noun_agent(above, depth)
            objects = self.children(above, "dobj")
            # "accused X of attacking", "barred X from entering", but "thanked X for helping" too.
            if objects and self.lower[head] in ("of", "from", "for", "into", "with") and not self.is_passive(above):
                return self.group(objects[0])
            return self.subjects(above, depth + 1)
        return []

    def _noun_agent(self, noun: int, depth: int) -> list[int]:
        """Whose plan, offer, duty it is: the possessor, else the subject of the verb that has it as object."""
        owner = self.children(noun, "poss")
        if owner:
            return self.group(owner[0])
        above = self.head[noun]
        if self.dep[noun] == "pobj":
            above = self.head[above]
        if above != noun and (self.is_verbal(above) or self.pos[above] == "ADJ"):
            return self.subjects(above, depth + 1)
        return []

    def maker(self, noun: int) -> list[int]:
        """Who made or did what a noun names: the subject of the verb that has it as object ("issued a report accusing ...")."""
        above = self.head[noun]
        if self.dep[noun] == "pobj":
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
            return []
        return self.subjects(i)

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
        if not found and self.dep[i] == "conj" and self.is_verbal(self.head[i]):
            # "seized and burned the archive": the object stands with the last verb of the pair.
            pass
        return found

    def prepositions(self, i: int) -> Iterator[tuple[str, int, int]]:
        """(preposition, its token, the noun it governs) of a token, in text order; chains ("out of") join their last."""
        for kid in self.kids[i]:
            if self.dep[kid] in ("prep", "agent", "dative") and self.pos[kid] in ("ADP", "SCONJ", "PART", "VERB"):
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

    def left_edge(self, i: int) -> int:
        """The first token of what a token governs directly; good enough for a phrase's beginning."""
        return min([i, *self.kids[i]])
