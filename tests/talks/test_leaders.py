"""Leaders and levels: who leads a delegation, told in each way to tell it; and who does not."""

from __future__ import annotations

import pytest

from dragoman.records.kept import LEVELS
from dragoman.talks import fold
from tests.talks.conftest import known, move

OPENED = "Chad and Sudan opened peace talks in Tripoli on Wednesday. "
CHAD, SUDAN = {"TCD": "Ali Mahamat"}, {"SDN": "Omar Siddig"}


def read(told, text):
    moves = told(text)
    leaders = {key: name for one in moves for key, name in one.leaders.items()}
    levels = [one.level for one in moves if one.level]
    return leaders, max(levels, key=LEVELS.index, default=None)


@pytest.mark.parametrize(
    ("text", "leaders", "level"),
    [
        ("Heading the Chadian team is Foreign Minister Ali Mahamat.", CHAD, "ministers"),
        ("The Chadian delegation is led by Foreign Minister Ali Mahamat, that of Sudan by special envoy Omar Siddig.",
         CHAD | SUDAN, "envoys"),
        ("Ali Mahamat, who leads the Chadian delegation, spoke of progress.", CHAD, None),
        ("Sudan sent a delegation headed by Defence Minister Omar Siddig.", SUDAN, "ministers"),
        ("Sudan is represented by special envoy Omar Siddig.", SUDAN, "envoys"),
        ("Chad's chief negotiator Ali Mahamat said the talks were going well.", CHAD, "envoys"),
        ("Ali Mahamat, head of the Chadian delegation, said both sides had spoken frankly.", CHAD, None),
        ("A delegation under Deputy Defence Minister Omar Siddig represents Sudan.", SUDAN, "ministers"),
        ("Chad has named Ali Mahamat to lead its delegation.", CHAD, None),
        ("At the head of Chad's team sat Prime Minister Ali Mahamat.", CHAD, "heads"),
        ("A Sudanese delegation led by Omar Siddig, the president's envoy, arrived on Tuesday.", SUDAN, "envoys"),
        ("Chadian Vice President Ali Mahamat will lead his country's delegation.", CHAD, "ministers"),
        ("Heading the Chadian team is Ali Mahamat; across the table sits Omar Siddig.", CHAD | SUDAN, None),
        ("The Chadian side is headed by Ali Mahamat, while Omar Siddig speaks for the other side.", CHAD | SUDAN, None),
    ],
)  # fmt: skip
def test_who_leads_a_delegation(told, text, leaders, level):
    assert read(told, OPENED + text) == (leaders, level)


@pytest.mark.parametrize(
    ("text", "leaders", "level"),
    [
        ("Chadian Foreign Minister Ali Mahamat and Sudanese Foreign Minister Omar Siddig met in Tripoli on Wednesday "
         "for peace talks.", CHAD | SUDAN, "ministers"),
        ("Chad's President Ali Mahamat met Sudan's President Omar Siddig in Tripoli on Wednesday for peace talks.",
         CHAD | SUDAN, "heads"),
        ("The foreign ministers of Chad and Sudan met in Tripoli on Wednesday for peace talks.", {}, "ministers"),
        ("Technical teams from Chad and Sudan met in Tripoli on Wednesday for peace talks.", {}, "technical"),
        ("Chad and Sudan held ministerial-level peace talks in Tripoli on Wednesday.", {}, "ministers"),
        ("Negotiators from Chad and Sudan held peace talks in Tripoli on Wednesday.", {}, None),
    ],
)  # fmt: skip
def test_the_level_of_those_who_meet(told, text, leaders, level):
    assert read(told, text) == (leaders, level)


@pytest.mark.parametrize(
    ("text", "leaders", "level"),
    [
        ("General Omar Siddig heads the Sudanese delegation.", SUDAN, "envoys"),
        ("The Chadian team is led by Foreign Minister Ali Mahamat, that of Sudan by Colonel Omar Siddig.",
         CHAD | SUDAN, "envoys"),
        ("Interior Minister Ali Mahamat leads for one side and commander Omar Siddig for the other.", {}, "envoys"),
        ("Foreign Minister Ali Mahamat and Foreign Minister Omar Siddig made opening statements.", {}, "ministers"),
    ],
)  # fmt: skip
def test_who_has_a_rank_and_no_office_stands_for_those_who_sent_him(told, text, leaders, level):
    assert read(told, OPENED + text) == (leaders, level)


