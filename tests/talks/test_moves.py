"""Moves: kinds of steps, who, where and when, in sentences of our own."""

from __future__ import annotations

import pytest

A, B = "the Yemeni government", "the Houthis"
STEPS = {"proposed", "accepted", "convened", "ongoing", "adjourned", "concluded", "collapsed", "cancelled", "postponed"}
STEPS |= {"moved", "refused"}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("proposed", f"Oman has offered to host a new round of talks between {A} and {B} in Muscat next month."),
        ("proposed", f"UN envoy Hans Grundberg invited {B} and {A} to Geneva for consultations on 2 June."),
        ("proposed", f"Oman proposed that {A} and {B} meet; they would meet in Muscat on 2 June under its plan."),
        ("proposed", f"Appeals by Oman for {A} and {B} to return to negotiations went out on Thursday."),
        ("proposed", f"{A} should come to the negotiating table in Muscat on 2 June, {B} urged on Thursday."),
        ("convened", f"Muscat saw the opening on Thursday of a fresh round of talks between {A} and {B}."),
        ("convened", f"{A} and {B} embarked on Thursday in Muscat on a second round of talks."),
        ("convened", f"Talks in which {A} and {B} are taking part opened in Muscat on Thursday."),
        ("ongoing", f"{A} and {B} continued to haggle over the text at the talks in Muscat on Thursday."),
        ("ongoing", f"The recess over, {A} and {B} picked up the thread of their talks on Thursday."),
        ("collapsed", f"{A} and {B} went their separate ways on Thursday after failing to agree at the talks."),
        ("accepted", f"Talks between {A} and {B} are scheduled to begin in Muscat on 2 June."),
        ("accepted", f"{B} have agreed to attend talks with {A} in Muscat."),
        ("accepted", f"{A} and {B} are due to meet in Muscat next Wednesday."),
        ("convened", f"{A} and {B} sat down for talks in Muscat on Wednesday."),
        ("convened", f"Peace talks between {A} and {B} opened in Muscat on Wednesday."),
        ("ongoing", f"{A} and {B} are holding talks in Muscat."),
        ("ongoing", f"Talks between {A} and {B} entered a third day in Muscat on Thursday."),
        ("ongoing", f"{A} and {B} resumed negotiations on Thursday after a two-day break."),
        ("adjourned", f"Talks between {A} and {B} were adjourned until 3 June, Oman said."),
        ("adjourned", f"Oman suspended the talks between {A} and {B} on Thursday."),
        ("concluded", f"{A} and {B} wrapped up five days of talks in Muscat on Thursday."),
        ("concluded", f"Talks between {A} and {B} ended on Thursday without agreement."),
        ("collapsed", f"Talks between {A} and {B} collapsed on Thursday."),
        ("collapsed", f"The Houthi delegation walked out of talks with {A} in Muscat on Thursday."),
        ("collapsed", f"{A} broke off negotiations with {B} on Thursday."),
        ("cancelled", f"{A} cancelled Friday's talks with {B} in Muscat."),
        ("cancelled", f"The meeting between {A} and {B} will not go ahead, Oman said."),
        ("cancelled", f"Plans to bring {A} and {B} together for talks in Muscat were dropped on Thursday."),
        ("postponed", f"Talks between {A} and {B} have been put off until 3 June."),
        ("moved", f"The talks between {A} and {B} were moved from Geneva to Muscat."),
        ("moved", f"{A} and {B} will meet in Muscat rather than Geneva."),
        ("moved", f"Oman will host the talks between {A} and {B} instead of Switzerland."),
        ("refused", f"{B} refused to sit down with {A}."),
        ("refused", f"{B} turned down an invitation to talks with {A} in Muscat."),
        ("refused", f"{B} said they would not attend talks with {A} in Geneva."),
    ],
)
def test_a_step_is_read_and_no_other(told, kind, text):
    moves = told(text[0].upper() + text[1:])
    assert {move.kind for move in moves} & STEPS == {kind}
    assert all(move.parties == ["YEM", "group:YEM-HOUTHI"] for move in moves)


def test_a_date_given_for_an_opening_is_no_consent(told):
    moves = told("Oman proposed talks between Chad and Sudan. Both sides were given 2 June as the date of the opening.")
    assert {move.kind for move in moves} & STEPS == {"proposed"}


