"""Every labelled film read by networks that never saw its group: as many trainings as folds, each without one of them.

The test part is a quarter of the films; too few to tell a calibration error of 0.03 from chance. Here each film is a test film
once. Source: Stone, Cross-Validatory Choice and Assessment of Statistical Predictions, 1974; groups and strata as in splits.py.
"""
from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from .boxes import find_boxes
from .build import load_examples, trusted
from .calibration import error_if_calibrated, expected_calibration_error
from .ensemble import fit_shared_temperature, mean_probabilities
from .film_data import Example
from .metrics import classification
from .readable_json import readable_json, rounded
from .recipe import ClassifierRecipe, SegmenterRecipe
from .selection import parts_of, read_pictures
from .splits import TEST, split_groups
from .train_classifier import settings_of, torch_logits, train_members

RESULT = "cross-validation.json"


def cross_validate(
    recipe: ClassifierRecipe, segmenter: SegmenterRecipe | None, weights: str | None, data: Path, lungs: Path | None, work: Path, folds: int
) -> dict[str, Any]:
    """Figures of the recipe over all films, kept as cross-validation.json in `work`, from where `finish` takes them, and the limit
    of the least probable finding.

    Each fold is trained as a build is, with its own checkpoint, so that a killed run goes on. The films of a fold are read at the
    temperature of least log loss on the films of the others. The lung boxes are the bundle's: its segmenter has seen masks
    of some of the films, never their classes.
    """
    films = read_pictures(data, recipe)
    fold_of = split_groups(films, [], [], recipe.seed, {str(fold): 1 / folds for fold in range(folds)})
    found = find_boxes(films, lungs, segmenter, work / "boxes.json") if lungs is not None else None
    examples = load_examples(films, found, recipe, segmenter)
    place = np.array([int(fold_of[e.film.group]) for e in examples])
    labels = np.array([e.label for e in examples])
    members = np.zeros((recipe.members, len(examples), len(recipe.labels)))
    for fold in range(folds):
        print(f"fold {fold + 1} of {folds}: {(place == fold).sum()} films", flush=True)
        members[:, place == fold] = _read(recipe, examples, place == fold, weights, work / f"fold-{fold + 1}-of-{folds}", found is not None)
    parts = parts_of(data, recipe)
    settable = np.array([parts[e.film.group] != TEST for e in examples])
    report = _figures(recipe, examples, members, labels, place, settable) | {
        "folds": folds, "epochs": recipe.epochs, "settings": str(settings_of(recipe)),
    }
    (work / RESULT).write_text(readable_json(rounded(report)) + "\n", encoding="utf-8")
    return report


def _read(
    recipe: ClassifierRecipe, examples: list[Example], inside: np.ndarray, weights: str | None, work: Path, has_boxes: bool
) -> np.ndarray:
    """Logits [M,N,K] of the films `inside` the fold by networks that were trained on the others."""
    others = [e for e, is_inside in zip(examples, inside, strict=True) if not is_inside]
    held_out = [e for e, is_inside in zip(examples, inside, strict=True) if is_inside]
    # Without films to choose an epoch by: `keep: best-f1` would need a third part, and is refused.
    networks = train_members(recipe, trusted(others) if has_boxes else others, [], weights, work)
    return np.stack([torch_logits(network, held_out, recipe) for network in networks])


def _figures(
    recipe: ClassifierRecipe, examples: list[Example], members: np.ndarray, labels: np.ndarray, place: np.ndarray, settable: np.ndarray
) -> dict[str, Any]:
    """`settable` are the films outside of the test part, by which limits may be set."""
    temperatures = [fit_shared_temperature(members[:, place != fold], labels[place != fold]) for fold in np.unique(place)]
    probabilities = np.zeros(members.shape[1:])
    for fold, temperature in zip(np.unique(place), temperatures, strict=True):
        probabilities[place == fold] = mean_probabilities(members[:, place == fold], temperature)

    share = recipe.abstain.get("low_probability_share")

    def of(chosen: np.ndarray) -> dict[str, Any]:
        return classification(labels[chosen], probabilities[chosen], [examples[i].film.group for i in chosen], recipe.labels)

    sources = np.array([e.film.source for e in examples])
    return {
        "pooled": of(np.arange(len(examples))),
        "by_source": {s: of(np.flatnonzero(sources == s)) for s in sorted(set(sources))},
        "temperatures": temperatures,
        "minimum_probability": float(np.quantile(probabilities[settable].max(axis=1), share)) if share else None,
        "ece_before": expected_calibration_error(mean_probabilities(members, 1.0), labels),
        "ece": expected_calibration_error(probabilities, labels),
        "ece_of_folds": [expected_calibration_error(probabilities[place == f], labels[place == f]) for f in np.unique(place)],
        "ece_if_calibrated": error_if_calibrated(probabilities),
    }
