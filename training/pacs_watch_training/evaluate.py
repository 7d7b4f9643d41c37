"""Every figure that the card quotes, from the bundle's own files on the held-out groups."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from . import evaluate_checks, evaluate_lungs
from .calibration import error_if_calibrated, expected_calibration_error, softmax
from .manifest import Film, read_films, read_grey, read_masked_films, read_slices
from .metrics import classification, wilson, with_bootstrap
from .pipeline import Bundle
from .splits import CALIBRATION, TEST, split_groups


def logits_of(bundle: Bundle, films: list[Film]) -> tuple[np.ndarray, np.ndarray]:
    """Logits [N,K] as the product computes them, and which films were read whole because no mask was trusted."""
    logits, whole = [], []
    for film in tqdm(films, "films", leave=False, disable=None):
        reading = bundle.read(read_grey(film.path))
        logits.append(reading.logits)
        whole.append(reading.box is None)
    return np.array(logits), np.array(whole)


def labelled(films: list[Film], labels: list[str]) -> list[Film]:
    return [film for film in films if film.label in labels]


def evaluate(folder: Path, data: Path, seed: int, engine: str = "onnxruntime", unlike: Path | None = None) -> dict[str, Any]:
    """Figures as plain data. `seed` is that of the recipe, for the same held-out groups. `unlike` is a folder with a folder of
    pictures for each kind that is no upright frontal chest film; its figures are left out without one."""
    bundle = Bundle(folder, engine)
    films, masked, slices = read_films(data), read_masked_films(data), read_slices(data)
    parts = split_groups(films, masked, slices, seed)
    held_out = [f for f in films if parts[f.group] == TEST]
    test = labelled(held_out, bundle.labels)
    logits, whole = logits_of(bundle, test)
    labels = np.array([bundle.labels.index(f.label) for f in test])
    probabilities = softmax(logits, bundle.temperature)

    def of(members: np.ndarray) -> dict[str, Any]:
        groups = [test[i].group for i in members]
        return classification(labels[members], probabilities[members], groups, bundle.labels)

    return {
        "bundle": {"name": bundle.manifest["name"], "version": bundle.manifest["version"], "labels": bundle.labels, "engine": engine},
        "split": _split_table(films, parts, bundle.labels),
        "pooled": of(np.arange(len(test))),
        "by_source": {s: of(np.array([i for i, f in enumerate(test) if f.source == s])) for s in sorted({f.source for f in test})},
        "by_view": {v: of(np.array([i for i, f in enumerate(test) if f.view == v])) for v in sorted({f.view for f in test})},
        "read_whole": int(whole.sum()),
        "calibration": {
            "temperature": bundle.temperature,
            "films": sum(parts[f.group] == CALIBRATION for f in labelled(films, bundle.labels)),
            "ece_before": expected_calibration_error(softmax(logits), labels),
            "ece": with_bootstrap(lambda i: expected_calibration_error(probabilities[i], labels[i]), [f.group for f in test]),
            "ece_if_calibrated": error_if_calibrated(probabilities),
            "reliability": reliability(probabilities, labels),
            "by_source": reliability_by_source(probabilities, labels, [f.source for f in test]),
        },
        "checks": evaluate_checks.checks(bundle, held_out, films, [s for s in slices if parts[s.group] == TEST], unlike),
        "masks": evaluate_lungs.masks(bundle, [m for m in masked if parts[m.group] == TEST]),
        "confidence": evaluate_lungs.confidences(bundle, held_out, [s for s in slices if parts[s.group] == TEST]),
        "minimum_confidence": bundle.minimum_confidence,
    }


BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def reliability(probabilities: np.ndarray, labels: np.ndarray) -> list[dict[str, Any]]:
    """Per range of the top probability: films, mean probability, share that is right."""
    top, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    rows = []
    for low, high in zip(BINS, BINS[1:]):
        inside = (top > low) & (top <= high)
        if inside.any():
            right_there = wilson(int(right[inside].sum()), int(inside.sum()))
            rows.append({"low": low, "high": high, "films": int(inside.sum()), "mean": float(top[inside].mean()), "right": right_there})
    return rows


def reliability_by_source(probabilities: np.ndarray, labels: np.ndarray, sources: list[str]) -> list[dict[str, Any]]:
    """Per source: mean top probability and share that is right."""
    top, right, names = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels, np.array(sources)
    return [
        {"source": s, "films": int((names == s).sum()), "mean": float(top[names == s].mean()),
         "right": wilson(int(right[names == s].sum()), int((names == s).sum()))}
        for s in sorted(set(sources))
    ]


def _split_table(films: list[Film], parts: dict[str, str], labels: list[str]) -> list[dict[str, Any]]:
    """Films per source, class and part."""
    rows = []
    for source in sorted({f.source for f in films}):
        for label in labels:
            members = [f for f in films if f.source == source and f.label == label]
            if members:
                counts = {part: sum(parts[f.group] == part for f in members) for part in ("train", CALIBRATION, TEST)}
                rows.append({"source": source, "label": label, **counts})
    return rows
