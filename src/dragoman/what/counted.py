"""Attacks known by their dead: told again without a doer, or only by the toll that somebody gives.

The network was taught on acts between two sides and sees none in "an attack on Djibo in April killed 22 people" or in
"hospital officials put the number of dead at 19". The words leave no doubt all the same: an attack is named, by the
sentence or, of a bare toll, by the report, and its dead are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dragoman.reading import Reading, Sentence

from . import numbers
from .acts import Act
from .casualties import counts, harm_words
from .counting import kind
from .lexicon import lexicon
from .proposing import generic
from .syntax import Syntax
from .tolls import is_toll
from .triggers import Trigger

_DONE = frozenset({None, "happened", "ended"})
_ASIDE = frozenset({"pobj", "pcomp", "conj"})  # "protests over the killing of four"
_NOUNS = frozenset({"killing", "murder", "murdering", "slaying", "execution", "assassination", "massacre"})
_ATTACKS = frozenset({"strike", "bomb", "shoot", "suffer"})
_ARMS = frozenset({"MIL", "REB", "PRM", "UAF", "SPY"})
_HARMED = ("killed", "injured")
_FATES = frozenset({"die", "perish"})
_LOST = frozenset({"dead", "killed", "slain"})
_HURT = frozenset({"wounded", "injured", "hurt"})
_MORE = frozenset({"another", "more", "further", "other", "others", "additional"})
_BODIES = frozenset({"body", "corpse"})
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FORMS = (("", ""), ("s", ""), ("es", ""), ("ed", ""), ("d", ""), ("ing", ""), ("men", "man"))
_SHOT = frozenset({"on", "at", "into", "upon"})  # "fired on", not "a fire broke out"
_SHOOTING = frozenset({"open", "opened", "opens", "under", "trade", "traded", "exchange", "exchanged", "of"})
_OF_LITTLE_ELSE = "\x00short"
_SHORT = 4  # sentences; a report of no more is of little else than what any of them tells


def about(reading: Reading, syntax: Syntax) -> frozenset[str]:
    """What a report is about, by the words of its text and its title; "fire" counts where somebody fires.

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
    if _is_fired(titled) or _is_fired(syntax.lower):
        found.add("gunfire")
    short = sum(sentence.kind != "blank" for sentence in reading.sentences) <= _SHORT
    if short or not found.isdisjoint(kind("tolls")):
        found.add(_OF_LITTLE_ELSE)
    return syntax.lemmas | found


def _is_fired(words: Sequence[str]) -> bool:
    """Whether somebody shoots in these words."""
    for at, word in enumerate(words):
        if word in ("fire", "fired", "fires", "shot", "shots"):
            before = words[at - 1] if at else ""
            after = words[at + 1] if at + 1 < len(words) else ""
            if after in _SHOT or (before in _SHOOTING and word == "fire"):
                return True
    return False


def is_counted(syntax: Syntax, act: Act, sentence: Sentence, found: Sequence[Trigger]) -> bool:
    """Whether an act is an attack that its sentence names and whose dead or wounded it counts.

    Args:
        syntax: the report's syntax.
        act: an act of the sentence.
        sentence: the sentence.
        found: the triggers of the sentence, stop senses included.
    """
    if act.type != "ASSAULT" or act.status not in _DONE or act.inner is not None:
        return False
    told = {syntax.lemma[i] for i, _ in harm_words(syntax, sentence.first, sentence.last)}
    if not told or (syntax.dep[act.at] in _ASIDE and told <= _NOUNS):
        return False
    if not (any(map(_names_attack, found)) or _is_of_arms(syntax, act) or _is_killing(syntax, sentence, found)):
        return False
    return _dead(syntax, sentence)


def bare_toll(
    syntax: Syntax,
    sentence: Sentence,
    found: Iterable[Trigger],
    acts: Iterable[Act],
    words: frozenset[str],
    *,
    leads: bool = False,
) -> Act | None:
    """The attack whose toll a sentence gives, where no act of the sentence has it.

    It rests on the noun of the attack or, where the sentence names none, on the word of the toll; then the report, or
    its title, has to be about an attack and about no flood, crash or illness. A short report, or one under a
    title of the dead, that counts dead and wounded or gives a toll, or has armed people count, need not name the attack
    again: its readers know. Neither need one that begins with the toll.

    Args:
        syntax: the report's syntax.
        sentence: the sentence.
        found: its triggers, stop senses included.
        acts: what of it is kept.
        words: what the report is about (`about`).
        leads: whether the report begins with the sentence.
    """
    span = syntax.lemma[sentence.first : sentence.last]
    places = range(sentence.first, sentence.last)
    hurt = next((i for i in places if _are_more_hurt(syntax, i)), None)
    if (hurt is None and kind("tolls").isdisjoint(span)) or not words.isdisjoint(kind("disasters")):
        return None
    if any("ASSAULT" in (act.type, act.inner.type if act.inner else "") for act in acts):
        return None
    told = counts(syntax, harm_words(syntax, sentence.first, sentence.last))
    if not any(told[field].low > 0 for field in _HARMED if field in told):
        return None
    known = lexicon().classes["accident"].isdisjoint(span) and _is_known(
        words, leads=leads, both=all(field in told for field in _HARMED)
    )
    toll = next((i for i in places if _is_toll(syntax, i)), None)
    if toll is None and known:
        toll = next((i for i in places if _are_killed(syntax, i)), None)
    toll = hurt if toll is None else toll
    if toll is None:
        return None
    named = next((t for t in found if _names_attack(t) and t.sense.part == "noun" and not t.sense.op), None)
    if named is not None:
        sense = named.sense
        return Act(
            at=named.at,
            trigger=named,
            type="ASSAULT",
            mode=sense.mode,
            cameo=sense.cameo,
            contexts=sense.contexts,
            used=(named.at, toll),
        )
    if words.isdisjoint(kind("attacks")) and not known:
        return None
    sense = generic("ASSAULT", None, syntax.lemma[toll], "noun")
    return Act(at=toll, trigger=Trigger(toll, sense, 1.0), type="ASSAULT", cameo="180", used=(toll,))


