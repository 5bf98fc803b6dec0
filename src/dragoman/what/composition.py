"""Acts inside acts: "agreed to send", "refused to meet", "accused of shelling" become the one event they tell of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.records import Status
from dragoman.who import Mention

from .acts import Act
from .arguments import Arguments
from .governing import claims, is_frustrated, words
from .lexicon import Lexicon
from .merging import hit_together
from .outer import OF_SUBJECTS, Outer
from .reality import Judge
from .recipients import Recipients
from .reciprocity import Reciprocity
from .status import modality
from .syntax import Syntax
from .triggers import Trigger

_BELOW = frozenset(
    {"dobj", "attr", "oprd", "pobj", "nsubjpass", "xcomp", "ccomp", "pcomp", "prep", "conj", "acl", "agent", "acomp"}
)
_INTO = frozenset({"of", "to", "for", "on", "with", "in", "from", "into", "against", "at", "over", "about", "as"})
_CLAUSE_OPS = frozenset({"commit", "offer", "plan", "want", "demand", "refuse", "threaten", "accuse", "condemn"})
_CLAUSE_OPS |= {"approve", "deny", "fail", "try", "stop", "cancel", "prevent", "allow", "begin", "possible", "announce"}
_RECESSES = frozenset({"adjourn", "pause", "interrupt"})
_ENDINGS = frozenset({"suspend", "end", "halt", "stop", "terminate", "freeze"})
_TAKING = frozenset({"have", "play", "bear"})
_TRANSPARENT = frozenset({"begin", "report", "possible"})


class Composer:
    """Turns the triggers of one sentence into acts."""

    def __init__(
        self,
        syntax: Syntax,
        arguments: Arguments,
        lexicon: Lexicon,
        triggers: list[Trigger],
        speaker: Callable[[int], Mention | None],
        span: tuple[int, int],
    ) -> None:
        self.syntax, self.arguments, self.span = syntax, arguments, span
        self.words = lexicon.classes
        self.by_token = {trigger.at: trigger for trigger in triggers}
        # A noun that a stop sense or a fixed phrase has claimed is no act of its own.
        for trigger in triggers:
            if trigger.sense.is_stop:
                for noun in trigger.matched:
                    self.by_token.pop(noun, None)
        self.judge = Judge(syntax, speaker, self.by_token)
        self.reciprocity = Reciprocity(syntax, arguments, lexicon)
        self.outer = Outer(syntax, arguments, lexicon, self.judge, self.reciprocity)
        self.recipients = Recipients(syntax, arguments, speaker, span)
        self.consumed: set[int] = set()
        self._memo: dict[int, list[Act]] = {}

    def acts(self) -> list[Act]:
        """The acts of the sentence that no other act holds, in text order."""
        tops = {at: self.evaluate(at) for at in sorted(self.by_token)}
        found = [act for at, acts in tops.items() if at not in self.consumed for act in acts]
        kept = [kept for act in found if (kept := self.judge.settled(act, self._told)) is not None]
        kept = [self._by_denied(act, kept) for act in kept if not self._is_past_history(act, kept)]
        kept = [self.recipients.settled(act) for act in kept]
        return kept + self.judge.obligations(self.arguments, *self.span)

    def _by_denied(self, act: Act, acts: list[Act]) -> Act:
        """An act that is only how another was done ("denied it had broken the truce by shelling"): denied with it."""
        s, at = self.syntax, act.trigger.at
        if act.status is not None or s.dep[at] != "pcomp" or s.lower[s.head[at]] != "by":
            return act
        above = s.head[s.head[at]]
        denied = any(other.status == "denied" and other.trigger.at == above for other in acts)
        return replace(act, status="denied") if denied else act

    def _is_past_history(self, act: Act, acts: list[Act]) -> bool:
        """Whether an undated relative clause in the perfect only says who somebody is: "rebels that have held it"."""
        s, at = self.syntax, act.trigger.at
        if act.trigger.sense.part != "verb" or not any(s.dep[k] == "aux" and s.lemma[k] == "have" for k in s.kids[at]):
            return False
        while s.dep[at] in ("conj", "xcomp"):
            at = s.head[at]
        if s.dep[at] != "relcl" or any(s.lower[k] == "where" for k in s.kids[at]):
            return False
        below = s.subtree(at)
        if any(s.doc[k].ent_type_ in ("DATE", "TIME") for k in below):
            return False
        return not act.targets or any(other.trigger.at not in below for other in acts)

    def _told(self, at: int) -> bool:
        return bool(self._memo.get(at))

    # ------------------------------------------------------------------ one trigger

    def evaluate(self, at: int, depth: int = 0) -> list[Act]:
        """What the trigger at a token comes to, with everything it governs."""
        if at not in self._memo:
            self._memo[at] = []  # a parse may loop; the second visit finds nothing
            self._memo[at] = self._evaluate(self.by_token[at], depth)
        return self._memo[at]

    def _evaluate(self, t: Trigger, depth: int) -> list[Act]:
        sense = t.sense
        if sense.is_stop or depth > 6:
            return []
        mood = modality(self.syntax, t.at)
        if (tried := self._frustrated(t, depth)) is not None:
            return tried
        if not mood.negated and (denied := self._denied_claim(t, depth)):
            return denied
        if sense.op == "deny" and sense.lemma in _TAKING and not self._takes_no_part(t, negated=mood.negated):
            return []
        inner = self._inner(t, depth)
        own = self._own(t) if sense.type else None
        if own is not None and inner and sense.op is None:
            if (rested := self._in_recess(own, inner[0])) is not None:
                return [self.judge.judged(rested, mood)]
            own = self._absorb(own, inner)
            return [self.judge.judged(own, mood)]
        if sense.op is None:
            return [self.judge.judged(own, mood)] if own else []
        if sense.op == "want" and self._of_others(t):
            if not inner:
                return []
            return self.outer.composed(
                "demand" if sense.lemma in self.words["demanding"] else "possible", t, own, inner, mood
            )
        op = "order" if sense.op == "demand" and sense.lemma in self.words["order"] else sense.op
        if not inner:
            return [self.judge.judged(own, mood)] if own else []
        if op == "try" and sense.part == "noun" and is_frustrated(self.syntax, t.at):
            return [replace(_core(act), status="failed") for act in self.outer.composed(op, t, own, inner, mood)]
        return self.outer.composed(op, t, own, inner, mood)

    def _frustrated(self, t: Trigger, depth: int) -> list[Act] | None:
        """The deed whose attempt came to nothing ("the attempt to free them failed"): it failed, nobody refused it."""
        s = self.syntax
        if t.sense.part != "verb" or s.lemma[t.at] not in words("frustrated"):
            return None
        undone = s.patients(t.at) if s.is_passive(t.at) or s.children(t.at, "dobj") else s.subjects(t.at)
        designs = [i for i in undone if s.lemma[i] in words("designs") and i in self.by_token]
        acts = [act for i in designs for act in self.evaluate(i, depth + 1)]
        if not acts or s.children(t.at, "xcomp"):
            return None
        self.consumed.update(designs)
        mood = modality(s, t.at)
        open_still = mood.negated or mood.future or mood.may or mood.would or mood.conditional
        status: Status = "possible" if open_still else "failed"
        return [replace(_core(act), status=status, used=(*act.used, t.at)) for act in acts]

    def _in_recess(self, own: Act, talks: Act) -> Act | None:
        """The talks that were adjourned, or ended by both sides or nobody in particular: nobody broke them off."""
        s, lemma = self.syntax, own.trigger.sense.lemma
        if own.cameo != "164" or talks.type != "CONSULT" or (lemma not in _RECESSES and lemma not in _ENDINGS):
            return None
        parties = [m for m in own.sources if m.kind != "nominal" or m.actor.code]
        joint = len(parties) > 1 or any(len(m.referents) > 1 for m in parties)
        if lemma in _ENDINGS and not joint and not (s.is_passive(own.at) and not parties):
            return None
        sources = talks.sources or (own.sources if joint else [])
        targets = talks.targets or ([] if joint else own.targets)
        sides = replace(talks, sources=sources, targets=[m for m in targets if m not in sources])
        return self.reciprocity.settled(replace(sides, status="ended", used=own.used + talks.used))

    def _takes_no_part(self, t: Trigger, *, negated: bool) -> bool:
        """Whether somebody says that he had nothing to do with it: "had no part in", "played no role in"."""
        s = self.syntax
        nothing = any(s.lower[noun] == "nothing" or s.children(noun, "neg") for noun in t.matched)
        return negated or nothing or any(s.lower[k] == "no" for noun in t.matched for k in s.children(noun, "det"))

    def _denied_claim(self, t: Trigger, depth: int) -> list[Act]:
        """What somebody rejects as untrue, or his part in it: "rejected accusations that it shelled the town".

        "Dismissed reports of a breakdown of the talks" denies the breakdown, "rejected responsibility for the attack"
        that the attack was his.
        """
        s = self.syntax
        if t.sense.part != "verb" or s.lemma[t.at] not in claims("denied"):
            return []
        told = s.patients(t.at) + [noun for prep, _, noun in s.prepositions(t.at) if prep == "as"]
        said = [i for i in told if s.lemma[i] in claims("nouns") or s.lemma[i] in claims("parts")]
        found: list[Act] = []
        for noun in said:
            for kid in s.kids[noun]:
                if s.dep[kid] in ("acl", "relcl") or (s.dep[kid] == "prep" and s.lower[kid] in ("of", "for", "in")):
                    for at in self._highest(kid, noun):
                        acts = self.evaluate(at, depth + 1)
                        found += [act for act in acts if act.status in (None, "happened", "denied", "possible")]
                        if acts:
                            self.consumed.add(at)
        if not found:
            return []
        self.consumed.update(said)
        deniers = self.arguments.parties(s.agents(t.at))
        author = deniers[0] if deniers else None
        own = any(s.lemma[noun] in claims("parts") for noun in said)  # his part in it
        return [
            replace(
                act,
                status="denied",
                author=author or act.author,
                sources=act.sources or (deniers if own or act.type == "REJECT" else []),
                targets=[m for m in act.targets if m not in deniers],
                used=(*act.used, t.at),
            )
            for act in found
        ]

    def _behind_deed(self, t: Trigger, sources: list[Mention]) -> list[Mention]:
        """Whose deed it was where the deed is the subject ("the shelling by X killed six"); else the sources."""
        for at in self.syntax.agents(t.at):
            deed = self.by_token.get(at)
            named = deed is not None and (deed.sense.part == "noun" or self.syntax.tag[at] == "VBG")
            if deed is not None and named and deed.sense.type == "ASSAULT" and not deed.sense.op:
                acts = [act for act in self.evaluate(at) if not act.reciprocal]
                return [m for act in acts for m in act.sources] or (self.arguments.of_volley(at) if acts else [])
        return sources

    def _of_others(self, t: Trigger) -> bool:
        """Whether what is wanted is that somebody else act: the clause has a subject of its own."""
        s = self.syntax
        return any(s.children(kid, "nsubj", "nsubjpass") for kid in s.children(t.at, "xcomp", "ccomp"))

    def _own(self, t: Trigger) -> Act:
        """The act that a trigger is by itself."""
        s, sense = self.syntax, t.sense
        noun = sense.part == "noun" or s.pos[t.at] in ("NOUN", "PROPN")
        found = self.arguments.of_noun(t) if noun else self.arguments.of_verb(t)
        assert sense.type is not None
        if not noun and sense.type == "ASSAULT":
            found.sources = self._behind_deed(t, found.sources)
        act = Act(
            at=t.at,
            trigger=t,
            type=sense.type,
            mode=sense.mode,
            cameo=sense.cameo,
            contexts=sense.contexts,
            sources=found.sources,
            targets=found.targets,
            own_target=found.own_target,
            used=(t.at,),
            passive=not noun and self.arguments.is_passive(t),
        )
        return self.reciprocity.settled(act)

    def _inner(self, t: Trigger, depth: int) -> list[Act]:
        """The acts that a trigger governs: in its clauses first, then in its objects."""
        s = self.syntax
        i = t.at
        sense = t.sense
        if sense.op is None and not t.matched:
            return []
        clauses: list[int] = []
        nominals: list[int] = []
        passive = s.is_passive(i)
        for kid in s.kids[i]:
            dep = s.dep[kid]
            if (
                dep in ("xcomp", "ccomp")
                or (dep == "advcl" and self.syntax.is_infinitive(kid) and sense.op)
                or (dep == "advcl" and sense.op == "deny" and any(s.lower[k] == "having" for k in s.kids[kid]))
                or (dep == "acl" and s.pos[i] in ("NOUN", "PROPN"))
            ):
                clauses.append(kid)
            elif (
                dep in ("prep", "agent")
                and s.lower[kid] != "by"
                and s.lower[kid] not in ("after", "before", "during", "since", "amid", "despite", "following", "as")
            ):
                if kid in t.words or sense.op in _CLAUSE_OPS or sense.part != "verb":
                    for below in s.kids[kid]:
                        if s.dep[below] == "pcomp":
                            clauses.append(below)
                        elif s.dep[below] == "pobj":
                            nominals.append(below)
            elif dep in ("dobj", "attr", "oprd") or (dep == "nsubjpass" and passive):
                nominals.append(kid)
                if s.lower[kid] == "nothing":  # "to do with the raid"
                    clauses += s.children(kid, "acl", "relcl")
        if sense.op == "accuse":  # "held responsible for the raid"
            told = [k for word in t.matched for k in (word, *s.children(word, "amod", "acomp")) if s.pos[k] == "ADJ"]
            nominals += [noun for word in told for prep, _, noun in s.prepositions(word) if prep == "for"]
        nominals += [n for n in t.matched if n in self.by_token and n not in nominals and n not in clauses]
        if (
            sense.op in OF_SUBJECTS
            and not clauses
            and not any(s.dep[n] in ("dobj", "attr", "oprd", "nsubjpass") for n in nominals)
        ):
            nominals = [kid for kid in s.kids[i] if s.dep[kid] == "nsubj"] + nominals
        if sense.op is None:
            clauses, nominals = (
                [],
                [n for n in t.matched if n in self.by_token or any(k in self.by_token for k in s.kids[n])],
            )
        found: list[Act] = []
        for root in clauses + nominals:
            for at in self._highest(root, i):
                if self.by_token[at].sense.op == "report" and sense.op not in _TRANSPARENT:
                    continue  # "refrained from saying that": what is said is not what is refrained from
                got = self.evaluate(at, depth + 1)
                if got or self.by_token[at].sense.op:
                    found += got
                if got:
                    self._claim(at, sense.op)
            if found and sense.op not in _TRANSPARENT:
                break
        return found

    def _claim(self, at: int, op: str | None) -> None:
        if op != "report":
            self.consumed.add(at)

    def _highest(self, root: int, outer: int) -> list[int]:
        """The topmost triggers at or below a token, not looking into relative clauses, and the ones joined to them."""
        s = self.syntax
        if root in self.by_token and root != outer:
            joined = [k for k in s.kids[root] if s.dep[k] == "conj" and k in self.by_token]
            if s.is_infinitive(root):
                joined = [k for k in joined if not self._is_finite(k)]
            return [root, *joined]
        found: list[int] = []
        for kid in s.kids[root]:
            if s.dep[kid] in _BELOW and kid != outer:
                if s.dep[kid] == "prep" and s.lower[kid] not in _INTO:
                    continue
                if found and not (s.dep[kid] == "conj" and s.is_verbal(kid)):
                    continue  # of "that X did this and that Y did that" both clauses are told, else the first thing
                found += self._highest(kid, outer)
        return found

    def _is_finite(self, verb: int) -> bool:
        """Whether a verb stands on its own feet: "continue to search and have freed two"."""
        return any(self.syntax.tag[k] in ("VBP", "VBZ", "VBD", "MD") for k in self.syntax.children(verb, "aux"))

    def _absorb(self, own: Act, inner: list[Act]) -> Act:
        """A verb and the noun it is done with ("launched a drone attack") are one act, told by both."""
        first = inner[0]
        used = own.used + tuple(at for act in inner for at in act.used)
        light = own.trigger.sense.part == "verb" and own.trigger.sense.lemma in self.words["light"]
        if (
            light
            and first.type != own.trigger.sense.type
            and 3 <= first.trigger.strength > own.trigger.strength - 2
            and first.trigger.sense.op is None
        ):
            # "launched a scathing attack": a light verb says only that it was done, the noun says what.
            own = replace(own, type=first.type, mode=first.mode, cameo=first.cameo, contexts=first.contexts)
        same = first.type == own.type
        sources = own.sources or [m for m in first.sources if m not in own.targets]
        targets = own.targets
        if not targets or (not own.own_target):
            targets = [m for m in [*first.targets, *first.sources] if m not in sources]
        if own.type == "ASSAULT" and same and not any(m.actor.code for m in targets):
            targets = hit_together([*targets, *(m for m in first.targets if m not in sources and m not in targets)])
        mode = own.mode or (first.mode if same else None)
        finer = same and first.mode is not None and own.mode is None
        return self.reciprocity.settled(
            replace(
                own,
                sources=sources,
                targets=targets,
                mode=mode,
                used=used,
                at=first.at if same and light else own.at,
                cameo=first.cameo if finer else own.cameo,
                contexts=tuple(dict.fromkeys([*own.contexts, *(first.contexts if same else ())])),
                inner=None if same else first,
                reciprocal=own.reciprocal or (same and first.reciprocal and not own.targets),
            )
        )

    # ------------------------------------------------------------------ outer over inner


def _core(act: Act) -> Act:
    """What was tried, where the try has been read as an agreement to it."""
    inner = act.inner
    if inner is None or act.trigger.sense.op != "try":
        return act
    targets = inner.targets or [m for m in act.targets if m not in act.sources]
    return replace(inner, sources=inner.sources or act.sources, targets=targets)
