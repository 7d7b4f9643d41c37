"""Train with something changed, or without one source, and read the same test part: how a recipe's settings earn their place."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from .boxes import find_boxes
from .build import load_examples, trusted
from .calibration import softmax
from .film_data import Example
from .metrics import classification
from .readable_json import readable_json, rounded
from .recipe import ClassifierRecipe, SegmenterRecipe
from .selection import HELD_OUT, parts_of, read_pictures
from .splits import CALIBRATION, TEST, TRAIN
from .train_classifier import torch_logits, train_classifier


def trial(
    name: str, recipe: ClassifierRecipe, segmenter: SegmenterRecipe | None, weights: str | None, data: Path, lungs: Path | None, work: Path
) -> dict[str, Any]:
    """Figures of one network on the test part, and on the sources in `held_out_sources`. Kept as trial-NAME.json in `work`.

    Nothing of a trial ships; `keep: best-f1` chooses by the validation part as in a build.
    """
    parts, films = parts_of(data, recipe), read_pictures(data, recipe)
    found = find_boxes(films, lungs, segmenter, work / "boxes.json") if lungs is not None else None
    examples = load_examples(films, found, recipe, segmenter)

    def of(part: str) -> list[Example]:
        return [e for e in examples if parts[e.film.group] == part]

    training = trusted(of(TRAIN)) if found is not None else of(TRAIN)
    network = train_classifier(recipe, training, of(CALIBRATION), weights, work / f"trial-{name}.pt")

    def figures(members: list[Example]) -> dict[str, Any] | None:
        if not members:
            return None
        labels = np.array([e.label for e in members])
        probabilities = softmax(torch_logits(network, members, recipe))
        return classification(labels, probabilities, [e.film.group for e in members], recipe.labels)

    report = {
        "name": name, "trained_on": len(training), "epochs": recipe.epochs, "inside": figures(of(TEST)),
        "outside": figures(of(HELD_OUT)), "left_out": list(recipe.held_out_sources),
    }
    (work / f"trial-{name}.json").write_text(readable_json(rounded(report)) + "\n", encoding="utf-8")
    return report
