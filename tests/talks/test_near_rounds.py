"""Rounds near each other, and long ones of which little is told: which meeting is another round, and which is not."""

from __future__ import annotations

from dragoman.talks import fold

from .conftest import known, move


def rounds(*moves):
    [process] = fold(known(*moves))
    return [(one.number, one.stage, one.venue) for one in process.rounds]


def test_a_second_round_that_opens_after_a_break_is_another_one():
    first = [(0, move("convened", 0)), (0, move("adjourned", 0, report="a"))]
    assert rounds(*first, (3, move("convened", 3, number=2)), (7, move("concluded", 7, number=3))) == [
        (None, "adjourned", None),
        (2, "convened", None),
        (3, "concluded", None),
    ]


def test_a_meeting_elsewhere_days_after_the_end_is_another_round():
    ended = [(0, move("convened", 0, venue="Minsk")), (1, move("concluded", 1, venue="Minsk"))]
    met = move("convened", 4, venue="Antalya")
    assert rounds(*ended, (4, met)) == [(None, "concluded", "Minsk"), (None, "convened", "Antalya")]


def test_one_source_alone_is_believed_where_nobody_else_tells_of_these_talks():
    once = [(0, move("convened", 0, report="a")), (2, move("concluded", 2, report="b"))]
    again = (9, move("convened", 9, report="c"))
    alone = [(when, origin, told) for when, origin, told in known(*once, again)]
    same = [(when, "the same source", told) for when, _, told in alone]
    assert [len(process.rounds) for given in (alone, same) for process in fold(given)] == [1, 2]


def test_the_end_of_long_talks_is_of_those_that_began_weeks_ago():
    begun = (0, move("convened", 0, venue="Jeddah"))
    assert rounds(begun, (25, move("adjourned", 25, venue="Jeddah"))) == [(None, "adjourned", "Jeddah")]
    assert rounds(begun, (25, move("concluded", 25, number=1))) == [(1, "concluded", "Jeddah")]


def test_a_break_of_talks_that_are_over_begins_none():
    ended = [(0, move("convened", 0)), (1, move("concluded", 1))]
    assert rounds(*ended, (20, move("adjourned", 20))) == [(None, "concluded", None)]


def test_that_they_met_is_believed_of_a_mediator_and_waits_for_a_second_party():
    asked = (0, move("proposed", 0, by="QAT"))
    assert rounds(asked, (5, move("convened", 5, venue="Doha", said_by="QAT")))[0][1] == "convened"
    assert rounds(asked, (5, move("convened", 5, venue="Doha", said_by="ARM")))[0][1] == "proposed"


def test_a_higher_number_after_the_day_of_a_round_that_never_met_is_of_another_one():
    planned = [(0, move("proposed", 5, number=3, by="ARM")), (1, move("accepted", 5, by="AZE"))]
    asked = (9, move("proposed", 14, number=4, by="ARM", report="next"))
    assert [number for number, *_ in rounds(*planned, asked)] == [3, 4]
    assert [number for number, *_ in rounds(*planned, (14, move("convened", 14, number=4)))] == [3, 4]
    assert [number for number, *_ in rounds(*planned, (2, move("accepted", 5, number=4, by="AZE")))] == [3]
