"""What stands above the word of a step: tense, negation and the verb that governs it decide what step it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from .forms import forms
from .words import D, any_of, pattern, table

Governor = Literal["refused", "proposed", "call", "perhaps", "accepted"]

_NOUN = re.compile(
    r"\b(?:a|an|the|no|its|their|any|of|scrapped|forward|new) (?:\w+ )?(?:plans?|promise"
    r"|pledge|hope|decision|commitment|date)\b[^,;]{0,20}$",
    re.IGNORECASE,
)
_GOVERNS = re.compile(
    r"\b(?:to|will|would|can|could|may|might|must|should|shall|not|if|when|before|until|let|make|helped?|that|suggest\w*)\b[^,]{0,20}$|\b(?:that|suggest\w*)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_TO_BE = re.compile(r"to be|would", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|never|denied|denies|nor|neither|far from|yet to)\b|n't\b"
    r"|\b(?:no|without)\b(?![^,]*, )",  # "whose last meeting ended without result, opened"
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:will|would|shall|could|may|might|should|must|can|cannot|to|if|unless|whether|before"
    r"|until)\b(?:[ ,]+[\w'-]+){0,3}[ ,]*$|'ll (?:\w+ ){0,2}$|\bbe\s*$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|untrue|false(?:ly)?|wrongly"
    r"|(?:dismiss|scotch|quash|refut|reject|contradict|dispel|rubbish|debunk"
    r"|knock\w* down|wav\w+ away|brush\w* aside)\w*"
    r" (?:\w+ ){0,2}(?:reports?|claims?|talk|rumou?rs?|suggestions?|stories|speculation))\b",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"(?:^|[,—–]|\b(?:after|by|following|upon|since|while|when|for|of|accused|and|on))(?: \w+ly)?\s*$", re.IGNORECASE
)


_WHEN = re.compile(
    r"\b(?:when|once|if|before|until|till|after|as soon as|should|unless|by the time)\b[^,]{0,60}$", re.IGNORECASE
)
_IF = re.compile(r"\b(?:if|unless|whether|provided|should)\b[^,]{0,60}$", re.IGNORECASE)
_AGREED = re.compile(
    r"\b(?:agreed|decided|opted|chose|resolved|elected|forced|had|consented|decision)"
    rf"(?: (?:on )?{D})? to (?:\w+ly )?$",
    re.IGNORECASE,
)
_FORCED = re.compile(
    r"\b(?:forc|compel|oblig|prompt|caus|led|lead|requir|driv|drove|push|persuad|convinc|allow|mean)\w*\b"
    r"[^.;,]{0,45}? to (?:\w+ly )?$",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"[^.;]{0,60}?\b(?:(?:is|are|was|were) (?:\w+ly |simply |just |all )*(?:false|untrue|wrong|baseless|unfounded"
    r"|incorrect|groundless|fake|denied|invented|without (?:foundation|basis)|not (?:true|correct|accurate))"
    r"|(?:plan|idea|proposal|move|offer|request) (?:was|were|has been|had been) (?:\w+ )?"
    r"(?:dropped|rejected|abandoned|shelved|turned down|scrapped|refused)"
    r"|never (?:happen|be)\w*|had no (?:basis|foundation))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:proposal|request|suggestion|plea|demand|call|bid|appeal|idea|offer|motion|wish)s?"
    r"(?: (?:by|of|from) [^.;,]{1,30}?)? (?:to|that|of|for)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_TALK_OF = re.compile(
    r"\b(?:talk|speculation|rumou?rs?|idea|possibility|option|question|prospect|discussions?|thoughts?|spoke|chance)"
    r" (?:of|about) (?:\w+ly )?$",
    re.IGNORECASE,
)
_GRANTED = re.compile(r"\b(?:agree|accept|approv|grant|gave|giv|bow|yield|follow|heed|meet|met|at)\w*\b", re.IGNORECASE)
_BE = re.compile(r"\b(?:be|been|being|was|were|is|are|had|has|have|will)\b[^.;,]{0,20}$", re.IGNORECASE)
_ONLY = re.compile(r"\bonly to\s*$", re.IGNORECASE)
_ASIDE = re.compile(r" (?:while|as|when|amid|after|before|during|despite|because|since)\b", re.IGNORECASE)
_WISH = r"(?:demands?|wish(?:es)?|requests?|conditions?|deadlines?|targets?|goals?|needs?|terms|criteria|requirements?)"
_FULFILLED = re.compile(
    rf"\b{_WISH}(?: [^\s.;,]+){{0,5}} (?:was|were|is|are|been|be|being) (?:\w+ly |not |never )?met$", re.IGNORECASE
)
_GREETED = re.compile(
    rf" (?:(?:the|its|their|all|these|those|her|his) ){{1,2}}(?:\w+ )?{_WISH}\b"
    r"| by\b| with (?:(?:a|an|the|no|some|more|little|much|further|loud|fierce|strong|stiff|immediate|\w+ly) )*"
    r"(?:resist|critic|silence|protest|anger|applause|cheer|scepticis|skepticis|opposition|outrage|approval|disapproval"
    r"|fire|force|refusal|suspicion|indifferen|condemn|derision|disbelief|hostil|relief|praise|violence|tear gas"
    r"|success|failure|challeng)",
    re.IGNORECASE,
)


@cache
def governing() -> re.Pattern[str]:
    """What finds a governing verb or word; the name of the group is what it makes of a step."""
    groups = []
    for name, given in table("governing").items():
        words = list(given["words"])
        for verb in given["verbs"]:
            head, _, rest = verb.partition(" ")
            words += [form + (" " + rest if rest else "") for form, _ in forms(head)]
        groups.append(f"(?P<{name}>{'|'.join(sorted(words, key=len, reverse=True))})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)", re.IGNORECASE)


def last_governing(left: str) -> Governor | None:
    """What the last governing word of some words makes of what comes after them."""
    last = None
    for found in governing().finditer(left):
        if last in ("refused", "proposed", "call") and _TO_BE.fullmatch(found.group()):
            continue  # "proposed talks to be held"
        last = found.lastgroup
    return last  # type: ignore[return-value]


def is_denied(left: str) -> bool:
    """Whether a verb of denial stands before."""
    return _DENIED.search(left) is not None


def is_not(left: str) -> bool:
    """Whether a word of negation stands in some words."""
    return _NOT.search(left) is not None


def is_modal(left: str) -> bool:
    """Whether a modal verb, "to" or a condition stands just before."""
    return _MODAL.search(left) is not None


def is_governed(left: str) -> bool:
    """Whether a base form after some words depends on one of them, and is no present tense."""
    return _GOVERNS.search(left) is not None


def is_when(left: str) -> bool:
    """Whether a present tense after some words stands in a clause of time or condition."""
    return _WHEN.search(left) is not None


def is_if(left: str) -> bool:
    """Whether a condition stands before in the clause."""
    return _IF.search(left) is not None


def is_agreed(left: str) -> bool:
    """Whether a base form after some words is a step that somebody agreed or decided to take, or took after all."""
    return _AGREED.search(left) is not None or _ONLY.search(left) is not None


def is_forced(left: str) -> bool:
    """Whether a base form after some words is a step that something made somebody take."""
    return _FORCED.search(left) is not None and last_governing(left[-70:]) not in ("call", "perhaps", "refused")


def is_wished(left: str, form: str) -> bool:
    """Whether a change after some words is only wanted, "wants the talks moved", or asked for and not granted."""
    asked = _ASKED.search(left)
    if asked is not None and _GRANTED.search(left, 0, asked.start()) is None:
        return True
    if form == "ing":
        talked = _TALK_OF.search(left) is not None
        return talked or last_governing(left[-30:]) in ("refused", "proposed", "call", "perhaps")
    return form == "past" and _BE.search(left[-30:]) is None and last_governing(left[-45:]) == "call"


def is_untrue(text: str, start: int, end: int) -> bool:
    """Whether what [start, end) of a text begins with is called false: "reports that they moved were untrue"."""
    return _UNTRUE.match(text, start, end) is not None


def is_doing(left: str) -> bool:
    """Whether an -ing form after some words is an act done: "after walking out", ", breaking off talks"."""
    return _DOING.search(left) is not None


def is_greeting(text: str, end: int) -> bool:
    """Whether "met" before `end` tells how somebody or something was received: "met by a guard", "met with anger".

    So it is where a wish or a deadline is what was met.
    """
    return _GREETED.match(text, end) is not None or _FULFILLED.search(text, 0, end) is not None


def until_aside(text: str, start: int, end: int) -> int:
    """Where what is told beside an act begins in [start, end): "while the war went on"; `end` where nothing is."""
    found = _ASIDE.search(text, start, end)
    return found.start() if found is not None else end


def under_noun(left: str) -> bool:
    """Whether the governing word is a plan, a promise or a date that may come to nothing."""
    return _NOUN.search(left) is not None


def of_issue(text: str, start: int, end: int) -> bool:
    """Whether what is offered is a concession and not a meeting: its word comes before any word for talks."""
    talks = pattern("talks").search(text, start, end)
    issue = any_of("issues", "issues").search(text, start, end)
    return issue is not None and (talks is None or issue.end() < talks.start()) and issue.start() - start < 40
