"""What neither politics nor conflict is made of, though it is told in their words."""

from __future__ import annotations

import pytest

from dragoman.coding import Settings, coder
from dragoman.records import Report


def coded(text):
    events = coder(Settings(model=False)).code(Report(id="r", text=text, published="2014-05-07")).events
    return [
        (event.type, event.status, [a.text for a in event.sources], [a.text for a in event.targets]) for event in events
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The driver waived arraignment and did not appear in court.",
        "The driver pleaded not guilty to seven counts.",
        "A tenth defendant was found not guilty.",
        "Zhukov waived extradition to Ohio.",
        "The NTSB will begin an investigation at Bradley Airport.",
        "The Federal Aviation Administration has launched an inquiry into why the jet left the runway.",
        "Interpol's constitution prohibits political activities.",
        "The Kenyan constitution requires consent from both houses.",
        "City police spoke with Anne Miller as a suspect.",
        "The president held a campaign rally in Kisumu.",
        "Parliament approved a budget on Friday.",
        "Red Hat released Enterprise Linux last night.",
    ],
)
def test_it_is_left_alone(text):
    assert coded(text) == []


def test_who_pleads_guilty_is_convicted_and_convicts_nobody():
    assert coded("Hanna Kovacs pleaded guilty to spying for Serbia.") == [
        ("SANCTION", "happened", [], ["Hanna Kovacs"])
    ]


def test_politicians_attack_with_words_and_rebels_do_not():
    [(words, *_)] = coded("The senator attacked the president over the budget.")
    [(arms, *_)] = coded("Rebels attacked the town over the weekend.")
    assert (words, arms) == ("ACCUSE", "ASSAULT")


def test_a_state_of_emergency_is_nobody():
    [(_, _, _, targets)] = coded("Attorneys filed a lawsuit against the state of emergency in Kenya.")
    assert "the state" not in targets
