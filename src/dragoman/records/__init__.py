"""The record: frozen types for everything that goes in and comes out."""

from ._base import SCHEMA, Record, Span
from .coded import CodedReport, Failure
from .event import STATUSES, Casualties, Count, Event, InnerAct, Status
from .kept import (
    FORMATS,
    LEVELS,
    MOVES,
    STAGES,
    Adjustment,
    Chance,
    Change,
    Delegation,
    Evidence,
    Happening,
    Move,
    Position,
    Process,
    Round,
    Story,
    Value,
)
from .mentions import Actor, Date, Place
from .report import Note, Report, ReportInfo, content_id
from .statement import STANCES, Stance, StanceLabel, Statement, StatementKind
from .wire import KINDS, from_json, json_schema, to_json

__all__ = [
    "FORMATS",
    "KINDS",
    "LEVELS",
    "MOVES",
    "SCHEMA",
    "STAGES",
    "STANCES",
    "STATUSES",
    "Actor",
    "Adjustment",
    "Casualties",
    "Chance",
    "Change",
    "CodedReport",
    "Count",
    "Date",
    "Delegation",
    "Event",
    "Evidence",
    "Failure",
    "Happening",
    "InnerAct",
    "Move",
    "Note",
    "Place",
    "Position",
    "Process",
    "Record",
    "Report",
    "ReportInfo",
    "Round",
    "Span",
    "Stance",
    "StanceLabel",
    "Statement",
    "StatementKind",
    "Status",
    "Story",
    "Value",
    "content_id",
    "from_json",
    "json_schema",
    "to_json",
]
