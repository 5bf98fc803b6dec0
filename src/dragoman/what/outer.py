"""What an outer act makes of the act inside it: agree, refuse, threaten, demand, deny, accuse of + X."""

from __future__ import annotations

from dataclasses import replace

from dragoman.records import Status
from dragoman.who import Mention

from .acts import BREACH, Act, breach, code_of, entities, mode_of, tried
from .arguments import Arguments
from .forces import purpose
from .governing import designed
from .lexicon import Lexicon
from .reality import Judge
from .reciprocity import JOINT, Reciprocity, sides
from .status import Modality
from .syntax import Syntax
from .triggers import Trigger

OF_SUBJECTS = frozenset({"begin", "stop", "fail", "cancel"})
"""Operators of what their subject names: "talks began", "fighting ended", "the truce collapsed"."""
_ATTITUDES = frozenset({"condemn", "approve", "sign"})
_UNDOING = frozenset({"refuse", "cancel", "fail"})
_SEEN_THROUGH = frozenset({"commit", "plan", "want", "offer", "announce"})
_ALLEGED = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "REJECT", "PROTEST"})
_SWORN = frozenset({"vow", "swear", "threaten"})
_FORESEEN = frozenset({"plan", "want", "commit", "offer", "announce"})
_MINDED = frozenset({"plan", "want", "announce"})
_UNDONE = frozenset({"try", "fail", "prevent"})


