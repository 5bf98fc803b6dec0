"""Positions: what a party demands, offers or turns down, on which issue, in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.records import Move
from dragoman.records.kept import MoveKind

from .above import is_not, last_governing
from .forms import forms
from .page import Page
from .roles import Roles
from .scene import Scene
from .seats import Seats
from .words import A, D, any_of, compiled, labelled, pattern, table

OTHER = "other"
"""The issue of a position on none of those of data/issues.toml."""
_KINDS: tuple[MoveKind, ...] = ("rejected", "demanded", "offered")
_ON = rf"(?:,? (?:on |late |early |this |last |late on |early on )?{D},?)?"
_END = re.compile(
    r"[.;:\"”]|, (?:but|while|although|though|saying|according|which|who|after|adding|citing|and (?:said|added))\b"
    r"|, (?!(?:inclu|exclu|start|beginn|cover|end)\w*)\w+ing\b"
    rf"|,? {A}(?:,[^,]{{1,50}},)? (?:said|says|told|added|warned|insisted|confirmed|argued|announced)\b| (?:but|while) "
)
_OPENS = re.compile(r"(?:^|[;:,\"“])\s*(?:(?:also|another item|next) (?:is|on the (?:table|list) (?:is|was)) )?")
_THAT = rf"(?:for|that|to|on(?! {D})|of)"
_LONGEST = 150  # characters of what is demanded
_SUBJECT = 90  # characters before a verb in which its subject stands
_IS_SO = re.compile(
    rf"{_ON} that [^.;,]{{0,60}}?\b(?:had|has|have|was|were|is|are|did|does|never|would|will|could|can|no)\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    rf"\b(?:was|were|been|being|is|are) $|{A},? and (?:the )?(?:\w+ ){{0,2}}{A}(?: (?:have|had|has|both|\w+ly))? $",
    re.IGNORECASE,
)
_ACCUSED = re.compile(r"\b(?:accus|blam|suspect)\w+ [^.;]{1,60}? (?:of|for) (?:\w+ly )?$", re.IGNORECASE)
_NOUN = re.compile(rf"\b(?:the|a|an|its|their|his|her|this|that|any|no|such|main|new|key) $|{A}(?:'s|'|’s|’) $", re.I)
_BY = re.compile(rf"{_ON} by (?:the )?{A}", re.IGNORECASE)
_ABOUT = re.compile(
    r"\W*(?:on|turning to|regarding|as for|as to|concerning|about|when it came to|in the matter of) [^,.;]{2,60},",
    re.IGNORECASE,
)
_SHORTEST = 1
_HELD = re.compile(r"\b(?:be held|held|meet|take place|be convened)\b", re.IGNORECASE)
_BEFORE = 30  # characters before a position in which it is doubted
_WORD = re.compile(r"[A-Za-z]{3,}")
_FEW = 2  # words that a demand on no known issue has at least


@dataclass(frozen=True, slots=True)
class _Ways:
    """The ways to tell one kind of position; each group that tells the party is named p, what is demanded c."""

    active: re.Pattern[str]
    weak: re.Pattern[str]
    passive: re.Pattern[str]
    noun: re.Pattern[str]
    said: re.Pattern[str]
    framed: tuple[re.Pattern[str], ...]
    hint: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a place of a sentence tells: the words [start, end), what is demanded, the mentions that tell by whom."""

    start: int
    end: int
    content: tuple[int, int]
    party: str | None
    weak: bool = False


@cache
def _ways(kind: str) -> _Ways:
    told = table("positions")[kind]
    by = rf"(?:by|from) (?:the )?(?:[\w-]+ ){{0,3}}?(?P<p>{A}(?: {A})?)"
    nouns = rf"(?:{'|'.join(told['nouns'])})"
    passive = rf"(?P<v>(?:{'|'.join(told['passive'])}){_ON}(?: \w+)? {by})"
    owned = (
        rf"(?P<p1>{A})(?:'s|’s|')? (?:\w+ ){{0,2}}?{nouns}(?: is| was| remains)? {_THAT} (?P<c1>.+)"
        rf"|{nouns} (?:by|of|from) (?:the )?(?P<p2>{A}) {_THAT} (?P<c2>.+)"
        rf"|(?P<p3>{A})[^.;,]{{0,30}}? (?:an?|its|their|the|his|her)(?: (?:country|government|group|movement)'s)?"
        rf" (?:\w+ )?{nouns}{_ON} {_THAT} (?P<c3>.+)"
        rf"|\b(?:an?|the) (?:\w+ )?{nouns} {_THAT} (?P<c4>[^.;]+?) (?:also )?(?:was|were|came|comes"
        rf"|has been|had been|is)\b[^.;]{{0,40}}? {by.replace('<p>', '<p4>')}"
    )
    said = rf"(?:is|was|are|were|remain\w*|as)(?: simply| quite)? (?:{'|'.join(told['said'])})\b"
    return _Ways(
        active=_source([*_verbs(told["verbs"]), *told["states"]]),
        weak=_source([*_verbs(told["weak"]), *told["loose"]]),
        passive=re.compile(rf"(?<!\w){passive}", re.IGNORECASE),
        noun=re.compile(rf"(?<!\w)(?:{owned})", re.IGNORECASE),
        said=re.compile(rf"(?<!\w){said}", re.IGNORECASE),
        framed=tuple(_framed(written, nouns) for written in told["framed"]),
        hint=_source(told["hint"]),
    )


