"""What a report tells of, as a whole and near a sentence: whether a toll in it may be that of an attack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.reading import Reading, Sentence

from .counting import is_person, kind
from .lexicon import lexicon
from .syntax import Syntax

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FORMS = (("", ""), ("s", ""), ("es", ""), ("ed", ""), ("d", ""), ("ing", ""), ("men", "man"))
_SHOT = frozenset({"on", "at", "into", "upon"})  # "fired on", not "a fire broke out"
_SHOOTING = frozenset({"open", "opened", "opens", "under", "trade", "traded", "exchange", "exchanged", "of"})
_SHORT = 4  # sentences; a report of no more is of little else than what any of them tells


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a report, and apart from them those of what happened by nobody's will.

    A cyclone that a report on an ambush has for its background says nothing of the dead of the ambush: what makes a
    toll one of a mishap stands in the title, in the lead, or next to the toll.

    Attributes:
        words: all its words, of text and title; "gunfire" where somebody fires.
        short: whether it is of little else than what any of its sentences tells, or its title is a toll.
    """

    words: frozenset[str]
    short: bool
    _titled: frozenset[str]
    _told: dict[int, frozenset[str]]
    _order: tuple[int, ...]

    def here(self, sentence: Sentence) -> frozenset[str]:
        """The words of the title and of a sentence."""
        return self._titled | self._told.get(sentence.index, frozenset())

    def near(self, sentence: Sentence) -> frozenset[str]:
        """The words of the title, of the lead, and of a sentence with the ones before and after it."""
        at = self._order.index(sentence.index) if sentence.index in self._order else 0
        around = {self._order[0], *self._order[max(0, at - 1) : at + 2]} if self._order else set()
        return self._titled.union(*(self._told[i] for i in around))

    def anywhere(self) -> frozenset[str]:
        """The words of the title and of all sentences, as `near` has them."""
        return self._titled.union(*self._told.values())


def subject_of(reading: Reading, syntax: Syntax) -> Subject:
    """What a report is about, by the words of its text and its title.

    Args:
        reading: the report.
        syntax: its syntax.
    """
    titled = [word.lower() for word in _WORD.findall(reading.report.title or "")]
    found = {
        word[: len(word) - len(end)] + become
        for word in titled
        for end, become in _FORMS
        if word.endswith(end) and len(word) - len(end) > 2
    }
    told = {s.index: _words(syntax, s.first, s.last) for s in reading.sentences if s.kind not in ("blank", "dateline")}
    leads = [s.index for s in reading.sentences if s.index in told and s.kind != "heading"]
    headings = [i for i in told if i not in leads]
    for index in headings:
        found |= told.pop(index)
    short = len(leads) + len(headings) <= _SHORT or not found.isdisjoint(kind("tolls"))
    fired = {"gunfire"} if _is_fired(titled) or _is_fired(syntax.lower) else set()
    words = syntax.lemmas | found | fired
    if "gunfire" in fired or not found.isdisjoint(kind("attacks") | kind("armed") | {"gun"}):
        found -= kind("of arms too")  # "Rebels storm village", "Guns blaze near the border"
    return Subject(words, short, frozenset(found), told, tuple(leads))


def _words(s: Syntax, first: int, last: int) -> frozenset[str]:
    """The words of a sentence without those that stand there for no mishap."""
    meant = [i for i in range(first, last) if not _is_figure(s, i, first, last)]
    # Names keep their form as their lemma: "Landslides in Wayanad".
    found = {s.lemma[i] for i in meant} | {s.lower[i].removesuffix("s") for i in meant if s.pos[i] == "PROPN"}
    if _is_fired(s.lower[first:last]):
        found = (found - {"fire"}) | {"gunfire"}
    return frozenset(found)


def _is_figure(s: Syntax, i: int, first: int, last: int) -> bool:
    """Whether a word of disaster tells of none: "stormed the base", "an outbreak of fighting"."""
    if s.dep[i] == "compound" and s.lemma[s.head[i]] in kind("climes"):
        return True  # "the typhoon season"
    if s.lemma[i] in kind("disasters") and _is_past(s, i):
        return True
    if s.lemma[i] in ("illness", "disease"):
        return any(prep == "of" and is_person(s, noun) for prep, _, noun in s.prepositions(i))
    if s.lemma[i] not in kind("of arms too"):
        return False
    if s.pos[i] == "VERB" and s.lemma[i] != "collapse":
        return s.lemma[i] != "crash" and bool(s.children(i, "dobj"))
    if any(prep == "of" and s.lemma[noun] in kind("strife") for prep, _, noun in s.prepositions(i)):
        return True
    talks = lexicon().classes["talks"] | {"round", "ceasefire", "truce", "government"}
    return s.lemma[i] == "collapse" and not talks.isdisjoint(s.lemma[first:last])


def _is_past(s: Syntax, i: int) -> bool:
    """Whether a word is told of what had been before: "a cyclone had flooded the port"."""
    for _ in range(6):
        if s.is_verbal(i):
            return any(s.lower[k] == "had" for k in s.children(i, "aux"))
        if s.head[i] == i:
            return False
        i = s.head[i]
    return False


def _is_fired(words: Sequence[str]) -> bool:
    """Whether somebody shoots in these words."""
    for at, word in enumerate(words):
        if word in ("fire", "fired", "fires", "shot", "shots"):
            before = words[at - 1] if at else ""
            after = words[at + 1] if at + 1 < len(words) else ""
            if after in _SHOT or (before in _SHOOTING and word == "fire"):
                return True
    return False
