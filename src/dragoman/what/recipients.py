"""To whom an act was done, where its own words name a thing, the doer once more, or both sides at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.who import Mention

from .acts import Act, entities
from .arguments import Arguments
from .elsewhere import elsewhere
from .forces import helped
from .syntax import Syntax

_DONE_TO_SOMEBODY = frozenset({"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "REJECT"})
"""Types whose target is somebody; a bridge may be blown up, a paper closed, an attack condemned, a law demanded."""

_HARM = frozenset({"die", "kill", "wound", "injure"})
_NEXT = 40  # tokens of the next sentence that are looked at


class Recipients:
    """Settles the targets of the acts of one sentence [first, last)."""

    def __init__(
        self, syntax: Syntax, arguments: Arguments, speaker: Callable[[int], Mention | None], span: tuple[int, int]
    ) -> None:
        self.syntax, self.arguments, self.speaker, self.span = syntax, arguments, speaker, span

    def settled(self, act: Act) -> Act:
        """The act with the recipients that its sentence allows for."""
        if not act.targets:
            found = self._helped(act) or self._harmed_after(act)
            return replace(act, targets=found, own_target=False) if found else act
        targets = self._others(act)
        if act.trigger.sense.lemma == "agree" and len(act.sources) > 1 and all(self._is_thing(m, act) for m in targets):
            return replace(act, sources=act.sources[:1], targets=act.sources[1:], reciprocal=True)
        if targets and act.sources and act.type in _DONE_TO_SOMEBODY and all(self._is_thing(m, act) for m in targets):
            speaker = self.speaker(act.at)
            taken = [*act.sources, *targets, *([speaker] if speaker else ())]
            targets = elsewhere(self.arguments, *self.span, act.at, taken) or targets
        return act if targets == act.targets else replace(act, targets=targets)

    def _helped(self, act: Act) -> list[Mention]:
        """Whom the forces are to help that somebody says he will send."""
        if act.type != "AGREE" or act.inner is None or act.inner.type != "MOBILIZE":
            return []
        found = self.arguments.parties(helped(self.syntax, act.inner))
        return [m for m in found if m.actor.code and not {m.actor.entity} & {n.actor.entity for n in act.sources}]

    def _harmed_after(self, act: Act) -> list[Mention]:
        """Who the next sentence says was hurt by nobody it names: "Troops opened fire. Six protesters died"."""
        s, last = self.syntax, self.span[1]
        if act.type != "ASSAULT" or act.status is not None or not act.sources:
            return []
        for i in range(last, min(last + _NEXT, len(s))):
            if i > last and s.doc[i].is_sent_start and s.pos[i - 1] != "SPACE":
                break
            if s.lemma[i] not in _HARM or s.dep[i] not in ("ROOT", "ccomp") or s.children(i, "neg", "aux", "agent"):
                continue
            if s.is_passive(i) == (s.lemma[i] == "die"):
                continue
            if any(prep in ("by", "from", "of") for prep, _, _ in s.prepositions(i)):
                continue
            subjects = s.children(i, "nsubj", "nsubjpass")
            return [m for m in self.arguments.parties(subjects) if self.arguments.can_act(m)]
        return []

    def _others(self, act: Act) -> list[Mention]:
        """The targets less those that are the doers again: "their", or the own country beside another one."""
        doing = {entity for m in act.sources for entity in entities(m)}
        named = doing | {entity for m in act.targets if m.kind != "pronoun" for entity in entities(m)}
        again = {(m.first, m.last) for m in act.targets if set(entities(m)) & named and m.kind == "pronoun"}
        kept = [m for m in act.targets if (m.first, m.last) not in again]
        home = {m.actor.code for m in act.sources} - {None}
        abroad = [
            m
            for m in kept
            if m.actor.code not in home or not (m.actor.entity.startswith("state:") or self._is_own(m, act))
        ]
        return abroad if any(m.actor.code not in home | {None} for m in abroad) else kept

    def _is_thing(self, mention: Mention, act: Act) -> bool:
        """Whether a target is nobody, or somebody of the doer's own: "its troops", "their banks", "imports"."""
        if self._is_own(mention, act):
            return True
        return mention.kind == "nominal" and not self.arguments.can_act(mention)

    def _is_own(self, mention: Mention, act: Act) -> bool:
        s = self.syntax
        home = {m.actor.code for m in act.sources} - {None}
        if act.inner is not None and act.inner.type == "MOBILIZE" and mention.actor.code in home:
            return True  # the forces that are sent
        for kid in s.kids[mention.head]:
            if s.dep[kid] == "poss" and s.tag[kid] == "PRP$":
                owner = self.arguments.cast.at(kid)
                doing = {entity for m in act.sources for entity in entities(m)}
                return owner is None or bool(set(entities(owner)) & doing)
        return False
