"""CHANCES in the brief: one line a question with base rate, cases and reasons, resting on this report's words."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from rich.console import Console

from dragoman.brief import chances as section
from dragoman.brief import make_brief
from dragoman.brief.html import to_html
from dragoman.brief.markdown import to_markdown
from dragoman.brief.terminal import print_brief
from dragoman.chances.words import word_for
from dragoman.records import CodedReport, Move, Report, ReportInfo, Span

TEXT = (
    "Eritrea and Ethiopia met for peace talks in Nairobi. Kenya mediated. Eritrea refused a ceasefire. "
    "Yemen met the Houthis in Muscat."
)
PAIR, OTHER = ["ERI", "ETH"], ["YEM", "group:YEM-HOUTHI"]


def move(kind, words, parties=PAIR, **fields):
    start = TEXT.index(words)
    span = Span(start=start, end=start + len(words), text=words)
    given = {"first": "2031-03-10", "last": "2031-03-10", "dated": True, "peace": True, "mediators": ["KEN"]} | fields
    return Move(id="m", kind=kind, report="a", parties=list(parties), words=span, sentence=span, **given)


MOVES = [
    move("convened", "met for peace talks", venue="Nairobi"),
    move("mediated", "mediated"),
    move("rejected", "refused a ceasefire", by="ERI", issue="ceasefire"),
]


@pytest.fixture
def lines(monkeypatch):
    """Makes the section of a report with some moves, published on a day."""
    from dragoman.chances import standing

    def make(moves=MOVES, published="2031-03-11", limit=12):
        monkeypatch.setattr(standing, "find_moves", lambda report, coded: moves)
        ends = [match.end() for match in re.finditer(r"\.", TEXT)]
        starts = [0, *(end + 1 for end in ends[:-1])]
        coded = CodedReport(
            report=ReportInfo(id="a", published=published), sentences=list(zip(starts, ends, strict=True))
        )
        brief = make_brief([(Report(id="a", text=TEXT, published=published), coded)], limit=limit)
        return brief, next(one for one in brief.sections if one.name == "CHANCES")

    return make


def test_each_question_has_its_chance_interval_base_rate_cases_and_word(lines):
    _, found = lines()
    asked = ["a further round", "a further round", "a ceasefire", "a ceasefire", "a signed agreement"]
    assert [line.text.startswith(words) for line, words in zip(found.lines, asked, strict=True)] == [True] * 5
    for line in found.lines:
        told = re.search(
            r"within (\d+) days: (\d+) % \((\d+) % to (\d+) %\) · base rate (\d+) % of ([\d,]+) \S+", line.text
        )
        assert told, line.text
        p, low, high = (int(told[place]) for place in (2, 3, 4))
        assert low <= p <= high
        assert line.note in (word_for(p / 100), word_for(p / 100 - 0.005), word_for(p / 100 + 0.005))
        assert line.label == "Eritrea – Ethiopia"


def test_what_moved_it_is_told_with_its_direction_and_its_sentences(lines):
    _, found = lines()
    truce = next(line for line in found.lines if "ceasefire" in line.text)
    assert "Eritrea refused a truce (−)" in truce.text
    assert "the talks are under way (+)" in truce.text
    assert [ref.number for ref in truce.refs] == [1, 2, 3]
    lit = {TEXT[start:end] for ref in truce.refs for start, end in ref.spans}
    assert lit == {"met for peace talks", "mediated", "refused a ceasefire"}
    further = found.lines[0]
    assert "a venue is agreed: Nairobi (+)" in further.text
    assert "truce" not in further.text


def test_each_pair_of_parties_has_its_lines_and_what_is_cut_is_counted(lines):
    other = move("convened", "met the Houthis", OTHER, venue="Muscat", mediators=["OMN"])
    _, found = lines([*MOVES, other])
    labels = [line.label for line in found.lines]
    assert sorted(set(labels)) == ["Eritrea – Ethiopia", "The government of Yemen – Houthis"]
    assert labels == sorted(labels, key=labels.index)  # pair by pair
    assert len(labels) == 10
    assert {ref.number for line in found.lines if "Yemen" in line.label for ref in line.refs} == {4}
    _, cut = lines([*MOVES, other], limit=7)
    assert (len(cut.lines), cut.more) == (7, 3)


def test_without_talks_it_says_so(lines):
    _, found = lines([])
    assert (found.lines, found.empty) == ([], "no peace talks of two parties are told")


def test_it_is_the_last_section_and_every_form_of_the_page_has_it(lines):
    brief, found = lines()
    assert brief.sections[-1] is found
    stream = StringIO()
    print_brief(brief, Console(file=stream, width=140, color_system=None))
    for page in (stream.getvalue(), to_markdown(brief), to_html(brief)):
        text = " ".join(page.split())
        assert re.search(r"(?i)chances", text)
        assert "base rate" in text
        assert "further round" in text


def test_a_report_without_a_day_has_the_same_lines_whenever_it_is_read(lines, monkeypatch):
    class Clock:
        day = "2031-03-12"

        @classmethod
        def now(cls, zone):
            return cls

        @classmethod
        def date(cls):
            return cls

        @classmethod
        def isoformat(cls):
            return cls.day

    monkeypatch.setattr(section, "datetime", Clock)
    _, soon = lines(published=None)
    Clock.day = "2044-01-01"
    _, late = lines(published=None)
    assert soon.lines == late.lines
    assert soon.lines
