"""The simulator of reporting: reports that say what the truth says they say, and figures that can be trusted."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import date, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest

import simulate
from dragoman.records import CodedReport, Happening, Process, Report
from simulator.copying import copied
from simulator.matching import Names
from simulator.recovering import recover
from simulator.reports import Sentence, Story, Tells
from simulator.scoring import (
    contradictions_kept,
    pair_rounds,
    score_happenings,
    score_rounds,
    score_stages,
    sources_lost,
)
from simulator.scripts import STAGE_OF, TYPES_OF, load, scripts
from simulator.telling import Newsroom
from simulator.truth import truth
from simulator.wording import bank

BANKS = ("develop", "practice", "trial", "rehearse", "measure")
SMALL = {"trial": 3, "rehearse": 2}  # banks of fewer scripts, none of them of three parties
SCRIPTS = [(name, script) for name in BANKS for script in scripts(name)]
MAIN = [
    "proposed", "accepted", "refused", "convened", "ongoing", "adjourned", "resumed", "concluded", "collapsed",
    "cancelled", "postponed", "moved", "mediator", "demanded", "offered", "rejected", "signed", "ceasefire",
    "violated", "denied", "attack", "toll",
]  # fmt: skip


@pytest.fixture(scope="module", params=SCRIPTS, ids=[script.name for _, script in SCRIPTS])
def told(request):
    name, script = request.param
    stories = Newsroom(script, name).run()
    return script, stories, truth(script, stories)


# Scripts and wording


def test_each_bank_has_scripts_of_sixty_days_and_more():
    for name in BANKS:
        chosen = scripts(name)
        assert len(chosen) >= SMALL.get(name, 4)
        assert all(script.days >= 60 for script in chosen)
        assert name in SMALL or any(len(script.parties) == 3 for script in chosen)
        assert any(
            len(party.key) != 3 or party.key in ("ELN", "KNU", "HOU", "OLA") for s in chosen for party in s.parties
        )
        assert any(plan.format == "proximity" for script in chosen for plan in script.rounds)


def test_each_bank_tells_of_every_kind_of_step():
    for name in BANKS:
        kinds = {step.kind for script in scripts(name) for step in script.steps}
        assert kinds == set(MAIN)


def test_every_main_kind_has_eight_leads():
    for name in BANKS:
        words = bank(name)
        for kind in MAIN:
            leads = [
                lead for key, parts in words.items() if key.split("_")[0] == kind for lead in parts.get("lead", [])
            ]
            assert len(leads) >= 8, (name, kind, len(leads))
            assert len(set(leads)) == len(leads)


def test_the_banks_share_no_sentence():
    sentences: dict[str, set[str]] = {}
    for name in BANKS:
        found: set[str] = set()
        for parts in bank(name).values():
            for texts in parts.values() if isinstance(parts, dict) else ():
                found |= {text for text in texts if isinstance(text, str)} if isinstance(texts, list) else set()
        sentences[name] = found
    assert len(sentences["develop"]) > 300
    for one, other in combinations(BANKS, 2):
        assert not sentences[one] & sentences[other]


def test_a_script_that_names_what_is_not_there_is_refused(tmp_path):
    path = Path(simulate.__file__).parent / "simulator" / "scripts" / "develop_horn.toml"
    broken = tmp_path / "broken.toml"
    broken.write_text(
        path.read_text("utf-8").replace('venue = "Zanzibar", reason', 'venue = "Atlantis", reason'), "utf-8"
    )
    with pytest.raises(ValueError, match=r"\(moved, day 8\)"):
        load(broken)


def test_a_script_with_a_field_unknown_is_refused(tmp_path):
    path = Path(simulate.__file__).parent / "simulator" / "scripts" / "develop_horn.toml"
    broken = tmp_path / "broken.toml"
    broken.write_text(path.read_text("utf-8").replace('variant = "shelling"', 'weapon = "shelling"'), "utf-8")
    with pytest.raises(msgspec.ValidationError, match="weapon"):
        load(broken)


# Reports


def test_the_same_seed_gives_the_same_reports_and_another_gives_others():
    script = scripts("develop")[0]
    first = simulate.simulate(script, "develop", 3)
    assert json.dumps(first) == json.dumps(simulate.simulate(script, "develop", 3))
    assert first[0] != simulate.simulate(script, "develop", 4)[0]


def test_reports_are_as_many_as_a_conflict_makes_and_come_in_order(told):
    _, stories, _ = told
    assert 120 <= len(stories) <= 260
    assert [story.published for story in stories] == sorted(story.published for story in stories)
    assert len({story.outlet for story in stories}) >= 8
    keys = [(story.id, story.version) for story in stories]
    assert len(set(keys)) == len(keys)


def test_no_slot_is_left_open_and_no_sentence_is_broken(told):
    _, stories, _ = told
    for story in stories:
        for text in (story.title.text, story.text()):
            assert not re.search(r"[{}]|  |\bNone\b|\bthe the\b|\bon on\b|\ba [aeio]\w+ ceasefire", text), text
        for sentence in story.sentences:
            assert re.search(r"""[.?!]["”)]*$""", sentence.text), sentence.text
            assert sentence.text[0].isupper() or sentence.text[0] in '"“(', sentence.text


