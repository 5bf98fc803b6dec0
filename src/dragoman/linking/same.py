"""How likely two events of reports are the same happening: one sum of stated weights (data/happenings.toml)."""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, log, radians

from .marks import mark
from .traits import SLACK, WIDE, Party, Spot, Toll, Traits, stem
from .tuning import Weights, tuning

NEVER = float("-inf")
_AREAS = frozenset({"country", "admin1", "region", "water", "continent"})
_KM_A_DEGREE = 111.2
_STATES = ("state:", "gov:")
_OPEN = -1
_BREACH = "196"
"""CAMEO's violation of a ceasefire."""


def score(a: Traits, b: Traits) -> float:
    """The sum of what speaks for and against two events being one happening; `NEVER` where something rules it out."""
    return sum(weigh(a, b))


def weigh(a: Traits, b: Traits) -> tuple[float, float]:
    """The score in two parts, of what is told and of the wording: the words of two attacks can be alike by chance.

    Symmetric. Cheap reasons to say never come first.
    """
    if a.family != b.family:
        return NEVER, 0.0
    table = tuning()
    weights = table.weights
    total = _days(weights, a, b)
    if total == NEVER:
        return NEVER, 0.0
    verbal = a.family in table.verbal
    total += weights.start_rare if a.family in table.rare else weights.start_verbal if verbal else weights.start
    if a.report == b.report:
        own = _one_report(weights, a, b)
        if own == NEVER:
            return NEVER, 0.0
        total += own
    total += _kind(weights, a, b, table.together.get(a.family, frozenset()))
    total += _actors(weights, a, b, mutual=a.family in table.mutual or a.reciprocal or b.reciprocal)
    where = places(a, b)
    total += where * weights.place["of_words"] if verbal and where < 0 else where
    if a.due and b.due:
        total += weights.day["same_due"] if abs(a.due - b.due) <= 1 else weights.day["other_due"]
    if a.tolls and b.tolls:
        counted = _tolls(weights, a.tolls, b.tolls)
        total += max(counted, 0.0) if a.is_toll or b.is_toll else counted  # another count may well dispute the first
        if a.said_by and a.said_by == b.said_by and a.tolls == b.tolls and a.dated and b.dated:
            total += weights.toll["same_voice"]
    if total < weights.floor or (a.sentence == b.sentence and a.report == b.report):
        return total, 0.0
    return total, _words(weights, a, b, verbal=verbal)


def _days(weights: Weights, a: Traits, b: Traits) -> float:
    """What the days say; intervals that fail to meet by more than the slack rule it out."""
    gap = max(a.first - b.last, b.first - a.last)
    if gap > SLACK:
        return NEVER
    day = weights.day
    if a.dated and b.dated:
        if gap > 0:
            found = day["one_off"] if gap == 1 else day["two_off"]
        elif a.last - a.first <= 1 and b.last - b.first <= 1:
            found = day["same"]
        elif (a.last - a.first >= WIDE or b.last - b.first >= WIDE) and (a.first, a.last) != (b.first, b.last):
            return NEVER
        else:
            found = day["wide"]
    elif gap > 1:
        return NEVER
    elif a.dated or b.dated:
        found = day["vague_meet"] if gap <= 0 else day["vague_off"]
    elif a.report == b.report:
        return 0.0
    else:
        fading = day["reports_apart"]
        found = fading[min(abs(a.last - b.last), len(fading) - 1)]
    return float(found)


def _one_report(weights: Weights, a: Traits, b: Traits) -> float:
    """Two events of one report: two of one sentence were told apart by the coder, and "another" is another."""
    report = weights.report
    if b.event in a.disputes or a.event in b.disputes:
        return report["disputed"]
    if a.sentence == b.sentence:
        counted = {kind: (low, high) for kind, low, high in a.tolls}
        if any(counted.get(kind, (low, high)) != (low, high) for kind, low, high in b.tolls):
            return NEVER
        if _is_outcome(a, b) or _is_outcome(b, a):
            return report["outcome"]
        return report["start"] + report["one_sentence"]
    later = a if a.sentence > b.sentence else b
    if later.again:
        return NEVER
    away = max(report["latest"], report["later"] * abs(a.sentence - b.sentence) / report["a_sentence"])
    elsewhere = a.named and b.named and a.named != b.named
    back = report["counts"] if later.is_count and not elsewhere else report["points_back"] if later.back else 0.0
    return report["start"] + away + back


