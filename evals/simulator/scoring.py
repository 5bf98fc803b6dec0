"""How much of the truth a record recovered: pure functions of the truth and of records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from dragoman.records import CodedReport, Event, Happening, Process, Round

from .matching import Names
from .truth import Truth

Figures = dict[str, float]
AsOf = Callable[[str], list[Process]]
NEAR = 1
"""Days by which a round's days may be off."""


def share(right: float, of: float) -> float:
    """A share; of nothing, all is right."""
    return right / of if of else 1.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# Rounds


def pair_rounds(truth: Truth, processes: Iterable[Process]) -> tuple[list[tuple[dict[str, Any], Round]], int]:
    """Scripted rounds with the recovered ones that are them, one to one, and how many were recovered of its parties.

    Recovered rounds with fewer than two of the script's parties belong to other talks and are not counted. Of several
    recovered rounds that overlap a scripted one, the one with its number, then the nearest in days, is taken.
    """
    names = Names(truth["parties"])
    ours = []
    for process in processes:
        for found in process.rounds:
            keys = {names.key(key, found.names.get(key) or process.names.get(key)) for key in found.parties}
            if len(keys - {None}) >= 2:
                ours.append((keys, found))
    offers = []
    for at, wanted in enumerate(truth["rounds"]):
        for index, (keys, found) in enumerate(ours):
            if keys == set(wanted["parties"]) and (gap := _gap(wanted, found)) is not None:
                offers.append((found.number != wanted["number"], gap, at, index))
    pairs: dict[int, int] = {}
    for _, _, at, index in sorted(offers):
        if at not in pairs and index not in pairs.values():
            pairs[at] = index
    return [(truth["rounds"][at], ours[index][1]) for at, index in sorted(pairs.items())], len(ours)


def _gap(wanted: dict[str, Any], found: Round) -> int | None:
    """How far apart the beginnings lie, in days; None when the days do not overlap within NEAR."""
    if found.first is None:
        return None
    first, last = date.fromisoformat(found.first[:10]), date.fromisoformat((found.last or found.first)[:10])
    if wanted["held"]:
        begin, end = date.fromisoformat(wanted["first"]), date.fromisoformat(wanted["last"])
    elif found.stage in ("proposed", "accepted", "cancelled"):
        begin, end = date.fromisoformat(wanted["proposed"]), date.fromisoformat(wanted["planned"])
    else:
        return None
    near = timedelta(days=NEAR)
    if first > end + near or last < begin - near:
        return None
    return abs((first - begin).days)


def score_rounds(truth: Truth, processes: list[Process]) -> Figures:
    """Rounds found (recall, precision, F1), and of those found the share with the right venue and mediators.

    The venue is right when it is the last one; the mediators are when all of the last ones are there and no one else
    but former ones; the level is asked of rounds of whose leaders the reports tell. `earlier_venues`: share of venues
    that rounds were moved from that are kept.
    """
    pairs, recovered = pair_rounds(truth, processes)
    recall, precision = share(len(pairs), len(truth["rounds"])), share(len(pairs), recovered)
    venues, others = Names(truth["venues"]), Names(truth["others"])
    venue = sum(_plain(venues, found.venue) == wanted["venue"] for wanted, found in pairs)
    mediator = sum(_mediators(others, wanted, found) for wanted, found in pairs)
    earlier = [(_plain(venues, one), wanted, found) for wanted, found in pairs for one in wanted["earlier_venues"]]
    led = [(wanted, found) for wanted, found in pairs if wanted["level"] is not None]
    kept = sum(one in [_plain(venues, other) for other in found.earlier_venues] for one, _, found in earlier)
    return {
        "rounds": float(len(truth["rounds"])),
        "rounds_recovered": float(recovered),
        "rounds_recall": recall,
        "rounds_precision": precision,
        "rounds_f1": f1(precision, recall),
        "venue_right": share(venue, len(pairs)) if pairs else 0.0,
        "mediator_right": share(mediator, len(pairs)) if pairs else 0.0,
        "earlier_venues": share(kept, len(earlier)) if pairs else 0.0,
        "format_right": share(sum(f.format == w["format"] for w, f in pairs), len(pairs)) if pairs else 0.0,
        "level_right": share(sum(f.level == w["level"] for w, f in led), len(led)) if pairs else 0.0,
    }


def _plain(names: Names, name: str | None) -> str | None:
    return names.key(name) if name else None


def _mediators(names: Names, wanted: dict[str, Any], found: Round) -> bool:
    keys = {names.key(key, found.names.get(key)) or key for key in found.mediators}
    return set(wanted["mediators"]) <= keys <= {*wanted["mediators"], *wanted["earlier_mediators"]}


