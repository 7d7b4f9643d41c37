"""Train the lung segmenter of a recipe."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from .loop import Batch, train
from .lung_data import lung_loader
from .manifest import MaskedFilm, Slice
from .networks import LungUNet
from .plan import Plan
from .recipe import BoxRule, SegmenterRecipe


def lung_loss(network: nn.Module, batch: Batch) -> torch.Tensor:
    """Binary cross-entropy plus soft Dice, over the conventions that each film's mask speaks of."""
    film, target, known = batch
    logits = network(film.contiguous(memory_format=torch.channels_last)).float()
    weight = known[:, :, None, None]
    entropy = (F.binary_cross_entropy_with_logits(logits, target, reduction="none") * weight).mean(dim=(2, 3)).sum() / known.sum()
    p = torch.sigmoid(logits)
    # The +1 makes an empty answer to an empty mask a perfect one.
    overlap = (2 * (p * target).sum(dim=(2, 3)) + 1) / ((p + target).sum(dim=(2, 3)) + 1)
    return entropy + ((1 - overlap) * known).sum() / known.sum()


def train_lungs(recipe: SegmenterRecipe, films: list[MaskedFilm], slices: list[Slice], weights: str | None, work: Path) -> LungUNet:
    """The averaged network after all epochs. `films` and `slices` are the training parts only."""
    torch.manual_seed(recipe.seed)
    network = LungUNet(weights, recipe.input.width, recipe.decoder_widths, recipe.encoder)
    # The box rule and the confidence limit act after the network, so they may change without training again.
    trained_by = replace(recipe, minimum_confidence=0.0, box=BoxRule(0, 0, 0, 0))
    return train(
        network,
        lambda epoch: lung_loader(films, slices, recipe, epoch),
        lung_loss,
        Plan(recipe.epochs, recipe.learning_rate, recipe.weight_decay, recipe.ema_decay),
        checkpoint=work / f"{recipe.name}.pt",
        fingerprint=f"{trained_by} {len(films)} films {len(slices)} slices",
    )
