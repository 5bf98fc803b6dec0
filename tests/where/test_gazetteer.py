"""The gazetteer: what a name can mean, what it costs, and the files it is made of."""

from __future__ import annotations

import csv
import subprocess
import sys
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebooks import states
from dragoman.where.gazetteer import gazetteer
from dragoman.where.names import fold

DATA = files("dragoman.where") / "data"


def rows(name):
    return list(csv.DictReader((DATA / name).read_text("utf-8").splitlines()))


def test_a_name_gives_every_place_that_bears_it():
    found = gazetteer().lookup("Springfield")
    assert len(found) > 10
    assert {entry.country for entry in found} >= {"USA", "AUS", "GBR"}


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Darfur", "region", "SDN"),
        ("Bab el-Mandeb", "water", ""),
        ("Line of Control", "region", ""),
        ("Rafah crossing", "facility", "PSE"),
        ("Tigray", "admin1", "ETH"),
        ("Calif.", "admin1", "USA"),
        ("South Korea", "country", "KOR"),
        ("England", "region", "GBR"),
        ("Kharkov", "city", "UKR"),
    ],
)
def test_the_first_meaning_of_a_name(name, kind, country):
    first = gazetteer().lookup(name)[0]
    assert (first.kind, first.country) == (kind, country)


def test_abbreviations_count_only_as_written():
    assert gazetteer().lookup("Pa.")[0].name == "Pennsylvania"
    assert all(entry.name != "Pennsylvania" for entry in gazetteer().lookup("pa"))


def test_every_state_has_a_point_and_every_point_a_state():
    points = {row["iso3"] for row in rows("countries.csv")}
    assert points == {state.iso3 for state in states().all()}


def test_the_overlay_is_well_formed():
    overlay = rows("overlay.csv")
    assert len(overlay) >= 250
    seen = set()
    for row in overlay:
        kinds = {"admin1", "admin2", "city", "region", "water", "facility", "continent", "country", "other"}
        assert row["kind"] in kinds, row
        assert not row["country"] or row["country"] in states(), row
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert row["note"], row
        key = (fold(row["name"]), row["kind"], row["country"])
        assert key not in seen, row
        seen.add(key)


def test_overlay_points_agree_with_their_country():
    """A slip of the pen in a coordinate shows as a place far from its country's other places."""
    base = gazetteer()
    for row in rows("overlay.csv"):
        if row["kind"] != "city" or not row["country"]:
            continue
        near = [entry for entry in base.geonames(fold(row["name"])) if entry.country == row["country"]]
        if near:
            gap = min(max(abs(entry.lat - float(row["lat"])), abs(entry.lon - float(row["lon"]))) for entry in near)
            assert gap < 1.5, (row, near[:3])


def test_it_is_small_on_disk_and_in_memory():
    assert (DATA / "gazetteer.npz").read_bytes().__len__() < 5_000_000
    code = (
        "import resource, numpy\n"
        "from dragoman.codebooks import states\n"
        "states()\n"
        "from dragoman.where.gazetteer import gazetteer\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "gazetteer()\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    megabytes = float(done.stdout)
    assert megabytes < 100


@given(st.text(max_size=30))
def test_folding_is_idempotent(name):
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Ḩudaydah", "al hudaydah"),
        ("St. Louis", "Saint Louis"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Łódź", "lodz"),
        ("Sana’a", "Sanaa"),
    ],
)
def test_spellings_fold_together(one, other):
    assert fold(one) == fold(other)


def test_hostile_names_are_only_unknown():
    for name in ("", " ", "\x00", "…", "a" * 10_000, "\ud800", "\u202e"):
        assert gazetteer().lookup(name) == ()
