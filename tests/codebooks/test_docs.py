"""docs/codebooks.md tells the truth: its code runs, its figures hold, its changes to the crosswalk are the table's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dragoman.codebooks
from dragoman.codebooks import plover

PAGE = Path(__file__).parents[2] / "docs" / "codebooks.md"
DATA = Path(dragoman.codebooks.__file__).with_name("data")
TEXT = PAGE.read_text("utf-8")


def test_the_example_runs_and_gives_what_it_says():
    (block,) = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)
    names: dict[str, object] = {}
    for line in block.splitlines():
        code, _, says = (part.strip() for part in line.partition("#"))
        if not code or line.startswith("from "):
            exec(code, names)
            continue
        given = eval(code, names)
        if re.match(r"""^(\d|"|\(|True)""", says):
            expected = re.match(r"""^(\d+\.\d+|"[^"]*"|\(.*\)|True)""", says)
            assert given == eval(expected[0]), line


@pytest.mark.parametrize(("table", "floor"), re.findall(r"^\| `(\w+\.csv)` \| (\d+) \|", TEXT, flags=re.MULTILINE))
def test_the_tables_hold_as_much_as_stated(table, floor):
    assert len((DATA / table).read_text("utf-8").splitlines()) - 1 >= int(floor)


def test_every_table_is_named_with_its_source():
    sources = (DATA / "README.md").read_text("utf-8")
    for path in DATA.iterdir():
        if path.suffix in {".csv", ".toml"}:
            assert f"`{path.name}`" in sources and f"`{path.name}`" in TEXT


def test_the_number_of_modes_is_the_one_stated():
    modes = [mode for kind in plover().types.values() for mode in kind.modes.values()]
    assert f"{len(modes)} modes, {len(plover().contexts)} contexts" in TEXT
    assert sum(not mode.own for mode in modes) == 12 and "Twelve\nmodes" in TEXT
