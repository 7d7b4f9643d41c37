"""Batches for the classifier: films in memory, boxes from the segmenter, everything else drawn at random."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, RandomSampler, WeightedRandomSampler

from .augment import affine, degraded, erased_corners, grey_levels
from .lungbox import Box
from .manifest import Film
from .preprocessing import classifier_input, resized
from .recipe import ClassifierRecipe


@dataclass(frozen=True)
class Example:
    """A film's pixels with its class and the lung box, None where the segmenter was not trusted."""

    film: Film
    pixels: np.ndarray
    label: int
    box: Box | None


def jittered(rng: np.random.Generator, box: Box, width: int, height: int, amount: float) -> Box:
    """Each edge moved by up to `amount` of the box, inside the film: the crop must not be exact for the answer to hold."""
    dx, dy = rng.uniform(-amount, amount, 2) * (box.x1 - box.x0), rng.uniform(-amount, amount, 2) * (box.y1 - box.y0)
    x0, x1 = np.clip([box.x0 + dx[0], box.x1 + dx[1]], 0, width).astype(int)
    y0, y1 = np.clip([box.y0 + dy[0], box.y1 + dy[1]], 0, height).astype(int)
    return Box(int(x0), int(y0), int(x1), int(y1))


class FilmEpoch(Dataset):
    """An item is (film [3,S,S] float32, label, number of its source)."""

    def __init__(self, examples: list[Example], recipe: ClassifierRecipe, epoch: int) -> None:
        self.examples, self.recipe, self.epoch = examples, recipe, epoch
        self.sources = sorted({e.film.source for e in examples})

    def __len__(self) -> int:
        return len(self.examples)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int, int]:
        # The sampler may draw a film twice in an epoch: the worker's own torch seed keeps the two apart.
        rng = np.random.default_rng([self.recipe.seed, self.epoch, index, int(torch.randint(2**31, (1,)))])
        example, spec, change = self.examples[index], self.recipe.input, self.recipe.augmentation
        rows, columns = example.pixels.shape
        whole = Box(0, 0, columns, rows)
        box = example.box if example.box is not None and rng.random() >= self.recipe.whole_film_share else whole
        box = jittered(rng, box, columns, rows, change.crop)
        image = self._turned(rng, example.pixels, box)[box.y0 : box.y1, box.x0 : box.x1]
        image = resized(image, spec.width, spec.height)
        if rng.random() < change.flip:
            image = np.ascontiguousarray(image[:, ::-1])
        image = grey_levels(rng, image, change.gamma, change.contrast, change.brightness, change.bend)
        image = erased_corners(rng, degraded(rng, image, change.degraded), change.corners)
        # The crop is done; the remaining steps are the product's own.
        film = torch.from_numpy(classifier_input(image, None, spec, self.recipe.steps)[0])
        return film, example.label, self.sources.index(example.film.source)

    def _turned(self, rng: np.random.Generator, film: np.ndarray, box: Box) -> np.ndarray:
        """The film turned and stretched about the box's centre, so that no empty wedge enters the crop."""
        change = self.recipe.augmentation
        matrix = affine(rng, box.y1 - box.y0, box.x1 - box.x0, change.rotation, change.resize, change.shift, change.shear)
        corner = np.array([box.x0, box.y0])
        matrix[:, 2] += corner - matrix[:, :2] @ corner
        rows, columns = film.shape
        return cv2.warpAffine(film, matrix, (columns, rows), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)


def sampling_weights(examples: list[Example], source_balance: float, most_draws: float) -> np.ndarray:
    """Each class weighs 1. Inside a class a source weighs by its number of groups ** source_balance: a hospital with few
    much-photographed patients counts for its patients, not its pictures. A film of a large group weighs less than a single
    one (by the root of the group's size), and none is drawn more than `most_draws` times an epoch on average: what a
    source of two films would gain beyond that is only learnt by heart."""
    group_size = Counter(e.film.group for e in examples)
    raw = np.array([group_size[e.film.group] ** -0.5 for e in examples])
    weights, labels = raw.copy(), {e.label for e in examples}
    limit = most_draws * len(labels) / len(examples)
    for label in labels:
        of_class = np.array([e.label == label for e in examples])
        groups = Counter(source for source, _ in {(e.film.source, e.film.group) for e in examples if e.label == label})
        total = sum(count**source_balance for count in groups.values())
        for source, count in groups.items():
            members = of_class & np.array([e.film.source == source for e in examples])
            weights[members] *= count**source_balance / total / raw[members].sum()
        weights[of_class] = _capped(weights[of_class], limit)
    return weights


def _capped(weights: np.ndarray, limit: float) -> np.ndarray:
    """Weights of sum 1, none over `limit`: what is cut off is spread over the rest in proportion. With too few films for
    the limit all weigh the same."""
    if limit * len(weights) <= 1:
        return np.full(len(weights), 1 / len(weights))
    full = np.zeros(len(weights), bool)
    while (over := ~full & (weights > limit)).any():
        full |= over
        weights = np.where(full, limit, weights * (1 - limit * full.sum()) / weights[~full].sum())
    return weights


def drawing_weights(examples: list[Example], recipe: ClassifierRecipe) -> np.ndarray | None:
    """How often each film is drawn, by the recipe's `sampling`; None where each is shown once an epoch."""
    if recipe.sampling == "plain":
        return None
    if recipe.sampling == "sources":
        return sampling_weights(examples, recipe.source_balance, recipe.most_draws)
    counts = Counter(e.label for e in examples)
    return np.array([1 / counts[e.label] for e in examples])


def film_loader(examples: list[Example], recipe: ClassifierRecipe, epoch: int) -> DataLoader:
    draws = torch.Generator().manual_seed(recipe.seed * 1000 + epoch)
    weights = drawing_weights(examples, recipe)
    sampler = RandomSampler(examples, generator=draws) if weights is None else WeightedRandomSampler(weights, len(examples), generator=draws)
    return DataLoader(
        FilmEpoch(examples, recipe, epoch), recipe.batch_size, sampler=sampler, drop_last=True, num_workers=1,
        generator=torch.Generator().manual_seed(recipe.seed * 1000 + epoch),
    )
