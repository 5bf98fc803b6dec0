"""The ledger: any change of any line is found, and nothing that would rewrite what stands is taken."""

from __future__ import annotations

from hashlib import sha256
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.chances import entries
from dragoman.chances.book import Book, Status
from dragoman.chances.entries import Forecast, Note, Resolved, Void, Withdrawn
from dragoman.chances.ledger import START, Head, Line, digest, from_bytes, head_of, link, to_bytes, verify
from dragoman.errors import BadEntry, BadFilter, BadRow
from dragoman.records import Adjustment, Evidence

from .book_material import book, chain, chance, day, issued

REPLACE = msgspec.structs.replace


def some(count: int = 12) -> list[Line]:
    return chain([issued(f"c{n}", f"q{n}", p=n / 20) for n in range(count)])


LINES = some()


def test_a_line_is_the_hash_of_the_one_before_and_its_own_words() -> None:
    first, second = some(2)
    assert first.previous == "0" * 64 and second.previous == first.hash
    assert second.hash == sha256(first.hash.encode() + second.body).hexdigest()
    assert verify(LINES).holds and verify(LINES).head == LINES[-1].head and verify([]).head == START


def test_bytes_are_canonical_and_come_back() -> None:
    adjustment = Adjustment(reason="“talks”", log_odds=-0.25, evidence=[Evidence(report="r", start=1, end=2)])
    entry = issued(adjustments=[adjustment], words="Ceasefire é \x00 🕊")
    body = entries.canonical(entry)
    assert entries.read(body) == entry
    keys = list(msgspec.json.decode(body))
    assert keys == sorted(keys) and list(msgspec.json.decode(body)["chance"]) == sorted(chance().__struct_fields__)
    assert b", " not in body and b": " not in body


@pytest.mark.parametrize("p", [float("nan"), float("inf")])
def test_what_json_has_no_word_for_is_refused(p: float) -> None:
    with pytest.raises(BadEntry):
        link(START, issued(adjustments=[Adjustment(reason="", log_odds=p)]))
    with pytest.raises(BadEntry):
        link(START, Note(at=day(0), words="half a character: \ud83d"))


# Every edit is found


@given(place=st.integers(0, len(LINES) - 1), at=st.integers(0, 10**6), byte=st.integers(0, 255))
def test_any_byte_of_any_body(place: int, at: int, byte: int) -> None:
    body = bytearray(LINES[place].body)
    at %= len(body)
    changed = body[at] != byte
    body[at] = byte
    lines = [*LINES[:place], REPLACE(LINES[place], body=bytes(body)), *LINES[place + 1 :]]
    found = verify(lines)
    assert found.holds is not changed
    if changed:
        assert (found.broken, found.why, found.lines) == (place + 1, "edited", place)


@given(
    place=st.integers(0, len(LINES) - 1),
    field=st.sampled_from(["n", "previous", "hash", "body"]),
    number=st.integers(-5, 40),
    text=st.text(st.sampled_from("0123456789abcdef"), min_size=0, max_size=64) | st.text(),
)
def test_any_field_of_any_line(place: int, field: str, number: int, text: str) -> None:
    line = LINES[place]
    value: int | str | bytes = (
        number if field == "n" else text.encode("utf-8", "surrogatepass") if field == "body" else text
    )
    changed = REPLACE(line, **{field: value})
    found = verify([*LINES[:place], changed, *LINES[place + 1 :]])
    assert found.holds is (changed == line)
    assert found.holds or found.broken == place + 1


@given(place=st.integers(0, len(LINES) - 1), p=st.floats(0, 1), all_after=st.booleans())
def test_a_line_written_anew_with_its_own_hash(place: int, p: float, all_after: bool) -> None:
    head = LINES[place - 1].head if place else START
    anew = link(head, issued(f"c{place}", f"q{place}", p=p))
    lines = [*LINES[:place], anew]
    for line in LINES[place + 1 :]:
        entry = line.entry
        assert entry is not None
        lines.append(link(lines[-1].head, entry) if all_after else line)
    same = anew == LINES[place]
    found = verify(lines, LINES[-1].head)
    assert found.holds is same
    if not same and not all_after and place + 1 < len(LINES):
        assert found.broken == place + 2  # the line that followed the old one
    if not same and all_after:
        assert found.why == "rewritten" and verify(lines).holds  # only a head that was noted tells


