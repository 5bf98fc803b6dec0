"""Which step of talks a coded event tells."""

from __future__ import annotations

from dragoman.records import Event
from dragoman.records.kept import MoveKind

from .words import pattern


def kind_of(event: Event) -> MoveKind | None:
    """The step that a coded event is, by its CAMEO code and its status."""
    code, status = event.cameo or "", event.status
    if code.startswith("04") and pattern("talks").fullmatch(event.trigger.text):
        return None  # named, and perhaps not held
    if code.startswith(("040", "041", "046")) or (code.startswith("04") and event.type == "CONSULT"):
        table: dict[str, MoveKind] = {
            "happened": "convened",
            "ongoing": "ongoing",
            "ended": "concluded",
            "refused": "refused",
            "denied": "denied",
        }
        if code.startswith(("042", "043", "044", "045", "041")):
            return None
        return table.get(status)
    inner = event.inner.cameo or "" if event.inner is not None else ""
    if code.startswith("03") and inner.startswith(("040", "046")):
        return "accepted" if status in ("planned", "happened") else None
    if code.startswith("125") and status == "happened":
        return "refused"
    if code.startswith("164") and status == "happened":
        return "collapsed"
    return None
