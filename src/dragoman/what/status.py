"""Did it happen? What the words around an act say about its reality: negation, modals, tense, conditionals."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.records import Status

from .governing import words
from .syntax import Syntax

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "ll"})
_MAY = frozenset({"may", "might", "could", "can", "ca"})
_MUST = frozenset({"must", "should", "ought", "need"})
_NOT_ALONE = frozenset({"only", "just", "merely", "simply", "until"})
_AFTERWARDS = frozenset(
    {"later", "eventually", "subsequently", "sometimes", "often", "frequently", "usually", "regularly", "routinely"}
)
_NEVER = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"})
_IF = frozenset({"if", "unless", "lest", "whether"})
_UNTIL = frozenset({"until", "before", "once"})
_FINITE = frozenset({"does", "do", "did", "has", "have", "had", "is", "are", "was", "were", "'s", "’s", "'re"})

_UNDER_WAY = frozenset({("under", "way"), ("in", "progress"), ("in", "session")})


_CONDITION = frozenset({"provided", "providing", "assuming", "supposing"})
_AUXILIARIES = frozenset({"did", "do", "does", "has", "have", "had", "is", "are", "was", "were", "will", "should"})


@dataclass(frozen=True, slots=True)
class Modality:
    """What stands around a verb or noun: each flag as the words say it, nothing concluded yet."""

    negated: bool = False
    future: bool = False
    may: bool = False
    must: bool = False
    would: bool = False
    conditional: bool = False
    infinitive: bool = False
    progressive: bool = False
    counterfactual: bool = False
    modifier: Status | None = None


def modality(syntax: Syntax, i: int) -> Modality:
    """The modality of an act's word."""
    if syntax.pos[i] in ("NOUN", "PROPN") or (syntax.pos[i] == "ADJ"):
        return _nominal(syntax, i)
    return _verbal(syntax, i)


def _nominal(s: Syntax, i: int) -> Modality:
    modifier: Status | None = None
    negated = False
    of_first = [k for noun in s.kids[i] if s.dep[noun] == "compound" for k in s.children(noun, "det")]
    for kid in [*s.kids[i], *of_first]:  # "no ceasefire violations"
        if s.dep[kid] in ("amod", "compound", "nmod"):
            modifier = modifier or words("before").get(s.lower[kid])
        elif s.dep[kid] in ("det", "neg") and s.lower[kid] in ("no", "neither", "not"):
            negated = True
        elif s.dep[kid] == "det" and s.lower[kid] == "any":
            modifier = modifier or "possible"
    if modifier is None and not negated and _is_under_way(s, i):
        modifier = "ongoing"
    if s.pos[i] == "ADJ":
        verb = s.head[i]
        if s.pos[verb] in ("AUX", "VERB"):
            outer = _verbal(s, verb)
            own = any(s.dep[k] == "neg" for k in s.kids[i])
            return Modality(
                negated=outer.negated or own,
                future=outer.future,
                may=outer.may,
                must=outer.must,
                would=outer.would,
                conditional=outer.conditional,
            )
    return Modality(negated=negated, modifier=modifier)


def _is_under_way(s: Syntax, i: int) -> bool:
    """Whether a noun is the subject of "is under way", "are in progress", "remain ongoing"."""
    verb = s.head[i]
    if s.dep[i] != "nsubj" or s.lemma[verb] not in ("be", "remain", "get") or s.tag[verb] == "VBD":
        return False
    if any(s.dep[k] == "aux" and s.lower[k] in _FUTURE | _MAY | _MUST | {"would"} for k in s.kids[verb]):
        return False
    if any(s.lower[k] in ("underway", "ongoing") for k in s.kids[verb]):
        return True
    return any((prep, s.lower[noun]) in _UNDER_WAY for prep, _, noun in s.prepositions(verb))


