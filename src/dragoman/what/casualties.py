"""Casualties: how many people a sentence says were killed, injured, detained, displaced or are missing.

A word of harm ("killed", "dead", "toll") leads to the nouns of the people it tells of, by syntax and, where a headline
or an ellipsis leaves none, by the words that stand next to it; each noun's number is then read with its bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.reading import Reading
from dragoman.records import Casualties, Count

from . import numbers
from .lexicon import lexicon
from .syntax import Syntax

Word = tuple[int, str]
"""A word of harm: its token and the field it fills ("casualty" for both killed and injured)."""

_MOST = 100_000_000  # more people than that are a number of something else
_ONE = frozenset({"he", "she", "him", "her", "himself", "herself", "someone", "somebody"})
_NOBODY = frozenset({"nobody", "none", "no-one"})
_PEOPLE_TAGS = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
_PASSED = frozenset({"pass", "exceed", "surpass", "top"})


@dataclass(frozen=True, slots=True)
class _Number:
    """How many: bounds, and the tokens [first, end) of the words that say so."""

    low: int
    high: int | None
    first: int
    end: int


@cache
def _fates() -> dict[str, str]:
    table = lexicon().tables["casualties"]["words"]
    return {word.strip(): field for field, words in table.items() for word in words.split(",")}


@cache
def _kind(name: str, section: str = "kinds") -> frozenset[str]:
    words = lexicon().tables["casualties"][section].get(name, "")
    return frozenset(word.strip() for word in words.split(",") if word.strip())


@cache
def _persons() -> frozenset[str]:
    """Nouns of which one is one person."""
    classes = lexicon().classes
    named = lexicon().beings.union(*(classes[name] for name in ("people", "fighters", "officials", "prisoners")))
    named |= _kind("person")
    return named - _kind("collective") - _kind("things")


def harm_words(syntax: Syntax, first: int, last: int) -> list[Word]:
    """The words of tokens [first, last) that say what became of people, with the field each one fills."""
    fates = _fates()
    return [(i, fates[syntax.lemma[i]]) for i in range(first, last) if syntax.lemma[i] in fates]


def count_casualties(
    reading: Reading, syntax: Syntax, words: Sequence[Word], at: int | None = None, rivals: Sequence[int] = ()
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
        rivals: the triggers of the sentence's other events that may have casualties; each count goes to the nearest.
    """
    found: list[tuple[int, str, _Number]] = []
    for i, field in words:
        if _is_attribute(syntax, i, words):
            continue
        number = None if _is_unreal(syntax, i) else _toll(syntax, i) or _number_of(syntax, i)
        if number is not None and number.low <= _MOST:
            fields = [field]
            if field == "casualty":
                fields = ["killed", "injured"] if number.high == 0 else []
            found += [(i, name, number) for name in fields]
    best: dict[str, _Number] = {}
    own = _own(syntax, found, at, rivals)
    told = {_fates()[syntax.lemma[i]] for i, _ in words if not any(i == k for k, _, _ in own)}
    for _, field, number in own:
        if number.high == 0 and field in told:
            continue  # "the crew died; no deaths were reported on the ground"
        if field not in best or number.low > best[field].low:
            best[field] = number
    if not best:
        return None
    return Casualties(
        **{
            field: Count(min=number.low, max=number.high, span=reading.span_of(number.first, number.end))
            for field, number in best.items()
        }
    )


# ---------------------------------------------------------------- whose story


def _own(
    s: Syntax, found: list[tuple[int, str, _Number]], at: int | None, rivals: Sequence[int]
) -> list[tuple[int, str, _Number]]:
    """The counts that belong to the event at `at`, or to the main story of the sentence."""
    if not found:
        return []
    stories = [_story(s, i) for i, _, _ in found]
    if at is None:
        # The main story is the one that no other surrounds; of several such, the first.
        main = -1 if -1 in stories else stories[0]
        return [one for one, story in zip(found, stories, strict=True) if story == main]
    mine = _story(s, at)
    near = [other for other in rivals if other != at and _story(s, other) == mine]
    return [
        one
        for one, story in zip(found, stories, strict=True)
        if story == mine and all(_steps(s, one[0], at) <= _steps(s, one[0], other) for other in near)
    ]


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
                s.lemma[above] in _kind("accused") or s.lemma[above] in _kind("memory")
            ):
                return head
        if dep in ("prep", "mark", "advcl") and s.is_verbal(head) or dep == "pcomp":
            opened = s.lower[i] if dep == "prep" else next((s.lower[k] for k in s.kids[i] if s.dep[k] == "mark"), "")
            if dep == "pcomp":
                opened = s.lower[head]
            if opened in _kind("apart"):
                return i
        if dep in ("acl", "relcl", "pobj", "prep", "compound") and lemma in _kind("memory"):
            return head
        if dep == "xcomp" and lemma in _kind("accused"):
            return i
        i = head
    return -1


