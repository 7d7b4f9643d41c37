"""PyTorch networks to ONNX files, each checked against its origin by both engines before it counts."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

from .bundle import head_files
from .networks import ExportedSegmenter, FilmClassifier, LungUNet
from .runtime import ENGINES, Network

OPSET = 17
TOLERANCE = 1e-4


class ExportMismatch(Exception):
    """An exported file does not compute what the network computes."""


def export_segmenter(network: LungUNet, convention: str, size: int, path: Path) -> float:
    """Write lungs.onnx; the largest difference seen."""
    return _export(ExportedSegmenter(network, convention), size, ["mask", "feature_map"], path)


def export_classifier(network: FilmClassifier, size: int, path: Path) -> float:
    """Write the ONNX file and, where the head is pooled, head_weights [K,C] and head_bias [K] beside it; the largest difference seen."""
    difference = _export(network, size, ["logits", "feature_map"], path)
    for name, values in zip(head_files(path.name), (network.head.weight, network.head.bias), strict=True):
        if network.is_pooled:
            np.save(path.parent / name, np.ascontiguousarray(values.detach().numpy(), np.float32))
        else:
            (path.parent / name).unlink(missing_ok=True)
    return difference


def _export(network: nn.Module, size: int, outputs: list[str], path: Path) -> float:
    # A plain memory layout: channels_last weights would be written through needless transposes.
    network = network.to(memory_format=torch.contiguous_format).eval()
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        network, (torch.zeros(1, 3, size, size),), str(path), input_names=["film"], output_names=outputs,
        opset_version=OPSET, dynamic_axes={name: {0: "N"} for name in ["film", *outputs]}, dynamo=False,
    )
    onnx.checker.check_model(str(path))
    return max(_difference(network, size, outputs, path, engine) for engine in ENGINES)


def _difference(network: nn.Module, size: int, outputs: list[str], path: Path, engine: str) -> float:
    """Largest |ONNX - PyTorch|, relative for values above 1, over batches of 1 and 3 smooth and noisy inputs."""
    rng, exported, worst = np.random.default_rng(5), Network(path, engine), 0.0
    waves = np.sin(np.linspace(0, 20, size))[:, None] * np.cos(np.linspace(0, 13, size))
    for count in (1, 3):
        film = (waves + rng.normal(0, 0.3, (count, 3, size, size))).astype(np.float32)
        with torch.no_grad():
            answer = network(torch.from_numpy(film))
        for name, want in zip(outputs, answer, strict=True):
            want, got = want.numpy(), exported.run(film)[name]
            worst = max(worst, float((np.abs(got - want) / np.maximum(1, np.abs(want))).max()))
    if not worst <= TOLERANCE:
        raise ExportMismatch(f"{path.name} on {engine} differs by {worst:.2e}")
    return worst
