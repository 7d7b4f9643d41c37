"""What a film's source alone says of its class, given to the network in training so that it need not learn it.

Where a hospital sends one class nearly always, knowing the hospital is a cheap way to be right. The log of the class shares of
its source is therefore added to a training film's logits: the loss then asks only for what the film tells beyond its source, and
a film that its source explains teaches little. Afterwards nothing is added. Sources: the bias product of Clark et al., Don't Take
the Easy Way Out, 2019, with the source as the known bias; the adjusted logits of Menon et al., Long-Tail Learning via Logit
Adjustment, 2021.
"""
from __future__ import annotations

import numpy as np
import torch

from .film_data import Example

UNIFORM = 0.3
"""Share of the equal prior in that of a source: with none, films of a source of one class would teach nothing at all."""


def source_log_prior(examples: list[Example], weights: np.ndarray | None, classes: int) -> torch.Tensor:
    """[S,K], a row a source in the order of their names: the log of its class shares among the films as they are drawn (`weights`,
    None for each once), mixed with equal shares."""
    sources = sorted({e.film.source for e in examples})
    shares = np.zeros((len(sources), classes))
    for example, weight in zip(examples, np.ones(len(examples)) if weights is None else weights, strict=True):
        shares[sources.index(example.film.source), example.label] += weight
    shares /= shares.sum(axis=1, keepdims=True)
    return torch.from_numpy(np.log((1 - UNIFORM) * shares + UNIFORM / classes)).float()