def _steps(s: Syntax, a: int, b: int) -> tuple[int, int]:
    """How far apart two tokens are: in the tree, then in the text."""
    above = {a: 0}
    at, far = a, 0
    while s.head[at] != at and far < 24:
        at, far = s.head[at], far + 1
        above[at] = far
    at, far = b, 0
    while at not in above and s.head[at] != at and far < 24:
        at, far = s.head[at], far + 1
    return above.get(at, 24) + far, abs(a - b)


def _is_attribute(s: Syntax, i: int, words: Sequence[Word]) -> bool:
    """Whether a state only describes people whom something else befalls: "executed 30 *captured* soldiers"."""
    if s.dep[i] != "amod" or s.tag[i] not in ("VBN", "VBD", "JJ"):
        return False
    noun = s.head[i]
    return any(k != i and s.is_verbal(k) and noun in (*s.patients(k), *s.subjects(k)) for k, _ in words)


def _is_unreal(s: Syntax, i: int) -> bool:
    """Whether a word of harm says what did not, or has yet to, come to pass."""
    for _ in range(4):
        kids = s.kids[i]
        lower = [s.lower[k] for k in kids]
        if any(s.dep[k] == "neg" and s.lower[k] != "no" for k in kids):
            return True
        if any(word in _kind("irreal") and s.dep[k] == "aux" for k, word in zip(kids, lower, strict=True)):
            # "may have killed" reports what is believed; "could have killed" what did not come to pass.
            return not ("have" in lower and ("may" in lower or "might" in lower))
        if any(s.dep[k] == "mark" and s.lower[k] in ("if", "unless", "lest") for k in kids):
            return True
        if any(s.dep[k] == "aux" and word == "to" for k, word in zip(kids, lower, strict=True)) and "have" not in lower:
            return s.lemma[s.head[i]] not in _kind("factual")
        if s.pos[i] == "NOUN" and s.dep[i] in ("dobj", "nsubj", "nsubjpass", "attr"):
            i = s.head[i]
            continue
        if s.dep[i] != "conj" or any(s.dep[k] in ("aux", "auxpass") for k in kids):
            return False
        i = s.head[i]
    return False


# ---------------------------------------------------------------- whom a word of harm tells of


def _number_of(s: Syntax, i: int) -> _Number | None:
    """How many people a word of harm tells of."""
    for people in _people(s, i):
        total = _sum(s, [noun for noun in people if noun != i or s.pos[i] != "VERB"], i)
        if total is not None and (total.high != 1 or s.lemma[i] != "flee"):
            return total
    return None


def _people(s: Syntax, i: int) -> list[list[int]]:
    """The nouns a word of harm may tell of, best first."""
    lemma, pos = s.lemma[i], s.pos[i]
    if lemma in lexicon().tables["casualties"]["with"] or (lemma == "death" and s.lower[i - 1 : i] == ["to"]):
        return _people_with(s, i)
    if lemma == "miss" and (s.lower[i] != "missing" or s.children(i, "dobj")):
        return []
    if s.dep[i] == "compound":
        return []  # "a death sentence", "arrest warrants"
    if lemma == "round" and not any(s.dep[k] == "prt" and s.lower[k] == "up" for k in s.kids[i]):
        return []
    states = [_before(s, i)] if lemma in _kind("states") else []
    verbal = pos in ("VERB", "AUX") and s.dep[i] not in ("amod", "compound")
    if not verbal and pos in ("NOUN", "PROPN") and (lemma not in _kind("states") or lemma in _kind("verbs")):
        if lemma in _kind("verbs"):
            return []
        return [_of(s, i), [i]] if lemma in _kind("counted") else [_of(s, i)]
    if s.dep[i] == "amod":
        return [[s.head[i]], *(states if s.head[i] < i else [])]
    if s.dep[i] in ("pobj", "nsubj") and not verbal:
        return states  # "among the dead were two": a part of them
    if lemma == "miss":
        return [*states, s.subjects(i), s.patients(s.head[i]) if s.dep[i] in ("oprd", "xcomp", "advcl") else []]
    if verbal and s.tag[i] not in ("VBN", "VBD") or lemma in _kind("subject"):
        return _people_of_verb(s, i)
    if verbal and s.children(i, "dobj", "nsubjpass"):
        return [*_people_of_verb(s, i), *states]
    if verbal:
        return [*states, *_people_of_verb(s, i)]
    head = s.head[i]
    people = s.patients(head) if s.is_verbal(head) and s.dep[i] not in ("acomp", "conj") else []
    return [*states, [noun for noun in people if noun != i], s.subjects(i) if head != i else []]


