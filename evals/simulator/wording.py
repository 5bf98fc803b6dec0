"""Template banks and the filling of their slots: a template is used only where each slot has something to say."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from . import days
from .scripts import Bank, Party, Script, Step

HERE = Path(__file__).parent
_SLOT = re.compile(r"\{([^{}]*)\}")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_AN = re.compile(r"\b([Aa]) (?=(?:8|11\b|18\b|(?!one\b|uni|eu)[aeiou])\w*)")
_TALKS = ("talks", "talks", "peace talks", "negotiations")
_FORMATS = {"direct": "direct", "proximity": "indirect", "shuttle": "indirect", "multilateral": "multilateral"}


@cache
def bank(name: Bank) -> dict[str, Any]:
    """The templates of a bank: kind of step -> part of a report (head, lead, detail, quote, retold) -> templates."""
    loaded: dict[str, Any] = tomllib.loads((HERE / "wording" / f"{name}.toml").read_text("utf-8"))
    return loaded


@dataclass(slots=True)
class Used:
    """How often each template was used in a script, so that the least used come first."""

    counts: Counter[str] = field(default_factory=Counter)

    def pick(self, templates: list[str], rng: Random) -> list[str]:
        """The templates, least used first, ties in a drawn order."""
        drawn = rng.sample(templates, len(templates))
        return sorted(drawn, key=lambda template: self.counts[template])


@dataclass(slots=True)
class Words:
    """What one report knows when it words a step: its day, its style, whom it has named already; `lasting` when its
    words for days are to hold for a copy or correction that comes out later."""

    script: Script
    published: date
    style: days.Style
    rng: Random
    bank: Bank
    seen: set[str] = field(default_factory=set)
    order: list[str] = field(default_factory=list)
    lasting: bool = False

    def fill(self, template: str, step: Step | None, *, head: bool = False, again: bool = False) -> Filled | None:
        """The template with its slots filled, and the values that it tells; None when a slot has nothing to say.

        `head` gives the short names of headlines, `again` words the day as one tells an older thing again.
        """
        values: dict[str, Any] = {}
        seen = set(self.seen)

        def one(match: re.Match[str]) -> str:
            said = self._slot(match[1], step, values, seen, head=head, again=again)
            if said is None:
                raise LookupError(match[1])
            return said

        try:
            text = _SLOT.sub(one, template)
        except LookupError:
            return None
        self.seen = seen
        return Filled(_sentence_case(text), values)

    def _slot(  # noqa: PLR0911, PLR0912 - one arm for each slot
        self,
        slot: str,
        step: Step | None,
        values: dict[str, Any],
        seen: set[str],
        *,
        head: bool,
        again: bool,
    ) -> str | None:
        name, _, part = slot.partition(".")
        plan = self.script.plan(step.round) if step and step.round else None
        party = self._party(name, step)
        if party is not None:
            values.setdefault("parties", []).append(party.key)
            if part == "chief":  # with the office
                values.setdefault("led", []).append(party.key)
            return self._named(party, part, seen, plan.leaders if plan else {}, head=head)
        if name in ("parties", "sides", "both"):
            return self._sides(name, step, values, seen, head=head)
        if step is None:
            return None
        match name:
            case "day":
                told = values["date"] = self.script.date(step.day)
                worder = days.retold if again else days.past
                return worder(told, self.published, self.style, self.rng)
            case "planned" | "plandate":
                if step.planned is None or self.script.date(step.planned) <= self.published:
                    return None
                told = values["planned"] = self.script.date(step.planned)
                worder = days.ahead if name == "planned" else days.bare
                return worder(told, self.published, self.style, self.rng)
            case "when":
                told = values["date"] = self.script.date(step.day)
                worder = days.recalled if again else days.lately
                return worder(told, self.published, self.style, self.rng, lasting=self.lasting)
            case "weekday":  # as in "Monday's attack", "in the early hours of Monday"
                told = self.script.date(step.day)
                if not 0 <= (self.published - told).days < 6:
                    return None
                values["date"] = told
                return told.strftime("%A")
            case "exact":  # as in "the 5 March attack"
                told = values["date"] = self.script.date(step.day)
                return days.dated(told, self.style)
            case "soon":
                return self._soon(step, values)
            case "opened" | "later":
                return self._since_opening(name, step, again=again)
            case "where":
                return self._where(step, values)
            case "before":
                return self._before(step)
            case "venue" | "country":
                return self._venue(name, step, values)
            case "from":
                return self._venue_before(step)
            case "mediator" | "host":
                return self._other(name, part, step, values, head=head)
            case "nth":
                if plan is None:
                    return None
                values["number"] = plan.number
                return _ORDINALS[plan.number]
            case "talks":
                return self.rng.choice(_TALKS)
            case "format":
                if plan is None:
                    return None
                values["format"] = plan.format
                return _FORMATS[plan.format]
            case "killed" | "injured":
                return self._number(name, step, values, head=head)
            case "attacker":
                by = step.by
                if by is None or by not in {party.key for party in self.script.parties}:
                    return None
                values["attacker"] = by
                return self._named(self.script.party(by), part or "army", seen, {}, head=head)
            case "at":
                if step.place is not None:
                    values["place"] = step.place
                return step.place and f"{'at' if step.place in self.script.at else 'in'} {step.place}"
            case "place" | "tollby":
                said: str | None = getattr(step, name)
                if said is not None:
                    values[name] = said
                return said
            case "reason" | "outcome" | "document" | "ask" | "length" | "issue":
                value: str | None = getattr(step, name)
                if value is not None and name != "ask":
                    values[name] = value
                return value
        raise KeyError(f"no slot {slot!r}")

    def _party(self, name: str, step: Step | None) -> Party | None:
        parties = {party.key: party for party in self.script.parties}
        if name in ("A", "B", "C"):
            at = "ABC".index(name)
            sides = [party.key for party in self.script.sides(step.round if step else None)]
            order = [key for key in (self.order or list(parties)) if key in sides]
            if at >= len(order):
                return _NOBODY
            return parties[order[at]]
        if name not in ("by", "other", "against"):
            return None
        if step is None:
            return _NOBODY
        if name == "by":
            return parties.get(step.by or "", _NOBODY)
        if step.against:
            return parties.get(step.against, _NOBODY)
        rest = [party for party in self.script.sides(step.round) if party.key != step.by]
        return rest[0] if len(rest) == 1 else _NOBODY

    def _named(self, party: Party, part: str, seen: set[str], leaders: dict[str, str], *, head: bool) -> str:
        if party is _NOBODY:
            raise LookupError
        if part == "sg" and party.plural:
            return party.single
        if part in ("", "sg"):
            if head:
                return party.short.removeprefix("the ")
            if party.key not in seen:
                seen.add(party.key)
                return party.name
            alts = party.alts if part == "" else []
            return self.rng.choice([party.short, party.short, party.short, *alts])
        if part == "s":
            short = party.short.removeprefix("the ") if head else party.short
            return f"{short}'" if short.endswith("s") else f"{short}'s"
        if part in ("adj", "army", "leader"):
            return str(getattr(party, part))
        if part == "spokes":
            if not party.spokes:
                raise LookupError
            return self.rng.choice(party.spokes)
        if part in ("chief", "chieflast"):
            if party.key not in leaders:
                raise LookupError
            chief = leaders[party.key]
            return chief if part == "chief" else chief.rsplit(" ", 1)[-1]
        raise KeyError(f"no part {part!r} of a party")

    def _sides(self, name: str, step: Step | None, values: dict[str, Any], seen: set[str], *, head: bool) -> str:
        sides = self.script.sides(step.round if step else None)
        values["parties"] = [party.key for party in sides]
        if name == "sides":
            return f"the {_SMALL[len(sides)]} sides"
        if name == "both":
            all_ = "both" if len(sides) == 2 else f"all {_SMALL[len(sides)]}"
            return self.rng.choice([f"{all_} sides", f"{all_} delegations", f"the {_SMALL[len(sides)]} delegations"])
        sides = sorted(sides, key=lambda party: self.order.index(party.key)) if self.order else sides
        names = [self._named(party, "", seen, {}, head=head) for party in sides]
        return f"{', '.join(names[:-1])} and {names[-1]}"

    def _venue(self, name: str, step: Step, values: dict[str, Any]) -> str | None:
        venue = step.venue
        if venue is None:
            return None
        values["venue"] = venue
        place = self.script.place(venue)
        return venue if name == "venue" else place.country_name

    def _where(self, step: Step, values: dict[str, Any]) -> str | None:
        if step.venue is None:
            return None
        values["venue"] = step.venue
        return self.rng.choice([f"in {step.venue}", *self.script.place(step.venue).where])

    def _soon(self, step: Step, values: dict[str, Any]) -> str | None:
        if step.planned is None or self.script.date(step.planned) <= self.published:
            return None
        day = self.script.date(step.planned)
        said = days.soon(day, self.published, self.style, self.rng, lasting=self.lasting)
        if said != "next week":
            values["planned"] = day
        return said

    def _since_opening(self, name: str, step: Step, *, again: bool) -> str | None:
        """The day on which the round of the step opened, or how many days the step came after it."""
        sat = (s for s in self.script.steps if s.round == step.round and s.kind == "convened" and not s.false)
        first = next(sat, None)
        if first is None or step.round is None or not 0 < step.day - first.day < len(_SMALL):
            return None
        if name == "opened":
            worder = days.recalled if again else days.lately
            return worder(self.script.date(first.day), self.published, self.style, self.rng, lasting=self.lasting)
        wait = step.day - first.day
        return "the next day" if wait == 1 else f"{_SMALL[wait]} days later"

    def _before(self, step: Step) -> str | None:
        """The toll that was given before the one of the step."""
        found: int | None = None
        for earlier in self.script.steps:
            if earlier.id == step.id:
                break
            if step.of in (earlier.id, earlier.of) and earlier.kind in ("attack", "toll") and earlier.only is None:
                found = earlier.killed
        if found is None or found == step.killed:
            return None
        return _SMALL[found] if found < 10 else str(found)

    def _venue_before(self, step: Step) -> str | None:
        if step.round is None or step.venue is None:
            return None
        current = self.script.plan(step.round).venue
        for earlier in self.script.steps:
            if earlier.id == step.id:
                break
            if earlier.round == step.round and earlier.kind == "moved" and earlier.venue:
                current = earlier.venue
        return current if current != step.venue else None

    def _other(self, name: str, part: str, step: Step, values: dict[str, Any], *, head: bool) -> str | None:
        keys = step.mediators if name == "mediator" else [step.host] if step.host else None
        if not keys:
            return None
        values["mediators" if name == "mediator" else "hosts"] = list(keys)
        others = [self.script.other(key) for key in keys]
        if part == "":
            names = [other.name for other in others]
            return " and ".join(names)
        if part == "sole":  # for words that need a single one
            sole = others[0].name if len(others) == 1 else None
            return sole.removeprefix("the ") if sole and head else sole
        if part == "short":
            return " and ".join(other.name.removeprefix("the ") for other in others)
        if part == "s":
            return " and ".join(f"{other.name}'s" for other in others)
        if part == "adj":
            return " and ".join(other.adj for other in others)
        if part == "envoy":
            envoys = [envoy for other in others for envoy in other.envoys]
            return self.rng.choice(envoys) if envoys else None
        raise KeyError(f"no part {part!r} of a mediator")

    def _number(self, name: str, step: Step, values: dict[str, Any], *, head: bool) -> str | None:
        number: int | None = getattr(step, name)
        if number is None:
            return None
        values[name] = number
        if step.tollby is not None:
            values.setdefault("tollby", step.tollby)
        if 1 < number < 10 and not head:
            return _SMALL[number]
        return str(number)


@dataclass(frozen=True, slots=True)
class Filled:
    """Words of one sentence and the values that they tell of the step."""

    text: str
    values: dict[str, Any]


_NOBODY = Party(key="", name="", short="", adj="", army="", leader="", names=[])
"""Stands for a party that the step does not have: its slot has nothing to say."""


def _spelled(number: int) -> str:
    if number < 10:
        return _SMALL[number]
    if number < 20:
        return _TEENS[number - 10]
    ten, one = divmod(number, 10)
    return _TENS[ten - 2] + (f"-{_SMALL[one]}" if one else "")


def _sentence_case(text: str) -> str:
    text = re.sub(r",(?=[.,;:])", "", re.sub(r"\s+", " ", text)).strip()
    first, _, rest = text.partition(" ")
    if first.isdecimal() and 1 < int(first) < 100 and rest:  # no sentence of the news opens with a figure
        text = f"{_spelled(int(first))} {rest}"
    text = _AN.sub(r"\1n ", text)
    for at, letter in enumerate(text):
        if letter.isalnum():
            return text[:at] + letter.upper() + text[at + 1 :]
    return text
