"""The network: a MiniLM encoder whose heads judge each word (type, mode, status) and the sentence (types, contexts)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from dragoman.codebooks import plover

from .sentences import STATUSES


@dataclass(frozen=True, slots=True)
class Labels:
    """What each head tells apart, in the order of its outputs."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]
    contexts: tuple[str, ...]


def labels() -> Labels:
    """The labels: "NONE" and PLOVER's types; "-" and "TYPE.mode"; the statuses; the contexts."""
    types = plover().types
    modes = [f"{name}.{mode}" for name, type_ in types.items() for mode in type_.modes]
    return Labels(("NONE", *types), ("-", *modes), STATUSES, tuple(plover().contexts))


class Network(nn.Module):
    """Word pieces in, logits out.

    Forward takes `ids` and `mask`, both [batch, pieces] of int64. It gives `word` [batch, pieces, types + modes +
    statuses], the logits of the three heads beside each other, and `whole` [batch, types - 1 + contexts + 1], logits
    of independent labels, the last of which is that any event is told at all.
    """

    def __init__(self, encoder: nn.Module, width: int = 384, hidden: int = 256, dropout: float = 0.1) -> None:
        super().__init__()
        said = labels()
        self.encoder = encoder
        self.join = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * width, hidden), nn.GELU(), nn.Dropout(dropout))
        self.word = nn.Linear(hidden, len(said.types) + len(said.modes) + len(said.statuses))
        self.pool = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * width, hidden), nn.GELU(), nn.Dropout(dropout))
        self.whole = nn.Linear(hidden, len(said.types) + len(said.contexts))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Word and sentence logits."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        joined = self.join(torch.cat([states, mean.unsqueeze(1).expand_as(states)], dim=-1))
        most = states.masked_fill(mask.unsqueeze(-1) == 0, -1e4).amax(1)
        return self.word(joined), self.whole(self.pool(torch.cat([mean, most], dim=-1)))
