"""Write docs/reference from the code, and what the README's commands print into the README.

    python docs/generate.py            write what is stale
    python docs/generate.py --check    write nothing; exit code 1 and the names of what is stale

The same code gives the same bytes. The README's blocks are run in an empty folder that holds a copy of examples/; its
figures are the floors of evals/floors.toml.
"""

from __future__ import annotations

import argparse
import inspect
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import click
import msgspec

import dragoman
from dragoman import errors, records
from dragoman.chances import adjusting, questions, words
from dragoman.cli import exit_codes
from dragoman.cli.main import app
from dragoman.codebooks import cameo, plover, sectors

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
README = ROOT / "README.md"
FLOORS = ROOT / "evals" / "floors.toml"
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"(^```python\n((?:(?!```).*\n)*)```\n\n```text\n)(?:(?!```).*\n)*", re.MULTILINE)
_FIGURE = re.compile(r"\*\*\S+\*\* <!-- (\S+) (\S+) -->")
_SECONDS = re.compile(r" +· +coded [\d.]+ s")  # the one thing that a second run prints otherwise
_NOTE = "<!-- Made from the code by docs/generate.py; change the code instead, then `make docs`. -->"


def main(arguments: list[str]) -> int:
    """Write or check every page; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 when something is stale")
    options = parser.parse_args(arguments)
    wanted = pages()
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    gone = sorted(set(REFERENCE.glob("*.md")) - set(wanted))
    if options.check:
        for path in [*stale, *gone]:
            print(f"stale: {path.relative_to(ROOT)} (make docs)", file=sys.stderr)
        return 1 if stale or gone else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for path in stale:
        path.write_text(wanted[path], "utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    for path in gone:
        path.unlink()
        print(f"removed {path.relative_to(ROOT)}")
    return 0


def pages() -> dict[Path, str]:
    """Every generated file with its text."""
    made = {
        "cli": ("Commands", cli()),
        "api": ("Python", api()),
        "record": ("The record", record()),
        "errors": ("Errors", error_tree()),
        "plover": ("PLOVER", plover_tables()),
        "cameo": ("CAMEO", cameo_table()),
        "chances": ("Questions and adjustments", chances()),
    }
    text = {
        REFERENCE / f"{name}.md": "\n".join([f"# {title}", "", _NOTE, "", *lines]).rstrip() + "\n"
        for name, (title, lines) in made.items()
    }
    return text | {README: readme(README.read_text("utf-8"))}


# ---------------------------------------------------------------- commands


def cli() -> Iterator[str]:
    """Each command with its arguments and options, and the exit codes."""
    context = click.Context(app, info_name="dragoman", **app.context_settings)
    yield from _command(app, context)
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        if command is not None:
            below = click.Context(command, info_name=name, parent=context)
            yield from _command(command, below)
            group = command if isinstance(command, click.Group) else None
            for part in group.list_commands(below) if group is not None else ():
                inner = group.get_command(below, part) if group is not None else None
                if inner is not None:
                    yield from _command(inner, click.Context(inner, info_name=part, parent=below))
    yield from ["## Exit codes", "", "| code | name | meaning |", "|---|---|---|"]
    said = re.findall(r"(\d+) ([^;.]+)", app.epilog or "")
    names = {value: name for name, value in vars(exit_codes).items() if name.isupper()}
    for number, meaning in said:
        yield f"| {number} | {names[int(number)]} | {meaning} |"


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield from [f"## {context.command_path}", "", "```", usage, "```", ""]
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        kept = paragraph.removeprefix("\b\n")  # click's mark for lines that keep their breaks
        yield from ["```", kept, "```", ""] if kept != paragraph else [paragraph, ""]
    rows = [_parameter(parameter, context) for parameter in command.get_params(context)]
    yield from ["| option | default | what it does |", "|---|---|---|", *rows, ""]


def _parameter(parameter: click.Parameter, context: click.Context) -> str:
    kind = parameter.make_metavar(context).strip("[]").replace("|", "\\|")
    if isinstance(parameter, click.Option):
        value = "" if parameter.is_flag else f" {kind}"
        name = ", ".join(f"`{option}`" for option in sorted(parameter.opts, key=len, reverse=True)) + value
        default = parameter.default if parameter.show_default else None
        return f"| {name} | {'' if default is None else default} | {_cell(parameter.help or '')} |"
    given = parameter.default if isinstance(parameter.default, str) else ""
    return f"| {kind} | {given} | argument |"


# ---------------------------------------------------------------- Python


def api() -> Iterator[str]:
    """The public names: functions with their signatures, then types and errors."""
    yield from ["`import dragoman` gives these names and no others.", ""]
    found = [(name, getattr(dragoman, name)) for name in dragoman.__all__]
    for name, thing in found:
        if inspect.isfunction(thing):
            yield from [f"## dragoman.{name}", "", "```python", _signature(name, thing), "```", ""]
            yield from ["```text", inspect.getdoc(thing) or "", "```", ""]
    for name, thing in found:
        if inspect.isclass(thing) and thing.__module__.startswith("dragoman.store"):
            yield from _class(name, thing)
    yield from ["## Types", "", "Fields: [the record](record.md). Errors: [errors](errors.md).", ""]
    yield from ["| name | what it is |", "|---|---|"]
    for name, thing in found:
        if inspect.isclass(thing):
            page = "errors.md" if issubclass(thing, BaseException) else "record.md"
            page = "" if thing.__module__.startswith("dragoman.store") else page
            yield f"| [`{name}`]({page}#{name.lower()}) | {_cell(_first_sentence(thing))} |"


def _class(name: str, thing: type) -> Iterator[str]:
    """A class of the public face that is no record: what it is, and its methods."""
    yield from [f"## {name}", "", "```text", inspect.getdoc(thing) or "", "```", ""]
    for method, function in vars(thing).items():
        if inspect.isfunction(function) and not method.startswith("_"):
            told = re.sub(r"^dragoman\.", f"{name}.", _signature(method, function))
            yield from ["```python", told, "```", "", "```text", inspect.getdoc(function) or "", "```", ""]


def _signature(name: str, function: Any) -> str:
    """The call with its types; annotations are strings in the code, whose quotes would mislead."""
    signature = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(function)))
    return f"dragoman.{name}{signature}"


def _first_sentence(thing: type) -> str:
    paragraph = (inspect.getdoc(thing) or "").split("\n\n", 1)[0]
    return re.split(r"(?<=\.)\s", " ".join(paragraph.split()), maxsplit=1)[0]


# ---------------------------------------------------------------- the record


def record() -> Iterator[str]:
    """Every record type with its fields, as they stand in JSON."""
    yield from [f"Schema number {records.SCHEMA}. `dragoman schema` prints the same as JSON Schema.", ""]
    yield from ["Offsets count Unicode code points of the report's own text, half open: `text[start:end]`.", ""]
    for name in records.__all__:
        kind = getattr(records, name)
        if inspect.isclass(kind) and issubclass(kind, msgspec.Struct) and kind is not records.Record:
            yield from _struct(name, kind)


def _struct(name: str, kind: type[msgspec.Struct]) -> Iterator[str]:
    hints = get_type_hints(kind)
    yield from [f"## {name}", "", (inspect.getdoc(kind) or "").replace("``", "`"), ""]
    yield from ["| field | type | default |", "|---|---|---|"]
    for field in msgspec.structs.fields(kind):
        yield f"| `{field.encode_name}` | {_type(hints[field.name])} | {_default(field)} |"
    yield ""


def _type(hint: Any) -> str:
    """A type in words: "list of [Actor](#actor)", "string or null"."""
    origin, args = get_origin(hint), get_args(hint)
    if hint is Any:
        return "any"
    if origin is Literal:
        return " \\| ".join(f"`{arg}`" for arg in args)
    if origin in (Union, types.UnionType):
        return " or ".join(_type(arg) for arg in args)
    if origin is list:
        return f"list of {_type(args[0])}"
    if origin is tuple:
        return f"[{', '.join(_type(arg) for arg in args)}]"
    if origin is dict:
        return f"object of {_type(args[1])}"
    if issubclass(hint, msgspec.Struct):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {str: "string", int: "integer", float: "number", bool: "boolean", types.NoneType: "null"}[hint]


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "required"
    if field.default is not msgspec.NODEFAULT:
        return f"`{msgspec.json.encode(field.default).decode()}`"
    factory: Any = field.default_factory
    return f"`{msgspec.json.encode(factory()).decode()}`"


# ---------------------------------------------------------------- errors and codebooks


def error_tree() -> Iterator[str]:
    """The tree of errors as errors.py draws it, then each class with its code."""
    yield from ["What to do about each: [bad input](../howto/bad-input.md).", ""]
    yield from ["```text", (errors.__doc__ or "").strip(), "```", ""]
    for kind in _below(errors.DragomanError):
        yield from [f"## {kind.__name__}", "", f"`{kind.code}` · {inspect.getdoc(kind)}", ""]


def _below(kind: type[errors.DragomanError]) -> Iterator[type[errors.DragomanError]]:
    yield kind
    for child in sorted(kind.__subclasses__(), key=lambda child: child.code):
        yield from _below(child)


def plover_tables() -> Iterator[str]:
    """Types, modes, contexts and sectors."""
    book = plover()
    yield from ["How they are read here: [codebooks](../codebooks.md).", "", "## Types", ""]
    yield from ["| type | CAMEO root | quad | score | modes (score) | what it is |", "|---|---|---|---|---|---|"]
    for name, kind in book.types.items():
        modes = ", ".join(f"{mode} {found.score:g}" for mode, found in kind.modes.items())
        yield f"| {name} | {kind.root} | {kind.quad} | {kind.score:g} | {modes or '–'} | {_cell(kind.definition)} |"
    yield from ["", "Quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.", ""]
    yield from ["## Contexts", "", ", ".join(book.contexts) + ".", "", "## Sectors", ""]
    yield from ["| code | name | what it is |", "|---|---|---|"]
    yield from (f"| {one.code} | {_cell(one.name)} | {_cell(one.definition)} |" for one in sectors().values())


def cameo_table() -> Iterator[str]:
    """Every CAMEO code with its Goldstein score and what it says in PLOVER."""
    yield from ["Where the published texts disagree: [codebooks](../codebooks.md).", ""]
    yield from ["| code | name | Goldstein | PLOVER |", "|---|---|---|---|"]
    for code in cameo().all():
        reading = code.reading
        said = [reading.type, reading.mode or "", *reading.contexts] if reading else ["no event"]
        yield f"| {code.code} | {_cell(code.name)} | {code.goldstein:g} | {', '.join(filter(None, said))} |"


# ---------------------------------------------------------------- chances


def chances() -> Iterator[str]:
    """Every question with its rule, every adjustment with its sizes, and the words for chances."""
    kinds = questions.templates()
    yield from ["How a chance is made of these: [how a chance comes about](../models/chances.md).", ""]
    yield from ["## Questions", "", "`{parties}` and `{deadline}` stand for those of the question.", ""]
    for name, one in kinds.items():
        yield from [f"### {name}", "", f"*{one.asks}.*", "", "| | |", "|---|---|"]
        yield f"| true when | {_cell(one.true_when)} |"
        yield f"| told by | {_cell(one.sources)} |"
        yield f"| void when | {_cell(one.void_when)} |"
        yield f"| horizons | {' and '.join(map(str, one.horizons))} days |"
        yield from [f"| words | {', '.join(one.words)} |", ""]
    sized = [name for name in kinds if any(name in rule.sizes for rule in adjusting.rules().values())]
    yield from ["## Adjustments", "", "In log-odds: the size, and between what it may lie. All are"]
    yield from [f"{adjusting.JUDGEMENT}; together they move a chance by {adjusting.MOST:g} at most.", ""]
    yield from [f"| what holds | {' | '.join(sized)} |", f"|---|{'---|' * len(sized)}"]
    for rule in adjusting.rules().values():
        says = rule.says.format(party="…")
        yield f"| {says} (`{rule.when}`) | {' | '.join(_size(rule.sizes.get(name)) for name in sized)} |"
    yield from ["", "## Words", "", "| up to | word |", "|---|---|"]
    yield from (f"| {bound:.0%} | {word} |" for bound, word in words.SCALE)
    yield from ["", (words.__doc__ or "").strip()]


def _size(size: adjusting.Size | None) -> str:
    return "" if size is None else f"{size.log_odds:+.1f} ({size.low:+.1f} to {size.high:+.1f})".replace("-", "−")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


# ---------------------------------------------------------------- the README


def readme(text: str) -> str:
    """The README with what its blocks print now, Python in the text block below it, and the figures CI holds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        text = _CONSOLE.sub(lambda match: f"```console\n{_console(match.group(1), folder)}```", text)
        python = [sys.executable, "-c"]
        text = _PYTHON.sub(lambda match: match.group(1) + _printed([*python, match.group(2)], folder), text)
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    return _FIGURE.sub(lambda match: _figure(floors, match.group(1), match.group(2)), text)


def _figure(floors: dict[str, dict[str, Any]], gold: str, name: str) -> str:
    """A figure that CI holds, with the mark that says which; a dash where none is held yet."""
    floor = float(floors[gold][name])
    return f"**{f'{floor:.3f}'.lstrip('0') if floor else '–'}** <!-- {gold} {name} -->"


def _console(block: str, folder: Path) -> str:
    """A block's commands ("$ ..."), each with its output; the output that stood there is dropped."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{_printed(['sh', '-c', line[2:]], folder)}" for line in commands)


def _printed(command: list[str], folder: Path) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    run = subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, check=False, stdout=subprocess.PIPE)
    if run.returncode:
        raise SystemExit(f"README.md: {' '.join(command)} ended with exit code {run.returncode}")
    return "".join(f"{line.rstrip()}\n" for line in _SECONDS.sub("", run.stdout.decode("utf-8")).splitlines())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
