"""The brief: lines made from the record alone, each with its evidence; nothing dropped silently."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from io import StringIO

import msgspec
import pytest
from rich.console import Console

from dragoman.brief import make_brief
from dragoman.brief.html import to_html
from dragoman.brief.markdown import to_markdown
from dragoman.brief.terminal import print_brief
from dragoman.codebooks import cameo, plover
from dragoman.coding import coder
from dragoman.records import (
    STANCES,
    STATUSES,
    Actor,
    Casualties,
    CodedReport,
    Count,
    Event,
    Place,
    Report,
    ReportInfo,
    Span,
    Stance,
    Statement,
)

TEXT = """Envoys Open Talks In Oslo

Kenya and Ethiopia opened direct talks in Oslo on Monday, their first since May 2021.

The talks were moved from Cairo to Oslo after Kenya's president declined to meet the Ethiopian prime minister.

Norway mediates between the two governments. Foreign Minister Jane Doe of Norway is to meet both delegations on Friday.

Rebels shelled the town of Goma on Sunday, killing at least 12 people, the army said.

“We doubt that these talks will bring peace,” the Ethiopian prime minister said.
"""


def report(text=TEXT, report_id="a", published="2024-05-07"):
    return Report(id=report_id, text=text, published=published)


@pytest.fixture(scope="module")
def brief():
    one = report()
    return make_brief([(one, coder().code(one))])


def section(brief, name):
    return next(section for section in brief.sections if section.name == name)


def told(brief, name):
    return [f"{line.label or ''} {line.text} {line.note or ''}".strip() for line in section(brief, name).lines]


def test_the_talks_their_venue_and_what_it_was_moved_from(brief):
    talks = told(brief, "TALKS")
    assert talks[0].startswith("Kenya – Ethiopia, direct, Oslo")
    assert any("since May 2021" in line for line in talks)
    assert any(line.startswith("venue moved from Cairo to Oslo") for line in talks)
    assert any("Norway" in line and "mediator" in line for line in talks)
    assert any("Jane Doe to meet" in line and "planned" in line for line in talks)


def test_the_fighting_with_its_toll_and_who_says_so(brief):
    [line] = [line for line in told(brief, "FIGHTING") if "Goma" in line]
    assert "killed: at least 12" in line
    assert line.endswith("army") or "says" in line


def test_who_said_what_and_stands_how(brief):
    said = told(brief, "SAID")
    assert any("these talks will bring peace" in line and "doubtful" in line for line in said)


def test_every_line_but_those_of_unsure_has_evidence_in_the_text(brief):
    for part in brief.sections:
        for line in part.lines:
            assert line.refs or part.name == "UNSURE"
            for ref in line.refs:
                start, end = brief.sentences[ref.report][ref.number - 1]
                assert (start, end) == (ref.start, ref.end)
                assert all(0 <= a < b <= len(TEXT) for a, b in ref.spans)


def test_empty_sections_say_why():
    one = report("The weather stayed mild over the weekend.")
    brief = make_brief([(one, coder().code(one))])
    assert section(brief, "TALKS").empty
    assert section(brief, "SAID").empty


def span(text, start=0):
    return Span(start=start, end=start + len(text), text=text)


def actor(name, code="KEN", sectors=("GOV",)):
    return Actor(start=0, end=5, text="Kenya", name=name, code=code, sectors=list(sectors), entity=name)


def event(number, **fields):
    base = {"id": f"e{number}", "type": "ACCUSE", "cameo": "111", "quad": 3, "status": "happened", "confidence": 0.7}
    at = span("Kenya")
    return Event(
        **{
            **base,
            "trigger": at,
            "sentence": at,
            "sources": [actor("A")],
            "targets": [actor(f"B{number}", None)],
            **fields,
        }
    )


def coded(events=(), statements=(), report_id="a"):
    return CodedReport(
        report=ReportInfo(id=report_id), events=list(events), statements=list(statements), sentences=[(0, 40)]
    )


def test_long_sections_are_cut_with_a_count_and_shown_whole_when_asked():
    pairs = [(report(), coded(event(n) for n in range(40)))]
    cut, whole = section(make_brief(pairs, limit=10), "ALSO"), section(make_brief(pairs, limit=0), "ALSO")
    assert (len(cut.lines), cut.more) == (10, 30)
    assert (len(whole.lines), whole.more) == (40, 0)


def test_one_act_told_by_two_reports_is_one_line_with_both_as_evidence():
    pairs = [(report(report_id=name), coded([event(1)], report_id=name)) for name in ("a", "b")]
    [line] = section(make_brief(pairs), "ALSO").lines
    assert [ref.report for ref in line.refs] == [0, 1]


def test_reports_are_shown_newest_first():
    pairs = [(report(report_id=day, published=day), coded(report_id=day)) for day in ("2024-01-01", "2024-03-01")]
    brief = make_brief(pairs)
    assert [one.id for one in brief.reports] == ["2024-03-01", "2024-01-01"]
    assert brief.head[0] == "1 January 2024 – 1 March 2024"


@pytest.mark.parametrize(
    ("fields", "line", "note"),
    [
        ({"cameo": "125", "type": "REJECT"}, "A declined to meet or negotiate with B1", None),
        ({"cameo": "036", "type": "AGREE", "status": "planned"}, "A to meet B1", "planned"),
        ({"type": "CONSULT", "cameo": "046", "reciprocal": True}, "A and B1 held talks", None),
        ({"said_by": actor("C")}, "A criticised B1, says C", None),
        ({"said_by": actor("A")}, "A criticised B1, by own account", None),
        (
            {
                "type": "PROTEST",
                "cameo": "141",
                "targets": [actor("Garissa")],
                "place": Place(start=0, end=5, text="Kenya", name="Garissa", kind="city"),
            },
            "A demonstrated, Garissa",
            None,
        ),
        ({"sources": []}, "Somebody not named criticised B1", None),
        ({"targets": []}, "A criticised", None),
        ({"status": "denied"}, "A criticised B1", "denied"),
        (
            {"place": Place(start=0, end=5, text="Kenya", name="Garissa", kind="city")},
            "A criticised B1, Garissa",
            None,
        ),
        (
            {"casualties": Casualties(killed=Count(min=12, span=span("at least 12")))},
            "A criticised B1 (killed: at least 12)",
            None,
        ),
    ],
)
def test_how_an_event_reads(fields, line, note):
    brief = make_brief([(report(), coded([event(1, **fields)]))])
    shown = [one for part in brief.sections for one in part.lines if part.name in {"TALKS", "ALSO"}]
    assert [(one.text, one.note) for one in shown] == [(line, note)]


def statement(number, content, label="neutral"):
    return Statement(
        id=f"s{number}",
        speaker=actor("A"),
        content=span(content),
        kind="indirect",
        stance=[Stance(toward="talks", label=label, strength=0.8)],
        sentence=span(content),
    )


def test_what_a_speaker_repeats_is_one_line_and_a_stance_is_kept():
    said = [
        statement(1, "the talks will certainly fail", "pessimistic"),
        statement(2, "these talks will certainly fail again"),
    ]
    [line] = section(make_brief([(report(), coded(statements=said))]), "SAID").lines
    assert line.note == "doubtful"


HOSTILE = '</script><img src=x onerror="alert(1)"> & *bold* [link](x) `code` \x1b[31m'


def test_the_words_of_a_report_are_never_markup():
    one = report(HOSTILE)
    brief = make_brief([(one, coded([event(1, sources=[actor(HOSTILE)])]))])
    page = to_html(brief)
    assert "<img" not in page
    assert page.count("</script>") == 1
    markdown = to_markdown(brief)
    assert not re.search(r"(?<!\\)<img", markdown)
    out = StringIO()
    print_brief(brief, Console(file=out, width=100))
    assert "\x1b[31m" not in out.getvalue()


def test_what_voices_contradict_each_other_about_is_told_first_among_what_is_unsure():
    text = (
        "Ukraine accused Russia of shelling the hospital on Monday. Russia denied shelling the hospital. "
        "Kenya's health ministry said 14 people were killed in the strike on the market. "
        "Kenya's army said two people were killed in the strike on the market."
    )
    one = report(text)
    page = make_brief([(one, coder().code(one))])
    unsure = next(section for section in page.sections if section.name == "UNSURE")
    denied, numbers = unsure.lines[:2]
    assert denied.text.startswith("disputed: Russia ")
    assert denied.text.endswith("says Ukraine; Russia denies it")
    assert [ref.number for ref in denied.refs] == [1, 2]
    assert "killed: 14" in numbers.text
    assert numbers.text.endswith("says killed: two")


def test_markdown_links_lead_to_sentences(brief):
    page = to_markdown(brief)
    for anchor in re.findall(r"\]\(#(r\d+s\d+)\)", page):
        assert f'<a id="{anchor}">' in page


def test_json_is_the_model(brief):
    assert [part["name"] for part in json.loads(msgspec.json.encode(brief))["sections"]] == [
        *("TALKS", "FIGHTING", "ALSO", "SAID", "UNSURE", "CHANCES"),
    ]


def test_the_terminal_shows_numbers_and_their_sentences(brief):
    out = StringIO()
    print_brief(brief, Console(file=out, width=110))
    shown = out.getvalue()
    for number in re.findall(r"\[(\d+)\]", shown):
        assert re.search(rf"^ *{number}  ", shown, re.MULTILINE)


def test_with_several_reports_numbers_carry_the_letter_of_theirs():
    pairs = [(report(report_id=name), coded([event(1)], report_id=name)) for name in ("a", "b")]
    out = StringIO()
    print_brief(make_brief(pairs), Console(file=out, width=110))
    assert "[a1 b1]" in out.getvalue()


def test_a_report_that_could_not_be_coded_is_not_one_in_which_nothing_happened():
    one = report("Die Delegationen trafen sich am Montag in Genf und vereinbarten ein weiteres Treffen in Wien.")
    brief = make_brief([(one, coder().code(one))])
    assert "not coded" in section(brief, "FIGHTING").empty
    assert any("'de'" in line.text for line in section(brief, "UNSURE").lines)


def test_every_phrase_is_for_a_code_that_exists_and_every_type_has_one():
    phrases = tomllib.loads(files("dragoman.brief").joinpath("data/phrases.toml").read_text("utf-8"))
    assert set(phrases["types"]) == set(plover().types)
    assert set(phrases["cameo"]) <= {entry.code for entry in cameo().all()}
    assert set(phrases["status"]) == set(STATUSES)
    assert set(phrases["stance"]) == set(STANCES)
    forms = [form for table in ("types", "cameo") for pair in phrases[table].values() for form in pair]
    assert all(form.count("[") == form.count("]") <= 1 for form in forms)
