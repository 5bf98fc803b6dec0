"""Judgements: what the network makes of one sentence and of each word in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from dragoman.records import Status

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each head tells apart, in the order of its outputs.

    `types` begins with "NONE", the others are PLOVER's; `modes` begins with "-" (no mode), the others read
    "TYPE.mode"; `statuses` and `contexts` are the record's.
    """

    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[Status, ...]
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word judged as the trigger of an event: probabilities in [0, 1]; of each head they add up to 1."""

    types: Mapping[str, float]
    modes: Mapping[str, float]
    statuses: Mapping[Status, float]

    @property
    def event(self) -> float:
        """The probability that it is a trigger at all."""
        return 1.0 - self.types["NONE"]

    @property
    def type(self) -> str:
        """The likeliest type that is one."""
        return max((name for name in self.types if name != "NONE"), key=lambda name: self.types[name])

    def mode(self, type: str, least: float = 0.5) -> str | None:
        """The likeliest mode of a type, where it is likelier than `least` among the type's modes and none."""
        own = {name: p for name, p in self.modes.items() if name == "-" or name.startswith(f"{type}.")}
        best = max(own, key=lambda name: own[name])
        if best == "-" or own[best] < least * sum(own.values()):
            return None
        return best.partition(".")[2]

    @property
    def status(self) -> Status:
        """The likeliest status."""
        return max(self.statuses, key=lambda name: self.statuses[name])


class Judgement:
    """A sentence judged: `types` and `contexts` are independent probabilities that it tells of one such.

    `event` is the probability that it tells of any event at all. `pooled` [1152] is what the encoder made of the
    sentence, for models of other rooms.
    """

    def __init__(
        self,
        labels: Labels,
        starts: list[int],
        ends: list[int],
        words: NDArray[float32],
        whole: NDArray[float32],
        pooled: NDArray[float32],
    ) -> None:
        self.pooled = pooled
        self._labels, self._starts, self._ends, self._words = labels, starts, ends, words
        kinds = labels.types[1:]
        chances = _sigmoid(whole)
        self.types: dict[str, float] = dict(zip(kinds, chances[: len(kinds)], strict=True))
        self.contexts: dict[str, float] = dict(zip(labels.contexts, chances[len(kinds) : -1], strict=True))
        self.event: float = chances[-1]

    def triggers(self, least: float) -> list[int]:
        """Where the words begin that are a trigger with at least that probability, in text order."""
        import numpy

        rows = self._words[:, : len(self._labels.types)]
        shifted = numpy.exp(rows - rows.max(axis=1, keepdims=True))
        none = shifted[:, 0] / shifted.sum(axis=1)
        return [self._starts[i] for i in numpy.flatnonzero(none <= 1.0 - least)]

    def word(self, start: int) -> Word | None:
        """The word whose characters hold that offset into the report's text; None behind what the network has read."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or start >= self._ends[at]:
            return None
        row, labels = self._words[at], self._labels
        cut = (len(labels.types), len(labels.types) + len(labels.modes))
        return Word(
            dict(zip(labels.types, _softmax(row[: cut[0]]), strict=True)),
            dict(zip(labels.modes, _softmax(row[cut[0] : cut[1]]), strict=True)),
            dict(zip(labels.statuses, _softmax(row[cut[1] :]), strict=True)),
        )


@dataclass(frozen=True, slots=True)
class Meaning:
    """The judgements of a report's sentences, by the index of the sentence in its reading."""

    judgements: Mapping[int, Judgement]

    def of(self, sentence: int) -> Judgement | None:
        """The judgement of the sentence with that index; None where it was not read."""
        return self.judgements.get(sentence)


def _softmax(logits: NDArray[float32]) -> list[float]:
    import numpy

    shifted = numpy.exp(logits - logits.max())
    return (shifted / shifted.sum()).tolist()  # type: ignore[no-any-return]


def _sigmoid(logits: NDArray[float32]) -> list[float]:
    import numpy

    return (1.0 / (1.0 + numpy.exp(-logits))).tolist()  # type: ignore[no-any-return]
