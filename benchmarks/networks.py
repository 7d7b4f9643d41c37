"""The networks of the second project, by their published shapes: U-Net on ResNet-34 at 256, ResNet-34 at 224.

Weights are random with a fixed seed: only the time is measured, and it does not depend on them.
"""
from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

LABELS = ["COVID-19", "Normal", "Pneumonia"]


def convolution(inputs: int, outputs: int, size: int = 3, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class BasicBlock(nn.Module):
    """He et al. 2016, figure 5 left."""

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.first = convolution(inputs, outputs, 3, stride)
        self.second = nn.Sequential(nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs))
        same = stride == 1 and inputs == outputs
        self.shortcut = nn.Identity() if same else nn.Sequential(
            nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(self.second(self.first(x)) + self.shortcut(x))


class ResNet34(nn.Module):
    """Features at five scales: 64 channels at 1/2, then 64, 128, 256, 512 at 1/4 to 1/32."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = convolution(3, 64, 7, 2)
        self.pool = nn.MaxPool2d(3, 2, 1)
        widths, depths, before = (64, 128, 256, 512), (3, 4, 6, 3), 64
        stages = []
        for index, (width, depth) in enumerate(zip(widths, depths)):
            blocks = [BasicBlock(before, width, 1 if index == 0 else 2)]
            blocks += [BasicBlock(width, width, 1) for _ in range(depth - 1)]
            stages.append(nn.Sequential(*blocks))
            before = width
        self.stages = nn.ModuleList(stages)

    def forward(self, x: Tensor) -> list[Tensor]:
        features = [self.stem(x)]
        x = self.pool(features[0])
        for stage in self.stages:
            x = stage(x)
            features.append(x)
        return features


class UNet(nn.Module):
    """The decoder that segmentation-models gives a ResNet-34 encoder: 256, 128, 64, 32, 16 channels."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = ResNet34()
        inputs, skips, widths = (512, 256, 128, 64, 32), (256, 128, 64, 64, 0), (256, 128, 64, 32, 16)
        self.steps = nn.ModuleList(
            nn.Sequential(convolution(i + s, w), convolution(w, w)) for i, s, w in zip(inputs, skips, widths))
        self.head = nn.Conv2d(16, 1, 3, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        features = self.encoder(x)
        x = features.pop()
        for step in self.steps:
            x = nn.functional.interpolate(x, scale_factor=2.0, mode="nearest")
            if features:
                x = torch.cat([x, features.pop()], dim=1)
            x = step(x)
        return torch.sigmoid(self.head(x))


class Classifier(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.backbone = ResNet34()
        self.head = nn.Linear(512, len(LABELS))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        features = self.backbone(x)[-1]
        return self.head(features.mean(dim=(2, 3))), features


def built() -> tuple[UNet, Classifier]:
    """Both networks, the same in every process."""
    torch.manual_seed(1)
    return UNet().eval(), Classifier().eval()


def write_bundle(folder: Path) -> None:
    """The same networks as a bundle for pacs-watch, and as ONNX for the peers that read it."""
    folder.mkdir(parents=True, exist_ok=True)
    unet, classifier = built()
    torch.onnx.export(unet, (torch.zeros(1, 3, 256, 256),), folder / "lungs.onnx", dynamo=False,
                      input_names=["film"], output_names=["mask"], opset_version=17)
    torch.onnx.export(classifier, (torch.zeros(1, 3, 224, 224),), folder / "classifier.onnx", dynamo=False,
                      input_names=["film"], output_names=["logits", "feature_map"], opset_version=17)
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
