"""Tables keep to their width and lose no word, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli.asked import dyads_apart
from dragoman.cli.table import Column, clean, columns_of, lay_out, wrapped

WORDS = st.lists(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Mn")), min_size=1, max_size=30)
)
COLUMNS = (Column("DAY", 10), Column("WHAT", words=True), Column("N", right=True))


@given(WORDS, st.integers(8, 60))
def test_wrapped_lines_fit_and_hold_every_letter_in_order(words, width):
    lines = wrapped(" ".join(words), width)
    assert all(columns_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join("".join(words).split())


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=90), st.integers(0, 9999)), min_size=1, max_size=5))
def test_a_table_of_anything_keeps_to_its_width_and_steers_no_terminal(rows):
    lines = list(lay_out(COLUMNS, [(day, what, str(n)) for day, what, n in rows], 60))
    assert all(columns_of(line) <= 60 and line.isprintable() for line in lines)
    assert len(lines) >= 1 + len(rows)


def test_wide_letters_take_two_columns_and_marks_none():
    assert columns_of("會談") == 4
    assert columns_of("e\u0301") == 1
    assert wrapped("會談 會談", 4) == ["會談", "會談"]


def test_a_line_that_begins_with_spaces_goes_on_with_as_many():
    assert wrapped("one\n  two three", 7) == ["one", "  two", "  three"]


def test_escapes_and_tabs_become_spaces():
    assert clean("a\x1b[31mb\tc\nd") == "a [31mb c\nd"


def test_pairs_of_codes_are_taken_apart_after_dyad_alone():
    assert dyads_apart(["--dyad", "RUS-UKR", "--place", "RUS-UKR"]) == ["--dyad", "RUS", "UKR", "--place", "RUS-UKR"]
    assert dyads_apart(["--dyad=RUS–UKR"]) == ["--dyad", "RUS", "UKR"]
    assert dyads_apart(["--dyad", "RUS", "UKR"]) == ["--dyad", "RUS", "UKR"]
