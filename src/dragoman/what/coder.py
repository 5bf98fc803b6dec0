"""The events of a report: acts proposed by syntax, judged by meaning, and written down, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from dragoman.codebooks import states
from dragoman.meaning import Judgement, Meaning
from dragoman.reading import Reading, Sentence
from dragoman.records import Event
from dragoman.who import Cast, Mention

from .acts import BREACH, Act, fire_alone
from .arguments import Arguments
from .blaming import blame_before, blamed, lacks_doer, with_doers
from .composition import Composer
from .counted import bare_toll
from .counters import without_counters
from .disputes import disputed
from .elsewhere import elsewhere
from .general import is_loose, without_guests
from .joining import Candidate, Setting, features, kept, words_at
from .lexicon import lexicon
from .means import by_doer
from .merging import merge, same
from .plain import breaks_truce, is_of_truce, is_plain
from .proposing import only_reports, unseen
from .relevance import in_words_only, is_background, takes_two
from .scenes import is_off_topic
from .subject import Subject, subject_of
from .syntax import Syntax
from .triggers import Matcher, Trigger
from .writing import HARM, Writer

if TYPE_CHECKING:
    from dragoman.said import Statements
    from dragoman.when import Dates
    from dragoman.where import Places

_SAID_OF_THINGS = frozenset({"ACCUSE", "SUPPORT"})  # "expressed concern": nobody else in the sentence need be meant
_AT_HOME = frozenset({"martial-law", "curfew", "censor"})  # done to one's own country, whatever else is named
_DYING = frozenset({"die", "perish", "succumb"})
_FEW = 3  # sentences; a text of more is a report
_ABOUT = 0.7  # the mean probability, over sentences, of an event, from which on a report is about conflict or diplomacy
PLAIN = 0.75
"""The least confidence of what is told in so many words (`plain`), whatever the network makes of it.

Chosen, not fitted: above what general news is asked for, below what rules and network agree on; the calibration error
on training/unseen stays what it was (docs/models/joining.md)."""
_MAX_ACTORS = 8  # more parties than that on one side are a list that the parser made, not one that anybody wrote


@dataclass(slots=True)
class Weighed:
    """A candidate with what speaks for and against it; `confidence` is None where it is not kept."""

    candidate: Candidate
    features: dict[str, float]
    confidence: float | None


class _Undone(NamedTuple):
    """An attack of which its sentence does not tell who did it, and how it is written down once that is told."""

    number: int
    act: Act
    write: Callable[[Act], Event]


@dataclass(frozen=True, slots=True)
class _Work:
    """What is at hand while one report is coded."""

    writer: Writer
    arguments: Arguments
    matcher: Matcher
    setting: Setting
    subject: Subject
    lead: int
    """The index of the report's first sentence that is no heading."""

    @property
    def syntax(self) -> Syntax:
        """The report's syntax."""
        return self.writer.syntax

    def weighed(self, candidate: Candidate, judgement: Judgement | None, *, plain: bool = False) -> Weighed:
        """A candidate with its features, and its confidence where it is to be given; a `plain` one always is."""
        told = features(self.syntax, candidate, judgement)
        confidence = kept(told, candidate.origin, joined=judgement is not None, setting=self.setting)
        if plain:
            confidence = max(confidence or 0.0, PLAIN)
        return Weighed(candidate, told, confidence)


