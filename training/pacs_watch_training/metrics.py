"""Figures of a classifier with their intervals.

Shares (sensitivity, PPV) carry Wilson's 95 % interval; balanced accuracy and AUROC carry a 95 % bootstrap interval that
draws whole groups, because films of one patient are no independent evidence.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .calibration import expected_calibration_error

DRAWS = 1000


def wilson(hits: int, total: int, z: float = 1.96) -> list[float] | None:
    """[share, low, high], None for nothing of nothing. Source: Wilson, 1927."""
    if total == 0:
        return None
    p = hits / total
    centre = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * np.sqrt(p * (1 - p) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return [p, max(0.0, centre - half), min(1.0, centre + half)]


def auroc(positive: np.ndarray, scores: np.ndarray) -> float:
    """Chance that a positive film scores above a negative one, ties half (Mann-Whitney); NaN without both kinds."""
    positives, negatives = int(positive.sum()), int((~positive).sum())
    if positives == 0 or negatives == 0:
        return float("nan")
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return float((ranks[positive].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def balanced_accuracy(labels: np.ndarray, predicted: np.ndarray) -> float:
    """Mean sensitivity over the classes that occur."""
    return float(np.mean([(predicted[labels == k] == k).mean() for k in np.unique(labels)]))


def f1(labels: np.ndarray, predicted: np.ndarray, classes: int) -> float:
    """Of two classes the F1 of the first, the one that is looked for; of more the mean over those that occur in the truth."""
    looked_for = [0] if classes == 2 else np.unique(labels)
    return float(np.mean([f1_of(labels == k, predicted == k) for k in looked_for]))


def f1_of(truth: np.ndarray, predicted: np.ndarray) -> float:
    """2 TP / (2 TP + FP + FN); 0 where neither occurs."""
    return float(2 * (truth & predicted).sum() / max(1, truth.sum() + predicted.sum()))


def with_bootstrap(figure: Callable[[np.ndarray], float], groups: Sequence[str], seed: int = 1) -> list[float] | None:
    """[value, low, high] of `figure(indices)` over draws of whole groups; None where it is not defined."""
    value = figure(np.arange(len(groups)))
    if not np.isfinite(value):
        return None
    members: dict[str, list[int]] = {}
    for index, group in enumerate(groups):
        members.setdefault(group, []).append(index)
    blocks, rng = [np.array(m) for m in members.values()], np.random.default_rng(seed)
    draws = [figure(np.concatenate([blocks[i] for i in rng.integers(0, len(blocks), len(blocks))])) for _ in range(DRAWS)]
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    return [value, float(low), float(high)]


def _neither(confusion: np.ndarray, k: int) -> int:
    """Films that are not of class k and were not read as it."""
    return int(confusion.sum() - confusion[k].sum() - confusion[:, k].sum() + confusion[k, k])


def classification(labels: np.ndarray, probabilities: np.ndarray, groups: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    """Everything that the card says of one set of films."""
    predicted = probabilities.argmax(axis=1)
    confusion = np.zeros((len(names), len(names)), int)
    np.add.at(confusion, (labels, predicted), 1)
    classes = {}
    for k, name in enumerate(names):
        classes[name] = {
            "films": int(confusion[k].sum()),
            "sensitivity": wilson(int(confusion[k, k]), int(confusion[k].sum())),
            "specificity": wilson(_neither(confusion, k), int((labels != k).sum())),
            "ppv": wilson(int(confusion[k, k]), int(confusion[:, k].sum())),
            "npv": wilson(_neither(confusion, k), int((predicted != k).sum())),
            "f1": with_bootstrap(lambda i, k=k: f1_of(labels[i] == k, predicted[i] == k), groups),
            "auroc": with_bootstrap(lambda i, k=k: auroc(labels[i] == k, probabilities[i, k]), groups),
        }
    return {
        "films": len(labels),
        "groups": len(set(groups)),
        "confusion": confusion.tolist(),
        "accuracy": wilson(int((predicted == labels).sum()), len(labels)),
        "balanced_accuracy": with_bootstrap(lambda i: balanced_accuracy(labels[i], predicted[i]), groups),
        "ece": expected_calibration_error(probabilities, labels),
        "classes": classes,
        "between": between(labels, probabilities, groups, names),
    }


def between(
    labels: np.ndarray, probabilities: np.ndarray, groups: Sequence[str], names: Sequence[str]
) -> dict[str, list[float] | None]:
    """AUROC of each class against each later one, films of both only, by the share p / (p + q) of the two probabilities; None
    where one of the two does not occur. A class against the rest mixes easy and hard opponents; this does not."""
    found = {}
    for a, first in enumerate(names):
        for b in range(a + 1, len(names)):
            chosen = np.flatnonzero((labels == a) | (labels == b))
            score = probabilities[chosen, a] / probabilities[chosen][:, [a, b]].sum(axis=1).clip(min=1e-12)
            positive = labels[chosen] == a
            known = len(set(labels[chosen])) == 2
            members = [groups[i] for i in chosen]
            found[f"{first} / {names[b]}"] = (
                with_bootstrap(lambda i, p=positive, s=score: auroc(p[i], s[i]), members) if known else None
            )
    return found


def dice(mask: np.ndarray, truth: np.ndarray) -> float:
    """2 |A and B| / (|A| + |B|) of two boolean images."""
    return float(2 * (mask & truth).sum() / max(1, mask.sum() + truth.sum()))
