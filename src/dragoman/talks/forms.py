"""The forms of a verb, made from its base: "break off" gives breaks off, broke off, broken off, breaking off."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from .words import table

Form = Literal["base", "present", "past", "ing"]
_DOUBLED = re.compile(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$")
_VOWEL_Y = re.compile(r"[aeiou]y$")


@cache
def forms(verb: str) -> tuple[tuple[str, Form], ...]:
    """Each form of a verb of one word with what it is, in small letters; past and participle are both "past".

    Irregular verbs, and those whose last letter is not doubled ("open"), stand in data/verbs.toml.
    """
    irregular: dict[str, list[str]] = table("verbs")["irregular"]
    plain: list[str] = table("verbs")["not_doubled"]
    past = irregular.get(verb) or [_joined(verb, "ed", plain)]
    if verb == "be":
        return (
            ("be", "base"),
            ("is", "present"),
            ("are", "present"),
            *((one, "past") for one in past),
            ("being", "ing"),
        )
    found: dict[tuple[str, Form], None] = {(verb, "base"): None}
    if verb not in table("verbs")["nouns"]:
        found[_present(verb), "present"] = None
    for one in past:
        found[one, "past"] = None
    found[_joined(verb, "ing", plain), "ing"] = None
    if verb.endswith("el"):  # travelled and traveled
        found |= {(verb + "ed", "past"): None, (verb + "ing", "ing"): None}
    return tuple(found)


def _present(verb: str) -> str:
    if verb in ("have", "be"):
        return {"have": "has", "be": "is"}[verb]
    if verb.endswith("y") and not _VOWEL_Y.search(verb):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _joined(verb: str, ending: str, plain: list[str]) -> str:
    if verb.endswith("ie") and ending == "ing":
        return verb[:-2] + "ying"
    if verb.endswith("e") and (ending == "ed" or not verb.endswith(("ee", "oe", "ye"))):
        return verb[:-1] + ending
    if verb.endswith("y") and ending == "ed" and not _VOWEL_Y.search(verb):
        return verb[:-1] + "ied"
    if verb.endswith("c"):
        return verb + "k" + ending
    return verb + verb[-1] + ending if _DOUBLED.search(verb) and verb not in plain else verb + ending
