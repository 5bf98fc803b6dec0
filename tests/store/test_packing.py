"""How texts and coded reports lie in the record."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import CodedReport
from dragoman.store.packing import pack, pack_text, unpack_events, unpack_rest, unpack_text, wordless

from ..contract.material import day, many, meeting, report, said, strike


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert unpack_text(pack_text(text)) == text


def test_a_coded_report_comes_back_as_it_was() -> None:
    for _, coded in many(12):
        events, rest = pack(coded)
        assert unpack_events(events) == coded.events
        for name in ("statements", "actors", "places", "dates", "sentences", "notes"):
            assert getattr(unpack_rest(rest), name) == getattr(coded, name)


def test_packing_is_the_same_each_time_and_smaller() -> None:
    _, coded = report("a", strike(), meeting(day(2)), said())
    assert pack(coded) == pack(coded)
    assert sum(map(len, pack(coded))) < len(msgspec.json.encode(coded)) / 2


def test_without_words_every_offset_and_name_stays() -> None:
    _made, coded = report("a", strike(), meeting(day(2)), said())
    bare = wordless(coded)
    assert isinstance(bare, CodedReport)
    spans = list(_spans(msgspec.to_builtins(bare)))
    assert [(one["start"], one["end"]) for one in spans] == [
        (one["start"], one["end"]) for one in _spans(msgspec.to_builtins(coded))
    ]
    assert {one["text"] for one in spans} == {""}
    assert [actor.name for actor in bare.actors] == [actor.name for actor in coded.actors]
    assert bare.report == coded.report and bare.sentences == coded.sentences
    assert wordless(bare) == bare


def _spans(value: object) -> list[dict[str, object]]:
    if isinstance(value, list):
        return [span for one in value for span in _spans(one)]
    if isinstance(value, dict):
        own = [value] if {"start", "end", "text"} <= value.keys() else []
        return own + [span for one in value.values() for span in _spans(one)]
    return []
