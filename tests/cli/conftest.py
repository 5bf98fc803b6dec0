"""A small record of our own, coded once: an invented process of talks, told by three outlets."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

REPORTS = [
    {
        "id": "a1",
        "title": "Envoys to meet in Nairobi",
        "source": "Lake Courier",
        "published": "2031-03-03",
        "text": "Ethiopia and Eritrea agreed on Sunday to hold talks in Nairobi next week. Kenya offered to mediate. "
        "The foreign minister of Kenya said the talks would begin on March 10.",
    },
    {
        "id": "a2",
        "title": "Talks begin in Nairobi",
        "source": "Lake Courier",
        "published": "2031-03-10",
        "text": "Ethiopia and Eritrea held peace talks in Nairobi on Monday. Kenya mediated the talks. "
        "Ethiopia demanded a ceasefire before any other step, its foreign minister said.",
    },
    {
        "id": "b1",
        "title": "Nairobi: first day of talks",
        "source": "Coast Wire",
        "published": "2031-03-10",
        "text": "Delegations of Ethiopia and Eritrea met in Nairobi on Monday for peace talks, mediated by Kenya. "
        "A spokesman for Eritrea said it was ready to discuss a ceasefire.",
    },
    {
        "id": "a3",
        "title": "Shells fall on Zalambessa",
        "source": "Lake Courier",
        "published": "2031-03-13",
        "text": "Eritrean forces shelled the town of Zalambessa on Wednesday, killing 12 people. "
        "Ethiopia accused Eritrea of breaking the ceasefire.",
    },
    {
        "id": "b2",
        "title": "Nine dead in Zalambessa",
        "source": "Coast Wire",
        "published": "2031-03-13",
        "text": "Eritrean forces shelled Zalambessa on Wednesday, killing nine people, hospital workers said.",
    },
    {
        "id": "c1",
        "title": "Talks suspended",
        "source": "The Plateau",
        "published": "2031-03-15",
        "text": "Peace talks between Ethiopia and Eritrea in Nairobi were suspended on Friday after the shelling of "
        "Zalambessa. Kenya urged both sides to return to the talks.",
    },
    {
        "id": "c2",
        "title": "Rain delays the harvest",
        "source": "The Plateau",
        "published": "2031-03-20",
        "text": "Heavy rain delayed the coffee harvest in the south. Farmers expect prices to rise.",
    },
]


def dragoman(*arguments, **options):
    """The command as a process of its own."""
    command = [sys.executable, "-m", "dragoman", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, **options)


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A folder with the reports, what was coded from them, and the record that holds them."""
    folder = tmp_path_factory.mktemp("record")
    (folder / "reports.jsonl").write_text("\n".join(json.dumps(report) for report in REPORTS))
    done = dragoman("code", folder / "reports.jsonl", "-o", folder / "coded.jsonl")
    assert done.returncode == 0, done.stderr
    done = dragoman(
        "add", folder / "reports.jsonl", "--coded", folder / "coded.jsonl", "--store", folder / "dragoman.db"
    )
    assert done.returncode == 0, done.stderr
    (folder / "told.txt").write_text(done.stdout)
    return folder


@pytest.fixture
def held(made, tmp_path, monkeypatch):
    """A folder of one's own with a copy of that record, which the environment names."""
    for name in ("reports.jsonl", "coded.jsonl", "dragoman.db"):
        shutil.copy(made / name, tmp_path / name)
    monkeypatch.setenv("DRAGOMAN_STORE", str(tmp_path / "dragoman.db"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def chances(tmp_path, monkeypatch, capsys):
    """`dragoman chances` in a folder of its own, where no record is and no tables are."""
    from .chances_material import told_by

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_STORE", raising=False)
    monkeypatch.setenv("DRAGOMAN_HISTORY", str(tmp_path / "none"))
    monkeypatch.setenv("COLUMNS", "100")
    return told_by(monkeypatch, capsys)


@pytest.fixture
def talked(chances):
    """The same with a record of one round of talks, twenty days ago, that two outlets told of."""
    from .chances_material import WORDS, keep, round_told

    keep(round_told("a", 20), round_told("b", 20, WORDS[0], WORDS[1], published=19))
    return chances
