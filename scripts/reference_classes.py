"""What scripts/build_classes.py counts by process, by agreement and by pair of parties: the cases of its classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.chances.history import agreements, terminations
from dragoman.chances.history.pax import CEASEFIRE, SUBSTANTIVE, Document
from dragoman.chances.survival import Spell, known

RECENT = 2010
FIVE_YEARS = 1826  # days
TALKS, TRUCE = "Pre", "Cea"
COMPREHENSIVE = frozenset({"SubComp"})
SINCE_DYADS = 1989  # from when UCDP tells of dyads by events, not by years
ROUND = "another round of talks, which no table tells of: a round need not end in a document, so this is a floor"
DECLARED = "a ceasefire that is declared or agreed: one without a document is not in it"
KEPT = "a ceasefire that is kept, which no table tells of event by event"


@dataclass(frozen=True, slots=True)
class Class:
    """One reference class before it is counted: what comes within `days` of each of its `spells`.

    `still` asks for the share of cases in which it does not come; `unit` and `of` name a case and a cluster.
    """

    key: str
    says: str
    spells: Sequence[Spell]
    days: int
    unit: str
    of: str
    sources: tuple[str, ...]
    template: str = ""
    cell: int | None = None
    proxy: str = ""
    wider: str = ""
    still: bool = False
    counted_to: int | None = None  # the horizon in days where the spells are of one day


def of_documents(found: Sequence[Document]) -> Iterator[Class]:
    """What was signed after the first document, the first of talks about talks, any, and a ceasefire, by process."""
    until = max(one.day for one in found)
    by_process: dict[int, list[Document]] = defaultdict(list)
    for one in found:
        if not one.local:
            by_process[one.process].append(one)
    processes = [by_process[number] for number in sorted(by_process)]

    def next_of(process: list[Document], place: int, stages: frozenset[str] | None) -> Spell:
        """The way from one document to the next of some stages on a later day: what is signed on one day is one."""
        here = process[place]
        later = (one.day for one in process[place + 1 :] if one.day > here.day and (not stages or one.stage in stages))
        came = next(later, None)
        return Spell(here.process_name, str(here.process), here.day, (came or until) - here.day, came is not None)

    def made(
        key: str, says: str, spells: Sequence[Spell], days: int, template: str, proxy: str = "", wider: str = "",
        unit: str = "documents",
    ) -> Class:  # fmt: skip
        return Class(
            key, says, spells, days, unit, "peace processes", ("pax",), template=template, proxy=proxy, wider=wider
        )

    first = [next_of(process, 0, None) for process in processes]
    recent = [spell for spell in first if spell.day >= date(RECENT, 1, 1).toordinal()]
    for days in (90, 180, 365):
        says = f"After the first document of a peace process another is signed within {days} days"
        key = f"first-document-{days}"
        yield made(key, says, first, days, "round", ROUND, "", "first documents")
        says += f" (processes that began in {RECENT} or later)"
        key_recent = f"{key}-since-{RECENT}"
        yield made(key_recent, says, recent, days, "round", ROUND, key, "first documents")

    talks = [
        (process, next(place for place, one in enumerate(process) if one.stage == TALKS))
        for process in processes
        if any(one.stage == TALKS for one in process)
    ]
    start = "After the first document of a process on talks as such (pre-negotiation)"
    for name, what, stages, days, template, proxy, wider in (
        ("document", "another is signed within 90 days", None, 90, "round", ROUND, "first-document-90"),
        ("document", "another is signed within a year", None, 365, "round", ROUND, "first-document-365"),
        ("ceasefire", "a ceasefire document follows within a year", CEASEFIRE, 365, "ceasefire", DECLARED, ""),
        ("substantive", "a substantive agreement follows within 2 years", SUBSTANTIVE, 730, "agreement", "", ""),
        ("comprehensive", "a comprehensive one follows within 5 years", COMPREHENSIVE, FIVE_YEARS, "agreement", "", ""),
    ):
        spells = [next_of(process, place, stages) for process, place in talks]
        unit = "first documents on talks"
        yield made(f"talks-{name}-{days}", f"{start} {what}", spells, days, template, proxy, wider, unit)

    every = [next_of(process, place, None) for process in processes for place in range(len(process))]
    for days in (30, 90, 365):
        says = (
            f"After a document of a peace process the next is signed within {days} days (most cases are of long ones)"
        )
        yield made(f"document-{days}", says, every, days, "round", ROUND)
    truces = [
        next_of(process, place, CEASEFIRE)
        for process in processes
        for place, one in enumerate(process)
        if one.stage == TRUCE
    ]
    for days in (90, 365):
        says = f"After a ceasefire document (no renewal) another, or its renewal, is signed within {days} days"
        yield made(f"ceasefire-again-{days}", says, truces, days, "ceasefire", DECLARED)


def of_agreements(found: Sequence[agreements.Agreement]) -> Iterator[Class]:
    """How long agreements stood. Those that fell on a day that is not told, or before their own, are left out."""
    until = date(max(one.covers for one in found), 12, 31).toordinal()
    spells = []
    for one in found:
        if (one.fell is None) is not one.ended and (one.fell is None or one.fell >= one.signed):
            conflict = "-".join(map(str, one.conflicts[:1]))
            name = f"{one.conflict_name}: {one.name}"
            spells.append(Spell(name, conflict, one.signed, (one.fell or until) - one.signed, one.fell is not None))
    for days, told in ((90, "90 days"), (365, "a year"), (730, "2 years"), (FIVE_YEARS, "5 years")):
        yield Class(
            f"agreement-in-force-{days}", f"A peace agreement is still in force after {told}", spells, days,
            "agreements", "conflicts", ("agreements",), proxy=KEPT, still=True,
        )  # fmt: skip


def of_episodes(found: Sequence[terminations.Episode]) -> Iterator[Class]:
    """Which dyads fought again, by how their fighting had ended; and which years of fighting were the last."""
    until = date(terminations.last_year(list(found)), 12, 31).toordinal()
    spells: dict[int, list[Spell]] = defaultdict(list)
    for place, one in enumerate(found):
        if one.outcome is None or one.ended is None or one.years[-1][0] < SINCE_DYADS:
            continue
        after = found[place + 1] if place + 1 < len(found) and found[place + 1].dyad == one.dyad else None
        lasted = max(0, (after.began if after else until) - one.ended)
        spells[one.outcome].append(Spell(_dyad(one), str(one.conflict), one.ended, lasted, after is not None))
    settled = spells[terminations.AGREEMENT] + spells[terminations.CEASEFIRE]
    says = "Fighting that ended by {} begins again within 5 years (25 deaths in a year)"
    for name, how, kept, wider in (
        ("settled", "agreement or ceasefire", settled, ""),
        ("agreement", "a peace agreement", spells[terminations.AGREEMENT], "fighting-again-settled"),
        ("ceasefire", "a ceasefire", spells[terminations.CEASEFIRE], "fighting-again-settled"),
        ("low-activity", "fewer than 25 deaths in a year, without either", spells[terminations.LOW_ACTIVITY], ""),
    ):
        if kept:
            proxy = "" if name == "low-activity" else KEPT
            yield Class(
                f"fighting-again-{name}", says.format(how), kept, FIVE_YEARS, "episodes of a pair of parties",
                "conflicts", ("terminations",), proxy=proxy, wider=wider,
            )  # fmt: skip
    yield from _years(found)


def _years(found: Sequence[terminations.Episode]) -> Iterator[Class]:
    """Which years of fighting ended by agreement or ceasefire, by how long it had gone on."""
    cases: dict[int, list[Spell]] = defaultdict(list)
    for one in found:
        for year, began in one.years:
            last = year == one.years[-1][0]
            if year < SINCE_DYADS or (last and not one.known):
                continue
            nth = year - (one.years[0][0] if began is None else began) + 1
            over = last and one.outcome in (terminations.AGREEMENT, terminations.CEASEFIRE)
            case = known(_dyad(one), str(one.conflict), date(year, 12, 31).toordinal(), over)
            cases[0].append(case)
            cases[next(least for least in (12, 7, 4, 2, 1) if nth >= least or least == 1)].append(case)
    ordinals = {0: "A", 1: "The first", 2: "The 2nd or 3rd", 4: "The 4th to 6th", 7: "The 7th to 11th", 12: "A later"}
    for least, told in ordinals.items():
        if cases[least]:
            yield Class(
                f"year-settled-{least}" if least else "year-settled",
                f"{told} year of fighting of a pair of parties ends it by agreement or ceasefire", cases[least], 1,
                "years of a pair of parties", "conflicts", ("terminations",), template="ceasefire",
                proxy=f"{DECLARED}, nor one that did not end the fighting", wider="year-settled" if least else "",
                counted_to=365,
            )  # fmt: skip


def _dyad(one: terminations.Episode) -> str:
    return f"{one.side_a} - {one.side_b}"