def test_reports_do_not_give_the_truth_away(told):
    _, stories, _ = told
    for story in stories:
        assert set(story.report()) == {"id", "text", "title", "published", "source", "url", "language"}


def test_offsets_of_the_truth_hold(told):
    _, stories, true = told
    for story, row in zip(stories, true["reports"], strict=True):
        text = story.text()
        assert [text[s["start"] : s["end"]] for s in row["sentences"]] == [s.text for s in story.sentences]


def test_what_a_sentence_is_said_to_tell_stands_in_it(told):
    _, stories, _ = told
    for story in stories:
        for sentence in () if story.copy_of else story.sentences:  # a copy may be reworded
            for tells in sentence.tells:
                for name in ("place", "venue", "document", "reason", "outcome"):
                    if name in tells.values:
                        said = sentence.text.casefold().replace("’", "'")
                        assert str(tells.values[name]).casefold() in said or name == "venue", (tells, sentence.text)


def test_every_step_is_told_and_none_before_it_happens(told):
    script, stories, _ = told
    seen: dict[str, datetime] = {}
    for story in stories:
        for sentence in story.sentences:
            for tells in sentence.tells:
                seen.setdefault(tells.step, story.published)
    missing = [step for step in script.steps if step.id not in seen]
    assert not missing
    for step in script.steps:
        earliest = min([step.day, *(telling.day for telling in step.otherwise if telling.day is not None)])
        assert seen[step.id].date() >= script.date(earliest)


def test_copies_change_at_most_a_fifth_of_the_words_and_tell_what_their_model_tells(told):
    _, stories, _ = told
    by_id = {story.id: story for story in stories if not story.version}
    copies = [story for story in stories if story.copy_of]
    assert len(copies) >= 15
    for copy in copies:
        model = by_id[copy.copy_of]
        ours, theirs = (Counter(re.findall(r"\w+", story.text())) for story in (copy, model))
        changed = max(sum((ours - theirs).values()), sum((theirs - ours).values()))
        assert changed <= 0.2 * sum(theirs.values()) + 1
        assert set(copy.steps()) <= set(model.steps())
        assert copy.published > model.published
    assert any(copy.text() == by_id[copy.copy_of].text() for copy in copies if copy.outlet == "portal")
    assert any(copy.edited > 0 for copy in copies)


