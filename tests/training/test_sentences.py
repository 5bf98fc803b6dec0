from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.sentences import HELD_OUT, BadLine, kept_out, load, parse
from training.swapping import swapped

from dragoman.codebooks import plover
from dragoman.records import STATUSES

ALL = load()


def test_there_are_enough_sentences_of_every_type_and_of_none():
    events = Counter(event.type for sentence in ALL for event in sentence.events)
    assert len(ALL) >= 6000
    assert set(events) == set(plover().types)
    assert min(events.values()) >= 300
    assert sum(sentence.kind is not None for sentence in ALL) >= 1500


def test_every_mode_and_nearly_every_status_is_covered():
    modes = Counter((event.type, event.mode) for sentence in ALL for event in sentence.events)
    for name, kind in plover().types.items():
        for mode in kind.modes:
            assert modes[name, mode] >= 15, (name, mode)
    statuses = Counter(event.status for sentence in ALL for event in sentence.events)
    # What somebody refuses to do is a REJECT that happened; the status is for harm that is not done.
    assert all(statuses[status] >= 50 for status in STATUSES if status != "refused"), statuses


def test_no_sentence_is_there_twice_and_none_is_held_out_too():
    texts = [sentence.text for sentence in [*ALL, *load([HELD_OUT])]]
    assert len(texts) == len(set(texts))


def test_no_name_gives_a_type_away():
    by_country: dict[str, Counter[str]] = {}
    for sentence in ALL:
        for event in sentence.events:
            for code in {code[:3] for code in event.sources if code[:3] not in ("---", "UNO", "IGO", "EEC", "NGO")}:
                by_country.setdefault(code, Counter())[event.type] += 1
    often = {code: types for code, types in by_country.items() if sum(types.values()) >= 60}
    assert len(often) >= 20
    for code, types in often.items():
        assert max(types.values()) / sum(types.values()) <= 0.5, (code, types)


def test_a_line_is_read():
    line = (
        "ACCUSE allege happened legal,crime PERGOV>CHL ; AID - denied - CHL>---REB"
        " | Lima {accused} Santiago of {arming} the {!war}."
    )
    sentence = parse(line, "x.txt:8")
    assert sentence.text == "Lima accused Santiago of arming the war."
    assert [sentence.text[mark.start : mark.end] for mark in sentence.marks] == ["accused", "arming", "war"]
    accuse, aid = sentence.events
    assert (accuse.type, accuse.mode, accuse.contexts, accuse.sources) == (
        "ACCUSE",
        "allege",
        ("legal", "crime"),
        ("PERGOV",),
    )
    assert (aid.mode, aid.status, aid.contexts, aid.targets) == (None, "denied", (), ("---REB",))
    assert not kept_out(sentence)
    assert kept_out(parse(line, "reports.txt:8"))
    everyday = [kept_out(parse("NONE sport | They lost.", f"nothing_play.txt:{n}")) for n in range(1, 11)]
    assert everyday == [False, False, False, False, True] * 2


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("ASSAULT - happened - RUS>UKR Troops {fired}.", "no ' | '"),
        ("ASSAULT - happened - RUS>UKR | Troops fired.", "1 events but 0 triggers"),
        ("ASSAULT - happened - RUS>UKR | Troops {fired} and {shot}.", "1 events but 2 triggers"),
        ("ASSAULT happened - RUS>UKR | Troops {fired}.", "five labels"),
        ("ATTACK - happened - RUS>UKR | Troops {fired}.", "no type 'ATTACK'"),
        ("ASSAULT visit happened - RUS>UKR | Troops {fired}.", "no mode 'visit'"),
        ("ASSAULT - occurred - RUS>UKR | Troops {fired}.", "no status 'occurred'"),
        ("ASSAULT - happened war RUS>UKR | Troops {fired}.", "no context 'war'"),
        ("ASSAULT - happened - Russia>UKR | Troops {fired}.", "sides must be"),
        ("NONE | The team {attacked}.", "NONE needs one kind"),
        ("NONE sport | The team {attacked at} once.", "no single word"),
    ],
)
def test_a_bad_line_is_refused_with_its_reason(line, why):
    with pytest.raises(BadLine, match=why):
        parse(line, "x.txt:1")


@given(st.integers(0, len(ALL) - 1), st.integers(0, 1000))
def test_marks_stay_on_their_words_when_states_are_swapped(number, seed):
    sentence = ALL[number]
    other = swapped(sentence, random.Random(seed))
    assert [other.text[m.start : m.end] for m in other.marks] == [
        sentence.text[m.start : m.end] for m in sentence.marks
    ]
    assert [(m.type, m.mode, m.status) for m in other.marks] == [(m.type, m.mode, m.status) for m in sentence.marks]


def test_a_state_becomes_the_same_other_one_at_each_mention():
    line = "CONSULT - happened - KEN<>UGA | Kenya and Uganda {met}; Kenyan envoys left Kampala."
    other = swapped(parse(line, "x.txt:1"), random.Random(3))
    assert "Kenya" not in other.text
    assert "Uganda" not in other.text
    assert other.text == swapped(parse(line, "x.txt:1"), random.Random(3)).text
