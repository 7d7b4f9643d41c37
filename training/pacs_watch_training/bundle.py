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
SCORE_CAM_CHANNELS = 32


class _FlowLists(yaml.SafeDumper):
    """Blocks outside, one line for lists of plain values and for the steps."""


def _sequence(dumper: yaml.SafeDumper, items: list) -> yaml.Node:
    plain = all(not isinstance(item, (dict, list)) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=plain)


_FlowLists.add_representer(list, _sequence)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def member_files(classifier: ClassifierRecipe) -> list[str]:
    """classifier.onnx, or classifier-1.onnx, classifier-2.onnx ... of an ensemble."""
    return [CLASSIFIER] if classifier.members == 1 else [f"classifier-{i + 1}.onnx" for i in range(classifier.members)]


def head_files(file: str) -> tuple[str, str]:
    """Names of a network's head, [K,C] and [K]: head_weights.npy, or head_weights-2.npy of the second."""
    number = Path(file).stem.removeprefix("classifier")
    return f"head_weights{number}.npy", f"head_bias{number}.npy"


def write_bundle(
    folder: Path, classifier: ClassifierRecipe, segmenter: SegmenterRecipe | None, temperature: float, limits: Limits | None = None
) -> None:
    """bundle.yaml for the files that already lie in `folder`. Without limits it says nothing of checks or flags, and abstains at
    the probability that the recipe names, if it names one."""
    networks = [_network(folder, file) for file in member_files(classifier)]
    is_pooled = all("head_weights" in network for network in networks)
    manifest = {
        "format": 1,
        "name": classifier.name,
        "version": classifier.version,
        "task": classifier.task,
        "labels": list(classifier.labels),
        "accepts": classifier.accepts,
        **({"window": classifier.window} if classifier.window else {}),
        "precision": "f32",
        **({"segmenter": _segmenter(folder, segmenter)} if segmenter else {}),
        "classifier": {
            "input": classifier.input.manifest(),
            "steps": list(classifier.steps),
            "networks": networks,
            "heatmap": {"method": "grad-cam"} if is_pooled else {"method": "score-cam", "channels": SCORE_CAM_CHANNELS},
        },
        "temperature": round(temperature, 4),
        "abstain": abstention(folder, limits) if limits else {"minimum_probability": classifier.abstain.get("minimum_probability", 0.0)},
        **({"flags": flags(limits)} if limits else {}),
        "card": "MODEL_CARD.md",
    }
    text = yaml.dump(manifest, Dumper=_FlowLists, sort_keys=False, width=120, allow_unicode=True)
    (folder / "bundle.yaml").write_text(text, encoding="utf-8")


def _segmenter(folder: Path, segmenter: SegmenterRecipe) -> dict[str, Any]:
    return {
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
    }


def _network(folder: Path, file: str) -> dict[str, str]:
    entry = {"file": file, "sha256": sha256(folder / file), "logits": "logits", "feature_map": "feature_map"}
    weights, bias = head_files(file)
    # Only a linear layer over global average pooling is written as files beside the network.
    if (folder / weights).exists():
        entry |= {
            "head_weights": weights, "head_weights_sha256": sha256(folder / weights),
            "head_bias": bias, "head_bias_sha256": sha256(folder / bias),
        }
    return entry


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
        "maximum_lungs_joined": limits.maximum_lungs_joined,
        "maximum_film_distance": limits.maximum_film_distance,
    }
