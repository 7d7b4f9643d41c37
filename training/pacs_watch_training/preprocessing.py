"""From a film to a network's input. This file is the contract that the Swift side implements with the same OpenCV calls.

A film is 8-bit grey, rows x columns, bones bright, any size. Every step is a plain function of arrays.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import cv2
import numpy as np

from .lungbox import Box
from .recipe import InputSpec


def resized(image: np.ndarray, width: int, height: int) -> np.ndarray:
    """INTER_AREA when neither side grows, INTER_LINEAR when one or both do."""
    rows, columns = image.shape[:2]
    shrinks = width <= columns and height <= rows
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)


def clahe(image: np.ndarray, clip_limit: float, tiles: int) -> np.ndarray:
    """Contrast-limited adaptive histogram equalisation with tiles x tiles regions."""
    return cv2.createCLAHE(clipLimit=clip_limit, tileGridSize=(tiles, tiles)).apply(image)


def gray3(image: np.ndarray) -> np.ndarray:
    """The same grey three times: [3,H,W] uint8."""
    return np.repeat(image[None], 3, axis=0)


def clahe_adaptive_otsu(image: np.ndarray) -> np.ndarray:
    """CLAHE image, its median-blurred adaptive threshold, and the Otsu threshold of the same: [3,H,W] uint8."""
    enhanced = clahe(image, 3.0, 8)
    blurred = cv2.medianBlur(enhanced, 5)
    adaptive = cv2.adaptiveThreshold(blurred, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, 11, 2)
    _, otsu = cv2.threshold(blurred, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.stack([enhanced, adaptive, otsu])


CHANNELS = {"gray3": gray3, "clahe-adaptive-otsu": clahe_adaptive_otsu}


def normalized(channels: np.ndarray, spec: InputSpec) -> np.ndarray:
    """[3,H,W] uint8 -> [1,3,H,W] float32, (value / 255 - mean) / std."""
    mean = np.asarray(spec.mean, np.float32)[:, None, None]
    std = np.asarray(spec.std, np.float32)[:, None, None]
    return ((channels.astype(np.float32) / np.float32(255) - mean) / std)[None]


def segmenter_input(film: np.ndarray, spec: InputSpec) -> np.ndarray:
    """Whole film squashed to the input's size, grey three times: [1,3,H,W] float32."""
    return normalized(gray3(resized(film, spec.width, spec.height)), spec)


def classifier_input(film: np.ndarray, box: Box | None, spec: InputSpec, steps: Iterable[dict[str, Any]]) -> np.ndarray:
    """The bundle's steps in their order: [1,3,H,W] float32. `box` None means the whole film."""
    image, channels = film, None
    for step in steps:
        match step["step"]:
            case "lung-crop":
                image = image if box is None else image[box.y0:box.y1, box.x0:box.x1]
            case "resize":
                image = resized(image, spec.width, spec.height)
            case "clahe":
                image = clahe(image, step["clip_limit"], step["tiles"])
            case "channels":
                channels = CHANNELS[step["recipe"]](image)
            case unknown:
                raise ValueError(f"unknown step {unknown}")
    if channels is None:
        raise ValueError("the steps end without channels")
    return normalized(channels, spec)
