"""Who did it, to whom: the arguments of a trigger, from its own syntax."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache

import msgspec

from dragoman.records import Actor
from dragoman.who import Cast, Mention

from .lexicon import Lexicon, lexicon
from .parties import BORDERS, Parties, extend
from .syntax import MODIFIERS, Syntax
from .triggers import Trigger

_PATIENT_FRAMES = frozenset(
    {
        "strike",
        "kill",
        "abduct",
        "release",
        "seize",
        "occupy",
        "bomb",
        "shoot",
        "expel",
        "arrest",
        "convict",
        "coerce",
        "visit",
        "investigate",
        "attitude",
    }
)
_OF_PATIENT = frozenset({"arrest", "convict", "kill", "abduct", "expel"})  # "his arrest" is what befell him
_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "over",
        "along",
        "across",
        "around",
        "within",
        "inside",
        "outside",
        "through",
        "into",
        "as",
        "about",
    }
)


_REFLEXIVE = frozenset({"itself", "themselves", "himself", "herself", "ourselves", "yourselves", "myself"})
_ATTACKS = frozenset({"strike", "bomb", "shoot"})
_BY_DOERS = _ATTACKS | {"defy"}
_ONTO = frozenset({"against", "on", "at", "upon"})
_AIMED = frozenset({"at", "into", "on", "toward", "towards", "against"})
_CLAIMING = frozenset({"take", "claim", "accept", "assume", "acknowledge", "admit", "bear"})


@dataclass(frozen=True, slots=True)
class Frame:
    """Roles that hold the source and the target, best first."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    reciprocal: bool = False
    swap: bool = False


@dataclass(slots=True)
class Found:
    """The arguments of one trigger; `own_target` is false where the target was found elsewhere in the sentence."""

    sources: list[Mention]
    targets: list[Mention]
    own_target: bool = True


