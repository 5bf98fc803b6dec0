"""The format of the project's own cases: reports written for it, each with the events that PLOVER codes in it.

    [[report]]
    id = "talks-held"               # unique in the folder
    text = "Kenyan and Somali envoys met in Nairobi on 4 March 2019."
    published = "2019-03-05"
    complete = false                # the events are not all there is: left out of precision (default: true)

    [[report.event]]
    trigger = "met"                 # occurs in the text; with `nth = 2`, where it does so for the second time
    type = "CONSULT"
    status = "happened"             # the default; "any" = not judged
    shows = ["talks held"]          # what the event is here for; tests/evals lists what must be shown
    optional = true                 # right when coded, not missed when not

Fields that are judged only where they are given:

    mode = "visit"                  # "" = none
    cameo = "04"                    # how the code begins
    source = ["KEN"]                # everyone, each by code, by code and sectors ("KEN MIL"), by sector whatever the
    target = ["SOM"]                #   country ("* CVL"), or by name; [] = nobody
    reciprocal = true               # source and target may stand either way round
    place = "Nairobi"               # "" = none
    date = "2019-03-04"             # TIMEX3 value, without the hour
    said_by = "SOM GOV"             # "" = the report's own voice
    killed = 9                      # as injured, detained, displaced, missing: the least number

Statements, of which a report need not list all:

    [[report.statement]]
    speaker = "Abdi Warsame"        # "" = nobody is named
    content = "the talks were useful"
    stance = "optimistic"
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.records import StanceLabel, Status

COUNTS = ("killed", "injured", "detained", "displaced", "missing")


class ExpectedEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An event that a report tells of; a field that is None is not judged."""

    trigger: str
    nth: int = 1
    type: str
    status: Status | Literal["any"] = "happened"
    mode: str | None = None
    cameo: str | None = None
    source: tuple[str, ...] | None = None
    target: tuple[str, ...] | None = None
    reciprocal: bool = False
    place: str | None = None
    date: str | None = None
    said_by: str | None = None
    killed: int | None = None
    injured: int | None = None
    detained: int | None = None
    displaced: int | None = None
    missing: int | None = None
    optional: bool = False
    shows: tuple[str, ...] = ()

    def span(self, text: str) -> tuple[int, int]:
        """Where the trigger stands.

        Raises:
            ValueError: the text does not hold it that often.
        """
        at = -1
        for _ in range(self.nth):
            at = text.index(self.trigger, at + 1)
        return at, at + len(self.trigger)


class ExpectedStatement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A statement that a report holds."""

    speaker: str
    content: str
    stance: StanceLabel | None = None


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report and what is in it."""

    id: str
    text: str
    published: str | None = None
    complete: bool = True
    event: tuple[ExpectedEvent, ...] = ()
    statement: tuple[ExpectedStatement, ...] = ()
    shows: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    report: tuple[Case, ...]


def load(folder: Path) -> list[Case]:
    """The cases of a folder's TOML files, in the order of their names.

    Raises:
        msgspec.ValidationError: a file does not fit the format; the message holds the path of the bad value.
        ValueError: two reports have one id.
    """
    cases: list[Case] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            cases += msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File).report
        except msgspec.ValidationError as error:
            raise msgspec.ValidationError(f"{path.name}: {error}") from error
    ids = [case.id for case in cases]
    if twice := sorted({id for id in ids if ids.count(id) > 1}):
        raise ValueError(f"reports with one id: {', '.join(twice)}")
    return cases
