"""A newsroom that never was: writes reports, syndicated copies of them and look-alikes that are no copies, by seed.

Everything is invented from the vocabulary in copies/newsroom.toml. Four sorts of documents:

- **copies** of a report: up to 20 % of its words replaced, deleted, inserted or cut from the end, as the words of the
  report are counted; beyond that paragraphs change places, and headline, dateline, byline and footer are another's;
- **templates**: the very sentences of another report with other facts (another town, other people, other numbers);
- **updates**: the next day's report of the same event, with the background paragraphs of the day before word for word;
- **reports** of the same kind of event, as of any kind.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

CHOICE = re.compile(r"\[([^][]*)\]")
SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Document:
    """One text; those of one `family` are copies of each other, those of one `cluster` are alike, copies or not.

    `edited` is the share of the source's words that was changed; 0 for what is no copy.
    """

    id: str
    text: str
    family: str
    cluster: str
    sort: str
    edited: float = 0.0


@dataclass(frozen=True)
class Draft:
    """A report before it is set: a headline and its paragraphs, each a list of sentences with the facts filled in."""

    headline: str
    paragraphs: list[list[str]]
    kind: str
    facts: dict[str, str]
    form: int


class Newsroom:
    """Writes documents; the same seed writes the same ones."""

    def __init__(self, seed: int) -> None:
        path = Path(__file__).parent / "copies" / "newsroom.toml"
        material = tomllib.loads(path.read_text("utf-8"))
        self.kinds: dict[str, dict[str, list[str]]] = material["kinds"]
        self.general: list[str] = material["general"]["sentences"]
        self.words = {name: words.split() for name, words in material["words"].items()}
        self.names = {name: words.split() for name, words in material["names"].items()}
        self.calendar: dict[str, list[str]] = material["calendar"]
        self.footers: list[str] = material["footers"]
        self.vocabulary = sorted({word for words in self.words.values() for word in words})
        self.random = Random(seed)

    def documents(self, count: int) -> list[Document]:
        """`count` documents of all sorts; a third are copies, a quarter look like others and are none."""
        made: list[Document] = []
        while len(made) < count:
            cluster, draft = f"c{len(made)}", self.draft()
            made += self._family(draft, cluster, "report")
            for _ in range(self._draw(0, 0, 1, 2)):
                made += self._family(self.template(draft), cluster, "template")
            for _ in range(self._draw(0, 0, 0, 1, 3)):
                draft = self.update(draft)
                made += self._family(draft, cluster, "update")
        made = [replace(document, id=f"d{i}") for i, document in enumerate(made[:count])]
        self.random.shuffle(made)
        return made

    def _draw(self, *numbers: int) -> int:
        return self.random.choice(numbers)

    def _family(self, draft: Draft, cluster: str, sort: str) -> list[Document]:
        family = f"{cluster}.{self.random.getrandbits(40):x}"
        text = self.setting(draft.headline, draft.paragraphs, draft.facts)
        documents = [Document("", text, family, cluster, sort)]
        for _ in range(self._draw(0, 0, 1, 1, 2)):
            paragraphs, edited = self.edited(draft)
            headline = draft.headline if self.random.random() < 0.3 else self._headline(draft)
            text = self.setting(headline, paragraphs, draft.facts)
            documents.append(Document("", text, family, cluster, "copy", edited))
        return documents

    # -- reports ------------------------------------------------------------------------------------------------------

    def facts(self) -> dict[str, str]:
        """Who, where and how many: what one report tells and another of the same kind does not."""
        pick, number = self.random.choice, self.random.randint
        facts = {f"person{i}": f"{pick(self.names['first'])} {self.surname()}" for i in range(1, 5)}
        facts |= {name: f"{pick(self.names['first'])} {self.surname()}" for name in ("leader", "leader2")}
        facts |= {f"town{i}": self.name("town_ends") for i in range(1, 4)} | {"river": self.name("town_ends")}
        facts |= {name: self.name("land_ends") for name in ("country", "country2", "region")}
        facts |= {"capital": self.name("town_ends"), "group": self.group()}
        facts |= {"office": pick(self.names["offices"])}
        facts |= {"office2": pick(self.names["offices"])}
        facts |= {
            "n1": str(number(3, 48)),
            "n2": str(number(5, 90)),
            "n3": str(number(4, 99)),
            "n4": str(number(2, 12)),
        }
        facts |= {"n5": f"{number(1, 90)},{number(0, 9)}00", "n6": str(number(20, 900))}
        facts |= {
            "weekday": pick(self.calendar["days"]),
            "month": pick(self.calendar["months"]),
            "day": str(number(1, 28)),
        }
        facts |= {"hour": pick(self.calendar["hours"]), "year1": str(number(1978, 2021))}
        return facts

    def name(self, ends: str) -> str:
        """A name of a place that never was."""
        pick = self.random.choice
        middle = pick(self.names["middles"]) if self.random.random() < 0.7 else ""
        return f"{pick(self.names['beginnings'])}{middle}{pick(self.names[ends])}"

    def surname(self) -> str:
        """A family name."""
        return self.name("family_ends")

    def group(self) -> str:
        """The name of a party, union or armed group."""
        pick = self.random.choice
        return f"the {pick(self.names['group_first'])} {pick(self.names['group_last'])}"

    def draft(self) -> Draft:
        """A report of some kind of event, of 10 to 32 sentences."""
        return self.write(self.random.choice(sorted(self.kinds)), self.facts(), self.random.getrandbits(48))

    def write(self, kind: str, facts: dict[str, str], form: int) -> Draft:
        """The report that `form` gives to those facts: the same form takes the same sentences and words."""
        random = Random(form)
        own = list(self.kinds[kind]["sentences"])
        rest = own[1:]
        random.shuffle(rest)
        own = own[:1] + rest[: random.randint(3, len(rest))]
        colour = [random.choice(self.general) for _ in range(random.randint(6, 22))]
        lead, body = own[:2], own[2:] + colour
        random.shuffle(body)
        sentences = [self.fill(pattern, facts, random) for pattern in lead + body]
        paragraphs: list[list[str]] = []
        while sentences:
            size = random.choice((1, 1, 2, 2, 3))
            paragraphs.append(sentences[:size])
            sentences = sentences[size:]
        return Draft(
            self.fill(random.choice(self.kinds[kind]["headlines"]), facts, random), paragraphs, kind, facts, form
        )

    def fill(self, pattern: str, facts: dict[str, str], random: Random) -> str:
        """A sentence of a pattern: alternatives chosen, words drawn, facts put in."""
        while found := CHOICE.search(pattern):
            pattern = pattern[: found.start()] + random.choice(found[1].split("|")) + pattern[found.end() :]
        sentence = SLOT.sub(lambda slot: facts.get(slot[1]) or random.choice(self.words[slot[1]]), pattern)
        sentence = re.sub(r"\b([Aa]) (?=[aeio])", r"\1n ", sentence)
        return re.sub(r"^(\W*)([a-z])", lambda start: start[1] + start[2].upper(), sentence).replace(" ,", ",")

    # -- what looks alike and is no copy ------------------------------------------------------------------------------

    def template(self, draft: Draft) -> Draft:
        """The sentences of a report with other facts; the country, its leader and its capital may be the same."""
        facts = self.facts()
        if self.random.random() < 0.6:
            facts |= {name: draft.facts[name] for name in ("country", "capital", "leader")}
        if self.random.random() < 0.3:
            facts |= {name: draft.facts[name] for name in ("country2", "leader2", "group")}
        return self.write(draft.kind, facts, draft.form)

    def update(self, draft: Draft) -> Draft:
        """The next day's report: a new lead of the same event and new sentences; up to half of its words are old."""
        later = self.facts()
        facts = dict(draft.facts) | {name: later[name] for name in ("n1", "n2", "n3", "weekday", "hour", "person2")}
        new = self.write(draft.kind, facts, self.random.getrandbits(48))
        least = self.random.randint(90, 300)
        lead: list[list[str]] = []
        while new.paragraphs and sum(map(_length, lead)) < least:
            lead.append(new.paragraphs.pop(0))
        share = self.random.uniform(0.2, 0.5)
        room = sum(map(_length, lead)) * share / (1 - share)
        kept: list[list[str]] = []
        for paragraph in reversed(draft.paragraphs[1:]):
            if sum(map(_length, kept)) + _length(paragraph) > room:
                break
            kept.insert(0, paragraph)
        return replace(new, paragraphs=lead + kept)

    # -- copies -------------------------------------------------------------------------------------------------------

    def edited(self, draft: Draft) -> tuple[list[list[str]], float]:
        """Another outlet's version, and the share of words that it changed, up to .20 (which one in four reaches)."""
        random = self.random
        whole = sum(map(_length, draft.paragraphs))
        budget = int(whole * (0.2 if random.random() < 0.25 else random.uniform(0.0, 0.2)))
        spent, paragraphs = 0, [list(paragraph) for paragraph in draft.paragraphs]
        if random.random() < 0.5:  # the end is cut, as wire copies are to fit the page
            limit = budget if random.random() < 0.5 else random.randint(0, budget)
            while paragraphs and spent + len(paragraphs[-1][-1].split()) <= limit:
                spent += len(paragraphs[-1].pop().split())
                paragraphs = [paragraph for paragraph in paragraphs if paragraph]
        tokens = [[sentence.split() for sentence in paragraph] for paragraph in paragraphs]
        places = [(p, s, w) for p, rows in enumerate(tokens) for s, row in enumerate(rows) for w in range(len(row))]
        weights = random.choice(((1, 0, 0), (0, 1, 0), (4, 3, 3), (8, 1, 1)))
        for p, s, w in random.sample(places, min(len(places), budget - spent)):
            how = random.choices(("replace", "delete", "insert"), weights)[0]
            word = random.choice(self.vocabulary) if random.random() < 0.9 else self.surname()
            old = tokens[p][s][w]
            tokens[p][s][w] = {"replace": word, "delete": "", "insert": f"{old} {word}"}[how]
            spent += 1
        paragraphs = [[" ".join(" ".join(row).split()) for row in rows] for rows in tokens]
        if random.random() < 0.3:
            i, j = random.randrange(len(paragraphs)), random.randrange(len(paragraphs))
            paragraphs.insert(j, paragraphs.pop(i))
        return paragraphs, spent / whole

    def _headline(self, draft: Draft) -> str:
        return self.fill(self.random.choice(self.kinds[draft.kind]["headlines"]), draft.facts, self.random)

    def setting(self, headline: str, paragraphs: Sequence[Sequence[str]], facts: dict[str, str]) -> str:
        """A page: headline, dateline, byline and footer around the paragraphs, some of them left out."""
        random = self.random
        paper = f"{self.name('town_ends')} {random.choice(self.names['papers'])}"
        name, other = (f"{random.choice(self.names['first'])} {self.surname()}" for _ in range(2))
        lines = [headline] if random.random() < 0.8 else []
        if random.random() < 0.5:
            lines.append(f"By {name}, {paper}")
        body = [" ".join(paragraph) for paragraph in paragraphs]
        if random.random() < 0.6:
            place = random.choice([facts["town1"], facts["capital"]])
            body[0] = f"{place.upper()}, {facts['month'][:3]}. {facts['day']} ({paper}) - {body[0]}"
        lines += body
        if random.random() < 0.4:
            footer = random.choice(self.footers)
            spare = {"paper": paper, "name": name, "other": other, "place": facts["capital"], "year": "2025"}
            lines.append(footer.format(**spare, country=facts["country"]))
        return "\n\n".join(lines)


def _length(paragraph: Sequence[str]) -> int:
    return sum(len(sentence.split()) for sentence in paragraph)
