"""Names of which the words say that they were attacked: "shelled X", "X was bombed", "the raid on X", "killed at X".

"X came under fire", "shells fell on X", "X, where nine were killed" and "the battle for X" say so as well.

The entity recogniser takes most towns that it has never seen for persons or organisations. Whoever shells or raids
something that bears one name, and no known group's, has shelled or raided a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.codebooks import groups

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .contexts import Contexts

_OBJECTS = frozenset({"dobj", "nsubjpass"})
_ONTO = frozenset({"on", "upon", "against", "of"})
_BREAKS = frozenset({",", ";", ":", "(", ")", "."})
_BACK = 8  # tokens between an attack and what it was on: "the attack on Monday night on X"
_LONGEST = 3  # capitalised words of a name that only its attack shows to be a place
_LISTED = 5  # and of one that the gazetteer has
_AT = frozenset({"at", "off"})
_FIRED = frozenset({"at", "on", "upon", "into"})
_CONTESTED = frozenset({"fighting", "battle", "fight"})
_GOVERNED = frozenset({"pobj", "pcomp"})
_COME = frozenset({"come", "be"})
_ROUNDS = frozenset({"shells", "rounds", "projectiles", "munitions", "rockets", "missiles"})


def is_struck(doc: Doc, first: int, last: int, words: Contexts, *, listed: bool = False) -> bool:
    """Whether tokens [first, last) name what was attacked, or where somebody was, and that is ground.

    Only ground is shelled or raided; what is attacked, hit or fired at may be a person as well, and is ground where its
    sentence tells of arms or of the dead. `listed`: the gazetteer has a place of the name.
    """
    capitals = sum(token.text[0].isupper() for token in doc[first:last])
    if capitals > (_LISTED if listed else _LONGEST) or doc[first].text.isupper():
        return False
    if any(token.pos_ == "NOUN" or token.tag_ == "NNPS" for token in doc[first:last]):
        return False  # "Soldiers were ambushed"
    how = max(
        _by_verb(doc, first, last, words),
        _by_noun(doc, first, words),
        _by_preposition(doc, first, words),
        _under_fire(doc, first, last, words),
        int(_is_where(doc, last)),
    )
    if how == 0 or (how == 1 and not is_armed(doc, first, words)):
        return False
    return not groups().by_name(doc[first:last].text)


def _by_verb(doc: Doc, first: int, last: int, words: Contexts) -> int:
    for index in range(first, last):
        token = doc[index]
        if token.dep_ in _OBJECTS and not first <= token.head.i < last:
            lemma = token.head.lemma_.lower()
            return 2 if lemma in words.takings else int(lemma in words.strikings)
    return 0


def _by_noun(doc: Doc, first: int, words: Contexts) -> int:
    """The noun of an attack before "on X" or "of X", over what tells when it was."""
    if first < 2 or doc[first].is_sent_start:
        return 0
    preposition = doc[first - 1].lower_
    if preposition not in _ONTO:
        return 0
    for index in range(first - 2, max(-1, first - 2 - _BACK), -1):
        token = doc[index]
        if token.lower_ in _BREAKS or token.pos_ in ("VERB", "AUX"):
            return 0
        if token.lower_ in words.shellings:
            return 2
        if token.lower_ in words.assaults:
            return 0 if preposition == "of" else 1
        if token.is_sent_start:
            return 0
    return 0


def _by_preposition(doc: Doc, first: int, words: Contexts) -> int:
    """Whether what is fired governs "at X" or "on X", or what is done and suffered with arms "at X" or "off X"."""
    if first < 2 or doc[first].is_sent_start:
        return 0
    preposition = doc[first - 1]
    above = preposition.head
    lemma = above.lemma_.lower()
    fallen = preposition.lower_ in _FIRED and lemma in words.landings and _is_weapon(above, words)
    if fallen or (preposition.lower_ == "into" and lemma in words.entries):
        return 1
    if preposition.lower_ == "for" and lemma in _CONTESTED and any(t.lower_ == "the" for t in above.children):
        return 1
    if preposition.lower_ in _FIRED and lemma in words.shootings:
        person = doc[first].ent_type_ == "PERSON" and doc[first].ent_iob_ == "B" and doc[first + 1].ent_iob_ == "I"
        return int(above.pos_ == "VERB" and not person)  # "shot at Jane Smith"
    return int(preposition.lower_ in _AT and (lemma in words.befallings or above.lower_ in words.befallings))


def _is_weapon(verb: Token, words: Contexts) -> bool:
    """Whether the subject of a verb is a weapon or one's load: "shells fell on X"."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    return any(token.lemma_.lower() in words.arms or token.lower_ in _ROUNDS for token in subjects)


def _under_fire(doc: Doc, first: int, last: int, words: Contexts) -> int:
    """Whether tokens [first, last) "came under fire" or "under bombardment"."""
    for token in doc[first:last]:
        if token.dep_ != "nsubj" or token.head.lemma_.lower() not in _COME:
            continue
        for child in token.head.children:
            below = (
                [noun.lower_ for noun in child.children if noun.dep_ in _GOVERNED] if child.lower_ == "under" else []
            )
            if any(noun in words.shellings or noun in words.assaults for noun in below):
                return 2
    return 0


def _is_where(doc: Doc, last: int) -> bool:
    """Whether "where" goes on right behind a name: "X, where nine people were killed"."""
    after = [token.lower_ for token in doc[last : last + 2]]
    return after[:1] == ["where"] or after == [",", "where"]


def is_armed(doc: Doc, index: int, words: Contexts) -> bool:
    """Whether the sentence of a token tells of arms, of the dead or of whoever bears arms."""
    sentence = doc[index].sent
    return any(token.lower_ in words.arms or token.lemma_ in words.arms for token in sentence[:100])
