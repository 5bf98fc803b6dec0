"""Reference inside a report: what "he", "its", "the group", "the two sides" and "the president" point back to."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codebooks import states
from dragoman.records import Actor

from .codes import actor_of, state_name
from .tables import manners

if TYPE_CHECKING:
    from collections.abc import Callable

    from .persons import Figure
    from .scene import Scene

_MOST_PARTIES = 6  # of one sentence; a list of more names no two sides
_STYLES = ("majesty", "highness", "excellency", "holiness", "honour", "honor", "lordship")
_MEMORY = 150  # mentions, sentences or tokens: enough for any report, a bound for texts made to take long
_REACH = 3  # sentences a pronoun looks back over
_SUBJECTS = ("nsubj", "nsubjpass")
_SHARING = ("xcomp", "advcl", "acl", "conj", "pcomp", "acomp", "prep")
"""Relations of a clause that borrows the subject of the clause above it."""
_LONG_QUOTE = 3000  # characters
_BESIDE = 40  # tokens between a quotation and who says it
_TITLE = 12  # tokens between a name and the body whose spokesman it is
_BODIES = ("state:", "gov:", "group:", "org:", "igo:", "ngo:")


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention that something later can point back to."""

    actor: Actor
    head: int
    sentence: int
    subject: bool
    person: bool
    plural: bool
    gender: str
    body: bool = False
    referents: tuple[Actor, ...] = ()


