"""Breaches of truces: who is said to have broken them, where and when, and what is no breach."""

from collections.abc import Callable

import pytest

from dragoman.records import Event

Code = Callable[[str], list[Event]]

# text, who broke it, who says so, place, day of May (published on Thursday, 2024-05-16)
CLAIMED = [
    # an accusation dates and places what it claims
    ("Kenya accused Somalia on Tuesday of breaking the truce near Mandera.", "SOM", "KEN", "Mandera", "14"),
    ("Kenya complained of violations of the truce by Somalia near Mandera.", "SOM", "KEN", "Mandera", "16"),
    ("Chad denounced Monday a breach of the truce by Sudan near Tine.", "SDN", "TCD", "Tine", "13"),
    ("An accusation by Mali that Niger broke the truce near Ber was made public Tuesday.", "NER", "MLI", "Ber", "14"),
    ("Peru charged that Ecuador broke the ceasefire in Zarumilla on Monday.", "ECU", "PER", "Zarumilla", "13"),
    ("Peru blamed Ecuador Tuesday for gunfire near Zarumilla that broke the truce.", "ECU", "PER", "Zarumilla", "14"),
    ("Truce violations near Zarumilla were blamed on Ecuador by Peru on Monday.", "ECU", "PER", "Zarumilla", "13"),
    # whose breach it was stands before it, after it or above it
    ("Truce violations by Thai troops near Surin were reported on the 14th by Cambodia.", "THA", "KHM", "Surin", "14"),
    ("It was Thailand that broke the ceasefire near Surin on Tuesday, Cambodia said.", "THA", "KHM", "Surin", "14"),
    ("The truce was broken near Surin Tuesday by Thailand, according to Cambodia.", "THA", "KHM", "Surin", "14"),
    ("Thailand's breach of the truce at Osmach on Monday was reported by Cambodia.", "THA", "KHM", "Osmach", "13"),
    ("Cambodia said Thailand's army had infringed the truce in Surin on Monday.", "THA", "KHM", "Surin", "13"),
    # not to keep it is to break it
    ("Thai soldiers did not respect the truce in Surin, Cambodia said Tuesday.", "THA", "KHM", "Surin", "14"),
    ("Thai soldiers failed to observe the truce in Surin, Cambodia said on Tuesday.", "THA", "KHM", "Surin", "14"),
    # who is only accused, by nobody who is named
    ("Eritrea stands accused of violating the truce at Badme.", "ERI", None, "Badme", "16"),
    ("Eritrea is accused of a breach of the truce near Badme.", "ERI", None, "Badme", "16"),
    # fire in spite of it
    ("Russian artillery opened up on Gori Monday in spite of the truce, Georgia said.", "RUS", "GEO", "Gori", "13"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "breaker", "voice", "place", "day"), CLAIMED, ids=[row[0] for row in CLAIMED])
def test_a_breach_has_its_breaker_its_place_and_its_day(
    code: Code, text: str, breaker: str, voice: str | None, place: str, day: str
) -> None:
    [breach] = [event for event in code(text) if event.type == "ASSAULT"]
    assert breach.status == "happened"
    assert {actor.code for actor in breach.sources} == {breaker}
    assert (breach.said_by.code if breach.said_by else None) == voice
    assert breach.place is not None
    assert breach.place.text == place
    assert breach.date is not None
    assert breach.date.first == f"2024-05-{day}"


def test_each_other_is_both_sides(code: Code) -> None:
    [breach] = [e for e in code("Mali and Niger accused each other of breaking the truce.") if e.type == "ASSAULT"]
    assert {actor.code for actor in breach.sources} == {"MLI", "NER"}


def test_a_breach_that_nobody_is_blamed_for_is_told_where_it_was_recorded(code: Code) -> None:
    [breach] = [
        event for event in code("A new truce breach was reported at Walikale on Tuesday.") if event.cameo == "196"
    ]
    assert (breach.sources, breach.place and breach.place.text) == ([], "Walikale")


def test_the_breach_is_one_of_the_truce_that_the_report_tells_of(code: Code) -> None:
    accused = "Peru accused Ecuador of the breach near Zarumilla."
    assert not [event for event in code(accused) if event.cameo == "196"]
    told = code(f"The ceasefire has held since May. {accused}")
    assert [event.status for event in told if event.cameo == "196"] == ["happened"]


@pytest.mark.parametrize(
    "text",
    [
        "Ivory Coast's government denied that it had broken the ceasefire by bombing Bouake on Monday.",
        "Ivory Coast's army denied the breach of the truce near Bouake.",
        "A denial by Ivory Coast of any violation of the truce near Bouake was issued Tuesday.",
        "Ivory Coast's army rejected a charge that it had violated the truce near Bouake.",
    ],
)
def test_a_denied_breach_is_denied_with_all_that_it_was_done_by(code: Code, text: str) -> None:
    assert {event.status for event in code(text) if event.type == "ASSAULT"} == {"denied"}


@pytest.mark.parametrize(
    "text",
    [
        "The ceasefire near Kotli was not broken on Tuesday.",
        "If India breaks the truce, Pakistan will answer.",
        "The United Nations warned Chad against violations of the ceasefire.",
        "The United Nations warned of violations of the ceasefire by Chad.",
        "No violations of the truce were reported near Tine on Tuesday.",
        "Monitors recorded no ceasefire violations on Tuesday.",
        "Neither side violated the truce, monitors said.",
        "A hotline is to be set up for reporting violations of the ceasefire.",
        "Any violation of the ceasefire will be punished, the general warned.",
        "The envoy said violations of the truce would not be tolerated.",
        "Rwanda threatened to break the ceasefire.",
        "The two armies have respected the truce since Monday.",
        "Thailand will not respect the truce, its army chief said.",
        "Neither army has failed to respect the truce.",
        "Oxfam has committed a violation of its own rules at Tine, where a truce is observed.",
    ],
)
def test_what_did_not_break_a_truce_is_no_breach(code: Code, text: str) -> None:
    assert not [event for event in code(text) if event.type == "ASSAULT" and event.status in ("happened", "ongoing")]
