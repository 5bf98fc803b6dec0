"""Questions of the ledger that the record answers, on every database: what is told of them, by whom, and how much."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.chances.issuing import issue
from dragoman.chances.questions import ask
from dragoman.chances.resolving import COVERED
from dragoman.chances.resolving import Found as Outcome
from dragoman.chances.situation import Situation
from dragoman.chances.standing import issued_of
from dragoman.records import Process
from dragoman.store import KeptRecord

from .material import day, meeting, plain, report, strike

Fresh = Callable[..., KeptRecord]
NAMES = {"RUS": "Russia", "UKR": "Ukraine"}
ASKED = day(0)
AFTER = day(60)
WORDS = (
    "A baker in the old town gave out bread to everyone who came to his door before dawn",
    "Trains stood still between the two rivers because the signals had lost their power",
    "Pupils went back into classrooms whose windows had been mended with planks and sheets of plastic",
    "Fishermen found their nets cut and two of their boats adrift beyond the lighthouse",
    "An orchestra played in the underground station while rain ran down the broken escalators",
    "Vets treated cows and horses that had wandered for days along the closed motorway",
)
OTHER = "Snow lay on the passes until late that spring, and the herdsmen waited below with their sheep and goats"


def asked(record: KeptRecord, names: dict[str, str] = NAMES, days: int = 30) -> None:
    """One question of a round in the ledger."""
    situation = Situation(Process(id="t", parties=sorted(names), names=names), (), ASKED)
    record.ledger.issue([issued_of(ask("round", names, ASKED, days), situation).chance], at=ASKED)


def outcome(record: KeptRecord, today: str = AFTER) -> Outcome | None:
    (standing,) = record.ledger.book().of()
    return record.outcome(standing, today)


def held(name: str, on: int, published: int | None = None, *more: str) -> object:
    """A report of one outlet of a round on a day."""
    return report(
        name, meeting(day(on)), *map(plain, more), published=day(on if published is None else published), source=name
    )


def other(name: str, on: int, published: int) -> object:
    """A report of the same round in other words."""
    return held(name, on, published, OTHER, "The mayor of the city spoke of the harvest and of roads that need repair")


def test_a_round_told_by_two_independent_reports(fresh: Fresh) -> None:
    record = fresh([held("a", 10)])
    asked(record)
    assert outcome(record) is None
    record.add_coded([other("b", 10, 12)], coder="hand")  # type: ignore[list-item]
    found = outcome(record)
    assert found is not None
    assert (found.outcome, found.on) == (True, day(10))
    assert [one.report for one in found.evidence] == ["a", "b"]
    for one in found.evidence:
        assert record.texts([one.report])[one.report][one.start : one.end] == "held"


def test_two_copies_of_one_wire_are_one_source(fresh: Fresh) -> None:
    record = fresh([held("a", 10, None, OTHER), held("b", 10, 11, OTHER)])
    asked(record)
    assert outcome(record) is None


def test_a_round_before_the_question_or_after_the_deadline_is_none(fresh: Fresh) -> None:
    record = fresh([held("a", 0), other("b", 0, 1), held("c", 40), other("d", 40, 41)])
    asked(record)
    assert outcome(record) is None


def fighting(count: int) -> list[object]:
    """Reports that name both parties and tell of no talks; each of another place and day."""
    places = ("Kharkiv", "Odesa", "Rafah", "Suva", "Apia", "Doha")
    return [
        report(
            f"f{number}",
            strike(day(2 + 4 * number), places[number], killed=number + 1),
            plain(WORDS[number]),
            published=day(3 + 4 * number),
            source=f"S{number}",
        )
        for number in range(count)
    ]


def test_past_its_deadline_nothing_told_is_no_where_enough_was_read(fresh: Fresh) -> None:
    record = fresh(fighting(COVERED - 1))
    asked(record)
    assert outcome(record) is None
    record.add_coded(fighting(COVERED)[-1:], coder="hand")  # type: ignore[arg-type]
    found = outcome(record)
    assert found is not None
    assert (found.outcome, found.on, found.evidence) == (False, None, ())
    assert outcome(record, day(30)) is None  # it can still come true
    assert outcome(record, day(37)) is None  # and reports of it still come in


def test_reports_of_another_time_on_one_party_or_copied_are_not_enough(fresh: Fresh) -> None:
    early = [report(f"e{n}", strike(day(-9 - n)), plain(WORDS[n]), published=day(-8 - n)) for n in range(COVERED)]
    copies = [report(f"c{n}", strike(day(5)), plain(OTHER), published=day(6), source=f"S{n}") for n in range(COVERED)]
    alone = [
        report(f"a{n}", strike(day(4 * n), by="Israel", killed=n + 1), plain(WORDS[n]), published=day(4 * n + 1))
        for n in range(COVERED)
    ]
    record = fresh([*early, *copies, *alone])  # type: ignore[list-item]
    asked(record)
    assert outcome(record) is None


def test_moves_are_those_of_both_and_of_nobody_else_and_as_of_a_day(fresh: Fresh) -> None:
    elsewhere = report("x", meeting(day(10), "Doha", ("Israel", "Hamas")), published=day(10))
    record = fresh([held("a", 10), other("b", 10, 12), elsewhere])
    (process,) = record.talks(["RUS", "UKR"], every=True)
    moves = record.moves(process)
    assert [one.report for one in moves] == ["a", "b"]
    assert all(set(one.parties) <= {"RUS", "UKR"} for one in moves)
    assert [one.report for one in record.moves(process, as_of=day(11))] == ["a"]
    assert record.moves(process, as_of=day(5)) == []


def test_the_record_does_not_count_deaths(fresh: Fresh) -> None:
    record = fresh(fighting(COVERED))
    question = ask("deaths_halve", NAMES, ASKED, 90)
    situation = Situation(Process(id="t", parties=sorted(NAMES), names=NAMES), (), ASKED)
    base = issued_of(question, situation).base
    record.ledger.issue([issue(question, base, situation)], at=ASKED)
    assert outcome(record, day(300)) is None


@pytest.mark.parametrize("names", [{"RUS": "Russia", "TUR": "Turkey"}, {"ISR": "Israel", "group:hamas": "Hamas"}])
def test_others_who_met_are_not_those_who_were_asked_of(fresh: Fresh, names: dict[str, str]) -> None:
    record = fresh([held("a", 10), other("b", 10, 12)])
    asked(record, names)
    assert outcome(record) is None
