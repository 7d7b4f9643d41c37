"""How like the training films a picture is: a Gaussian over the segmenter's mean features, and a linear head on the same
features that knows a film which is displayed wrongly.

The segmenter looks at the whole film and knows no finding, so both checks hold whatever classifier stands behind it.
Sources: Lee et al., A Simple Unified Framework for Detecting Out-of-Distribution Samples, 2018 (Mahalanobis distance).
"""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

DISPLAYS = ("upright", "inverted", "upside-down", "lying")
MEAN, WHITENING = "film_mean.npy", "film_whitening.npy"
DISPLAY_WEIGHTS, DISPLAY_BIAS = "display_weights.npy", "display_bias.npy"


@dataclass(frozen=True)
class FilmDistance:
    """`of` gives the squared Mahalanobis distance, a channel: about 1 for a training film."""

    mean: np.ndarray
    whitening: np.ndarray

    def of(self, features: np.ndarray) -> np.ndarray:
        """[N,C] -> [N]."""
        return (((features - self.mean) @ self.whitening.T.astype(np.float64)) ** 2).mean(axis=1)

    def save(self, folder: Path) -> None:
        np.save(folder / MEAN, np.ascontiguousarray(self.mean, np.float32))
        np.save(folder / WHITENING, np.ascontiguousarray(self.whitening, np.float32))


def fit_distance(features: np.ndarray, shrinkage: float) -> FilmDistance:
    """`features` [N,C]. The covariance is shrunk towards its diagonal; whitening^T whitening is its inverse."""
    mean = features.mean(axis=0, dtype=np.float64)
    centred = features - mean
    covariance = centred.T @ centred / len(features)
    covariance = (1 - shrinkage) * covariance + shrinkage * np.diag(np.diag(covariance))
    # A channel that never moves must not make the matrix singular.
    covariance += 1e-6 * np.trace(covariance) / len(covariance) * np.eye(len(covariance))
    return FilmDistance(mean, np.linalg.inv(np.linalg.cholesky(covariance)))


@dataclass(frozen=True)
class DisplayHead:
    """Logits of DISPLAYS = weights [4,C] features + bias [4]."""

    weights: np.ndarray
    bias: np.ndarray

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """[N,C] -> [N,4]."""
        logits = features.astype(np.float64) @ self.weights.T + self.bias
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def save(self, folder: Path) -> None:
        np.save(folder / DISPLAY_WEIGHTS, np.ascontiguousarray(self.weights, np.float32))
        np.save(folder / DISPLAY_BIAS, np.ascontiguousarray(self.bias, np.float32))


def fit_display(features: np.ndarray, labels: np.ndarray, penalty: float) -> DisplayHead:
    """Logistic regression on standardized features, each display counting the same; the scaling goes into the weights."""
    mean, spread = features.mean(axis=0, dtype=np.float64), features.std(axis=0, dtype=np.float64) + 1e-6
    x, y = torch.from_numpy((features - mean) / spread), torch.from_numpy(labels)
    share = 1 / torch.bincount(y, minlength=len(DISPLAYS)).clamp(min=1)[y].double()
    weights = torch.zeros(len(DISPLAYS), x.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(len(DISPLAYS), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        each = F.cross_entropy(x @ weights.T + bias, y, reduction="none")
        value = (share * each).sum() / share.sum() + penalty * (weights**2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    scaled = weights.detach().numpy() / spread
    return DisplayHead(scaled, bias.detach().numpy() - scaled @ mean)


def wrongly_displayed(film: np.ndarray, display: str, other_side: bool = False) -> np.ndarray:
    """A film as `display` shows it; `lying` is to the left, or to the other side."""
    if display == "inverted":
        return 255 - film
    turns = {"upright": 0, "upside-down": 2, "lying": 3 if other_side else 1}[display]
    return np.ascontiguousarray(np.rot90(film, turns))