def _framed(written: str, nouns: str) -> re.Pattern[str]:
    """A whole way to tell a position, with the groups p and c."""
    way = (
        written.replace("<P>", f"(?P<p>{A})")
        .replace("<C>", "(?P<c>[^.;:]{3,120}?)")
        .replace("<C_>", "(?P<c>[^.;:]{3,})")
    )
    return re.compile(rf"(?<!\w)(?:{way.replace('<N>', nouns).replace('<ON>', _ON)})", re.IGNORECASE)


def _verbs(written: list[str]) -> list[str]:
    found = []
    for verb in written:
        head, _, rest = verb.partition(" ")
        head, choice, after = head.partition("(?:")
        tail = (choice + after if choice else "") + (f" {rest}" if rest else "")
        found += [form + tail for form, _ in forms(head)]
    return found


def _source(words: list[str]) -> re.Pattern[str]:
    return compiled(word.replace("<ON>", _ON) for word in dict.fromkeys(words))


@cache
def _any() -> re.Pattern[str]:
    """What finds a word that any way to tell a position begins with: quick where a sentence has none."""
    words: list[str] = []
    for kind in _KINDS:
        told = table("positions")[kind]
        words += [*_verbs(told["verbs"]), *_verbs(told["weak"]), *told["states"], *told["passive"], *told["nouns"]]
        words += [*told["said"], *told["hint"], *told["loose"]]
    return _source(words)


def find_positions(page: Page, seats: Seats, scene: Scene, roles: Roles) -> Iterator[Move]:
    """The demands, offers and refusals of a sentence, for the parties of the report's talks."""
    if len(seats.principal) < 2 or _any().search(scene.masked) is None:
        return
    taken: set[tuple[str, str]] = set()
    topic = _ABOUT.match(scene.masked)
    about = _issues(scene, topic.span()) if topic is not None else []  # "on prisoners, A demands that ..."
    for kind in _KINDS:
        for one in _readings(kind, scene):
            party = _party(page, scene, one)
            if party is None or party not in seats.principal or _is_nothing(scene, one):
                continue
            issues = about or _issues(scene, one.content)
            if not issues and (one.weak or not page.strong or not _is_stance(scene, one.content)):
                continue
            if not issues and any(who == party for _, who in taken):
                continue  # told already, with its issue
            for issue in issues or [OTHER]:
                if (issue, party) in taken:
                    continue
                taken.add((issue, party))
                said = page.speaker(scene, one.start)
                yield Move(
                    id="",
                    kind=kind,
                    by=party,
                    issue=issue,
                    said_by=said if said != party else None,
                    words=scene.span(one.start, one.end),
                    **page.fields(scene, seats.principal),
                )


