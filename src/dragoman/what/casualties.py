"""Casualties: how many people a sentence says were killed, injured, detained, displaced or are missing.

A word of harm ("killed", "dead", "toll") leads to the nouns of the people it tells of, by syntax and, where a headline
or an ellipsis leaves none, by the words that stand next to it; each noun's number is then read with its bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dragoman.reading import Reading
from dragoman.records import Casualties, Count

from . import numbers
from .beside import beside
from .counting import Number, is_person, kind, number_of, of_whom
from .former import is_former
from .hurt import hurt, repeated
from .lexicon import lexicon
from .sharing import parted
from .syntax import Syntax
from .tolls import is_background, is_disputed, toll

Word = tuple[int, str]
"""A word of harm: its token and the field it fills ("casualty" for both killed and injured)."""

Act = tuple[int, str]
"""An event of the sentence: the token of its trigger and its type."""

_MOST = 100_000_000  # more people than that are a number of something else
_GIVING = frozenset({"give", "put", "list", "cite", "state", "report", "confirm"})  # "gave the toll as nine dead"
_PEOPLE_TAGS = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")


@cache
def _fates() -> dict[str, str]:
    table = lexicon().tables["casualties"]["words"]
    return {word.strip(): field for field, words in table.items() for word in words.split(",")}


def harm_words(syntax: Syntax, first: int, last: int) -> list[Word]:
    """The words of tokens [first, last) that say what became of people, with the field each one fills."""
    fates = _fates()
    # The form too: the lemma of "wound" may be "wind".
    found = ((i, fates.get(syntax.lemma[i]) or fates.get(syntax.lower[i])) for i in range(first, last))
    return [(i, field) for i, field in found if field and _tells(syntax, i)]


def count_casualties(
    reading: Reading, syntax: Syntax, words: Sequence[Word], at: int | None = None, acts: Sequence[Act] = ()
) -> Casualties | None:
    """The counts of those words; of several for one field the largest lower bound wins ("two, then five").

    Ranges keep both ends, "at least" and "dozens" leave the upper end open, "up to" puts the lower one at zero; "no"
    counts zero. What is only planned, feared or negated counts nobody. A count from another story than the sentence's
    own ("arrested nine men over a raid that killed 40") is left out.

    Args:
        reading: the report.
        syntax: its syntax.
        words: its sentence's words of harm (`harm_words`).
        at: the trigger of the event whose casualties are asked for; without it, those of the sentence's main story.
        acts: trigger and type of each event of the sentence that may have casualties, in text order, that one too.
    """
    best = counts(syntax, words, at, acts)
    if not best:
        return None
    return Casualties(
        **{
            field: Count(min=number.low, max=number.high, span=reading.span_of(number.first, number.end))
            for field, number in best.items()
        }
    )


def counts(syntax: Syntax, words: Sequence[Word], at: int | None = None, acts: Sequence[Act] = ()) -> dict[str, Number]:
    """The numbers of `count_casualties` by field, before they are written down."""
    found: list[tuple[int, str, Number]] = []
    for i, field in words:
        if _is_attribute(syntax, i, words) or is_background(syntax, i) or is_disputed(syntax, i):
            continue
        number = None
        if not _is_unreal(syntax, i):
            before = found[-1][2] if found else None
            number = toll(syntax, i) or hurt(syntax, i) or _number_of(syntax, i)
            number = beside(syntax, i, number) or number or repeated(syntax, i, before)
        if number is not None and number.low <= _MOST:
            fields = [field]
            if field == "casualty":
                fields = ["killed", "injured"] if number.high == 0 else []
            found += [(i, name, number) for name in fields]
    found = parted(syntax, found)
    own = _main(syntax, found) if at is None else [f for f in found if _owner(syntax, f[0], f[1], acts) == at]
    old = {i for i, _, _ in own if is_former(syntax, i)}
    own = [one for one in own if one[0] not in old or all(f != one[1] or i in old for i, f, _ in own)]
    told = {field for i, field in words if not any(i == k for k, _, _ in own)}
    best: dict[str, Number] = {}
    for _, field, number in own:
        if number.high == 0 and field in told:
            continue  # "the crew died; no deaths were reported on the ground"
        if field not in best or number.low > best[field].low:
            best[field] = number
    return best


# ---------------------------------------------------------------- whose story


def _main(s: Syntax, found: list[tuple[int, str, Number]]) -> list[tuple[int, str, Number]]:
    """The counts of a sentence's main story: the one that no other surrounds; of several such, the first."""
    stories = [_story(s, i) for i, _, _ in found]
    main = -1 if -1 in stories or not stories else stories[0]
    return [one for one, story in zip(found, stories, strict=True) if story == main]


