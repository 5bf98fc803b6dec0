"""The model of peace processes: table, own record, recency; refit each January on what was known by then."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dragoman.chances.months import month_of
from dragoman.chances.panel import FIRST_YEAR, panel, recent
from dragoman.chances.past import Past
from dragoman.chances.peace import Walk, table, walk_forward
from dragoman.chances.targets import TARGETS

from .made import conflict, document

ANY6, CEA12, _ = TARGETS
LAST = month_of("2004-12")


def history(seed=0, lively=range(1, 9), quiet=range(9, 13)):
    """Conflicts that sign something every few months, in spells, and others that hardly ever do."""
    draw = np.random.default_rng(seed)
    documents, number = [], 0
    for name in (*lively, *quiet):
        talks = False
        for month in range(FIRST_YEAR * 12, LAST + 13):
            talks = draw.random() < (0.96 if talks else 0.04 if name in lively else 0.004)
            if talks and draw.random() < 0.5:
                number += 1
                stage = ("Pre", "Cea", "SubPar")[draw.integers(3)]
                day = f"{month // 12}-{month % 12 + 1:02}-{draw.integers(1, 28):02}"
                documents.append(document(number, day, conflicts=(name,), stage=stage))
    conflicts = [conflict(name, range(1989, 2006), "1989-01-01") for name in (*lively, *quiet)]
    return conflicts, [*documents, document(0, "2005-12-31", conflicts=(99,))]


@pytest.fixture(scope="module")
def rows():
    return panel(*history(), FIRST_YEAR * 12, LAST)


def test_the_table_mixes_a_cell_with_few_cases_with_all():
    cells = np.array([0] * 200 + [4] * 2)
    y = np.array([0.0] * 180 + [1.0] * 22)
    base, found = table(cells, y, np.ones(202))
    assert base == pytest.approx(22 / 202)
    assert found[0] == pytest.approx(0.1, abs=0.01)
    assert base < found[4] < 0.5
    assert found[1] == pytest.approx(base)


def test_chances_are_given_for_each_row_of_the_months_asked(rows):
    first, last = month_of("2001-03"), month_of("2002-02")
    found = walk_forward(rows, ANY6, first, last)
    assert [int(rows.months[place]) for place in sorted(found)].count(first) == 12
    assert len(found) == 12 * 12
    assert all(first <= rows.months[place] <= last and 0 < p < 1 for place, p in found.items())


def test_a_process_that_signs_has_a_higher_chance_than_one_that_does_not(rows):
    found = walk_forward(rows, ANY6, month_of("2000-01"), LAST)
    busy = [p for place, p in found.items() if rows.cells[place] == 4]
    still = [p for place, p in found.items() if rows.cells[place] == 0]
    assert min(len(busy), len(still)) > 10
    assert np.mean(busy) > 0.5 > 0.3 + np.mean(still)


def test_it_does_better_than_the_rate_of_all(rows):
    found = walk_forward(rows, ANY6, month_of("2000-01"), LAST)
    y = np.array([rows.outcomes["any6"][place] for place in found])
    p = np.array(list(found.values()))
    assert ((p - y) ** 2).mean() < 0.8 * ((y.mean() - y) ** 2).mean()


def test_a_january_s_model_uses_only_outcomes_known_by_then(rows):
    """Any outcome whose horizon ends after that December may be turned round, and the model stays as it is."""
    for target in (ANY6, CEA12):
        y = rows.outcomes[target.name].copy()
        late = rows.months + target.months >= 2000 * 12
        y[late] = 1 - y[late]
        other = replace(rows, outcomes={**rows.outcomes, target.name: y})
        before, after = Walk(rows, target), Walk(other, target)
        assert before.fitted(2000) == after.fitted(2000)
        assert before.fitted(2002) != after.fitted(2002)


def test_it_uses_what_became_known_in_the_december_before(rows):
    y = rows.outcomes["any6"].copy()
    last_known = rows.months == 2000 * 12 - 1 - ANY6.months
    y[last_known] = 1 - y[last_known]
    other = replace(rows, outcomes={**rows.outcomes, "any6": y})
    assert Walk(rows, ANY6).fitted(2000) != Walk(other, ANY6).fitted(2000)


def test_an_outcome_that_is_not_known_is_no_outcome(rows):
    gone = rows.outcomes["any6"].copy()
    gone[rows.conflicts == 12] = np.nan
    model = Walk(replace(rows, outcomes={**rows.outcomes, "any6": gone}), ANY6).fitted(2000)
    assert model is not None and np.isfinite(model.coefficients).all()
    assert model.cases == Walk(rows, ANY6).fitted(2000).cases * 11 / 12


def test_more_recent_documents_give_a_higher_chance(rows):
    """The same table and own record; only how fresh the documents are differs."""
    model = Walk(rows, ANY6).fitted(2003)
    end = 2003 * 366
    chances = []
    for days in ((30, 60, 90), (200, 260, 320), (900, 1200, 1500)):
        known = np.log1p(np.array(recent(Past((end - day, "Pre") for day in days), end)))
        chances.append(model.chance(np.array([[np.log(0.3 / 0.7), 0.0, *known]]))[0])
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > chances[-1] + 0.1


def test_a_conflict_that_did_more_than_its_table_says_is_given_more():
    """Some sign in one month of six and others in one of forty, whatever was signed lately."""
    draw = np.random.default_rng(1)
    signed = [
        document(number, f"{month // 12}-{month % 12 + 1:02}-15", conflicts=(name,))
        for number, (name, month) in enumerate((n, m) for n in range(1, 11) for m in range(FIRST_YEAR * 12, LAST + 13))
        if draw.random() < (1 / 6 if name <= 5 else 1 / 40)
    ]
    conflicts = [conflict(name, range(1989, 2006), "1989-01-01") for name in range(1, 11)]
    rows = panel(conflicts, [*signed, document(99_999, "2005-12-31", conflicts=(99,))], FIRST_YEAR * 12, LAST)
    found = walk_forward(rows, ANY6, month_of("2003-01"), LAST)
    alike = [(int(rows.conflicts[place]), p) for place, p in found.items() if rows.cells[place] == 2]
    busy, slow = ([p for name, p in alike if (name <= 5) is first] for first in (True, False))
    assert min(len(busy), len(slow)) > 10
    assert np.mean(busy) > np.mean(slow) + 0.1
    own = Walk(rows, ANY6).values()[sorted(found), 1]
    often = rows.conflicts[sorted(found)] <= 5
    assert own[often].mean() > 0.2
    assert own[~often].mean() < 0


def test_with_few_cases_differences_are_those_of_the_table():
    """Its log-odds count once and other drivers hardly; the level is free (the intercept)."""
    few = panel(*history(lively=(1, 2), quiet=()), FIRST_YEAR * 12, LAST)
    model = Walk(few, ANY6).fitted(1994)
    assert model is not None and model.cases < 20
    assert model.coefficients[1] == pytest.approx(1, abs=0.1)
    assert np.abs(model.coefficients[2:]).max() < 0.1


def test_drivers_add_up_to_the_chance(rows):
    walk = Walk(rows, ANY6)
    model, values = walk.fitted(2003), walk.values()[-12:]
    odds = model.coefficients[0] + model.drivers(values).sum(axis=1)
    np.testing.assert_allclose(model.chance(values), 1 / (1 + np.exp(-odds)))


def test_nothing_is_said_before_anything_was_known(rows):
    assert walk_forward(rows, ANY6, FIRST_YEAR * 12, FIRST_YEAR * 12 + 11) == {}
    assert Walk(rows, ANY6).fitted(FIRST_YEAR) is None