def _is_outcome(loss: Traits, deed: Traits) -> bool:
    """Whether one event only tells what another of its sentence cost: "X attacked the town, and nine were killed"."""
    if loss.family != "force" or loss.cameo != "180" or loss.mode is not None or loss.sources or loss.again:
        return False
    if not deed.sources and deed.mode is None and deed.cameo == "180":
        return False
    return loss.place is None or loss.place == deed.place


def _kind(weights: Weights, a: Traits, b: Traits, together: frozenset[tuple[str, str]]) -> float:
    kind = weights.kind
    total = 0.0
    if a.type != b.type:
        total += kind["other_type"]
    if a.mode is not None and b.mode is not None:
        if a.mode == b.mode:
            total += kind["same_mode"]
        elif (a.mode, b.mode) not in together:
            total += kind["other_mode"]
    if a.cameo == b.cameo and len(a.cameo) > 3:
        total += kind["same_cameo"]
    if a.cameo == b.cameo == _BREACH:
        total += kind["same_breach"]
    if a.status != b.status:
        both = {a.status, b.status}
        total += kind["ahead_and_held"] if both == {"ahead", "held"} else kind["other_status"]
    return total


def _actors(weights: Weights, a: Traits, b: Traits, *, mutual: bool) -> float:
    where = (a.place[2] if a.place else "", b.place[2] if b.place else "")
    if mutual:
        third = tuning().third
        ours = a.targets if a.trigger in third else (*a.sources, *a.targets)
        theirs = b.targets if b.trigger in third else (*b.sources, *b.targets)
        return _together(weights, ours, theirs, where)
    return _side(weights, a.sources, b.sources, where) + _side(weights, a.targets, b.targets, where)


def _side(weights: Weights, ours: tuple[Party, ...], theirs: tuple[Party, ...], where: tuple[str, str]) -> float:
    """The best pair of one side; nobody named says nothing, and a country that is only where it happened little."""
    if not ours or not theirs:
        return 0.0
    best = _best(ours, theirs)
    if best == weights.actors["other_country"] and any(party[1] in where for party in (*ours, *theirs)):
        return weights.actors["place_as_party"]
    return best


@lru_cache(1 << 16)
def _best(ours: tuple[Party, ...], theirs: tuple[Party, ...]) -> float:
    """The best pair of two sides; kept, because few sides take part in most of what is told."""
    return max(_pair(one, other) for one in ours for other in theirs)


def _pair(one: Party, other: Party) -> float:
    actors = tuning().weights.actors
    if one[0] == other[0]:
        entity = one[0]
        if entity.startswith("person:"):
            return actors["same_person"]
        if entity.startswith(_STATES):
            return actors["same_state"]
        return actors["same_role"] if entity.startswith(("role:", "pronoun:")) else actors["same_group"]
    if one[0].startswith("person:") and other[0].startswith("person:"):
        shared = one[0][7:].rpartition("-")[2] == other[0][7:].rpartition("-")[2]
        return actors["namesake"] if shared else actors["other_person"]
    if one[1] and other[1]:
        if one[1] != other[1]:
            return actors["other_country"]
        if one[0].startswith(_STATES) and other[0].startswith(_STATES):
            return actors["same_state"]
        if one[2] and other[2] and one[2] != other[2]:
            return actors["other_sector"]
        return actors["vaguer"]
    if one[2] and one[2] == other[2]:
        return actors["same_sector"]
    return actors["other_nobody"]


def _together(weights: Weights, ours: tuple[Party, ...], theirs: tuple[Party, ...], where: tuple[str, str]) -> float:
    """The parties of mutual acts: how far the smaller set of them is part of the larger.

    Hosts and international bodies are often told of as mediators by one paper and left out by another.
    """
    mine, yours = _names(ours), _names(theirs)
    if not mine or not yours:
        return 0.0
    actors = weights.actors
    if len(_sides(ours) & _sides(theirs)) > 1:
        return actors["both_parties"]
    both = mine & yours
    third = {*where, *(party[1] for party in (*ours, *theirs) if party[0].startswith("igo:"))}
    mine, yours = mine - third | both, yours - third | both
    if not mine or not yours:
        return 0.0
    shared = len(both)
    if not shared:
        return actors["no_party"]
    if shared == min(len(mine), len(yours)):
        return actors["both_parties"] if shared > 1 else actors["some_party"]
    return actors["some_party"] if shared > 1 else actors["other_party"]


