"""Random changes to a film in training.

Each function takes a numpy Generator, so a seed fixes what is drawn.
"""
from __future__ import annotations

import cv2
import numpy as np


def affine(rng: np.random.Generator, rows: int, columns: int, degrees: float, scale: float, shift: float, shear: float = 0.0) -> np.ndarray:
    """A 2x3 matrix about the image's centre: rotation, anisotropic scale, shear, and a shift in shares of the size."""
    angle = np.deg2rad(rng.uniform(-degrees, degrees))
    sx, sy = np.exp(rng.uniform(-scale, scale, 2) * 0.5 + rng.uniform(-scale, scale) * 0.5)
    k = rng.uniform(-shear, shear)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = turn @ np.array([[1.0, k], [0.0, 1.0]]) @ np.diag([sx, sy])
    centre = np.array([columns / 2, rows / 2])
    offset = centre + rng.uniform(-shift, shift, 2) * [columns, rows] - matrix @ centre
    return np.column_stack([matrix, offset])


def grey_levels(
    rng: np.random.Generator, image: np.ndarray, gamma: float = 0.5, contrast: float = 0.35, brightness: float = 0.15, bend: float = 0.3
) -> np.ndarray:
    """Gamma, contrast (logarithms), brightness and, at a chance, a random bend of the grey curve, by one look-up table."""
    x = np.linspace(0, 1, 256)
    x = x ** np.exp(rng.uniform(-gamma, gamma))
    x = (x - 0.5) * np.exp(rng.uniform(-contrast, contrast)) + 0.5 + rng.uniform(-brightness, brightness)
    if rng.random() < bend:
        knots = np.sort(np.clip(np.linspace(0, 1, 6) + rng.uniform(-0.12, 0.12, 6), 0, 1))
        x = np.interp(np.clip(x, 0, 1), np.linspace(0, 1, 6), knots)
    return cv2.LUT(image, np.rint(np.clip(x * 255, 0, 255)).astype(np.uint8))


def degraded(rng: np.random.Generator, image: np.ndarray, chance: float = 1.0) -> np.ndarray:
    """Blur, sharpening, noise, lost resolution or JPEG, each at times: sources differ in these, lungs do not."""
    if rng.random() < 0.3 * chance:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.4))
    elif rng.random() < 0.2 * chance:
        image = cv2.addWeighted(image, 1.8, cv2.GaussianBlur(image, (0, 0), 1.5), -0.8, 0)
    if rng.random() < 0.25 * chance:
        rows, columns = image.shape
        factor = rng.uniform(0.45, 0.9)
        small = cv2.resize(image, (max(8, int(columns * factor)), max(8, int(rows * factor))), interpolation=cv2.INTER_AREA)
        image = cv2.resize(small, (columns, rows), interpolation=cv2.INTER_LINEAR)
    if rng.random() < 0.3 * chance:
        noise = rng.normal(0, rng.uniform(2, 9), image.shape)
        image = np.clip(image + noise, 0, 255).astype(np.uint8)
    if rng.random() < 0.2 * chance:
        _, coded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 90))])
        image = cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE)
    return image


def erased_corners(rng: np.random.Generator, image: np.ndarray, chance: float = 0.35) -> np.ndarray:
    """Each corner covered at times by a flat or noisy patch, and at times written on: markers must not matter."""
    image = image.copy()
    rows, columns = image.shape
    for bottom in (False, True):
        for right in (False, True):
            if rng.random() >= chance:
                continue
            h, w = int(rows * rng.uniform(0.04, 0.22)), int(columns * rng.uniform(0.04, 0.22))
            y, x = (rows - h if bottom else 0), (columns - w if right else 0)
            if rng.random() < 0.3:
                text = "".join(rng.choice(list("LRAPSUPINE0123456789"), int(rng.integers(1, 6))))
                size = rng.uniform(0.4, 1.0)
                cv2.putText(image, text, (x + 2, y + h - 2), cv2.FONT_HERSHEY_SIMPLEX, size, int(rng.integers(150, 256)), 2)
            else:
                image[y : y + h, x : x + w] = rng.integers(0, 256) if rng.random() < 0.5 else rng.integers(0, 256, (h, w))
    return image
