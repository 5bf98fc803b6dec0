"""Which drafts become statements: one a cue, none inside another's content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .draft import Draft, Page
from .statements import TokenRange

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPORTERS = frozenset({"say", "add", "tell", "note", "warn", "call", "predict", "insist", "acknowledge", "promise"})


def settled(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts with their contents trimmed and whole; those of which nothing is left are gone."""
    kept = []
    for draft in drafts:
        parts: list[TokenRange] = []
        for first, last in draft.content:
            part = page.settle(first, last)
            if part is not None and (not parts or part[0] >= parts[-1][1]):
                parts.append(part)
        if parts:
            draft.content = parts
            kept.append(draft)
    return kept


def outermost(page: Page, drafts: list[Draft]) -> list[Draft]:
    """One statement a cue; none whose cue stands in another's content, except a participle that goes on speaking."""
    doc = page.doc
    by_head: dict[int, Draft] = {}
    for draft in drafts:
        by_head.setdefault(draft.head, draft)
    order = sorted(by_head.values(), key=lambda draft: (draft.content[0][0], -draft.content[-1][1], draft.head))
    owner: dict[int, Draft] = {}
    kept: list[Draft] = []
    for draft in sorted(order, key=lambda draft: -sum(last - first for first, last in draft.content)):
        outer = owner.get(draft.head)
        if outer is not None and outer is not draft:
            if not _goes_on(doc[draft.head], outer):
                continue
            _cut(page, outer, draft.head)
            if draft.speaker is not None and owner.get(draft.speaker.i) is outer and doc[draft.head].tag_ == "VBG":
                draft.speaker = outer.speaker
        kept.append(draft)
        for first, last in draft.content:
            for index in range(first, last):
                owner.setdefault(index, draft)
    return sorted(kept, key=lambda draft: (min(draft.head, draft.content[0][0]), draft.head))


def _goes_on(verb: Token, outer: Draft) -> bool:
    """Whether a cue inside a content is really the same speaker's next statement, wherever the parser hangs it.

    ", adding that ...", "... and warned that ...", "..., though he noted ...".
    """
    if outer.quoted or verb.i <= outer.head or verb.pos_ not in {"VERB", "AUX"} or verb.i < 2:
        return False
    if verb.tag_ == "VBG":
        return any(verb.nbor(-k).text in {",", "and", "but"} for k in (1, 2))
    reporting = verb.doc[outer.head]
    if verb.tag_ != reporting.tag_ or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    own = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if own is None:
        return verb.dep_ == "conj" and verb.lemma_.lower() in _REPORTERS
    edge = own.left_edge
    joined = edge.i > 1 and edge.nbor(-2).text == "," and verb.lemma_.lower() in _REPORTERS
    if own.lower_ in {"he", "she", "they"}:
        return joined and edge.nbor(-1).lower_ in {"though", "although", "but", "and", "while"}
    return joined and verb.dep_ == "conj" and edge.nbor(-1).lower_ in {"and", "but", "while"}


def _cut(page: Page, outer: Draft, at: int) -> None:
    """Ends a content before the clause of the participle at `at`."""
    while at > 0 and page.doc[at].text not in {",", "and", "but"}:
        at -= 1
    if page.doc[at - 1].text == ",":
        at -= 1
    parts = [(first, min(last, at)) for first, last in outer.content if first < at]
    whole = [part for first, last in parts if (part := page.settle(first, last)) is not None]
    if whole:
        outer.content = whole
