"""The networks of the second project, by their published shapes: U-Net on ResNet-34 at 256, ResNet-34 at 224.

Weights are random with a fixed seed: only the time is measured, and it does not depend on them. int8 is made by ONNX
Runtime's static quantization (QDQ), which OpenVINO and ONNX Runtime both compute in int8.
"""
from __future__ import annotations

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
