"""Harm that nobody of public concern does: accidents, weather, animals, households, recipes."""

from __future__ import annotations

from dragoman.reading import Sentence

from .acts import Act
from .arguments import Arguments
from .gunfire import is_gunfire
from .lexicon import Lexicon
from .scenes import is_public, word_lists
from .syntax import MODIFIERS, Syntax

_OF_NATURE = frozenset({"ASSAULT", "COERCE", "RETREAT", "PROTEST", "MOBILIZE"})  # what storms and rivers are said to do


def is_nobody(syntax: Syntax, act: Act, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether what does harm is nobody of public concern: nature, a mishap, an animal, a recipe, the own family."""
    words, at, part = word_lists().lists, act.trigger.at, act.trigger.sense.part
    if act.type == "PROTEST" and syntax.doc[at].ent_type_ == "DATE":
        return True  # the month of March
    if act.type == "THREATEN" and act.inner is None:
        told = set(syntax.lemma[sentence.first : sentence.last])
        return bool(told & words["weather"]) and not told & words["violence"]
    if (
        act.type in ("ASSAULT", "COERCE")
        and act.targets
        and all(syntax.lemma[m.head] in words["livestock"] for m in act.targets)
    ):
        return not any(m.actor.code for m in act.targets)
    if act.type not in _OF_NATURE or part != "verb":
        return False
    if act.type == "ASSAULT" and _in_mishap(syntax, at, sentence, lexicon):
        return True
    if act.sources and all(syntax.lemma[m.head] in words["home"] for m in act.sources):
        return not any(is_public(m) for m in act.targets)
    agents = syntax.agents(at)
    if agents and all(_is_natural(syntax, agent) for agent in agents):
        return True
    while syntax.dep[at] in ("conj", "dep") and syntax.tag[at] in ("VB", "VBP"):
        at = syntax.head[at]
    told_to = syntax.tag[at] == "VB" and syntax.head[at] == at
    return told_to and not act.sources and not syntax.children(at, "aux", "nsubj", "nsubjpass")


def _is_natural(syntax: Syntax, agent: int) -> bool:
    """Whether a noun is a force of nature: "the storm", "flood waters"; not "mortar fire"."""
    nature = word_lists().lists["nature"]
    beside = (syntax.lower[kid] for kid in syntax.kids[agent] if syntax.dep[kid] in MODIFIERS)
    return not is_of_arms(syntax, agent) and (syntax.lemma[agent] in nature or any(word in nature for word in beside))


def is_of_arms(syntax: Syntax, agent: int) -> bool:
    """Whether a noun is a weapon, its carrier or what comes of it: "tanks", "mortar fire"."""
    arms, below = word_lists().lists["arms"], syntax.prepositions(agent)  # "a wave of drones"
    beside = (syntax.lemma[kid] for kid in syntax.kids[agent] if syntax.dep[kid] in MODIFIERS)
    if is_gunfire(syntax, agent) or any(prep == "of" and syntax.lemma[k] in arms for prep, _, k in below):
        return True
    return syntax.lemma[agent] in arms or (syntax.lemma[agent] in ("fire", "strike") and any(w in arms for w in beside))


def _in_mishap(syntax: Syntax, at: int, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether harm came of a mishap told beside it: "hit a tree, overturning", "the plane crashed, killing two".

    Who crashes something into somebody, or crashes because of an attack, had no mishap.
    """
    words = word_lists().lists
    if any(syntax.lemma[k] in words["mishap"] for k in syntax.children(at, "advcl")):
        return True
    above = syntax.head[at]
    if syntax.dep[at] not in ("advcl", "conj") or syntax.lemma[above] not in words["mishap"]:
        return False
    if syntax.children(above, "dobj") or any(prep == "into" for prep, _, _ in syntax.prepositions(above)):
        return False
    return (lexicon.classes["violent"] - words["crewed"]).isdisjoint(syntax.lemma[sentence.first : sentence.last])


def is_accident(syntax: Syntax, arguments: Arguments, act: Act, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether harm came without a doer, by accident."""
    return (
        act.type == "ASSAULT"
        and syntax.lemma[act.at] in lexicon.classes["harm"]
        and not any(arguments.can_act(m) and not _is_make(syntax, m.head) for m in act.sources)
        and not any(is_of_arms(syntax, agent) for agent in syntax.agents(act.trigger.at))
        and _accident(syntax, sentence, lexicon)
    )


def _is_make(syntax: Syntax, head: int) -> bool:
    """Whether a name is that of a make of things, of which there are many: "a Volvo", "an Airbus A320"."""
    return syntax.pos[head] == "PROPN" and any(syntax.lower[k] in ("a", "an") for k in syntax.children(head, "det"))


def _accident(syntax: Syntax, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether harm without a doer was an accident: by the sentence's words, else by those of the whole report."""
    accident, violent = lexicon.classes["accident"], lexicon.classes["violent"]
    here = set(syntax.lemma[sentence.first : sentence.last])
    if here & word_lists().lists["mishap"]:
        violent = violent - word_lists().lists["crewed"]
    if here & violent:
        return False
    if here & accident:
        return True
    return bool(syntax.lemmas & accident) and not syntax.lemmas & violent


def looks_into_mishap(syntax: Syntax, act: Act, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether what is investigated is an accident: "began an inquiry into the crash", or an accident board looks."""
    if act.mode != "investigate":
        return False
    boards = word_lists().lists["inspectors"]
    if any(board in m.actor.text.lower() for m in act.sources for board in boards):
        return True
    about = {syntax.lemma[noun] for at in act.used for _, _, noun in syntax.prepositions(at)}
    about |= {syntax.lemma[noun] for at in act.used if syntax.is_verbal(at) for noun in syntax.patients(at)}
    return not about.isdisjoint(word_lists().lists["mischance"]) and about.isdisjoint(lexicon.classes["violent"])
