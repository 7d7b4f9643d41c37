"""Batches for the lung segmenter."""
from __future__ import annotations

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from .augment import affine, degraded, grey_levels
from .junk import junk
from .manifest import MaskedFilm, Slice, read_grey
from .networks import CONVENTIONS
from .preprocessing import resized, segmenter_input
from .recipe import SegmenterRecipe


class LungEpoch(Dataset):
    """One epoch: every masked film once, and some pictures without lungs.

    An item is (film [3,S,S] float32, mask [2,S,S] float32, known [2] float32). `known` is 1 for each convention that the
    mask speaks of: a drawn mask for its own, an empty one for both.
    """

    def __init__(self, films: list[MaskedFilm], slices: list[Slice], recipe: SegmenterRecipe, epoch: int) -> None:
        self.films, self.recipe, self.epoch = films, recipe, epoch
        rng = np.random.default_rng([recipe.seed, epoch])
        count = min(recipe.negatives["ct"], len(slices))
        self.slices = [slices[i] for i in rng.choice(len(slices), count, replace=False)] if count else []

    def __len__(self) -> int:
        return len(self.films) + len(self.slices) + self.recipe.negatives["synthetic"]

    def __getitem__(self, index: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        rng = np.random.default_rng([self.recipe.seed, self.epoch, index])
        size = self.recipe.input.width
        known = np.ones(len(CONVENTIONS), np.float32)
        mask = np.zeros((size, size), np.uint8)
        if index < len(self.films):
            film = self.films[index]
            image, mask = read_grey(film.path), read_grey(film.mask)
            mask = cv2.resize(mask, (size, size), interpolation=cv2.INTER_NEAREST)
            known = np.array([c == film.convention for c in CONVENTIONS], np.float32)
        elif index < len(self.films) + len(self.slices):
            image = read_grey(self.slices[index - len(self.films)].path)
        else:
            image = junk(rng, size)
        image, mask = self._changed(rng, resized(image, size, size), mask)
        target = np.repeat((mask > 127).astype(np.float32)[None], len(CONVENTIONS), axis=0)
        tensor = segmenter_input(image, self.recipe.input)[0]
        return torch.from_numpy(tensor), torch.from_numpy(target), torch.from_numpy(known)

    def _changed(self, rng: np.random.Generator, image: np.ndarray, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        size = image.shape[0]
        matrix = affine(rng, size, size, degrees=15, scale=0.25, shift=0.08, shear=0.08)
        border = int(rng.integers(0, 256)) if rng.random() < 0.3 else 0
        image = cv2.warpAffine(image, matrix, (size, size), flags=cv2.INTER_LINEAR, borderValue=border)
        mask = cv2.warpAffine(mask, matrix, (size, size), flags=cv2.INTER_NEAREST)
        return degraded(rng, grey_levels(rng, image)), mask


def lung_loader(films: list[MaskedFilm], slices: list[Slice], recipe: SegmenterRecipe, epoch: int) -> DataLoader:
    order = torch.Generator().manual_seed(recipe.seed * 1000 + epoch)
    dataset = LungEpoch(films, slices, recipe, epoch)
    return DataLoader(dataset, recipe.batch_size, shuffle=True, drop_last=True, num_workers=1, generator=order)
