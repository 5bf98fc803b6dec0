"""What in a statement places its speaker: the reporting word, then words and constructions of the content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .draft import Draft, Page
from .leanings import OPPOSITE, Evidence, Leanings, Weighted
from .moves import duty, move
from .sides import FIRST_PERSON, Side
from .speakers import subject
from .stance_syntax import denied, topic_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWN = frozenset({"willing", "unwilling", "demand", "concede"})
"""Labels that a word of the content gives only when the speaker's side is its subject."""
_WISHES = frozenset({"want", "ask", "beg", "plead"})
_NOBODY = frozenset({"nobody", "nothing", "none"})
_LINKS = frozenset({"acomp", "attr", "oprd", "prep"})
_HEDGED, _INTENSE = -0.15, 0.15
_DUTY_WORDS = frozenset({"responsible", "responsibility"})
_BEARING = frozenset({"bear", "lie", "carry", "share", "rest", "fall"})
_GAP = 2  # words that "~" in a phrase may stand for


def from_cue(page: Page, draft: Draft, side: Side, words: Leanings) -> Iterator[Evidence]:
    """What the reporting word says by itself: "blamed", "voiced doubts about"."""
    doc = page.doc
    if draft.quoted:
        return
    negated = denied(doc[draft.head], words)
    first = doc[draft.content[0][0]]
    infinitive = first.tag_ == "TO"
    about_topic = any(topic_of(doc[i], words) is not None for start, end in draft.content for i in range(start, end))
    following = doc[draft.cue[-1]].lower_ if len(draft.cue) > 1 else ""
    for index in draft.cue:
        lemma = doc[index].lemma_.lower()
        known = words.cue.get(f"{lemma}_{following}") or words.cue.get(lemma)
        if known is None and infinitive and (told := _addressee(doc[index], words, side)) is not None and not negated:
            yield Evidence("demand", 0.6, index, told)  # "called on them to leave"
            continue
        if known is None or (lemma in words.only_infinitive and not infinitive and not about_topic):
            continue
        if lemma in _WISHES and infinitive:
            continue  # "wants to talk" asks nothing of others
        if draft.sense == "speech" and lemma in words.only_object and first.lower_ in {"that", "whether", "if"}:
            continue
        yield from _turned(known, negated, index, _force(doc[draft.head], words))


def _addressee(verb: Token, words: Leanings, side: Side) -> str | None:
    """Whom a demand is put to that stands between its verb and what is demanded ("called on them to leave")."""
    for child in verb.rights:
        known = words.cue.get(f"{verb.lemma_.lower()}_{child.lower_}") if child.dep_ == "prep" else None
        if known is not None and known[0] == "demand":
            mention = next((other for noun in child.children if (other := side.other(noun)) is not None), None)
            return mention.actor.name if mention is not None else None
    return None


def from_words(content: Sequence[Token], side: Side, words: Leanings) -> Iterator[Evidence]:
    """What the words of the content say, in text order; a phrase comes before the words in it."""
    lemmas = [token.lemma_.lower() for token in content]
    conditional = next((token for token, lemma in zip(content, lemmas, strict=True) if lemma in words.conditions), None)
    hoped, beyond = False, 0
    for at, (token, lemma) in enumerate(zip(content, lemmas, strict=True)):
        if at < beyond:
            continue
        matched = _phrase(content, lemmas, at, words)
        if matched is not None:
            weighted, end = matched
            held = weighted[0] in _OWN or weighted[0] in {"support", "oppose"}
            if not held or _own_holder(token, side, words):
                no = lemma == "no" or denied(token, words, range(token.i, content[end - 1].i + 1))
                yield from _turned(weighted, no and lemma != "no", token.i, _force(token, words))
                beyond = end
                continue
        for found in _from_word(token, lemma, conditional, side, words):
            hoped = hoped or (conditional is not None and found.label == "pessimistic")
            yield found
    if conditional is None:
        return
    yield from (Evidence("willing", 0.4, token.i) for token in content if _joins(token, words))
    if not hoped and conditional.lower_ in {"unless", "without"}:
        for token in content:
            if token.pos_ == "VERB" and any(c.dep_ == "neg" or c.lower_ in _NOBODY for c in token.lefts):
                yield Evidence("pessimistic", 0.6, conditional.i)  # "nothing will be signed unless ..."
                return


