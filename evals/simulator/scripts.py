"""Scripted processes: who the parties are, their rounds of talks, and what happens on which day."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import msgspec

HERE = Path(__file__).parent
Bank = Literal["develop", "practice", "trial", "rehearse", "measure"]

STAGE_OF = {
    "proposed": "proposed",
    "accepted": "accepted",
    "convened": "convened",
    "ongoing": "ongoing",
    "adjourned": "adjourned",
    "resumed": "ongoing",
    "concluded": "concluded",
    "collapsed": "collapsed",
    "cancelled": "cancelled",
}
"""Kind of step -> the stage that it brings a round to; a refusal, a move or a postponement leaves the stage alone."""

TYPES_OF: dict[str, tuple[str, ...]] = {
    "proposed": ("AGREE", "REQUEST"),
    "accepted": ("AGREE",),
    "refused": ("REJECT",),
    "convened": ("CONSULT",),
    "ongoing": ("CONSULT",),
    "adjourned": ("CONSULT", "REJECT"),
    "resumed": ("CONSULT",),
    "concluded": ("CONSULT",),
    "collapsed": ("CONSULT", "SANCTION", "REJECT"),
    "cancelled": ("REJECT", "SANCTION"),
    "postponed": ("REJECT", "AGREE"),
    "moved": ("AGREE", "REJECT"),
    "mediator": ("AGREE",),
    "demanded": ("REQUEST",),
    "offered": ("AGREE", "CONCEDE"),
    "rejected": ("REJECT",),
    "signed": ("SUPPORT", "AGREE"),
    "ceasefire": ("CONCEDE", "RETREAT", "AGREE"),
    "violated": ("ACCUSE", "ASSAULT"),
    "denied": ("REJECT", "ACCUSE", "ASSAULT"),
    "attack": ("ASSAULT",),
    "toll": ("ASSAULT",),
}
"""Kind of step -> the PLOVER types under which a sentence that tells it may be coded."""


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A side at the table and all it is called. `key` is an ISO 3166-1 alpha-3 code or an armed group's name; one whose
    name is `plural` has a `single` one for sentences that need it."""

    key: str
    name: str
    short: str
    adj: str
    army: str
    leader: str
    names: list[str]
    alts: list[str] = []
    spokes: list[str] = []
    plural: bool = False
    single: str = ""


