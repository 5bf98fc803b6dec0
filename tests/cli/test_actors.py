"""`dragoman actors` as users call it: real processes, a real service, a folder of the user's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.codebooks.sparql import binding, serving

HEADER = "kind,name,aliases,code,sector,role,title,start,end,group"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def dragoman(home, *arguments, stdin=b""):
    command = [sys.executable, "-m", "dragoman", *map(str, arguments)]
    environment = {**os.environ, "DRAGOMAN_HOME": str(home)}
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=120, env=environment)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def coded(home, text, day):
    """The actors that the coder finds in a sentence on a day, name, code and sectors by their words."""
    report = json.dumps({"id": "a", "text": text, "published": day}).encode()
    (home.parent / "in.jsonl").write_bytes(report)
    code, out, err = dragoman(home, "code", home.parent / "in.jsonl")
    assert code == 0, err
    return {actor["text"]: (actor["name"], actor["code"], actor["sectors"]) for actor in json.loads(out)["actors"]}


@pytest.fixture
def service():
    with serving() as found:
        found.terms = {
            "head_of_state": [binding("KEN", "Nekesa Exämple", "2031-03-01", title="President of Kenya")],
            "foreign_minister": [binding("KEN", "Barasa Example", "2030-01-01", "2031-02-01")],
        }
        yield found


def test_update_prints_and_stores_what_changed_and_the_coder_uses_it(service, home):
    code, out, err = dragoman(home, "actors", "update", "--from", service.address, "--since", "2030-01-01")
    assert code == 0, err
    added = "added    KEN  head_of_state  Nekesa Exämple: since 2031-03-01 (President of Kenya)"
    assert added in out.splitlines()
    assert "ended    KEN  head_of_state  William Ruto: 2022-09-13 to 2031-03-01, succeeded" in out.splitlines()
    assert "2 terms fetched: 2 added, 0 ended, 0 changed; stored in" in err
    text = "The Kenyan president met Nekesa Example in Nairobi on Monday."
    found = coded(home, text, "2031-05-06")
    assert found["The Kenyan president"] == found["Nekesa Example"] == ("Nekesa Exämple", "KEN", ["GOV"])
    assert coded(home, text, "2030-05-06")["The Kenyan president"][0] == "William Ruto"


def test_updating_again_changes_nothing_but_what_is_new(service, home):
    update = ("actors", "update", "--from", service.address, "--since", "2030-01-01")
    dragoman(home, *update)
    before = (home / "actors" / "wikidata.csv").read_bytes()
    code, out, err = dragoman(home, *update)
    assert (code, out) == (0, "")
    assert "nothing stored" in err
    service.terms["head_of_state"] = [binding("KEN", "Nekesa Exämple", "2031-03-01", "2032-01-05")]
    assert dragoman(home, *update)[1].startswith(
        "ended    KEN  head_of_state  Nekesa Exämple: 2031-03-01 to 2032-01-05"
    )
    after = (home / "actors" / "wikidata.csv").read_text("utf-8")
    assert after.count("\n") == before.count(b"\n") == 3
    assert "2032-01-05" in after


def test_a_dry_run_stores_nothing(service, home):
    code, out, _ = dragoman(home, "actors", "update", "--from", service.address, "--since", "2030-01-01", "--dry-run")
    assert (code, home.exists()) == (0, False)
    assert out.startswith("added")


@pytest.mark.parametrize(("trouble", "error"), [("garbage", "D113"), ("refused", "D112"), ("login", "D113")])
def test_a_service_that_fails_half_way_changes_no_table(service, home, trouble, error):
    service.script = ["answer", "answer", trouble]
    code, out, err = dragoman(home, "actors", "update", "--from", service.address, "--since", "2030-01-01")
    assert (code, out, home.exists()) == (3, "", False)
    assert f"dragoman: {error} {service.address}: " in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "exit_code", "error"),
    [(("--from", "file:///etc/hostname"), 2, "D500"), (("--since", "spring"), 3, "D110")],
)
def test_a_wrong_call_is_told(home, arguments, exit_code, error):
    code, _, err = dragoman(home, "actors", "update", *arguments)
    assert code == exit_code
    assert error in err


def test_own_persons_groups_and_aliases_are_coded(home, tmp_path):
    table = tmp_path / "field.csv"
    lines = [
        "group,Lakeside Front,LSF,UGA,REB,,,2030,,",
        "alias,Lakeside Front,Lake Fighters,,,,,,,",
        "person,Okello Example,,UGA,,group_leader,Lakeside Front commander,2030,,Lakeside Front",
        "person,Wanjiru Example,,KEN,SOC,,,,,",
        "robot,Somebody Else,,,,,,,,",
    ]
    table.write_text("\n".join([HEADER, *lines]), "utf-8")
    code, out, err = dragoman(home, "actors", "add", table)
    assert code == 1
    assert err == f"{table}:6: kind: must be one of person, group, alias\n"
    assert out.startswith("4 rows stored in ")
    text = "Lake Fighters led by Okello Example freed Wanjiru Example on Monday."
    found = coded(home, text, "2031-05-06")
    assert found["Lake Fighters"] == ("Lakeside Front", "UGA", ["REB"])
    assert found["Okello Example"][1:] == ("UGA", ["REB"])
    assert found["Wanjiru Example"][1:] == ("KEN", ["SOC"])
    code, out, _ = dragoman(home, "actors", "list")
    assert (code, out) == (0, f"{home / 'actors' / 'field.csv'}  2 person, 1 group, 1 alias\n")
    assert dragoman(home, "actors", "remove", "field")[0] == 0
    assert "no tables of your own" in dragoman(home, "actors", "list")[1]


def test_a_table_without_a_good_row_is_not_stored(home, tmp_path):
    table = tmp_path / "field.csv"
    table.write_text(f"{HEADER}\nrobot,Somebody,,,,,,,,\n", "utf-8")
    code, _, err = dragoman(home, "actors", "add", table)
    assert (code, home.exists()) == (3, False)
    assert "no row can be used; nothing was stored" in err


def test_check_tells_what_is_wrong_with_a_table_spoiled_by_hand_and_coding_goes_on(home, tmp_path):
    folder = home / "actors"
    folder.mkdir(parents=True)
    (folder / "spoiled.csv").write_bytes(b"kind,name\n\xff\n")
    (folder / "half.csv").write_text(f"{HEADER}\ngroup,Lakeside Front,,UGA,REB,,,,,\ngroup,Hill,,,,,,,,\n", "utf-8")
    code, out, err = dragoman(home, "actors", "check")
    assert code == 1
    assert f"{folder / 'half.csv'}: 1 rows good, 1 bad" in out
    assert "half.csv:3: sector: a group needs one" in err
    assert "D106" in err
    assert coded(home, "Lakeside Front fired on the police.", "2031-05-06")["Lakeside Front"][1:] == ("UGA", ["REB"])


def test_the_fetched_table_cannot_be_overwritten_by_hand(home, tmp_path):
    table = tmp_path / "wikidata.csv"
    table.write_text(f"{HEADER}\ngroup,Lakeside Front,,UGA,REB,,,,,\n", "utf-8")
    code, _, err = dragoman(home, "actors", "add", table)
    assert code == 2
    assert "D500" in err


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "home").write_text("a file")
    table = tmp_path / "field.csv"
    table.write_text(f"{HEADER}\ngroup,Lakeside Front,,UGA,REB,,,,,\n", "utf-8")
    code, _, err = dragoman(tmp_path / "home", "actors", "add", table)
    assert code == 4
    assert "D301" in err
