"""Every block of the README and the how-to pages runs, in order, as a reader would run them."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
import sys
from importlib.metadata import Distribution, entry_points
from pathlib import Path

import pytest
from click.testing import CliRunner
from page_blocks import ROOT, Block, blocks, commands

from dragoman.cli.main import app

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "howto").glob("*.md"))]
EVERY = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SHELL = set("|<>;&$`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_block_of_the_page_runs(page, clone):
    ran = 0
    for block in blocks(page):
        if block.needs and importlib.util.find_spec(block.needs) is None:
            continue
        if block.file:
            Path(block.file).write_text(block.text, "utf-8")
        elif block.language == "python":
            _python(block, page)
        elif block.language == "console":
            for command in commands(block):
                _command(command)
        else:
            continue
        ran += 1
    assert ran


def _python(block: Block, page: Path) -> None:
    exec(compile(block.text, str(page), "exec"), {"__name__": "page"})


def _command(command: str) -> None:
    """In this process where no shell is needed: starting one for each command would take most of the time."""
    name, *arguments = shlex.split(command)
    if name == "dragoman" and not SHELL & set(command):
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert result.exit_code == 0, f"{command}\n{result.output}"
        assert result.stdout or _written(arguments), f"{command}: printed and wrote nothing"
        return
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    run = subprocess.run(["sh", "-c", command], env={**os.environ, "PATH": path}, capture_output=True, check=False)
    assert run.returncode == 0, f"{command}\n{run.stderr.decode()}"
    assert run.stdout, command


def _written(arguments: list[str]) -> bool:
    """Whether the files that a command was to write are there; a list of failures may be empty."""
    output = Path(arguments[arguments.index("--output") + 1])
    return output.stat().st_size > 0


@pytest.mark.parametrize(
    "page", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]), ids=lambda page: page.stem
)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_a_source_by_entry_point_as_the_page_says(clone, monkeypatch):
    page = ROOT / "docs" / "howto" / "extend.md"
    (source,) = [block for block in blocks(page) if block.file]
    (package,) = [block for block in blocks(page) if block.language == "toml"]
    (clone / source.file).write_text(source.text, "utf-8")
    points = clone / "mail_reports-1.0.dist-info" / "entry_points.txt"
    points.parent.mkdir()
    section, entry = package.text.strip().splitlines()
    assert section == '[project.entry-points."dragoman.sources"]'
    points.write_text("[dragoman.sources]\n" + entry.replace('"', "") + "\n", "utf-8")
    monkeypatch.syspath_prepend(str(clone))
    assert any(isinstance(found, Distribution) for found in Distribution.discover(path=[str(clone)]))
    assert ".eml" in {point.name for point in entry_points(group="dragoman.sources")}
    (clone / "mail").mkdir()
    (clone / "mail" / "one.eml").write_text(
        "From: desk@example.org\nSubject: Talks\nDate: Tue, 7 May 2024 10:00:00 +0000\n\nTalks went on in Nairobi.\n"
    )

    import dragoman

    (report,) = dragoman.reports("mail")
    assert (report.title, report.published, report.source) == ("Talks", "2024-05-07", "desk@example.org")
    assert report.text == "Talks went on in Nairobi.\n"
