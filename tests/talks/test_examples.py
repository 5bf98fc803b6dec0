"""Steps of talks in sentences of our own (examples.toml): each way to tell them, and what tells of none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

TOLD: dict[str, Any] = tomllib.loads((Path(__file__).parent / "examples.toml").read_text("utf-8"))
STEPS = {"proposed", "accepted", "refused", "convened", "ongoing", "adjourned", "concluded", "collapsed", "cancelled"}
STEPS |= {"postponed", "moved"}


@pytest.mark.parametrize(
    ("wanted", "text"), [(wanted, text) for wanted, texts in TOLD["steps"].items() for text in texts]
)
def test_the_steps_of_a_sentence_are_read_and_no_others(told, wanted, text):
    steps = set() if wanted == "nothing" else set(wanted.split("+"))
    assert {move.kind for move in told(text)} & STEPS == steps


@pytest.mark.parametrize("example", TOLD["told"], ids=lambda example: example["text"])
def test_who_where_and_when(told, example):
    wanted = {name: value for name, value in example.items() if name not in ("text", "kind")}
    found = [move for move in told(example["text"]) if move.kind == example["kind"]]
    assert [{name: getattr(move, name) for name in wanted} for move in found] == [wanted]


def test_every_step_and_its_absence_has_examples():
    texts = [text for texts in TOLD["steps"].values() for text in texts]
    assert set(TOLD["steps"]) == {*STEPS, "nothing"}
    assert len(texts) == len(set(texts)) >= 150
