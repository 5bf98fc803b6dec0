"""What a report of general news tells that is no event, and whom its acts only seem to be meant for.

Most of its sentences tell of no event (`coder`), so that what a text without context could mean is not meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from dragoman.reading import Sentence
from dragoman.who import Mention

from .acts import Act
from .arguments import Arguments, is_land
from .relevance import OF_ARMS, SPOKEN
from .scenes import word_lists
from .syntax import Syntax

_CAUTIONS = frozenset({"warn", "caution", "advise"})
_LEGEND = "\u2588"  # the block of colour before a line that tells what a map shows
_PICTURE = re.compile(r"\((?:left|right|cent(?:er|re)|pictured|middle)\)|(?:Image|Photo|Picture|Credit): ")
_VIEWS = frozenset({"oppose", "support", "favor", "favour", "back", "endorse", "believe"})
_PREFERENCES = frozenset({"oppose", "favor", "favour"})
_INTERNAL = frozenset({"internal", "itself", "own", "herself", "himself", "themselves"})
_IN_TALK = frozenset({"i", "we", "you", "us", "me", "my", "our", "your"})
_ON_LAND = frozenset({"martial-law", "curfew"})  # of these a country is the target, and nobody else
_IN_OFFICE = frozenset(
    {"GOV", "MIL", "COP", "JUD", "LEG", "PTY", "PRM", "REB", "UAF", "OPP", "IGO", "NGO", "INT", "PRE", "ELI"}
)


def is_loose(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether an act of a general report is one that only a text without context could mean."""
    return any(test(syntax, act, sentence) for test in _TESTS)


def without_guests(arguments: Arguments, act: Act, *, general: bool) -> Act:
    """An act of a report without those whom the words around it only seem to make a party of it.

    Args:
        arguments: who can act.
        act: the act.
        general: whether the report is of general news, where an emergency is of the own country only.
    """
    if act.type == "REQUEST":  # what is asked for is not asked of it: "called for lower prices"
        asked = (m for m in act.targets if arguments.can_act(m) and not _is_only_for(arguments.syntax, m))
        return replace(act, targets=list(asked))
    if act.mode in _ON_LAND and general:  # a neighbour who follows suit, a storm that it is declared for
        home = {m.actor.code for m in act.sources} - {None}
        return replace(act, targets=[m for m in act.targets if is_land(m) and (not home or m.actor.code in home)])
    if act.mode == "resign":
        return replace(act, targets=[])
    if act.trigger.sense.op == "accuse" and act.inner is None:  # a claim about things accuses nobody
        return replace(act, targets=[m for m in act.targets if arguments.can_act(m)])
    return act


def _is_only_for(syntax: Syntax, mention: Mention) -> bool:
    """Whether nobody known is named as for whom or of whom something is asked: "demanded support for families"."""
    above = syntax.head[mention.head]
    if mention.kind != "nominal" or mention.actor.code or syntax.dep[mention.head] != "pobj":
        return False
    return syntax.lower[above] in ("for", "of") and syntax.pos[syntax.head[above]] == "NOUN"


def _is_bare_vow(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether what is vowed is no harm that any entry knows: "vowed to stay"."""
    vows = act.type == "THREATEN" and act.cameo == "130" and syntax.lemma[act.trigger.at] == "vow"
    return vows and not act.targets


def _is_caution(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether a warning is advice or a forecast: no other country is warned."""
    if act.type != "THREATEN" or act.inner is not None or syntax.lemma[act.trigger.at] not in _CAUTIONS:
        return False
    codes = {m.actor.code for m in act.sources}
    return not any(m.actor.code and m.actor.code not in codes for m in act.targets)


def _is_of_health(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether an emergency is one of public health."""
    beside = (syntax.lower[k] for at in act.trigger.matched for k in syntax.kids[at])
    return act.mode == "martial-law" and "health" in beside


def _is_unofficial_inquiry(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether those who investigate do so without an office, or look at themselves."""
    if act.mode != "investigate":
        return False
    if act.sources and not any(_may_investigate(m) for m in act.sources):
        return True
    nouns = [act.at, act.trigger.at, *act.trigger.matched]
    return not _INTERNAL.isdisjoint(syntax.lower[kid] for noun in nouns for kid in syntax.kids[noun])


def _is_legend(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether a line only tells what a map shows."""
    return syntax.lower[sentence.first].startswith(_LEGEND)


def _is_private(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether words pass between people of no office and no country that the report tells of."""
    if act.type not in SPOKEN:
        return False
    office = _IN_OFFICE - OF_ARMS if act.type == "CONSULT" else _IN_OFFICE  # who meets a policeman does not consult
    participants = [*act.sources, *act.targets, *([act.author] if act.author else ())]
    return not any(m.actor.code or m.referents or set(m.actor.sectors) & office for m in participants)


def _is_caption(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether words are read into a picture: "The president (left) stands with ... Image: Press Office"."""
    told = syntax.doc[sentence.first : sentence.last].text
    return act.type in SPOKEN and _PICTURE.search(told) is not None


def _is_conviction(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether a party or a candidate has a view, without saying so on a day: "strongly opposes new taxes"."""
    at = act.trigger.at
    if act.type not in ("SUPPORT", "ACCUSE") or any(m.actor.code for m in act.targets):
        return False
    lasting = syntax.lemma[at] in _VIEWS and syntax.tag[at] in ("VBZ", "VBP")
    return lasting or (syntax.lemma[at] in _PREFERENCES and syntax.is_verbal(at))


def _is_asked(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether a sentence is a question, which tells of nothing."""
    last = next((i for i in range(sentence.last - 1, sentence.first, -1) if syntax.pos[i] != "SPACE"), sentence.first)
    return syntax.lower[last] == "?"


def _is_of_one_mind(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether somebody only thinks alike: "the senator agreed", with nobody and to nothing that could be done."""
    bare = act.type == "AGREE" and act.trigger.sense.op in (None, "commit") and not act.trigger.matched
    return bare and act.inner is None and not any(m.actor.code or m.actor.sectors for m in act.targets)


def _is_only_talk(syntax: Syntax, act: Act, sentence: Sentence) -> bool:
    """Whether only an "I", "we" or "you" acts of whom the report does not tell who it is: an interview, a letter."""
    return bool(act.sources) and all(
        m.kind == "pronoun" and not m.referents and not m.actor.code and syntax.lower[m.head] in _IN_TALK
        for m in act.sources
    )


def _may_investigate(mention: Mention) -> bool:
    """Whether somebody investigates by office: not a firm, nor a person whose office nobody tells."""
    sectors = set(mention.actor.sectors)
    if mention.kind == "pronoun" or sectors & word_lists().lists["political"]:
        return True
    return mention.actor.code is not None and not sectors and not mention.actor.entity.startswith("person:")


_TESTS: tuple[Callable[[Syntax, Act, Sentence], bool], ...] = (
    _is_bare_vow,
    _is_caution,
    _is_of_health,
    _is_unofficial_inquiry,
    _is_legend,
    _is_private,
    _is_caption,
    _is_conviction,
    _is_asked,
    _is_of_one_mind,
    _is_only_talk,
)
