"""The lexicon is whole: enough senses, every code valid, no sense twice."""

from collections import Counter

import pytest

from dragoman.codebooks import cameo, plover
from dragoman.what import lexicon
from dragoman.what.arguments import frames
from dragoman.what.lexicon import _slot


def test_it_has_senses_for_every_type() -> None:
    senses = lexicon().senses
    assert len(senses) >= 1_500
    by_type = Counter(sense.type for sense in senses)
    assert {name: by_type[name] for name in plover().types if by_type[name] < 25} == {}


def test_every_code_is_in_the_codebooks() -> None:
    for sense in lexicon().senses:
        if sense.type is not None:
            plover().validate(sense.type, sense.mode, sense.contexts)
        if sense.cameo is not None:
            assert sense.cameo in cameo(), sense.pattern
        assert sense.frame in frames(), sense.pattern
        assert sense.type or sense.op, sense.pattern


def test_no_sense_stands_twice() -> None:
    twice = [key for key, n in Counter((s.part, s.pattern) for s in lexicon().senses).items() if n > 1]
    assert twice == []


def test_operators_have_a_rule() -> None:
    rules = lexicon().tables["composition"]
    operators = {sense.op for sense in lexicon().senses if sense.op and not sense.is_stop}
    assert operators - set(rules) == set()
    for name, rule in rules.items():
        if name in ("modes", "codes", "tried"):
            continue
        for inner, outer in rule.items():
            if inner not in ("status", "else"):
                assert inner in plover().types
            if inner != "status" and outer and not outer.startswith("="):
                assert outer in plover().types, (name, inner)


def test_modes_and_codes_of_composition_are_the_codebooks() -> None:
    rules = lexicon().tables["composition"]
    for outer, modes in rules["modes"].items():
        assert set(modes.values()) - {""} <= set(plover().types[outer].modes), outer
    for codes in rules["codes"].values():
        assert all(code in cameo() for code in codes.values())
    assert all(code in cameo() and rules["tried"][code] in cameo() for code in rules["tried"])


def test_contexts_are_the_codebooks() -> None:
    assert set(lexicon().tables["contexts"]["words"]) <= set(plover().contexts)


def test_spelling_of_either_shore_finds_a_verb() -> None:
    assert {s.pattern for s in lexicon().verbs["criticise"]} >= {s.pattern for s in lexicon().verbs["criticize"]}


def test_an_unknown_class_is_an_error() -> None:
    with pytest.raises(ValueError, match="no class @nothing"):
        _slot("@nothing", {}, "send + @nothing")
