"""A small cast for these tests: a few known names, and any other phrase as it stands."""

from __future__ import annotations

import pytest

from dragoman.records import Actor
from dragoman.said import Statements, find_statements
from dragoman.who.cast import Cast, Mention

KNOWN = {"Norland": "NRL", "Sudmark": "SDM", "Okello": "NRL", "Mwangi": "SDM"}


def _mention(doc, first: int, last: int, head: int, name: str | None = None, code: str | None = None, kind="nominal"):
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    text = doc.text[start:end]
    actor = Actor(start=start, end=end, text=text, name=name or text, code=code, entity=(name or text).lower())
    return Mention(actor, first, last, head, kind)


def small_cast(doc) -> Cast:
    """Names in KNOWN are actors; "he" and "she" stand for the first of them named so far."""
    mentions, first_named = [], None
    for token in doc:
        if token.text in KNOWN:
            first_named = first_named or token.text
            mentions.append(_mention(doc, token.i, token.i + 1, token.i, token.text, KNOWN[token.text], "name"))
        elif token.lower_ in {"he", "she"} and first_named:
            mentions.append(_mention(doc, token.i, token.i + 1, token.i, first_named, KNOWN[first_named], "pronoun"))

    def phrase(token):
        last = token.i + 1
        for child in token.rights:
            if child.dep_ in {"prep", "poss"}:
                last = child.right_edge.i + 1
        return _mention(doc, token.left_edge.i, last, token.i)

    return Cast(tuple(mentions), phrase)


@pytest.fixture(scope="session")
def find(reader):
    from dragoman.records import Report

    def run(text: str) -> Statements:
        reading = reader.read(Report(id="test", text=text))
        return find_statements(reading, small_cast(reading.doc))

    return run


@pytest.fixture(scope="session")
def only(find):
    """The single statement of a text, as (speaker's words, cue, pieces of content, kind)."""

    def run(text: str):
        found = find(text).all
        assert len(found) == 1, [said.statement for said in found]
        return _shape(found[0])

    return run


@pytest.fixture(scope="session")
def shape():
    """A statement as (speaker's words, cue, pieces of content, kind)."""
    return _shape


def _shape(said):
    statement = said.statement
    parts = [span.text for span in statement.content_parts or [statement.content]]
    return (
        statement.speaker.text if statement.speaker else None,
        statement.cue.text if statement.cue else None,
        parts,
        statement.kind,
    )
