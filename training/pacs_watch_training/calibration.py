"""Temperature scaling and the error of calibration. Source: Guo et al., On Calibration of Modern Neural Networks, 2017."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

DRAWS = 500


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """[N,K] -> [N,K], rows sum to 1."""
    z = logits.astype(np.float64) / temperature
    z = np.exp(z - z.max(axis=1, keepdims=True))
    return z / z.sum(axis=1, keepdims=True)


def negative_log_likelihood(logits: np.ndarray, labels: np.ndarray, temperature: float) -> float:
    return float(-np.log(softmax(logits, temperature)[np.arange(len(labels)), labels] + 1e-12).mean())


def fit_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature of least negative log-likelihood, by golden section on its logarithm in [0.05, 20]."""
    low, high = np.log(0.05), np.log(20.0)
    ratio = (np.sqrt(5) - 1) / 2
    while high - low > 1e-5:
        a, b = high - ratio * (high - low), low + ratio * (high - low)
        if negative_log_likelihood(logits, labels, np.exp(a)) < negative_log_likelihood(logits, labels, np.exp(b)):
            high = b
        else:
            low = a
    return float(np.exp((low + high) / 2))


def temperature_interval(logits: np.ndarray, labels: np.ndarray, groups: Sequence[str], seed: int = 1) -> list[float]:
    """[fitted, low, high]: the 95 % bootstrap interval over draws of whole groups."""
    members: dict[str, list[int]] = {}
    for index, group in enumerate(groups):
        members.setdefault(group, []).append(index)
    blocks, rng = [np.array(m) for m in members.values()], np.random.default_rng(seed)
    fitted = []
    for _ in range(DRAWS):
        drawn = np.concatenate([blocks[i] for i in rng.integers(0, len(blocks), len(blocks))])
        fitted.append(fit_temperature(logits[drawn], labels[drawn]))
    low, high = np.percentile(fitted, [2.5, 97.5])
    return [fit_temperature(logits, labels), float(low), float(high)]


def justified_temperature(interval: list[float]) -> float:
    """The fitted temperature where its interval leaves out 1, else 1: noise in a few hundred films must not bend the answers."""
    fitted, low, high = interval
    return 1.0 if low <= 1.0 <= high else fitted


def error_if_calibrated(probabilities: np.ndarray, seed: int = 1) -> list[float]:
    """[mean, 95th percentile] of the calibration error that these probabilities show when they are true: labels are drawn
    from them. With few films in a bin chance alone parts the two, so this, not 0, is what a perfect bundle shows."""
    rng, bounds = np.random.default_rng(seed), probabilities.cumsum(axis=1)
    draws = []
    for _ in range(DRAWS):
        labels = (rng.random((len(probabilities), 1)) > bounds).sum(axis=1).clip(max=probabilities.shape[1] - 1)
        draws.append(expected_calibration_error(probabilities, labels))
    return [float(np.mean(draws)), float(np.percentile(draws, 95))]


def expected_calibration_error(probabilities: np.ndarray, labels: np.ndarray, bins: int = 15) -> float:
    """Mean gap between the top probability and how often it is right, over equal-width bins weighted by their films."""
    top, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    index = np.minimum((top * bins).astype(int), bins - 1)
    return float(sum(abs(top[index == b].mean() - right[index == b].mean()) * (index == b).mean() for b in np.unique(index)))
