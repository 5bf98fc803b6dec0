"""Finds the statements of a report: quotations first, then the syntax, then one list in text order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from dragoman.meaning import Meaning
from dragoman.reading import Reading
from dragoman.records import Statement
from dragoman.records.statement import StatementKind
from dragoman.who.cast import Cast

from . import adjectives, asides, clauses, labels, nouns, quoted
from .choice import outermost, settled
from .cues import Cue, Lexicon, lexicon
from .draft import Draft, Page
from .placing import placing
from .speakers import beside, mention, subject
from .stance import main_topic, stances
from .statements import Said, Statements, TokenRange
from .units import unit_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_BREAKS = frozenset({",", "”", '"', "—", "–"})
_PERSONAL = frozenset({"i", "we", "you", "he", "she", "they", "who"})


def find_statements(reading: Reading, cast: Cast, meaning: Meaning | None = None) -> Statements:
    """The statements of a report in text order, each with its speaker, cue, content and stance.

    Without a meaning the stances are those of the rules alone.

    A statement reported inside another one's content belongs to the outer speaker and is not listed.
    """
    page, words = Page(reading), lexicon()
    speeches = quoted.direct_speech(page, words)
    drafts = [_direct(page, speech) for speech in speeches.values() if speech.firm]
    direct, light = len(drafts), []
    drafts += labels.label_drafts(page, cast)
    drafts += labels.credit_drafts(page, cast)
    for token, cue in _candidates(page, words):
        draft = _draft(page, token, cue, words)
        if draft is not None and _is_anybody(draft, token):
            continue
        if draft is not None and len(draft.cue) > 1 and draft.head != draft.cue[0] and draft.light:
            draft.head = draft.cue[0]  # "voiced doubts about": one statement, not the verb's and the noun's
            light.append(draft)
        elif draft is not None:
            evident = cue is not None and "agent" in cue.frames
            if not evident or (_can_speak(draft.speaker, cast) and not _trails(token)):
                drafts.append(draft)
    drafts[direct:direct] = light
    drafts += [_direct(page, speech) for speech in speeches.values() if not speech.firm]
    kept = outermost(page, settled(page, drafts))
    topic = main_topic(page)
    return Statements(
        tuple(_said(page, cast, draft, number, topic, meaning) for number, draft in enumerate(kept, start=1))
    )


@cache
def _table() -> dict[int, tuple[Cue, ...]]:
    """Hash of a lemma → its cues; "according" and the nouns of opinion come as words without a cue."""
    from spacy.strings import get_string_id

    words = lexicon()
    table: dict[int, tuple[Cue, ...]] = {}
    for group in (words.verbs, words.nouns, words.adjectives, words.agents):
        for lemma, cue in group.items():
            key = get_string_id(lemma)
            table[key] = (*table.get(key, ()), cue)
    for lemma in ("accord", "according", *sorted(words.opinion_nouns | words.hearsay)):
        table.setdefault(get_string_id(lemma), ())
    return table


_PARTS = {"agent": "noun"}
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


def _candidates(page: Page, words: Lexicon) -> Iterator[tuple[Token, Cue | None]]:
    """Tokens outside quotations that may report, with the cue for their part of speech."""
    doc, table, hidden = page.doc, _table(), page.quotation_of
    if not len(doc):
        return
    for index, lemma in enumerate(doc.to_array(["LEMMA"]).tolist()):
        cues = table.get(lemma)
        if cues is None or index in hidden:
            continue
        token = doc[index]
        pos = _POS.get(token.pos_)
        cue = next((cue for cue in cues if pos in {cue.pos, _PARTS.get(cue.pos)}), None)
        if cue is None and token.lower_ in {"according"}:
            yield token, None
        elif cue is not None:
            yield token, cue
        elif token.lower_ in words.opinion_nouns or token.lower_ in words.hearsay:
            yield token, None


def _draft(page: Page, token: Token, cue: Cue | None, words: Lexicon) -> Draft | None:
    if token.lower_ == "according":
        return nouns.according_draft(page, token)
    if token.lower_ in words.opinion_nouns and (draft := nouns.opinion_draft(page, token)) is not None:
        return draft
    if cue is None:
        return nouns.hearsay_draft(token, words) if token.lower_ in words.hearsay else None
    if cue.pos == "verb":
        return clauses.verb_draft(page, token, cue, words)
    if cue.pos == "agent":
        return nouns.agent_draft(token, cue)
    if cue.pos == "noun":
        return nouns.noun_draft(token, cue, words)
    return adjectives.adjective_draft(token, cue)


def _direct(page: Page, speech: quoted.DirectSpeech) -> Draft:
    verb = page.doc[speech.cue]
    parts = asides.beyond_quotes(page, verb, list(speech.parts))
    return Draft((verb.i,), verb.i, "speech", _direct_speaker(page, verb), parts, quoted=True)


def _direct_speaker(page: Page, verb: Token) -> Token | None:
    speaker = subject(verb)
    if speaker is not None and speaker.i not in page.quotation_of:
        return speaker
    for child in verb.children:  # "...," said X is often parsed with X as the object
        named = child.pos_ in {"PROPN", "NOUN", "PRON"}
        if named and child.i > verb.i and child.dep_ in {"dobj", "attr", "npadvmod", "dep"}:
            return child
    return beside(verb)


def _trails(token: Token) -> bool:
    """Whether a participle comments on the whole clause before it (", highlighting the danger")."""
    return token.tag_ == "VBG" and token.left_edge.i > 0 and token.doc[token.left_edge.i - 1].text in _BREAKS


def _is_anybody(draft: Draft, cue: Token) -> bool:
    """Whether the speaker is whoever reads or writes: "you know", "we have seen"."""
    if draft.speaker is None:
        passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in cue.children)
        return draft.sense in {"belief", "perception"} and cue.pos_ == "VERB" and not passive
    who = draft.speaker.lower_
    return who in {"you", "one"} or (who in {"i", "we"} and draft.sense in {"belief", "perception"})


def _can_speak(token: Token | None, cast: Cast) -> bool:
    """Whether a phrase names somebody: a known actor, a name, a person's pronoun."""
    if token is None:
        return False
    return token.pos_ == "PROPN" or token.lower_ in _PERSONAL or cast.at(token.i) is not None


def _said(page: Page, cast: Cast, draft: Draft, number: int, topic: str | None, meaning: Meaning | None) -> Said:
    reading = page.reading
    speaker = mention(draft.speaker, cast) if draft.speaker is not None else None
    content = tuple(draft.content)
    spans = [reading.span_of(first, last) for first, last in content]
    cue = tuple(sorted(draft.cue))
    stance = stances(page, draft, speaker, cast, topic)
    if meaning is not None:
        stance = placing().stances(unit_of(page, draft, speaker, cast, stance, meaning))
    statement = Statement(
        id=f"s{number}",
        speaker=speaker.actor if speaker is not None else None,
        cue=reading.span_of(cue[0], cue[-1] + 1) if cue else None,
        content=reading.span(spans[0].start, spans[-1].end),
        content_parts=spans if len(spans) > 1 else [],
        kind=_kind(page, content),
        stance=stance,
        sentence=reading.sentence_span(reading.sentence_of(cue[0] if cue else content[0][0])),
    )
    judged = draft.sense == "evaluation" and not draft.quoted and statement.kind == "indirect"
    return Said(statement, speaker, cue, content, draft.sense, claims=not judged)


def _kind(page: Page, content: tuple[TokenRange, ...]) -> StatementKind:
    inside = [index in page.quotation_of for first, last in content for index in range(first, last)]
    return "direct" if all(inside) else "mixed" if any(inside) else "indirect"