class Reference:
    """What has been mentioned so far in one scene. Feed it mentions in text order with `see`."""

    def __init__(self, scene: Scene, naming: Callable[[int], Actor | None]) -> None:
        self._naming = naming
        self._scene = scene
        self._words = manners()
        self._seen: list[Seen] = []
        self._spoken: dict[int, dict[str, tuple[Actor, float]]] = {}
        self._led: dict[int, dict[str, tuple[Actor, float]]] = {}
        self._first: dict[str, int] = {}
        self._speakers = _speakers(scene)

    def see(self, seen: Seen) -> None:
        """Remember a mention."""
        self._seen.append(seen)
        for leaders, spoken, first in ((False, self._spoken, self._first), (True, self._led, self._first)):
            party = _party(seen.actor, leaders)
            if party is not None:
                # A country by its own name is a party more surely than one that a person of it is named of.
                weight = 0.5 if not leaders and seen.actor.entity.startswith("person:") else 1.0
                parties = spoken.setdefault(seen.sentence, {})
                if party.entity not in parties or parties[party.entity][1] < weight:
                    parties[party.entity] = party, weight
                first.setdefault(party.entity, len(self._seen))

    def pronoun(self, token: int) -> tuple[Actor, tuple[Actor, ...]] | None:
        """The actor a pronoun stands for, and the actors it stands for together; None when that is not clear."""
        word = self._scene.low[token]
        words = self._words
        if self._scene.low[token + 1 : token + 2] and self._scene.low[token + 1] in _STYLES:
            return None  # "Her Majesty" is no reference back
        if words.has("relative", word):
            return self._relative(token)
        if words.has("speaker", word):
            return self._myself(token) if words.has("alone", word) else self._ourselves(token)
        if words.has("reflexive", word):
            return self._reflexive(token)
        if words.has("singular_he", word) or words.has("singular_she", word):
            gender = "m" if words.has("singular_he", word) else "f"
            if (ahead := self._ahead(token)) is not None:
                return ahead, ()
            found = self._nearest(token, lambda seen: seen.person and not seen.plural and seen.gender in ("", gender))
            return (found.actor, found.referents) if found else None
        if words.has("plural_they", word):
            found = self._nearest(
                token, lambda seen: seen.plural or not seen.person or self._coordinated(seen), subjects=True
            )
            return self._unbroken(token, found, plural=True)
        if words.has("thing_it", word) and not self._idle(token):
            return self._unbroken(token, self._nearest(token, _is_body, subjects=True), plural=False)
        return None

    def _ahead(self, token: int) -> Actor | None:
        """The person named after a pronoun whom it means: "Before he left, Kamau signed the paper"."""
        scene = self._scene
        verb = scene.head[token]
        for _ in range(4):
            above = scene.head[verb]
            if scene.dep[verb] == "advcl" and verb < above:
                subject = scene.child(above, *_SUBJECTS)
                first = scene.bounds(token)[0]
                opens = all(scene.tag[at] in ("IN", "RB", "WRB", "PRP", "PRP$") for at in range(first, token))
                meant = self._naming(subject) if subject is not None and subject > verb and opens else None
                return meant if meant is not None and meant.entity.startswith("person:") else None
            if scene.dep[verb] not in ("xcomp", "ccomp", "conj", "aux") or above == verb:
                return None
            verb = above
        return None

    def _unbroken(self, token: int, found: Seen | None, plural: bool) -> tuple[Actor, tuple[Actor, ...]] | None:
        """The antecedent of "they" or "it", unless the subject of a clause in between is a thing that it may be too."""
        if found is None:
            return None
        scene = self._scene
        tags = ("NNS", "NNPS") if plural else ("NN", "NNP")
        heads = {seen.head for seen in self._seen[-60:]}
        for at in range(max(found.head + 1, token - _MEMORY), token):
            if scene.dep[at] in _SUBJECTS and scene.tag[at] in tags and at not in heads:
                return None
        return self._together(found) if plural else (found.actor, found.referents)

    def _myself(self, token: int) -> tuple[Actor, tuple[Actor, ...]] | None:
        """Who "I" is in a quotation: whoever is said to say it."""
        head = self._speakers.get(token)
        if head is None:
            return None
        actor = self._named_at(head)
        return (actor, ()) if actor and actor.entity.startswith(("person:", "role:", "group:", "igo:")) else None

    def _ourselves(self, token: int) -> tuple[Actor, tuple[Actor, ...]] | None:
        """Who "we" are in a quotation: the body that is said to say it, else the one that its speaker speaks for.

        A member of a government speaks for the state; anybody else for the group or body of the same state and sort
        last spoken of, or for the one that stands beside the speaker's name.
        """
        head = self._speakers.get(token)
        actor = self._named_at(head) if head is not None else None
        if actor is None:
            return None
        if actor.entity.startswith(_BODIES):
            return actor, ()
        if actor.sectors[:1] == ["GOV"] and actor.code is not None and actor.code in states():
            return actor_of(state_name(actor.code), actor.code, (), f"state:{actor.code}"), ()
        named = {seen.sentence: seen.head for seen in self._seen[-_MEMORY:] if seen.actor.entity == actor.entity}
        bodies = [seen for seen in self._seen[-_MEMORY:] if seen.actor.entity.startswith(_BODIES[2:])]
        beside = [seen for seen in bodies if seen.sentence in named and abs(named[seen.sentence] - seen.head) <= _TITLE]
        if actor.sectors and actor.code:
            beside += [s for s in bodies if s.actor.code == actor.code and s.actor.sectors[:1] == actor.sectors[:1]]
        return (beside[-1].actor, ()) if beside else None

    def _named_at(self, head: int) -> Actor | None:
        """The actor that a token heads: named already, or about to be, by name, description or pronoun."""
        found = next((seen for seen in reversed(self._seen[-_MEMORY:]) if seen.head == head), None)
        if found is not None:
            return found.actor
        if self._scene.tag[head] == "PRP" and head not in self._speakers:
            meant = self.pronoun(head)
            return meant[0] if meant else None
        return self._naming(head)

    def _reflexive(self, token: int) -> tuple[Actor, tuple[Actor, ...]] | None:
        """The subject of the clause that holds "himself"."""
        scene = self._scene
        verb = scene.head[token]
        for _ in range(4):
            subject = scene.child(verb, *_SUBJECTS)
            if subject is not None:
                found = next((seen for seen in reversed(self._seen[-30:]) if seen.head == subject), None)
                return (found.actor, found.referents) if found else None
            verb = scene.head[verb]
        return None

    def _relative(self, token: int) -> tuple[Actor, tuple[Actor, ...]] | None:
        """The actor right before a relative pronoun whose clause hangs on it."""
        scene = self._scene
        clause = scene.head[token]
        for _ in range(4):
            if scene.dep[clause] in ("relcl", "acl"):
                break
            clause = scene.head[clause]
        else:
            return None
        noun = scene.head[clause]
        found = next((seen for seen in reversed(self._seen[-_MEMORY:]) if seen.head == noun), None)
        return (found.actor, found.referents) if found else None

    def _idle(self, token: int) -> bool:
        """Whether an "it" stands for nothing: "it was reported that", "it is clear"."""
        scene = self._scene
        if scene.low[token] == "its":
            return False
        if scene.dep[token] not in _SUBJECTS:
            return scene.low[token] == "it"
        verb = scene.head[token]
        if self._words.has("idle_verbs", scene.reading.doc[verb].lemma_.lower()):
            return True
        if scene.dep[token] == "nsubjpass" or scene.low[verb] in (
            "is",
            "was",
            "'s",
            "seems",
            "appears",
            "takes",
            "took",
        ):
            return True
        return scene.child(verb, "acomp") is not None

    def _nearest(self, token: int, fits: Callable[[Seen], bool], subjects: bool = False) -> Seen | None:
        """The best antecedent: same sentence before earlier ones, subjects before others, later before earlier.

        With `subjects`, only the subjects of earlier sentences are looked at.
        """
        scene = self._scene
        here = scene.sentence[token]
        speaker = self._speaker(token)
        barred = {speaker} if speaker else set()
        many = self._words.has("plural_they", scene.low[token])
        best: tuple[float, Seen] | None = None
        for seen in reversed(self._seen[-_MEMORY:]):
            back = here - seen.sentence
            if back > _REACH:
                break
            if seen.head >= token or not fits(seen) or (subjects and back and not (seen.subject or seen.plural)):
                continue
            if self._clashes(token, seen.head):
                barred.add(seen.actor.entity)
            if seen.actor.entity in barred:
                continue
            score = 3.0 - back + (1.5 if seen.subject else 0.0) - 0.02 * min(token - seen.head, 40)
            if many:
                score += 1.3 if seen.plural else -0.3
            if best is None or score > best[0]:
                best = score, seen
        return best[1] if best else None

    def _speaker(self, token: int) -> str | None:
        """The key of whoever says the quotation that a token stands in: never who "he" in it means."""
        head = self._speakers.get(token)
        actor = self._named_at(head) if head is not None else None
        return actor.entity if actor else None

    def _coordinated(self, seen: Seen) -> bool:
        """Whether a person is named as one of several: "Amina Bello and Okoth said they ..."."""
        scene = self._scene
        return scene.dep[seen.head] == "conj" or scene.child(seen.head, "conj") is not None

    def _together(self, seen: Seen) -> tuple[Actor, tuple[Actor, ...]]:
        """All the actors joined by "and" to the one that "they" points to."""
        scene = self._scene
        top = _first_joined(scene, seen.head)
        found = {
            other.actor.entity: other.actor
            for other in self._seen[-30:]
            if other.sentence == seen.sentence and _first_joined(scene, other.head) == top and not other.referents
        }
        if len(found) < 2:
            return seen.actor, seen.referents
        actors = tuple(found.values())
        return joined(actors), actors

    def _clashes(self, token: int, head: int) -> bool:
        """Whether both are arguments of one act, so that "X met him" and "X came to help him" never mean X."""
        scene = self._scene
        dep = scene.dep[token]
        if scene.tag[token] == "PRP$" or dep in _SUBJECTS:
            return False
        verb = scene.head[token]
        if dep == "pobj":
            verb = scene.head[verb]
        for _ in range(5):
            if scene.head[head] == verb and head != token:
                return True
            if scene.dep[verb] not in _SHARING or scene.child(verb, *_SUBJECTS) is not None:
                return False
            verb = scene.head[verb]
        return False

    def named(self, noun: str, code: str | None, figures: Callable[[str], Figure | None]) -> Actor | None:
        """The last person named so far whose title holds a noun ("the minister", "the Turkish minister")."""
        for seen in reversed(self._seen[-_MEMORY:]):
            if not seen.person or seen.plural:
                continue
            figure = figures(seen.actor.entity)
            if figure is None:
                said = seen.actor.entity.endswith(f":{noun.replace(' ', '-')}")
                if said and (code is None or seen.actor.code == code):
                    return seen.actor
                continue
            if code and figure.code != code:
                continue
            if any(_bears(title, noun) for title in figure.titles):
                return seen.actor
        return None

    def body(self, noun: str) -> Actor | None:
        """The last group or organisation that "the group" or "the ministry" can mean."""
        for seen in reversed(self._seen[-40:]):
            kind = seen.actor.entity.split(":", 1)[0]
            if seen.person or kind in ("state", "gov", "person"):
                continue
            name = seen.actor.name.lower()
            if not _can_be_called(noun, seen.actor):
                continue
            if noun in name.split() or (
                noun in ("group", "movement", "organisation", "organization", "militia", "outfit")
                and kind in ("group", "org", "igo", "ngo")
                and seen.actor.entity.count(":") == 1
            ):
                return seen.actor
            if noun in ("bloc", "alliance", "body", "union", "organisation", "organization") and kind == "igo":
                return seen.actor
            if seen.actor.sectors[:1] == [_SORTS.get(noun)] and seen.actor.entity.count(":") == 1:
                return seen.actor
        return None

    def armed(self, code: str | None) -> Actor | None:
        """The one armed group spoken of that "the rebels" can mean; None where there are several, or none."""
        groups = {
            seen.actor.entity: seen.actor
            for seen in self._seen[-_MEMORY:]
            if seen.actor.entity.startswith("group:")
            and seen.actor.entity.count(":") == 1
            and seen.actor.sectors[:1] in (["REB"], ["UAF"], ["PRM"])
            and (code is None or seen.actor.code in (None, code))
        }
        return next(iter(groups.values())) if len(groups) == 1 else None

    def epithet(self, head: int, code: str | None, sectors: tuple[str, ...], gender: str, marked: bool) -> Actor | None:
        """Whom a description that names no title of theirs means: "the 61-year-old former judge", "the general".

        A person spoken of shortly before, of no other country and sex; and of the description's sector, unless it is
        `marked` as one that speaks of somebody known ("the veteran mediator"). Members of a government are called by
        their offices, of which there are many.
        """
        scene = self._scene
        here = scene.sentence[head]
        found: dict[str, Actor] = {}
        for seen in reversed(self._seen[-_MEMORY:]):
            if here - seen.sentence > _REACH:
                break
            if not seen.person or seen.plural or not seen.actor.entity.startswith("person:"):
                continue
            if (code and seen.actor.code and seen.actor.code != code) or (gender and seen.gender not in ("", gender)):
                continue
            if not marked and (not sectors or sectors[0] == "GOV" or seen.actor.sectors[:1] != [sectors[0]]):
                continue
            if seen.sentence == here:
                continue  # one does not speak of somebody by two names in one breath
            found.setdefault(seen.actor.entity, seen.actor)
        return next(iter(found.values())) if found and (marked or len(found) == 1) else None

    def pair(self, token: int, noun: str) -> tuple[Actor, ...]:
        """The two parties that "the two sides" can mean: those most spoken of up to here, the first named first.

        By the noun the two are people ("both presidents"), states ("both countries"), or states or armed groups.
        """
        here = self._scene.sentence[token]
        leaders, lands = self._words.has("two_leaders", noun), self._words.has("two_lands", noun)
        spoken, first = self._led if leaders else self._spoken, self._first
        weight: dict[tuple[str, str], float] = {}
        for sentence in list(spoken)[-_MEMORY:]:
            parties = spoken[sentence]
            back = here - sentence
            near = 4.0 if back == 0 else 3.0 if back == 1 else 1.5 if back == 2 else 0.7
            keys = sorted((key for key in parties if not lands or key[:6] == "state:"), key=first.__getitem__)[
                :_MOST_PARTIES
            ]
            for i, one in enumerate(keys):
                for other in keys[i + 1 :]:
                    weight[one, other] = weight.get((one, other), 0.0) + near * parties[one][1] * parties[other][1]
        if not weight:
            return ()
        names = {key: party for parties in spoken.values() for key, (party, _) in parties.items()}
        best = min(weight, key=lambda pair: (-weight[pair], first[pair[0]], first[pair[1]]))
        return names[best[0]], names[best[1]]