def _verbal(s: Syntax, i: int) -> Modality:
    flags = _auxiliaries(s, i)
    negated = _is_negated(s, i)
    untold = negated and words("untold").get(s.lemma[i])
    marks = {s.lower[kid] for kid in s.kids[i] if s.dep[kid] == "mark"}
    inverted = _is_inverted(s, i)
    conditional = bool(marks & (_IF | _CONDITION)) or inverted or _opens_condition(s, i)
    if "would" in flags and any(s.dep[kid] == "advcl" and _has_mark(s, kid) for kid in s.kids[i]):
        conditional = True
    if marks & _UNTIL and s.tag[i] in ("VBZ", "VBP", "VB"):
        flags.add("future")
    if s.dep[i] == "pcomp" and s.lower[s.head[i]] == "before" and not _is_past(s, s.head[s.head[i]]):
        flags.add("future")
    if "infinitive" in flags and s.dep[i] in ("xcomp", "advcl"):
        _carried_tense(s, i, flags)
    has = any(s.lower[k] in ("have", "has", "'ve", "’ve") for k in s.children(i, "aux"))
    if has and s.lemma[i] == "be" and any(s.lower[k] == "since" for k in s.children(i, "prep", "mark")):
        flags.add("progressive")  # "have been on strike since Monday"
    if has and s.tag[i] == "VBG" and not flags & {"may", "would", "must", "infinitive", "future"}:
        flags.add("progressive")  # "has been shelling"
    if "would" in flags and any(s.lower[k] in _AFTERWARDS and k < i for k in s.children(i, "advmod")):
        flags.discard("would")  # "would later be condemned": told from afterwards or of a habit, it was
    modifier = _adverb(s, i, flags)
    if s.dep[i] == "acl" and s.tag[i] == "VBN" and not flags and words("before").get(s.lower[i]) == "proposed":
        modifier = modifier or "proposed"  # "the talks proposed by Egypt"
    perfect = any(s.lower[k] == "have" for k in s.children(i, "aux"))
    if perfect and "must" in flags and modifier is None and not any(s.lower[k] == "should" for k in s.kids[i]):
        flags.discard("must")
        modifier = "possible"  # "must have shelled" is a guess
    if untold:
        negated = False  # "did not say why": what is not told has happened all the same
        modifier = "possible" if untold == "possible" and modifier is None else modifier
    mood = Modality(
        negated=negated or "negated" in flags,
        future="future" in flags,
        may="may" in flags,
        must="must" in flags and not inverted,
        would="would" in flags,
        conditional=conditional or "conditional" in flags,
        infinitive="infinitive" in flags,
        progressive="progressive" in flags,
        counterfactual=perfect and bool(flags & {"would", "must"}),
        modifier=modifier,
    )
    head = s.head[i]
    if s.dep[i] != "conj" or not s.is_verbal(head):
        return mood
    joint = {s.lower[k] for k in s.kids[head] if s.dep[k] == "cc"}
    bare = not flags - {"progressive"} and s.tag[i] in ("VB", "VBN", "VBG") and s.tag[i] == s.tag[head]
    if bare and not s.children(i, "nsubj", "nsubjpass"):
        # A conjunct without its own auxiliary shares the one of the verb before it ("will meet and sign").
        outer = _verbal(s, head)
        return replace(outer, negated=negated or (outer.negated and "but" not in joint))
    if "nor" in joint:
        return replace(mood, negated=True)
    return mood


def _is_inverted(s: Syntax, i: int) -> bool:
    """Whether an auxiliary stands before the subject: a condition ("had Fiji sent") or a question that is not "why"."""
    subject = next((k for k in s.kids[i] if s.dep[k] in ("nsubj", "nsubjpass")), None)
    if subject is None or subject > i:
        return False
    for kid in s.kids[i]:
        if kid >= subject:
            break
        if s.dep[kid] in ("aux", "auxpass") and s.lower[kid] in _AUXILIARIES:
            if s.dep[i] in ("advcl", "ccomp") and s.lower[kid] in ("had", "should", "were"):
                return True
            asked = any(s.lower[k] == "?" for k in s.kids[i])
            return asked and not any(s.tag[k] in ("WRB", "WP", "WDT") for k in s.kids[i] if k < kid)
    return False


def is_imperative(s: Syntax, i: int) -> bool:
    """Whether a verb that opens its sentence, bare and without a subject, orders or asks: "Release them now"."""
    if s.tag[i] != "VB" or s.dep[i] != "ROOT":
        return False
    if any(s.dep[k] in ("nsubj", "nsubjpass", "aux", "auxpass", "csubj") and s.lower[k] != "do" for k in s.kids[i]):
        return False
    return i == 0 or s.pos[i - 1] in ("PUNCT", "SPACE") or s.lower[i - 1] in ("please", "n't", "not")


def _opens_condition(s: Syntax, i: int) -> bool:
    """Whether a clause is a condition in several words: "provided that", "in case", "as long as", "were X to"."""
    head, dep = s.head[i], s.dep[i]
    if dep == "ccomp" and s.lower[head] in _CONDITION and s.dep[head] in ("advcl", "prep"):
        return True
    if dep == "advcl" and s.lower[head] == "long" and s.pos[head] == "ADV":
        return True
    if dep in ("acl", "relcl") and s.lower[head] in ("event", "condition", "case") and s.dep[head] == "pobj":
        return s.lower[s.head[head]] in ("in", "on")
    if dep == "advcl":
        for kid in s.kids[i]:
            if s.dep[kid] == "prep" and s.lower[kid] == "in" and any(s.lower[k] == "case" for k in s.kids[kid]):
                return True
    return False


