"""Steps: how far talks have got, by the words of a sentence; tense and the verb above decide, not the word alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.records.kept import MoveKind

from .scene import Scene
from .words import A, D, P, any_of, compiled, pattern, source, table

_LEFT, _RIGHT = 90, 90  # characters of a clause that a word of a step looks for its talks in
_CLAUSE = re.compile(r"[;:]|\. |, (?:but|while|although|though|whereas|as)\b|\b(?:whereas|although)\b|—| – ")
_REASON = re.compile(
    r",? (?:because|citing|due to|owing to|over|pointing to|naming|blaming|in protest"
    r"|in response to|following|after|amid|despite|as a result of)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?:a|an|the|no|its|their|any|of|scrapped|forward|new) (?:\w+ )?(?:plans?|promise"
    r"|pledge|hope|decision|commitment|date)\b[^,;]{0,20}$",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\b(?:propos\w+|invitations?|under (?:the|a|this) (?:plan|offer)|suggest\w+)\b", re.IGNORECASE)
_ANSWERED = re.compile(
    r"\b(?:accept\w*|welcom\w+|agree\w*|reject\w*|refus\w+|declin\w+|turn\w* down"
    r"|dismiss\w*|respond\w*|answer\w*|consider\w*|study\w*|discuss\w*|yes|spurn\w+"
    r"|rebuff\w+|after|snub\w*)\b",
    re.IGNORECASE,
)
_DONE: dict[str, MoveKind] = {
    "start": "convened",
    "meet": "convened",
    "run": "ongoing",
    "resume": "ongoing",
    "adjourn": "adjourned",
    "end": "concluded",
    "collapse": "collapsed",
    "cancel": "cancelled",
    "postpone": "postponed",
    "move": "moved",
    "propose": "proposed",
    "accept": "accepted",
    "refuse": "refused",
    "deny": "denied",
    "attend": "attended",
}
_HOLDING = frozenset({"start", "meet", "run", "resume", "attend"})  # what may be planned, offered or refused
_ANNOUNCED = frozenset({"cancel", "postpone", "move", "propose", "accept", "refuse"})  # done by being said
_GOVERNING = re.compile(
    r"\b(?:"
    r"(?P<refused>refus\w+|declin\w+|reject\w*|rul(?:ed|es|ing) out|unwilling|no plans?"
    r"|no intention|(?:will|would|did|do|does|could|can) not|won't|wouldn't|never"
    r"|boycott\w*)"
    r"|(?P<proposed>propos\w+|offer\w*|invit\w+|suggest\w*|floated)"
    r"|(?P<call>urg\w+|call\w* (?:on|for|upon)|press\w* (?:for|on)?|demand\w*|ask\w*"
    r"|appeal\w*|encourag\w+|should|must|needs? to|ought|wants?|wanted|in order to"
    r"|efforts? to|attempts? to|push\w* (?:to|for)|tr(?:y|ied|ying) to|hop(?:e|es"
    r"|ed|ing)|aim\w*|seek\w*|sought|help\w*|way to|bid to|chance to|fail\w* to|threat\w*"
    r"|pressure\w*)"
    r"|(?P<perhaps>could|may|might|if|unless|whether|possib\w+|consider\w*|potential\w*|likely|unlikely|can|before)"
    r"|(?P<accepted>agree[ds]?|agreed|accept\w*|confirm\w*|will|shall|due|set|schedul\w+"
    r"|expect\w+|plan\w*|(?:is|are|was|were) to|to be|slated|prepar\w+|ready|willing"
    r"|would|going to|about to|announc\w+|commit\w+|pledg\w+|promis\w+|decid\w+)"
    r")\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|untrue|false(?:ly)?|wrongly|dismiss\w* (?:\w+ )?(?:reports?|claims?))\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"\b(?:the|a|an|these|those|long|previously|its|their|any)\s*$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(\w+),? (?:that|which|who) (?:had |has |have |were |was |is |are )?(?:\w+ly )?$", re.IGNORECASE
)
_AS_HELPER = re.compile(
    r"\bas (?:the |a |an |its |their )?(?:\w+ )?(?:mediator|facilitator|guarantor|go-between|broker)", re.IGNORECASE
)
_GOVERNS = re.compile(
    r"\b(?:to|will|would|can|could|may|might|must|should|shall|not|if|when|before|until|let|make|helped?|that)\b[^,]{0,20}$",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|n't|denied|denies|no|nor|without|neither|far from)\b|n't\b", re.IGNORECASE)
_TO = re.compile(r"\bto(?: \w+ly| jointly| again| also)?\s*$", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:will|would|shall|could|may|might|should|must|can|to|if|unless|whether|before"
    r"|until)\b(?:[ ,]+\w+){0,3}[ ,]*$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    rf"\s*(?:$|[.,;)]|{D}|{P}|(?:in|at|on|with|without|after|between|for|amid|until|till|as|by|over|when|because|since"
    r"|this|last|late|early|again|and|but|into|to|from|under|behind|through|following|again|today|yesterday|overnight"
    r"|without|inconclusively|abruptly|indefinitely|acrimoniously|before|despite|where"
    r"|here|there|due|successfully|during"
    r"|only|late|shortly|once|just|while|so|within|against|among|ahead)\b)",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\b(?:without (?:a |an |any |reaching |producing |making )*(?:\w+ )?(?:agreement"
    r"|deal|result|breakthrough|accord|progress|outcome|date"
    r"|signing|resolution|success|settlement|compromise)|in failure|in deadlock|inconclusive\w*|empty-handed"
    r"|with no (?:\w+ )?(?:agreement|deal|result|breakthrough|progress|accord|date)"
    r"|in acrimony|acrimonious\w*|in stalemate|no closer)\b",
    re.IGNORECASE,
)
_RESUME_NOUN = re.compile(r"\b(?:break|pause|recess|interruption|suspension)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """One reading: the kind of step, its word [start, end) in the masked sentence, the clause it was read in."""

    kind: MoveKind
    start: int
    end: int
    clause: tuple[int, int]
    word: str  # the table's kind: start, meet, end ...
    empty: bool = False  # ended without result


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    form: str
    needs: str


@cache
def _cues() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], _Entry], ...]]:
    entries: list[tuple[str, _Entry]] = []
    for kind, group in table("stages").items():
        for form in ("noun", "past", "present", "base", "ing"):
            entries += [(word, _Entry(kind, form, group["needs"])) for word in group.get(form, ())]
    entries.sort(key=lambda one: -len(one[0]))
    one_by_one = tuple((re.compile(word, re.IGNORECASE), entry) for word, entry in entries)
    return re.compile(rf"(?<![\w-])(?:{source(word for word, _ in entries)})(?!\w)", re.IGNORECASE), one_by_one


@cache
def _entry(word: str) -> _Entry:
    return next(entry for pattern_, entry in _cues()[1] if pattern_.fullmatch(word))


@cache
def _sides() -> re.Pattern[str]:
    return compiled(table("words")["sides"])


def find_steps(scene: Scene, *, about: bool) -> Iterator[Step]:
    """The steps that a sentence tells; `about` is whether the sentence before was about talks, for "they", "it"."""
    text = scene.masked
    found = _cues()[0]
    at = 0
    while (match := found.search(text, at)) is not None:
        at = match.end()
        entry = _entry(match.group().lower())
        start, end = _clause(text, match.start(), match.end())
        if not _met(entry, text, match, start, end, about):
            continue
        kind = _kind(entry, text, match, start, end)
        if kind is not None:
            empty = entry.kind == "end" and _EMPTY.search(text, match.start(), end) is not None
            yield Step(kind, match.start(), match.end(), (start, end), entry.kind, empty)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = 0, len(text)
    for cut in _CLAUSE.finditer(text):
        if cut.end() <= start:
            first = cut.end()
        elif cut.start() >= end:
            last = cut.start()
            break
    reason = _REASON.search(text, end, last)
    return first, reason.start() if reason is not None else last


def _met(entry: _Entry, text: str, match: re.Match[str], start: int, end: int, about: bool) -> bool:
    """Whether the clause has what the word needs: talks as its subject or object, or the sides."""
    left, right = max(start, match.start() - _LEFT), min(end, match.end() + _RIGHT)
    talks = pattern("talks")
    before = talks.search(text, left, match.start()) is not None
    after = talks.search(text, match.end(), min(right, match.end() + 50)) is not None
    relative = _RELATIVE.search(text, left, match.start()) if entry.needs == "talks" and not after else None
    if relative is not None and pattern("talks").fullmatch(relative[1]) is None:
        return False
    if talks.search(match.group()) is not None:
        return True
    pronoun = about and re.match(r"\W*(?:they|it|these|both)\b", text[start : match.start()], re.IGNORECASE) is not None
    if entry.needs == "sides":
        actors = len(re.findall(A, text[left:right]))
        return actors > 1 or (_sides().search(text, left, right) is not None)
    if entry.needs == "either":
        return (
            before or after or pronoun or (entry.kind in ("accept", "refuse", "propose") and _holds(text, match, right))
        )
    if entry.form == "noun":
        return after
    if after:
        return True
    if before or pronoun:
        return _PREPOSITION.match(text, match.end(), end) is not None
    return entry.kind == "collapse" and "table" in text[match.start() : right]


@cache
def _holding() -> re.Pattern[str]:
    words = [word for kind in ("meet", "start", "resume", "attend") for word in table("stages")[kind]["base"]]
    return compiled([*words, "attend", "join", "host", "negotiat\\w+", "meeting", "invitation", "send \\w+ delegation"])


def _holds(text: str, match: re.Match[str], right: int) -> bool:
    """Whether an offer, a consent or a refusal is one to meet."""
    return _holding().search(text, match.start(), right) is not None


def _kind(entry: _Entry, text: str, match: re.Match[str], start: int, end: int) -> MoveKind | None:
    """The step that a word is in its clause: tense, negation and the verb above it decide."""
    left = text[max(start, match.start() - 60) : match.start()]
    if entry.kind == "deny":
        return "denied"
    word = match.group().lower()
    adjective = entry.form == "past" and word.endswith("ed") and _ARTICLE.search(left) is not None
    if adjective and pattern("talks").match(text, match.end() + 1):  # "the interrupted talks"
        return None
    if _DENIED.search(left):
        return None
    if entry.kind in _HOLDING:
        return _held(entry, text, match, start, left)
    if entry.kind == "accept" and word.startswith(("due", "slated", "scheduled", "was set", "were set")):
        return None if _NOT.search(left[-20:]) else "accepted"
    if entry.kind in ("accept", "propose") and _AS_HELPER.search(text, match.end(), end):
        return None  # somebody is accepted as mediator
    if entry.kind in _ANNOUNCED:
        return _announced(entry, text, match, (start, end), left)
    undone = _NOT.search(left[-20:]) or _MODAL.search(left)  # not collapsed, could end, threatened to walk out
    return None if undone or entry.form in ("base", "ing") else _DONE[entry.kind]


def _held(entry: _Entry, text: str, match: re.Match[str], start: int, left: str) -> MoveKind | None:
    """A word of meeting: done in the past; else what the verb above makes of it."""
    present = (
        entry.form == "base" and entry.kind != "meet" and not _GOVERNS.search(left) and pattern("talks").search(left)
    )
    if (entry.form == "base" and not present) or _MODAL.search(left):
        kind = None if _NOUN.search(left) else _governed(left)
        under = kind == "accepted" and "would" in left.lower() and _UNDER.search(text, start, match.start())
        return "proposed" if under else kind
    if entry.form == "ing" and entry.kind != "run":
        return None
    return None if _NOT.search(left[-25:]) else _DONE[entry.kind]


def _announced(entry: _Entry, text: str, match: re.Match[str], clause: tuple[int, int], left: str) -> MoveKind | None:
    """A word of a step that is done by being said."""
    if entry.kind in ("accept", "propose"):
        answered = entry.form == "noun" and _ANSWERED.search(text, clause[0], match.start())
        if answered or _of_issue(text, match.end(), clause[1]):
            return None
    if entry.form == "base":
        governed = _last_governing(left)
        if governed in ("call", "perhaps"):
            return None
        if entry.kind == "accept" and governed == "refused":
            return "refused"
        return _DONE[entry.kind] if governed or entry.kind == "refuse" else None
    if _NOT.search(left[-14:]):
        return "refused" if entry.kind == "accept" else None
    return _DONE[entry.kind]


def _of_issue(text: str, start: int, end: int) -> bool:
    """Whether what is offered is a concession and not a meeting: its word comes before any word for talks."""
    talks = pattern("talks").search(text, start, end)
    issue = any_of("issues", "issues").search(text, start, end)
    return issue is not None and (talks is None or issue.end() < talks.start()) and issue.start() - start < 40


def _last_governing(left: str) -> str | None:
    last = None
    for found in _GOVERNING.finditer(left):
        last = found.lastgroup
    return last


def _governed(left: str) -> MoveKind | None:
    """What a meeting under another verb is: agreed to meet, refused to meet; a call on others to meet is no step."""
    last = _last_governing(left)
    if last in ("refused", "proposed", "accepted"):
        return last  # type: ignore[return-value]
    return None
