"""Attacks known by their dead: told again without a doer, or only by the toll that somebody gives.

The network was taught on acts between two sides and sees none in "an attack on Djibo in April killed 22 people" or in
"hospital officials put the number of dead at 19". The words leave no doubt all the same: an attack is named, by the
sentence or, of a bare toll, by the report, and its dead are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.reading import Sentence

from . import numbers
from .acts import Act
from .casualties import counts, harm_words
from .counting import Number, is_year, kind
from .lexicon import lexicon
from .proposing import generic
from .scenes import word_lists
from .subject import Subject
from .syntax import Syntax
from .tolls import is_toll
from .triggers import Trigger

_DONE = frozenset({None, "happened", "ended"})
_ASIDE = frozenset({"pobj", "pcomp", "conj"})  # "protests over the killing of four"
_NOUNS = frozenset({"killing", "murder", "murdering", "slaying", "execution", "assassination", "massacre"})
_ATTACKS = frozenset({"strike", "bomb", "shoot", "suffer"})
_ARMS = frozenset({"MIL", "REB", "PRM", "UAF", "SPY"})
_HARMED = ("killed", "injured")
_COUNTED = frozenset({"killed", "injured", "missing", "displaced"})
_FATES = frozenset({"die", "perish"})
_KILLED = frozenset({"kill", "slay", "slain"})
_LOST = frozenset({"dead", "killed", "slain"})
_HURT = frozenset({"wounded", "injured", "hurt"})
_MORE = frozenset({"another", "more", "further", "other", "others", "additional"})
_VAGUE = frozenset({"many", "some", "few"})
_MOST = 100_000  # more than that no single act killed
_BODIES = frozenset({"body", "corpse"})


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
    subject: Subject,
    *,
    leads: bool = False,
    attacked: bool = False,
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
        subject: what the report is about (`subject_of`).
        leads: whether the report begins with the sentence.
        attacked: whether the report told of an attack before.
    """
    places = range(sentence.first, sentence.last)
    hurt = next((i for i in places if _are_more_hurt(syntax, i)), None)
    if hurt is None and _is_without_mishap(syntax, sentence):
        hurt = next((i for i in places if _are_hurt(syntax, i)), None)
    if hurt is None and kind("tolls").isdisjoint(syntax.lemma[sentence.first : sentence.last]):
        return None
    attacked = attacked or not subject.words.isdisjoint(kind("attacks"))
    if _is_of_disaster(subject, sentence, attacked=attacked):
        return None
    if any("ASSAULT" in (act.type, act.inner.type if act.inner else "") for act in acts):
        return None
    told = counts(syntax, harm_words(syntax, sentence.first, sentence.last))
    if not any(_is_of_one_act(syntax, told[field]) for field in _HARMED if field in told):
        return None
    both = all(field in told for field in _HARMED)
    known = _is_known(syntax, sentence, subject, leads=leads, both=both)
    toll = next((i for i in places if _is_toll(syntax, i)), None)
    if toll is None:
        again = (attacked or not subject.words.isdisjoint(kind("armed"))) and _is_without_mishap(syntax, sentence)
        killed = [i for i in places if _are_killed(syntax, i)]
        toll = next((i for i in killed if known or (attacked and again) or (again and syntax.dep[i] == "relcl")), None)
        known = known or toll is not None
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
    if not attacked and not known:
        return None
    sense = generic("ASSAULT", None, syntax.lemma[toll], "noun")
    return Act(at=toll, trigger=Trigger(toll, sense, 1.0), type="ASSAULT", cameo="180", used=(toll,))


def _is_of_disaster(subject: Subject, sentence: Sentence, *, attacked: bool) -> bool:
    """Whether a toll is that of a flood, a crash or an illness: told near it, or anywhere if nobody was attacked."""
    told = subject.near(sentence) if attacked else subject.anywhere()
    return not told.isdisjoint(kind("disasters"))


