"""Rounds and processes from moves made by hand: what begins a round, what turns its stage, what only stands beside."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Span
from dragoman.talks import Folding, fold, is_peace, process_id, process_keys

from .conftest import day, known, move


def only(told):
    [process] = fold(told)
    return process


def test_a_round_from_proposal_to_end():
    process = only(
        known(
            (0, move("proposed", 0, by="QAT", venue="Doha")),
            (2, move("accepted", 10, by="ARM", venue="Doha")),
            (3, move("accepted", 10, by="AZE", venue="Doha")),
            (10, move("convened", 10, venue="Doha", mediators=["QAT"])),
            (11, move("ongoing", 11, venue="Doha")),
            (12, move("concluded", 12, venue="Doha")),
        )
    )
    [found] = process.rounds
    stages = [change.value for change in found.history if change.field == "stage"]
    assert stages == ["proposed", "accepted", "convened", "ongoing", "concluded"]
    assert (found.first, found.last, found.venue, found.mediators) == (day(10), day(12), "Doha", ["QAT"])
    assert found.evidence["stage"] and found.evidence["venue"] and found.evidence["mediators"]
    assert process.id == process_id(["AZE", "ARM"]) and found.id.startswith(f"{process.id}-r")


def test_one_sides_yes_to_a_mediators_proposal_is_not_both():
    process = only(known((0, move("proposed", 0, by="QAT")), (1, move("accepted", 1, by="ARM"))))
    assert process.stage == "proposed"


def test_the_latest_plan_is_the_venue_until_the_meeting_tells():
    told = known(
        (0, move("accepted", 9, venue="Brussels")),
        (3, move("moved", 3, venue="Tbilisi", moved_from="Brussels")),
        (4, move("accepted", 9, report="late", venue="Brussels")),
        (9, move("convened", 9, venue="Tbilisi")),
    )
    [found] = only(told).rounds
    assert (found.venue, found.earlier_venues) == ("Tbilisi", ["Brussels"])


def test_a_meeting_after_the_end_is_another_round_and_a_break_is_not():
    told = known(
        (0, move("convened", 0)),
        (1, move("adjourned", 1)),
        (6, move("ongoing", 6)),
        (7, move("concluded", 7)),
        (30, move("convened", 30)),
    )
    assert [one.stage for one in only(told).rounds] == ["concluded", "convened"]


def test_talks_of_before_are_told_and_make_no_round():
    process = only(known((0, move("convened", -60)), (1, move("proposed", 1))))
    assert [one.stage for one in process.rounds] == ["proposed"]
    assert [(change.field, change.value) for change in process.history] == [("earlier", day(-60))]


def test_a_retold_meeting_does_not_turn_the_stage_back():
    told = known((0, move("convened", 0)), (2, move("collapsed", 2)), (3, move("convened", 0, report="late")))
    [found] = only(told).rounds
    assert found.stage == "collapsed"


def test_what_one_side_says_is_a_claim_until_the_other_says_so_too():
    first = known((0, move("convened", 0)), (1, move("collapsed", 1, said_by="ARM")))
    [found] = only(first).rounds
    assert found.stage == "convened"
    assert [claim.value for claim in found.claims] == [{"stage": "collapsed", "said_by": "ARM"}]
    both = only([*first, *known((2, move("collapsed", 2, said_by="AZE")))])
    assert both.stage == "collapsed"


def test_another_day_told_for_the_beginning_is_kept_as_a_claim():
    opened = [(1, move("convened", n, report=f"r{n}{k}")) for n, k in ((1, 0), (1, 1), (0, 2))]
    [found] = only(known(*opened)).rounds
    assert found.first == day(1)
    assert [(claim.value, claim.independent) for claim in found.claims] == [({"first": day(0)}, 1)]


def test_another_place_that_one_source_tells_is_kept_as_a_claim():
    moved = [(1, move("moved", 1, report=f"m{k}", venue="Geneva", moved_from="Rome", dated=False)) for k in (0, 1)]
    met = [(8, move("convened", 8, report=f"o{k}", venue="Geneva")) for k in (0, 1)]
    others = [
        (1, move("moved", 1, report="x", venue="Vienna", moved_from="Rome", dated=False)),
        (8, move("convened", 8, report="y", venue="Lyon")),
    ]
    [found] = only(known((0, move("accepted", 8, venue="Rome")), *moved, *others[:1], *met, *others[1:])).rounds
    assert (found.venue, found.earlier_venues) == ("Geneva", ["Rome"])
    assert [(claim.value, claim.independent) for claim in found.claims] == [
        ({"venue": "Lyon"}, 1),
        ({"venue": "Vienna"}, 1),
    ]


def test_a_later_day_is_a_rival_only_where_it_is_told_as_the_beginning():
    def claims(text):
        words = Span(start=0, end=len(text), text=text)
        opened = [(1, move("convened", 0, report=f"r{k}")) for k in (0, 1)]
        other = msgspec.structs.replace(move("convened", 1, report="other"), words=words)
        [found] = only(known(*opened, (1, other))).rounds
        return [claim.value for claim in found.claims]

    assert claims("began") == [{"first": day(1)}]
    assert claims("met again") == []


def test_an_end_that_one_source_tells_and_a_party_denies_stands_open():
    told = known((0, move("ongoing", 0)), (1, move("collapsed", 1)), (1, move("denied", 1, report="s", said_by="AZE")))
    assert only(told).stage == "ongoing"
    assert only([*told, *known((2, move("collapsed", 1, report="t")))]).stage == "collapsed"


def test_a_group_and_two_at_one_table():
    three = ("COL", "group:COL-ELN", "group:COL-EMC")
    told = known(
        *((n, move("convened", n, parties=three)) for n in range(3)), (4, move("ongoing", 4, parties=three[:2]))
    )
    assert [process.parties for process in fold(told)] == [list(three)]
    pairs = known(
        *((n, move("convened", n, parties=three[:2])) for n in range(6)),
        *((n, move("convened", n, report=f"e{n}", parties=(three[0], three[2]))) for n in range(6)),
        (7, move("ongoing", 7, parties=three)),
    )
    assert sorted(process.parties for process in fold(pairs)) == [[three[0], three[1]], [three[0], three[2]]]


def test_unnamed_rebels_are_the_conflicts_one_group():
    told = known(
        (0, move("convened", 0, parties=("COL", "group:COL-ELN"))),
        (1, move("ongoing", 1, parties=("COL", "rebels:COL"))),
    )
    assert [process.parties for process in fold(told)] == [["COL", "group:COL-ELN"]]


def test_peace_talks_and_ordinary_diplomacy():
    peace = {"peace": True, "mediators": ["QAT"]}
    war = only(known((0, move("convened", 0, **peace)), (1, move("ongoing", 1, **peace))))
    visit = only(known((0, move("convened", 0, parties=("EST", "FIN")))))
    assert is_peace(war) and not is_peace(visit)


def test_pairs_named_of_a_larger_table_belong_to_it():
    three = ("ETH", "KEN", "SOM")
    told = known(
        *((n, move("convened", n, report=f"t{n}", parties=three, venue="Doha")) for n in range(3)),
        *((n, move("ongoing", n, report=f"p{n}", parties=three[:2], venue="Doha")) for n in range(3)),
        (4, move("ongoing", 4, parties=("KEN", "SOM"), venue="Doha")),
    )
    assert [process.parties for process in fold(told)] == [list(three)]


def test_groups_met_in_pairs_at_one_place_sit_at_one_table():
    pairs = [("COL", "group:COL-ELN"), ("COL", "group:COL-EMC"), ("group:COL-ELN", "group:COL-EMC")]
    told = known(
        *(
            (n, move("ongoing", n, report=f"r{n}{at}", parties=pair, venue="Oslo"))
            for n in range(3)
            for at, pair in enumerate(pairs)
        )
    )
    assert [process.parties for process in fold(told)] == [["COL", "group:COL-ELN", "group:COL-EMC"]]


def test_a_mediator_taken_for_a_party_founds_nothing():
    told = known(
        *((n, move("ongoing", n, report=f"m{n}", mediators=["QAT"], venue="Doha")) for n in range(4)),
        (2, move("proposed", 2, report="slip", parties=("ARM", "QAT"))),
    )
    [process] = fold(told)
    assert process.parties == ["ARM", "AZE"] and process.moves == 5


def test_one_source_does_not_open_a_round_before_its_day():
    told = known(
        (0, move("proposed", 0, by="QAT")),
        (1, move("accepted", 10, report="plan")),
        (3, move("ongoing", 3, report="slip")),
    )
    assert only(told).stage == "accepted"
    assert only([*told, *known((3, move("ongoing", 3, report="other")))]).stage == "ongoing"


def test_a_round_under_way_on_its_day_has_convened_and_goes_on_a_day_later():
    told = known(
        (0, move("proposed", 0, by="QAT")),
        (1, move("accepted", 3, report="plan")),
        (3, move("ongoing", 3, report="first")),
    )
    assert only(told).stage == "convened"
    assert only([*told, *known((3, move("ongoing", 3, report="second")))]).stage == "convened"
    assert only([*told, *known((4, move("ongoing", 4, report="third")))]).stage == "ongoing"


def test_a_break_and_an_end_told_of_one_evening_is_a_break():
    told = known((0, move("convened", 0)), (1, move("concluded", 1, report="a")), (1, move("adjourned", 1, report="b")))
    assert only(told).stage == "adjourned"


def test_a_party_told_of_alone_counts_for_its_table_and_founds_none():
    eln = ("COL", "group:COL-ELN")
    alone = known((1, move("ongoing", 1, report="alone", parties=("group:COL-ELN",))))
    assert fold(alone) == []
    [process] = fold([*known((0, move("convened", 0, parties=eln))), *alone])
    assert process.stage == "ongoing" and process.moves == 2


KINDS = ["proposed", "accepted", "refused", "convened", "ongoing", "adjourned", "concluded", "collapsed", "cancelled"]
KINDS += ["postponed", "moved", "mediated", "demanded", "signed", "violated", "denied"]
PARTIES = [
    *(("ARM", "AZE"), ("ARM", "RUS"), ("ARM", "AZE", "RUS"), ("RUS",), ("ARM",), ("ARM", "NOR")),
    *(("COL", "group:COL-ELN"), ("COL", "group:COL-ELN", "group:COL-EMC"), ("COL", "rebels:COL"), ("group:COL-ELN",)),
    *(("COL", "VEN"), ("COL", "VEN", "group:COL-ELN"), ("COL", "NOR"), ("NOR", "group:COL-ELN"), ("COL",)),
]


@st.composite
def tellings(draw):
    told = []
    for number in range(draw(st.integers(1, 25))):
        offset = draw(st.integers(0, 60))
        act = offset + draw(st.integers(-40, 12))
        parties = draw(st.sampled_from(PARTIES))
        fields = {
            "dated": draw(st.booleans()),
            "named": draw(st.booleans()),
            "new": draw(st.booleans()),
            "number": draw(st.none() | st.integers(1, 3)),
            "venue": draw(st.sampled_from([None, "Doha", "Oslo"])),
            "by": draw(st.sampled_from([None, *parties])),
            "said_by": draw(st.sampled_from([None, "NOR", *parties])),
            "mediators": draw(st.sampled_from([[], [], ["NOR"], ["RUS"]])),
            "venue_country": draw(st.sampled_from([None, "QAT", "NOR", "RUS"])),
            "issue": "prisoners",
            "document": "protocol",
        }
        made = move(
            draw(st.sampled_from(KINDS)),
            act,
            report=f"r{draw(st.integers(0, 9))}",
            parties=parties,
            at=number,
            **fields,
        )
        told.append((day(offset), made.report, made))
    return told


@settings(max_examples=80, deadline=None)
@given(tellings(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(told, random):
    shuffled = list(told)
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(told)


@settings(max_examples=80, deadline=None)
@given(tellings(), st.integers(0, 60))
def test_as_known_on_a_day_nothing_later_shows(told, offset):
    until = day(offset)
    by_then = {(one.report, one.words.start) for when, _, one in told if when <= until}
    for process in fold([one for one in told if one[0] <= until]):
        changes = [*process.history, *(change for one in process.rounds for change in one.history)]
        assert all(change.known <= until for change in changes)
        evidence = [found for one in process.rounds for given in one.evidence.values() for found in given]
        evidence += [found for change in changes for found in change.evidence]
        assert {(found.report, found.start) for found in evidence} <= by_then


def kept(told):
    """Moves as a store keeps them, by key."""
    found = {}
    for one in told:
        for key in process_keys(one[2]):
            found.setdefault(key, []).append(one)
    return found


def reader(moves):
    return lambda key: moves.get(key, ())


@settings(max_examples=100, deadline=None)
@given(tellings(), st.randoms(use_true_random=False))
def test_folding_what_a_move_may_have_changed_gives_what_folding_all_gives(told, random):
    """A store that folds again the keys of a new move and those beside them has what folding all moves gives."""
    random.shuffle(told)
    record = {}
    for number in range(1, len(told) + 1):
        moves = kept(told[:number])
        read = reader(moves)
        stale = set(process_keys(told[number - 1][2]))
        stale.update(beside for key in list(stale) for *_, move in read(key) for beside in process_keys(move))
        for key in [one for one in stale if one.startswith("=")]:
            stale.update(one for one in moves if key[1:] in one.split("|"))
        folding = Folding(read)
        for key in sorted(stale):
            found = folding.of(key)
            record[key] = found
    found = sorted((one for each in record.values() for one in each), key=lambda one: (-one.moves, one.id))
    assert found == fold(told)


@settings(max_examples=60, deadline=None)
@given(tellings())
def test_every_move_counts_at_a_table(told):
    for one in told:
        if len(set(one[2].parties)) > 1:
            assert fold([one])[0].moves == 1
    assert sum(process.moves for process in fold(told)) >= sum(len(set(move.parties)) > 1 for _, _, move in told)


def test_who_is_to_mediate_after_a_round_was_called_off_helps_with_the_next():
    told = known(
        (0, move("accepted", 9, number=2, venue="Oslo", mediators=["NOR"])),
        (5, move("cancelled", 5, number=2)),
        (5, move("cancelled", 5, report="s", number=2)),
        (8, move("mediated", 8, mediators=["QAT", "EGY"])),
        (9, move("proposed", 20, number=3, venue="Doha")),
    )
    assert [(one.number, one.mediators) for one in only(told).rounds] == [(2, ["NOR"]), (3, ["EGY", "QAT"])]


def test_help_told_with_a_step_is_of_the_round_of_that_step():
    again = {"report": "late", "at": 10}
    told = known(
        (0, move("convened", 0, number=1)),
        (2, move("concluded", 2, number=1)),
        (15, move("convened", 15, number=2)),
        (17, move("convened", 0, number=1, **again)),
        (17, move("mediated", 17, mediators=["QAT"], dated=False, **again)),
    )
    assert [(one.number, one.mediators) for one in only(told).rounds] == [(1, ["QAT"]), (2, [])]


def test_help_is_weighed_by_sources_and_not_by_mentions():
    once = [(1, move("mediated", 1, report="slip", at=at, mediators=["EGY"])) for at in range(9)]
    often = [(1, move("mediated", 1, report=f"r{n}", mediators=["QAT"])) for n in range(7)]
    [found] = only(known((0, move("convened", 0)), *once, *often)).rounds
    assert found.mediators == ["QAT"]


def test_a_round_of_another_number_told_again_leaves_the_venue_alone():
    told = known(
        (0, move("proposed", 10, number=3, venue="Oslo")),
        (2, move("cancelled", 2, number=3)),
        (3, move("convened", 3, number=2, venue="Doha", dated=False)),
    )
    [found] = only(told).rounds
    assert (found.number, found.stage, found.venue) == (3, "cancelled", "Oslo")


def test_a_move_told_again_without_its_day_stays_with_the_round_that_was_moved():
    told = known(
        (0, move("accepted", 5, number=1, venue="Oslo")),
        (1, move("moved", 1, venue="Bern", moved_from="Oslo")),
        (5, move("convened", 5, number=1, venue="Bern")),
        (6, move("concluded", 6, number=1)),
        (20, move("proposed", 30, number=2, venue="Oslo")),
        (21, move("moved", 21, venue="Bern", moved_from="Oslo", dated=False)),
    )
    assert [(one.number, one.venue) for one in only(told).rounds] == [(1, "Bern"), (2, "Oslo")]


def test_talks_abandoned_before_they_met_are_cancelled():
    told = known((0, move("accepted", 10)), (4, move("collapsed", 4)))
    assert only(told).stage == "cancelled"
    met = known((0, move("accepted", 2)), (2, move("convened", 2)), (4, move("collapsed", 4)))
    assert only(met).stage == "collapsed"


def test_a_round_that_one_source_called_off_and_that_met_on_its_day_is_that_round():
    told = known((0, move("accepted", 5)), (2, move("cancelled", 2)), (5, move("convened", 5, venue="Doha")))
    assert [one.stage for one in only(told).rounds] == ["convened"]


def test_an_ordinary_meeting_is_no_round_of_talks_about_war():
    told = known(
        (0, move("convened", 0, peace=True)),
        (1, move("concluded", 1, peace=True)),
        (30, move("convened", 30)),
    )
    assert [one.first for one in only(told).rounds] == [day(0)]


def test_two_that_tell_of_one_move_otherwise_leave_no_third_place():
    told = known(
        (0, move("accepted", 9, venue="Oslo")),
        (2, move("moved", 9, report="a", venue="Bern", moved_from="Oslo")),
        (2, move("moved", 9, report="b", venue="Doha", moved_from="Oslo")),
        (3, move("moved", 9, report="c", venue="Bern", moved_from="Oslo")),
        (3, move("moved", 9, report="d", venue="Doha")),
    )
    [found] = only(told).rounds
    assert (found.venue, found.earlier_venues) == ("Doha", ["Oslo"])
    [found] = only([*told, *known((9, move("convened", 9, venue="Bern")))]).rounds
    assert (found.venue, found.earlier_venues) == ("Bern", ["Oslo"])


def test_of_rival_moves_from_one_place_the_one_of_most_sources_stands():
    told = known(
        (0, move("accepted", 9, venue="Oslo")),
        (2, move("moved", 9, report="a", venue="Bern", moved_from="Oslo")),
        (2, move("moved", 9, report="b", venue="Bern", moved_from="Oslo")),
        (3, move("moved", 9, report="c", venue="Doha", moved_from="Oslo")),
    )
    [found] = only(told).rounds
    assert (found.venue, found.earlier_venues) == ("Bern", ["Oslo"])


def test_a_place_that_it_is_told_to_meet_at_after_all_was_not_left():
    told = known(
        (0, move("accepted", 9, venue="Oslo")),
        (2, move("moved", 9, report="a", venue="Bern", moved_from="Oslo")),
        (9, move("convened", 9, report="b", venue="Oslo")),
        (9, move("convened", 9, report="c", venue="Oslo")),
    )
    [found] = only(told).rounds
    assert (found.venue, found.earlier_venues) == ("Oslo", [])


def test_two_groups_of_a_state_talk_without_it_where_it_is_named_by_the_way():
    two = ("group:SYR-SDF", "group:SYR-SNA")
    alone = (*(move("ongoing", n, report=f"g{n}", parties=two) for n in range(4)),)
    slip = move("accepted", 5, report="s", parties=("SYR", "group:SYR-SDF"))
    found = fold(known(*((n, one) for n, one in enumerate(alone)), (5, slip)))
    assert next(one.parties for one in found if one.rounds) == list(two)
    both = (*(move("ongoing", n, report=f"b{n}", parties=("SYR", *two[:1])) for n in range(2)),)
    [whole] = fold(known(*((n, one) for n, one in enumerate((*alone, *both)))))
    assert whole.parties == ["SYR", *two]


def test_a_change_of_venue_told_after_a_round_is_of_the_next():
    told = known(
        (0, move("convened", 0, venue="Doha")),
        (1, move("concluded", 1, venue="Doha")),
        (6, move("moved", 6, venue="Oslo", moved_from="Doha", dated=False)),
        (8, move("accepted", 14)),
        (14, move("convened", 14, venue="Oslo")),
    )
    rounds = only(told).rounds
    assert [(one.venue, one.earlier_venues) for one in rounds] == [("Doha", []), ("Oslo", ["Doha"])]


def test_a_place_agreed_to_by_several_was_left_where_several_tell_of_a_meeting_elsewhere():
    planned = [(n, move("accepted", 9, report=f"p{n}", venue="Oslo")) for n in range(2)]
    met = [(9, move("convened", 9, report=f"m{n}", venue="Bern")) for n in range(2)]
    [found] = only(known(*planned, *met)).rounds
    assert (found.venue, found.earlier_venues) == ("Bern", ["Oslo"])
    [found] = only(known(*planned[:1], *met)).rounds
    assert (found.venue, found.earlier_venues) == ("Bern", [])
    proposed = [(0, move("proposed", 9, report=f"q{n}", venue="Oslo", by="NOR")) for n in range(2)]
    [found] = only(known(*proposed, *met)).rounds
    assert (found.venue, found.earlier_venues) == ("Bern", [])


def test_a_place_told_not_to_be_the_venue_is_left_once_another_is_told():
    told = known((0, move("accepted", 9, venue="Oslo")), (2, move("moved", 2, moved_from="Oslo", dated=False)))
    [found] = only(told).rounds
    assert (found.stage, found.venue) == ("accepted", "Oslo")
    [found] = only([*told, *known((4, move("accepted", 9, venue="Bern")))]).rounds
    assert (found.venue, found.earlier_venues) == ("Bern", ["Oslo"])


def test_a_consent_told_again_gives_a_round_called_off_no_other_day():
    told = known(
        (0, move("proposed", 9, by="ARM")),
        (1, move("accepted", 9, by="AZE")),
        (3, move("cancelled", 3)),
        (4, move("accepted", 30, by="AZE", report="late")),
    )
    [found] = only(told).rounds
    assert (found.stage, found.first) == ("cancelled", day(9))


def test_a_delay_of_the_opening_breaks_no_round_off():
    late = move("postponed", 2, dated=False)
    words = Span(start=0, end=19, text="opening was delayed")
    told = [*known((0, move("convened", 0)), (1, move("ongoing", 1)))]
    assert only([*told, *known((2, msgspec.structs.replace(late, words=words)))]).stage == "ongoing"
    assert only([*told, *known((2, late))]).stage == "adjourned"


def test_an_offer_after_who_is_to_mediate_was_told_is_answered_first():
    told = known(
        (0, move("accepted", 0, number=4, mediators=["QAT"], dated=False)),
        (1, move("proposed", 9, by="ARM", venue="Doha")),
    )
    assert [only(told[:end]).stage for end in (1, 2)] == ["accepted", "proposed"]
    assert only([*told, *known((2, move("accepted", 9, by="AZE")))]).stage == "accepted"


def test_others_who_meet_the_day_before_open_no_round():
    told = known((0, move("proposed", 9, by="ARM")), (1, move("accepted", 9, by="AZE")))
    assert only([*told, *known((8, move("convened", 8)))]).stage == "accepted"
    assert only([*told, *known((8, move("convened", 8, venue="Doha")))]).stage == "convened"


def test_unnamed_rebels_who_propose_are_no_mediators():
    three = ("MLI", "group:MLI-FLA", "group:MLI-JNIM")
    told = known(
        (0, move("proposed", 5, by="rebels:MLI", parties=three)), (5, move("convened", 5, parties=three, venue="Lomé"))
    )
    [found] = only(told).rounds
    assert found.mediators == []


def test_the_number_of_a_round_called_off_is_that_of_the_one_that_met_instead():
    told = known(
        (0, move("proposed", 0, number=2, by="ARM")),
        (2, move("cancelled", 2, report="a")),
        (2, move("cancelled", 2, report="b")),
        (9, move("convened", 9, report="c", venue="Doha")),
        (10, move("ongoing", 10, number=2, venue="Doha")),
    )
    assert [(one.number, one.stage) for one in only(told).rounds] == [(2, "cancelled"), (2, "ongoing")]


def test_a_proposal_made_on_a_day_after_the_end_is_of_another_round():
    ended = known((0, move("convened", 0)), (1, move("concluded", 1)))
    fresh = [*ended, *known((3, move("proposed", 3, by="ARM")))]
    again = [*ended, *known((3, move("proposed", 3, by="ARM", dated=False)))]
    assert [only(told).stage for told in (fresh, again)] == ["proposed", "concluded"]


def test_a_beginning_told_again_in_a_break_does_not_end_it():
    told = known((0, move("convened", 0)), (1, move("adjourned", 1)), (3, move("convened", 3, dated=False)))
    assert only(told).stage == "adjourned"
    assert only([*told, *known((4, move("ongoing", 4, dated=False)))]).stage == "ongoing"
