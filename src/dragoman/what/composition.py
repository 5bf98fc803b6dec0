"""Acts inside acts: "agreed to send", "refused to meet", "accused of shelling" become the one event they tell of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.records import Status
from dragoman.who import Mention

from .acts import Act, code_of, entities, mode_of, tried
from .arguments import Arguments
from .lexicon import Lexicon
from .reality import Judge
from .status import Modality, modality
from .syntax import Syntax
from .triggers import Trigger

_BELOW = frozenset(
    {"dobj", "attr", "oprd", "pobj", "nsubjpass", "xcomp", "ccomp", "pcomp", "prep", "conj", "acl", "agent", "acomp"}
)
_ATTITUDES = frozenset({"condemn", "approve", "sign"})
_UNDOING = frozenset({"refuse", "cancel", "fail"})
_SEEN_THROUGH = frozenset({"commit", "plan", "want", "offer", "announce"})
_OF_SUBJECTS = frozenset({"begin", "stop", "fail", "cancel"})  # "talks began", "fighting ended", "the truce collapsed"
_JOINT = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE"})
_ALLEGED = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "REJECT", "PROTEST"})
_UNDONE = frozenset({"try", "fail", "prevent"})
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
        self.rules = lexicon.tables["composition"]
        self.words = lexicon.classes
        self.by_token = {trigger.at: trigger for trigger in triggers}
        # A noun that a stop sense or a fixed phrase has claimed is no act of its own.
        for trigger in triggers:
            if trigger.sense.is_stop:
                for noun in trigger.matched:
                    self.by_token.pop(noun, None)
        self.judge = Judge(syntax, speaker, self.by_token)
        self.consumed: set[int] = set()
        self._memo: dict[int, list[Act]] = {}

    def acts(self) -> list[Act]:
        """The acts of the sentence that no other act holds, in text order."""
        tops = {at: self.evaluate(at) for at in sorted(self.by_token)}
        found = [act for at, acts in tops.items() if at not in self.consumed for act in acts]
        kept = [kept for act in found if (kept := self.judge.settled(act, self._told)) is not None]
        return kept + self.judge.obligations(self.arguments, *self.span)

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
        inner = self._inner(t, depth)
        own = self._own(t) if sense.type else None
        if own is not None and inner and sense.op is None:
            own = self._absorb(own, inner)
            return [self.judge.judged(own, mood)]
        if sense.op is None:
            return [self.judge.judged(own, mood)] if own else []
        if sense.op == "want" and self._of_others(t):
            if not inner:
                return []
            return self._compose(
                "demand" if sense.lemma in self.words["demanding"] else "possible", t, own, inner, mood
            )
        op = "order" if sense.op == "demand" and sense.lemma in self.words["order"] else sense.op
        if not inner:
            return [self.judge.judged(own, mood)] if own else []
        return self._compose(op, t, own, inner, mood)

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
        return self._mutual(act)

    def _mutual(self, act: Act) -> Act:
        """Reciprocal acts: without host and guest, the first party is the source and the others are targets."""
        doing = {entity for m in act.sources for entity in entities(m)}
        if any(set(entities(m)) <= doing for m in act.targets):
            act = replace(act, targets=[m for m in act.targets if not set(entities(m)) <= doing])
        frame = self.arguments.frame(act.trigger.sense.frame)
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
        if not frame.reciprocal:
            return act
        if act.type == "ASSAULT" and act.trigger.sense.lemma not in self.words["mutual"]:
            return act
        if act.type == "MOBILIZE":
            return act
        parties = [*act.sources, *act.targets]
        if len(parties) == 1 and len(parties[0].referents) > 1 and act.type in (*_JOINT, "ASSAULT", "RETREAT"):
            each = [replace(parties[0], actor=actor, referents=()) for actor in parties[0].referents]
            return replace(act, sources=each[:1], targets=each[1:], reciprocal=True)  # "the two sides met"
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

    def _is_exercise(self, act: Act) -> bool:
        nouns = (act.at, *act.trigger.matched)
        return any(
            self.syntax.lemma[k] in self.words["exercise"]
            for noun in nouns
            for k in (noun, *self.syntax.subtree(noun, 12))
        )

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
        nominals += [n for n in t.matched if n in self.by_token and n not in nominals and n not in clauses]
        if (
            sense.op in _OF_SUBJECTS
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
            return [root, *joined]
        found: list[int] = []
        for kid in s.kids[root]:
            if s.dep[kid] in _BELOW and kid != outer:
                if s.dep[kid] == "prep" and s.lower[kid] not in (
                    "of",
                    "to",
                    "for",
                    "on",
                    "with",
                    "in",
                    "from",
                    "into",
                    "against",
                    "at",
                    "over",
                    "about",
                    "as",
                ):
                    continue
                found += self._highest(kid, outer)
                if found:
                    break
        return found

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
            targets = [*targets, *(m for m in first.targets if m not in sources and m not in targets)]
        mode = own.mode or (first.mode if same else None)
        finer = same and first.mode is not None and own.mode is None
        return self._mutual(
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

    def _compose(self, op: str, t: Trigger, own: Act | None, inner: list[Act], mood: Modality) -> list[Act]:
        rule = self.rules.get(op)
        if rule is None:
            return [self.judge.judged(own, mood)] if own else inner
        outer = own or self._bare(t)
        made: list[Act] = []
        for act in map(_undone, inner) if op in _UNDOING else inner:
            becomes = rule.get(act.type, rule.get("else", ""))
            if becomes == "":
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
                    made.append(self._alleged(act, outer))
                elif (
                    op in _ATTITUDES
                    and act.type in ("ASSAULT", "COERCE")
                    and act.sources
                    and act.targets
                    and act.own_target
                ):
                    made.append(replace(act, author=act.author or (outer.sources[0] if outer.sources else None)))
                if op in ("commit", "offer", "demand", "refuse", "condemn", "approve", "accuse", "threaten", "sign"):
                    break
        return made

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
        if op in _OF_SUBJECTS and act.at in self.syntax.subjects(outer.at):
            outer = replace(outer, sources=[])  # "the trial of X began": X did not begin it
        passive_plan = op in ("plan", "possible") and outer.passive
        sources = act.sources or (
            [] if passive_plan or op in ("allow", "prevent", "possible", "report") else outer.sources
        )
        if op == "order" or (op == "begin" and not act.sources):
            sources = outer.sources or act.sources
        targets = act.targets or [m for m in outer.targets if m not in sources]
        if op == "order":
            targets = [m for m in [*act.targets, *outer.targets] if m not in sources][:4]
        said = act.type == "AGREE" and op in (
            "want",
            "commit",
            "offer",
        )  # "is seeking to mend ties": the seeking is told
        return self._mutual(
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

    def _over(self, type: str, act: Act, outer: Act, op: str, status: Status | None) -> Act:
        sources = outer.sources
        agentless = outer.passive and op in ("plan",)
        if agentless or (
            not sources and op in ("plan", "commit", "want", "offer", "fail", "cancel", "stop", "threaten", "refuse")
        ):
            sources = sources or act.sources
        targets = self._outer_targets(act, outer, op, sources)
        core = act.inner if act.inner is not None and act.type == type == "THREATEN" else act  # "warned they would"
        mode = mode_of(type, core) or (outer.mode if outer.type == type else None)
        if type == "THREATEN" and op in ("plan", "want", "commit", "offer") and not self._authored(act, outer):
            # Harm that somebody else is expected to do is no threat: it stays what it is, not yet done.
            return replace(act, status="possible")
        plain = outer.type == type and outer.cameo
        contexts = tuple(dict.fromkeys([*(outer.contexts if plain else ()), *act.contexts]))
        code: str | None = code_of(type, mode, contexts, core)
        if plain and (code is None or len(code.rstrip("0")) <= len(str(outer.cameo).rstrip("0"))):
            code = outer.cameo
        mutual = act.reciprocal or (act.type in _JOINT and self.arguments.frame(act.trigger.sense.frame).reciprocal)
        if not targets and mutual and len(sources) > 1:
            sources, targets = sources[:1], sources[1:]
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

    def _alleged(self, act: Act, outer: Act) -> Act:
        """What somebody is accused of: an event of its own that only the accuser tells of."""
        return replace(
            act,
            sources=act.sources or outer.targets,
            targets=[m for m in act.targets if m not in outer.targets],
            author=outer.sources[0] if outer.sources else None,
        )


_CLAUSE_OPS = frozenset({"commit", "offer", "plan", "want", "demand", "refuse", "threaten", "accuse", "condemn"})
_CLAUSE_OPS |= {"approve", "deny", "fail", "try", "stop", "cancel", "prevent", "allow", "begin", "possible", "announce"}


def _undone(act: Act) -> Act:
    """Of an offer that is turned down, what was offered: "declined an offer for talks" declines talks."""
    if act.type != "AGREE" or act.inner is None:
        return act
    targets = act.sources or act.inner.targets or act.targets  # whose offer it was is turned down
    return replace(act.inner, used=act.used, sources=act.sources, targets=targets)


def _is_thing(outer: Act, act: Act) -> bool:
    """Whether what is praised or blamed is the inner act rather than a person."""
    return bool(act.sources) and all(m.kind == "nominal" for m in outer.targets)