def _readings(kind: str, scene: Scene) -> Iterator[_Reading]:
    text, ways = scene.masked, _ways(kind)
    for way in ways.framed if ways.hint.search(text) else ():
        for match in way.finditer(text):
            start, end = match.start("c"), _until(text, match.start("c"), match.end("c"))
            yield _Reading(
                match.start(),
                max(end, match.end() if match.end("c") < match.end() else end),
                (start, end),
                match["p"],
                True,
            )
    for match in ways.noun.finditer(text):
        if _doubted().search(text, max(0, match.start() - _BEFORE), match.start()) is not None:
            continue  # "questions A's commitment to"
        group = next(name for name in ("c1", "c2", "c3", "c4") if match.group(name))
        start, end = match.start(group), _until(text, match.start(group), match.end(group))
        last = match.end() if group == "c4" else end
        yield _Reading(match.start(), last, (start, end), match.group(f"p{group[1]}"))
    for match in ways.passive.finditer(text):
        start = _from(text, match.start())
        yield _Reading(start, match.end(), (start, match.start()), match["p"])
    for match in ways.said.finditer(text):
        start = _from(text, match.start())
        if match.start() - start > _SHORTEST:
            yield _Reading(start, match.end(), (start, match.start()), None)
    for weak, verbs in ((False, ways.active), (True, ways.weak)):
        for match in verbs.finditer(text):
            end = _until(text, match.end(), len(text))
            left = text[max(0, match.start() - _SUBJECT) : match.start()]
            if end - match.end() < _SHORTEST or is_not(left[-14:]) or last_governing(left[-25:]) in ("perhaps", "call"):
                continue
            if (
                pattern("talks").search(left[-12:]) is not None
                or _is_passive(match, left)
                or _is_claim(text, match, end)
                or _ACCUSED.search(left) is not None
                or _NOUN.search(left) is not None
                or _BY.match(text, match.end()) is not None
            ):
                continue  # "the talks proposed in P", "was offered", "A and B agreed"
            before = re.findall(A, left)
            if before and match.group().partition(" ")[0].endswith("ing") and left.endswith(", "):
                before = re.findall(A, text)[:1]  # of the sentence's own subject
            yield _Reading(match.start(), end, (match.end(), end), before[-1] if before else None, weak)


def _is_passive(match: re.Match[str], left: str) -> bool:
    """Whether a verb is told of who is offered something, or of both sides."""
    return not match.group().partition(" ")[0].endswith("ing") and _NOT_DONE.search(left) is not None


def _is_claim(text: str, match: re.Match[str], end: int) -> bool:
    """Whether "insists that" is said of what is so, and not of what is to be."""
    return match.group().lower().startswith("insist") and _IS_SO.match(text, match.end(), end) is not None


def _until(text: str, start: int, end: int) -> int:
    found = _END.search(text, start, min(end, start + _LONGEST))
    return found.start() if found is not None else min(end, start + _LONGEST)


def _from(text: str, end: int) -> int:
    """Where what stands before a verb begins: at the sentence's start, or after a mark."""
    opens = [found.end() for found in _OPENS.finditer(text, 0, end)]
    return next((at for at in reversed(opens) if end - at > _SHORTEST), 0)


def _party(page: Page, scene: Scene, one: _Reading) -> str | None:
    """Who takes a position: who is told to, else who says so."""
    if one.party is not None:
        told = [page.belonging(scene.actors[char]) for char in reversed(one.party) if char in scene.actors]
        return next((key for key in told if key is not None), None)
    said = page.speaker(scene, one.start)
    if said is None:
        after = re.findall(A, scene.masked[one.end :])
        return page.belonging(scene.actors[after[0]]) if after else None
    return said


def _is_nothing(scene: Scene, one: _Reading) -> bool:
    """Whether what is offered or refused is a meeting, or words alone."""
    words = scene.masked[one.content[0] : one.content[1]]
    if _nothing().match(words):
        return True
    if one.content[1] < one.end and _HELD.search(words) is not None:
        return True  # "a round that could be held in P, put forward by A"
    held = compiled(table("words")["holding"]).search(words[:60]) or pattern("talks").search(words[:40])
    return held is not None and any_of("issues", "issues").search(words[: held.start()]) is None


@cache
def _doubted() -> re.Pattern[str]:
    words = "|".join(table("positions")["nothing"]["doubted"])
    return re.compile(rf"\b(?:{words}) (?:the |all |any )?(?:\w+ )?$", re.IGNORECASE)


@cache
def _nothing() -> re.Pattern[str]:
    words = "|".join(table("positions")["nothing"]["words"])
    before = rf"(?:to |that |the |any |an? |on |as (?:[a-z]+ ){{0,2}}|{D},? )*"  # "as false on Friday the claim"
    return re.compile(rf"\W*{before}(?:{words})\b", re.IGNORECASE)


def _issues(scene: Scene, content: tuple[int, int]) -> list[str]:
    """The issues of what is demanded, in the order in which their words stand."""
    start, end = scene.original(content[0]) - scene.start, scene.original(content[1]) - scene.start
    found = []
    for issue, words in labelled("issues", "issues"):
        match = words.search(scene.text, start, end)
        if match is not None:
            found.append((match.start(), issue))
    return [issue for _, issue in sorted(found)]


def _is_stance(scene: Scene, content: tuple[int, int]) -> bool:
    """Whether words without an issue of the table tell something that can be demanded: more than a name."""
    start, end = scene.original(content[0]) - scene.start, scene.original(content[1]) - scene.start
    return len(_WORD.findall(scene.text, start, end)) >= _FEW