def _owner(s: Syntax, i: int, field: str, acts: Sequence[Act]) -> int | None:
    """The trigger of the event that a word's count belongs to: one of its story, of the type that does such harm.

    Of several events of one type in a story the first has the counts, but a clause with its own subject and object
    keeps its own. The main story's counts go to an event of
    another one where it has none itself ("five died after gunmen opened fire").
    """
    story = _story(s, i)
    near = [act for act in acts if _story(s, act[0]) == story] or (list(acts) if story == -1 else [])
    itself = [type for trigger, type in near if trigger == i]
    if itself and s.children(i, "nsubj") and s.children(i, "dobj"):
        return i
    order = itself or lexicon().tables["casualties"]["takers"][field].split(", ")
    return next((trigger for wanted in order for trigger, type in near if type == wanted), None)


def _story(s: Syntax, i: int) -> int:
    """The token that heads the side story a word stands in ("suspected of *killing*"), or -1 in the main one."""
    for _ in range(24):
        head, dep = s.head[i], s.dep[i]
        if head == i:
            return -1
        lemma = s.lemma[head]
        if dep in ("pcomp", "pobj") and s.dep[head] == "prep" and s.head[head] != head:
            above = s.head[head]
            if s.lower[head] in ("of", "for", "in", "over", "into", "on", "about", "to", "with") and (
                s.lemma[above] in kind("accused") or s.lemma[above] in kind("memory")
            ):
                return head
        if (dep in ("prep", "mark", "advcl") and s.is_verbal(head)) or dep == "pcomp":
            opened = s.lower[i] if dep == "prep" else next((s.lower[k] for k in s.kids[i] if s.dep[k] == "mark"), "")
            if dep == "pcomp":
                opened = s.lower[head]
            if dep == "pcomp" and _fates().get(s.lemma[s.head[head]]) in ("killed", "injured"):
                i = s.head[head]  # "killed himself after killing four": one spree
                continue
            if opened in kind("apart") and not (opened == "as" and lemma in _GIVING):
                return i
        if dep in ("acl", "relcl", "pobj", "prep", "compound") and lemma in kind("memory"):
            return head
        if dep == "xcomp" and lemma in kind("accused"):
            return i
        i = head
    return -1


def _is_attribute(s: Syntax, i: int, words: Sequence[Word]) -> bool:
    """Whether a state only describes people whom something else befalls: "executed 30 *captured* soldiers"."""
    noun = s.head[i]
    if s.dep[i] == "amod" and s.lemma[noun] in kind("lasting"):
        return True
    if s.dep[i] != "amod" or i > noun or s.tag[i] not in ("VBN", "VBD", "JJ") or s.pos[noun] == "NUM":
        return False
    return any(k != i and s.is_verbal(k) and noun in (*s.patients(k), *s.subjects(k)) for k, _ in words)


def _is_unreal(s: Syntax, i: int) -> bool:
    """Whether a word of harm says what did not, or has yet to, come to pass."""
    for _ in range(4):
        kids = s.kids[i]
        lower = [s.lower[k] for k in kids]
        if any(s.dep[k] == "neg" and s.lower[k] != "no" for k in kids):
            return True
        if any(s.dep[k] == "advmod" and s.lower[k] in ("almost", "nearly") and k + 1 == i for k in kids):
            return True  # "almost killed"; "killed almost 40" did kill
        if any(word in kind("irreal") and s.dep[k] == "aux" for k, word in zip(kids, lower, strict=True)):
            # "may have killed" reports what is believed; "could have killed" what did not come to pass.
            return not ("have" in lower and ("may" in lower or "might" in lower))
        if any(s.dep[k] == "mark" and s.lower[k] in ("if", "unless", "lest") for k in kids):
            return True
        nursed = s.lemma[i] in kind("care")  # "rushed to hospital" is no infinitive
        to = (k for k, word in zip(kids, lower, strict=True) if word == "to" and s.dep[k] == "aux" and not nursed)
        if any(not numbers.is_number(s.lower[k + 1]) for k in to) and "have" not in lower:  # not "to 12 killed"
            return s.lemma[s.head[i]] not in kind("factual")
        if s.pos[i] == "NOUN" and s.dep[i] in ("dobj", "nsubj", "nsubjpass", "attr"):
            i = s.head[i]
            continue
        if s.dep[i] != "conj" or any(s.dep[k] in ("aux", "auxpass") for k in kids):
            return False
        i = s.head[i]
    return False