@given(place=st.integers(0, len(LINES) - 2), renumbered=st.booleans())
def test_a_line_taken_out(place: int, renumbered: bool) -> None:
    lines = [*LINES[:place], *LINES[place + 1 :]]
    if renumbered:
        lines = [REPLACE(line, n=number) for number, line in enumerate(lines, 1)]
    found = verify(lines)
    assert not found.holds and found.broken == place + 1
    assert found.why == ("edited" if renumbered else "missing")


@given(keep=st.integers(0, len(LINES) - 1))
def test_an_end_cut_off_is_found_by_a_head_that_was_noted(keep: int) -> None:
    assert verify(LINES[:keep]).holds
    found = verify(LINES[:keep], LINES[-1].head)
    assert (found.holds, found.why, found.broken) == (False, "cut", keep + 1)
    assert verify(LINES, Head(n=keep, hash=LINES[keep - 1].hash if keep else START.hash)).holds


@given(place=st.integers(0, len(LINES) - 1), whose=st.integers(0, len(LINES) - 1))
def test_a_line_put_in(place: int, whose: int) -> None:
    before = LINES[place - 1].head if place else START
    for new in (link(before, issued("new", "new")), LINES[whose]):
        found = verify([*LINES[:place], new, *LINES[place:]])
        assert not found.holds and found.broken is not None and found.broken <= max(place, whose) + 2
    assert verify([*LINES[:place], link(before, issued("new", "new")), *LINES[place:]]).why == "inserted"


@given(order=st.permutations(range(len(LINES))), renumbered=st.booleans())
def test_lines_in_another_order(order: list[int], renumbered: bool) -> None:
    lines = [LINES[place] for place in order]
    if renumbered:
        lines = [REPLACE(line, n=number) for number, line in enumerate(lines, 1)]
    found = verify(lines)
    assert found.holds is (order == sorted(order))
    if not found.holds:
        first = next(place for place, was in enumerate(order) if place != was)
        assert found.broken == first + 1 and found.why in ("reordered", "inserted")


@given(place=st.integers(1, len(LINES) - 1))
def test_characters_moved_between_hash_and_words_make_the_same_bytes_and_are_found(place: int) -> None:
    line = LINES[place]
    moved = REPLACE(line, previous=line.previous[:-1], body=line.previous[-1:].encode() + line.body)
    assert digest(moved.previous, moved.body) == moved.hash
    assert not verify([*LINES[:place], moved, *LINES[place + 1 :]]).holds


# Written out and read in


def test_a_file_of_lines_can_be_verified_by_anybody() -> None:
    text = b"".join(map(to_bytes, LINES))
    assert list(from_bytes(text.splitlines(keepends=True))) == LINES
    edited = text.replace(b'"p":0.3', b'"p":0.9', 1)
    assert edited != text and verify(from_bytes(edited.splitlines())).why == "edited"
    with pytest.raises(BadRow) as error:
        list(from_bytes([to_bytes(LINES[0]), b"{}"]))
    assert error.value.line == 2


@settings(max_examples=30)
@given(st.binary(max_size=200))
def test_what_is_no_file_of_lines_is_refused(text: bytes) -> None:
    try:
        assert not list(from_bytes(text.splitlines()))
    except BadRow as error:
        assert error.hint


def test_a_head_is_noted_as_a_number_and_a_hash() -> None:
    head = LINES[-1].head
    assert head_of(f" {head}\n") == head
    for text in ("", "12", "x:y", f"{head}0"):
        with pytest.raises(BadFilter):
            head_of(text)


# What the book takes


def resolved(question: str = "q1", outcome: bool = True, at: int = 10, **fields: object) -> Resolved:
    return msgspec.convert(
        {"kind": "resolved", "at": day(at), "by": "x", "question": question, "outcome": outcome} | fields, Resolved
    )


def test_states_of_questions() -> None:
    found = book(
        [
            issued("a", "open", at=day(0)),
            issued("b", "true"),
            issued("c", "void"),
            issued("d", "left"),
            issued("b2", "true", p=0.5, at=day(5), issued=day(5)),
            Forecast(at=day(6), by="Maria", question="true", p=0.9),
            resolved("true", at=20, on=day(15)),
            Void(at=day(21), by="x", question="void", why="one party is no more"),
            Withdrawn(at=day(22), by="x", question="left", why="badly worded"),
            Note(at=day(23), words="moved to another machine"),
        ]
    )
    of = {status: [one.question for one in found.of(status=status)] for status in get_args(Status)}
    assert of == {"open": ["open"], "resolved": ["true"], "void": ["void"], "withdrawn": ["left"]}
    true = found.questions["true"]
    assert [one.p for one in true.chances()] == [0.3, 0.5]
    last = true.latest()
    assert last is not None and (last.id, last.outcome, last.brier) == ("b2", True, 0.25)
    assert last.log_score == pytest.approx(0.6931, abs=1e-4) and last.hash != last.previous_hash
    assert [(one.forecaster, one.p) for one in true.given] == [("dragoman", 0.3), ("dragoman", 0.5), ("Maria", 0.9)]
    assert [one.question for one in found.due(day(91))] == ["open", "left"] and found.due(day(90)) == []
    assert found.of(parties=["BBB"]) == found.of() and found.of(parties=["CCC"]) == []
    before = found.last("round", ["BBB", "AAA"], 90)
    assert before is not None and before.id == "b2"


