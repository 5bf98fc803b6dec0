"""Roles in a sentence: who mediates, who hosts, who only speaks or is only spoken about."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from dragoman.codebooks import international, states
from dragoman.records import Actor

from .scene import Scene
from .words import A, D, P, pattern, table

_LIST = rf"{A}(?:(?:,? and |, ?| or | along with | as well as | together with )(?:the )?{A})*"
_MACROS = {
    "<L>": f"({_LIST})",
    "<BE>": r"(?:(?:which|who|that) )?(?:has |have |had |is |are |was |were |been |be |will |would |also |again "
    r"|jointly |long |previously |\w+ly )*",
    "<ON>": rf"(?:,? (?:on |late |early |this |last )*{D},?)?",
    "<HELPER>": r"(?:mediat|guarant|facilitat|go-between|intermediar|broker|moderat)\w*",
    "<HELP>": r"(?:mediat|facilitat|chair)\w*",
    "<A>": A,
    "<P>": P,
    "<D>": D,
}
_BETWEEN = re.compile(
    rf"(?P<a>{A})[^.;,]{{0,20}} (?:met|meets|hosted|received|spoke|brought together)(?: separately"
    rf"| with| to)* (?:the |both )?(?:\w+ of )?(?P<b>{A}),? and (?:\w+ ){{0,2}}(?P<c>{A})",
    re.IGNORECASE,
)
_UNMASKED = re.compile(
    rf"(?<![\w-])((?:[A-Z][\w.]+(?:, |,? and |-))*[A-Z][\w.]+)(?:-{A})? (?:mediation|mediators?|auspices|facilitation"
    r"|good offices|go-betweens?|intermediar(?:y|ies)|facilitators?|brokers|chairmanship|sponsorship|stewardship"
    r"|patronage|diplomats (?:are|is|were|have been) (?:acting|shuttling))\b"
)
_COMPOUND = re.compile(
    r"(?<!\w)([A-Z][\w.]+)-(mediated|brokered|facilitated|sponsored|led|chaired|hosted"
    r"|convened)(?= (?:\w+ ){0,3}(?:talks|negotiat|peace|round|dialogue|meeting|summit"
    r"|process|truce|cease))"
)
_HELPS = re.compile(r"\b(?:mediator|facilitator|intermediar|guarantor|go-between|mediation)", re.IGNORECASE)
_TOPIC = re.compile(
    r"\b(?:(?:to |and )?discuss(?:ed|es|ing)?|regarding|concerning|denounc\w+|condemn\w+"
    r"|on the (?:situation|crisis|conflict|war) in|with the exception of|except(?: for)?|excluding|other than"
    r"|apart from|without)\b[^,;.:]*",
    re.IGNORECASE,
)
_BEGUN = re.compile(rf"{A}|[a-z]")  # what stands before a match that does not begin its sentence
ASIDE = re.compile(rf"(?<={A}), (?:which|who|whose|{A})(?!\w)[^,;]*(?:, {A}[^,;]*)*,")
"""What is told beside of somebody in a sentence: of "A, which has the ear of B and C, offered" all between commas."""
_SEVERAL = 2
_TOPICS = (
    "discuss",
    "regarding",
    "concerning",
    "denounc",
    "condemn",
    "except",
    "exclud",
    "than",
    "apart",
    "without",
    "on the",
)


@dataclass(slots=True)
class Roles:
    """The mentions (as characters of the masked sentence) that mediate, host or only speak."""

    mediators: dict[str, tuple[int, int]] = field(default_factory=dict)
    hosts: dict[str, tuple[int, int]] = field(default_factory=dict)
    callers: set[str] = field(default_factory=set)
    speakers: set[str] = field(default_factory=set)
    compound: dict[str, dict[str, tuple[int, int]]] = field(default_factory=lambda: {"mediators": {}, "hosts": {}})
    """Party keys of those who help in one word ("Qatari-mediated"), with its place."""
    topics: set[str] = field(default_factory=set)
    """Those who are only spoken about, or left out: "met to discuss A", "all but A"."""


@cache
def _telling(name: str) -> re.Pattern[str]:
    """What finds any of the ways to tell a role, each with the ones meant in its one group."""
    ways = []
    for written in table("roles")[name]:
        way = written
        for macro, meant in _MACROS.items():
            way = way.replace(macro, meant)
        ways.append(way)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})", re.IGNORECASE)


@cache
def _hint() -> re.Pattern[str]:
    return re.compile("|".join(table("roles")["hint"]), re.IGNORECASE)


@cache
def _void() -> re.Pattern[str]:
    return re.compile(rf"\b{table('roles')['void']}", re.IGNORECASE)


@cache
def _speaking() -> re.Pattern[str]:
    words = "|".join(table("words")["reporting"])
    return re.compile(
        rf"(?P<a>{A})(?:,[^,{{}}]{{1,60}},)? (?:has |have |had |also |later |\w+ly )?(?:{words})\b"
        rf"|(?:said|says|according to|told) (?:the )?(?P<b>{A})",
        re.IGNORECASE,
    )


def find_roles(scene: Scene, sides: Callable[[Actor], str | None]) -> Roles:
    """The roles that a sentence gives to those it names."""
    text, roles = scene.masked, Roles()
    if not scene.actors:
        return roles
    hinted = _hint().search(text) is not None and (
        scene.seated
        or pattern("mediators").search(text) is not None
        or pattern("both").search(text) is not None
        or pattern("truce").search(text) is not None
    )
    for match in _telling("mediate").finditer(text) if hinted else ():
        if not _void().search(text[: match.end()][:-1].rpartition(" ")[0][-30:] + " "):
            _mark(roles.mediators, match, text)
    for match in _telling("call").finditer(text) if len(scene.actors) > 2 else ():
        if len({key for char in scene.actors if (key := sides(scene.actors[char]))}) > 2:
            roles.callers.update(char for char in re.findall(A, _meant(match, text)) if not _is_own(char, scene, sides))
    for match in _telling("host").finditer(text) if hinted else ():
        _mark(roles.hosts, match, text)
    roles.topics = _topics(scene)
    for match in _speaking().finditer(text):
        roles.speakers.add(match.group("a") or match.group("b"))
    for match in _BETWEEN.finditer(text):
        keys = [sides(scene.actors[match[group]]) for group in ("a", "b", "c")]
        if None not in keys and len(set(keys)) == 3:
            roles.mediators.setdefault(match["a"], match.span())
    for match in _COMPOUND.finditer(text):
        if key := _called(match[1]):
            roles.compound["hosts" if match[2].lower() == "hosted" else "mediators"].setdefault(key, match.span())
    for match in _UNMASKED.finditer(text) if hinted else ():
        for name in re.split(r", |,? and |-", match[1]):
            if key := _called(name):
                roles.compound["mediators"].setdefault(key, match.span())
    for char, actor in scene.actors.items():
        if _HELPS.search(actor.text):
            at = text.find(char)
            roles.mediators.setdefault(char, (at, at + 1))
    return roles


def _is_own(char: str, scene: Scene, sides: Callable[[Actor], str | None]) -> bool:
    """Whether one of those called is somebody of the caller's own: "A called off the meeting between its X and Y"."""
    caller = scene.actors[char]
    key = sides(caller)
    people = (one for one in scene.actors.values() if one.entity.startswith("person:") and one.entity != caller.entity)
    return key is not None and any(sides(one) == key for one in people)


