"""Moves: what each place of one report tells of talks, with who, where, when and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.records import CodedReport, Event, Move, Report
from dragoman.records.kept import MoveKind

from .acts import move_of
from .changes import find_instead, is_the_move
from .details import number_in
from .events import kind_of, moves_of
from .joint import parted
from .leaders import find_leaders
from .page import Page
from .papers import find_papers
from .parties import Sides, is_armed, is_body, is_group, may_fight
from .positions import find_positions
from .roles import Roles, find_roles
from .scene import Scene
from .seats import Seats
from .steps import Step, find_steps
from .tellings import STEPS
from .words import pattern, told

_MEETS = frozenset({"start", "meet", "attend"})
_PLANS = frozenset({"proposed", "accepted", "refused"})
_TELLS = STEPS | {"attended", "signed"}  # what tells of whom the talks are


def find_moves(report: Report, coded: CodedReport) -> list[Move]:
    """What a report tells of talks, in the order of its text.

    A sentence is read by the words of steps with its mentions as they were coded; where these tell nothing, the coded
    events do. "The talks", "both sides" are those of the pair of parties that the report's talks are told of.
    """
    small = report.text.lower()
    strong = told("mediators", report.text, small) or told("strong", report.text, small)
    if not (strong or _may_tell(coded) or told("talks", report.text, small)):
        return []  # as most do not: before it is looked at who is whom
    coded = parted(coded)
    sides = Sides(coded.actors)
    keys = {key for actor in coded.actors if (key := sides(actor)) and not is_body(key)}
    if not keys:
        return []
    armed = len(keys) > 1 and any(is_group(key) and is_armed(key) for key in keys)
    sure = strong or armed or any(_between(event, sides) for event in coded.events)
    if not sure and (len(keys) < 2 or not told("talks", report.text, small)):
        return []
    peace = told("peace", report.text, small)
    page = Page(report, coded, sides, peace=peace, strong=strong)
    read = [(scene, find_roles(scene, sides)) for scene in page.scenes()]
    seats = Seats(sides, read, coded.events)
    if not seats.principal or (len(seats.principal) < 2 and not strong) or not (sure or seats.together):
        return []
    if not peace and _ordinary(read):
        return []  # a visit, a trade meeting, a campaign
    made = sorted(_made(page, seats, read), key=lambda move: (move.words.start, move.words.end, move.kind))
    return [msgspec.structs.replace(move, id=f"m{number}") for number, move in enumerate(made, 1)]


def _may_tell(coded: CodedReport) -> bool:
    """Whether what was coded may tell of talks without a word for them: a step of them, or a group that may fight."""
    return any(map(may_fight, coded.actors)) or any(kind_of(event) is not None for event in coded.events)


def _between(event: Event, sides: Sides) -> bool:
    """Whether a coded event is a step of talks between two parties."""
    if kind_of(event) is None:
        return False
    keys = {key for actor in (*event.sources, *event.targets) if (key := sides(actor)) and not is_body(key)}
    return len(keys) > 1


def _made(page: Page, seats: Seats, read: Sequence[tuple[Scene, Roles]]) -> list[Move]:
    """All moves, sentence by sentence."""
    found: list[Move] = []
    about = other = False
    for scene, roles in read:
        other = other or pattern("movable").search(scene.text) is not None
        told = len({tuple(move.parties) for move in found if move.named and move.kind in STEPS})
        if told == 1 and not other and is_the_move(scene):
            about = True  # nothing else was told of that could be meant
        words = list(find_steps(scene, about=about or scene.seated))
        steps = _steps(page, seats, scene, roles, words, about=about, told=told)
        made = [_from_plan(move, found) for move in steps] or _of_events(page, seats, scene, roles, words)
        about = bool(steps) or scene.talks or (about and _is_quoted(scene))
        other = other and not any(move.named for move in steps)
        found += made
        if about or scene.seated or roles.mediators or roles.compound["mediators"]:
            found += _roles(page, seats, scene, roles, made)
        found += find_leaders(page, seats, scene, roles, made)
        found += find_positions(page, seats, scene, roles)
        found += find_papers(page, seats, scene, roles)
    if not seats.paired and not seats.only and not any(move.named for move in found if move.kind in _TELLS):
        found = [move for move in found if move.named or move.kind not in STEPS]  # of whom, nobody says
    return found


def _of_events(page: Page, seats: Seats, scene: Scene, roles: Roles, words: Sequence[Step]) -> list[Move]:
    return list(moves_of(page, seats, scene, roles, {step.kind for step in words}))


def _is_quoted(scene: Scene) -> bool:
    """Whether a sentence is somebody's comment between quotation marks, after which a report goes on as before."""
    return scene.masked.lstrip().startswith(('"', "“", "„", "«"))