@lru_cache(1 << 16)
def _names(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(name for party in parties if (name := _name(party)))


def _name(party: Party) -> str:
    """A party by its country or body, or the named group; empty for one that is nobody in particular."""
    return party[1] or ("" if party[0].startswith(("nominal:", "role:", "pronoun:", "person:")) else party[0])


@lru_cache(1 << 16)
def _sides(parties: tuple[Party, ...]) -> frozenset[str]:
    """The parties, a named group apart from the state that it fights; nobody in particular left out."""
    return frozenset(party[0] if party[0].startswith("group:") else name for party in parties if (name := _name(party)))


def places(a: Traits, b: Traits) -> float:
    """What the places of two events say for or against their being one happening; in doubt, nothing against it."""
    weights = tuning().weights
    where = _places(weights, a, b)
    return where if where >= 0 else min(0.0, where + _doubt(weights, a, b))


def _places(weights: Weights, a: Traits, b: Traits) -> float:
    place = weights.place
    one, other = spot_of(a, b), spot_of(b, a)
    if one is None or other is None:
        return _named_only(place, a, b, one, other)
    if a.named and a.named == b.named and one[0] != other[0] and _may_be_one(a, b):
        # one name that two reports were read to mean two towns by, or a town and its district
        return place["same_spot"] if one[2] == other[2] else place["near"]
    if one[2] and other[2] and one[2] != other[2]:
        return place["other_country"] if not a.named or a.named != b.named else place["within_country"]
    if one[1] in _AREAS or other[1] in _AREAS:
        return _areas(place, one, other)
    if one[0] == other[0]:
        return place["same_spot"]
    if a.named and a.named == b.named:
        return place["near"]
    apart = distance(one, other)
    if apart is None:
        return place["within_country"]
    if apart <= place["near_km"]:
        return place["near"]
    return place["far_spot"] if apart > place["far_km"] else place["other_spot"]


def _may_be_one(a: Traits, b: Traits) -> bool:
    """Whether two places of one name may be one: of one land's reports, or of as many dead on the same day."""
    if not _lands(a).isdisjoint(_lands(b)):
        return True
    return _one_day(a, b) and any(toll[1] > 1 and toll in b.tolls for toll in a.tolls)


def _one_day(a: Traits, b: Traits) -> bool:
    """Whether two texts give the same days, or one a day and the other, published on it, none."""
    if a.dated and b.dated:
        return a.first == b.first and a.last == b.last
    return (a.dated or b.dated) and a.last == b.last and (a.first == a.last or b.first == b.last)


def _lands(a: Traits) -> set[str]:
    """The countries that an event's parties are of, and that its report names most."""
    return {code for code in (a.home, *(party[1] for party in (*a.sources, *a.targets))) if code}


def _doubt(weights: Weights, a: Traits, b: Traits) -> float:
    """How far two places are one that two reports tell otherwise: who, which day and how many speak for it.

    That the same men killed as many on the same day elsewhere is the less likely the more they killed; that one voice
    counts as many there, too. Nor does one voice accuse the same men of two breaches of a truce a day, most days. Two
    parties do not sit down with each other in two towns on one day.
    """
    if not _one_day(a, b):
        return 0.0
    if a.family == "talks":
        both = _sides((*a.sources, *a.targets)) & _sides((*b.sources, *b.targets))
        return weights.place["doubt_talks"] if len(both) > 1 and (a.first == a.last or b.first == b.last) else 0.0
    voice = bool(a.said_by) and a.said_by == b.said_by
    if a.family != "force" or not _may_be_one_doer(weights, a, b, voice=voice):
        return 0.0
    if a.cameo == b.cameo == _BREACH and a.sources and b.sources:
        return weights.place["doubt_breach"]
    alike = [low for kind, low, _ in a.tolls if low > 1 and any((kind, low) == toll[:2] for toll in b.tolls)]
    return min(weights.place["doubt_most"], weights.place["doubt_log"] * sum(map(log, alike)))


def _may_be_one_doer(weights: Weights, a: Traits, b: Traits, *, voice: bool) -> bool:
    """Whether two tellings name one side as the doer, or one voice tells both and they are not at odds about it."""
    if not a.sources or not b.sources:
        return voice
    best = _best(a.sources, b.sources)
    return best >= weights.actors["vaguer"] or (voice and best > 0)


def _named_only(place: dict[str, float], a: Traits, b: Traits, one: Spot | None, other: Spot | None) -> float:
    """Two places of which one at least is in no gazetteer, or not told."""
    if a.named and b.named:
        if a.named == b.named:
            return place["same_spot"]
        alike = _is_name_of(a.named, b.named) or a.named in b.near or b.named in a.near
        return place["near"] if alike else place["other_named"]
    if one is None and other is None:
        return place["told_nearby"] / 2 if a.near and b.near and a.near[0] == b.near[0] else 0.0
    spot, near, called, words = (other, a.near, b.near, a.words) if one is None else (one, b.near, a.near, b.words)
    if spot is None or spot[1] in _AREAS:
        return 0.0
    if spot[0] in near or any(name in near or mark(stem(name)) in words for name in called):
        return place["counted_nearby"] if (a if one is None else b).is_count else place["told_nearby"]
    return place["unknown_town"] if near else 0.0


def _is_name_of(one: str, other: str) -> bool:
    """Whether two names may be one town's: the same, or one the other's first or last words ("Adda", "Angoor Adda")."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > 3 and (long.endswith(f" {short}") or long.startswith(f"{short} ")))


def spot_of(a: Traits, b: Traits) -> Spot | None:
    """Where an event was; a country that is a party to it, in either telling, is no place."""
    spot = a.place
    if spot is not None and spot[1] == "country":
        for party in (*a.sources, *a.targets, *b.sources, *b.targets):
            if party[1] == spot[2]:
                return None
    return spot


def _areas(place: dict[str, float], one: Spot, other: Spot) -> float:
    """Two places of which one is an area at least."""
    if one[0] == other[0]:
        return place["same_country"] if one[1] == "country" else place["same_area"]
    if "country" in (one[1], other[1]):
        return place["within_country"] if one[2] == other[2] else 0.0
    divisions = [spot[0] if spot[1] == "admin1" else spot[3] for spot in (one, other)]
    if all(divisions):
        return place["within_division"] if divisions[0] == divisions[1] else place["other_division"]
    return 0.0


def distance(one: Spot, other: Spot) -> float | None:
    """Kilometres between two places, on a flat map good for some hundred; None where one has no coordinates."""
    if one[4] > 90 or other[4] > 90:
        return None
    east = (one[5] - other[5] + 180) % 360 - 180
    return _KM_A_DEGREE * hypot(one[4] - other[4], east * cos(radians((one[4] + other[4]) / 2)))


def _tolls(weights: Weights, ours: tuple[Toll, ...], theirs: tuple[Toll, ...]) -> float:
    """What the counts of the kinds that both give say: the strongest of them, or all where all are equal."""
    pairs = [(a, b) for a in ours for b in theirs if a[0] == b[0]]
    if not pairs:
        return 0.0
    found = [_toll(weights.toll, a, b) for a, b in pairs]
    alike = [value for (a, b), value in zip(pairs, found, strict=True) if a[1:] == b[1:]]
    return sum(alike) if len(alike) == len(pairs) > 1 else max(found, key=abs)


def _toll(toll: dict[str, float], a: Toll, b: Toll) -> float:
    if a[1] == b[1] and a[2] == b[2]:
        return toll["equal"] + toll["equal_log"] * log(max(a[1], 1))
    low, high = (a, b) if a[1] <= b[1] else (b, a)
    if low[2] == _OPEN or low[2] >= high[1]:
        return toll["overlap"]
    ratio = high[1] / max(low[2], 1)
    if ratio <= toll["revised_ratio"]:
        return toll["revised"]
    return toll["apart"] if ratio > toll["apart_ratio"] else toll["between"]


def _words(weights: Weights, a: Traits, b: Traits, *, verbal: bool) -> float:
    words = weights.words
    total = words["trigger"] if a.trigger == b.trigger else 0.0
    if a.again != b.again:
        total += words["again"]
    ours, theirs = set(a.words), b.words
    if not ours or not theirs:
        return total
    shared = len(ours.intersection(theirs))
    if not shared:
        enough = min(len(ours), len(theirs)) >= words["enough"] and not (a.is_toll or b.is_toll)
        return total + (words["none_verbal" if verbal else "none"] if enough else 0.0)
    total += min(words["most"], shared * words["each_verbal" if verbal else "each"])
    if shared >= words["copied_share"] * max(len(ours), len(theirs)) and shared >= words["enough"]:
        total += words["copied"]
    return total
