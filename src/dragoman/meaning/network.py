"""The network itself: sentences in, judgements out, in batches on one core."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.reading import Reading

from .judgement import Judgement, Labels, Meaning

if TYPE_CHECKING:
    from tokenizers import Encoding

_MOST_PIECES = 128  # what it was trained on; the words behind it are judged by the rules alone
_BATCH = 16
_FEWEST_LETTERS = 8  # a line of fewer holds no event


class Network:
    """Reads sentences with the network in meaning/data; loads it once, keeps nothing of a report."""

    def __init__(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = files(__package__).joinpath("data")
        self.labels = msgspec.json.decode(folder.joinpath("labels.json").read_bytes(), type=Labels)
        self._tokenizer: Any = Tokenizer.from_buffer(folder.joinpath("tokenizer.json").read_bytes())
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MOST_PIECES)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # more processes, not more threads
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            folder.joinpath("model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    def judge(self, reading: Reading) -> Meaning:
        """The judgements of a reading's sentences.

        Batches are made within a report alone, so that a report's judgements do not hang on its neighbours.
        """
        read = [s for s in reading.spoken() if s.kind != "dateline" and s.end - s.start >= _FEWEST_LETTERS]
        encodings = [self._tokenizer.encode(reading.text[s.start : s.end]) for s in read]
        found: dict[int, Judgement] = {}
        for batch in _batches(encodings):
            for i, words, whole, pooled in self._run(encodings, batch):
                at, starts, ends = _words(encodings[i], read[i].start)
                found[read[i].index] = Judgement(self.labels, starts, ends, words[at], whole, pooled)
        return Meaning(found)

    def _run(self, encodings: list[Encoding], batch: list[int]) -> Iterator[tuple[int, Any, Any, Any]]:
        import numpy

        width = max(len(encodings[i].ids) for i in batch)
        ids = numpy.zeros((len(batch), width), dtype=numpy.int64)
        mask = numpy.zeros_like(ids)
        for row, i in enumerate(batch):
            ids[row, : len(encodings[i].ids)] = encodings[i].ids
            mask[row, : len(encodings[i].ids)] = 1
        words, whole, pooled = self._session.run(["word", "whole", "pooled"], {"ids": ids, "mask": mask})
        for row, i in enumerate(batch):
            yield i, words[row], whole[row], pooled[row]


def _words(encoding: Encoding, offset: int) -> tuple[list[int], list[int], list[int]]:
    """The first piece of each word, for only those are judged, and where the words begin and end in the report."""
    at: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    before = None
    for piece, (word, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets, strict=True)):
        if word is None:
            continue
        if word == before:
            ends[-1] = offset + end
            continue
        before = word
        at.append(piece)
        starts.append(offset + start)
        ends.append(offset + end)
    return at, starts, ends


def _batches(encodings: list[Encoding]) -> Iterator[list[int]]:
    """The numbers of sentences of like length, together."""
    order = sorted(range(len(encodings)), key=lambda i: (len(encodings[i].ids), i))
    for k in range(0, len(order), _BATCH):
        yield order[k : k + _BATCH]


@cache
def network() -> Network:
    """This process's network, loaded on first use."""
    return Network()


def find_meaning(reading: Reading) -> Meaning:
    """What the sentences of a reading mean.

    A word beyond the first 128 word pieces of its sentence has no judgement, nor has a sentence that is blank, a
    dateline or shorter than eight characters.
    """
    return network().judge(reading)
