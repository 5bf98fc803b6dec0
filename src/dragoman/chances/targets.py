"""What can come of a peace process, as the open benchmark words it: targets with their horizons and stages."""

from __future__ import annotations

from dataclasses import dataclass

from .history.pax import CEASEFIRE, SUBSTANTIVE


@dataclass(frozen=True, slots=True)
class Target:
    """A document of one of `stages` (None: any) within `months`."""

    name: str
    months: int
    stages: frozenset[str] | None


TARGETS = (Target("any6", 6, None), Target("cea12", 12, CEASEFIRE), Target("sub12", 12, SUBSTANTIVE))
