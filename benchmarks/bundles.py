"""The networks of networks.py as bundles for pacs-watch, whose ONNX files the peers read too."""
from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from networks import LABELS, built


class Noise(CalibrationDataReader):
    """Smooth noise: what the ranges of activations are does not matter for the time."""

    def __init__(self, size: int) -> None:
        rng = np.random.default_rng(1)
        self.batches: Iterator[np.ndarray] = iter(rng.normal(0, 0.7, (4, 1, 3, size, size)).astype(np.float32))

    def get_next(self) -> dict[str, np.ndarray] | None:
        batch = next(self.batches, None)
        return None if batch is None else {"film": batch}


def quantize(network: Path, size: int) -> None:
    """Makes an ONNX file int8 in place: weights signed and by channel, activations unsigned."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(network, prepared)
        quantize_static(prepared, network, Noise(size), quant_format=QuantFormat.QDQ, per_channel=True,
                        activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8)


def bundle(folder: Path, int8: bool) -> Path:
    """A bundle of the networks in a folder, made where it is missing."""
    if not (folder / "bundle.yaml").exists():
        write_bundle(folder, int8)
    return folder


def write_bundle(folder: Path, int8: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    unet, classifier = built()
    torch.onnx.export(unet, (torch.zeros(1, 3, 256, 256),), folder / "lungs.onnx", dynamo=False,
                      input_names=["film"], output_names=["mask"], opset_version=17)
    torch.onnx.export(classifier, (torch.zeros(1, 3, 224, 224),), folder / "classifier.onnx", dynamo=False,
                      input_names=["film"], output_names=["logits", "feature_map"], opset_version=17)
    if int8:
        quantize(folder / "lungs.onnx", 256)
        quantize(folder / "classifier.onnx", 224)
    np.save(folder / "head_weights.npy", classifier.head.weight.detach().numpy())
    np.save(folder / "head_bias.npy", classifier.head.bias.detach().numpy())
    (folder / "MODEL_CARD.md").write_text("Random weights, to measure time with. No result means anything.\n")
    digest = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}
    constants = "mean: [0.498, 0.498, 0.498], std: [0.502, 0.502, 0.502]"
    (folder / "bundle.yaml").write_text(f"""\
format: 1
name: resnet34-random
version: 1.0.0
task: none; random weights to measure time with
labels: [{', '.join(LABELS)}]
accepts: {{modalities: [CR, DX], views: [PA, AP], body_parts: [CHEST]}}
precision: f32
segmenter:
  file: lungs.onnx
  sha256: {digest['lungs.onnx']}
  input: {{name: film, width: 256, height: 256, {constants}}}
  output: mask
  threshold: 0.5
  keep_components: 2
  minimum_component_area: 0.01
  padding: 0.05
  minimum_confidence: 0.0
classifier:
  input: {{name: film, width: 224, height: 224, {constants}}}
  steps:
  - {{step: lung-crop}}
  - {{step: resize}}
  - {{step: channels, recipe: clahe-adaptive-otsu}}
  networks:
  - file: classifier.onnx
    sha256: {digest['classifier.onnx']}
    logits: logits
    feature_map: feature_map
    head_weights: head_weights.npy
    head_weights_sha256: {digest['head_weights.npy']}
    head_bias: head_bias.npy
    head_bias_sha256: {digest['head_bias.npy']}
  heatmap: {{method: grad-cam}}
temperature: 1.0
abstain: {{minimum_probability: 0.0}}
card: MODEL_CARD.md
""")
