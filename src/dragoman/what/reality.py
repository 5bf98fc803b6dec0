"""What the words around an act make of it: by negation, modals and tense a refusal, a plan, a threat or a call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dragoman.who import Mention

from .acts import COOPERATIVE, HARMFUL, Act, breach, code_of, entities, mode_of
from .arguments import Arguments
from .forces import purpose
from .governing import (
    came_to_nothing,
    claims,
    clause,
    infinitive,
    is_presupposed,
    is_untrue,
    nominal,
    told_to_be,
    words,
)
from .lexicon import Sense, lexicon
from .status import Modality, is_imperative, modality
from .syntax import Syntax
from .triggers import Trigger

_SPEECH = frozenset({"CONSULT", "SUPPORT", "ACCUSE", "REQUEST"})
_EXPECTED = frozenset({"CONSULT", "COOPERATE", "AID"})
_SURVIVE = frozenset({"escape", "survive", "evade", "dodge"})
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
    """Judges the acts of one sentence; `triggers` are its triggers by token, `speaker` tells who says a token."""

    def __init__(
        self, syntax: Syntax, speaker: Callable[[int], Mention | None], triggers: Mapping[int, Trigger]
    ) -> None:
        self.syntax, self.speaker, self.triggers = syntax, speaker, triggers
        self._plans = lexicon().tables["composition"]["plan"]

    def judged(self, act: Act, mood: Modality) -> Act:
        """An act as its own negation, modals and tense leave it."""
        if act.type == "":
            return act
        if (settled := self._unfulfilled(act, mood)) is not None:
            return settled
        status = act.status or mood.modifier
        if mood.negated:
            if mood.future or mood.would or mood.may or mood.must or mood.infinitive:
                return self._turned_down(act)
            if act.type in ("SUPPORT", "AGREE") and act.trigger.sense.op in ("approve", "commit"):
                return self._turned_down(act)
            return breach(act) or replace(act, status="denied")
        if mood.conditional:
            expected = mood.would and act.type in _EXPECTED
            return replace(self._future(act) if expected else act, status="hypothetical")
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

    def _is_claimed(self, act: Act) -> bool:
        """Whether what is told is who claims a deed, not the deed."""
        s, at = self.syntax, act.trigger.at
        return s.lemma[at] == "claim" and any(s.lemma[k] in ("responsibility", "credit") for k in act.trigger.matched)

    def _unfulfilled(self, act: Act, mood: Modality) -> Act | None:
        """An act that its adverbs or its whole clause settle: it failed, was only ordered or only claimed."""
        s, at = self.syntax, act.trigger.at
        if mood.negated and act.type == "ASSAULT" and self._is_claimed(act):
            return replace(act, sources=[], status=None)  # "nobody has claimed the attack": it was made
        if mood.modifier in ("failed", "ended"):
            return replace(act, status=mood.modifier)
        if mood.counterfactual or (mood.conditional and mood.negated):
            return replace(act, status="hypothetical")
        if act.trigger.sense.part == "verb" and not act.sources and is_imperative(s, at):
            return replace(act, status="possible")
        return None

    def settled(self, act: Act, told: Callable[[int], bool]) -> Act | None:
        """An act that no other governs, by the words above it: a headline's future, a purpose, a doubt, nothing told.

        `told` says whether the trigger at a token gave an act of its own.
        """
        s = self.syntax
        at = act.trigger.at
        above = s.head[at]
        if s.dep[at] == "pcomp" and s.lower[above] == "for" and s.head[above] in self.triggers and act.author is None:
            return None  # "jailed for helping": the ground of another act
        if (untrue := self._untrue(act)) is not None:
            return untrue
        if self._escaped(act):
            return replace(act, status="failed")
        if act.trigger.sense.part != "verb":
            return self._named(act)
        governed = self._governed(act)
        if governed is not None:
            return governed
        if act.status is not None or not s.is_infinitive(at) or modality(s, at).future:
            return act
        return self._purpose(act, told)

    def _purpose(self, act: Act, told: Callable[[int], bool]) -> Act | None:
        """An act in an infinitive that nothing above it settles."""
        s = self.syntax
        at = act.trigger.at
        dep = s.dep[at]
        if dep == "ROOT":
            return self._future(act)
        if dep == "advcl":
            above = s.head[at]
            if act.type in _SPEECH and above not in self.triggers and s.lemma[above] in words("gathering"):
                return self.judged(act, modality(s, above))
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

    def _governed(self, act: Act) -> Act | None:
        """A verb's act as the words above its clause leave it, or None where they leave it as it is."""
        s, at = self.syntax, act.trigger.at
        if came_to_nothing(s, at) and act.status in (None, "possible"):
            return replace(act, status="failed")
        if act.status == "possible" and came_to_nothing(s, s.head[at]):
            return replace(act, status="failed")
        if s.is_infinitive(at):
            says, head = infinitive(s, at)
            real = says == "real" and not self._is_purpose(head)
            if real and act.status is None:
                if head in self.triggers and self.triggers[head].sense.op:
                    ongoing = s.lemma[head] == "continue" and s.tag[head] in ("VBZ", "VBP")
                    return replace(act, status="ongoing") if ongoing else act
                return self.judged(act, modality(s, head))
            if says == "happened" and act.status == "possible":
                return replace(act, status=None)
            if says in ("failed", "possible") and act.status in (None, "possible"):
                return replace(act, status=says)
            if says == "planned" and act.status in (None, "possible"):
                return replace(act, status="planned")
            return None
        if act.status is None and (says := clause(s, at)) is not None:
            accused = says == "possible" and act.told_at is not None and s.pos[act.told_at] == "NOUN"
            return act if accused else replace(act, status=says)  # "an allegation that X shelled": X is accused
        if act.status is None and s.dep[at] == "pcomp" and s.lower[s.head[at]] == "by":
            above = s.head[s.head[at]]  # "an attempt to end the siege by bombing": as unreal as what it serves
            mood = modality(s, above)
            settled = s.is_infinitive(above) and infinitive(s, above)[0] == "real"
            if not settled and (mood.future or mood.may or mood.would or mood.must or mood.infinitive):
                return replace(act, status="possible")
        return None

    def _is_purpose(self, verb: int) -> bool:
        """Whether a verb is itself an infinitive that nothing makes real: "agreed to join forces to fight"."""
        s = self.syntax
        if not s.is_infinitive(verb) or modality(s, verb).future:
            return False
        return infinitive(s, verb)[0] not in ("real", "happened")

    def _named(self, act: Act) -> Act:
        """An act that a noun names, as the words above the noun leave it."""
        s, at = self.syntax, act.trigger.at
        if act.status in ("planned", "possible") and act.type not in _EXPECTED and is_presupposed(s, at):
            return replace(act, status=None)
        if act.status not in (None, "planned", "denied"):
            return act
        if (verb := told_to_be(s, at)) is not None and not self._is_told(verb):
            return self._existing(act, modality(s, verb))
        if act.status == "denied":
            return act
        says, head = nominal(s, at)
        if says is None or (act.status == "planned" and says not in ("possible", "hypothetical", "denied")):
            return act
        if says != "real":
            return replace(act, status=says)
        mood = modality(s, head)
        if mood.future or mood.may or mood.would or mood.conditional or mood.infinitive or mood.must:
            return replace(act, status="possible")
        return replace(act, status="denied") if mood.negated else act

    def _is_told(self, verb: int) -> bool:
        trigger = self.triggers.get(verb)
        return trigger is not None and not trigger.sense.is_stop

    def _existing(self, act: Act, mood: Modality) -> Act:
        """An act whose clause only says that it was, will be or will not be: "there will be no talks"."""
        if act.status == "denied":
            mood = replace(mood, negated=True)
        act = replace(act, status=None)
        if not (mood.negated and (mood.future or mood.would or mood.may or mood.must)):
            return self.judged(act, mood)
        speaker = self.speaker(act.at)
        parties = [*act.sources, *act.targets]
        if speaker is None or act.type not in COOPERATIVE:
            return replace(act, status="refused" if speaker is not None else "denied")
        others = [m for m in parties if not set(entities(m)) & set(entities(speaker))]
        return self._turned_down(replace(act, sources=[speaker], targets=others)) if others else act

    def _untrue(self, act: Act) -> Act | None:
        """What somebody rejects as untrue: "rejected claims that its jets bombed a school" tells of a denied raid."""
        s, inner = self.syntax, act.inner
        if inner is None or act.type != "REJECT" or inner.type not in HARMFUL:
            return None
        claimed = [k for k in s.kids[act.trigger.at] if s.lemma[k] in claims("nouns") and is_untrue(s, k)]
        if not claimed:
            return None
        author = act.sources[0] if act.sources else inner.author
        return replace(inner, status="denied", author=author, used=act.used + inner.used)

    def _escaped(self, act: Act) -> bool:
        """Whether what is told is that an attempt on somebody was survived."""
        s, at = self.syntax, act.trigger.at
        if act.type != "ASSAULT" or act.status is not None:
            return False
        told = {s.lemma[k] for k in (at, act.at, s.head[at])}
        return bool(told & _SURVIVE) and "attempt" in {s.lemma[k] for k in (at, act.at, *s.children(at, "dobj"))}

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
        if act.type == "MOBILIZE" and (meant := purpose(self.syntax, act)) is not None:
            becomes = "THREATEN" if meant == "hostile" else "AGREE"
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