def test_the_chair_at_the_talks_is_no_meeting(told):
    moves = told("Chad and Sudan agreed on a mediator. The chair at the talks in Muscat was given on Thursday to Oman.")
    assert "convened" not in {move.kind for move in moves}


def test_a_capital_and_a_state_of_the_background_sit_at_no_table(told):
    text = "Chad and Sudan will meet in the Omani capital for peace talks on 2 June, it was confirmed on Thursday."
    assert {tuple(move.parties) for move in told(text)} == {("SDN", "TCD")}
    text = "Chad will take part in the peace talks in Muscat, it was confirmed on Thursday. France has troops there."
    assert {tuple(move.parties) for move in told(text)} == {("TCD",)}


@pytest.mark.parametrize(
    "text",
    [
        f"The UN urged {A} and {B} to return to talks.",
        f"Talks between {A} and {B} have not collapsed.",
        f"{A} may resume talks with {B} if the attacks stop.",
        f"{B} threatened to walk out of talks with {A}.",
        f"{A} denied that the talks with {B} had been broken off.",
        "Trade ministers reviewed customs rules in Muscat.",
    ],
)
def test_calls_threats_doubts_and_denials_are_no_steps(told, text):
    assert not {move.kind for move in told(text[0].upper() + text[1:])} & STEPS


def test_who_where_when_and_which_round(told):
    [move] = told(f"A second round of talks between {A} and {B} opened in Muscat on Tuesday.")
    assert (move.kind, move.venue, move.venue_country, move.number) == ("convened", "Muscat", "OMN", 2)
    assert (move.first, move.last, move.dated, move.said_by) == ("2024-05-14", "2024-05-14", True, None)


def test_the_day_of_a_plan_is_not_the_day_of_saying_it(told):
    [move] = told(f"{B} said on Wednesday they had agreed to meet {A} in Muscat on 24 May.")
    assert (move.kind, move.first, move.venue) == ("accepted", "2024-05-24", "Muscat")


@pytest.mark.parametrize(
    "text",
    [
        f"The talks between {A} and {B} were moved from Geneva to Muscat.",
        f"The talks between {A} and {B}, first planned for Geneva, will now be held in Muscat.",
        f"{A} and {B} will meet in Muscat and not, as was said before, in Geneva.",
        f"Geneva is out and Muscat is in for the talks between {A} and {B}.",
        f"With Geneva ruled out, {A} and {B} settled on Muscat for their peace talks.",
        f"Muscat will take over from Geneva as host of the talks between {A} and {B}.",
        f"{A} and {B} will open talks in Muscat after Geneva was dropped as the venue.",
        f"Muscat, not Geneva, will be the scene of the talks between {A} and {B}.",
        f"Geneva had to give way to Muscat as the seat of the talks between {A} and {B}.",
        f"Muscat was picked over Geneva for the talks between {A} and {B}.",
    ],
)
def test_a_venue_moved_names_both(told, text):
    [move] = [one for one in told(text[0].upper() + text[1:]) if one.venue]
    assert (move.kind, move.venue, move.moved_from) == ("moved", "Muscat", "Geneva")


def test_who_declines_is_no_earlier_venue(told):
    text = f"A meeting of {A} and {B} in Geneva, which was moved to Muscat after the Houthis declined an offer."
    assert [(one.venue, one.moved_from) for one in told(text) if one.kind == "moved"] == [("Muscat", "Geneva")]


@pytest.mark.parametrize(
    ("text", "mediators", "hosts"),
    [
        (f"Talks between {A} and {B}, mediated by Oman and the United Nations, opened on Monday.", ["OMN", "UNO"], []),
        (f"{A} and {B} opened talks on Monday under the auspices of Oman.", ["OMN"], []),
        (f"Norway is hosting talks between {A} and {B}, with Oman acting as mediator.", ["OMN"], ["NOR"]),
        (f"Oman has been mediating between {A} and {B}.", ["OMN"], []),
    ],
)
def test_who_helps_is_no_party(told, text, mediators, hosts):
    moves = told(text[0].upper() + text[1:])
    assert moves
    assert {key for move in moves for key in move.mediators} == set(mediators)
    assert {key for move in moves for key in move.hosts} == set(hosts)
    assert all(move.parties == ["YEM", "group:YEM-HOUTHI"] for move in moves)


