"""Who a noun names: the mention behind it, whose a thing is, and whether it can act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import msgspec

from dragoman.who import Cast, Mention

from .lexicon import Lexicon
from .syntax import MODIFIERS, RELATIVES, Syntax

BORDERS = frozenset({"border", "frontier"})
_NOMINALS = ("NOUN", "PROPN")
_NO_ACTOR = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_EXPLETIVE = frozenset(
    {
        "it",
        "there",
        "this",
        "that",
        "these",
        "those",
        "what",
        "which",
        "who",
        "one",
        "everything",
        "something",
        "anything",
        "nothing",
        "such",
        "so",
        "here",
    }
)
_HARMED = frozenset({"nsubjpass", "dobj", "nsubj", "ROOT"})  # where a bare number stands for people: "nine were killed"
_PERSONAL = frozenset({"he", "she", "they", "we", "i", "him", "her", "them", "us", "me"})
_KNOWN = frozenset({"name", "role", "demonym", "seat", "description", "collective", "pronoun"})
_NO_WORD = frozenset({"-", "–", "anti", "pro", "non", "self", "co", "ex"})  # parts of hyphenated words
_MONEY = frozenset({"$", "€", "£", "dollar", "pound", "franc", "peso", "shilling"})
_BEHIND = frozenset({"of", "by", "from", "against", "on", "between", "with", "to", "over", "for"})


class Parties:
    """The actors that the nouns of one report name."""

    def __init__(self, syntax: Syntax, cast: Cast, lexicon: Lexicon, country_at: Callable[[int], str | None]) -> None:
        self.syntax, self.cast, self.country_at = syntax, cast, country_at
        self._abstract = lexicon.classes["abstract"]
        self._bodies = lexicon.classes["bodies"]
        self._beings = lexicon.beings
        self._endings = tuple(sorted(lexicon.classes["abstract_ending"]))
        self._things = lexicon.classes["inanimate"]
        self._parties: dict[int, Mention | None] = {}
        self._entity = [token.ent_type_ for token in syntax.doc]

    def party(self, i: int) -> Mention | None:
        """The actor that a noun names, or None when it can be none: a date, a sum, a thing done, an empty pronoun."""
        if i not in self._parties:
            self._parties[i] = self._party(i)
        return self._parties[i]

    def _party(self, i: int) -> Mention | None:
        s = self.syntax
        pos = s.pos[i]
        known = self.cast.at(i)
        if self._is_condition(i) or s.lower[i] in _NO_WORD:
            return None
        if known is not None and known.kind in _KNOWN and (known.head == i or known.first <= i < known.last):
            return self._placed(known, i) if known.kind == "role" else known
        if pos not in (*_NOMINALS, "PRON", "NUM", "ADJ", "X"):
            return None
        if pos == "PRON" and s.lower[i] in _PERSONAL:
            return self.cast.of(s.doc[i])
        if s.lower[i] == "it" and s.dep[i] == "nsubjpass":
            return self._meant_by_it(i)
        if s.lower[i] == "it" and s.dep[i] == "nsubj":
            return self._speaking(i, s.head[i])
        if s.lower[i] == "it" and s.dep[i] in ("dobj", "pobj", "dative"):
            return self._speaking(i, s.clause(i))
        if pos == "PRON" or s.lower[i] in RELATIVES or s.lower[i] in _EXPLETIVE:
            return None
        if self._entity[i] in _NO_ACTOR or (pos == "NUM" and not s.kids[i] and s.dep[i] not in _HARMED):
            return None
        if pos in ("NOUN", "ADJ") and self.is_abstract(i):
            return None
        return self._placed(self.cast.of(s.doc[i]), i)

    def _speaking(self, i: int, verb: int) -> Mention | None:
        """Who says of itself what "it" does or suffers: the body that is the subject of the verb of speech above."""
        s = self.syntax
        if s.dep[verb] != "ccomp" or s.pos[s.head[verb]] != "VERB":
            return None
        for at in s.subjects(s.head[verb]):
            mention = self.named(at)
            if mention is None or mention.actor.entity.startswith("person:"):
                continue
            if mention.kind == "name" or s.lemma[at] in self._bodies:
                return mention
        return None

    def _meant_by_it(self, i: int) -> Mention | None:
        """What befell "it": the nearest thing named before it in the sentence, where the cast knows no other."""
        s = self.syntax
        for at in range(i - 1, max(-1, i - 25), -1):
            if s.tag[at] in ("NN", "NNP") and s.dep[at] in ("dobj", "nsubj", "nsubjpass", "attr"):
                if self._entity[at] in _NO_ACTOR or (s.pos[at] == "NOUN" and self.is_abstract(at)):
                    continue
                return self.party(at)
            if s.doc[at].is_sent_start:
                break
        return None

    def _placed(self, mention: Mention, i: int) -> Mention:
        """A noun phrase that is a located place stands for its country: the host of a visit, whose land is taken."""
        if mention.actor.code:
            return mention
        code, entity = self.country_at(i), mention.actor.entity
        if code:
            entity = f"state:{code}"
        else:
            around = (
                self.country_at(at) for prep, _, at in self.syntax.prepositions(i) if prep in ("in", "near", "of")
            )
            code = next(filter(None, around), None)
        return (
            replace(mention, actor=msgspec.structs.replace(mention.actor, code=code, entity=entity))
            if code
            else mention
        )

    def is_abstract(self, i: int) -> bool:
        """Whether a common noun names an act, a state or a measure, by list or by its ending."""
        lemma = self.syntax.lemma[i]
        return lemma in self._abstract or (
            lemma.endswith(self._endings) and lemma not in self._beings and len(lemma) > 5
        )

    def can_act(self, mention: Mention) -> bool:
        """Whether a mention is somebody: named, in a known role, of a known country, or a word for people."""
        head = mention.head
        if mention.kind != "nominal" or mention.actor.code or self.syntax.pos[head] in ("PROPN", "PRON"):
            return True
        if self.syntax.lemma[head] in self._beings:
            return True
        text = self.syntax.doc[head].text
        return len(text) > 1 and text.isupper()  # an acronym that the tagger took for a common noun

    def parties(self, nouns: Iterable[int], *, placed: bool = True) -> list[Mention]:
        """The actors that these nouns name; where a noun is a thing done or said, whose it is.

        Without `placed` the place that such a thing is in does not stand for anybody ("negotiations in X").
        """
        found: list[Mention] = []
        for noun in nouns:
            mention = self.party(noun)
            if mention is None or (mention.kind == "nominal" and self.syntax.lemma[noun] in self._things):
                behind = self.behind(noun, placed=placed)
                if behind:
                    extend(found, behind)
                    continue
            if mention is not None:
                extend(found, [mention, *self._beside(mention, noun), *self._partners(noun)])
        return found

    def _beside(self, mention: Mention, noun: int) -> list[Mention]:
        """Who is joined to a name by its own head, where the parser hung the name on its first word."""
        if mention.kind != "name" or mention.head == noun or self.syntax.head[mention.head] != noun:
            return []
        return [m for at in self.syntax.group(mention.head)[1:] if (m := self.named(at))]

    def _partners(self, noun: int) -> list[Mention]:
        """The others behind a plural: "the ministers of X and Y" are those of X and those of Y."""
        s = self.syntax
        if s.tag[noun] not in ("NNS", "NNPS"):
            return []
        for prep, _, inner in s.prepositions(noun):
            if prep in ("of", "from"):
                return [m for at in s.group(inner)[1:] if (m := self.named(at)) and m.actor.code]
        return []

    def behind(self, noun: int, *, placed: bool = True) -> list[Mention]:
        """Whose a thing is: its possessor, its maker, the people named in it, the place it is in."""
        s = self.syntax
        found: list[Mention] = []
        if s.lemma[noun] in BORDERS:
            found = [m for prep, _, at in s.prepositions(noun) if prep == "with" and (m := self.named(at))]
            if found:
                return found
        for kid in s.kids[noun]:
            if s.dep[kid] in MODIFIERS:
                for at in s.group(kid):
                    mention = self.named(at)
                    if mention:
                        extend(found, [mention])
        if found:
            return found
        for prep, _, inner in s.prepositions(noun):
            if prep in _BEHIND or (placed and prep == "in"):
                mentions = [m for at in s.group(inner) if (m := self.party(at))]
                if mentions:
                    return mentions
                if s.lemma[inner] in self._abstract and (deeper := self.behind(inner, placed=placed)):
                    return deeper
        if s.pos[noun] == "NOUN" and (maker := [m for at in s.maker(noun) if (m := self.named(at))]):
            return maker
        for kid in s.kids[noun]:
            if s.dep[kid] in ("acl", "relcl"):
                told = [verb for verb in s.children(kid, "ccomp") if s.is_verbal(verb)] if s.dep[kid] == "relcl" else []
                verb = told[0] if told else kid  # "rockets that the police said had been fired by X"
                agents = [m for at in s.agents(verb) if at != noun and (m := self.named(at))]
                agents = agents or [
                    m
                    for prep, _, at in s.prepositions(verb)
                    if prep in ("by", "in", "from") and (m := self.named(at) or self.party(at)) and m.actor.code
                ]
                if agents:
                    return agents
        return []

    def named(self, i: int) -> Mention | None:
        """The mention at a token if the report knows it as an actor, not any noun phrase."""
        mention = self.cast.at(i)
        if mention is None or mention.kind not in _KNOWN or self._is_money(mention) or self._is_condition(mention.head):
            return None
        return mention

    def _is_condition(self, noun: int) -> bool:
        """Whether "state" is how things stand and nobody: "a state of emergency"."""
        s = self.syntax
        return s.tag[noun] == "NN" and s.lower[noun : noun + 2] == ["state", "of"]

    def _is_money(self, mention: Mention) -> bool:
        """Whether a country's name only says whose money a sum is in: "US dollars", "US$5 million"."""
        s, last = self.syntax, mention.last
        return last < len(s) and (s.lower[last] in _MONEY or s.lemma[last] in _MONEY)


def extend(found: list[Mention], more: Iterable[Mention]) -> None:
    """Add the mentions that are not there yet."""
    for mention in more:
        if all(mention.actor.start != m.actor.start for m in found):
            found.append(mention)
