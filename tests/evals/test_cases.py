from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import cases
import expected
from cases import figures, is_actor, judge, match, measure, same_actors, show
from dragoman.codebooks import cameo, plover
from dragoman.records import (
    STATUSES,
    Actor,
    Casualties,
    CodedReport,
    Count,
    Date,
    Event,
    Place,
    ReportInfo,
    Span,
    Statement,
)
from expected import Case, ExpectedEvent, load

FOLDER = Path(cases.__file__).parent / "cases"
ALL = load(FOLDER)
EVENTS = [(case, event) for case in ALL for event in case.event]

SHOWN = """
agree+ plan+ offer+ refuse+ threaten+ demand+ deny+ accuse+
talks held | talks proposed by party | talks asked of others | talks declined | talks cancelled | talks broken off
talks threatened | mediation | visit | host | phone | multilateral | invitation
ceasefire declared | ceasefire agreed | ceasefire observed | ceasefire broken | ceasefire turned down
ceasefire called for by party | ceasefire called for by outsider
agreement promised | agreement signed | agreement refused
future consult | future support | future cooperate | future aid | future retreat | future harm by its author
reciprocal | passive | nominalisation | light verb | headline | bullet | communiqué | coordination | pronoun | quotation
said_by | place | date | killed | injured | detained | displaced | missing | capital as government
"""


def shown() -> list[str]:
    first, *rest = SHOWN.strip().splitlines()
    return first.split() + [one.strip() for line in rest for one in line.split("|")]


# ---------------------------------------------------------------- the files


def test_there_are_reports_enough():
    assert len(ALL) >= 200
    assert sum(not case.event and not case.statement for case in ALL) >= 15
    assert len({case.text for case in ALL}) == len(ALL)


def test_every_trigger_and_content_stands_in_the_text():
    for case in ALL:
        for event in case.event:
            start, end = event.span(case.text)
            assert case.text[start:end] == event.trigger, case.id
        for statement in case.statement:
            assert case.text.count(statement.content) == 1, case.id


def test_codes_are_those_of_the_codebook_and_fit_each_other():
    codes = [code.code for code in cameo().all()]
    for case, event in EVENTS:
        plover().validate(event.type, event.mode or None)
        assert event.cameo is None or any(code.startswith(event.cameo) for code in codes), case.id
        assert not event.reciprocal or (event.source and event.target), f"{case.id}: a reciprocal act has two sides"


def test_no_two_events_of_a_report_are_the_same():
    for case in ALL:
        keys = [(event.trigger, event.nth, event.type) for event in case.event]
        assert len(set(keys)) == len(keys), case.id


def test_every_type_mode_and_status_is_there():
    required = [event for _, event in EVENTS if not event.optional]
    assert {event.type for event in required} == set(plover().types)
    assert {event.status for event in required} - {"any"} == set(STATUSES)
    modes = {(name, mode) for name, type in plover().types.items() for mode in type.modes}
    assert modes - {(event.type, event.mode) for event in required} == set()


@pytest.mark.parametrize("what", shown())
def test_every_composition_and_form_is_shown(what):
    assert any(what in event.shows for _, event in EVENTS if not event.optional)


def test_unknown_fields_and_double_ids_are_refused(tmp_path):
    (tmp_path / "a.toml").write_text('[[report]]\nid = "a"\ntext = "b"\nevnet = []\n', "utf-8")
    with pytest.raises(msgspec.ValidationError, match=r"a\.toml"):
        load(tmp_path)
    (tmp_path / "a.toml").write_text('[[report]]\nid = "a"\ntext = "b"\n' * 2, "utf-8")
    with pytest.raises(ValueError, match="a"):
        load(tmp_path)


# ---------------------------------------------------------------- the matching, on records made by hand

TEXT = "Kenya met Somalia in Lamu. Kenya then accused Somalia of shelling Boni. It rained."


def span(words: str, record: type = Span, nth: int = 1, **fields):
    at = -1
    for _ in range(nth):
        at = TEXT.index(words, at + 1)
    return record(start=at, end=at + len(words), text=words, **fields)


def actor(words: str, code: str | None = None, *sectors: str, nth: int = 1) -> Actor:
    name = words if code is None else code
    return span(words, Actor, nth, name=words, code=code, sectors=list(sectors), entity=name)


def event(trigger: str, type: str, sources=(), targets=(), **fields) -> Event:
    at = TEXT.index(trigger)
    start = max(0, TEXT.rfind(". ", 0, at) + 2 if ". " in TEXT[:at] else 0)
    sentence = TEXT[start : TEXT.index(".", at) + 1]
    return Event(
        id=f"{type}-{at}",
        type=type,
        quad=1,
        status=fields.pop("status", "happened"),
        trigger=span(trigger),
        sentence=span(sentence),
        sources=list(sources),
        targets=list(targets),
        confidence=0.5,
        **fields,
    )


def coded(*events: Event, statements=()) -> CodedReport:
    return CodedReport(report=ReportInfo(id="a"), events=list(events), statements=list(statements))


KENYA, SOMALIA = actor("Kenya", "KEN"), actor("Somalia", "SOM", "GOV")
MET = ExpectedEvent(trigger="met", type="CONSULT", source=("KEN",), target=("SOM",), reciprocal=True)
ACCUSED = ExpectedEvent(trigger="accused", type="ACCUSE", mode="allege", source=("KEN",), target=("SOM GOV",))
SHELLING = ExpectedEvent(trigger="shelling", type="ASSAULT", place="Boni", said_by="KEN")


def case(*events: ExpectedEvent, **fields) -> Case:
    return Case(id="a", text=TEXT, event=events, **fields)


