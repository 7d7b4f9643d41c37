"""From a lung mask to the box to crop, and how far to trust it.

Part of the contract with the Swift side: the same few lines of arithmetic stand there.
"""
from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from .recipe import BoxRule


@dataclass(frozen=True)
class Box:
    """Pixels of the film: columns [x0,x1), rows [y0,y1)."""

    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True)
class LungFinding:
    """`box` is None where no component was large enough; `confidence` is then 0."""

    box: Box | None
    confidence: float
    components: int
    area_share: float
    at_border: float = 0.0
    joined: float = 0.0


def kept_components(mask: np.ndarray, rule: BoxRule) -> list[np.ndarray]:
    """Boolean images of the largest 8-connected components of mask >= threshold, largest first.

    `mask` is [H,W] float32 probability. A component under minimum_component_area of the image is dropped.
    """
    binary = (mask >= rule.threshold).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(binary, connectivity=8)
    areas = [(int(stats[i, cv2.CC_STAT_AREA]), i) for i in range(1, count)]
    large = [(area, i) for area, i in areas if area >= rule.minimum_component_area * mask.size]
    # Larger first; between equals the one that the scan met first.
    large.sort(key=lambda pair: (-pair[0], pair[1]))
    return [labels == i for _, i in large[: rule.keep_components]]


def confidence_of(mask: np.ndarray, components: list[np.ndarray]) -> float:
    """In [0,1]: certainty of the kept pixels, times how much of the network's belief they hold, times plausibility.

    certainty  mean of |2p-1| over the kept pixels
    coherence  sum of p over the kept pixels / sum of p over the image: scattered belief is no pair of lungs
    count      1 for two components, 0.8 for one (lungs that touch, or one lung)
    area       share of the image: 1 inside 0.08..0.70, falls to 0 linearly towards 0 and 1
    halves     1 if each half of the image (columns) holds at least 15 % of the kept pixels, else 0.5
    """
    if not components:
        return 0.0
    kept = np.logical_or.reduce(components)
    share = float(kept.mean())
    certainty = float(np.abs(2 * mask[kept] - 1).mean())
    coherence = float(mask[kept].sum() / mask.sum())
    count = 1.0 if len(components) == 2 else 0.8
    area = min(1.0, share / 0.08, (1 - share) / 0.30)
    left = float(kept[:, : mask.shape[1] // 2].sum() / kept.sum())
    halves = 1.0 if 0.15 <= left <= 0.85 else 0.5
    return certainty * coherence * count * area * halves


def share_at_border(components: list[np.ndarray]) -> float:
    """The largest share of the lungs' width or height that lies on an edge of the image: lungs that end inside touch none."""
    if not components:
        return 0.0
    kept = np.logical_or.reduce(components)
    width, height = kept.any(axis=0).sum(), kept.any(axis=1).sum()
    across, down = max(kept[0].sum(), kept[-1].sum()), max(kept[:, 0].sum(), kept[:, -1].sum())
    return float(max(across / width, down / height))


def share_joined(components: list[np.ndarray]) -> float:
    """How far the lungs are one: the least number of lung pixels in a column of the middle half of their width, over that of
    the fullest column on the side where it is lower. Next to 0 on a frontal film, where the mediastinum parts them."""
    if not components:
        return 0.0
    counts = np.trim_zeros(np.logical_or.reduce(components).sum(axis=0))
    quarter = len(counts) // 4
    valley = quarter + int(counts[quarter : len(counts) - quarter].argmin())
    return float(counts[valley] / min(counts[: valley + 1].max(), counts[valley:].max()))


def find_lungs(mask: np.ndarray, film_width: int, film_height: int, rule: BoxRule) -> LungFinding:
    """The padded box in film pixels: low edges floored, high edges ceiled, clipped to the film."""
    components = kept_components(mask, rule)
    if not components:
        return LungFinding(None, 0.0, 0, 0.0)
    kept = np.logical_or.reduce(components)
    columns, rows = np.flatnonzero(kept.any(axis=0)), np.flatnonzero(kept.any(axis=1))
    scale_x, scale_y = film_width / mask.shape[1], film_height / mask.shape[0]
    x0, x1 = columns[0] * scale_x, (columns[-1] + 1) * scale_x
    y0, y1 = rows[0] * scale_y, (rows[-1] + 1) * scale_y
    pad_x, pad_y = rule.padding * (x1 - x0), rule.padding * (y1 - y0)
    box = Box(
        max(0, math.floor(x0 - pad_x)),
        max(0, math.floor(y0 - pad_y)),
        min(film_width, math.ceil(x1 + pad_x)),
        min(film_height, math.ceil(y1 + pad_y)),
    )
    return LungFinding(
        box, confidence_of(mask, components), len(components), float(kept.mean()), share_at_border(components),
        share_joined(components),
    )
