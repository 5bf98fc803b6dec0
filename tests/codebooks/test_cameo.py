"""CAMEO: names, Goldstein scores, the crosswalk both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebooks import cameo, plover
from dragoman.errors import UnknownCode

EVENTS = [code for code in cameo().all() if code.reading]
PAIRS = [(type, mode) for type, kind in plover().types.items() for mode in (None, *kind.modes)]


def test_names_scores_and_parents():
    book = cameo()
    assert book.name("1123") == "Accuse of aggression"
    assert book.goldstein("0874") == 10.0 and book.goldstein("190") == -10.0
    assert book.parents("0311") == ("031", "03")
    assert book.parents("03") == ()
    assert len([code for code in book.all() if len(code.code) == 2]) == 20


@pytest.mark.parametrize("code", ["", "21", "0999", "abc", "1"])
def test_unknown_codes_are_refused(code):
    with pytest.raises(UnknownCode):
        cameo().name(code)
    with pytest.raises(UnknownCode):
        cameo().to_plover(code)


@pytest.mark.parametrize(
    ("code", "type", "mode", "contexts"),
    [
        ("036", "AGREE", None, ("diplomatic",)),
        ("025", "REQUEST", "yield", ()),
        ("0356", "CONCEDE", None, ("military",)),
        ("057", "SUPPORT", None, ("diplomatic",)),
        ("0871", "RETREAT", "ceasefire", ("military",)),
        ("0813", "RETREAT", None, ("legal",)),
        ("090", "ACCUSE", "investigate", ()),
        ("116", "SANCTION", "convict", ("legal",)),
        ("163", "SANCTION", "discontinue", ("economic", "diplomatic")),
        ("164", "SANCTION", "withdraw", ("diplomatic",)),
        ("175", "ASSAULT", None, ("repression",)),
        ("176", "COERCE", "cyber", ("cyber",)),
        ("191", "COERCE", "restrict", ("military",)),
        ("192", "COERCE", "seize", ("territory", "military")),
        ("1712", "ASSAULT", "destroy", ()),
        ("1952", "ASSAULT", "drone", ("military",)),
    ],
)
def test_codes_read_as_plover(code, type, mode, contexts):
    reading = cameo().to_plover(code)
    assert (reading.type, reading.mode, reading.contexts) == (type, mode, contexts)


def test_comments_are_no_plover_events():
    assert all(cameo().to_plover(code) is None for code in ("01", "010", "015", "019"))


@pytest.mark.parametrize("code", ["084", "0841", "085", "0861", "0871", "0872", "0874"])
def test_a_declared_retreat_is_a_concession(code):
    done, declared = cameo().to_plover(code), cameo().to_plover(code, declared=True)
    assert done.type == "RETREAT"
    assert (declared.type, declared.mode) == ("CONCEDE", None)
    assert declared.contexts == done.contexts and declared.inner == ("RETREAT", done.mode)


def test_other_acts_declared_stay_what_they_are():
    assert cameo().to_plover("190", declared=True) == cameo().to_plover("190")


@pytest.mark.parametrize(("type", "mode"), PAIRS)
def test_every_type_and_mode_round_trips(type, mode):
    """The type always comes back (resigning has no code of its own root); the mode does where CAMEO has one."""
    back = cameo().to_plover(cameo().to_cameo(type, mode))
    own = mode is None or plover().types[type].modes[mode].own
    if (type, mode) != ("RETREAT", "resign"):
        assert back.type == type
    if own and mode:
        assert back.mode == mode


def test_modes_without_a_cameo_code_are_exactly_those_marked():
    for type, mode in PAIRS:
        if mode:
            back = cameo().to_plover(cameo().to_cameo(type, mode))
            assert plover().types[type].modes[mode].own == ((back.type, back.mode) == (type, mode)), (type, mode)


@pytest.mark.parametrize("code", EVENTS, ids=lambda code: code.code)
def test_every_code_comes_back_as_the_same_kind_of_event(code):
    reading = code.reading
    found = cameo().to_cameo(reading.type, reading.mode, reading.contexts, inner=reading.inner)
    back = cameo().to_plover(found)
    alike = {"RETREAT", "CONCEDE"}  # a declared retreat is written with the retreat's code
    assert back.type == reading.type or {back.type, reading.type} == alike
    if reading.mode:
        assert back.mode == reading.mode


@pytest.mark.parametrize(
    ("type", "mode", "contexts", "inner", "code"),
    [
        ("AGREE", None, (), None, "030"),
        ("AGREE", None, (), ("CONSULT", None), "036"),
        ("AGREE", None, (), ("CONSULT", "visit"), "036"),
        ("AGREE", None, ("military",), ("AID", None), "0332"),
        ("AGREE", None, ("economic",), ("COOPERATE", None), "0311"),
        ("CONCEDE", None, (), ("RETREAT", "ceasefire"), "0871"),
        ("CONCEDE", None, (), ("RETREAT", "release"), "0841"),
        ("CONCEDE", None, (), None, "080"),
        ("RETREAT", "ceasefire", ("military",), None, "0871"),
        ("RETREAT", "access", ("humanitarian",), None, "0863"),
        ("REQUEST", "yield", ("military",), ("RETREAT", "ceasefire"), "1056"),
        ("REQUEST", "yield", ("military",), None, "1056"),
        ("REJECT", "yield", ("military",), None, "1246"),
        ("REQUEST", "meet", (), None, "106"),
        ("REQUEST", "assist", ("humanitarian",), None, "1033"),
        ("REJECT", "meet", (), ("CONSULT", "third-party"), "126"),
        ("REJECT", "yield", (), ("RETREAT", "release"), "1243"),
        ("THREATEN", "relations", (), ("CONSULT", None), "134"),
        ("THREATEN", "restrict", (), ("SANCTION", "discontinue"), "1312"),
        ("THREATEN", "violence", (), ("ASSAULT", "unconventional"), "1385"),
        ("THREATEN", "violence", (), ("ASSAULT", "aerial"), "1384"),
        ("ACCUSE", "allege", ("military",), None, "1123"),
        ("ACCUSE", "allege", ("military", "legal"), None, "1124"),
        ("ACCUSE", "investigate", ("corruption",), None, "091"),
        ("PROTEST", "demo", ("rights_freedoms",), None, "1413"),
        ("SANCTION", "discontinue", ("economic",), None, "163"),
        ("SANCTION", "discontinue", ("military",), ("AID", None), "1622"),
        ("SANCTION", "withdraw", (), ("CONSULT", None), "164"),
        ("SANCTION", "withdraw", ("diplomatic",), None, "161"),
        ("COERCE", "seize", ("territory",), None, "192"),
        ("COERCE", "restrict", ("military",), None, "191"),
        ("ASSAULT", None, (), ("RETREAT", "ceasefire"), "196"),
        ("ASSAULT", "drone", ("military",), None, "1952"),
        ("ASSAULT", None, ("religion_ethnicity",), None, "190"),
        ("COOPERATE", None, ("intelligence",), None, "064"),
        ("AID", None, ("asylum",), None, "075"),
    ],
)
def test_plover_events_get_the_finest_code_that_holds(type, mode, contexts, inner, code):
    assert cameo().to_cameo(type, mode, contexts, inner=inner) == code


def test_between_two_codes_that_hold_the_common_parent_is_given():
    assert cameo().to_cameo("PROTEST", "demo", ("executive",)) == "141"  # 1411 leadership, 1412 policy
    assert cameo().to_cameo("SUPPORT", None, ("diplomatic",)) == "050"


def test_to_cameo_refuses_what_is_not_plover():
    for wrong in (("YIELD", None, ()), ("AID", "visit", ()), ("AID", None, ("war",))):
        with pytest.raises(UnknownCode):
            cameo().to_cameo(*wrong)


@given(
    st.sampled_from(PAIRS),
    st.lists(st.sampled_from(plover().contexts), max_size=4),
    st.one_of(st.none(), st.sampled_from(PAIRS)),
)
def test_any_event_has_a_code_and_the_order_of_contexts_never_matters(pair, contexts, inner):
    found = cameo().to_cameo(*pair, contexts, inner=inner)
    assert found in cameo()
    assert found == cameo().to_cameo(*pair, reversed(contexts), inner=inner)
    roots = {"RETREAT": {"RETREAT", "CONCEDE"}, "CONCEDE": {"RETREAT", "CONCEDE"}}
    assert cameo().to_plover(found).type in roots.get(pair[0], {pair[0]})