@pytest.mark.parametrize(
    ("text", "parties", "mediators"),
    [
        ("The Serbian and Kosovan delegations opened a second round of talks in Ohrid on Monday.", ["SRB", "XKX"], []),
        ("Thai and Cambodian foreign ministers met in Penang on Monday for peace talks.", ["KHM", "THA"], []),
        ("Brought together by Turkey, Ethiopia and Somalia opened talks in Ankara on Monday.", ["ETH", "SOM"], ["TUR"]),
        ("Pressed by Malta, Chad and Libya opened talks in Valletta on Monday.", ["LBY", "TCD"], []),
        ("Under the eyes of the Maltese envoy, Chad and Libya opened talks there on Monday.", ["LBY", "TCD"], []),
        ("Swiss envoy Ada Roth welcomed Chad and Libya in Lugano on Monday to their talks.", ["LBY", "TCD"], []),
        ("Malta greeted the Chadian and Libyan envoys in Sliema on Monday to their talks.", ["LBY", "TCD"], []),
        (
            "Ethiopia, Eritrea: the week. Both sides met again in Rome on Sunday. Eritrea demanded that troops go. A "
            "map was turned down by Ethiopia.",
            ["ERI", "ETH"],
            [],
        ),
    ],
)
def test_who_meets_is_told_in_many_ways(told, text, parties, mediators):
    found = [move for move in told(text) if move.kind == "convened"]
    assert [(move.parties, move.mediators) for move in found] == [(parties, mediators)]


@pytest.mark.parametrize(
    "text",
    [
        "The wish of Chad was met, its envoy to the talks with Libya said.",
        "After the bridge was closed, the talks between Chad and Libya seemed far.",
        "Chad would like to see talks with Libya held in Valletta.",
    ],
)
def test_wishes_met_and_bridges_closed_are_no_meetings(told, text):
    assert not {move.kind for move in told(text)} & {"convened", "concluded"}


def test_a_break_until_a_day_is_not_of_that_day(told):
    text = "Talks between Chad and Libya in Tunis were adjourned until Friday."
    assert [(move.first, move.dated) for move in told(text) if move.kind == "adjourned"] == [("2024-05-16", False)]


def test_the_sides_are_those_of_the_report(told):
    text = f"Talks between {A} and {B} opened in Muscat on Monday. The talks collapsed on Wednesday over the airport."
    last = told(text[0].upper() + text[1:])[-1]
    assert (last.kind, last.parties, last.named, last.first) == (
        "collapsed",
        ["YEM", "group:YEM-HOUTHI"],
        False,
        "2024-05-15",
    )


def test_talks_between_two_name_who_the_next_sentences_are_of(told):
    moves = told(f"Much hangs on the talks between {A} and {B} next week. The venue was changed from Geneva to Muscat.")
    assert [(m.kind, m.venue, m.moved_from, len(m.parties)) for m in moves] == [("moved", "Muscat", "Geneva", 2)]


def test_what_one_side_says_is_its_own_claim(told):
    moves = told(
        f"{B} and {A} met in Muscat on Monday. Talks with {A} have collapsed, {B} said.".replace("the H", "The H", 1)
    )
    assert [move.said_by for move in moves if move.kind == "collapsed"] == ["group:YEM-HOUTHI"]


def test_positions_documents_and_breaches(told):
    text = (
        f"{B} and {A} met in Muscat. {B} demanded the release of prisoners. {A} rejected a withdrawal from the port. "
        f"{B} and {A} signed a ceasefire agreement on Wednesday. {B} accused {A} of violating the truce."
    )
    moves = told(text.replace("the Houthis", "The Houthis", 1))
    found = {(move.kind, move.by, move.issue or move.document) for move in moves}
    assert ("demanded", "group:YEM-HOUTHI", "prisoners") in found
    assert ("rejected", "YEM", "withdrawal") in found
    assert any(kind == "signed" and document == "ceasefire_agreement" for kind, _, document in found)
    assert ("violated", "YEM", None) in found


def test_every_span_is_the_reports_own_words(told):
    text = f"{A} and {B} met in Muscat on Monday.\n\nThe talks, mediated by Oman, collapsed on Wednesday."
    for move in told(text):
        assert text[move.words.start : move.words.end] == move.words.text
        assert text[move.sentence.start : move.sentence.end] == move.sentence.text


@pytest.mark.parametrize("text", ["", "\ue000\ue400 talks \ue800", "Talks. " * 50, "met \x00 talks\ud7ff"])
def test_hostile_text_gives_no_talks(told, text):
    assert told(text) == []
