"""Pictures without lungs, made by code: what a segmenter must answer with an empty mask."""
from __future__ import annotations

import cv2
import numpy as np

KINDS = ("noise", "blobs", "blank", "gradient", "shapes", "text")


def junk(rng: np.random.Generator, size: int, kind: str | None = None) -> np.ndarray:
    """A size x size uint8 picture of one kind, drawn at random where none is named."""
    kind = kind or str(rng.choice(KINDS))
    low, high = np.sort(rng.integers(0, 256, 2))
    if kind == "noise":
        return rng.integers(low, high + 1, (size, size)).astype(np.uint8)
    if kind == "blobs":
        cells = int(rng.integers(3, 24))
        return cv2.resize(rng.integers(0, 256, (cells, cells)).astype(np.uint8), (size, size), interpolation=cv2.INTER_CUBIC)
    if kind == "blank":
        return np.full((size, size), low, np.uint8)
    if kind == "gradient":
        ys, xs = np.mgrid[0:size, 0:size] / size
        angle = rng.uniform(0, 2 * np.pi)
        ramp = np.cos(angle) * xs + np.sin(angle) * ys
        ramp = np.cos(ramp * rng.uniform(1, 12)) if rng.random() < 0.5 else ramp
        return cv2.normalize(ramp, None, int(low), int(high), cv2.NORM_MINMAX).astype(np.uint8)
    image = np.full((size, size), low, np.uint8)
    if kind == "shapes":
        for _ in range(int(rng.integers(1, 12))):
            centre, axes = rng.integers(0, size, 2).tolist(), rng.integers(4, size // 3, 2).tolist()
            cv2.ellipse(image, centre, axes, float(rng.uniform(0, 180)), 0, 360, int(rng.integers(0, 256)), -1)
        return image
    for line in range(int(rng.integers(3, 14))):
        text = "".join(rng.choice(list("abcdefghijklmnopqrstuvwxyz 0123456789"), 24))
        cv2.putText(image, text, (4, 18 * (line + 1)), cv2.FONT_HERSHEY_SIMPLEX, 0.5, int(high), 1)
    return image
