"""What the words of a step need beside them to tell of talks: talks as their subject or object, the sides, a party."""

from __future__ import annotations

import re
from functools import cache

from .above import until_aside
from .lexicon import Entry, Found
from .words import A, D, P, compiled, pattern, table

_LEFT, _RIGHT = 90, 90  # characters of a clause that a word of a step looks for its talks in
_NEAR = 75  # characters after a word of offering in which it tells what is offered
_OBJECT = 50  # characters after a verb in which its object stands
_ANSWERS = frozenset({"accept", "refuse", "propose"})
_OF_SIDES = frozenset({"run", "resume", "adjourn", "end", "collapse"})  # two parties are enough for their idioms
_OBJECTS = re.compile(r" (?:the|a|an|its|their) ", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|a|an|these|those|long|previously|its|their|any|this)(?: [\w-]+)?\s*$", re.IGNORECASE)
_RELATIVE = re.compile(
    rf"(\w+|[{A[1:-1]}{P[1:-1]}{D[1:-1]}]),? (?:that|which|who) (?:had |has |have |were |was |is |are )?(?:\w+ly )?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being) (?:\w+ly )?$", re.IGNORECASE)
_COMMA = re.compile(r",")
_JOINED = re.compile(r", (?:and|but|while|as|so)\b", re.IGNORECASE)
_ATTACHED = re.compile(
    rf"(?:,? (?:in|at|on|near|outside|between|with|and|of|from|for|the|both|{A}|{P}|{D})|,|'s)*", re.IGNORECASE
)
_TAIL = re.compile(
    rf"\s*(?:$|[.,;)]|{D}|{P}|(?:in|at|on|with|without|after|between|for|amid|until|till|as|by|over|when|because|since"
    r"|this|last|late|early|again|and|but|into|to|from|under|behind|through|following|again|today|yesterday|overnight"
    r"|without|inconclusively|abruptly|indefinitely|acrimoniously|before|despite|where|here|there|due|successfully"
    r"|during|only|late|shortly|once|just|while|so|within|against|among|ahead|near|outside|altogether|completely"
    r"|pending|entirely|formally|officially|quietly|smoothly|briefly|temporarily|for|next|tomorrow|earlier|later|or"
    r"|hours|minutes|days|more|less|no|nearly|almost|about|around|amicably|prematurely|suddenly|unexpectedly|that|of"
    r"|(?:\w+|a few|a couple of) (?:days?|weeks?|hours?|months?|minutes)|a fortnight|\w+ly)\b)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:that|and|as|while|but|said|because|how|where|which|if)\b,? (?:[\w-]+ ){0,2}?(?:fighting|clashes|war|violence"
    r"|attacks?"
    r"|shelling|bombardment|offensives?|protests?|cease-?fire|truce|strikes?|raids?|trade|he|she|work|aid|prices)"
    r" (?:\w+ )?(?:had |has |have |was |were )?(?:been )?$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\W*(?:they|it|these|both|this)(?:,?[ ][\w']+){0,3}[ ]", re.IGNORECASE)


def needs_met(entry: Entry, text: str, found: Found, clause: tuple[int, int], *, about: bool) -> bool:
    """Whether the clause has what the words need: talks as their subject or object, or the sides.

    `about` is whether the sentence before was about talks, for "they", "it".
    """
    left = max(clause[0], found.start - _LEFT)
    right = min(clause[1], found.end + _RIGHT)
    match entry.needs:
        case "nothing":
            return True
        case "party" | "about":
            return _in_mind(entry, text, found, clause, about or _is_of_talks(text))
        case "sides":
            return len(re.findall(A, text[left:right])) > 1 or _sides().search(text, left, right) is not None
    talks = pattern("talks")
    if talks.search(text, found.start, found.end) is not None:
        return True
    end = _object(entry, text, found.end, min(right, found.end + _OBJECT))
    if (
        entry.form == "past"
        and _PASSIVE.search(text, left, found.start)
        and (comma := _COMMA.search(text, found.end, end))
    ):
        end = comma.start()  # "after the bridge was closed, the talks"
    if entry.kind == "move":
        end = until_aside(text, found.end, end)  # "refugees moved to P as the talks went on"
    after = talks.search(text, found.end, end) is not None
    before = talks.search(text, left, found.start) is not None
    before = before or (about and _PRONOUN.fullmatch(text, clause[0], found.start) is not None)
    if entry.needs == "either":
        sides = entry.kind == "resume" and _sides().search(text, left, found.start) is not None
        return before or after or sides or (entry.kind in _ANSWERS and _holds(entry, text, found, right))
    if after or entry.form == "noun":
        return after
    return before and (entry.form == "state" or _is_subject(text, found, left, clause[1]))


def _is_of_talks(text: str) -> bool:
    """Whether a sentence has a word for talks, or for those who sit at them."""
    return pattern("talks").search(text) is not None or pattern("seated").search(text) is not None


def _object(entry: Entry, text: str, start: int, end: int) -> int:
    """Where the object of a verb ends, at the next sentence that is joined to its own; a noun's at a comma."""
    joined = (_COMMA if entry.form == "noun" else _JOINED).search(text, start, end)
    return joined.start() if joined is not None else end


def _is_subject(text: str, found: Found, left: int, end: int) -> bool:
    """Whether talks before a verb are its subject: nothing else stands between, and no object after it."""
    relative = _RELATIVE.search(text, left, found.start)
    if relative is not None and pattern("talks").fullmatch(relative[1]) is None and not _of_talks(text, left, relative):
        return False
    return _TAIL.match(text, found.end, end) is not None and _OTHERS.search(text, left, found.start) is None


def _of_talks(text: str, left: int, relative: re.Match[str]) -> bool:
    """Whether what is told after a name is told of the talks before it: "talks between A and B in P, which ..."."""
    if relative[1][0].isalnum():
        return False
    ends = [talks.end() for talks in pattern("talks").finditer(text, left, relative.start(1))]
    return bool(ends) and _ATTACHED.fullmatch(text, ends[-1], relative.end(1)) is not None


def _in_mind(entry: Entry, text: str, found: Found, clause: tuple[int, int], about: bool) -> bool:
    """Whether words that name no talks are told of talks in mind: of a party before them, or of both."""
    left = max(clause[0], found.start - _LEFT)
    seated = _sides().search(text, left, found.start)
    if entry.needs == "party" and seated is None and re.search(A, text[left : found.start]) is None:
        return False
    if entry.form == "noun" and _ARTICLE.search(text, left, found.start) is None:
        return False
    if about or seated is not None:
        return True
    alone = _OBJECTS.match(text, found.end) is None  # not "adjourned the trial"
    return alone and entry.kind in _OF_SIDES and len(re.findall(A, text[clause[0] : clause[1]])) > 1


@cache
def _sides() -> re.Pattern[str]:
    return compiled(table("words")["sides"])


@cache
def _holding() -> re.Pattern[str]:
    return compiled(table("words")["holding"])


def _holds(entry: Entry, text: str, found: Found, right: int) -> bool:
    """Whether an offer, a consent or a refusal is one to meet."""
    end = min(right, found.end + _NEAR)
    end = _object(entry, text, found.end, end) if entry.form == "noun" else end
    return _holding().search(text, found.start, end) is not None
