"""What the stance models look at of a statement, read from the page."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from dragoman.meaning import Meaning
from dragoman.records import Actor, Stance
from dragoman.who.cast import Cast, Mention

from .draft import Draft, Page
from .leanings import leanings
from .placing import Role, Unit, pooled
from .sides import Side
from .stance_syntax import topic_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative"})
_TELLING = frozenset({"tell", "inform", "assure", "remind", "warn", "brief", "write"})
_SAYING = _TELLING | {"say", "speak", "explain", "announce", "declare", "suggest", "add", "state", "report"}
_PRESS = frozenset({"MED", "JRN"})
_NOBODY = frozenset({"CVL", "UNK"})


def unit_of(
    page: Page, draft: Draft, speaker: Mention | None, cast: Cast, ruled: list[Stance], meaning: Meaning
) -> Unit:
    """The unit of one statement; `ruled` are the stances that the rules give it."""
    doc, words = page.doc, leanings()
    inside = [i for first, last in draft.content for i in range(first, last)]
    tokens = [*draft.cue, inside[0], inside[-1], *((draft.speaker.i,) if draft.speaker is not None else ())]
    first, last = min(tokens), max(tokens) + 1
    side = Side(speaker, cast, draft.quoted)
    told = [doc[i] for i in range(first, last)]
    topics = dict.fromkeys(topic for token in told if (topic := topic_of(token, words)) is not None)
    read = []
    for index in range(page.reading.sentence_of(first).index, page.reading.sentence_of(last - 1).index + 1):
        judgement = meaning.of(index)
        if judgement is not None:
            read.append(judgement.pooled)
    named = [(_role(doc[at], draft, inside), actor) for at, actor in _actors(told, side, draft, speaker)]
    return Unit(
        text=doc[first:last].text,
        pooled=pooled(read),
        ruled=tuple(ruled),
        topics=tuple(topics),
        actors=tuple(named),
        speaker=speaker.actor.name if speaker is not None else None,
    )


def _actors(tokens: list[Token], side: Side, draft: Draft, speaker: Mention | None) -> Iterator[tuple[int, Actor]]:
    """Actors named beside the speaker and their side, with the token of the mention; nobody in particular is none."""
    seen = set() if speaker is None else {speaker.actor.entity}
    for token in tokens:
        mention = side.cast.at(token.i)
        if mention is None or mention.kind == "nominal" or mention.head != token.i or side.speaks_for(mention):
            continue
        if token.dep_ in _SUBJECTS and token.head.i in draft.cue:
            continue
        for actor in mention.referents or (mention.actor,):
            known = actor.code is not None or mention.kind in {"name", "seat"} or set(actor.sectors) - _NOBODY
            if known and actor.entity not in seen and not _PRESS & set(actor.sectors):
                seen.add(actor.entity)
                yield token.i, actor


def _role(token: Token, draft: Draft, inside: Container[int]) -> Role:
    """How an actor stands to the cue: what it aims at, who is spoken to, or what part it has in the content."""
    above = token.head
    if token.dep_ in _OBJECTS and above.i in draft.cue:
        tells = above.lemma_.lower() in _TELLING and not any(child.dep_ == "xcomp" for child in above.children)
        return "addressed" if tells else "aimed"
    if token.dep_ == "pobj" and above.head.i in draft.cue and token.i not in inside:
        return "addressed" if above.lower_ == "to" and above.head.lemma_.lower() in _SAYING else "aimed"
    if token.dep_ in _SUBJECTS:
        return "aimed" if above.dep_ == "xcomp" and above.head.i in draft.cue else "subject"
    return "other"
