"""A simulated report and what each of its sentences tells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Tells:
    """One scripted step told by one sentence: `values` as given there; `again` when it retells something older,
    `aside` when it only comments on it or adds to it, `spoken` when it quotes somebody on it."""

    step: str
    kind: str
    values: dict[str, Any]
    again: bool = False
    aside: bool = False
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report; `tells` is empty for background and colour; `paragraph` when it opens one."""

    text: str
    tells: tuple[Tells, ...] = ()
    paragraph: bool = True


@dataclass(frozen=True, slots=True)
class Story:
    """A report before it is written down: `version` counts corrections, `copy_of` is the report that it copies."""

    id: str
    outlet: str
    source: str
    url: str
    title: Sentence
    sentences: tuple[Sentence, ...]
    published: datetime
    copy_of: str | None = None
    version: int = 0
    edited: float = 0.0
    replaced: bool = False
    noise: str | None = None

    def text(self) -> str:
        """The text: sentences in paragraphs."""
        return self.laid()[0]

    def laid(self) -> tuple[str, list[tuple[int, int]]]:
        """The text and where each sentence stands in it, in code points."""
        text = ""
        spans: list[tuple[int, int]] = []
        for index, sentence in enumerate(self.sentences):
            if index:
                text += "\n\n" if sentence.paragraph else " "
            spans.append((len(text), len(text) + len(sentence.text)))
            text += sentence.text
        return text, spans

    def report(self) -> dict[str, str]:
        """The report as it comes in: no word of the truth in it."""
        return {
            "id": self.id,
            "text": self.text(),
            "title": self.title.text,
            "published": self.published.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "source": self.source,
            "url": self.url,
            "language": "en",
        }

    def steps(self) -> list[str]:
        """The ids of the steps that it tells as news, in the order of its sentences."""
        told = [
            tells.step for sentence in self.sentences for tells in sentence.tells if not tells.again and not tells.aside
        ]
        return list(dict.fromkeys(told))

    def with_(self, **changes: Any) -> Story:
        """The same with changes."""
        return replace(self, **changes)
