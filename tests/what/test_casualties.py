"""Casualties: who is counted in which constructions, and for which event."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reading import Reader
from dragoman.records import Casualties, Event, Report
from dragoman.what.casualties import count_casualties, harm_words
from dragoman.what.syntax import Syntax

Code = Callable[[str], list[Event]]
FIELDS = ("killed", "injured", "detained", "displaced", "missing")


def counts(casualties: Casualties | None, text: str) -> dict[str, tuple[int, int | None, str]]:
    """Bounds and words of each field that is filled; the words must lie where they say."""
    found = {name: getattr(casualties, name, None) for name in FIELDS}
    for count in found.values():
        assert count is None or text[count.span.start : count.span.end] == count.span.text
    return {name: (count.min, count.max, count.span.text) for name, count in found.items() if count}


@pytest.fixture
def read(reader: Reader) -> Callable[[str], dict[str, tuple[int, int | None, str]]]:
    """Counts the casualties of a one-sentence text."""

    def run(text: str) -> dict[str, tuple[int, int | None, str]]:
        reading = reader.read(Report(id="r", text=text))
        syntax = Syntax(reading.doc)
        return counts(count_casualties(reading, syntax, harm_words(syntax, 0, len(syntax))), text)

    return run


Read = Callable[[str], dict[str, tuple[int, int | None, str]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # verbs, active and passive, with parts that are not added
        (
            "The raid on Tessalit killed at least 12, including three children.",
            {"killed": (12, None, "at least 12")},
        ),
        ("At least six people, two of them nurses, were killed in the raid.", {"killed": (6, None, "At least six")}),
        ("A mine killed a soldier near Gao.", {"killed": (1, 1, "a")}),
        (
            "Shelling by the army killed a 12-year-old boy and wounded his two sisters.",
            {"killed": (1, 1, "a"), "injured": (2, 2, "two")},
        ),
        (
            "Rebels raided the town, killing 12 and wounding 30.",
            {"killed": (12, 12, "12"), "injured": (30, 30, "30")},
        ),
        ("Two of the three gunmen were killed.", {"killed": (2, 2, "Two")}),
        ("Among the dead were two soldiers.", {}),
        # ellipsis
        (
            "Nine people were killed and 41 injured in Sfax.",
            {"killed": (9, 9, "Nine"), "injured": (41, 41, "41")},
        ),
        (
            "Fifteen were killed, 20 wounded and 3 captured.",
            {"killed": (15, 15, "Fifteen"), "injured": (20, 20, "20"), "detained": (3, 3, "3")},
        ),
        (
            "Four soldiers were shot dead and twenty-eight wounded near Aden.",
            {"killed": (4, 4, "Four"), "injured": (28, 28, "twenty-eight")},
        ),
        # states
        (
            "The clash left two Kenyans dead and five Somalis wounded.",
            {"killed": (2, 2, "two"), "injured": (5, 5, "five")},
        ),
        (
            "The shelling of Tyre left 31 dead, 120 injured and three missing.",
            {"killed": (31, 31, "31"), "injured": (120, 120, "120"), "missing": (3, 3, "three")},
        ),
        ("Gunmen shot dead two policemen in Lima.", {"killed": (2, 2, "two")}),
        ("Men with axes hacked five herders to death.", {"killed": (5, 5, "five")}),
        ("Four sailors are still missing after the attack.", {"missing": (4, 4, "Four")}),
        ("The raid left 3,000 people homeless.", {"displaced": (3000, 3000, "3,000")}),
        # nouns
        ("The killing of four aid workers drew anger.", {"killed": (4, 4, "four")}),
        (
            "The shelling caused 11 deaths and 30 injuries.",
            {"killed": (11, 11, "11"), "injured": (30, 30, "30")},
        ),
        ("Police made 35 arrests.", {"detained": (35, 35, "35")}),
        # tolls and lives
        ("The death toll rose to 31.", {"killed": (31, 31, "31")}),
        ("The death toll from the blast rose from 12 to 31 on Sunday.", {"killed": (31, 31, "31")}),
        ("The number of dead rose to 45.", {"killed": (45, 45, "45")}),
        ("The blast claimed 40 lives.", {"killed": (40, 40, "40")}),
        ("The raid cost the lives of 15 villagers.", {"killed": (15, 15, "15")}),
        ("Six nurses lost their lives in the shelling.", {"killed": (6, 6, "Six")}),
        # headlines
        ("12 dead, 30 wounded in Kabul blast", {"killed": (12, 12, "12"), "injured": (30, 30, "30")}),
        ("Chad rebels seize oil town, kill 30 soldiers", {"killed": (30, 30, "30")}),
        ("Air strikes kill 15 in Hodeida, wound 40", {"killed": (15, 15, "15"), "injured": (40, 40, "40")}),
        (
            "Soldier killed, two hurt in Kashmir ambush",
            {"killed": (1, 1, "Soldier"), "injured": (2, 2, "two")},
        ),
        # from their homes, into custody
        ("Clashes drove 7,000 people from their homes.", {"displaced": (7000, 7000, "7,000")}),
        ("The fighting forced some 3,000 people to flee their homes.", {"displaced": (3000, 3000, "some 3,000")}),
        ("Two gunmen fled the scene.", {}),
        ("Police rounded up 40 students in Harare.", {"detained": (40, 40, "40")}),
        ("Soldiers took nine villagers into custody.", {"detained": (9, 9, "nine")}),
        ("Soldiers took 12 villagers hostage.", {"detained": (12, 12, "12")}),
        # people added up, people named
        (
            "Two soldiers and three civilians were killed and five others injured.",
            {"killed": (5, 5, "Two soldiers and three"), "injured": (5, 5, "five")},
        ),
        ("Gunmen killed Karim Haddad and Yusuf Saleh in Basra.", {"killed": (2, 2, "Karim Haddad and Yusuf Saleh")}),
        ("The bomber killed himself and 12 others.", {"killed": (13, 13, "himself and 12")}),
        ("A family of five was killed in the shelling.", {"killed": (5, 5, "five")}),
        ("A group of protesters was arrested.", {}),
        # bounds
        ("Dozens of people were killed in Homs.", {"killed": (24, None, "Dozens")}),
        ("Tens of thousands of people have been displaced.", {"displaced": (20_000, None, "Tens of thousands")}),
        ("Between 10 and 15 people died.", {"killed": (10, 15, "Between 10 and 15")}),
        ("The strike killed 4 to 6 fighters.", {"killed": (4, 6, "4 to 6")}),
        ("Up to 20 rebels were killed by the army.", {"killed": (0, 20, "Up to 20")}),
        ("The army killed 12 or more rebels.", {"killed": (12, None, "12 or more")}),
        ("Nearly 40 people were injured in the riot.", {"injured": (40, 40, "Nearly 40")}),
        (
            "More than 1.2 million people have been displaced.",
            {"displaced": (1_200_000, None, "More than 1.2 million")},
        ),
        ("Half a dozen rebels were captured.", {"detained": (6, 6, "Half a dozen")}),
        ("A third of the 90 hostages died.", {"killed": (30, 30, "A third of the 90")}),
        ("A third of the villagers died.", {}),
        ("The army killed or wounded 40 rebels.", {"killed": (0, 40, "40"), "injured": (0, 40, "40")}),
        # in hospital
        ("An attack left six dead and 12 in hospital.", {"killed": (6, 6, "six"), "injured": (12, 12, "12")}),
        ("Six people died and about 20 were in hospital.", {"killed": (6, 6, "Six"), "injured": (20, 20, "about 20")}),
        ("Six died and nine were hospitalised.", {"killed": (6, 6, "Six"), "injured": (9, 9, "nine")}),
        ("Gunmen killed nine people in hospital.", {"killed": (9, 9, "nine")}),
        ("Nine people died in hospital.", {"killed": (9, 9, "Nine")}),
        # nobody
        ("There were no casualties.", {"killed": (0, 0, "no"), "injured": (0, 0, "no")}),
        ("No one was killed in the raid.", {"killed": (0, 0, "No one")}),
        ("Nobody was hurt.", {"injured": (0, 0, "Nobody")}),
        ("There were no immediate reports of casualties.", {}),
        ("No civilians were killed, but 12 rebels died.", {"killed": (12, 12, "12")}),
        # what has not come to pass
        ("Rebels threatened to kill 12 hostages.", {}),
        ("The blast could have killed hundreds.", {}),
        ("The army did not kill 12 civilians.", {}),
        ("The army claimed to have killed 12 rebels.", {"killed": (12, 12, "12")}),
        # not people, not numbers of people
        ("The fire killed 300 cattle.", {}),
        ("Rebel forces captured three towns in the north.", {}),
        ("The 2015 deaths are still under review.", {}),
        ("Road accidents cause 18 deaths per 100,000 people, with two deep wounds each.", {"killed": (18, 18, "18")}),
        ("The court issued 36 arrest warrants.", {}),
        ("Troops shot three 20-year-old men dead.", {"killed": (3, 3, "three")}),
    ],
)
def test_constructions(read: Read, text: str, expected: dict[str, tuple[int, int | None, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested a man suspected of killing 12 people.", {"detained": (1, 1, "a")}),
        ("Police arrested six men over the bombing that killed 14 people.", {"detained": (6, 6, "six")}),
        ("Two men accused of killing a priest were jailed for 20 years.", {"detained": (2, 2, "Two")}),
        ("A day after 12 people were killed in Oruro, police arrested four men.", {"detained": (4, 4, "four")}),
        (
            "On the anniversary of a raid that killed 12 people, gunmen shot dead two guards.",
            {"killed": (2, 2, "two")},
        ),
        (
            "Two soldiers were killed in an attack that wounded 12 others.",
            {"killed": (2, 2, "Two"), "injured": (12, 12, "12")},
        ),
        ("Rebels executed 30 captured soldiers.", {"killed": (30, 30, "30")}),
    ],
)
def test_counts_of_another_story_are_left_out(
    read: Read, text: str, expected: dict[str, tuple[int, int | None, str]]
) -> None:
    assert read(text) == expected


def test_each_event_has_its_own_counts(reader: Reader) -> None:
    text = "Police killed two demonstrators and arrested 60."
    reading = reader.read(Report(id="r", text=text))
    syntax = Syntax(reading.doc)
    words = harm_words(syntax, 0, len(syntax))
    killed, arrested = syntax.lower.index("killed"), syntax.lower.index("arrested")
    acts = [(killed, "ASSAULT"), (arrested, "COERCE")]
    found = [counts(count_casualties(reading, syntax, words, at, acts), text) for at, _ in acts]
    assert found == [{"killed": (2, 2, "two")}, {"detained": (60, 60, "60")}]


def test_clauses_with_their_own_doers_keep_their_counts(reader: Reader) -> None:
    text = "The army killed nine rebels on Monday and militants beheaded four farmers."
    reading = reader.read(Report(id="r", text=text))
    syntax = Syntax(reading.doc)
    words = harm_words(syntax, 0, len(syntax))
    acts = [(syntax.lower.index(verb), "ASSAULT") for verb in ("killed", "beheaded")]
    found = [counts(count_casualties(reading, syntax, words, at, acts), text) for at, _ in acts]
    assert found == [{"killed": (9, 9, "nine")}, {"killed": (4, 4, "four")}]


def test_the_main_story_counts_for_an_attack_told_beside_it(reader: Reader) -> None:
    text = "Five people were killed after gunmen attacked a bus."
    reading = reader.read(Report(id="r", text=text))
    syntax = Syntax(reading.doc)
    at = syntax.lower.index("attacked")
    found = count_casualties(reading, syntax, harm_words(syntax, 0, len(syntax)), at, [(at, "ASSAULT")])
    assert counts(found, text) == {"killed": (5, 5, "Five")}


@pytest.mark.parametrize(
    ("text", "field", "low", "high", "span"),
    [
        ("Rebels killed at least 12 soldiers in Mali.", "killed", 12, None, "at least 12"),
        ("Gunmen shot and wounded three policemen in Peru.", "injured", 3, 3, "three"),
        ("Police in Belarus arrested 40 protesters.", "detained", 40, 40, "40"),
        ("A bomb planted by rebels killed twenty-one people in Aden.", "killed", 21, 21, "twenty-one"),
        ("More than 1,200 people were killed by militias in Darfur.", "killed", 1200, None, "More than 1,200"),
    ],
)
def test_events_carry_counts(code: Code, text: str, field: str, low: int, high: int | None, span: str) -> None:
    found = [counts(event.casualties, text) for event in code(text) if event.casualties]
    assert found and found[0][field] == (low, high, span)


def test_killed_and_injured_are_kept_apart(code: Code) -> None:
    text = "Militants killed nine soldiers and wounded 14 others in Somalia."
    [event] = [event for event in code(text) if event.casualties]
    assert counts(event.casualties, text) == {"killed": (9, 9, "nine"), "injured": (14, 14, "14")}


WORDS = """killed dead toll to of 12 dozens two and a no wounded missing or - 2,000 million people the lives death home
from taken hostage at least rose half third hundred thousands , . between fled rounded up neither himself"""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=14))
def test_no_text_breaks_counting(reader: Reader, words: list[str]) -> None:
    text = " ".join(words) or "."
    reading = reader.read(Report(id="r", text=text))
    syntax = Syntax(reading.doc)
    found = count_casualties(reading, syntax, harm_words(syntax, 0, len(syntax)))
    for low, high, _ in counts(found, text).values():
        assert low >= 0 and (high is None or high >= low)