def test_figures_by_hand():
    done = match(
        case(MET, ACCUSED, SHELLING),
        coded(
            event("met", "CONSULT", [SOMALIA], [KENYA]),
            event("accused", "ACCUSE", [KENYA], [], mode="disapprove", status="planned"),
            event("rained", "ASSAULT"),
        ),
    )
    assert [wanted.trigger for wanted, _ in done.pairs] == ["met", "accused"]
    assert done.missed == [SHELLING]
    assert [one.trigger.text for one in done.false] == ["rained"]
    result = figures([done])
    assert result["recall"] == pytest.approx(2 / 3)
    assert result["precision"] == pytest.approx(2 / 3)
    assert result["status"] == 0.5
    assert result["source"] == 1.0
    assert result["target"] == 0.5
    assert result["mode"] == 0.0


def test_an_incomplete_report_is_left_out_of_precision():
    done = match(case(MET, complete=False), coded(event("met", "CONSULT"), event("rained", "ASSAULT")))
    assert figures([done])["precision"] == 1.0
    assert figures([done])["recall"] == 1.0


def test_an_optional_event_counts_neither_way():
    optional = msgspec.structs.replace(SHELLING, optional=True)
    for events in ([], [event("shelling", "ASSAULT")]):
        done = match(case(MET, optional), coded(event("met", "CONSULT"), *events))
        assert (figures([done])["recall"], figures([done])["precision"]) == (1.0, 1.0)


def test_quiet_reports():
    quiet, loud = match(case(), coded()), match(case(), coded(event("rained", "ASSAULT")))
    assert figures([quiet, loud])["quiet"] == 0.5
    assert figures([loud])["precision"] == 0.0


def test_another_word_of_the_sentence_will_do_but_not_another_sentence_or_type():
    assert match(case(ACCUSED), coded(event("shelling", "ACCUSE"))).pairs
    assert not match(case(ACCUSED), coded(event("met", "ACCUSE"))).pairs
    assert not match(case(ACCUSED), coded(event("accused", "REJECT"))).pairs


def test_the_trigger_wins_over_the_sentence_and_each_event_is_used_once():
    near, exact = event("shelling", "ACCUSE", [KENYA], [SOMALIA]), event("accused", "ACCUSE")
    done = match(case(ACCUSED), coded(near, exact))
    assert [got for _, got in done.pairs] == [exact]
    assert done.false == [near]


def test_fields_are_judged_where_they_are_given():
    boni = span("Boni", Place, name="Boni", kind="city")
    wanted = msgspec.structs.replace(SHELLING, date="2019-03-04", killed=9)
    bare = event("shelling", "ASSAULT", place=boni)
    assert judge(wanted, bare) == {"status": True, "place": True, "date": False, "said_by": False, "casualties": False}
    full = event(
        "shelling",
        "ASSAULT",
        place=boni,
        date=span("Lamu", Date, type="TIME", value="2019-03-04TNI"),
        said_by=KENYA,
        casualties=Casualties(killed=Count(min=9, span=span("Lamu"))),
    )
    assert all(judge(wanted, full).values())
    assert not judge(msgspec.structs.replace(wanted, said_by=""), full)["said_by"]
    assert judge(ExpectedEvent(trigger="met", type="CONSULT", status="any"), full) == {}


def test_actors_by_code_sector_and_name():
    assert is_actor("SOM", SOMALIA) and is_actor("SOM GOV", SOMALIA) and is_actor("* GOV", SOMALIA)
    assert not is_actor("SOM MIL", SOMALIA) and not is_actor("KEN", SOMALIA)
    assert is_actor("somalia", SOMALIA) and not is_actor("Kenya", SOMALIA)
    assert same_actors((), []) and not same_actors((), [KENYA]) and not same_actors(("KEN",), [])
    assert same_actors(("KEN",), [KENYA, actor("Kenya", "KEN", nth=2)])
    assert not same_actors(("KEN",), [KENYA, SOMALIA])


def test_a_statement_is_heard_by_speaker_and_half_its_content():
    wanted = expected.ExpectedStatement(speaker="KEN", content="shelling Boni", stance="blame")
    sentence = span("Kenya then accused Somalia of shelling Boni.")

    def said(content: str, speaker: Actor | None = KENYA) -> CodedReport:
        return coded(
            statements=[Statement(id="s", speaker=speaker, content=span(content), kind="indirect", sentence=sentence)]
        )

    one = case(statement=(wanted,))
    assert match(one, said("of shelling Boni")).heard
    assert match(one, said("shelling")).heard
    assert match(one, said("Boni. It rained")).unheard
    assert match(one, said("shelling Boni", SOMALIA)).unheard
    assert match(one, said("shelling Boni", None)).unheard
    assert figures([match(one, said("shelling Boni"))])["stance"] == 0.0


def test_show_tells_each_error_with_its_report():
    done = match(case(MET, ACCUSED), coded(event("met", "CONSULT", [KENYA], [], status="denied")))
    lines = "\n".join(show(done))
    assert TEXT in lines and "missed  ACCUSE" in lines and "happened not denied" in lines
    assert show(match(case(), coded())) == []


def test_measure_codes_a_folder(tmp_path):
    (tmp_path / "a.toml").write_text(
        '[[report]]\nid = "a"\ntext = "Rain fell on the hills all week."\n'
        '[[report]]\nid = "b"\ntext = "Zambia condemned the raid."\ncomplete = false\n'
        '[[report.event]]\ntrigger = "condemned"\ntype = "ACCUSE"\nsource = ["ZMB"]\n',
        "utf-8",
    )
    result = measure(tmp_path)
    assert result["quiet"] == 1.0
    assert result["recall"] == 1.0
    assert result["source"] == 1.0
