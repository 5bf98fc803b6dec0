"""Acts that their parties do to each other: a meeting without host and guest, fighting, a joint signing."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from dragoman.who import Mention

from .acts import Act, entities
from .arguments import Arguments
from .lexicon import Lexicon
from .syntax import Syntax

JOINT = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE"})
_PAIRED = frozenset({"side", "country", "nation", "neighbour", "neighbor", "government", "state", "party"})
_NEAR = 80  # tokens within which the pair is named


class Reciprocity:
    """Tells who stands on which side of an act that has none by itself."""

    def __init__(self, syntax: Syntax, arguments: Arguments, lexicon: Lexicon) -> None:
        self.syntax, self.arguments, self.words = syntax, arguments, lexicon.classes

    def settled(self, act: Act) -> Act:
        """Reciprocal acts: without host and guest, the first party is the source and the others are targets."""
        doing = {entity for m in act.sources for entity in entities(m)}
        if any(set(entities(m)) <= doing for m in act.targets):
            act = replace(act, targets=[m for m in act.targets if not set(entities(m)) <= doing])
        act = self._between_doers(act)
        if act.type in JOINT and len(act.sources) > 1 and all(self._is_venue(m) for m in act.targets):
            act = replace(act, targets=[])  # "A and B signed an agreement in C": C is where
        if act.targets and all(self._is_each_other(m) for m in act.targets):
            if len(act.sources) < 2:
                return replace(act, targets=[])
            return replace(act, sources=act.sources[:1], targets=act.sources[1:], reciprocal=True)
        frame = self.arguments.frame(act.trigger.sense.frame)
        if act.type == "AGREE" and act.trigger.sense.lemma == "agree" and len(act.sources) > 1 and not act.targets:
            return replace(act, sources=act.sources[:1], targets=act.sources[1:], reciprocal=True)
        if act.type == "MOBILIZE" and len({m.actor.code for m in act.sources}) > 1 and self._is_exercise(act):
            # Exercises of several countries are cooperation; of one, a show of force.
            return replace(
                act,
                type="COOPERATE",
                mode=None,
                cameo="062",
                sources=act.sources[:1],
                targets=act.sources[1:],
                reciprocal=True,
            )
        if act.type == "ASSAULT" and act.trigger.sense.lemma in self.words["mutual"] and self._fight_each_other(act):
            first, others = sides(act.sources)
            return replace(act, sources=first, targets=others, reciprocal=True)
        if not frame.reciprocal:
            return act
        if act.type == "ASSAULT" and act.trigger.sense.lemma not in self.words["mutual"]:
            return act
        if act.type == "MOBILIZE":
            return act
        parties = [self.paired(m) for m in act.sources] + list(act.targets)
        if len(parties) == 1 and len(parties[0].referents) > 1 and act.type in (*JOINT, "ASSAULT", "RETREAT"):
            first, others = sides(parties)
            return replace(act, sources=first, targets=others, reciprocal=True)  # "the two sides met"
        if not act.targets and len(act.sources) > 1:
            return replace(act, sources=act.sources[:1], targets=act.sources[1:], reciprocal=True)
        if (
            act.targets
            and act.sources
            and act.type in ("CONSULT", "SUPPORT", "COOPERATE", "AGREE", "ASSAULT", "RETREAT")
            and act.mode not in ("visit",)
        ):
            return replace(act, reciprocal=True)
        return act

    def _is_venue(self, mention: Mention) -> bool:
        """Whether a mention stands under "in" or "at": several parties act together there."""
        return self.syntax.lower[self.syntax.head[mention.head]] in ("in", "at")

    def paired(self, mention: Mention) -> Mention:
        """Of "the two sides" that the cast knows nobody behind: the two that the paragraph names together, before
        them or else after.
        """
        s, head = self.syntax, mention.head
        if s.lemma[head] in self.words["officials"]:  # "the leaders of the two countries"
            head = next((noun for prep, _, noun in s.prepositions(head) if prep in ("of", "from")), head)
        if mention.referents or mention.actor.code or s.lemma[head] not in _PAIRED:
            return mention
        if not any(s.lower[k] in ("two", "both") for k in s.kids[head]):
            return mention
        own = mention.actor
        for step, end in ((-1, max(-1, head - _NEAR)), (1, min(head + _NEAR, len(s)))):
            for at in range(head + step, end, step):
                if s.pos[at] == "SPACE" and "\n" in s.doc[at].text:
                    break
                pair = [m for i in s.group(at) if (m := self.arguments.named(i)) is not None and m.actor.code]
                if len(pair) == 2 and pair[0].actor.entity != pair[1].actor.entity and pair[0].kind != "pronoun":
                    named = [
                        msgspec.structs.replace(m.actor, text=own.text, start=own.start, end=own.end) for m in pair
                    ]
                    return replace(mention, referents=tuple(named))
        return mention

    def _fight_each_other(self, act: Act) -> bool:
        """Whether two sides stand together as the subject of a fight, and what else is named is no third side."""
        doing = {actor.code for m in act.sources for actor in m.referents or (m.actor,)}
        return len(doing - {None}) > 1 and all(m.actor.code in doing | {None} for m in act.targets)

    def _between_doers(self, act: Act) -> Act:
        """Without the collective that only stands for the doers: "X and Y signed a pact between the two countries"."""
        home = {m.actor.code for m in act.sources} - {None}
        if len(act.sources) < 2 or not home:
            return act
        targets = [m for m in act.targets if not _covers(m, home)]
        return act if len(targets) == len(act.targets) else replace(act, targets=targets)

    def _is_each_other(self, mention: Mention) -> bool:
        """Whether the doers are also those it is done to: "each other", "one another"."""
        words = [self.syntax.lower[i] for i in range(max(0, mention.head - 1), mention.head + 1)]
        return words in (["each", "other"], ["one", "another"])

    def _is_exercise(self, act: Act) -> bool:
        nouns = (act.at, *act.trigger.matched)
        return any(
            self.syntax.lemma[k] in self.words["exercise"]
            for noun in nouns
            for k in (noun, *self.syntax.subtree(noun, 12))
        )


def _covers(mention: Mention, codes: set[str | None]) -> bool:
    """Whether a collective stands for countries of this set only."""
    return len(mention.referents) > 1 and {actor.code for actor in mention.referents} <= codes


def sides(mentions: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The first party and the others of those who do something together; a collective is those it stands for."""
    each = [
        one
        for mention in mentions
        for one in (
            [replace(mention, actor=actor, referents=()) for actor in mention.referents]
            if len(mention.referents) > 1
            else [mention]
        )
    ]
    return each[:1], each[1:]