def _people_of_verb(s: Syntax, i: int) -> list[list[int]]:
    if s.lemma[i] in _kind("subject"):
        return [] if _gets_away(s, i) else [s.subjects(i)]
    objects = s.children(i, "dobj")
    if objects:
        return [s.group(s.antecedent(objects[0]))]
    people = s.patients(i)
    if not people and s.dep[i] == "conj" and s.is_verbal(s.head[i]) and not s.children(i, "nsubj", "nsubjpass"):
        people = s.patients(s.head[i])
    if not people and s.tag[i] in ("VBN", "VBD"):
        people = s.subjects(i) if not s.children(i, "aux") and s.dep[i] in ("ROOT", "conj", "ccomp") else []
    return [people]


def _gets_away(s: Syntax, i: int) -> bool:
    """Whether who flees is the doer, or leaves no home behind."""
    if s.lemma[i] != "flee":
        return False
    left = [s.lemma[k] for k in s.children(i, "dobj")] + [s.lemma[noun] for _, _, noun in s.prepositions(i)]
    return any(lemma in _kind("unhoused") for lemma in left) or any(
        s.lemma[noun] in _kind("doer") for noun in s.subjects(i)
    )


def _people_with(s: Syntax, i: int) -> list[list[int]]:
    """The people of a noun that tells of them beside certain verbs only: "lives", "from their homes", "hostage"."""
    verb = s.head[i]
    if s.dep[i] == "pobj":
        verb = s.head[verb]
    while s.dep[verb] == "pcomp" or (s.pos[verb] == "ADP" and s.head[verb] != verb):
        verb = s.head[verb]
    lemma = s.lemma[i]
    if lemma == "death":
        doing = s.pos[verb] == "VERB" and s.lemma[verb] not in _kind("sentence")
        return _people_of_verb(s, verb) if doing else []
    if s.lemma[verb] not in _kind(lemma, "with"):
        before = lemma in ("hostage", "prisoner", "captive", "custody") and s.pos[verb] != "VERB"
        return [_before(s, i)] if before and s.dep[i] != "pobj" and s.lemma[i - 1] != "the" else []
    if lemma == "life":
        if s.tag[i] != "NNS" and s.lemma[verb] != "lose":
            return []
        if s.lemma[verb] == "lose" and s.dep[i] == "dobj":
            return [s.subjects(verb)]
        return [[i], _of(s, i)]
    if lemma == "home" and (s.dep[i] != "pobj" or s.lower[s.head[i]] not in ("from", "of")):
        return []
    if lemma in ("hostage", "prisoner", "captive") and s.dep[i] == "dobj" and s.lower[i - 1] not in ("the", "a"):
        return [[i]] if s.tag[i] != "NNS" or numbers.is_number(s.lower[i - 1]) else []
    if lemma == "custody" and s.lemma[verb] in ("be", "remain"):
        return [s.subjects(verb)]
    return [[noun for noun in s.patients(verb) if noun != i]]


def _of(s: Syntax, i: int) -> list[int]:
    """Of whom: "the deaths of nine miners"."""
    return next((s.group(noun) for prep, _, noun in s.prepositions(i) if prep == "of"), [])


def _before(s: Syntax, i: int) -> list[int]:
    """The number or the counted noun right before a state, with adverbs between: "nine *reported* dead"."""
    k = i - 1
    while k >= 0 and k > i - 4 and (
        s.pos[k] in ("ADV", "AUX") or s.lower[k] in ("feared", "reported", "confirmed", "found", "left", "presumed")
    ):
        k -= 1
    if k < 0 or s.dep[k] == "punct":
        return []
    if numbers.is_number(s.lower[k]):
        # "31 dead" counts the state itself; a longer phrase may end in the number.
        return [k]
    return [k] if s.pos[k] in _PEOPLE_TAGS and _number(s, k, strict=True) is not None else []