# Stages


def score_stages(truth: Truth, as_of: AsOf) -> Figures:
    """The share of days, from the first proposal to the end, on which the record as of that day has the right stage.

    Of several processes with exactly the script's parties the one with most rounds speaks. `stage_right` is strict;
    `sitting_right` takes convened and ongoing for one.
    """
    names = Names(truth["parties"])
    right = sitting = days = 0
    wrong: dict[str, int] = defaultdict(int)
    for row in truth["stages"]:
        if row["stage"] is None:
            continue
        days += 1
        stage = current_stage(names, as_of(row["day"]))
        allowed = {row["stage"], *row["also"]}
        right += stage in allowed
        sitting += _sitting(stage) in {_sitting(one) for one in allowed}
        if stage not in allowed:
            wrong[f"{row['stage']}>{stage}"] += 1
    figures = {"stage_days": float(days), "stage_right": share(right, days), "sitting_right": share(sitting, days)}
    return figures | {f"stage_wrong:{pair}": float(n) for pair, n in sorted(wrong.items(), key=lambda item: -item[1])}


def current_stage(names: Names, processes: Iterable[Process]) -> str | None:
    """The stage of the process with exactly the script's parties, the one with most rounds when there are several."""
    ours = [p for p in processes if {names.key(key, p.names.get(key)) for key in p.parties} == names.all()]
    return max(ours, key=lambda process: len(process.rounds)).stage if ours else None


def _sitting(stage: str | None) -> str | None:
    return "sitting" if stage in ("convened", "ongoing") else stage


# Happenings


def told_by_events(
    truth: Truth, coded: Mapping[str, CodedReport]
) -> dict[tuple[str, str], tuple[dict[str, Any], Event, bool]]:
    """(report, event) -> the scripted happening that its trigger's sentence tells, the event, whether told again.

    An event is matched by report, by its trigger standing in the sentence, and by type; a sentence with two happenings
    of the type matches none.
    """
    places: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    for happening in truth["happenings"]:
        for told in happening["told"]:
            places[told["report"]].append((happening, told))
    matched = {}
    for report, code in coded.items():
        for event in code.events:
            fits = [
                (happening, told)
                for happening, told in places.get(report, ())
                if told["start"] <= event.trigger.start < told["end"] and event.type in told["types"]
            ]
            if len({happening["id"] for happening, _ in fits}) == 1:
                matched[report, event.id] = (fits[0][0], event, bool(fits[0][1]["again"]))
    return matched


