"""Where a statement places its speaker: rules over the cue, its content and who is named there.

Labels come from `data/stance.toml`. Negation turns a label round or drops it; what another actor wants or may do is
not the speaker's stance; where nothing speaks, the answer is neutral, never a guess.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dragoman.records import Actor, Stance, StanceLabel
from dragoman.who.cast import Cast, Mention

from .draft import Draft, Page
from .speakers import subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPPOSITE: dict[str, StanceLabel] = {
    "support": "oppose",
    "oppose": "support",
    "optimistic": "pessimistic",
    "pessimistic": "optimistic",
    "willing": "unwilling",
    "unwilling": "willing",
}
_ABOUT_OTHERS = frozenset({"blame", "support", "oppose", "demand"})
"""Labels that look for an actor first; the others look for a topic first."""
_OWN = frozenset({"willing", "unwilling", "demand", "concede"})
"""Labels that a word of the content gives only when the speaker is its subject."""
_DOUBTING = frozenset({"question", "doubt", "distrust", "mistrust"})
"""Cues whose doubt is about somebody when the content names somebody."""
_WISHES = frozenset({"want", "ask", "beg", "plead"})
_NOBODY = frozenset({"nobody", "nothing", "none"})
_FIRST_PERSON = frozenset({"i", "we"})
_HEDGED, _INTENSE, _REMOTE = -0.15, 0.15, 5
_MAIN, _SHARE = 3, 150  # mentions, and one in so many tokens, that make a topic the report's main one
_PLAIN = 0.5  # strength from which a doubt or hope that names no topic counts toward the main one
_NEAR = 12  # tokens between a word of judgement and the actor it is about
_CLIMB = 8
_CIRCUMSTANCES = frozenset({"in", "at", "throughout", "across", "during", "after", "before", "within", "near", "for"})
_CLOSE = 0.15  # a difference in strength too small to choose between a label and its opposite
_MAX_STANCES = 3


@dataclass(frozen=True)
class _Lexicon:
    cue: dict[str, tuple[StanceLabel, float]]
    word: dict[str, tuple[StanceLabel, float]]
    topics: dict[str, str]
    only_object: frozenset[str]
    only_infinitive: frozenset[str]
    down: frozenset[str]
    up: frozenset[str]
    turned: frozenset[str]
    conditions: frozenset[str]
    intensifiers: frozenset[str]
    hedges: frozenset[str]
    negations: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    table: dict[str, Any] = tomllib.loads(files(__package__).joinpath("data/stance.toml").read_text(encoding="utf-8"))
    bands = table["strength"]

    def labels(group: dict[StanceLabel, dict[str, list[str]]]) -> dict[str, tuple[StanceLabel, float]]:
        return {
            lemma: (label, float(bands[band]))
            for label, by_band in group.items()
            for band, lemmas in by_band.items()
            for lemma in lemmas
        }

    return _Lexicon(
        cue=labels(table["cue"]),
        word=labels(table["word"]),
        topics={lemma: topic for topic, lemmas in table["topics"].items() for lemma in lemmas},
        only_object=frozenset(table["only_with"]["object"]),
        only_infinitive=frozenset(table["only_with"]["infinitive"]),
        down=frozenset(table["turn"]["down"]),
        up=frozenset(table["turn"]["up"]),
        turned=frozenset(table["turn"]["nouns"]),
        conditions=frozenset(table["condition"]["words"]),
        intensifiers=frozenset(bands["intensifiers"]),
        hedges=frozenset(bands["hedges"]),
        negations=frozenset(bands["negations"]),
    )


def main_topic(page: Page) -> str | None:
    """What a report is mostly about, among the topics a stance can be toward; None when it names none."""
    if not len(page.doc):
        return None
    topics = _topic_hashes()
    counts = Counter(topics[lemma] for lemma in page.doc.to_array(["LEMMA"]).tolist() if lemma in topics)
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] >= max(_MAIN, len(page.doc) // _SHARE) else None


@cache
def _topic_hashes() -> dict[int, str]:
    from spacy.strings import get_string_id

    return {get_string_id(lemma): topic for lemma, topic in _lexicon().topics.items() if topic != "proposal"}


def stances(page: Page, draft: Draft, speaker: Mention | None, cast: Cast, topic: str | None) -> list[Stance]:
    """The stances of one statement, strongest first, at most three; `topic` is the report's main topic."""
    words = _lexicon()
    content = [page.doc[i] for first, last in draft.content for i in range(first, last)]
    actors = _actors(content, speaker, cast)
    topics = list(dict.fromkeys(named for token in content if (named := _topic(token, words)) is not None))
    found: dict[tuple[str, StanceLabel], float] = {}
    doubted = {index for index in draft.cue if page.doc[index].lemma_.lower() in _DOUBTING}
    hoped = any(token.lemma_.lower() in words.turned for token in content)
    topics.sort(key="proposal".__eq__)  # an offer of talks is about the talks
    by_cue = list(_from_cue(page, draft, words))
    said = {label for label, _, _ in by_cue}
    by_word = [
        evidence
        for evidence in _from_words(content, speaker, cast, words)
        if draft.sense != "evaluation"
        and _OPPOSITE.get(evidence[0]) not in said  # the cue knows best: "doubts about the progress" are doubts
    ]
    judged = [(at, actor) for at, actor in actors if _is_judged(page.doc[at], draft)]
    for label, strength, at in (*by_cue, *by_word):
        near = judged if at in draft.cue else [item for item in judged if abs(item[0] - at) <= _NEAR]
        about = near if label in _ABOUT_OTHERS else actors
        fallback = topic if strength >= _PLAIN and (at not in draft.cue or hoped) else None
        for toward in _toward("oppose" if at in doubted else label, at, about, topics, fallback):
            found[toward, label] = max(found.get((toward, label), 0.0), strength)
    found = {  # said both ways: no stance rather than a guess
        (toward, label): strength
        for (toward, label), strength in found.items()
        if found.get((toward, _OPPOSITE.get(label, label)), 0.0) < strength - _CLOSE or label not in _OPPOSITE
    }
    if not found:
        return [Stance(toward=topics[0], label="neutral", strength=0.0)] if topics else []
    ranked = sorted(found.items(), key=lambda item: -item[1])[:_MAX_STANCES]
    return [
        Stance(toward=toward, label=label, strength=round(min(1.0, max(0.1, strength)), 2))
        for (toward, label), strength in ranked
    ]


