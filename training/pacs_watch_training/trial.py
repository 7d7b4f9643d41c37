"""Train with something changed, or without one source, and read the same test part: how a recipe's settings earn their place."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from .boxes import find_boxes
from .build import load_examples, trusted
from .calibration import softmax
from .film_data import Example
from .metrics import classification
from .networks import FilmClassifier
from .readable_json import readable_json, rounded
from .recipe import ClassifierRecipe, SegmenterRecipe
from .selection import HELD_OUT, parts_of, read_pictures
from .splits import CALIBRATION, TEST, TRAIN
from .train_classifier import torch_logits, train_classifier


def trial(
    name: str, recipe: ClassifierRecipe, segmenter: SegmenterRecipe | None, weights: str | None, data: Path, lungs: Path | None, work: Path,
    seeds: int = 1,
) -> list[dict[str, Any]]:
    """Figures of one network a seed on the test part, and on the sources in `held_out_sources`. Each is kept as trial-NAME.json in
    `work`, with several seeds as trial-NAME-SEED.json.

    Another seed is another start, other draws and other augmentations; the parts stay those of the recipe's own seed. `outside` are all
    films of the sources left out, `outside_trusted` those whose lungs the segmenter trusts: most of the others lie on their side.
    Nothing of a trial ships; `keep: best-f1` chooses by the validation part as in a build.
    """
    parts, films = parts_of(data, recipe), read_pictures(data, recipe)
    found = find_boxes(films, lungs, segmenter, work / "boxes.json") if lungs is not None else None
    examples = load_examples(films, found, recipe, segmenter)

    def of(part: str) -> list[Example]:
        return [e for e in examples if parts[e.film.group] == part]

    training = trusted(of(TRAIN)) if found is not None else of(TRAIN)
    reports = []
    for seed in range(recipe.seed, recipe.seed + seeds):
        own, called = replace(recipe, seed=seed), name if seeds == 1 else f"{name}-{seed}"
        network = train_classifier(own, training, of(CALIBRATION), weights, work / f"trial-{called}.pt")
        report = {
            "name": called, "seed": seed, "trained_on": len(training), "epochs": recipe.epochs, "left_out": list(recipe.held_out_sources),
            "inside": _figures(network, of(TEST), own), "outside": _figures(network, of(HELD_OUT), own),
            "outside_trusted": _figures(network, trusted(of(HELD_OUT)), own) if found is not None else None,
        }
        (work / f"trial-{called}.json").write_text(readable_json(rounded(report)) + "\n", encoding="utf-8")
        reports.append(report)
    return reports


def _figures(network: FilmClassifier, members: list[Example], recipe: ClassifierRecipe) -> dict[str, Any] | None:
    if not members:
        return None
    labels = np.array([e.label for e in members])
    probabilities = softmax(torch_logits(network, members, recipe))
    return classification(labels, probabilities, [e.film.group for e in members], recipe.labels)