def _topics(scene: Scene) -> set[str]:
    """Those who are only spoken about, or left out."""
    if len(scene.actors) < _SEVERAL or not any(word in scene.masked for word in _TOPICS):
        return set()
    return set(re.findall(A, "".join(_TOPIC.findall(scene.masked))))


@cache
def _called(name: str) -> str | None:
    """The party key that an adjective or a name before "-mediated" stands for."""
    found = states().called(name)
    if found:
        return found[0].iso3
    body = international().by_name(name)
    return body.code if body is not None else None


def _meant(match: re.Match[str], text: str) -> str:
    """The list that a match names; of "Brought together by A, B and C met" it ends where the subject begins."""
    group: str = next(group for group in match.groups() if group)
    if "," in group and " by " in match.group() and _BEGUN.search(text, 0, match.start()) is None:
        return group[: group.rindex(",")]
    return group


def _before_aside(match: re.Match[str], text: str) -> str | None:
    """Whom a verb after an aside is of: of "A, which has the ear of B, offered to host" A, and not B."""
    for aside in ASIDE.finditer(text, 0, match.end()):
        if aside.start() < match.start() < aside.end() < match.end():
            return text[aside.start() - 1]
    return None


def _mark(marked: dict[str, tuple[int, int]], match: re.Match[str], text: str) -> None:
    if (subject := _before_aside(match, text)) is not None:
        marked.setdefault(subject, match.span())
        return
    for char in re.findall(A, _meant(match, text)):
        marked.setdefault(char, match.span())