def _is_judged(token: Token, draft: Draft) -> bool:
    """Whether an actor is what a cue is about, and not only where or when, or in a clause on the side."""
    inside = {index for first, last in draft.content for index in range(first, last)}
    at = token
    for _ in range(_CLIMB):
        if at.dep_ in {"relcl", "acl", "advcl"} or (at.dep_ == "prep" and at.lower_ in _CIRCUMSTANCES):
            return False
        if at.head == at or at.head.i not in inside:
            return True
        at = at.head
    return True


def _topic(token: Token, words: _Lexicon) -> str | None:
    """The topic a word names; "plans to travel" is no proposal, and in "deal talks" the talks are the topic."""
    topic = words.topics.get(token.lemma_.lower())
    if topic is None or token.dep_ == "compound":
        return None
    intended = topic == "proposal" and any(child.dep_ in {"acl", "relcl"} for child in token.rights)
    return None if intended or (topic == "proposal" and token.pos_ != "NOUN") else topic


def _actors(content: Iterable[Token], speaker: Mention | None, cast: Cast) -> list[tuple[int, Actor]]:
    """Actors named in a content, each once, with the token of their first mention; the speaker is not among them."""
    found: dict[str, tuple[int, Actor]] = {}
    for token in content:
        mention = cast.at(token.i)
        if mention is None or mention.kind == "nominal":
            continue
        if speaker is not None and mention.actor.entity == speaker.actor.entity:
            continue
        for actor in mention.referents or (mention.actor,):
            if (actor.code is None and mention.kind not in {"name", "seat"}) or actor.name.islower():
                continue  # "residents", "the driver": nobody a reader would look a stance up for
            if not any(_within(other, actor) for _, other in found.values()):
                found.setdefault(actor.entity, (token.i, actor))
    return list(found.values())


def _within(outer: Actor, inner: Actor) -> bool:
    """Whether two mentions share words, as a country and its delegation do: the first one stands for both."""
    return outer.start < inner.end and inner.start < outer.end


Evidence = tuple[StanceLabel, float, int]
"""A label, its strength, and the token that gave it."""


def _from_cue(page: Page, draft: Draft, words: _Lexicon) -> Iterator[Evidence]:
    doc = page.doc
    negated = _negated(doc[draft.head], words)
    first = doc[draft.content[0][0]]
    about_topic = any(_topic(doc[i], words) is not None for start, end in draft.content for i in range(start, end))
    for index in draft.cue:
        lemma = doc[index].lemma_.lower()
        following = doc[draft.cue[-1]].lower_ if len(draft.cue) > 1 else ""
        known = words.cue.get(f"{lemma}_{following}") or words.cue.get(lemma)
        if known is None or draft.quoted:
            continue
        infinitive = first.tag_ == "TO"
        if lemma in words.only_infinitive and not infinitive and not about_topic:
            continue
        if lemma in _WISHES and infinitive:
            continue  # "wants to talk" asks nothing of others
        clause = draft.sense == "speech" and lemma in words.only_object and first.lower_ in {"that", "whether", "if"}
        if clause:
            continue
        yield from _turned(known, negated, index, _force(doc[draft.head], words))


