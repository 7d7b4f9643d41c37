"""Train the classifier of a recipe."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .film_data import Example, film_loader
from .loop import Batch, train
from .metrics import balanced_accuracy
from .networks import FilmClassifier
from .preprocessing import classifier_input
from .recipe import ClassifierRecipe


@torch.no_grad()
def torch_logits(network: nn.Module, examples: list[Example], recipe: ClassifierRecipe) -> np.ndarray:
    """Logits [N,K] of the unchanged films, fp32."""
    out = []
    for start in range(0, len(examples), 32):
        batch = [classifier_input(e.pixels, e.box, recipe.input, recipe.steps) for e in examples[start : start + 32]]
        film = torch.from_numpy(np.concatenate(batch)).contiguous(memory_format=torch.channels_last)
        out.append(network(film)[0].numpy())
    return np.concatenate(out)


def train_classifier(
    recipe: ClassifierRecipe, training: list[Example], watched: list[Example], weights: str | None, checkpoint: Path
) -> FilmClassifier:
    """The averaged network after all epochs.

    `watched` are films whose balanced accuracy is logged after each epoch. Nothing is chosen by it: the last epoch ships.
    """
    torch.manual_seed(recipe.seed)
    network = FilmClassifier(weights, recipe.input.width, len(recipe.labels), recipe.dropout, recipe.drop_connect)

    def loss_of(network: nn.Module, batch: Batch) -> torch.Tensor:
        film, label = batch
        logits, _ = network(film.contiguous(memory_format=torch.channels_last))
        return F.cross_entropy(logits.float(), label, label_smoothing=recipe.label_smoothing)

    def note(_: int, averaged: nn.Module) -> str:
        if not watched:
            return ""
        labels = np.array([e.label for e in watched])
        return f"balanced accuracy {balanced_accuracy(labels, torch_logits(averaged, watched, recipe).argmax(1)):.3f}"

    # What only the bundle's manifest says may change without training again.
    trained_by = replace(recipe, version="", task="", accepts={}, abstain={})
    return train(
        network, lambda epoch: film_loader(training, recipe, epoch), loss_of,
        epochs=recipe.epochs, learning_rate=recipe.learning_rate, weight_decay=recipe.weight_decay,
        ema_decay=recipe.ema_decay, checkpoint=checkpoint, after_epoch=note,
        fingerprint=f"{trained_by} {len(training)} films",
    )
