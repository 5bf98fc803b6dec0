"""What a record must recover, kept apart from the reports: rounds, stages by day, happenings, contradictions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from .reports import Story
from .scripts import STAGE_OF, TYPES_OF, Script, Step

Truth = dict[str, Any]

MEETING = frozenset({"convened", "ongoing", "adjourned", "resumed", "concluded", "collapsed"})
"""Kinds of steps at which the sides sit together."""
CLUSTERED = ("date", "place", "killed", "injured", "attacker", "venue")
"""The values of a step that reports can contradict each other about."""


def truth(script: Script, stories: list[Story]) -> Truth:
    """The truth of a script as its reports tell it, in plain JSON.

    - `parties`, `others`: key -> the names under which it may be recovered; `forces`: what its armed people are called;
    - `rounds`: parties, number, venue and mediators in the end, earlier venues, days, stages, and the level where a
      sentence of the round's meeting names who leads two sides at least, not only somebody who speaks; else None;
    - `stages`: for each day of the script the round that is current by the reports published by the end of that day,
      its stage, and in `also` the stages that those reports allow as well (a false report, one answer of two);
    - `happenings`: each scripted thing with the sentences that tell it and the PLOVER types these may be coded as;
      those of one `cluster` (the steps of a round, an attack and its denial) may be told as one;
    - `contradictions`: fields of a happening to which reports that stand uncorrected give different values;
    - `reports`: each version of each report with what its sentences tell, and whose copy it is.
    """
    return {
        "script": script.name,
        "start": script.start.isoformat(),
        "end": script.date(script.days - 1).isoformat(),
        "parties": {party.key: [party.key, party.name, party.short, *party.names] for party in script.parties},
        "forces": {party.key: party.army for party in script.parties},
        "others": {other.key: [other.key, other.name, *other.names] for other in script.others},
        "venues": {venue.name: [venue.name, *venue.names] for venue in script.venues},
        "rounds": _rounds(script, stories),
        "stages": _stages(script, stories),
        "happenings": _happenings(script, stories),
        "contradictions": _contradictions(script, stories),
        "reports": [_report(story) for story in stories],
    }


def _happening_of(step: Step) -> str:
    """The id of the happening that a step belongs to: a revised toll is of the attack's own."""
    return step.of or step.id if step.kind == "toll" else step.id


def _cluster_of(script: Script, step: Step) -> str:
    """What a step may be told as one with: its round, or what it denies; else its own happening.

    A denial belongs beside what it denies, whether a record makes both one happening or two.
    """
    if step.round is not None:
        return step.round
    denied = _denied(script, step) if step.kind == "denied" else None
    return _happening_of(denied if denied is not None else step)


def _denied(script: Script, step: Step) -> Step | None:
    """The attack or the breach of a ceasefire that a step denies: the one it names, else the last of its place."""
    if step.of is not None:
        return script.step(step.of)
    earlier = [s for s in script.steps if (s.day, s.hour) <= (step.day, step.hour) and s.kind in ("attack", "violated")]
    return next((s for s in reversed(earlier) if s.place is not None and s.place == step.place), None)


def _rounds(script: Script, stories: list[Story]) -> list[dict[str, Any]]:
    known = _known(script, stories)
    led = _led(script, stories)
    found = []
    for plan in script.rounds:
        steps = [step for step in script.steps if step.round == plan.id and not step.false and step.id in known]
        if not steps:
            continue
        venues, mediators, planned = [plan.venue], plan.mediators, plan.planned
        for step in steps:
            if step.kind == "moved" and step.venue:
                venues.append(step.venue)
            mediators = step.mediators or mediators
            if step.kind in ("proposed", "postponed") and step.planned is not None:
                planned = step.planned
        sitting = [s.day for s in steps if STAGE_OF.get(s.kind) in ("convened", "ongoing", "concluded", "collapsed")]
        held = [s.day for s in steps if s.kind == "convened"]
        found.append(
            {
                "id": plan.id,
                "number": plan.number,
                "parties": [party.key for party in script.sides(plan.id)],
                "venue": venues[-1],
                "earlier_venues": venues[:-1],
                "mediators": mediators,
                "earlier_mediators": [key for key in plan.mediators if key not in mediators],
                "hosts": plan.hosts,
                "format": plan.format,
                "level": plan.level if plan.id in led else None,
                "leaders": plan.leaders,
                "held": bool(held),
                "proposed": script.date(steps[0].day).isoformat(),
                "planned": script.date(planned).isoformat(),
                "first": script.date(min(held)).isoformat() if held else None,
                "last": script.date(max(sitting)).isoformat() if held else None,
                "documents": [step.document for step in steps if step.document],
                "stages": [
                    {"day": script.date(s.day).isoformat(), "known": known[s.id].isoformat(), "stage": STAGE_OF[s.kind]}
                    for s in steps
                    if s.kind in STAGE_OF
                ],
            }
        )
    return found


def _led(script: Script, stories: list[Story]) -> set[str]:
    """The rounds of whose leaders the reports tell, of two sides in one sentence."""
    rounds = {step.id: step.round for step in script.steps if step.kind in MEETING}
    return {
        plan
        for story in stories
        for sentence in story.sentences
        for tells in sentence.tells
        if not tells.spoken and len(set(tells.values.get("led", ()))) > 1 and (plan := rounds.get(tells.step))
    }


def _known(script: Script, stories: list[Story]) -> dict[str, datetime]:
    """When each step was first told as news."""
    known: dict[str, datetime] = {}
    for story in stories:
        for step in story.steps():
            known.setdefault(step, story.published)
    return known