def test_an_edited_copy_keeps_quotations_and_its_budget():
    from random import Random

    text = 'The envoy said the talks began well. "He said it began," the envoy said.'
    story = Story(
        id="a", outlet="wire", source="W", url="u", title=Sentence("T"), published=datetime(2024, 1, 1),
        sentences=(Sentence(text, (Tells("s1", "convened", {}),)),) * 4,
    )  # fmt: skip
    for seed in range(20):
        copy = copied(story, 0.2, {"said": "stated", "began": "started"}, [], Random(seed))
        assert copy.edited <= 0.2
        for sentence in copy.sentences:
            assert '"He said it began,"' in sentence.text


def test_corrections_come_later_under_the_same_id_with_the_error_gone(told):
    script, stories, _ = told
    newer = [story for story in stories if story.version]
    assert len(newer) >= 1
    older = {story.id: story for story in stories if story.replaced}
    assert {story.id for story in newer} == set(older)
    false = {step.id for step in script.steps if step.false}
    for story in newer:
        assert story.published > older[story.id].published
        assert story.text() != older[story.id].text()
        assert not false & set(story.steps())


# Truth


def test_stages_follow_what_the_reports_of_the_day_can_tell(told):
    script, stories, true = told
    known = Counter()
    steps = {step.id: step for step in script.steps}
    for row in true["stages"]:
        day = date.fromisoformat(row["day"])
        heard = {step for story in stories if story.published.date() <= day for step in story.steps()}
        stages = [s for s in script.steps if s.id in heard and s.kind in STAGE_OF and not s.false]
        if not stages:
            assert row["stage"] is None
            continue
        last = stages[-1]
        assert row["round"] == last.round
        allowed = {row["stage"], *row["also"]}
        assert STAGE_OF[last.kind] in allowed
        known[row["stage"]] += 1
    assert len(known) >= 6
    assert steps


def test_a_false_report_is_allowed_until_its_correction_and_not_after(told):
    script, stories, true = told
    for step in script.steps:
        if not step.false:
            continue
        wrong = next(story for story in stories if step.id in story.steps())
        right = next(story for story in stories if story.id == wrong.id and story.version)
        assert wrong.replaced
        stage = STAGE_OF[step.kind]
        for row in true["stages"]:
            day = date.fromisoformat(row["day"])
            if wrong.published.date() <= day < right.published.date():
                assert stage in [row["stage"], *row["also"]]
            elif stage == "collapsed":
                assert stage not in row["also"]


def test_rounds_have_their_last_venue_and_mediators():
    script = next(script for script in scripts("develop") if script.name == "develop_chad_sudan")
    rounds = {row["id"]: row for row in truth(script, Newsroom(script, "develop").run())["rounds"]}
    assert rounds["r2"]["venue"] == "Cairo"
    assert rounds["r2"]["earlier_venues"] == ["Addis Ababa"]
    assert (rounds["r2"]["first"], rounds["r2"]["last"]) == ("2024-03-09", "2024-03-17")
    assert rounds["r2"]["planned"] == "2024-03-09"
    assert rounds["r3"]["held"] is False
    assert rounds["r4"]["mediators"] == ["QAT", "AFU"]
    assert [stage["stage"] for stage in rounds["r3"]["stages"]] == ["proposed", "accepted", "cancelled"]


def test_contradictions_are_told_by_reports_that_stand(told):
    _, stories, true = told
    standing = {story.id: story for story in stories if not story.replaced}
    assert len(true["contradictions"]) >= 4
    for row in true["contradictions"]:
        assert len({value["value"] for value in row["values"]}) >= 2
        for value in row["values"]:
            assert value["reports"]
            for report in value["reports"]:
                assert report in standing


# Figures: a perfect record, and one spoilt on purpose


