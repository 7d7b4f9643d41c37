"""The checks that a bundle makes of a film before its answer counts: fitted on the train part, limits from the calibration
part."""
from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .likeness import DISPLAYS, FilmDistance, fit_display, fit_distance, wrongly_displayed
from .manifest import Film, read_grey
from .pipeline import Bundle


@dataclass(frozen=True)
class Limits:
    """What bundle.yaml says of abstention and flags."""

    minimum_probability: float
    distance: float
    display_minimum_probability: float
    minimum_heatmap_in_lungs: float
    maximum_lungs_at_border: float


@dataclass(frozen=True)
class Calibrated:
    """What the bundle says of the calibration part: logits [N,K], labels [N], groups, distances [N], heat inside lungs."""

    logits: np.ndarray
    labels: np.ndarray
    groups: list[str]
    distances: np.ndarray
    heat_in_lungs: np.ndarray


def fit_checks(folder: Path, bundle: Bundle, films: Iterable[Film], settings: dict[str, float]) -> FilmDistance:
    """Write the arrays of both checks into `folder`, from train films whose lungs were found; the distance among them.

    A film on its side has no trusted mask, so that such films among the sources teach neither check.
    """
    features: dict[str, list[np.ndarray]] = {display: [] for display in DISPLAYS}
    for number, film in enumerate(films):
        pixels = read_grey(film.path)
        look = bundle.look(pixels)
        if bundle.trusted_box(look.lungs) is None:
            continue
        features["upright"].append(look.features)
        for display in DISPLAYS[1:]:
            shown = wrongly_displayed(pixels, display, other_side=number % 2 == 1)
            features[display].append(bundle.look(shown).features)
    if not features["upright"]:
        raise ValueError("the segmenter trusts its mask of no training film, so no film can be compared with them")
    distance = fit_distance(np.array(features["upright"]), settings["shrinkage"])
    distance.save(folder)
    labels = np.concatenate([np.full(len(features[display]), i) for i, display in enumerate(DISPLAYS)])
    fit_display(np.concatenate([features[d] for d in DISPLAYS]), labels, settings["display_penalty"]).save(folder)
    return distance


def read_calibration(bundle: Bundle, distance: FilmDistance, films: list[Film]) -> Calibrated:
    """What the limits are chosen from."""
    logits, distances, heat = [], [], []
    for film in films:
        pixels = read_grey(film.path)
        look = bundle.look(pixels)
        reading = bundle.classify(pixels, bundle.trusted_box(look.lungs))
        logits.append(reading.logits)
        distances.append(distance.of(look.features[None])[0])
        heat.append(bundle.heat_in_lungs(pixels, look, reading))
    labels = np.array([bundle.labels.index(f.label) for f in films])
    shares = np.array([share for share in heat if share is not None])
    return Calibrated(np.array(logits), labels, [f.group for f in films], np.array(distances), shares)


def limits(read: Calibrated, probabilities: np.ndarray, settings: dict[str, float]) -> Limits:
    """The limits that the recipe's shares of the calibration films exceed, rounded to the side that lets films pass."""
    top = probabilities.max(axis=1)
    return Limits(
        minimum_probability=math.floor(100 * np.quantile(top, settings["low_probability_share"])) / 100,
        distance=math.ceil(100 * np.quantile(read.distances, 1 - settings["distance_share"])) / 100,
        display_minimum_probability=settings["display_minimum_probability"],
        minimum_heatmap_in_lungs=math.floor(100 * np.quantile(read.heat_in_lungs, settings["heatmap_share"])) / 100,
        maximum_lungs_at_border=settings["maximum_lungs_at_border"],
    )
