"""The commands as users call them: real processes, real files, documented exit codes."""

from __future__ import annotations

import csv
import json
import os
import pty
import signal
import subprocess
import sys
import time

import pyarrow.parquet
import pytest
from click.testing import CliRunner

from dragoman.cli.main import app

TEXT = "The foreign minister of Kenya met Ethiopian officials in Nairobi on Monday. “We will talk,” he said."


def dragoman(*arguments, stdin: bytes = b"", **options):
    command = [sys.executable, "-m", "dragoman", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=300, **options)


def inside(*arguments):
    """The command in this process: quicker, where the process itself is not what is tested."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "in.jsonl"
    lines = [json.dumps({"id": "a", "text": TEXT}), "not json", json.dumps({"id": "b", "text": TEXT})]
    path.write_text("\n".join(lines))
    return path


def test_code_lists_the_bad_report_codes_the_rest_and_says_so(rows, tmp_path):
    out, failures = tmp_path / "out.jsonl", tmp_path / "failures.jsonl"
    done = dragoman("code", rows, "--output", out, "--failures", failures)
    assert done.returncode == 1
    assert b"1 of 3 reports failed" in done.stderr
    assert b"D108" in done.stderr
    assert [json.loads(line)["report"]["id"] for line in out.read_text().splitlines()] == ["a", "b"]
    [failure] = [json.loads(line) for line in failures.read_text().splitlines()]
    assert (failure["code"], failure["line"]) == ("D108", 2)


def test_code_in_a_pipe_prints_only_the_record():
    done = dragoman("code", "-", stdin=TEXT.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["events"]


def test_code_twice_and_with_two_workers_gives_the_same_bytes(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps({"id": f"r{n}", "text": TEXT * (n % 3 + 1)}) for n in range(20)))
    outputs = []
    for name, workers in (("1", 1), ("2", 1), ("3", 2)):
        assert dragoman("code", source, "-o", tmp_path / name, "-w", workers).returncode == 0
        outputs.append((tmp_path / name).read_bytes())
    assert outputs[0] == outputs[1] == outputs[2]


def test_without_the_model_nothing_of_it_is_loaded(tmp_path):
    out = tmp_path / "out.jsonl"
    source = tmp_path / "in.txt"
    source.write_text(TEXT)
    code = "from dragoman.cli.main import app; app(sys.argv[1:], standalone_mode=False)"
    check = "print('onnxruntime' in sys.modules, file=sys.stderr)"
    loaded = []
    for options in ([], ["--no-model"]):
        script = f"import sys, atexit; atexit.register(lambda: {check}); {code}"
        command = [sys.executable, "-c", script, "code", str(source), "-o", str(out), *options]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        loaded.append(done.stderr.strip().splitlines()[-1])
        assert json.loads(out.read_text())["events"][0]["type"] == "CONSULT"
    assert loaded == ["True", "False"]


def test_code_writes_parquet_and_csv_by_the_ending(rows, tmp_path):
    inside("code", rows, "-o", tmp_path / "out.parquet")
    assert pyarrow.parquet.read_table(tmp_path / "out.parquet").num_rows == 2
    inside("code", rows, "-o", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open() as stream:
        events = list(csv.DictReader(stream))
    assert "CONSULT" in {event["type"] for event in events}
    inside("code", rows, "-o", tmp_path / "said.csv", "--table", "statements")
    assert "speaker" in (tmp_path / "said.csv").read_text().splitlines()[0]


def test_stories_and_published_are_taken(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    done = inside("code", tmp_path / "a.txt", "--stories", "--published", "2024-05-07")
    record = json.loads(done.stdout)
    assert record["story"]
    assert record["report"]["published"] == "2024-05-07"
    assert record["dates"][0]["value"] == "2024-05-06"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["code", "/no/such/file.txt"], 3, b"D101"),
        (["brief", "/no/such/file.txt"], 3, b"D101"),
        (["code"], 2, b"Missing argument"),
        (["code", "a.txt", "--format", "xml"], 2, b"xml"),
        (["code", "a.txt", "--published", "yesterday"], 3, b"D110"),
        (["codebook", "qqqqqq"], 2, b"D501"),
        (["code", "-", "-o", "/dev/full"], 4, b"D301"),
        (["code", "-", "-o", "/no/such/folder/out.jsonl"], 4, b"D301"),
        (["code", "-", "--pipeline", "no_such_pipeline"], 3, b"D202"),
        (["nonsense"], 2, b"nonsense"),
    ],
)
def test_exit_codes(arguments, code, told):
    done = dragoman(*arguments, stdin=TEXT.encode())
    assert done.returncode == code
    assert told in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_output_that_cannot_be_finished_leaves_the_old_one(rows, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("before")
    command = [sys.executable, "-m", "dragoman", "code", "-", "-o", str(out)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    process.stdin.write(json.dumps({"text": TEXT}).encode() + b"\n")
    process.stdin.flush()
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    process.stdin.close()
    assert out.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_reader_that_leaves_early_is_no_error(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps({"id": f"r{n}", "text": TEXT * 20}) for n in range(40)))
    shell = f'"{sys.executable}" -m dragoman code "{source}" | head -c 10; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", shell], capture_output=True, timeout=300)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_bar_on_a_terminal(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "dragoman", "code", str(tmp_path / "a.txt")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=follower)
    os.close(follower)
    shown = b""
    while True:
        try:
            shown += os.read(leader, 4096)
        except OSError:  # the other end of a pseudo-terminal closes with an error
            break
    assert process.wait(timeout=60) == 0
    assert b"coding" in shown


def test_schema_is_json_schema():
    assert json.loads(inside("schema").stdout)["$ref"].endswith("CodedReport")
    assert json.loads(inside("schema", "chance").stdout)["$ref"].endswith("Chance")


@pytest.mark.parametrize(
    ("query", "told"), [("1123", "1123"), ("Kosovo", "XKX"), ("ASSAULT", "ASSAULT"), ("special envoy", "GOV")]
)
def test_codebook_finds_codes_and_names(query, told):
    assert told in inside("codebook", query).output


def test_doctor_says_that_everything_works():
    done = inside("doctor")
    assert done.exit_code == 0
    assert "Everything works." in done.output


def test_help_names_every_command_and_the_exit_codes():
    told = inside("--help").output
    for word in ("brief", "code", "codebook", "doctor", "schema", "Exit codes"):
        assert word in told