class Other(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mediator or host: not a side."""

    key: str
    name: str
    adj: str
    envoys: list[str] = []
    names: list[str] = []


class Venue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A town where talks are held, with its country (ISO 3166-1 alpha-3); `where` are ways to say that something
    takes place there, each of which tells which town it is: "in the Omani capital"."""

    name: str
    country: str
    country_name: str
    names: list[str] = []
    where: list[str] = []


class RoundPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a round is, apart from what happens to it: that is in the steps that name it.

    `level` is that of the lower of its `leaders`; who has a rank and no office, "commander X", counts as an envoy.
    """

    id: str
    number: int
    venue: str
    planned: int
    mediators: list[str] = []
    hosts: list[str] = []
    format: str = "direct"
    level: str = "envoys"
    leaders: dict[str, str] = {}
    parties: list[str] = []


class Telling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an outlet of one kind (`outlet`) tells a step otherwise than it was: other place, day, venue or doer."""

    outlet: str
    place: str | None = None
    day: int | None = None
    venue: str | None = None
    attacker: str | None = None
    corrected: int | None = None


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What happens on day `day` of the script (0 = its first); only the fields that its kind needs are set.

    `false` marks what only `only` told and what never happened; it is corrected on day `corrected`.
    """

    day: int
    kind: str
    id: str = ""
    hour: int = 10
    round: str | None = None
    by: str | None = None
    against: str | None = None
    of: str | None = None
    planned: int | None = None
    venue: str | None = None
    mediators: list[str] | None = None
    host: str | None = None
    reason: str | None = None
    outcome: str | None = None
    document: str | None = None
    ask: str | None = None
    issue: str | None = None
    length: str | None = None
    place: str | None = None
    variant: str | None = None
    killed: int | None = None
    injured: int | None = None
    tollby: str | None = None
    otherwise: list[Telling] = []
    only: str | None = None
    false: bool = False
    corrected: int | None = None


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One scripted process; `at` names the places at which, not in which, something happens: a shoal."""

    name: str
    start: date
    days: int
    parties: list[Party]
    others: list[Other]
    venues: list[Venue]
    rounds: list[RoundPlan]
    steps: list[Step]
    background: list[str]
    colour: list[str] = []
    at: list[str] = []

    def date(self, day: int) -> date:
        """The calendar day of script day `day`."""
        return self.start + timedelta(days=day)

    def party(self, key: str) -> Party:
        """The party with that key."""
        return next(party for party in self.parties if party.key == key)

    def other(self, key: str) -> Other:
        """The mediator or host with that key."""
        return next(other for other in self.others if other.key == key)

    def place(self, name: str) -> Venue:
        """The venue with that name."""
        return next(venue for venue in self.venues if venue.name == name)

    def plan(self, round_id: str) -> RoundPlan:
        """The round with that id."""
        return next(plan for plan in self.rounds if plan.id == round_id)

    def sides(self, round_id: str | None = None) -> list[Party]:
        """The parties of a round, or of the whole process."""
        keys = self.plan(round_id).parties if round_id else []
        return [self.party(key) for key in keys] if keys else list(self.parties)

    def step(self, step_id: str) -> Step:
        """The step with that id."""
        return next(step for step in self.steps if step.id == step_id)


def load(path: Path) -> Script:
    """The script in a TOML file, its steps in order of day and hour, each with an id.

    Raises:
        msgspec.ValidationError: the file has a field that scripts do not have, or lacks one.
        ValueError: a step names a party, venue, round or step that the script does not have.
    """
    script = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Script)
    ordered = sorted(enumerate(script.steps), key=lambda pair: (pair[1].day, pair[1].hour, pair[0]))
    steps = [msgspec.structs.replace(step, id=step.id or f"s{index:02}") for index, (_, step) in enumerate(ordered)]
    attacks = {step.id: step for step in steps if step.kind == "attack"}
    steps = [_of(step, attacks.get(step.of or "")) for step in steps]
    script = msgspec.structs.replace(script, steps=steps)
    _check(script)
    return script


def _of(step: Step, attack: Step | None) -> Step:
    """A toll or a denial with the place of its attack, a toll with its doer as well."""
    if attack is None:
        return step
    by = step.by or (attack.by if step.kind == "toll" else None)
    return msgspec.structs.replace(step, place=step.place or attack.place, by=by)


def _check(script: Script) -> None:
    parties = {party.key for party in script.parties}
    everyone = parties | {other.key for other in script.others}
    venues = {venue.name for venue in script.venues}
    rounds = {plan.id for plan in script.rounds}
    ids = {step.id for step in script.steps}
    if len(ids) != len(script.steps):
        raise ValueError(f"{script.name}: two steps have the same id")
    for plan in script.rounds:
        if plan.venue not in venues or not {*plan.mediators, *plan.hosts} <= everyone or not {*plan.leaders} <= parties:
            raise ValueError(f"{script.name}: round {plan.id} names what is not there")
    for step in script.steps:
        wrong = [
            step.kind != "noise" and step.kind not in TYPES_OF,
            step.day >= script.days,
            step.by is not None and step.by not in everyone,
            step.against is not None and step.against not in everyone,
            step.venue is not None and step.venue not in venues,
            step.round is not None and step.round not in rounds,
            step.of is not None and step.of not in ids,
            step.kind in STAGE_OF and step.round is None,
        ]
        if any(wrong):
            raise ValueError(f"{script.name}: step {step.id} ({step.kind}, day {step.day}) is wrong: {wrong}")


def scripts(bank: Bank) -> list[Script]:
    """All scripts of a bank, by file name; those of `measure` are kept from the people who build the rules."""
    return [load(path) for path in sorted((HERE / "scripts").glob(f"{bank}_*.toml"))]