def _is_known(words: frozenset[str], *, leads: bool, both: bool) -> bool:
    """Whether a report tells of an attack that it does not name: it counts its dead, and of no accident.

    Args:
        words: what the report is about.
        leads: whether the report begins with the count.
        both: whether dead and wounded are counted in one sentence.
    """
    if _OF_LITTLE_ELSE in words and not words.isdisjoint(kind("armed")):
        return True
    if not words.isdisjoint(kind("mishaps")):
        return False
    given = both or not words.isdisjoint(kind("told as tolls")) or not words.isdisjoint(kind("by arms"))
    return given and (leads or _OF_LITTLE_ELSE in words)


def _are_killed(syntax: Syntax, i: int) -> bool:
    """Whether a word says in the passive that people were killed, and not by whom: "13 people had been killed"."""
    if syntax.lemma[i] != "kill" or syntax.tag[i] != "VBN" or not syntax.children(i, "nsubjpass"):
        return False
    return not syntax.children(i, "agent")


def _are_more_hurt(syntax: Syntax, i: int) -> bool:
    """Whether a word says that more people were hurt than were told of: "another 12 were wounded"."""
    if syntax.lower[i] not in _HURT or syntax.tag[i] != "VBN" or not syntax.children(i, "auxpass"):
        return False
    for noun in syntax.children(i, "nsubjpass"):
        phrase = syntax.lower[syntax.left_edge(noun) : noun + 1]
        if not _MORE.isdisjoint(phrase) and any(map(numbers.is_number, phrase)):
            return True
    return False


def _names_attack(trigger: Trigger) -> bool:
    """Whether a trigger is an attack, not only its outcome: "shelled", "the raid", not "killed"."""
    sense = trigger.sense
    if sense.type != "ASSAULT" or sense.is_stop or sense.lemma in kind("blasts"):
        return False
    return sense.frame in _ATTACKS


def _is_killing(syntax: Syntax, sentence: Sentence, found: Sequence[Trigger]) -> bool:
    """Whether a sentence names a killing and armed people: "the killing of five was the work of the rebels"."""
    if not any(t.sense.frame == "kill" and t.sense.part == "noun" and not t.sense.is_stop for t in found):
        return False
    return not kind("armed").isdisjoint(syntax.lemma[sentence.first : sentence.last])


def _is_of_arms(syntax: Syntax, act: Act) -> bool:
    """Whether armed people did it, or it burst or broke out in a report of an attack."""
    if any(_ARMS.intersection(mention.actor.sectors) for mention in act.sources):
        return True
    burst = syntax.lemma[act.at] in kind("blasts") or any(syntax.lemma[i] in kind("blasts") for i in act.used)
    return burst and syntax.lemmas.isdisjoint(kind("disasters")) and not syntax.lemmas.isdisjoint(kind("attacks"))


def _dead(syntax: Syntax, sentence: Sentence) -> bool:
    """Whether a sentence counts killed or injured people, at least one."""
    told = counts(syntax, harm_words(syntax, sentence.first, sentence.last))
    return any(told[field].low > 0 for field in _HARMED if field in told)


def _is_last(syntax: Syntax, k: int) -> bool:
    """Whether a word comes right after a colon."""
    return k > 0 and syntax.lower[k - 1] == ":"


def _is_pair(syntax: Syntax, i: int) -> bool:
    """Whether dead and wounded stand side by side, each with its number: "nine killed and 16 wounded"."""
    if syntax.lower[i] not in _LOST or not i or not numbers.is_number(syntax.lower[i - 1]):
        return False
    after = range(i + 2, min(i + 6, len(syntax)))
    if not after or syntax.lower[i + 1] not in ("and", ",", "with"):
        return False
    return any(syntax.lower[k] in _HURT and numbers.is_number(syntax.lower[k - 1]) for k in after)


def _is_toll(syntax: Syntax, i: int) -> bool:
    """Whether a word is the toll, the dead who are counted, the bodies that were found or the lives that were lost."""
    lemma = syntax.lemma[i]
    if lemma not in kind("tolls"):
        return False
    if _is_pair(syntax, i):
        return True
    if lemma == "bury":
        return syntax.is_verbal(i) and bool(syntax.patients(i))
    if lemma in _FATES:
        near = range(max(0, i - 8), min(i + 10, len(syntax)))
        return syntax.is_verbal(i) and any(
            numbers.is_number(syntax.lower[k]) for k in near if k < i or _is_last(syntax, k)
        )
    if lemma == "kill":
        before = syntax.lower[i - 1] if i else ""
        return is_toll(syntax, i) or before == "those" or (syntax.dep[i] == "acl" and numbers.is_number(before))
    if lemma == "life":
        return syntax.tag[i] == "NNS" and syntax.lemma[syntax.head[i]] in kind("life", "with")
    if lemma == "toll":
        return not any(syntax.lemma[k] in kind("fares") for k in syntax.kids[i])
    if lemma in _BODIES and syntax.dep[i] == "dobj":
        return syntax.lemma[syntax.head[i]] in kind(lemma, "with")
    return syntax.pos[i] in ("NOUN", "ADJ") and (lemma not in _BODIES or syntax.dep[i] in ("nsubjpass", "pobj"))
