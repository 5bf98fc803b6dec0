"""The events of a report: triggers, arguments and composition joined, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from dragoman.codebooks import cameo, plover, states
from dragoman.reading import Reading, Sentence
from dragoman.records import Actor, Event, InnerAct, Place
from dragoman.who import Cast, Mention

from .acts import Act
from .arguments import Arguments
from .casualties import count_casualties, harm_words
from .composition import Composer
from .confidence import confidence
from .contexts import contexts_of, ordered
from .lexicon import lexicon
from .means import by_doer
from .merging import merge
from .relevance import in_words_only, is_background, is_off_topic, takes_two
from .syntax import Syntax
from .triggers import Matcher

if TYPE_CHECKING:
    from dragoman.said import Statements
    from dragoman.when import Dates
    from dragoman.where import Places

_HARM = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_SAID_OF_THINGS = frozenset({"ACCUSE", "SUPPORT"})  # "expressed concern": nobody else in the sentence need be meant
_ABOUT = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "SANCTION"})
"""Acts at a distance: the country that they are about is not where they happened."""
_MAX_ACTORS = 8  # more parties than that on one side are a list that the parser made, not one that anybody wrote


class Coder:
    """Reads the events of reports; loads the lexicon once, keeps nothing of a report."""

    def __init__(self) -> None:
        self._lexicon = lexicon()

    def find(self, reading: Reading, cast: Cast, places: Places, dates: Dates, statements: Statements) -> list[Event]:
        """The events of a report in text order, with ids e1, e2 ..."""
        syntax = Syntax(reading.doc)
        matcher = Matcher(syntax, self._lexicon)
        arguments = Arguments(syntax, cast, self._lexicon, partial(_country, places))
        writer = _Writer(reading, syntax, places, dates, statements)
        events: list[Event] = []
        for sentence in reading.spoken():
            if sentence.kind == "dateline":
                continue
            found = matcher.find(sentence.first, sentence.last)
            triggers = [trigger for trigger in found if not _in_name(cast, trigger.at)]
            if is_off_topic(syntax, sentence, triggers, self._lexicon):
                continue
            composer = Composer(
                syntax, arguments, self._lexicon, triggers, writer.speaker, (sentence.first, sentence.last)
            )
            acts = [
                act
                for act in merge(syntax, [act for act in composer.acts() if act.type])
                if not is_background(syntax, arguments, act, sentence, self._lexicon)
            ]
            acts = [self._completed(act, arguments, sentence, writer.speaker(act.at)) for act in acts]
            acts = [act for act in acts if not takes_two(act) or _among_themselves(syntax, act)]
            acts = [self._in_words(syntax, act, sentence) for act in acts]
            acts = [by_doer(syntax, act, sentence, self._lexicon) for act in acts]
            harms = [(act.at, act.type) for act in acts if act.type in _HARM]
            for act in acts:
                events.append(writer.event(act, sentence, f"e{len(events) + 1}", harms))
        return events

    def _in_words(self, syntax: Syntax, act: Act, sentence: Sentence) -> Act:
        """An attack that is made with words only is criticism."""
        if not in_words_only(syntax, act, sentence, self._lexicon):
            return act
        return replace(act, type="ACCUSE", mode="disapprove", cameo="111", contexts=(), reciprocal=False)

    def _completed(self, act: Act, arguments: Arguments, sentence: Sentence, speaker: Mention | None) -> Act:
        """An act with a target from the rest of its sentence, where its own words name none."""
        act = replace(act, sources=act.sources[:_MAX_ACTORS], targets=act.targets[:_MAX_ACTORS])
        if act.targets or not act.sources or act.type in _SAID_OF_THINGS or act.trigger.sense.frame == "mediate":
            return act
        taken = act.sources if speaker is None or act.type in _HARM else [*act.sources, speaker]
        abroad = act.type == "MOBILIZE" or act.trigger.sense.frame == "recall"
        found = arguments.elsewhere(sentence.first, sentence.last, act.at, taken, abroad=abroad)
        return replace(act, targets=found, own_target=False) if found else act


def _takes_part(place: Place, actors: list[Actor]) -> bool:
    """Whether the words of a place are (part of) the words of an actor."""
    return any(actor.start <= place.start and place.end <= actor.end for actor in actors)


class _Writer:
    """Writes acts down as records of one report."""

    def __init__(self, reading: Reading, syntax: Syntax, places: Places, dates: Dates, statements: Statements) -> None:
        self.reading, self.syntax = reading, syntax
        self.places, self.dates, self.statements = places, dates, statements

    def speaker(self, token: int) -> Mention | None:
        """Who says what the token at that index says, if anybody is named."""
        said = self.statements.claimed_at(token)
        return said.speaker if said is not None else None

    def event(self, act: Act, sentence: Sentence, id: str, harms: list[tuple[int, str]]) -> Event:
        """The record of an act."""
        from dragoman.when import date_of
        from dragoman.where import place_of

        reading, syntax = self.reading, self.syntax
        token = reading.doc[act.at]
        contexts = ordered([*act.contexts, *contexts_of(syntax, sentence.first, sentence.last)])
        sources, targets = _records(act.sources), _records(act.targets)
        date = date_of(reading, self.dates, token)
        heads = [m.head for m in (*act.sources, *act.targets) if sentence.first <= m.head < sentence.last]
        place = place_of(reading, self.places, token, [reading.doc[head] for head in heads])
        if place is not None and act.type in _ABOUT and _takes_part(place, [*sources, *targets]):
            place = None  # "criticised Kenya's envoys" tells whom, not where
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
            if act.type in _HARM
            else None,
            said_by=speaker.actor if speaker is not None else None,
            inner=InnerAct(
                type=inner.type, mode=inner.mode, cameo=inner.cameo, trigger=reading.span_of(inner.at, inner.at + 1)
            )
            if inner
            else None,
            sentence=reading.sentence_span(sentence),
            confidence=confidence(act, heading=sentence.kind == "heading"),
            missing=missing,
        )


def _in_name(cast: Cast, token: int) -> bool:
    """Whether a word is part of a name ("Committee to Protect Journalists") and does nothing."""
    mention = cast.at(token)
    return mention is not None and mention.kind == "name" and mention.head != token


def _among_themselves(syntax: Syntax, act: Act) -> bool:
    """Whether those who meet are several and known by what they are: "the delegations met", "leaders gathered"."""
    told = act.inner or act
    if told.type != "CONSULT" or told.trigger.sense.frame != "meet" or len(act.sources) != 1 or act.trigger.sense.op:
        return False
    head = act.sources[0].head
    return syntax.tag[head] == "NNS" and syntax.lemma[head] in lexicon().classes["officials"]


def _country(places: Places, token: int) -> str | None:
    """ISO 3166-1 alpha-3 code of the country that the place at a token lies in."""
    mention = places.at(token)
    if mention is None or not mention.event_place or not mention.place.country:
        return None
    state = (
        states().by_iso2(mention.place.country)
        if len(mention.place.country) == 2
        else states().get(mention.place.country)
    )
    return state.iso3 if state else None


def _records(mentions: list[Mention]) -> list[Actor]:
    """The actors of mentions, a collective ("the two sides") as what it stands for, each span once."""
    found: dict[tuple[int, int, str], Actor] = {}
    for mention in mentions:
        for actor in mention.referents or (mention.actor,):
            found.setdefault((actor.start, actor.end, actor.entity), actor)
    return list(found.values())


@cache
def coder() -> Coder:
    """The one shared coder."""
    return Coder()


def find_events(reading: Reading, cast: Cast, places: Places, dates: Dates, statements: Statements) -> list[Event]:
    """The events of a reading, in text order, with ids e1, e2 ...

    Args:
        reading: the report, read.
        cast: its actors (`who.find_actors`).
        places: its places (`where.find_places`).
        dates: its dates (`when.find_dates`).
        statements: its statements (`said.find_statements`).
    """
    return coder().find(reading, cast, places, dates, statements)


Speaker = Callable[[int], Mention | None]