def _sum(s: Syntax, nouns: list[int], harm: int) -> _Number | None:
    """The numbers of coordinated people together: "two soldiers and a policeman" are three."""
    total: _Number | None = None
    for noun in nouns[:12]:
        after = s.lemma[noun + 1] if noun + 1 < len(s) and noun + 1 != harm else ""
        if total is not None and after in _kind("states"):
            continue  # "killed nine and 30 wounded": the next word's own people
        number = _number(s, noun, strict=noun == harm)
        if number is None:
            continue
        if total is None:
            total = number
        elif number.first >= total.end:
            high = None if total.high is None or number.high is None else total.high + number.high
            total = _Number(total.low + number.low, high, total.first, number.end)
    return total


# ---------------------------------------------------------------- numbers in the text


def _number(s: Syntax, noun: int, *, strict: bool = False, depth: int = 0) -> _Number | None:
    """How many a noun, or a number that stands for one, counts; `strict` takes number words only."""
    lemma, low = s.lemma[noun], s.lower[noun]
    if lemma in _kind("fraction") and s.pos[noun] != "NUM" and not low.endswith("s"):
        return _part(s, noun)
    if low == "one" and noun and s.lower[noun - 1] == "no":
        return _Number(0, 0, noun - 1, noun + 1)
    if numbers.is_number(low) and lemma not in _kind("things"):
        return None if strict and low in ("some", "many", "few") else _read(s, noun)
    if lemma in _kind("things"):
        return None
    at, det = _numeral(s, noun)
    if at is not None:
        if s.lower[at] == "no":
            return _Number(0, 0, at, at + 1)
        return _read(s, at)
    if strict:
        return None
    if lemma in _kind("collective"):
        inside = _of(s, noun)
        return _number(s, inside[0], strict=True, depth=depth + 1) if inside and depth < 3 else None
    return _single(s, noun, det)


def _numeral(s: Syntax, noun: int) -> tuple[int | None, int | None]:
    """The last number word before a noun in its phrase, and the determiner where the phrase begins."""
    k = noun - 1
    while k >= 0 and k > noun - 9:
        low = s.lower[k]
        if k > 1 and (s.lower[k - 1], low) in numbers.AFTER:
            k -= 2  # "12 or more rebels"
            continue
        if numbers.is_number(low) or low == "no":
            if s.lower[k + 1] == "-" and not numbers.is_number(s.lower[k + 2]):
                k -= 1  # "20-year-old men"
                continue
            return (None, None) if _is_year(s, k) else (k, None)
        if s.dep[k] in ("det", "poss") and s.pos[k] in ("DET", "PRON"):
            before = k - 1
            return None, (before if before >= 0 and s.lower[before] in ("all",) else k)
        inside = s.pos[k] in ("ADJ", "NOUN", "PROPN", "ADV", "NUM") or low in ("-", "'s", "’s", "'", "’", "year")
        if not (inside or (s.dep[k] in ("amod", "compound") and s.pos[k] == "VERB")):
            break
        if s.dep[k] in ("nsubj", "nsubjpass", "dobj", "ROOT", "npadvmod") and s.head[k] != noun and low != "year":
            break
        k -= 1
    return None, None


def _is_year(s: Syntax, k: int) -> bool:
    """Whether a bare figure is rather a year: "the 2015 deaths", "his 2016 arrest", "in September 2019"."""
    low = s.lower[k]
    if len(low) != 4 or low[:2] not in ("19", "20") or not low.isdigit() or k == 0:
        return False
    return s.pos[k - 1] not in ("VERB", "AUX") and numbers.hedge_before(s.lower, k, max(0, k - 4)) == k


def _read(s: Syntax, at: int) -> _Number | None:
    """The number whose last word is at `at`, with all its words and hedges."""
    after = s.lower[at + 1] if at + 1 < len(s) else ""
    if after in ("%", "percent", "per", "thirds", "quarters", "pct") or ("." in s.lower[at] and after not in numbers.SCALES):
        return None  # a share or a rate, not people
    first = _first(s, at)
    floor = max(0, first - 6)
    start = first
    while True:
        hedge = numbers.hedge_before(s.lower, start, floor)
        if hedge == start or (start - hedge == 1 and s.dep[hedge] == "prep" and s.lower[hedge] != "between"):
            break
        start = hedge
    end = numbers.hedge_after(s.lower, at + 1)
    bounds = numbers.parse(s.lower[start:end])
    return _Number(*bounds, start, end) if bounds is not None else None


