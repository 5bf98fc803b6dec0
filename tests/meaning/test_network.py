from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codebooks import plover
from dragoman.meaning import find_meaning
from dragoman.reading import Reader
from dragoman.records import STATUSES, Report


@pytest.fixture(scope="module")
def reader():
    return Reader()


def judged(reader, text):
    with reader.zone():
        reading = reader.read(Report(id="r", text=text))
        sentence = next(reading.spoken())
        return find_meaning(reading).of(sentence.index)


def test_the_model_is_small():
    assert files("dragoman.meaning").joinpath("data", "model.onnx").stat().st_size <= 30_000_000


@pytest.mark.parametrize(
    ("text", "word", "type"),
    [
        ("Gunmen ambushed an army patrol outside the village and killed four soldiers.", "ambushed", "ASSAULT"),
        ("The two presidents conferred for an hour by telephone.", "conferred", "CONSULT"),
        ("Parliament slapped an arms embargo on the junta.", "embargo", "SANCTION"),
        ("Tens of thousands marched through the capital against the new law.", "marched", "PROTEST"),
        ("Rebels handed over their rifles to United Nations observers.", "handed", "RETREAT"),
        ("The ministry lambasted the verdict as a farce.", "lambasted", "ACCUSE"),
        ("The premier turned down an offer to meet the delegation.", "turned", "REJECT"),
    ],
)
def test_a_trigger_is_judged_as_its_type(reader, text, word, type):
    judgement = judged(reader, text)
    assert judgement.word(text.index(word)).type == type
    assert judgement.types[type] == max(judgement.types.values())


@pytest.mark.parametrize(
    "text",
    [
        "The striker fired wide from ten metres.",
        "Shares in the brewer retreated after a profit warning.",
        "A storm battered the coast and killed two fishermen.",
        "The novel tells of a soldier who comes home to a village that has changed.",
    ],
)
def test_everyday_sentences_hold_no_event(reader, text):
    assert judged(reader, text).event < 0.5


def test_probabilities_add_up_and_are_named_as_the_codebook_names_them(reader):
    text = "Police may arrest the leaders of the strike."
    judgement = judged(reader, text)
    word = judgement.word(text.index("arrest"))
    for head in (word.types, word.modes, word.statuses):
        assert sum(head.values()) == pytest.approx(1.0, abs=1e-4)
    assert set(word.types) == {"NONE", *plover().types}
    assert set(word.statuses) == set(STATUSES)
    assert set(judgement.contexts) == set(plover().contexts)
    assert word.event == pytest.approx(1.0 - word.types["NONE"])
    assert word.status == "possible"


def test_words_behind_the_network_s_reach_have_no_judgement(reader):
    text = "He said that " + "the very long and winding " * 60 + "road was closed."
    judgement = judged(reader, text)
    assert judgement.word(0) is not None
    assert judgement.word(text.index("road")) is None


def test_a_report_is_judged_alike_whoever_its_neighbours_are(reader):
    text = "Ghana sent 200 officers to Liberia. They will train the new police force."

    def judgements():
        with reader.zone():
            reading = reader.read(Report(id="r", text=text))
            meaning = find_meaning(reading)
            return [meaning.of(s.index).types for s in reading.spoken()]

    before = judgements()
    judged(reader, "Something else altogether was said at great length by somebody who was not asked about it.")
    assert judgements() == before


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(reader, text):
    with reader.zone():
        reading = reader.read(Report(id="r", text=text))
        meaning = find_meaning(reading)
        for sentence in reading.spoken():
            judgement = meaning.of(sentence.index)
            if judgement is not None:
                assert all(0.0 <= p <= 1.0 for p in (*judgement.types.values(), *judgement.contexts.values()))
                for start in judgement.triggers(0.5):
                    assert sentence.start <= start < sentence.end
                    assert judgement.word(start).event >= 0.5 - 1e-6