def perfect(
    true: dict[str, Any], stories: list[Story], script: Any
) -> tuple[Any, list[Happening], dict[str, CodedReport]]:
    """The record that knows the truth: its processes as of a day, its happenings, and the reports coded to match."""
    rounds = [
        {
            "id": row["id"],
            "parties": row["parties"],
            "mediators": row["mediators"],
            "venue": row["venue"],
            "earlier_venues": row["earlier_venues"],
            "first": row["first"] or row["proposed"],
            "last": row["last"] or row["planned"],
            "stage": row["stages"][-1]["stage"] if row["stages"] else None,
            "number": row["number"],
            "format": row["format"],
            "level": row["level"],
        }
        for row in true["rounds"]
    ]
    stages = {row["day"]: row["stage"] for row in true["stages"]}

    def as_of(day: str) -> list[Process]:
        process = {"id": "p", "parties": list(true["parties"]), "rounds": rounds, "stage": stages[day]}
        return msgspec.convert([process], list[Process])

    coded, homes, values = {}, defaultdict(list), defaultdict(lambda: defaultdict(list))
    of = {step.id: step.of or step.id if step.kind == "toll" else step.id for step in script.steps}
    for story in stories:
        if story.replaced:
            continue
        events = []
        for sentence, (start, end) in zip(story.sentences, story.laid()[1], strict=True):
            for tells in sentence.tells:
                if tells.aside:
                    continue
                number = f"e{len(events)}"
                span = {"start": start, "end": end, "text": sentence.text}
                events.append(
                    {
                        "id": number,
                        "type": TYPES_OF[tells.kind][0],
                        "quad": 1,
                        "status": "happened",
                        "trigger": span,
                        "sentence": span,
                        "confidence": 0.9,
                    }
                )
                home = of[tells.step]
                homes[home].append({"report": story.id, "event": number})
                for name, value in tells.values.items():
                    field, kept = {
                        "killed": ("killed", {"min": value, "max": value}),
                        "injured": ("injured", {"min": value, "max": value}),
                        "date": ("days", f"{value}"),
                        "attacker": ("sources", [{"entity": value, "name": value}]),
                        "place": ("place", {"name": value}),
                        "venue": ("place", {"name": value}),
                    }.get(name, ("", None))
                    if field:
                        values[home][field].append({"value": kept, "evidence": []})
        coded[story.id] = msgspec.convert({"report": {"id": story.id}, "events": events}, CodedReport)
    happenings = [
        {"id": home, "type": "ASSAULT", "evidence": evidence, "fields": values[home]}
        for home, evidence in homes.items()
    ]
    return as_of, msgspec.convert(happenings, list[Happening]), coded


def test_a_perfect_record_gets_full_marks(told):
    script, stories, true = told
    as_of, happenings, coded = perfect(true, stories, script)
    rounds = score_rounds(true, as_of(true["end"]))
    for name in ("rounds_recall", "rounds_precision", "rounds_f1", "venue_right", "mediator_right", "level_right"):
        assert rounds[name] == 1.0, name
    assert score_stages(true, as_of)["stage_right"] == 1.0
    figures = score_happenings(true, happenings, coded)
    assert (figures["happenings_f1"], figures["fighting_f1"], figures["told_coded"]) == (1.0, 1.0, 1.0)
    assert figures["events_matched"] > 100
    assert sources_lost(happenings, coded) == 0
    kept, lost = contradictions_kept(true, happenings, as_of(true["end"]), coded)
    assert not [row for row in lost if row["field"] != "venue"]
    assert kept["contradictions_kept"] == 1.0


def test_an_empty_record_gets_nothing(told):
    _, stories, true = told
    _, _, coded = perfect(true, stories, told[0])
    assert score_rounds(true, [])["rounds_f1"] == 0.0
    assert score_stages(true, lambda day: [])["stage_right"] == 0.0
    assert score_happenings(true, [], coded)["happenings_f1"] == 0.0
    assert sources_lost([], coded) == sum(len(code.events) for code in coded.values())
    assert contradictions_kept(true, [], [], coded)[0]["contradictions_kept"] == 0.0


def spoil(processes: list[Process], index: int, **changes: Any) -> list[Process]:
    """The processes with one round changed."""
    (process,) = processes
    rounds = list(process.rounds)
    rounds[index] = msgspec.structs.replace(rounds[index], **changes)
    return [msgspec.structs.replace(process, rounds=rounds)]


