"""What the simulator's truth counts as one thing: a denial stands beside what it denies."""

from __future__ import annotations

import pytest

from simulator.scripts import scripts
from simulator.telling import Newsroom
from simulator.truth import truth


@pytest.fixture(scope="module", params=scripts("develop"), ids=lambda script: script.name)
def told(request):
    script = request.param
    rows = truth(script, Newsroom(script, "develop").run())["happenings"]
    return script, {row["id"]: row for row in rows}


def test_the_denial_of_an_attack_is_in_the_attacks_cluster(told):
    script, rows = told
    denials = [step for step in script.steps if step.kind == "denied" and step.of is not None]
    assert denials
    for step in denials:
        assert rows[step.id]["cluster"] == rows[step.of]["cluster"] == step.of


def test_the_denial_of_a_breach_is_with_the_last_breach_of_its_place(told):
    script, rows = told
    for step in script.steps:
        if step.kind == "denied" and step.of is None and step.round is None:
            accused = script.step(rows[step.id]["cluster"])
            assert accused.kind in ("violated", "attack")
            assert accused.place == step.place
            assert accused.day <= step.day


def test_a_level_is_asked_of_rounds_only_of_whose_leaders_the_reports_tell(told):
    script, _ = told
    stories = Newsroom(script, "develop").run()
    texts = [sentence.text for story in stories for sentence in story.sentences]
    for row in truth(script, stories)["rounds"]:
        leaders = list(script.plan(row["id"]).leaders.values())
        beside = any(sum(leader in text for leader in leaders) > 1 for text in texts)
        assert row["level"] in (None, script.plan(row["id"]).level)
        assert row["level"] is None or beside


def test_other_steps_keep_to_themselves(told):
    script, rows = told
    for id, row in rows.items():
        step = script.step(id)
        if step.kind != "denied":
            assert row["cluster"] == (step.round or id)
