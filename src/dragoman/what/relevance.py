"""What is no event: acts with nobody in them, background nouns, names of things, acts of private life."""

from __future__ import annotations

from dragoman.reading import Sentence
from dragoman.who import Mention

from .acts import BREACH, Act
from .arguments import Arguments
from .elsewhere import elsewhere
from .governing import told_to_be
from .lexicon import Lexicon
from .mishaps import is_accident, is_nobody, is_of_arms, looks_into_mishap
from .plain import TRUCES, is_bare_truce
from .scenes import is_public, word_lists
from .syntax import Syntax

_BY_SOMEBODY = frozenset({"SANCTION", "AID", "MOBILIZE", "PROTEST"})
_NO_COUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL"})
_BY_WEAPON = frozenset({"suicide-attack", "aerial", "drone", "heavy-weapons", "firearms"})
_AFTERWARDS = frozenset({"after", "following", "since"})
_OF_WORDS = frozenset({"GOV", "PTY", "LEG", "OPP", "ELI"})
OF_ARMS = frozenset({"MIL", "COP", "REB", "PRM", "SPY", "UAF"})
SPOKEN = frozenset(
    {"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONSULT", "CONCEDE", "RETREAT", "COOPERATE"}
)


def is_background(syntax: Syntax, arguments: Arguments, act: Act, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether an act has too little to stand on: nobody in it, an accident, a noun that only names."""
    if act.type == "ASSAULT" and _counts_victims(syntax, act, sentence, lexicon):
        return is_nobody(syntax, act, sentence, lexicon) or is_accident(syntax, arguments, act, sentence, lexicon)
    if act.cameo == BREACH and not _of_ceasefire(syntax, act, lexicon) and syntax.lemmas.isdisjoint(TRUCES):
        return True  # "the breach near X" is one of a ceasefire where the report tells of one
    if is_bare_truce(syntax, act):
        return False
    return (
        not (act.sources or act.targets)
        or _is_interview(act)
        or _is_of_press(act)
        or _never_tried(syntax, act)
        or _is_text(syntax, act)
        or not _has_standing(syntax, arguments, act, sentence)
        or is_nobody(syntax, act, sentence, lexicon)
        or _is_figure(syntax, arguments, act)
        or _has_no_actor(arguments, act)
        or looks_into_mishap(syntax, act, sentence, lexicon)
        or _is_agentless(act)
        or _is_name(syntax, arguments, act, sentence)
        or _only_tells_which(syntax, act)
        or _frees_things(arguments, act)
        or (_is_journey(act) and _at_home(act))
        or is_accident(syntax, arguments, act, sentence, lexicon)
    )


def _counts_victims(syntax: Syntax, act: Act, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence counts the people whom an attack that it names killed or hurt.

    "The bombing left 40 wounded", "9 dead in mortar attack": who did it and to whom may be known to nobody.
    """
    if act.targets and act.sources:
        return False
    words = word_lists().lists
    span = range(sentence.first, sentence.last)
    told = syntax.lemma[sentence.first : sentence.last]
    if words["harmed"].isdisjoint(told) or words["home"] & {syntax.lemma[m.head] for m in act.sources}:
        return False
    counted = (syntax.tag[i] == "CD" and syntax.doc[i].ent_type_ not in _NO_COUNTS for i in span)
    if not any(counted) and "dozen" not in told:
        return False
    return act.mode in _BY_WEAPON or not (lexicon.classes["violent"] - words["crewed"]).isdisjoint(told)


def _has_no_actor(arguments: Arguments, act: Act) -> bool:
    acting = any(arguments.can_act(m) for m in act.sources)
    if act.type in SPOKEN:
        return not acting and not _at_law(arguments, act)
    return act.type in _BY_SOMEBODY and bool(act.sources or act.type == "AID") and not acting


def _is_interview(act: Act) -> bool:
    """Whether somebody speaks to the press, or the police to a witness: neither consults."""
    if act.type != "CONSULT":
        return False
    asking = bool(act.sources) and all({"MED", "COP"} & set(m.actor.sectors) for m in act.sources)
    return asking or (bool(act.targets) and all("MED" in m.actor.sectors for m in act.targets))


def _is_of_press(act: Act) -> bool:
    """Whether the press does what only states and armed groups do: it withdraws reporters, releases e-mails."""
    only_press = bool(act.sources) and all("MED" in m.actor.sectors for m in act.sources)
    return only_press and act.type in ("MOBILIZE", "RETREAT", "SANCTION")


def _never_tried(syntax: Syntax, act: Act) -> bool:
    """Whether somebody did not appear in court, was not charged or was found not guilty.

    "Denied charging him" is told by whoever denies.
    """
    if act.cameo == "116" and syntax.lower[act.trigger.at + 1 : act.trigger.at + 3] == ["not", "guilty"]:
        return True
    return act.cameo == "115" and act.status == "denied" and act.author is None


def _is_text(syntax: Syntax, act: Act) -> bool:
    """Whether a law or a treaty is what does it or says so: "the constitution forbids coups"."""
    texts, at = word_lists().lists["texts"], act.trigger.at
    agents = syntax.agents(at) if syntax.is_verbal(at) else []
    if agents and all(syntax.lemma[agent] in texts for agent in agents):
        return True
    root = at
    while syntax.head[root] != root:
        root = syntax.head[root]
    return any(syntax.lemma[k] in texts and syntax.tag[root] in ("VBZ", "VBP") for k in syntax.children(root, "nsubj"))


def _is_agentless(act: Act) -> bool:
    unreal = act.status in ("planned", "possible", "hypothetical", "proposed")
    return act.passive and (act.status == "hypothetical" or (unreal and not act.sources))


def _is_name(syntax: Syntax, arguments: Arguments, act: Act, sentence: Sentence) -> bool:
    if act.trigger.sense.part != "noun":
        return False
    bare_heading = sentence.kind == "heading" and not (act.sources and act.targets)
    return bare_heading or _only_named(syntax, arguments, act)


def _only_tells_which(syntax: Syntax, act: Act) -> bool:
    at = act.trigger.at
    return (
        act.trigger.sense.part != "noun"
        and act.type != "ASSAULT"
        and act.passive
        and not act.sources
        and syntax.dep[at] in ("acl", "relcl")
        and not _is_headline(syntax, at)
    )


def _frees_things(arguments: Arguments, act: Act) -> bool:
    sense = act.trigger.sense
    freed = sense.frame == "release" and sense.cameo == "0841" and bool(act.targets)
    return freed and not any(arguments.can_act(m) and not _is_unknown_name(m) for m in act.targets)


def _is_unknown_name(mention: Mention) -> bool:
    """Whether a name is nobody's that is known: no person's, of no country and no sector."""
    known = mention.actor.code or mention.actor.sectors or mention.actor.entity.startswith("person:")
    return mention.kind == "name" and not known


def _is_journey(act: Act) -> bool:
    return "visit" in {act.trigger.sense.frame, act.inner.trigger.sense.frame if act.inner else ""}


def _has_standing(syntax: Syntax, arguments: Arguments, act: Act, sentence: Sentence) -> bool:
    """Whether an act is one that politics and conflict are made of.

    It is where a state, a public body or an armed or political group takes part, or where private people do or suffer
    what counts all the same: violence, arrests, protests.
    """
    participants = [*act.sources, *act.targets, *([act.author] if act.author else ())]
    if any(is_public(m) or (syntax.lemma[m.head] == "side" and m in act.sources) for m in participants):
        return True
    words = word_lists().lists
    if act.type == "ASSAULT" and any(is_of_arms(syntax, agent) for agent in syntax.agents(act.trigger.at)):
        return True
    about = {syntax.lemma[at] for at in (act.trigger.at, act.at, *act.trigger.matched, *act.used)}
    if act.inner is not None:
        about |= {syntax.lemma[at] for at in (act.inner.at, *act.inner.trigger.matched)}
    if about & words["struggle"] or (act.type == "ASSAULT" and about & words["violence"]):
        return True
    if not any(arguments.can_act(m) for m in participants):
        return False
    told = syntax.lemma[sentence.first : sentence.last]
    if act.type == "ASSAULT":
        return not words["violence"].isdisjoint(told)
    if act.type == "PROTEST":
        return act.mode not in (None, "demo") or not words["struggle"].isdisjoint(told)
    if act.mode in ("arrest", "release", "convict", "deport") or act.cameo == "115":
        return True
    if any(syntax.lower[m.head] == "we" for m in act.sources):  # who says so may be named beside it
        beside = (arguments.cast.at(i) for i in range(sentence.first, sentence.last))
        return any(m is not None and m.kind != "nominal" and is_public(m) for m in beside)
    if act.targets or not any(m.kind in ("name", "pronoun") for m in act.sources):
        return False
    return any(is_public(m) for m in elsewhere(arguments, sentence.first, sentence.last, act.at, act.sources))


def _is_figure(syntax: Syntax, arguments: Arguments, act: Act) -> bool:
    """Whether a war is one on things: on waste, on litter."""
    return (
        any(syntax.lemma[noun] == "war" for noun in act.trigger.matched)
        and bool(act.targets)
        and not any(arguments.can_act(m) for m in act.targets)
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
    if _is_known_attack(syntax, arguments, act) or _is_breach(arguments, act):
        return False
    if act.type == "ASSAULT" and told_to_be(syntax, act.at) is not None:
        return False  # "the raid on X took place on Sunday"
    head = syntax.head[act.at]
    is_line = head == act.at and not any(
        syntax.pos[k] in ("VERB", "AUX") and syntax.dep[k] == "ROOT" for k in syntax.kids[act.at]
    )
    if act.type in ("MOBILIZE", "PROTEST") and any(m.actor.code for m in act.sources):
        return False
    return not (is_line and act.type in ("ASSAULT", "COERCE", "PROTEST", "RETREAT"))


def _is_known_attack(syntax: Syntax, arguments: Arguments, act: Act) -> bool:
    """Whether a noun tells of violence by somebody known that something followed: "closed after an attack by X"."""
    if act.type != "ASSAULT" or not any(m.actor.code and arguments.can_act(m) for m in act.sources):
        return False
    above = syntax.head[act.at]
    return syntax.lower[above] in _AFTERWARDS and syntax.is_verbal(syntax.head[above])


def _of_ceasefire(syntax: Syntax, act: Act, lexicon: Lexicon) -> bool:
    """Whether the words of a breach say that it is one of a ceasefire."""
    told = (act.trigger.at, act.at, *act.trigger.matched, *act.used, *syntax.kids[act.trigger.at])
    return any(syntax.lemma[i] in lexicon.classes["ceasefire"] for i in told)


def _is_breach(arguments: Arguments, act: Act) -> bool:
    """Whether a noun tells of the breach of a ceasefire by somebody: "counted three violations of the truce by X"."""
    return act.cameo == BREACH and any(arguments.can_act(m) for m in act.sources)


def in_words_only(syntax: Syntax, act: Act, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether an attack is one of words: between people of politics, with nothing violent in the sentence."""
    if act.type != "ASSAULT" or act.mode is not None or act.trigger.sense.lemma not in lexicon.classes["verbal"]:
        return False
    if not act.sources or not act.targets or not all(_speaks(m) for m in (*act.sources, *act.targets)):
        return False
    own, hurt = syntax.lemma[act.at], lexicon.classes["violent"] | word_lists().lists["harmed"]
    return not any(syntax.lemma[i] in hurt and syntax.lemma[i] != own for i in range(sentence.first, sentence.last))


def _speaks(mention: Mention) -> bool:
    """Whether a mention is somebody who fights with words: a person, an office, a party; not a state or its army."""
    sectors = set(mention.actor.sectors)
    if mention.actor.entity.startswith("person:"):
        return True
    return mention.kind in ("role", "nominal") and bool(sectors & _OF_WORDS) and not sectors & OF_ARMS


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
    if act.type == "AGREE" and act.inner is None and act.trigger.sense.lemma in ("approve", "propose", "pass"):
        return True  # a budget, a reform: for the own country
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
