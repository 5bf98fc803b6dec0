"""Check the output of `dragoman code` whole: nothing lost, every offset true, every line valid.

python evals/integrity.py REPORTS.jsonl CODED.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def check(reports: Path, coded: Path) -> int:
    """The number of spans checked.

    Raises:
        AssertionError: a report is lost, a span is not the text at its offsets, or a line does not fit the contract.
    """
    from dragoman import from_json

    spans = 0
    with reports.open("rb") as came, coded.open("rb") as went:
        for line, answer in zip(came, went, strict=True):
            report = json.loads(line)
            from_json(answer)  # raises where a value does not fit
            record = json.loads(answer)
            assert record["report"]["id"] == str(report["id"]), f"{report['id']}: lost or out of order"
            for span in _spans(record):
                spans += 1
                told = report["text"][span["start"] : span["end"]]
                assert told == span["text"], f"{report['id']}: {span} is {told!r}"
    return spans


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


if __name__ == "__main__":
    print(f"{check(Path(sys.argv[1]), Path(sys.argv[2])):,} spans true")
