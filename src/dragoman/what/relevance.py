"""What is no event: sport, markets and culture; accidents; background nouns; headings that name a thing."""

from __future__ import annotations

from dragoman.reading import Sentence
from dragoman.who import Mention

from .acts import Act
from .arguments import Arguments
from .lexicon import Lexicon
from .syntax import Syntax
from .triggers import Trigger

_BY_SOMEBODY = frozenset({"SANCTION", "AID", "MOBILIZE", "PROTEST"})
_UNSPORTING = frozenset({"PROTEST", "SANCTION", "COERCE", "CONSULT", "AID", "RETREAT"})
_IN_SO_MANY_WORDS = 4.0  # the strength of a pattern with a matched object
_SPOKEN = frozenset(
    {"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONSULT", "CONCEDE", "RETREAT", "COOPERATE"}
)


def is_off_topic(syntax: Syntax, sentence: Sentence, triggers: list[Trigger], lexicon: Lexicon) -> bool:
    """Whether a sentence speaks of sport, markets or culture: two different words of one such field.

    Three where it tells in so many words of an act that sport has none for ("staged a protest").
    """
    lemmas = set(syntax.lemma[sentence.first : sentence.last])
    plain = any(t.sense.type in _UNSPORTING and t.strength >= _IN_SO_MANY_WORDS for t in triggers)
    return any(len(lemmas & lexicon.classes[name]) >= 2 + plain for name in ("sport", "market", "culture"))


def is_background(syntax: Syntax, arguments: Arguments, act: Act, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether an act has too little to stand on: nobody in it, an accident, a noun that only names."""
    if not act.sources and not act.targets:
        return True
    if act.type in _SPOKEN and not any(arguments.can_act(m) for m in act.sources) and not _at_law(arguments, act):
        return True
    if act.passive and not act.sources and act.status in ("planned", "possible", "hypothetical", "proposed"):
        return True
    if (
        act.type in _BY_SOMEBODY
        and (act.sources or act.type == "AID")
        and not any(arguments.can_act(m) for m in act.sources)
    ):
        return True
    if act.status == "hypothetical" and act.passive:
        return True
    at = act.trigger.at
    if act.trigger.sense.part == "noun":
        if (sentence.kind == "heading" and not (act.sources and act.targets)) or _only_named(syntax, arguments, act):
            return True
    elif (
        act.type != "ASSAULT"
        and act.passive
        and not act.sources
        and syntax.dep[at] in ("acl", "relcl")
        and not _is_headline(syntax, at)
    ):
        return True
    if (
        act.trigger.sense.frame == "release"
        and act.trigger.sense.cameo == "0841"
        and act.targets
        and not any(arguments.can_act(m) for m in act.targets)
    ):
        return True
    frames = {act.trigger.sense.frame, act.inner.trigger.sense.frame if act.inner else ""}
    if "visit" in frames and _at_home(act):
        return True
    return (
        act.type == "ASSAULT"
        and syntax.lemma[act.at] in lexicon.classes["harm"]
        and not any(arguments.can_act(m) for m in act.sources)
        and _accident(syntax, sentence, lexicon)
    )


def _only_named(syntax: Syntax, arguments: Arguments, act: Act) -> bool:
    """Whether a noun only names an act that the sentence does not tell of."""
    if not any(arguments.can_act(m) for m in (*act.sources, *act.targets)):
        return True
    if act.sources and act.targets:
        return False
    if act.inner or len(act.used) > 1:
        if act.cameo == "115":
            return False  # a trial or a suit stands by whom it is brought against
        return not any(m.actor.code or m.kind != "nominal" for m in (*act.sources, *act.targets))
    head = syntax.head[act.at]
    is_line = head == act.at and not any(
        syntax.pos[k] in ("VERB", "AUX") and syntax.dep[k] == "ROOT" for k in syntax.kids[act.at]
    )
    if act.type in ("MOBILIZE", "PROTEST") and any(m.actor.code for m in act.sources):
        return False
    return not (is_line and act.type in ("ASSAULT", "COERCE", "PROTEST", "RETREAT"))


def in_words_only(syntax: Syntax, act: Act, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether an attack is one of words: a person on a person, with nothing violent in the sentence."""
    if act.type != "ASSAULT" or act.mode is not None or act.trigger.sense.lemma not in lexicon.classes["verbal"]:
        return False
    persons = [m.actor.entity.startswith("person:") for m in (*act.sources, *act.targets)]
    if not act.sources or not act.targets or not all(persons):
        return False
    own = syntax.lemma[act.at]
    return not any(
        syntax.lemma[i] in lexicon.classes["violent"] and syntax.lemma[i] != own
        for i in range(sentence.first, sentence.last)
    )


def _is_politician(mention: Mention) -> bool:
    return mention.actor.entity.startswith("person:") and bool({"GOV", "PTY", "LEG"} & set(mention.actor.sectors))


def takes_two(act: Act) -> bool:
    """Whether an act that takes two has one: a meeting with nobody, cooperation alone, a sanction on nothing."""
    if act.trigger.sense.part == "adjective" and act.type == "AGREE" and act.inner is None:
        return True
    if act.type == "PROTEST" and act.mode == "demo" and all(_is_politician(m) for m in act.sources) and act.sources:
        return True  # a candidate's rally is no protest
    if act.targets or act.trigger.sense.frame == "mediate":
        return False
    if act.trigger.sense.op in ("accuse", "offer") and act.inner is None:
        return True
    if act.type in ("SUPPORT", "ACCUSE") and act.inner is None and act.mode != "investigate":
        return act.cameo != "055" and not any(m.actor.code for m in act.sources)
    if act.type == "REQUEST" and act.inner is None and act.cameo == "100":
        return True
    return act.type in ("CONSULT", "COOPERATE", "AID", "SANCTION") or (
        act.type == "AGREE" and act.inner is not None and act.inner.type == "CONSULT"
    )


def _at_law(arguments: Arguments, act: Act) -> bool:
    """Whether somebody is charged, tried or set free: told without saying by whom, for everybody knows."""
    return act.cameo in ("115", "0841") and any(arguments.can_act(m) for m in act.targets)


def _is_headline(syntax: Syntax, at: int) -> bool:
    """Whether a participle after a noun is the verb of a line without one: "Nine killed in clash"."""
    head = syntax.head[at]
    return syntax.head[head] == head or syntax.dep[head] == "attr"


def _at_home(act: Act) -> bool:
    """Whether a traveller has stayed in the own country, or is no known actor: no visit."""
    if not act.sources or all(m.kind == "nominal" or not m.actor.code for m in act.sources):
        return True
    codes = {m.actor.code for m in act.targets}
    return not codes or codes <= {None} or codes <= {m.actor.code for m in act.sources}


def _accident(syntax: Syntax, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether harm without a doer was an accident: by the sentence's words, else by those of the whole report."""
    accident, violent = lexicon.classes["accident"], lexicon.classes["violent"]
    here = set(syntax.lemma[sentence.first : sentence.last])
    if here & violent:
        return False
    if here & accident:
        return True
    return bool(syntax.lemmas & accident) and not syntax.lemmas & violent