def _first(s: Syntax, at: int) -> int:
    """The first word of a number that ends at a token, hedges not counted."""
    first, lower = at, s.lower
    while first > 0 and at - first < 10:
        low = lower[first - 1]
        before = lower[first - 2] if first > 1 else ""
        if numbers.is_number(low) and low not in ("some", "another", "both") and not _is_year(s, first - 1):
            if low[:1].isdigit() and lower[first][:1].isdigit() and len(lower[first]) != 3:
                break
            first -= 1
        elif low in ("a", "an", "half") and (low == "half" or lower[first] in numbers.SCALES | numbers.VAGUE):
            first -= 1
        elif numbers.is_number(before) and (
            low in ("-", "–", "—", "or")
            or (low == "to" and (first < 3 or lower[first - 3] != "from"))
            or (low == "of" and before in numbers.VAGUE and lower[first] in numbers.VAGUE | numbers.SCALES)
            or (low == "and" and (before in numbers.SCALES or "between" in lower[max(0, first - 5) : first - 1]))
        ):
            first -= 2
        else:
            break
    return first


def _part(s: Syntax, noun: int) -> _Number | None:
    """ "a third of the 90 passengers" are 30; of people nobody counted, none that can be told."""
    inside = _of(s, noun)
    whole = _number(s, inside[0], strict=True) if inside else None
    if whole is None or whole.high is None or whole.low != whole.high:
        return None
    share = whole.low // numbers.FRACTIONS[s.lemma[noun]]
    first = noun - 1 if noun and s.lower[noun - 1] in ("a", "one") else noun
    return _Number(share, share, first, whole.end)


def _single(s: Syntax, noun: int, det: int | None) -> _Number | None:
    """One person without a number word: "a soldier", "its driver", "him", a name."""
    low, tag = s.lower[noun], s.tag[noun]
    if low in _ONE:
        return _Number(1, 1, noun, noun + 1)
    if low in _NOBODY:
        return _Number(0, 0, noun, noun + 1)
    if tag == "NN":
        article = det is not None and s.lower[det] in ("a", "an")
        person = s.lemma[noun] in _persons() or s.lemma[noun].endswith(("man", "woman"))
        if det is not None and (article or person):
            return _Number(1, 1, det, det + 1 if article else noun + 1)
        if det is None and person:
            return _Number(1, 1, noun, noun + 1)
    if s.pos[noun] == "PROPN" and s.doc[noun].ent_type_ == "PERSON":
        first = noun
        while first > 0 and s.head[first - 1] == noun and s.doc[first - 1].ent_type_ == "PERSON":
            first -= 1
        return _Number(1, 1, first, noun + 1)
    return None


def _is_toll(s: Syntax, i: int) -> bool:
    """Whether a word is a toll, or what a "number of" counts ("the number of dead rose to nine")."""
    above = s.head[s.head[i]] if s.dep[i] == "pobj" and s.lower[s.head[i]] == "of" else i
    return s.lemma[i] == "toll" or (above != i and s.lemma[above] in ("number", "tally", "figure"))


def _toll(s: Syntax, i: int) -> _Number | None:
    """The number that a toll came to: "the death toll rose from 12 to 31" is 31."""
    if not _is_toll(s, i):
        return None
    best: _Number | None = None
    k, stop = i + 1, min(len(s), i + 14)
    open_above = False
    while k < stop:
        low = s.lower[k]
        if low in (".", ";"):
            break
        if s.lemma[k] in _PASSED:
            open_above = True
        if not numbers.is_number(low) or _is_year(s, k):
            k += 1
            continue
        end = k
        while end + 1 < stop and (numbers.is_number(s.lower[end + 1]) or s.lower[end + 1] == "-"):
            end += 1
        number = _read(s, end)
        before = s.lower[number.first - 1] if number is not None and number.first else ""
        if number is not None and before not in ("by", "from", "in", "on", "for", "per"):
            best = number
            if before in ("to", "at"):
                break
        k = end + 1
    if best is not None and open_above and best.high is not None:
        return _Number(best.low, None, best.first, best.end)
    return best
