"""What the words around an act make of it: by negation, modals and tense a refusal, a plan, a threat or a call."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from dragoman.who import Mention

from .acts import COOPERATIVE, HARMFUL, Act, code_of, entities, mode_of
from .arguments import Arguments
from .lexicon import Sense, lexicon
from .status import Modality, modality
from .syntax import Syntax
from .triggers import Trigger

_SPEECH = frozenset({"CONSULT", "SUPPORT", "ACCUSE", "REQUEST"})
_EXPECTED = frozenset({"CONSULT", "COOPERATE", "AID"})
_OBLIGATION = Sense(
    pattern="must",
    part="verb",
    lemma="must",
    words=(),
    slots=(),
    type="REQUEST",
    mode=None,
    cameo="100",
    contexts=(),
    frame="ask",
    op="demand",
    order=0,
)


class Judge:
    """Judges the acts of one sentence; `triggers` are the tokens of its triggers, `speaker` tells who says a token."""

    def __init__(self, syntax: Syntax, speaker: Callable[[int], Mention | None], triggers: Collection[int]) -> None:
        self.syntax, self.speaker, self.triggers = syntax, speaker, triggers
        self._plans = lexicon().tables["composition"]["plan"]

    def judged(self, act: Act, mood: Modality) -> Act:
        """An act as its own negation, modals and tense leave it."""
        if act.type == "":
            return act
        status = act.status or mood.modifier
        if mood.negated:
            if mood.future or mood.would or mood.may or mood.must or mood.infinitive:
                return self._turned_down(act)
            if act.type in ("SUPPORT", "AGREE") and act.trigger.sense.op in ("approve", "commit"):
                return self._turned_down(act)
            return replace(act, status="denied")
        if mood.conditional and mood.would and act.type in _EXPECTED:
            return replace(self._future(act), status="hypothetical")
        if mood.conditional:
            return replace(act, status="hypothetical")
        if mood.future or (mood.would and not mood.conditional):
            return self._future(act)
        if mood.must:
            return self._called_for(act)
        if mood.may:
            return replace(self._future(act) if self._may_well(act) else act, status="possible")
        if status in ("planned", "proposed") and act.type == "CONSULT" and act.trigger.sense.part == "noun":
            return replace(self._future(act), status=status)
        if mood.progressive:
            return replace(act, status=status or "ongoing")
        return replace(act, status=status)

    def settled(self, act: Act, told: Callable[[int], bool]) -> Act | None:
        """An act that no other governs, in an infinitive: a headline's future, a purpose, or nothing told.

        `told` says whether the trigger at a token gave an act of its own.
        """
        s = self.syntax
        at = act.trigger.at
        above = s.head[at]
        if s.dep[at] == "pcomp" and s.lower[above] == "for" and s.head[above] in self.triggers and act.author is None:
            return None  # "jailed for helping": the ground of another act
        if (
            act.trigger.sense.part != "verb"
            or act.status is not None
            or not self.syntax.is_infinitive(at)
            or modality(s, at).future
        ):
            return act
        dep = s.dep[at]
        if dep == "ROOT":
            return self._future(act)
        if dep == "advcl":
            above = s.head[at]
            if act.type in _SPEECH and act.mode != "visit" and above in self.triggers:
                outer = modality(s, above)
                return self._future(act) if outer.future else act if not outer.negated else None
            if above in self.triggers and told(above):
                return None  # what an act was done for is no act of its own
            return replace(act, status="planned") if act.type not in COOPERATIVE else self._future(act)
        if s.heads_line(at):
            return self._future(act)
        if dep in ("acl", "relcl"):
            return None
        return replace(act, status="possible") if dep in ("xcomp", "ccomp", "conj") else act

    def _called_for(self, act: Act) -> Act:
        """What somebody says that another must do is asked of that other."""
        speaker = self.speaker(act.at)
        if speaker is None or not act.sources or any(m.actor.entity == speaker.actor.entity for m in act.sources):
            return replace(act, status="hypothetical")
        mode = mode_of("REQUEST", act)
        code = code_of("REQUEST", mode, act.contexts, act)
        return replace(
            act,
            type="REQUEST",
            mode=mode,
            cameo=code,
            inner=act,
            sources=[speaker],
            targets=act.sources,
            status=None,
            reciprocal=False,
        )

    def _future(self, act: Act) -> Act:
        """A future CONSULT, SUPPORT, COOPERATE or AID agrees to it, a RETREAT concedes it, own harm threatens."""
        rule = self._plans
        becomes = rule.get(act.type, "=")
        if becomes in ("=", act.type):
            return replace(act, status="planned")
        if becomes == "THREATEN" and not self._own_word(act):
            return replace(act, status="possible")
        mode = mode_of(becomes, act)
        code = code_of(becomes, mode, act.contexts, act)
        return replace(act, type=becomes, mode=mode, cameo=code, inner=act, status="planned")

    def _may_well(self, act: Act) -> bool:
        """Whether an act that is only expected may come ("may meet"), not whether somebody is able to ("can help")."""
        s = self.syntax
        may = any(s.dep[k] == "aux" and s.lower[k] in ("may", "might", "could") for k in s.kids[act.trigger.at])
        return may and act.type in _EXPECTED

    def _own_word(self, act: Act) -> bool:
        """Whether those who would do it are known and nobody of another country says so of them."""
        if not act.sources:
            return False
        speaker = self.speaker(act.at)
        if speaker is None or speaker.actor.code is None:
            return True
        return any(
            m.actor.code in (None, speaker.actor.code) or set(entities(m)) & set(entities(speaker)) for m in act.sources
        )

    def _turned_down(self, act: Act) -> Act:
        """What somebody will not do: of what is good, a refusal."""
        if act.type not in COOPERATIVE:
            return replace(act, status="denied" if act.type not in HARMFUL else "refused")
        mode = mode_of("REJECT", act)
        code = code_of("REJECT", mode, act.contexts, act)
        return replace(act, type="REJECT", mode=mode, cameo=code, inner=act, status=None, reciprocal=False)

    def obligations(self, arguments: Arguments, first: int, last: int) -> list[Act]:
        """What somebody says that another must do asks it of that other, whatever it is."""
        s = self.syntax
        asked: list[Act] = []
        for i in range(first, last):
            if s.lower[i] not in ("must", "should") or s.dep[i] != "aux":
                continue
            verb = s.head[i]
            if verb in self.triggers or s.dep[verb] not in ("ccomp", "conj", "parataxis", "ROOT") or s.is_passive(verb):
                continue
            speaker = self.speaker(verb)
            asked_of = [m for m in arguments.parties(s.subjects(verb)) if arguments.can_act(m)]
            if (
                speaker is None
                or not asked_of
                or any(m.actor.entity == speaker.actor.entity or s.pos[m.head] == "PRON" for m in asked_of)
            ):
                continue
            trigger = Trigger(verb, _OBLIGATION, 1.0)
            asked.append(
                Act(
                    at=verb,
                    trigger=trigger,
                    type="REQUEST",
                    cameo="100",
                    sources=[speaker],
                    targets=asked_of,
                    used=(verb,),
                )
            )
        return asked