class Coder:
    """Reads the events of reports; loads the lexicon once, keeps nothing of a report."""

    def __init__(self) -> None:
        self._lexicon = lexicon()

    def find(
        self,
        reading: Reading,
        cast: Cast,
        places: Places,
        dates: Dates,
        statements: Statements,
        meaning: Meaning | None = None,
    ) -> list[Event]:
        """The events of a report in text order, with ids e1, e2 ...; without a meaning, by rules alone."""
        writer = Writer(reading, Syntax(reading.doc), places, dates, statements)
        arguments = Arguments(writer.syntax, cast, self._lexicon, partial(_country, places))
        events: list[Event] = []
        undone: list[_Undone] = []
        for sentence, judgement, weighed in self.weigh(reading, cast, writer, meaning):
            sure = [(w.candidate.act, w.confidence) for w in weighed if w.confidence is not None]
            acts = [without_counters(writer.syntax, _without_teller(writer, act)) for act, _ in sure]
            acts = with_doers(writer.syntax, arguments, acts, sentence)
            if undone and (blame := blame_before(writer.syntax, arguments, acts, sentence)) is not None:
                for number, act, write in undone:
                    events[number] = write(self._last_look(writer.syntax, blamed(act, blame), sentence))
            undone = []
            told = [self._last_look(writer.syntax, act, sentence) for act in acts]
            harms = [(act.at, act.type) for act in told if act.type in HARM]
            for act, (_, confidence) in zip(told, sure, strict=True):
                write = partial(
                    writer.event,
                    sentence=sentence,
                    id=f"e{len(events) + 1}",
                    harms=harms,
                    confidence=confidence,
                    judgement=judgement,
                )
                if lacks_doer(writer.syntax, act):
                    undone.append(_Undone(len(events), act, write))
                events.append(write(act))
        return disputed(events)

    def weigh(
        self, reading: Reading, cast: Cast, writer: Writer, meaning: Meaning | None
    ) -> Iterator[tuple[Sentence, Judgement | None, list[Weighed]]]:
        """The candidates of each sentence in text order, kept or not: what joining.toml is fitted on."""
        sentences = [sentence for sentence in reading.spoken() if sentence.kind != "dateline"]
        arguments = Arguments(writer.syntax, cast, self._lexicon, partial(_country, writer.places))
        matcher, subject = Matcher(writer.syntax, self._lexicon), subject_of(reading, writer.syntax)
        lead = next((s.index for s in sentences if s.kind != "heading"), 0)
        work = _Work(writer, arguments, matcher, _setting(sentences, meaning), subject, lead)
        attacked = False
        for sentence in sentences:
            judgement = meaning.of(sentence.index) if meaning is not None else None
            found = work.matcher.find(sentence.first, sentence.last)
            weighed = self._of_rules(work, sentence, found, judgement, attacked=attacked)
            if judgement is not None:
                weighed += self._of_network(work, sentence, judgement, weighed, found)
            attacked = attacked or any(w.confidence is not None and w.candidate.act.type == "ASSAULT" for w in weighed)
            weighed.sort(key=lambda w: (w.candidate.act.at, w.candidate.act.type))
            yield sentence, judgement, weighed

    def _of_rules(
        self, work: _Work, sentence: Sentence, found: list[Trigger], judgement: Judgement | None, *, attacked: bool
    ) -> list[Weighed]:
        """What the rules propose; `attacked`: whether the report told of an attack before."""
        syntax, arguments, speaker = work.syntax, work.arguments, work.writer.speaker
        triggers = [trigger for trigger in found if not _in_name(arguments.cast, trigger.at)]
        if is_off_topic(syntax, sentence, triggers, self._lexicon):
            return []
        composer = Composer(syntax, arguments, self._lexicon, triggers, speaker, (sentence.first, sentence.last))
        weighed = []
        for act in merge(syntax, [_without_dead(syntax, act) for act in composer.acts() if act.type]):
            completed = self._relevant(work, act, sentence, speaker(act.at))
            if completed is not None:
                plain = is_plain(syntax, completed, sentence, found, self._lexicon)
                weighed.append(work.weighed(Candidate(completed, sentence.kind == "heading"), judgement, plain=plain))
        known = [w.candidate.act for w in weighed if w.confidence is not None]
        leads = sentence.index == work.lead
        toll = bare_toll(syntax, sentence, found, known, work.subject, leads=leads, attacked=attacked)
        if toll is not None:
            weighed.append(work.weighed(Candidate(toll, sentence.kind == "heading"), judgement, plain=True))
        return weighed

    def _of_network(
        self, work: _Work, sentence: Sentence, judgement: Judgement, known: list[Weighed], found: list[Trigger]
    ) -> list[Weighed]:
        """What only the network sees; in a report not by words that the lexicon knows to be no act there."""
        acts = [w.candidate.act for w in known]
        taken = [i for act in acts for i in words_at(act)]
        if work.setting != "few":
            taken += [trigger.at for trigger in found if trigger.sense.is_stop and trigger.matched]
        weighed = []
        for act in unseen(work.syntax, work.arguments, sentence, judgement, taken):
            if work.setting != "few" and only_reports(work.syntax, act):
                continue
            completed = self._relevant(work, act, sentence, None)
            if completed is None or any(same(work.syntax, other, act) for other in acts):
                continue
            weighed.append(work.weighed(Candidate(completed, sentence.kind == "heading", "network"), judgement))
            acts.append(act)
        return weighed

    def _relevant(self, work: _Work, act: Act, sentence: Sentence, speaker: Mention | None) -> Act | None:
        """An act with its target, unless it is one that politics and conflict are not made of."""
        if act.type == "ASSAULT" and not act.sources:
            act = with_doers(work.syntax, work.arguments, [act], sentence)[0]  # "the attack was the work of X"
        if is_background(work.syntax, work.arguments, act, sentence, self._lexicon):
            return None
        if work.setting == "general" and is_loose(work.syntax, act, sentence) and not is_of_truce(work.syntax, act):
            return None
        completed = self._completed(work, act, sentence, speaker)
        return None if takes_two(completed) and not _among_themselves(work.syntax, completed) else completed

    def _last_look(self, syntax: Syntax, act: Act, sentence: Sentence) -> Act:
        """An act that is kept, by who does it and with what."""
        told = self._in_words(syntax, act, sentence)
        if fire_alone(told) and breaks_truce(syntax, told, sentence):
            told = replace(told, cameo=BREACH)
        return by_doer(syntax, told, sentence, self._lexicon)

    def _in_words(self, syntax: Syntax, act: Act, sentence: Sentence) -> Act:
        """An attack that is made with words only is criticism."""
        if not in_words_only(syntax, act, sentence, self._lexicon):
            return act
        return replace(act, type="ACCUSE", mode="disapprove", cameo="111", contexts=(), reciprocal=False)

    def _completed(self, work: _Work, act: Act, sentence: Sentence, speaker: Mention | None) -> Act:
        """An act with a target from the rest of its sentence, where its own words name none."""
        act = replace(act, sources=act.sources[:_MAX_ACTORS], targets=act.targets[:_MAX_ACTORS])
        if work.setting != "few":
            act = without_guests(work.arguments, act, general=work.setting == "general")
        if act.targets or not act.sources or act.type in _SAID_OF_THINGS or act.trigger.sense.frame == "mediate":
            return act
        taken = act.sources if speaker is None or act.type in HARM else [*act.sources, speaker]
        if act.mode in _AT_HOME or (act.type == "AGREE" and len(act.sources) > 1):
            return act  # several who agree do so with each other
        abroad = act.type == "MOBILIZE" or act.trigger.sense.frame == "recall"
        found = elsewhere(work.arguments, sentence.first, sentence.last, act.at, taken, abroad=abroad)
        if work.setting == "general":
            # Whom a party of the same country, or an unknown one, may be dealing with is anybody's guess.
            own = {mention.actor.code for mention in act.sources} - {None}
            found = [mention for mention in found if own and mention.actor.code not in own]
        return replace(act, targets=found, own_target=False) if found else act