# ---------------------------------------------------------------- whom a word of harm tells of


def _number_of(s: Syntax, i: int) -> Number | None:
    """How many people a word of harm tells of."""
    if s.dep[i] == "conj" and s.pos[i] == s.pos[s.head[i]] and s.pos[i] != "VERB":
        denied = [k for k in s.children(s.head[i], "det") if s.lower[k] == "no"]
        if denied and not s.children(i, "det", "nummod"):
            return Number(0, 0, denied[0], denied[0] + 1)  # "no deaths or injuries"
    for people in _people(s, i):
        total = _sum(s, [noun for noun in people if noun != i or s.pos[i] != "VERB"], i)
        if total is not None and (total.high != 1 or s.lemma[i] != "flee"):
            return replace(total, low=0) if _is_either(s, i) else total
    return None


def _is_either(s: Syntax, i: int) -> bool:
    """Whether a word shares its people with another fate by "or": of 40 "killed or wounded", up to all were either."""
    first = s.head[i] if s.dep[i] == "conj" else i
    fates = [k for k in s.children(first, "conj") if s.lemma[k] in _fates()]
    if not fates or s.lemma[first] not in _fates() or any(s.dep[k] in ("nsubj", "nsubjpass") for k in s.kids[fates[0]]):
        return False
    return any(s.lower[k] == "or" for k in s.children(first, "cc"))


def _people(s: Syntax, i: int) -> list[list[int]]:
    """The nouns a word of harm may tell of, best first."""
    lemma, pos = s.lemma[i], s.pos[i]
    if lemma in lexicon().tables["casualties"]["with"] or (lemma == "death" and s.lower[i - 1 : i] == ["to"]):
        return [_before(s, i - 1)] if lemma == "hospital" else _people_with(s, i)
    if _means_other(s, i):
        return []
    states = [_before(s, i)] if lemma in kind("states") else []
    verbal = pos in ("VERB", "AUX") and s.dep[i] not in ("amod", "compound")
    if not verbal and pos in ("NOUN", "PROPN") and (lemma not in kind("states") or lemma in kind("verbs")):
        if lemma in kind("verbs"):
            if states and states[0] == [i - 1] and s.pos[i - 1] == "NUM":
                return states  # "9 dead, 20 hurt in market blast"
            return [_after(s, i)]  # a headline's verb taken for a noun: "rebels raid market, *wound* 40"
        return [of_whom(s, i), [i]] if lemma in kind("counted") else [of_whom(s, i)]
    if s.dep[i] == "amod":
        return [[s.head[i]], *(states if s.head[i] < i else [])]
    if s.dep[i] in ("pobj", "nsubj") and not verbal:
        return states  # "among the dead were two": a part of them
    if lemma == "miss":
        return [*states, s.subjects(i), s.patients(s.head[i]) if s.dep[i] in ("oprd", "xcomp", "advcl") else []]
    if (verbal and s.tag[i] not in ("VBN", "VBD")) or lemma in kind("subject"):
        own = _people_of_verb(s, i)
        return [*own, _alone_after(s, i)] if s.tag[i] == "VBG" else own
    if verbal and s.children(i, "dobj", "nsubjpass"):
        bare = i > 0 and s.pos[i - 1] == "NUM" and not s.children(i, "aux", "auxpass", "dobj")
        own = _people_of_verb(s, i)
        return (
            [*states, *own] if bare else [*own, *states, _alone_after(s, i)]
        )  # a headline's "five dead and three wounded"
    if verbal:
        return [*states, *_people_of_verb(s, i)]
    head = s.head[i]
    shot = s.dep[i] == "acomp" and any(k > i for k in s.children(head, "dobj"))  # "shot dead three demonstrators"
    people = s.patients(head) if s.is_verbal(head) and (shot or s.dep[i] not in ("acomp", "conj")) else []
    return [*states, [noun for noun in people if noun != i], s.subjects(i) if head != i else []]