def _adverb(s: Syntax, i: int, flags: set[str]) -> Status | None:
    """The status that an adverb of a verb gives it: "allegedly shelled", "nearly killed", "no longer holds"."""
    for kid in s.kids[i]:
        if s.dep[kid] != "advmod":
            continue
        low = s.lower[kid]
        if low == "longer" and any(s.lower[k] in ("no", "not", "n't") for k in (*s.kids[kid], *s.kids[i])):
            return "ended" if not flags & {"future", "would", "may", "infinitive"} else "denied"
        says: Status | None = words("adverbs").get(low)
        if says is not None and (says != "failed" or kid + 1 == i or not low.endswith(("nearly", "almost"))):
            return says
        if low == "still" and "progressive" in flags:
            return "ongoing"
    return None


def _auxiliaries(s: Syntax, i: int) -> set[str]:
    """What the auxiliaries of a verb say: future, would, may, must, infinitive, progressive, finite."""
    flags: set[str] = set()
    for kid in s.kids[i]:
        if s.dep[kid] not in ("aux", "auxpass"):
            continue
        low = s.lower[kid]
        if low in _FUTURE:
            flags.add("future")
        elif low in ("would", "'d", "’d"):
            flags.add("would")
        elif low in _MAY:
            flags.add("may")
        elif low in _MUST:
            flags.add("must")
        elif low == "to":
            flags.add("infinitive")
        elif low in _FINITE:
            flags.add("finite")
            if low in ("is", "are", "'s", "’s", "'re") and s.tag[i] == "VBG":
                flags.add("progressive")
    return flags


def _is_negated(s: Syntax, i: int) -> bool:
    if s.dep[i] == "pcomp" and s.lower[s.head[i]] == "without":
        return True
    if any(s.lower[k] == "than" and k and s.lower[k - 1] == "rather" for k in (*s.kids[i], i - 1) if 0 < k < i):
        return True  # "rather than attack"
    for kid in s.kids[i]:
        dep, low = s.dep[kid], s.lower[kid]
        if low == "not" and kid + 1 < len(s) and s.lower[kid + 1] in _NOT_ALONE:
            continue
        nothing = dep == "dobj" and (low == "nothing" or any(s.lower[k] == "no" for k in s.children(kid, "det")))
        if nothing and s.lemma[i] != "have":
            return True  # "made no arrests", "wounded no civilians", "conceded nothing"
        if dep == "neg" or (dep in ("advmod", "preconj", "cc") and low in _NEVER and kid < i):
            return True
        if dep in ("nsubj", "nsubjpass") and (
            low in ("nobody", "none", "neither")
            or any(s.lower[k] in ("no", "neither") for k in s.children(kid, "det", "preconj", "cc"))
        ):
            return True
    return False


def _is_past(s: Syntax, i: int) -> bool:
    """Whether a verb tells of the past as done: "resigned", "was freed", not "would resign"."""
    if s.tag[i] == "VBD":
        return True
    aux = {s.lower[k] for k in s.children(i, "aux", "auxpass")}
    return s.tag[i] in ("VBN", "VBG") and bool(aux & {"was", "were", "had"})


def _has_mark(s: Syntax, i: int) -> bool:
    return any(s.dep[k] == "mark" and s.lower[k] in ("if", "unless") for k in s.kids[i])


def _carried_tense(s: Syntax, i: int, flags: set[str]) -> None:
    """ "be going to", "have to", "is to": the infinitive hangs on a word that only carries the tense."""
    head = s.head[i]
    lemma = s.lemma[head]
    if s.dep[i] == "advcl":
        if s.lower[head] == "were" and any(s.dep[k] == "nsubj" and k > head for k in s.kids[head]):
            flags.discard("infinitive")
            flags.add("conditional")  # "were Iran to attack"
        return
    if lemma in ("have", "be", "remain") and any(s.lower[k] == "yet" for k in (*s.kids[head], *s.kids[i])):
        flags.discard("infinitive")
        flags.add("negated")  # "has yet to meet"
    elif lemma == "be" or (lemma == "go" and s.tag[head] == "VBG"):
        flags.discard("infinitive")
        flags.add("future")
    elif lemma in ("have", "need"):
        flags.discard("infinitive")
        flags.add("must")