def _stages(script: Script, stories: list[Story]) -> list[dict[str, Any]]:
    known = _known(script, stories)
    wrong = {step: story for story in stories if story.replaced for step in story.steps()}
    corrected = {s: new.published for s, old in wrong.items() for new in stories if new.id == old.id and new.version}
    rows: list[dict[str, Any]] = []
    for offset in range(script.days):
        day = script.date(offset)
        told = [s for s in script.steps if s.id in known and known[s.id].date() <= day and s.kind in STAGE_OF]
        true = [step for step in told if not step.false]
        if not true:
            rows.append({"day": day.isoformat(), "round": None, "stage": None, "also": []})
            continue
        last = true[-1]
        stage, also = STAGE_OF[last.kind], set[str]()
        if last.kind == "accepted" and not _all_agree(script, true, last):
            stage, also = "proposed", {"accepted"}
        if _refused(script, known, last, day):
            also.add("cancelled")
        if STAGE_OF[last.kind] in ("convened", "ongoing") and _signed(script, known, last, day):
            also.add("concluded")  # "the signature of a protocol ended the round"
        also |= _held_out(script, known, last, day)
        for step in told:
            if step.false and day < corrected[step.id].date():
                also.add(STAGE_OF[step.kind])
        rows.append({"day": day.isoformat(), "round": last.round, "stage": stage, "also": sorted(also - {stage})})
    return rows


def _all_agree(script: Script, told: list[Step], last: Step) -> bool:
    """Whether each side has proposed or accepted the round; a mediator's proposal needs the yes of all."""
    agreed = {s.by for s in told if s.round == last.round and s.kind in ("proposed", "accepted")}
    return all(party.key in agreed for party in script.sides(last.round))


def _signed(script: Script, known: dict[str, datetime], last: Step, day: date) -> bool:
    """Whether a paper of that round is told as signed since its last step."""
    signed = [step for step in script.steps if step.kind == "signed" and step.round == last.round]
    return any(step.id in known and known[step.id].date() <= day and step.day >= last.day for step in signed)


def _held_out(script: Script, known: dict[str, datetime], last: Step, day: date) -> set[str]:
    """What a mediator of a round to come allows: "will be chaired by C" tells that it was proposed, if not agreed."""
    after = [
        step
        for step in script.steps
        if step.kind == "mediator" and step.id in known and known[step.id].date() <= day and step.day >= last.day
    ]
    other = any(step.round != last.round for step in after)
    ahead = STAGE_OF[last.kind] == "proposed" and any(step.round == last.round for step in after)
    return {"proposed", "accepted"} if other else {"accepted"} if ahead else set()


def _refused(script: Script, known: dict[str, datetime], last: Step, day: date) -> bool:
    """Whether a refusal is the last word on a round that was only proposed: some will call it off then."""
    if STAGE_OF[last.kind] not in ("proposed", "accepted"):
        return False
    answers = [
        step
        for step in script.steps
        if step.round == last.round
        and step.kind in ("refused", "accepted", "proposed")
        and step.id in known
        and known[step.id].date() <= day
    ]
    return bool(answers) and answers[-1].kind == "refused"


def _happenings(script: Script, stories: list[Story]) -> list[dict[str, Any]]:
    steps = {step.id: step for step in script.steps}
    found: dict[str, dict[str, Any]] = {}
    for story in stories:
        if story.replaced:
            continue
        _, spans = story.laid()
        for sentence, (start, end) in zip(story.sentences, spans, strict=True):
            for tells in sentence.tells:
                step = steps[tells.step]
                happening = _happening_of(step)
                row = found.setdefault(
                    happening,
                    {
                        "id": happening,
                        "kind": steps[happening].kind,
                        "cluster": _cluster_of(script, step),
                        "day": script.date(steps[happening].day).isoformat(),
                        "told": [],
                    },
                )
                row["told"].append(
                    {
                        "report": story.id,
                        "start": start,
                        "end": end,
                        "types": [] if tells.aside else list(TYPES_OF[tells.kind]),
                        "again": tells.again,
                    }
                )
    return list(found.values())


def _contradictions(script: Script, stories: list[Story]) -> list[dict[str, Any]]:
    steps = {step.id: step for step in script.steps}
    given: dict[tuple[str, str], dict[str, list[str]]] = {}
    for story in stories:
        if story.replaced:
            continue
        for sentence in story.sentences:
            for tells in sentence.tells:
                step = steps[tells.step]
                if tells.again or tells.aside or step.false:
                    continue
                for name in CLUSTERED:
                    if name not in tells.values or (name == "date" and step.kind == "toll"):
                        continue
                    value = tells.values[name]
                    key = (_happening_of(step), name)
                    given.setdefault(key, {}).setdefault(str(value), []).append(story.id)
    return [
        {
            "happening": happening,
            "round": steps[happening].round,
            "kind": steps[happening].kind,
            "field": name,
            "values": [{"value": value, "reports": list(dict.fromkeys(told))} for value, told in values.items()],
        }
        for (happening, name), values in given.items()
        if len(values) > 1
    ]


def _report(story: Story) -> dict[str, Any]:
    _, spans = story.laid()
    return {
        "id": story.id,
        "outlet": story.outlet,
        "published": story.report()["published"],
        "version": story.version,
        "replaced": story.replaced,
        "copy_of": story.copy_of,
        "edited": story.edited,
        "noise": story.noise,
        "sentences": [
            {
                "start": start,
                "end": end,
                "tells": [
                    {
                        "step": t.step,
                        "kind": t.kind,
                        "again": t.again,
                        "values": {k: str(v) for k, v in t.values.items()},
                    }
                    for t in sentence.tells
                ],
            }
            for sentence, (start, end) in zip(story.sentences, spans, strict=True)
        ],
    }