def test_a_second_resolution_needs_a_reason_and_both_stay() -> None:
    found = book([issued(), resolved()])
    for entry in (resolved(at=11), Void(at=day(11), by="x", question="q1", why="w"), resolved(at=11, correction=" ")):
        with pytest.raises(BadEntry, match="resolved since"):
            found.check(entry)
    found = book([issued(), resolved(), resolved(outcome=False, at=91, correction="it was another round")])
    assert found.questions["q1"].outcome is False and len(found.questions["q1"].ends) == 2
    found = book([issued(), resolved(), Void(at=day(91), by="x", question="q1", why="w", correction="c")])
    assert found.questions["q1"].status == "void" and found.questions["q1"].outcome is None
    with pytest.raises(BadEntry, match="nothing to correct"):
        book([issued(), resolved(correction="why not")])


def test_a_withdrawn_question_takes_no_chances_but_can_be_resolved() -> None:
    start = [issued(), Withdrawn(at=day(1), by="x", question="q1", why="w")]
    with pytest.raises(BadEntry, match="withdrawn"):
        book([*start, issued("c2", at=day(2))])
    assert book([*start, resolved()]).questions["q1"].status == "resolved"


@pytest.mark.parametrize(
    ("field", "entry"),
    [
        ("$.chance.p", issued(p=1.2, low=0.1, high=1.0)),
        ("$.chance.low", issued(p=0.3, low=0.4)),
        ("$.chance.table", issued(table=-0.1)),
        ("$.chance", issued(parties=[])),
        ("$.chance.id", issued("")),
        ("$.chance.hash", issued(hash="ab")),
        ("$.chance.deadline", issued(deadline="soon")),
        ("$.chance.deadline", issued(at=day(91))),
        ("$.at", issued(at="yesterday")),
        ("$.at", issued(at="2020-02-30")),
        ("$.question", Forecast(at=day(0), by="Maria", question="none", p=0.5)),
        ("$.words", Note(at=day(0), words="")),
    ],
)
def test_what_is_refused_at_the_beginning(field: str, entry: entries.AnyEntry) -> None:
    with pytest.raises(BadEntry) as error:
        Book().check(entry)
    assert error.value.field == field


@pytest.mark.parametrize(
    ("field", "entry"),
    [
        ("$.chance.id", issued("c1", "q2")),
        ("$.chance.question", issued("c2", parties=["AAA", "CCC"])),
        ("$.chance.question", issued("c2", deadline=day(80))),
        ("$.at", Note(at="2019-12-31", words="earlier than the line before")),
        ("$.p", Forecast(at=day(1), by="Maria", question="q1", p=1.1)),
        ("$.by", Forecast(at=day(1), by="dragoman", question="q1", p=0.1)),
        ("$.by", Forecast(at=day(1), by=" ", question="q1", p=0.1)),
        ("$.at", Forecast(at=day(91), by="Maria", question="q1", p=0.1)),
        ("$.outcome", resolved(outcome=False, at=90)),
        ("$.on", resolved(at=95)),
        ("$.on", resolved(at=5, on=day(6))),
        ("$.on", resolved(at=5, on="then")),
        ("$.why", Void(at=day(1), by="x", question="q1", why="")),
    ],
)
def test_what_is_refused_of_a_question(field: str, entry: entries.AnyEntry) -> None:
    found = book([issued()])
    with pytest.raises(BadEntry) as error:
        found.check(entry)
    assert error.value.field == field


def test_a_line_of_a_newer_version_is_passed_over_and_the_chain_goes_on() -> None:
    body = b'{"at":"2030-01-01","by":"x","kind":"auctioned"}'
    line = Line(n=1, previous=START.hash, hash=digest(START.hash, body), body=body)
    lines = [line, link(line.head, issued())]
    assert verify(lines).holds
    found = Book(lines)
    assert found.passed == 1 and list(found.questions) == ["q1"] and found.head == lines[-1].head
