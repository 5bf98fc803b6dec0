"""Senses and codes: which of its meanings a word has here, and the finest CAMEO code that follows."""

from collections.abc import Callable

import pytest

from dragoman.records import Event

Code = Callable[[str], list[Event]]

# text, type, mode, CAMEO code, status
CASES = [
    ("Soldiers raped nine women in Kindu.", "ASSAULT", "sexual", "1821", "happened"),
    ("Brazil recalled its envoy from Caracas.", "SANCTION", "withdraw", "161", "happened"),
    ("The Arab League suspended Syria's membership.", "SANCTION", "withdraw", "161", "happened"),
    ("Former militiamen handed in their weapons at a camp.", "RETREAT", "disarm", "0873", "happened"),
    ("Kenya expressed regret to Uganda over the incident.", "CONCEDE", None, "080", "happened"),
    ("Mali rejected the demand of the rebels.", "REJECT", None, "120", "happened"),
    ("Egypt rejected Sudan's offer.", "REJECT", None, "120", "happened"),
    ("Egypt rejected Sudan's offer of talks.", "REJECT", "meet", "125", "happened"),
    ("The European Union imposed sanctions on Belarus.", "SANCTION", "discontinue", "163", "happened"),
    ("Gunmen tried to assassinate the Somali premier.", "ASSAULT", "targeted", "185", "possible"),
    ("The rebels threatened to walk out of the talks with the government.", "THREATEN", "relations", "134", "happened"),
    ("Turkish soldiers killed two Kurdish fighters.", "ASSAULT", None, "190", "happened"),
    ("A man killed two policemen in Oslo.", "ASSAULT", None, "180", "happened"),
    ("Assailants stabbed a priest in Lyon.", "ASSAULT", None, "1823", "happened"),
    ("Ethiopian jets bombed the town.", "ASSAULT", "aerial", "195", "happened"),
]


@pytest.mark.parametrize(("text", "type", "mode", "cameo", "status"), CASES, ids=[row[0][:40] for row in CASES])
def test_sense(code: Code, text: str, type: str, mode: str | None, cameo: str, status: str) -> None:
    assert [(e.type, e.mode, e.cameo, e.status) for e in code(text)] == [(type, mode, cameo, status)]


def test_a_recall_answers_the_other_state_not_ones_own_envoy(code: Code) -> None:
    events = code("Portugal expelled two Angolan diplomats on Friday, and Luanda recalled its ambassador.")
    recall = next(e for e in events if e.trigger.text == "recalled")
    assert [a.code for a in recall.sources] == ["AGO"]
    assert [a.code for a in recall.targets] == ["PRT"]


def test_a_foiled_attack_failed_and_is_not_the_polices(code: Code) -> None:
    (event,) = code("Danish police foiled a bomb attack on a newspaper in Aarhus.")
    assert (event.type, event.status, event.sources) == ("ASSAULT", "failed", [])