def _party(actor: Actor, leaders: bool) -> Actor | None:
    """The party that an actor stands for: itself when armed or a leader is asked for, else its country."""
    if leaders:
        leads = actor.sectors[:1] in (["GOV"], ["REB"], ["PRM"], ["OPP"], ["PTY"])
        return actor if leads and actor.entity.startswith("person:") else None
    if actor.sectors[:1] in (["REB"], ["PRM"]):
        return actor if actor.entity.startswith(("group:", "person:")) else None
    official = actor.sectors[:1] in ([], ["GOV"], ["MIL"])
    if actor.code is None or actor.code not in states() or not official:
        return None
    return actor_of(state_name(actor.code), actor.code, (), f"state:{actor.code}")


def joined(actors: tuple[Actor, ...]) -> Actor:
    """One actor that stands for several: no code, unless they share it, and their names joined."""
    codes = {actor.code for actor in actors}
    return actor_of(
        ", ".join(actor.name for actor in actors[:-1]) + " and " + actors[-1].name,
        actors[0].code if len(codes) == 1 else None,
        actors[0].sectors if len({tuple(actor.sectors) for actor in actors}) == 1 else [],
        "collective:" + "+".join(actor.entity for actor in actors),
    )


def _first_joined(scene: Scene, head: int) -> int:
    for _ in range(20):
        if scene.dep[head] != "conj":
            break
        head = scene.head[head]
    return head


