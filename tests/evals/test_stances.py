"""How labelled statements are read and compared."""

from __future__ import annotations

from pathlib import Path

import pytest

import stances
from stances import Count, Labelled, read

TRAINED = Path(stances.__file__).parents[1] / "training" / "stances"


def count(wanted, found):
    total = Count()
    stances._add(total, Labelled("text", set(wanted)), set(found), "x:1")
    return total.figures()


def test_a_stance_is_right_with_its_object_and_a_label_without():
    figures = count([("blame", "Norland"), ("demand", "Norland")], [("blame", "Norland"), ("demand", "Sudmark")])
    assert (figures["precision"], figures["recall"], figures["label_f1"]) == (0.5, 0.5, 1.0)


def test_whoever_is_blamed_without_a_name_may_be_anybody_once():
    assert count([("blame", "-")], [("blame", "Norland")])["f1"] == 1.0
    assert count([("blame", "-")], [("blame", "Norland"), ("blame", "Sudmark")])["precision"] == 0.5


def test_what_takes_no_position_is_to_be_left_alone():
    assert count([], [])["quiet"] == 1.0
    assert count([], [("blame", "Norland")])["quiet"] == 0.0


def test_a_line_without_an_object_is_refused(tmp_path):
    path = tmp_path / "s.txt"
    path.write_text("blame | Okello blamed them.\n", "utf-8")
    with pytest.raises(ValueError, match=r"s\.txt:1"):
        read(path)


def test_no_statement_is_both_fitted_on_and_measured():
    measured = {one.text for path in stances.FOLDER.glob("*.txt") for one in read(path)}
    fitted = {one.text for path in TRAINED.glob("*.txt") for one in read(path)}
    assert len(measured) >= 750
    assert len(fitted) >= 750
    assert not measured & fitted
