"""Copies of a report: verbatim, or edited as papers edit agency copy, a stated share of the words at most."""

from __future__ import annotations

import re
from random import Random

from .reports import Sentence, Story

_WORD = re.compile(r"\w+")


def copied(story: Story, share: float, synonyms: dict[str, str], lines: list[str], rng: Random) -> Story:
    """A copy with at most `share` of the words of the original changed, dropped or added, and how many were.

    Edits: the end cut off, words replaced, a line of the paper's own added. What sentences tell stays true of them.
    """
    words = sum(len(_WORD.findall(sentence.text)) for sentence in story.sentences)
    left = int(words * share)
    budget = left
    sentences = list(story.sentences)
    if share and len(sentences) > 3 and rng.random() < 0.6:
        last = len(_WORD.findall(sentences[-1].text))
        if last <= left:
            sentences.pop()
            left -= last
    if share and lines and rng.random() < 0.4:
        line = rng.choice(lines)
        if (cost := len(_WORD.findall(line))) <= left:
            sentences.append(Sentence(line))
            left -= cost
    if share:
        for index, sentence in enumerate(sentences):
            text, cost = _reworded(sentence.text, synonyms, left, rng)
            left -= cost
            sentences[index] = Sentence(text, sentence.tells, rng.random() < 0.7 if index else True)
    return story.with_(sentences=tuple(sentences), edited=round((budget - left) / words, 3) if words else 0.0)


def _reworded(text: str, synonyms: dict[str, str], most: int, rng: Random) -> tuple[str, int]:
    """The text with some phrases replaced, outside quotations; at most `most` words touched, and how many were."""
    cost = 0
    for phrase in rng.sample(sorted(synonyms), len(synonyms)):
        new = synonyms[phrase]
        price = max(len(_WORD.findall(phrase)), len(_WORD.findall(new)))
        pattern = re.compile(rf"(?<![\w\"“]){re.escape(phrase)}(?![\w\"”])")
        found = pattern.search(text)
        if found is None or cost + price > most or text[: found.start()].count('"') % 2 or rng.random() < 0.4:
            continue
        if "“" in text[: found.start()] and text[: found.start()].count("“") > text[: found.start()].count("”"):
            continue
        text = text[: found.start()] + new + text[found.end() :]
        cost += price
    return text, cost
