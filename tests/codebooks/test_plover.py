"""PLOVER: types, modes, contexts, scores."""

from __future__ import annotations

import pytest

from dragoman.codebooks import plover
from dragoman.errors import UnknownCode

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST "
    "ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
)


def test_the_sixteen_types_in_the_manuals_order():
    assert list(plover().types) == TYPES.split()


def test_there_are_36_contexts_none_twice():
    contexts = plover().contexts
    assert len(contexts) == len(set(contexts)) == 36


@pytest.mark.parametrize(
    ("type", "mode", "score"),
    [
        ("AGREE", None, 2.5),
        ("CONSULT", "third-party", 1.0),
        ("RETREAT", "disarm", 10.0),
        ("ACCUSE", None, -2.0),
        ("REQUEST", "assist", 0.5),
        ("ASSAULT", "unconventional", -10.0),
        ("COERCE", "martial-law", -7.5),
    ],
)
def test_scores(type, mode, score):
    assert plover().score(type, mode) == score


def test_scores_stay_in_range_and_follow_the_quad():
    for name, kind in plover().types.items():
        scores = [kind.score, *(mode.score for mode in kind.modes.values())]
        assert all(-10 <= score <= 10 for score in scores), name
        if name != "REQUEST":  # a request for help is the one verbal conflict that scores above nought
            assert all((score > 0) == (kind.quad <= 2) for score in scores), name


@pytest.mark.parametrize(
    ("type", "quad"), [("AGREE", 1), ("CONCEDE", 1), ("RETREAT", 2), ("REQUEST", 3), ("PROTEST", 4), ("SANCTION", 4)]
)
def test_quads(type, quad):
    assert plover().quad(type) == quad


def test_the_types_that_need_a_recipient():
    assert [name for name, kind in plover().types.items() if kind.recipient] == ["COOPERATE", "AID", "SANCTION"]


def test_valid_codes_pass():
    plover().validate("RETREAT", "ceasefire", ("military", "humanitarian"))
    plover().validate("AID", None, ())


@pytest.mark.parametrize(
    ("type", "mode", "contexts", "says"),
    [
        ("YIELD", None, (), "AGREE"),
        ("AID", "visit", (), "no modes"),
        ("CONSULT", "demo", (), "third-party"),
        ("ASSAULT", None, ("war",), "military"),
    ],
)
def test_wrong_codes_are_refused_with_the_right_ones(type, mode, contexts, says):
    with pytest.raises(UnknownCode) as error:
        plover().validate(type, mode, contexts)
    assert says in str(error.value) and error.value.code == "D501"
