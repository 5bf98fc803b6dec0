"""Noun phrases as actors: who a phrase like "Kenyan troops", "the Supreme Court of Peru" or "police in Lagos" names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.codebooks import offices

from . import inherit
from .codes import state_name
from .owners import Owners, Traits
from .people import offices_like
from .phrase import Phrase
from .roles import RoleWord, adjectives, endings, role_words
from .scene import INHERITING, NOUNS
from .spelling import slug
from .tables import manners

if TYPE_CHECKING:
    from dragoman.records import Actor

    from .cast import MentionKind
    from .scene import Scene

_OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_ARMED = frozenset({"REB", "PRM", "UAF", "CRM"})
_STOP_TAGS = frozenset(
    {"VBD", "VBZ", "VBP", "MD", ":", "``", "''", "-LRB-", "-RRB-", "WP", "WDT", "WRB", "PRP", "EX", "_SP"}
)
_DEPTH = 5  # of "the head of the office of the ..." chains; deeper ones are noise or an attack


class Phrases:
    """Reads noun phrases of one scene; `referent` gives the actor already known behind a token, if any."""

    def __init__(self, scene: Scene, referent: Callable[[int], Actor | None]) -> None:
        self.scene = scene
        self._owners = Owners(self, referent)
        self._roles = role_words()
        self._words = manners()
        self._memo: dict[int, Phrase | None] = {}

    def role_at(self, token: int) -> tuple[int, RoleWord] | None:
        """The role phrase that ends on a token, and its first token."""
        return self._roles.ending(self.scene, token)

    def opening(self, token: int) -> tuple[int, RoleWord] | None:
        """The role phrase with "of" that a token heads ("chief of staff"), and its first token."""
        return self._roles.opening(self.scene, token)

    def at(self, head: int, depth: int = 0) -> Phrase | None:
        """The actor that the noun phrase with this head names, or None when it names none."""
        if head not in self._memo:
            self._memo[head] = None  # a phrase that contains itself, after a bad parse, has no reading
            self._memo[head] = self._read(head, depth)
        return self._memo[head]

    def forget(self) -> None:
        """Read every phrase anew from here on."""
        self._memo.clear()

    def left(self, head: int) -> int:
        """The first token of the noun phrase before its head."""
        scene = self.scene
        edge = max(scene.reading.doc[head].left_edge.i, scene.bounds(head)[0])
        first = head
        while first > edge:
            at = first - 1
            tag = scene.tag[at]
            if tag in _STOP_TAGS or scene.low[at] in ("both", "not", "even", "only", "also", "including"):
                break
            if tag in (",", "CC") and not (tag == "CC" and scene.tag[at - 1 if at else at].startswith(("JJ", "NNP"))):
                break
            first = at
        while first < head and (
            scene.low[first] == "least"
            or (scene.tag[first] in (",", "CC", "RB", "POS", "IN", "HYPH", ".") and scene.low[first] != "former")
        ):
            first += 1
        return first

    def whose(self, first: int, head: int) -> tuple[str | None, int, tuple[str, ...]]:
        """Code, end and sectors of a noun phrase that names no actor, from the words around its head."""
        traits = Traits()
        last = self._owners.gather(first, head, head, traits, 0)
        return (traits.codes[0] if traits.codes else None), last, tuple(traits.sectors)

    def _read(self, head: int, depth: int) -> Phrase | None:
        if depth > _DEPTH:
            return None
        scene = self.scene
        atom = scene.atom_at.get(head)
        if atom is not None and not atom.bound:
            return self._of_atom(head)
        of = self._roles.opening(scene, head)
        role = of or self.role_at(head)
        if scene.entity[head] == "ORG" and self._inside_name(head):
            return None
        if role and self._words.has("government_nouns", role[1].phrase):
            return self._of_role(head, role[0], role[1], depth)
        organisation = self._organisation(head, role[1] if role else None)
        if organisation:
            return organisation
        if self._words.has("partitive", scene.low[head]) and (whole := self._partitive(head, depth)):
            return whole
        if of:
            return self._of_role(head, of[0], of[1], depth, _end_of(of))
        if role:
            return self._of_role(head, role[0], role[1], depth)
        return None

    def _of_atom(self, head: int) -> Phrase | None:
        scene = self.scene
        atom = scene.atom_at[head]
        known = atom.best
        if known.kind in ("person", "area", "other", "capital", "seat"):
            return None
        if known.kind in ("adjective", "demonym"):
            noun = scene.tag[head] in NOUNS or scene.dep[head] not in ("amod", "compound", "nmod")
            if not noun:
                return None
            first = self.left(head)
            if not known.code:
                plural = scene.tag[head] in ("NNS", "NNPS")
                entity = f"role::CVL:{slug(scene.stem[head])}"
                return Phrase(first, atom.last, head, "demonym", known.name, None, ("CVL",), entity) if plural else None
            counted = any(scene.tag[at] == "CD" or scene.low[at] in ("a", "an") for at in range(first, head))
            entity = f"role:{known.code}::national" if counted else f"state:{known.code}"
            return Phrase(first, atom.last, head, "demonym", known.name, known.code, (), entity)
        if known.kind == "group" and known.sectors[:1] and known.sectors[0] in _OFFICIAL:
            first = self.left(head)
            for at in range(first, atom.first):
                other = scene.atom_at.get(at)
                if other and not other.bound and other.of("state", "adjective") and other.best.code != known.code:
                    # The name alone is one country's ("Defense Department"), but the report says whose it is.
                    name = scene.words(first, atom.last)
                    entity = f"org:{slug(name)}"
                    return Phrase(first, atom.last, head, "name", name, other.best.code, known.sectors, entity)
        return Phrase(atom.first, atom.last, head, "name", known.name, known.code, known.sectors, known.entity)

    def organisation(self, last: int) -> Phrase | None:
        """The named organisation whose last word is at `last`, as in "Peru Ministry of Health official Ana Soto"."""
        scene = self.scene
        if scene.entity[last] != "ORG" or scene.entity[last + 1 : last + 2] == ["ORG"]:
            return None
        head = last
        while scene.entity[scene.head[head]] == "ORG" and scene.head[head] < head:
            head = scene.head[head]
        return self._organisation(head, None)

    def _inside_name(self, head: int) -> bool:
        """Whether a token of an organisation's name hangs on another token of it: "Health" of "Ministry of Health"."""
        scene = self.scene
        above = scene.head[head]
        if scene.dep[head] != "pobj" or not scene.tag[head].startswith("NNP"):
            return False
        return scene.entity[above] == "ORG" and scene.entity[scene.head[above]] == "ORG"

    def _organisation(self, head: int, role: RoleWord | None) -> Phrase | None:
        """A name the books lack but the tagger calls an organisation, with a country or a role word in it."""
        scene = self.scene
        if scene.entity[head] != "ORG" or not scene.tag[head].startswith("NNP") or scene.dep[head] == "compound":
            return None
        first, last = head, head + 1
        low, high = scene.bounds(head)
        while first > low and scene.entity[first - 1] == "ORG":
            first -= 1
        while last < high and scene.entity[last] == "ORG":
            last += 1
        if scene.tag[first] == "DT":
            first += 1
        if last - first < 2 or scene.low[last - 1] in ("'s", "'"):
            last -= scene.low[last - 1] in ("'s", "'")
            if last - first < 2:
                return None
        traits = Traits()
        found: list[str] = []
        for at in range(first, last):
            atom = scene.atom_at.get(at)
            if atom and not atom.bound:
                if atom.best.kind != "person":
                    traits.add(atom.best.code, atom.best.sectors if atom.best.kind in ("group", "body") else ())
            else:
                said = self.role_at(at)
                if said and said[1].sector and said[1].kind in ("body", "people", "thing"):
                    found.append(said[1].sector)
        begin = min(first, self.left(head))
        self._owners.gather(begin, first, head, traits, 0)
        if not found:
            found = [told for at in range(first, last) if (told := adjectives().get(scene.low[at]))][:1]
        part = next((at for at in range(first, last) if scene.tag[at] == "IN"), last)
        named = [at for at in range(begin, last) if at in scene.atom_at]
        if not found and (not named or named[0] > part):
            return None  # "Omsk in Siberia", "Economy of Peru": a place or a thing, whatever the tagger says
        if not found and (named or scene.bare) and (told := endings().get(scene.low[last - 1])):
            found = [told]
        name = scene.words(first, last)
        code = traits.codes[0] if traits.codes else None
        begin = begin if scene.tag[begin] != "DT" else first
        sectors = tuple(dict.fromkeys([*found, *traits.sectors]))
        official = code is None and sectors[:1] and sectors[0] in (*_OFFICIAL, "PTY")
        if official and (main := self._unsaid(head, sectors, scene.text[first:last])):
            # "The Supreme Court", said without a country, is the one of the country the report is about.
            entity = f"org:{main}:{slug(name)}"
            return Phrase(begin, last, head, "name", name, main, sectors, entity, role, own_code=False)
        return Phrase(begin, last, head, "name", name, code, sectors, f"org:{slug(name)}", role)

    def swallowed(self, token: int) -> bool:
        """Whether a noun belongs to a role phrase before it: "House" in "Speaker of the House"."""
        scene = self.scene
        for at in range(token - 1, max(token - 4, -1), -1):
            if scene.low[at] == "of":
                of = self._roles.opening(scene, at - 1) if at else None
                return of is not None and _end_of(of) > token
        return False

    def _of_role(self, head: int, role_first: int, role: RoleWord, depth: int, end: int = 0) -> Phrase | None:
        scene = self.scene
        first = min(self.left(head), role_first)
        traits = Traits()
        last = max(end, self._owners.gather(first, role_first, head, traits, depth))
        if role.kind == "thing" and not traits.codes:
            return None
        if self._words.has("only_plural", scene.low[head]) or (scene.stem[head] == "state" and not traits.codes):
            return None
        if role.words == ("head",) and not (traits.codes or traits.sectors or traits.lent):
            return None  # a part of the body
        code = traits.codes[0] if traits.codes else None
        sectors = self._sectors(role, traits, code)
        own = code is not None
        plural = scene.tag[head] in ("NNS", "NNPS")
        if traits.office_of_body and sectors == ("GOV",):
            sectors = ("UNK",)
        foreign = any(self._words.has("not_own", scene.low[at]) for at in range(first, head))
        if code is None and not foreign and (not sectors or sectors[0] in INHERITING) and role.kind != "thing":
            code = self._unsaid(head, sectors, scene.text[first:last])
        name = scene.words(first, last)
        if scene.low[first] in ("the", "a", "an") and first < head:
            name = scene.words(first + 1, last)
        elif code and first < head and self._words.has("possessives", scene.low[first]):
            name = f"{scene.words(first + 1, last)} of {state_name(code)}"  # "its forces" must not lose its state
        lemma = slug(role.phrase if end else " ".join((*role.words[:-1], scene.stem[head])))
        if code and sectors[:1] == ("GOV",) and self._words.has("government_nouns", role.phrase):
            return Phrase(
                first,
                last,
                head,
                "role",
                f"Government of {state_name(code)}",
                code,
                sectors,
                f"gov:{code}",
                role,
                (),
                own,
            )
        key = traits.owner or f"role:{code or ''}:{sectors[0] if sectors else ''}"
        if self._words.has("country_nouns", role.phrase):
            if not code or scene.low[first] not in ("the", "this", "that") or plural:
                return None
            return Phrase(first, last, head, "description", state_name(code), code, (), f"state:{code}", None)
        codes = tuple(traits.codes) if len(traits.codes) > 1 and self._joined(first, head) else ()
        kind: MentionKind = "collective" if codes else "role"
        return Phrase(
            first, last, head, kind, name, code, sectors, f"{key}:{lemma}", role, codes, own, traits.office_of_body
        )

    def _unsaid(self, head: int, sectors: tuple[str, ...], words: list[str]) -> str | None:
        """The country of an actor whose country no word beside it tells."""
        return inherit.country(self.scene, head, sectors) or inherit.usual(self.scene, self._roles, words)

    def _joined(self, first: int, head: int) -> bool:
        scene = self.scene
        plural = scene.tag[head] in ("NNS", "NNPS")
        return plural and any(scene.low[at] in ("and", "-", "–") for at in range(first, head))

    def _sectors(self, role: RoleWord, traits: Traits, code: str | None) -> tuple[str, ...]:
        base, given = self._told(role, code), list(traits.sectors)
        if base == "MED" and role.words[0] == "state":
            given = [base, "GOV", *given]  # a state's own outlet speaks for it
        armed = any(sector in _ARMED for sector in traits.lent) and base in ("MIL", "CVL", "UAF")
        if not base or armed:  # "her spokesman", "his men"; but "their government" is no band of protesters
            given += [sector for sector in traits.lent if sector not in given]
        if armed and base == "CVL":
            return tuple(given)
        if self._words.has("adversary", role.words[-1]) or self._words.has("adversary", role.phrase):
            return (base,) if base else ()
        if traits.former and (base in _OFFICIAL or not base) and role.kind in ("person", "title"):
            return ("ELI",)
        if any(sector in _ARMED for sector in given) and base in ("MIL", "GOV", "ELI", ""):
            return tuple(sector for sector in given if sector != "GOV")
        if base in ("", "GOV", "ELI", "UNK") and given:
            return tuple(dict.fromkeys([*given, *([base] if base not in ("", "UNK") else [])]))
        if base in ("OPP", "PTY") and (own := self._roles.sector_of(role.words[-1])):
            given = [own, *given]
        found = tuple(dict.fromkeys([base, *given] if base else given))
        if len(found) > 1:
            found = tuple(sector for sector in found if sector != "UNK")
        if not found and code and traits.owner:
            return ()
        if not found and role.kind in ("person", "people", "title"):
            office = role.words[-1] in ("leader", "leadership", "official", "counterpart") or offices_like(role.phrase)
            return ("GOV",) if code and office else ("UNK",)
        return found

    def _told(self, role: RoleWord, code: str | None) -> str:
        """The sector a role tells; a "chief executive" governs where the head of government is so called."""
        if role.sector == "BUS" and code and any(word in role.phrase for word in ("executive", "chief")):
            day = self.scene.day
            held = (*offices().holders(code, "head_of_government", day), *offices().holders(code, "governor", day))
            if any(office.title.lower() == role.phrase for office in held):
                return "GOV"
        return role.sector

    def _partitive(self, head: int, depth: int) -> Phrase | None:
        """ "Dozens of students": the students, from the first word on."""
        scene = self.scene
        of = next((kid for kid in scene.kids[head] if scene.low[kid] == "of" and kid > head), None)
        target = scene.child(of, "pobj") if of is not None else None
        if of is None or target is None:
            return None
        phrase = self.at(target, depth + 1)
        if phrase is None or phrase.entity.startswith("state:"):
            return None
        if phrase.role and self._words.has("counted_harm", phrase.role.words[-1]):
            return None
        first = self.left(head)
        code, _, _ = self.whose(first, head) if phrase.code is None or not phrase.own_code else (None, 0, ())
        code = code or phrase.code
        if phrase.entity.startswith("role:") and code != phrase.code:
            return replace(
                phrase, first=first, head=head, name=scene.words(first, phrase.last), code=code, own_code=True
            )
        entity = phrase.entity
        kind: MentionKind = phrase.kind if phrase.kind != "name" else "role"
        if phrase.kind == "name":
            entity = f"{phrase.entity}:{scene.stem[head]}"
        return Phrase(
            first,
            phrase.last,
            head,
            kind,
            scene.words(first, phrase.last),
            code,
            phrase.sectors,
            entity,
            phrase.role,
        )


def _end_of(of: tuple[int, RoleWord]) -> int:
    return of[0] + len(of[1].words)