def _from_plan(move: Move, before: Sequence[Move]) -> Move:
    """A move to another place with the one that it was moved from: where, as the report told before, it was to be."""
    if move.kind != "moved" or move.venue is None or move.moved_from is not None:
        return move
    plans = [one.venue for one in before if one.kind in _PLANS and one.venue and one.parties == move.parties]
    if not plans or plans[-1] == move.venue:
        return move
    return msgspec.structs.replace(move, moved_from=plans[-1])


def _steps(
    page: Page, seats: Seats, scene: Scene, roles: Roles, steps: Sequence[Step], *, about: bool, told: int
) -> list[Move]:
    """The moves that the steps of a sentence are, each once for its parties; `told` tables had steps told before."""
    made: dict[tuple[MoveKind, tuple[str, ...]], Move] = {}
    words: dict[tuple[MoveKind, tuple[str, ...]], str] = {}
    for step in steps:
        move = move_of(page, seats, scene, roles, step, told=told)
        if move is not None and (move.kind, tuple(move.parties)) not in made:
            made[move.kind, tuple(move.parties)] = move
            words[move.kind, tuple(move.parties)] = step.word
    made = {key: move for key, move in made.items() if not _is_part(move, words[key], made)}
    on_talks = scene.talks or about or pattern("venue").search(scene.masked) is not None
    if not made and on_talks and (instead := find_instead(scene, page.place_of)) is not None:
        whole = Step("moved", instead.start, instead.end, (0, len(scene.masked)), "move")
        moved = move_of(page, seats, scene, roles, whole, told=told)
        return [moved] if moved is not None else []
    return list(made.values())


def _is_part(move: Move, word: str, made: Mapping[tuple[MoveKind, tuple[str, ...]], Move]) -> bool:
    """Whether a step is only how the sentence tells another one of the same parties.

    A meeting to come is part of its proposal, "proposed that they meet"; those taking part are at the talks that open;
    who parts after failing to agree has not concluded.
    """
    parties = tuple(move.parties)
    if move.kind == "accepted" and word in _MEETS:
        return ("proposed", parties) in made
    if move.kind == "concluded":
        beside = made.get(("collapsed", parties))
    elif move.kind == "ongoing" and word in _MEETS:
        beside = made.get(("convened", parties))
    else:
        return False
    return beside is not None and (beside.first, beside.dated) == (move.first, move.dated)


def _roles(page: Page, seats: Seats, scene: Scene, roles: Roles, steps: Sequence[Move]) -> list[Move]:
    """Mediation and hosting told in a sentence, as moves of their own: of the round that its steps are of."""
    found: list[Move] = []
    step = steps[0] if steps else None
    parties, named = seats.of(scene, roles)
    kinds: tuple[tuple[MoveKind, dict[str, tuple[int, int]], str], ...] = (
        ("mediated", roles.mediators, "mediators"),
        ("hosted", roles.hosts, "hosts"),
    )
    for kind, marked, name in kinds:
        keys = page.helpers(scene, marked, parties, roles.compound[name])
        if not parties or not keys:
            continue
        start, end = min((*marked.values(), *roles.compound[name].values()))
        fields = page.fields(scene, parties) | {name: keys, "named": named}
        if step is not None:
            fields |= {"first": step.first, "last": step.last, "dated": step.dated, "number": step.number}
        else:
            fields["number"] = number_in(scene, (0, len(scene.masked)), start, end)
        said_by = page.speaker(scene, start)
        found.append(Move(id="", kind=kind, said_by=said_by, words=scene.span(start, end), **fields))
    return found


def _ordinary(read: Iterable[tuple[Scene, Roles]]) -> bool:
    """Whether the first sentence on talks is on ordinary business, such as trade."""
    for scene, _ in read:
        if scene.talks:
            return pattern("ordinary").search(scene.text) is not None
    return False
