"""`dragoman brief`: what is asked of the whole page, beyond its sections."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from dragoman.cli.main import app

TEXT = """Delegations from Kenya and Ethiopia are holding peace talks in Kampala, with Uganda mediating.

The two armies have been at war since May. Kenya declared a ceasefire around Moyale on Sunday."""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "talks.txt"
    path.write_text(TEXT)

    def run(*options):
        return CliRunner().invoke(app, ["brief", str(path), "--published", "2031-05-14", "--no-model", *options])

    return run


def test_it_ends_with_the_chances_of_the_talks(page):
    told = page("--no-sentences").stdout
    last = told[told.index("CHANCES") :]
    for asked in ("a further round within 90 days", "a ceasefire declared or agreed", "a signed agreement"):
        assert asked in " ".join(last.split())
    assert "base rate" in last and "the talks are under way (+)" in " ".join(last.split())


def test_the_whole_chain_of_each_chance_stands_below_where_it_is_asked_for(page, tmp_path):
    told = page("--no-sentences", "--explain")
    assert told.exit_code == 0
    words = " ".join(told.stdout.split())
    assert words.count("true when") == 5
    assert "moved by +0.5 in log-odds (+0.1 to +0.9, judgement): the talks are under way" in words
    assert page("--no-sentences", "--explain", "-o", str(tmp_path / "page.txt")).exit_code == 0
    assert "true when" in (tmp_path / "page.txt").read_text("utf-8")


def test_a_chain_is_for_text_and_refused_before_anything_is_coded(page, tmp_path):
    told = page("--explain", "-o", str(tmp_path / "page.html"))
    assert told.exit_code == 2 and "--explain is for text" in told.output
    assert not (tmp_path / "page.html").exists()
