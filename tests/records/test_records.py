"""The contract: fields, JSON, and what a reader of it relies on."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import (
    KINDS,
    SCHEMA,
    Actor,
    CodedReport,
    Date,
    Event,
    Report,
    ReportInfo,
    Span,
    content_id,
    from_json,
    json_schema,
    to_json,
)

# The field names that record.md promises; adding is allowed, renaming or dropping is not.
PROMISED = {
    "coded": {"schema", "report", "events", "statements", "actors", "places", "dates", "story"},
    "report": {"id", "text", "title", "published", "source", "url", "language"},
}
EVENT = {
    *("id", "type", "mode", "contexts", "cameo", "quad", "goldstein", "score", "status", "trigger", "sources"),
    *("targets", "date", "place", "casualties", "said_by", "sentence", "confidence", "reciprocal"),
}


def event(**fields):
    at = Span(start=0, end=3, text="met")
    return Event(id="e1", type="CONSULT", quad=1, status="happened", trigger=at, sentence=at, confidence=0.5, **fields)


def test_events_carry_every_promised_field_even_when_empty():
    written = json.loads(to_json(CodedReport(report=ReportInfo(id="a"), events=[event()])))
    assert PROMISED["coded"] <= written.keys()
    assert written["events"][0].keys() >= EVENT
    assert written["schema"] == SCHEMA == 1


def test_records_cannot_be_changed():
    with pytest.raises(AttributeError):
        event().type = "ASSAULT"


def test_a_date_says_where_it_comes_from_under_the_key_from():
    date = Date(start=0, end=0, text="", type="DATE", value="2024-05-07", origin="published")
    assert json.loads(to_json(date))["from"] == "published"


@given(st.text(), st.text(), st.lists(st.sampled_from(["GOV", "MIL", "REB"])))
def test_json_round_trip(text, name, sectors):
    actor = Actor(start=0, end=len(text), text=text, name=name, sectors=sectors, entity="x")
    try:
        text.encode(), name.encode()
    except UnicodeEncodeError:
        return  # sources refuse half surrogate pairs before a record is made of them
    coded = CodedReport(report=ReportInfo(id="a"), events=[event(sources=[actor])], actors=[actor])
    assert from_json(to_json(coded)) == coded


def test_a_wrong_value_is_told_with_its_path():
    line = to_json(CodedReport(report=ReportInfo(id="a"), events=[event()])).replace(b'"happened"', b'"maybe"')
    with pytest.raises(msgspec.ValidationError, match=r"\$\.events\[0\]\.status"):
        from_json(line)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_schema(kind):
    schema = json_schema(kind)
    assert schema["$schema"].endswith("2020-12/schema")
    definition = schema["$defs"][schema["$ref"].rpartition("/")[2]]
    assert PROMISED.get(kind, set()) <= definition["properties"].keys()


def test_content_ids_are_stable_and_tell_reports_apart():
    assert content_id("a", "2024-01-01") == content_id("a", "2024-01-01")
    assert len({content_id("a"), content_id("b"), content_id("a", "2024-01-01"), content_id("a", None, "x")}) == 4


def test_report_info_is_the_report_without_its_text():
    report = Report(id="a", text="t", title="T", published="2024-01-01", source="s", url="u", language="en")
    assert report.info == ReportInfo(id="a", title="T", published="2024-01-01", source="s", url="u", language="en")
