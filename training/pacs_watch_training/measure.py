"""Figures of a bundle that only classifies: with or without a lung segmenter, one network or several."""
from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from .calibration import expected_calibration_error
from .ensemble import mean_probabilities
from .manifest import Film, read_grey
from .metrics import classification, wilson
from .pipeline import Bundle
from .recipe import ClassifierRecipe
from .selection import HELD_OUT, parts_of, read_pictures
from .splits import CALIBRATION, TEST, TRAIN

MOST_CONFUSED = 10


def members_logits(bundle: Bundle, films: list[Film]) -> np.ndarray:
    """Logits [M,N,K] of every network, as the product computes them."""
    return np.stack([bundle.read(read_grey(film.path)).members for film in tqdm(films, "pictures", leave=False, disable=None)], axis=1)


def measure(folder: Path, data: Path, recipe: ClassifierRecipe, engine: str = "onnxruntime") -> dict[str, Any]:
    """Figures as plain data, on the groups that the recipe's seed holds out and on the sources that it never trains on."""
    bundle = Bundle(folder, engine)
    films, parts = read_pictures(data, recipe), parts_of(data, recipe)
    test = [f for f in films if parts[f.group] == TEST]
    strange = [f for f in films if parts[f.group] == HELD_OUT]
    read = test + strange
    members = members_logits(bundle, read)
    probabilities = mean_probabilities(members, bundle.temperature)
    labels = np.array([bundle.labels.index(f.label) for f in read])

    def of(chosen: list[int], scores: np.ndarray = probabilities) -> dict[str, Any]:
        return classification(labels[chosen], scores[chosen], [read[i].group for i in chosen], bundle.labels)

    inside, outside = list(range(len(test))), list(range(len(test), len(read)))
    top, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    limit = bundle.manifest["abstain"]["minimum_probability"]
    spoken = top[inside] >= limit
    figures = {
        "bundle": {"name": recipe.name, "version": recipe.version, "labels": bundle.labels, "engine": engine},
        "split": split_table(films, parts, bundle.labels),
        "pooled": of(inside),
        "by_source": {s: of([i for i in inside if read[i].source == s]) for s in sorted({f.source for f in test})},
        "held_out": {s: of([i for i in outside if read[i].source == s]) for s in sorted({f.source for f in strange})},
        "calibration": {
            "temperature": bundle.temperature, "films": sum(parts[f.group] == CALIBRATION for f in films),
            "ece_before": expected_calibration_error(mean_probabilities(members, 1.0)[inside], labels[inside]),
            "ece_after": expected_calibration_error(probabilities[inside], labels[inside]),
        },
        "abstention": {
            "minimum_probability": limit, "abstained": wilson(int((~spoken).sum()), len(test)),
            "accuracy_of_the_rest": wilson(int(right[inside][spoken].sum()), int(spoken.sum())),
        },
        "most_confused": confused(read, labels, probabilities, inside, bundle.labels),
    }
    if recipe.views != () or any(f.view for f in films):
        figures["by_view"] = {v: of([i for i in inside if read[i].view == v]) for v in sorted({f.view for f in test})}
    if len(members) > 1:
        alone = [mean_probabilities(members[m : m + 1], bundle.temperature) for m in range(len(members))]
        figures["members"] = [of(inside, scores) for scores in alone]
    return figures


def confused(films: list[Film], labels: np.ndarray, probabilities: np.ndarray, chosen: list[int], names: list[str]) -> list[dict[str, Any]]:
    """The films read wrongly with the most confidence, the worst first: where to look for bad labels and for shortcuts."""
    predicted = probabilities.argmax(axis=1)
    wrong = sorted((i for i in chosen if predicted[i] != labels[i]), key=lambda i: -probabilities[i, predicted[i]])
    return [
        {"film": films[i].key, "source": films[i].source, "finding": films[i].finding, "truth": names[labels[i]],
         "read_as": names[predicted[i]], "probability": float(probabilities[i, predicted[i]])}
        for i in wrong[:MOST_CONFUSED]
    ]


def split_table(films: list[Film], parts: dict[str, str], labels: list[str]) -> list[dict[str, Any]]:
    counts = Counter((f.source, f.label, parts[f.group]) for f in films)
    kinds = sorted({(source, label) for source, label, _ in counts}, key=lambda kind: (kind[0], labels.index(kind[1])))
    names = {TRAIN: "train", CALIBRATION: "calibration", TEST: "test", HELD_OUT: "held_out"}
    return [
        {"source": source, "label": label, **{name: counts[source, label, part] for part, name in names.items()}}
        for source, label in kinds
    ]