class Outer:
    """Composes the acts of one sentence by the rules of composition.toml."""

    def __init__(
        self, syntax: Syntax, arguments: Arguments, lexicon: Lexicon, judge: Judge, reciprocity: Reciprocity
    ) -> None:
        self.syntax, self.arguments, self.judge, self.reciprocity = syntax, arguments, judge, reciprocity
        self.rules = lexicon.tables["composition"]

    def composed(self, op: str, t: Trigger, own: Act | None, inner: list[Act], mood: Modality) -> list[Act]:
        """The acts that an operator and the acts inside it come to."""
        rule = self.rules.get(op)
        if rule is None:
            return [self.judge.judged(own, mood)] if own else inner
        outer = own or self._bare(t)
        made: list[Act] = []
        for act in map(_undone, inner) if op in _UNDOING else inner:
            becomes = rule.get(act.type, rule.get("else", ""))
            if act.type == "MOBILIZE" and op in _FORESEEN:
                becomes = self._of_forces(act, op, becomes, t)
            if becomes == "THREATEN" and op in _MINDED and (was := designed(self.syntax, t.at)) is not None:
                becomes = f"={was}"
            if becomes == "":
                continue
            if act.told_at is not None and op == "announce":
                made.append(act)  # "an accusation that X had shelled the town was made public": it is the accusation
                continue
            if op == "fail" and (broken := breach(act)) is not None:
                broken = replace(broken, at=outer.at, status="happened", used=act.used + outer.used)
                made.append(self.judge.judged(broken, mood))
                continue
            if op == "accuse" and not outer.targets and not self._others(act.sources, outer.sources):
                # A claim that names nobody is a statement; what it claims stands, as the speaker's.
                made.append(
                    replace(
                        act,
                        author=act.author or (outer.sources[0] if outer.sources else None),
                        used=act.used + outer.used,
                    )
                )
                continue
            if op == "stop" and act.at in self.syntax.subjects(t.at) and not self.syntax.is_passive(t.at):
                becomes = "=ended"  # "the meeting ended": nobody broke it off
            if op == "stop" and act.type == "CONSULT" and _by_all_or_nobody(outer):
                becomes = "=ended"  # "both ended two days of talks", "talks were halted"
            if becomes == act.type and op in _SEEN_THROUGH:
                becomes = "="
            if op == "announce" and self.syntax.dep[act.at] == "ccomp":
                becomes = "="
            if becomes.startswith("="):
                status = becomes[1:] or rule["status"] or None
                made.append(self.judge.judged(self._same(act, outer, op, status), mood))
            else:
                made.append(self.judge.judged(self._over(becomes, act, outer, op, rule["status"] or None), mood))
                if op == "accuse" and (act.type in _ALLEGED or act.cameo == "072"):
                    # Whom nobody accuses is no doer; what was done stands.
                    made.append(act if mood.negated or self._by_nobody(t.at) else self._alleged(act, outer))
                elif op in _ATTITUDES and self._stands(act, t):
                    author = act.author or (outer.sources[0] if outer.sources else None)
                    made.append(replace(act, author=author, told_at=outer.at))
                if op in ("commit", "offer", "demand", "refuse", "condemn", "approve", "accuse", "threaten", "sign"):
                    break
        return made

    def _stands(self, act: Act, t: Trigger) -> bool:
        """Whether a deed that somebody praises or condemns is told with it: who did it to whom, or broke a truce."""
        if act.type not in ("ASSAULT", "COERCE") or not act.sources:
            return False
        if act.cameo == BREACH:
            return self.syntax.lemma[t.at] != "warn"
        return bool(act.targets) and act.own_target

    def _of_forces(self, act: Act, op: str, becomes: str, t: Trigger) -> str:
        """What forces that are to be sent come to: an agreement where they are to help, a threat where they are sworn
        or sent against somebody, else a deployment that is planned.
        """
        meant = purpose(self.syntax, act)
        if meant == "hostile" or t.sense.lemma in _SWORN:
            return "THREATEN"
        return "AGREE" if meant == "help" or op in ("commit", "offer") else becomes

    def _bare(self, t: Trigger) -> Act:
        """The arguments of an operator that is no act itself."""
        s = self.syntax
        noun = s.pos[t.at] in ("NOUN", "PROPN")
        found = self.arguments.of_noun(t) if noun else self.arguments.of_verb(t)
        return Act(
            at=t.at,
            trigger=t,
            type="",
            sources=found.sources,
            targets=found.targets,
            used=(t.at,),
            passive=not noun and self.arguments.is_passive(t),
        )

    def _same(self, act: Act, outer: Act, op: str, status: Status | None) -> Act:
        """The inner act seen through an operator: what it lacks is filled from outside."""
        if op in OF_SUBJECTS and act.at in self.syntax.subjects(outer.at):
            outer = replace(outer, sources=[])  # "the trial of X began": X did not begin it
        passive_plan = op in ("plan", "possible") and outer.passive
        sources = act.sources or (
            [] if passive_plan or op in ("allow", "prevent", "possible", "report") else outer.sources
        )
        told = op == "begin" and act.passive and self._is_clause(act.trigger.at)  # "fighting went on, X was hurt"
        if op == "order" or (op == "begin" and not act.sources and not told):
            sources = outer.sources or act.sources
        elif told:
            sources = act.sources
        targets = act.targets or [m for m in outer.targets if m not in sources]
        if op == "order" and outer.passive and not outer.sources:
            sources = []  # "the paper was told to stop printing": by whom is not said
        if op == "order":
            targets = [m for m in [*act.targets, *outer.targets] if m not in sources][:4]
        said = act.type == "AGREE" and op in (
            "want",
            "commit",
            "offer",
        )  # "is seeking to mend ties": the seeking is told
        return self.reciprocity.settled(
            replace(
                act,
                at=outer.at if said else act.at,
                sources=sources,
                targets=[m for m in targets if m not in sources],
                status=status or act.status,
                cameo=tried(act.cameo) if op in _UNDONE else act.cameo,
                used=act.used + outer.used,
            )
        )

    def _is_clause(self, at: int) -> bool:
        """Whether a verb stands in a clause of its own under another verb."""
        while self.syntax.dep[at] == "conj":
            at = self.syntax.head[at]
        return self.syntax.dep[at] == "ccomp"

    def _over(self, type: str, act: Act, outer: Act, op: str, status: Status | None) -> Act:
        sources = outer.sources
        agentless = outer.passive and op in ("plan",)
        if agentless or (
            not sources and op in ("plan", "commit", "want", "offer", "fail", "cancel", "stop", "threaten", "refuse")
        ):
            sources = sources or act.sources
        targets = self._outer_targets(act, outer, op, sources)
        if act.reciprocal and act.type == "CONSULT" and targets == act.targets and sources:
            targets = [*self._others(act.sources, sources), *targets]  # "offered to host talks between X and Y"
        core = act.inner if act.inner is not None and act.type == type == "THREATEN" else act  # "warned they would"
        mode = mode_of(type, core) or (outer.mode if outer.type == type else None)
        if type == "THREATEN" and op in ("plan", "want", "commit", "offer") and not self._authored(act, outer):
            # Harm that somebody else is expected to do is no threat: it stays what it is, not yet done.
            return replace(act, status="possible")
        if op in ("plan", "want") and act.type == "ASSAULT" and act.trigger.sense.part == "noun" and not outer.passive:
            # "planning a massacre" tells of the massacre; a threat is what somebody says that he will do.
            return replace(self._same(act, outer, op, None), status=status or "planned")
        plain = outer.type == type and outer.cameo
        contexts = tuple(dict.fromkeys([*(outer.contexts if plain else ()), *act.contexts]))
        code: str | None = code_of(type, mode, contexts, core)
        if plain and (code is None or len(code.rstrip("0")) <= len(str(outer.cameo).rstrip("0"))):
            code = outer.cameo
        mutual = act.reciprocal or (act.type in JOINT and self.arguments.frame(act.trigger.sense.frame).reciprocal)
        mutual = mutual and (op != "refuse" or act.type != "COOPERATE")  # each refuses to hand it over
        if not targets and mutual:
            sources, targets = sides([self.reciprocity.paired(m) for m in sources])
        joint = (
            act.reciprocal and not outer.targets and op in ("commit", "plan", "want", "cancel", "fail", "stop", "offer")
        )
        at = act.at if op == "plan" and outer.trigger.sense.type is None else outer.at
        return replace(
            outer,
            at=at,
            type=type,
            mode=mode,
            cameo=code,
            contexts=contexts,
            sources=sources,
            targets=targets,
            status=status,
            inner=act,
            used=outer.used + act.used,
            reciprocal=joint and bool(targets),
            own_target=bool(targets),
        )

    def _authored(self, act: Act, outer: Act) -> bool:
        """Whether those who speak of the harm are those who would do it."""
        if outer.passive:
            return False
        if not act.sources or not outer.sources:
            return bool(outer.sources or act.sources)
        mine = {m.actor.entity for m in outer.sources}
        return any(m.actor.entity in mine for m in act.sources)

    def _outer_targets(self, act: Act, outer: Act, op: str, sources: list[Mention]) -> list[Mention]:
        if op in ("demand", "order", "accuse", "threaten"):
            order = (outer.targets, act.sources, act.targets)
        elif op in _ATTITUDES:
            order = (
                (act.sources, outer.targets, act.targets)
                if _is_thing(outer, act)
                else (outer.targets, act.sources, act.targets)
            )
        elif op in ("refuse", "cancel", "stop", "fail", "prevent", "allow"):
            order = (
                (act.targets, outer.targets, act.sources)
                if op != "allow"
                else (outer.targets, act.sources, act.targets)
            )
        elif any(self.syntax.lower[word] == "with" for word in outer.trigger.words):
            order = (outer.targets, act.targets, act.sources)  # "agreed with X to open a plant"
        else:
            order = (act.targets, outer.targets, act.sources)
        for mentions in order:
            found = self._others(mentions, sources)
            if found:
                return found
        return []

    def _others(self, mentions: list[Mention], sources: list[Mention]) -> list[Mention]:
        """The mentions that name nobody among the sources."""
        starts = {m.actor.start for m in sources}
        doing = {entity for m in sources for entity in entities(m)}
        return [m for m in mentions if m.actor.start not in starts and not set(entities(m)) <= doing]

    def _by_nobody(self, verb: int) -> bool:
        """Whether a verb's subject is nobody: "no one blamed them"."""
        return any(self.syntax.lower[k] in ("nobody", "none", "no-one") for k in self.syntax.children(verb, "nsubj"))

    def _alleged(self, act: Act, outer: Act) -> Act:
        """What somebody is accused of: an event of its own that only the accuser tells of."""
        doers = act.sources or outer.targets
        if doers and all(self.syntax.lower[m.head] in ("other", "another") for m in doers):
            doers = [*outer.sources, *(m for m in outer.targets if m not in doers)]  # "accused each other of": both did
        return replace(
            act,
            sources=doers,
            targets=[m for m in act.targets if m not in outer.targets and m not in doers],
            author=outer.sources[0] if outer.sources else None,
            told_at=outer.at,
        )


def _by_all_or_nobody(outer: Act) -> bool:
    """Whether several together do something, or nobody in particular does."""
    joint = len(outer.sources) > 1 or any(len(m.referents) > 1 for m in outer.sources)
    return joint or (outer.passive and not outer.sources)


def _undone(act: Act) -> Act:
    """Of an offer that is turned down, what was offered: "declined an offer for talks" declines talks."""
    if act.type != "AGREE" or act.inner is None:
        return act
    targets = act.sources or act.inner.targets or act.targets  # whose offer it was is turned down
    return replace(act.inner, used=act.used, sources=act.sources, targets=targets)


def _is_thing(outer: Act, act: Act) -> bool:
    """Whether what is praised or blamed is the inner act rather than a person."""
    return bool(act.sources) and all(m.kind == "nominal" for m in outer.targets)
