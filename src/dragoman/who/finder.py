"""Finds the actors of a report: names, roles, seats, descriptions and pronouns, joined to one cast."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from dragoman.records import Actor

from . import gender
from .cast import Cast, Mention, MentionKind
from .codes import actor_of
from .descriptions import Descriptions
from .kept import Kept, Sort
from .names import Names, names
from .persons import Naming, Persons
from .phrase import Phrase, of_known
from .phrases import Phrases
from .reference import Reference, Seen, joined
from .scene import INHERITING, MODIFYING, NOUNS, SUBJECTS, Atom, Scene, lay_out
from .seats import acts
from .spelling import slug
from .tables import manners

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.reading import Reading

_NO_ACTOR = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL")
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT"})


class ActorFinder:
    """Finds actors. Building it is cheap; the codebooks are loaded with the first report."""

    @cached_property
    def _names(self) -> Names:
        return names()

    def find(self, reading: Reading) -> Cast:
        """The cast of a reading: every mention of an actor, in text order, no span twice."""
        return _Search(lay_out(reading, self._names)).cast()


class _Search:
    """The search through one report, from its first token to its last."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._reading = scene.reading
        self._words = manners()
        self._reference = Reference(scene, self._called)
        self._phrases = Phrases(scene, self._referent)
        self._kept = Kept(scene, self._phrases, self._reference, self._gender)
        self._pointing: dict[int, Actor] = {}
        self._persons: Persons | None = None
        self._persons = Persons(scene, self._phrases)
        self._descriptions = Descriptions(scene, self._persons, self._reference)
        self._persons.describe()
        self._persons.place()
        # What was read so far was read before any pronoun could be resolved.
        self._phrases.forget()
        self._pointing.clear()

    def cast(self) -> Cast:
        for sentence in self._reading.sentences:
            if sentence.kind in ("blank", "dateline"):
                continue
            for token in range(sentence.first, sentence.last):
                self._visit(token)
        found = self._kept.ordered()
        if not found and self._scene.bare and (lone := self._lone()) is not None:
            found = (lone,)
        return Cast(found, self._nominal)

    def _lone(self) -> Mention | None:
        """The whole of a report that is a name or description and nothing else, so that it gets an answer."""
        scene = self._scene
        head = next((at for at, tag in enumerate(scene.tag) if tag in NOUNS and scene.head[at] == at), None)
        if head is None or scene.entity[head] in _NO_ACTOR:
            return None
        mention = self._nominal(self._reading.doc[head])
        actor = mention.actor
        return replace(mention, actor=msgspec.structs.replace(actor, sectors=actor.sectors or ["UNK"]))

    def _visit(self, token: int) -> None:
        scene = self._scene
        tag = scene.tag[token]
        naming = self._persons.at.get(token) if self._persons else None
        if tag in _PRONOUNS and (naming is None or token < naming.name_first):
            self._pronoun(token)
            return
        if naming is not None:
            if token == naming.last - 1:
                self._person(naming)
            elif scene.dep[token] == "poss" and token < naming.name_first and (atom := scene.atom_at.get(token)):
                self._atom(token, atom)
            return
        atom = scene.atom_at.get(token)
        if atom is not None:
            if token == atom.last - 1 and not atom.bound:
                self._atom(token, atom)
            return
        if tag in NOUNS:
            if scene.dep[token] in MODIFYING and scene.tag[scene.head[token]] in NOUNS and scene.head[token] > token:
                self._compound(token)
            else:
                self._noun(token)
        elif self._words.has("partitive", scene.low[token]) or (
            tag in ("JJ", "VBN", "VBG")
            and token
            and scene.low[token - 1] in ("the", "'s")
            and scene.dep[token] != "amod"
        ):
            self._noun(token)

    # ---- the kinds of mention

    def _person(self, naming: Naming) -> None:
        figure = naming.figure
        actor = self._kept.actor(
            naming.first, naming.last, figure.name, figure.code, figure.sectors or ("UNK",), figure.entity
        )
        self._overhear(naming.first, naming.name_first)
        self._kept.keep(actor, naming.first, naming.last, naming.last - 1, "name", Sort(person=True, sex=figure.gender))

    def _atom(self, token: int, atom: Atom) -> None:
        scene = self._scene
        known = atom.best
        if known.kind in ("other", "person"):
            return
        top = self._top(token)
        if known.kind in ("capital", "seat"):
            if acts(scene, atom):
                self._keep_phrase(of_known(known, atom.first, atom.last, token, "seat"))
            return
        if top != token and not (atom.first <= top < atom.last):
            if self._covered(top, atom):
                return
            if known.kind in ("adjective", "demonym") and self._words.has("plain_nouns", scene.stem[top]):
                return
            if known.kind in ("adjective", "demonym", "state", "group", "body") and known.code:
                kind: MentionKind = "demonym" if known.kind in ("adjective", "demonym") else "name"
                entity = f"state:{known.code}" if kind == "demonym" else known.entity
                actor = self._kept.actor(atom.first, atom.last, known.name, known.code, known.sectors, entity)
                self._kept.keep(actor, atom.first, atom.last, token, kind)
            return
        phrase = self._phrases.at(token)
        above = scene.head[token]
        if (
            known.sectors[:1] in (("BUS",), ("MED",))
            and scene.dep[token] == "pobj"
            and scene.low[above] in ("on", "via")
        ):
            return
        if phrase is not None:
            self._keep_phrase(phrase)
        elif known.kind == "area":
            self._area(token, atom)

    def _area(self, token: int, atom: Atom) -> None:
        """A town or region that is all there is, or that acts, stands for its people."""
        scene = self._scene
        low, high = scene.bounds(token)
        if atom.best.code and (high - low <= 2 or (scene.dep[token] == "nsubj" and acts(scene, atom))):
            known = atom.best
            actor = self._kept.actor(atom.first, atom.last, known.name, known.code, ("CVL",), known.entity)
            self._kept.keep(actor, atom.first, atom.last, token, "name")

    def _compound(self, token: int) -> None:
        """A role before a noun that is no actor: "police raid", "Kenyan army offensive"."""
        scene = self._scene
        role = self._phrases.role_at(token)
        if role is None or role[1].kind not in ("people", "body") or role[1].sector not in _ACTING:
            return
        if scene.low[token] == "military" and not any(
            at in scene.atom_at for at in range(self._phrases.left(token), token)
        ):
            return
        top = self._top(token)
        if not self._words.has("act_nouns", scene.stem[top]):
            return
        if any(self._covered_token(at, token) for at in range(token + 1, min(top, token + 6) + 1)):
            return
        phrase = self._phrases.at(token)
        if phrase is not None and phrase.head == token:
            first = self._phrases.left(top)
            code = next(
                (
                    atom.best.code
                    for at in range(first, token)
                    if (atom := scene.atom_at.get(at)) and not atom.bound and atom.best.kind != "person"
                ),
                phrase.code,
            )
            start = min(phrase.first, first if code != phrase.code else phrase.first)
            actor = self._kept.actor(start, token + 1, phrase.name, code, phrase.sectors, phrase.entity)
            self._kept.keep(actor, start, token + 1, token, "role", Sort(plural=True))

    def _noun(self, token: int) -> None:
        scene = self._scene
        if self._collective(token):
            return
        phrase = None if self._phrases.swallowed(token) else self._phrases.at(token)
        if phrase is None or self._words.has("counted_harm", scene.stem[token]):
            return
        self._keep_phrase(phrase)

    def _keep_phrase(self, phrase: Phrase) -> None:
        scene = self._scene
        head = phrase.head
        role = phrase.role
        plural = scene.tag[head] in ("NNS", "NNPS") or (role is not None and role.plural)
        if role is not None and phrase.kind in ("role", "collective"):
            if phrase.codes:
                self._several(phrase)
                return
            pointed = self._descriptions.actor(phrase, plural)
            if pointed is not None:
                actor = self._kept.actor(
                    phrase.first, phrase.last, pointed.name, pointed.code, tuple(pointed.sectors), pointed.entity
                )
                person = pointed.entity.startswith("person:")
                self._kept.keep(actor, phrase.first, phrase.last, head, "description", Sort(person=person))
                return
            if plural and (meant := self._rebels(phrase)) is not None:
                phrase = replace(
                    phrase, name=meant.name, code=meant.code, sectors=tuple(meant.sectors), entity=meant.entity
                )
        placed = phrase.code is not None and phrase.own_code
        if (
            role
            and (not phrase.sectors or phrase.sectors == ("UNK",))
            and not placed
            and (role.kind != "person" or not (phrase.sectors or phrase.code))
        ):
            return  # "a group", "all parties": nobody can tell who
        person = role is not None and role.kind in ("person", "title") and not plural
        sex = gender.of_nouns((scene.stem[head],)) if person else ""
        if role is not None:
            self._overhear(phrase.first, head)
        actor = self._kept.actor(phrase.first, phrase.last, phrase.name, phrase.code, phrase.sectors, phrase.entity)
        self._kept.keep(actor, phrase.first, phrase.last, head, phrase.kind, Sort(person, plural, sex))

    def _rebels(self, phrase: Phrase) -> Actor | None:
        """The armed group that "the rebels" or "the militants" are, where the report speaks of one alone."""
        definite = self._scene.low[phrase.first] == "the" and phrase.head - phrase.first == 1
        own = phrase.code if phrase.own_code else None
        return self._reference.armed(own) if definite and phrase.sectors[:1] in _ARMED else None

    def _overhear(self, first: int, last: int) -> None:
        """Remember the groups inside a title or role ("Hamas spokesman"), so that "the group" can mean them."""
        for at in range(first, last):
            atom = self._scene.atom_at.get(at)
            if atom is not None and at == atom.first and (known := atom.of("group", "body")):
                actor = actor_of(known.name, known.code, known.sectors, known.entity)
                self._reference.see(Seen(actor, at, self._scene.sentence[at], False, False, False, "", False))

    def _several(self, phrase: Phrase) -> None:
        """ "Russian and Turkish officials": one phrase, an actor for each country."""
        parts = []
        for code in phrase.codes:
            sector = phrase.sectors[0] if phrase.sectors else ""
            entity = f"role:{code}:{sector}:{slug(phrase.role.phrase if phrase.role else phrase.name)}"
            parts.append(actor_of(phrase.name, code, phrase.sectors, entity))
        whole = "+".join(phrase.codes)
        actor = self._kept.actor(phrase.first, phrase.last, phrase.name, None, phrase.sectors, f"collective:{whole}")
        self._kept.keep(actor, phrase.first, phrase.last, phrase.head, "collective", Sort(plural=True), tuple(parts))

    def _collective(self, token: int) -> bool:
        """ "The two sides", "both countries": the parties named before."""
        scene = self._scene
        if scene.tag[token] not in ("NNS", "NNPS") or not self._words.has("two", scene.low[token]):
            return False
        first = self._phrases.left(token)
        lead = scene.low[first:token]
        if scene.low[first - 1 : first] == ["both"] and first:
            first, lead = first - 1, ["both", *lead]
        marked = any(word in ("two", "both", "warring", "opposing") for word in lead)
        if not marked and not (scene.low[token] in ("sides", "parties") and lead[:1] == ["the"]):
            return False
        if any(at in scene.atom_at for at in range(first, token)):
            return False
        pair = self._reference.pair(token, scene.low[token])
        if not pair:
            return False
        both = joined(pair)
        actor = self._kept.actor(first, token + 1, both.name, both.code, tuple(both.sectors), both.entity)
        self._kept.keep(actor, first, token + 1, token, "collective", Sort(plural=True), pair)
        return True

    def _pronoun(self, token: int) -> None:
        scene = self._scene
        word = scene.low[token]
        found = self._reference.pronoun(token)
        if found is None:
            if self._words.has("singular_he", word) or self._words.has("singular_she", word):
                actor = self._kept.actor(token, token + 1, scene.text[token], None, ("UNK",), f"pronoun:{word}")
                self._kept.keep(actor, token, token + 1, token, "pronoun", remember=False)
            return
        to, referents = found
        self._pointing[token] = to
        actor = self._kept.actor(token, token + 1, to.name, to.code, tuple(to.sectors), to.entity)
        subject = scene.dep[token] in SUBJECTS
        person = (
            to.entity.startswith("person:")
            or self._words.has("singular_he", word)
            or self._words.has("singular_she", word)
        )
        sex = "m" if self._words.has("singular_he", word) else "f" if self._words.has("singular_she", word) else ""
        sort = Sort(person, self._words.has("plural_they", word), sex)
        self._kept.keep(actor, token, token + 1, token, "pronoun", sort, referents, subject)

    def _gender(self, entity: str) -> str:
        figure = self._persons.figures.get(entity) if self._persons else None
        return figure.gender if figure else ""

    def _named(self, token: int) -> Actor | None:
        """The person named at a token."""
        naming = self._persons.at.get(token) if self._persons else None
        if naming is None:
            return None
        figure = naming.figure
        return actor_of(figure.name, figure.code, figure.sectors or ("UNK",), figure.entity)

    def _called(self, token: int) -> Actor | None:
        """Who is named at a token, or whom a description there points to."""
        if self._persons is None:
            return None
        if (named := self._named(token)) is not None:
            return named
        atom = self._scene.atom_at.get(token)
        if atom is not None and not atom.bound and (known := atom.of("state", "group", "body", "capital", "seat")):
            return actor_of(known.name, known.code, known.sectors, known.entity)
        phrase = self._phrases.at(token) if self._scene.tag[token] in NOUNS else None
        if phrase is None or phrase.role is None:
            return None
        plural = self._scene.tag[token] in ("NNS", "NNPS") or phrase.role.plural
        pointed = self._descriptions.actor(phrase, plural)
        return pointed or actor_of(phrase.name, phrase.code, phrase.sectors, phrase.entity)

    def _referent(self, token: int) -> Actor | None:
        """The actor a possessive pronoun or a name stands for, for phrases that ask whose something is."""
        if (named := self._named(token)) is not None:
            return named
        if self._scene.tag[token] in ("PRP$", "PRP"):
            if token not in self._pointing and (found := self._reference.pronoun(token)):
                self._pointing[token] = found[0]
            return self._pointing.get(token)
        return None

    def _top(self, token: int) -> int:
        """The head of the noun phrase that a token modifies."""
        scene = self._scene
        for _ in range(8):
            above = scene.head[token]
            if scene.dep[token] not in MODIFYING or above == token:
                break
            token = above
        return token

    def _covered(self, top: int, atom: Atom) -> bool:
        return self._covered_token(top, atom.first)

    def _covered_token(self, top: int, token: int) -> bool:
        """Whether the phrase headed by `top` is an actor's and takes in a token."""
        if self._persons and (naming := self._persons.at.get(top)) is not None:
            return naming.first <= token < naming.last
        other = self._scene.atom_at.get(top)
        if other is not None and not other.bound and other.best.kind in ("capital", "seat", "area"):
            return False
        phrase = self._phrases.at(top)
        return phrase is not None and phrase.first <= token < phrase.last

    def _nominal(self, token: Token) -> Mention:
        """The mention of any other noun phrase: its words, whose it is, no guess at what it is."""
        scene = self._scene
        head = token.i
        first = self._phrases.left(head) if scene.tag[head] in NOUNS or scene.tag[head] in ("JJ", "CD", "DT") else head
        phrase = self._phrases.at(head) if scene.tag[head] in NOUNS else None
        if phrase is not None:
            actor = self._kept.actor(phrase.first, phrase.last, phrase.name, phrase.code, phrase.sectors, phrase.entity)
            return Mention(actor, phrase.first, phrase.last, head, "nominal")
        code, last, sectors = self._phrases.whose(first, head)
        if scene.entity[head] in ("PERSON", "ORG", "NORP") or scene.low[head] in (
            "i",
            "we",
            "they",
            "he",
            "she",
            "who",
        ):
            sectors = sectors or ("UNK",)
        words = scene.words(first, last)
        actor = self._kept.actor(first, last, words, code, sectors, f"nominal:{slug(words)[:80]}")
        return Mention(actor, first, last, head, "nominal")


_ARMED = (("REB",), ("UAF",), ("PRM",))
_ACTING = INHERITING | {"PRM", "UAF", "CRM"}
