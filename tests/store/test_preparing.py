"""Preparing: any number of processes gives the same record, and one report that breaks costs only itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.coding import Settings
from dragoman.records import CodedReport, Failure, Report, to_json
from dragoman.store import KeptRecord
from dragoman.store.dump import dump
from dragoman.store.features import features as plain
from dragoman.store.preparing import Preparing, prepare

from ..contract.material import Pair, many, report, said, strike, versions


def how(known: str = "2024-05-01T00:00:00Z") -> Preparing:
    return Preparing("hand", Settings(model=False), True, known)


def lines(pairs: list[Pair]) -> Callable[[Report], bytes | None]:
    coded = {one.id: b"" for one, _ in pairs}
    for one, coding in pairs:
        coded[one.id] += to_json(coding) + b"\n"
    return lambda one: coded.get(one.id)


def test_two_workers_and_one_give_the_same_record() -> None:
    pairs = [*many(70), *versions(["r00003"])]
    dumps = []
    for workers in (1, 2):
        with KeptRecord(":memory:") as record:
            tally = record.add_coded(pairs, coder="hand", workers=workers)
            assert (tally.new, tally.versions) == (70, 1)
            dumps.append(list(dump(record.backend)))
    assert dumps[0] == dumps[1]


def test_of_lines_the_first_that_fits_the_text_is_taken() -> None:
    old, new = report("a", strike(killed=3)), report("a", strike(killed=8), said())
    with KeptRecord(":memory:") as record:
        tally = record.add([new[0]], coded=lines([old, new]))
        assert (tally.new, tally.coded) == (1, 0)
        (line,) = record.events().lines
        assert line.event == new[1].events[0]


def test_what_nothing_fitting_was_coded_from_is_coded_now() -> None:
    other = Report(id="a", text="Ghana praised Togo.", published="2024-03-01")
    with KeptRecord(":memory:") as record:
        tally = record.add([other], coded=lines([report("a", strike())]), settings=Settings(model=False))
        assert (tally.new, tally.coded) == (1, 1)
        (line,) = record.events().lines
        assert line.event.trigger.text == "praised"


@pytest.mark.parametrize("line", [b"no json", b'{"report": {"id": "a"}, "events": [{}]}'])
def test_a_coding_that_cannot_be_read_costs_its_report(line: bytes) -> None:
    good = report("b", strike())
    codings = {"a": line, "b": to_json(good[1])}
    with KeptRecord(":memory:") as record:
        tally = record.add([report("a", strike())[0], good[0]], coded=lambda one: codings[one.id])
        assert [(one.id, one.code) for one in tally.failures] == [("a", "D205")]
        assert tally.ids == ["b"]


def test_a_defect_costs_its_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def features(one: Report, coded: CodedReport, **_: object) -> object:
        if one.id == "a":
            raise ZeroDivisionError
        return plain(one, coded)

    monkeypatch.setattr("dragoman.store.preparing.features", features)
    with KeptRecord(":memory:") as record:
        tally = record.add_coded([report("a", strike()), report("b", strike())], coder="hand")
        assert [(one.id, one.code) for one in tally.failures] == [("a", "D203")]
        assert tally.ids == ["b"]


@pytest.mark.parametrize("keep_text", [True, False])
def test_rows_for_another_moment_are_those_made_for_it(keep_text: bool) -> None:
    pair = report("a", strike(), said(), published=None)
    early = prepare(*pair, "hand", keep_text=keep_text, known="2024-05-01T00:00:00Z")
    late = prepare(*pair, "hand", keep_text=keep_text, known="2024-06-01T00:00:00Z")
    assert early.rows != late.rows
    assert early.written(late.known) == late.rows


def test_failures_to_read_pass_through() -> None:
    broken = Failure(code="D108", what="a line that is no report", line=3)
    assert list(how().run([broken], workers=1, coded=True)) == [broken]
