"""The pipeline: steps that fit, defects that stay inside one report, results that depend on nothing else."""

from __future__ import annotations

import pytest

from dragoman.coding import Coder, Pipeline, Step
from dragoman.errors import StepFailed, StepOrder
from dragoman.records import CodedReport, Failure, to_json

TEXT = (
    "The foreign minister of Kenya met Ethiopian officials in Nairobi on Monday.\n\n"
    "Rebels attacked an army base near Goma, killing at least 12 soldiers, a spokesman said.\n\n"
    "“We want talks,” the spokesman added."
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def test_a_step_must_be_given_what_it_needs():
    with pytest.raises(StepOrder, match="needs cast"):
        Pipeline([Step("said", ("cast",), "statements", lambda cast: cast)])


def test_no_two_steps_give_the_same():
    with pytest.raises(StepOrder, match="there already"):
        Pipeline([Step("a", (), "x", lambda: 1), Step("b", (), "x", lambda: 2)])


def test_steps_run_in_order_on_what_was_given():
    pipeline = Pipeline(
        [Step("double", ("n",), "twice", lambda n: 2 * n), Step("add", ("n", "twice"), "sum", lambda n, t: n + t)],
        ("n",),
    )
    assert pipeline.run({"n": 2})["sum"] == 6


def test_a_defect_is_told_with_its_step_and_place():
    with pytest.raises(StepFailed, match=r"step 'bad' broke: ZeroDivisionError"):
        Pipeline([Step("bad", (), "x", lambda: 1 / 0)]).run({})


def test_every_field_of_the_record_is_filled(coder, report):
    coded = coder.code(report(TEXT))
    assert {event.type for event in coded.events} >= {"CONSULT", "ASSAULT"}
    assert any(statement.kind == "direct" for statement in coded.statements)
    assert {actor.code for actor in coded.actors} >= {"KEN", "ETH"}
    assert "Nairobi" in {place.name for place in coded.places}
    assert coded.dates[0].value == "2024-05-06"
    assert len(coded.sentences) == 3
    assert coded.report.language == "en"


def test_offsets_are_true(coder, report):
    coded = coder.code(report(TEXT))
    spans = [*coded.actors, *coded.places, *coded.dates]
    for event in coded.events:
        spans += [event.trigger, event.sentence, *event.sources, *event.targets]
    for statement in coded.statements:
        spans += [statement.content, *statement.content_parts, *([statement.cue] if statement.cue else [])]
    assert spans
    for span in spans:
        assert TEXT[span.start : span.end] == span.text


def test_another_language_is_passed_through_with_the_reason(coder, report):
    coded = coder.code(report("Die Delegationen trafen sich am Montag in Genf und vereinbarten ein weiteres Treffen."))
    assert (coded.events, coded.report.language) == ([], "de")
    assert [note.code for note in coded.notes] == ["D201"]


def test_a_stated_language_is_believed(coder, report):
    coded = coder.code(report("The envoys met in Geneva on Monday and agreed to meet again.", language="fr"))
    assert [note.code for note in coded.notes] == ["D201"]


def test_a_defect_on_one_report_is_a_failure_with_its_id(coder, report, monkeypatch):
    broken = Pipeline([Step("reading", ("report",), "reading", lambda report: 1 / 0)])
    monkeypatch.setattr(coder, "_pipeline", broken)
    failure = coder.attempt(report(TEXT, id="r9"))
    assert isinstance(failure, Failure)
    assert (failure.id, failure.code) == ("r9", "D203")


def test_a_result_does_not_depend_on_earlier_reports(report):
    alone = to_json(Coder().code(report(TEXT)))
    other = Coder()
    other.code(report("The army shelled Aleppo on Tuesday. “It must stop,” the mayor said."))
    assert to_json(other.code(report(TEXT))) == alone


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000 + "x",
        "“" * 3_000 + "talks" + "”" * 3_000,
        "\x00",
        "\u202eTalks began\u202c in \u200fOslo.",
        "word " * 8_000,
        "…",
        "a",
    ],
)
def test_hostile_texts_are_coded(coder, report, text):
    coded = coder.code(report(text))
    assert isinstance(coded, CodedReport)
    for actor in coded.actors:
        assert text[actor.start : actor.end] == actor.text
