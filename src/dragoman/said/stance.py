"""Where a statement places its speaker: rules over the cue, its content and who is named there.

Labels come from `data/stance.toml`. Negation turns a label round or drops it; what another actor wants or may do is
not the speaker's stance; where nothing speaks, the answer is neutral, never a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from dragoman.records import Actor, Stance, StanceLabel
from dragoman.who.cast import Cast, Mention

from .draft import Draft, Page
from .evidence import from_cue, from_words
from .leanings import OPPOSITE, Leanings, leanings
from .sides import Side
from .stance_syntax import topic_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ABOUT_OTHERS = frozenset({"blame", "support", "oppose", "demand"})
"""Labels that look for an actor first; the others look for a topic first."""
_DOUBTING = frozenset({"question", "doubt", "distrust", "mistrust"})
"""Cues whose doubt is about somebody when the content names somebody."""
_REMOTE = 5
_MAIN, _SHARE = 3, 150  # mentions, and one in so many tokens, that make a topic the report's main one
_PLAIN = 0.5  # strength from which a doubt or hope that names no topic counts toward the main one
_NEAR = 12  # tokens between a word of judgement and the actor it is about
_AROUND = 40  # tokens before a content in which a doubt without a topic finds the one it is about
_CLIMB = 8
_CIRCUMSTANCES = frozenset({"in", "at", "throughout", "across", "during", "after", "before", "within", "near", "for"})
_CLOSE = 0.15  # a difference in strength too small to choose between a label and its opposite
_MAX_STANCES = 3


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

    return {get_string_id(lemma): topic for lemma, topic in leanings().topics.items() if topic != "proposal"}


def stances(page: Page, draft: Draft, speaker: Mention | None, cast: Cast, topic: str | None) -> list[Stance]:
    """The stances of one statement, strongest first, at most three; `topic` is the report's main topic."""
    words = leanings()
    content = [page.doc[i] for first, last in draft.content for i in range(first, last)]
    side = Side(speaker, cast, draft.quoted)
    actors = _actors(content, side)
    topics = list(dict.fromkeys(named for token in content if (named := topic_of(token, words)) is not None))
    topics.sort(key="proposal".__eq__)  # an offer of talks is about the talks
    found: dict[tuple[str, StanceLabel], float] = {}
    doubted = {index for index in draft.cue if page.doc[index].lemma_.lower() in _DOUBTING}
    hoped = any(token.lemma_.lower() in words.turned for token in content)
    by_cue = list(from_cue(page, draft, side, words))
    said = {evidence.label for evidence in by_cue}
    by_word = [
        evidence
        for evidence in from_words(content, side, words)
        if draft.sense != "evaluation"
        and OPPOSITE.get(evidence.label) not in said  # the cue knows best: "doubts about the progress" are doubts
    ]
    judged = [(at, actor) for at, actor in actors if _is_judged(page.doc[at], draft)]
    for label, strength, at, told in (*by_cue, *by_word):
        near = judged if at in draft.cue else [item for item in judged if abs(item[0] - at) <= _NEAR]
        about = near if label in _ABOUT_OTHERS else actors
        expects = strength >= _PLAIN and (hoped if at in draft.cue else _expects(page.doc[at], words))
        fallback = topic if expects else None
        aims = [told] if told else _toward("oppose" if at in doubted else label, at, about, topics, fallback)
        if not aims and at not in draft.cue and (expects or label not in {"optimistic", "pessimistic"}):
            aims = _unnamed(page, draft, label, page.doc[at])
        if not aims and label == "concede" and speaker is not None:
            aims = [speaker.actor.name]
        for toward in aims:
            found[toward, label] = max(found.get((toward, label), 0.0), strength)
    found = {  # said both ways: no stance rather than a guess
        (toward, label): strength
        for (toward, label), strength in found.items()
        if found.get((toward, OPPOSITE.get(label, label)), 0.0) < strength - _CLOSE or label not in OPPOSITE
    }
    if not found:
        return [Stance(toward=topics[0], label="neutral", strength=0.0)] if topics else []
    ranked = sorted(found.items(), key=lambda item: -item[1])[:_MAX_STANCES]
    return [
        Stance(toward=toward, label=label, strength=round(min(1.0, max(0.1, strength)), 2))
        for (toward, label), strength in ranked
    ]


def _expects(token: Token, words: Leanings) -> bool:
    """Whether a word speaks of what will come of something, and does not only describe it ("the roof collapsed")."""
    lemma = token.lemma_.lower()
    ahead = lemma in words.turned or lemma in words.held or lemma in words.conditions
    return ahead or lemma in words.phrases or token.lower_ in words.phrases


def _unnamed(page: Page, draft: Draft, label: str, token: Token) -> list[str]:
    """What a position is about that names nothing: the topic told of just before, or a course of action."""
    if label in {"oppose", "unwilling"}:
        return ["proposal"] if token.dep_ != "amod" else []
    if label not in {"optimistic", "pessimistic"}:
        return []
    topics, start = _topic_hashes(), draft.content[0][0]
    before = (
        topics[page.doc[i].lemma] for i in range(start - 1, max(-1, start - _AROUND), -1) if page.doc[i].lemma in topics
    )
    return [first] if (first := next(before, None)) else []


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


def _actors(content: Iterable[Token], side: Side) -> list[tuple[int, Actor]]:
    """Actors named in a content beside the speaker's side, each once, with the token of their first mention."""
    found: dict[str, tuple[int, Actor]] = {}
    for token in content:
        mention = side.cast.at(token.i)
        if mention is None or mention.kind == "nominal" or side.speaks_for(mention):
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
