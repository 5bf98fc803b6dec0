"""From a script to its reports: who tells what, when, in which words, and what it tells again of earlier days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from msgspec.structs import replace

from .copying import copied
from .outlets import Outlet, outlets
from .reports import Sentence, Story, Tells
from .scripts import Bank, Script, Step
from .wording import Used, Words, bank

_WEIGHT = {
    "signed": 9, "collapsed": 9, "convened": 8, "cancelled": 8, "ceasefire": 8, "concluded": 8, "attack": 7,
    "accepted": 7, "postponed": 7, "moved": 6, "refused": 6, "adjourned": 6, "resumed": 6, "proposed": 6, "toll": 5,
    "mediator": 5, "ongoing": 5, "violated": 5, "rejected": 4, "offered": 4, "demanded": 4, "denied": 3,
}  # fmt: skip
"""What leads a report when several things are told in it."""
_AHEAD = {"proposed", "accepted", "refused", "moved", "mediator", "cancelled"}
"""What is told of a round that is still to come: its planned day may be named."""
_MAIN = {kind for kind, weight in _WEIGHT.items() if weight >= 8}
_SITTING = {"convened", "ongoing", "adjourned", "resumed", "concluded", "collapsed", "signed"}
_FRONT = {"attack", "toll"}
_AGAIN = {"convened", "concluded", "collapsed", "signed", "ceasefire", "attack", "cancelled"}
_NOISE = 22
"""Reports of other things in each script."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence to be: its template, the step that fills it (none: background) and what it is to the step."""

    template: str
    step: Step | None = None
    role: str = "ground"


@dataclass(slots=True)
class _Draft:
    """A report in the making, with the templates of its sentences so that a correction can fill them anew."""

    story: Story
    parts: list[_Part]