class Arguments(Parties):
    """Finds the arguments of triggers of one report."""

    def __init__(self, syntax: Syntax, cast: Cast, lexicon: Lexicon, country_at: Callable[[int], str | None]) -> None:
        super().__init__(syntax, cast, lexicon, country_at)
        self._people = lexicon.classes["people"] | lexicon.classes["fighters"] | lexicon.classes["officials"]
        self._containers = lexicon.classes["container"]
        self._weapons = lexicon.weapons
        self._grounds = lexicon.grounds
        self._stative = lexicon.classes["stative"]
        self._armed = self._weapons | lexicon.classes["weaponry"] | lexicon.classes["aerial"]
        self._staging = lexicon.classes["staging"]
        self._frames = frames()

    def frame(self, name: str) -> Frame:
        """The frame of that name."""
        return self._frames[name]

    # ------------------------------------------------------------------ of a trigger

    def of_verb(self, trigger: Trigger) -> Found:
        """Source and target of a verb or predicate adjective in a sense."""
        s, frame = self.syntax, self._frames[trigger.sense.frame]
        i = trigger.at
        themes = [n for noun in trigger.matched if self._is_theme(noun, trigger) for n in self._joined(noun)]
        seeming = s.is_passive(i) and not self.is_passive(trigger)
        agents = s.subjects(i) if s.pos[i] == "ADJ" or seeming else s.agents(i)
        if not agents and (s.lemma[i] in self._stative or trigger.sense.frame == "deploy") and s.is_passive(i):
            agents = s.subjects(i)
        found = [self._wielder(m) for m in self.parties(agents)]
        sources = [m for m in found if m.actor.code or m.kind != "nominal" or not self._is_weapon(m)]
        sources = sources or [m for agent in agents for m in self.of_volley(agent)]
        taken = set(agents)
        targets: list[Mention] = []
        among = frame.reciprocal and trigger.sense.frame not in _PATIENT_FRAMES
        for role in frame.target:
            if role == "obj":
                nouns = [n for n in s.patients(i) if n not in themes and n not in taken]
                if among:
                    nouns = [n for n in nouns if n not in trigger.words]  # the "forces" that are joined
                if not nouns or not (trigger.sense.op == "accuse" or s.is_passive(i)):
                    # "blamed X for Y": only X is blamed; "was shot at the gate": that is where
                    nouns += [
                        n
                        for word in trigger.words
                        if s.lower[word] != "as"
                        for _, _, n in s._governed(word)
                        if n not in themes
                    ]
                expanded = [m for n in nouns for m in s.group(n)]
            elif role == "subj":
                expanded = agents
            elif role == "clause":
                expanded = [n for k in s.children(i, "ccomp", "xcomp") for n in s.agents(k) if n not in taken]
            else:
                expanded = self._governed(i, role, themes, trigger)
            named = self.parties(expanded, placed=not among) if role not in _LOCATIVE else self._there(expanded)
            found = [m for m in named if m not in sources and self._fits(m, role, trigger)]
            if found and role in ("between", "among") and not sources:
                sources = found  # "talks were held between X and Y"
                break
            if found:
                targets = found
                break
        targets = [m for m in targets if s.lower[m.head] not in _REFLEXIVE]
        if any(m.kind != "nominal" for m in targets):
            targets = [m for m in targets if self.can_act(m)]
        if not targets and not frame.reciprocal:
            counted = {n for noun in themes if self._counts(noun) for p, _, n in s.prepositions(noun) if p == "of"}
            owners = (m for noun in themes for m in self.behind(noun) if m.head not in counted)
            targets = [m for m in owners if m not in sources and m.kind != "pronoun"]
        if trigger.sense.frame in ("strike", "bomb", "occupy", "seize"):
            targets = [self._on_ground(m, i) for m in targets]
        if not targets and themes:
            targets = self._deeper(frame, themes, sources)
        if frame.source[0] != "subj" and not frame.swap:
            # "received aid from X", "faces pressure from X": the subject is at the other end.
            givers = [m for role in frame.source for m in self.parties(self._governed(i, role, themes, trigger))]
            return Found(givers[:3], [m for m in sources if m not in givers])
        if frame.swap:
            objects = self.parties(n for o in s.patients(i) for n in s.group(o) if n not in taken)
            return Found(objects, sources)
        if not sources and any(s.lemma[noun] in self._weapons for noun in themes):
            # "rockets were fired from X": where they came from stands for who fired them
            came = self._governed(i, "from", themes, trigger)
            if not targets:
                below = [noun for at in came for prep, _, noun in s.prepositions(at) if prep in _AIMED]
                targets = self.parties(n for noun in below for n in s.group(noun))
            sources = [m for m in self.parties(came) if is_land(m) and m not in targets]
        if not sources and not self.is_passive(trigger):
            sources = [m for noun in themes for m in self._owners(noun)]
            targets = [m for m in targets if m not in sources]
        return Found(sources, targets)

    def _joined(self, noun: int) -> list[int]:
        """A noun and all that are coordinated with it, those before it as well: "fired gas and rubber bullets"."""
        while self.syntax.dep[noun] == "conj" and self.syntax.head[noun] < noun:
            noun = self.syntax.head[noun]
        return self.syntax.group(noun)

    def _wielder(self, mention: Mention) -> Mention:
        """Whose a weapon or craft is, where somebody's: "warplanes of the army struck"; else the mention itself."""
        s = self.syntax
        if s.lemma[mention.head] not in self._armed and s.lemma[mention.head].removesuffix("s") not in self._armed:
            return mention
        below = [noun for prep, _, noun in s.prepositions(mention.head) if prep in ("of", "from")]
        owners = (owner for noun in below for owner in (self.party(noun), *self._owners(noun)))
        return next((owner for owner in owners if owner is not None and owner.actor.code), mention)

    def of_volley(self, noun: int) -> list[Mention]:
        """Whose the weapons are of which many come at once: "a barrage of Russian rockets"."""
        below = [k for prep, at, k in self.syntax.prepositions(noun) if prep == "of" and at == noun + 1]
        return [m for k in below if self.syntax.lemma[k] in self._armed for m in self._owners(k) if m.actor.code]

    def _is_weapon(self, mention: Mention) -> bool:
        """Whether what strikes is a thing that somebody shot: "a bullet hit him"."""
        return self.syntax.lemma[mention.head] in self._weapons

    def _counts(self, noun: int) -> bool:
        """Whether a noun only counts those after it: "a team of mediators" is sent, the mediators get nothing."""
        return self.syntax.lemma[noun] in self._containers

    def is_passive(self, trigger: Trigger) -> bool:
        """Whether the trigger's subject is its patient.

        A participle after a noun whose object hangs on its own particle ("fighters handed in their rifles") is active.
        """
        s, i = self.syntax, trigger.at
        if not s.is_passive(i):
            return False
        bare = s.dep[i] == "acl" and not s.children(i, "nsubjpass", "auxpass", "agent")
        within = {noun for word in trigger.words for _, _, noun in s._governed(word)}
        return not (bare and within & set(trigger.matched))

    def _is_theme(self, noun: int, trigger: Trigger) -> bool:
        """Whether the noun that filled a slot is what the act is done with (talks, sanctions, weapons), not to whom."""
        mention = self.party(noun)
        lemma = self.syntax.lemma[noun]
        if lemma in self._containers:
            return True
        if lemma in self._weapons and not (mention and mention.actor.code):
            return True
        return mention is None or (
            mention.kind == "nominal" and lemma not in self._beings and not self._is_patient(noun, trigger)
        )

    def _is_patient(self, noun: int, trigger: Trigger) -> bool:
        """Whether the noun is harmed, taken or freed rather than used: a house burnt, a ship seized, a town shelled."""
        return self.syntax.lemma[noun] in self._grounds and noun in self.syntax.patients(trigger.at)

    def _fits(self, mention: Mention, role: str, trigger: Trigger) -> bool:
        """Whether a mention can be the target in a role: who is met is somebody, what is struck may be a thing."""
        if trigger.sense.mode == "demo" and role == "with":
            return False  # what marchers carry
        if role in _LOCATIVE:
            return self.is_somewhere(mention)
        frame = trigger.sense.frame
        if (self._frames[frame].reciprocal and frame not in _PATIENT_FRAMES) or role not in (
            "obj",
            "against",
            "on",
            "of",
        ):
            return self.can_act(mention)
        return True

    def _there(self, nouns: list[int]) -> list[Mention]:
        """Who or what is named under "in", "at" or "along"; of a border, who is on its other side."""
        found: list[Mention] = []
        for noun in nouns:
            if self.syntax.lemma[noun] in BORDERS:
                found += self.behind(noun)
            elif mention := self.party(noun):
                found.append(mention)
        return found

    def _on_ground(self, mention: Mention, verb: int) -> Mention:
        """A thing that is struck or taken (a village, a factory) belongs to the country it was struck in."""
        if (
            mention.actor.code
            or mention.kind not in ("nominal", "role")
            or self.syntax.lemma[mention.head] in self._people
        ):
            return mention
        for prep, _, noun in self.syntax.prepositions(verb):
            code = self.country_at(noun) if prep in ("in", "near", "at", "outside") else None
            if code:
                return replace(mention, actor=msgspec.structs.replace(mention.actor, code=code))
        return mention

    def is_somewhere(self, mention: Mention) -> bool:
        """Whether a mention under "in" or "at" is known, or a place that the report locates."""
        return mention.kind != "nominal" or bool(mention.actor.code)

    def _governed(self, i: int, role: str, themes: list[int], trigger: Trigger) -> list[int]:
        s = self.syntax
        found = []
        for at in (i, *trigger.words, *s.children(i, "prt"), *themes, *(n for n in s.patients(i) if n not in themes)):
            if role == "dative":
                found += s.children(at, "dative")
                continue
            for prep, _, noun in s.prepositions(at):
                if prep == role:
                    found += s.group(noun)
            if s.dep[at] == "prep" and s.lower[at] == role:
                found += [n for p, _, noun in s._governed(at) for n in s.group(noun)]
            if found:
                break
        return found

    def _deeper(self, frame: Frame, themes: list[int], sources: list[Mention]) -> list[Mention]:
        """Targets whose preposition hangs on something inside the theme ("responsibility for starting it on X")."""
        s = self.syntax
        for theme in themes:
            for at in s.subtree(theme, 40):
                if s.dep[at] == "prep" and s.lower[at] in ("on", "against", "with") and s.lower[at] in frame.target:
                    found = [
                        m
                        for _, _, noun in s._governed(at)
                        for n in s.group(noun)
                        if (m := self.named(n)) and m not in sources
                    ]
                    if found:
                        return found
        return []

    def _owners(self, noun: int) -> list[Mention]:
        s = self.syntax
        found: list[Mention] = []
        for kid in s.kids[noun]:
            if s.dep[kid] in MODIFIERS:
                for at in s.group(kid):
                    if mention := self.named(at):
                        extend(found, [mention])
        return found

    def _by_preposition(self, trigger: Trigger) -> dict[str, list[int]]:
        """The nouns under each preposition of a noun, and all that are coordinated with them."""
        s = self.syntax
        found: dict[str, list[int]] = {}
        for prep, _, noun in s.prepositions(trigger.at):
            if trigger.sense.type is None and self.party(noun) is None:
                continue  # "a round of talks in X": what only orders an act has no arguments through it
            found.setdefault(prep, []).extend(s.group(noun))
        if trigger.sense.frame in _ATTACKS:
            for doer in found.get("of", ()):  # "the raids of X on Y", where the parser hangs "on Y" on X
                for prep, at, noun in s.prepositions(doer):
                    if prep in ("on", "against") and at == doer + 1:
                        found.setdefault("on", []).extend(s.group(noun))
        if trigger.sense.frame in _BY_DOERS:
            for hit in [*found.get("on", ()), *found.get("against", ()), *found.get("of", ()), *found.get("in", ())]:
                for prep, at, noun in s.prepositions(hit):  # "the raid on Y by X", where it hangs "by X" on Y
                    if prep == "by" and at <= hit + 2:
                        found.setdefault("by", []).extend(s.group(noun))
        return found

    def _between(self, i: int, by_prep: dict[str, list[int]]) -> list[int]:
        """Between whom an act is, by its noun or by the verb that it is the subject of: "clashes erupted between"."""
        s = self.syntax
        found = [*by_prep.get("between", ()), *by_prep.get("among", ())]
        if found or s.dep[i] != "nsubj":
            return found
        return [n for prep, _, noun in s.prepositions(s.head[i]) if prep == "between" for n in s.group(noun)]

    def of_noun(self, trigger: Trigger) -> Found:
        """Source and target of an act named by a noun: "the shelling of Z by Y", "talks between X and Y"."""
        s, frame = self.syntax, self._frames[trigger.sense.frame]
        i = trigger.at
        by_prep = self._by_preposition(trigger)
        owners: list[Mention] = []
        places: list[Mention] = []
        for kid in s.kids[i]:
            if s.dep[kid] not in MODIFIERS:
                continue
            for at in [*s.group(kid), *(k for k in s.kids[kid] if s.dep[k] in MODIFIERS)]:
                mention = self.named(at)
                if mention is None:
                    continue
                is_place = (
                    s.dep[kid] == "compound"
                    and self._entity[at] in ("GPE", "LOC", "FAC")
                    and mention.kind in ("seat", "name")
                    and not mention.actor.entity.startswith("group:")
                )
                extend(places if is_place and not frame.reciprocal else owners, [mention])
        owners.sort(key=lambda m: m.first)
        sources = self.parties(by_prep.get("by", ())) or list(owners)
        if frame.reciprocal:
            together = self.parties(self._between(i, by_prep))
            if not together and not owners and not sources:
                both = by_prep.get("of", [])  # "the clash of X and Y", but "the shelling of X"
                together = self.parties(both) if len(both) > 1 or trigger.sense.frame not in _PATIENT_FRAMES else []
            extend(sources, together)
        if not sources and trigger.sense.frame in _ATTACKS:
            staged = [k for k in s.children(i, "acl") if s.tag[k] == "VBN" and s.lemma[k] in self._staging]
            sources = self.parties(n for k in staged for at in s.agents(k) for n in s.group(at))
        if not sources:
            sources = self.parties(by_prep.get("from", ()))
        if not sources and trigger.sense.frame == "attitude" and s.lower[s.head[i]] == "in":
            sources = self.parties(s.maker(i))  # "said in a message of congratulation to X"
        targets: list[Mention] = []
        for role in frame.target:
            if role in ("obj", "subj", "by") or (role in _LOCATIVE and frame.reciprocal and _several(sources)):
                continue  # where two sides met or fought is on neither side
            if (
                role == "of"
                and not sources
                and frame.source[0] == "subj"
                and trigger.sense.frame in ("attitude", "visit", "resign", "leave", "protest")
            ):
                sources = self.parties(by_prep.get("of", ()))
                continue
            found = [
                m for m in self.parties(by_prep.get(role, ())) if m not in sources and self._fits(m, role, trigger)
            ]
            if found:
                targets = found
                if role in _ONTO and not sources and trigger.sense.frame in _ATTACKS:
                    sources = [
                        m for m in self.parties(by_prep.get("of", ())) if m not in found
                    ]  # "the raids of X on Y"
                break
        if not targets and trigger.sense.frame in _OF_PATIENT and s.children(i, "poss"):
            suffered = [m for m in sources if _is_person(m)]
            sources, targets = [m for m in sources if m not in suffered], suffered
        if not targets:
            targets = places
        if not sources and s.dep[i] == "pobj":
            sources = self._responsible(s.head[i])
        if not sources and not frame.reciprocal:
            sources = self.parties(by_prep.get("from", ()))
        return Found(sources, [m for m in targets if m not in sources])

    def _responsible(self, prep: int) -> list[Mention]:
        """Who took it upon himself: the subject of "took responsibility for"."""
        s, noun = self.syntax, self.syntax.head[prep]
        if s.lower[prep] != "for" or s.lemma[noun] not in ("responsibility", "credit"):
            return []
        verb = s.head[noun]
        if s.lemma[verb] not in _CLAIMING or s.dep[noun] != "dobj" or s.children(verb, "neg"):
            return []
        return self.parties(s.agents(verb))


def is_land(mention: Mention) -> bool:
    """Whether a place is a state or a territory of its own, which may stand for who fires from it; a town may not."""
    return mention.kind == "name" and bool(mention.actor.code) and mention.actor.entity.startswith("state:")


def _is_person(mention: Mention) -> bool:
    """Whether a mention is a single person, as whose arrest or murder one speaks of what befell him."""
    return mention.kind == "pronoun" or mention.actor.entity.startswith("person:")


def _several(mentions: list[Mention]) -> bool:
    return len(mentions) > 1 or any(len(mention.referents) > 1 for mention in mentions)


@cache
def frames() -> dict[str, Frame]:
    """The frames of frames.toml by name."""
    return {
        name: Frame(
            tuple(part.strip() for part in row["source"].split(",")),
            tuple(part.strip() for part in row["target"].split(",")),
            row.get("reciprocal", False),
            row.get("swap", False),
        )
        for name, row in lexicon().tables["frames"].items()
    }


def actors(mentions: Iterable[Mention]) -> list[Actor]:
    """The actor records of mentions; a collective ("the two sides") gives what it stands for."""
    return [mention.actor for mention in mentions]