def _is_known(syntax: Syntax, sentence: Sentence, subject: Subject, *, leads: bool, both: bool) -> bool:
    """Whether a report tells of an attack that it does not name: it counts its dead, and of no accident.

    Args:
        syntax: the report's syntax.
        sentence: the sentence that counts.
        subject: what the report is about.
        leads: whether the report begins with the count.
        both: whether dead and wounded are counted in one sentence.
    """
    if not _is_without_mishap(syntax, sentence):
        return False
    span = set(syntax.lemma[sentence.first : sentence.last])
    words = subject.words
    if subject.short and not words.isdisjoint(kind("armed")):
        return True
    near = subject.near(sentence) - kind("weather")
    if not near.isdisjoint(kind("mishaps")) or not subject.here(sentence).isdisjoint(kind("weather")):
        return False
    if span & kind("armed") or not words.isdisjoint(kind("strife")) or len(words & kind("armed")) > 1:
        return True  # the report is of a war, or the armed tell of their dead
    given = both or not words.isdisjoint(kind("told as tolls")) or not words.isdisjoint(kind("by arms"))
    return (given or bool(span & kind("at war"))) and (leads or subject.short)


def _is_without_mishap(syntax: Syntax, sentence: Sentence) -> bool:
    """Whether a sentence has no word of accidents."""
    span = syntax.lemma[sentence.first : sentence.last]
    return (lexicon().classes["accident"] | word_lists().lists["mishap"]).isdisjoint(span)


def _are_killed(syntax: Syntax, i: int) -> bool:
    """Whether a word says in the passive that people were killed, and not by whom: "13 people had been killed"."""
    if syntax.lemma[i] not in _KILLED or syntax.tag[i] != "VBN" or not syntax.children(i, "nsubjpass"):
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


def _are_hurt(syntax: Syntax, i: int) -> bool:
    """Whether a word counts wounded people: "seven were hurt", "the wounded number 14", "18 needed treatment"."""
    told = counts(syntax, [word for word in harm_words(syntax, i, i + 1) if word[1] == "injured"])
    if syntax.tag[i] == "VBG" or "injured" not in told:
        return False
    number = told["injured"]
    return _is_of_one_act(syntax, number) and any(map(numbers.is_number, syntax.lower[number.first : number.end]))


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
    """Whether a sentence counts people who were killed, hurt or driven out or are missing, or says there were none."""
    told = counts(syntax, harm_words(syntax, sentence.first, sentence.last))
    return not told.keys().isdisjoint(_COUNTED)


def _is_of_one_act(syntax: Syntax, number: Number) -> bool:
    """Whether a count is one that a single act may have: not "many", nor "1.7 million"."""
    words = set(syntax.lower[number.first : number.end])
    return number.high != 0 and max(number.low, number.high or 0) < _MOST and not words <= _VAGUE


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
        of = [noun for prep, _, noun in syntax.prepositions(i) if prep in ("of", "from")]
        if not syntax.is_verbal(i) or any(syntax.lemma[k] not in kind("wounds") for k in of):
            return False  # "died of cholera"
        told = (k for k in near if k < i or _is_last(syntax, k))
        return any(numbers.is_number(syntax.lower[k]) and not is_year(syntax, k) for k in told)
    if lemma in _KILLED:
        before = syntax.lower[i - 1] if i else ""
        return is_toll(syntax, i) or before == "those" or (syntax.dep[i] == "acl" and numbers.is_number(before))
    if lemma == "life":
        return syntax.tag[i] == "NNS" and syntax.lemma[syntax.head[i]] in kind("life", "with")
    if lemma == "toll":
        return not any(syntax.lemma[k] in kind("fares") for k in syntax.kids[i])
    if lemma in _BODIES and syntax.dep[i] == "dobj":
        return syntax.lemma[syntax.head[i]] in kind(lemma, "with")
    return syntax.pos[i] in ("NOUN", "ADJ") and (lemma not in _BODIES or syntax.dep[i] in ("nsubjpass", "pobj"))
