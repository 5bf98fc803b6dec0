"""Small questions to the syntax that several kinds of statements ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .statements import TokenRange

if TYPE_CHECKING:
    from spacy.tokens import Token

ADDRESSED = frozenset({"tell", "inform", "notify", "remind", "assure", "advise", "warn", "brief", "promise"})
"""Verbs whose object is whom one speaks to, not what one says."""


def span(token: Token) -> TokenRange:
    """The tokens of the phrase that a token heads."""
    return token.left_edge.i, token.right_edge.i + 1


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


def restricted_end(noun: Token) -> int:
    """Where a noun phrase ends without what the reporter adds after a comma ("the plan, which leaked in May")."""
    doc, last = noun.doc, noun.right_edge.i + 1
    for child in noun.rights:
        edge = child.left_edge.i
        if child.dep_ not in {"relcl", "appos", "advcl"} or edge <= noun.i + 1 or doc[edge - 1].text != ",":
            continue
        if child.dep_ != "appos" or doc[edge].tag_ == "DT":  # a list is often read as one apposition after another
            last = min(last, edge - 1)
    for i in range(noun.i + 1, last - 1):
        if doc[i].text == "," and doc[i + 1].tag_ in {"WDT", "WP", "WP$"}:
            return i
    return last