def _setting(sentences: list[Sentence], meaning: Meaning | None) -> Setting:
    """What acts are told in: a report of which most sentences tell of none, as the network sees it, is general news."""
    if len(sentences) <= _FEW:
        return "few"
    judged = [meaning.of(s.index) for s in sentences] if meaning is not None else []
    told = [judgement.event for judgement in judged if judgement is not None]
    return "general" if told and sum(told) / len(told) < _ABOUT else "report"


def _without_dead(syntax: Syntax, act: Act) -> Act:
    """An attack without those as its doers who only died of it: "nine people died under shelling"."""
    if act.type != "ASSAULT" or not act.sources:
        return act
    dead = [m for m in act.sources if syntax.lemma[syntax.head[m.head]] in _DYING and syntax.dep[m.head] == "nsubj"]
    if not dead:
        return act
    return replace(act, sources=[m for m in act.sources if m not in dead], targets=[*act.targets, *dead])


def _without_teller(writer: Writer, act: Act) -> Act:
    """An attack without the one who only tells of it: "cost nine lives, the police declared"."""
    teller = writer.speaker(act.at) if act.type == "ASSAULT" and act.sources else None
    if teller is None or act.author is not None:
        return act
    told = writer.syntax.children(act.trigger.at, "nsubj", "nsubjpass")
    apart = [m for m in act.sources if m.head == teller.head and told and m.head not in told]
    return replace(act, sources=[m for m in act.sources if m not in apart]) if apart else act


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


@cache
def coder() -> Coder:
    """The one shared coder."""
    return Coder()


def find_events(
    reading: Reading,
    cast: Cast,
    places: Places,
    dates: Dates,
    statements: Statements,
    meaning: Meaning | None = None,
) -> list[Event]:
    """The events of a reading, in text order, with ids e1, e2 ...

    Args:
        reading: the report, read.
        cast: its actors (`who.find_actors`).
        places: its places (`where.find_places`).
        dates: its dates (`when.find_dates`).
        statements: its statements (`said.find_statements`).
        meaning: what its sentences mean (`meaning.find_meaning`); without it the rules decide alone.
    """
    return coder().find(reading, cast, places, dates, statements, meaning)
