"""Capitals and seats of government: when "Moscow" decides, and when it is only where something happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .scene import NOUNS
from .tables import manners

if TYPE_CHECKING:
    from .scene import Atom, Scene

_WHOLE = 3  # words; a report or line so short that holds a capital speaks of the government


def acts(scene: Scene, atom: Atom) -> bool:
    """Whether the capital or seat on an atom stands for its government.

    Yes as the subject or agent of a verb that is not about a place, as the possessor of a decision or a delegation,
    beside another party ("talks between Moscow and Kyiv"), as what is accused, told or urged; no after "in", "at",
    "from", "near", "to", and as a part of a place's name.
    """
    head = atom.last - 1
    seen = 0
    while scene.dep[head] in ("conj", "appos") and seen < 8:
        head, seen = scene.head[head], seen + 1
        if head in scene.atom_at and scene.atom_at[head].of("state", "group", "body"):
            return not _after_place_word(scene, head)
    words = manners()
    if scene.low[atom.last : atom.last + 1] and scene.low[atom.last] in (":", "-", "--", "–", "—", "("):
        return False  # a dateline, or half of a pair of places
    if atom.first and words.has("place_heads", scene.low[atom.first - 1]):
        return False
    dep = scene.dep[head]
    verb = scene.head[head]
    if dep == "nsubj":
        return not words.has("place_subject_verbs", scene.reading.doc[verb].lemma_.lower())
    if dep == "nsubjpass":
        return words.has("saying", scene.reading.doc[verb].lemma_.lower()) or words.has(
            "address_verbs", scene.reading.doc[verb].lemma_.lower()
        )
    if dep == "poss":
        return not words.has("place_nouns", scene.stem[verb])
    if dep in ("dobj", "dative"):
        return words.has("address_verbs", scene.reading.doc[verb].lemma_.lower())
    if dep == "pobj":
        return _beside(scene, verb)
    if dep in ("ROOT", "dep"):
        low, high = scene.bounds(head)
        return high - low <= _WHOLE
    return False


def _beside(scene: Scene, preposition: int) -> bool:
    """Whether a preposition makes a party of what follows: "with", and after some nouns "of", "for", "on"."""
    words = manners()
    word, above = scene.low[preposition], scene.head[preposition]
    noun = scene.tag[above] in NOUNS
    if noun and words.has("place_nouns", scene.stem[above]):
        return False
    if word == "for":
        return noun
    if word == "of":
        return noun and words.has("decision_nouns", scene.stem[above])
    if word == "on":
        return noun and scene.stem[above] in ("sanction", "pressure", "tariff", "embargo")
    return words.has("party_prepositions", word)


def _after_place_word(scene: Scene, head: int) -> bool:
    return scene.dep[head] == "pobj" and not _beside(scene, scene.head[head])