@pytest.mark.parametrize(
    ("text", "by", "level"),
    [
        ("Sudan sent a delegation led by its deputy foreign minister.", "SDN", "ministers"),
        ("Their delegation, headed by the deputy defence minister, arrived on Tuesday.", None, "ministers"),
        ("The two delegations are led by deputy ministers.", None, "ministers"),
        ("The Sudanese team is headed by a senior commander.", "SDN", "envoys"),
        ("Each side is represented by its interior minister.", None, "ministers"),
        ("The delegation is led by the prime minister's adviser.", None, "envoys"),
        ("Sudan was represented by the head of the intelligence service.", "SDN", "envoys"),
    ],
)
def test_an_office_tells_the_level_of_a_delegation_whose_leader_nobody_names(told, text, by, level):
    [found] = [one for one in told(OPENED + text) if one.kind == "attended" and one.level]
    assert (found.by, found.leaders, found.level) == (by, {}, level)


@pytest.mark.parametrize(
    "text",
    [
        "The European Union's team, led by a deputy minister, watched from the gallery.",
        "The team of mediators is led by a former president.",
        "The march was led by a deputy minister.",
        "The delegation will not be led by the foreign minister.",
        "Experts of Chad and Sudan joined the talks on Thursday.",
    ],
)
def test_who_leads_no_party_tells_no_level(told, text):
    assert read(told, OPENED + text) == ({}, None)


@pytest.mark.parametrize(
    "text",
    [
        "Chadian Prime Minister Ali Mahamat said the talks were going well.",
        "Libyan Foreign Minister Khaled Zayed leads the mediation team.",
        "Chadian opposition leader Ali Mahamat criticised the talks.",
        "Omar Siddig will not lead the Sudanese delegation.",
        "Sudan's army, led by General Omar Siddig, shelled the border.",
        "Chief negotiator Omar Siddig said the hard part had begun.",
        "Sudan has replaced Omar Siddig as head of its delegation.",
    ],
)
def test_who_is_not_told_to_lead_a_side_leads_none(told, text):
    assert read(told, OPENED + text)[0] == {}


def _led(offset, party, name, level, report):
    return move("attended", offset, report=report, parties=("SDN", "TCD"), leaders={party: name}, level=level, by=party)


def test_a_round_is_of_the_level_of_the_lower_leader():
    opened = move("convened", 3, parties=("SDN", "TCD"), venue="Tripoli", report="a")
    moves = (opened, _led(3, "TCD", "Ali", "ministers", "a"), _led(3, "SDN", "Omar", "envoys", "b"))
    [process] = fold(known(*((3, one) for one in moves)))
    [found] = process.rounds
    assert found.level == "envoys"
    assert [(seat.party, seat.leader, seat.level) for seat in found.delegations] == [
        ("SDN", "Omar", "envoys"),
        ("TCD", "Ali", "ministers"),
    ]
    assert [one.report for one in found.delegations[0].evidence] == ["b"]


def test_an_office_fills_the_seat_of_a_side_until_a_name_is_told():
    opened = move("convened", 3, parties=("SDN", "TCD"), venue="Tripoli", report="a")
    office = move("attended", 3, report="b", parties=("SDN", "TCD"), level="envoys", by="SDN")
    moves = (opened, _led(3, "TCD", "Ali", "ministers", "a"), office)
    [process] = fold(known(*((3, one) for one in moves)))
    [found] = process.rounds
    assert found.level == "envoys"
    assert [(seat.party, seat.leader, seat.level) for seat in found.delegations] == [
        ("SDN", None, "envoys"),
        ("TCD", "Ali", "ministers"),
    ]
    [process] = fold(known(*((3, one) for one in (*moves, _led(4, "SDN", "Omar", None, "c")))))
    assert next((seat.leader, seat.level) for seat in process.rounds[0].delegations) == ("Omar", "envoys")


def test_who_leads_a_side_left_untold_counts_where_one_leader_is_known():
    opened = move("convened", 3, parties=("SDN", "TCD"), venue="Tripoli", report="a")
    untold = move("attended", 3, report="b", parties=("SDN", "TCD"), level="envoys")
    [process] = fold(known(*((3, one) for one in (opened, _led(3, "TCD", "Ali", "ministers", "a"), untold))))
    assert process.rounds[0].level == "envoys"


def test_the_leader_whom_most_sources_name_stands():
    opened = move("convened", 3, parties=("SDN", "TCD"), venue="Tripoli", report="a")
    names = (("Ali", "a"), ("Ali", "b"), ("Idriss", "c"))
    moves = (opened, *(_led(3, "TCD", name, "envoys", report) for name, report in names))
    [process] = fold(known(*((3, one) for one in moves)))
    assert [seat.leader for seat in process.rounds[0].delegations] == ["Ali"]
