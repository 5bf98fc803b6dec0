"""Measure the coder on the project's own cases (evals/cases/*.toml; expected.py tells their format).

    python evals/cases.py [--show] [--only WORD ...] [FOLDER]

An expected event is found when a coded event of its type has its trigger, or stands in its sentence; each coded event
finds one. Figures: `recall` of all expected events, `precision` over the reports whose list of events is complete, and,
of the events that were found, the share whose `status`, `mode`, `cameo`, `source`, `target`, `place`, `date`, `said_by`
and `casualties` are right where the case gives them; `statements` is the recall of statements, speaker and half of the
content right, `stance` the share of those found whose stance is. `quiet` is the share of reports without an event that
were left alone. --show prints everything that is wrong with its sentence.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.records import Actor, CodedReport, Event, Report, Statement
from expected import COUNTS, Case, ExpectedEvent, ExpectedStatement, load

HERE = Path(__file__).parent / "cases"


@dataclass
class Matching:
    """What became of one report: `pairs` of expected and coded events, `missed` and `false` ones; its statements."""

    case: Case
    pairs: list[tuple[ExpectedEvent, Event]] = field(default_factory=list)
    missed: list[ExpectedEvent] = field(default_factory=list)
    false: list[Event] = field(default_factory=list)
    heard: list[tuple[ExpectedStatement, Statement]] = field(default_factory=list)
    unheard: list[ExpectedStatement] = field(default_factory=list)


# ---------------------------------------------------------------- matching


def match(case: Case, coded: CodedReport) -> Matching:
    """Pair what was expected with what was coded: best fits first, each once."""
    fits = [
        (fit, -number, -other, expected, event)
        for number, expected in enumerate(case.event)
        for other, event in enumerate(coded.events)
        if (fit := _fit(case.text, expected, event)) is not None
    ]
    done = Matching(case)
    expected_left, events_left = list(case.event), list(coded.events)
    for _, _, _, expected, event in sorted(fits, key=lambda row: row[:3], reverse=True):
        if expected in expected_left and event in events_left:
            expected_left.remove(expected)
            events_left.remove(event)
            done.pairs.append((expected, event))
    done.missed = [expected for expected in expected_left if not expected.optional]
    done.false = events_left
    for wanted in case.statement:
        said = next((one for one in coded.statements if _says(case.text, wanted, one)), None)
        if said:
            done.heard.append((wanted, said))
        else:
            done.unheard.append(wanted)
    return done


def _fit(text: str, expected: ExpectedEvent, event: Event) -> tuple[bool, int, bool] | None:
    start, end = expected.span(text)
    on_trigger = event.trigger.start < end and start < event.trigger.end
    in_sentence = event.sentence.start <= start < event.sentence.end
    if event.type != expected.type or not (on_trigger or in_sentence):
        return None
    verdicts = judge(expected, event)
    return on_trigger, sum(verdicts.values()), not expected.optional


def judge(expected: ExpectedEvent, event: Event) -> dict[str, bool]:
    """For each field that the case gives, whether the coded event has it right."""
    verdicts = {"status": event.status == expected.status} if expected.status != "any" else {}
    if expected.mode is not None:
        verdicts["mode"] = (event.mode or "") == expected.mode
    if expected.cameo is not None:
        verdicts["cameo"] = (event.cameo or "").startswith(expected.cameo)
    source, target = expected.source, expected.target
    if expected.reciprocal:
        everyone = same_actors((*(source or ()), *(target or ())), [*event.sources, *event.targets])
        verdicts |= {"source": everyone, "target": everyone}
    else:
        if source is not None:
            verdicts["source"] = same_actors(source, event.sources)
        if target is not None:
            verdicts["target"] = same_actors(target, event.targets)
    if expected.place is not None:
        verdicts["place"] = _named(expected.place, (event.place.name, event.place.text) if event.place else ())
    if expected.date is not None:
        verdicts["date"] = event.date is not None and event.date.value.partition("T")[0] == expected.date
    if expected.said_by is not None:
        said = [event.said_by] if event.said_by else []
        verdicts["said_by"] = same_actors((expected.said_by,) if expected.said_by else (), said)
    counts = {name: getattr(expected, name) for name in COUNTS if getattr(expected, name) is not None}
    if counts:
        coded = {name: getattr(event.casualties, name, None) for name in counts}
        verdicts["casualties"] = all(count is not None and count.min == counts[name] for name, count in coded.items())
    return verdicts


def same_actors(wanted: Sequence[str], coded: Sequence[Actor]) -> bool:
    """Whether every actor wanted is among the coded ones, and nobody else is."""
    entities = {actor.entity for actor in coded}
    met = {one: {actor.entity for actor in coded if is_actor(one, actor)} for one in wanted}
    return all(met.values()) and entities <= {entity for found in met.values() for entity in found}


def is_actor(wanted: str, actor: Actor) -> bool:
    """Whether an actor is the one that a case names: "KEN", "KEN MIL", "* CVL" or a name."""
    code, *sectors = wanted.split()
    if code == "*" or (len(code) == 3 and code.isupper() and code.isalpha()):
        return code in ("*", actor.code) and set(sectors) <= set(actor.sectors)
    return _named(wanted, (actor.name, actor.text))


def _named(wanted: str, names: Iterable[str]) -> bool:
    names = list(names)
    return any(wanted.casefold() in name.casefold() for name in names) if wanted else not names


def _says(text: str, wanted: ExpectedStatement, said: Statement) -> bool:
    start = text.index(wanted.content)
    end = start + len(wanted.content)
    shared = min(end, said.content.end) - max(start, said.content.start)
    union = max(end, said.content.end) - min(start, said.content.start)
    speaker = [said.speaker] if said.speaker else []
    return shared > 0 and 2 * shared >= union and same_actors((wanted.speaker,) if wanted.speaker else (), speaker)


# ---------------------------------------------------------------- measuring


def tally(done: Sequence[Matching]) -> dict[str, tuple[int, int]]:
    """For each figure, how many are right and how many were asked."""
    complete = [one for one in done if one.case.complete]
    quiet = [one for one in complete if not one.case.event]
    found, right = (sum(not wanted.optional for one in part for wanted, _ in one.pairs) for part in (done, complete))
    heard = sum(len(one.heard) for one in done)
    fields, asked = Counter[str](), Counter[str]()
    for one in done:
        for expected, event in one.pairs:
            for name, ok in judge(expected, event).items():
                asked[name] += 1
                fields[name] += ok
        for wanted, said in one.heard:
            if wanted.stance:
                asked["stance"] += 1
                fields["stance"] += any(stance.label == wanted.stance for stance in said.stance)
    return {
        "recall": (found, found + sum(len(one.missed) for one in done)),
        "precision": (right, right + sum(len(one.false) for one in complete)),
        "quiet": (sum(not one.false for one in quiet), len(quiet)),
        **{name: (fields[name], asked[name]) for name in sorted(asked)},
        "statements": (heard, heard + sum(len(one.unheard) for one in done)),
    }


def figures(done: Sequence[Matching]) -> dict[str, float]:
    """The shares that are right, in [0, 1]; a share of nothing is 1."""
    return {name: right / asked if asked else 1.0 for name, (right, asked) in tally(done).items()}


def code(cases: Iterable[Case]) -> list[Matching]:
    """Code the cases in this process and match them."""
    from dragoman.coding import coder

    run = coder().code
    return [match(case, run(Report(id=case.id, text=case.text, published=case.published))) for case in cases]


def measure(folder: Path) -> dict[str, float]:
    """The figures of a folder of cases."""
    return figures(code(load(folder)))


# ---------------------------------------------------------------- showing


def show(done: Matching) -> list[str]:
    """Each thing that is wrong with a report: its sentence once, then a line for each."""
    text = done.case.text
    wrong: list[tuple[int, str]] = []
    for missed in done.missed:
        wanted = f"{missed.type} {missed.mode or ''} {missed.status}: {missed.trigger!r}"
        wrong.append((missed.span(text)[0], f"missed  {wanted}"))
    if done.case.complete:
        wrong += [(event.trigger.start, f"false   {_told(event)}") for event in done.false]
    for expected, event in done.pairs:
        for name, ok in judge(expected, event).items():
            if not ok:
                told = f"{name:7} {_wanted(expected, name)} not {_got(event, name)}  in {_told(event)}"
                wrong.append((expected.span(text)[0], told))
    wrong += [(text.index(one.content), f"unheard {one.speaker or 'nobody'}: {one.content!r}") for one in done.unheard]
    for one, said in done.heard:
        if one.stance and one.stance not in (labels := [stance.label for stance in said.stance]):
            wrong.append((said.content.start, f"stance  {one.stance} not {labels}: {one.content!r}"))
    if not wrong:
        return []
    return [f"\n[{done.case.id}] {text.strip()}", *(f"    {line}" for _, line in sorted(wrong))]


def _told(event: Event) -> str:
    who, whom = (", ".join(_actor(actor) for actor in actors) or "?" for actors in (event.sources, event.targets))
    return f"{event.type} {event.mode or ''} {event.status}: {event.trigger.text!r} ({who} > {whom})"


def _actor(actor: Actor) -> str:
    return f"{actor.text} [{' '.join((actor.code or '-', *actor.sectors))}]"


def _wanted(expected: ExpectedEvent, name: str) -> str:
    if name == "casualties":
        return str({count: getattr(expected, count) for count in COUNTS if getattr(expected, count) is not None})
    if name in ("source", "target") and expected.reciprocal:
        return f"{expected.source} and {expected.target}"
    return str(getattr(expected, name))


def _got(event: Event, name: str) -> str:
    if name == "casualties":
        counts = {one: getattr(event.casualties, one, None) for one in COUNTS}
        return str({one: count.min for one, count in counts.items() if count})
    if name in ("source", "target"):
        return "; ".join(_actor(actor) for actor in getattr(event, f"{name}s")) or "nobody"
    if name == "said_by":
        return _actor(event.said_by) if event.said_by else "nobody"
    if name in ("place", "date"):
        mention = getattr(event, name)
        return str(mention and (mention.name if name == "place" else mention.value))
    return str(getattr(event, name))


def main(arguments: list[str]) -> int:
    """Print the figures, with --show what is wrong as well; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--show", action="store_true", help="print everything that is wrong with its report")
    parser.add_argument("--only", nargs="*", default=[], help="cases whose id holds one of these words")
    options = parser.parse_args(arguments)
    cases = [case for case in load(options.folder) if not options.only or any(word in case.id for word in options.only)]
    done = code(cases)
    if options.show:
        print("\n".join(line for one in done for line in show(one)), end="\n\n")
    print(f"{len(cases)} reports, {sum(len(case.event) for case in cases)} events")
    for name, (right, asked) in tally(done).items():
        print(f"{name:12} {right / asked if asked else 1.0:.4f}  ({right} of {asked})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