def _from_word(token: Token, lemma: str, conditional: Token | None, side: Side, words: Leanings) -> Iterator[Evidence]:
    if lemma in words.turned and (weighed := _weighed(token, words)) is not None:
        yield Evidence(*weighed, token.i)
        return
    if token.pos_ in {"VERB", "AUX", "ADP"}:
        yield from move(token, lemma, side, words)
        yield from duty(token, lemma, side, words)
    if token.lower_ in {"against", "for"} and token.head.lemma_ == "be" and _own_holder(token, side, words):
        if token.lower_ == "against" or any(topic_of(child, words) for child in token.rights):
            yield from _turned(
                ("oppose" if token.lower_ == "against" else "support", 0.6), denied(token, words), token.i
            )
        return
    if lemma in words.held and not _own_holder(token, side, words):
        return
    known = (
        _deed(token, lemma, words) if lemma in words.deeds else words.word.get(lemma) or words.word.get(token.lower_)
    )
    if known is None:
        known = _predicate(token, lemma, words)
    if known is None or (known[0] == "support" and token.pos_ in {"ADV", "ADP"}):
        return
    label, strength = known
    if label in {"blame", "concede"}:
        yield from _fault(token, known, side, words)
        return
    if _another_holds(token, label, side):
        return
    hinges = conditional is not None and conditional != token and conditional.lower_ != "until"
    if label == "optimistic" and hinges and lemma not in words.reached:
        yield Evidence("pessimistic", strength - 0.1, token.i)
        return
    yield from _turned(known, denied(token, words), token.i, _force(token, words))


def _weighed(noun: Token, words: Leanings) -> Weighted | None:
    """ "Little progress", "no chance", "hopes were fading", "high hopes": a noun of expectation and its measure."""
    measures = [child.lemma_.lower() for child in noun.lefts if child.dep_ in {"amod", "det", "neg"}]
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        measures.append(noun.head.lemma_.lower())
        measures += [child.lemma_.lower() for child in noun.head.rights if child.dep_ in {"acomp", "attr", "advmod"}]
    if any(measure in words.down for measure in measures):
        return "pessimistic", 0.6
    if any(measure in words.up for measure in measures):
        return ("pessimistic", 0.5) if denied(noun, words) else ("optimistic", 0.6)
    return None


def _phrase(content: Sequence[Token], lemmas: list[str], at: int, words: Leanings) -> tuple[Weighted, int] | None:
    for start in dict.fromkeys((lemmas[at], content[at].lower_)):
        for rest, weighted in words.phrases.get(start, ()):
            end = _reach(content, lemmas, at + 1, rest)
            if end is not None:
                return weighted, end
    return None


def _reach(content: Sequence[Token], lemmas: list[str], at: int, rest: tuple[str, ...]) -> int | None:
    gap = 0
    for word in rest:
        if word == "~":
            gap = _GAP
            continue
        last = min(len(content), at + gap + 1)
        found = next((i for i in range(at, last) if word in (lemmas[i], content[i].lower_)), None)
        if found is None:
            return None
        at, gap = found + 1, 0
    return at


def _predicate(token: Token, lemma: str, words: Leanings) -> Weighted | None:
    """A word that says something of a topic: "a deal is close", "the accord was a good deal"."""
    if token.dep_ in {"nsubjpass", "dobj", "nsubj"}:
        return None
    known = words.predicates.get(lemma)
    reached = lemma in words.reached and token.pos_ == "VERB"
    if known is None and not reached:
        return None
    at = token
    if at.dep_ == "amod" and at.head.dep_ == "attr":
        at = at.head
    if at.dep_ in _LINKS:
        at = at.head
    subjects = {"dobj"} if token.dep_ == "oprd" else {"nsubj", "nsubjpass"}  # "called the accord fair"
    about = next((child for child in at.children if child.dep_ in subjects), None)
    if reached:
        modal = any(child.dep_ == "aux" and child.lower_ in {"can", "could", "may"} for child in token.lefts)
        return ("optimistic", 0.4) if modal and about is not None and topic_of(about, words) else None
    if known is not None and token.lemma_ in {"near", "approach"} and token.pos_ == "VERB":
        return known if any(child.dep_ == "dobj" and topic_of(child, words) for child in token.rights) else None
    return known if about is not None and topic_of(about, words) is not None else None