def _means_other(s: Syntax, i: int) -> bool:
    """Whether a word that may tell of harm does not: "a death sentence", "missing the target", "round the table"."""
    if s.lemma[i] == "miss":
        return s.lower[i] != "missing" or bool(s.children(i, "dobj"))
    if s.lemma[i] == "fall":  # "fell in an ambush"
        return not any(prep == "in" and s.lemma[noun] in kind("fields") for prep, _, noun in s.prepositions(i))
    if s.lemma[i] == "succumb":
        return not any(prep == "to" and s.lemma[noun] in kind("wounds") for prep, _, noun in s.prepositions(i))
    if s.lemma[i] == "bury":
        below = [s.lemma[noun] for prep, _, noun in s.prepositions(i) if prep in ("under", "beneath", "by", "in")]
        return any(noun in kind("rubble") for noun in below) or not s.children(i, "dobj", "nsubjpass")
    if s.lemma[i] == "wind":
        return bool(s.children(i, "prt")) or not (s.children(i, "dobj") or _after(s, i))
    if s.lemma[i] == "gun":
        return not any(s.dep[k] == "prt" and s.lower[k] == "down" for k in s.kids[i])
    if s.lemma[i] == "round":
        return not any(s.dep[k] == "prt" and s.lower[k] == "up" for k in s.kids[i])
    return s.dep[i] == "compound"


def _people_of_verb(s: Syntax, i: int) -> list[list[int]]:
    if s.lemma[i] in kind("subject"):
        return [] if _gets_away(s, i) else [s.subjects(i)]
    objects = s.children(i, "nsubjpass") or s.children(i, "dobj")
    if objects:
        # The parser hangs the last of a long list on the verb: "killed a commander, X, and four of his guards".
        counted = ("NUM", "NOUN")
        rest = [
            k
            for k in s.children(i, "conj")
            if s.pos[k] in counted and k > objects[0] and not s.children(k, "cop") and s.lemma[k] not in _fates()
        ]
        rest = [k for k in rest if not (_is_placed(s, i, k) and _is_placed(s, k))]  # "six in X and four in Y"
        rest = [k for k in rest if not any(s.lemma[f] in _fates() for f in s.children(k, "acl"))]  # "and two injured"
        return [s.group(s.antecedent(objects[0])) + rest]
    people = [k for k in s.kids[i] if s.dep[k] == "nummod" and k > i] or _told_after(s, i) or s.patients(i)
    if not people and s.dep[i] == "conj" and s.is_verbal(s.head[i]) and not s.children(i, "nsubj", "nsubjpass"):
        people = s.patients(s.head[i])
    if not people and any(s.lower[k] in ("or", "and") for k in s.children(i, "cc")):
        people = [noun for verb in s.children(i, "conj") for noun in s.children(verb, "dobj")]
    if not people and s.tag[i] in ("VBN", "VBD"):
        people = s.subjects(i) if not s.children(i, "aux") and s.dep[i] in ("ROOT", "conj", "ccomp") else []
    return [people]


def _told_after(s: Syntax, i: int) -> list[int]:
    """Whom a verb tells of that has no object: "killed in the raid were nine men", "have killed upwards of 50"."""
    turned = [k for k in s.children(i, "auxpass", "cop", "aux") if k > i and s.lemma[k] == "be"]
    if s.tag[i] == "VBN" and turned:
        return [noun for verb in (i, *turned) for k in s.children(verb, "attr", "nsubjpass") for noun in s.group(k)]
    if s.tag[i] in ("VBD", "VBN") and not s.children(i, "auxpass"):
        hedged = any(tuple(s.lower[i + 1 : i + 1 + n]) in numbers.HEDGES for n in (1, 2, 3))
        return _after(s, i) if hedged else []
    return []


