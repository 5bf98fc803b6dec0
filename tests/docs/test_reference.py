"""The generated reference tells of everything there is, and notices when it does not."""

from __future__ import annotations

import importlib.util
import re

import click
import msgspec
import pytest
from page_blocks import ROOT

import dragoman
from dragoman import errors, records
from dragoman.cli import exit_codes
from dragoman.cli.main import app
from dragoman.codebooks import cameo, plover, sectors

REFERENCE = ROOT / "docs" / "reference"
CONTEXT = click.Context(app, info_name="dragoman")
COMMANDS = {name: app.get_command(CONTEXT, name) for name in app.list_commands(CONTEXT)}


def page(name: str) -> str:
    return (REFERENCE / f"{name}.md").read_text("utf-8")


def section(text: str, title: str) -> str:
    match = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert match, f"no section {title}"
    return match[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_appears(name):
    told = section(page("cli"), f"dragoman {name}")
    for parameter in COMMANDS[name].params:
        for option in parameter.opts if isinstance(parameter, click.Option) else ():
            assert f"`{option}`" in told
    assert (COMMANDS[name].help or "").split(".")[0].split("\n")[0] in told


def test_every_exit_code_appears():
    codes = {value for name, value in vars(exit_codes).items() if name.isupper()}
    told = section(page("cli"), "Exit codes")
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", told, re.MULTILINE)} == codes


def test_every_public_name_appears():
    for name in dragoman.__all__:
        assert f"`{name}`" in page("api") or f"## dragoman.{name}\n" in page("api")


def test_every_field_of_every_record_appears():
    kinds = [kind for name in records.__all__ if isinstance(kind := getattr(records, name), type)]
    structs = [kind for kind in kinds if issubclass(kind, msgspec.Struct) and kind is not records.Record]
    assert records.Event in structs
    for kind in structs:
        told = section(page("record"), kind.__name__)
        for field in msgspec.structs.fields(kind):
            assert f"| `{field.encode_name}` |" in told, f"{kind.__name__}.{field.name}"


def _all_errors(kind: type[errors.DragomanError]) -> list[type[errors.DragomanError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in _all_errors(child))]


@pytest.mark.parametrize("kind", _all_errors(errors.DragomanError), ids=lambda kind: kind.code)
def test_every_error_appears_and_says_what_to_do(kind):
    assert f"`{kind.code}`" in section(page("errors"), kind.__name__)
    advice = (ROOT / "docs" / "howto" / "bad-input.md").read_text("utf-8")
    assert kind.code in advice or kind.code.endswith("00")


def test_every_code_of_the_codebooks_appears():
    for name, kind in plover().types.items():
        assert f"| {name} |" in page("plover")
        assert all(mode in page("plover") for mode in kind.modes)
    assert all(f"| {code} |" in page("plover") for code in sectors())
    assert all(f"| {code.code} |" in page("cameo") for code in cameo().all())


def test_check_names_what_is_stale(tmp_path, monkeypatch, capsys):
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    readme = tmp_path / "README.md"
    shown = "```console\n$ dragoman --version\n{}\n```\n\n| **{}** <!-- own recall --> |\n"
    readme.write_text(shown.format("something else", "–"), "utf-8")
    floors = tmp_path / "floors.toml"
    floors.write_text("[own]\nrecall = 0.5\n", "utf-8")
    monkeypatch.setattr(generate, "FLOORS", floors)
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "REFERENCE", tmp_path / "reference")
    monkeypatch.setattr(generate, "README", readme)
    (tmp_path / "examples").mkdir()

    assert generate.main(["--check"]) == 1
    assert "README.md" in capsys.readouterr().err
    assert generate.main([]) == 0
    assert readme.read_text("utf-8") == shown.format(f"dragoman {dragoman.__version__}", ".500")
    assert generate.main(["--check"]) == 0

    capsys.readouterr()
    errors_page = tmp_path / "reference" / "errors.md"
    errors_page.write_text(errors_page.read_text("utf-8") + "more\n", "utf-8")
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().err == "stale: reference/errors.md (make docs)\n"
