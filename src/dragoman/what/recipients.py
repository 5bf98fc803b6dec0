"""To whom an act was done, where its own words name a thing, the doer once more, or both sides at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.who import Mention

from .acts import Act, entities
from .arguments import Arguments
from .syntax import Syntax

_DONE_TO_SOMEBODY = frozenset({"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "REJECT"})
"""Types whose target is somebody; a bridge may be blown up, a paper closed, an attack condemned, a law demanded."""


class Recipients:
    """Settles the targets of the acts of one sentence [first, last)."""

    def __init__(
        self, syntax: Syntax, arguments: Arguments, speaker: Callable[[int], Mention | None], span: tuple[int, int]
    ) -> None:
        self.syntax, self.arguments, self.speaker, self.span = syntax, arguments, speaker, span

    def settled(self, act: Act) -> Act:
        """The act with the recipients that its sentence allows for."""
        if not act.targets:
            return act
        targets = self._others(act)
        if targets and act.sources and act.type in _DONE_TO_SOMEBODY and all(self._is_thing(m, act) for m in targets):
            speaker = self.speaker(act.at)
            taken = [*act.sources, *targets, *([speaker] if speaker else ())]
            targets = self.arguments.elsewhere(*self.span, act.at, taken) or targets
        return act if targets == act.targets else replace(act, targets=targets)

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
