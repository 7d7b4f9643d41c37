"""Reference vectors for the Swift side: a film made by code, and every number on its way through the bundle.

No training film has a pixel in them. expected.json holds, for the film read whole and for a given box, the
preprocessed tensor, the logits, the probabilities and the heatmap; and for the segmenter the mask, box and confidence.
"""
from __future__ import annotations

import hashlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from .likeness import DISPLAYS
from .lungbox import Box
from .pipeline import Bundle, Look, Reading
from .preprocessing import segmenter_input
from .readable_json import readable_json

WIDTH, HEIGHT = 300, 260
GIVEN_BOX = Box(41, 33, 259, 229)


def reference_film() -> np.ndarray:
    """[260,300] uint8: a drawn chest. Bright body, two dark lungs with rib bands, a bright middle, soft edges."""
    ys, xs = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float64)
    x, y = xs / WIDTH - 0.5, ys / HEIGHT - 0.5

    def soft(cx: float, cy: float, rx: float, ry: float, edge: float) -> np.ndarray:
        radius = ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2
        return 1 / (1 + np.exp((radius - 1) / edge))

    grey = 20 + 165 * soft(0, 0.12, 0.47, 0.62, 0.08)
    lungs = soft(-0.19, -0.02, 0.145, 0.33, 0.12) + soft(0.19, -0.02, 0.145, 0.33, 0.12)
    grey -= 115 * lungs
    grey += 22 * lungs * np.maximum(0, np.sin(2 * np.pi * (y * 9 + 1.2 * np.abs(x) ** 1.3)))
    grey += 45 * soft(0.03, 0.12, 0.11, 0.16, 0.2) + 25 * soft(0, 0, 0.045, 0.6, 0.3)
    return np.clip(np.rint(grey), 0, 255).astype(np.uint8)


def write_reference(folder: Path, bundle_folder: Path) -> None:
    """film.png and expected.json in `folder`, by ONNX Runtime. The film is read back from its file before use."""
    folder.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(folder / "film.png"), reference_film())
    film = cv2.imread(str(folder / "film.png"), cv2.IMREAD_GRAYSCALE)
    bundle = Bundle(bundle_folder, "onnxruntime")
    tensor = segmenter_input(film, bundle.segmenter_spec)
    mask = bundle.mask(film)
    look = bundle.look(film)
    finding, product = look.lungs, bundle.read(film)
    expected = {
        "bundle": bundle.manifest["name"],
        "version": bundle.manifest["version"],
        "classifier_sha256": bundle.manifest["classifier"]["networks"][0]["sha256"],
        "segmenter_sha256": bundle.manifest["segmenter"]["sha256"],
        "tolerance": {"tensor": 1e-5, "mask": 1e-3, "logits": 1e-3, "probabilities": 1e-3, "heatmap": 2e-3},
        "film": {"width": WIDTH, "height": HEIGHT, "sha256_of_pixels": hashlib.sha256(film.tobytes()).hexdigest()},
        "segmenter": {
            "tensor": _summary(tensor),
            "mask_mean": float(mask.mean()),
            "mask_share_over_threshold": float((mask >= bundle.rule.threshold).mean()),
            "mask_values": {f"{r},{c}": float(mask[r, c]) for r, c in _spots(mask.shape[0])},
            "components": finding.components,
            "area_share": finding.area_share,
            "box": asdict(finding.box) if finding.box else None,
            "confidence": finding.confidence,
            "trusted": bundle.trusted_box(finding) is not None,
            "share_at_border": finding.at_border,
            "share_joined": finding.joined,
        },
        "likeness": _likeness(bundle, look),
        "heat_in_lungs": bundle.heat_in_lungs(film, look, product),
        "whole_film": _reading(bundle, bundle.classify(film, None)),
        "given_box": _reading(bundle, bundle.classify(film, GIVEN_BOX)),
        "as_the_product_reads_it": _reading(bundle, product),
    }
    (folder / "expected.json").write_text(readable_json(expected) + "\n", encoding="utf-8")


def _likeness(bundle: Bundle, look: Look) -> dict[str, Any]:
    shown = bundle.display.probabilities(look.features[None])[0]
    return {
        "distance": float(bundle.distance.of(look.features[None])[0]), "too_far": bundle.too_far(look),
        "display": DISPLAYS[int(shown.argmax())], "display_probability": float(shown.max()),
        "wrong_display": bundle.wrong_display(look) is not None,
    }


def _summary(tensor: np.ndarray) -> dict[str, Any]:
    """Mean, spread and some values of [1,3,H,W]."""
    return {
        "mean": float(tensor.mean(dtype=np.float64)),
        "standard_deviation": float(tensor.std(dtype=np.float64)),
        "values_of_channel_0": {f"{r},{c}": float(tensor[0, 0, r, c]) for r, c in _spots(tensor.shape[2])},
    }


def _spots(size: int) -> list[tuple[int, int]]:
    """Rows and columns of values that are quoted: in a lung, between the lungs, in the other lung, below, in a corner."""
    return [(size // 2, size // 3), (size // 2, size // 2), (size // 2, 2 * size // 3), (7 * size // 8, size // 3), (4, 4)]


def _reading(bundle: Bundle, reading: Reading) -> dict[str, Any]:
    top = int(reading.probabilities.argmax())
    spec = bundle.classifier_spec
    grey = np.rint((reading.tensor[0, 0] * np.float32(spec.std[0]) + np.float32(spec.mean[0])) * 255).astype(np.uint8)
    pooled = reading.feature_map.mean(axis=(1, 2))
    by_head = bundle.head_weights @ pooled + bundle.head_bias
    return {
        "box": asdict(reading.box) if reading.box else None,
        "tensor": _summary(reading.tensor),
        "sha256_of_grey_after_steps": hashlib.sha256(grey.tobytes()).hexdigest(),
        "logits": [float(v) for v in reading.logits],
        "logits_from_head_files": [float(v) for v in by_head],
        "probabilities": [float(v) for v in reading.probabilities],
        "label": bundle.labels[top],
        "heatmap_of_label": [[float(v) for v in row] for row in bundle.grad_cam(reading, top)],
    }
