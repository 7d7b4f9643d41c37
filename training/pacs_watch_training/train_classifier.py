"""Train the classifier of a recipe."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from .alignment import source_gap
from .film_data import Example, drawing_weights, film_loader
from .loop import Batch, train
from .metrics import balanced_accuracy, f1
from .mixup import cross_entropy, mixed
from .networks import FilmClassifier
from .plan import Plan
from .preprocessing import classifier_input
from .recipe import ClassifierRecipe
from .resampling import bootstrap
from .source_prior import source_log_prior


@torch.no_grad()
def torch_logits(network: nn.Module, examples: list[Example], recipe: ClassifierRecipe) -> np.ndarray:
    """Logits [N,K] of the unchanged films, fp32."""
    out = []
    for start in range(0, len(examples), 32):
        batch = [classifier_input(e.pixels, e.box, recipe.input, recipe.steps) for e in examples[start : start + 32]]
        film = torch.from_numpy(np.concatenate(batch)).contiguous(memory_format=torch.channels_last)
        out.append(network(film)[0].numpy())
    return np.concatenate(out)


def new_network(recipe: ClassifierRecipe, weights: str | None) -> FilmClassifier:
    torch.manual_seed(recipe.seed)
    return FilmClassifier(
        weights, recipe.input.width, len(recipe.labels), recipe.dropout, recipe.drop_connect,
        recipe.network, recipe.frozen_stages,
    )


def loss_function(recipe: ClassifierRecipe, training: list[Example]) -> Callable[[nn.Module, Batch], torch.Tensor]:
    """The loss of a batch that `film_loader` drew from `training`."""
    factors = [recipe.class_weights.get(label, 1.0) for label in recipe.labels]
    weights = torch.tensor(factors) if recipe.class_weights else None
    known = recipe.source_prior * source_log_prior(training, drawing_weights(training, recipe), len(recipe.labels))

    def loss_of(network: nn.Module, batch: Batch) -> torch.Tensor:
        film, label, source = batch
        film, soft = mixed(film, label, len(recipe.labels), recipe.mixup)
        logits, feature_map = network(film.contiguous(memory_format=torch.channels_last))
        logits = logits.float() + known[source] if recipe.source_prior else logits.float()
        loss = cross_entropy(logits, soft, recipe.label_smoothing, weights)
        if recipe.alignment:
            loss = loss + recipe.alignment * source_gap(feature_map.float().mean(dim=(2, 3)), label, source)
        return loss

    return loss_of


def plan_of(recipe: ClassifierRecipe) -> Plan:
    return Plan(
        recipe.epochs, recipe.learning_rate, recipe.weight_decay, recipe.ema_decay, recipe.frozen_epochs,
        recipe.backbone_rate, recipe.keep, recipe.patience,
    )


def settings_of(recipe: ClassifierRecipe) -> dict[str, object]:
    """The keys that a training depends on, without those left at their default: an ability that is added later changes no
    recipe that does not ask for it. What only the bundle's manifest says may change without training again."""
    manifest = {"version", "task", "accepts", "window", "abstain", "members", "int8"}
    chosen = {f.name: getattr(recipe, f.name) for f in fields(recipe) if f.name not in manifest}
    defaults = {f.name: f.default_factory() if f.default_factory is not MISSING else f.default for f in fields(recipe)}
    return {name: value for name, value in chosen.items() if value != defaults[name]}


def train_classifier(
    recipe: ClassifierRecipe, training: list[Example], validation: list[Example], weights: str | None, checkpoint: Path
) -> FilmClassifier:
    """The averaged network of the epoch that the recipe keeps.

    `validation` are films whose loss, F1 and balanced accuracy are logged after each epoch. With `keep: last` nothing is
    chosen by them; with `keep: best-f1` or `patience` the epoch is, so they must never be the test part.
    """
    if not validation and (recipe.keep != "last" or recipe.patience):
        raise ValueError("an epoch cannot be chosen without films to choose it by")
    labels = torch.tensor([e.label for e in validation])

    def scores_of(averaged: nn.Module) -> dict[str, float]:
        if not validation:
            return {}
        logits = torch_logits(averaged, validation, recipe)
        predicted, truth = logits.argmax(1), labels.numpy()
        return {
            "validation loss": float(nn.functional.cross_entropy(torch.from_numpy(logits), labels)),
            "f1": f1(truth, predicted, len(recipe.labels)), "balanced accuracy": balanced_accuracy(truth, predicted),
        }

    return train(
        new_network(recipe, weights), lambda epoch: film_loader(training, recipe, epoch), loss_function(recipe, training), plan_of(recipe),
        checkpoint=checkpoint, scores_of=scores_of, fingerprint=f"{settings_of(recipe)} {len(training)} films",
    )


def train_members(
    recipe: ClassifierRecipe, training: list[Example], validation: list[Example], weights: str | None, work: Path
) -> list[FilmClassifier]:
    """The recipe's networks. With several (bagging, Breiman 1996) each has a seed and a bootstrap draw of groups of its own."""
    if recipe.members == 1:
        return [train_classifier(recipe, training, validation, weights, work / f"{recipe.name}.pt")]
    networks = []
    for member in range(recipe.members):
        own = replace(recipe, seed=recipe.seed + member)
        drawn = bootstrap(training, own.seed)
        networks.append(train_classifier(own, drawn, validation, weights, work / f"{recipe.name}-{member + 1}.pt"))
    return networks