@dataclass(slots=True)
class Newsroom:
    """All outlets at work on one script; `stories` is what they publish, corrections as later versions of the same id.

    Deterministic: the same script, bank and seed give the same stories.
    """

    script: Script
    bank: Bank
    seed: int = 0
    stories: list[Story] = field(default_factory=list)
    _drafts: list[_Draft] = field(default_factory=list)
    _used: Used = field(default_factory=Used)
    _count: int = 0
    _rng: Random = field(default_factory=Random)

    def run(self) -> list[Story]:
        """Every story, in the order of publication."""
        self._rng = Random(f"{self.bank}/{self.script.name}/{self.seed}")
        every = outlets()
        for outlet in every:
            if outlet.copies is None and outlet.every is None:
                self._daily(outlet)
        self._cover_rest(every[0])
        self._correct()
        self._other_news([outlet for outlet in every if outlet.every is None and outlet.copies is None])
        for outlet in every:
            if outlet.copies:
                self._copy(outlet)
        for outlet in every:
            if outlet.every:
                self._periodical(outlet, outlet.every)
        self.stories.sort(key=lambda story: (story.published, story.id, story.version))
        return self.stories

    def _daily(self, outlet: Outlet) -> None:
        due: dict[int, list[Step]] = {}
        for step in self.script.steps:
            if step.only not in (None, outlet.id):
                continue
            share = min(1.0, outlet.covers + 0.25) if step.kind in _MAIN else outlet.covers
            told = step.only or any(telling.outlet == outlet.id for telling in step.otherwise)
            if not told and self._rng.random() >= share:
                continue
            due.setdefault(step.day + (0 if step.false else self._delay(outlet)), []).append(step)
        for day in sorted(due):
            for group in self._groups(due[day], outlet.per_day):
                self._write(outlet, day, group)

    def _delay(self, outlet: Outlet) -> int:
        return self._rng.choices(range(len(outlet.delay)), outlet.delay)[0]

    def _groups(self, steps: list[Step], most: int) -> list[list[Step]]:
        groups: dict[str, list[Step]] = {}
        for step in steps:
            key = step.of or step.id if step.kind in _FRONT else step.round or "front"
            groups.setdefault(key, []).append(step)
        ordered = sorted(groups.values(), key=lambda group: -max(_WEIGHT[step.kind] for step in group))
        for rest in ordered[most:]:
            ordered[0].extend(rest)
        return ordered[:most]

    def _cover_rest(self, wire: Outlet) -> None:
        told = {step for story in self.stories for step in story.steps()}
        for step in self.script.steps:
            if step.id not in told and step.only is None:
                self._write(wire, step.day, [step])

    # One report

    def _write(self, outlet: Outlet, day: int, steps: list[Step]) -> None:
        steps = sorted(steps, key=lambda step: -_WEIGHT[step.kind])
        said = [self.told_by(step, outlet) for step in steps]
        words = self._words(outlet, day)
        low, high = outlet.length
        length = self._rng.randint(low, high) + len(said) - 1
        parts: list[_Part] = []
        for index, step in enumerate(said):
            part = "lead" if index == 0 else "detail"
            parts.append(_Part(self._template(words, step, part), step, part))
            if index == 0:
                for _ in range(self._rng.choice([0, 1, 1, 2])):
                    parts.extend(self._maybe(words, step, self._rng.choice(["more", "detail"]), parts))
            for _ in range(self._rng.choice([0, 1, 1, 2]) if index == 0 else self._rng.choice([0, 0, 1])):
                parts.extend(self._maybe(words, step, "quote", parts))
        context = self._context(outlet, day, said)
        self._rng.shuffle(context)
        for step in context[: self._rng.choice([0, 1, 1, 2])]:
            parts.extend(self._maybe(words, step, "retold", parts))
        ground = [_Part(text) for text in self._take(self.script.background, 2)]
        if said[0].kind in _SITTING and self._rng.random() < 0.5:
            ground.insert(0, _Part(self._take(self.script.colour, 1)[0]))
        if outlet.view is not None and self._rng.random() < 0.5:
            ground.insert(0, _Part(self._take(bank(self.bank)["view"]["own"], 1)[0]))
        parts.extend(ground[: max(0, length - len(parts))])
        self._publish(outlet, day, said, parts, words)

    def told_by(self, step: Step, outlet: Outlet | None) -> Step:
        """The step with what its round has at that time, and as that outlet tells it."""
        if step.round is not None:
            step = self._with_round(step)
        for telling in step.otherwise:
            if outlet is not None and telling.outlet == outlet.id:
                step = replace(
                    step,
                    place=telling.place or step.place,
                    day=telling.day if telling.day is not None else step.day,
                    venue=telling.venue or step.venue,
                    by=telling.attacker or step.by,
                )
        return step

    def _with_round(self, step: Step) -> Step:
        plan = self.script.plan(step.round or "")
        venue, mediators, planned = plan.venue, plan.mediators, plan.planned
        for earlier in self.script.steps:
            if earlier.round == step.round and not earlier.false:
                venue = earlier.venue or venue
                mediators = earlier.mediators or mediators
                planned = earlier.planned if earlier.planned is not None else planned
            if earlier.id == step.id:
                break
        return replace(
            step,
            venue=step.venue or venue,
            mediators=step.mediators or mediators or None,
            planned=step.planned if step.planned is not None or step.kind not in _AHEAD else planned,
            host=step.host or (plan.hosts[0] if plan.hosts else None),
        )

    def _words(self, outlet: Outlet, day: int, *, lasting: bool = False) -> Words:
        keys = [party.key for party in self.script.parties]
        if outlet.view is not None:
            keys.insert(0, keys.pop(outlet.view))
        elif self._rng.random() < 0.4:
            self._rng.shuffle(keys)
        lasting = any(other.copies == outlet.id for other in outlets()) or lasting
        published = self.script.date(day)
        return Words(self.script, published, outlet.style, self._rng, self.bank, order=keys, lasting=lasting)

    def _take(self, texts: list[str], count: int) -> list[str]:
        """The least used of some texts, now used once more."""
        taken = self._used.pick(texts, self._rng)[:count]
        self._used.counts.update(taken)
        return taken

    def _templates(self, step: Step, part: str) -> list[str]:
        banks = bank(self.bank)
        own = banks.get(f"{step.kind}_{step.variant}", {}).get(part, []) if step.variant else []
        return [*own, *banks[step.kind].get(part, [])]

    def _template(self, words: Words, step: Step, part: str, *, head: bool = False) -> str:
        for template in self._used.pick(self._templates(step, part), self._rng):
            seen = set(words.seen)
            usable = words.fill(template, step, head=head) is not None
            words.seen = seen
            if usable:
                self._used.counts[template] += 1
                return template
        raise ValueError(f"{self.script.name}: no {part} of {step.kind} can be worded ({step.id})")

    def _maybe(self, words: Words, step: Step, part: str, have: list[_Part]) -> list[_Part]:
        """One more sentence about the step, if the bank has one for it that is not in the report yet."""
        there = {part.template for part in have}
        for template in self._used.pick(self._templates(step, part), self._rng):
            seen = set(words.seen)
            usable = template not in there and words.fill(template, step, again=part == "retold") is not None
            words.seen = seen
            if usable:
                self._used.counts[template] += 1
                return [_Part(template, step, part)]
        return []

    def _context(self, outlet: Outlet, day: int, said: list[Step]) -> list[Step]:
        """What a report of that day can tell again: main steps that are well over, of another round than its own."""
        rounds = {step.round for step in said if step.round}
        return [
            self._latest(self.told_by(step, None), day)
            for step in self.script.steps
            if step.kind in _AGAIN
            and step.only is None
            and not step.false
            and step.day < day - 5
            and (step.round is None or step.round not in rounds)
        ]

    def _latest(self, step: Step, day: int) -> Step:
        """An attack with the toll that was the last to be given by all."""
        for later in self.script.steps:
            if later.kind == "toll" and later.of == step.id and later.only is None and later.day < day:
                step = replace(step, killed=later.killed, injured=later.injured, tollby=later.tollby)
        return step

    def _publish(
        self,
        outlet: Outlet,
        day: int,
        said: list[Step],
        parts: list[_Part],
        words: Words,
        *,
        title: str | None = None,
        noise: str | None = None,
    ) -> None:
        head = Sentence(title) if title else self._headline(words, said[0])
        sentences = self._sentences(words, parts, outlet, said[0] if said else None)
        hour = max((step.hour for step in said if step.day == day), default=self._rng.randint(6, 20))
        at = datetime.combine(self.script.date(day), time(min(hour, 22), self._rng.randint(1, 59)))
        at += timedelta(minutes=self._rng.randint(10, 55))
        self._count += 1
        story = Story(
            id=f"{self.script.name}-{outlet.id}-{self._count:03}",
            outlet=outlet.id,
            source=outlet.name,
            url=outlet.url.format(script=self.script.name, id=f"{self.script.name}-{self._count:03}"),
            title=head,
            sentences=tuple(sentences),
            published=at,
            noise=noise,
        )
        self.stories.append(story)
        self._drafts.append(_Draft(story, parts))

    def _headline(self, words: Words, step: Step) -> Sentence:
        template = self._template(words, step, "head", head=True)
        filled = words.fill(template, step, head=True)
        assert filled is not None
        return Sentence(filled.text, (Tells(step.id, step.kind, filled.values),))

    def _sentences(self, words: Words, parts: list[_Part], outlet: Outlet, first: Step | None) -> list[Sentence]:
        sentences: list[Sentence] = []
        for part in parts:
            filled = words.fill(part.template, part.step, again=part.role == "retold")
            if filled is None:  # another order of names than when it was picked cannot take a slot away
                raise ValueError(f"{self.script.name}: {part.template!r} cannot be filled again")
            text = _curly(filled.text) if outlet.curly else filled.text
            tells: tuple[Tells, ...] = ()
            if part.step is not None:
                again, aside = part.role == "retold", part.role in ("quote", "more")
                spoken = part.role == "quote"
                tells = (Tells(part.step.id, part.step.kind, filled.values, again, aside, spoken),)
            paragraph = not sentences or self._rng.random() < 0.7
            sentences.append(Sentence(text, tells, paragraph))
        if outlet.dateline and first is not None and (first.venue or first.place) and self._rng.random() < 0.5:
            town = (first.venue or first.place or "").upper()
            lead = sentences[0]
            sentences[0] = Sentence(f"{town} ({outlet.dateline}) - {lead.text}", lead.tells, lead.paragraph)
        return sentences

    # Corrections, other news, copies, digests

    def _correct(self) -> None:
        by_id = {outlet.id: outlet for outlet in outlets()}
        for draft in list(self._drafts):
            story = draft.story
            told = [part.step.id for part in draft.parts if part.step is not None and part.role != "retold"]
            for step_id in dict.fromkeys(told):
                if story.noise is not None:
                    continue
                step = self.script.step(step_id)
                wrong = [t.corrected for t in step.otherwise if t.outlet == story.outlet and t.corrected is not None]
                day = step.corrected if step.false else next(iter(wrong), None)
                if day is not None and (step.false or self._wrong(story, step)):
                    self._corrected(draft, step, day, by_id[story.outlet])

    def _wrong(self, story: Story, step: Step) -> bool:
        """Whether the story gives a value of the step that is not the true one."""
        true = self.told_by(step, None)
        values = {"place": true.place, "venue": true.venue, "attacker": true.by, "date": self.script.date(true.day)}
        told = [tells.values for sentence in story.sentences for tells in sentence.tells if tells.step == step.id]
        return any(given[name] != value for given in told for name, value in values.items() if name in given)

    def _corrected(self, draft: _Draft, step: Step, day: int, outlet: Outlet) -> None:
        words = self._words(outlet, (draft.story.published.date() - self.script.start).days, lasting=True)
        true = self.told_by(step, None)
        parts: list[_Part] = []
        for part in draft.parts:
            if part.step is None or part.step.id != step.id:
                parts.append(part)
            elif not step.false:
                parts.append(_Part(part.template, true, part.role))
        notes = bank(self.bank)["correction"]
        if step.false:
            parts += [_Part(text) for text in self._take(self.script.background, 2)]
        sentences = [Sentence(self._rng.choice(notes[f"false_{step.kind}"]))] if step.false else []
        sentences += self._sentences(words, parts, replace_dateline(outlet), None)
        if not step.false:
            sentences.append(Sentence(self._rng.choice(notes["value"])))
        at = datetime.combine(self.script.date(day), time(self._rng.randint(12, 20), self._rng.randint(0, 59)))
        title = draft.story.title if not step.false else Sentence(self._rng.choice(notes[f"title_{step.kind}"]))
        if not step.false and draft.parts[0].step is not None and draft.parts[0].step.id == step.id:
            title = self._headline(words, true)
        newer = draft.story.with_(
            title=title,
            sentences=tuple(sentences),
            published=max(at, draft.story.published + timedelta(hours=3)),
            version=1,
        )
        self.stories = [s.with_(replaced=True) if s is draft.story else s for s in self.stories]
        self.stories.append(newer)

    def _other_news(self, writers: list[Outlet]) -> None:
        items = bank(self.bank)["noise"]["items"]
        drawn = self._rng.sample(items, min(_NOISE, len(items)))
        for item in drawn:
            outlet = self._rng.choice([writer for writer in writers if writer.view is None] or writers)
            day = self._rng.randrange(self.script.days)
            words = self._words(outlet, day)
            parties = item.get("parties", False)
            if parties and not all(party.key.isupper() and len(party.key) == 3 for party in self.script.parties):
                continue
            step = Step(day=max(0, day - self._rng.choice([0, 0, 1])), kind="noise", planned=day + 12)
            title = words.fill(item["title"], step, head=True)
            if title is None:
                continue
            parts = [_Part(text, step) for text in item["text"]]
            self._publish(outlet, day, [], parts, words, title=title.text, noise=item["about"])
        self.stories = [story if story.noise is None else _untold(story) for story in self.stories]

    def _copy(self, outlet: Outlet) -> None:
        synonyms: dict[str, str] = bank(self.bank)["edits"]["words"]
        lines: list[str] = bank(self.bank)["edits"]["lines"]
        for story in list(self.stories):
            if story.outlet != outlet.copies or story.replaced or story.version or self._rng.random() >= outlet.covers:
                continue
            self._count += 1
            at = story.published + timedelta(days=self._delay(outlet), minutes=self._rng.randint(20, 300))
            number = f"{self.script.name}-{outlet.id}-{self._count:03}"
            new = copied(story, outlet.edits, synonyms, lines, self._rng)
            self.stories.append(
                new.with_(
                    id=number,
                    outlet=outlet.id,
                    source=outlet.name,
                    url=outlet.url.format(script=self.script.name, id=number),
                    published=at,
                    copy_of=story.id,
                )
            )

    def _periodical(self, outlet: Outlet, every: int) -> None:
        monthly = every > 20
        for issue in range(every - 1, self.script.days + every - 1, every):
            day = min(issue, self.script.days)
            steps = [
                step
                for step in self.script.steps
                if day - every < step.day <= day - (1 if monthly else 0)
                and step.only is None
                and not step.false
                and (not monthly or step.kind in _AGAIN)
                and self._rng.random() < outlet.covers
            ]
            if not steps:
                continue
            words = self._words(outlet, day)
            parts = [_Part(text) for text in self._take(self.script.background, 1)]
            for step in (self.told_by(step, outlet) for step in steps):
                if monthly:
                    parts.extend(self._maybe(words, self._latest(step, day), "retold", parts))
                else:
                    part = self._rng.choice(["lead", "detail"])
                    parts.append(_Part(self._template(words, step, part), step, part))
            titles = bank(self.bank)["periodical"]["monthly" if monthly else "weekly"]
            title = words.fill(self._rng.choice(titles), None, head=True)
            assert title is not None
            self._publish(outlet, day, [], parts, words, title=title.text)


def replace_dateline(outlet: Outlet) -> Outlet:
    """The outlet without its dateline: corrections go out without one."""
    return replace(outlet, dateline=None)


def _untold(story: Story) -> Story:
    """Other news tells no step of the script."""
    return story.with_(sentences=tuple(Sentence(s.text, (), s.paragraph) for s in story.sentences))


def _curly(text: str) -> str:
    out = ""
    for letter in text:
        if letter == '"':
            out += "”" if out.count("“") > out.count("”") else "“"
        else:
            out += "’" if letter == "'" else letter
    return out
