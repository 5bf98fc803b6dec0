"""Contexts: what the words of a sentence, or of its paragraph, say that an act is about."""

from collections.abc import Callable

import pytest

from dragoman.reading import Reader
from dragoman.records import Event, Report
from dragoman.what.contexts import contexts_of
from dragoman.what.syntax import Syntax

Code = Callable[[str], list[Event]]


def contexts(reader: Reader, text: str) -> set[str]:
    syntax = Syntax(reader.read(Report(id="r", text=text)).doc)
    return set(contexts_of(syntax, 0, len(syntax)))


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("The court in Accra freed him.", "legal"),
        ("Togo closed its embassy in Lome's old twin town.", "diplomatic"),
        ("The foreign minister resigned.", "diplomatic"),
        ("Chad accused them of war crimes.", "human_rights"),
        ("They used chemical weapons.", "cbrn"),
        ("A suicide bomber hit the gate.", "terrorism"),
        ("Parliament rejected the bill of its speaker.", "legislative"),
        ("The prime minister fled.", "executive"),
        ("Police fired tear gas.", "repression"),
        ("The earthquake left them without roofs.", "disasters"),
        ("Aid workers entered the camp.", "humanitarian"),
        ("They banned same-sex unions.", "lgbt"),
        ("He was jailed for money laundering.", "corruption"),
        ("The asylum seekers were sent home.", "asylum"),
        ("They spread fake news.", "misinformation"),
        ("The border crossing was closed.", "migration"),
        ("Peacekeepers were sent.", "peacekeeping"),
    ],
)
def test_words_and_phrases_bring_their_context(reader: Reader, text: str, context: str) -> None:
    assert context in contexts(reader, text)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Police fired tear gas at them.", "natural_resource"),
        ("Protesters tried to storm the building.", "disasters"),
        ("The agriculture minister left.", "diplomatic"),
        ("The two sides reached a peace settlement.", "territory"),
        ("Settlers in the West Bank were stopped.", "economic"),
        ("Police arrived.", "crime"),
        ("He committed suicide.", "terrorism"),
        ("Prisoners began a hunger strike.", "human_security"),
        ("The army sent military aid.", "humanitarian"),
    ],
)
def test_words_that_mean_something_else_bring_none(reader: Reader, text: str, context: str) -> None:
    assert context not in contexts(reader, text)


def test_a_sentence_without_any_takes_those_of_its_paragraph(code: Code) -> None:
    text = (
        "The court in Suva heard the case against the ship owner on Monday, and prosecutors asked the judge for ten "
        "years. Fiji criticised Tonga.\n\nFiji praised Samoa."
    )
    told = {event.trigger.text: event.contexts for event in code(text)}
    assert "legal" in told["criticised"]
    assert "legal" not in told["praised"]


def test_one_word_elsewhere_in_the_paragraph_is_not_enough(code: Code) -> None:
    [event] = [e for e in code("The judge was away. Fiji criticised Tonga.") if e.type == "ACCUSE"]
    assert "legal" not in event.contexts


def test_contexts_come_in_the_codebook_order_and_once(reader: Reader) -> None:
    syntax = Syntax(reader.read(Report(id="r", text="The court, the army, the court and the army.")).doc)
    assert contexts_of(syntax, 0, len(syntax)) == ("military", "legal")
