"""Scores: the definitions by hand, what counts and how much, and nothing said of too few."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.chances import track
from dragoman.chances.book import Book
from dragoman.chances.entries import AnyEntry, Forecast, Resolved, Void, Withdrawn
from dragoman.chances.intervals import interval, wilson
from dragoman.chances.measures import bins, brier, ece, log_loss
from dragoman.chances.scores import ENOUGH, Scores, band, scores, weights

from .book_material import asked, book, day, issued

# The maths


def test_brier_and_log_scores_of_one_chance() -> None:
    assert float(brier(0.7, True)) == pytest.approx(0.09) and float(brier(0.7, False)) == pytest.approx(0.49)
    assert float(log_loss(0.7, True)) == pytest.approx(-math.log(0.7))
    assert float(log_loss(0.7, False)) == pytest.approx(-math.log(0.3))
    assert float(log_loss(0.0, True)) == pytest.approx(-math.log(1e-4))  # clipped, not infinite
    assert 0 < float(log_loss(1.0, True)) < 2e-4


def test_ece_is_the_open_benchmarks() -> None:
    # The figures of its scorer, which uses pandas.qcut with duplicates="drop".
    rng = np.random.default_rng(7)
    p = np.round(rng.beta(1, 3, 500), 2)
    y = (rng.random(500) < p**1.3).astype(float)
    assert ece(p, y, np.ones(500)) == pytest.approx(0.08236, abs=1e-9)
    few = np.array([0.1, 0.1, 0.4, 0.4, 0.9])
    assert ece(few, np.array([0, 1, 0, 1, 1]), np.ones(5)) == pytest.approx((0.4 * 2 + 0.1 * 2 + 0.1) / 5)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_every_chance_is_in_the_bin_whose_edges_hold_it(values: list[float]) -> None:
    p = np.array(values)
    of, edges = bins(p)
    assert of.min() >= 0 and of.max() <= len(edges) - 2 and len(edges) - 1 <= 10
    assert all(edges[b] <= value <= edges[b + 1] for value, b in zip(p, of, strict=True))
    for value in np.unique(p):
        assert len(set(of[p == value].tolist())) == 1


def test_wilson_by_hand() -> None:
    low, high = wilson(0.5, 10)
    assert (low, high) == (pytest.approx(0.2366, abs=1e-4), pytest.approx(0.7634, abs=1e-4))
    assert wilson(0.0, 0) == (0, 1) and wilson(0, 20)[0] == 0 and wilson(0, 20)[1] > 0.1


def test_an_interval_draws_whole_clusters() -> None:
    rng = np.random.default_rng(0)
    of_clusters = np.column_stack([np.full(200, 5.0), rng.normal(10, 2, 200)])
    found = interval(of_clusters, lambda drawn: drawn[:, 1] / drawn[:, 0])
    assert found is not None
    half = 1.96 * of_clusters[:, 1].std() / 5 / 200**0.5
    assert found[0] == pytest.approx(of_clusters[:, 1].mean() / 5 - half, abs=0.01)
    assert found[1] == pytest.approx(of_clusters[:, 1].mean() / 5 + half, abs=0.01)
    assert found == interval(of_clusters, lambda drawn: drawn[:, 1] / drawn[:, 0])
    assert interval(of_clusters[:1], lambda drawn: drawn[:, 1]) is None


# What counts


def test_scores_by_hand() -> None:
    found = scores(book([*asked(40, 0.25, 10, base=0.5, pairs=7)]))
    whole = found.whole
    assert (whole.questions, whole.chances, whole.pairs, whole.came) == (40, 40, 7, 0.25)
    assert (
        whole.brier is not None and whole.base_brier is not None and whole.skill is not None and whole.ece is not None
    )
    assert whole.brier.value == pytest.approx(0.25 * 0.5625 + 0.75 * 0.0625)
    assert whole.base_brier.value == pytest.approx(0.25) and whole.skill.value == pytest.approx(0.25)
    assert whole.log is not None and whole.log.value == pytest.approx(-0.25 * math.log(0.25) - 0.75 * math.log(0.75))
    assert whole.ece.value == pytest.approx(0, abs=1e-12)
    assert whole.brier.low is not None and whole.brier.high is not None
    assert whole.brier.low < whole.brier.value < whole.brier.high
    assert [one.name for one in found.templates] == ["round"]


def test_too_few_to_say_below_thirty_questions() -> None:
    for count, enough in ((ENOUGH - 1, False), (ENOUGH, True)):
        found = scores(book(asked(count, 0.3, 9)))
        assert found.whole.enough is enough and (found.whole.brier is not None) is enough
        assert ("too few to say" in " ".join(track.lines(found))) is not enough
    assert not scores(Book()).whole.enough and scores(Book()).whole.questions == 0
    # many chances of one question are one question
    many = book([issued(f"c{n}", at=day(n), issued=day(n)) for n in range(60)] + [resolved("q1", False)])
    assert scores(many).whole.questions == 1 and not scores(many).whole.enough


def resolved(question: str, outcome: bool, at: int = 95, on: int | None = None) -> Resolved:
    return Resolved(at=day(at), by="x", question=question, outcome=outcome, on=None if on is None else day(on))


def test_later_chances_of_a_question_count_the_time_since_the_one_before() -> None:
    given_on = [0, 9, 9, 45]
    found = book([issued(f"c{n}", at=day(on), issued=day(0)) for n, on in enumerate(given_on)])
    standing = found.questions["q1"]
    assert [weight for _, weight in weights(standing, "dragoman")] == pytest.approx([1, 0.1, 0, 0.4])
    assert weights(standing, "Maria") == []


@given(st.lists(st.integers(0, 90), min_size=1, max_size=20))
def test_a_question_counts_twice_at_most(days: list[int]) -> None:
    found = book([issued(f"c{n}", at=day(on)) for n, on in enumerate(sorted(days))])
    counted = [weight for _, weight in weights(found.questions["q1"], "dragoman")]
    assert counted[0] == 1 and all(0 <= one <= 1 for one in counted) and sum(counted) <= 2 + 1e-9


def test_a_chance_given_when_it_had_happened_counts_nothing() -> None:
    first = asked(40, 0.25, 10)
    late: list[AnyEntry] = [
        issued(f"l{n}", f"q{n}", p=0.99, at=day(50), parties=["AAA", f"B{n:02}"]) for n in range(10)
    ]
    found = scores(book([*first[:40], *late, *first[40:]]))
    assert found.late == 10 and found.whole == scores(book(first)).whole
    assert any("had happened already" in line for line in track.lines(found))


def test_a_calibrated_chance_given_once_is_calibrated_however_early_questions_close() -> None:
    """What a daily average would not give: questions that come true close early."""
    rng = np.random.default_rng(3)
    first: list[AnyEntry] = []
    ends: list[AnyEntry] = []
    for n in range(2000):
        first.append(issued(f"c{n}", f"q{n}", p=0.5, parties=["AAA", f"B{n % 50}"]))
        came = rng.random() < 0.5
        ends.append(resolved(f"q{n}", came, on=int(rng.integers(1, 30)) if came else None))
    found = scores(book(first + ends))
    assert found.whole.ece is not None and found.whole.ece.value < 0.03


def test_void_and_open_do_not_count_and_withdrawn_that_is_resolved_does() -> None:
    entries = asked(40, 0.25, 10)
    extra: list[AnyEntry] = [issued(f"x{n}", f"x{n}", p=0.9) for n in range(4)]
    close: list[AnyEntry] = [
        Withdrawn(at=day(1), by="x", question="x0", why="it looks bad"),
        Withdrawn(at=day(1), by="x", question="x1", why="it looks bad"),
        Void(at=day(1), by="x", question="x2", why="one party is no more"),
    ]
    found = scores(book([*entries[:40], *extra, *close, *entries[40:], resolved("x0", False, at=101)]))
    assert found.status == {"open": 1, "resolved": 41, "void": 1, "withdrawn": 1}
    assert found.whole.questions == 41  # withdrawing does not take it out of the scores


def test_a_correction_is_what_counts() -> None:
    entries = asked(40, 0.25, 10)
    corrected = [
        Resolved(at=day(110), by="x", question=f"q{n}", outcome=False, correction="no round at all") for n in range(10)
    ]
    assert scores(book([*entries, *corrected])).whole.came == 0


# Beside others


def with_a_person() -> Scores:
    entries = asked(60, 0.5, 15)
    said: list[AnyEntry] = [Forecast(at=day(2), by="Maria", question=f"q{n}", p=0.25) for n in range(40)]
    return scores(book([*entries[:60], *said, *entries[60:]]))


def test_a_person_is_scored_the_same_way_on_the_same_questions() -> None:
    entries = asked(60, 0.5, 15)
    said: list[AnyEntry] = [Forecast(at=day(2), by="Maria", question=f"q{n}", p=0.25) for n in range(40)]
    full = book([*entries[:60], *said, *entries[60:]])
    ours, theirs = scores(full), scores(full, "Maria")
    assert (theirs.forecaster, theirs.whole.questions, theirs.whole.chances) == ("Maria", 40, 40)
    assert theirs.whole.base_brier is not None  # the base rate that had been issued by then
    beside = {one.other: one for one in ours.against}
    back = {one.other: one for one in theirs.against}
    assert list(beside) == ["base rate", "Maria"] and beside["Maria"].questions == 40
    one, other = beside["Maria"].difference, back["dragoman"].difference
    assert one is not None and other is not None and one.value == pytest.approx(-other.value)
    assert one.value == pytest.approx(0.25 - (15 * 0.5625 + 25 * 0.0625) / 40)
    assert beside["Maria"].brier is not None and beside["Maria"].brier.value == pytest.approx(0.25)


def test_whoever_speaks_later_is_not_favoured() -> None:
    """Both are held to what they stood by at every moment since both had spoken."""
    entries = asked(40, 0.5, 20)
    said: list[AnyEntry] = [Forecast(at=day(0), by="Maria", question=f"q{n}", p=0.5) for n in range(40)]
    later: list[AnyEntry] = [
        issued(f"l{n}", f"q{n}", p=0.9 if n < 20 else 0.1, parties=["AAA", f"B{n % 10:02}"], at=day(45))
        for n in range(40)
    ]
    found = scores(book([*entries[:40], *said, *later, *entries[40:]]))
    person = next(one for one in found.against if one.other == "Maria")
    assert person.brier is not None and person.other_brier is not None
    assert person.other_brier.value == pytest.approx(0.25)
    assert person.brier.value == pytest.approx((0.25 + 0.5 * 0.01) / 1.5)


def test_the_table_is_beside_where_it_was_issued() -> None:
    entries = asked(40, 0.25, 10, table=0.5) + asked(40, 0.25, 10, name="r")
    found = scores(book([one for one in entries if one.at == day(0)] + [one for one in entries if one.at != day(0)]))
    table = next(one for one in found.against if one.other == "table")
    assert table.questions == 40 and table.skill is not None and table.skill.value == pytest.approx(0.25)
    assert scores(book(asked(40, 0.25, 10))).against[-1].other == "base rate"


# Bands


def test_bands_are_tenths_and_a_border_belongs_to_the_upper() -> None:
    entries: list[AnyEntry] = []
    for number, p in enumerate([0.0, 0.05, 0.3, 0.35, 0.7, 1.0]):
        entries += asked(30, p, round(30 * p), name=f"n{number}", template=f"t{number % 2}")
    found = scores(book(sorted(entries, key=lambda one: one.at)))
    assert [(round(one.low, 1), one.questions) for one in found.bands] == [(0, 60), (0.3, 60), (0.7, 30), (0.9, 30)]
    for p in (0.3, 0.399, 0.7, 1.0):
        here = band(found, p)
        assert here is not None and here.low - 1e-9 <= p <= here.high + 1e-9
    assert band(found, 0.55) is None
    assert [part.questions for part in found.templates] == [90, 90]
    assert scores(book(sorted(entries, key=lambda one: one.at)), template="t1").whole.questions == 90
    everybody = book(sorted(entries, key=lambda one: one.at))
    assert scores(everybody, parties=["B03"]).whole.questions == 18
    assert "30 to 40 %: said 33 % on average" in track.of_band(found, 0.3)
    assert track.of_band(found, 0.55) == "No chance of 50 to 60 % has been resolved yet"
    few = scores(book(asked(7, 0.25, 2)))
    assert track.of_band(few, 0.29) == "Earlier chances of 20 to 30 %: too few to say (7 resolved, 30 needed)"


def test_the_track_record_in_lines() -> None:
    told = track.lines(with_a_person())
    assert told[0].startswith("dragoman: 60 chances of 60 resolved questions, 10 pairs of parties.")
    assert any(line.startswith("Beside Maria, 40 questions: Brier 0.250") for line in told)
    assert not any("nan" in line or "narrower" in line for line in told)
    assert any("Only 3 pairs" in line for line in track.lines(scores(book(asked(60, 0.5, 15, pairs=3)))))


def updated() -> Scores:
    """Forty questions asked twice: at first .5 beside a base of .4, and half of the time later .8 or .2 beside .6."""
    entries = asked(40, 0.5, 20, base=0.4)
    later: list[AnyEntry] = [
        issued(f"l{n}", f"q{n}", p=0.8 if n < 20 else 0.2, base=0.6, parties=["AAA", f"B{n % 10:02}"], at=day(45))
        for n in range(40)
    ]
    return scores(book([*entries[:40], *later, *entries[40:]]))


def test_a_later_chance_weighs_its_share_beside_the_base_rate_of_its_own_day() -> None:
    whole = updated().whole
    assert (whole.questions, whole.chances) == (40, 80)
    assert whole.brier is not None and whole.brier.value == pytest.approx((0.25 + 0.5 * 0.04) / 1.5)
    first, second = (0.36 + 0.16) / 2, (0.16 + 0.36) / 2
    assert whole.base_brier is not None and whole.base_brier.value == pytest.approx((first + 0.5 * second) / 1.5)
    assert whole.base_log is not None
    of_bases = [-(math.log(base) + math.log(1 - base)) / 2 for base in (0.4, 0.6)]
    assert whole.base_log.value == pytest.approx((of_bases[0] + 0.5 * of_bases[1]) / 1.5)


def test_the_base_rate_is_that_issued_with_the_chance_and_not_the_first() -> None:
    entries = asked(40, 0.5, 40, base=0.1)
    later: list[AnyEntry] = [
        issued(f"l{n}", f"q{n}", p=0.5, base=0.9, parties=["AAA", f"B{n % 10:02}"], at=day(45)) for n in range(40)
    ]
    whole = scores(book([*entries[:40], *later, *entries[40:]])).whole
    assert whole.base_brier is not None and whole.base_brier.value == pytest.approx((0.81 + 0.5 * 0.01) / 1.5)


def test_an_interval_of_a_band_takes_a_question_once_however_often_it_was_asked() -> None:
    entries = asked(40, 0.5, 20)
    again: list[AnyEntry] = [
        issued(f"a{n}", f"q{n % 40}", p=0.5, parties=["AAA", f"B{n % 40 % 10:02}"], at=day(n // 40 + 1))
        for n in range(400)
    ]
    once, often = scores(book(entries)), scores(book([*entries[:40], *again, *entries[40:]]))
    assert often.bands[0].chances == 440 and often.bands[0].questions == 40
    ends = [(one.bands[0].came_low, one.bands[0].came_high) for one in (once, often)]
    assert ends[0] == pytest.approx(ends[1])


def test_what_somebody_says_when_it_has_happened_does_not_count_beside_others() -> None:
    entries = asked(40, 0.5, 40)
    said: list[AnyEntry] = [Forecast(at=day(2), by="Maria", question=f"q{n}", p=0.4) for n in range(40)]
    late: list[AnyEntry] = [Forecast(at=day(50), by="Maria", question=f"q{n}", p=1.0) for n in range(40)]
    found = scores(book([*entries[:40], *said, *late, *entries[40:]]))
    person = next(one for one in found.against if one.other == "Maria")
    assert person.other_brier is not None and person.other_brier.value == pytest.approx(0.36)
