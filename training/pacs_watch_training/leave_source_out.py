"""Train without one source, then read it: the nearest that this data comes to a strange hospital."""
from __future__ import annotations

from pathlib import Path

import numpy as np

from .boxes import find_boxes
from .build import load_examples, trusted
from .calibration import softmax
from .manifest import read_films, read_masked_films, read_slices
from .metrics import classification
from .readable_json import readable_json, rounded
from .recipe import ClassifierRecipe, SegmenterRecipe
from .splits import TEST, TRAIN, split_groups
from .train_classifier import torch_logits, train_classifier


def leave_source_out(
    classifier: ClassifierRecipe, segmenter: SegmenterRecipe, source: str, weights: str | None, data: Path, lungs: Path, work: Path
) -> dict:
    """Figures on every film of `source`, and on the test part of the other sources with the same network.

    A group with any film of the source is kept out of training. The lung segmenter is the bundle's: it has seen films
    of the source (without their classes), which flatters the crop a little, not the classification.
    """
    films = read_films(data)
    parts = split_groups(films, read_masked_films(data), read_slices(data), classifier.seed)
    found = find_boxes(films, lungs, segmenter, work / "boxes.json")
    examples = load_examples(films, found, classifier, segmenter)
    strange = {film.group for film in films if film.source == source}
    training = [e for e in trusted(examples) if parts[e.film.group] == TRAIN and e.film.group not in strange]
    outside = [e for e in examples if e.film.source == source]
    inside = [e for e in examples if parts[e.film.group] == TEST and e.film.group not in strange]
    # The log names the left-out films' figure after each epoch; the last epoch counts, whatever it says.
    network = train_classifier(classifier, training, outside, weights, work / f"{classifier.name}-without-{source}.pt")

    def figures(members: list) -> dict:
        labels = np.array([e.label for e in members])
        probabilities = softmax(torch_logits(network, members, classifier))
        return classification(labels, probabilities, [e.film.group for e in members], classifier.labels)

    report = {
        "source": source, "trained_on": len(training), "epochs": classifier.epochs,
        "outside": figures(outside), "inside": figures(inside),
    }
    (work / f"without-{source}.json").write_text(readable_json(rounded(report)) + "\n", encoding="utf-8")
    return report
