"""Films beside their Grad-CAM, to see what a bundle looks at. The picture holds films of the data: keep it out of the project."""
from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from .manifest import read_grey
from .pipeline import Bundle
from .recipe import ClassifierRecipe
from .selection import parts_of, read_pictures
from .splits import TEST

SIDE = 224


def write_heatmaps(folder: Path, recipe: ClassifierRecipe, data: Path, output: Path, films: int) -> None:
    """One row a class: `films` of its test films, each as it is read and under the heatmap of the label that it got."""
    bundle, parts = Bundle(folder), parts_of(data, recipe)
    test = [f for f in read_pictures(data, recipe) if parts[f.group] == TEST]
    rows = []
    for label in recipe.labels:
        members = [f for f in test if f.label == label]
        # Spread over the list, which is ordered by source.
        chosen = [members[i] for i in np.linspace(0, len(members) - 1, min(films, len(members))).astype(int)]
        rows.append(np.hstack([shown(bundle, read_grey(f.path), label) for f in chosen]))
    output.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(output), np.vstack(rows))


def shown(bundle: Bundle, film: np.ndarray, truth: str) -> np.ndarray:
    """[SIDE, 2 SIDE, 3] uint8: the picture that was read, and the same under its heatmap with the answer written on it."""
    reading = bundle.read(film)
    top = int(reading.probabilities.argmax())
    box = reading.box
    read = film if box is None else film[box.y0 : box.y1, box.x0 : box.x1]
    plain = cv2.cvtColor(cv2.resize(read, (SIDE, SIDE), interpolation=cv2.INTER_AREA), cv2.COLOR_GRAY2BGR)
    heat = cv2.resize(bundle.grad_cam(reading, top), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    coloured = cv2.applyColorMap(np.clip(heat * 255, 0, 255).astype(np.uint8), cv2.COLORMAP_JET)
    over = cv2.addWeighted(plain, 0.6, coloured, 0.4, 0)
    cv2.putText(plain, truth, (4, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (255, 255, 255), 1, cv2.LINE_AA)
    told = f"{bundle.labels[top]} {reading.probabilities[top]:.2f}"
    cv2.putText(over, told, (4, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (255, 255, 255), 1, cv2.LINE_AA)
    return np.hstack([plain, over])