def _deed(token: Token, lemma: str, words: Leanings) -> Weighted | None:
    """Blame for a deed: the verb alone ("violated"), or with what it was done to ("started the war")."""
    objects = words.deeds[lemma]
    if token.pos_ != "VERB":
        return None
    done_to = [child for child in token.children if child.dep_ in {"dobj", "nsubjpass"}]
    done_to += [other for child in done_to for other in child.rights if other.dep_ == "conj"]
    return ("blame", 0.6) if not objects or any(child.lemma_.lower() in objects for child in done_to) else None


def _fault(token: Token, known: Weighted, side: Side, words: Leanings) -> Iterator[Evidence]:
    """Whose fault: another's is blamed on them, one's own is conceded; nothing when the fault is denied."""
    label, strength = known
    if denied(token, words):
        return
    if known[0] == "blame" and token.lemma_ in _DUTY_WORDS and not _is_held_for(token):
        return
    at = token.head if token.dep_ in _LINKS or token.dep_ == "dobj" else token
    doer = subject(at)
    strength += _force(token, words)
    if token.pos_ == "NOUN" and doer is not None and side.other(doer) is None:
        of = next(
            (c for p in token.rights if p.lower_ in {"of", "by", "with"} for c in p.children if side.other(c)),
            None,
        )
        doer = of or doer
    mention = side.other(doer) if doer is not None else None
    if label == "concede":
        if doer is not None and side.owns(doer):
            yield Evidence("concede", strength, token.i)
    elif mention is not None:
        yield Evidence("blame", strength, token.i, mention.actor.name)
    elif doer is not None and side.owns(doer):
        if token.pos_ == "VERB" and token.tag_ != "VBG" and doer.lower_ not in {"it", "they"}:
            yield Evidence("concede", strength - 0.1, token.i)
    else:
        yield Evidence("blame", strength, token.i)


def _is_held_for(token: Token) -> bool:
    """Whether "responsible" or "responsibility" is for something done, and not a virtue or a task."""
    if token.dep_ == "amod":
        return False
    return token.head.lemma_ in _BEARING or any(child.lower_ in {"for", "of"} for child in token.rights)


def _own_holder(token: Token, side: Side, words: Leanings) -> bool:
    """Whether the speaker's side is the subject of the clause a word stands in, or the clause has nobody as subject."""
    at = token
    while at.pos_ not in {"VERB", "AUX"} and at.head != at:
        at = at.head
    holder = subject(at)
    return holder is None or holder.pos_ == "VERB" or side.owns(holder) or topic_of(holder, words) is not None


def _another_holds(token: Token, label: str, side: Side) -> bool:
    """Whether somebody else than the speaker is said to be willing, to demand, to support or to oppose."""
    if token.dep_ in {"aux", "amod"}:
        return False
    judges = label in {"support", "oppose"}
    if judges and token.pos_ == "NOUN" and token.dep_ not in _LINKS:
        owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
        holder = owner or subject(token.head)
        return holder is None or not side.owns(holder)
    if label not in _OWN and not (judges and token.pos_ == "VERB"):
        return False
    holder = subject(token.head if token.dep_ in {"acomp", "attr"} else token)
    return holder is not None and not side.owns(holder)


def _joins(token: Token, words: Leanings) -> bool:
    """Whether the speakers make their own coming to talks a condition ("not unless she and I meet")."""
    if token.pos_ != "VERB" or words.topics.get(token.lemma_.lower()) != "talks":
        return False
    own = [child for child in token.lefts if child.dep_ == "nsubj"]
    own += [other for child in own for other in child.rights if other.dep_ == "conj"]
    negated = any(child.dep_ == "neg" for child in token.lefts)
    return any(child.lower_ in FIRST_PERSON for child in own) and not negated


def _turned(known: Weighted, negated: bool, index: int, force: float = 0.0) -> Iterator[Evidence]:
    label, strength = known
    if not negated:
        yield Evidence(label, strength + force, index)
    elif label in OPPOSITE:
        yield Evidence(OPPOSITE[label], strength + force - 0.1, index)


def _force(token: Token, words: Leanings) -> float:
    near = [
        *token.lefts,
        *token.rights,
        *(token.head.lefts if token.dep_ in {"acomp", "attr", "dobj"} else ()),
    ]
    force = 0.0
    if any(other.lower_ in words.intensifiers for other in near):
        force += _INTENSE
    if any(other.lower_ in words.hedges for other in near):
        force += _HEDGED
    return force
