"""The change log, and coding again: the new is shown, the old stays to be compared."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.store import KeptRecord

from .material import day, many, report, strike, versions
from .shown import Fresh, lines, recode


def test_the_change_log_tells_what_came_and_what_moved(fresh: Fresh) -> None:
    record = fresh([report("a", strike(), published=day(2))])
    assert [(one["kind"], one["known"]) for one in record.changes("a")] == [("report", day(2))]
    record.add_coded([report("a", strike(killed=8), published=day(3))], coder="hand")
    assert [(one["kind"], one["known"]) for one in record.changes("a")] == [("version", day(3)), ("report", day(2))]
    ((_, happening),) = {(line.report.id, line.happening) for line in record.events().lines}
    record.add_coded([report("b", strike(), published=day(0), source="Herald")], coder="hand")
    founder = next(line.happening for line in record.events().lines if line.report.id == "b")
    assert founder != happening
    moved = [one for one in record.changes(founder) if one["kind"] == "happening"]
    assert moved and moved[0]["before"] == happening
    assert record.changes(since="2999-01-01") == []
    assert len(record.changes(limit=2)) == 2


def test_coding_again_shows_the_new_and_keeps_the_old(fresh: Fresh) -> None:
    pairs = many(12)
    record = fresh(pairs)
    again = [
        (made, msgspec.structs.replace(coding, events=[_possible(event) for event in coding.events]))
        for made, coding in pairs
    ]
    assert recode(record, again, "hand/2") == sum(len(coding.events) for _, coding in pairs)
    assert {line.event.status for line in record.events().lines} == {"possible"}
    assert [(name, count) for name, _, count in record.coders()] == [("hand", 12), ("hand/2", 12)]
    told = list(record.diff("hand", "hand/2"))
    assert {one.kind for one in told} == {"changed"}
    assert ("happened", "possible") in {one.fields["status"] for one in told}
    assert next(one["kind"] for one in record.changes("r00000")) == "recoded"
    assert list(record.diff("hand", "hand")) == []


def _possible(event: Any) -> Any:
    return msgspec.structs.replace(event, status="possible")


def test_a_record_coded_again_is_as_if_it_had_been_coded_so_at_first(fresh: Fresh) -> None:
    pairs = [*many(12), *versions(["r00003"])]
    gone = [
        (made, msgspec.structs.replace(coding, events=coding.events[1:] if made.id < "r00005" else coding.events))
        for made, coding in pairs
    ]
    record = fresh(pairs)
    recode(record, gone, "hand/2")

    def shown(one: KeptRecord, coder: str) -> list[dict[str, Any]]:
        found = lines(one)
        for line in found:
            if line["kind"] == "version":
                line["codings"] = [coding for coding in line["codings"] if coding["coder"] == coder]
        return found

    once = fresh()
    once.add_coded(gone, coder="hand/2")
    assert shown(record, "hand/2") == shown(once, "hand/2")


def test_reports_without_text_cannot_be_coded_again_and_are_counted(fresh: Fresh, read: list[Any]) -> None:
    record = fresh()
    record.add_coded(read[:1], coder="older", keep_text=False)
    record.add_coded(read[1:], coder="older")
    done = record.recode()
    assert (done.reports, done.without_text, done.failures) == (len(read) - 1, 1, [])
    assert done.events == 0  # the same coder has made the same of them
    assert record.recode().reports == 0