def _from_words(content: list[Token], speaker: Mention | None, cast: Cast, words: _Lexicon) -> Iterator[Evidence]:
    conditional = next((token for token in content if token.lemma_.lower() in words.conditions), None)
    hoped = False
    for token in content:
        lemma = token.lemma_.lower()
        if lemma in words.turned:
            adjective = next((child.lemma_.lower() for child in token.lefts if child.dep_ in {"amod", "det"}), "")
            if adjective in words.down:
                yield "pessimistic", 0.6, token.i
                continue
            if adjective in words.up and lemma in words.turned:
                yield from _turned(("optimistic", 0.6), _negated(token, words), token.i, 0.0)
                continue
        known = words.word.get(lemma) or words.word.get(token.lower_)
        if known is None or _another_holds(token, known[0], speaker, cast):
            continue
        label, strength = known
        if label == "optimistic" and conditional is not None and conditional != token:
            label, strength, hoped = "pessimistic", strength - 0.1, True
            yield label, strength, token.i
            continue
        yield from _turned((label, strength), _negated(token, words), token.i, _force(token, words))
    yield from (("willing", 0.4, token.i) for token in content if conditional is not None and _joins(token, words))
    if conditional is None or hoped or conditional.lower_ not in {"unless", "without"}:
        return
    if any(
        child.dep_ == "neg" or child.lower_ in _NOBODY
        for token in content
        if token.pos_ == "VERB"
        for child in token.lefts
    ):
        yield "pessimistic", 0.6, conditional.i  # "nothing will be signed unless ..."


def _joins(token: Token, words: _Lexicon) -> bool:
    """Whether the speakers make their own coming to talks a condition ("not unless she and I meet")."""
    if token.pos_ != "VERB" or words.topics.get(token.lemma_.lower()) != "talks":
        return False
    own = [child for child in token.lefts if child.dep_ == "nsubj"]
    own += [other for child in own for other in child.rights if other.dep_ == "conj"]
    negated = any(child.dep_ == "neg" for child in token.lefts)
    return any(child.lower_ in _FIRST_PERSON for child in own) and not negated


def _another_holds(token: Token, label: str, speaker: Mention | None, cast: Cast) -> bool:
    """Whether somebody else than the speaker is said to be willing, to demand, to doubt or to concede."""
    if token.dep_ in {"aux", "amod"}:
        holder = subject(token.head) if token.dep_ == "aux" else None
        return False if label != "demand" else holder is None
    if label not in _OWN and not (label in {"support", "oppose"} and token.pos_ == "VERB"):
        return False
    at = token.head if token.dep_ in {"acomp", "attr"} else token
    holder = subject(at)
    if holder is None or holder.lower_ in _FIRST_PERSON:
        return False
    mention = cast.at(holder.i)
    return mention is None or speaker is None or mention.actor.entity != speaker.actor.entity


def _turned(known: tuple[StanceLabel, float], negated: bool, index: int, force: float) -> Iterator[Evidence]:
    label, strength = known
    if not negated:
        yield label, strength + force, index
    elif label in _OPPOSITE:
        yield _OPPOSITE[label], strength + force - 0.1, index


def _negated(token: Token, words: _Lexicon) -> bool:
    """Whether a word stands under a negation: its own, its determiner's, or that of the verb it depends on."""
    for at in (token, token.head):
        if any(child.dep_ == "neg" or child.lower_ in words.negations for child in at.lefts):
            return True
        if at.pos_ in {"VERB", "AUX"} and at != token:
            break
    return token.i > 0 and token.nbor(-1).lower_ in words.negations


def _force(token: Token, words: _Lexicon) -> float:
    near = [*token.lefts, *token.rights, *(token.head.lefts if token.dep_ in {"acomp", "attr", "dobj"} else ())]
    force = 0.0
    if any(other.lower_ in words.intensifiers for other in near):
        force += _INTENSE
    if any(other.lower_ in words.hedges for other in near):
        force += _HEDGED
    return force


def _toward(label: str, at: int, actors: list[tuple[int, Actor]], topics: list[str], topic: str | None) -> list[str]:
    """Whom or what a label is about: an actor for blame, support and demands, a topic for hope and doubt."""
    names = [actor.name for _, actor in sorted(actors, key=lambda item: (item[0] < at, abs(item[0] - at)))]
    if label in _ABOUT_OTHERS:
        if label == "blame":
            return names[:2] if len(names) > 1 and abs(actors[0][0] - actors[1][0]) <= _REMOTE else names[:1]
        return names[:1] or topics[:1]
    if label in {"willing", "unwilling"}:
        return [*topics[:1], *names[:1]]
    return topics[:1] or ([topic] if topic else [])
