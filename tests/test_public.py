"""The public face: a short list, held here, and a start that stays light."""

from __future__ import annotations

import subprocess
import sys
import types

import pytest

import dragoman
from dragoman import errors

PUBLIC = [
    *("Actor", "Casualties", "CodedReport", "Date", "DragomanError", "Event", "Failure", "Filter", "InputError"),
    *("KeptRecord", "OutputError", "Place", "ReadingError", "Report", "Span", "Stance", "Statement", "code"),
    *("from_json", "json_schema", "open", "read", "reports", "to_json"),
]


def test_the_public_names_are_these_and_no_others():
    assert dragoman.__all__ == sorted(dragoman.__all__) == PUBLIC
    public = {name for name, value in vars(dragoman).items() if not name.startswith("_")}
    modules = {name for name in public if isinstance(getattr(dragoman, name), types.ModuleType)}
    assert public - modules - set(PUBLIC) <= {"annotations", "Iterable", "Iterator", "Path", "Any", "TYPE_CHECKING"}


def test_importing_dragoman_imports_nothing_heavy():
    heavy = {"spacy", "numpy", "pyarrow", "trafilatura", "rich", "lxml"}
    code = "import sys, dragoman, dragoman.cli.main; print(' '.join(sorted(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not heavy & set(loaded)


def test_questions_to_the_record_import_nothing_that_codes():
    heavy = {"spacy", "numpy", "onnxruntime", "tokenizers", "pyarrow", "rich", "lxml", "httpx2"}
    code = (
        "import sys, dragoman.store, dragoman.cli.told, dragoman.cli.talks_page; print(' '.join(sorted(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not heavy & set(loaded)


def test_open_gives_a_record_and_can_refuse_to_make_one(tmp_path):
    with pytest.raises(errors.DragomanError) as told:
        dragoman.open(tmp_path / "none.db", existing=True)
    assert told.value.code == "D101"
    with dragoman.open(tmp_path / "new.db") as record:
        assert isinstance(record, dragoman.KeptRecord)
        assert record.events(dragoman.Filter(limit=1)).total == 0


def test_read_codes_one_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The president of Ghana visited Togo on Friday for talks.")
    coded = dragoman.read(path, published="2024-05-07")
    assert coded.events[0].type == "CONSULT"
    assert coded.report.published == "2024-05-07"


def test_code_gives_reports_and_failures_in_order(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The envoys met in Oslo.")
    results = list(dragoman.code(dragoman.reports(path, tmp_path / "none.txt", path)))
    assert [type(result).__name__ for result in results] == ["CodedReport", "Failure", "CodedReport"]


def _tree(kind: type) -> list[type]:
    return [kind, *(below for sub in kind.__subclasses__() for below in _tree(sub))]


def test_every_error_has_a_code_of_its_own_and_stands_in_the_drawing():
    kinds = _tree(errors.DragomanError)
    assert len({kind.code for kind in kinds}) == len(kinds)
    for kind in kinds[1:]:
        assert kind.__name__ in errors.__doc__
        if not kind.code.endswith("00"):
            assert kind.code in errors.__doc__


@pytest.mark.parametrize("kind", _tree(errors.DragomanError))
def test_errors_survive_a_process_border_with_all_they_carry(kind):
    import pickle

    error = kind("what happened", path="a.jsonl", line=3, field="$.text", hint="Do this")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.as_dict()) == (kind, error.as_dict())
    assert str(error) == f"{kind.code} a.jsonl:3 $.text: what happened. Do this"
