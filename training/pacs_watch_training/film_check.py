"""The checks that a bundle makes of a film before its answer counts: fitted on the train part, limits from the calibration
part."""
from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from .likeness import DISPLAYS, FilmDistance, fit_display, fit_distance, wrongly_displayed
from .manifest import Film, read_grey
from .pipeline import Bundle


@dataclass(frozen=True)
class Limits:
    """What bundle.yaml says of abstention and flags."""

    minimum_probability: float
    distance: float
    maximum_film_distance: float
    display_minimum_probability: float
    minimum_heatmap_in_lungs: float
    maximum_lungs_at_border: float
    maximum_lungs_joined: float


@dataclass(frozen=True)
class Calibrated:
    """What the bundle says of the calibration part: logits [N,K], labels [N], groups, distances [N], heat inside lungs."""

    logits: np.ndarray
    labels: np.ndarray
    groups: list[str]
    distances: np.ndarray
    heat_in_lungs: np.ndarray


def fit_checks(
    folder: Path, bundle: Bundle, films: Iterable[Film], settings: dict[str, float]
) -> tuple[FilmDistance, float]:
    """Write the arrays of both checks into `folder`, from train films whose lungs were found; the distance among them, and
    the one at which a film of a strange source is none any more.

    A film on its side has no trusted mask, so that such films among the sources teach neither check.
    """
    features: dict[str, list[np.ndarray]] = {display: [] for display in DISPLAYS}
    sources: list[str] = []
    for number, film in enumerate(tqdm(films, "film checks", leave=False, disable=None)):
        pixels = read_grey(film.path)
        look = bundle.look(pixels)
        if bundle.trusted_box(look.lungs) is None:
            continue
        features["upright"].append(look.features)
        sources.append(film.source)
        for display in DISPLAYS[1:]:
            shown = wrongly_displayed(pixels, display, other_side=number % 2 == 1)
            features[display].append(bundle.look(shown).features)
    if not features["upright"]:
        raise ValueError("the segmenter trusts its mask of no training film, so no film can be compared with them")
    distance = fit_distance(np.array(features["upright"]), settings["shrinkage"])
    distance.save(folder)
    labels = np.concatenate([np.full(len(features[display]), i) for i, display in enumerate(DISPLAYS)])
    fit_display(np.concatenate([features[d] for d in DISPLAYS]), labels, settings["display_penalty"]).save(folder)
    return distance, strange_distance(np.array(features["upright"]), sources, settings)


def strange_distance(features: np.ndarray, sources: list[str], settings: dict[str, float]) -> float:
    """The distance that all but `strange_share` of the films of any source keep when the fit has not seen that source.

    A limit from films of known sources refuses whole hospitals: fitted without one of them, it refused nearly all of its
    films. Sources of fewer than `strange_films` films say nothing of a share.
    """
    of = np.array(sources)
    found = []
    for source in sorted(set(sources)):
        if (of == source).sum() >= settings["strange_films"] and (of != source).any():
            distances = fit_distance(features[of != source], settings["shrinkage"]).of(features[of == source])
            found.append(float(np.quantile(distances, 1 - settings["strange_share"])))
    if not found:
        raise ValueError("one source alone does not tell how far films of another lie; the recipe needs films of two")
    return max(found)


def read_calibration(bundle: Bundle, distance: FilmDistance, films: list[Film]) -> Calibrated:
    """What the limits are chosen from."""
    logits, distances, heat = [], [], []
    for film in tqdm(films, "limits", leave=False, disable=None):
        pixels = read_grey(film.path)
        look = bundle.look(pixels)
        reading = bundle.classify(pixels, bundle.trusted_box(look.lungs))
        logits.append(reading.logits)
        distances.append(distance.of(look.features[None])[0])
        heat.append(bundle.heat_in_lungs(pixels, look, reading))
    labels = np.array([bundle.labels.index(f.label) for f in films])
    shares = np.array([share for share in heat if share is not None])
    return Calibrated(np.array(logits), labels, [f.group for f in films], np.array(distances), shares)


def limits(read: Calibrated, strange: float, probabilities: np.ndarray, settings: dict[str, float]) -> Limits:
    """The limits that the recipe's shares of the calibration films exceed, rounded to the side that lets films pass.

    `strange` is the distance at which a film is no film any more, from sources left out (`strange_distance`).
    """
    top = probabilities.max(axis=1)
    return Limits(
        minimum_probability=math.floor(100 * np.quantile(top, settings["low_probability_share"])) / 100,
        distance=math.ceil(100 * strange) / 100,
        maximum_film_distance=math.ceil(100 * np.quantile(read.distances, 1 - settings["distance_share"])) / 100,
        display_minimum_probability=settings["display_minimum_probability"],
        minimum_heatmap_in_lungs=math.floor(100 * np.quantile(read.heat_in_lungs, settings["heatmap_share"])) / 100,
        maximum_lungs_at_border=settings["maximum_lungs_at_border"],
        maximum_lungs_joined=settings["maximum_lungs_joined"],
    )
