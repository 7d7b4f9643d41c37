"""Write bundle.yaml: the one file that tells the daemon what the others are."""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import yaml

from . import likeness
from .film_check import Limits
from .recipe import ClassifierRecipe, SegmenterRecipe

SEGMENTER, CLASSIFIER = "lungs.onnx", "classifier.onnx"


class _FlowLists(yaml.SafeDumper):
    """Blocks outside, one line for lists of plain values and for the steps."""


def _sequence(dumper: yaml.SafeDumper, items: list) -> yaml.Node:
    plain = all(not isinstance(item, (dict, list)) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=plain)


_FlowLists.add_representer(list, _sequence)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_bundle(folder: Path, classifier: ClassifierRecipe, segmenter: SegmenterRecipe, temperature: float, limits: Limits | None = None) -> None:
    """bundle.yaml for the files that already lie in `folder`. Without limits it says nothing of checks or flags."""
    manifest = {
        "format": 1,
        "name": classifier.name,
        "version": classifier.version,
        "task": classifier.task,
        "labels": list(classifier.labels),
        "accepts": classifier.accepts,
        "precision": "f32",
        "segmenter": {
            "file": SEGMENTER,
            "sha256": sha256(folder / SEGMENTER),
            "input": segmenter.input.manifest(),
            "output": "mask",
            "feature_map": "feature_map",
            "threshold": segmenter.box.threshold,
            "keep_components": segmenter.box.keep_components,
            "minimum_component_area": segmenter.box.minimum_component_area,
            "padding": segmenter.box.padding,
            "minimum_confidence": segmenter.minimum_confidence,
        },
        "classifier": {
            "input": classifier.input.manifest(),
            "steps": list(classifier.steps),
            "networks": [
                {
                    "file": CLASSIFIER,
                    "sha256": sha256(folder / CLASSIFIER),
                    "logits": "logits",
                    "feature_map": "feature_map",
                    "head_weights": "head_weights.npy",
                    "head_weights_sha256": sha256(folder / "head_weights.npy"),
                    "head_bias": "head_bias.npy",
                    "head_bias_sha256": sha256(folder / "head_bias.npy"),
                }
            ],
            "heatmap": {"method": "grad-cam"},
        },
        "temperature": round(temperature, 4),
        "abstain": abstention(folder, limits) if limits else {"minimum_probability": 0.0},
        **({"flags": flags(limits)} if limits else {}),
        "card": "MODEL_CARD.md",
    }
    text = yaml.dump(manifest, Dumper=_FlowLists, sort_keys=False, width=120, allow_unicode=True)
    (folder / "bundle.yaml").write_text(text, encoding="utf-8")


def abstention(folder: Path, limits: Limits) -> dict[str, Any]:
    """When the bundle says nothing."""

    def file(key: str, name: str) -> dict[str, str]:
        return {key: name, f"{key}_sha256": sha256(folder / name)}

    return {
        "minimum_probability": limits.minimum_probability,
        "distance": {
            "method": "mahalanobis", **file("mean", likeness.MEAN), **file("whitening", likeness.WHITENING), "limit": limits.distance,
        },
        "display": {
            "labels": list(likeness.DISPLAYS), **file("weights", likeness.DISPLAY_WEIGHTS),
            **file("bias", likeness.DISPLAY_BIAS), "minimum_probability": limits.display_minimum_probability,
        },
    }


def flags(limits: Limits) -> dict[str, float]:
    """From where on a result is flagged."""
    return {
        "minimum_heatmap_in_lungs": limits.minimum_heatmap_in_lungs,
        "maximum_lungs_at_border": limits.maximum_lungs_at_border,
        "maximum_film_distance": limits.maximum_film_distance,
    }
