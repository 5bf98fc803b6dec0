"""A chance: its base rate moved by what holds, with an interval around it; nothing moves it that is not told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances.adjusting import JUDGEMENT, MOST, adjustments, rules, total
from dragoman.chances.issuing import Base, issue, would_move
from dragoman.chances.logit import logit
from dragoman.chances.questions import ask, templates
from dragoman.chances.situation import Condition
from dragoman.records import Adjustment, Evidence, to_json

from .told import move, question, round_, situation

BASE = Base(key="k", says="Of such", p=0.2, low=0.15, high=0.27, n=40, cases=("Aland 2019 (yes)",), source="A table")
CONDITIONS = st.lists(
    st.builds(Condition, st.sampled_from(sorted(rules())), st.just("Aland")), unique_by=lambda one: one.name, max_size=9
)
TEMPLATES = st.sampled_from(sorted(templates()))


@st.composite
def bases(draw):
    low, p, high = sorted(draw(st.lists(st.floats(0, 1), min_size=3, max_size=3)))
    error = draw(st.floats(0, 3))
    size = draw(st.floats(-3, 3))
    measured = (Adjustment(reason="its own record", log_odds=size, low=size - error, high=size + error, worth="shown"),)
    return Base(key="k", says="", p=p, low=low, high=high, n=3, measured=measured[: draw(st.integers(0, 1))])


class Holding:
    """A situation in which some conditions hold."""

    def __init__(self, *conditions):
        self.conditions = conditions


@given(template=TEMPLATES, base=bases(), conditions=CONDITIONS)
def test_a_chance_lies_in_its_interval_and_is_never_certain(template, base, conditions):
    chance = issue(question(template), base, Holding(*conditions))
    assert 0 < chance.low <= chance.p <= chance.high < 1


@given(template=TEMPLATES, conditions=CONDITIONS)
def test_all_that_was_read_together_moves_a_chance_by_no_more_than_is_stated(template, conditions):
    found = adjustments(template, conditions)
    assert abs(total(found)) <= MOST
    chance = issue(question(template), BASE, Holding(*conditions))
    assert abs(float(logit(chance.p) - logit(BASE.p))) <= MOST + 0.01


@given(template=TEMPLATES, base=bases(), conditions=CONDITIONS, new=st.sampled_from(sorted(rules())))
def test_what_speaks_for_it_never_lowers_a_chance_nor_does_what_speaks_against_it_raise_one(
    template, base, conditions, new
):
    rest = [one for one in conditions if one.name != new]
    before = issue(question(template), base, Holding(*rest)).p
    after = issue(question(template), base, Holding(*rest, Condition(new))).p
    size = rules()[new].sizes.get(template)
    if size is None:
        assert after == before
    elif size.log_odds > 0:
        assert after >= before
    else:
        assert after <= before


@given(template=TEMPLATES, conditions=CONDITIONS)
def test_the_same_gives_the_same_bytes_in_whatever_order_it_holds(template, conditions):
    one = issue(question(template), BASE, Holding(*conditions))
    again = issue(question(template), BASE, Holding(*conditions))
    assert to_json(one) == to_json(again)
    assert issue(question(template), BASE, Holding(*reversed(conditions))).p == pytest.approx(one.p, abs=1e-4)


def test_nothing_holds_and_the_chance_is_its_base_rate():
    chance = issue(question(), BASE, situation())
    assert (chance.p, chance.low, chance.high) == (chance.base, chance.base_low, chance.base_high) == (0.2, 0.15, 0.27)
    assert chance.adjustments == []
    assert (chance.base_n, chance.base_cases, chance.data) == (40, ["Aland 2019 (yes)"], "A table")


def test_a_chance_says_all_that_it_is_made_of():
    moves = (move("offered", by="ERI", issue="ceasefire", report="a", at=7),)
    asked = question()
    chance = issue(asked, BASE, situation(round_("collapsed"), moves=moves), previous=0.3)
    assert [(one.reason, one.log_odds, one.worth) for one in chance.adjustments] == [
        ("the last round collapsed or was called off", -0.3, JUDGEMENT),
        ("Eritrea offered or declared a truce", 0.3, JUDGEMENT),
    ]
    assert chance.adjustments[1].evidence == [Evidence(report="a", start=7, end=12)]
    assert chance.p == chance.base  # they cancel out
    assert chance.low < chance.base_low  # but nobody knows as much as before
    assert (chance.previous, chance.question, chance.words) == (0.3, asked.id, asked.told("asks"))


def test_a_chance_is_another_one_when_it_says_anything_else_but_not_by_what_came_before_it():
    one = issue(question(), BASE, situation())
    assert issue(question(), BASE, situation(), previous=0.4).id == one.id
    others = [
        issue(question(), BASE, situation(round_("collapsed"))),
        issue(question(days=91), BASE, situation()),
        issue(question("agreement"), BASE, situation()),
        issue(ask("ceasefire", {"A": "A", "B": "B"}, "2031-03-20", 90), BASE, situation()),
    ]
    assert len({one.id, *(other.id for other in others)}) == 5


def test_what_would_move_it_is_what_does_not_hold_with_the_chance_it_would_be():
    now = situation(round_("convened", level="technical"))
    found = would_move(question(), BASE, now)
    says = [one.says for one in found]
    assert "the talks are under way" not in says
    p = issue(question(), BASE, now).p
    assert [abs(one.p - p) for one in found] == sorted((abs(one.p - p) for one in found), reverse=True)
    off = next(one for one in found if "collapsed" in one.says)
    # talks that are called off are no longer under way
    assert off.p == issue(question(), BASE, situation(round_("collapsed", level="technical"))).p
    high = next(one for one in found if "heads" in one.says)
    assert high.p == issue(question(), BASE, situation(round_("convened", level="heads"))).p
    assert any("a third party" in one for one in says)
