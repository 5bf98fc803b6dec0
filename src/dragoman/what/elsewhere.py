"""For whom an act may be meant whose own words name nobody: another known actor of its sentence."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.who import Mention

from .parties import Parties
from .syntax import Syntax

_FAR = 80  # tokens; an actor further away in the same sentence is not looked for
_AT = frozenset({"at", "in", "near", "outside", "inside"})
_OF_OFFICE = frozenset({"resign", "resignation", "abdicate", "abdication"})


def elsewhere(
    parties: Parties, first: int, last: int, at: int, taken: Iterable[Mention], *, abroad: bool = False
) -> list[Mention]:
    """Another known actor of the sentence [first, last) that the act at a token may be meant for.

    The nearest of the trigger's own clause, looked for after the trigger, then before it; else the only one of
    the sentence. With `abroad` it must be of another country than those in `taken`.
    """
    syntax = parties.syntax
    if syntax.lemma[at] in _OF_OFFICE:
        return []  # an office is left, and nobody but its holder is meant
    names = {mention.actor.entity for mention in taken}
    codes = {mention.actor.code for mention in taken} if abroad else set()
    spans = [(mention.first, mention.last) for mention in taken]
    clause = syntax.clause_tokens(at)
    governed = set(syntax.patients(at)) if syntax.is_verbal(at) else set()  # judged already
    others: dict[str, Mention] = {}
    for i in (*range(at + 1, min(last, at + _FAR)), *range(at - 1, max(first, at - _FAR) - 1, -1)):
        mention = parties.named(i)
        if mention is None or mention.kind == "pronoun" or mention.actor.entity in names:
            continue
        if mention.actor.code is None or mention.actor.code in codes or mention.head in governed:
            continue
        if any(a < mention.last and mention.first < b for a, b in spans) or _only_tells(syntax, mention):
            continue
        if i in clause:
            return [mention]
        # Who does something else there is not meant, unless the act answers another state's.
        if abroad or syntax.dep[mention.head] not in ("nsubj", "nsubjpass"):
            others.setdefault(mention.actor.entity, mention)
    return list(others.values()) if len(others) == 1 else []


def _only_tells(syntax: Syntax, mention: Mention) -> bool:
    """Whether somebody is named as where it was or where the news is from: "according to X", "an X report"."""
    head = mention.head
    if syntax.dep[head] == "pobj" and syntax.lower[syntax.head[head]] in ("like", "unlike"):
        return True
    if mention.kind == "seat" and syntax.lower[syntax.head[head]] in _AT:
        return True  # "signed at the White House"
    if mention.actor.entity.startswith("person:") and syntax.dep[head] == "compound":
        return syntax.pos[syntax.head[head]] == "NOUN"  # "Trump flags"
    if "MED" in mention.actor.sectors and syntax.dep[head] not in ("pobj", "dobj", "nsubjpass"):
        return True
    above = syntax.head[head]
    if syntax.dep[head] == "dobj":
        return syntax.lemma[above] in ("cite", "quote", "tell", "inform")
    return (
        syntax.dep[head] == "pobj" and syntax.lower[above] == "to" and syntax.lower[syntax.head[above]] == "according"
    )