def test_what_is_wrong_costs_what_it_should(told):
    script, stories, true = told
    as_of, happenings, coded = perfect(true, stories, script)
    right = as_of(true["end"])
    count = len(true["rounds"])
    assert score_rounds(true, spoil(right, 0, venue="Atlantis"))["venue_right"] == (count - 1) / count
    assert score_rounds(true, spoil(right, 0, mediators=["CHE"]))["mediator_right"] == (count - 1) / count
    assert score_rounds(true, spoil(right, 0, first="2020-01-01", last="2020-01-02"))["rounds_recall"] < 1.0
    doubled = [msgspec.structs.replace(right[0], rounds=[*right[0].rounds, right[0].rounds[0]])]
    assert score_rounds(true, doubled)["rounds_precision"] == count / (count + 1)
    merged = msgspec.structs.replace(happenings[0], evidence=[e for one in happenings for e in one.evidence])
    figures = score_happenings(true, [merged], coded)
    assert figures["happenings_recall"] == 1.0
    assert figures["happenings_precision"] < 0.3
    alone = [
        msgspec.structs.replace(happenings[0], id=f"{n}", evidence=[e])
        for n, e in enumerate(e for one in happenings for e in one.evidence)
    ]
    figures = score_happenings(true, alone, coded)
    assert (figures["happenings_recall"], figures["happenings_precision"]) == (0.0, 1.0)
    assert sources_lost([*happenings, happenings[0]], coded) == len(happenings[0].evidence)


def test_rounds_of_other_parties_are_not_counted_and_a_swapped_third_is_wrong():
    script = next(script for script in scripts("develop") if script.name == "develop_horn")
    stories = Newsroom(script, "develop").run()
    true = truth(script, stories)
    as_of, _, _ = perfect(true, stories, script)
    right = as_of(true["end"])
    foreign = msgspec.structs.replace(right[0].rounds[0], parties=["ARM", "AZE"])
    two = msgspec.structs.replace(right[0].rounds[0], parties=["ETH", "KEN"])
    pairs, recovered = pair_rounds(true, [msgspec.structs.replace(right[0], rounds=[foreign, two])])
    assert (pairs, recovered) == ([], 1)


def test_names_are_matched_by_code_alias_and_what_the_text_calls_them():
    names = Names({"COL": ["Colombia", "the Colombian government"], "ELN": ["National Liberation Army", "ELN"]})
    assert names.key("COL") == "COL"
    assert names.key("state:COL") == "COL"
    assert names.key("national-liberation-army") == "ELN"
    assert names.key("Q1234", "The ELN") == "ELN"
    assert names.key("FARC") is None
    assert names.keys(["COL", "Colombia", "FARC"]) == ["COL", "FARC"]


# Recovering and the command


def test_recovering_keeps_the_last_version_of_a_report():
    reports = [
        {"id": "a", "text": "New.", "published": "2024-01-02T00:00:00Z"},
        {"id": "a", "text": "Old.", "published": "2024-01-01T00:00:00Z"},
    ]
    seen: list[str] = []

    def code(report: Report) -> CodedReport:
        seen.append(report.text)
        return CodedReport(report=report.info)

    found = recover(reports, code)
    assert seen == ["Old.", "New."]
    assert found.coded["a"].report.published == "2024-01-02T00:00:00Z"


def test_the_command_writes_reports_and_truth(tmp_path, capsys):
    assert simulate.main(["--bank", "measure", "--only", "measure_yemen", "--write", str(tmp_path)]) == 0
    lines = (tmp_path / "measure_yemen" / "reports.jsonl").read_text("utf-8").splitlines()
    true = json.loads((tmp_path / "measure_yemen" / "truth.json").read_text("utf-8"))
    reports = [msgspec.json.decode(line, type=Report) for line in lines]
    assert [report.id for report in reports] == [row["id"] for row in true["reports"]]
    assert f"{len(reports)} reports" in capsys.readouterr().out
