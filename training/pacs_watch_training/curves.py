"""Loss curves as a picture and as CSV, beside the checkpoint.

Drawn with OpenCV, which is here anyway: a few lines and axes are no reason for a plotting library and its dependencies.
"""
from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np

WIDTH, HEIGHT, MARGIN = 480, 320, 56
COLOURS = ((180, 90, 20), (40, 120, 230), (60, 150, 60), (160, 60, 160), (90, 90, 90))
FONT = cv2.FONT_HERSHEY_SIMPLEX


def write_curves(history: list[dict[str, float]], checkpoint: Path) -> None:
    """NAME.csv, one row an epoch, and NAME.png: losses on the left, scores from 0 to 1 on the right."""
    names = list(history[-1])
    with open(checkpoint.with_suffix(".csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["epoch", *names])
        writer.writerows([i + 1, *(f"{row[name]:.5f}" for name in names)] for i, row in enumerate(history))
    losses = {name: [row[name] for row in history] for name in names if "loss" in name}
    scores = {name: [row[name] for row in history] for name in names if "loss" not in name}
    epochs = [i + 1.0 for i in range(len(history))]
    panels = [panel(epochs, losses, "epoch")] + ([panel(epochs, scores, "epoch")] if scores else [])
    cv2.imwrite(str(checkpoint.with_suffix(".png")), np.hstack(panels))


def panel(x: list[float], curves: dict[str, list[float]], label: str) -> np.ndarray:
    """[HEIGHT,WIDTH,3] uint8: named curves over x with the axes' ends written on them. Values that are no number are left out."""
    image = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    finite = [v for values in curves.values() for v in values if np.isfinite(v)] or [0.0]
    low, high = min(finite), max(finite)
    high = high if high > low else low + 1
    first, last = min(x), max(x) if max(x) > min(x) else min(x) + 1

    def at(a: float, b: float) -> tuple[int, int]:
        across = MARGIN + (a - first) / (last - first) * (WIDTH - MARGIN - 16)
        return round(across), round(HEIGHT - MARGIN - (b - low) / (high - low) * (HEIGHT - MARGIN - 40))

    cv2.rectangle(image, at(first, high), at(last, low), (200, 200, 200), 1)
    for text, place in ((f"{high:.3g}", (4, 44)), (f"{low:.3g}", (4, HEIGHT - MARGIN)), (f"{first:.3g}", (MARGIN, HEIGHT - 34)),
                        (f"{last:.3g}", (WIDTH - 70, HEIGHT - 34)), (label, (WIDTH // 2 - 20, HEIGHT - 34))):
        cv2.putText(image, text, place, FONT, 0.4, (60, 60, 60), 1, cv2.LINE_AA)
    for index, (name, values) in enumerate(curves.items()):
        colour = COLOURS[index % len(COLOURS)]
        points = [at(a, b) for a, b in zip(x, values, strict=True) if np.isfinite(b)]
        cv2.polylines(image, [np.array(points, np.int32)], False, colour, 2, cv2.LINE_AA)
        for point in points if len(points) <= 40 else []:
            cv2.circle(image, point, 3, colour, -1, cv2.LINE_AA)
        cv2.putText(image, name, (MARGIN + 130 * (index % 3), 16 + 16 * (index // 3)), FONT, 0.42, colour, 1, cv2.LINE_AA)
    return image