def score_happenings(truth: Truth, happenings: list[Happening], coded: Mapping[str, CodedReport]) -> Figures:
    """Pairwise precision, recall and F1 over the coded events whose sentence tells a scripted happening.

    Left out are pairs within one sentence, pairs of one happening coded as different types (an accusation and the
    attack it speaks of are two things), and pairs of one cluster (steps of a round, a denial and what it denies), which
    may be told apart or not.
    `fighting_*` the same over attacks alone.
    """
    matched = told_by_events(truth, coded)
    home = {(e.report, e.event): happening.id for happening in happenings for e in happening.evidence if e.event}
    all_, fight = [0, 0, 0], [0, 0, 0]
    for (one, (a, first, _)), (two, (b, second, _)) in combinations(matched.items(), 2):
        if one[0] == two[0] and first.sentence == second.sentence:
            continue
        same = a["id"] == b["id"]
        if (same and first.type != second.type) or (not same and a["cluster"] == b["cluster"]):
            continue
        joined = one in home and home[one] == home.get(two)
        counts = [all_, fight] if a["kind"] == b["kind"] == "attack" else [all_]
        for count in counts:
            count[0] += same and joined
            count[1] += joined
            count[2] += same
    figures: Figures = {"events_matched": float(len(matched)), "happenings_told": float(len(truth["happenings"]))}
    for name, (both, joined_pairs, same_pairs) in (("happenings", all_), ("fighting", fight)):
        precision, recall = share(both, joined_pairs), share(both, same_pairs)
        figures |= {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": f1(precision, recall)}
    told = {happening["id"] for happening, _, again in matched.values() if not again}
    figures["told_coded"] = share(len(told), len(truth["happenings"]))
    return figures


def sources_lost(happenings: list[Happening], coded: Mapping[str, CodedReport]) -> int:
    """Coded events that are in no happening, or in more than one."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for happening in happenings:
        for evidence in happening.evidence:
            if evidence.event is not None:
                seen[evidence.report, evidence.event] += 1
    return sum(seen[report, event.id] != 1 for report, code in coded.items() for event in code.events)


def contradictions_kept(
    truth: Truth, happenings: list[Happening], processes: list[Process], coded: Mapping[str, CodedReport]
) -> tuple[Figures, list[dict[str, Any]]]:
    """The share of scripted contradictions of which every value stands in one happening or round, and those lost.

    A contradiction of which the coded events do not hold two values is the coder's loss: `contradictions_kept` counts
    it as lost all the same, `contradictions_linked` leaves it out. A place is right by the gazetteer's name or by the
    words that the reports have for it ("Mendī", told as "Mendi").
    """
    matched = told_by_events(truth, coded)
    events: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, (happening, _, _) in matched.items():
        events[happening["id"]].append(key)
    of = {(e.report, e.event): happening for happening in happenings for e in happening.evidence if e.event}
    # Who attacked is told by the name of the party's forces, and recovered under it where no code stands for them.
    parties = Names({key: [*names, truth["forces"][key]] for key, names in truth["parties"].items()})
    venues = Names(truth["venues"])
    rounds = {wanted["id"]: found for wanted, found in pair_rounds(truth, processes)[0]}
    kept, coded_both, lost = 0, 0, []
    for contradiction in truth["contradictions"]:
        wanted = [value["value"] for value in contradiction["values"]]
        field = contradiction["field"]
        told = [matched[key][1] for key in events[contradiction["happening"]]]
        homes = {id(of[key]): of[key] for key in events[contradiction["happening"]] if key in of}
        found = any(all(_holds(field, h, value, parties, venues, coded) for value in wanted) for h in homes.values())
        if not found and contradiction["round"] in rounds:
            found = all(_round_holds(field, rounds[contradiction["round"]], value, venues) for value in wanted)
        readable = all(any(_event_holds(field, event, value, parties) for event in told) for value in wanted)
        kept += found
        coded_both += found or readable
        if not found:
            lost.append({**contradiction, "coded": readable})
    total = len(truth["contradictions"])
    return {
        "contradictions": float(total),
        "contradictions_kept": share(kept, total),
        "contradictions_linked": share(kept, coded_both),
    }, lost


def _holds(
    field: str,
    happening: Happening,
    value: str,
    parties: Names,
    venues: Names,
    coded: Mapping[str, CodedReport],
) -> bool:
    where = {"date": ("days", "date"), "attacker": ("sources", "blame"), "venue": ("place",)}.get(field, (field,))
    given = [one.value for name in where for one in happening.fields.get(name, [])]
    if field in ("place", "venue"):
        given += _words_of_place(happening, coded)
    if field == "attacker":
        return any(parties.key(word) == value for one in given for word in _strings(one))
    return any(_same(field, one, value, venues) for one in given)


def _words_of_place(happening: Happening, coded: Mapping[str, CodedReport]) -> list[str]:
    """What the reports of a happening call its places."""
    told = {(one.report, one.event) for value in happening.fields.get("place", []) for one in value.evidence}
    reports = dict.fromkeys(report for report, _ in sorted(told, key=str) if report in coded)
    return [e.place.text for r in reports for e in coded[r].events if e.place is not None and (r, e.id) in told]


def _same(field: str, given: Any, value: str, venues: Names) -> bool:
    if field in ("killed", "injured"):
        return int(value) in _numbers(given)
    if field == "date":
        return any(value in word.split("/") for word in _strings(given))
    return any(word.casefold() == value.casefold() or venues.key(word) == value for word in _strings(given))


def _event_holds(field: str, event: Event, value: str, parties: Names) -> bool:
    if field in ("killed", "injured"):
        count = getattr(event.casualties, field) if event.casualties else None
        return count is not None and int(value) in (count.min, count.max)
    if field == "date":
        return event.date is not None and value in (event.date.first, event.date.last)
    if field == "attacker":
        return any(value in (parties.key(one.entity, one.name), one.code) for one in event.sources)
    if event.place is None:
        return False
    return value.casefold() in (event.place.name.casefold(), event.place.text.casefold())


def _round_holds(field: str, found: Round, value: str, venues: Names) -> bool:
    if field not in ("venue", "date"):
        return False
    given: list[Any] = [found.venue, *found.earlier_venues, found.first, found.last]
    given += [claim.value for claim in found.claims]
    given += [change.value for change in found.history]
    return any(_same(field, one, value, venues) for one in given if one is not None)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [word for part in value.values() for word in _strings(part)]
    if isinstance(value, Sequence):
        return [word for part in value for word in _strings(part)]
    return []


def _numbers(value: Any) -> set[int]:
    if isinstance(value, bool):
        return set()
    if isinstance(value, int):
        return {value}
    if isinstance(value, Mapping):
        return {number for name in ("min", "max") for number in _numbers(value.get(name))}
    return {number for part in value for number in _numbers(part)} if isinstance(value, list) else set()
