"""Acts written down as records: with their date, place, contexts, casualties and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.codebooks import cameo, plover
from dragoman.meaning import Judgement
from dragoman.reading import Reading, Sentence
from dragoman.records import Actor, Date, Event, InnerAct, Place
from dragoman.who import Mention

from .acts import Act
from .casualties import count_casualties, harm_words
from .contexts import contexts_of, ordered
from .counting import kind
from .syntax import Syntax

if TYPE_CHECKING:
    from dragoman.said import Statements
    from dragoman.when import Dates
    from dragoman.where import Places

HARM = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_ABOUT = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "SANCTION"})
"""Acts at a distance: the country that they are about is not where they happened."""
_LIKELY = 0.5  # the least probability with which the network adds a context


def _takes_part(place: Place, actors: list[Actor]) -> bool:
    """Whether the words of a place are (part of) the words of an actor."""
    return any(actor.start <= place.start and place.end <= actor.end for actor in actors)


def _is_ground(actor: Actor, place: Place | None) -> bool:
    """Whether what was read as somebody of no known side is the name of the place itself: "shelled Goris"."""
    unknown = actor.code is None and actor.entity.startswith(("person:", "nominal:"))
    return unknown and place is not None and (actor.start, actor.end) == (place.start, place.end)


class Writer:
    """Writes acts down as records of one report."""

    def __init__(self, reading: Reading, syntax: Syntax, places: Places, dates: Dates, statements: Statements) -> None:
        self.reading, self.syntax = reading, syntax
        self.places, self.dates, self.statements = places, dates, statements

    def speaker(self, token: int) -> Mention | None:
        """Who says what the token at that index says, if anybody is named."""
        said = self.statements.claimed_at(token)
        return said.speaker if said is not None else None

    def event(
        self,
        act: Act,
        sentence: Sentence,
        id: str,
        harms: list[tuple[int, str]],
        confidence: float,
        judgement: Judgement | None,
    ) -> Event:
        """The record of an act; `harms` are the token and type of each harmful act in the sentence."""
        from dragoman.where import place_of

        reading, syntax = self.reading, self.syntax
        token = reading.doc[act.at]
        seen = [name for name, p in judgement.contexts.items() if p >= _LIKELY] if judgement is not None else []
        contexts = ordered([*act.contexts, *contexts_of(syntax, sentence.first, sentence.last), *seen])
        sources, targets = _records(act.sources), _records(act.targets)
        date = self._date(act, sentence)
        heads = [m.head for m in (*act.sources, *act.targets) if sentence.first <= m.head < sentence.last]
        doers = [reading.doc[m.head] for m in act.sources] if act.type == "ASSAULT" and not act.reciprocal else []
        place = place_of(reading, self.places, token, [reading.doc[head] for head in heads], doers)
        if place is not None and act.type in _ABOUT and _takes_part(place, [*sources, *targets]):
            place = None  # "criticised Kenya's envoys" tells whom, not where
        targets = [one for one in targets if not _is_ground(one, place)]
        missing: dict[str, str] = {}
        if not sources:
            missing["sources"] = "the sentence does not say who did it"
        if not targets:
            missing["targets"] = "the sentence does not say to whom"
        if date is None:
            missing["date"] = "no date in its clause and the report has none"
        if place is None:
            missing["place"] = "no place is tied to it in its sentence"
        speaker = act.author or self.speaker(act.at)
        code = act.cameo or plover().types[act.type].cameo
        inner = act.inner
        return Event(
            id=id,
            type=act.type,
            mode=act.mode,
            contexts=list(contexts),
            cameo=code,
            quad=plover().quad(act.type),
            goldstein=cameo().goldstein(code),
            score=plover().score(act.type, act.mode),
            status=act.status or "happened",
            trigger=reading.span_of(act.at, act.at + 1),
            sources=sources,
            targets=targets,
            reciprocal=act.reciprocal and bool(targets),
            date=date,
            place=place,
            casualties=count_casualties(
                reading, syntax, harm_words(syntax, sentence.first, sentence.last), act.at, harms
            )
            if act.type in HARM
            else None,
            said_by=speaker.actor if speaker is not None else None,
            inner=InnerAct(
                type=inner.type, mode=inner.mode, cameo=inner.cameo, trigger=reading.span_of(inner.at, inner.at + 1)
            )
            if inner
            else None,
            sentence=reading.sentence_span(sentence),
            confidence=confidence,
            missing=missing,
        )

    def _date(self, act: Act, sentence: Sentence) -> Date | None:
        """When an act was: by its trigger, else, of an attack, by the words that tell it too ("Monday's bombing").

        A bomb that was planted by somebody went off when the verb above it says. What only an accusation tells of,
        or a statement, happened by the day of that.
        """
        from dragoman.when import date_of

        doc = self.reading.doc
        found = date_of(self.reading, self.dates, doc[act.at])
        if act.type != "ASSAULT" or found is None or found.origin == "text":
            return found
        syntax = self.syntax
        words = [*act.used, *act.trigger.matched]
        for at in (act.at, act.trigger.at):
            words += syntax.children(at, "acl")
            if syntax.dep[at] in ("acl", "relcl"):
                noun = syntax.head[at]
                words += [noun, syntax.head[noun]]
        if act.cameo == "180" and not act.sources:  # of a toll: "the dead numbered six when violence flared on Monday"
            first, last = sentence.first, sentence.last
            named = [i for i in range(first, last) if syntax.lemma[i] in kind("attacks") and syntax.pos[i] == "NOUN"]
            words += [i for noun in named for i in (noun, *syntax.children(noun, "acl", "relcl"))]
        for at in dict.fromkeys(words):
            other = date_of(self.reading, self.dates, doc[at])
            if other is not None and other.origin == "text":
                return other
        if act.status == "denied":
            return found  # the day of the denial is not that of the deed
        if act.told_at is not None:
            return date_of(self.reading, self.dates, doc[act.told_at])
        said = self.statements.claimed_at(act.at)
        return date_of(self.reading, self.dates, doc[said.cue[0]]) if said is not None and said.cue else found


def _records(mentions: list[Mention]) -> list[Actor]:
    """The actors of mentions, a collective ("the two sides") as what it stands for, each span once."""
    found: dict[tuple[int, int, str], Actor] = {}
    for mention in mentions:
        for actor in mention.referents or (mention.actor,):
            found.setdefault((actor.start, actor.end, actor.entity), actor)
    return list(found.values())