def _is_placed(s: Syntax, i: int, before: int | None = None) -> bool:
    """Whether a word has a named place of its own, before a token where one is given."""
    end = len(s) if before is None else before
    return any(p in ("in", "at", "near") and s.pos[noun] == "PROPN" and noun < end for p, _, noun in s.prepositions(i))


def _gets_away(s: Syntax, i: int) -> bool:
    """Whether who flees is the doer, or leaves no home behind."""
    if s.lemma[i] != "flee":
        return False
    left = [s.lemma[k] for k in s.children(i, "dobj")] + [s.lemma[noun] for _, _, noun in s.prepositions(i)]
    return any(lemma in kind("unhoused") for lemma in left) or any(
        s.lemma[noun] in kind("doer") for noun in s.subjects(i)
    )


def _people_with(s: Syntax, i: int) -> list[list[int]]:
    """The people of a noun that tells of them beside certain verbs only: "lives", "from their homes", "hostage"."""
    verb = s.head[i]
    if s.dep[i] == "pobj":
        verb = s.head[verb]
    while (s.dep[verb] == "pcomp" and not _is_with(s, i, verb)) or (s.pos[verb] == "ADP" and s.head[verb] != verb):
        verb = s.head[verb]
    lemma = s.lemma[i]
    if lemma in ("death", "alive"):
        dying = s.pos[verb] == "VERB" and s.lemma[verb] not in kind("sentence")
        doing = dying if lemma == "death" else s.lemma[verb] in kind(lemma, "with")
        return _people_of_verb(s, verb) if doing else []
    if lemma in ("hostage", "prisoner", "captive") and (taken := _taken(s, i)) is not None:
        return [[taken]]
    if s.lemma[verb] not in kind(lemma, "with"):
        before = lemma in ("hostage", "prisoner", "captive", "custody") and s.pos[verb] != "VERB"
        return [_before(s, i)] if before and s.dep[i] != "pobj" and s.lemma[i - 1] != "the" else []
    if lemma in ("body", "corpse", "victim"):
        return [[i], of_whom(s, i)] if s.dep[i] in ("dobj", "nsubjpass", "nsubj") else []
    if lemma in ("hostage", "prisoner", "captive") and s.dep[i] in ("dobj", "oprd") and s.children(verb, "nsubjpass"):
        return [s.subjects(verb)]  # "six fishermen were taken prisoner"
    if lemma == "life":
        if s.tag[i] != "NNS" and s.lemma[verb] != "lose":
            return []
        if s.lemma[verb] == "lose" and s.dep[i] == "dobj":
            return [s.subjects(verb)]
        return [[i], of_whom(s, i)]
    if lemma == "home" and (s.dep[i] != "pobj" or s.lower[s.head[i]] not in ("from", "of")):
        return []
    if lemma in ("hostage", "prisoner", "captive") and s.dep[i] == "dobj" and s.lower[i - 1] not in ("the", "a"):
        return [[i], [i - 1]] if s.tag[i] != "NNS" or numbers.is_number(s.lower[i - 1]) else []
    if lemma == "custody" and s.lemma[verb] in ("be", "remain"):
        return [s.subjects(verb)]
    return [[noun for noun in s.patients(verb) if noun != i]]


def _is_with(s: Syntax, i: int, verb: int) -> bool:
    """Whether a verb is one by which its object tells of people: "with 16 losing their lives"."""
    return s.dep[i] == "dobj" and s.lemma[verb] in kind(s.lemma[i], "with")


def _taken(s: Syntax, i: int) -> int | None:
    """Who was taken, where the parser makes an object of "hostage" ("took dozens of villagers hostage")."""
    verb = s.head[i]
    if s.dep[i] == "pobj" and s.lower[verb] == "of" and s.dep[s.head[verb]] == "dobj":
        noun = s.head[verb]
        return noun if s.lemma[s.head[noun]] in ("take", "hold") and numbers.is_number(s.lower[noun]) else None
    return next((k for k in s.children(verb, "dobj") if k < i), None) if s.dep[i] == "dobj" else None