def _can_be_called(noun: str, actor: Actor) -> bool:
    """Whether an army is no "group" and no "militia", nor a party one; a body of another sort is not called so."""
    armed = actor.sectors[:1] in (["REB"], ["UAF"], ["PRM"])
    if noun in ("militia", "outfit"):
        return armed
    return actor.sectors[:1] not in (["MIL"], ["COP"]) or noun in ("force", "army", "body")


_SORTS = {"party": "PTY", "union": "LAB", "court": "JUD"}
"""What a body is called by its sector alone."""


def _bears(title: str, noun: str) -> bool:
    """Whether a title can be shortened to a noun: "foreign minister" to "minister", but not "vice president"."""
    if title == noun or title.startswith(f"{noun} of "):
        return True
    before, found, after = title.rpartition(noun)
    return bool(found) and not after and before.endswith(" ") and before.split()[-1] not in _LESSER


_LESSER = ("vice", "deputy", "assistant", "former")


def _is_body(seen: Seen) -> bool:
    """Whether "it" can mean an actor: a state, government, group or organisation."""
    return not seen.person and not seen.plural and seen.body


def _speakers(scene: Scene) -> dict[int, int]:
    """For tokens inside a quotation, the head of whoever is said to say it, when the saying verb stands beside it."""
    found: dict[int, int] = {}
    previous: tuple[int, int] | None = None
    for quote in scene.reading.quotes:
        if quote.level or quote.end - quote.start > _LONG_QUOTE:
            continue
        first, last = bisect_left(scene.start, quote.start), bisect_left(scene.start, quote.end)
        if first >= last:
            continue
        ends = scene.bounds(last - 1)[1]
        after = range(last, min(ends, last + _BESIDE))
        before = range(first - 1, max(scene.bounds(first)[0], first - _BESIDE) - 1, -1)
        speaker = next((at for at in (*after, *before) if _says(scene, at, first, last)), None)
        if (
            speaker is None
            and previous is not None
            and not any("\n" in scene.text[at] for at in range(previous[0], first))
        ):
            speaker = previous[1]  # "...," she said, pouring tea. "..."
        if speaker is not None:
            found.update(dict.fromkeys(range(first, last), speaker))
            previous = last, speaker
    return found


def _says(scene: Scene, token: int, first: int, last: int) -> bool:
    """Whether a token is the subject of a saying verb outside tokens [first, last)."""
    verb = scene.head[token]
    if scene.dep[token] not in _SUBJECTS or first <= verb < last:
        return False
    return manners().has("saying", scene.reading.doc[verb].lemma_.lower())
