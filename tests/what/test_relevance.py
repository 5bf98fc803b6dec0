"""What is no event: accidents, weather, sport, markets, culture, metaphors, background, headings."""

from collections.abc import Callable

import pytest

from dragoman.records import Event

Code = Callable[[str], list[Event]]

NOTHING = [
    "Arsenal attacked from the start and their striker scored a late goal in the league match.",
    "Shares rallied on Friday as investors shrugged off weak earnings.",
    "The singer released her third album and began a concert tour.",
    "A typhoon killed nine people in the Philippines.",
    "Two people were killed when a bus plunged into a ravine in an accident in Peru.",
    "The minister suffered a heart attack.",
    "The central bank said it would fight inflation.",
    "The two sides must strike a balance between growth and debt.",
    "The war on drugs has cost billions.",
    "The mayor spoke to reporters outside the town hall.",
    "The director shot a film about a famous singer.",
    "Peace Talks and Their Limits",
    "The conflict is in its ninth year.",
    "The president signed the decree at his desk.",
    "Doctors are testing a new vaccine against malaria.",
    "The town lies on a hill above the river.",
    "An earthquake struck northern Chile on Monday.",
    "The company met its sales target.",
    "She took office in March.",
    "The museum reopened after a long renovation.",
    "The jet crashed into a field and the pilot ejected safely.",
    "The agency released the figures on Tuesday.",
    "The premier was gloomy, suggesting the talks may last for weeks.",
    "Several dozen buildings were damaged by the storm.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_coded(code: Code, text: str) -> None:
    assert [(event.type, event.trigger.text) for event in code(text)] == []


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "•", "?" * 300, "((((" * 50, "war " * 400, "\u202eattack\u202c", "a" * 3000]
)
def test_strange_text_does_no_harm(code: Code, text: str) -> None:
    for event in code(text):
        assert text[event.trigger.start : event.trigger.end] == event.trigger.text