def _before(s: Syntax, i: int) -> list[int]:
    """The number or the counted noun right before a state, with adverbs between: "nine *reported* dead"."""
    k = i - 1
    while (
        k >= 0
        and k > i - 4
        and (
            s.pos[k] in ("ADV", "AUX") or s.lower[k] in ("feared", "reported", "confirmed", "found", "left", "presumed")
        )
    ):
        k -= 1
    if k < 0 or s.dep[k] == "punct":
        return []
    if numbers.is_number(s.lower[k]):
        # "31 dead" counts the state itself; a longer phrase may end in the number.
        return [k]
    return [k] if s.pos[k] in _PEOPLE_TAGS and number_of(s, k, strict=True) is not None else []


def _tells(s: Syntax, i: int) -> bool:
    """Whether a word that mostly means something else tells of people: in hospital, or taken there; seized; lost."""
    lemma = s.lemma[i]
    if lemma in kind("care"):
        return hurt(s, i) is not None or (lemma == "hospital" and _in_hospital(s, i))
    if lemma == "fatally":
        return i + 1 < len(s) and s.pos[i + 1] == "PUNCT"  # "hit nine people, three fatally"
    if lemma == "seize":
        return any(s.tag[k] == "NNS" and is_person(s, k) for k in s.patients(i))
    if lemma in ("lose", "loss"):
        lost = s.children(i, "dobj") if lemma == "lose" else of_whom(s, i)
        return any(s.lemma[k] in kind("ranks") for k in lost)
    return lemma not in ("alive", "victim") or bool(_people_with(s, i))


def _in_hospital(s: Syntax, i: int) -> bool:
    """Whether a number of people lies in hospital: "six dead and 18 in hospital"."""
    counted = _before(s, i - 1) if i > 1 and s.lower[i - 1] == "in" and s.dep[i] == "pobj" else []
    # Not "killed six in hospital".
    return any(s.dep[k] not in ("dobj", "nsubjpass") or _fates().get(s.lemma[s.head[k]]) != "killed" for k in counted)


def _after(s: Syntax, i: int) -> list[int]:
    """The number right after a word, hedged or not, unless it counts things."""
    k = i + 1
    while k < len(s) and k < i + 4 and not numbers.is_number(s.lower[k]) and s.pos[k] in ("ADV", "ADP", "ADJ", "SCONJ"):
        k += 1
    if k >= len(s) or not numbers.is_number(s.lower[k]):
        return []
    return [] if k + 1 < len(s) and s.lemma[k + 1] in kind("things") else [k]


def _alone_after(s: Syntax, i: int) -> list[int]:
    """The number right after a verb that counts no noun, wherever the parser hangs it: "killing four and burning"."""
    return [k for k in _after(s, i) if k + 1 < len(s) and s.pos[k + 1] in ("CCONJ", "PUNCT", "ADP")]


def _sum(s: Syntax, nouns: list[int], harm: int) -> Number | None:
    """The numbers of coordinated people together: "two soldiers and a policeman" are three."""
    total: Number | None = None
    if len(nouns) == 1 and s.pos[nouns[0]] == "NOUN":
        # "a commander, Ali Hassan, and two guards": the others hang on the name.
        names = [k for k in s.children(nouns[0], "appos") if s.pos[k] == "PROPN"]
        nouns = nouns + [k for name in names for k in s.group(name) if k != name]
    parts: list[Number] = []
    for noun in nouns[:12]:
        if total is not None and s.lower[noun].endswith(("self", "selves")):
            continue  # "killed seven people and himself"
        after = s.lemma[noun + 1] if noun + 1 < len(s) and noun + 1 != harm else ""
        if total is not None and after in kind("states"):
            continue  # "killed nine and 30 wounded": the next word's own people
        number = number_of(s, noun, strict=noun == harm)
        if number is None or (total is not None and s.lower[number.first - 1] == "not"):
            continue
        if total is None:
            total = number
        elif number.first >= total.end:
            high = None if total.high is None or number.high is None else total.high + number.high
            total = Number(total.low + number.low, high, total.first, number.end)
        else:
            continue
        parts.append(number)
    if len(parts) > 2 and parts[0].low == sum(part.low for part in parts[1:]):
        return parts[0]  # "five people, four civilians and a policeman"
    return total
